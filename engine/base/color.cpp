#include "engine/base/color.hpp"

#include "engine/base/ascii.hpp"

#include <charconv>
#include <cmath>

namespace engine {

namespace {

/// A channel as the light it gives, from 0 to 1 (WCAG 2.1, "relative luminance").
double light_of(std::uint8_t channel) {
  const double value = channel / 255.0;
  return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

}  // namespace

std::optional<Color> color_of(std::string_view text) {
  if (text.size() != 7 || text.front() != '#') return std::nullopt;
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + 7, value, 16);
  if (error != std::errc{} || end != text.data() + 7) return std::nullopt;
  return Color{
      static_cast<std::uint8_t>(value >> 16),
      static_cast<std::uint8_t>(value >> 8),
      static_cast<std::uint8_t>(value)};
}

std::string text_of(Color color) {
  const auto value = static_cast<std::uint32_t>(color.red) << 16 |
                     static_cast<std::uint32_t>(color.green) << 8 | color.blue;
  return "#" + hex(value, 6, lower_hex_digits);
}

double contrast_with_white(Color color) {
  const double light =
      0.2126 * light_of(color.red) + 0.7152 * light_of(color.green) + 0.0722 * light_of(color.blue);
  return 1.05 / (light + 0.05);
}

Color darkened(Color color, double least) {
  constexpr int steps = 256;
  for (int left = steps; left > 0; --left) {
    const auto shade = [left](std::uint8_t channel) {
      return static_cast<std::uint8_t>(channel * left / steps);
    };
    const Color darker{shade(color.red), shade(color.green), shade(color.blue)};
    if (contrast_with_white(darker) >= least) return darker;
  }
  return {};
}

}  // namespace engine
