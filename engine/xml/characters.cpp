#include "engine/xml/characters.hpp"

#include "engine/xml/walk.hpp"

#include <algorithm>
#include <charconv>

namespace engine::xml {

bool is_character(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  if (c >= 0x7F && c < 0xA0) return c == 0x85;
  return c < 0xD800 || (c > 0xDFFF && c < 0xFFFE) || (c > 0xFFFF && c <= 0x10FFFF);
}

/// Whether no byte of a text is a control character but line feeds. Without branches, so that the
/// compiler compares sixteen bytes at once: a byte less than 0x20 and unlike 0x0A is one that,
/// with the bits of 0x0A turned over, lies in 0x01 to 0x1F.
bool Walk::has_controls(std::string_view text) {
  unsigned char least = 0xFF, deletes = 0xFF;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    least = std::min(least, static_cast<unsigned char>((byte ^ 0x0A) - 1));
    deletes = std::min(deletes, static_cast<unsigned char>(byte ^ 0x7F));
  }
  return least < 0x1F || deletes == 0;
}

/// Up to the next < or the end (XML 1.0 §2.4), which is `end` when the text reads as it is written.
bool Walk::characters_of_text(std::size_t end) {
  const bool is_plain = !has_controls_ && ampersand_.from(text_, at_) >= end &&
                        bracket_.from(text_, at_) >= end && text_[end] == '<';
  if (is_plain) {
    at_ = end;
    return true;
  }
  for (;;) {
    while (!is(text_[at_], markup | bracket | unprintable)) ++at_;
    if (text_[at_] == '<' || at_ == text_.size()) return true;
    if (text_[at_] == '&') {
      if (!reference()) return false;
    } else if (text_[at_] == ']') {
      if (starts("]]>")) return fault(messages::cdata_end_in_text, at_, 3, {"write it as ]]&gt;"});
      ++at_;
    } else {
      return control_character(at_);
    }
  }
}

/// Up to behind the quotation mark that closes the value (XML 1.0 §2.3, AttValue). False, and
/// nothing told, when none does.
bool Walk::characters_of_value(char quotation_mark) {
  for (;;) {
    while (!is(text_[at_], markup | quote | unprintable)) ++at_;
    if (text_[at_] == '<' || at_ == text_.size()) return false;
    if (text_[at_] == '&') {
      if (!reference()) return false;
    } else if (!is(text_[at_], quote)) {
      return control_character(at_);
    } else if (text_[at_++] == quotation_mark) {
      return true;
    }
  }
}

/// &amp; and its like, &#233; and &#xE9; (XML 1.0 §4.1). pugixml leaves as it is what it does not
/// know.
bool Walk::reference() {
  const auto begin = at_++;
  const bool is_number = text_[at_] == '#';
  auto end = at_ + (is_number ? 1 : 0);
  while (is(text_[end], name_part)) ++end;
  if (end == at_ || text_[end] != ';') {
    return slip(messages::bare_ampersand, begin, 1, {"write &amp; for the sign & itself"});
  }
  const auto name = std::string_view{text_}.substr(at_, end - at_);
  at_ = end + 1;
  if (!is_number) {
    const bool known =
        name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos";
    return known || unknown_reference(begin, name);
  }
  const bool hex = name.substr(0, 2) == "#x";
  const auto digits = name.substr(hex ? 2 : 1);
  std::uint32_t value = 0;
  const auto [last, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
  if (error != std::errc{} || last != digits.data() + digits.size())
    return not_a_character(begin, std::nullopt);
  return is_character(value) || not_a_character(begin, value);
}

bool Walk::is_printable(std::size_t begin, std::size_t end) {
  const auto piece = std::string_view{text_}.substr(begin, end - begin);
  const auto found =
      std::find_if(piece.begin(), piece.end(), [](char c) { return is(c, unprintable); });
  return found == piece.end() ||
         control_character(begin + static_cast<std::size_t>(found - piece.begin()));
}

}  // namespace engine::xml
