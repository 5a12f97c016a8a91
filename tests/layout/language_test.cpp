#include "tests/support/blocks.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::test;

namespace {

/// The language of the first tag of a role; "none" when there is no such tag.
std::string language_of(const page::Pages& pages, page::Role role) {
  for (const page::Tag& tag : pages.tags.tags) {
    if (tag.role == role) return tag.language;
  }
  return "none";
}

}  // namespace

TEST_CASE("a block in another language says so on its own tag") {
  doc::Block block = paragraph("merci");
  block.language = "fr";
  CHECK(language_of(laid_out(page_of(200_pt, 80_pt, {block})), page::Role::paragraph) == "fr");
}

TEST_CASE("words in another language are a span that says so, strong ones stay strong") {
  doc::Block plain = paragraph("merci");
  std::get<doc::Text>(std::get<doc::Paragraph>(plain.content).inlines[0]).language = "fr";
  doc::Block strong = plain;
  std::get<doc::Text>(std::get<doc::Paragraph>(strong.content).inlines[0]).strong = true;
  const auto pages = laid_out(page_of(200_pt, 80_pt, {plain, strong}));
  CHECK(language_of(pages, page::Role::span) == "fr");
  CHECK(language_of(pages, page::Role::strong) == "fr");
  CHECK(language_of(pages, page::Role::paragraph).empty());
}
