#pragma once

#include "engine/fill/compiled.hpp"
#include "engine/xml/xml.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace engine::fill {

/// What a stretch of filled markup was made of: a part of the template.
struct Stretch {
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  std::uint32_t begin = 0;        ///< in the markup; it ends where the next begins
  const Part* part = nullptr;     ///< text, or a variable
  std::uint32_t left_out = none;  ///< of a text: the byte that gave way, from its beginning
};

/// The tree of filled markup, as xml::parse() would read it, put together from what the template's
/// structure is known to be: nothing is searched, and a value, which holds no marks, cannot become
/// one. Nothing where the markup is no whole tree, or is not known whole: it is then to be parsed.
std::optional<xml::Tree> grow(
    const Compiled& compiled, const Source& markup, std::span<const Stretch> stretches
);

/// Whether two trees say the same at the same places.
bool equal(const xml::Tree& a, const xml::Tree& b);

}  // namespace engine::fill
