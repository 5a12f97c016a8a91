#pragma once

// Which of two entries about one thing says what is so now, and how the other one is told.

#include "engine/chart/found.hpp"

namespace engine::chart {

/// True where it is known that the first of two charts is the newer one.
bool is_newer(const std::optional<ChartDay>& one, const std::optional<ChartDay>& other);

/// The last day that an entry has of itself.
Date newest_of(const Item& item);

/// Whether of two entries about one thing the second stands for both. One rule for all charts, in
/// any order of their files:
///   1. what a chart says stands before what a bill says;
///   2. what the newer chart says stands, where their days tell which is newer;
///   3. else the entry stands that has the later day of its own;
///   4. else nothing tells which is newer: what goes on stands.
/// What the other one says otherwise is told, with both days.
bool stands_for(const Item& other, const Item& known);

/// Takes what `older`, which does not stand, says of whether it goes on.
void take_in_state(Item& known, const Item& older);

/// How something is taken is said by an entry that goes on, and not by a newer one that is over;
/// that is told.
void prefer_way_of_going(Item& over, Item& going);

/// Takes what `older`, which does not stand, says of how a medicine is taken and since when.
void take_in_medicine(Item& known, const Item& older);

}  // namespace engine::chart
