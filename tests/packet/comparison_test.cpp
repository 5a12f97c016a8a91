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

/// Sheets that a reader has in hand: one to fill in, two for one, two or three doctors side by
/// side, more only where there are more doctors.
int most_pages(std::ptrdiff_t opinions, Edition edition) {
  const bool large = edition == Edition::large;
  if (opinions == 0) return large ? 2 : 1;
  if (opinions == 1) return large ? 3 : 2;
  if (opinions < 4) return large ? 6 : 2;
  return large ? 7 : 3;
}

}  // namespace

TEST_CASE(
    "opinions stand side by side on few pages, in every sample, size and language", "[content]"
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
        // Spanish takes a fifth more room.
        CHECK(found.pages <= most_pages(found.opinions, edition) + (language == "es" ? 1 : 0));
        ++compared;
      }
    }
  }
  CHECK(compared > 100);
}

TEST_CASE(
    "with two opinions the answer and all that both said stand on the first page", "[content]"
) {
  Opened house = opened();
  const std::string sample = CAREPACKET_SOURCE_DIR "/samples/crohns-disease.xml";
  const std::string pages = compare(*house.worker, sample, Edition::standard, "en").dump;
  const auto second = pages.find("page 2");
  REQUIRE(second != pages.npos);
  const std::string first = pages.substr(0, second);
  for (const std::string word :
       {"Same", "Different", "Decide", "Okafor", "Lindqvist", "Side effects", "Trouble"}) {
    INFO(word);
    CHECK(first.find(word) != first.npos);
  }
}
