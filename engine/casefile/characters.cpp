#include "engine/casefile/characters.hpp"

#include "engine/base/utf8.hpp"
#include "engine/casefile/messages.hpp"

#include <algorithm>

namespace engine::casefile {

namespace {

/// Unicode 15 White_Space, and what has no width and no ink: U+200B to U+200D, U+2060, U+FEFF.
constexpr bool is_blank(char32_t c) {
  return c == ' ' || (c >= 0x9 && c <= 0xD) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200D) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

constexpr bool is_lost(char32_t c) {
  return c == 0xFFFC || c == 0xFFFD || c == 0x20E3;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Without blanks of any kind at both ends.
std::string_view without_blanks(std::string_view text) {
  while (!text.empty()) {
    const Checked first = checked_at(text);
    if (!is_blank(first.value)) break;
    text.remove_prefix(first.bytes);
  }
  while (!text.empty()) {
    std::size_t begin = text.size() - 1;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
    if (!is_blank(checked_at(text.substr(begin)).value)) break;
    text.remove_suffix(text.size() - begin);
  }
  return text;
}

void tell_lost(char32_t c, Span at, Diagnostics& out) {
  out.warn(
      messages::character_left_out(code_point_name(c)),
      at,
      {c == 0x20E3 ? "it draws a key around a digit; the digit is printed"
                   : "it stands for something that was lost when this was copied: write that again"}
  );
}

}  // namespace

std::string printable_value(std::string value, bool keeps_lines, Span at, Diagnostics& out) {
  if (is_ascii(value)) return value;
  std::string clean;
  const std::string_view text = without_blanks(value);
  for (std::size_t i = 0; i < text.size();) {
    const Checked c = checked_at(text.substr(i));
    const bool keycap_follows = c.value == 0xFE0F && i + c.bytes < text.size() &&
                                checked_at(text.substr(i + c.bytes)).value == 0x20E3;
    if (c.value == 0x2028 || c.value == 0x2029) {
      clean += keeps_lines ? '\n' : ' ';
    } else if (is_lost(c.value)) {
      tell_lost(c.value, at, out);
    } else if (c.value != 0xFEFF && !keycap_follows) {
      clean += text.substr(i, c.bytes);
    }
    i += c.bytes;
  }
  return keeps_lines ? clean : collapsed(clean);
}

}  // namespace engine::casefile
