#pragma once

// How lengths, colours and numbers are spelt in themes and in the markup.

#include "engine/base/base.hpp"

#include <optional>
#include <string_view>

namespace engine::doc {

/// 12pt, 0.9in, 25.4mm; 0 needs no unit. Nothing for any other text, for negative ones and for more
/// than 1000 inches.
std::optional<Length> length_of(std::string_view text);
/// A whole number within bounds, digits only.
std::optional<int> number_of(std::string_view text, int least, int most);

/// A language tag: letters, then subtags of letters and digits, up to eight each (RFC 5646 §2.1).
bool is_language(std::string_view text);

/// Takes the next word off the front of words parted by spaces; empty when there is none.
std::string_view take_word(std::string_view& words);

}  // namespace engine::doc
