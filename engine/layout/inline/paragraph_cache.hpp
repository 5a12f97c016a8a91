#pragma once

#include "engine/base/bytes.hpp"
#include "engine/layout/compose.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace engine::layout {

/// A paragraph as it was set: what it draws, from where its lines begin.
struct CachedParagraph {
  /// Words of one face and one tag.
  struct Piece {
    page::Text text;           ///< its ranges count from the beginning of the paragraph
    Length x;                  ///< from where lines begin
    std::uint16_t source = 0;  ///< the first inline that has its tag
  };
  struct Line {
    Length room;             ///< white above it, besides its leading
    std::size_t pieces = 0;  ///< up to here they are its
  };
  std::vector<Line> lines;
  std::vector<Piece> pieces;
  std::string text;
  std::vector<font::Glyph> glyphs;
};

/// Paragraphs that have been set before: the words of templates, which are the same in every case.
///
/// The key is everything that decides how a paragraph is set: its words and numbers with their
/// style, language and emphasis, the width they are set in, and whether they have tags. So what is
/// found is what would be set anew, and no page depends on the documents before it. Paragraphs that
/// hold more than ink (links, blanks), that run from right to left or not flush left, that are cut
/// or have something to tell are always set anew.
///
/// What is met once is most likely a case's own: a paragraph is kept when it is met for the second
/// time. All are forgotten when they hold more than `most_glyphs`, about 12 MB.
class ParagraphCache {
 public:
  /// The paragraph if it is known; null otherwise. Then `is_wanted` tells whether it should be
  /// kept.
  const CachedParagraph* find(
      const Composer& c, const doc::Paragraph& paragraph, Length width, TagHandle tag
  );
  bool is_wanted() const { return is_wanted_; }
  /// Keeps the paragraph that was looked for last.
  void keep(CachedParagraph set);

 private:
  static constexpr std::size_t most_glyphs = 500'000;
  static constexpr std::size_t hints = 8192;

  bool make_key(const Composer& c, const doc::Paragraph& paragraph, Length width, TagHandle tag);

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const {
      return std::hash<std::string_view>{}(key);
    }
  };
  std::unordered_map<std::string, CachedParagraph, Hash, std::equal_to<>> known_;
  std::size_t glyphs_ = 0;
  std::array<std::uint64_t, hints> met_{};  ///< hashes of what was met, each in its place
  Bytes key_;
  bool is_wanted_ = false;
};

}  // namespace engine::layout
