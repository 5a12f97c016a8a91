// What stands at the head and foot of every page, whatever the print: two printings of one paper
// are told apart, and a page that is taken out says whose it is and where it stood.

#include "tests/packet/house.hpp"

#include <algorithm>
#include <regex>
#include <set>

using namespace engine;

namespace {

/// The pages as the dump has them.
std::vector<std::string> pages_of(const StageDumps& dumps) {
  std::vector<std::string> pages;
  for (std::size_t at = 0; at < dumps.pages.size();) {
    const auto next = std::min(dumps.pages.find("\npage ", at + 1), dumps.pages.size());
    pages.push_back(dumps.pages.substr(at, next - at));
    at = next;
  }
  return pages;
}

/// The pages of a sample's binder in large print.
std::vector<std::string> pages_in_large_print(const std::string& sample, const MakeOptions& asked) {
  Opened house = opened();
  Diagnostics out;
  const auto text = xml::decode(
      sample,
      tests::read(CAREPACKET_SOURCE_DIR "/samples/" + sample + ".xml"),
      Source::Holds::patient_data,
      out
  );
  REQUIRE(text);
  StageDumps dumps;
  MakeOptions options = asked;
  options.edition = Edition::large;
  REQUIRE(make(**text, *house.worker, options, out, &dumps));
  return pages_of(dumps);
}

/// The words of a page that are marked so, and how far down each stands.
struct RunningLine {
  std::string words;
  std::set<std::string> lines;
};
RunningLine running(const std::string& page, const std::string& mark) {
  const std::regex one{"\n *[\\d.]+ +([\\d.]+)  \\(" + mark + "\\)[^\n]*\"([^\n]*)\""};
  RunningLine found;
  for (std::sregex_iterator item{page.begin(), page.end(), one}, end; item != end; ++item) {
    found.lines.insert((*item)[1]);
    found.words += (*item)[2].str() + ' ';
  }
  return found;
}

}  // namespace

TEST_CASE("in large print every page has its day, and a foot of one line", "[content]") {
  // Of a form the day is that of its signature.
  const std::vector<std::string> kinds{
      "binder-cover",
      "binder-contents",
      "status",
      "names-and-numbers",
      "conversation-script",
      "records-checklist",
      "specialist-worksheet",
      "top-questions",
      "story-summary",
      "medicines-allergies",
      "visit-notes",
      "comparison",
      "values",
      "decision"};
  const std::vector<std::string> days{"11/20/2026", "20 nov 2026"};
  for (const std::string language : {"en", "es"}) {
    const auto pages = pages_in_large_print(
        "crohns-disease", {.set = "binder", .only = kinds, .language = language}
    );
    CHECK(pages.size() > 20);
    for (const std::string& page : pages) {
      const RunningLine head = running(page, "head"), foot = running(page, "foot");
      CAPTURE(language, head.words, foot.words, page.substr(0, 30));
      const std::string lines = head.words + foot.words;
      CHECK(std::ranges::any_of(days, [&](const std::string& day) {
        return lines.find(day) != std::string::npos;
      }));
      CHECK(foot.lines.size() == 1);
    }
  }
}

TEST_CASE(
    "a letter that leaves has no number of the packet, and its own on later pages", "[content]"
) {
  for (const std::string set : {"packet", "binder"}) {
    const auto pages = pages_in_large_print(
        "crohns-disease", {.set = set, .only = {"transfer-letter"}, .language = "en"}
    );
    REQUIRE(pages.size() == 2);
    const std::string &first = pages.front(), &second = pages.back();
    CAPTURE(set);
    CHECK(running(first, "head").words + running(first, "foot").words == "");
    CHECK_THAT(running(second, "foot").words, Catch::EndsWith("Page 2 of 2 "));
  }
}

TEST_CASE("the second page of a cover says whose it is, and which page", "[content]") {
  struct Cover {
    std::string set, sample, name;
  };
  for (const auto& [set, sample, name] :
       {Cover{"packet", "autoimmune-hepatitis", "Miguel Ángel Torres Vega "},
        Cover{"binder", "crohns-disease", "Elena Marie Rivera "}}) {
    const auto pages =
        pages_in_large_print(sample, {.set = set, .only = {set + "-cover"}, .language = "en"});
    CAPTURE(set);
    REQUIRE(pages.size() > 1);
    CHECK(running(pages[0], "head").words.empty());
    CHECK(running(pages[1], "head").words == name);
    CHECK(running(pages[1], "foot").words.find("Page 2") != std::string::npos);
  }
}

TEST_CASE("a set of the clinic is as large as it is asked for, whoever the patient is") {
  const auto pages_of = [](const std::string& print) {
    Opened house = opened();
    std::string text = tests::read(CAREPACKET_SOURCE_DIR "/samples/crohns-disease.xml");
    const std::string own = "print=\"standard\"";
    text.replace(text.find(own), own.size(), "print=\"" + print + "\"");
    Diagnostics out;
    const auto source = xml::decode("c", text, Source::Holds::patient_data, out);
    REQUIRE(source);
    const auto made = make(**source, *house.worker, {.set = "handout"}, out);
    INFO(support::printed(out));
    REQUIRE(made);
    return made->files[0].pages;
  };
  CHECK(pages_of("large") == pages_of("standard"));
}

TEST_CASE("a running head and foot are a line each, on every page of every sample", "[content]") {
  Opened house = opened();
  std::size_t seen = 0;
  for (const auto& path : samples()) {
    // Names that no line holds.
    if (path.stem() == "long-names" || path.stem() == "hostile-words") continue;
    for (const Edition edition : {Edition::standard, Edition::large}) {
      for (const std::string language : {"en", "es"}) {
        Diagnostics out;
        const auto text =
            xml::decode(path.stem().string(), tests::read(path), Source::Holds::patient_data, out);
        REQUIRE(text);
        StageDumps dumps;
        const MakeOptions options{.set = "binder", .edition = edition, .language = language};
        REQUIRE(make(**text, *house.worker, options, out, &dumps));
        for (const std::string& page : pages_of(dumps)) {
          const RunningLine head = running(page, "head"), foot = running(page, "foot");
          CAPTURE(path.stem().string(), language, name_of(edition), head.words, foot.words);
          CHECK(head.lines.size() <= 1);
          CHECK(foot.lines.size() <= 1);
          ++seen;
        }
      }
    }
  }
  CHECK(seen > 3000);
}
