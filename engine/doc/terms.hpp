#pragma once

#include <cstddef>
#include <string_view>

namespace engine::doc {

/// The space at `at` parts a term that is read and copied as one: the area code of a phone from its
/// number, a state from its ZIP code, a number from its unit, a title from a name, a law from its
/// number, a time from its half of the day and its zone, a day from its month, and both from the
/// year. A line ends there only where it can end nowhere else.
bool is_inside_term(std::string_view text, std::size_t at);

/// The space at `at` stands between a word and the number that it announces: "page 15", "Fax (937)
/// 555-0121". A line ends there before it ends inside a term.
bool announces_number(std::string_view text, std::size_t at);

}  // namespace engine::doc
