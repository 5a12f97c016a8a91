#pragma once

#include "engine/base/utf8.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace engine {

/// Text fit for a terminal: control characters and bytes that are not UTF-8 become U+FFFD.
std::string printable(std::string_view text);
/// A word of the user, in quotation marks, fit for a terminal.
std::string in_quotes(std::string_view word);
/// <patient>: an element as it is written.
std::string tagged(std::string_view name);
/// 10,000
std::string in_thousands(std::uint64_t number);
/// 1 case, 10,000 cases
std::string counted(std::uint64_t number, std::string_view one, std::string_view many);
/// Text as a JSON string (RFC 8259 §7), with its quotation marks.
std::string json_string(std::string_view text);

}  // namespace engine
