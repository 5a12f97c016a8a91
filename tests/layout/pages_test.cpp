#include "tests/support/blocks.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace engine;
using namespace engine::test;
using Lines = std::vector<std::string>;

namespace {

doc::Block kept(doc::Block block) {
  block.box.keep_with_next = true;
  return block;
}

/// A paragraph of that many lines: each word fills a line of 60 pt.
doc::Block lines(int count) {
  static const std::string words =
      "wwwwww1 wwwwww2 wwwwww3 wwwwww4 wwwwww5 wwwwww6 wwwwww7 wwwwww8 wwwwww9";
  return paragraph(std::string_view{words}.substr(0, static_cast<std::size_t>(count) * 8 - 1));
}

std::vector<std::size_t> lines_per_page(const page::Pages& pages) {
  std::vector<std::size_t> counts;
  for (std::size_t i = 0; i < pages.pages.size(); ++i) counts.push_back(lines_of(pages, i).size());
  return counts;
}
using Counts = std::vector<std::size_t>;

doc::Cell cell(std::vector<doc::Block> blocks, bool header = false) {
  doc::Cell made;
  made.content.blocks = std::move(blocks);
  made.is_header = header;
  made.scope = header ? doc::Cell::Scope::column : doc::Cell::Scope::none;
  return made;
}

doc::Block table(int rows) {
  doc::Table made{.weights = {1, 1}};
  made.rows.push_back(
      {.cells = {cell({paragraph("head a")}, true), cell({paragraph("head b")}, true)},
       .in_head = true}
  );
  for (int i = 0; i < rows; ++i)
    made.rows.push_back({.cells = {cell({paragraph("a")}), cell({paragraph("b")})}});
  doc::Block block{.element = doc::Element::table};
  block.content = std::move(made);
  return block;
}

}  // namespace

TEST_CASE("a paragraph that does not fit goes on where it stopped") {
  CHECK(lines_per_page(laid_out(page_of(60_pt, 80_pt, {lines(6)}))) == Counts{4, 2});
}

TEST_CASE("no line of a paragraph is alone at the head or the foot of a page") {
  // Of five lines on pages of four, the last would be alone: two go over.
  CHECK(lines_per_page(laid_out(page_of(60_pt, 80_pt, {lines(5)}))) == Counts{3, 2});
  // One line would fit under the first paragraph: the second begins on the next page.
  CHECK(lines_per_page(laid_out(page_of(60_pt, 80_pt, {lines(3), lines(4)}))) == Counts{3, 4});
  // Three lines are not parted at all.
  CHECK(lines_per_page(laid_out(page_of(60_pt, 80_pt, {lines(2), lines(3)}))) == Counts{2, 3});
}

TEST_CASE("a heading is not left alone at the foot of a page") {
  const auto pages = laid_out(
      page_of(60_pt, 80_pt, {lines(3), kept(paragraph("head", doc::Element::h2)), lines(2)})
  );
  CHECK(lines_of(pages, 0).size() == 3);
  CHECK(lines_of(pages, 1).front() == "head");
}

TEST_CASE("what is kept together is not broken where it fits on a page") {
  doc::Block keep{.element = doc::Element::keep};
  keep.box.keep_together = true;
  keep.content = doc::Stack{{lines(1), lines(1), lines(1)}};
  CHECK(lines_per_page(laid_out(page_of(60_pt, 80_pt, {lines(2), keep}))) == Counts{2, 3});
  std::get<doc::Stack>(keep.content).blocks.assign(6, lines(1));
  CHECK(lines_per_page(laid_out(page_of(60_pt, 80_pt, {lines(2), keep}))) == Counts{4, 4});
}

