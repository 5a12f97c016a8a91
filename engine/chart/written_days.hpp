#pragma once

// Days as people write them in a text: "Mar 18, 2013", "03 Feb 2014", "3/31/2022", "10 de julio de
// 2013", "20070103", "1998".

#include "engine/base/base.hpp"

#include <string_view>
#include <vector>

namespace engine::chart {

/// Every day of a text, as precise as it is; month before day where both are numbers, as Americans
/// write. Years of two digits are none.
std::vector<Date> days_in(std::string_view text);

}  // namespace engine::chart
