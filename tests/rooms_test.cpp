// The picture of the rooms in engine/README.md is a picture of the code.

#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {
namespace fs = std::filesystem;

const fs::path source = CAREPACKET_SOURCE_DIR;

/// One row of the README's tables: a room, and the words behind its arrow or in its cell.
using Table = std::map<std::string, std::set<std::string>>;

std::vector<std::string> lines_of(const fs::path& path) {
  std::ifstream file{path};
  REQUIRE(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

/// "layout    ->  doc  font  page  base": who may include whom.
Table may_include() {
  Table table;
  for (const auto& line : lines_of(source / "engine/README.md")) {
    const auto arrow = line.find("->");
    std::istringstream left{line.substr(0, std::min(arrow, line.size()))};
    std::string room, more;
    if (arrow == std::string::npos || !(left >> room) || left >> more) continue;
    if (!fs::is_directory(source / "engine" / room)) continue;
    std::istringstream right{line.substr(arrow + 2)};
    table[room];
    for (std::string other; right >> other;) table[room].insert(other);
  }
  return table;
}

/// "| `pdf/` | … | libharu: `hpdf` |": the header names in the last cell of the table of rooms.
Table libraries() {
  Table table;
  for (const auto& line : lines_of(source / "engine/README.md")) {
    if (line.rfind("| `", 0) != 0) continue;
    const auto end_of_room = line.find("/`");
    if (end_of_room == std::string::npos) continue;
    const std::string room = line.substr(3, end_of_room - 3);
    const auto cell = line.rfind('|', line.rfind('|') - 1);
    std::istringstream words{line.substr(cell + 1)};
    for (std::string word; words >> word;) {
      if (word.size() > 2 && word.front() == '`')
        table[room].insert(word.substr(1, word.find('`', 1) - 1));
    }
  }
  return table;
}

/// The room of "engine/doc/style_role.hpp" is doc; the header beside the rooms is the public one of
/// packet.
std::string room_of(const std::string& include) {
  const auto slash = include.find('/', 7);
  return slash == std::string::npos ? "packet" : include.substr(7, slash - 7);
}

struct Include {
  std::string from, room, what;
  bool own = false;        ///< "engine/…"
  bool is_public = false;  ///< of the header that carries the room's name
};

std::vector<Include> includes() {
  std::vector<Include> all;
  for (const auto& entry : fs::recursive_directory_iterator{source / "engine"}) {
    const auto extension = entry.path().extension();
    if (extension != ".cpp" && extension != ".hpp") continue;
    const fs::path inside = fs::relative(entry.path(), source / "engine");
    const std::string room = room_of("engine/" + inside.string());
    for (const auto& line : lines_of(entry.path())) {
      if (line.rfind("#include ", 0) != 0) continue;
      const char close = line[9] == '<' ? '>' : '"';
      const std::string what = line.substr(10, line.find(close, 10) - 10);
      all.push_back(
          {inside.string(),
           room,
           what,
           close == '"',
           inside.filename() == room + ".hpp" || inside == "engine.hpp"}
      );
    }
  }
  return all;
}

bool is_library(const std::string& header) {
  static const std::vector<std::string> systems{
      "dirent.h",
      "dlfcn.h",
      "fcntl.h",
      "iconv.h",
      "link.h",
      "poll.h",
      "spawn.h",
      "sys/",
      "termios.h",
      "unistd.h"};
  const bool system = std::any_of(systems.begin(), systems.end(), [&](const auto& s) {
    return header.rfind(s, 0) == 0;
  });
  return !system && header.find_first_of("./") != std::string::npos;
}
}  // namespace

TEST_CASE("the table of includes names every room") {
  const Table allowed = may_include();
  std::set<std::string> rooms;
  for (const auto& entry : fs::directory_iterator{source / "engine"}) {
    if (entry.is_directory()) rooms.insert(entry.path().filename().string());
  }
  for (const auto& room : rooms) {
    CAPTURE(room);
    CHECK(allowed.count(room) == 1);
  }
}

TEST_CASE("a room includes what the table allows, and nothing else") {
  Table allowed = may_include();
  for (const Include& include : includes()) {
    if (!include.own) continue;
    INFO(include.from << " includes " << include.what);
    CHECK(include.what.rfind("engine/", 0) == 0);
    const std::string other = room_of(include.what);
    CHECK((other == include.room || allowed[include.room].count(other) == 1));
  }
}

TEST_CASE("the rooms do not go round in a circle") {
  const Table allowed = may_include();
  const auto reaches =
      [&](const auto& self, const std::string& from, const std::string& to, int depth) -> bool {
    REQUIRE(depth < 20);
    const auto found = allowed.find(from);
    if (found == allowed.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [&](const auto& next) {
      return next == to || self(self, next, to, depth + 1);
    });
  };
  for (const auto& [room, others] : allowed) {
    CAPTURE(room);
    CHECK_FALSE(reaches(reaches, room, room, 0));
  }
}

TEST_CASE("no C++ knows a kind of document by its name") {
  // Names of one word, such as decision, are words of cases and facts, too.
  std::vector<std::string> kinds;
  for (const auto& entry : fs::directory_iterator{source / "templates"}) {
    const std::string name = entry.path().filename().string();
    if (name.find('-') != std::string::npos && fs::exists(entry.path() / "kind.xml"))
      kinds.push_back(name);
  }
  REQUIRE(kinds.size() > 30);
  for (const auto& entry : fs::recursive_directory_iterator{source / "engine"}) {
    const fs::path& path = entry.path();
    if (path.extension() != ".cpp" && path.extension() != ".hpp") continue;
    const std::string text = tests::read(path);
    for (const auto& kind : kinds) {
      INFO(path.string() << " knows " << kind);
      CHECK(text.find('"' + kind + '"') == std::string::npos);
    }
  }
}

TEST_CASE("a library is in its room alone") {
  Table at_home = libraries();
  for (const Include& include : includes()) {
    if (include.own || !is_library(include.what)) continue;
    INFO(include.from << " includes <" << include.what << ">");
    const auto& own = at_home[include.room];
    CHECK(std::any_of(own.begin(), own.end(), [&](const auto& name) {
      return include.what.rfind(name, 0) == 0;
    }));
  }
}

TEST_CASE("no library is in a public header") {
  for (const Include& include : includes()) {
    if (include.own || !include.is_public) continue;
    INFO(include.from << " includes <" << include.what << ">");
    CHECK_FALSE(is_library(include.what));
  }
}

TEST_CASE("the links of the build say the same as the table") {
  Table allowed = may_include();
  for (const auto& line : lines_of(source / "engine/CMakeLists.txt")) {
    if (line.rfind("room(", 0) != 0) continue;
    std::istringstream words{line.substr(5, line.find(')') - 5)};
    std::string room;
    words >> room;
    std::set<std::string> linked;
    for (std::string word; words >> word;) {
      if (word != "PUBLIC" && word != "PRIVATE" && word.rfind("third::", 0) != 0)
        linked.insert(word);
    }
    CAPTURE(room);
    CHECK(linked == allowed[room]);
  }
}
