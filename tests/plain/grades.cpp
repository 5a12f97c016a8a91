// ./dev grades: says how hard every kind is to read.
//     grades                  prints the table, and what the gate does not let pass
//     grades --write FILE     and writes the table into that file
//     grades KIND [LANGUAGE]  every sentence of one kind, as it is measured

#include "tests/plain/measure.hpp"
#include "tests/support/run.hpp"

#include <algorithm>
#include <iostream>

namespace {

const std::filesystem::path source{CAREPACKET_SOURCE_DIR};

void print_sentences(const plain::Measured& measured) {
  constexpr const char* roles[] = {"text ", "head ", "label"};
  for (const plain::Sentence& sentence : measured.sentences) {
    const plain::Counts counts = plain::counts_of(sentence, measured.language);
    std::string text = sentence.text;
    std::replace(text.begin(), text.end(), plain::gap, '_');
    std::cout << (sentence.legal ? "legal" : roles[static_cast<int>(sentence.role)]) << "  "
              << counts.words << " words " << counts.syllables << " syllables  " << text << "  ("
              << plain::shown(sentence.at) << ")\n";
  }
}

}  // namespace

int main(int count, char** words) try {
  const std::vector<std::string> asked{words + 1, words + count};
  const bool write = asked.size() == 2 && asked[0] == "--write";
  if (!asked.empty() && !write) {
    print_sentences(
        plain::measure(source / "templates", asked[0], asked.size() > 1 ? asked[1] : "en")
    );
    return 0;
  }
  const auto english = plain::measure_all(source / "templates", "en");
  const auto spanish = plain::measure_all(source / "templates", "es");
  const std::string rows = plain::table(english, spanish);
  std::cout << rows;

  const auto known = plain::known_abbreviations(source / "tests/plain/known-abbreviations.txt");
  bool fine = true;
  for (const auto* all : {&english, &spanish}) {
    for (const auto& measured : *all) {
      for (const std::string& complaint : plain::complaints(measured, known)) {
        std::cerr << complaint << '\n';
        fine = false;
      }
    }
  }
  if (write) {
    const auto text = plain::with_table(tests::read(asked[1]), rows);
    if (!text) {
      std::cerr << asked[1] << " has no markers for the table\n";
      return 2;
    }
    tests::write(asked[1], *text);
  }
  return fine ? 0 : 1;
} catch (const std::exception& e) {
  std::cerr << e.what() << '\n';
  return 2;
}
