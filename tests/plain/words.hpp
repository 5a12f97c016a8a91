#pragma once

// Words, and the parts of them that the formulas count.

#include <string>
#include <string_view>
#include <vector>

namespace plain {

/// The words of a text: what stands between white space, slashes and long dashes, without the marks
/// around it, if it has a letter, a digit or a gap.
std::vector<std::string> words_of(std::string_view text);

/// Letters and digits; a gap is a plain word of four letters.
int letters_in(std::string_view word);

/// Spoken parts of a word. A number, and a gap, count as a word of one syllable.
int syllables(std::string_view word, std::string_view language);

/// Two capitals or more: MRI, HIPAA, PhD.
bool is_abbreviation(std::string_view word);

}  // namespace plain
