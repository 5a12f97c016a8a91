// Opinions side by side: a person sees the answer, and what every doctor said, without turning the
// page.

#include "tests/packet/house.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>

using namespace engine;
namespace fs = std::filesystem;

namespace {

struct Comparison {
  int pages = 0;
  std::ptrdiff_t opinions = 0;
  std::string dump;    ///< of the pages
  std::string markup;  ///< its words
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
  Comparison found{made->files.at(0).pages, 0, dumps.pages, dumps.markup};
  const std::regex begin{"<opinion[ \n>]"};
  found.opinions = std::distance(std::sregex_iterator{bytes.begin(), bytes.end(), begin}, {});
  return found;
}

/// Sheets that a reader has in hand: one for up to three doctors, in large print two, or three
/// where two do not hold what was said in letters of sixteen points. Four and more are a matrix,
/// and the details behind it.
int most_pages(std::ptrdiff_t opinions, Edition edition) {
  if (edition == Edition::large) return 3;
  return opinions > 3 ? 2 : 1;
}

/// What the grid of a comparison is set in: the size of most of its letters.
double size_of_words(const std::string& dump) {
  std::map<double, std::size_t> letters;
  std::istringstream lines{dump};
  const std::regex one{R"x(^ *[\d.]+ +[\d.]+ +T[DH] +\S+ ([\d.]+) +w=\S+ +"(.*)"$)x"};
  std::smatch item;
  for (std::string line; std::getline(lines, line);)
    if (std::regex_match(line, item, one))
      letters[std::stod(item[1])] += static_cast<std::size_t>(item[2].length());
  std::pair<double, std::size_t> most{};
  for (const auto& size : letters)
    if (size.second > most.second) most = size;
  return most.first;
}

/// Samples whose opinions say so much, or leave so much to write in, that one page would hold them
/// only in letters under eleven points: three opinions, and words of ours in Spanish.
const std::set<std::pair<std::string, std::string>> on_two_sheets{
    {"crohns-disease", "es"},
    {"every-field", "es"},
    {"three-opinions", "en"},
    {"three-opinions", "es"},
    {"torn-acl", "es"}};

/// Its letters and figures alone, without elements and entities.
std::string letters_of(const std::string& text) {
  static const std::regex marks{"<[^>]*>|&[a-z#0-9]+;|[ -%'-;=?@\\n]+"};
  return std::regex_replace(text, marks, "");
}

/// The words of a case's opinions, as its file has them; not who counted, which is no matter of its
/// own where it is the doctor.
std::vector<std::string> words_of_opinions(const fs::path& sample) {
  std::vector<std::string> words;
  const std::string text = tests::read(sample);
  for (auto at = text.find("<opinion "); at != text.npos; at = text.find("<opinion ", at + 1)) {
    const std::string opinion = text.substr(at, text.find("</opinion>", at) - at);
    const std::regex one{R"(<(\w+)[^<>]*>([^<>]*\w[^<>]*)</)"};
    for (std::sregex_iterator item{opinion.begin(), opinion.end(), one}, end; item != end; ++item) {
      static const std::regex no_words{"source|timeframe|startBy"};
      if (!std::regex_match((*item)[1].str(), no_words)) words.push_back(letters_of((*item)[2]));
    }
  }
  return words;
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
        const bool is_longer = edition == Edition::standard &&
                               on_two_sheets.contains({file.stem().string(), language});
        CHECK(found.pages <= (is_longer ? 2 : most_pages(found.opinions, edition)));
        if (found.opinions > 1)
          CHECK(size_of_words(found.dump) >= (edition == Edition::large ? 16 : 11));
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
        "What is it?",
        "What is the plan?",
        "What if I wait?",
        "What is good?",
        "What is bad?",
        "What can I expect?",
        "Daily life and cost?",
        "What comes next?",
        "Still to ask",
        "What matters"}) {
    INFO(word);
    at = page.find(word, at);
    REQUIRE(at != page.npos);
  }
}

TEST_CASE("nothing that a doctor said is left out of a comparison", "[content]") {
  Opened house = opened();
  std::size_t seen = 0;
  for (const fs::path& file : samples()) {
    if (file.stem() == "hostile-words") continue;
    for (const Edition edition : {Edition::standard, Edition::large}) {
      const Comparison found = compare(*house.worker, file, edition, "en");
      const std::string all = letters_of(found.markup);
      for (const std::string& words : words_of_opinions(file)) {
        CAPTURE(file.stem(), name_of(edition), words);
        CHECK(all.find(words) != std::string::npos);
        ++seen;
      }
    }
  }
  CHECK(seen > 200);
}

TEST_CASE("where a doctor said nothing there is room for a hand", "[content]") {
  Opened house = opened();
  std::size_t seen = 0;
  for (const char* sample : {"crohns-disease", "torn-acl", "three-opinions", "every-field"}) {
    for (const Edition edition : {Edition::standard, Edition::large}) {
      const fs::path file =
          fs::path{CAREPACKET_SOURCE_DIR "/samples"} / (sample + std::string{".xml"});
      const double least = edition == Edition::large ? 0.4 * 72 : 0.34 * 72;
      const Comparison found = compare(*house.worker, file, edition, "en");
      std::istringstream lines{found.dump};
      const std::regex field{
          R"(^ *[\d.]+ +[\d.]+ +\S+ +line ([\d.]+) x ([\d.]+) comparison/what-.*)"};
      std::smatch item;
      for (std::string line; std::getline(lines, line);) {
        if (!std::regex_match(line, item, field)) continue;
        CAPTURE(sample, name_of(edition), line);
        CHECK(std::stod(item[2]) >= least - 7);  // above its line, and clear of the one before
        ++seen;
      }
    }
  }
  CHECK(seen > 8);
}
