#pragma once

// Dates as people write them.

#include "engine/serve/answers.hpp"

namespace engine::serve {

/// What was typed into the boxes of a date as numbers: a month by its name in any language of the
/// page ("March", "marzo", "sept."), and a whole date in one box (3/14/2026, 3-14-2026, 2026-03-14;
/// the month first, unless it can be no month). All else stays as it is.
DatePieces plain_pieces(DatePieces typed, const WordTable& words);

/// What was sent for these pages, with its dates so.
Form with_plain_dates(const Form& sent, const std::vector<Asked>& pages, const WordTable& words);

}  // namespace engine::serve
