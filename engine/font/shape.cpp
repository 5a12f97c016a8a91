#include "engine/base/utf8.hpp"
#include "engine/font/book.hpp"
#include "engine/font/plain.hpp"

#include <algorithm>
#include <cstring>
#include <deque>
#include <map>
#include <string>
#include <vector>

namespace engine::font {

namespace {

constexpr std::size_t remembered_runs =
    50'000;  // about 20 MB: the words of any language and a clinic's names

/// What a shaped run depends on, besides its text.
std::uint64_t seed_of(const Shaper::Run& run) {
  std::uint32_t script = 0;
  std::memcpy(&script, run.script, sizeof script);
  return std::uint64_t{script} << 32 | std::uint64_t{run.language} << 16 |
         std::uint64_t{run.face.index} << 1 | (run.right_to_left ? 1u : 0u);
}

template <class Block>
Block block_of(std::string_view text, std::size_t at) {
  Block block;
  std::memcpy(&block, text.data() + at, sizeof block);
  return block;
}

/// Up to eight bytes as a number, without a step a byte: two halves that overlap.
std::uint64_t last_of(std::string_view text) {
  const std::size_t size = text.size();
  if (size >= 4) {
    return std::uint64_t{block_of<std::uint32_t>(text, 0)} << 32 |
           block_of<std::uint32_t>(text, size - 4);
  }
  if (size == 0) return 0;
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  return std::uint64_t{byte(0)} << 16 | std::uint64_t{byte(size / 2)} << 8 | byte(size - 1);
}

/// FNV-1a, eight bytes at a step: words are short, and look-ups are many.
std::uint64_t hash_of(std::string_view text, std::uint64_t seed) {
  constexpr std::uint64_t prime = 0x9E3779B97F4A7C15;
  std::uint64_t hash = (seed + text.size()) * prime;
  for (; text.size() > 8; text.remove_prefix(8)) {
    hash = (hash ^ block_of<std::uint64_t>(text, 0)) * prime;
    hash ^= hash >> 29;
  }
  hash = (hash ^ last_of(text)) * prime;
  return hash ^ hash >> 32;
}

/// How far the ink of a run reaches above and below the line.
void measure_ink(GlyphRun& run, hb_font_t* font) {
  for (const Glyph& glyph : run.glyphs) {
    hb_glyph_extents_t ink;
    if (!hb_font_get_glyph_extents(font, glyph.id, &ink)) continue;
    run.top = std::max(run.top, glyph.y + ink.y_bearing);
    run.bottom = std::min(run.bottom, glyph.y + ink.y_bearing + ink.height);
  }
}

/// Offsets of the characters of a text.
void find_characters(
    std::string_view text, std::size_t begin, std::size_t end, std::vector<std::uint16_t>& starts
) {
  starts.clear();
  for (std::size_t i = begin; i < end; ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80)
      starts.push_back(static_cast<std::uint16_t>(i));
  }
}

/// Gives every letter of a right-to-left run that stands where others stand (in a ligature, below
/// its marks) a place of its own, from right to left: blanks for the first ones, and for the last
/// the glyph itself. The marks that are drawn with it then say nothing.
///
///     text     lam alef          beh fathatan
///     glyphs   blank [lam-alef]  blank [beh] fathatan
///     cluster  0     2           4     6     6
///
/// Readers that find out by places which way text runs turn the letters of one place round: of lam
/// and alef they would make alef and lam. They take what is not covered between two letters for a
/// blank: so a letter that is a blank ends where its place ends. A joiner stands left of the letter
/// before it, which keeps its glyph.
void part_letters(GlyphRun& run, std::string_view text, hb_font_t* font) {
  hb_codepoint_t blank = 0;
  if (!hb_font_get_nominal_glyph(font, ' ', &blank)) return;
  const hb_position_t wide = hb_font_get_glyph_h_advance(font, blank);
  const auto is_joiner = [&](const Glyph& glyph) {
    return glyph.advance == 0 && is_default_ignorable(character_at(text, glyph.cluster).value);
  };
  std::vector<Glyph> parted;
  std::vector<std::uint16_t> letters;
  for (std::size_t i = 0, next = 0; i < run.glyphs.size(); i = next) {
    const Glyph& first = run.glyphs[i];
    next = i + 1;
    if (is_joiner(first)) {
      parted.push_back(first);
      parted.back().x -= 1;
      continue;
    }
    while (next < run.glyphs.size() && !is_joiner(run.glyphs[next]) &&
           (run.glyphs[next].advance == 0 || run.glyphs[next].cluster == first.cluster))
      ++next;
    const std::size_t end = next < run.glyphs.size() ? run.glyphs[next].cluster : text.size();
    find_characters(text, first.cluster, end, letters);
    const auto count = static_cast<std::int32_t>(letters.size());
    for (std::int32_t k = 0; k + 1 < count; ++k) {
      Glyph& letter = parted.emplace_back();
      letter.id = static_cast<std::uint16_t>(blank);
      letter.cluster = letters[static_cast<std::size_t>(k)];
      const std::int32_t left = first.x + first.advance * (count - 1 - k) / count;
      const std::int32_t right = first.x + first.advance * (count - k) / count;
      letter.x = std::max(left, right - wide);
    }
    for (std::size_t g = i; g < next; ++g) {
      parted.push_back(run.glyphs[g]);
      if (count > 1) parted.back().cluster = letters.back();
    }
  }
  run.glyphs = std::move(parted);
}

struct Known {
  std::uint64_t seed = 0;
  std::string text;
  GlyphRun run;
};

}  // namespace

