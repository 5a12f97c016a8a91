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

/// A last line of a file that seals all before it: sixteen digits between two texts that make it a
/// comment of the file's format.
struct SealLine {
  std::string_view begins, ends;

  void append_to(std::string& text) const {
    const std::string digits = seal(text);
    text.append(begins).append(digits).append(ends);
  }
  /// True for a file that ends in this line, and that nobody has changed since.
  bool is_unbroken(std::string_view text) const {
    const std::size_t length = begins.size() + 16 + ends.size();
    if (text.size() < length) return false;
    const std::string_view line = text.substr(text.size() - length);
    return line.starts_with(begins) && line.ends_with(ends) &&
           line.substr(begins.size(), 16) == seal(text.substr(0, text.size() - length));
  }
};

}  // namespace engine
