#include "engine/pdf/fonts/embed_font.hpp"

#include "engine/hash/hash.hpp"
#include "engine/pdf/fonts/win_ansi.hpp"
#include "engine/pdf/syntax/tokens.hpp"

#include <algorithm>

namespace engine::pdf {

using namespace std::string_view_literals;

namespace {

/// Fonts kept at most; beyond that all are forgotten, which costs one document its speed.
constexpr std::size_t most_kept = 256;

struct OwnedCode {
  std::uint16_t cid, glyph;
  std::string text;
  std::uint32_t width;
};

/// The codes in use, by number. `own`: glyphs whose own characters are wanted.
std::vector<OwnedCode> codes_of(
    const font::FontBook& book,
    font::FaceId face,
    const FaceCodes& used,
    std::span<const std::uint16_t> own,
    std::uint16_t variant
) {
  std::vector<OwnedCode> codes;
  const int units = book.facts(face).units_per_em;
  const auto width = [&](std::uint16_t glyph) {
    return static_cast<std::uint32_t>((book.advance(face, glyph) * 10000 + units / 2) / units);
  };
  for (const std::uint16_t glyph : own) {
    codes.push_back({glyph, glyph, {}, width(glyph)});
    append_utf8(codes.back().text, book.character(face, glyph));
  }
  for (const Code& code : used.used()) {
    if (!code.is_own && code.variant == variant)
      codes.push_back({code.cid, code.glyph, std::string{code.text}, width(code.glyph)});
  }
  std::ranges::sort(codes, {}, &OwnedCode::cid);
  return codes;
}

std::vector<std::uint16_t> glyphs_of(const std::vector<OwnedCode>& codes, const FaceCodes& used) {
  std::vector<std::uint16_t> glyphs{0};
  for (const OwnedCode& code : codes) glyphs.push_back(code.glyph);
  for (const Code& code : used.used()) {
    if (used.variants() > 1) glyphs.push_back(code.glyph);  // those of the other variants, too
  }
  std::ranges::sort(glyphs);
  glyphs.erase(std::unique(glyphs.begin(), glyphs.end()), glyphs.end());
  return glyphs;
}

/// The glyphs of all that can be typed, among those that are there.
void add_typed(const font::FontBook& book, font::FaceId face, std::vector<std::uint16_t>& glyphs) {
  for (const char32_t character : typed_characters()) glyphs.push_back(book.glyph(face, character));
  std::ranges::sort(glyphs);
  glyphs.erase(std::unique(glyphs.begin(), glyphs.end()), glyphs.end());
}

void add_number(std::string& key, std::uint16_t number) {
  key += static_cast<char>(number >> 8);
  key += static_cast<char>(number & 0xFF);
}

/// Six letters that say which subset of a font this is (§9.6.4).
std::string subset_tag(font::FaceId face, std::span<const std::uint16_t> glyphs) {
  std::string set;
  add_number(set, face.index);
  for (const std::uint16_t glyph : glyphs) add_number(set, glyph);
  std::string tag;
  for (std::uint64_t hash = hash::content_id(set)[0]; tag.size() < 6; hash /= 26)
    tag += static_cast<char>('A' + hash % 26);
  return tag;
}

/// Widths of the codes (§9.7.4.3): a run of neighbours is given by its first.
std::string widths_of(const std::vector<OwnedCode>& codes) {
  Bytes out;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const bool goes_on = i > 0 && codes[i].cid == codes[i - 1].cid + 1;
    if (!goes_on) out << (i > 0 ? "]"sv : ""sv) << int{codes[i].cid} << '[';
    if (goes_on) out << ' ';
    out << Length::from_millipoints(
        codes[i].width * std::int64_t{100}
    );  // thousandths of an em, to a tenth
  }
  out << ']';
  return std::string{out.view()};
}

/// The text of each code (§9.10.3).
Bytes to_unicode_map(const std::vector<OwnedCode>& codes) {
  Bytes out;
  out << "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
         "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
         "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
         "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"sv;
  constexpr std::size_t most_in_a_block = 100;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (i % most_in_a_block == 0) {
      out << static_cast<std::int64_t>(std::min(most_in_a_block, codes.size() - i))
          << " beginbfchar\n"sv;
    }
    char* at = out.room(6);
    *at++ = '<';
    at = write_hex(at, codes[i].cid, 4, upper_hex_digits);
    *at++ = '>';
    out.wrote(at);
    out << '<';
    put_utf16(out, codes[i].text);
    out << ">\n"sv;
    if ((i + 1) % most_in_a_block == 0 || i + 1 == codes.size()) out << "endbfchar\n"sv;
  }
  out << "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"sv;
  return out;
}

