#include "engine/facts/comparison_cells.hpp"
#include "engine/facts/formats.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

namespace engine::facts {

using casefile::Entry;

namespace {

/// Where two plans stand on a line from less to better, a place for each step of it; nothing while
/// one of them has no place there.
Fact scale_of(const std::vector<const Entry*>& fits) {
  if (fits.size() != 2 || !fits[0] || !fits[1]) return {};
  List places;
  for (const std::string_view step : {"less", "same", "more"}) {
    const bool first = fits[0]->text() == step, second = fits[1]->text() == step;
    places.push_back(group<tables::place>({
        {"both", first && second},
        {"one", first && !second},
        {"two", second && !first},
        {"none", !first && !second},
    }));
  }
  return places;
}

List steps_to(long long weight) {
  List steps;
  for (long long number = 0; number <= 5; ++number) {
    steps.push_back(group<tables::weight_step>({{"number", number}, {"isIt", number == weight}}));
  }
  return steps;
}

}  // namespace

List points(const Context& d, const Column& column) {
  List good = cell_lines(d, column, "pros"), bad;
  // Whoever weighs a plan weighs what it may do to them, too.
  for (const std::string_view topic : {"cons", "side-effects", "risks"})
    std::ranges::move(cell_lines(d, column, topic), std::back_inserter(bad));
  const std::size_t rows = std::max(good.size(), bad.size());
  good.resize(rows);
  bad.resize(rows);
  List points;
  for (std::size_t i = 0; i < rows; ++i) {
    d.budget.check();
    points.push_back(group<tables::point>({{"good", std::move(good[i])}, {"bad", std::move(bad[i])}}
    ));
  }
  return points;
}

List values(const Context& d, const std::vector<Column>& columns) {
  List matters;
  for (const Entry* value : d.root.all("value")) {
    List cells;
    std::vector<const Entry*> all_fits;
    for (const Column& column : columns) {
      d.budget.check();
      const Entry* fits = nullptr;
      for (const Entry* one : value->all("fits")) {
        if (!fits && column.who && one->target("opinion") == column.who) fits = one;
      }
      all_fits.push_back(fits);
      cells.push_back(group<tables::value_cell>(
          {{"number", static_cast<long long>(all_fits.size())},
           {"name", column.title},
           {"fits", fits}}
      ));
    }
    const Entry* weight = value->find("weight");
    const auto* number = weight ? std::get_if<long long>(&weight->value) : nullptr;
    matters.push_back(group<tables::value>({
        {"text", said_in(value->find("text"))},
        {"weight", number ? Fact{*number} : Fact{}},
        {"weightSteps", number ? Fact{steps_to(*number)} : Fact{}},
        {"isZero", number && *number == 0},
        {"isMost", number && *number == 5},
        {"cells", std::move(cells)},
        {"scale", scale_of(all_fits)},
    }));
  }
  return matters;
}

}  // namespace engine::facts
