// Where the boxes of a form stand, in points: at x, y, width, height.

#include "tests/support/blocks.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace engine;
using namespace engine::test;

namespace {

doc::FormCell box(std::string_view caption, int span) {
  doc::FormCell cell;
  cell.caption = {paragraph(caption)};
  cell.span = span;
  cell.box.padding = {.top = 2_pt, .right = 5_pt, .bottom = {}, .left = 5_pt};
  cell.box.border = {.top = 1_pt, .right = 1_pt, .bottom = 1_pt, .left = 1_pt, .color = {}};
  return cell;
}
doc::FormCell to_write(std::string_view caption, int span, bool by_hand = false) {
  doc::FormCell cell = box(caption, span);
  doc::Block room{.element = doc::Element::blank};
  room.content = doc::WriteLines{
      .style = style(),
      .lines = 1,
      .pitch = 24_pt,
      .rule_width = 1_pt,
      .rule_color = {},
      .in_box = true,
      .by_hand_only = by_hand,
      .said_name = {},
      .accessible_name = caption};
  cell.content.blocks.push_back(std::move(room));
  return cell;
}
doc::Block form(std::vector<doc::FormRow> rows) {
  doc::Block block{.element = doc::Element::form};
  block.content = doc::Form{std::move(rows)};
  return block;
}

/// The lines of the boxes, in the order they are drawn.
std::vector<Rect> lines_drawn(const page::Pages& pages, std::size_t page = 0) {
  std::vector<Rect> all;
  for (const page::Item& item : pages.pages.at(page).items) {
    if (const auto* fill = std::get_if<page::Fill>(&item.what))
      all.push_back({item.at, fill->size});
  }
  return all;
}
bool has(const std::vector<Rect>& all, Rect wanted) {
  return std::find(all.begin(), all.end(), wanted) != all.end();
}
Length baseline_of(const page::Pages& pages, std::string_view words) {
  for (const page::Item& item : pages.pages.at(0).items) {
    const auto* text = std::get_if<page::Text>(&item.what);
    if (text && pages.text_of(*text) == words) return item.at.y;
  }
  return {};
}

}  // namespace

TEST_CASE("boxes share their lines, and a row is as high as its highest box") {
  // Captions of 20 points, 24 to write, 2 of padding: 46. Columns of 25 points.
  const auto pages = laid_out(
      page_of(300_pt, 400_pt, {form({{{to_write("a", 8), box("b", 4)}}, {{to_write("c", 12)}}})})
  );
  const auto drawn = lines_drawn(pages);
  CHECK(has(drawn, {{0_pt, 0_pt}, {200_pt, 1_pt}}));  // above the first
  CHECK(has(drawn, {{199_pt, 0_pt}, {101_pt, 1_pt}})
  );  // the second begins on the line of the first
  CHECK(has(drawn, {{199_pt, 0_pt}, {1_pt, 46_pt}}));
  CHECK(has(drawn, {{0_pt, 45_pt}, {200_pt, 1_pt}}));  // below it
  CHECK(has(drawn, {{0_pt, 45_pt}, {300_pt, 1_pt}}));  // and above the second row: one line
  CHECK(has(drawn, {{0_pt, 90_pt}, {300_pt, 1_pt}}));
  CHECK(baseline_of(pages, "a ") == baseline_of(pages, "b "));
}

TEST_CASE("a field fills the room to write, and a box to sign in has none") {
  layout::Compositor compositor{fonts()};
  Diagnostics out;
  const auto pages = set_by(
      compositor,
      page_of(300_pt, 400_pt, {form({{{to_write("Sign", 8, true), to_write("Date", 4)}}})}),
      out,
      "form"
  );
  std::vector<Rect> fields;
  for (const page::Item& item : pages.pages.at(0).items) {
    if (const auto* field = std::get_if<page::Field>(&item.what)) {
      CHECK(pages.entry_of(*field).accessible_name == "Date");
      fields.push_back({item.at, field->size});
    }
  }
  REQUIRE(fields.size() == 1);
  CHECK(fields[0].left() == 204_pt);
  CHECK(fields[0].right() == 295_pt);
  CHECK(fields[0].top() >= 21_pt);
  CHECK(fields[0].bottom() <= 46_pt);
}

