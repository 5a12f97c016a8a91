#include "tests/support/blocks.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace engine;
using namespace engine::test;

namespace {

const Pictogram& round_mark() {
  static const Pictogram it{.name = "dot", .line = 2_pt, .paths = {}};
  return it;
}

/// Items of one line each, of 20 pt, at these places of a line.
doc::Block list_at(const std::vector<short>& places) {
  doc::Stack items;
  for (const short at : places) {
    doc::Block item{.element = doc::Element::li};
    item.marker = {
        .is = doc::Marker::Is::pictogram,
        .style = style(),
        .indent = 15_pt,
        .pictogram = &round_mark()};
    item.joint = {1_pt, {}};
    item.on_scale = {at, at};
    item.content = doc::Stack{{paragraph("words")}};
    items.blocks.push_back(std::move(item));
  }
  doc::Block list{.element = doc::Element::ul};
  list.content = std::move(items);
  list.scale = std::make_shared<const doc::Scale>(doc::Scale{
      .notches = {{0, "Dec"}, {60, "Feb"}, {500, "Mar"}},
      .cuts = {},
      .alternative = "in words",
      .labels = style(),
      .line = {1_pt, {}},
      .dot = &round_mark()});
  return list;
}

template <class What>
std::vector<std::pair<Point, What>> each(const page::Pages& pages) {
  std::vector<std::pair<Point, What>> all;
  for (const page::Item& item : pages.pages.at(0).items) {
    if (const auto* what = std::get_if<What>(&item.what)) all.emplace_back(item.at, *what);
  }
  return all;
}

/// How high the strokes begin and end that lead from the line to the items, from top to bottom.
std::vector<std::pair<double, double>> joints(const page::Pages& pages) {
  std::vector<std::pair<double, double>> all;
  for (const auto& [at, stroke] : each<page::Stroke>(pages)) {
    if (stroke.size.width < 15_pt) continue;
    const double top = at.y.in_points(), foot = (at.y + stroke.size.height).in_points();
    all.emplace_back(stroke.rises ? foot : top, stroke.rises ? top : foot);
  }
  std::ranges::sort(all, {}, &std::pair<double, double>::second);
  return all;
}

}  // namespace

TEST_CASE("days stand on their line as far from each other as they are, and lead to their words") {
  const auto pages = laid_out(page_of(300_pt, 200_pt, {list_at({0, 100, 1000})}));
  // The words of three lines of 20 pt have their middles at 10, 30 and 50 pt: so long is the line.
  CHECK(joints(pages) == std::vector<std::pair<double, double>>{{10, 10}, {14, 30}, {50, 50}});
}

TEST_CASE("words of the line that would lie on each other give way to the one above") {
  const auto pages = laid_out(page_of(300_pt, 200_pt, {list_at({0, 100, 1000})}));
  const auto lines = lines_of(pages, 0);
  CHECK(std::ranges::count(lines, "Dec") == 1);
  CHECK(std::ranges::count(lines, "Feb") == 0);
  CHECK(std::ranges::count(lines, "Mar") == 1);
}

TEST_CASE("a year has room beside the line") {
  doc::Block list = list_at({0, 100, 1000});
  doc::Scale scale = *list.scale;
  scale.notches = {{0, "2023"}, {500, "2024"}};
  list.scale = std::make_shared<const doc::Scale>(scale);
  const auto pages = laid_out(page_of(300_pt, 200_pt, {list}));
  const auto lines = lines_of(pages, 0);
  CHECK(std::ranges::count(lines, "2023") == 1);
  CHECK(std::ranges::count(lines, "2024") == 1);
}

TEST_CASE("the line is a figure with its words, and the list is read as a list") {
  const auto pages = laid_out(page_of(300_pt, 200_pt, {list_at({0, 100, 1000})}));
  const auto& tags = pages.tags.tags;
  const auto figure = std::ranges::find(tags, page::Role::figure, &page::Tag::role);
  REQUIRE(figure != tags.end());
  CHECK(figure->alternative == "in words");
  CHECK(figure->box.size.height >= 40_pt);
  CHECK(std::ranges::count(tags, page::Role::list_item, &page::Tag::role) == 3);
}

TEST_CASE("where there is no room for the line the marks of the list are joined") {
  const auto narrow = laid_out(page_of(60_pt, 200_pt, {list_at({0, 100, 1000})}));
  CHECK(each<page::Stroke>(narrow).empty());
  CHECK(each<page::Fill>(narrow).size() == 2);
  const auto low = laid_out(page_of(300_pt, 50_pt, {list_at({0, 100, 1000})}));
  CHECK(each<page::Stroke>(low).empty());
}

TEST_CASE("a piece that is left out is a gap between two strokes that slant") {
  doc::Block list = list_at({0, 600, 1000});
  doc::Scale scale = *list.scale;
  scale.notches.clear();
  scale.cuts = {{0, 500, "a year"}};
  list.scale = std::make_shared<const doc::Scale>(scale);
  const auto pages = laid_out(page_of(300_pt, 200_pt, {list}));
  int slanting = 0;
  std::vector<std::pair<double, double>> upright;
  for (const auto& [at, stroke] : each<page::Stroke>(pages)) {
    if (stroke.size.width == 8_pt) ++slanting;
    if (stroke.size.width == 0_pt)
      upright.emplace_back(at.y.in_points(), (at.y + stroke.size.height).in_points());
  }
  CHECK(slanting == 2);
  CHECK(upright == std::vector<std::pair<double, double>>{{10, 18}, {22, 50}});
  CHECK(std::ranges::count(lines_of(pages, 0), "a year") == 1);
}
