#pragma once

// The dumps of the walk as goldens keep them: shorter, so that a person reads a change. Every
// difference of a window but one between no, nothing (-) and 0 is a difference of the folded text.

#include <string>
#include <string_view>

namespace tests {

/// Facts, without those that say no, nothing or 0; what a group says of itself stands on its line,
/// and rows that stand in a second list are named there alone.
std::string folded_facts(std::string_view facts);

/// Folded facts without what the house says of every case alike: questions of its bank, rows that
/// no doctor was asked about, private kinds that are not asked for. How many there are is still
/// said.
std::string without_house_lists(std::string_view folded);

/// Blocks, tags: an only child stands behind its parent, with " > " between; children below which
/// nothing branches stand on the parent's line where they fit, " ( first | second )".
std::string folded_tree(std::string_view tree);

/// Pages: a line of text is a line, with all that is drawn on it and before the next, " | "
/// between.
std::string folded_pages(std::string_view pages);

/// Markup: without the empty lines that templates leave.
std::string folded_markup(std::string_view markup);

}  // namespace tests
