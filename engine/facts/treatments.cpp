// What was and is taken and done against an illness: medicines, treatments of the timeline, plans.

#include "engine/facts/context.hpp"
#include "engine/facts/formats.hpp"

#include <algorithm>

namespace engine::facts {

using casefile::Entry;

namespace {

/// The treatments that go on, and those that are over.
struct Treatments {
  List going_on, over;

  void add(Fact text, Fact since, Fact until, Fact reason, Fact stop_reason, bool is_over) {
    if (text.is_no()) return;
    (is_over ? over : going_on)
        .push_back(group<tables::treatment>({
            {"text", std::move(text)},
            {"date", std::move(since)},
            {"until", std::move(until)},
            {"reason", std::move(reason)},
            {"stopReason", std::move(stop_reason)},
            {"isOver", is_over},
            {"isEvent", false},
        }));
  }
  void add_event(Fact text, Fact day) {
    if (text.is_no()) return;
    over.push_back(group<tables::treatment>({
        {"text", std::move(text)},
        {"date", std::move(day)},
        {"until", Fact{}},
        {"reason", Fact{}},
        {"stopReason", Fact{}},
        {"isOver", false},
        {"isEvent", true},
    }));
  }
};

/// Budesonide 9 mg
Fact name_and_dose(const Entry& medication) {
  const Entry* name = medication.find("name");
  if (!name || name->text().empty()) return {};
  std::string text{name->text()};
  if (const auto dose = medication.text("dose"); !dose.empty()) {
    text += ' ';
    text += dose;
  }
  return {std::move(text), name->span};
}

/// The case says so, or it says nothing, and the last day is over.
bool is_stopped(const Context& d, const Entry& medication) {
  const Date* end = medication.date("end");
  const bool ended = end && end->last_day() < d.known.as_of().first_day();
  return medication.is("status", "stopped") || (ended && medication.text("status").empty());
}

void add_medications(const Context& d, const Entry& medications, Treatments& treatments) {
  for (const Entry& entry : medications.entries) {
    const bool is_told = entry.term->name == "medication" && !is_private(entry);
    const bool is_going_on_or_over = !entry.is("status", "planned") &&
                                     !entry.is("status", "on-hold") &&
                                     !entry.is("status", "unclear");
    if (!is_told || !is_going_on_or_over) continue;
    treatments.add(
        name_and_dose(entry),
        date_or_no(entry.find("start")),
        date_or_no(entry.find("end")),
        said_in(entry.find("reason")),
        is_stopped(d, entry) ? said_in(entry.find("statusReason")) : Fact{},
        is_stopped(d, entry)
    );
  }
}

/// A treatment of the timeline that no medicine of the list is. An event says when it began or was
/// done, and not whether it is over.
void add_events(const Context& d, const Entry& timeline, Treatments& treatments) {
  const auto is_listed = [&](std::string_view text) {
    return std::ranges::any_of(d.root.all("medications"), [&](const Entry* medications) {
      return std::ranges::any_of(medications->entries, [&](const Entry& entry) {
        return mentions(text, entry.text("name"));
      });
    });
  };
  for (const Entry& event : timeline.entries) {
    if (event.term->name != "event" || !event.is("kind", "treatment")) continue;
    if (!is_listed(event.text()))
      treatments.add_event(said_in(&event), date_or_no(event.find("date")));
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

}  // namespace

List treatments_of(const Context& d) {
  Treatments treatments;
  for (const Entry& entry : d.root.entries) {
    d.budget.check();
    const std::string_view name = entry.term->name;
    if (name == "medications") {
      add_medications(d, entry, treatments);
    } else if (name == "timeline") {
      add_events(d, entry, treatments);
    } else if (name == "plan") {
      const bool is_told = is_medicine(d, entry.text("text"));
      if (!is_told && (entry.is("status", "current") || entry.is("status", "past"))) {
        const Fact since = date_or_no(entry.find("startBy"));
        treatments.add(said_in(entry.find("text")), since, {}, {}, {}, entry.is("status", "past"));
      }
    }
  }
  List all = std::move(treatments.going_on);
  for (Fact& over : treatments.over) all.push_back(std::move(over));
  return all;
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
