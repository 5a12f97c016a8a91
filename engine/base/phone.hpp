#pragma once

#include <string>
#include <string_view>

namespace engine {

/// False for a phone or fax number that lacks digits, such as "+1 (555) 1004"; an extension is none
/// of it. A number of this country has ten, one of another at least nine behind its plus.
bool is_whole_phone(std::string_view number);

/// Ten bare digits of this country (North American Numbering Plan) in groups, as papers are read
/// over the phone: (937) 555-0150. Anything else as it is.
std::string grouped_phone(std::string_view number);

}  // namespace engine
