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
  bool has_cff = false;  ///< Type 2 outlines, a glyph's CID its number; else TrueType outlines
};

/// Which regional form of a Chinese character is wanted: the same character is drawn differently.
enum class Han : std::uint8_t { simplified, traditional, hong_kong, japanese, korean };

/// True for characters that are never seen by themselves, whatever font is used: joiners, variation
/// selectors, marks of direction (Unicode's Default_Ignorable_Code_Point, without the fillers of
/// Hangul, which are blanks). They need no face of their own.
constexpr bool is_default_ignorable(char32_t c) {
  if (c < 0xAD) return false;
  return c == 0xAD || c == 0x34F || c == 0x61C || (c >= 0x17B4 && c <= 0x17B5) ||
         (c >= 0x180B && c <= 0x180E) || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
         (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || (c >= 0xFFF0 && c <= 0xFFF8) ||
         (c >= 0x1D173 && c <= 0x1D17A) || (c >= 0xE0000 && c <= 0xE0FFF);
}

/// What a glyph covers, in units of its em, y up.
struct GlyphBox {
  int left = 0, bottom = 0, right = 0, top = 0;
};

/// A closed line of an outline, in units of the em, y up; its last step leads back to `start`.
struct Contour {
  struct At {
    int x = 0, y = 0;
    bool operator==(const At&) const = default;
  };
  /// A cubic curve, or a straight line: then its two control points are its ends.
  struct Step {
    At first, second, to;
    bool is_straight = true;
    bool operator==(const Step&) const = default;
  };
  At start;
  std::vector<Step> steps;
  bool operator==(const Contour&) const = default;
};

/// The fonts that travel with the program, shared by all threads. A font is opened when a text
/// first needs it: which ones may have a character is known without opening any (families.hpp).
/// Files are mapped.
class FontBook {
 public:
  FontBook();
  FontBook(FontBook&&) noexcept;
  FontBook& operator=(FontBook&&) noexcept;
  ~FontBook();

  /// The face that sets plain text: every letter of Latin.
  FaceId plain_face(bool bold, bool italic) const;
  /// The face that sets a character: the text typeface where it has the letter, else the first of
  /// those for its script that does. Nothing when no font has it.
  std::optional<FaceId> face_for(
      char32_t character, bool bold, bool italic, Han han = Han::simplified
  ) const;
  /// The face that sets a letter together with all its marks.
  std::optional<FaceId> face_for(
      std::u32string_view cluster, bool bold, bool italic, Han han = Han::simplified
  ) const;
  bool can_open(FaceId face) const;
  /// Tells a font that was wanted and could not be opened (E401). False when there was none.
  bool tell_broken(Diagnostics& out) const;
  const FaceFacts& facts(FaceId face) const;
  std::size_t size() const;
  /// A digest of all fonts. Of each it reads the beginning, where the checksums of its tables are.
  std::string digest() const;
  /// Advance of a glyph, in units of the em.
  int advance(FaceId face, std::uint16_t glyph) const;
  std::uint16_t glyph(FaceId face, char32_t character) const;  ///< 0: the face lacks it
  GlyphBox box(FaceId face, std::uint16_t glyph) const;
  std::vector<Contour> outline(FaceId face, std::uint16_t glyph) const;
  /// The character a glyph stands for by itself: the lowest that the face maps to it; 0 when none
  /// does.
  char32_t character(FaceId face, std::uint16_t glyph) const;
  /// A font with these glyphs alone (hb-subset, no hinting, no layout tables): a TrueType file, the
  /// glyphs' numbers kept, which a PDF embeds as FontFile2; or a bare CFF table, their CIDs kept,
  /// which it embeds as FontFile3. Empty when the library refuses.
  std::string subset(FaceId face, std::span<const std::uint16_t> glyphs) const;
  /// The same with a table that finds these characters: for text that is yet to be typed.
  std::string subset(
      FaceId face, std::span<const std::uint16_t> glyphs, std::span<const char32_t> characters
  ) const;

 private:
  friend Result<FontBook> open_fonts(const std::string&, Diagnostics&);
  friend class Shaper;
  struct TemplateSet;
  std::unique_ptr<TemplateSet> template_set_;
};

/// The fonts of a folder (<share>/fonts). Reported: E401 a font that is missing. One that is there
/// and cannot be read is told when a text needs it, by FontBook::tell_broken.
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
    std::uint16_t language = 0;  ///< as `language` gave it; 0: unknown
  };
  /// A number for a language (BCP 47), for runs of this shaper.
  std::uint16_t language(std::string_view tag);
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
