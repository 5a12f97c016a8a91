#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace engine::doc {

/// The space at `at` parts a term that is read and copied as one: the area code of a phone from its
/// number, a state from its ZIP code, a number from its unit, a title from a name, a law from its
/// number, a time from its half of the day and its zone, a day from its month, and both from the
/// year. A line ends there only where it can end nowhere else.
bool is_inside_term(std::string_view text, std::size_t at);

/// The space at `at` stands between a word and the number that it announces: "page 15", "Fax (937)
/// 555-0121", "el 9 de diciembre". A line ends there before it ends inside a term.
bool announces_number(std::string_view text, std::size_t at);

/// A word that is an address on the web or of mail. It is copied letter by letter: a line ends in
/// it only where no line can hold it.
bool is_net_address(std::string_view word);

/// Words with each apostrophe that was typed as ' drawn as what it is: "Crohn’s". A ' that is no
/// part of a word may be anything, and one of an address is copied letter by letter: both stay.
std::string with_apostrophes(std::string_view words);

}  // namespace engine::doc
