// A letter is folded in three and goes into an envelope with a window (number 10: 7/8 to 5 3/8
// inches from the left edge of the sheet, 2.04 to 3.17 inches below its top edge). Whoever carries
// it reads the address, and nothing of the patient.

#include "engine/files/files.hpp"
#include "tests/packet/house.hpp"
#include "tests/support/small_pdf.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
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
    "reconcile-letter",
    "records-letter",
    "revocation",
    "transfer-letter",
    "veterans-letter"};

struct Seen {
  std::string address;    ///< lines that begin in the window and end in it
  std::string cut;        ///< lines of which the window shows a part
  std::string of_sender;  ///< lines above the rule below the sender that the window shows
};

/// The words on the first page of each document that the window shows, by the dump of its pages:
/// "   72.00   151.20  Div  Andika 12.00  w=101.20  \"…\"", left edge and baseline in points.
Seen seen_through(const std::string& pages, double size) {
  constexpr double left = 63, right = 387, top = 2.04 * 72, bottom = 3.17 * 72;
  const double ascent = size * 0.8, descent = size * 0.25;
  static const std::regex text{R"(^ *([0-9.]+) +([0-9.]+) +\S.* w=([0-9.]+) +\"(.*)\")"};
  static const std::regex line_to_write_on{
      R"(^ *([0-9.]+) +([0-9.]+) +\S+ +fill ([0-9.]+) x 0?\.)"};
  static const std::regex rule{R"(^ *[0-9.]+ +([0-9.]+) +\(ground\) +fill)"};
  Seen seen;
  double below_sender = 0;
  std::istringstream lines{pages};
  bool first_page = true;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("page ")) first_page = line.starts_with("page 1 ");
    std::smatch found;
    if (!first_page) continue;
    // The highest line of all: boxes to sign in may be drawn before it.
    if (std::regex_search(line, found, rule)) {
      const double at = std::stod(found[1]);
      below_sender = below_sender == 0 ? at : std::min(below_sender, at);
    }
    const bool is_text = std::regex_search(line, found, text);
    if (is_text && found.str(4).find_first_not_of(" \u00A0") == std::string::npos) continue;
    if (!is_text && !std::regex_search(line, found, line_to_write_on)) continue;
    const double x = std::stod(found[1]), y = std::stod(found[2]), w = std::stod(found[3]);
    const double above = is_text ? ascent : 0, below = is_text ? descent : 0;
    const bool shows = x < right && x + w > left && y + below > top && y - above < bottom;
    if (!shows) continue;
    const bool whole = x >= left && x + w <= right && y - above >= top && y + below <= bottom;
    const std::string words = (is_text ? std::string{found[4]} : "____") + '\n';
    (whole ? seen.address : seen.cut) += words;
    if (y < below_sender) seen.of_sender += words;
  }
  return seen;
}

/// A record beside the case, for the letter that brings it.
struct FolderOfOne {
  tests::TemporaryFolder folder;
  files::Folder beside{folder.path().string()};
  FolderOfOne() { tests::write(folder / "lab.pdf", tests::OnePage{}.pdf()); }
};

std::string with_a_record(std::string text) {
  return text.insert(
      text.rfind("</case>"),
      "<attachment file='lab.pdf' type='laboratory' for='doctor'><description>Blood tests"
      "</description></attachment>\n"
  );
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

TEST_CASE("what has the margins of a letter stands in the list of letters", "[content]") {
  std::vector<std::string> found;
  for (const auto& folder : fs::directory_iterator{CAREPACKET_SOURCE_DIR "/templates"}) {
    const fs::path file = folder.path() / "en.mustache";
    if (fs::exists(file) && tests::read(file).find(" letter=\"yes\"") != std::string::npos)
      found.push_back(folder.path().filename());
  }
  std::ranges::sort(found);
  CHECK(found == letters);
}

TEST_CASE(
    "the window of an envelope shows the address of a letter, and nothing else", "[content]"
) {
  Opened house = opened();
  const FolderOfOne desk;
  std::map<std::string, int> seen;
  for (const auto& [file, edition, language] : every_print()) {
    // An address of more lines than a window has is cut, and nothing else shows.
    const bool fits = file.stem() != "hostile-words";
    Diagnostics out;
    const auto text = xml::decode(
        file.string(), with_a_record(tests::read(file)), Source::Holds::patient_data, out
    );
    REQUIRE(text);
    for (const std::string& kind : letters) {
      const MakeOptions options{
          .set = kind == "records-letter" ? "transfer-set" : "binder",
          .only = {kind},
          .edition = edition,
          .language = language,
          .beside = &desk.beside};
      StageDumps dumps;
      Diagnostics told;
      const auto made = make(**text, *house.worker, options, told, &dumps);
      if (!made || made->files.empty() || dumps.pages.find("w=") == std::string::npos) continue;
      INFO(file.stem() << ' ' << kind << '\n' << dumps.pages.substr(0, 3000));
      const Seen window = seen_through(dumps.pages, edition == Edition::large ? 14 : 12);
      CHECK(window.address != "");
      if (fits) CHECK(window.cut == "");
      CHECK((window.address + window.cut).find("birth") == std::string::npos);
      CHECK(window.of_sender == "");
      ++seen[kind];
    }
  }
  for (const std::string& kind : letters) {
    INFO(kind);
    CHECK(seen[kind] >= 4);
  }
}
