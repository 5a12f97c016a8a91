#include "engine/base/printable.hpp"

#include <array>

namespace engine {

Checked checked_at(std::string_view text) {
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
  constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < least[bytes] || surrogate || value > 0x10FFFF) return {};
  return {bytes, value, true};
}

bool is_control(char32_t c) {
  return (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

std::string printable(std::string_view text) {
  std::string good;
  good.reserve(text.size());
  while (!text.empty()) {
    const Checked c = checked_at(text);
    if (c.good && !is_control(c.value)) {
      good += text.substr(0, c.bytes);
    } else {
      good += replacement_character;
    }
    text.remove_prefix(c.bytes);
  }
  return good;
}

std::string in_quotes(std::string_view word) {
  return '\'' + printable(word) + '\'';
}

std::string in_thousands(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

std::string counted(std::uint64_t number, std::string_view one, std::string_view many) {
  return in_thousands(number) + ' ' + std::string{number == 1 ? one : many};
}

std::string json_string(std::string_view text) {
  static constexpr std::string_view hex = "0123456789abcdef";
  std::string json = "\"";
  while (!text.empty()) {
    const Checked c = checked_at(text);
    if (!c.good) {
      json += replacement_character;
    } else if (c.value == '"' || c.value == '\\') {
      json += '\\';
      json += text[0];
    } else if (c.value < 0x20 || c.value == 0x7F) {
      json += "\\u00";
      json += hex[c.value >> 4];
      json += hex[c.value & 15];
    } else {
      json += text.substr(0, c.bytes);
    }
    text.remove_prefix(c.bytes);
  }
  return json + '"';
}

}  // namespace engine