TEST_CASE("boxes that no page can hold side by side stand one below the other") {
  doc::FormCell left = box("a", 6), right = box("b", 6);
  for (int i = 0; i < 8; ++i) left.content.blocks.push_back(paragraph("words"));
  right.content.blocks = {paragraph("more")};
  const auto pages = laid_out(page_of(300_pt, 110_pt, {form({{{left, right}}})}));
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < pages.pages.size(); ++i)
    for (std::string& line : lines_of(pages, i)) lines.push_back(std::move(line));
  REQUIRE(lines.size() == 11);
  CHECK(lines.at(0) == "a");
  CHECK(lines.at(1) == "words");
  CHECK(lines.at(9) == "b");
  CHECK(lines.at(10) == "more");
}

TEST_CASE("a row that keeps with the one above it is never the first of a page") {
  doc::FormRow below{{to_write("b", 12)}};
  below.keep_with_previous = true;
  const auto pages = laid_out(
      page_of(300_pt, 110_pt, {paragraph("x"), form({{{to_write("a", 12)}}, std::move(below)})})
  );
  REQUIRE(pages.pages.size() == 2);
  CHECK(lines_of(pages, 0) == std::vector<std::string>{"x"});
  CHECK(lines_of(pages, 1) == std::vector<std::string>{"a", "b"});
}

TEST_CASE("a form that would need one page more is set closer, but not below its least size") {
  std::vector<doc::FormRow> rows;
  for (int i = 0; i < 9; ++i) {
    doc::FormCell cell = box("a", 12);
    cell.content.blocks = {paragraph("words")};
    rows.push_back({{std::move(cell)}});
  }
  auto document = page_of(300_pt, 300_pt, {form(rows)});
  CHECK(laid_out(document).pages.size() == 2);
  document = page_of(300_pt, 300_pt, {form(rows)});
  document.is_form = true;
  document.least_type = 9.5_pt;
  const auto closer = laid_out(document);
  CHECK(closer.pages.size() == 1);
  for (const page::Item& item : closer.pages[0].items) {
    if (const auto* text = std::get_if<page::Text>(&item.what)) CHECK(text->size >= 9.5_pt);
  }
}

TEST_CASE("a dense sheet that would need one page more is set closer wherever words stand") {
  std::vector<doc::Block> lines;
  for (int i = 0; i < 18; ++i) lines.push_back(paragraph("words"));
  CHECK(laid_out(page_of(300_pt, 300_pt, lines)).pages.size() == 2);
  auto document = page_of(300_pt, 300_pt, lines);
  document.is_dense = true;
  document.least_type = 9.5_pt;
  CHECK(laid_out(document).pages.size() == 1);
}

TEST_CASE("the words of a dense sheet are as large as fits, by every step between none and the last"
) {
  Length before = 1000_pt;
  std::set<Length> sizes;
  for (std::size_t count = 1;; ++count) {
    auto document = page_of(300_pt, 300_pt, std::vector<doc::Block>(count, paragraph("words")));
    for (doc::Block& line : document.blocks)
      std::get<doc::Paragraph>(line.content).style.leading = 13.5_pt;
    document.is_dense = true;
    const auto pages = laid_out(document);
    if (pages.pages.size() > 1) break;
    const Length size = std::get<page::Text>(pages.pages[0].items[0].what).size;
    CHECK(size <= before);
    before = size;
    sizes.insert(size);
  }
  CHECK(sizes.size() == 5);  // the whole size, and each of the four smaller ones
}

TEST_CASE("on a dense sheet a heading keeps four points of its white") {
  const auto second_line = [](doc::Element first) {
    std::vector<doc::Block> lines;
    for (int i = 0; i < 18; ++i) lines.push_back(paragraph("words"));
    lines[0].element = first;
    lines[0].box.after = 6_pt;
    auto document = page_of(300_pt, 300_pt, lines);
    document.is_dense = true;
    document.least_type = 9.5_pt;
    const auto pages = laid_out(document);
    REQUIRE(pages.pages.size() == 1);
    return pages.pages[0].items.at(1).at.y;
  };
  CHECK(second_line(doc::Element::h2) - second_line(doc::Element::p) == 2_pt);
}

