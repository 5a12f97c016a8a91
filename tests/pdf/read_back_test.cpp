// The files as other programs read them. Without a tool its tests are passed over.

#include "tests/pdf/sheet.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

using namespace tests;

namespace {

/// The program of a command, behind the variables it is given.
std::string tool_of(std::string command) {
  if (command.find('=') < command.find(' ')) command.erase(0, command.find(' ') + 1);
  return command.substr(0, command.find(' '));
}

/// What a tool says of a file, compressed and readable: both must say the same, without complaint.
std::string read_back(const page::Pages& pages, const std::string& command) {
  const std::string tool = tool_of(command);
  if (!has_tool(tool)) {
    WARN(tool << " is not installed");
    return {};
  }
  const Ran packed = run_on(write(pages).bytes, command);
  const Ran readable = run_on(write(pages, true).bytes, command);
  CHECK(packed.complaint() == "");
  CHECK(readable.complaint() == "");
  CHECK(packed.out == readable.out);
  return packed.out;
}

/// Checks what a tool says, when it is there to say it.
#define CHECK_TOLD(pages, command, expected) \
  if (has_tool(tool_of(command))) CHECK(read_back(pages, command) == expected)

void check_syntax(const page::Pages& pages) {
  if (!has_tool("qpdf")) return;
  for (const bool readable : {false, true}) {
    const Ran said = run_on(write(pages, readable).bytes, "qpdf --check {}");
    CHECK(said.complaint() == "");
    CHECK(said.out.find("No syntax or stream encoding errors found") != std::string::npos);
  }
}

}  // namespace

TEST_CASE("words stay in order and apart across line ends and ligatures") {
  Sheet sheet;
  const auto p = sheet.tag(page::Role::paragraph);
  sheet.text(p, {72_pt, 100_pt}, "The office fills ");
  sheet.text(p, {72_pt, 116_pt}, "five (5) \\ files");
  check_syntax(sheet.pages);
  CHECK_TOLD(
      sheet.pages,
      "pdfinfo -struct-text {}",
      "Document\n  P (block)\n    \"The office fills five (5) \\ files\"\n"
  );
  CHECK_TOLD(sheet.pages, "pdftotext {} -", "The office fills\nfive (5) \\ files\n\n\f");
}

TEST_CASE("a paragraph goes on over the page") {
  Sheet sheet;
  const auto p = sheet.tag(page::Role::paragraph);
  sheet.text(p, {72_pt, 700_pt}, "one ");
  sheet.add_page();
  sheet.text(p, {72_pt, 72_pt}, "two");
  check_syntax(sheet.pages);
  CHECK_TOLD(
      sheet.pages, "pdfinfo -struct-text {}", "Document\n  P (block)\n    \"one \"\n    \"two\"\n"
  );
}

TEST_CASE("reading order is that of the tags, not that of the ink") {
  Sheet sheet;
  const auto first = sheet.tag(page::Role::paragraph);
  const auto second = sheet.tag(page::Role::paragraph);
  sheet.text(second, {300_pt, 100_pt}, "second");
  sheet.text(first, {72_pt, 100_pt}, "first");
  CHECK_TOLD(
      sheet.pages,
      "pdfinfo -struct-text {}",
      "Document\n  P (block)\n    \"first\"\n  P (block)\n    \"second\"\n"
  );
}

TEST_CASE("Arabic is read in logical order") {
  const std::string says = "\u0645\u0631\u062D\u0628\u0627 \u0628\u0643";
  Sheet sheet;
  sheet.text(
      sheet.tag(page::Role::paragraph),
      {72_pt, 100_pt},
      says,
      {.script = "Arab", .right_to_left = true}
  );
  check_syntax(sheet.pages);
  CHECK_TOLD(
      sheet.pages, "pdfinfo -struct-text {}", "Document\n  P (block)\n    \"" + says + "\"\n"
  );
  if (has_tool("pdftotext"))
    CHECK(
        without(read_back(sheet.pages, "pdftotext {} -"), {"\u202A", "\u202B", "\u202C"}) ==
        says + "\n\n\f"
    );
}

