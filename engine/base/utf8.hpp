#pragma once

// UTF-8 (RFC 3629): decoding what is known to be good, decoding what may be anything, encoding.

#include <cstddef>
#include <string>
#include <string_view>

namespace engine {

/// U+FFFD, where bytes are not text.
constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

/// The character at a byte offset of well-formed UTF-8, and the offset behind it.
struct Character {
  char32_t value;
  std::size_t next;
};

/// How many bytes the character has that begins with this byte, in well-formed UTF-8.
constexpr std::size_t length_of_character(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
}

/// Decodes text that was checked before; of anything else it reads no byte that is not there.
constexpr Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at);
  if (lead < 0x80) return {lead, at + 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC0 || at + length > text.size()) return {0xFFFD, at + 1};
  char32_t value = lead & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) value = value << 6 | (byte(at + i) & 0x3Fu);
  return {value, at + length};
}

/// One character at the start of a text: how many bytes, and whether they are good UTF-8 (§4). Bad:
/// one byte.
struct Checked {
  std::size_t bytes = 1;
  char32_t value = 0xFFFD;
  bool good = false;
};

/// Decodes what may be anything, of one byte at least.
constexpr Checked checked_at(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {1, first, true};
  const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < bytes) return {};
  char32_t value = first & (0xFFu >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    value = (value << 6) | (byte(i) & 0x3Fu);
  }
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < least[bytes] || surrogate || value > 0x10FFFF) return {};
  return {bytes, value, true};
}

/// How many bytes a character takes.
constexpr std::size_t utf8_length(char32_t c) {
  return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

/// Writes a character (§3), four bytes at most, and gives the end.
constexpr char* write_utf8(char* at, char32_t c) {
  const std::size_t length = utf8_length(c);
  if (length == 1) {
    *at++ = static_cast<char>(c);
    return at;
  }
  constexpr unsigned lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
  int shift = 6 * (static_cast<int>(length) - 1);
  *at++ = static_cast<char>(lead[length] | c >> shift);
  while (shift > 0) *at++ = static_cast<char>(0x80 | (c >> (shift -= 6) & 0x3F));
  return at;
}
inline void append_utf8(std::string& text, char32_t c) {
  char bytes[4];
  text.append(bytes, write_utf8(bytes, c));
}

/// Characters that would move a terminal's cursor or turn its text around.
constexpr bool is_control(char32_t c) {
  return (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

/// U+00E9, U+1F600: four digits at least, as the Unicode Standard writes them (appendix A).
std::string code_point_name(char32_t c);

}  // namespace engine
