#pragma once

#include "engine/doc/bundle.hpp"

#include <string>
#include <string_view>

namespace engine::text {

/// Writes a bundle as plain text in UTF-8, for a terminal, an e-mail and a braille line: lines of
/// at most 72 columns, nothing drawn, nothing side by side.
///
///     # heading, ## below it, ### below that        * * *   between two parts
///     - item, 1. item                                [ ]     a tick box, [x] a ticked one
///     ____  a blank, whatever its size               > words  a quotation
///     You: what is said
///
/// Documents are read with a theme of doc::linear: a table with a head is a list of its rows by
/// then. Of one without, each row is a line: "Name: what stands beside it". White space between
/// blocks is an empty line where the theme gives them nearly half a line or more. Running heads
/// and feet are written as in html.hpp. A link to another place than this file is followed by its
/// address, unless that is what it says. A picture is its alternative text in square brackets.
/// A word longer than a line stays whole; Chinese and Japanese break between any two characters.
std::string write(const doc::DocumentBundle& bundle);

/// True for a file that write() made and nobody has changed since: its last line is a seal of all
/// before it.
bool is_untouched(std::string_view bytes);

}  // namespace engine::text