TEST_CASE("a Chinese character and another that is drawn alike are read as each was written") {
  // The radical and the character have one glyph, which has one code in a font with CFF outlines.
  const std::string says = "\u4E00\u2F00\u4E00\u2F00";
  Sheet sheet;
  sheet.text(sheet.tag(page::Role::paragraph), {72_pt, 100_pt}, says, {.script = "Hani"});
  const auto glyphs = sheet.pages.glyphs;
  REQUIRE(glyphs.size() == 4);
  REQUIRE(glyphs[0].id == glyphs[1].id);
  check_syntax(sheet.pages);
  CHECK_TOLD(
      sheet.pages, "pdfinfo -struct-text {}", "Document\n  P (block)\n    \"" + says + "\"\n"
  );
  CHECK_TOLD(sheet.pages, "pdftotext {} -", says + "\n\n\f");
  if (has_tool("mutool"))
    CHECK(read_back(sheet.pages, "mutool draw -q -N -F text {}").substr(0, says.size()) == says);
  const std::string file = write(sheet.pages, true).bytes;
  const auto count = [&](std::string_view what) {
    std::size_t found = 0;
    for (auto at = file.find(what); at != std::string::npos; at = file.find(what, at + 1)) ++found;
    return found;
  };
  CHECK(count("/Subtype/CIDFontType0C") == 1);  // the outlines stand in the file once
  CHECK(count("/Subtype/CIDFontType0/") == 2);
  CHECK(count("/FontFile3 ") == 2);
  CHECK(count("/CIDToGIDMap") == 0);
}

TEST_CASE("a Chinese character is drawn, and drawn as itself") {
  if (!has_tool("mutool")) return;
  const auto drawn = [](std::string_view says) {
    Sheet sheet;
    sheet.text(sheet.tag(page::Role::paragraph), {72_pt, 100_pt}, says, {.script = "Hani"});
    const Ran said = run_on(write(sheet.pages).bytes, "mutool draw -q -N -r 72 -F pgm -o - {}");
    CHECK(said.complaint() == "");
    return said.out;
  };
  const std::string one = drawn("\u4E00"), box = drawn("\u56D7"), two = drawn("\u4E8C");
  const std::string nothing = drawn("\u3000");
  CHECK((one != nothing));
  CHECK((one != two));
  CHECK((box != two));
  CHECK((box != one));
}

TEST_CASE("the marks of a text from right to left are shown by the second name of their font") {
  const std::string says = "\u0628\u064E\u062A";  // beh, fatha, teh
  Sheet sheet;
  sheet.text(
      sheet.tag(page::Role::paragraph),
      {72_pt, 100_pt},
      says,
      {.script = "Arab", .right_to_left = true}
  );
  check_syntax(sheet.pages);
  CHECK_TOLD(
      sheet.pages,
      "pdfinfo -struct-text {}",
      "Document\n  P (block)\n    \"\u0628\u064E\u200B\u062A\"\n"
  );
  const std::string file = write(sheet.pages, true).bytes;
  CHECK(file.find("/M8 12 Tf") != std::string::npos);
  CHECK(file.find("/F8 12 Tf") < file.find("/M8 12 Tf"));
  const auto fonts = file.find("/Font<</F8 ");
  REQUIRE(fonts != std::string::npos);
  const std::string entries = file.substr(fonts, file.find(">>", fonts) - fonts);
  const auto second = entries.find("/M8 ");
  REQUIRE(second != std::string::npos);  // one object, two names
  CHECK(entries.substr(second + 4) == entries.substr(11, second - 11));
}

TEST_CASE("marks and Devanagari are read as they were written") {
  for (const auto& [says, script] :
       {std::pair{"nai\u0308ve cafe\u0301", "Latn"},
        {"\u0928\u092E\u0938\u094D\u0924\u0947", "Deva"}}) {
    Sheet sheet;
    sheet.text(sheet.tag(page::Role::paragraph), {72_pt, 100_pt}, says, {.script = script});
    check_syntax(sheet.pages);
    if (!has_tool("pdfinfo")) continue;
    const std::string told = read_back(sheet.pages, "pdfinfo -struct-text {}");
    CHECK(
        without(told, {"\u200B"}) == "Document\n  P (block)\n    \"" + std::string{says} + "\"\n"
    );
  }
}

TEST_CASE("tables tell their headers and spans") {
  Sheet sheet;
  const auto table = sheet.tag(page::Role::table);
  const auto head = sheet.tag(page::Role::table_head, table);
  const auto head_row = sheet.tag(page::Role::table_row, head);
  const auto column = sheet.tag(page::Role::table_header, head_row);
  sheet.pages.tags[column].scope = page::Scope::column;
  sheet.pages.tags[column].column_span = 2;
  sheet.text(column, {72_pt, 100_pt}, "Topic");
  const auto body = sheet.tag(page::Role::table_body, table);
  const auto row = sheet.tag(page::Role::table_row, body);
  const auto header = sheet.tag(page::Role::table_header, row);
  sheet.pages.tags[header].scope = page::Scope::row;
  sheet.text(header, {72_pt, 120_pt}, "Diagnosis");
  sheet.tag(page::Role::table_data, row);  // an empty cell stays a cell
  check_syntax(sheet.pages);
  CHECK_TOLD(
      sheet.pages,
      "pdfinfo -struct-text {}",
      "Document\n  Table (block)\n    THead\n      TR\n        TH:\n           /Scope /Column\n    "
      "       /ColSpan 2\n"
      "          \"Topic\"\n    TBody\n      TR\n        TH:\n           /Scope /Row\n          "
      "\"Diagnosis\"\n"
      "        TD\n"
  );
}

