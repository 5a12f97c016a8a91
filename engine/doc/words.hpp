#pragma once

// What stands in a document, as words: for those who look for something in it.

#include "engine/doc/doc.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace engine::doc {

/// The words of a line; a line break is a space, a blank or a box to tick is nothing.
std::string words(const std::vector<Inline>& inlines);
/// The words of blocks from first to last, and what hangs beside them ("1.", "You"), a space
/// between two.
std::string words(const std::vector<Block>& blocks);
/// The words of a document without its running head and foot.
std::string words(const Document& document);

}  // namespace engine::doc
