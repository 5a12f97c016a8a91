// How large the words of a finished page are: whoever asks for large print reads all of it.

#include "tests/packet/house.hpp"

#include <regex>
#include <sstream>

using namespace engine;

namespace {

constexpr double inch = 72;

/// What a page of large print may set smaller than sixteen points, and where: a running head or
/// foot that holds long names in one line, and of a letter who writes to whom, five lines of which
/// the window of an envelope shows.
struct LeastType {
  double words = 16, running = 14, in_window = 12;
};

struct TextOnPage {
  double y = 0, size = 0;
  std::string role, words;
};

/// Visits the words of a dump of papers: of which one, and whether on its first page.
template <typename F>
void for_each_text(const std::string& dump, F&& look) {
  static const std::regex text{R"x(^ *[-\d.]+ +([-\d.]+) +(\S+) +\S+ ([\d.]+) +w=\S+ +"(.*)"$)x"};
  std::istringstream lines{dump};
  bool is_first = false;
  std::size_t papers = 0;
  std::smatch item;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("page ")) {
      is_first = line.starts_with("page 1 ");
      papers += is_first ? 1 : 0;
    }
    if (std::regex_match(line, item, text))
      look(
          papers - 1, is_first, TextOnPage{std::stod(item[1]), std::stod(item[3]), item[2], item[4]}
      );
  }
}

/// Papers whose template says that they are letters.
std::vector<bool> letters_among(const Made& made, const kind::TemplateSet& kinds) {
  std::vector<bool> are_letters;
  for (const File& file : made.files) {
    const std::string paper =
        file.name.substr(3, file.name.size() - 3 - std::string{".pdf"}.size());
    const kind::Kind* kind = kinds.kind_of_paper(paper);
    REQUIRE(kind);
    const std::string words =
        tests::read(CAREPACKET_SOURCE_DIR "/templates/" + kind->name + "/en.mustache");
    are_letters.push_back(words.find("letter=\"yes\"") != words.npos);
  }
  return are_letters;
}

}  // namespace

TEST_CASE(
    "no words of a page in large print are under sixteen points, but who writes to whom in a "
    "letter",
    "[content]"
) {
  constexpr LeastType least;
  constexpr double foot_of_address = 4.2 * inch;
  Opened house = opened();
  std::size_t seen = 0;
  for (const auto& path : samples()) {
    for (const std::string language : {"en", "es"}) {
      Diagnostics out;
      const auto text =
          xml::decode(path.stem().string(), tests::read(path), Source::Holds::patient_data, out);
      REQUIRE(text);
      StageDumps dumps;
      const auto made = make(
          **text,
          *house.worker,
          {.set = "binder", .separate = true, .edition = Edition::large, .language = language},
          out,
          &dumps
      );
      REQUIRE(made);
      const auto are_letters = letters_among(*made, *house.library->template_set);
      for_each_text(dumps.pages, [&](std::size_t paper, bool is_first, const TextOnPage& one) {
        ++seen;
        const bool is_running = one.role == "(head)" || one.role == "(foot)";
        const bool is_address = are_letters.at(paper) && is_first && one.y < foot_of_address;
        const double size = is_running ? least.running : is_address ? least.in_window : least.words;
        if (one.size >= size) return;
        CAPTURE(path.stem().string(), language, made->files[paper].name, one.y, one.words);
        CHECK(one.size >= size);
      });
    }
  }
  CHECK(seen > 100000);
}

TEST_CASE("no words of a page are under eight and a half points", "[content]") {
  constexpr double least = 8.5;
  Opened house = opened();
  for (const auto& path : samples()) {
    Diagnostics out;
    const auto text =
        xml::decode(path.stem().string(), tests::read(path), Source::Holds::patient_data, out);
    REQUIRE(text);
    StageDumps dumps;
    const MakeOptions options{.set = "binder", .edition = Edition::standard, .language = "en"};
    REQUIRE(make(**text, *house.worker, options, out, &dumps));
    for_each_text(dumps.pages, [&](std::size_t, bool, const TextOnPage& one) {
      if (one.size >= least) return;
      CAPTURE(path.stem().string(), one.words);
      CHECK(one.size >= least);
    });
  }
}

TEST_CASE("opinions side by side are under eleven points in their fine print alone", "[content]") {
  constexpr double fine_print = 8.5;
  Opened house = opened();
  std::size_t seen = 0;
  for (const auto& path : samples()) {
    for (const std::string language : {"en", "es"}) {
      Diagnostics out;
      const auto text =
          xml::decode(path.stem().string(), tests::read(path), Source::Holds::patient_data, out);
      REQUIRE(text);
      StageDumps dumps;
      const MakeOptions options{
          .set = "binder",
          .only = {"comparison"},
          .edition = Edition::standard,
          .language = language};
      if (!make(**text, *house.worker, options, out, &dumps)) continue;
      for_each_text(dumps.pages, [&](std::size_t, bool, const TextOnPage& item) {
        if (item.role == "(head)" || item.role == "(foot)") return;
        CAPTURE(path.stem().string(), language, item.role, item.words);
        CHECK((item.size >= 11 || item.size == fine_print));
        ++seen;
      });
    }
  }
  CHECK(seen > 3000);
}
