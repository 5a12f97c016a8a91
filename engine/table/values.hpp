#pragma once

#include "engine/table/columns.hpp"

namespace engine::table {

/// A cell that is not empty, and what messages about it say.
struct Found {
  const std::string& value;
  Span at;
  const std::string& heading;
};

/// What a cell says as a case says it: words of the mapping, dates as year-month-day. Nothing when
/// it was refused and told: a date that can be read in two ways (E915), a value that a spreadsheet
/// has damaged (E916). All else goes as it is: the reader of cases tells what no case may say.
/// A name and a list of entries give the piece that the use is of.
std::optional<std::string> as_case_says(const Use& use, const Found& cell, Diagnostics& out);

/// A ZIP code that has lost its leading zero (W901): told, and left as it is.
void warn_lost_zero(const Use& use, const Found& cell, Diagnostics& out);

}  // namespace engine::table
