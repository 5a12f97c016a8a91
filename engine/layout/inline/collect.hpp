#pragma once

#include "engine/base/base.hpp"
#include "engine/doc/doc.hpp"
#include "engine/font/font.hpp"

#include <array>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace engine::layout {

struct Composer;
struct PageNumbers;  ///< compose.hpp
struct TextContext;
struct Segment;  ///< visual_order.hpp

/// A piece of a word that one face sets in one direction.
struct Run {
  std::string_view text;
  const font::GlyphRun* glyphs = nullptr;
  font::FaceId face;
  std::uint8_t level = 0;  ///< UAX #9 embedding level: odd runs go right to left
  Length width;
};

/// What a line is made of: a word without its space, a short blank, a forced end of the line.
struct InlineItem {
  enum class Is : std::uint8_t { word, fill, line_break, tab } is = Is::word;
  bool space_after = false;
  bool break_after = false;           ///< a line may end here (UAX #14)
  bool soft_hyphen = false;           ///< a line that ends here shows a hyphen
  bool parts_easily = false;          ///< as parts_if_needed, and before it: behind "page"
  bool parts_if_needed = false;       ///< a line may end here that can end nowhere else: U+2060
  std::uint8_t space_level = 0;       ///< of the space that follows; of a short blank itself
  std::uint16_t source = 0;           ///< index of its inline in the paragraph
  std::uint32_t first = 0, last = 0;  ///< its runs
  Length width;
  Length space;  ///< width of the space that follows
  std::string_view text;
};

/// The face that sets plain words in a style, and its space: asked for at every word, so found out
/// once.
struct PlainFace {
  font::FaceId face;
  int units_per_em = 0;  ///< 0: not asked for yet
  std::uint16_t space = 0;
  int space_advance = 0;
  bool has_quotes = false;  ///< has “ ” ‘ ’, which otherwise set no words apart from plain ones
};

/// ICU's iterators and the scratch of one paragraph, kept from paragraph to paragraph.
struct ParagraphScratch {
  explicit ParagraphScratch(const font::FontBook& fonts);
  ~ParagraphScratch();
  const PlainFace& plain(bool bold, bool italic) {
    PlainFace& plain = plain_[(bold ? 1u : 0u) + (italic ? 2u : 0u)];
    return plain.units_per_em > 0 ? plain : ask(plain, bold, italic);
  }

  std::vector<InlineItem> items;
  std::vector<Run> runs;
  std::vector<Segment> segments;      ///< of one line
  std::string joined;                 ///< the end of an inline and the beginning of the next
  std::deque<std::string> own_words;  ///< that no document holds: page numbers, words without marks
  std::uint8_t base_level = 0;        ///< of the paragraph: 1 where it runs from right to left

 private:
  const PlainFace& ask(PlainFace& plain, bool bold, bool italic) const;

  const font::FontBook& fonts_;
  std::array<PlainFace, 4> plain_;

 public:
  struct Unicode;
  std::unique_ptr<Unicode> unicode;
};

/// The number that is printed.
int value_of(const doc::PageNumber& number, const PageNumbers& numbers);

/// Cuts a paragraph's inlines into ParagraphScratch::items: words by white space, then where UAX
/// #14 lets a line end inside them. Nothing is drawn of what has done its work then (soft hyphens,
/// marks of direction, joiners of words): a word that is copied is whole. Returns what more of it
/// is to be set with: the composer's context, with the form of its Chinese characters decided.
TextContext collect(
    const Composer& c, const std::vector<doc::Inline>& inlines, const doc::TextStyle& style
);

/// The hyphen of a line that ends at the soft hyphen behind `item`. Its text is U+00AD, by which
/// readers know that the word goes on (ISO 32000-1 §14.8.2.2.3).
Run hyphen_behind(const Composer& c, const InlineItem& item, const doc::Text& text, Length size);

/// Byte offset of the last grapheme end (UAX #29) in `text` up to which it is no wider than
/// `width`; at least one grapheme.
std::size_t fitting_prefix(
    const Composer& c,
    std::string_view text,
    const doc::TextStyle& style,
    bool bold,
    bool italic,
    const std::uint8_t* levels,
    Length width
);

}  // namespace engine::layout