/// Glyph numbers by code (§9.7.4.2), two bytes each; empty when they are the same.
std::string cid_to_gid_map(const std::vector<OwnedCode>& codes) {
  const bool same =
      std::ranges::all_of(codes, [](const OwnedCode& code) { return code.cid == code.glyph; });
  if (same) return {};
  std::string map(2 * (std::size_t{codes.back().cid} + 1), '\0');
  for (const OwnedCode& code : codes) {
    map[2 * std::size_t{code.cid}] = static_cast<char>(code.glyph >> 8);
    map[2 * std::size_t{code.cid} + 1] = static_cast<char>(code.glyph & 0xFF);
  }
  return map;
}

}  // namespace

Stream FontEmbedder::stream(std::string_view plain, bool readable, std::string entries) {
  if (readable) return {std::move(entries), std::string{plain}};
  Bytes packed;
  deflater_.deflate(plain, packed);
  return {entries + "/Filter/FlateDecode", std::string{packed.view()}};
}

std::shared_ptr<const Stream> FontEmbedder::program(
    font::FaceId face, std::span<const std::uint16_t> glyphs, bool typed, bool readable
) {
  std::string key{readable ? 'r' : 'p', typed ? 't' : 's', static_cast<char>(face.index)};
  for (const std::uint16_t glyph : glyphs) add_number(key, glyph);
  if (const auto kept = programs_.find(key); kept != programs_.end()) return kept->second;

  const std::string subset =
      typed ? book_.subset(face, glyphs, typed_characters()) : book_.subset(face, glyphs);
  if (subset.empty()) return nullptr;
  const std::string entries = book_.facts(face).has_cff
                                  ? "/Subtype/CIDFontType0C"
                                  : "/Length1 " + std::to_string(subset.size());
  auto made = std::make_shared<const Stream>(stream(subset, readable, entries));
  if (programs_.size() >= most_kept) programs_.clear();
  programs_.emplace(std::move(key), made);
  return made;
}

const std::vector<std::uint16_t>& FontEmbedder::ascii(font::FaceId face) {
  ascii_.resize(book_.size());
  std::vector<std::uint16_t>& glyphs = ascii_[face.index];
  if (!glyphs.empty()) return glyphs;
  for (char32_t c = ' '; c <= '~'; ++c) {
    const std::uint16_t glyph = book_.glyph(face, c);
    if (glyph != 0 && book_.character(face, glyph) == c) glyphs.push_back(glyph);
  }
  std::ranges::sort(glyphs);
  return glyphs;
}

std::shared_ptr<const EmbeddedFont> FontEmbedder::embed(
    font::FaceId face, const FaceCodes& used, std::uint16_t variant, bool typed, bool readable
) {
  // A face that sets any letter of ASCII brings all of them: what one document needs is then what
  // the next one needs, and its subset need not be made again.
  const bool has_ascii = typed || std::ranges::any_of(used.used(), [](const Code& code) {
                           return code.text.size() == 1 && code.text[0] > ' ';
                         });
  own_.clear();
  if (has_ascii) own_ = ascii(face);
  const auto brought = static_cast<std::ptrdiff_t>(own_.size());
  const auto is_brought = [&](std::uint16_t glyph) {
    return std::binary_search(own_.begin(), own_.begin() + brought, glyph);
  };
  for (const Code& code : used.used()) {
    if (code.is_own && !is_brought(code.glyph)) own_.push_back(code.glyph);
  }
  std::ranges::sort(own_.begin() + brought, own_.end());
  std::inplace_merge(own_.begin(), own_.begin() + brought, own_.end());

  key_ = {readable ? 'r' : 'p', typed ? 't' : 's', static_cast<char>(face.index)};
  add_number(key_, variant);
  key_.append(reinterpret_cast<const char*>(own_.data()), own_.size() * sizeof own_[0]);
  for (const Code& code : used.used()) {
    if (code.is_own) continue;
    add_number(
        key_, 0
    );  // behind the first of these no glyph of `own_` can stand: 0 has no character
    add_number(key_, code.cid);
    add_number(key_, code.glyph);
    add_number(key_, code.variant);
    add_number(key_, static_cast<std::uint16_t>(code.text.size()));
    key_ += code.text;
  }
  if (const auto kept = fonts_.find(key_); kept != fonts_.end()) return kept->second;

  const std::vector<OwnedCode> codes = codes_of(book_, face, used, own_, variant);
  std::vector<std::uint16_t> glyphs = glyphs_of(codes, used);
  if (typed) add_typed(book_, face, glyphs);
  auto font = std::make_shared<EmbeddedFont>();
  font->program = program(face, glyphs, typed, readable);
  if (!font->program) return nullptr;
  font->to_unicode = stream(to_unicode_map(codes).view(), readable);
  const bool has_cff = book_.facts(face).has_cff;  // a CIDFontType0 has no such map
  if (const std::string map = has_cff ? "" : cid_to_gid_map(codes); !map.empty())
    font->cid_to_gid = stream(map, readable);
  font->name = subset_tag(face, glyphs) + '+' + book_.facts(face).postscript_name;
  font->widths = widths_of(codes);
  if (fonts_.size() >= most_kept) fonts_.clear();
  fonts_.emplace(key_, font);
  return font;
}

