// The file itself: RFC 4180, encodings, separators, and what is wrong with them.

#include "engine/table/csv.hpp"

#include "tests/table/tabled.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::table;
using namespace std::string_literals;

namespace {

using Grid = std::vector<std::vector<std::string>>;

/// Every record of a text as the values of its cells.
Grid grid_of(std::string text, char separator = ',', std::size_t piece = 1 << 20) {
  Records records{in_pieces(std::move(text), piece), 1 << 20};
  Record record;
  std::vector<Cell> cells;
  Grid grid;
  while (records.take(record, {&separator, 1})) {
    CHECK(record.trouble == Trouble::none);
    split(record.text, separator, cells);
    auto& row = grid.emplace_back();
    for (const Cell& cell : cells) row.push_back(cell.value);
  }
  return grid;
}

std::string utf_16(std::u16string_view text, bool little) {
  std::string bytes;
  const auto unit = [&](char16_t c) {
    const char low = static_cast<char>(c & 0xFF), high = static_cast<char>(c >> 8);
    bytes += little ? std::string{low, high} : std::string{high, low};
  };
  unit(0xFEFF);
  for (const char16_t c : text) unit(c);
  return bytes;
}

const Asked in_bytes{.piece = 1};

}  // namespace

TEST_CASE("a line is a record, and a comma parts its cells") {
  CHECK(grid_of("a,b,c\nd,e,f\n") == Grid{{"a", "b", "c"}, {"d", "e", "f"}});
  CHECK(grid_of("a,b\nd,") == Grid{{"a", "b"}, {"d", ""}});
  CHECK(grid_of("a\n\nb") == Grid{{"a"}, {""}, {"b"}});
  CHECK(grid_of(",\n") == Grid{{"", ""}});
  CHECK(grid_of("").empty());
}

TEST_CASE("lines end with CRLF, LF or CR, and the last one need not") {
  const Grid same{{"a", "b"}, {"c", "d"}};
  for (const auto* text :
       {"a,b\r\nc,d\r\n", "a,b\nc,d\n", "a,b\rc,d\r", "a,b\r\nc,d", "a,b\rc,d"}) {
    for (const std::size_t piece : {1u, 2u, 3u, 5u, 100u}) {
      INFO(text << " in pieces of " << piece);
      CHECK(grid_of(text, ',', piece) == same);
    }
  }
}

TEST_CASE("quotation marks hold separators, line ends and doubled quotation marks") {
  CHECK(grid_of("\"a,b\",c") == Grid{{"a,b", "c"}});
  CHECK(grid_of("\"a\r\nb\",c\r\nd,e") == Grid{{"a\nb", "c"}, {"d", "e"}});
  CHECK(grid_of("\"a \"\"b\"\" c\"") == Grid{{"a \"b\" c"}});
  CHECK(grid_of("\"\"\"\",\"\"") == Grid{{"\"", ""}});
  CHECK(grid_of("\"\"\"a\"\"\"") == Grid{{"\"a\""}});
  CHECK(grid_of("\"a\rb\"") == Grid{{"a\nb"}});
}

TEST_CASE("blanks around a value do not count, in quotation marks and without") {
  CHECK(grid_of(" a ,\" b \",\t\n") == Grid{{"a", "b", ""}});
  CHECK(grid_of("\" \"\"a\"\" \"") == Grid{{"\"a\""}});
}

TEST_CASE("a record knows its lines") {
  Records records{in_pieces("a\n\"b\nc\"\nd"), 100};
  Record record;
  std::string lines;
  while (records.take(record, ","))
    lines += std::to_string(record.line) + "-" + std::to_string(record.last_line) + " ";
  CHECK(lines == "1-1 2-3 4-4 ");
}

