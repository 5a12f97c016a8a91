#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace engine {

/// Sixteen hexadecimal digits that say whether a text is still as it was written: FNV-1a of 64
/// bits. It tells a change, not a forgery.
inline std::string seal(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  std::string digits(16, '0');
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, hash >>= 4)
    *digit = "0123456789abcdef"[hash & 0xF];
  return digits;
}

}  // namespace engine