TEST_CASE("answer lines stay with their question, and a signature with the words before it") {
  doc::Block blank{.element = doc::Element::blank};
  blank.content = doc::WriteLines{.style = style(), .lines = 2, .pitch = 20_pt, .rule_width = 1_pt};
  const auto asked = laid_out(page_of(60_pt, 80_pt, {lines(2), lines(1), blank}));
  CHECK(lines_per_page(asked) == Counts{2, 1});

  doc::Block sign{.element = doc::Element::sign};
  sign.content =
      doc::Signature{.who = "name", .style = style(), .space = 30_pt, .rule_width = 1_pt};
  const auto signed_pages = laid_out(page_of(60_pt, 80_pt, {lines(2), lines(1), sign}));
  CHECK(lines_per_page(signed_pages) == Counts{2, 2});
}

TEST_CASE("white space at the top of a page is dropped, between blocks the larger counts") {
  doc::Block low = lines(1);
  low.box.before = 30_pt;
  low.box.after = 10_pt;
  const auto pages = laid_out(page_of(60_pt, 100_pt, {low, low, low, low}));
  REQUIRE(lines_per_page(pages) == Counts{2, 2});
  const Length first = pages.pages[0].items[0].at.y;
  CHECK(pages.pages[0].items[1].at.y - first == 50_pt);
  CHECK(pages.pages[1].items[0].at.y == first);
}

TEST_CASE("white space between blocks gives way when that saves a page, type does not") {
  doc::Block airy = lines(1);
  airy.box.after = 10_pt;
  // Four lines and three spaces are 110 pt: they fit a page of 100 with two thirds of the white.
  const auto pages = laid_out(page_of(60_pt, 100_pt, {airy, airy, airy, airy}));
  CHECK(lines_per_page(pages) == Counts{4});
  CHECK(pages.pages[0].items[1].at.y - pages.pages[0].items[0].at.y == 26.5_pt);
  // With a third of the white it still would not fit: the white stays as the theme wants it.
  CHECK(lines_per_page(laid_out(page_of(60_pt, 80_pt, {airy, airy, airy, airy}))) == Counts{3, 1});
}

TEST_CASE("leading gives way a little where white space alone saves no page") {
  // Five lines of 20 pt are 100 pt: at 97 percent they fit 98 pt, at 94 percent 95 pt. The point
  // that is then left is a third of what they gave, and they get it back.
  const auto pages = laid_out(page_of(60_pt, 98_pt, {lines(5)}));
  CHECK(lines_per_page(pages) == Counts{5});
  CHECK(pages.pages[0].items[1].at.y - pages.pages[0].items[0].at.y == 19.598_pt);
  CHECK(lines_per_page(laid_out(page_of(60_pt, 95_pt, {lines(5)}))) == Counts{5});
  CHECK(lines_per_page(laid_out(page_of(60_pt, 88_pt, {lines(5)}))) == Counts{5});
  CHECK(lines_per_page(laid_out(page_of(60_pt, 87_pt, {lines(5)}))) == Counts{3, 2});
}

TEST_CASE("no row of a table stands alone on a page, nor are the words that lead to it left behind"
) {
  // Eleven lines of 20 pt a page.
  const auto ends = laid_out(page_of(200_pt, 220_pt, {table(11)}));
  REQUIRE(ends.pages.size() == 2);
  CHECK(lines_of(ends, 0).size() == 1 + 9);
  CHECK(lines_of(ends, 1).size() == 1 + 2);
  std::vector<doc::Block> blocks(9, lines(1));
  blocks.push_back(table(4));
  const auto begins = laid_out(page_of(200_pt, 220_pt, blocks));
  REQUIRE(begins.pages.size() == 2);
  CHECK(lines_of(begins, 0).size() == 8);
  CHECK(lines_of(begins, 1).front() == "wwwwww1");
}

