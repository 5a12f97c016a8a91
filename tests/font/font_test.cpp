#include "engine/base/utf8.hpp"
#include "tests/support/blocks.hpp"
#include "tests/support/font_folder.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <thread>

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
  CHECK_FALSE(fonts().face_for(U'\uE000', false, false)
  );  // private: no reader could say what it is
}

TEST_CASE("Latin needs no looking up: every style of the text typeface has all of it") {
  for (const bool bold : {false, true}) {
    for (const bool italic : {false, true}) {
      for (char32_t c = 0x20; c < 0x250; ++c) {
        if ((c > 0x7E && c < 0xA0) || c == 0x149) continue;
        CAPTURE(static_cast<unsigned>(c), bold, italic);
        const auto face = fonts().face_for(c, bold, italic);
        REQUIRE(face == fonts().plain_face(bold, italic));
        CHECK(fonts().glyph(*face, c) != 0);
      }
    }
  }
}

TEST_CASE("a face that is chosen has the character, in every block") {
  for (char32_t c = 0x20; c < 0x32000; ++c) {
    for (const bool bold : {false, true}) {
      const auto face = fonts().face_for(c, bold, false);
      if (face && !font::is_default_ignorable(c) && fonts().glyph(*face, c) == 0)
        FAIL("no glyph for " << static_cast<unsigned>(c));
    }
  }
}

TEST_CASE("every script has the face of its own") {
  const std::pair<char32_t, const char*> scripts[] = {
      {U'\u03B1', "NotoSans-Regular.ttf"},  // Greek, also alpha, which Andika has for formulas
      {U'\u0416', "Andika-Regular.ttf"},
      {U'\u0561', "NotoSansArmenian-Regular.ttf"},
      {U'\u0710', "NotoSansSyriac-Regular.ttf"},
      {U'\u0780', "NotoSansThaana-Regular.ttf"},
      {U'\u0995', "NotoSansBengali-Regular.ttf"},
      {U'\u0A15', "NotoSansGurmukhi-Regular.ttf"},
      {U'\u0A95', "NotoSansGujarati-Regular.ttf"},
      {U'\u0B15', "NotoSansOriya-Regular.ttf"},
      {U'\u0B95', "NotoSansTamil-Regular.ttf"},
      {U'\u0C15', "NotoSansTelugu-Regular.ttf"},
      {U'\u0C95', "NotoSansKannada-Regular.ttf"},
      {U'\u0D15', "NotoSansMalayalam-Regular.ttf"},
      {U'\u0D9A', "NotoSansSinhala-Regular.ttf"},
      {U'\u0E01', "NotoSansThai-Regular.ttf"},
      {U'\u0E81', "NotoSansLao-Regular.ttf"},
      {U'\u0F40', "NotoSerifTibetan-Regular.ttf"},
      {U'\u1000', "NotoSansMyanmar-Regular.ttf"},
      {U'\u10D0', "NotoSansGeorgian-Regular.ttf"},
      {U'\u1200', "NotoSansEthiopic-Regular.ttf"},
      {U'\u13A0', "NotoSansCherokee-Regular.ttf"},
      {U'\u1403', "NotoSansCanadianAboriginal-Regular.ttf"},
      {U'\u1780', "NotoSansKhmer-Regular.ttf"},
      {U'\u1C5A', "NotoSansOlChiki-Regular.ttf"},
      {U'\u07CA', "NotoSansNKo-Regular.ttf"},
      {U'\U0001E900', "NotoSansAdlam-Regular.ttf"},
      {U'\uAC00', "NotoSansCJK-Regular.ttc"},
      {U'\u3042', "NotoSansCJK-Regular.ttc"},
      {U'\u4E2D', "NotoSansCJK-Regular.ttc"},
      {U'\U00020BB7', "NotoSansCJK-Regular.ttc"},  // a Japanese name, outside the first plane
  };
  for (const auto& [letter, file] : scripts) {
    CAPTURE(static_cast<unsigned>(letter));
    REQUIRE(fonts().face_for(letter, false, false));
    CHECK(fonts().facts(*fonts().face_for(letter, false, false)).file == file);
  }
}

TEST_CASE("a Chinese character has the form that is wanted") {
  const auto name = [](font::Han han, bool bold) {
    return fonts().facts(*fonts().face_for(U'\u76F4', bold, false, han)).postscript_name;
  };
  CHECK(name(font::Han::simplified, false) == "NotoSansCJKsc-Regular");
  CHECK(name(font::Han::traditional, false) == "NotoSansCJKtc-Regular");
  CHECK(name(font::Han::hong_kong, true) == "NotoSansCJKhk-Bold");
  CHECK(name(font::Han::japanese, false) == "NotoSansCJKjp-Regular");
  CHECK(name(font::Han::korean, true) == "NotoSansCJKkr-Bold");
}

TEST_CASE("a letter is set with its marks by one face") {
  const auto file = [](std::u32string_view cluster) {
    const auto face = fonts().face_for(cluster, false, false);
    return face ? fonts().facts(*face).file : std::string{"none"};
  };
  CHECK(file(U"e\u0301") == "Andika-Regular.ttf");
  CHECK(file(U"e\u0342") == "NotoSans-Regular.ttf");                       // Andika lacks the mark
  CHECK(file(U"\u0441\u0301") == "Andika-Regular.ttf");                    // Cyrillic with a stress
  CHECK(file(U"\u0915\u094D\u200D") == "NotoSansDevanagari-Regular.ttf");  // half a letter
  CHECK(file(U"\u2764\uFE0F") == file(U"\u2764"));  // a variation selector needs no glyph
  CHECK(file(U"\u0915\u0E48") == "none");           // Devanagari with a mark of Thai
}

