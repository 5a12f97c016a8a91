#include "engine/font/book.hpp"

#include "engine/files/files.hpp"
#include "engine/font/messages.hpp"
#include "engine/hash/hash.hpp"

#include <hb-ot.h>

#include <algorithm>
#include <cmath>
#include <new>
#include <stdexcept>
#include <string_view>
#include <unistd.h>

namespace engine::font {

namespace {

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

constexpr hb_tag_t cff = HB_TAG('C', 'F', 'F', ' ');

/// The tables that a PDF needs of an embedded font (ISO 32000-1 §9.9), none copied; the one
/// that finds characters is needed for text that is yet to be typed.
HbFace outlines_of(hb_face_t* face, bool with_characters) {
  HbFace outlines{hb_face_builder_create()};
  for (const hb_tag_t tag :
       {HB_TAG('g', 'l', 'y', 'f'),
        HB_TAG('l', 'o', 'c', 'a'),
        cff,
        HB_TAG('h', 'e', 'a', 'd'),
        HB_TAG('h', 'h', 'e', 'a'),
        HB_TAG('h', 'm', 't', 'x'),
        HB_TAG('m', 'a', 'x', 'p'),
        HB_TAG('c', 'm', 'a', 'p')}) {
    if (tag == HB_TAG('c', 'm', 'a', 'p') && !with_characters) continue;
    const HbBlob table{hb_face_reference_table(face, tag)};
    if (hb_blob_get_length(table.get()) > 0)
      hb_face_builder_add_table(outlines.get(), tag, table.get());
  }
  hb_face_make_immutable(outlines.get());
  return outlines;
}

/// Opens a font by mapping its file. False when it is not there or holds no glyphs.
bool open_face(OpenFace& open, const std::string& path, const Face& face) {
  const HbBlob blob{hb_blob_create_from_file_or_fail(path.c_str())};
  if (!blob) return false;
  open.face.reset(hb_face_create(blob.get(), face.index));
  if (hb_face_get_glyph_count(open.face.get()) == 0) return false;
  hb_face_make_immutable(open.face.get());
  open.font.reset(hb_font_create(open.face.get()));
  open.facts = read_facts(open.face.get(), open.font.get(), face.file);
  hb_font_make_immutable(open.font.get());
  open.outlines = outlines_of(open.face.get(), false);
  open.typeable = outlines_of(open.face.get(), true);
  const HbBlob outlines{hb_face_reference_table(open.face.get(), cff)};
  open.facts.has_cff = hb_blob_get_length(outlines.get()) > 0;
  return true;
}

Reported tell_missing(const std::string& path, Diagnostics& out) {
  return out.error(
      messages::font_missing(path), {}, {"install carepacket again: its fonts travel with it"}
  );
}

/// True when a face draws all of a cluster, though it lacks one of its characters by itself: "e"
/// and a mark are set by the glyph of "é".
bool sets(const OpenFace& open, std::u32string_view cluster) {
  const HbBuffer buffer{hb_buffer_create()};
  hb_buffer_add_utf32(
      buffer.get(),
      reinterpret_cast<const std::uint32_t*>(cluster.data()),
      static_cast<int>(cluster.size()),
      0,
      static_cast<int>(cluster.size())
  );
  hb_buffer_guess_segment_properties(buffer.get());
  shape_all(open.font.get(), buffer.get());
  unsigned count = 0;
  const hb_glyph_info_t* glyphs = hb_buffer_get_glyph_infos(buffer.get(), &count);
  return std::all_of(glyphs, glyphs + count, [](const auto& glyph) {
    return glyph.codepoint != 0;
  });
}

/// The family that is asked where the table says "Chinese, Japanese, Korean".
Family regional(Family family, Han han) {
  if (family != Family::han_simplified) return family;
  return static_cast<Family>(static_cast<int>(Family::han_simplified) + static_cast<int>(han));
}

}  // namespace

const OpenFace* FontBook::TemplateSet::open(Face& face) {
  std::call_once(face.once, [&] {
    if (open_face(face.opened, folder + '/' + face.file, face)) {
      face.ready.store(&face.opened, std::memory_order_release);
    } else {
      const Face* none = nullptr;
      broken.compare_exchange_strong(none, &face);
    }
  });
  return face.ready.load(std::memory_order_acquire);
}

const OpenFace& FontBook::TemplateSet::at(FaceId face) {
  const OpenFace* open = find(face.index);
  if (!open) throw std::runtime_error{"the font " + faces[face.index].file + " cannot be opened"};
  return *open;
}

FontBook::FontBook() = default;
FontBook::FontBook(FontBook&&) noexcept = default;
FontBook& FontBook::operator=(FontBook&&) noexcept = default;
FontBook::~FontBook() = default;

Result<FontBook> open_fonts(const std::string& folder, Diagnostics& out) {
  FontBook book;
  book.template_set_ = std::make_unique<FontBook::TemplateSet>();
  FontBook::TemplateSet& template_set = *book.template_set_;
  template_set.folder = folder;
  for (std::size_t family = 0; family < std::size(families); ++family) {
    const FamilyFiles& files = families[family];
    std::array<std::uint8_t, 4>& styles = template_set.styles[family];
    const std::array<const char*, 4> names{
        files.regular, files.bold, files.italic, files.bold_italic};
    for (std::size_t style = 0; style < names.size(); ++style) {
      if (!names[style]) {  // upright of the same weight, or the only one there is
        styles[style] = styles[names[style & 1] ? style & 1 : 0];
        continue;
      }
      const std::string path = folder + '/' + names[style];
      if (access(path.c_str(), R_OK) != 0) return tell_missing(path, out);
      styles[style] = static_cast<std::uint8_t>(template_set.faces.size());
      Face& face = template_set.faces.emplace_back();
      face.file = names[style];
      face.index = files.index;
    }
  }
  return book;
}

bool FontBook::can_open(FaceId face) const {
  return template_set_->find(face.index) != nullptr;
}

bool FontBook::tell_broken(Diagnostics& out) const {
  const Face* broken = template_set_->broken.load();
  if (broken) tell_missing(template_set_->folder + '/' + broken->file, out);
  return broken;
}

FaceId FontBook::plain_face(bool bold, bool italic) const {
  return {
      template_set_->styles[static_cast<std::size_t>(Family::andika)][style_index(bold, italic)]};
}

std::optional<FaceId> FontBook::face_for(char32_t character, bool bold, bool italic, Han han)
    const {
  if (is_plain(character)) return plain_face(bold, italic);
  return face_for({&character, 1}, bold, italic, han);
}

std::optional<FaceId> FontBook::face_for(
    std::u32string_view cluster, bool bold, bool italic, Han han
) const {
  const auto style = style_index(bold, italic);
  std::optional<FaceId> composes;
  for (const char32_t character : cluster) {
    for (const Family asked : families_for(character)) {
      if (asked == Family::none) break;
      const Family family = regional(asked, han);
      const FaceId face{template_set_->styles[static_cast<std::size_t>(family)][style]};
      const OpenFace* open = template_set_->find(face.index);
      if (!open) continue;
      if (std::ranges::all_of(cluster, [&](char32_t c) {
            return is_default_ignorable(c) || open->has(c);
          }))
        return face;
      if (!composes && cluster.size() > 1 && sets(*open, cluster)) composes = face;
    }
  }
  return composes;
}

const FaceFacts& FontBook::facts(FaceId face) const {
  return template_set_->at(face).facts;
}
std::size_t FontBook::size() const {
  return template_set_->faces.size();
}

std::string FontBook::digest() const {
  hash::Sha256 all;
  for (const Face& face : template_set_->faces) {
    constexpr std::size_t directory =
        4096;  // the longest, of five fonts in a collection, has 2,700
    std::string bytes;
    std::size_t size = 0;
    files::read_start(template_set_->folder + '/' + face.file, directory, bytes, size);
    all.add(face.file + ' ' + std::to_string(size) + '\n').add(bytes);
  }
  return all.hex();
}

int FontBook::advance(FaceId face, std::uint16_t glyph) const {
  return hb_font_get_glyph_h_advance(template_set_->at(face).font.get(), glyph);
}

std::uint16_t FontBook::glyph(FaceId face, char32_t character) const {
  hb_codepoint_t glyph = 0;
  hb_font_get_nominal_glyph(template_set_->at(face).font.get(), character, &glyph);
  return static_cast<std::uint16_t>(glyph);
}

GlyphBox FontBook::box(FaceId face, std::uint16_t glyph) const {
  hb_glyph_extents_t extents{};
  hb_font_get_glyph_extents(template_set_->at(face).font.get(), glyph, &extents);
  return {
      extents.x_bearing,
      extents.y_bearing + extents.height,
      extents.x_bearing + extents.width,
      extents.y_bearing};
}

namespace {

int whole(float units) {
  return static_cast<int>(std::lround(units));
}
std::vector<Contour>& contours(void* drawing) {
  return *static_cast<std::vector<Contour>*>(drawing);
}

using DrawFuncs = std::unique_ptr<hb_draw_funcs_t, Destroyed<hb_draw_funcs_destroy>>;

/// Draws into a vector of contours.
DrawFuncs contour_pen() {
  DrawFuncs pen{hb_draw_funcs_create()};
  hb_draw_funcs_set_move_to_func(
      pen.get(),
      [](hb_draw_funcs_t*, void* to, hb_draw_state_t*, float x, float y, void*) {
        contours(to).push_back({{whole(x), whole(y)}, {}});
      },
      nullptr,
      nullptr
  );
  hb_draw_funcs_set_line_to_func(
      pen.get(),
      [](hb_draw_funcs_t*, void* to, hb_draw_state_t*, float x, float y, void*) {
        contours(to).back().steps.push_back({{}, {}, {whole(x), whole(y)}, true});
      },
      nullptr,
      nullptr
  );
  // HarfBuzz turns the quadratic curves of TrueType into cubic ones by itself.
  hb_draw_funcs_set_cubic_to_func(
      pen.get(),
      [](hb_draw_funcs_t*,
         void* to,
         hb_draw_state_t*,
         float x1,
         float y1,
         float x2,
         float y2,
         float x,
         float y,
         void*) {
        contours(to).back().steps.push_back(
            {{whole(x1), whole(y1)}, {whole(x2), whole(y2)}, {whole(x), whole(y)}, false}
        );
      },
      nullptr,
      nullptr
  );
  return pen;
}

}  // namespace

std::vector<Contour> FontBook::outline(FaceId face, std::uint16_t glyph) const {
  std::vector<Contour> drawn;
  const DrawFuncs pen = contour_pen();
#if HB_VERSION_ATLEAST(7, 0, 0)
  hb_font_draw_glyph(template_set_->at(face).font.get(), glyph, pen.get(), &drawn);
#else
  hb_font_get_glyph_shape(template_set_->at(face).font.get(), glyph, pen.get(), &drawn);
#endif
  return drawn;
}

namespace {

/// Finds the glyphs of the characters up to the end of Latin.
void find_plain(const OpenFace& open) {
  constexpr char32_t end = 0x250;
  for (char32_t c = 0; c < end; ++c) {
    hb_codepoint_t g = 0;
    if (hb_font_get_nominal_glyph(open.font.get(), c, &g))
      open.plain.emplace_back(static_cast<std::uint16_t>(g), c);
  }
  std::ranges::sort(open.plain);
}

}  // namespace

char32_t FontBook::character(FaceId face, std::uint16_t glyph) const {
  const OpenFace& open = template_set_->at(face);
  std::call_once(open.plain_once, find_plain, open);
  const auto plain = std::ranges::lower_bound(open.plain, std::pair{glyph, char32_t{0}});
  if (plain != open.plain.end() && plain->first == glyph) return plain->second;
  std::call_once(open.characters_once, [&open] {
    open.characters.assign(static_cast<std::size_t>(open.facts.glyph_count), 0);
    const std::unique_ptr<hb_set_t, Destroyed<hb_set_destroy>> set{hb_set_create()};
    hb_face_collect_unicodes(open.face.get(), set.get());
    if (!hb_set_allocation_successful(set.get())) throw std::bad_alloc{};
    for (hb_codepoint_t c = HB_SET_VALUE_INVALID; hb_set_next(set.get(), &c);) {
      hb_codepoint_t g = 0;
      if (!hb_font_get_nominal_glyph(open.font.get(), c, &g)) continue;
      if (g < open.characters.size() && open.characters[g] == 0) open.characters[g] = c;
    }
  });
  return glyph < open.characters.size() ? open.characters[glyph] : 0;
}

namespace {

/// Where memory is refused to it, HarfBuzz may give a subset that lacks what was asked for, and say
/// nothing: pages without letters.
void require_all(const OpenFace& open, hb_face_t* subset, std::span<const std::uint16_t> glyphs) {
  // CFF outlines are numbered anew.
  bool holds = hb_face_get_glyph_count(subset) >= glyphs.size();
  const HbFont font{open.facts.has_cff ? nullptr : hb_font_create(subset)};
  for (const std::uint16_t glyph : glyphs) {
    if (!font || !holds) break;
    if (glyph == 0) continue;  // the sign for a missing letter loses its outline
    hb_glyph_extents_t whole{}, cut{};
    hb_font_get_glyph_extents(open.font.get(), glyph, &whole);
    hb_font_get_glyph_extents(font.get(), glyph, &cut);
    holds = (whole.width == 0) == (cut.width == 0) && (whole.height == 0) == (cut.height == 0);
  }
  if (!holds) throw std::bad_alloc{};
}

}  // namespace

std::string FontBook::subset(FaceId face, std::span<const std::uint16_t> glyphs) const {
  return subset(face, glyphs, {});
}

std::string FontBook::subset(
    FaceId face, std::span<const std::uint16_t> glyphs, std::span<const char32_t> characters
) const {
  const OpenFace& open = template_set_->at(face);
  const std::unique_ptr<hb_subset_input_t, Destroyed<hb_subset_input_destroy>> input{
      hb_subset_input_create_or_fail()};
  if (!input) return {};
  hb_subset_input_set_flags(
      input.get(),
      HB_SUBSET_FLAGS_NO_HINTING |
          (open.facts.has_cff ? HB_SUBSET_FLAGS_DESUBROUTINIZE : HB_SUBSET_FLAGS_RETAIN_GIDS)
  );
  hb_set_t* wanted = hb_subset_input_glyph_set(input.get());
  for (const std::uint16_t glyph : glyphs) hb_set_add(wanted, glyph);
  hb_set_t* found = hb_subset_input_unicode_set(input.get());
  for (const char32_t character : characters) hb_set_add(found, character);
  hb_face_t* whole = characters.empty() ? open.outlines.get() : open.typeable.get();
  const HbFace subset{hb_subset_or_fail(whole, input.get())};
  if (!subset) return {};
  require_all(open, subset.get(), glyphs);
  const HbBlob blob{
      open.facts.has_cff ? hb_face_reference_table(subset.get(), cff)
                         : hb_face_reference_blob(subset.get())};
  unsigned size = 0;
  const char* bytes = hb_blob_get_data(blob.get(), &size);
  return {bytes, size};
}

}  // namespace engine::font
