#pragma once

// The room's own: a Shelf as bytes.

#include "engine/kind/kind.hpp"

#include <string>
#include <string_view>

namespace engine::kind {

/// What was read out of the files of a shelf, without the files.
std::string snapshot(const Shelf& shelf);

/// Fills a shelf whose files are there. False when the bytes are not what `snapshot` gives.
bool restore(std::string_view bytes, Shelf& shelf);

}  // namespace engine::kind
