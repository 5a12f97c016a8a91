#include "engine/chart/merge.hpp"

#include "engine/base/fold.hpp"
#include "engine/chart/line_words.hpp"
#include "engine/chart/standing.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <unordered_map>

namespace engine::chart {

namespace {

void add_ties(Provider& known, const Provider& other) {
  known.is_primary_care = known.is_primary_care || other.is_primary_care;
  // Two charts may list the same visits.
  known.visits = std::max(known.visits, other.visits);
  if (other.last_visit && (!known.last_visit || *other.last_visit > *known.last_visit))
    known.last_visit = other.last_visit;
}

/// Numbers of one and the same: those that are there stay, but where a slip made one too short.
void take_in_telecoms(std::vector<Telecom>& known, const std::vector<Telecom>& others) {
  if (known.empty()) known = others;
  for (Telecom& one : known) {
    if (is_whole_number(one)) continue;
    const auto better = std::ranges::find_if(others, [&](const Telecom& other) {
      return other.system == one.system && is_whole_number(other);
    });
    if (better != others.end()) one.value = better->value;
  }
}

/// An office in one line: its name, its street, its number.
std::string line_of_office(const Provider& provider) {
  std::string line;
  const auto add = [&](const std::string& words) {
    if (!words.empty()) line += (line.empty() ? "" : ", ") + words;
  };
  add(provider.organization);
  for (const std::string& street : provider.address.lines) add(street);
  add(provider.address.city);
  add(provider.address.state);
  for (const Telecom& telecom : provider.telecoms) add(telecom.value);
  return line;
}

/// Where somebody works: an office is taken as a whole, so that none gets the address of another.
void take_in_office(Provider& known, const Provider& other) {
  const auto& at = known.address;
  const bool is_elsewhere =
      !at.is_empty() && !other.address.is_empty() &&
      (!are_alike(at.city, other.address.city) || at.lines != other.address.lines);
  const bool is_other_office = !known.organization.empty() && !other.organization.empty() &&
                               !are_alike(known.organization, other.organization);
  if (!is_elsewhere && !(is_other_office && !other.address.is_empty())) {
    if (known.organization.empty()) known.organization = other.organization;
    if (at.is_empty() && !is_other_office) known.address = other.address;
    if (!is_other_office) take_in_telecoms(known.telecoms, other.telecoms);
    return;
  }
  const std::string line = line_of_office(other);
  const auto is_known = std::ranges::find(known.elsewhere, line) != known.elsewhere.end();
  if (!is_known) known.elsewhere.push_back(line);
}

/// Whether an office is found elsewhere than the doctor who works there: its own phone, its own
/// street.
bool has_own_place(const Provider& office, const Provider& doctor) {
  if (doctor.name.is_empty() || (office.address.is_empty() && office.telecoms.empty()))
    return false;
  if (doctor.address.is_empty() && doctor.telecoms.empty()) return false;
  const auto is_known = [&](const Telecom& one) {
    return std::ranges::any_of(doctor.telecoms, [&](const Telecom& other) {
      return are_alike(one.value, other.value);
    });
  };
  return office.address.lines != doctor.address.lines ||
         !std::ranges::all_of(office.telecoms, is_known);
}

/// Whether two entries of one name are one office: nothing that both say is another.
bool is_one_office(const Provider& one, const Provider& other) {
  const auto has = [](const Provider& office, const Telecom& telecom) {
    return std::ranges::any_of(office.telecoms, [&](const Telecom& known) {
      return known.system != telecom.system || are_alike(known.value, telecom.value);
    });
  };
  const bool is_elsewhere = !one.address.is_empty() && !other.address.is_empty() &&
                            one.address.lines != other.address.lines;
  const bool has_other_number =
      !one.telecoms.empty() && !std::ranges::all_of(other.telecoms, [&](const Telecom& telecom) {
        return has(one, telecom);
      });
  return !is_elsewhere && !has_other_number;
}

void add_office(Provider& known, const Provider& office) {
  if (known.name.is_empty()) add_ties(known, office);
  if (known.name.is_empty()) {
    if (known.address.is_empty()) known.address = office.address;
    if (known.telecoms.empty()) known.telecoms = office.telecoms;
  }
  if (known.address.is_empty() && known.telecoms.empty()) {
    known.address = office.address;
    known.telecoms = office.telecoms;
  }
}

}  // namespace

namespace {

/// A name as far as it tells one from another: one chart says Dr. before it, another MD behind it,
/// a third neither, and a fourth has the last name first.
std::string key(const Provider& provider) {
  PersonName bare = provider.name;
  bare.prefix.clear();
  bare.suffix.clear();
  if (bare.text.starts_with("Dr. ")) bare.text.erase(0, 4);
  const std::string whole = bare.whole();
  const auto words = words_of(whole);
  if (words.size() != 2) return folded(whole);
  std::string one = folded(words.front()), other = folded(words.back());
  return std::min(one, other) + ' ' + std::max(one, other);
}

}  // namespace

namespace {

/// "Ochoa, MD" written as the name of a family: the degree is no part of it.
void take_off_degree(PersonName& name) {
  constexpr std::string_view degrees[] = {
      "md", "do", "np", "pa", "pac", "rn", "phd", "aprn", "dds"};
  const auto comma = name.family.rfind(", ");
  if (comma == name.family.npos || comma == 0) return;
  const std::string degree = name.family.substr(comma + 2);
  if (std::ranges::find(degrees, folded(degree)) == std::end(degrees)) return;
  name.family.erase(comma);
  if (std::ranges::find(name.suffix, degree) == name.suffix.end()) name.suffix.push_back(degree);
}

}  // namespace

std::vector<Provider> providers_of(Chart& chart) {
  std::vector<Provider> all;
  for (Provider& provider : chart.providers) take_off_degree(provider.name);
  std::unordered_map<std::string, std::size_t> by_key;
  for (const Provider& provider : chart.providers) {
    if (provider.name.is_empty()) continue;
    const auto [known, is_new] = by_key.try_emplace(key(provider), all.size());
    if (is_new) {
      all.push_back(provider);
      continue;
    }
    Provider* const same = &all[known->second];
    chart.merge(provider.entry);
    take_in_beside(chart.found[same->entry], chart.found[provider.entry]);
    if (!same->text_name.empty() && provider.text_name.empty()) {
      same->name = provider.name;
      same->text_name.clear();
    }
    if (same->name.prefix.empty()) same->name.prefix = provider.name.prefix;
    if (same->name.suffix.empty()) same->name.suffix = provider.name.suffix;
    if (same->specialty.empty()) same->specialty = provider.specialty;
    take_in_office(*same, provider);
    add_ties(*same, provider);
  }
  for (const Provider& office : chart.providers) {
    if (!office.name.is_empty()) continue;
    // The same office first, then a doctor who works there.
    auto known = std::ranges::find_if(all, [&](const Provider& one) {
      return one.name.is_empty() && are_alike(one.organization, office.organization) &&
             is_one_office(one, office);
    });
    if (known == all.end())
      known = std::ranges::find_if(all, [&](const Provider& one) {
        return !one.name.is_empty() && are_alike(one.organization, office.organization);
      });
    if (known == all.end() || has_own_place(office, *known)) {
      all.push_back(office);
      continue;
    }
    chart.merge(office.entry);
    take_in_beside(chart.found[known->entry], chart.found[office.entry]);
    add_office(*known, office);
  }
  // Whom somebody sees most comes first: that is who is asked for.
  std::ranges::stable_sort(all, std::greater{}, [](const Provider& one) {
    return std::pair{one.is_primary_care, one.visits};
  });
  return all;
}

namespace {

/// What another chart has of a contact: an address and numbers that this one does not.
void take_in_ways(Contact& known, const Contact& other) {
  const auto add = [&](const std::string& line) {
    if (!line.empty() && std::ranges::find(known.elsewhere, line) == known.elsewhere.end())
      known.elsewhere.push_back(line);
  };
  const bool moved = !known.address.is_empty() && !other.address.is_empty() &&
                     (!are_alike(known.address.city, other.address.city) ||
                      known.address.lines != other.address.lines);
  if (moved) add(line_of_office({.name = {}, .address = other.address}));
  if (known.address.is_empty()) known.address = other.address;
  take_in_telecoms(known.telecoms, other.telecoms);
  for (const Telecom& one : other.telecoms) {
    const bool is_known = std::ranges::any_of(known.telecoms, [&](const Telecom& telecom) {
      return are_alike(telecom.value, one.value);
    });
    if (!is_known && is_whole_number(one)) add(one.value);
  }
}

}  // namespace

std::vector<Contact> contacts_of(Chart& chart) {
  std::vector<Contact> all;
  for (const Contact& contact : chart.contacts) {
    const auto same = std::ranges::find_if(all, [&](const Contact& known) {
      return are_alike(known.name.whole(), contact.name.whole());
    });
    if (same == all.end()) {
      all.push_back(contact);
      continue;
    }
    chart.merge(contact.entry);
    take_in_beside(chart.found[same->entry], chart.found[contact.entry]);
    if (contains_but_case(contact.relationship, same->relationship))
      same->relationship = contact.relationship;
    else if (!contains_but_case(same->relationship, contact.relationship))
      same->relationship += ", " + contact.relationship;
    take_in_ways(*same, contact);
    // One that is said without an end goes on.
    if (!contact.until) same->until.reset();
  }
  return all;
}

namespace {

/// One payer may have several plans under one number: Part A and Part B, and one for the teeth.
bool are_one_plan(const Coverage& a, const Coverage& b) {
  const bool have_two_plans = !a.plan.empty() && !b.plan.empty() && !are_alike(a.plan, b.plan);
  return are_alike(a.payer, b.payer) && a.member_id == b.member_id && !have_two_plans;
}

void take_in_plan(Coverage& known, const Coverage& other) {
  for (const auto part :
       {&Coverage::plan, &Coverage::group_id, &Coverage::subscriber, &Coverage::payer}) {
    if ((known.*part).empty()) known.*part = other.*part;
  }
  if (known.telecoms.empty()) known.telecoms = other.telecoms;
  // One that is said without an end goes on.
  if (!other.until) known.until.reset();
}

}  // namespace

std::vector<Coverage> coverages_of(Chart& chart) {
  std::vector<Coverage> all;
  for (const Coverage& coverage : chart.coverages) {
    const auto known =
        std::ranges::find_if(all, [&](const Coverage& one) { return are_one_plan(one, coverage); });
    if (known == all.end()) {
      all.push_back(coverage);
      continue;
    }
    chart.merge(coverage.entry);
    take_in_beside(chart.found[known->entry], chart.found[coverage.entry]);
    take_in_plan(*known, coverage);
  }
  return all;
}

void tell_slips(
    Chart& chart, const std::vector<Provider>& providers, const std::vector<Contact>& contacts
) {
  const auto tell = [&](std::size_t source, std::string_view why, const std::string& words) {
    const std::string& file = chart.sources[source].file;
    const auto known = std::ranges::find_if(chart.check, [&](const Note& note) {
      return note.why == why && note.file == file;
    });
    if (known == chart.check.end())
      chart.check.push_back({file, std::string{why}, words});
    else
      known->words += "; " + words;
  };
  const auto tell_numbers = [&](const auto& one, const std::string& name) {
    for (const Telecom& telecom : one.telecoms) {
      if (!is_whole_number(telecom)) tell(one.source, "short-number", name + ": " + telecom.value);
    }
  };
  for (const Provider& provider : providers) {
    tell_numbers(provider, provider.called());
    if (!provider.text_name.empty()) tell(provider.source, "name-turned", provider.text_name);
  }
  for (const Contact& contact : contacts) tell_numbers(contact, contact.name.whole());
}

void settle_ways(Chart& chart, Date as_of) {
  const auto is_over = [&](const auto& one) { return one.until && one.until->last_day() < as_of; };
  const auto settle = [&](auto& one) { return std::erase_if(one.telecoms, is_over); };
  for (Person& person : chart.people) {
    if (const auto over = settle(person); over > 0)
      chart.personal["old-phone"] += static_cast<int>(over);
    for (Address& address : person.addresses) {
      if (is_over(address)) address.use = "old";
      if (address.use == "temp" && !address.until)
        chart.check.push_back(
            {chart.sources[person.source].file,
             "temporary-address",
             address.lines.empty() ? address.city : address.lines.front()}
        );
    }
    std::ranges::stable_sort(person.addresses, {}, [](const Address& a) { return a.use == "old"; });
  }
  std::ranges::for_each(chart.providers, settle);
  std::ranges::for_each(chart.contacts, settle);
}

void tell_contacts_over(Chart& chart, const std::vector<Contact>& contacts, Date as_of) {
  for (const Contact& one : contacts) {
    if (one.until && one.until->last_day() < as_of)
      chart.check.push_back(
          {chart.sources[one.source].file,
           "contact-until",
           one.name.whole() + " (" + one.until->iso() + ')'}
      );
  }
}

void tell_plans_over(Chart& chart, const std::vector<Coverage>& coverages, Date as_of) {
  for (const Coverage& one : coverages) {
    if (!one.until || one.until->last_day() >= as_of) continue;
    chart.check.push_back(
        {chart.sources[one.source].file, "plan-over", one.called() + " (" + one.until->iso() + ')'}
    );
  }
}

Statement statement_of(const Chart& chart, Section kind) {
  Statement best;
  // Of two that say the same the wider one stands, then the newer.
  const auto is_better = [&](const Statement& one, std::size_t source) {
    if (one.says != best.says || !best.source) return one.says > best.says;
    if (one.scope != best.scope) return one.scope == Scope::all;
    return is_newer(chart.sources[source].day(), chart.sources[*best.source].day());
  };
  for (std::size_t i = 0; i < chart.sources.size(); ++i) {
    const auto said = chart.sources[i].statements.find(kind);
    if (said == chart.sources[i].statements.end()) continue;
    for (const Statement& one : said->second) {
      if (is_better(one, i)) best = {one.says, one.scope, i};
    }
  }
  return best;
}

void prove_account(const Chart& chart) {
  for (std::size_t source = 0; source < chart.sources.size(); ++source) {
    std::map<Section, int> outcomes;
    for (const Found& found : chart.found) {
      if (found.source == source) ++outcomes[found.section];
    }
    for (const auto& [section, entries] : chart.sources[source].entries) {
      if (outcomes[section] != entries)
        throw std::logic_error(
            "the account of a chart does not come out even: " +
            std::string{section_ids[static_cast<std::size_t>(section)]} + ' ' +
            std::to_string(entries) + " found, " + std::to_string(outcomes[section]) + " told"
        );
      outcomes.erase(section);
    }
    for (const auto& [section, count] : outcomes) {
      if (count != 0) throw std::logic_error("an entry of a chart was told that was not found");
    }
  }
}

}  // namespace engine::chart
