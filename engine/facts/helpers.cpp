#include "engine/facts/context.hpp"
#include "engine/facts/formats.hpp"

#include <algorithm>

namespace engine::facts {

using casefile::Entry;

namespace {

Fact helper(const Context& d, const Entry& person, bool is_advocate) {
  List topics, others;
  bool care = false, bills = false, appointments = false;
  for (const Entry& part : person.entries) {
    if (part.term->name != "mayHear") continue;
    const auto topic = part.text("topic");
    if (topic.empty()) continue;
    topics.push_back(said_in(part.find("topic")));
    const bool known = same_but_case(topic, "care") || same_but_case(topic, "bills") ||
                       same_but_case(topic, "appointments");
    if (!known) others.push_back(said_in(part.find("topic")));
    care |= same_but_case(topic, "care");
    bills |= same_but_case(topic, "bills");
    appointments |= same_but_case(topic, "appointments");
  }
  return group<tables::helper>({
      {"name", text_or_no(full_name(person), name_span(person))},
      {"relationship", relation_of(d, person)},
      {"organization", said_in(person.find("organization"))},
      {"phone", said_in(telecom(person, "phone"))},
      {"email", said_in(telecom(person, "email"))},
      {"entry", is_advocate ? nullptr : &person},
      {"isAdvocate", is_advocate},
      {"topics", std::move(topics)},
      {"hearsCare", care},
      {"hearsBills", bills},
      {"hearsAppointments", appointments},
      {"hearsAlso", std::move(others)},
  });
}

}  // namespace

Fact helpers(const Context& d) {
  List list;
  for (const Entry& entry : d.root.entries) {
    d.budget.check();
    if (entry.term->name == "companion") list.push_back(helper(d, entry, false));
  }
  if (const Entry* advocate = d.root.find("advocate")) list.push_back(helper(d, *advocate, true));
  return list;
}

Fact candidates(const Context& d) {
  const std::vector<const Entry*> doctors = heard(d);
  List list;
  for (const Entry& entry : d.root.entries) {
    d.budget.check();
    if (entry.term->name != "specialistCandidate") continue;
    const Entry* provider = entry.target("provider");
    list.push_back(group<tables::candidate>({
        {"number", static_cast<long long>(list.size()) + 1},
        {"name", provider ? text_or_no(name_with_suffix(*provider), name_span(*provider)) : Fact{}},
        {"provider", provider},
        {"entry", &entry},
        {"abroad", provider && is_abroad(d.in.template_set->vocabulary, *provider)},
        {"isHeard", provider && std::ranges::find(doctors, provider) != doctors.end()},
    }));
  }
  return list;
}

}  // namespace engine::facts
