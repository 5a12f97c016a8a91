#include "engine/font/plain.hpp"

#include "engine/base/utf8.hpp"

#include <hb-ot.h>

#include <algorithm>
#include <string>

namespace engine::font {

namespace {

using HbSet = std::unique_ptr<hb_set_t, Destroyed<hb_set_destroy>>;
using HbPlan = std::unique_ptr<hb_shape_plan_t, Destroyed<hb_shape_plan_destroy>>;
using HbBlob = std::unique_ptr<hb_blob_t, Destroyed<hb_blob_destroy>>;

constexpr std::size_t ascii = 0x7F - 0x20;
constexpr std::array<char32_t, 4> quotes{U'‘', U'’', U'“', U'”'};

char32_t character(std::size_t letter) {
  return letter < ascii ? static_cast<char32_t>(0x20 + letter) : quotes[letter - ascii];
}

/// What HarfBuzz does with a word of Latin letters when it is asked for nothing in particular.
HbPlan plan_of(hb_face_t* face, hb_language_t language) {
  hb_segment_properties_t about{};
  about.direction = HB_DIRECTION_LTR;
  about.script = HB_SCRIPT_LATIN;
  about.language = language;
  return HbPlan{hb_shape_plan_create_cached(face, &about, nullptr, 0, nullptr)};
}

/// A number of a font table (OpenType, "Data types"); 0 behind its end.
unsigned number(std::string_view table, std::size_t at) {
  if (at + 2 > table.size()) return 0;
  return static_cast<unsigned>(static_cast<unsigned char>(table[at]) << 8) |
         static_cast<unsigned char>(table[at + 1]);
}

/// A lookup of a GPOS table (OpenType, "Lookup table").
struct Positioning {
  unsigned type = 0, subtables = 0;
  std::size_t first = 0;  ///< where its first subtable is
};

Positioning positioning(std::string_view gpos, unsigned lookup) {
  const std::size_t list = number(gpos, 8);
  const std::size_t at = list + number(gpos, list + 2 + 2 * std::size_t{lookup});
  return {number(gpos, at), number(gpos, at + 4), at + number(gpos, at + 6)};
}

}  // namespace

PlainWords::PlainWords(const OpenFace& face, hb_language_t language) {
  find_letters(face);
  const HbPlan plan = plan_of(face.face.get(), language);
  const char* const shaper = hb_shape_plan_get_shaper(plan.get());
  is_fit_ = shaper && std::string_view{shaper} == "ot" &&
            has_marks_alone(face.face.get(), plan.get()) && add_rules(face.face.get(), plan.get());
}

/// Rules may pass over glyphs of a class: so all letters must be of one.
void PlainWords::find_letters(const OpenFace& face) {
  hb_codepoint_t a = 0;
  hb_font_get_nominal_glyph(face.font.get(), U'a', &a);
  const auto usual = hb_ot_layout_get_glyph_class(face.face.get(), a);
  for (std::size_t i = 0; i < letters; ++i) {
    if (!hb_font_get_nominal_glyph(face.font.get(), character(i), &glyphs_[i])) continue;
    advances_[i] = hb_font_get_glyph_h_advance(face.font.get(), glyphs_[i]);
    simple_[i] = hb_ot_layout_get_glyph_class(face.face.get(), glyphs_[i]) == usual &&
                 usual != HB_OT_LAYOUT_GLYPH_CLASS_MARK;
  }
}

/// True when the face moves nothing but marks: it kerns no letters, neither by GPOS nor otherwise,
/// and joins none.
bool PlainWords::has_marks_alone(hb_face_t* face, hb_shape_plan_t* plan) const {
  for (const char* const tag : {"kern", "kerx", "morx", "trak"}) {
    const HbBlob table{hb_face_reference_table(face, hb_tag_from_string(tag, 4))};
    if (hb_blob_get_length(table.get()) > 0) return false;
  }
  const HbBlob table{hb_face_reference_table(face, HB_OT_TAG_GPOS)};
  unsigned size = 0;
  const char* const bytes = hb_blob_get_data(table.get(), &size);
  const std::string_view gpos{bytes, size};
  const HbSet lookups{hb_set_create()};
  hb_ot_shape_plan_collect_lookups(plan, HB_OT_TAG_GPOS, lookups.get());
  for (hb_codepoint_t lookup = HB_SET_VALUE_INVALID; hb_set_next(lookups.get(), &lookup);) {
    constexpr unsigned cursive = 3, mark_to_base = 4, mark_to_mark = 6;
    const Positioning found = positioning(gpos, lookup);
    const bool is_fine =
        found.type == cursive
            ? found.subtables == 1 &&
                  joins_none(face, lookup, gpos.substr(std::min(found.first, gpos.size())))
            : found.type >= mark_to_base && found.type <= mark_to_mark;
    if (!is_fine) return false;
  }
  return true;
}

/// True when of no two letters one joins on to the other: glyphs are joined where the first says at
/// which point it is left, and the second at which it is entered ("Cursive attachment
/// positioning").
bool PlainWords::joins_none(hb_face_t* face, unsigned lookup, std::string_view subtable) const {
  const HbSet covered{hb_set_create()};
  hb_ot_layout_lookup_collect_glyphs(
      face, HB_OT_TAG_GPOS, lookup, nullptr, covered.get(), nullptr, nullptr
  );
  const HbSet own{hb_set_create()};
  for (const hb_codepoint_t glyph : glyphs_) hb_set_add(own.get(), glyph);
  bool is_entered = false, is_left = false;
  std::size_t record = 6;  // of each glyph in turn: offsets of two points, or 0
  for (hb_codepoint_t glyph = HB_SET_VALUE_INVALID; hb_set_next(covered.get(), &glyph);
       record += 4) {
    if (!hb_set_has(own.get(), glyph)) continue;
    is_entered = is_entered || number(subtable, record) != 0;
    is_left = is_left || number(subtable, record + 2) != 0;
  }
  return !(is_entered && is_left);
}

/// Finds the rules that change glyphs. False when there are more, or others, than can be looked at.
bool PlainWords::add_rules(hb_face_t* face, hb_shape_plan_t* plan) {
  const HbSet lookups{hb_set_create()};
  hb_ot_shape_plan_collect_lookups(plan, HB_OT_TAG_GSUB, lookups.get());
  for (hb_codepoint_t lookup = HB_SET_VALUE_INVALID; hb_set_next(lookups.get(), &lookup);) {
    if (!add_rule(face, lookup)) return false;
  }
  return true;
}

bool PlainWords::add_rule(hb_face_t* face, unsigned lookup) {
  const HbSet before{hb_set_create()}, input{hb_set_create()}, after{hb_set_create()};
  hb_ot_layout_lookup_collect_glyphs(
      face, HB_OT_TAG_GSUB, lookup, before.get(), input.get(), after.get(), nullptr
  );
  std::vector<std::size_t> about;
  bool is_around = false;
  for (std::size_t i = 0; i < letters; ++i) {
    if (hb_set_has(input.get(), glyphs_[i])) about.push_back(i);
    is_around =
        is_around || hb_set_has(before.get(), glyphs_[i]) || hb_set_has(after.get(), glyphs_[i]);
  }
  if (about.empty()) return true;
  constexpr std::size_t most_letters = 12;  // 1,728 threes of them are tried
  constexpr int most_rules = 8;
  if (is_around || about.size() > most_letters || found_ == most_rules) return false;
  const auto bit = static_cast<std::uint8_t>(1u << found_++);

  const auto changes = [&](std::initializer_list<std::size_t> word) {
    std::array<hb_codepoint_t, 3> glyphs{};
    std::ranges::transform(word, glyphs.begin(), [&](std::size_t i) { return glyphs_[i]; });
    return hb_ot_layout_lookup_would_substitute(
        face, lookup, glyphs.data(), static_cast<unsigned>(word.size()), true
    );
  };
  for (const std::size_t a : about) {
    rules_[a] = static_cast<std::uint8_t>(rules_[a] | bit);
    if (changes({a})) simple_[a] = false;
    for (const std::size_t b : about) {
      if (changes({a, b})) pairs_.push_back({a, b});
      for (const std::size_t c : about) {
        if (changes({a, b, c})) triples_.push_back({a, b, c});
      }
    }
  }
  return true;
}

/// The letter at an offset of a word, which moves behind it.
std::optional<std::size_t> PlainWords::letter(std::string_view word, std::size_t& at) {
  const auto byte = static_cast<unsigned char>(word[at]);
  if (byte >= 0x20 && byte < 0x7F) {
    ++at;
    return byte - std::size_t{0x20};
  }
  if (byte < 0x80) return std::nullopt;
  const Character found = character_at(word, at);
  const auto quote = std::ranges::find(quotes, found.value);
  if (quote == quotes.end()) return std::nullopt;
  at = found.next;
  return ascii + static_cast<std::size_t>(quote - quotes.begin());
}

/// Whether no rule is about the end of a word, of which these are the last letters, newest first.
/// Of four in a row that one rule knows, not all was tried.
bool PlainWords::is_free(const std::array<std::size_t, 4>& last, std::size_t count) const {
  const auto [d, c, b, a] = last;
  unsigned common = rules_[d];
  if (count < 2 || (common &= rules_[c]) == 0) return true;
  if (std::ranges::find(pairs_, std::array{c, d}) != pairs_.end()) return false;
  if (count < 3 || (common &= rules_[b]) == 0) return true;
  if (std::ranges::find(triples_, std::array{b, c, d}) != triples_.end()) return false;
  return count < 4 || (common & rules_[a]) == 0;
}

std::optional<GlyphRun> PlainWords::set(std::string_view word) const {
  if (!is_fit_) return std::nullopt;
  GlyphRun run;
  run.glyphs.reserve(word.size());
  std::array<std::size_t, 4> last{};
  std::size_t count = 0;
  for (std::size_t at = 0; at < word.size();) {
    const auto cluster = static_cast<std::uint16_t>(at);
    const auto next = letter(word, at);
    if (!next || !simple_[*next]) return std::nullopt;
    last = {*next, last[0], last[1], last[2]};
    if (!is_free(last, ++count)) return std::nullopt;
    Glyph& glyph = run.glyphs.emplace_back();
    glyph.id = static_cast<std::uint16_t>(glyphs_[*next]);
    glyph.cluster = cluster;
    glyph.x = run.width;
    glyph.advance = advances_[*next];
    run.width += glyph.advance;
  }
  return run;
}

}  // namespace engine::font
