#pragma once

// The room's own: which typefaces there are, and which of them are asked for a character.
//
// A character's block says which typefaces can have it, so that no font is opened to find out that
// it has not. engine/font/fonts.cmake copies the same files.

#include "engine/font/font.hpp"

#include <array>
#include <cstdint>
#include <iterator>
#include <span>

namespace engine::font {

/// The styles of a typeface, as files. Styles that it lacks are set in the nearest one it has.
struct FamilyFiles {
  const char* regular;
  const char* bold;
  const char* italic;
  const char* bold_italic;
  unsigned index = 0;  ///< of the font in a collection
};

// clang-format off
enum class Family : std::uint8_t {
  andika, noto, arabic, hebrew, devanagari, math, symbols, symbols2,
  bengali, gurmukhi, gujarati, oriya, tamil, telugu, kannada, malayalam, sinhala,
  thai, lao, khmer, myanmar, tibetan, ethiopic, armenian, georgian,
  syriac, thaana, nko, adlam, cherokee, canadian, ol_chiki,
  han_simplified, han_traditional, han_hong_kong, han_japanese, han_korean,
  none,  ///< ends a list
};

/// By Family.
constexpr FamilyFiles families[] = {
    {"Andika-Regular.ttf", "Andika-Bold.ttf", "Andika-Italic.ttf", "Andika-BoldItalic.ttf"},
    {"NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf", "NotoSans-BoldItalic.ttf"},
    {"NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf", nullptr, nullptr},
    {"NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf", nullptr, nullptr},
    {"NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-Bold.ttf", nullptr, nullptr},
    {"NotoSansMath-Regular.ttf", nullptr, nullptr, nullptr},
    {"NotoSansSymbols-Regular.ttf", nullptr, nullptr, nullptr},
    {"NotoSansSymbols2-Regular.ttf", nullptr, nullptr, nullptr},
    {"NotoSansBengali-Regular.ttf", "NotoSansBengali-Bold.ttf", nullptr, nullptr},
    {"NotoSansGurmukhi-Regular.ttf", "NotoSansGurmukhi-Bold.ttf", nullptr, nullptr},
    {"NotoSansGujarati-Regular.ttf", "NotoSansGujarati-Bold.ttf", nullptr, nullptr},
    {"NotoSansOriya-Regular.ttf", "NotoSansOriya-Bold.ttf", nullptr, nullptr},
    {"NotoSansTamil-Regular.ttf", "NotoSansTamil-Bold.ttf", nullptr, nullptr},
    {"NotoSansTelugu-Regular.ttf", "NotoSansTelugu-Bold.ttf", nullptr, nullptr},
    {"NotoSansKannada-Regular.ttf", "NotoSansKannada-Bold.ttf", nullptr, nullptr},
    {"NotoSansMalayalam-Regular.ttf", "NotoSansMalayalam-Bold.ttf", nullptr, nullptr},
    {"NotoSansSinhala-Regular.ttf", "NotoSansSinhala-Bold.ttf", nullptr, nullptr},
    {"NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf", nullptr, nullptr},
    {"NotoSansLao-Regular.ttf", "NotoSansLao-Bold.ttf", nullptr, nullptr},
    {"NotoSansKhmer-Regular.ttf", "NotoSansKhmer-Bold.ttf", nullptr, nullptr},
    {"NotoSansMyanmar-Regular.ttf", "NotoSansMyanmar-Bold.ttf", nullptr, nullptr},
    {"NotoSerifTibetan-Regular.ttf", "NotoSerifTibetan-Bold.ttf", nullptr, nullptr},
    {"NotoSansEthiopic-Regular.ttf", "NotoSansEthiopic-Bold.ttf", nullptr, nullptr},
    {"NotoSansArmenian-Regular.ttf", "NotoSansArmenian-Bold.ttf", nullptr, nullptr},
    {"NotoSansGeorgian-Regular.ttf", "NotoSansGeorgian-Bold.ttf", nullptr, nullptr},
    {"NotoSansSyriac-Regular.ttf", nullptr, nullptr, nullptr},
    {"NotoSansThaana-Regular.ttf", "NotoSansThaana-Bold.ttf", nullptr, nullptr},
    {"NotoSansNKo-Regular.ttf", nullptr, nullptr, nullptr},
    {"NotoSansAdlam-Regular.ttf", "NotoSansAdlam-Bold.ttf", nullptr, nullptr},
    {"NotoSansCherokee-Regular.ttf", "NotoSansCherokee-Bold.ttf", nullptr, nullptr},
    {"NotoSansCanadianAboriginal-Regular.ttf", "NotoSansCanadianAboriginal-Bold.ttf", nullptr, nullptr},
    {"NotoSansOlChiki-Regular.ttf", "NotoSansOlChiki-Bold.ttf", nullptr, nullptr},
    {"NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", nullptr, nullptr, 2},
    {"NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", nullptr, nullptr, 3},
    {"NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", nullptr, nullptr, 4},
    {"NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", nullptr, nullptr, 0},
    {"NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", nullptr, nullptr, 1},
};
// clang-format on
static_assert(std::size(families) == static_cast<std::size_t>(Family::none));

/// The typefaces that may have the characters of a block, in the order in which they are asked.
/// `han_simplified` stands for the regional form that is wanted.
struct Block {
  char32_t first, last;
  std::array<Family, 5> ask;
};

constexpr Block block(
    char32_t first,
    char32_t last,
    Family one,
    Family two = Family::none,
    Family three = Family::none,
    Family four = Family::none
) {
  return {first, last, {one, two, three, four, Family::none}};
}

// clang-format off
namespace by_block {
using enum Family;
constexpr Family cjk = han_simplified;
/// Blocks of Unicode 15. What stands in none of them is in no font that travels with the program.
constexpr Block blocks[] = {
    block(0x0020, 0x024F, andika, noto),         // Latin: no other face has to be asked
    block(0x0250, 0x036F, andika, noto),         // phonetic letters, marks
    block(0x0370, 0x03FF, noto, andika),         // Greek: Andika has only the letters of formulas
    block(0x0400, 0x052F, andika, noto),         // Cyrillic
    block(0x0530, 0x058F, armenian),
    block(0x0590, 0x05FF, hebrew),
    block(0x0600, 0x06FF, arabic),
    block(0x0700, 0x074F, syriac),
    block(0x0750, 0x077F, arabic),
    block(0x0780, 0x07BF, thaana),
    block(0x07C0, 0x07FF, nko),
    block(0x0860, 0x086F, syriac),
    block(0x08A0, 0x08FF, arabic),
    block(0x0900, 0x097F, devanagari),
    block(0x0980, 0x09FF, bengali),
    block(0x0A00, 0x0A7F, gurmukhi),
    block(0x0A80, 0x0AFF, gujarati),
    block(0x0B00, 0x0B7F, oriya),
    block(0x0B80, 0x0BFF, tamil),
    block(0x0C00, 0x0C7F, telugu),
    block(0x0C80, 0x0CFF, kannada),
    block(0x0D00, 0x0D7F, malayalam),
    block(0x0D80, 0x0DFF, sinhala),
    block(0x0E00, 0x0E7F, thai),
    block(0x0E80, 0x0EFF, lao),
    block(0x0F00, 0x0FFF, tibetan),
    block(0x1000, 0x109F, myanmar),
    block(0x10A0, 0x10FF, georgian),
    block(0x1100, 0x11FF, cjk),                  // Hangul, letter by letter
    block(0x1200, 0x139F, ethiopic),
    block(0x13A0, 0x13FF, cherokee),
    block(0x1400, 0x167F, canadian),
    block(0x1780, 0x17FF, khmer),
    block(0x18B0, 0x18FF, canadian),
    block(0x19E0, 0x19FF, khmer),
    block(0x1AB0, 0x1AFF, andika, noto),
    block(0x1C50, 0x1C7F, ol_chiki),
    block(0x1C80, 0x1C8F, noto),                 // Cyrillic
    block(0x1C90, 0x1CBF, georgian),
    block(0x1CD0, 0x1CFF, devanagari),
    block(0x1D00, 0x1EFF, andika, noto),         // phonetic letters, marks, Vietnamese
    block(0x1F00, 0x1FFF, noto),                 // Greek
    block(0x2000, 0x206F, andika, noto, math, symbols2),
    block(0x2070, 0x20CF, andika, noto, math),
    block(0x20D0, 0x20FF, andika, noto, math, symbols),
    block(0x2100, 0x218F, andika, noto, math, symbols),
    block(0x2190, 0x23FF, andika, math, symbols, symbols2),
    block(0x2400, 0x24FF, andika, symbols, symbols2, cjk),
    block(0x2500, 0x260F, andika, math, symbols, symbols2),
    block(0x2610, 0x2612, symbols2),             // tick boxes: on nearly every paper
    block(0x2613, 0x27BF, andika, math, symbols, symbols2),
    block(0x27C0, 0x27FF, andika, math, symbols2),
    block(0x2800, 0x28FF, symbols2),             // Braille
    block(0x2900, 0x2BFF, andika, math, symbols, symbols2),
    block(0x2C60, 0x2C7F, andika, noto),
    block(0x2D00, 0x2D2F, georgian),
    block(0x2D80, 0x2DDF, ethiopic),
    block(0x2DE0, 0x2E7F, andika, noto, symbols2),
    block(0x2E80, 0x33FF, cjk),
    block(0x3400, 0x4DBF, cjk),
    block(0x4DC0, 0x4DFF, symbols2),
    block(0x4E00, 0x9FFF, cjk),
    block(0xA640, 0xA69F, noto),                 // Cyrillic
    block(0xA700, 0xA7FF, andika, noto),
    block(0xA830, 0xA8FF, devanagari),
    block(0xA92E, 0xA92E, noto),
    block(0xA960, 0xA97F, cjk),
    block(0xA9E0, 0xA9FF, myanmar),
    block(0xAA60, 0xAA7F, myanmar),
    block(0xAB00, 0xAB2F, ethiopic),
    block(0xAB30, 0xAB6F, noto, andika),
    block(0xAB70, 0xABBF, cherokee),
    block(0xAC00, 0xD7FF, cjk),
    block(0xF900, 0xFAFF, cjk),
    block(0xFB00, 0xFB06, noto),
    block(0xFB13, 0xFB17, armenian),
    block(0xFB1D, 0xFB4F, hebrew),
    block(0xFB50, 0xFDFF, arabic),
    block(0xFE10, 0xFE1F, cjk),
    block(0xFE20, 0xFE2F, andika, noto),
    block(0xFE30, 0xFE6F, cjk),
    block(0xFE70, 0xFEFE, arabic),
    block(0xFF00, 0xFFEF, cjk),
    block(0xFFFC, 0xFFFD, noto),
    block(0x1D400, 0x1D7FF, math),
    block(0x1E900, 0x1E95F, adlam),
    block(0x1EE00, 0x1EEFF, math),
    block(0x1F000, 0x1F0FF, symbols2),
    block(0x1F100, 0x1F2FF, symbols, symbols2, cjk),
    block(0x1F300, 0x1FBFF, symbols2, symbols),
    block(0x20000, 0x3134F, cjk),
};
}  // namespace by_block
// clang-format on

/// The typefaces that may have a character.
constexpr std::span<const Family> families_for(char32_t character) {
  std::size_t low = 0, high = std::size(by_block::blocks);
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    (by_block::blocks[middle].last < character ? low : high) =
        by_block::blocks[middle].last < character ? middle + 1 : middle;
  }
  if (low == std::size(by_block::blocks) || character < by_block::blocks[low].first) return {};
  return by_block::blocks[low].ask;
}

static_assert(
    [] {
      for (std::size_t i = 1; i < std::size(by_block::blocks); ++i) {
        if (by_block::blocks[i].first <= by_block::blocks[i - 1].last) return false;
      }
      return true;
    }(),
    "the blocks ascend"
);

/// Letters and marks that every style of the text typeface has: nearly all of a letter's text. They
/// are not looked up.
constexpr bool is_plain(char32_t c) {
  return (c >= 0x20 && c <= 0x7E) || (c >= 0xA0 && c <= 0x24F && c != 0x149);
}

}  // namespace engine::font
