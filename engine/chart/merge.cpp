#include "engine/chart/merge.hpp"

#include "engine/base/fold.hpp"
#include "engine/chart/messages.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>

namespace engine::chart {

namespace {

bool share_code(const Item& a, const Item& b) {
  return std::ranges::any_of(a.codes, [&](const Code& code) {
    return std::ranges::find(b.codes, code) != b.codes.end();
  });
}

const Code* code_of_list(const Item& item, std::string_view system) {
  const auto found = std::ranges::find(item.codes, system, &Code::system);
  return found == item.codes.end() ? nullptr : &*found;
}

/// Whether two entries are about one thing. Medicines go by RxNorm, whose codes hold the strength;
/// operations by their day as well: one may be done twice.
bool are_same(const Item& a, const Item& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == Section::family)
    return folded(a.name) == folded(b.name) && folded(a.relative) == folded(b.relative);
  if (a.kind == Section::procedures && a.start != b.start) return false;
  if (a.kind == Section::medications) {
    const Code* of_a = code_of_list(a, "RxNorm");
    const Code* of_b = code_of_list(b, "RxNorm");
    if (of_a && of_b) return *of_a == *of_b;
  } else if (share_code(a, b)) {
    return true;
  }
  return !a.name.empty() && folded(a.name) == folded(b.name);
}

Date newest_of(const Item& item) {
  Date newest{};
  for (const auto& date : {item.recorded, item.start, item.end}) {
    if (date) newest = std::max(newest, *date);
  }
  return newest;
}

bool is_going_on(const Item& item) {
  return item.status == "current" || item.status == "active";
}

void add_spelling(Item& to, const std::string& words) {
  const auto is_it = [&](const std::string& known) { return folded(known) == folded(words); };
  if (!words.empty() && !is_it(to.name) && std::ranges::none_of(to.also, is_it))
    to.also.push_back(words);
}

/// The names, codes and sources of another entry about the same.
void take_in_names(Item& known, const Item& other) {
  add_spelling(known, other.name);
  for (const std::string& name : other.also) add_spelling(known, name);
  for (const Code& code : other.codes) {
    if (std::ranges::find(known.codes, code) == known.codes.end()) known.codes.push_back(code);
  }
  const auto add_source = [&](std::size_t source) {
    if (source != known.source &&
        std::ranges::find(known.more_sources, source) == known.more_sources.end())
      known.more_sources.push_back(source);
  };
  add_source(other.source);
  for (const std::size_t source : other.more_sources) add_source(source);
}

/// What goes on and is over at once: the newest decides, but nothing that somebody may have is
/// called over for it.
void take_in_state(Item& known, const Item& newer) {
  const bool is_list_of_now = known.kind == Section::medications ||
                              known.kind == Section::problems || known.kind == Section::allergies;
  if (is_list_of_now && is_going_on(newer) && !is_going_on(known)) {
    known.doubt("states-differ", newer.start ? newer.start->iso() : "");
    if (known.kind != Section::medications) {
      known.status = newer.status;
      known.end.reset();
    } else {
      known.status = "unclear";
    }
  }
}

/// How it is taken, and since when.
void take_in_medicine(Item& known, const Item& newer) {
  if (newer.start && (!known.start || *newer.start < *known.start)) known.start = newer.start;
  if (known.instruction.empty() && known.dose.empty()) {
    known.instruction = newer.instruction;
    known.dose = newer.dose;
    known.frequency = newer.frequency;
  } else if (is_going_on(newer)) {
    const auto differ = [](const std::string& one, const std::string& other) {
      return !one.empty() && !other.empty() && folded(one) != folded(other);
    };
    if (differ(newer.instruction, known.instruction))
      known.doubt("another-dose", newer.instruction);
    else if (differ(newer.dose, known.dose))
      known.doubt("another-dose", newer.dose);
    else if (newer.instruction.empty() != known.instruction.empty() && known.dose.empty())
      known.doubt("another-dose", newer.instruction.empty() ? newer.dose : newer.instruction);
  }
  if (known.reason.empty()) known.reason = newer.reason;
}

/// All reactions, and the worst of what is said of them.
void take_in_allergy(Item& known, const Item& newer) {
  if (known.reaction.empty())
    known.reaction = newer.reaction;
  else if (!newer.reaction.empty() && !contains_but_case(known.reaction, newer.reaction))
    known.reaction += ", " + newer.reaction;
  if (known.severity.empty() || newer.severity == "severe") {
    if (!newer.severity.empty()) known.severity = newer.severity;
  }
  if (newer.criticality == "high") known.criticality = "high";
}

/// Whether of two entries about one thing the second stands for both: it is newer, and no bill
/// beside a chart. What goes on outweighs an older or undated entry that says it is over.
bool replaces(const Item& newer, const Item& known) {
  if ((newer.basis == Basis::claim) != (known.basis == Basis::claim))
    return known.basis == Basis::claim;
  return newest_of(newer) > newest_of(known) ||
         (newest_of(newer) == newest_of(known) && is_going_on(newer) && !is_going_on(known));
}

/// Takes `newer`, of two entries about one thing, into `known`.
void take_in(Item& known, Item newer) {
  if (replaces(newer, known)) {
    std::swap(known, newer);
    std::swap(known.entry, newer.entry);  // the entry that stands for all is the first
  }
  // Now `known` is the newest, and `newer` what it stands for.
  take_in_names(known, newer);
  if (newer.basis == Basis::claim && known.basis != Basis::claim) return;
  take_in_state(known, newer);
  if (known.kind == Section::medications) take_in_medicine(known, newer);
  if (known.kind == Section::allergies) take_in_allergy(known, newer);
  if (!known.start) known.start = newer.start;
  if (known.place.empty()) known.place = newer.place;
  for (auto& doubt : newer.doubts) {
    const bool is_told = std::ranges::any_of(known.doubts, [&](const Item::Doubt& other) {
      return other.why == doubt.why && other.words == doubt.words;
    });
    // What was unsure or stood in a text alone is not so where another entry has it with a code.
    if (!is_told && doubt.why != "text-only" && doubt.why != "unconfirmed")
      known.doubts.push_back(std::move(doubt));
  }
}

void tell_contradictions(Item& item, Date as_of) {
  if (item.start && item.end && item.start->first_day() > item.end->last_day()) {
    item.doubt("ends-before-it-begins", item.start->iso() + " – " + item.end->iso());
    item.start.reset();
    item.end.reset();
  }
  const bool is_over = item.end && item.end->last_day() < as_of;
  if (item.kind == Section::medications && item.status == "current" && is_over) {
    item.doubt("active-and-ended", item.end->iso());
    item.status = "unclear";
  }
  if (item.basis == Basis::claim) item.doubt("from-a-bill");
  const bool has_state = item.kind == Section::medications || item.kind == Section::problems;
  if (has_state && item.status == "unclear" && item.doubts.empty()) item.doubt("status-unclear");
  if (item.basis == Basis::unnamed) item.doubt("without-readable-name");
}

std::string first_word(const std::string& name) {
  return folded(std::string_view{name}.substr(0, name.find(' ')));
}

/// Two medicines of one name and two strengths, both taken: one of them may be a mistake.
void tell_two_strengths(std::vector<Item>& items) {
  for (Item& a : items) {
    for (const Item& b : items) {
      if (&a == &b || a.kind != Section::medications || b.kind != Section::medications) continue;
      if (is_going_on(a) && is_going_on(b) && first_word(a.name) == first_word(b.name) &&
          numbers_differ(a.name, b.name)) {
        a.doubt("two-strengths", b.name);
        break;
      }
    }
  }
}

/// The names of two sources can be one person's: a part of one is in the other.
bool may_be_one(const PersonName& a, const PersonName& b) {
  const std::string whole_a = lowered(a.whole()), whole_b = lowered(b.whole());
  const auto of_a = words_of(whole_a), of_b = words_of(whole_b);
  const auto common = std::ranges::count_if(of_a, [&](std::string_view word) {
    return std::ranges::any_of(of_b, [&](std::string_view other) {
      return folded(word) == folded(other) && folded(word).size() > 1;
    });
  });
  return common >= 2 || (common == 1 && (of_a.size() == 1 || of_b.size() == 1));
}

bool any_name_in_common(const Person& a, const Person& b) {
  return std::ranges::any_of(a.names, [&](const PersonName& one) {
    return std::ranges::any_of(b.names, [&](const PersonName& other) {
      return may_be_one(one, other);
    });
  });
}

/// With one birth date a common part is enough: people marry.
bool any_part_in_common(const Person& a, const Person& b) {
  for (const PersonName& one : a.names) {
    for (const PersonName& other : b.names) {
      const std::string whole_a = lowered(one.whole()), whole_b = lowered(other.whole());
      for (const auto word : words_of(whole_a)) {
        for (const auto second : words_of(whole_b)) {
          if (folded(word) == folded(second) && folded(word).size() > 1) return true;
        }
      }
    }
  }
  return false;
}

bool are_one(const Person& a, const Person& b) {
  const bool both_born = a.born && b.born && a.born_is_evidence && b.born_is_evidence;
  const bool born_alike = both_born && a.born->first_day() <= b.born->last_day() &&
                          b.born->first_day() <= a.born->last_day();
  if (both_born && !born_alike) return false;
  if (a.names.empty() || b.names.empty()) return true;
  return born_alike ? any_part_in_common(a, b) : any_name_in_common(a, b);
}

std::string label_of(const Person& person) {
  std::string words = person.names.empty() ? "?" : person.names.front().whole();
  if (person.born) words += ", " + person.born->iso();
  return words;
}

}  // namespace

