#include "engine/facts/context.hpp"

#include <algorithm>
#include <optional>

namespace engine::facts {

namespace {

/// A fact of a group, by its name; nothing where it has none.
const Fact* part(const Fact& whole, std::string_view name) {
  const auto* group = std::get_if<std::shared_ptr<Group>>(&whole.either);
  if (!group) return nullptr;
  const auto found = std::ranges::find(**group, name, &Group::value_type::first);
  return found == (*group)->end() ? nullptr : &found->second;
}

std::span<const Fact> items(const Fact* list) {
  const auto* held = list ? std::get_if<std::shared_ptr<List>>(&list->either) : nullptr;
  return held ? std::span<const Fact>{**held} : std::span<const Fact>{};
}

std::optional<Date> date_of(const Fact& whole) {
  const Fact* date = part(whole, "date");
  const auto* day = date ? std::get_if<Date>(&date->either) : nullptr;
  return day ? std::optional{*day} : std::nullopt;
}

Fact copy_of(const Fact& whole, std::string_view name) {
  const Fact* found = part(whole, name);
  return found ? *found : Fact{};
}

bool is_yes(const Fact& whole, std::string_view name) {
  const Fact* found = part(whole, name);
  return found && !found->is_no();
}

/// The first thing that happened, as far as anybody knows the day; nothing that is still to come.
Fact beginning(const Context& d, const Fact& story) {
  for (const Fact& event : items(part(story, "events"))) {
    const auto date = date_of(event);
    if (!date || d.known.as_of() < date->first_day() || is_yes(event, "isProcedure")) continue;
    return group<tables::milestone>({
        {"date", copy_of(event, "date")},
        {"what", copy_of(event, "text")},
        {"who", {}},
        {"isBegin", true},
        {"isToday", false},
        {"isPast", true},
        {"isLastDay", false},
        {"later", {}},
        {"place", {}},
    });
  }
  return {};
}

Fact of_deadline(const Fact& deadline, const Fact& last_day) {
  const auto date = date_of(deadline);
  return group<tables::milestone>({
      {"date", copy_of(deadline, "date")},
      {"what", copy_of(deadline, "what")},
      {"who", copy_of(deadline, "who")},
      {"isBegin", false},
      {"isToday", false},
      {"isPast", is_yes(deadline, "isPast")},
      {"isLastDay", date && date == date_of(last_day)},
      {"later", {}},
      {"place", {}},
  });
}

}  // namespace

List milestones(const Context& d, const Fact& story, const Fact& deadlines, const Fact& last_day) {
  List past, to_come;
  for (const Fact& deadline : items(&deadlines)) {
    d.budget.check();
    (is_yes(deadline, "isPast") ? past : to_come).push_back(of_deadline(deadline, last_day));
  }
  if (past.empty() && to_come.empty()) return {};
  List all;
  if (Fact first = beginning(d, story); !first.is_no()) all.push_back(std::move(first));
  std::ranges::move(past, std::back_inserter(all));
  all.push_back(group<tables::milestone>({
      {"date", d.known.as_of()},
      {"what", {}},
      {"who", {}},
      {"isBegin", false},
      {"isToday", true},
      {"isPast", false},
      {"isLastDay", false},
      {"later", {}},
      {"place", {}},
  }));
  std::ranges::move(to_come, std::back_inserter(all));
  return all;
}

namespace {

/// A step is done when it is, and not because a later one has begun: records may still be missing
/// when two doctors have spoken. Before they have, records that nobody has listed yet are to get.
bool is_done(kind::Stage step, const Standing& now, const std::vector<Disclosure>& disclosures) {
  if (now.stage == kind::Stage::done) return true;
  // To a doctor who is still to be found they are still to be sent.
  if (step == kind::Stage::getting_records && now.another && !now.asked) return false;
  if (step == kind::Stage::getting_records && have_records_come(disclosures)) return true;
  if (step >= now.stage) return false;
  if (step == kind::Stage::getting_records)
    return !records_to_come(disclosures) &&
           (!disclosures.empty() || now.stage > kind::Stage::before_visit);
  return step != kind::Stage::before_visit || !now.opinion_visit;
}

}  // namespace

namespace {

/// Who has all the records, and no visit yet, is on the way to the visit.
kind::Stage here(const Standing& now, const std::vector<Disclosure>& disclosures) {
  const bool has_all = now.stage == kind::Stage::getting_records && have_records_come(disclosures);
  return has_all ? kind::Stage::before_visit : now.stage;
}

std::string_view name_of_step(const Context& d, const Standing& now, std::size_t step) {
  const casefile::Entry* mode = opinion_mode(d, now);
  const bool is_review = mode && mode->text() == "records-only";
  const bool is_visit = static_cast<kind::Stage>(step) == kind::Stage::before_visit;
  return said(
      d.in, is_visit && is_review ? "path.review" : "path." + std::string{kind::stage_names[step]}
  );
}

}  // namespace

Fact stages(const Context& d, const Standing& now, const std::vector<Disclosure>& disclosures) {
  List all;
  const auto at = here(now, disclosures);
  for (std::size_t i = 0; i < kind::stage_names.size(); ++i) {
    const auto stage = static_cast<kind::Stage>(i);
    all.push_back(group<tables::stage_of_path>({
        {"number", static_cast<long long>(i) + 1},
        {"name", Fact::standing(name_of_step(d, now, i))},
        {"isDone", stage != at && is_done(stage, now, disclosures)},
        {"isHere", stage == at},
        {"isLeft", stage < at && !is_done(stage, now, disclosures)},
    }));
  }
  return all;
}

Fact steps_left(const Context& d, const Standing& now, const std::vector<Disclosure>& disclosures) {
  std::vector<std::string> names;
  const auto at = here(now, disclosures);
  for (std::size_t i = 0; i < kind::stage_names.size(); ++i) {
    const auto step = static_cast<kind::Stage>(i);
    if (step < at && !is_done(step, now, disclosures)) names.emplace_back(name_of_step(d, now, i));
  }
  return text_or_no(joined(d.in, names));
}

}  // namespace engine::facts
