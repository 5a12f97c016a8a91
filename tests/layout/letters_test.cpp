#include "tests/support/blocks.hpp"
#include "tests/support/font_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace engine;
using namespace engine::test;

TEST_CASE(
    "a character that no font has is told once, with its number and the place where it was written"
) {
  const Source source{
      "case.xml", "<given>Elena</given><given>M\U0001F600rie</given>", Source::Holds::patient_data};
  doc::Block block = paragraph("");
  const std::string_view words =
      "Elena M\U0001F600rie \U0001F600";  // as a name is joined: placed where it begins
  std::get<doc::Paragraph>(block.content).inlines = {
      doc::Text{.text = words, .span = source.span(7, 12)}};
  Diagnostics out;
  CHECK_FALSE(layout::check_letters(page_of(100_pt, 100_pt, {block}), fonts(), out));
  REQUIRE(out.all().size() == 1);
  const Diagnostic& told = out.all()[0];
  CHECK(told.code == "E402");
  CHECK(told.column == 29);
  CHECK(told.caret_width == 1);
  CHECK(shown(told.message, false) == "no font has the character '\U0001F600' (U+1F600)");
  CHECK(shown(told.message, true) == "no font has the character (not shown) (U+1F600)");
}

TEST_CASE("every place that prints is searched: cells, lists, labels, signatures, running heads") {
  const auto refused = [](doc::Document document) {
    Diagnostics out;
    return !layout::check_letters(document, fonts(), out);
  };
  const std::string_view bad = "\U0001F600";
  doc::Block sign{.element = doc::Element::sign};
  sign.content = doc::Signature{.who = bad};
  CHECK(refused(page_of(100_pt, 100_pt, {sign})));

  doc::Block form{.element = doc::Element::form};
  doc::FormCell box;
  box.caption = {paragraph(bad)};
  form.content = doc::Form{{{.cells = {box}}}};
  CHECK(refused(page_of(100_pt, 100_pt, {form})));

  doc::Block table{.element = doc::Element::table};
  doc::Cell cell;
  cell.content.blocks = {paragraph(bad)};
  table.content = doc::Table{{1}, {{.cells = {cell}}}};
  CHECK(refused(page_of(100_pt, 100_pt, {table})));

  doc::Block columns{.element = doc::Element::columns};
  columns.content =
      doc::Columns{{doc::Stack{{paragraph("ok")}}, doc::Stack{{paragraph(bad)}}}, {1, 1}, 10_pt};
  CHECK(refused(page_of(100_pt, 100_pt, {columns})));

  auto document = page_of(100_pt, 100_pt, {paragraph("ok")});
  CHECK_FALSE(refused(page_of(100_pt, 100_pt, {paragraph("ok")})));
  document.footer = {paragraph(bad)};
  CHECK(refused(std::move(document)));
}

TEST_CASE("a letter whose marks no face has together is set apart from them, whole, and told") {
  Diagnostics out;
  const std::string words = "a \u0915\u0E48 b\u0903c";
  const auto document = page_of(100_pt, 100_pt, {paragraph(words)});
  CHECK(layout::check_letters(document, fonts(), out));
  REQUIRE(out.all().size() == 2);
  CHECK(out.all()[0].code == "W417");
  CHECK(
      shown(out.all()[0].message, false) ==
      "no font has the letter '\u0915\u0E48' with all its marks (U+0915 U+0E48): they are set apart"
  );
  const page::Pages pages = laid_out(document);
  CHECK(lines_of(pages, 0) == std::vector<std::string>{words});
  CHECK(std::ranges::none_of(pages.glyphs, [](const auto& glyph) { return glyph.id == 0; }));
}

TEST_CASE("a character's name is that of the Unicode Standard, and no font has its picture") {
  const layout::FontLetters letters{fonts()};
  CHECK(letters.name_of(U'\U0001F600') == "grinning face");
  CHECK(letters.name_of(U'\uE000').empty());
  CHECK(letters.name_of(0x378).empty());
  CHECK_FALSE(letters.has(U'\U0001F600'));
  for (const char32_t c : std::u32string_view{U"a\u00AD\u200D\u2066\uFE0F\u05D0\u4E2D\u2713"})
    CHECK(letters.has(c));
}

TEST_CASE("a sequence of pictures is refused by its pictures, not by what joins them") {
  Diagnostics out;
  const std::string_view family = "\U0001F468\u200D\U0001F469\u200D\U0001F467\uFE0F";
  CHECK_FALSE(layout::check_letters(page_of(100_pt, 100_pt, {paragraph(family)}), fonts(), out));
  REQUIRE(out.all().size() == 3);
  CHECK(shown(out.all()[0].message, false) == "no font has the character '\U0001F468' (U+1F468)");
}

TEST_CASE("pictures that are drawn as outlines, joiners and selectors are accepted") {
  Diagnostics out;
  CHECK(layout::check_letters(
      page_of(
          300_pt,
          100_pt,
          {paragraph("\u2764\uFE0F \u260E \u2611 \u0645\u200C\u06CC a\u00ADb \u200Fx \uFEFFy "
                     "\U000E0067")}
      ),
      fonts(),
      out
  ));
  CHECK(out.all().empty());
}

TEST_CASE("a font of the text typeface that is no font is told, though all of its letters are plain"
) {
  const tests::FontFolder folder;
  folder.spoil("Andika-Bold.ttf");
  Diagnostics out;
  const auto book = font::open_fonts(folder.path(), out);
  REQUIRE(book);
  CHECK(layout::check_letters(page_of(100_pt, 100_pt, {paragraph("a")}), *book, out));
  doc::Block bold = paragraph("");
  std::get<doc::Paragraph>(bold.content).inlines = {doc::Text{.text = "a", .bold = true}};
  CHECK_FALSE(layout::check_letters(page_of(100_pt, 100_pt, {bold}), *book, out));
  REQUIRE(out.all().size() == 1);
  CHECK(
      out.all()[0].message ==
      "the font " + folder.path() + "/Andika-Bold.ttf is missing or cannot be read"
  );
}
