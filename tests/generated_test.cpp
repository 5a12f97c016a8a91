// Laws on cases that nobody wrote: samples with parts taken out, repeated, and filled with any
// words.

#include "engine/engine.hpp"
#include "tests/support/house.hpp"
#include "tests/support/messages.hpp"
#include "tests/support/run.hpp"
#include "tests/support/words.hpp"

#include <catch2/catch.hpp>
#include <pugixml.hpp>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <random>
#include <sstream>

namespace {
using namespace engine;

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

std::string any_words(Dice& dice) {
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

bool is_free_text(std::string_view name) {
  static const std::vector<std::string_view> names{
      "text",      "plainName",  "effect",   "result",     "reason",       "note",
      "diagnosis", "certainty",  "evidence", "testNeeded", "goal",         "pro",
      "con",       "sideEffect", "risk",     "recovery",   "dailyLife",    "cost",
      "ifNothing", "experience", "nextStep", "quote",      "organization", "family",
      "given",     "line",       "question", "item",       "row"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool may_stand_again(std::string_view name) {
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
void disturb(pugi::xml_node element, Dice& dice) {
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

std::string generated(const std::filesystem::path& sample, unsigned seed) {
  pugi::xml_document document;
  REQUIRE(document.load_file(sample.c_str()));
  Dice dice{seed};
  disturb(document.child("case"), dice);
  std::ostringstream text;
  document.save(text, "  ");
  return text.str();
}

std::vector<std::filesystem::path> samples() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator{CAREPACKET_SOURCE_DIR "/samples"}) {
    if (entry.path().extension() == ".xml") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// Lines of the pages as text that tell of ink outside the page, but for the blank that ends a
/// line.
std::string off_the_page(const std::string& pages) {
  std::istringstream lines{pages};
  std::string found;
  double width = 0, height = 0;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words{line};
    if (line.rfind("page ", 0) == 0) {
      std::string page, number, times;
      words >> page >> number >> width >> times >> height;
      continue;
    }
    double x = 0, y = 0, extent = 0;
    words >> x >> y;
    if (const auto at = line.find("w="); at != std::string::npos)
      std::from_chars(&line[at + 2], line.data() + line.size(), extent);
    constexpr double blank = 8;
    if (x < 0 || y < 0 || y > height || x + extent > width + blank) found += line + '\n';
  }
  return found;
}

}  // namespace

TEST_CASE("whatever a case says, it is printed whole and on the page, or refused with its place") {
  unsigned made_packets = 0;
  const auto paths = samples();
  for (unsigned seed = 1; seed <= 60; ++seed) {
    const auto& sample = paths[seed % paths.size()];
    CAPTURE(seed, sample.filename().string());
    const Source source{"generated.xml", generated(sample, seed), Source::Holds::patient_data};
    Diagnostics out;
    StageDumps dumps;
    const MakeOptions options{.edition = seed % 2 == 0 ? Edition::large : Edition::standard};
    const auto made = make(source, tests::worker(), options, out, &dumps);
    INFO(support::printed(out));
    if (!made) {
      REQUIRE(out.errors() > 0);
      for (const Diagnostic& d : out.all()) CHECK(d.line > 0);
      continue;
    }
    ++made_packets;
    // A page that must not grow leaves out what is spare, and says so: then not all words are on
    // it.
    const std::string messages = support::printed(out);
    const bool leaves_out =
        messages.find("W414") != messages.npos || messages.find("W415") != messages.npos;
    if (!leaves_out)
      CHECK(
          tests::parting(tests::words_of_blocks(dumps.blocks), tests::words_of_tags(dumps.tags)) ==
          ""
      );
    CHECK(off_the_page(dumps.pages) == "");
    for (auto at = dumps.tags.find("{{"); at != std::string::npos;
         at = dumps.tags.find("{{", at + 2)) {
      const std::string typed = dumps.tags.substr(at, dumps.tags.find("}}", at) - at);
      CHECK(source.text().find(typed) != std::string_view::npos);  // as it was typed, or not at all
    }

    Diagnostics again;
    const auto twin = make(source, tests::worker(), options, again);
    REQUIRE(twin);
    REQUIRE(twin->files.size() == made->files.size());
    for (std::size_t i = 0; i < made->files.size(); ++i)
      CHECK(twin->files[i].bytes == made->files[i].bytes);
  }
  CHECK(made_packets > 15);
}
