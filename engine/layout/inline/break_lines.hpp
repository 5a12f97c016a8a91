#pragma once

#include <vector>

#include "engine/layout/compose.hpp"
#include "engine/layout/inline/words.hpp"

namespace engine::layout {

/// Atoms [first, last) on one line; `width` without the space behind the last.
struct Line {
  std::size_t first = 0, last = 0;
  Length width;
};

/// Breaks Words::atoms [first, last) into lines no wider than `width`: each ends at the last place UAX #14 allows that
/// still fits. A word that is wider than a whole line is cut between graphemes, and a warning says where (W410).
std::vector<Line> break_lines(Composer& c, const doc::Paragraph& paragraph, std::size_t first, std::size_t last, Length width);

}  // namespace engine::layout
