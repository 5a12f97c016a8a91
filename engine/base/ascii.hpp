#pragma once

// Characters and words of ASCII: what they are, their case, white space, lists, hexadecimal digits.
// Bytes of other characters (UTF-8) are none of these and pass through unchanged.

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// White space as XML has it (XML 1.0 §2.3).
constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || is_capital(c);
}

constexpr char lowered(char c) {
  return is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
std::string lowered(std::string_view text);

/// The same but for the case of letters.
constexpr bool same_but_case(char a, char b) {
  return lowered(a) == lowered(b);
}
constexpr bool same_but_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return same_but_case(x, y);
  });
}
/// Whether `part` stands in `text`, in any case. An empty part stands everywhere.
bool contains_but_case(std::string_view text, std::string_view part);

/// Whether any byte passes a test without branches: the compiler then looks at sixteen at once.
template <class Test>
constexpr bool any_byte(std::string_view text, Test test) {
  unsigned char passes = 0;
  for (const char c : text) passes |= static_cast<unsigned char>(test(c));
  return passes != 0;
}
/// The same of each byte and the one before it.
template <class Test>
constexpr bool any_two_bytes(std::string_view text, Test test) {
  unsigned char passes = 0;
  for (std::size_t i = 1; i < text.size(); ++i)
    passes |= static_cast<unsigned char>(test(text[i - 1], text[i]));
  return passes != 0;
}
/// Whether white space behind the first byte is anything but single blanks.
constexpr bool has_folds(std::string_view text) {
  return any_two_bytes(text, [](char before, char c) {
    return (static_cast<unsigned char>(c) < ' ') | ((c == ' ') & (before == ' '));
  });
}

/// Without white space at both ends.
constexpr std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}
/// Trimmed, and each run of white space inside one blank (XPath normalize-space()).
std::string collapsed(std::string_view text);

/// The words between white space. Views into `text`.
std::vector<std::string_view> words_of(std::string_view text);
/// "a, b, c"
std::string list_of(std::span<const std::string_view> items);

constexpr std::string_view lower_hex_digits = "0123456789abcdef";
constexpr std::string_view upper_hex_digits = "0123456789ABCDEF";

/// Writes the lowest `count` hexadecimal digits of a number, the highest first; gives the end.
template <class Number>
constexpr char* write_hex(char* at, Number number, int count, std::string_view digits) {
  for (int shift = 4 * (count - 1); shift >= 0; shift -= 4)
    *at++ = digits[static_cast<std::size_t>(number >> shift & 0xF)];
  return at;
}
/// The lowest `count` hexadecimal digits of a number; 16 at most.
template <class Number>
std::string hex(Number number, int count, std::string_view digits) {
  std::string text(static_cast<std::size_t>(count), '0');
  write_hex(text.data(), number, count, digits);
  return text;
}
/// Two hexadecimal digits a byte.
std::string hex_of(std::string_view bytes, std::string_view digits);

}  // namespace engine
