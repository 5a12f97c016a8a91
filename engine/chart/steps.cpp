// A medicine whose dose changes by the day, which some systems write as an order a step.

#include "engine/chart/alike.hpp"
#include "engine/chart/merge.hpp"

#include <algorithm>
#include <utility>

namespace engine::chart {

namespace {

/// The longest step of a dose that is lowered or raised day by day; what is taken for months and
/// then otherwise was changed.
constexpr std::int64_t most_days = 31;

bool is_step(const Found& found) {
  const Item& item = found.item;
  return found.outcome == Outcome::taken && found.section == Section::medications &&
         item.kind == Section::medications && item.start && item.start->is_whole() &&
         !item.dosages.empty() && item.basis != Basis::claim;
}

/// Whether one is taken right behind the other, and otherwise.
bool follows(const Item& next, const Item& before) {
  if (!before.end || !before.end->is_whole() || !are_same(before, next)) return false;
  const auto begins = day_number(*next.start), ends = day_number(*before.end);
  const auto days = ends - day_number(before.dosages.back().start.value_or(*before.start));
  const bool is_other = before.instruction != next.instruction ||
                        before.dosages.back().dose.value != next.dosages.front().dose.value;
  return begins > ends && begins - ends <= 2 && days <= most_days && is_other;
}

void set_days(Item& item) {
  if (item.dosages.size() > 1) return;
  item.dosages.front().start = item.start;
  item.dosages.front().end = item.end;
}

/// Takes the step that follows: one medicine, from the first day to the last.
void take_step(Item& known, Item next) {
  set_days(known);
  set_days(next);
  for (Dosage& dosage : next.dosages) known.dosages.push_back(std::move(dosage));
  known.end = next.end;
  // What was over before today and what is planned behind it goes on.
  const bool is_plain = known.status == next.status;
  const bool is_between = known.status == "current" || next.status == "current" ||
                          (known.status == "stopped" && next.status == "planned");
  if (!is_plain) known.status = is_between ? "current" : next.status;
  const std::string joint = known.instruction.ends_with('.') ? " " : ". ";
  if (known.instruction.empty())
    known.instruction = std::move(next.instruction);
  else if (!next.instruction.empty() && next.instruction != known.instruction)
    known.instruction += joint + next.instruction;
  for (Item::Doubt& doubt : next.doubts)
    known.doubt(doubt.why, std::move(doubt.words), doubt.day, doubt.other_day);
}

}  // namespace

void join_steps(Chart& chart) {
  std::vector<Found*> steps;
  for (Found& found : chart.found) {
    if (is_step(found)) steps.push_back(&found);
  }
  std::ranges::stable_sort(steps, {}, [](const Found* one) { return *one->item.start; });
  for (std::size_t i = 0; i < steps.size(); ++i) {
    Item& known = steps[i]->item;
    if (steps[i]->outcome != Outcome::taken) continue;
    for (std::size_t j = i + 1; j < steps.size(); ++j) {
      Found& next = *steps[j];
      const bool is_next = next.outcome == Outcome::taken && next.source == steps[i]->source &&
                           follows(next.item, known);
      if (!is_next) continue;
      take_step(known, next.item);
      chart.merge(next.item.entry);
    }
  }
}

}  // namespace engine::chart
