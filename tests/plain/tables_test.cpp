// Of tables a reader sees two: a grid is to write in, and one with lines between its rows alone is
// to read. (A list of contents has leaders.)

#include "tests/plain/template_text.hpp"

#include <catch2/catch.hpp>

#include <set>

namespace {

using Is = plain::Event::Is;

struct Seen {
  plain::Place at;
  std::string look;
  bool to_write_in = false;
};

/// What one is to write on or to check, also a row with room for a hand.
bool is_room(const plain::Event& event, bool in_cell_without_words) {
  static const std::set<std::string> elements{"box", "check", "blank"};
  if (event.is == Is::open && elements.contains(event.name)) return true;
  if (event.is == Is::attribute && event.name == "height") return true;
  return event.is == Is::close && event.name == "td" && in_cell_without_words;
}

std::vector<Seen> tables_of(const std::vector<plain::Event>& events) {
  std::vector<Seen> open, all;
  bool is_empty = false;
  std::string look;
  for (const plain::Event& event : events) {
    if (event.is == Is::attribute && event.name == "look") look = event.text;
    if (event.is == Is::open && event.name == "table") open.push_back({event.at, look});
    if (event.is == Is::open) {
      look.clear();
      is_empty = event.name == "td";
    }
    if (event.is == Is::text || event.is == Is::variable || event.is == Is::section) {
      if (event.text.find_first_not_of(" \n\t") != std::string::npos || event.is != Is::text)
        is_empty = false;
    }
    if (!open.empty()) open.back().to_write_in |= is_room(event, is_empty);
    if (event.is == Is::close && event.name == "table" && !open.empty()) {
      all.push_back(open.back());
      open.pop_back();
    }
  }
  return all;
}

}  // namespace

TEST_CASE("a table to write in is a grid, and one to read is ruled") {
  const std::filesystem::path folder{CAREPACKET_SOURCE_DIR "/templates"};
  std::size_t grids = 0, ruled = 0;
  for (const std::string language : {"en", "es"}) {
    for (const std::string& kind : plain::kinds_in(folder, language)) {
      for (const Seen& table : tables_of(plain::events_of(folder, kind, language))) {
        // Opinions side by side are one grid, empty or not, below an answer that may be open.
        if (table.look == "contents" || kind == "comparison") continue;
        INFO(kind << ' ' << plain::shown(table.at) << ": " << table.look);
        CHECK(table.look == (table.to_write_in ? "grid" : "ruled"));
        (table.look == "grid" ? grids : ruled) += 1;
      }
    }
  }
  CHECK(grids > 10);
  CHECK(ruled > 10);
}
