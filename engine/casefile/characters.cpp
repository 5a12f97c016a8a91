#include "engine/casefile/characters.hpp"

#include "engine/base/blank.hpp"
#include "engine/base/utf8.hpp"
#include "engine/casefile/messages.hpp"

#include <algorithm>

namespace engine::casefile {

namespace {

constexpr bool is_lost(char32_t c) {
  return c == 0xFFFC || c == 0xFFFD || c == 0x20E3;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
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