/// Shaped runs in an open-addressing table, its size a power of two and at most half full.
struct Shaper::Memory {
  const FontBook* book;
  HbBuffer buffer{hb_buffer_create()};
  std::vector<hb_language_t> languages{hb_language_from_string("und", -1)};
  std::deque<Known> known;  ///< never moves: the runs are lent out
  struct Slot {
    std::uint64_t hash = 0;
    const Known* run = nullptr;  ///< null: free
  };
  std::vector<Slot> slots{1024};

  std::size_t slot_of(std::uint64_t hash) const { return hash & (slots.size() - 1); }
  std::map<std::pair<FaceId, std::uint16_t>, PlainWords> plain;  ///< by face and language

  void grow();
  GlyphRun shape(std::string_view text, const Run& run);
  std::optional<GlyphRun> shape_plain(std::string_view text, const Run& run);
};

void Shaper::Memory::grow() {
  std::vector<Slot> more(slots.size() * 2);
  slots.swap(more);
  for (const Slot& slot : more) {
    if (!slot.run) continue;
    std::size_t at = slot_of(slot.hash);
    while (slots[at].run) at = (at + 1) & (slots.size() - 1);
    slots[at] = slot;
  }
}

Shaper::Shaper(const FontBook& book) : memory_{std::make_unique<Memory>()} {
  memory_->book = &book;
}
Shaper::Shaper(Shaper&&) noexcept = default;
Shaper::~Shaper() = default;

const FontBook& Shaper::book() const {
  return *memory_->book;
}

void Shaper::forget() {
  if (memory_->known.size() <= remembered_runs) return;
  memory_->known.clear();
  memory_->slots.assign(1024, {});
}

std::uint16_t Shaper::language(std::string_view tag) {
  const hb_language_t language = hb_language_from_string(tag.data(), static_cast<int>(tag.size()));
  auto& known = memory_->languages;
  const auto at = std::ranges::find(known, language) - known.begin();
  if (at == std::ssize(known)) known.push_back(language);
  return static_cast<std::uint16_t>(at);
}

const GlyphRun& Shaper::shape(std::string_view text, const Run& run) {
  Memory& m = *memory_;
  const std::uint64_t seed = seed_of(run);
  const std::uint64_t hash = hash_of(text, seed);
  std::size_t at = m.slot_of(hash);
  for (; m.slots[at].run; at = (at + 1) & (m.slots.size() - 1)) {
    if (m.slots[at].hash != hash) continue;
    const Known& known = *m.slots[at].run;
    if (known.seed == seed && known.text == text) return known.run;
  }
  m.known.push_back({seed, std::string{text}, m.shape(text, run)});
  m.slots[at] = {hash, &m.known.back()};
  if (m.known.size() * 2 > m.slots.size()) m.grow();
  return m.known.back().run;
}

/// Of Latin text in the faces of Latin alone: a run of another has its ink measured.
std::optional<GlyphRun> Shaper::Memory::shape_plain(std::string_view text, const Run& run) {
  if (run.right_to_left || std::string_view{run.script} != "Latn" ||
      book->template_set_->is_tall(run.face))
    return std::nullopt;
  auto words = plain.find({run.face, run.language});
  if (words == plain.end()) {
    PlainWords found{book->template_set_->at(run.face), languages[run.language]};
    words = plain.emplace(std::pair{run.face, run.language}, std::move(found)).first;
  }
  return words->second.set(text);
}

GlyphRun Shaper::Memory::shape(std::string_view text, const Run& run) {
  if (auto set = shape_plain(text, run)) return *std::move(set);
  hb_buffer_t* b = buffer.get();
  hb_buffer_reset(b);
  hb_buffer_set_cluster_level(b, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
  hb_buffer_add_utf8(
      b, text.data(), static_cast<int>(text.size()), 0, static_cast<int>(text.size())
  );
  hb_buffer_set_direction(b, run.right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_script(b, hb_script_from_string(run.script, 4));
  hb_buffer_set_language(b, languages[run.language]);
  hb_font_t* font = book->template_set_->at(run.face).font.get();
  shape_all(font, b);

  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(b, &count);
  const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(b, &count);
  GlyphRun shaped;
  shaped.right_to_left = run.right_to_left;
  shaped.glyphs.resize(count);
  std::int32_t pen = 0;
  for (unsigned i = 0; i < count; ++i) {  // visual order, left to right
    // Glyphs are kept in logical order: of a right-to-left run the last drawn comes first.
    Glyph& glyph = shaped.glyphs[run.right_to_left ? count - 1 - i : i];
    glyph.id = static_cast<std::uint16_t>(infos[i].codepoint);
    glyph.cluster = static_cast<std::uint16_t>(infos[i].cluster);
    glyph.x = pen + positions[i].x_offset;
    glyph.y = positions[i].y_offset;
    glyph.advance = positions[i].x_advance;
    pen += positions[i].x_advance;
  }
  shaped.width = pen;
  if (book->template_set_->is_tall(run.face)) measure_ink(shaped, font);
  if (run.right_to_left) part_letters(shaped, text, font);
  return shaped;
}

}  // namespace engine::font