TEST_CASE("the separator is the one in the heading line") {
  CHECK(read("@id,label\n1,a;b\n").one().find("<label>a;b</label>") != std::string::npos);
  CHECK(read("@id;label\n1;a,b\n").one().find("<label>a,b</label>") != std::string::npos);
  CHECK(read("@id\tlabel\n1\ta,b\n").one().find("<label>a,b</label>") != std::string::npos);
  CHECK(read("@id\n1\n2\n").rows.size() == 2);
  CHECK(
      read("sep=;\r\n@id;label\r\n1;a,b\r\n").one().find("<label>a,b</label>") != std::string::npos
  );
}

TEST_CASE("a separator in quotation marks is none") {
  const Asked asked{
      .mapping =
          "<columns><column heading=\"Name, first\" path=\"patient/name/given\"/></columns>"};
  const auto tabled = read("@id;\"Name, first\"\n1;Ana\n", asked);
  CHECK(tabled.told() == "");
  CHECK(tabled.one().find("<given>Ana</given>") != std::string::npos);
}

TEST_CASE("two separators in the heading line are not chosen between") {
  const std::string text = "@id;label,asOf\n1;a,2026-11-20\n";
  const auto tabled = read(text);
  CHECK_FALSE(tabled.is_open);
  CHECK(
      tabled.told() ==
      "rows.csv:1:1: error[E907]: the heading line has more than one character that may separate "
      "cells: comma and semicolon\n"
      "    1 | @id;label,asOf\n"
      "      | ^^^^^^^^^^^^^^\n"
      "   = hint: say which: --separator comma, --separator semicolon or --separator tab\n"
  );
  const auto said = read(text, {.separator = Separator::semicolon});
  CHECK(said.told().find("rows.csv:1:5: error[E908]: unknown heading 'label,asOf'") == 0);
}

TEST_CASE("a byte order mark is taken off, and UTF-16 is read by its own") {
  const auto has_zoe = [](const Tabled& tabled) {
    return tabled.told().empty() && tabled.one().find("<label>Zoë 😀</label>") != std::string::npos;
  };
  for (const std::size_t piece : {1u, 2u, 3u, 1000u}) {
    INFO("in pieces of " << piece);
    const Asked asked{.piece = piece};
    CHECK(has_zoe(read("@id,label\n1,Zoë 😀\n", asked)));
    CHECK(has_zoe(read("\xEF\xBB\xBF@id,label\n1,Zoë 😀\n", asked)));
    CHECK(has_zoe(read(utf_16(u"@id\tlabel\r\n1\tZoë 😀\r\n", true), asked)));
    CHECK(has_zoe(read(utf_16(u"@id\tlabel\r\n1\tZoë 😀\r\n", false), asked)));
  }
}

TEST_CASE("half a character of UTF-16 is told, and so is half a pair") {
  const auto half = read(utf_16(u"@id,label\n1,a", true) + "\x41", in_bytes);
  CHECK(
      half.told() ==
      "rows.csv:2:4: error[E901]: this byte is not text in UTF-8\n"
      "    2 | 1,a\xEF\xBF\xBD\n"
      "      |    ^\n"
      "   = hint: save the table as UTF-8: a spreadsheet calls it \"CSV UTF-8\" under Save as\n"
  );
  const char16_t lone[] = {'@', 'i', 'd', '\n', 0xD83D, 'x', '\n', 'o', 'k', '\n', 0};
  const auto pair = read(utf_16(lone, false));
  CHECK(pair.told().find("rows.csv:2:1: error[E901]") == 0);
  CHECK(ids(pair) == std::vector<std::string>{"ok"});
}

TEST_CASE("bytes that are not UTF-8 are told at their place, and cost one row") {
  const auto tabled = read("@id,label\n1,Zo\xEB \"x\"\n2,Zoe\n");
  CHECK(
      tabled.told() ==
      "rows.csv:2:5: error[E901]: this byte is not text in UTF-8\n"
      "    2 | 1,Zo\xEF\xBF\xBD \"x\"\n"
      "      |     ^\n"
      "   = hint: save the table as UTF-8: a spreadsheet calls it \"CSV UTF-8\" under Save as\n"
  );
  CHECK(tabled.refused == std::vector<int>{2});
  CHECK(ids(tabled) == std::vector<std::string>{"2"});
}

