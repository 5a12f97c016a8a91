#include "engine/facts/context.hpp"

#include <algorithm>

namespace engine::facts {

using casefile::Entry;

const casefile::DateTime* time_of(const Entry& appointment) {
  const Entry* at = appointment.find("at");
  return at ? std::get_if<casefile::DateTime>(&at->value) : nullptr;
}

namespace {

bool holds(const std::vector<const Entry*>& doctors, const Entry* doctor) {
  return doctor && std::find(doctors.begin(), doctors.end(), doctor) != doctors.end();
}

bool is_earlier(const casefile::DateTime& a, const casefile::DateTime& b) {
  return std::tie(a.date, a.hour, a.minute) < std::tie(b.date, b.hour, b.minute);
}

/// The earliest appointment on or after asOf with a doctor whom `with` accepts.
template <class With>
const Entry* next_visit(const Context& d, With&& with) {
  const Entry* next = nullptr;
  for (const Entry& entry : d.root.entries) {
    if (entry.term->name != "appointment" || !with(entry.target("provider"))) continue;
    const auto* at = time_of(entry);
    if (!at || at->date < d.known.as_of()) continue;
    if (!next || is_earlier(*at, *time_of(*next))) next = &entry;
  }
  return next;
}

/// A visit with the current doctor is where a second opinion is asked for, and not where it is
/// heard.
const Entry* visit_with(const Context& d, const People& people, const Entry* asked) {
  const Entry* visit = nullptr;
  if (asked) visit = next_visit(d, [&](const Entry* doctor) { return doctor == asked; });
  if (visit) return visit;
  return next_visit(d, [&](const Entry* doctor) { return !doctor || doctor != people.doctor; });
}

}  // namespace

std::vector<const Entry*> heard(const Context& d) {
  std::vector<const Entry*> doctors;
  for (const Entry& entry : d.root.entries) {
    if (entry.term->name != "opinion") continue;
    const Entry* doctor = entry.target("provider");
    if (std::find(doctors.begin(), doctors.end(), doctor) == doctors.end())
      doctors.push_back(doctor);
  }
  return doctors;
}

Fact days_before(const Context& d, const Entry* visit, int days) {
  const auto* at = visit ? time_of(*visit) : nullptr;
  if (!at) return {};
  Date day = from_day_number(day_number(at->date) - days);
  while (are_offices_closed(day)) day = from_day_number(day_number(day) - 1);
  return day < d.known.as_of().first_day() ? Fact{} : Fact{day, visit->span};
}

/// The last visit before asOf with another doctor than the current one, who was to give an opinion
/// (`asked`, where that doctor is known) and of whom none is written down.
const Entry* visit_held(
    const Context& d,
    const People& people,
    const std::vector<const Entry*>& doctors,
    const Entry* asked
) {
  const Entry* last = nullptr;
  for (const Entry& entry : d.root.entries) {
    if (entry.term->name != "appointment") continue;
    const auto* at = time_of(entry);
    const Entry* doctor = entry.target("provider");
    if (!at || !(at->date < d.known.as_of()) || !doctor || doctor == people.doctor) continue;
    if (holds(doctors, doctor) || (asked && doctor != asked)) continue;
    if (!last || is_earlier(*time_of(*last), *at)) last = &entry;
  }
  return last;
}

Standing standing(const Context& d, const People& people) {
  const std::vector<const Entry*> doctors = heard(d);
  const Entry* decision = d.root.find("decision");
  const auto path = decision ? decision->text("path") : std::string_view{};
  Standing now;
  const bool second_is_in = std::any_of(doctors.begin(), doctors.end(), [&](const Entry* doctor) {
    return doctor != people.doctor;
  });
  const bool wants_third =
      path == "third" && !holds(doctors, people.third) && (people.third || doctors.size() < 3);
  const Entry* asked = wants_third ? people.third : second_is_in ? nullptr : people.second;
  now.opinion_visit = visit_with(d, people, asked);
  now.visit = now.opinion_visit;
  if (!now.visit) now.visit = next_visit(d, [](const Entry*) { return true; });
  const Entry* met = now.opinion_visit ? now.opinion_visit->target("provider") : nullptr;
  if (!asked && met && !holds(doctors, met)) asked = met;

  if (!now.opinion_visit) now.held = visit_held(d, people, doctors, asked);
  if (now.held) asked = now.held->target("provider");

  const bool is_over = path == "stay" || path == "switch";
  const bool to_come = !is_over && path != "reconcile" &&
                       (!second_is_in || wants_third || now.held || (met && !holds(doctors, met)));
  if (!to_come) now.held = nullptr;
  now.another = to_come && second_is_in;
  now.asked = to_come ? asked : nullptr;
  if (to_come) {
    const bool asks_for_records = d.root.find("recordsRequest") != nullptr;
    const bool is_set = now.held || (now.opinion_visit && (!met || met == asked));
    now.stage = is_set             ? kind::Stage::before_visit
                : asks_for_records ? kind::Stage::getting_records
                                   : kind::Stage::asking;
  } else if (is_over) {
    now.stage = kind::Stage::done;
  } else {
    now.stage =
        decision || d.root.find("value") ? kind::Stage::deciding : kind::Stage::two_opinions;
  }
  return now;
}

const Entry* next_visit_with(const Context& d, const Entry* provider) {
  return provider ? next_visit(d, [&](const Entry* doctor) { return doctor == provider; })
                  : nullptr;
}

bool has_said_that_records_came(const Context& d, const Entry* provider) {
  const auto says_so = [&](const Entry* visit) {
    return visit->target("provider") == provider && visit->find("recordsConfirmedOn");
  };
  return provider && std::ranges::any_of(d.root.all("appointment"), says_so);
}

const Entry* opinion_mode(const Context& d, const Standing& now) {
  if (now.opinion_visit) return now.opinion_visit->find("mode");
  for (const Entry& entry : d.root.entries) {
    if (entry.term->name != "appointment" || time_of(entry)) continue;
    const Entry* doctor = entry.target("provider");
    if (doctor && doctor != now.asked) continue;
    if (const Entry* mode = entry.find("mode")) return mode;
  }
  return nullptr;
}

Fact stage(const Context& d, const Standing& now) {
  return word(d, "stage", kind::name_of(now.stage));
}

}  // namespace engine::facts
