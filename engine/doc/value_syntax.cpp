#include "engine/doc/value_syntax.hpp"

#include <charconv>

namespace engine::doc {

std::optional<Length> length_of(std::string_view text) {
  if (text == "0") return Length{};
  double value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc{} || text.front() == '-' || !(value <= 72000)) return std::nullopt;
  const std::string_view unit{end, static_cast<std::size_t>(text.data() + text.size() - end)};
  if (unit == "pt") return Length::from_points(value);
  if (unit == "in") return Length::from_points(value * 72);
  if (unit == "mm") return Length::from_points(value * 72 / 25.4);
  return std::nullopt;
}

std::optional<int> number_of(std::string_view text, int least, int most) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most)
    return std::nullopt;
  return value;
}

bool is_language(std::string_view text) {
  std::size_t length = 0;  // of the subtag
  bool in_first = true;
  for (const char c : text) {
    if (c == '-') {
      if (length < (in_first ? 2u : 1u)) return false;
      in_first = false;
      length = 0;
      continue;
    }
    const bool fits = is_letter(c) || (!in_first && c >= '0' && c <= '9');
    if (!fits || ++length > 8) return false;
  }
  return length >= (in_first ? 2u : 1u);
}

std::string_view take_word(std::string_view& words) {
  constexpr std::string_view blank = " \t\r\n";
  const auto begin = words.find_first_not_of(blank);
  if (begin == std::string_view::npos) return words = {};
  const auto end = std::min(words.find_first_of(blank, begin), words.size());
  const auto word = words.substr(begin, end - begin);
  words.remove_prefix(end);
  return word;
}

}  // namespace engine::doc
