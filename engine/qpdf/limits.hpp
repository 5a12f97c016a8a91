#pragma once

// What libqpdf, which has no limits, may be asked to unpack as it opens a file.

#include <cstddef>
#include <string_view>

namespace engine::qpdf {

constexpr std::size_t most_index_mib = 8;      ///< of a stream that says where objects stand
constexpr std::size_t most_unpacked_mib = 64;  ///< of what draws a page, and of any other stream

/// True when a stream that libqpdf unpacks as it opens the file, or finds objects in (ISO 32000-1
/// §7.5.7, §7.5.8), would be too large. Other streams are not looked at.
bool unpacks_too_much(std::string_view pdf);

}  // namespace engine::qpdf
