#include "engine/doc/shorten.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::literals;

namespace {

doc::Block words(std::string_view text, int drop_order = 0) {
  doc::Block block{.content = doc::Paragraph{.inlines = {doc::Text{.text = text}}}};
  block.drop_order = drop_order;
  return block;
}

/// The document as it is dumped, with `left` in place of its blocks.
std::string dumped(doc::Document& document, std::vector<doc::Block> left) {
  std::swap(document.blocks, left);
  std::string text = doc::dump(document);
  std::swap(document.blocks, left);
  return text;
}

}  // namespace

TEST_CASE("a shortened document is the document without what is dropped") {
  doc::Document document;
  doc::Block part{.element = doc::Element::h2, .content = doc::Paragraph{}};
  part.language = "es";
  part.repeats = true;
  part.anchor = "part";
  doc::Cell cell;
  cell.content.most_lines = 2;
  cell.is_header = true;
  cell.scope = doc::Cell::Scope::row;
  doc::Block table{.element = doc::Element::table};
  table.content = doc::Table{
      .weights = {2},
      .rows = {{.cells = {cell}, .least_height = 30_pt}, {.cells = {cell}, .drop_order = 1}}};
  document.blocks = {part, table, words("x", 2), words("y")};

  const doc::Shortening shortening{document};
  CHECK(shortening.count() == 2);
  CHECK(dumped(document, shortening.without(0, false)) == doc::dump(document));

  auto expected = document.blocks;
  expected.erase(expected.begin() + 2);
  CHECK(dumped(document, shortening.without(1, false)) == dumped(document, expected));
  std::get<doc::Table>(expected[1].content).rows.pop_back();
  CHECK(dumped(document, shortening.without(2, false)) == dumped(document, expected));
}

TEST_CASE("a cell to write in stays one, whatever is dropped beside it") {
  doc::Document document;
  doc::Cell question, answer;
  question.content.blocks = {words("dose", 1)};
  answer.to_write_in = true;
  answer.text_size = 14_pt;
  answer.accessible_name = "dose of the tablets";
  doc::Block table{.element = doc::Element::table};
  table.content = doc::Table{.weights = {1, 1}, .rows = {{.cells = {question, answer}}}};
  document.blocks = {table};

  const auto left = doc::Shortening{document}.without(1, false);
  REQUIRE(left.size() == 1);
  const auto& cells = std::get<doc::Table>(left[0].content).rows.at(0).cells;
  REQUIRE(cells.size() == 2);
  CHECK(cells[0].content.blocks.empty());
  CHECK(cells[1].to_write_in);
  CHECK(cells[1].text_size == 14_pt);
  CHECK(cells[1].accessible_name == "dose of the tablets");
}

TEST_CASE("a link to another paper stays when anchors of this one are dropped") {
  doc::Document document;
  document.links = {"#paper-2", "#part"};
  doc::Block part{.element = doc::Element::h2, .content = doc::Paragraph{}};
  part.anchor = "part";
  part.drop_order = 1;
  doc::Block links = words("");
  std::get<doc::Paragraph>(links.content).inlines = {
      doc::Text{.text = "a", .link = 0}, doc::Text{.text = "b", .link = 1}};
  doc::Block blank{.element = doc::Element::blank};
  doc::FormCell box;
  box.caption = {links};
  blank.content = doc::Form{{{.cells = {box}}}};
  document.blocks = {links, blank, part};

  const auto left = doc::Shortening{document}.without(1, false);
  REQUIRE(left.size() == 2);
  const auto& inlines = std::get<doc::Paragraph>(left[0].content).inlines;
  CHECK(std::get<doc::Text>(inlines[0]).link == 0);
  CHECK(std::get<doc::Text>(inlines[1]).link == -1);
  const auto& caption = std::get<doc::Form>(left[1].content).rows[0].cells[0].caption[0];
  CHECK(std::get<doc::Text>(std::get<doc::Paragraph>(caption.content).inlines[1]).link == -1);
}