TEST_CASE("words that end with a colon stay with the first item of the list they lead to") {
  doc::Block item{.element = doc::Element::li};
  item.content = doc::Stack{{paragraph("first")}};
  doc::Block list{.element = doc::Element::ul};
  list.content = doc::Stack{{item, item}};
  const auto pages_with = [&](std::string_view lead_in) {
    return laid_out(page_of(200_pt, 80_pt, {lines(1), lines(1), lines(1), paragraph(lead_in), list})
    );
  };
  // Four lines of 20 pt a page.
  CHECK(lines_of(pages_with("This is what I want:"), 0).size() == 3);
  CHECK(lines_of(pages_with("This is what I want."), 0).size() == 4);
}

TEST_CASE("head rows of a table are repeated on its next page, as decoration") {
  const auto pages = laid_out(page_of(200_pt, 100_pt, {table(6)}));
  REQUIRE(pages.pages.size() == 2);
  CHECK(lines_of(pages, 1).front() == "head ahead b");
  CHECK(std::holds_alternative<page::Artifact>(pages.pages[1].items.front().meaning));
  std::size_t rows = 0, headers = 0;
  for (const page::Tag& tag : pages.tags.tags) {
    rows += tag.role == page::Role::table_row;
    headers += tag.role == page::Role::table_header && tag.scope == page::Scope::column;
  }
  CHECK(rows == 7);
  CHECK(headers == 2);
}

TEST_CASE(
    "a heading that repeats stands anew on every page of its part, as decoration, and no longer"
) {
  doc::Block part = kept(paragraph("part", doc::Element::h2));
  part.repeats = true;
  part.box.after = 5_pt;
  doc::Block next = kept(paragraph("next", doc::Element::h2));
  // Five lines of 20 pt a page: the heading, its white, and three lines.
  const auto pages = laid_out(
      page_of(60_pt, 100_pt, {part, lines(3), lines(3), next, lines(2), lines(2), lines(2)})
  );
  REQUIRE(pages.pages.size() == 4);
  CHECK(lines_of(pages, 0).front() == "part");
  CHECK(lines_of(pages, 1) == Lines{"part", "wwwwww1", "wwwwww2", "wwwwww3"});
  CHECK(std::holds_alternative<page::Artifact>(pages.pages[1].items[0].meaning));
  CHECK(pages.pages[1].items[1].at.y - pages.pages[1].items[0].at.y == 25_pt);
  CHECK(lines_of(pages, 2).front() == "next");
  CHECK(lines_of(pages, 3).front() == "wwwwww1");
}

TEST_CASE("a row taller than a page is cut between its lines, and nothing is lost") {
  doc::Block block = table(0);
  auto& made = std::get<doc::Table>(block.content);
  made.weights = {1, 1};
  made.rows.push_back({.cells = {cell({lines(9)}), cell({lines(2)})}});
  const auto pages = laid_out(page_of(120_pt, 80_pt, {block}));
  std::size_t words = 0;
  for (std::size_t i = 0; i < pages.pages.size(); ++i) {
    for (const std::string& line : lines_of(pages, i)) {
      for (const char c : line) words += c == 'w';
    }
  }
  CHECK(words == 11 * 6);
  CHECK(pages.pages.size() == 3);  // three lines a page below the repeated head
}

namespace {

/// Tops of the lines of a grid that lie across, page by page, and left edges of those that stand
/// up, without doubles.
struct GridLines {
  std::set<Length> across, upright;
};
GridLines grid_lines(const page::Page& page) {
  GridLines lines;
  for (const page::Item& item : page.items) {
    const auto* fill = std::get_if<page::Fill>(&item.what);
    if (fill && fill->size.height == 1_pt) lines.across.insert(item.at.y);
    if (fill && fill->size.width == 1_pt) lines.upright.insert(item.at.x);
  }
  return lines;
}

}  // namespace

