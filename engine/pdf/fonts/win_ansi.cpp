#include "engine/pdf/fonts/win_ansi.hpp"

#include <array>
#include <vector>

namespace engine::pdf {

namespace {

/// Latin-1 but for this row.
constexpr std::array<char32_t, 32> row_80{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

}  // namespace

char32_t character_of(int code) {
  if (code >= 0x80 && code < 0xA0) return row_80[static_cast<std::size_t>(code - 0x80)];
  return code < first_code || code == 0x7F ? 0 : static_cast<char32_t>(code);
}

std::span<const char32_t> typed_characters() {
  static const std::vector<char32_t> characters = [] {
    std::vector<char32_t> all;
    for (int code = first_code; code <= last_code; ++code) {
      if (character_of(code) != 0) all.push_back(character_of(code));
    }
    return all;
  }();
  return characters;
}

}  // namespace engine::pdf
