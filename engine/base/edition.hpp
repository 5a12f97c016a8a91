#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace engine {

/// The print size of papers: a theme in house/themes for each, named after it.
enum class Edition { standard, large };

inline constexpr std::array<std::string_view, 2> edition_names{"standard", "large"};

/// "standard", "large": as options, themes and templates call it. Lives as long as the program.
constexpr std::string_view name_of(Edition edition) {
  return edition_names[static_cast<std::size_t>(edition)];
}

}  // namespace engine
