#include <string>
#include <unordered_map>

#include "engine/font/book.hpp"

namespace engine::font {

namespace {

/// Text, face, script and direction in one key: what a shaped run depends on.
struct KeyHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>{}(key); }
};

constexpr std::size_t remembered_runs = 50'000;  // about 20 MB: the words of any language and a clinic's names

}  // namespace

struct Shaper::Memory {
  const FontBook* book;
  HbBuffer buffer{hb_buffer_create()};
  std::unordered_map<std::string, GlyphRun, KeyHash, std::equal_to<>> runs;
  std::string key;

  GlyphRun shape(std::string_view text, const Run& run) const;
};

Shaper::Shaper(const FontBook& book) : memory_{std::make_unique<Memory>()} { memory_->book = &book; }
Shaper::Shaper(Shaper&&) noexcept = default;
Shaper::~Shaper() = default;

const FontBook& Shaper::book() const { return *memory_->book; }

void Shaper::forget() {
  if (memory_->runs.size() > remembered_runs) memory_->runs.clear();
}

const GlyphRun& Shaper::shape(std::string_view text, const Run& run) {
  std::string& key = memory_->key;
  key.assign(text);
  key += static_cast<char>(run.face.index);
  key += run.right_to_left ? 'r' : 'l';
  key.append(run.script, 4);
  const auto known = memory_->runs.find(std::string_view{key});
  if (known != memory_->runs.end()) return known->second;
  return memory_->runs.emplace(key, memory_->shape(text, run)).first->second;
}

GlyphRun Shaper::Memory::shape(std::string_view text, const Run& run) const {
  hb_buffer_t* b = buffer.get();
  hb_buffer_reset(b);
  hb_buffer_set_cluster_level(b, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
  hb_buffer_add_utf8(b, text.data(), static_cast<int>(text.size()), 0, static_cast<int>(text.size()));
  hb_buffer_set_direction(b, run.right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_script(b, hb_script_from_string(run.script, 4));
  hb_buffer_set_language(b, hb_language_from_string("und", -1));
  hb_shape(book->shelf_->faces[run.face.index].font.get(), b, nullptr, 0);

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
  return shaped;
}

}  // namespace engine::font