TEST_CASE(
    "where cells of a grid meet there is one line, and every page has one at its top and its foot"
) {
  doc::Block block = table(4);
  for (doc::Row& row : std::get<doc::Table>(block.content).rows) {
    for (doc::Cell& cell : row.cells) cell.box.border = {1_pt, 1_pt, 1_pt, 1_pt, {}};
  }
  const auto whole = laid_out(page_of(200_pt, 200_pt, {block}));
  CHECK(grid_lines(whole.pages[0]).upright == std::set<Length>{0_pt, 99_pt, 199_pt});
  CHECK(
      grid_lines(whole.pages[0]).across == std::set<Length>{0_pt, 19_pt, 38_pt, 57_pt, 76_pt, 95_pt}
  );
  const auto parted = laid_out(page_of(200_pt, 60_pt, {block}));
  REQUIRE(parted.pages.size() == 2);
  for (const page::Page& page : parted.pages)
    CHECK(grid_lines(page).across == std::set<Length>{0_pt, 19_pt, 38_pt, 57_pt});
}

TEST_CASE("a grid without a head has its line at the top of every page") {
  doc::Block block = table(4);
  auto& rows = std::get<doc::Table>(block.content).rows;
  rows.erase(rows.begin());
  for (doc::Row& row : rows) {
    for (doc::Cell& cell : row.cells) cell.box.border = {1_pt, 1_pt, 1_pt, 1_pt, {}};
  }
  const auto pages = laid_out(page_of(200_pt, 40_pt, {block}));
  REQUIRE(pages.pages.size() == 2);
  for (const page::Page& page : pages.pages)
    CHECK(grid_lines(page).across == std::set<Length>{0_pt, 19_pt, 38_pt});
}

TEST_CASE("a heading is not left behind by columns that fill a page: they stand below each other") {
  doc::Block columns{.element = doc::Element::columns};
  columns.content = doc::Columns{{doc::Stack{{lines(4)}}, doc::Stack{{lines(3)}}}, {1, 1}, {}};
  // Side by side they would take 80 points, which is the page without its heading.
  const auto pages = laid_out(page_of(120_pt, 80_pt, {kept(paragraph("head")), columns}));
  CHECK(lines_of(pages, 0).size() > 1);
}

TEST_CASE("on paper that lies across, columns are wider, and page numbers stand at its right edge"
) {
  const auto five = [] {
    doc::Table made{.weights = {1, 1, 1, 1, 1}, .rows = {{}}};
    for (int i = 0; i < 5; ++i) made.rows[0].cells.push_back(cell({paragraph("a")}));
    doc::Block block{.element = doc::Element::table};
    block.content = std::move(made);
    return block;
  };
  const auto set_on = [&](Size paper) {
    auto document = page_of(paper.width, paper.height, {five()});
    document.margin = {20_pt, 10_pt, 20_pt, 10_pt};
    doc::Block foot = paragraph("");
    std::get<doc::Paragraph>(foot.content).inlines = {
        doc::Tab{},
        doc::Text{.text = "Page "},
        doc::PageNumber{doc::PageNumber::Of::page},
        doc::Text{.text = " of "},
        doc::PageNumber{doc::PageNumber::Of::pages}};
    document.footer.push_back(foot);
    return laid_out(document);
  };
  const auto fifth = [](const page::Pages& pages) { return pages.pages[0].items.at(4).at.x; };
  const auto upright = set_on({210_pt, 300_pt}), across = set_on({300_pt, 210_pt});
  CHECK(fifth(upright) == 10_pt + 38_pt * 4);
  CHECK(fifth(across) == 10_pt + 56_pt * 4);
  CHECK(across.pages[0].size == Size{300_pt, 210_pt});
  const page::Item& foot = across.pages[0].items.back();
  CHECK(across.text_of(std::get<page::Text>(foot.what)) == "Page 1 of 1");
  CHECK(
      (foot.at.x + std::get<page::Text>(foot.what).width).in_points() == Approx(290).margin(0.01)
  );
  CHECK(foot.at.y > 180_pt);
}

