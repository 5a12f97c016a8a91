#pragma once

#include <compare>
#include <cstdint>
#include <type_traits>
#include <vector>

namespace engine::font {

/// One font file of the book: Andika-Bold.ttf is a face.
struct FaceId {
  std::uint8_t index = 0;
  constexpr auto operator<=>(const FaceId&) const = default;
};

/// A shaped glyph, in units of the face's em, y up.
///
///     text     o  f  f  i  c  e          bytes 0..6
///     glyphs   o  [ ffi ]   c  e         four glyphs
///     cluster  0  1         4  5         first byte each glyph stands for
///
/// Glyphs stand in logical order of their clusters, also where the script runs from right to left;
/// then `x` of the run's glyphs descends.
///
/// Its members begin without values, so that thousands of them are copied as bytes.
struct Glyph {
  std::uint16_t id;
  std::uint16_t cluster;  ///< byte offset in the text of the run
  std::int32_t x;         ///< where it is drawn, from the run's left edge
  std::int32_t advance;   ///< its own advance
  std::int32_t y;         ///< raised by
  auto operator<=>(const Glyph&) const = default;
};
static_assert(std::is_trivial_v<Glyph>);

/// A run of one face, one direction, one script, shaped.
struct GlyphRun {
  std::vector<Glyph> glyphs;
  std::int32_t width = 0;  ///< in units of the em
  bool right_to_left = false;
  std::int32_t top = 0,
               bottom = 0;  ///< how far its ink reaches; not told of Latin, Greek, Cyrillic
};

}  // namespace engine::font
