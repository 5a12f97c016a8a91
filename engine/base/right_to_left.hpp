#pragma once

// Which words run from right to left, and are kept apart from those around them.

#include "engine/base/utf8.hpp"

#include <string_view>

namespace engine {

/// True when some letter of the words is written from right to left, or a mark says that they are:
/// blocks of scripts of that direction (Unicode 15, DerivedBidiClass: R and AL), and marks that
/// open a direction (UAX #9 §2.1 to 2.6).
constexpr bool has_right_to_left(std::string_view words) {
  for (std::size_t at = 0; at < words.size();) {
    const auto [c, next] = character_at(words, at);
    if ((c >= 0x590 && c <= 0x8FF) || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
        (c >= 0x2066 && c <= 0x2069) || (c >= 0xFB1D && c <= 0xFDFF) ||
        (c >= 0xFE70 && c <= 0xFEFE) || (c >= 0x10800 && c <= 0x10FFF) ||
        (c >= 0x1E800 && c <= 0x1EFFF))
      return true;
    at = next;
  }
  return false;
}

}  // namespace engine
