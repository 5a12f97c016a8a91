#pragma once

// Days on a line that is drawn to scale.

#include "engine/facts/language.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace engine::facts {

/// Where days stand on a line that is `whole` long. Everywhere on it a day is as long as any other;
/// where nothing happens for long, a piece is cut out, which the line shows.
struct TimeScale {
  static constexpr int whole = 1000;
  struct Place {
    int at = 0;
    int until = 0;  ///< of a month or a year: the day is somewhere up to here
  };
  struct Notch {
    int at = 0;
    std::string text;  ///< 2026, Dec, Jan 2027 or Dec 8
  };
  struct Cut {
    int from = 0, to = 0;
    std::string text;  ///< how long the piece is that is left out: "11 months"
  };
  std::vector<std::optional<Place>> places;  ///< one for each date
  std::vector<Notch> notches;
  std::vector<Cut> cuts;
};

/// Nothing where it would tell no more than a list: of fewer than three days, all in one place, or
/// out of order. What is known by a month or a year alone and is over ends with `today` at the
/// latest.
std::optional<TimeScale> time_scale(
    const Language& in, std::span<const std::optional<Date>> dates, Date today
);

/// "11 days later", from one date to the next; nothing where they are not known well enough.
std::string time_between(const Language& in, Date from, Date to);

}  // namespace engine::facts
