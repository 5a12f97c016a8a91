#include "engine/base/printable.hpp"

#include "engine/base/ascii.hpp"

namespace engine {

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

std::string tagged(std::string_view name) {
  return '<' + std::string{name} + '>';
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
  std::string json = "\"";
  while (!text.empty()) {
    const Checked c = checked_at(text);
    if (!c.good) {
      json += replacement_character;
    } else if (c.value == '"' || c.value == '\\') {
      json += '\\';
      json += text[0];
    } else if (c.value == '\t' || is_control(c.value)) {
      json += "\\u" + hex(c.value, 4, lower_hex_digits);
    } else {
      json += text.substr(0, c.bytes);
    }
    text.remove_prefix(c.bytes);
  }
  return json + '"';
}

}  // namespace engine
