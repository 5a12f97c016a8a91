#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace engine {

/// A device-independent sRGB colour, 8 bits a channel.
struct Color {
  std::uint8_t red = 0, green = 0, blue = 0;
  constexpr auto operator<=>(const Color&) const = default;
};

/// #1c2126; nothing for any other text.
std::optional<Color> color_of(std::string_view text);

/// #1c2126
std::string text_of(Color color);

/// How a colour stands out against white, and white against it, from 1 to 21 (WCAG 2.1, "contrast
/// ratio").
double contrast_with_white(Color color);

/// The colour as it is where that contrast is `least` at least, else the lightest of its shades in
/// which it is.
Color darkened(Color color, double least);

}  // namespace engine
