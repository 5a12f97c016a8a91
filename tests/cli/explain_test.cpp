// What a message's code means is said in templates/explain, for every code and for no other.

#include "engine/cli/message_tables.hpp"
#include "engine/facts/problems.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <map>
#include <set>
#include <string>

using namespace engine;

namespace {
namespace fs = std::filesystem;

bool is_code(std::string_view text) {
  return text.size() == 4 && (text[0] == 'E' || text[0] == 'W') &&
         text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

/// Every code that a room's messages have, or the reasons of refusals, whose words are templates'
/// data.
std::map<std::string, std::string> codes_told() {
  std::map<std::string, std::string> codes;
  for (const MessageTable& table : cli::message_tables()) {
    for (const MessageRow& row : table.rows) codes.emplace(row.code, table.room);
  }
  for (const facts::Problem& problem : facts::problems::table)
    codes.emplace(problem.code, "facts/problems.def");
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

TEST_CASE("every code in the explanations can be asked for", "[content]") {
  for (const auto& [code, file] : codes_explained()) {
    const auto ran = tests::run({tests::carepacket(), "explain", code});
    CAPTURE(code);
    CHECK(ran.exit == 0);
    CHECK(ran.out.rfind(code + ": ", 0) == 0);
    CHECK(ran.error.empty());
  }
}

TEST_CASE("every room that has messages is known") {
  std::set<std::string> known, there;
  for (const MessageTable& table : cli::message_tables()) {
    CHECK(known.emplace(table.room).second);
    CHECK(!table.rows.empty());
  }
  for (const auto& entry : fs::directory_iterator{fs::path{CAREPACKET_SOURCE_DIR} / "engine"}) {
    if (fs::exists(entry.path() / "messages.def")) there.insert(entry.path().filename().string());
  }
  CHECK(known == there);
}

TEST_CASE("the rows of a room stand in the order of their codes, each with words of its own") {
  for (const MessageTable& table : cli::message_tables()) {
    std::set<std::pair<std::string_view, std::string_view>> said;
    for (const MessageRow& row : table.rows) {
      CAPTURE(table.room, row.name);
      CHECK(is_code(row.code));
      CHECK(said.emplace(row.code, row.words).second);
    }
    CHECK(std::is_sorted(
        table.rows.begin(),
        table.rows.end(),
        [](const MessageRow& a, const MessageRow& b) { return a.code < b.code; }
    ));
  }
}

TEST_CASE("an explanation ends with what is said under its code") {
  const auto ran = tests::run({tests::carepacket(), "explain", "e744", "E740"});
  CHECK(
      ran.out.find("\n\nSaid as:\n  shard {shard} is given twice: {one} and {other}\n\nE740: ") !=
      std::string::npos
  );
  CHECK(
      ran.out.ends_with("\n\nSaid as:\n"
                        "  this is not the first line of a manifest\n"
                        "  this is not a line of a manifest\n"
                        "  this case stands before the one on the line above it\n"
                        "  there is more behind the last line of a manifest\n\n")
  );
}

TEST_CASE("what two rooms say under a code in the same words is said once") {
  const auto ran = tests::run({tests::carepacket(), "explain", "E120"});
  const std::string words = "\n  expected {wanted}, found {found}\n";
  const auto at = ran.out.find(words);
  CHECK(at != std::string::npos);
  CHECK(ran.out.find(words, at + 1) == std::string::npos);
}
