#include "engine/facts/context.hpp"
#include "engine/facts/formats.hpp"

#include <algorithm>
#include <map>

namespace engine::facts {

using casefile::Entry;

namespace {

/// Everybody beside the patient whom a case names, by name: of one name they are one person.
class ByName {
 public:
  explicit ByName(const Context& d) {
    for (const Entry& entry : d.root.entries) {
      d.budget.check();
      const std::string_view kind = entry.term->name;
      if (kind != "contact" && kind != "companion" && kind != "representative" &&
          kind != "advocate")
        continue;
      if (std::string name = normalized_text(full_name(entry)); !name.empty())
        people_[std::move(name)].push_back(&entry);
    }
  }
  /// Every entry of the same person, in the order of the case.
  const std::vector<const Entry*>& of(const Entry& person) const {
    static const std::vector<const Entry*> nobody;
    const auto found = people_.find(normalized_text(full_name(person)));
    return found == people_.end() ? nobody : found->second;
  }

 private:
  std::map<std::string, std::vector<const Entry*>> people_;
};

/// The phone or email of a person; else what the case says of somebody of the same name.
Fact reached_at(const ByName& people, const Entry& person, std::string_view system) {
  if (const Entry* own = telecom(person, system)) return said_in(own);
  for (const Entry* other : people.of(person)) {
    const Entry* theirs = other->term->name != "advocate" ? telecom(*other, system) : nullptr;
    if (theirs) return said_in(theirs);
  }
  return {};
}

Fact helper(const Context& d, const ByName& people, const Entry& person, bool is_advocate) {
  bool decides = false, signs = false;
  for (const Entry* one : people.of(person)) {
    if (one->term->name != "representative") continue;
    decides = true;
    signs |= one->is("signs", "yes");
  }
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
      {"phone", reached_at(people, person, "phone")},
      {"email", reached_at(people, person, "email")},
      {"entry", is_advocate ? nullptr : &person},
      {"isAdvocate", is_advocate},
      {"topics", std::move(topics)},
      {"decides", decides},
      {"signs", signs},
      {"hearsCare", care},
      {"hearsBills", bills},
      {"hearsAppointments", appointments},
      {"hearsAlso", std::move(others)},
  });
}

}  // namespace

Fact helpers(const Context& d) {
  const ByName people{d};
  List list;
  for (const Entry& entry : d.root.entries) {
    d.budget.check();
    if (entry.term->name == "companion") list.push_back(helper(d, people, entry, false));
  }
  if (const Entry* advocate = d.root.find("advocate"))
    list.push_back(helper(d, people, *advocate, true));
  return list;
}

namespace {

/// A person, and all that is said of the same one elsewhere.
struct AtMySide {
  const Entry* person = nullptr;
  Fact relationship;
  List roles;
  bool comes_along = false;  ///< who helps, or signs
};

bool signs(const People& people, const Entry& person) {
  return std::ranges::any_of(people.signers, [&](const Signer& signer) {
    return signer.who == &person;
  });
}

}  // namespace

Fact at_my_side(const Context& d, const People& people) {
  const ByName by_name{d};
  std::vector<AtMySide> found;
  std::map<const Entry*, std::size_t> place;  ///< in `found`, by the first entry of a person
  for (const Entry& entry : d.root.entries) {
    d.budget.check();
    const std::string_view name = entry.term->name;
    // Who consents alone has told no parent.
    const bool speaks = name == "representative" && !people.consents_alone;
    if (name != "companion" && name != "advocate" && !speaks) continue;
    // Whom nobody names is somebody else each time.
    const auto& same = by_name.of(entry);
    const auto known = same.empty() ? place.end() : place.find(same.front());
    if (known == place.end()) {
      place.emplace(same.empty() ? &entry : same.front(), found.size());
      found.push_back({.person = &entry});
    }
    AtMySide* const at = &found[known == place.end() ? found.size() - 1 : known->second];
    at->comes_along |= name == "companion" || signs(people, entry);
    if (at->relationship.is_no()) at->relationship = relation_of(d, entry);
    if (const Entry* role = name == "companion" ? entry.find("role") : nullptr)
      at->roles.push_back(group<tables::role_at_my_side>({{"role", role}}));
  }
  List list;
  for (AtMySide& one : found) {
    list.push_back(group<tables::at_my_side>({
        {"name", text_or_no(full_name(*one.person), name_span(*one.person))},
        {"relationship", std::move(one.relationship)},
        {"organization", said_in(one.person->find("organization"))},
        {"phone", reached_at(by_name, *one.person, "phone")},
        {"email", reached_at(by_name, *one.person, "email")},
        {"roles", std::move(one.roles)},
        {"comesAlong", one.comes_along},
        {"isAdvocate", one.person->term->name == "advocate"},
    }));
  }
  return list;
}

Fact confidants(const Context& d) {
  List names;
  for (const Entry* person : d.root.all("companion")) {
    const auto topics = person->all("mayHear");
    const bool hears_care = std::ranges::any_of(topics, [](const Entry* one) {
      return same_but_case(one->text("topic"), "care");
    });
    const bool takes_part = person->is("role", "notes") || person->is("role", "questions") ||
                            person->is("role", "support");
    if (hears_care || (topics.empty() && takes_part))
      names.push_back(text_or_no(full_name(*person), name_span(*person)));
  }
  return names;
}

Fact other_providers(const Context& d, const std::vector<Disclosure>& disclosures) {
  List list;
  const auto advocates = d.root.all("advocate");
  const ByOffice by_office{disclosures};
  for (const Entry* provider : d.root.all("provider")) {
    const auto office = provider->text("organization");
    const bool is_advocates = std::ranges::any_of(advocates, [&](const Entry* one) {
      return !office.empty() && one->text("organization") == office;
    });
    if (provider->is("role", "other") && !is_advocates && !is_discreet_office(by_office, provider))
      list.push_back(provider);
  }
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
        {"name",
         provider ? text_or_no(titled_name(d.in, *provider), name_span(*provider)) : Fact{}},
        {"provider", provider},
        {"entry", &entry},
        {"abroad", provider && is_abroad(d.in.template_set->vocabulary, *provider)},
        {"isHeard", provider && std::ranges::find(doctors, provider) != doctors.end()},
    }));
  }
  return list;
}

}  // namespace engine::facts
