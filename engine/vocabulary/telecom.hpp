#pragma once

#include <string_view>

namespace engine::vocabulary {

/// What the words of a telecom are that does not say its system (ContactPoint.system): with an @
/// email, with http or www. in front url, all else phone.
std::string_view system_of_words(std::string_view words);

}  // namespace engine::vocabulary
