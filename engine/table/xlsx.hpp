#pragma once

#include "engine/base/base.hpp"

#include <string>
#include <string_view>

namespace engine::table {

/// True for the bytes of an Office file that is a zip: a workbook, or one that calls itself so.
bool is_zip(std::string_view bytes);

/// A sheet of a workbook (ECMA-376, Office Open XML) as CSV: its line n is row n of the sheet. Days
/// are year-month-day, days with a time have it behind a T, yes and no are words, and numbers stand
/// as they were typed, with the zeros that their format puts in front. Of a formula the value that
/// the program saved beside it. `sheet` is its name; empty: the first that is not hidden. Reported:
/// E920 no workbook, damaged or locked; E921 no such sheet; E922 no libarchive.
Result<std::string> sheet_as_csv(
    const std::string& name, std::string_view bytes, std::string_view sheet, Diagnostics& out
);

}  // namespace engine::table
