// Every piece of a sentence that stands in the engine's code for a person is known to the tables of
// the program's other language.

#include "engine/cli/speech.hpp"
#include "engine/xml/xml.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <set>

using namespace engine;
using namespace engine::cli;
namespace fs = std::filesystem;

namespace {

/// Nobody is told these: words that stand on papers, that people write, or that a machine reads;
/// the program that packs templates; faults of our own.
const std::set<std::string, std::less<>> no_messages{
    "chart/wording.cpp",
    "chart/denials.cpp",
    "chart/doubles.cpp",
    "chart/doubts.cpp",
    "chart/known_amounts.cpp",
    "chart/line_words.cpp",
    "chart/measures.cpp",
    "chart/merge.cpp",
    "chart/said_over.cpp",
    "chart/two_names.cpp",
    "chart/ways.cpp",
    "chart/c_cda/around.cpp",
    "chart/c_cda/care_team.cpp",
    "chart/c_cda/document.cpp",
    "chart/c_cda/header.cpp",
    "chart/c_cda/narrative.cpp",
    "chart/c_cda/medications.cpp",
    "chart/c_cda/problems.cpp",
    "chart/c_cda/rest.cpp",
    "chart/c_cda/results.cpp",
    "chart/c_cda/rows.cpp",
    "chart/c_cda/unlisted.cpp",
    "chart/c_cda/values.cpp",
    "chart/door/looks.cpp",
    "chart/fhir/circle.cpp",
    "chart/fhir/health.cpp",
    "chart/fhir/people.cpp",
    "chart/fhir/rest.cpp",
    "chart/fhir/results.cpp",  // words of charts

    "cli/manual.cpp",        // stands in the manual, which is English
    "batch/report.cpp",      // stands on the report
    "table/propose.cpp",     // headings of spreadsheets, and comments in a file that is written
    "facts/papers.cpp",      // names of offices
    "facts/permission.cpp",  // what people write for an end
    "cli/help.cpp",          // as commands are typed; the rest is in help.xml
    "cli/pack_main.cpp",
    "vocabulary/xsd.cpp",
    "batch/work.cpp",  // a key
    "serve/page.cpp",
    "serve/fields.cpp",
    "serve/site_charts.cpp",
    "serve/site_clinic.cpp",
    "serve/site_flow.cpp",
    "serve/site_overview.cpp",
    "serve/site_papers.cpp",
    "serve/site_review.cpp",
    "serve/site_questions.cpp",  // HTML; its words are in serve/words.xml
    "serve/answers.cpp",
    "encrypt/password.cpp",
    "font/book.cpp",
    "layout/inline/collect.cpp",
    "layout/inline/direction.cpp"};
const std::set<std::string, std::less<>> no_rooms{"base", "flate", "html", "page", "pdf", "text"};

/// The words between quotation marks in a source file, those that stand side by side as one.
std::vector<std::string> literals_of(std::string_view code) {
  std::vector<std::string> all;
  bool is_open = false;  // nothing but blanks since the last one
  for (std::size_t at = 0; at < code.size(); ++at) {
    if (code.substr(at).starts_with("//")) {
      at = std::min(code.find('\n', at), code.size());
    } else if (code[at] == '\'' && at > 0 && !is_digit(code[at - 1])) {
      at = code.find('\'', at + (code[at + 1] == '\\' ? 3 : 2));
      is_open = false;
    } else if (code[at] == '"') {
      std::string words;
      for (++at; at < code.size() && code[at] != '"'; ++at) {
        const bool is_escaped = code[at] == '\\';
        if (is_escaped) ++at;
        words += is_escaped && code[at] == 'n' ? '\n' : code[at];
      }
      if (is_open)
        all.back() += words;
      else
        all.push_back(words);
      is_open = true;
    } else if (!is_space(code[at])) {
      is_open = false;
    }
  }
  return all;
}

/// Two words in small letters with a blank between them: a piece of a sentence.
bool is_of_a_sentence(std::string_view literal) {
  const auto blank = [&](std::size_t at) { return literal[at] == ' '; };
  const auto small = [&](std::size_t at) { return literal[at] >= 'a' && literal[at] <= 'z'; };
  for (std::size_t at = 2; at + 2 < literal.size(); ++at) {
    if (blank(at) && small(at - 1) && small(at - 2) && small(at + 1) && small(at + 2)) return true;
  }
  return false;
}

/// Files that are written, examples of a mapping, and help, which is looked at by its lines.
bool is_markup(std::string_view words) {
  return words.find('\n') != words.npos ||
         (words.starts_with('<') && words.find("=\"") != words.npos);
}

struct Tables {
  std::string all;  ///< what is known in English, a line each
  Speech speech;
};

Tables tables() {
  const std::string share = CAREPACKET_BINARY_DIR "/share/carepacket";
  Diagnostics out;
  auto speech = Speech::read(share, "es", out);
  REQUIRE(speech);
  Tables read{{}, *std::move(speech)};
  for (const char* file : {"messages.xml", "hints.xml", "help.xml"}) {
    const Source source{
        file, tests::read(CAREPACKET_SOURCE_DIR "/templates/said/es/" + std::string{file})};
    const auto tree = xml::parse(source, {}, out);
    REQUIRE(tree);
    tree->root().for_each_child([&](const xml::Element& row) {
      if (const auto* english = row.attribute("en")) read.all += std::string{english->value} + '\n';
    });
  }
  return read;
}

/// What a literal says without the marks of a value that stands beside it.
std::string_view bare(std::string_view words) {
  constexpr std::string_view marks = "<>{}\"/# ";
  const auto first = words.find_first_not_of(marks);
  const auto last = words.find_last_not_of(marks);
  return first == words.npos ? std::string_view{} : words.substr(first, last - first + 1);
}

bool is_known(const Tables& tables, const std::string& words) {
  return tables.all.find(bare(words)) != std::string::npos || tables.speech.hint(words) != words ||
         tables.speech.part(words) != words;
}

}  // namespace

TEST_CASE("every piece of advice in the code is known in Spanish", "[content]") {
  const Tables known = tables();
  int looked_at = 0;
  const fs::path engine = CAREPACKET_SOURCE_DIR "/engine";
  for (const auto& entry : fs::recursive_directory_iterator{engine}) {
    const fs::path path = entry.path().lexically_relative(engine);
    if (path.extension() != ".cpp" || path.filename() == "dump.cpp" ||
        no_rooms.contains(path.begin()->string()) || no_messages.contains(path.string()))
      continue;
    for (const std::string& words : literals_of(tests::read(entry.path()))) {
      if (!is_of_a_sentence(words) || is_markup(words)) continue;
      ++looked_at;
      INFO(path.string() << ": " << words);
      CHECK(is_known(known, words));
    }
  }
  CHECK(looked_at > 300);
}