TEST_CASE("what is never seen is never drawn as a box, whatever face it is in") {
  font::Shaper shaper{fonts()};
  for (const char32_t base : {U'a', U'\u0645', U'\u0915', U'\u0E01', U'\u4E2D', U'\u2764'}) {
    const font::Shaper::Run run{.face = *fonts().face_for(base, false, false)};
    for (char32_t c = 0xAD; c <= 0xE0FFF; c = c == 0x1D17A ? 0xE0000 : c + 1) {
      if (!font::is_default_ignorable(c)) continue;
      std::string text;
      append_utf8(text, base);
      append_utf8(text, c);
      for (const auto& glyph : shaper.shape(text, run).glyphs) {
        if (glyph.id == 0) FAIL("U+" << std::hex << static_cast<unsigned>(c) << " is a box");
      }
    }
  }
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
  CHECK(fonts().character(face, fonts().glyph(face, U'\u1EBF')) == U'\u1EBF');  // beyond the first
  CHECK(fonts().character(face, 0) == 0);
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

TEST_CASE("a font that is missing is told before anything is made, whichever it is") {
  const tests::FontFolder folder;
  folder.remove("NotoSansThai-Bold.ttf");
  Diagnostics out;
  CHECK_FALSE(font::open_fonts(folder.path(), out));
  REQUIRE(out.all().size() == 1);
  CHECK(out.all()[0].code == "E401");
  CHECK(
      out.all()[0].message ==
      "the font " + folder.path() + "/NotoSansThai-Bold.ttf is missing or cannot be read"
  );
}

TEST_CASE("a font is opened when a text needs it, and one that is no font is told then") {
  const tests::FontFolder folder;
  folder.spoil("NotoSansThai-Regular.ttf");
  Diagnostics out;
  const auto book = font::open_fonts(folder.path(), out);
  REQUIRE(book);
  CHECK(book->face_for(U'\u0645', false, false));
  CHECK_FALSE(book->tell_broken(out));
  CHECK_FALSE(book->face_for(U'\u0E01', false, false));
  CHECK(book->tell_broken(out));
  REQUIRE(out.all().size() == 1);
  CHECK(out.all()[0].code == "E401");
  CHECK(
      out.all()[0].message ==
      "the font " + folder.path() + "/NotoSansThai-Regular.ttf is missing or cannot be read"
  );
}

TEST_CASE("threads that need a font at once open it once") {
  Diagnostics out;
  const auto book =
      font::open_fonts(std::string{CAREPACKET_BINARY_DIR} + "/share/carepacket/fonts", out);
  REQUIRE(book);
  const font::FaceFacts* seen[4] = {};
  std::vector<std::thread> threads;
  for (auto& facts : seen) {
    threads.emplace_back([&] {
      for (char32_t c = 0x900; c < 0xE80; ++c) book->face_for(c, false, false);
      facts = &book->facts(*book->face_for(U'\u4E2D', true, false));
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto* facts : seen) CHECK(facts == seen[0]);
}

TEST_CASE("a subset of CFF outlines is a bare table that keeps the CIDs") {
  const auto face = *fonts().face_for(U'\u4E2D', false, false);
  CHECK(fonts().facts(face).has_cff);
  const std::vector<std::uint16_t> glyphs{
      0, fonts().glyph(face, U'\u4E2D'), fonts().glyph(face, U'\u6587')};
  const std::string table = fonts().subset(face, glyphs);
  CHECK(table.substr(0, 2) == std::string("\1\0", 2));  // version 1.0 of the table
  CHECK(table.size() > 200);
  CHECK(table.size() < 3000);
  // Its charset says which CID each glyph has: both numbers stand in it, as 16 bits, in order.
  std::vector<std::uint16_t> cids{glyphs[1], glyphs[2]};
  std::ranges::sort(cids);
  const auto bytes = [](std::uint16_t n) {
    return std::string{static_cast<char>(n >> 8), static_cast<char>(n & 0xFF)};
  };
  CHECK(table.find(bytes(cids[0])) != std::string::npos);
  CHECK(table.find(bytes(cids[1])) != std::string::npos);
}

TEST_CASE("each letter of a right-to-left ligature or below a mark has a glyph of its own") {
  font::Shaper shaper{fonts()};
  const font::Shaper::Run arabic{
      .face = *fonts().face_for(U'\u0644', false, false), .script = "Arab", .right_to_left = true};
  for (const char* word : {"\u0644\u0627", "\u0628\u064B"}) {  // lam, alef; beh, fathatan
    const auto& run = shaper.shape(word, arabic);
    REQUIRE(run.glyphs.size() >= 2);
    CHECK(run.glyphs[0].cluster == 0);
    CHECK(run.glyphs[1].cluster == 2);
    CHECK(run.glyphs[0].x > run.glyphs[1].x);
    CHECK(run.width > 0);
  }
}