TEST_CASE("a list says how it is numbered") {
  Sheet sheet;
  const auto list = sheet.tag(page::Role::list);
  sheet.pages.tags[list].numbering = page::Numbering::decimal;
  const auto item = sheet.tag(page::Role::list_item, list);
  sheet.text(sheet.tag(page::Role::label, item), {72_pt, 100_pt}, "1. ");
  sheet.text(sheet.tag(page::Role::list_body, item), {90_pt, 100_pt}, "Ask");
  check_syntax(sheet.pages);
  CHECK_TOLD(
      sheet.pages,
      "pdfinfo -struct-text {}",
      "Document\n  L (block):\n     /ListNumbering /Decimal\n    LI (block)\n      Lbl (block)\n   "
      "     \"1. \"\n"
      "      LBody (block)\n        \"Ask\"\n"
  );
}

TEST_CASE("strong and emphasised words are spans, and a language is said where it changes") {
  Sheet sheet;
  const auto p = sheet.tag(page::Role::paragraph);
  Length x = 72_pt;
  x += sheet.text(p, {x, 100_pt}, "Take ");
  x += sheet.text(sheet.tag(page::Role::strong, p), {x, 100_pt}, "all ", {.bold = true});
  const auto french = sheet.tag(page::Role::em, p);
  sheet.pages.tags[french].language = "fr";
  sheet.text(french, {x, 100_pt}, "merci");
  check_syntax(sheet.pages);
  CHECK_TOLD(
      sheet.pages,
      "pdfinfo -struct-text {}",
      "Document\n  P (block)\n    \"Take \"\n    Span (inline)\n      \"all \"\n    Span "
      "(inline)\n      \"merci\"\n"
  );
  const std::string file = write(sheet.pages, true).bytes;
  INFO(file.substr(file.find("/S/Em"), 60));
  CHECK(file.find("/S/Em/P 27 0 R/Lang(fr)/Pg 4 0 R/K 2>>") != std::string::npos);
}

TEST_CASE("a link goes to an address or to a place") {
  Sheet sheet;
  const auto p = sheet.tag(page::Role::paragraph);
  const auto address = sheet.tag(page::Role::link, p);
  const Length wide = sheet.text(address, {72_pt, 100_pt}, "site");
  sheet.add(
      address,
      {72_pt, 88_pt},
      sheet.pages.link({wide, 16_pt}, {"https://example.org/(\u00E9)", "Example"})
  );
  const auto inside = sheet.tag(page::Role::link, p);
  sheet.text(inside, {72_pt, 120_pt}, "page 2");
  sheet.add(
      inside, {72_pt, 108_pt}, sheet.pages.link({40_pt, 16_pt}, {"#decision", "The decision"})
  );
  sheet.add_page();
  sheet.text(sheet.tag(page::Role::h1), {72_pt, 90_pt}, "Decision");
  sheet.pages.anchors.push_back({"decision", 1, {72_pt, 72_pt}});
  check_syntax(sheet.pages);
  const std::string file = write(sheet.pages, true).bytes;
  const auto holds = [&](const char* what) { return file.find(what) != std::string::npos; };
  INFO(file.substr(file.find("/Annot"), 400));
  INFO(file.substr(file.find("/S/Link"), 400));
  CHECK(holds("/A<</S/URI/URI(https://example.org/\\(%C3%A9\\))>>"));
  CHECK(holds("/Contents(Example)"));
  CHECK(holds("/Dest[7 0 R/XYZ 72 720 0]"));
  CHECK(
      holds("/Rect[72 668 112 684]/F 4/P 4 0 R/StructParent 3/Border[0 0 0]/Contents(The decision)")
  );
  CHECK(holds("/S/Link/P 26 0 R/Pg 4 0 R/K[0 <</Type/OBJR/Obj 22 0 R>>]"));
  if (has_tool("mutool")) {
    const Ran said = run_on(write(sheet.pages).bytes, "mutool show {} pages/1/Annots/2/Dest");
    CHECK(said.complaint() == "");
    CHECK(said.out == "[ 7 0 R /XYZ 72 720 0 ]\n");
  }
}

