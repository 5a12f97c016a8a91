// Opinions side by side: a person sees the answer, and what every doctor said, without turning the
// page.

#include "tests/packet/house.hpp"

#include <filesystem>
#include <regex>

using namespace engine;
namespace fs = std::filesystem;

namespace {

struct Comparison {
  int pages = 0;
  std::ptrdiff_t opinions = 0;
  std::string dump;  ///< of the pages
};

Comparison compare(Worker& worker, const fs::path& sample, Edition edition, std::string language) {
  Diagnostics out;
  const std::string bytes = tests::read(sample);
  const auto text = xml::decode(sample.string(), bytes, Source::Holds::patient_data, out);
  REQUIRE(text);
  const MakeOptions options{
      .set = "binder", .only = {"comparison"}, .edition = edition, .language = std::move(language)};
  StageDumps dumps;
  const auto made = make(**text, worker, options, out, &dumps);
  INFO(support::printed(out));
  REQUIRE(made);
  Comparison found{made->files.at(0).pages, 0, dumps.pages};
  const std::regex begin{"<opinion[ \n>]"};
  found.opinions = std::distance(std::sregex_iterator{bytes.begin(), bytes.end(), begin}, {});
  return found;
}

/// Sheets that a reader has in hand: one for up to three doctors, in large print two, and of three
/// doctors three. Four and more are a matrix, and the details behind it.
int most_pages(std::ptrdiff_t opinions, Edition edition) {
  const bool large = edition == Edition::large;
  if (opinions > 3) return large ? 3 : 2;
  if (opinions == 3) return large ? 3 : 1;
  return large ? 2 : 1;
}

}  // namespace

TEST_CASE(
    "opinions stand side by side on one page, on two or three in large print, in every sample and "
    "language",
    "[content]"
) {
  Opened house = opened();
  int compared = 0;
  for (const fs::path& file : samples()) {
    // Made of words that are far too long for any page.
    if (file.stem() == "hostile-words") continue;
    for (const Edition edition : {Edition::standard, Edition::large}) {
      for (const std::string language : {"en", "es"}) {
        const Comparison found = compare(*house.worker, file, edition, language);
        INFO(file.filename() << ' ' << language << ": " << found.pages << " pages");
        CHECK(found.pages <= most_pages(found.opinions, edition));
        ++compared;
      }
    }
  }
  CHECK(compared > 100);
}

TEST_CASE("with two opinions the answer stands on top of all that both said", "[content]") {
  Opened house = opened();
  const std::string sample = CAREPACKET_SOURCE_DIR "/samples/crohns-disease.xml";
  const std::string page = compare(*house.worker, sample, Edition::standard, "en").dump;
  std::size_t at = 0;
  for (const std::string word :
       {"Same",
        "Different",
        "Decide by",
        "Okafor",
        "Lindqvist",
        "Diagnosis",
        "Side effects",
        "Experience",
        "Still to ask",
        "What matters"}) {
    INFO(word);
    at = page.find(word, at);
    REQUIRE(at != page.npos);
  }
}
