#pragma once

#include "engine/casefile/casefile.hpp"
#include "engine/casefile/reading.hpp"
#include "tests/support/messages.hpp"
#include "tests/support/run.hpp"
#include "tests/vocabulary/of_the_house.hpp"

#include <string>

namespace engine::casefile {

/// templates/case.xml, and a bank of few questions: all that reading a case asks for.
struct House {
  ReadOptions options() const { return {.vocabulary = &vocabulary, .questions = &questions}; }

  const vocabulary::Vocabulary& vocabulary = vocabulary::of_the_house();
  std::map<std::string, std::vector<vocabulary::BankQuestion>, std::less<>> questions{
      {"en",
       {{"agree-diagnosis", "diagnosis", "Do you agree with the diagnosis?"},
        {"how-many-treated", "experience", "How many have you treated?"},
        {"do-next", "next-steps", "What should I do next?"}}}};
};

inline const House& house() {
  static const House opened;
  return opened;
}

/// A case and what was said about it. The source outlives the case: its spans point there.
struct ReadCase {
  std::unique_ptr<Source> source;
  Diagnostics out;
  std::optional<Case> known;
};

inline ReadCase read_text(
    std::string text, std::string name = "case.xml", ReadOptions options = house().options()
) {
  ReadCase read;
  auto source =
      xml::decode(std::move(name), std::move(text), Source::Holds::patient_data, read.out);
  if (!source) return read;
  read.source = *std::move(source);
  auto known = casefile::read(*read.source, options, read.out);
  if (known) read.known = *std::move(known);
  return read;
}

inline ReadCase read_sample(const std::string& path) {
  return read_text(tests::read(CAREPACKET_SOURCE_DIR "/" + path), path);
}

}  // namespace engine::casefile
