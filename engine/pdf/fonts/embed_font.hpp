#pragma once

#include "engine/flate/flate.hpp"
#include "engine/font/font.hpp"
#include "engine/pdf/fonts/codes.hpp"
#include "engine/pdf/haru/document.hpp"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace engine::pdf {

/// A stream's bytes as they go into the file, and the entries that belong to them.
struct Stream {
  std::string entries;
  std::string bytes;
};

/// A face as one document embeds it.
struct EmbeddedFont {
  std::shared_ptr<const Stream> program;
  Stream to_unicode;
  Stream cid_to_gid;   ///< empty: codes are glyph numbers
  std::string name;    ///< ABCDEF+Andika-Bold
  std::string widths;  ///< what stands inside /W[ ]
};

/// Makes embedded fonts, and keeps those it has made: the documents of a batch mostly ask for the
/// same.
class FontEmbedder {
 public:
  FontEmbedder(const font::FontBook& book, flate::Deflater& deflater)
      : book_{book}, deflater_{deflater} {}

  /// What a document needs of a variant of this face; all of them have one program, with all that
  /// can be typed if it has fields (`typed`). Null when the font library refuses to make a subset.
  std::shared_ptr<const EmbeddedFont> embed(
      font::FaceId face, const FaceCodes& used, std::uint16_t variant, bool typed, bool readable
  );

 private:
  /// The letters of ASCII that the face has: their glyphs, ascending, each glyph the letter's own.
  const std::vector<std::uint16_t>& ascii(font::FaceId face);
  std::shared_ptr<const Stream> program(
      font::FaceId face, std::span<const std::uint16_t> glyphs, bool typed, bool readable
  );
  Stream stream(std::string_view plain, bool readable, std::string entries = {});

  const font::FontBook& book_;
  flate::Deflater& deflater_;
  std::vector<std::vector<std::uint16_t>> ascii_;  ///< by face, once asked for
  std::vector<std::uint16_t> own_;                 ///< while a key is made
  std::string key_;
  std::unordered_map<std::string, std::shared_ptr<const Stream>> programs_;  ///< by face and glyphs
  std::unordered_map<std::string, std::shared_ptr<const EmbeddedFont>>
      fonts_;  ///< by face and codes
};

/// The streams of an embedded font, as they stand in a document.
struct FontStreams {
  ObjectId program, to_unicode, cid_to_gid;
};
/// `program`: the one that another variant of the face has brought already, if one has.
FontStreams add_streams(haru::Document& file, const EmbeddedFont& font, ObjectId program);

/// Writes the three dictionaries of a composite font (ISO 32000-1 §9.7) and gives the one a page
/// refers to.
ObjectId add_font(
    haru::Document& file,
    const font::FaceFacts& facts,
    const EmbeddedFont& font,
    const FontStreams& streams
);

}  // namespace engine::pdf
