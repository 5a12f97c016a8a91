// What is done in one place of engine/ and nowhere else, where a text can say it.

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <string>
#include <utility>
#include <vector>

namespace {
namespace fs = std::filesystem;

const fs::path engine = fs::path{CAREPACKET_SOURCE_DIR} / "engine";

/// The files of C++ below engine/, with what stands in them.
const std::map<std::string, std::string>& texts() {
  static const auto all = [] {
    std::map<std::string, std::string> read;
    for (const auto& entry : fs::recursive_directory_iterator{engine}) {
      if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
      std::ifstream file{entry.path()};
      REQUIRE(file);
      read.emplace(
          fs::relative(entry.path(), engine).string(),
          std::string{std::istreambuf_iterator<char>{file}, {}}
      );
    }
    return read;
  }();
  return all;
}

/// The files below engine/ in which a text stands.
std::vector<std::string> files_with(const std::string& text) {
  std::vector<std::string> files;
  for (const auto& [path, all] : texts()) {
    if (all.find(text) != std::string::npos) files.push_back(path);
  }
  return files;
}
}  // namespace

TEST_CASE("one way of doing a thing") {
  const std::vector<std::pair<std::string, std::string>> ways{
      {"0123456789abcdef", "base/ascii.hpp"},  // hexadecimal digits
      {"0123456789ABCDEF", "base/ascii.hpp"},
      {"- 'A' + 'a'", "base/ascii.hpp"},                           // letter case
      {"c == ' ' || c == '\\t' || c == '\\n'", "base/ascii.hpp"},  // white space
      {"= \"&amp;\"", "base/escape.hpp"},                          // entities
      {"\"did you mean ", "base/suggest.cpp"},                     // the hint
      {"\"\\xEF\\xBF\\xBD\"", "base/utf8.hpp"},                    // U+FFFD
      {"value > 0x10FFFF", "base/utf8.hpp"},
      {"nettle/md5.h", "hash/md5.cpp"},  // hashes
      {"nettle/sha2.h", "hash/sha256.cpp"},
      {"= \"en\"", "base/language.hpp"},                      // the language that all have
      {"{\"copyInEnglish\", Is", "fill/document_facts.hpp"},  // facts of a document
      {"load_buffer", "xml/parse.cpp"},                       // XML
      {"renameat(", "files/disk.cpp"},                        // a file gets its name
      {"HPDF_New", "pdf/haru/document.cpp"}};                 // PDF objects
  CHECK(files_with("operator new").empty());                  // memory is counted by Budget
  for (const auto& [text, home] : ways) {
    INFO(text);
    CHECK(files_with(text) == std::vector{home});
  }
}

TEST_CASE("a message is declared in its room's table, and its code stands nowhere else") {
  const std::regex code{"\"[EW][0-9]{3}\""};
  for (const auto& [path, text] : texts()) {
    INFO(path);
    CHECK_FALSE(std::regex_search(text, code));
  }
}
