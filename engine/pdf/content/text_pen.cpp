#include "engine/pdf/content/text_pen.hpp"

#include "engine/pdf/syntax/tokens.hpp"

#include <cstring>

namespace engine::pdf {

using namespace std::string_view_literals;

namespace {

/// What a piece of a cluster beyond its first glyph says: nothing that one sees or hears.
constexpr std::string_view zero_width_space = "\xE2\x80\x8B";

/// The text of a cluster belongs to its first glyph.
std::string_view text_of(
    std::string_view says, std::span<const font::Glyph> glyphs, std::size_t i
) {
  const std::size_t cluster = glyphs[i].cluster;
  if (i > 0 && glyphs[i - 1].cluster == cluster) return zero_width_space;
  std::size_t end = says.size();
  for (std::size_t next = i + 1; next < glyphs.size(); ++next) {
    if (glyphs[next].cluster == cluster) continue;
    end = glyphs[next].cluster;
    break;
  }
  return {says.data() + cluster, end - cluster};
}

/// True for the marks of Hebrew, Arabic, Syriac, Thaana and N'Ko that stand above and below their
/// letters. They are shown by the second name of their font: pdf.js takes a letter and its mark
/// for one piece of text and turns it round, unless the font changes between them.
bool is_mark(std::string_view text) {
  if (text.size() < 2) return false;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(0) < 0xD6 || byte(0) > 0xE0) return false;
  const unsigned c = byte(0) < 0xE0 ? (byte(0) & 0x1Fu) << 6 | (byte(1) & 0x3Fu)
                                    : (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
  return (c >= 0x591 && c <= 0x5BD) ||
         (c >= 0x5BF && c <= 0x5C7 && c != 0x5C0 && c != 0x5C3 && c != 0x5C6) ||
         (c >= 0x610 && c <= 0x61A) || (c >= 0x64B && c <= 0x65F) || c == 0x670 ||
         (c >= 0x6D6 && c <= 0x6ED) || c == 0x711 || (c >= 0x730 && c <= 0x74A) ||
         (c >= 0x7A6 && c <= 0x7B0) || (c >= 0x7EB && c <= 0x7F3) || (c >= 0x8CA && c <= 0x8FF);
}

/// Most glyphs are letters of ASCII that stand where the one before ends, and are in use already:
/// writes those from `i` on into the string that is open, up to the first that needs more.
std::size_t put_letters(
    const FaceCodes& codes,
    std::string_view says,
    std::span<const font::Glyph> glyphs,
    std::size_t i,
    std::int32_t raised,
    std::int64_t units,
    std::int64_t& pen,
    char*& at
) {
  if (glyphs[i].cluster == glyphs[i - 1].cluster) return i;
  const std::int64_t thousandth = 10 * units;
  const font::Glyph* glyph = glyphs.data() + i;
  const font::Glyph* const last = glyphs.data() + glyphs.size() - 1;
  char* to = at;  // and `drawn`: what a loop changes stands in registers
  std::int64_t drawn = pen;
  for (std::size_t cluster = glyph->cluster; glyph <= last; ++glyph) {
    const std::size_t next = glyph < last ? glyph[1].cluster : says.size();
    const FaceCodes::Use* use = codes.in_use(glyph->id, says[cluster]);
    if (!use || next != cluster + 1 || glyph->y != raised) break;
    const std::int64_t ahead = drawn - std::int64_t{glyph->x} * 10000;
    if (static_cast<std::uint64_t>(ahead + thousandth - 1) >
        static_cast<std::uint64_t>(2 * (thousandth - 1)))
      break;
    std::memcpy(to, use->written.data(), use->written.size());
    to += use->size;
    drawn += use->width * units;
    cluster = next;
  }
  at = to;
  pen = drawn;
  return static_cast<std::size_t>(glyph - glyphs.data());
}

}  // namespace

void TextPen::begin() {
  if (is_open_) return;
  out_ << "BT\n"sv;
  is_open_ = true;
  line_ = {};
}

void TextPen::end() {
  if (is_open_) out_ << "ET\n"sv;
  is_open_ = false;
}

void TextPen::set_font(font::FaceId face, Length size, std::uint16_t variant, bool is_apart) {
  if (size == size_ && face_ && *face_ == face && variant == variant_ && is_apart == is_apart_)
    return;
  put_font_name(out_, face, variant, is_apart);
  out_ << ' ' << size << " Tf\n"sv;
  face_ = face;
  size_ = size;
  variant_ = variant;
  is_apart_ = is_apart;
}

void TextPen::show(
    const page::Text& text,
    std::string_view says,
    std::span<const font::Glyph> glyphs,
    Point baseline
) {
  FaceCodes& codes = codes_.of(text.face);
  set_font(text.face, text.size, codes.code(glyphs[0].id, text_of(says, glyphs, 0)).variant);
  out_ << baseline.x - line_.x << ' ' << baseline.y - line_.y << " Td"sv;
  line_ = baseline;
  put_glyphs(text, says, glyphs, codes);
}

/// Ends the array that is being written, and begins another one higher or lower.
void TextPen::raise(Length by) {
  out_ << "]TJ "sv << by << " Ts["sv;
}

/// Widths in the file are rounded; the difference to where the
/// shaper wants a glyph is kept exactly and given back as soon as it makes a thousandth of an em,
/// so that it never adds up.
///
/// Positions are multiples of 1 / (10 000 em): `pen` is where the reader will draw next.
void TextPen::put_glyphs(
    const page::Text& text,
    std::string_view says,
    std::span<const font::Glyph> glyphs,
    FaceCodes& codes
) {
  const std::int64_t units = codes.units_per_em();
  const std::int64_t thousandth = 10 * units;
  std::int64_t pen = 0;
  std::int32_t raised = 0;

  // Brackets, a step and an escaped code take 40 bytes at most; a raise finds room for itself.
  char* at = out_.room(glyphs.size() * 40 + 32);
  *at++ = '[';
  bool in_string = false;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    if (in_string && variant_ == 0 && !text.right_to_left) {
      i = put_letters(codes, says, glyphs, i, raised, units, pen, at);
      if (i == glyphs.size()) break;
    }
    const font::Glyph& glyph = glyphs[i];
    if (glyph.y != raised) {
      if (in_string) *at++ = ')';
      in_string = false;
      out_.wrote(at);
      raise(text.size.scaled(glyph.y, units));
      raised = glyph.y;
      at = out_.room((glyphs.size() - i) * 40 + 32);
    }
    const std::int64_t ahead = pen - std::int64_t{glyph.x} * 10000;
    if (ahead >= thousandth || -ahead >= thousandth) {
      const std::int64_t step = (ahead + (ahead < 0 ? -thousandth : thousandth) / 2) / thousandth;
      if (in_string) *at++ = ')';
      in_string = false;
      at = write_number(at, step);
      pen -= step * thousandth;
    }
    const std::string_view means = text_of(says, glyphs, i);
    const FaceCodes::Use use = codes.code(glyph.id, means);
    const bool is_apart = text.right_to_left && is_mark(means);
    if (use.variant != variant_ || is_apart != is_apart_) {
      if (in_string) *at++ = ')';
      in_string = false;
      std::memcpy(at, "]TJ\n", 4);
      out_.wrote(at + 4);
      set_font(text.face, text.size, use.variant, is_apart);
      if (is_apart) codes.needs_second_name();
      at = out_.room((glyphs.size() - i) * 40 + 32);
      *at++ = '[';
    }
    if (!in_string) *at++ = '(';
    in_string = true;
    std::memcpy(at, use.written.data(), use.written.size());
    at += use.size;
    pen += use.width * units;
  }
  if (in_string) *at++ = ')';
  std::memcpy(at, "]TJ\n", 4);
  out_.wrote(at + 4);
  if (raised != 0) out_ << "0 Ts\n"sv;
}

}  // namespace engine::pdf
