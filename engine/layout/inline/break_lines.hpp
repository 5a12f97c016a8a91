#pragma once

#include "engine/layout/compose.hpp"
#include "engine/layout/inline/words.hpp"

#include <vector>

namespace engine::layout {

/// Atoms [first, last) on one line; `width` without the space behind the last.
struct Line {
  std::size_t first = 0, last = 0;
  Length width;
};

/// Breaks Words::atoms [first, last) into lines no wider than `width`: each ends at the last place
/// UAX #14 allows that still fits. A word that is wider than a whole line is cut between graphemes,
/// and a warning says where (W410).
std::vector<Line> break_lines(
    Composer& c, const doc::Paragraph& paragraph, std::size_t first, std::size_t last, Length width
);

/// Cuts a line that begins with a word wider than `room` between two letters of it.
Line cut_first_word(Composer& c, const doc::Paragraph& paragraph, const Line& line, Length room);

// --- cut_lines.cpp ---
/// Takes the lines away that a paragraph has too many. The last that stays ends with a word and an
/// ellipsis, and a warning says what is missing (W415).
void cut_to_lines(
    Composer& c, const doc::Paragraph& paragraph, std::vector<Line>& lines, Length width
);

}  // namespace engine::layout
