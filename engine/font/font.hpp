#pragma once

#include "engine/base/base.hpp"
#include "engine/font/glyph_run.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace engine::font {

/// What a writer needs to know of a face. Lengths in units of its em, y up (OpenType hhea, OS/2,
/// post, head).
struct FaceFacts {
  std::string file;             ///< Andika-Bold.ttf
  std::string postscript_name;  ///< Andika-Bold
  int units_per_em = 1000;
  int ascent = 0, descent = 0;  ///< descent is negative
  int cap_height = 0, x_height = 0;
  int underline_at = 0, underline_width = 0;
  int left = 0, bottom = 0, right = 0, top = 0;  ///< FontBBox
  double italic_angle = 0;
  int weight = 400;  ///< OS/2 usWeightClass
  bool italic = false;
  int glyph_count = 0;
};

/// The fonts that travel with the program, opened once; constant afterwards and shared by all
/// threads. Files are mapped, and a face's tables are read when it is first asked for.
class FontBook {
 public:
  FontBook();
  FontBook(FontBook&&) noexcept;
  FontBook& operator=(FontBook&&) noexcept;
  ~FontBook();

  /// The face that sets a character: the text typeface where it has the letter, else the first of
  /// the fallback faces that does. Nothing when no font has it.
  std::optional<FaceId> face_for(char32_t character, bool bold, bool italic) const;
  const FaceFacts& facts(FaceId face) const;
  std::size_t size() const;
  /// Advance of a glyph, in units of the em.
  int advance(FaceId face, std::uint16_t glyph) const;
  std::uint16_t glyph(FaceId face, char32_t character) const;  ///< 0: the face lacks it
  /// The character a glyph stands for by itself: the lowest that the face maps to it; 0 when none
  /// does.
  char32_t character(FaceId face, std::uint16_t glyph) const;
  /// A TrueType file with these glyphs alone, their numbers kept (hb-subset, no hinting, no layout
  /// tables): what a PDF embeds as FontFile2. Empty when the library refuses.
  std::string subset(FaceId face, std::span<const std::uint16_t> glyphs) const;

 private:
  friend Result<FontBook> open_fonts(const std::string&, Diagnostics&);
  friend class Shaper;
  struct Shelf;
  std::unique_ptr<Shelf> shelf_;
};

/// Opens the fonts of a folder (<share>/fonts). Reported: E401 a font that is missing or cannot be
/// read.
Result<FontBook> open_fonts(const std::string& folder, Diagnostics& out);

/// Shapes text, and remembers what it has shaped. One a worker: it is not shared between threads.
///
/// What it gives depends on its arguments alone, never on what it shaped before.
class Shaper {
 public:
  explicit Shaper(const FontBook& book);
  Shaper(Shaper&&) noexcept;
  ~Shaper();

  struct Run {
    FaceId face;
    char script[5] = "Latn";  ///< ISO 15924
    bool right_to_left = false;
  };
  /// The glyphs of a run that one face sets. The reference is good until `forget`.
  const GlyphRun& shape(std::string_view text, const Run& run);
  /// Drops remembered runs when they have grown beyond a bound. Between documents only.
  void forget();
  const FontBook& book() const;

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace engine::font
