#pragma once

// On which way and for how long a medicine is taken, as its words say it and as its codes do: only
// so far that the two can be compared.

#include "engine/chart/found.hpp"

#include <string>

namespace engine::chart {

/// Whether the directions say another way, or another side, than the codes: "in the right eye"
/// beside "left eye".
bool is_another_way(const Dosage& dosage, const std::string& directions);

/// Whether they say another number of days: "for 10 days" beside 5.
bool is_another_time(const Dosage& dosage, const std::string& directions);

/// The last day of a medicine that has a first day and how long it is to be taken, and no last day.
std::optional<Date> last_day_of_course(const Item& item);

}  // namespace engine::chart