bool is_one_person(const Chart& chart, const std::optional<TypedPerson>& typed, Diagnostics& out) {
  std::vector<std::pair<const Person*, std::string_view>> people;
  if (typed) people.emplace_back(&typed->person, typed->file);
  for (const Person& person : chart.people)
    people.emplace_back(&person, chart.sources[person.source].file);
  for (std::size_t i = 0; i < people.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const auto& [one, file] = people[j];
      const auto& [other, other_file] = people[i];
      if (are_one(*one, *other)) continue;
      out.error(
          messages::two_people(engine::quoted(label_of(*one)), engine::quoted(label_of(*other))),
          {},
          {"give the charts of one person at a time: the first is in " + in_quotes(file) +
           ", the second in " + in_quotes(other_file)}
      );
      return false;
    }
  }
  return true;
}

std::optional<Person> person_of(const Chart& chart) {
  std::optional<Person> all;
  for (const Person& person : chart.people) {
    if (!all) {
      all = person;
      continue;
    }
    if (!all->born || (!all->born_is_evidence && person.born)) all->born = person.born;
    for (PersonName name : person.names) {
      const bool is_again = std::ranges::any_of(all->names, [&](const PersonName& known) {
        return folded(known.whole()) == folded(name.whole());
      });
      if (is_again) continue;
      name.use = all->names.empty() ? "official" : "old";
      all->names.push_back(std::move(name));
    }
    for (const Address& address : person.addresses) {
      const bool is_again = std::ranges::any_of(all->addresses, [&](const Address& known) {
        return folded(known.postal_code + (known.lines.empty() ? "" : known.lines.front())) ==
               folded(address.postal_code + (address.lines.empty() ? "" : address.lines.front()));
      });
      if (!is_again) all->addresses.push_back(address);
    }
    for (const Telecom& telecom : person.telecoms) {
      const bool is_again = std::ranges::any_of(all->telecoms, [&](const Telecom& known) {
        return folded(known.value) == folded(telecom.value);
      });
      if (!is_again) all->telecoms.push_back(telecom);
    }
    for (const auto& number : person.numbers) {
      const bool is_again = std::ranges::any_of(all->numbers, [&](const Person::Number& known) {
        return known.value == number.value;
      });
      if (!is_again) all->numbers.push_back(number);
    }
    if (all->language.empty()) all->language = person.language;
  }
  return all;
}

