#include "tests/support/blocks.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::test;

namespace {

const Pictogram& dot() {
  static const Pictogram it{.name = "dot", .line = 2_pt, .paths = {}};
  return it;
}

struct Drawn {
  Point at;
  Size size;
  bool operator==(const Drawn&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Drawn& drawn) {
  return out << drawn.at.x.in_points() << ' ' << drawn.at.y.in_points() << "  "
             << drawn.size.width.in_points() << " x " << drawn.size.height.in_points();
}

/// Where pictograms, or the lines between them, stand on a page.
template <class What>
std::vector<Drawn> all_of(const page::Pages& pages, std::size_t page = 0) {
  std::vector<Drawn> all;
  for (const page::Item& item : pages.pages.at(page).items) {
    if (const auto* what = std::get_if<What>(&item.what)) all.push_back({item.at, what->size});
  }
  return all;
}

doc::Block figure(int columns, int count, Length side, Length gap) {
  doc::Block block{.element = doc::Element::figure};
  block.content = doc::Figure{
      .marks = {{&dot(), count}},
      .columns = columns,
      .side = side,
      .gap = gap,
      .alternative = "dots"};
  return block;
}

/// Items of one line each, their marks joined.
doc::Block joined(int count) {
  doc::Stack items;
  for (int i = 0; i < count; ++i) {
    doc::Block item{.element = doc::Element::li};
    item.marker = {
        .is = doc::Marker::Is::pictogram, .style = style(), .indent = 15_pt, .pictogram = &dot()};
    item.joint = {1_pt, {}};
    item.content = doc::Stack{{paragraph("words")}};
    items.blocks.push_back(std::move(item));
  }
  doc::Block list{.element = doc::Element::ul};
  list.content = std::move(items);
  return list;
}

}  // namespace

TEST_CASE("the marks of a figure stand in rows from left to right") {
  const auto pages = laid_out(page_of(100_pt, 100_pt, {figure(2, 3, 10_pt, 2_pt)}));
  CHECK(
      all_of<page::Drawing>(pages) ==
      std::vector<Drawn>{
          {{}, {10_pt, 10_pt}}, {{12_pt, {}}, {10_pt, 10_pt}}, {{{}, 12_pt}, {10_pt, 10_pt}}}
  );
}

TEST_CASE("a figure is one tag with its words, and its box holds every mark") {
  const auto pages = laid_out(page_of(100_pt, 100_pt, {figure(2, 4, 10_pt, 2_pt)}));
  const auto tag = std::ranges::find(pages.tags.tags, page::Role::figure, &page::Tag::role);
  REQUIRE(tag != pages.tags.tags.end());
  CHECK(tag->alternative == "dots");
  CHECK(tag->box == Rect{{}, {22_pt, 22_pt}});
}

TEST_CASE("a figure that is wider than its place is made smaller") {
  const auto pages = laid_out(page_of(54_pt, 100_pt, {figure(10, 10, 10_pt, 1_pt + 1_pt)}));
  const auto drawn = all_of<page::Drawing>(pages);
  REQUIRE(drawn.size() == 10);
  CHECK(drawn.back().at.x + drawn.back().size.width <= 54_pt);
  CHECK(drawn.front().size.width < 10_pt);
}

TEST_CASE("a line joins the marks of a list, from the first to the last") {
  const auto pages = laid_out(page_of(100_pt, 200_pt, {joined(3)}));
  // Lines are 20 pt high, and marks of letters of 10 pt are 11.5 pt wide.
  CHECK(
      all_of<page::Fill>(pages) ==
      std::vector<Drawn>{{{5.25_pt, 30_pt}, {1_pt, 20_pt}}, {{5.25_pt, 10_pt}, {1_pt, 20_pt}}}
  );
  CHECK(all_of<page::Drawing>(pages).size() == 3);
  CHECK(all_of<page::Fill>(laid_out(page_of(100_pt, 200_pt, {joined(1)}))).empty());
}

TEST_CASE("a line between marks goes on over the page") {
  const auto pages = laid_out(page_of(100_pt, 40_pt, {joined(4)}));
  REQUIRE(pages.pages.size() == 2);
  CHECK(all_of<page::Fill>(pages, 0).size() == 2);  // the second of them to the foot
  CHECK(all_of<page::Fill>(pages, 1).size() == 2);  // and on from the head
  CHECK(all_of<page::Fill>(pages, 0).front() == Drawn{{5.25_pt, 30_pt}, {1_pt, 10_pt}});
}

TEST_CASE("marks are decoration: a list is read as its words") {
  const auto pages = laid_out(page_of(100_pt, 200_pt, {joined(2)}));
  for (const page::Item& item : pages.pages.at(0).items) {
    if (std::holds_alternative<page::Drawing>(item.what))
      CHECK(std::holds_alternative<page::Artifact>(item.meaning));
  }
  for (const page::Tag& tag : pages.tags.tags) CHECK(tag.role != page::Role::label);
}

TEST_CASE("a path is a line across, marks above the middle of their words") {
  doc::Columns columns{.columns = {}, .weights = {1, 1}, .gap = 20_pt};
  for (int i = 0; i < 2; ++i) {
    doc::Block item{.element = doc::Element::li};
    item.marker = {
        .is = doc::Marker::Is::pictogram, .style = style(), .pictogram = &dot(), .is_above = true};
    item.content = doc::Stack{{paragraph("w")}};
    columns.columns.push_back({{std::move(item)}});
  }
  doc::Block list{.element = doc::Element::ul};
  list.joint = {1_pt, {}};
  list.content = std::move(columns);
  const auto pages = laid_out(page_of(120_pt, 200_pt, {std::move(list)}));
  CHECK(
      all_of<page::Drawing>(pages) ==
      std::vector<Drawn>{{{19.25_pt, {}}, {11.5_pt, 11.5_pt}}, {{89.25_pt, {}}, {11.5_pt, 11.5_pt}}}
  );
  CHECK(all_of<page::Fill>(pages) == std::vector<Drawn>{{{25_pt, 5.25_pt}, {70_pt, 1_pt}}});
}

TEST_CASE("a figure that fits has as few rows as there is room for, all of them full") {
  const auto first_row = [](Length width, int count) {
    const auto drawn =
        all_of<page::Drawing>(laid_out(page_of(width, 400_pt, {figure(0, count, 6_pt, 1_pt)})));
    REQUIRE(drawn.size() == static_cast<std::size_t>(count));
    const auto in_row = std::ranges::count_if(drawn, [](const Drawn& d) { return d.at.y == 0_pt; });
    return std::pair{in_row, drawn.front().size.width};
  };
  CHECK(first_row(700_pt, 100) == std::pair{std::ptrdiff_t{100}, 6_pt});
  CHECK(first_row(698_pt, 100) == std::pair{std::ptrdiff_t{50}, 6_pt});
  CHECK(first_row(200_pt, 100) == std::pair{std::ptrdiff_t{25}, 6_pt});
  CHECK(first_row(140_pt, 100) == std::pair{std::ptrdiff_t{20}, 6_pt});
  // Never more than five rows: each is smaller.
  const auto [in_row, side] = first_row(70_pt, 100);
  CHECK(in_row == 20);
  CHECK(side < 6_pt);
  CHECK(first_row(30_pt, 8) == std::pair{std::ptrdiff_t{4}, 6_pt});
}