TEST_CASE("on a dense sheet a row for one line of a hand keeps it, and of more lines gives way") {
  const auto rows_of = [](int count, Length height) {
    doc::Table table{.weights = {1}};
    for (int i = 0; i < count; ++i) {
      doc::Row row{.least_height = height};
      row.cells.emplace_back();
      table.rows.push_back(std::move(row));
    }
    doc::Block block;
    block.content = std::move(table);
    auto document = page_of(300_pt, 300_pt, {});
    document.blocks.push_back(std::move(block));
    document.is_dense = true;
    return document;
  };
  // Nine rows of 32 points are on a page, and no more.
  CHECK(laid_out(rows_of(9, 32_pt)).pages.size() == 1);
  CHECK(laid_out(rows_of(10, 32_pt)).pages.size() == 2);
  // Five rows of 60 points; six are, at three quarters of that.
  CHECK(laid_out(rows_of(6, 60_pt)).pages.size() == 1);
  CHECK(laid_out(rows_of(7, 60_pt)).pages.size() == 2);
}

TEST_CASE("on a dense sheet the white above and below the words of a table gives way") {
  doc::Table table{.weights = {1}};
  for (int i = 0; i < 12; ++i) {
    doc::Row row;
    row.cells.emplace_back();
    row.cells.back().content.blocks = {paragraph("words")};
    row.cells.back().box.padding = {.top = 6_pt, .bottom = 6_pt};
    table.rows.push_back(std::move(row));
  }
  doc::Block block;
  block.content = std::move(table);
  auto document = page_of(300_pt, 300_pt, {});
  document.blocks.push_back(std::move(block));
  CHECK(laid_out(document).pages.size() == 2);
  document.is_dense = true;
  document.least_type = 10_pt;
  CHECK(laid_out(document).pages.size() == 1);
}

TEST_CASE(
    "the lines of a letter that would need one page more are set closer, then its words smaller, "
    "but not below their least size"
) {
  const auto sizes_of = [](int lines, Length least) {
    doc::Block line = paragraph("words");
    std::get<doc::Paragraph>(line.content).style.leading = 13_pt;
    auto document =
        page_of(300_pt, 300_pt, std::vector<doc::Block>(static_cast<std::size_t>(lines), line));
    document.least_letter_type = least;
    const auto pages = laid_out(document);
    CHECK(pages.pages.size() == 1);
    std::set<Length> sizes;
    for (const page::Item& item : pages.pages[0].items) {
      if (const auto* text = std::get_if<page::Text>(&item.what)) sizes.insert(text->size);
    }
    return sizes;
  };
  CHECK(sizes_of(27, 9.5_pt) == std::set{10_pt});
  CHECK(sizes_of(28, 9.5_pt) == std::set{9.6_pt});
  CHECK(sizes_of(28, 10_pt) == std::set{10_pt});
}

TEST_CASE("a flag stands in the margin, halfway up the room to sign that it points to") {
  Pictogram tab;
  doc::FormCell sign = to_write("Sign", 8, true);
  std::get<doc::WriteLines>(sign.content.blocks.back().content).flag = &tab;
  auto document = page_of(300_pt, 400_pt, {form({{{std::move(sign), to_write("Date", 4)}}})});
  document.margin.left = 40_pt;
  document.paper.width = 380_pt;
  const auto pages = laid_out(document);
  std::vector<Rect> flags;
  for (const page::Item& item : pages.pages.at(0).items) {
    if (const auto* drawing = std::get_if<page::Drawing>(&item.what)) {
      CHECK(drawing->pictogram == &tab);
      flags.push_back({item.at, drawing->size});
    }
  }
  // The room is 24 points high below a padding of 2 and a caption of 20.
  REQUIRE(flags.size() == 1);
  CHECK(flags[0] == Rect{{19_pt, 26_pt}, {16_pt, 16_pt}});
}