std::vector<Item> merged(Chart& chart, Date as_of) {
  std::vector<Item> items;
  for (Found& found : chart.found) {
    if (found.outcome != Outcome::taken || found.item.kind != found.section ||
        (found.item.name.empty() && found.item.codes.empty() && found.item.reaction.empty()))
      continue;
    const auto same =
        std::ranges::find_if(items, [&](const Item& known) { return are_same(known, found.item); });
    if (same == items.end()) {
      items.push_back(found.item);
    } else {
      found.outcome = Outcome::merged;
      found.why = "said-again";
      take_in(*same, found.item);
    }
  }
  for (Item& item : items) tell_contradictions(item, as_of);
  tell_two_strengths(items);
  return items;
}

namespace {

void add_ties(Provider& known, const Provider& other) {
  known.is_primary_care = known.is_primary_care || other.is_primary_care;
  // Two charts may list the same visits.
  known.visits = std::max(known.visits, other.visits);
  if (other.last_visit && (!known.last_visit || *other.last_visit > *known.last_visit))
    known.last_visit = other.last_visit;
}

}  // namespace

std::vector<Provider> providers_of(const Chart& chart) {
  std::vector<Provider> all;
  // One chart says Dr. before a name, another MD behind it, a third neither.
  const auto key = [](const Provider& provider) {
    PersonName bare = provider.name;
    bare.prefix.clear();
    bare.suffix.clear();
    if (bare.text.starts_with("Dr. ")) bare.text.erase(0, 4);
    return folded(bare.whole());
  };
  for (const Provider& provider : chart.providers) {
    if (provider.name.is_empty()) continue;
    const auto same =
        std::ranges::find_if(all, [&](const Provider& p) { return key(p) == key(provider); });
    if (same == all.end()) {
      all.push_back(provider);
      continue;
    }
    if (same->name.prefix.empty()) same->name.prefix = provider.name.prefix;
    if (same->name.suffix.empty()) same->name.suffix = provider.name.suffix;
    if (same->specialty.empty()) same->specialty = provider.specialty;
    if (same->organization.empty()) same->organization = provider.organization;
    if (same->address.is_empty()) same->address = provider.address;
    if (same->telecoms.empty()) same->telecoms = provider.telecoms;
    add_ties(*same, provider);
  }
  for (const Provider& office : chart.providers) {
    if (!office.name.is_empty()) continue;
    const auto known = std::ranges::find_if(all, [&](const Provider& one) {
      return folded(one.organization) == folded(office.organization);
    });
    if (known == all.end())
      all.push_back(office);
    else if (known->name.is_empty())
      add_ties(*known, office);
    else if (known->address.is_empty() && known->telecoms.empty()) {
      known->address = office.address;
      known->telecoms = office.telecoms;
    }
  }
  // Whom somebody sees most comes first: that is who is asked for.
  std::ranges::stable_sort(all, std::greater{}, [](const Provider& one) {
    return std::pair{one.is_primary_care, one.visits};
  });
  return all;
}

