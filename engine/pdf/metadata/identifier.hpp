#pragma once

#include <cstddef>
#include <string>

namespace engine::pdf {

/// Digits of one half of a file identifier, as it is written here.
constexpr std::size_t identifier_digits = 32;

}  // namespace engine::pdf
