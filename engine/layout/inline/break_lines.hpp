#pragma once

#include "engine/layout/compose.hpp"
#include "engine/layout/inline/collect.hpp"

#include <cstdint>
#include <vector>

namespace engine::layout {

/// Atoms [first, last) on one line; `width` without the space behind the last.
struct Line {
  std::size_t first = 0, last = 0;
  Length width;
  std::uint32_t hyphen =
      0;  ///< the run that ends it, counted from 1, where it ends in a word; 0: none
};

struct Lines {
  std::vector<Line> all;
  bool has_broken_word = false;  ///< a word that no line can hold was cut, or should have been
};

/// Breaks ParagraphScratch::items [first, last) into lines no wider than `width`: each ends at the
/// last place UAX #14 allows that still fits, with a hyphen where that is a soft hyphen. Words that
/// only no-break blanks part, and that are wider than a whole line, end a line at such a blank; a
/// word that is wider is cut between graphemes, and a warning says where (W410).
Lines break_lines(
    const Composer& c,
    const doc::Paragraph& paragraph,
    std::size_t first,
    std::size_t last,
    Length width
);

/// Cuts a line that begins with a word wider than `room` between two letters of it.
Line cut_first_word(
    const Composer& c, const doc::Paragraph& paragraph, const Line& line, Length room
);

// --- cut_lines.cpp ---
/// Takes the lines away that a paragraph has too many. The last that stays ends with a word and an
/// ellipsis, and a warning says what is missing (W415), with what is left out behind it.
void cut_to_lines(
    const Composer& c,
    const doc::Paragraph& paragraph,
    const LeftOut& behind,
    std::vector<Line>& lines,
    Length width
);

}  // namespace engine::layout
