#include "tests/support/blocks.hpp"

#include <catch2/catch.hpp>

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

  doc::Block label{.element = doc::Element::blank};
  label.content = doc::WriteLines{.label = {doc::Text{.text = bad}}};
  CHECK(refused(page_of(100_pt, 100_pt, {label})));

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