TEST_CASE("what is not UTF-8 in all its forms") {
  for (const auto* bad :
       {"\x80",
        "\xC0\xAF",
        "\xC3",
        "\xE0\x80\xAF",
        "\xED\xA0\x80",
        "\xF0\x80\x80\xAF",
        "\xF4\x90\x80\x80",
        "\xF8\x88"}) {
    const auto tabled = read("@id,label\n1,"s + bad + "\n2,x\n");
    CHECK(tabled.told().find("rows.csv:2:3: error[E901]") == 0);
    CHECK(ids(tabled) == std::vector<std::string>{"2"});
  }
  CHECK(read("@id,label\n1,\xF4\x8F\xBF\xBD é 日\n").told() == "");
}

TEST_CASE("control characters cannot be printed, and are told") {
  CHECK(
      read("@id,label\n1,a\x07z\n").told() ==
      "rows.csv:2:4: error[E902]: control character U+0007\n"
      "    2 | 1,a\xEF\xBF\xBDz\n"
      "      |    ^\n"
      "   = hint: take it out: it cannot be printed\n"
  );
  const auto wide = read("@\0i\0d\0\n\0"s);
  CHECK(wide.told().find("control character U+0000\n") != std::string::npos);
  CHECK(wide.told().find("hint: save the table as UTF-8") != std::string::npos);
}

TEST_CASE("a quotation mark inside a bare cell is told, and costs one row") {
  const auto tabled = read("@id,label\n1,5\" tall\n2,x\n");
  CHECK(
      tabled.told() ==
      "rows.csv:2:4: error[E903]: a quotation mark stands inside a cell that does not begin with "
      "one\n"
      "    2 | 1,5\" tall\n"
      "      |    ^\n"
      "   = hint: write the whole cell in quotation marks, and each one in it twice: \"5\"\" "
      "tall\"\n"
      "   = hint: line 2 was passed over\n"
  );
  CHECK(ids(tabled) == std::vector<std::string>{"2"});
}

TEST_CASE("a cell that goes on behind its quotation marks is told, with the lines it took") {
  const auto tabled = read("@id,label\n1,\"the\nbig\" one\n2,x\n");
  CHECK(
      tabled.told() ==
      "rows.csv:3:5: error[E903]: a cell goes on behind its closing quotation mark\n"
      "    3 | big\" one\n"
      "      |     ^\n"
      "   = hint: a quotation mark inside a cell is written twice: \"the \"\"big\"\" one\"\n"
      "   = hint: lines 2 to 3 were read as one row and passed over\n"
  );
  CHECK(tabled.refused == std::vector<int>{2});
  CHECK(ids(tabled) == std::vector<std::string>{"2"});
}

TEST_CASE("a quotation mark that is never closed ends the table, and says so") {
  const auto tabled = read("@id,label\n1,x\n2,\"y\n3,z\n4,u\n");
  CHECK(
      tabled.told() ==
      "rows.csv:3:3: error[E904]: this quotation mark is never closed\n"
      "    3 | 2,\"y\n"
      "      |   ^\n"
      "   = hint: close it behind the cell; lines 3 to 6 were read as one row and passed over\n"
      "   = hint: nothing behind it was read\n"
  );
  CHECK(ids(tabled) == std::vector<std::string>{"1"});
}

