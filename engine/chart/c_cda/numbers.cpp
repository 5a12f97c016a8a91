#include "engine/chart/c_cda/numbers.hpp"

#include "engine/chart/wording.hpp"
#include "engine/chart/written_days.hpp"

#include <algorithm>
#include <utility>

namespace engine::chart::c_cda {

/// All numbers of an entry, whatever they count. A short code is none of them.
std::string numbers_of(const El& entry, const Item& item) {
  constexpr std::size_t shortest_code = 5;
  std::string all = item.name + ' ' + item.instruction;
  for (const std::string& other : item.also) all += ' ' + other;
  const auto walk = [&](const auto& self, const El& element) -> void {
    for (const std::string_view name : {"value", "displayName", "code"}) {
      const std::string_view words = element.attribute(name);
      if (name != "code" || words.size() >= shortest_code) all += ' ' + std::string{words};
    }
    for (const El& child : element.children()) self(self, child);
  };
  walk(walk, entry);
  return all;
}

namespace {

/// The numbers of a text that have no kind, and with `with_times` those of time, as words.
std::string bare_numbers_in(const std::string& text, bool with_times) {
  std::string all;
  for (const Measured& one : measures_in(text)) {
    if (one.kind == Measure::bare || (with_times && one.kind == Measure::time))
      all += std::to_string(one.amount) + ' ';
  }
  return all;
}

}  // namespace

Numbers::Numbers(const Item& item, std::optional<std::string> all)
    : names_{item.all_names()},
      amounts_{item},
      rates_{rates_in(item.instruction)},
      all_{std::move(all)} {
  for (const Dosage& dosage : item.dosages) {
    const auto more = rates_of(dosage);
    rates_.insert(rates_.end(), more.begin(), more.end());
    is_rate_unclear_ = is_rate_unclear_ || (more.empty() && !dosage.timings.empty());
  }
}

bool Numbers::has(const Rate& rate) const {
  return is_rate_unclear_ ||
         std::ranges::any_of(rates_, [&](const Rate& one) { return are_equal(one, rate); });
}

/// Whether a cell calls the medicine something, and is not about how it is taken.
bool Numbers::names(const Cell& cell) const {
  constexpr std::size_t shortest = 4;
  const std::string begin = cell.text.substr(0, cell.text.find(' '));
  return begin.size() >= shortest && !is_digit(begin.front()) &&
         std::ranges::any_of(names_, [&](const std::string& name) {
           return contains_but_case(name, begin);
         });
}

bool Numbers::lack_one_of(const Cell& cell) const {
  const auto stands_in = [&](const std::string& name) {
    return contains_but_case(name, cell.text);
  };
  if (std::ranges::any_of(names_, stands_in)) return false;
  if (amounts_.lack_one_of(cell.text, names(cell))) return true;
  const auto rates = rates_in(cell.text);
  if (!std::ranges::all_of(rates, [&](const Rate& rate) { return has(rate); })) return true;
  if (!all_) return false;
  // "7 am" below "When" is no day.
  const std::string small = lowered(cell.text);
  const bool is_of_clock = small.ends_with(" am") || small.ends_with(" pm");
  return days_in(cell.text).empty() && (day_below(cell.heading) == Below::none || is_of_clock) &&
         has_other_number(bare_numbers_in(cell.text, rates.empty()), *all_);
}

}  // namespace engine::chart::c_cda
