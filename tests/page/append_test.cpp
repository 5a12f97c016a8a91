#include "tests/support/blocks.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::test;

namespace {

/// One page with one tagged item that says `words`.
page::Pages page_saying(const std::string& words) {
  page::Pages pages;
  pages.text = words;
  pages.glyphs.resize(words.size(), {.id = 1});
  pages.pages.push_back({{100_pt, 100_pt}, {}});
  const page::TagId tag = pages.tags.add(pages.tags.root(), page::Role::h1);
  pages.tags.add_item(tag, 0, 0);
  const auto end = static_cast<std::uint32_t>(words.size());
  pages.pages[0].items.push_back(
      {{10_pt, 20_pt},
       tag,
       page::Text{.size = 12_pt, .text_end = end, .glyph_end = end, .width = 30_pt}}
  );
  pages.anchors.push_back({words, 0, {}});
  pages.outline.push_back({words, 1, 0, {}});
  pages.outline.push_back({words + " part", 2, 0, {}});
  return pages;
}

}  // namespace

TEST_CASE("documents that are joined keep their words, their tags and their places") {
  page::Pages packet;
  page::append(packet, page_saying("one"), "First");
  page::append(packet, page_saying("two"), "Second");
  CHECK(
      page::dump_tags(packet) ==
      "Document\n"
      "  Part\n"
      "    H1 \"one\"\n"
      "  Part\n"
      "    H1 \"two\"\n"
  );
  REQUIRE(packet.pages.size() == 2);
  CHECK(packet.anchors[1].name == "two");
  CHECK(packet.anchors[1].page == 1);
  const auto& text = std::get<page::Text>(packet.pages[1].items[0].what);
  CHECK(packet.text_of(text) == "two");
  CHECK(packet.glyphs_of(text).size() == 3);
}

TEST_CASE("the outline of joined documents names each document once, its parts below it") {
  page::Pages packet;
  page::append(packet, page_saying("one"), "First");
  page::append(packet, page_saying("two"), "Second");
  std::vector<std::string> entries;
  for (const auto& entry : packet.outline)
    entries.push_back(
        std::to_string(entry.level) + ' ' + entry.title + ' ' + std::to_string(entry.page)
    );
  CHECK(
      entries == std::vector<std::string>{"1 First 0", "2 one part 0", "1 Second 1", "2 two part 1"}
  );
}

TEST_CASE("a document in another language says so on its part") {
  page::Pages packet;
  page::Pages spanish = page_saying("uno");
  spanish.metadata.language = "es";
  page::append(packet, std::move(spanish), "Uno");
  CHECK(page::dump_tags(packet) == "Document\n  Part lang=es\n    H1 \"uno\"\n");
}

TEST_CASE("pages are shown as text, a line an item, to a hundredth of a point") {
  page::Pages pages = page_saying("one");
  pages.pages[0].items.push_back(
      {{1.005_pt, -2_pt}, page::Artifact::footer, page::Fill{{3_pt, 0.5_pt}, {}}}
  );
  CHECK(
      page::dump_pages(pages, fonts()) ==
      "page 1   100.00 x 100.00\n"
      "   10.00    20.00  H1        Andika 12.00  w=30.00  \"one\"\n"
      "    1.01    -2.00  (foot)    fill 3.00 x 0.50\n"
  );
}
