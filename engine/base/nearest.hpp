#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace engine {

/// The candidate that a misspelt name most likely meant, or an empty view when none is near: at
/// most one edit for every three letters (Damerau-Levenshtein), ties go to the first.
std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace engine