TEST_CASE("the outline follows the levels") {
  Sheet sheet;
  sheet.text(sheet.tag(page::Role::h1), {72_pt, 100_pt}, "Records");
  sheet.add_page();
  sheet.pages.outline = {
      {"Records", 1, 0, {0_pt, 90_pt}},
      {"Whom to ask", 2, 0, {0_pt, 200_pt}},
      {"By fax", 3, 0, {0_pt, 300_pt}},
      {"When", 2, 1, {0_pt, 90_pt}},
      {"Crohn\u2019s", 1, 1, {0_pt, 400_pt}},
  };
  check_syntax(sheet.pages);
  CHECK_TOLD(
      sheet.pages,
      "mutool show {} outline",
      "+\t\"Records\"\t#page=1&zoom=100,0,90\n"
      "+\t\t\"Whom to ask\"\t#page=1&zoom=100,0,200\n"
      "|\t\t\t\"By fax\"\t#page=1&zoom=100,0,300\n"
      "|\t\t\"When\"\t#page=2&zoom=100,0,90\n"
      "|\t\"Crohn\u2019s\"\t#page=2&zoom=100,0,400\n"
  );
}

TEST_CASE("fonts are embedded, subset and say their letters") {
  Sheet sheet;
  const auto p = sheet.tag(page::Role::paragraph);
  sheet.text(p, {72_pt, 100_pt}, "plain ");
  sheet.text(p, {72_pt, 120_pt}, "bold", {.bold = true});
  if (!has_tool("pdffonts")) return;
  const std::string told = read_back(sheet.pages, "pdffonts {}");
  for (const char* face : {"+Andika ", "+Andika-Bold "}) {
    INFO(told);
    const auto at = told.find(face);
    REQUIRE(at != std::string::npos);
    const std::string line = told.substr(at, told.find('\n', at) - at);
    CHECK(line.find("CID TrueType      Identity-H       yes yes yes") != std::string::npos);
  }
}

TEST_CASE("Info and XMP say the same") {
  Sheet sheet;
  sheet.pages.metadata = {
      .title = "Crohn\u2019s <& more>",
      .language = "en-US",
      .subject = "Records",
      .author = "E. Rivera"};
  sheet.text(sheet.tag(page::Role::h1), {72_pt, 100_pt}, "Title");
  if (!has_tool("pdfinfo")) return;
  const std::string told =
      read_back(sheet.pages, "sh -c 'TZ=UTC pdfinfo -isodates {} | grep -v \"File size\"'");
  INFO(told);
  for (const char* line :
       {"Title:           Crohn\u2019s <& more>\n",
        "Subject:         Records\n",
        "Author:          E. Rivera\n",
        "Producer:        carepacket\n",
        "CreationDate:    2026-11-20T00:00:00Z\n",
        "ModDate:         2026-11-20T00:00:00Z\n",
        "Tagged:          yes\n",
        "PDF version:     1.7\n"}) {
    CHECK(told.find(line) != std::string::npos);
  }
  const std::string xmp = read_back(sheet.pages, "pdfinfo -meta {}");
  INFO(xmp);
  for (const char* element :
       {"<rdf:li xml:lang=\"x-default\">Crohn\u2019s &lt;&amp; more&gt;</rdf:li>",
        "<rdf:li>E. Rivera</rdf:li>",
        "<rdf:li>en-US</rdf:li>",
        "<pdf:Producer>carepacket</pdf:Producer>",
        "<xmp:CreateDate>2026-11-20T00:00:00Z</xmp:CreateDate>",
        "<xmp:ModifyDate>2026-11-20T00:00:00Z</xmp:ModifyDate>"}) {
    CHECK(xmp.find(element) != std::string::npos);
  }
}

TEST_CASE("every page has its own size, upright or across") {
  Sheet sheet;
  const auto p = sheet.tag(page::Role::paragraph);
  sheet.text(p, {72_pt, 100_pt}, "upright");
  sheet.add_page();
  sheet.pages.pages.back().size = {792_pt, 612_pt};
  sheet.text(p, {72_pt, 100_pt}, "across");
  check_syntax(sheet.pages);
  if (!has_tool("pdftotext")) return;
  const std::string told = read_back(sheet.pages, "pdftotext -bbox {} -");
  CHECK(told.find("<page width=\"612.000000\" height=\"792.000000\">") < told.find("upright"));
  CHECK(told.find("<page width=\"792.000000\" height=\"612.000000\">") < told.find("across"));
  CHECK(told.find("across") != std::string::npos);
}
