// A letter is folded in three and goes into an envelope with a window (number 10: 7/8 to 5 3/8
// inches from the left edge of the sheet, 2.04 to 3.17 inches below its top edge). Whoever carries
// it reads the address, and nothing of the patient.

#include "tests/packet/house.hpp"

#include <filesystem>
#include <regex>
#include <sstream>

using namespace engine;
namespace fs = std::filesystem;

namespace {

/// What a letter to an office or a doctor is.
const std::vector<std::string> letters = {
    "access-request",
    "follow-up-letter",
    "letter-declining",
    "letter-joining",
    "letter-leaving",
    "letter-staying",
    "revocation",
    "transfer-letter",
    "veterans-letter"};

struct Seen {
  std::string address;  ///< lines that begin in the window and end in it
  std::string cut;      ///< lines of which the window shows a part
};

/// The words on the first page of each document that the window shows, by the dump of its pages:
/// "   72.00   151.20  Div  Andika 12.00  w=101.20  \"…\"", left edge and baseline in points.
Seen seen_through(const std::string& pages, double size) {
  constexpr double left = 63, right = 387, top = 2.04 * 72, bottom = 3.17 * 72;
  const double ascent = size * 0.8, descent = size * 0.25;
  static const std::regex text{R"(^ *([0-9.]+) +([0-9.]+) +\S.* w=([0-9.]+) +\"(.*)\")"};
  Seen seen;
  std::istringstream lines{pages};
  bool first_page = true;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("page ")) first_page = line.starts_with("page 1 ");
    std::smatch found;
    if (!first_page || !std::regex_search(line, found, text)) continue;
    const double x = std::stod(found[1]), y = std::stod(found[2]), w = std::stod(found[3]);
    const bool shows = x < right && x + w > left && y + descent > top && y - ascent < bottom;
    if (!shows) continue;
    const bool whole = x >= left && x + w <= right && y - ascent >= top && y + descent <= bottom;
    (whole ? seen.address : seen.cut) += std::string{found[4]} + '\n';
  }
  return seen;
}

struct Letters {
  fs::path sample;
  Edition edition;
  const char* language;
};

/// Every sample, in both prints and both languages.
std::vector<Letters> every_print() {
  std::vector<Letters> all;
  for (const fs::path& sample : samples()) {
    for (const Edition edition : {Edition::standard, Edition::large}) {
      for (const char* language : {"en", "es"}) all.push_back({sample, edition, language});
    }
  }
  return all;
}

}  // namespace

TEST_CASE(
    "the window of an envelope shows the address of a letter, and nothing else", "[content]"
) {
  Opened house = opened();
  int seen = 0;
  for (const auto& [file, edition, language] : every_print()) {
    // Addresses of more lines than a window has.
    if (file.stem() == "hostile-words" || file.stem() == "long-names") continue;
    Diagnostics out;
    const auto text =
        xml::decode(file.string(), tests::read(file), Source::Holds::patient_data, out);
    REQUIRE(text);
    for (const std::string& kind : letters) {
      const MakeOptions options{
          .set = "binder", .only = {kind}, .edition = edition, .language = language};
      StageDumps dumps;
      Diagnostics told;
      const auto made = make(**text, *house.worker, options, told, &dumps);
      if (!made || made->files.empty() || dumps.pages.find("w=") == std::string::npos) continue;
      INFO(file.stem() << ' ' << kind << '\n' << dumps.pages.substr(0, 3000));
      const Seen window = seen_through(dumps.pages, edition == Edition::large ? 14 : 12);
      CHECK(window.address != "");
      CHECK(window.cut == "");
      CHECK(window.address.find("birth") == std::string::npos);
      ++seen;
    }
  }
  CHECK(seen > 140);
}
