#pragma once

// How often a medicine is taken, as a text says it and as a chart has it in numbers: only so far
// that the two can be compared. What is printed is the chart's own.

#include "engine/chart/found.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace engine::chart {

/// Times a day; two that differ are a range, as in "every 4 to 6 hours".
struct Rate {
  double low = 0, high = 0;
};

/// True where the two are one, but for what rounding makes of a third.
bool are_equal(const Rate& a, const Rate& b);

/// True where words that leave a choice allow it: 4 times a day is within "every 4 to 6 hours".
bool lies_within(const Rate& one, const Rate& range);

/// Every "twice a day", "q6h" or "cada 8 horas" of a text, in English or Spanish.
std::vector<Rate> rates_in(std::string_view text);

/// Whether a text says that a medicine is taken only as it is needed: without that, a dose is read
/// as a fixed one.
bool says_as_needed(std::string_view text);

/// The rate of a timing; nothing where it is about meals or has no number that is known.
std::optional<Rate> rate_of(const Timing& timing);

/// Those of a dose, and what they are together: in the morning and in the evening is twice a day.
/// None where one of them has none.
std::vector<Rate> rates_of(const Dosage& dosage);

}  // namespace engine::chart
