#pragma once

// Whether two entries of charts are about one thing.

#include "engine/chart/found.hpp"

namespace engine::chart {

enum class Side { unsaid, left, right, both };
/// The side of the body in a text, in English or Spanish.
Side side_in(std::string_view text);

bool share_code(const Item& a, const Item& b);

/// Whether two entries are about one thing. Medicines go by RxNorm, whose codes hold the strength;
/// operations by their day as well: one may be done twice.
bool are_same(const Item& a, const Item& b);

}  // namespace engine::chart
