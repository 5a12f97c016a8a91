#pragma once

// The room's own: what is told of rows, and rows made again without what was told.

#include "engine/table/csv.hpp"
#include "engine/table/plan.hpp"
#include "engine/table/utf8_stream.hpp"

namespace engine::table {

/// What a record with trouble is told as; `at` is the place of the trouble.
Reported tell(const Record& record, Span at, std::size_t longest, Diagnostics& out);
/// What is no text, or may not stand in one.
Reported tell(const BadText& bad, Span at, Diagnostics& out);
/// An error about a cell as a warning: what was done about it, and why.
Diagnostic left_blank(Diagnostic told, std::string_view heading);
/// The number of a column as a spreadsheet has it: A … Z, AA …
std::string letters(std::size_t column);
/// Writes the case of a row, and keeps how.
void write(Row& row, std::shared_ptr<const Kept> kept);

}  // namespace engine::table
