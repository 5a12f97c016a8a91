// Names of a chart that say the opposite of where they stand.

#include "engine/chart/wording.hpp"

#include <algorithm>

namespace engine::chart {

bool denies_itself(std::string_view name) {
  constexpr std::string_view beginnings[] = {
      "not taking",
      "no evidence of",
      "no history of",
      "rule out",
      "rule-out",
      "r/o",
      "denies",
      "negative for",
      "absence of",
      "suspected",
      "possible",
      "probable",
      "sin evidencia",
      "sin antecedente",
      "descartar",
      "no toma",
      "niega",
      "sospecha de"};
  const std::string small = lowered(name);
  return std::ranges::any_of(beginnings, [&](std::string_view words) {
    return small.starts_with(words) &&
           (small.size() == words.size() || !is_letter(small[words.size()]));
  });
}

}  // namespace engine::chart
