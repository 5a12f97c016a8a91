#include "engine/cli/former.hpp"

#include "engine/cli/commands.hpp"
#include "engine/cli/messages.hpp"
#include "engine/foreign/answers.hpp"
#include "engine/hash/hash.hpp"

#include <algorithm>

namespace engine::cli {

bool read_former(
    std::span<const std::string> paths,
    const kind::TemplateSet& template_set,
    RunPassword& password,
    FormerFiles& former,
    Diagnostics& out
) {
  bool good = true;
  for (const std::string& path : paths) {
    std::string bytes;
    if (files::read_whole(path, bytes) != 0 || bytes.substr(0, 5) != "%PDF-") continue;
    auto old = read_old_paper(bytes, nullptr, template_set, former);
    if (!old && encrypt::needs_password(bytes)) {
      // Of what nobody filled in only the look is lost: nobody is asked for a password because of
      // it.
      const bool is_plain = pdf::is_untouched(bytes) && !pdf::holds_answers(bytes);
      const char* const word = is_plain && !password.is_at_hand() ? nullptr : password.for_record();
      if (word) old = read_old_paper(bytes, word, template_set, former);
      if (!old && !is_plain) {
        out.error(
            messages::answers_locked(in_quotes(path)),
            {},
            {"give its password, move it away, or choose another folder with --output"}
        );
        good = false;
      }
    }
    if (!old || old->is == OldPaper::Is::other) continue;
    former.marks.emplace_back(path, std::move(old->marks));
    if (old->is == OldPaper::Is::filled) former.read.emplace(path, hash::sha256_hex(bytes));
  }
  return good;
}

namespace {

/// The fields of a packet, whatever program saved it.
std::optional<foreign::Form> form_of(
    const std::string& bytes, const Request& asked, Diagnostics& out
) {
  if (!encrypt::needs_password(bytes)) return foreign::read_form(bytes, nullptr);
  const auto word = read_password(asked.password, Ask::once, asked.message_format, out);
  return word ? foreign::read_form(bytes, word->c_str()) : std::nullopt;
}

}  // namespace

Exit answers(const Request& asked, Diagnostics& out) {
  const std::string& path = asked.arguments.front();
  const auto bytes = read_file(path, out);
  if (!bytes) return Exit::file_system_refused;
  const auto form = form_of(*bytes, asked, out);
  if (!form) {
    if (out.errors() == 0) out.error(messages::no_form(in_quotes(path)), {});
    return Exit::unusable;
  }
  std::string text;
  for (const foreign::Field& field : form->fields) {
    if (field.is_changed())
      text +=
          paragraph(field.label.empty() ? field.name : field.label, {field.is_box, field.value});
  }
  if (text.empty()) text = spoken(asked.message_format, "Nothing was typed into it.") + '\n';
  return write_out(text, out) ? Exit::all_made : Exit::file_system_refused;
}

}  // namespace engine::cli
