#pragma once

#include "engine/base/length.hpp"

namespace engine {

/// A place on a page: origin top left, y down (PDF's bottom-left origin exists in
/// pdf/content/content.cpp alone).
struct Point {
  Length x, y;
  constexpr auto operator<=>(const Point&) const = default;
};

struct Size {
  Length width, height;
  constexpr auto operator<=>(const Size&) const = default;
};

struct Rect {
  Point at;  ///< top left
  Size size;
  constexpr auto operator<=>(const Rect&) const = default;
  constexpr Length left() const { return at.x; }
  constexpr Length top() const { return at.y; }
  constexpr Length right() const { return at.x + size.width; }
  constexpr Length bottom() const { return at.y + size.height; }
};

struct Insets {
  Length top, right, bottom, left;
  constexpr auto operator<=>(const Insets&) const = default;
};

}  // namespace engine
