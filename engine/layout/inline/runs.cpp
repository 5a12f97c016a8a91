#include "engine/layout/inline/runs.hpp"

#include "engine/base/utf8.hpp"
#include "engine/layout/inline/clusters.hpp"

#include <unicode/uscript.h>

#include <algorithm>
#include <optional>

namespace engine::layout {

namespace {

/// The script that sets a character; common and inherited ones take that of the run they stand in.
UScriptCode script_of(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  return script == USCRIPT_COMMON || script == USCRIPT_INHERITED ? USCRIPT_INVALID_CODE : script;
}

Length add_run(
    const Composer& c,
    std::string_view text,
    font::FaceId face,
    UScriptCode script,
    std::uint8_t level,
    Length size
) {
  font::Shaper::Run wanted{
      .face = face, .right_to_left = level % 2 == 1, .language = c.context.language};
  if (script != USCRIPT_INVALID_CODE) std::copy_n(uscript_getShortName(script), 4, wanted.script);
  const font::GlyphRun& glyphs = c.setting.shaper.shape(text, wanted);
  const Length width = size.scaled(glyphs.width, c.setting.shaper.book().facts(face).units_per_em);
  c.setting.scratch.runs.push_back({text, &glyphs, face, level, width});
  return width;
}

/// A glyph tells the byte of its run in 16 bits.
constexpr std::size_t longest_run = 30'000;

/// Marks that several scripts use, each face its own: dandas, and the marks of Arabic. They are set
/// by the face of the words they end.
bool is_shared(char32_t c) {
  return c == 0x964 || c == 0x965 || c == 0x60C || c == 0x61B || c == 0x61F || c == 0x640;
}

bool all_in(const font::FontBook& book, font::FaceId face, const Cluster& cluster) {
  return std::ranges::all_of(cluster.characters, [&](char32_t c) {
    return font::is_default_ignorable(c) || book.glyph(face, c) != 0;
  });
}

std::optional<font::FaceId> face_of(
    const Composer& c, const Cluster& cluster, bool bold, bool italic
) {
  const font::FontBook& book = c.setting.shaper.book();
  if (font::is_default_ignorable(cluster.characters.front())) return book.plain_face(bold, italic);
  const font::Han han = c.context.han.value_or(font::Han::simplified);
  return cluster.characters.size() == 1
             ? book.face_for(cluster.characters.front(), bold, italic, han)
             : book.face_for(cluster.characters, bold, italic, han);
}

}  // namespace

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

Length add_plain_run(
    const Composer& c, std::string_view text, const doc::TextStyle& style, bool bold, bool italic
) {
  const PlainFace& plain = c.setting.scratch.plain(bold, italic);
  const font::GlyphRun& glyphs =
      c.setting.shaper.shape(text, {.face = plain.face, .language = c.context.language});
  const Length width = style.size.scaled(glyphs.width, plain.units_per_em);
  c.setting.scratch.runs.push_back({text, &glyphs, plain.face, 0, width});
  return width;
}

Length add_runs(
    const Composer& c,
    std::string_view text,
    const doc::TextStyle& style,
    bool bold,
    bool italic,
    const std::uint8_t* levels
) {
  if (!levels && is_ascii(text)) return add_plain_run(c, text, style, bold, italic);
  const font::FontBook& book = c.setting.shaper.book();
  Length width;
  std::size_t begin = 0;
  std::optional<font::FaceId> face;
  UScriptCode script = USCRIPT_INVALID_CODE;
  Cluster cluster;
  const auto end_run = [&](std::size_t end) {
    if (begin == end) return;
    const std::uint8_t level = levels ? levels[begin] : std::uint8_t{0};
    width += add_run(c, text.substr(begin, end - begin), *face, script, level, style.size);
    begin = end;
    script = USCRIPT_INVALID_CODE;
  };
  for (std::size_t i = 0; i < text.size(); i = cluster.end) {
    read_cluster(text, i, cluster);
    const char32_t base = cluster.characters.front();
    const UScriptCode own_script = script_of(base);
    const bool goes_along = face && (font::is_default_ignorable(base) || is_shared(base)) &&
                            all_in(book, *face, cluster);
    std::optional<font::FaceId> found = goes_along ? face : face_of(c, cluster, bold, italic);
    if (!found && cluster.characters.size() > 1) {  // told: check_letters
      cluster.end = character_at(text, i).next;
      cluster.characters.resize(1);
      found = face_of(c, cluster, bold, italic);
    }
    const font::FaceId own_face =  // refused before: check_letters
        found.value_or(book.plain_face(bold, italic));
    const bool same = i > begin && own_face == face && cluster.end - begin < longest_run &&
                      (!levels || levels[i] == levels[begin]) &&
                      (own_script == script || own_script == USCRIPT_INVALID_CODE ||
                       script == USCRIPT_INVALID_CODE);
    if (!same) end_run(i);
    face = own_face;
    if (own_script != USCRIPT_INVALID_CODE) script = own_script;
  }
  end_run(text.size());
  return width;
}

}  // namespace engine::layout
