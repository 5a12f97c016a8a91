#pragma once

#include "engine/base/base.hpp"
#include "engine/xml/xml.hpp"

#include <cstddef>

namespace engine::xml {

/// How much a text holds, so that a tree is made in one piece.
struct Sizes {
  std::size_t nodes = 0;  ///< elements and text runs, never fewer than there are
  std::size_t attributes = 0;
};

/// Walks over the whole text and tells its first fault: pugixml reads much that is not XML, and
/// says little about the rest. What passes here is well-formed (XML 1.0 §2.1), has no document type
/// and keeps the limits.
Result<Sizes> check_well_formed(const Source& source, const Limits& limits, Diagnostics& out);

/// A character that XML 1.0 §2.2 lets stand in a text and that can be printed: no control
/// characters but tab and line ends, no halves of pairs, no U+FFFE.
bool is_character(char32_t c);
/// How a message writes a character: U+0007.
std::string code_point(char32_t c);

}  // namespace engine::xml
