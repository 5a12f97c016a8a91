#include "engine/font/book.hpp"

#include <hb-ot.h>

#include <algorithm>
#include <string_view>

namespace engine::font {

namespace {

/// The typefaces in the order in which they are asked for a letter. Styles that a typeface lacks
/// are set in the nearest one it has; engine/font/fonts.cmake copies the same files.
struct FamilyFiles {
  const char* regular;
  const char* bold;
  const char* italic;
  const char* bold_italic;
};
constexpr FamilyFiles families[] = {
    {"Andika-Regular", "Andika-Bold", "Andika-Italic", "Andika-BoldItalic"},
    {"NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoSans-BoldItalic"},
    {"NotoSansArabic-Regular", "NotoSansArabic-Bold", nullptr, nullptr},
    {"NotoSansHebrew-Regular", "NotoSansHebrew-Bold", nullptr, nullptr},
    {"NotoSansDevanagari-Regular", "NotoSansDevanagari-Bold", nullptr, nullptr},
    {"NotoSansMath-Regular", nullptr, nullptr, nullptr},
    {"NotoSansSymbols-Regular", nullptr, nullptr, nullptr},
    {"NotoSansSymbols2-Regular", nullptr, nullptr, nullptr},
};

constexpr std::size_t style_index(bool bold, bool italic) {
  return (bold ? 1u : 0u) + (italic ? 2u : 0u);
}

std::string postscript_name(hb_face_t* face) {
  char text[128];
  unsigned size = sizeof text;
  hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, text);
  return {text, size};
}

int metric(hb_font_t* font, hb_ot_metrics_tag_t tag) {
  hb_position_t value = 0;
  hb_ot_metrics_get_position_with_fallback(font, tag, &value);
  return value;
}

/// A big-endian 16-bit number of a font table (OpenType §data types).
int signed16(hb_blob_t* table, unsigned offset) {
  unsigned size = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(hb_blob_get_data(table, &size));
  if (offset + 2 > size) return 0;
  return static_cast<std::int16_t>(bytes[offset] << 8 | bytes[offset + 1]);
}

using HbBlob = std::unique_ptr<hb_blob_t, Destroyed<hb_blob_destroy>>;

FaceFacts read_facts(hb_face_t* face, hb_font_t* font, std::string file) {
  FaceFacts facts;
  facts.file = std::move(file);
  facts.postscript_name = postscript_name(face);
  facts.units_per_em = static_cast<int>(hb_face_get_upem(face));
  facts.glyph_count = static_cast<int>(hb_face_get_glyph_count(face));
  facts.ascent = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
  facts.descent = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);
  facts.cap_height = metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT);
  facts.x_height = metric(font, HB_OT_METRICS_TAG_X_HEIGHT);
  facts.underline_at = metric(font, HB_OT_METRICS_TAG_UNDERLINE_OFFSET);
  facts.underline_width = metric(font, HB_OT_METRICS_TAG_UNDERLINE_SIZE);
  facts.italic_angle = static_cast<double>(hb_style_get_value(font, HB_STYLE_TAG_SLANT_ANGLE));
  facts.italic = hb_style_get_value(font, HB_STYLE_TAG_ITALIC) > 0 || facts.italic_angle != 0;
  facts.weight = static_cast<int>(hb_style_get_value(font, HB_STYLE_TAG_WEIGHT));
  const HbBlob head{hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'))};
  facts.left = signed16(head.get(), 36);  // head: xMin yMin xMax yMax at 36, 38, 40, 42
  facts.bottom = signed16(head.get(), 38);
  facts.right = signed16(head.get(), 40);
  facts.top = signed16(head.get(), 42);
  return facts;
}

/// The tables that a PDF needs of an embedded TrueType font (ISO 32000-1 §9.9), none copied.
HbFace outlines_of(hb_face_t* face) {
  HbFace outlines{hb_face_builder_create()};
  for (const hb_tag_t tag :
       {HB_TAG('g', 'l', 'y', 'f'),
        HB_TAG('l', 'o', 'c', 'a'),
        HB_TAG('h', 'e', 'a', 'd'),
        HB_TAG('h', 'h', 'e', 'a'),
        HB_TAG('h', 'm', 't', 'x'),
        HB_TAG('m', 'a', 'x', 'p')}) {
    const HbBlob table{hb_face_reference_table(face, tag)};
    hb_face_builder_add_table(outlines.get(), tag, table.get());
  }
  hb_face_make_immutable(outlines.get());
  return outlines;
}

/// Opens a font file by mapping it. False when it is not there or holds no glyphs.
bool open_face(OpenFace& open, const std::string& folder, const std::string& name) {
  const std::string file = name + ".ttf";
  const HbBlob blob{hb_blob_create_from_file_or_fail((folder + '/' + file).c_str())};
  if (!blob) return false;
  open.face.reset(hb_face_create(blob.get(), 0));
  if (hb_face_get_glyph_count(open.face.get()) == 0) return false;
  hb_face_make_immutable(open.face.get());
  open.font.reset(hb_font_create(open.face.get()));
  open.facts = read_facts(open.face.get(), open.font.get(), file);
  hb_font_make_immutable(open.font.get());
  open.outlines = outlines_of(open.face.get());
  return true;
}

}  // namespace

