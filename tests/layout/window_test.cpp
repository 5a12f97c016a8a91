#include "tests/support/blocks.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::test;

namespace {

/// A letter: so many lines of its sender, three of an address, and a text.
doc::Document letter_of(int sender, doc::Window window) {
  std::vector<doc::Block> blocks;
  for (int i = 0; i < sender; ++i) blocks.push_back(paragraph("sender"));
  for (int i = 0; i < 3; ++i) {
    blocks.push_back(paragraph("address", doc::Element::address));
    blocks.back().in_window = i == 0;
  }
  blocks.push_back(paragraph("text"));
  doc::Document document = page_of(400_pt, 600_pt, std::move(blocks));
  document.window = window;
  return document;
}

/// Top edge of the line with these words, in points: a line is 20 points high.
Length top_of(const page::Pages& pages, std::string_view words) {
  for (const page::Item& item : pages.pages.at(0).items) {
    const auto* text = std::get_if<page::Text>(&item.what);
    if (text && pages.text_of(*text).starts_with(words)) return item.at.y;
  }
  return {};
}

}  // namespace

TEST_CASE("an address stands where the window of an envelope shows it, and what follows is below") {
  const doc::Window window{150_pt, 380_pt, 230_pt};
  const Length on_top = top_of(laid_out(letter_of(0, {})), "address");  // baseline of a first line
  for (const int sender : {1, 2, 5}) {
    const page::Pages pages = laid_out(letter_of(sender, window));
    CHECK(top_of(pages, "address") == 150_pt + on_top);
    CHECK(top_of(pages, "text") >= 230_pt + on_top);
  }
}

TEST_CASE("the mark of a letter stands in the margin beside the first line of its sender") {
  const Pictogram pen;
  doc::Document letter = letter_of(1, {150_pt, 380_pt, 230_pt});
  letter.margin.left = 40_pt;
  const Length plain = top_of(laid_out(letter), "sender");
  doc::Block& sender = letter.blocks.front();
  sender.marker = {
      .is = doc::Marker::Is::pictogram,
      .style = style(),
      .accessible_name = {},
      .pictogram = &pen,
      .outdent = 15_pt};
  const page::Pages pages = laid_out(letter);
  CHECK(top_of(pages, "sender") == plain);
  std::vector<Point> marks;
  for (const page::Item& item : pages.pages.at(0).items) {
    if (std::holds_alternative<page::Drawing>(item.what)) marks.push_back(item.at);
    const auto* text = std::get_if<page::Text>(&item.what);
    if (text && pages.text_of(*text).starts_with("sender")) CHECK(item.at.x == 40_pt);
  }
  REQUIRE(marks.size() == 1);
  CHECK(marks[0].x == 25_pt);
  CHECK(marks[0].y < plain);
}

TEST_CASE("a sender who would reach into the window is set smaller") {
  // Nine lines of twenty points are thirty too many, until they are at eight tenths.
  const doc::Window window{150_pt, 380_pt, 230_pt};
  const Length on_top = top_of(laid_out(letter_of(0, {})), "address");
  CHECK(top_of(laid_out(letter_of(9, window)), "address") == 150_pt + on_top);
  CHECK(top_of(laid_out(letter_of(12, window)), "address") > 150_pt + on_top);
}

TEST_CASE("a first page without a running head begins where its margin ends") {
  const doc::Window window{150_pt, 380_pt, 230_pt};
  doc::Document letter = letter_of(5, window);
  letter.header = {paragraph("head"), paragraph("head"), paragraph("head"), paragraph("head")};
  const Length with_head = top_of(laid_out(letter), "sender");
  letter.header_on_first = false;
  const page::Pages pages = laid_out(letter);
  CHECK(top_of(pages, "sender") < with_head);
  CHECK(top_of(pages, "address") == top_of(laid_out(letter_of(5, window)), "address"));
}

TEST_CASE("without a window the address follows its sender") {
  const Length on_top = top_of(laid_out(letter_of(0, {})), "address");
  CHECK(top_of(laid_out(letter_of(2, {})), "address") == 40_pt + on_top);
}
