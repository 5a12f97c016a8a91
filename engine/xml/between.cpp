#include "engine/xml/walk.hpp"

#include <algorithm>

namespace engine::xml {

/// The XML declaration (XML 1.0 §2.8) at the beginning of the text, if there is one.
bool Walk::declaration() {
  if (!starts("<?xml") || !is(text_[5], space)) return true;
  const auto end = text_.find("?>", 5);
  if (end == text_.npos)
    return fault(messages::declaration_never_closed, 0, 5, {"close it with ?>"});
  if (!is_printable(5, end)) return false;
  at_ = end + 2;
  return true;
}

/// Passes over one comment, processing instruction, or white space outside the root.
bool Walk::between() {
  if (text_[at_] != '<') return open_ == Node::none ? text_outside() : fault_in_markup();
  if (starts("<!--")) return comment();
  return text_[at_ + 1] == '?' ? instruction() : fault_in_markup();
}

bool Walk::text_outside() {
  const auto begin = at_;
  if (!characters_of_text(text_.size())) return false;
  const auto word = past_space(begin);
  if (word == at_) return true;
  const auto end = std::min(text_.find_first_of(" \t\r\n<", word), text_.size());
  if (!root().empty() || (at_ < text_.size() && is(text_[at_ + 1], name_start)))
    mend = Mend{.blank = begin, .blanks = at_ - begin, .at = begin, .words = {}};
  return fault(
      root().empty() ? messages::text_before_root : messages::text_after_root(tagged(root())),
      word,
      end - word,
      {root().empty()
           ? "a case is written between <case …> and </case>: carepacket new writes one to "
             "fill in"
           : "all text stands inside the outermost element"}
  );
}

/// XML 1.0 §2.5.
bool Walk::comment() {
  const auto end = text_.find("--", at_ + 4);
  if (end == text_.npos)
    return fault(messages::comment_never_closed, at_, 4, {"close it with -->"});
  if (text_[end + 2] != '>') {
    // Of three dashes at the end one is too many.
    mend = Mend{.blank = end, .blanks = text_[end + 2] == '-' ? 1U : 2U, .at = end, .words = {}};
    return fault(
        messages::comment_in_comment,
        end,
        2,
        {"comments cannot hold comments; close the first one with --> before"}
    );
  }
  if (!is_printable(at_ + 4, end)) return false;
  at_ = end + 3;
  return true;
}

/// XML 1.0 §2.6.
bool Walk::instruction() {
  if (starts("<?xml") && is(text_[at_ + 5], space)) {
    if (const auto behind = text_.find("?>", at_); behind != text_.npos)
      mend = Mend{.blank = at_, .blanks = behind + 2 - at_, .at = at_, .words = {}};
    return fault(
        messages::declaration_not_first, at_, 5, {"move it to the top, with nothing before it"}
    );
  }
  if (!is(text_[at_ + 2], name_start)) {
    return fault(messages::instruction_without_name, at_, 2, {"take it out, or write <?name …?>"});
  }
  const auto end = text_.find("?>", at_ + 2);
  if (end == text_.npos)
    return fault(messages::instruction_never_closed, at_, 2, {"close it with ?>"});
  if (!is_printable(at_ + 2, end)) return false;
  at_ = end + 2;
  return true;
}

}  // namespace engine::xml
