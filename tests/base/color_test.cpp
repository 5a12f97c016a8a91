#include "engine/base/color.hpp"

#include <catch2/catch.hpp>

using namespace engine;

TEST_CASE("a color is # and six digits") {
  CHECK(color_of("#1c2126") == Color{0x1c, 0x21, 0x26});
  CHECK(color_of("#1C2126") == Color{0x1c, 0x21, 0x26});
  for (const auto* text : {"", "#", "1c2126", "#1c212", "#1c21266", "#1c212g", "#+1c212", "teal"})
    CHECK(color_of(text) == std::nullopt);
  CHECK(text_of({0x1c, 0x21, 0x06}) == "#1c2106");
}

TEST_CASE("contrast with white is that of WCAG") {
  CHECK(contrast_with_white({0, 0, 0}) == Approx(21));
  CHECK(contrast_with_white({255, 255, 255}) == Approx(1));
  // The grey that WCAG's own pages take as the lightest for text.
  CHECK(contrast_with_white({0x76, 0x76, 0x76}) > 4.5);
  CHECK(contrast_with_white({0x77, 0x77, 0x77}) < 4.5);
}

TEST_CASE("a color is darkened no more than it must be") {
  const Color dark{0x1f, 0x3a, 0x54};
  CHECK(darkened(dark, 4.5) == dark);
  const Color yellow = darkened({0xff, 0xcc, 0x00}, 4.5);
  CHECK(contrast_with_white(yellow) >= 4.5);
  CHECK(contrast_with_white(yellow) < 4.7);
}
