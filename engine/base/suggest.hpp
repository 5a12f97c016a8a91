#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// The candidate that a misspelt name most likely meant, or an empty view when none is near: at
/// most one edit for every three letters (Damerau-Levenshtein), ties go to the first.
std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates);

/// The hint did you mean <patient>?, `meant` as a person would write it there.
std::string did_you_mean(std::string_view meant);

/// What stands around a name in a hint.
struct Around {
  std::string_view before, after;
};
constexpr Around bare{}, quotes{"'", "'"}, tag_brackets{"<", ">"};

/// The hint that names the nearest candidate; no hint when none is near.
std::vector<std::string> suggestion(
    std::string_view name, std::span<const std::string_view> candidates, Around around = bare
);
/// The same, or another hint when none is near.
std::string suggestion_or(
    std::string_view name,
    std::span<const std::string_view> candidates,
    Around around,
    std::string_view otherwise
);

}  // namespace engine
