#include "tests/support/blocks.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::test;

TEST_CASE("the text typeface sets Latin in four true styles") {
  const auto file = [](char32_t c, bool bold, bool italic) {
    return fonts().facts(*fonts().face_for(c, bold, italic)).file;
  };
  CHECK(file(U'a', false, false) == "Andika-Regular.ttf");
  CHECK(file(U'a', true, false) == "Andika-Bold.ttf");
  CHECK(file(U'a', false, true) == "Andika-Italic.ttf");
  CHECK(file(U'a', true, true) == "Andika-BoldItalic.ttf");
  CHECK(file(U'\u1EA5', false, false) == "Andika-Regular.ttf");  // Vietnamese
  CHECK(file(U'\u0416', true, false) == "Andika-Bold.ttf");      // Cyrillic
}

TEST_CASE("what the typeface lacks is set by the fallback that has it, in the weight it has") {
  const auto file = [](char32_t c, bool bold) {
    return fonts().facts(*fonts().face_for(c, bold, false)).file;
  };
  CHECK(file(U'\u0645', false) == "NotoSansArabic-Regular.ttf");
  CHECK(file(U'\u05D0', true) == "NotoSansHebrew-Bold.ttf");
  CHECK(file(U'\u0939', true) == "NotoSansDevanagari-Bold.ttf");
  CHECK(file(U'\u2610', true) == "NotoSansSymbols2-Regular.ttf");
}

TEST_CASE("a character that no font has is said to be so") {
  CHECK_FALSE(fonts().face_for(U'\U0001F600', false, false));
  CHECK_FALSE(fonts().face_for(U'\uE000', false, false));
}

TEST_CASE("glyphs stand in the order of their text, and say which bytes they stand for") {
  font::Shaper shaper{fonts()};
  const std::string word = "e\u0301te";  // e, combining acute accent, t, e
  const auto& run = shaper.shape(word, {.face = *fonts().face_for(U'e', false, false)});
  REQUIRE(run.glyphs.size() >= 3);
  CHECK(run.glyphs.front().cluster == 0);
  CHECK(run.glyphs.back().cluster == 4);
  std::int32_t pen = 0;
  for (const auto& glyph : run.glyphs) pen += glyph.advance;
  CHECK(pen == run.width);
}

TEST_CASE("a right-to-left run is kept in logical order and drawn towards the left") {
  font::Shaper shaper{fonts()};
  const auto& run = shaper.shape(
      "\u0645\u062D\u0645\u062F",
      {.face = *fonts().face_for(U'\u0645', false, false), .script = "Arab", .right_to_left = true}
  );
  REQUIRE(run.glyphs.size() == 4);
  for (std::size_t i = 1; i < run.glyphs.size(); ++i) {
    CHECK(run.glyphs[i].cluster > run.glyphs[i - 1].cluster);
    CHECK(run.glyphs[i].x < run.glyphs[i - 1].x);
  }
}

TEST_CASE("shaping depends on the arguments alone, not on what was shaped before") {
  font::Shaper fresh{fonts()};
  font::Shaper used{fonts()};
  const auto face = *fonts().face_for(U'a', false, false);
  for (const char* word : {"Avatar", "To", "office", "AVAST"}) used.shape(word, {.face = face});
  CHECK(
      used.shape("office", {.face = face}).glyphs == fresh.shape("office", {.face = face}).glyphs
  );
}

TEST_CASE("a subset keeps glyph numbers, holds only what was asked for, and is the same each time"
) {
  const auto face = *fonts().face_for(U'a', false, false);
  const std::vector<std::uint16_t> glyphs{fonts().glyph(face, U'a'), fonts().glyph(face, U'b')};
  const std::string small = fonts().subset(face, glyphs);
  CHECK(small.substr(0, 4) == std::string("\0\1\0\0", 4));  // TrueType outlines
  CHECK(small.size() > 200);
  CHECK(small.size() < 4000);
  CHECK(small == fonts().subset(face, glyphs));
}

TEST_CASE("a glyph knows the lowest character it stands for") {
  const auto face = *fonts().face_for(U'a', false, false);
  CHECK(fonts().character(face, fonts().glyph(face, U'Q')) == U'Q');
  CHECK(fonts().character(face, fonts().glyph(face, U' ')) == U' ');
}

TEST_CASE("a folder without the fonts is an error that names the file") {
  Diagnostics out;
  CHECK_FALSE(font::open_fonts("/nowhere", out));
  REQUIRE(out.all().size() == 1);
  CHECK(out.all()[0].code == "E401");
  CHECK(
      out.all()[0].message == "the font /nowhere/Andika-Regular.ttf is missing or cannot be read"
  );
}