std::uint8_t FontBook::Shelf::search(char32_t character, std::size_t style) const {
  for (const Family& family : families) {
    hb_codepoint_t glyph = 0;
    const std::uint8_t face = family.styles[style];
    if (hb_font_get_nominal_glyph(faces[face].font.get(), character, &glyph)) return face;
  }
  return absent;
}

FontBook::FontBook() = default;
FontBook::FontBook(FontBook&&) noexcept = default;
FontBook& FontBook::operator=(FontBook&&) noexcept = default;
FontBook::~FontBook() = default;

Result<FontBook> open_fonts(const std::string& folder, Diagnostics& out) {
  FontBook book;
  book.shelf_ = std::make_unique<FontBook::Shelf>();
  FontBook::Shelf& shelf = *book.shelf_;
  for (const FamilyFiles& files : families) {
    Family family;
    const std::array<const char*, 4> names{
        files.regular, files.bold, files.italic, files.bold_italic};
    for (std::size_t style = 0; style < names.size(); ++style) {
      if (!names[style]) {
        family.styles[style] =
            family.styles[style & 1];  // upright of the same weight, already open
        continue;
      }
      if (!open_face(shelf.faces.emplace_back(), folder, names[style])) {
        return out.error(
            "E401",
            {},
            "the font " + folder + '/' + names[style] + ".ttf is missing or cannot be read",
            {"install carepacket again: its fonts travel with it"}
        );
      }
      family.styles[style] = static_cast<std::uint8_t>(shelf.faces.size() - 1);
    }
    if (!files.bold) family.styles[1] = family.styles[3] = family.styles[0];
    shelf.families.push_back(family);
  }
  for (std::size_t style = 0; style < 4; ++style) {
    for (char32_t c = 0; c < FontBook::Shelf::tabled; ++c)
      shelf.face_of[style][c] = shelf.search(c, style);
  }
  return book;
}

std::optional<FaceId> FontBook::face_for(char32_t character, bool bold, bool italic) const {
  const std::size_t style = style_index(bold, italic);
  const std::uint8_t face = character < Shelf::tabled ? shelf_->face_of[style][character]
                                                      : shelf_->search(character, style);
  if (face == Shelf::absent) return std::nullopt;
  return FaceId{face};
}

const FaceFacts& FontBook::facts(FaceId face) const {
  return shelf_->faces[face.index].facts;
}
std::size_t FontBook::size() const {
  return shelf_->faces.size();
}

int FontBook::advance(FaceId face, std::uint16_t glyph) const {
  return hb_font_get_glyph_h_advance(shelf_->faces[face.index].font.get(), glyph);
}

std::uint16_t FontBook::glyph(FaceId face, char32_t character) const {
  hb_codepoint_t glyph = 0;
  hb_font_get_nominal_glyph(shelf_->faces[face.index].font.get(), character, &glyph);
  return static_cast<std::uint16_t>(glyph);
}

char32_t FontBook::character(FaceId face, std::uint16_t glyph) const {
  const OpenFace& open = shelf_->faces[face.index];
  std::call_once(open.characters_once, [&open] {
    open.characters.assign(static_cast<std::size_t>(open.facts.glyph_count), 0);
    const std::unique_ptr<hb_set_t, Destroyed<hb_set_destroy>> set{hb_set_create()};
    hb_face_collect_unicodes(open.face.get(), set.get());
    for (hb_codepoint_t c = HB_SET_VALUE_INVALID; hb_set_next(set.get(), &c);) {
      hb_codepoint_t g = 0;
      if (!hb_font_get_nominal_glyph(open.font.get(), c, &g)) continue;
      if (g < open.characters.size() && open.characters[g] == 0) open.characters[g] = c;
    }
  });
  return glyph < open.characters.size() ? open.characters[glyph] : 0;
}

std::string FontBook::subset(FaceId face, std::span<const std::uint16_t> glyphs) const {
  const OpenFace& open = shelf_->faces[face.index];
  const std::unique_ptr<hb_subset_input_t, Destroyed<hb_subset_input_destroy>> input{
      hb_subset_input_create_or_fail()};
  if (!input) return {};
  hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING);
  hb_set_t* wanted = hb_subset_input_glyph_set(input.get());
  for (const std::uint16_t glyph : glyphs) hb_set_add(wanted, glyph);
  const HbFace subset{hb_subset_or_fail(open.outlines.get(), input.get())};
  if (!subset) return {};
  const HbBlob blob{hb_face_reference_blob(subset.get())};
  unsigned size = 0;
  const char* bytes = hb_blob_get_data(blob.get(), &size);
  return {bytes, size};
}

}  // namespace engine::font
