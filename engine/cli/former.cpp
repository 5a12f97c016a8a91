#include "engine/cli/former.hpp"

#include "engine/cli/messages.hpp"
#include "engine/hash/hash.hpp"

namespace engine::cli {

bool read_former(
    std::span<const std::string> paths,
    const kind::TemplateSet& template_set,
    const Whose& whose,
    RunPassword& password,
    FormerFiles& former,
    Diagnostics& out
) {
  bool good = true;
  for (const std::string& path : paths) {
    std::string bytes;
    if (files::read_ordinary(path, bytes) != 0 || bytes.substr(0, 5) != "%PDF-") continue;
    auto old = read_old_paper(bytes, nullptr, template_set, whose, former);
    if (!old && encrypt::needs_password(bytes)) {
      // Of what nobody filled in only the look is lost: nobody is asked for a password because of
      // it.
      const bool is_plain = pdf::is_untouched(bytes) && !pdf::holds_answers(bytes);
      const char* const word = is_plain && !password.is_at_hand() ? nullptr : password.for_record();
      if (word) old = read_old_paper(bytes, word, template_set, whose, former);
      if (!old && !is_plain) {
        out.error(
            messages::answers_locked(in_quotes(path)),
            {},
            {"give its password, move it away, or choose another folder with --output"}
        );
        good = false;
      }
    }
    if (old && old->is_of_another) {
      const bool is_told = former.any_of_another && old->is == OldPaper::Is::plain;
      former.any_of_another = true;
      if (!is_told) good = tell_of_another(in_quotes(path), *old, out) && good;
      continue;
    }
    if (!old || old->is == OldPaper::Is::other) continue;
    former.marks.emplace_back(path, std::move(old->marks));
    if (old->is == OldPaper::Is::read) former.read.emplace(path, hash::sha256_hex(bytes));
  }
  return good;
}

}  // namespace engine::cli
