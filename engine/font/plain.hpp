#pragma once

// The room's own: words that a face sets letter by letter.
//
// HarfBuzz takes some ten thousand instructions for a word of Latin text, most of them to find out
// that no rule of the font has anything to do. Which letters a rule could be about is the same for
// every word, and is found out once.

#include "engine/font/book.hpp"
#include "engine/font/glyph_run.hpp"

#include <array>
#include <bitset>
#include <optional>
#include <string_view>
#include <vector>

namespace engine::font {

/// What a face does with words of ASCII and curly quotes, in one language.
class PlainWords {
 public:
  PlainWords(const OpenFace& face, hb_language_t language);

  /// The glyphs of a word, exactly as HarfBuzz would give them: a letter a glyph. Nothing when a
  /// rule of the font might change one, or when the word has other letters.
  std::optional<GlyphRun> set(std::string_view word) const;

 private:
  static constexpr std::size_t letters = 99;
  using Letters = std::bitset<letters>;

  void find_letters(const OpenFace& face);
  bool has_marks_alone(hb_face_t* face, hb_shape_plan_t* plan) const;
  bool joins_none(hb_face_t* face, unsigned lookup, std::string_view subtable) const;
  bool add_rules(hb_face_t* face, hb_shape_plan_t* plan);
  bool add_rule(hb_face_t* face, unsigned lookup);
  bool is_free(const std::array<std::size_t, 4>& last, std::size_t count) const;

  static std::optional<std::size_t> letter(std::string_view word, std::size_t& at);

  bool is_fit_ = false;
  int found_ = 0;  ///< rules about letters
  std::array<hb_codepoint_t, letters> glyphs_{};
  std::array<std::int32_t, letters> advances_{};
  Letters simple_;  ///< has a glyph, which no rule changes by itself
  /// By letter, a bit for each rule that several letters in a row may be subject to.
  std::array<std::uint8_t, letters> rules_{};
  std::vector<std::array<std::size_t, 2>> pairs_;    ///< that a rule changes
  std::vector<std::array<std::size_t, 3>> triples_;  ///< too
};

}  // namespace engine::font
