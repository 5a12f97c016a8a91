#pragma once

#include "engine/fill/names.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace engine::fill {

/// A place where names are looked up: the case, the document, the item a document is about, or an
/// open section.
struct Frame {
  Type type;
  bool repeats = false;  ///< a section over a list: position, isFirst and isLast are there
};

/// Of those the first three: they are the same in all of a document.
constexpr std::uint32_t outer_frames = 3;

/// A path as it is walked when a case is there: which frame it starts from, and the steps from it.
struct Path {
  std::uint32_t frame = 0;
  std::vector<Step> steps;
  Type type;  ///< of what it leads to
};

/// Why a path leads nowhere.
struct Miss {
  FilledError said;
  std::vector<std::string> hints;
  std::size_t at = 0, length = 0;  ///< the part of the path that is wrong
};

/// Looks a path up as Mustache does, from the innermost frame outwards. What a frame's own shape
/// has is found there even if a case lacks it: a doctor without a phone does not answer with the
/// patient's.
std::variant<Path, Miss> resolve(
    std::string_view path, const std::vector<Frame>& frames, const vocabulary::Term& root
);

}  // namespace engine::fill
