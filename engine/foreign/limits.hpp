#pragma once

// The room's own: what a file may ask of libqpdf, which has no limits. A page tree as a long chain
// would end the program in its recursion, and what is packed a thousand times would fill memory.

#include "engine/foreign/document.hpp"

#include <cstddef>

namespace engine::foreign {

constexpr int deepest_pages = 100;  ///< nodes above a page; balanced trees need five
constexpr int most_pages = 20'000;  ///< of one file

enum class PageTree { fits, too_deep, too_many };
/// Walks the page tree as libqpdf will, and no further than those limits.
PageTree measure_pages(const Document& document);

/// How long the stream is when libqpdf has unpacked it, from what it was packed with and without
/// unpacking it; nothing above the limit.
std::optional<std::size_t> unpacked_size(const Object& stream);
/// True when all that draws a page stays within that limit together.
bool contents_fit(const Object& page);

}  // namespace engine::foreign
