#include "engine/page/page.hpp"

#include <catch2/catch.hpp>

using namespace engine;

namespace {

page::Pages fields_saying(const std::vector<std::string>& spoken) {
  page::Pages pages;
  for (const std::string& words : spoken) pages.entries.push_back({.accessible_name = words});
  return pages;
}

std::vector<std::string> names(page::Pages pages) {
  page::name_entries(pages, "form");
  std::vector<std::string> all;
  for (const page::Entry& entry : pages.entries) all.push_back(entry.name);
  return all;
}
using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a name is the small letters and digits of what is said") {
  CHECK(page::name_of("Who said so: name", 40) == "who-said-so-name");
  CHECK(page::name_of("\u201CMay I?\u201D \u2026 \u00BFqu\u00E9?", 40) == "may-i-qu\u00E9");
  CHECK(page::name_of("?!", 40) == "");
}

TEST_CASE("a long name keeps its first and its last words") {
  CHECK(page::name_of("one two three four five six", 15) == "one-two-six");
  CHECK(page::name_of("abcdefghij", 4) == "abcd");
  // Characters are not cut in two.
  CHECK(page::name_of("\u4E00\u4E8C\u4E09", 7) == "\u4E00\u4E8C");
}

TEST_CASE("fields that would have the same name are counted") {
  CHECK(
      names(fields_saying({"Date", "date", "Date 2", "?"})) ==
      Names{"form/date", "form/date-2", "form/date-2-2", "form/blank"}
  );
}

TEST_CASE("what fields of several papers say alike goes with the paper's title") {
  page::Pages packet;
  page::append(packet, fields_saying({"Date", "Name"}), "Letter");
  page::append(packet, fields_saying({"Date"}), "Cover");
  page::append(packet, fields_saying({"Date"}), "Cover");
  page::disambiguate_field_labels(packet);
  CHECK(packet.entries[0].accessible_name == "Date (Letter)");
  CHECK(packet.entries[1].accessible_name == "Name");
  CHECK(packet.entries[2].accessible_name == "Date (Cover)");
  CHECK(packet.entries[3].accessible_name == "Date (Cover, 2)");
}
