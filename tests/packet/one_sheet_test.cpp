// Permission forms are on one side of a sheet, and whoever signs sees what is agreed to; what one
// decides by is on one sheet.

#include "tests/packet/house.hpp"

#include <regex>
#include <sstream>

using namespace engine;
namespace fs = std::filesystem;

namespace {

/// The words of each page of each document in a dump of pages.
std::vector<std::vector<std::string>> words_by_page(const std::string& pages) {
  std::vector<std::vector<std::string>> documents;
  std::istringstream lines{pages};
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("page 1 ") || documents.empty()) documents.emplace_back();
    if (line.starts_with("page ")) documents.back().emplace_back();
    const auto width = line.find("  w=");
    const auto quote = width == std::string::npos ? width : line.find("  \"", width);
    if (quote == std::string::npos || documents.empty() || documents.back().empty()) continue;
    documents.back().back() += line.substr(quote + 3, line.size() - quote - 4);
  }
  return documents;
}

}  // namespace

TEST_CASE(
    "a permission is on one side, in large print or where a state asks for large type on two, and "
    "is signed where it says who, what and until when",
    "[content]"
) {
  Opened house = opened();
  int seen = 0;
  for (const fs::path& file : samples()) {
    Diagnostics out;
    const auto text =
        xml::decode(file.string(), tests::read(file), Source::Holds::patient_data, out);
    REQUIRE(text);
    for (const Edition edition : {Edition::standard, Edition::large}) {
      const MakeOptions options{
          .set = "binder",
          .only = {"authorization"},
          .separate = true,
          .edition = edition,
          .language = "en"};
      StageDumps dumps;
      Diagnostics told;
      const auto made = make(**text, *house.worker, options, told, &dumps);
      if (!made || made->files.empty()) continue;
      const bool is_large =
          edition == Edition::large || dumps.markup.find("minimum-type") != std::string::npos;
      for (const auto& pages : words_by_page(dumps.pages)) {
        INFO(file.stem() << (is_large ? " large" : " standard"));
        // In letters of sixteen points those who watch the signature are on a sheet of their own.
        const bool is_watched =
            edition == Edition::large && dumps.markup.find("Witness") != std::string::npos;
        CHECK(pages.size() <= (is_watched ? 3 : is_large ? 2 : 1));
        for (const std::string& words : pages) {
          if (words.find("Sign here: ") == std::string::npos) continue;
          ++seen;
          INFO(words);
          static const std::regex agreed{
              R"(I have read this form and agree to it.* may share .* with .*[.] (This ends|It ends))"};
          CHECK(std::regex_search(words, agreed));
        }
      }
    }
  }
  CHECK(seen > 20);
}

TEST_CASE(
    "what matters and the decision are the two sides of a sheet, in large print of two sheets",
    "[content]"
) {
  Opened house = opened();
  for (const fs::path& file : samples()) {
    Diagnostics out;
    const auto text =
        xml::decode(file.string(), tests::read(file), Source::Holds::patient_data, out);
    REQUIRE(text);
    for (const std::string language : {"en", "es"}) {
      for (const Edition edition : {Edition::standard, Edition::large}) {
        const MakeOptions options{
            .set = "binder",
            .only = {"values", "decision"},
            .separate = true,
            .edition = edition,
            .language = language};
        Diagnostics told;
        const auto made = make(**text, *house.worker, options, told);
        if (!made) continue;
        // Each doctor's plan is weighed, with what it may do to the patient, and so is waiting:
        // four plans and more go on to another page in large print, and so do many points in
        // Spanish.
        const bool has_many =
            file.stem() == "five-opinions" || file.stem() == "crohns-disease" || language == "es";
        for (const auto& paper : made->files) {
          INFO(file.stem() << ' ' << language << ' ' << name_of(edition) << ' ' << paper.name);
          CHECK(paper.pages <= (edition == Edition::standard ? 1 : has_many ? 3 : 2));
        }
      }
    }
  }
}
