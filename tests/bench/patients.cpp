#include "tests/bench/patients.hpp"

#include <algorithm>
#include <string_view>

namespace tests {

namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::string padded(int number, int width) {
  std::string digits = std::to_string(number);
  digits.insert(
      0, static_cast<std::size_t>(std::max(0, width - static_cast<int>(digits.size()))), '0'
  );
  return digits;
}

}  // namespace

std::string made_up_name(int number) {
  constexpr const char* syllables[] = {
      "ba",
      "do",
      "fi",
      "gu",
      "ka",
      "le",
      "mo",
      "ni",
      "pa",
      "ri",
      "so",
      "tu",
      "va",
      "we",
      "yo",
      "ze"};
  std::string name;
  for (unsigned rest = static_cast<unsigned>(number) * 2654435761u; name.size() < 8; rest >>= 4)
    name += syllables[rest & 15];
  name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

std::string patient(std::string text, int number) {
  const std::string first = made_up_name(number), last = made_up_name(number + 1'000'000);
  replace_all(text, "<case id=\"", "<case id=\"p" + std::to_string(number) + "-");
  replace_all(text, "Elena", first);
  replace_all(text, "Ellie", first.substr(0, 4));
  replace_all(text, "Rivera", last);
  replace_all(text, "00417733", padded(number, 8));
  replace_all(text, "555-0142", "555-" + padded(number % 10000, 4));
  replace_all(
      text,
      "1984-03-17",
      std::to_string(1940 + number % 60) + '-' + padded(1 + number % 12, 2) + '-' +
          padded(1 + number % 28, 2)
  );
  return text;
}

}  // namespace tests
