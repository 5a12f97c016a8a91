#include "engine/pdf/content/content.hpp"

#include "tests/pdf/sheet.hpp"

#include <catch2/catch.hpp>

using namespace tests;

namespace {

/// The operators of a page; the codes between parentheses as hexadecimal.
std::string operators(const page::Pages& pages, std::size_t page = 0) {
  pdf::Codes codes{book()};
  pdf::Drawing drawing;
  drawing.numbers.count(pages);
  codes.start_document();
  pdf::draw(pages, {}, codes, drawing);
  std::string shown;
  int depth = 0;
  for (const char c : drawing.page(page)) {
    if (depth == 1 && c != ')') {
      constexpr char digits[] = "0123456789abcdef";
      shown += digits[static_cast<unsigned char>(c) >> 4];
      shown += digits[c & 15];
      continue;
    }
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    shown += c;
  }
  return shown;
}

font::Glyph glyph(char32_t letter, int cluster, int x, int y = 0) {
  const std::uint16_t id = book().glyph({0}, letter);
  return {id, static_cast<std::uint16_t>(cluster), x, book().advance({0}, id), y};
}

/// A paragraph of glyphs put down by hand, in the first face at 10 pt.
page::Pages glyphs(std::string text, std::vector<font::Glyph> drawn) {
  Sheet sheet;
  const auto p = sheet.tag(page::Role::paragraph);
  sheet.pages.text = std::move(text);
  sheet.pages.glyphs = std::move(drawn);
  page::Text item{.face = {0}, .size = 10_pt};
  item.text_end = static_cast<std::uint32_t>(sheet.pages.text.size());
  item.glyph_end = static_cast<std::uint32_t>(sheet.pages.glyphs.size());
  sheet.add(p, {100_pt, 92_pt}, item);
  return std::move(sheet.pages);
}

}  // namespace

// Glyphs 0x24 and 0x25 of Andika are A and B, 0x03 is the space.

TEST_CASE("a line of text is a sequence of its tag") {
  Sheet sheet;
  sheet.text(sheet.tag(page::Role::h1), {72_pt, 100_pt}, "BA", {.size = 20_pt});
  CHECK(
      operators(sheet.pages) ==
      "BT\n/H1<</MCID 0>>BDC\n/F0 20 Tf\n72 692 Td[(00250024)]TJ\nEMC\nET\n"
  );
}

TEST_CASE("lines of one tag share a sequence, a font and a text object") {
  Sheet sheet;
  const auto p = sheet.tag(page::Role::paragraph);
  sheet.text(p, {72_pt, 100_pt}, "A ");
  sheet.text(p, {72_pt, 114.5_pt}, "B");
  CHECK(
      operators(sheet.pages) ==
      "BT\n/P<</MCID 0>>BDC\n/F0 12 Tf\n72 692 Td[(00240003)]TJ\n0 -14.5 Td[(0025)]TJ\nEMC\nET\n"
  );
}

TEST_CASE("items that are drawn one after the other but read apart have sequences of their own") {
  Sheet sheet;
  const auto p = sheet.tag(page::Role::paragraph);
  sheet.text(p, {72_pt, 100_pt}, "A");
  sheet.tag(page::Role::span, p);  // is read between the two
  sheet.text(p, {90_pt, 100_pt}, "B");
  CHECK(
      operators(sheet.pages) ==
      "BT\n/P<</MCID 0>>BDC\n/F0 12 Tf\n72 692 Td[(0024)]TJ\nEMC\n/P<</MCID 1>>BDC\n18 0 "
      "Td[(0025)]TJ\nEMC\nET\n"
  );
}

TEST_CASE("decoration is an artifact of its kind, outside of text objects") {
  Sheet sheet;
  sheet.add(page::Artifact::background, {10_pt, 20_pt}, page::Fill{{30_pt, 40_pt}, {255, 0, 51}});
  sheet.add(
      page::Artifact::layout, {10_pt, 20_pt}, page::Frame{{30_pt, 40_pt}, 0.5_pt, {128, 128, 128}}
  );
  sheet.text(page::Artifact::footer, {72_pt, 780_pt}, "A");
  sheet.text(page::Artifact::header, {72_pt, 20_pt}, "B");
  CHECK(
      operators(sheet.pages) ==
      "/Artifact<</Type/Background>>BDC\n1 0 .2 rg\n10 732 30 40 re f\nEMC\n"
      "/Artifact<</Type/Layout>>BDC\n.502 G\n.5 w\n10.25 732.25 29.5 39.5 re S\nEMC\n"
      "BT\n/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n0 g\n/F0 12 Tf\n72 12 "
      "Td[(0024)]TJ\nEMC\n"
      "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n0 760 Td[(0025)]TJ\nEMC\nET\n"
  );
}