TEST_CASE("a box that goes on over a page is closed on both, and a row of others is open") {
  doc::FormCell wide = box("a", 12);
  wide.content.blocks = {paragraph("b"), paragraph("c"), paragraph("d")};
  wide.box.orphans = wide.box.widows = 1;
  const auto pages = laid_out(page_of(300_pt, 62_pt, {form({{{wide}}})}));
  REQUIRE(pages.pages.size() == 2);
  // Two points of padding and three lines of twenty on the first page; one more on the second.
  CHECK(has(lines_drawn(pages, 0), {{0_pt, 61_pt}, {300_pt, 1_pt}}));
  CHECK(has(lines_drawn(pages, 1), {{0_pt, 0_pt}, {300_pt, 1_pt}}));

  doc::Block bar = paragraph("one");
  bar.box.border = {.top = {}, .right = {}, .bottom = {}, .left = 3_pt, .color = {}};
  bar.content = doc::Stack{{paragraph("one"), paragraph("two")}};
  const auto quoted = laid_out(page_of(300_pt, 30_pt, {bar}));
  REQUIRE(quoted.pages.size() == 2);
  CHECK(lines_drawn(quoted, 0).size() == 1);
}

TEST_CASE("on a dense sheet boxes to tick that stand below each other are four points apart") {
  std::vector<doc::Block> checks;
  for (int i = 0; i < 18; ++i) {
    checks.push_back(paragraph("words", doc::Element::check));
    checks.back().marker = {
        .is = doc::Marker::Is::box,
        .text = doc::Box::text,
        .style = style(18_pt),
        .indent = 20_pt,
        .accessible_name = {}};
    std::get<doc::Paragraph>(checks.back().content).style = style(10_pt, 18_pt);
    checks.back().box.after = 3_pt;
  }
  auto document = page_of(300_pt, 300_pt, std::move(checks));
  CHECK(laid_out(document).pages.size() == 2);
  document.is_dense = true;
  document.least_type = 8_pt;
  const auto pages = laid_out(document);
  REQUIRE(pages.pages.size() == 1);
  std::vector<Length> lines;
  for (const page::Item& item : pages.pages[0].items) {
    const auto* text = std::get_if<page::Text>(&item.what);
    if (text && pages.text_of(*text) == "words") lines.push_back(item.at.y);
  }
  REQUIRE(lines.size() == 18);
  // The ink of a box of 18 points is 11.88 points high.
  for (std::size_t i = 1; i < lines.size(); ++i) CHECK(lines[i] - lines[i - 1] == 15.88_pt);
}

TEST_CASE("lines with tick boxes stand apart from each other, and from other words do not") {
  const auto pitch = [](bool boxes_above) {
    doc::Block words = paragraph("one");
    auto& paragraph = std::get<doc::Paragraph>(words.content);
    paragraph.style = style(10_pt, 12_pt);
    paragraph.inlines.clear();
    if (boxes_above) paragraph.inlines.emplace_back(doc::Box{.size = 20_pt, .accessible_name = {}});
    paragraph.inlines.emplace_back(doc::Text{.text = "one"});
    paragraph.inlines.emplace_back(doc::LineBreak{});
    paragraph.inlines.emplace_back(doc::Box{.size = 20_pt, .accessible_name = {}});
    paragraph.inlines.emplace_back(doc::Text{.text = "two"});
    const auto pages = laid_out(page_of(300_pt, 400_pt, {words}));
    Length one, two;
    for (const page::Item& item : pages.pages.at(0).items) {
      const auto* text = std::get_if<page::Text>(&item.what);
      if (text && pages.text_of(*text).starts_with("one")) one = item.at.y;
      if (text && pages.text_of(*text).starts_with("two")) two = item.at.y;
    }
    return two - one;
  };
  CHECK(pitch(false) == 12_pt);
  CHECK(pitch(true) == 17.2_pt);
}

TEST_CASE("words of a box that may not part go whole to the next page") {
  doc::FormCell wide = box("a", 12);
  doc::Block words = paragraph("one two");
  words.box.keep_together = true;
  std::get<doc::Paragraph>(words.content).inlines = {
      doc::Text{.text = "one"}, doc::LineBreak{}, doc::Text{.text = "two"}};
  wide.content.blocks = {paragraph("b"), words};
  const auto pages = laid_out(page_of(300_pt, 66_pt, {form({{{wide}}})}));
  REQUIRE(pages.pages.size() == 2);
  CHECK(lines_of(pages, 0) == std::vector<std::string>{"a", "b"});
  CHECK(lines_of(pages, 1) == std::vector<std::string>{"one", "two"});
}
