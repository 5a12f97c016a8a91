#pragma once

#include "engine/base/geometry.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// A drawing of one color without words: what it is made of, in a box of 24 by 24 pt that whoever
/// draws it makes larger or smaller. x goes right, y down.
struct Pictogram {
  static constexpr Length side = 24_pt;

  struct Step {
    enum class Is : std::uint8_t { move, line, curve, close } is = Is::move;
    Point a, b, to;  ///< of a curve the two handles; `to` of all but close
  };
  struct Path {
    enum class Ink : std::uint8_t {
      line,  ///< drawn along, with round ends and corners
      fill,  ///< filled; where it crosses itself even-odd
      paper  ///< filled with white, so that what lies below does not show through
    } ink = Ink::line;
    std::vector<Step> steps;
  };

  std::string name;
  Length line;  ///< width of the lines
  std::vector<Path> paths;
};

/// All pictograms by name.
using Pictograms = std::map<std::string, Pictogram, std::less<>>;

}  // namespace engine
