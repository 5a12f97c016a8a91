#pragma once

#include <string_view>

namespace engine {

/// What a reader takes for a blank, or for nothing at all: Unicode 15 White_Space, and what has
/// neither width nor ink (U+200B, U+2060, U+FEFF).
constexpr bool is_blank(char32_t c) {
  return c == ' ' || (c >= 0x9 && c <= 0xD) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

/// Joins or parts the letters around it (Unicode 15 §23.2): behind a letter of Persian or Hindi it
/// gives that letter its form, before the first letter it does nothing.
constexpr bool is_joiner(char32_t c) {
  return c == 0x200C || c == 0x200D;
}

/// Without blanks of any kind at both ends, and joiners before the first letter. A view into
/// `text`, which is UTF-8.
std::string_view without_blanks(std::string_view text);

}  // namespace engine
