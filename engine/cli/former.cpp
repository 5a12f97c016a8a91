#include "engine/cli/former.hpp"

#include "engine/cli/commands.hpp"
#include "engine/cli/messages.hpp"
#include "engine/foreign/answers.hpp"
#include "engine/hash/hash.hpp"

#include <algorithm>

namespace engine::cli {

namespace {

/// A field of a paper of ours: authorization/expiration-date, authorization-mercy/expiration-date.
bool is_ours(const foreign::Field& field, const kind::TemplateSet& template_set) {
  const auto paper = std::string_view{field.name}.substr(0, field.name.find('/'));
  if (paper.size() == field.name.size()) return false;
  return template_set.kind_of_paper(paper) != nullptr;
}

/// Somebody filled it in: nothing but fields of ours is in it, and nobody wrote beside them.
bool can_be_carried(const foreign::Form& form, const kind::TemplateSet& template_set) {
  return !form.has_notes && std::ranges::any_of(form.fields, &foreign::Field::is_changed) &&
         std::ranges::all_of(form.fields, [&](const foreign::Field& field) {
           return is_ours(field, template_set);
         });
}

void take(const foreign::Form& form, Former& former) {
  for (const foreign::Field& field : form.fields) {
    if (!field.is_changed()) continue;
    const bool is_new =
        former.answers.emplace(field.name, Answer{field.is_box, field.value}).second;
    if (is_new) former.labels.emplace_back(field.name, field.label);
  }
}

std::string words_of(const Answer& answer) {
  if (!answer.is_box) return answer.value;
  return answer.value.empty() ? "[ ]" : "[x]";
}

std::string paragraph(std::string_view label, const Answer& answer) {
  std::string text{label};
  text += '\n';
  const std::string words = words_of(answer);
  std::string_view rest = words;
  while (true) {
    const auto end = std::min(rest.find('\n'), rest.size());
    text.append("    ").append(rest.substr(0, end)) += '\n';
    if (end == rest.size()) return text + '\n';
    rest.remove_prefix(end + 1);
  }
}

}  // namespace

namespace {

/// The fields of a file, and what its pages looked like; nothing when it cannot be opened, or when
/// somebody wrote into it what cannot be carried over. `is_locked`: a password is missing.
std::optional<foreign::Form> former_form(
    const std::string& bytes, bool is_plain, RunPassword& password, bool& is_locked
) {
  auto form = foreign::read_form(bytes, nullptr);
  if (form || !encrypt::needs_password(bytes)) return form;
  // Of what nobody filled in only the look is lost: nobody is asked for a password because of it.
  const char* const word = is_plain && !password.is_at_hand() ? nullptr : password.for_record();
  if (word) form = foreign::read_form(bytes, word);
  is_locked = !form;
  return form;
}

}  // namespace

bool read_former(
    std::span<const std::string> paths,
    const kind::TemplateSet& template_set,
    RunPassword& password,
    Former& former,
    Diagnostics& out
) {
  bool good = true;
  for (const std::string& path : paths) {
    std::string bytes;
    if (files::read_whole(path, bytes) != 0 || bytes.substr(0, 5) != "%PDF-") continue;
    const bool is_untouched = pdf::is_untouched(bytes);
    const bool is_plain = is_untouched && !pdf::holds_answers(bytes);
    bool is_locked = false;
    const auto form = former_form(bytes, is_plain, password, is_locked);
    if (is_locked && !is_plain) {
      out.error(
          messages::answers_locked(in_quotes(path)),
          {},
          {"give its password, move it away, or choose another folder with --output"}
      );
      good = false;
    }
    if (!form || (!is_untouched && !can_be_carried(*form, template_set))) continue;
    former.marks.emplace_back(path, marks_in(form->marks));
    if (is_plain) continue;
    take(*form, former);
    former.read.emplace(path, hash::sha256_hex(bytes));
  }
  return good;
}

std::string without_place(
    const Former& former, std::span<const std::string> placed, const std::string& before
) {
  std::string text = before;
  for (const auto& [name, label] : former.labels) {
    if (std::ranges::find(placed, name) != placed.end()) continue;
    const std::string one = paragraph(label, former.answers.find(name)->second);
    if (text.find(one) == std::string::npos) text += one;
  }
  return text == before ? std::string{} : text;
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
