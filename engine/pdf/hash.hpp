#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace engine::pdf {

/// MurmurHash3 x64 128 (Austin Appleby, public domain) with seed 0: a name for content, no
/// protection of it.
std::array<std::uint64_t, 2> hash128(std::string_view bytes);

}  // namespace engine::pdf