TEST_CASE("a row that is too long costs itself, and the rest of the table if it is quoted") {
  const std::string words(300, 'w');
  const Asked asked{.longest_row = 100};
  const auto unquoted = read("@id,label\n1," + words + "\r\n2,x\n", asked);
  CHECK(
      unquoted.told().find("rows.csv:2:1: error[E905]: this row is longer than 100 bytes\n") == 0
  );
  CHECK(unquoted.told().find("   = hint: line 2 was passed over\n") != std::string::npos);
  CHECK(ids(unquoted) == std::vector<std::string>{"2"});

  const auto quoted = read("@id,label\n1,\"" + words + "\"\n2,x\n", asked);
  CHECK(quoted.told().find("rows.csv:2:3: error[E905]: this cell is longer than 100 bytes\n") == 0);
  CHECK(
      quoted.told().find("   = hint: its quotation mark is perhaps not closed; nothing behind it "
                         "was read\n") != std::string::npos
  );
  CHECK(quoted.rows.empty());
}

TEST_CASE("a row as long as it may be is read") {
  const std::string words(98, 'w');
  CHECK(read("@id,label\n1," + words + "\n", {.longest_row = 100}).told() == "");
  CHECK(read("@id,label\n1," + words + "w\n", {.longest_row = 100}).refused.size() == 1);
}

TEST_CASE("a row that is too long is not cut through a character, which would be told in its place"
) {
  for (const std::size_t longest : {20u, 21u, 22u, 23u, 24u}) {
    const auto tabled = read("@id,label\n1,éé日日😀😀éé日日😀😀\n", {.longest_row = longest});
    CHECK(tabled.told().find("error[E905]: this row is longer than") != std::string::npos);
  }
}

TEST_CASE("an empty table is told") {
  const std::string told =
      "carepacket: error[E906]: rows.csv is empty\n"
      "   = hint: its first line holds the headings of the columns\n";
  CHECK(read("").told() == told);
  CHECK(read("\xEF\xBB\xBF").told() == told);
  CHECK(read("\n\r\n,,\n").told() == told);
}

TEST_CASE("a table of headings alone is told") {
  CHECK(
      read("@id,label\n").told() == "carepacket: warning[W903]: rows.csv has headings and no rows\n"
  );
}

TEST_CASE("rows without a word are passed over and counted, but for those at the end") {
  const auto tabled = read("@id,label\n\n1,x\n , \n\"\",\n2,y\n,\n\n\n");
  CHECK(ids(tabled) == std::vector<std::string>{"1", "2"});
  CHECK(
      tabled.told() ==
      "carepacket: warning[W902]: 3 rows without a word were passed over in rows.csv\n"
      "   = hint: the first is on line 2\n"
  );
  CHECK(read("@id,label\n1,x\n,\n,\n").told() == "");
  CHECK(
      read("@id,label\n1,x\n\n2,x\n").told() ==
      "carepacket: warning[W902]: a row without a word was passed over in rows.csv\n"
      "   = hint: it is on line 3\n"
  );
}

TEST_CASE("a row with too many or too few cells costs itself") {
  const auto tabled = read("@id,label\n1\n2,a,b\n3,c\n");
  CHECK(
      tabled.told() ==
      "rows.csv:2:1: error[E914]: this row has 1 cell, and there are 2 headings\n"
      "    2 | 1\n"
      "      | ^\n"
      "   = hint: an empty cell keeps its separator; a line end inside a cell stands in quotation "
      "marks\n"
      "rows.csv:3:1: error[E914]: this row has 3 cells, and there are 2 headings\n"
      "    3 | 2,a,b\n"
      "      | ^^^^^\n"
      "   = hint: a cell that holds a separator stands in quotation marks\n"
  );
  CHECK(ids(tabled) == std::vector<std::string>{"3"});
}

TEST_CASE("a column without a heading may be empty, and nothing else") {
  const auto tabled = read("@id,label,\n1,a,\n2,b,lost\n");
  CHECK(
      tabled.told() ==
      "rows.csv:3:5: error[E917]: column C has no heading, and here it has a value\n"
      "    3 | 2,b,lost\n"
      "      |     ^^^^\n"
      "   = hint: give the column a heading, or empty it\n"
  );
  CHECK(ids(tabled) == std::vector<std::string>{"1"});
}
