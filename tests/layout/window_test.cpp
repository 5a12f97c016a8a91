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

TEST_CASE("a sender who reaches into the window pushes the address down") {
  const page::Pages pages = laid_out(letter_of(10, {150_pt, 380_pt, 230_pt}));
  CHECK(top_of(pages, "address") > 200_pt);
}

TEST_CASE("without a window the address follows its sender") {
  const Length on_top = top_of(laid_out(letter_of(0, {})), "address");
  CHECK(top_of(laid_out(letter_of(2, {})), "address") == 40_pt + on_top);
}
