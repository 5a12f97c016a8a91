#pragma once

#include <compare>
#include <cstdint>

namespace engine {

/// A device-independent sRGB colour, 8 bits a channel.
struct Color {
  std::uint8_t red = 0, green = 0, blue = 0;
  constexpr auto operator<=>(const Color&) const = default;
};

}  // namespace engine