TEST_CASE("colours are written when they change") {
  Sheet sheet;
  const auto p = sheet.tag(page::Role::paragraph);
  sheet.text(p, {0_pt, 792_pt}, "A");
  sheet.text(p, {0_pt, 792_pt}, "A", {.color = {255, 255, 255}});
  sheet.text(p, {0_pt, 792_pt}, "A", {.color = {255, 255, 255}});
  CHECK(
      operators(sheet.pages) ==
      "BT\n/P<</MCID 0>>BDC\n/F0 12 Tf\n0 0 Td[(0024)]TJ\n1 g\n0 0 Td[(0024)]TJ\n0 0 "
      "Td[(0024)]TJ\nEMC\nET\n"
  );
}

TEST_CASE("MCIDs begin at 0 on every page") {
  Sheet sheet;
  const auto p = sheet.tag(page::Role::paragraph);
  sheet.text(p, {72_pt, 700_pt}, "A");
  sheet.add_page();
  sheet.text(p, {72_pt, 92_pt}, "B");
  CHECK(
      operators(sheet.pages, 1) == "BT\n/P<</MCID 0>>BDC\n/F0 12 Tf\n72 700 Td[(0025)]TJ\nEMC\nET\n"
  );
}

TEST_CASE("a glyph that stands elsewhere than where the last one ended is stepped to") {
  const int a = book().advance({0}, book().glyph({0}, U'A'));
  const int em = book().facts({0}).units_per_em;
  // Half an em of air is 500 thousandths forward; half an em too near is 500 back.
  CHECK(
      operators(
          glyphs("AAA", {glyph(U'A', 0, 0), glyph(U'A', 1, a + em / 2), glyph(U'A', 2, 2 * a)})
      ) == "BT\n/P<</MCID 0>>BDC\n/F0 10 Tf\n100 700 Td[(0024)-500(0024)500(0024)]TJ\nEMC\nET\n"
  );
}

TEST_CASE("the rounding of widths never adds up") {
  const int a = book().advance({0}, book().glyph({0}, U'A'));
  std::vector<font::Glyph> row;
  for (int i = 0; i < 1000; ++i) row.push_back(glyph(U'A', i, i * a));
  const std::string drawn = operators(glyphs(std::string(1000, 'A'), row));

  // What a reader adds up: widths as the file has them, less the steps.
  const std::int64_t em = book().facts({0}).units_per_em;
  const std::int64_t width = (a * 10000 + em / 2) / em;
  double pen = 0;
  std::size_t at = drawn.find('[') + 1;
  while (drawn[at] != ']') {
    if (drawn[at] == '(') {
      const std::size_t end = drawn.find(')', at);
      pen += static_cast<double>(width) / 10000 * static_cast<double>((end - at - 1) / 4);
      at = end + 1;
    } else {
      std::size_t used = 0;
      pen -= std::stod(drawn.substr(at), &used) / 1000;
      at += used;
    }
  }
  CHECK(pen == Approx(1000.0 * a / static_cast<double>(em)).margin(0.0011));
}

TEST_CASE("a raised glyph is raised by Ts, and the line comes down again") {
  const int em = book().facts({0}).units_per_em;
  const int a = book().advance({0}, book().glyph({0}, U'A'));
  CHECK(
      operators(glyphs("AA", {glyph(U'A', 0, 0), glyph(U'A', 1, a, em / 4)})) ==
      "BT\n/P<</MCID 0>>BDC\n/F0 10 Tf\n100 700 Td[(0024)]TJ 2.5 Ts[(0024)]TJ\n0 Ts\nEMC\nET\n"
  );
}

TEST_CASE("a right-to-left run is drawn in logical order, stepping back") {
  // A is 681 thousandths wide, B 627: B to the left of A begins 681 + 627 before the end of A.
  const int b = book().advance({0}, book().glyph({0}, U'B'));
  CHECK(
      operators(glyphs("AB", {glyph(U'A', 0, b), glyph(U'B', 1, 0)})) ==
      "BT\n/P<</MCID 0>>BDC\n/F0 10 Tf\n100 700 Td[-627(0024)1308(0025)]TJ\nEMC\nET\n"
  );
}

