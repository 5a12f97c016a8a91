#pragma once

// Cases that nobody wrote: samples with parts taken out, repeated, and filled with any words.

#include <catch2/catch.hpp>
#include <pugixml.hpp>

#include <algorithm>
#include <filesystem>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace tests {

/// Numbers from a seed. The standard's distributions differ between libraries, so they are not
/// used.
class Dice {
 public:
  explicit Dice(unsigned seed) : twister_{seed} {}
  unsigned below(unsigned sides) { return static_cast<unsigned>(twister_() % sides); }
  bool one_in(unsigned sides) { return below(sides) == 0; }

 private:
  std::mt19937 twister_;
};

inline std::string any_words(Dice& dice) {
  static const std::vector<std::string> some{
      "pain",
      "I",
      "a",
      "well-known",
      "and/or",
      "{{patient.full}}",
      "<b>",
      "&amp;",
      "\u201Cyes\u201D",
      "it\u2019s",
      "\u00C1nh",
      "Nguy\u1EC5n",
      "\u0141ukasz",
      "\u017B\u00F3\u0142\u0107",
      "3.5",
      "(937)",
      "555-0142",
      "\u05E0\u05D5\u05E2\u05D4",
      "\u0645\u062D\u0645\u062F",
      "e\u0301te\u0301",
      "office",
      "fifty-fifty",
      "50%",
      "--",
      "\u2014",
      "x@example.org",
      "Donaudampfschifffahrtsgesellschaftskapit\u00E4nswitwenrentenauszahlungsstelle"};
  const unsigned lengths[] = {1, 2, 5, 12, 60, 400};
  std::string words;
  for (unsigned left = 1 + dice.below(lengths[dice.below(6)]); left > 0; --left) {
    if (!words.empty()) words += ' ';
    words += some[dice.below(static_cast<unsigned>(some.size()))];
  }
  return words;
}

inline bool is_free_text(std::string_view name) {
  static const std::vector<std::string_view> names{
      "text",      "plainName",  "effect",   "result",     "reason",       "note",
      "diagnosis", "certainty",  "evidence", "testNeeded", "goal",         "pro",
      "con",       "sideEffect", "risk",     "recovery",   "dailyLife",    "cost",
      "ifNothing", "experience", "nextStep", "quote",      "organization", "family",
      "given",     "line",       "question", "item",       "row"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

inline bool may_stand_again(std::string_view name) {
  static const std::vector<std::string_view> names{
      "question",
      "item",
      "event",
      "evidence",
      "pro",
      "con",
      "risk",
      "value",
      "reason",
      "goal",
      "symptom",
      "nextStep",
      "sideEffect"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Changes an element and what is in it. What is needed is sometimes taken away too: then the case
/// is refused.
inline void disturb(pugi::xml_node element, Dice& dice) {
  for (pugi::xml_node child = element.first_child(), next; child; child = next) {
    next = child.next_sibling();
    const std::string_view name = child.name();
    if (child.type() == pugi::node_comment) continue;
    if (child.type() == pugi::node_element && dice.one_in(12)) {
      element.remove_child(child);
      continue;
    }
    if (may_stand_again(name) && dice.one_in(4)) {
      for (unsigned copies = dice.below(20); copies > 0; --copies)
        element.insert_copy_after(child, child);
    }
    if (is_free_text(name) && child.text() && dice.one_in(3)) {
      const std::string words = any_words(dice);
      child.text().set(words.c_str());
    }
    disturb(child, dice);
  }
}

inline std::string generated(const std::filesystem::path& sample, unsigned seed) {
  pugi::xml_document document;
  REQUIRE(document.load_file(sample.c_str()));
  Dice dice{seed};
  disturb(document.child("case"), dice);
  std::ostringstream text;
  document.save(text, "  ");
  return text.str();
}

inline std::vector<std::filesystem::path> samples() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator{CAREPACKET_SOURCE_DIR "/samples"}) {
    if (entry.path().extension() == ".xml") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace tests