TEST_CASE("an empty cell still is a cell for those who read the table by its tags") {
  doc::Block block = table(0);
  std::get<doc::Table>(block.content).rows.push_back({.cells = {cell({paragraph("a")}), cell({})}});
  const auto pages = laid_out(page_of(200_pt, 100_pt, {block}));
  std::size_t cells = 0;
  for (const page::Tag& tag : pages.tags.tags) cells += tag.role == page::Role::table_data;
  CHECK(cells == 2);
}

TEST_CASE("something taller than a page is set and told") {
  doc::Block picture{.element = doc::Element::img};
  picture.content = doc::Image{
      .bytes = "x",
      .pixels_wide = 1,
      .pixels_high = 1,
      .size = {50_pt, 200_pt},
      .alternative = "tall"};
  Diagnostics out;
  const auto pages = laid_out(page_of(100_pt, 100_pt, {picture}), out);
  CHECK(pages.pages.size() == 1);
  REQUIRE(out.all().size() == 1);
  CHECK(out.all()[0].code == "W412");
  CHECK(out.all()[0].message == "this is taller than a page and runs over its edge");
}

TEST_CASE("a page break begins a page, and none at the end of a document") {
  doc::Block page_break{.element = doc::Element::page_break};
  page_break.content = doc::PageBreak{};
  CHECK(
      lines_per_page(laid_out(page_of(60_pt, 80_pt, {lines(1), page_break, lines(1), page_break}))
      ) == Counts{1, 1}
  );
}

TEST_CASE("running heads and feet know their page, and are decoration") {
  auto document = page_of(60_pt, 110_pt, {lines(6)});
  document.margin.bottom = 30_pt;
  doc::Block foot = paragraph("");
  std::get<doc::Paragraph>(foot.content).inlines = {
      doc::Text{.text = "Page "},
      doc::PageNumber{doc::PageNumber::Of::page},
      doc::Text{.text = " of "},
      doc::PageNumber{doc::PageNumber::Of::pages}};
  document.footer.push_back(foot);
  const auto pages = laid_out(document);
  REQUIRE(pages.pages.size() == 2);
  CHECK(lines_of(pages, 0).back() == "Page 1 of 2");
  CHECK(lines_of(pages, 1).back() == "Page 2 of 2");
  CHECK(pages.pages[0].items.back().meaning == page::TagOrArtifact{page::Artifact::footer});
}

TEST_CASE("a running foot that is taller than its margin takes its room from the body") {
  auto document = page_of(60_pt, 100_pt, {lines(4)});
  document.margin.bottom = 20_pt;
  document.footer = {lines(1)};
  CHECK(
      lines_per_page(laid_out(document)) == Counts{3, 3}
  );  // two lines and the foot's: 70 pt hold three, but none alone
}

TEST_CASE("a running foot takes a sixth of the paper at most, and what was cut is told") {
  auto document = page_of(60_pt, 240_pt, {lines(4)});
  document.footer = {lines(6)};
  Diagnostics out;
  const auto pages = laid_out(document, out);
  CHECK(lines_of(pages, 0).size() == 6);  // four of the body, two of the foot
  for (const auto& item : pages.pages[0].items) {
    const bool foot = item.meaning == page::TagOrArtifact{page::Artifact::footer};
    CHECK((foot ? item.at.y > 200_pt : item.at.y < 190_pt));
  }
  REQUIRE(out.all().size() == 1);
  CHECK(out.all()[0].code == "W413");
  CHECK(out.all()[0].message == "the running head or foot is too long for its place and was cut");
}