TEST_CASE("a glyph that stands for two texts has two codes") {
  const std::uint16_t fi = book().glyph({0}, U'A');
  pdf::FaceCodes codes{book(), {0}};
  codes.start_document();
  const auto count = static_cast<std::uint16_t>(book().facts({0}).glyph_count);
  CHECK(codes.code(fi, "A").cid == fi);
  CHECK(codes.code(fi, "fi").cid == count);
  CHECK(codes.code(fi, "longer than four").cid == count + 1);
  CHECK(codes.code(fi, "fi").cid == count);
  CHECK(codes.code(fi, "A").cid == fi);
  CHECK(codes.used().size() == 3);
  codes.start_document();
  CHECK(codes.code(fi, "longer than four").cid == count);
  CHECK(codes.used().size() == 1);
}

TEST_CASE("a glyph without a character of its own has its number for its first text") {
  // A ligature: no character maps to it.
  std::uint16_t glyph = 1;
  while (book().character({0}, glyph) != 0) ++glyph;
  const auto count = static_cast<std::uint16_t>(book().facts({0}).glyph_count);
  for (const char* first : {"ffi", "a text of many letters"}) {
    pdf::FaceCodes codes{book(), {0}};
    codes.start_document();
    CHECK(codes.code(glyph, first).cid == glyph);
    CHECK(codes.code(glyph, "other").cid == count);
    CHECK(codes.code(glyph, first).cid == glyph);
    CHECK(codes.used().size() == 2);
  }
}

TEST_CASE("further glyphs of a cluster say nothing") {
  const int a = book().advance({0}, book().glyph({0}, U'A'));
  const std::string drawn = operators(glyphs("xy", {glyph(U'A', 0, 0), glyph(U'A', 0, a)}));
  pdf::Codes codes{book()};
  pdf::Drawing drawing;
  const page::Pages pages = glyphs("xy", {glyph(U'A', 0, 0), glyph(U'A', 0, a)});
  drawing.numbers.count(pages);
  codes.start_document();
  pdf::draw(pages, {}, codes, drawing);
  REQUIRE(codes.of({0}).used().size() == 2);
  CHECK(codes.of({0}).used()[0].text == "xy");
  CHECK(codes.of({0}).used()[1].text == "\xE2\x80\x8B");
}

TEST_CASE("a pictogram is drawn in its own box, which a matrix makes as large as it is wanted") {
  using Step = Pictogram::Step;
  const Pictogram mark{
      .name = "mark",
      .line = 2_pt,
      .paths = {
          {.ink = Pictogram::Path::Ink::fill,
           .steps =
               {{.is = Step::Is::move, .a = {}, .b = {}, .to = {1_pt, 2_pt}},
                {.is = Step::Is::curve, .a = {1_pt, 1_pt}, .b = {2_pt, 2_pt}, .to = {3_pt, 4_pt}},
                {.is = Step::Is::close, .a = {}, .b = {}, .to = {}}}},
          {.ink = Pictogram::Path::Ink::line,
           .steps = {
               {.is = Step::Is::move, .a = {}, .b = {}, .to = {}},
               {.is = Step::Is::line, .a = {}, .b = {}, .to = {24_pt, 24_pt}}}}}};
  Sheet sheet;
  sheet.pages.pages.front().items.push_back(
      {{100_pt, 92_pt}, page::Artifact::layout, page::Drawing{{12_pt, 12_pt}, &mark, {}}}
  );
  CHECK_THAT(
      operators(sheet.pages),
      Catch::Contains(
          "q .5 0 0 -.5 100 700 cm 2 w 1 J 1 j\n1 2 m 1 1 2 2 3 4 c h f*\n0 0 m 24 24 l S\nQ\n"
      )
  );

  // One that is like the one before it says how far it is from that; one of another size, and what
  // stands behind other ink, begins anew.
  auto& items = sheet.pages.pages.front().items;
  const auto add = [&](Point at, Length side) {
    items.push_back({at, page::Artifact::layout, page::Drawing{{side, side}, &mark, {}}});
  };
  add({110_pt, 92_pt}, 12_pt);
  add({100_pt, 107_pt}, 12_pt);
  add({100_pt, 130_pt}, 24_pt);
  items.push_back({{}, page::Artifact::layout, page::Fill{{1_pt, 1_pt}, {}}});
  add({110_pt, 130_pt}, 24_pt);
  const std::string all = operators(sheet.pages);
  for (const char* begins :
       {"Q\nq 1 0 0 -1 100 662 cm 2 w",
        "\n1 0 0 1 20 0 cm 2 w",
        "\n1 0 0 1 -20 30 cm 2 w",
        " re f\nq 1 0 0 -1 110 662 cm 2 w"})
    CHECK_THAT(all, Catch::Contains(begins));
}
