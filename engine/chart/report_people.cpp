// Doctors, offices and those to call, a line each in the report.

#include "engine/chart/telling.hpp"

#include <algorithm>

namespace engine::chart {

std::string line_of(const Provider& provider, const Telling& telling) {
  const std::string name = provider.name.whole();
  std::string words = telling.shown(name.empty() ? provider.organization : name);
  if (telling.options.redact) return words;
  if (provider.is_primary_care) words += " – " + telling.say("primary-care");
  const auto add = [&](const std::string& more) {
    if (!more.empty()) words += " · " + printable(more);
  };
  add(provider.specialty);
  if (!name.empty()) add(provider.organization);
  // Of two offices of one name each says where it is.
  const auto alike = std::ranges::count_if(telling.facts.providers, [&](const Provider& other) {
    return other.name.is_empty() && other.organization == provider.organization;
  });
  if (name.empty() && alike > 1) {
    for (const std::string& line : provider.address.lines) add(line);
    add(provider.address.city);
    if (provider.address.is_empty() && !provider.telecoms.empty())
      add(provider.telecoms.front().value);
  }
  for (const std::string& office : provider.elsewhere) add(telling.say("also-at", office));
  if (provider.visits > 0)
    add(telling.say("visits", std::to_string(provider.visits), telling.day(provider.last_visit)));
  return words + words_beside(telling.chart.found[provider.entry].beside, telling);
}

std::string line_of(const Contact& contact, const Telling& telling) {
  std::string words = telling.shown(contact.name.whole());
  if (!contact.relationship.empty()) words += " – " + telling.shown(contact.relationship);
  if (contact.until) words += " · " + telling.say("until-day", telling.day(contact.until));
  for (const std::string& line : contact.elsewhere)
    words += " · " + telling.say("also-at", telling.shown(line));
  return words + words_beside(telling.chart.found[contact.entry].beside, telling);
}

}  // namespace engine::chart