std::vector<Contact> contacts_of(const Chart& chart) {
  std::vector<Contact> all;
  for (const Contact& contact : chart.contacts) {
    const auto same = std::ranges::find_if(all, [&](const Contact& known) {
      return folded(known.name.whole()) == folded(contact.name.whole());
    });
    if (same == all.end()) {
      all.push_back(contact);
    } else {
      if (same->relationship.empty()) same->relationship = contact.relationship;
      if (same->telecoms.empty()) same->telecoms = contact.telecoms;
    }
  }
  return all;
}

std::vector<Coverage> coverages_of(const Chart& chart) {
  std::vector<Coverage> all;
  for (const Coverage& coverage : chart.coverages) {
    const bool is_again = std::ranges::any_of(all, [&](const Coverage& known) {
      return folded(known.payer) == folded(coverage.payer) && known.member_id == coverage.member_id;
    });
    if (!is_again) all.push_back(coverage);
  }
  return all;
}

Statement statement_of(const Chart& chart, Section kind) {
  Statement best;
  for (const Origin& source : chart.sources) {
    const auto said = source.statements.find(kind);
    if (said == source.statements.end()) continue;
    for (const Statement& one : said->second) {
      const bool is_wider = one.says == best.says && one.scope == Scope::all;
      if (one.says > best.says || is_wider) best = one;
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
