#pragma once

// What several charts say of one person, brought together. Knows no format.

#include "engine/chart/found.hpp"
#include "engine/vocabulary/vocabulary.hpp"

namespace engine::chart {

/// Who somebody typed a case for, and the file it is in.
struct TypedPerson {
  Person person;
  std::string file;
};
/// One person as all sources have them, and the case if there is one; false when it told E823: they
/// are two.
bool is_one_person(const Chart& chart, const std::optional<TypedPerson>& typed, Diagnostics& out);
/// The names, addresses and numbers of all sources, each once. Nobody where no source says who.
std::optional<Person> person_of(Chart& chart);

/// Items that say the same become one, with all sources. Refills are one medicine, whose newest
/// entry decides; two states of one medicine or problem are told. What contradicts itself or an
/// `as_of` behind its end is told too. Outcomes of what was merged are changed in `chart.found`.
std::vector<Item> merged(Chart& chart, Date as_of);

/// Makes one medicine of orders of a few days each, one behind the other, of which each has another
/// dose: the later ones are entries that were said again.
void join_steps(Chart& chart);

/// Tells of items that were brought together what contradicts itself, or another of them.
/// What of addresses and numbers was over before a day: an address is one of before, and a number
/// is left out, as one is that the chart calls old.
void settle_ways(Chart& chart, Date as_of);
/// Tells who was somebody to call until a day that is past.
void tell_contacts_over(Chart& chart, const std::vector<Contact>& contacts, Date as_of);
/// Tells which health plans were over before a day.
void tell_plans_over(Chart& chart, const std::vector<Coverage>& coverages, Date as_of);
/// What is called over for an end that is still to come goes on.
void settle_ends(Chart& chart, Date as_of);
void tell_doubts(std::vector<Item>& items, const Chart& chart, Date as_of);
/// Whether a source has a list of medicines that may be the whole one: no piece of a chart, and no
/// bill.
bool has_medicines(const Chart& chart, std::size_t source);
/// A part of that: entries that may be one thing, or that stand in another list than theirs.
void tell_doubles(std::vector<Item>& items);

/// Doctors and offices, each once. Whoever stands there already is merged in `chart.found`.
std::vector<Provider> providers_of(Chart& chart);
std::vector<Contact> contacts_of(Chart& chart);
std::vector<Coverage> coverages_of(Chart& chart);

/// Notes slips of the pen: phone numbers that nobody can call, because digits are missing, and
/// names that the text of a chart has the other way round.
void tell_slips(
    Chart& chart, const std::vector<Provider>& providers, const std::vector<Contact>& contacts
);

/// What can be said of a list in which nothing stands, over all sources: what one says that asked
/// outweighs those that did not.
Statement statement_of(const Chart& chart, Section kind);

/// Marks items of the categories that case.xml names (sensitive/@category), by their words and
/// ICD-10-CM codes.
void mark_sensitive(std::vector<Item>& items, const vocabulary::Vocabulary& vocabulary);

/// Proves that each entry of each source has one outcome; throws std::logic_error when the account
/// does not come out even, which is a fault of ours.
void prove_account(const Chart& chart);

}  // namespace engine::chart
