// Writes a clinic's cases: a sample as so many patients.
//
//     clinic SAMPLE.xml COUNT DIR [DAMAGED]     a file a case; every DAMAGED-th has a mistake in it
//     clinic SAMPLE.xml COUNT -                 one file of many cases, to standard output

#include "tests/bench/patients.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace {

/// One of ten mistakes that a reader of cases finds, none of which hides the id.
std::string damaged(std::string text, int number) {
  const auto at = [&](std::string_view word) { return text.find(word); };
  switch (number % 5) {
    case 0:  // cut short
      return text.substr(0, text.size() * 2 / 3);
    case 1:  // a day there is none of
      return text.replace(at("<birthDate>") + 11, 10, "1970-02-30");
    case 2:  // an end tag of something else
      return text.replace(at("</patient>"), 10, "</patent>");
    case 3:  // an element nobody knows
      return text.insert(at("</patient>"), "<shoeSize>42</shoeSize>");
    default:  // a byte that is not UTF-8
      return text.insert(at("</patient>"), "<!-- \xE9 -->");
  }
}

/// The text from its root element on.
std::string_view element(std::string_view text) {
  return text.substr(text.find("<case "));
}

}  // namespace

int main(int count, char** words) {
  if (count < 4) {
    std::fprintf(stderr, "clinic SAMPLE.xml COUNT DIR|- [DAMAGED]\n");
    return 2;
  }
  std::ifstream file{words[1], std::ios::binary};
  const std::string sample{std::istreambuf_iterator<char>{file}, {}};
  const int patients = std::atoi(words[2]);
  const std::string folder = words[3];
  const int each = count > 4 ? std::atoi(words[4]) : 0;
  if (folder == "-") std::fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<cases>\n", stdout);
  if (folder != "-") std::filesystem::create_directories(folder);
  for (int i = 0; i < patients; ++i) {
    std::string text = tests::patient(sample, i);
    if (each > 0 && i % each == each - 1) text = damaged(std::move(text), i / each);
    if (folder == "-") {
      const auto part = element(text);
      std::fwrite(part.data(), 1, part.size(), stdout);
    } else {
      std::string number = std::to_string(i);
      number.insert(0, 7 - number.size(), '0');
      std::ofstream{folder + '/' + number + ".xml", std::ios::binary} << text;
    }
  }
  if (folder == "-") std::fputs("</cases>\n", stdout);
  return 0;
}
