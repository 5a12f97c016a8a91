#pragma once

// The room's own: what a file may ask of libqpdf, which has no limits. A page tree as a long chain
// would end the program in its recursion, and what is packed a thousand times would fill memory.

#include "engine/foreign/document.hpp"

#include <cstddef>
#include <string_view>

namespace engine::foreign {

constexpr int deepest_pages = 100;             ///< nodes above a page; balanced trees need five
constexpr int most_pages = 100'000;            ///< of one file
constexpr std::size_t most_index_mib = 8;      ///< of a stream that says where objects stand
constexpr std::size_t most_unpacked_mib = 64;  ///< of what draws a page, and of any other stream

/// True when a stream that libqpdf unpacks as it opens the file, or finds objects in (ISO 32000-1
/// §7.5.7, §7.5.8), would be too large. Other streams are not looked at.
bool unpacks_too_much(std::string_view pdf);

enum class PageTree { fits, too_deep, too_many };
/// Walks the page tree as libqpdf will, and no further than those limits.
PageTree measure_pages(const Document& document);

/// How long the stream is when libqpdf has unpacked it, from what it was packed with and without
/// unpacking it; nothing above the limit.
std::optional<std::size_t> unpacked_size(const Object& stream);
/// True when all that draws a page stays within that limit together.
bool contents_fit(const Object& page);

}  // namespace engine::foreign
