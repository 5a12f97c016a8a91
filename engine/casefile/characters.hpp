#pragma once

#include "engine/base/base.hpp"

#include <string>

namespace engine::casefile {

/// A value as papers can print it. What is a blank to a reader (base/blank.hpp) is taken off its
/// ends, so that a value of nothing else is empty;
/// a line or paragraph separator (U+2028, U+2029) is a blank, or a line end where `keeps_lines`; a
/// byte order mark (U+FEFF) inside is left out. Told, and left out: what stands for contents that
/// are lost (U+FFFC, U+FFFD) and keycaps (U+20E3), whose digit stays (W137).
std::string printable_value(std::string value, bool keeps_lines, Span at, Diagnostics& out);

}  // namespace engine::casefile
