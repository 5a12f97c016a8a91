// How far the records of a request have come, and what is asked of an office.

#include "engine/facts/context.hpp"

#include <algorithm>

namespace engine::facts {

using casefile::Entry;

bool is_wanted(const Entry& item) {
  return item.text("status").empty() || item.is("status", "wanted");
}

Progress progress_of(const Disclosure& disclosure) {
  if (disclosure.taken_back || disclosure.closed) return {};
  Progress progress{.wanted = disclosure.items.empty() && !disclosure.arrived};
  for (const Entry* item : disclosure.items) {
    progress.wanted |= is_wanted(*item);
    progress.asked |= item->is("status", "asked");
  }
  return progress;
}

bool is_waiting(const Disclosure& disclosure) {
  return (disclosure.items.empty() && !disclosure.arrived) ||
         std::ranges::any_of(disclosure.items, [](const Entry* item) {
           return is_wanted(*item) || item->is("status", "asked");
         });
}

std::vector<const Entry*> to_come(const Disclosure& disclosure) {
  std::vector<const Entry*> missing;
  if (disclosure.taken_back || disclosure.closed) return missing;
  for (const Entry* item : disclosure.items) {
    if (!item->is("status", "received") && !item->is("status", "forwarded"))
      missing.push_back(item);
  }
  return missing;
}

const Entry* whom_records_are_for(const Standing& now) {
  return now.asked           ? now.asked
         : now.opinion_visit ? now.opinion_visit->target("provider")
                             : nullptr;
}

const Entry* needs_records(const Disclosure& disclosure, const Standing& now) {
  const Entry* doctor = whom_records_are_for(now);
  const bool is_theirs = disclosure.to_patient || disclosure.provider == doctor;
  return is_theirs && doctor != disclosure.holder ? doctor : nullptr;
}

std::vector<const Entry*> to_send_on(const Disclosure& disclosure, const Standing& now) {
  std::vector<const Entry*> items;
  if (disclosure.taken_back || !needs_records(disclosure, now)) return items;
  for (const Entry* item : disclosure.items) {
    if (item->is("status", "received")) items.push_back(item);
  }
  return items;
}

bool is_missing(const Disclosure& disclosure) {
  const Progress progress = progress_of(disclosure);
  return progress.wanted || progress.asked;
}

bool is_program(const std::vector<Disclosure>& disclosures, const Entry* doctor) {
  return doctor && std::ranges::any_of(disclosures, [&](const Disclosure& disclosure) {
           return disclosure.holder == doctor && disclosure.paper == "substance-use";
         });
}

bool is_asked_of(const std::vector<Disclosure>& disclosures, const Entry* doctor) {
  return doctor && std::ranges::any_of(disclosures, [&](const Disclosure& disclosure) {
           return disclosure.holder == doctor && !disclosure.taken_back;
         });
}

bool may_include(const std::vector<Disclosure>& disclosures, std::string_view name) {
  return disclosures.empty() || std::ranges::any_of(disclosures, [&](const Disclosure& one) {
           return !one.taken_back &&
                  (one.items.empty() || std::ranges::any_of(one.items, [&](const Entry* item) {
                     return says_yes(*item, name);
                   }));
         });
}

bool records_to_come(const std::vector<Disclosure>& disclosures) {
  return std::ranges::any_of(disclosures, is_missing);
}

bool have_records_come(const std::vector<Disclosure>& disclosures) {
  return !records_to_come(disclosures) &&
         std::ranges::any_of(disclosures, [](const Disclosure& one) {
           return !one.taken_back && !one.closed;
         });
}

bool is_due_from(const std::vector<Disclosure>& disclosures, const Fact& day) {
  const Date* from = std::get_if<Date>(&day.either);
  return from && std::ranges::any_of(disclosures, [&](const Disclosure& disclosure) {
           const Entry* by = disclosure.request->find("neededBy");
           return is_missing(disclosure) && by && by->date() && *from <= *by->date();
         });
}

}  // namespace engine::facts
