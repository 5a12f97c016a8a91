// What was and is taken and done against an illness: medicines, treatments of the timeline, plans.

#include "engine/facts/context.hpp"
#include "engine/facts/formats.hpp"

#include <algorithm>
#include <vector>

namespace engine::facts {

using casefile::Entry;

namespace {

struct Treatment {
  Fact text, since, until, reason, stop_reason;
  bool is_medicine = false;
  bool is_over = false;
  bool is_event = false;  ///< says when it began or was done, and not whether it is over
};

Fact fact_of(const Treatment& treatment) {
  return group<tables::treatment>({
      {"text", treatment.text},
      {"date", treatment.since},
      {"until", treatment.until},
      {"reason", treatment.reason},
      {"stopReason", treatment.stop_reason},
      {"isOver", treatment.is_over},
      {"isEvent", treatment.is_event},
  });
}

/// Budesonide 9 mg, once a day (Take 3 capsules each morning): as it is taken. What the
/// prescription says stands beside the dose, which a chart may have wrong or alone.
Fact name_and_use(const Entry& medication) {
  const Entry* name = medication.find("name");
  if (!name || name->text().empty()) return {};
  std::string text{name->text()};
  if (const auto dose = medication.text("dose"); !dose.empty()) text.append(" ").append(dose);
  if (const auto often = medication.text("frequency"); !often.empty()) {
    put_in_sentence(text, ",");
    text.append(", ").append(often);
  }
  if (const auto instruction = medication.text("instruction"); !instruction.empty())
    text.append(" (").append(in_sentence(instruction, ")")).append(")");
  return {std::move(text), name->span};
}

/// The case says so, or it says nothing, and the last day is over.
bool is_stopped(const Context& d, const Entry& medication) {
  const Date* end = medication.date("end");
  const bool ended = end && end->last_day() < d.known.as_of().first_day();
  return medication.is("status", "stopped") || (ended && medication.text("status").empty());
}

void add_medications(
    const Context& d, const Entry& medications, std::vector<Treatment>& treatments
) {
  for (const Entry& entry : medications.entries) {
    const bool is_told = entry.term->name == "medication" && !is_private(entry);
    const bool is_going_on_or_over = !entry.is("status", "planned") &&
                                     !entry.is("status", "on-hold") &&
                                     !entry.is("status", "unclear");
    if (!is_told || !is_going_on_or_over) continue;
    const bool is_over = is_stopped(d, entry);
    treatments.push_back(
        {.text = name_and_use(entry),
         .since = date_or_no(entry.find("start")),
         .until = date_or_no(entry.find("end")),
         .reason = said_in(entry.find("reason")),
         .stop_reason = is_over ? said_in(entry.find("statusReason")) : Fact{},
         .is_medicine = true,
         .is_over = is_over}
    );
  }
}

/// A treatment of the timeline that no medicine of the list is.
void add_events(const Context& d, const Entry& timeline, std::vector<Treatment>& treatments) {
  const auto is_listed = [&](std::string_view text) {
    return std::ranges::any_of(d.root.all("medications"), [&](const Entry* medications) {
      return std::ranges::any_of(medications->entries, [&](const Entry& entry) {
        return mentions(text, entry.text("name"));
      });
    });
  };
  for (const Entry& event : timeline.entries) {
    if (event.term->name != "event" || !event.is("kind", "treatment")) continue;
    if (is_listed(event.text())) continue;
    treatments.push_back(
        {.text = said_in(&event), .since = date_or_no(event.find("date")), .is_event = true}
    );
  }
}

/// A plan that is a medicine of the list, and no word more.
bool is_medicine(const Context& d, std::string_view plan) {
  return std::ranges::any_of(d.root.all("medications"), [&](const Entry* medications) {
    return std::ranges::any_of(medications->entries, [&](const Entry& entry) {
      return normalized_text(entry.text("name")) == normalized_text(plan);
    });
  });
}

/// Those that say something, in the order of the case.
std::vector<Treatment> all_treatments(const Context& d) {
  std::vector<Treatment> treatments;
  for (const Entry& entry : d.root.entries) {
    d.budget.check();
    const std::string_view name = entry.term->name;
    if (name == "medications") {
      add_medications(d, entry, treatments);
    } else if (name == "timeline") {
      add_events(d, entry, treatments);
    } else if (name == "plan" && !is_medicine(d, entry.text("text"))) {
      const bool is_over = entry.is("status", "past");
      if (!is_over && !entry.is("status", "current")) continue;
      treatments.push_back(
          {.text = said_in(entry.find("text")),
           .since = date_or_no(entry.find("startBy")),
           .is_over = is_over}
      );
    }
  }
  std::erase_if(treatments, [](const Treatment& treatment) { return treatment.text.is_no(); });
  return treatments;
}

}  // namespace

List treatments_of(const Context& d) {
  std::vector<Treatment> treatments = all_treatments(d);
  std::stable_partition(treatments.begin(), treatments.end(), [](const Treatment& treatment) {
    return !treatment.is_over && !treatment.is_event;
  });
  List list;
  for (const Treatment& treatment : treatments) list.push_back(fact_of(treatment));
  return list;
}

Fact treatments_told(const Context& d) {
  List taken, done, stopped;
  for (const Treatment& treatment : all_treatments(d)) {
    List& list = treatment.is_over ? stopped : treatment.is_medicine ? taken : done;
    list.push_back(fact_of(treatment));
  }
  return group<tables::told_treatments>({
      {"taken", std::move(taken)},
      {"done", std::move(done)},
      {"stopped", std::move(stopped)},
  });
}

/// Operations and procedures in time order: a biopsy is no treatment.

bool mentions(std::string_view text, std::string_view words) {
  return !words.empty() && contains_but_case(text, words);
}

bool is_private(const Entry& entry) {
  return !entry.text("sensitive").empty() && !entry.is("include", "yes");
}

Fact medicines(const Context& d) {
  List now, planned, stopped, on_hold, unclear;
  bool some_left_out = false, some_stopped_left_out = false;
  for (const Entry* medications : d.root.all("medications")) {
    for (const Entry& entry : medications->entries) {
      d.budget.check();
      if (entry.term->name != "medication") continue;
      if (is_private(entry)) {
        (is_stopped(d, entry) ? some_stopped_left_out : some_left_out) = true;
        continue;
      }
      List& list = entry.is("status", "planned")   ? planned
                   : entry.is("status", "on-hold") ? on_hold
                   : entry.is("status", "unclear") ? unclear
                   : is_stopped(d, entry)          ? stopped
                                                   : now;
      list.emplace_back(&entry);
    }
  }
  return group<tables::medicines>({
      {"now", std::move(now)},
      {"planned", std::move(planned)},
      {"stopped", std::move(stopped)},
      {"onHold", std::move(on_hold)},
      {"unclear", std::move(unclear)},
      {"someLeftOut", some_left_out},
      {"someStoppedLeftOut", some_stopped_left_out},
  });
}

}  // namespace engine::facts