FontStreams add_streams(haru::Document& file, const EmbeddedFont& font, ObjectId program) {
  FontStreams streams;
  streams.program = program ? program : file.add_stream(font.program->entries, font.program->bytes);
  streams.to_unicode = file.add_stream(font.to_unicode.entries, font.to_unicode.bytes);
  if (!font.cid_to_gid.bytes.empty()) {
    streams.cid_to_gid = file.add_stream(font.cid_to_gid.entries, font.cid_to_gid.bytes);
  }
  return streams;
}

ObjectId add_font(
    haru::Document& file,
    const font::FaceFacts& facts,
    const EmbeddedFont& font,
    const FontStreams& streams
) {
  const auto em = [&](int units) {
    return (units * 1000 + (units < 0 ? -1 : 1) * facts.units_per_em / 2) / facts.units_per_em;
  };
  const ObjectId composite = file.reserve(3);
  const ObjectId descendant{composite.number + 1}, descriptor{composite.number + 2};

  Bytes& out = file.begin(composite);
  out << "<</Type/Font/Subtype/Type0/BaseFont"sv;
  put_name(out, font.name);
  out << "/Encoding/Identity-H/DescendantFonts["sv << descendant << "]/ToUnicode "sv
      << streams.to_unicode << ">>\n"sv;

  file.begin(descendant) << "<</Type/Font/Subtype"sv
                         << (facts.has_cff ? "/CIDFontType0"sv : "/CIDFontType2"sv)
                         << "/BaseFont"sv;
  put_name(out, font.name);
  out << "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor "sv
      << descriptor;
  if (streams.cid_to_gid) {
    out << "/CIDToGIDMap "sv << streams.cid_to_gid;
  } else if (!facts.has_cff) {
    out << "/CIDToGIDMap/Identity"sv;
  }
  out << "/DW 0/W["sv << font.widths << "]>>\n"sv;

  constexpr int symbolic = 1 << 2;  // more letters than Adobe's Latin set has (§9.8.2)
  constexpr int italic = 1 << 6;
  const int stem =
      50 + facts.weight * facts.weight / (65 * 65);  // fonts do not tell it; by weight, as is usual
  file.begin(descriptor) << "<</Type/FontDescriptor/FontName"sv;
  put_name(out, font.name);
  out << "/Flags "sv << (symbolic | (facts.italic ? italic : 0)) << "/FontBBox["sv << em(facts.left)
      << ' ' << em(facts.bottom) << ' ' << em(facts.right) << ' ' << em(facts.top)
      << "]/ItalicAngle "sv << Length::from_points(facts.italic_angle) << "/Ascent "sv
      << em(facts.ascent) << "/Descent "sv << em(facts.descent) << "/CapHeight "sv
      << em(facts.cap_height) << "/StemV "sv << stem
      << (facts.has_cff ? "/FontFile3 "sv : "/FontFile2 "sv) << streams.program << ">>\n"sv;
  return composite;
}

}  // namespace engine::pdf
