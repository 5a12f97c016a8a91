// Laws on tables that nobody wrote.

#include "tests/table/tabled.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace engine;
using namespace engine::table;

namespace {

using Grid = std::vector<std::vector<std::string>>;
using Chance = std::mt19937;

std::size_t up_to(Chance& chance, std::size_t most) {
  return chance() % (most + 1);
}

/// A value with whatever is hard about CSV. Blanks at its ends would not count.
std::string hard_value(Chance& chance) {
  static const std::vector<std::string> pieces{"a",    "b",    "0",     "17", ",",   ";",    "\t",
                                               "\"",   "\"\"", "\n",    " ",  "é",   "日本", "😀",
                                               "=1+1", "<b>",  "&amp;", "'",  "]]>", "{{x}}"};
  std::string value = "v";
  for (auto left = up_to(chance, 12); left > 0; --left)
    value += pieces[up_to(chance, pieces.size() - 1)];
  return value + ".";
}

/// RFC 4180, and in what is free there, by chance: quotation marks that are not needed, line ends.
std::string written(const Grid& grid, char separator, const std::string& line_end, Chance& chance) {
  std::string text;
  for (std::size_t row = 0; row < grid.size(); ++row) {
    if (row > 0) text += line_end;
    for (std::size_t i = 0; i < grid[row].size(); ++i) {
      const std::string& value = grid[row][i];
      if (i > 0) text += separator;
      const std::string special = std::string{"\"\n"} + separator;
      const bool quoted = value.find_first_of(special) != value.npos || up_to(chance, 3) == 0;
      if (!quoted) {
        text += value;
        continue;
      }
      text += '"';
      for (const char c : value) {
        if (c == '"') text += c;
        text += c == '\n' ? line_end : std::string{c};
      }
      text += '"';
    }
  }
  if (up_to(chance, 1) == 0) text += line_end;
  return text;
}

}  // namespace

TEST_CASE("what a writer of CSV writes is read back equal, whatever it is") {
  const std::string separators = ",;\t";
  const std::vector<std::string> line_ends{"\r\n", "\n", "\r"};
  for (unsigned seed = 0; seed < 400; ++seed) {
    Chance chance{seed};
    const auto columns = 1 + up_to(chance, 5);
    Grid grid{{"@id"}};
    for (std::size_t i = 0; i < columns; ++i)
      grid[0].push_back("clinic/notice" + (i == 0 ? "" : "[" + std::to_string(i + 1) + "]"));
    for (auto rows = 1 + up_to(chance, 6); rows > 0; --rows) {
      auto& row = grid.emplace_back();
      row.push_back("r" + std::to_string(rows));
      for (std::size_t i = 0; i < columns; ++i) row.push_back(hard_value(chance));
    }
    const std::string text =
        written(grid, separators[up_to(chance, 2)], line_ends[up_to(chance, 2)], chance);
    INFO("seed " << seed << ":\n" << text);
    const auto tabled = read(text, {.piece = 1 + up_to(chance, 40)});
    REQUIRE(tabled.told() == "");
    REQUIRE(tabled.rows.size() == grid.size() - 1);
    for (std::size_t i = 0; i < tabled.rows.size(); ++i) {
      Diagnostics out;
      const auto tree = xml::parse(*tabled.rows[i].as_case, {}, out);
      REQUIRE(tree);
      CHECK(tree->root().attribute("id")->value == grid[i + 1][0]);
      std::vector<std::string> values{grid[i + 1][0]};
      tree->root().child("clinic")->for_each_child([&](const xml::Element& notice) {
        values.push_back(notice.text());
      });
      CHECK(values == grid[i + 1]);
    }
  }
}

TEST_CASE("every value of a case leads back to its cell") {
  for (unsigned seed = 0; seed < 100; ++seed) {
    Chance chance{seed};
    Grid grid{{"@id", "label", "patient/pronouns"}};
    for (int row = 0; row < 4; ++row) grid.push_back({"x", hard_value(chance), hard_value(chance)});
    const auto tabled =
        read(written(grid, ';', "\r\n", chance), {.separator = Separator::semicolon});
    REQUIRE(tabled.rows.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
      const Row& row = tabled.rows[i];
      Diagnostics out;
      const auto tree = xml::parse(*row.as_case, {}, out);
      REQUIRE(tree);
      const auto label = *tree->root().child("label");
      const Span at = where_written(tree->nodes[label.first_child()].span);
      CHECK(at.source == row.text.get());
      CHECK(at.begin == row.cells[1].begin);
      CHECK(at.end == row.cells[1].end);
    }
  }
}

TEST_CASE("whatever a file holds, it is read to its end, and every row is a case or was told") {
  const std::vector<std::string> pieces{
      "@id",
      "label",
      ",",
      ",",
      ";",
      "\t",
      "\"",
      "\"",
      "\n",
      "\n",
      "\r\n",
      "\r",
      "a",
      "17",
      " ",
      "\xFF",
      "\xC3\xA9",
      "\xEF\xBB\xBF",
      std::string(1, '\0'),
      "sep=;",
      "5/1/1970"};
  int opened = 0;
  for (unsigned seed = 0; seed < tests::rounds(3000u, 300u); ++seed) {
    Chance chance{seed};
    std::string text = up_to(chance, 3) == 0 ? "" : "@id,label\n";
    for (auto left = up_to(chance, 40); left > 0; --left)
      text += pieces[up_to(chance, pieces.size() - 1)];
    INFO("seed " << seed << ":\n" << text);
    const auto tabled = read(text, {.longest_row = 60, .piece = 1 + up_to(chance, 9)});
    opened += tabled.is_open;
    if (!tabled.is_open || !tabled.refused.empty()) CHECK(tabled.out.errors() > 0);
    CHECK(tabled.out.errors() >= static_cast<int>(tabled.refused.size()));
    for (const Row& row : tabled.rows) {
      Diagnostics out;
      CHECK(xml::parse(*row.as_case, {}, out));
    }
    // In other pieces it is the same file.
    const auto whole = read(text, {.longest_row = 60});
    CHECK(whole.told() == tabled.told());
    CHECK(whole.rows.size() == tabled.rows.size());
  }
  CHECK(opened > tests::rounds(1000, 100));
}
