#pragma once

#include "engine/base/base.hpp"
#include "engine/base/letters.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace engine::casefile {

/// A value as papers can print it. What is a blank to a reader (base/blank.hpp) is taken off its
/// ends, and a value without anything to see is empty; a line or paragraph separator (U+2028,
/// U+2029) is a blank, or a line end where `keeps_lines`; a byte order mark (U+FEFF) inside is left
/// out.
///
/// All else that is changed is told (W137), once for each character of a value:
///
///     left out     what stands for lost contents (U+FFFC, U+FFFD), keycaps (U+20E3), whose digit
///                  stays, skin tones and tags, and signs that mean something in one font alone
///                  (private use)
///     left out     what turns words around (U+202D, U+202E), and marks of direction that are not
///                  closed or not opened (UAX #9 §3.3.2): the words around a value stay as they are
///     replaced     bullets and signs of Word's fonts Symbol and Wingdings, by what they look like
///     replaced     what `letters` has not, by its name in brackets
///
/// Without `letters` (a file without pages, read where other fonts are) nothing is replaced by its
/// name.
std::string printable_value(
    std::string value, bool keeps_lines, const Letters* letters, Span at, Diagnostics& out
);

/// Letters that one value may have: some forty pages.
constexpr std::size_t most_letters = 100'000;
/// True when a value has more, which is told (E157).
bool is_too_long(std::string_view value, Span at, Diagnostics& out);

}  // namespace engine::casefile
