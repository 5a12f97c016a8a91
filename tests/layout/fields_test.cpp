#include "tests/support/blocks.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::test;

namespace {

struct Placed {
  page::Entry entry;
  Rect box;
};

/// The fields of a document, in drawing order.
std::vector<Placed> fields_of(std::vector<doc::Block> blocks, std::string_view name = "form") {
  layout::Compositor compositor{fonts()};
  Diagnostics out;
  const auto pages = set_by(compositor, page_of(300_pt, 400_pt, std::move(blocks)), out, name);
  std::vector<Placed> placed;
  for (const page::Item& item : pages.pages.at(0).items) {
    const auto* field = std::get_if<page::Field>(&item.what);
    if (!field) continue;
    const auto* tag = std::get_if<page::TagId>(&item.meaning);
    REQUIRE(tag);
    CHECK(pages.tags[*tag].role == page::Role::form);
    placed.push_back({pages.entry_of(*field), {item.at, field->size}});
  }
  return placed;
}

doc::Block write_lines(int count) {
  doc::Block block{.element = doc::Element::blank};
  block.content = doc::WriteLines{
      .style = style(),
      .lines = count,
      .pitch = 24_pt,
      .rule_width = 1_pt,
      .rule_color = {},
      .accessible_name = "Notes"};
  return block;
}

}  // namespace

TEST_CASE("lines to write on are one field, in type that stands on them") {
  const auto fields = fields_of({write_lines(3)});
  REQUIRE(fields.size() == 1);
  CHECK(fields[0].entry.is == page::Entry::Is::lines);
  CHECK(fields[0].entry.name == "form/notes");
  // A typed line of that size is as high as the lines are apart.
  const auto& facts = fonts().facts(fonts().plain_face(false, false));
  const Length line =
      fields[0].entry.text_size.scaled(facts.ascent - facts.descent, facts.units_per_em);
  CHECK(line > 23.9_pt);
  CHECK(line < 24.1_pt);
  CHECK(fields[0].box.size.width == 300_pt);
  CHECK(fields[0].box.size.height >= 72_pt);
  // Its first baseline is a little above the first rule.
  const Length baseline =
      fields[0].box.top() + fields[0].entry.text_size.scaled(facts.ascent, facts.units_per_em);
  CHECK(baseline < 23_pt);
  CHECK(baseline > 19_pt);
}

TEST_CASE("a single line is a field of one line whose type is fitted") {
  const auto fields = fields_of({write_lines(1)});
  REQUIRE(fields.size() == 1);
  CHECK(fields[0].entry.is == page::Entry::Is::line);
  CHECK(fields[0].entry.text_size == 0_pt);
}

TEST_CASE("a short blank and a box in a line are fields on its baseline") {
  doc::Block block{.element = doc::Element::p};
  block.content = doc::Paragraph{
      {doc::Text{.text = "Seen "},
       doc::Box{.size = {}, .accessible_name = "Seen: yes"},
       doc::Text{.text = "\u00A0yes "},
       doc::Fill{.label = "day", .width = 60_pt, .span = {}, .accessible_name = "Seen: day"}},
      style()};
  const auto fields = fields_of({block});
  REQUIRE(fields.size() == 2);
  CHECK(fields[0].entry.is == page::Entry::Is::box);
  CHECK(fields[0].entry.accessible_name == "Seen: yes");
  CHECK(fields[0].box.size.width == fields[0].box.size.height);
  CHECK(fields[1].entry.is == page::Entry::Is::line);
  CHECK(fields[1].box.size.width == 60_pt);
  CHECK(fields[0].box.right() < fields[1].box.left());
}

TEST_CASE("a document without a name for its fields has none") {
  CHECK(fields_of({write_lines(3)}, "").empty());
}
