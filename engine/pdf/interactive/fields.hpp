#pragma once

#include "engine/flate/flate.hpp"
#include "engine/font/font.hpp"
#include "engine/page/page.hpp"
#include "engine/pdf/fonts/embed_font.hpp"
#include "engine/pdf/haru/document.hpp"

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace engine::pdf {

/// What all fields of all documents share: the entries of the font that is typed in, and how a tick
/// is drawn. Made when a document first has fields, and kept.
class FieldResources {
 public:
  FieldResources(const font::FontBook& book, flate::Deflater& deflater)
      : book_{book}, deflater_{deflater} {}

  /// The face that is typed in: the text typeface. Its program is the one its pages are set from.
  font::FaceId face() const { return face(book_); }
  static font::FaceId face(const font::FontBook& book) { return book.plain_face(false, false); }
  const Stream& to_unicode(bool readable);
  /// The font's and its descriptor's entries, but for its name, its program and their own numbers.
  const std::string& font_entries();
  const std::string& descriptor_entries();

  /// A tick as it stands in U+2611, for a box of that size; and what hides the tick of a box that
  /// is printed with one.
  const std::string& tick(Size size);
  const std::string& cover(Size size);
  /// The operators that show what was typed into a field, its letters of that size, or as large as
  /// fits where it is 0, and smaller where it is long (fits_field()); `several`: on several lines.
  /// What the font cannot show is a question mark: the field itself holds it as it was typed.
  std::string typed(std::string_view text, Size box, Length size, bool several) const;

 private:
  std::string drawn(Size size, bool cover) const;
  void describe_font();

  const font::FontBook& book_;
  flate::Deflater& deflater_;
  Stream to_unicode_[2];  ///< packed, readable
  std::string font_entries_, descriptor_entries_;
  using Drawings = std::map<std::pair<std::int64_t, std::int64_t>, std::string>;
  Drawings ticks_, covers_;
};

/// The streams that the fields of one document look like. Streams come first in a file.
struct FieldStreams {
  ObjectId to_unicode;
  ObjectId nothing;  ///< the appearance of every empty field
  struct OfBox {
    Size size;
    ObjectId tick, cover;
  };
  std::vector<OfBox> boxes;  ///< by size: few
  struct OfText {
    std::uint32_t entry = 0;  ///< index into Pages::entries
    Size size;
    ObjectId shown;
  };
  std::vector<OfText> texts;          ///< of fields that hold an answer, by `entry`
  std::deque<std::string> operators;  ///< of `texts`; they stay until the file is saved
};

FieldStreams add_field_streams(
    haru::Document& file, const page::Pages& pages, FieldResources& template_set, bool readable
);

/// What a field is (ISO 32000-1 §12.7.4) besides a widget at a place: its entries.
void put_field(
    Bytes& out, const page::Pages& pages, const page::Field& field, const FieldStreams& streams
);

/// The form (§12.7.2) of these fields, in their order, typed in a font of that program and name.
ObjectId add_form(
    haru::Document& file,
    std::span<const ObjectId> fields,
    FieldResources& template_set,
    const FieldStreams& streams,
    ObjectId program,
    std::string_view font_name
);

}  // namespace engine::pdf
