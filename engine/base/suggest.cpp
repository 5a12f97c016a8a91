#include "engine/base/suggest.hpp"

#include "engine/base/ascii.hpp"

#include <algorithm>

namespace engine {

namespace {
/// Optimal string alignment distance; letter case does not count.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = same_but_case(a[i - 1], b[j - 1]);
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && same_but_case(a[i - 1], b[j - 2]) &&
          same_but_case(a[i - 2], b[j - 1])) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}
}  // namespace

std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates) {
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, name.size() / 3) + 1;
  for (const auto candidate : candidates) {
    const auto length_gap =
        std::max(name.size(), candidate.size()) - std::min(name.size(), candidate.size());
    if (length_gap >= best_distance) continue;
    const auto found = distance(name, candidate);
    if (found < best_distance) {
      best = candidate;
      best_distance = found;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view meant) {
  return "did you mean " + std::string{meant} + "?";
}

std::vector<std::string> suggestion(
    std::string_view name, std::span<const std::string_view> candidates, Around around
) {
  std::string hint = suggestion_or(name, candidates, around, "");
  if (hint.empty()) return {};
  return {std::move(hint)};
}

std::string suggestion_or(
    std::string_view name,
    std::span<const std::string_view> candidates,
    Around around,
    std::string_view otherwise
) {
  const std::string_view near = nearest(name, candidates);
  if (near.empty()) return std::string{otherwise};
  return did_you_mean(std::string{around.before} + std::string{near} + std::string{around.after});
}

}  // namespace engine
