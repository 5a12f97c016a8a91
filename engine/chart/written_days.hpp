#pragma once

// Days as people write them in a text: "Mar 18, 2013", "03 Feb 2014", "3/31/2022", "10 de julio de
// 2013", "20070103", "1998".

#include "engine/base/base.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace engine::chart {

/// Every day of a text, as precise as it is; month before day where both are numbers, as Americans
/// write. Years of two digits are none.
std::vector<Date> days_in(std::string_view text);

/// The first day behind one of some words: July 3, 2000 of "Gout (onset July 3, 2000)".
std::optional<Date> day_behind(std::string_view text, std::span<const std::string_view> words);
/// Behind the words for a beginning, and for an end.
std::optional<Date> day_of_beginning(std::string_view text);
std::optional<Date> day_of_end(std::string_view text);

}  // namespace engine::chart
