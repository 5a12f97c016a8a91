#pragma once

#include "engine/base/base.hpp"
#include "engine/casefile/casefile.hpp"

namespace engine::casefile {

/// The text of a value that keeps its lines: blank lines and white space around it are taken off,
/// and the indent that all its lines share with the markup.
std::string kept_lines(std::string_view text);

/// Reads a value as its term says (E104, E124 to E128). Nothing when that was told. References are
/// left open: their targets may stand further down.
std::optional<Value> read_value(
    const vocabulary::Term& term, std::string text, Span at, Diagnostics& out
);

/// Whether a text has the shape of a pattern: 9 is a digit, all else itself.
bool has_shape(std::string_view text, std::string_view pattern);

/// `write it as …`, with what the text most likely meant where that is beyond doubt.
std::string date_hint(std::string_view text);

/// For a text that is none of these values: the one whose spelling is nearest, and all of them.
std::vector<std::string> hints_for(std::string_view value, std::span<const vocabulary::Code> codes);

}  // namespace engine::casefile
