#pragma once

#include <string_view>

namespace engine {

/// False for a phone or fax number that lacks digits, such as "+1 (555) 1004"; an extension is none
/// of it. A number of this country has ten, one of another at least nine behind its plus.
bool is_whole_phone(std::string_view number);

}  // namespace engine
