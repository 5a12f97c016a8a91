#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace engine {

/// U+FFFD, where bytes are not text.
constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

/// One character at the start of a text: how many bytes, and whether they are good UTF-8 (RFC 3629
/// §4).
struct Checked {
  std::size_t bytes = 1;
  char32_t value = 0;
  bool good = false;
};

Checked checked_at(std::string_view text);
/// Characters that would move a terminal's cursor or turn its text around.
bool is_control(char32_t c);

/// Text fit for a terminal: control characters and bytes that are not UTF-8 become U+FFFD.
std::string printable(std::string_view text);
/// A word of the user, in quotation marks, fit for a terminal.
std::string in_quotes(std::string_view word);
/// 10,000
std::string in_thousands(std::uint64_t number);
/// 1 case, 10,000 cases
std::string counted(std::uint64_t number, std::string_view one, std::string_view many);
/// Text as a JSON string (RFC 8259 §7), with its quotation marks.
std::string json_string(std::string_view text);

}  // namespace engine
