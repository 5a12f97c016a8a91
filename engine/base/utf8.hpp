#pragma once

#include <cstddef>
#include <string_view>

namespace engine {

/// The character at a byte offset of well-formed UTF-8, and the offset behind it.
struct Character {
  char32_t value;
  std::size_t next;
};

inline Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at);
  if (lead < 0x80) return {lead, at + 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC0 || at + length > text.size()) return {0xFFFD, at + 1};
  char32_t value = lead & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) value = value << 6 | (byte(at + i) & 0x3Fu);
  return {value, at + length};
}

}  // namespace engine
