// What a message's code means is said in templates/explain, for every code and for no other.

#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <map>
#include <set>
#include <string>

namespace {
namespace fs = std::filesystem;

bool is_code(std::string_view text) {
  return text.size() == 4 && (text[0] == 'E' || text[0] == 'W') &&
         text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

/// Every "E104" that stands as a string in the engine, or is quoted by a template's data.
std::map<std::string, std::string> codes_told() {
  std::map<std::string, std::string> codes;
  for (const auto& entry :
       fs::recursive_directory_iterator{fs::path{CAREPACKET_SOURCE_DIR} / "engine"}) {
    const auto extension = entry.path().extension();
    if (extension != ".cpp" && extension != ".hpp" && extension != ".def") continue;
    const std::string text = tests::read(entry.path());
    for (std::size_t i = 1; i + 5 <= text.size(); ++i) {
      const bool starts = text[i - 1] == '"' || text[i - 1] == '[';
      const bool ends = i + 4 < text.size() && (text[i + 4] == '"' || text[i + 4] == ']');
      if (starts && ends && is_code(std::string_view{text}.substr(i, 4))) {
        codes.emplace(text.substr(i, 4), entry.path().filename().string());
      }
    }
  }
  return codes;
}

std::map<std::string, std::string> codes_explained() {
  std::map<std::string, std::string> codes;
  for (const auto& entry :
       fs::directory_iterator{fs::path{CAREPACKET_SOURCE_DIR} / "templates/explain"}) {
    const std::string text = tests::read(entry.path());
    const std::string mark = "<code id=\"";
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
      const auto begin = at + mark.size();
      const auto code = text.substr(begin, text.find('"', begin) - begin);
      INFO(code << " in " << entry.path());
      CHECK(is_code(code));
      CHECK(codes.emplace(code, entry.path().filename().string()).second);
    }
  }
  return codes;
}
}  // namespace

TEST_CASE("every code that can be told is explained, once, and no other is") {
  const auto told = codes_told(), explained = codes_explained();
  REQUIRE(told.size() > 10);
  std::string unexplained, untold;
  for (const auto& [code, file] : told) {
    if (!explained.count(code)) unexplained += code + " of " + file + '\n';
  }
  for (const auto& [code, file] : explained) {
    if (!told.count(code)) untold += code + " of " + file + '\n';
  }
  CHECK(unexplained == "");
  CHECK(untold == "");
}

TEST_CASE("every code in the explanations can be asked for") {
  for (const auto& [code, file] : codes_explained()) {
    const auto ran = tests::run({tests::carepacket(), "explain", code});
    CAPTURE(code);
    CHECK(ran.exit == 0);
    CHECK(ran.out.rfind(code + ": ", 0) == 0);
    CHECK(ran.error.empty());
  }
}
