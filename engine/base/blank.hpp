#pragma once

#include <string_view>

namespace engine {

/// What a reader takes for a blank, or for nothing at all: Unicode 15 White_Space, and what has
/// neither width nor ink (U+200B to U+200D, U+2060, U+FEFF).
constexpr bool is_blank(char32_t c) {
  return c == ' ' || (c >= 0x9 && c <= 0xD) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200D) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

/// Without blanks of any kind at both ends. A view into `text`, which is UTF-8.
std::string_view without_blanks(std::string_view text);

}  // namespace engine