TEST_CASE("reading order is the order of the blocks, with bullets and links where they stand") {
  doc::Block item{.element = doc::Element::li};
  item.marker = {
      .is = doc::Marker::Is::bullet, .text = "\u2022", .style = style(), .indent = 12_pt};
  item.content = doc::Paragraph{
      {doc::Text{.text = "see "},
       doc::Text{.text = "the page", .link = 0},
       doc::Text{.text = " now"}},
      style()};
  doc::Block list{.element = doc::Element::ul};
  list.content = doc::Stack{{item}};
  auto document = page_of(200_pt, 100_pt, {paragraph("title", doc::Element::h1), list});
  document.links.push_back("https://example.org");
  const auto pages = laid_out(document);
  CHECK(
      page::dump_tags(pages) ==
      "Document\n"
      "  H1 \"title\"\n"
      "  L\n"
      "    LI\n"
      "      Lbl \"\u2022 \"\n"
      "      LBody \"see \"\n"
      "        Link \"the page \" \"now\"\n"
  );
}

TEST_CASE("every item has a tag that is in the tree once, or says that it is decoration") {
  const auto pages = laid_out(page_of(200_pt, 100_pt, {lines(9), table(9), lines(9)}));
  std::vector<std::vector<int>> used;
  for (const page::Page& page : pages.pages) used.emplace_back(page.items.size());
  for (const page::Tag& tag : pages.tags.tags) {
    for (auto i = tag.first; i != page::Tag::none; i = pages.tags.children[i].next) {
      const page::Child& child = pages.tags.children[i];
      if (child.is == page::Child::Is::item) ++used.at(child.page).at(child.index);
    }
  }
  for (std::size_t p = 0; p < used.size(); ++p) {
    for (std::size_t i = 0; i < used[p].size(); ++i) {
      const bool tagged = std::holds_alternative<page::TagId>(pages.pages[p].items[i].meaning);
      CHECK(used[p][i] == (tagged ? 1 : 0));
    }
  }
}

namespace {

/// The size of the letters of a running foot, and on how many lines it stands.
std::pair<Length, std::size_t> foot_of(Length width, Length least) {
  doc::Document document = page_of(width, 400_pt, {paragraph("body")});
  document.footer = {paragraph("a foot of some words")};
  document.least_running_type = least;
  const auto pages = laid_out(document);
  Length size;
  for (const page::Item& item : pages.pages[0].items) {
    const auto* text = std::get_if<page::Text>(&item.what);
    if (text && item.meaning == page::TagOrArtifact{page::Artifact::footer}) size = text->size;
  }
  return {size, lines_of(pages, 0).size() - 1};
}

}  // namespace

TEST_CASE("a running foot that one line does not hold is set smaller, down to the least type") {
  const auto whole = foot_of(400_pt, {});
  CHECK(whole.first == 10_pt);
  CHECK(whole.second == 1);
  // Some 97 points wide at ten points.
  CHECK(foot_of(96_pt, {}) == std::pair{9.4_pt, std::size_t{1}});
  CHECK(foot_of(82_pt, {}) == std::pair{8.3_pt, std::size_t{1}});
  CHECK(foot_of(82_pt, 9_pt) == std::pair{10_pt, std::size_t{2}});
  CHECK(foot_of(70_pt, {}) == std::pair{10_pt, std::size_t{2}});
}

TEST_CASE("the first item of a list in an item stays with what it belongs to") {
  const auto list = [](std::vector<doc::Block> items) {
    doc::Block block{.element = doc::Element::ul};
    block.content = doc::Stack{std::move(items)};
    return block;
  };
  const auto item = [](std::vector<doc::Block> inside) {
    doc::Block block{.element = doc::Element::li};
    block.marker = {.is = doc::Marker::Is::bullet, .text = "-", .style = style(), .indent = 9_pt};
    block.content = doc::Stack{std::move(inside)};
    return block;
  };
  const auto pages = laid_out(page_of(
      300_pt,
      40_pt,
      {list(
          {item({paragraph("a")}),
           item({paragraph("b"), list({item({paragraph("b1")}), item({paragraph("b2")})})})}
      )}
  ));
  REQUIRE(pages.pages.size() == 3);
  // Bullets stand a little lower than their words: lines of their own here.
  CHECK(lines_of(pages, 0).size() == 2);
  CHECK(lines_of(pages, 1).size() == 4);
}
