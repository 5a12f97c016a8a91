#include "engine/xml/walk.hpp"

#include <algorithm>

namespace engine::xml {

/// The XML declaration (XML 1.0 §2.8) at the beginning of the text, if there is one.
bool Walk::declaration() {
  if (!starts("<?xml") || !is(text_[5], space)) return true;
  const auto end = text_.find("?>", 5);
  if (end == text_.npos)
    return fault("E113", 0, 5, "the XML declaration is never closed", {"close it with ?>"});
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
  return fault(
      "E110",
      word,
      end - word,
      root().empty() ? "text before the first element"
                     : "text after the end of <" + std::string{root()} + ">",
      {"all text stands inside the outermost element"}
  );
}

/// XML 1.0 §2.5.
bool Walk::comment() {
  const auto end = text_.find("--", at_ + 4);
  if (end == text_.npos)
    return fault("E113", at_, 4, "this comment is never closed", {"close it with -->"});
  if (text_[end + 2] != '>') {
    return fault(
        "E113",
        end,
        2,
        "-- is not allowed inside a comment",
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
    return fault(
        "E113",
        at_,
        5,
        "the XML declaration must be the first thing in the file",
        {"move it to the top, with nothing before it"}
    );
  }
  if (!is(text_[at_ + 2], name_start)) {
    return fault(
        "E113",
        at_,
        2,
        "this processing instruction has no name",
        {"take it out, or write <?name …?>"}
    );
  }
  const auto end = text_.find("?>", at_ + 2);
  if (end == text_.npos)
    return fault(
        "E113", at_, 2, "this processing instruction is never closed", {"close it with ?>"}
    );
  if (!is_printable(at_ + 2, end)) return false;
  at_ = end + 2;
  return true;
}

}  // namespace engine::xml
