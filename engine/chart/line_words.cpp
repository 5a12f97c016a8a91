#include "engine/chart/line_words.hpp"

#include "engine/chart/wording.hpp"
#include "engine/chart/work.hpp"
#include "engine/chart/written_days.hpp"

#include <algorithm>

namespace engine::chart {

namespace {

/// Days as they are handed on, 2013-07-03, and the text without them.
std::pair<std::set<std::string>, std::string> days_apart(std::string_view text) {
  std::set<std::string> days;
  std::string rest;
  constexpr std::size_t whole = 10, month = 7;
  for (std::size_t at = 0; at < text.size();) {
    const bool begins = is_digit(text[at]) && (at == 0 || !is_digit(text[at - 1]));
    std::size_t taken = 0;
    for (const std::size_t size : {whole, month}) {
      const std::string_view part = text.substr(at, size);
      const bool is_apart = at + size >= text.size() || !is_digit(text[at + size]);
      if (begins && taken == 0 && part.size() == size && is_apart && parse_date(part)) {
        days.insert(std::string{part});
        taken = size;
      }
    }
    if (taken == 0) rest += text[at++];
    at += taken;
  }
  return {std::move(days), std::move(rest)};
}

}  // namespace

namespace {

/// The numbers of phones of a text, each as one: its last seven digits.
std::vector<std::string> phones_in(std::string_view text) {
  constexpr std::size_t shortest = 7;
  std::vector<std::string> all;
  std::string digits;
  bool has_hyphen = false;
  const auto end = [&] {
    if (digits.size() >= shortest && has_hyphen)
      all.push_back(digits.substr(digits.size() - shortest));
    digits.clear();
    has_hyphen = false;
  };
  for (const char c : text) {
    if (is_digit(c))
      digits += c;
    else if (c == '-' && !digits.empty())
      has_hyphen = true;
    else if (c != '(' && c != ')' && c != ' ')
      end();
  }
  end();
  return all;
}

}  // namespace

void LineWords::add(std::string_view text) {
  auto [days, rest] = days_apart(text);
  for (std::string& phone : phones_in(rest)) numbers_.insert(std::move(phone));
  days_.merge(days);
  for (const Date day : days_in(rest)) days_.insert(day.iso());
  for (std::string& number : numbers_in(rest)) numbers_.insert(std::move(number));
  words_.add(rest);
}

bool LineWords::say(std::string_view text) const {
  count_work();
  const auto [days, rest] = days_apart(text);
  auto numbers = numbers_in(rest);
  for (std::string& phone : phones_in(rest)) numbers.push_back(std::move(phone));
  const auto has = [](const std::set<std::string>& all) {
    return [&](const std::string& one) { return all.contains(one); };
  };
  return std::ranges::all_of(days, has(days_)) && std::ranges::all_of(numbers, has(numbers_)) &&
         words_.cover(rest);
}

void LineWords::add(const Item& item) {
  for (const std::string* words :
       {&item.name,
        &item.instruction,
        &item.reason,
        &item.status,
        &item.status_reason,
        &item.reaction,
        &item.severity,
        &item.criticality,
        &item.type,
        &item.against,
        &item.place,
        &item.site,
        &item.stage,
        &item.how_bad,
        &item.course,
        &item.relative,
        &item.age,
        &item.supply,
        &item.who})
    add(*words);
  for (const std::string& other : item.also) add(other);
  for (const Item::Doubt& doubt : item.doubts) add(doubt.words);
  for (const Reaction& reaction : item.reactions) {
    add(reaction.name + ' ' + reaction.severity);
    for (const auto& day : {reaction.day, reaction.last_day}) {
      if (day) add(day->iso());
    }
  }
  for (const auto& day : {item.start, item.end, item.earlier}) {
    if (day) add(day->iso());
  }
  for (const Dosage& dosage : item.dosages) {
    for (const Amount* amount :
         {&dosage.dose, &dosage.rate, &dosage.how_long, &dosage.lasts, &dosage.count})
      add(amount->value + ' ' + amount->high + ' ' + amount->unit);
    for (const Most& most : dosage.most)
      add(most.amount.value + ' ' + most.amount.unit + ' ' + most.per.value + ' ' + most.per.unit);
    add(dosage.route);
    add(dosage.vehicle);
    add(dosage.needed_for);
    for (const Timing& timing : dosage.timings)
      add(timing.every + ' ' + timing.high + ' ' + timing.unit + ' ' + timing.words);
    for (const auto& day : {dosage.start, dosage.end}) {
      if (day) add(day->iso());
    }
    for (const Date day : dosage.days) add(day.iso());
  }
  if (item.end_of_life != EndOfLife::none) add("died dead death deceased cause");
  if (item.basis == Basis::unconfirmed) add("unconfirmed not confirmed suspected");
}

void LineWords::add(const Found& found) {
  add(found.what);
  add(found.item);
  for (const Beside& one : found.beside) add(one.words);
  for (const auto& day : {found.day, found.until}) {
    if (day) add(day->iso());
  }
}

namespace {

std::string said_of(const Address& address) {
  std::string words;
  for (const std::string& line : address.lines) words += ' ' + line;
  return words + ' ' + address.city + ' ' + address.state + ' ' + address.postal_code + ' ' +
         address.country;
}

}  // namespace

void LineWords::add(const Provider& provider) {
  add(provider.name.whole() + ' ' + provider.specialty + ' ' + provider.organization +
      said_of(provider.address));
  for (const Telecom& telecom : provider.telecoms) add(telecom.value);
  for (const std::string& other : provider.elsewhere) add(other);
}

void LineWords::add(const Contact& contact) {
  add(contact.name.whole() + ' ' + contact.relationship + said_of(contact.address));
  for (const Telecom& telecom : contact.telecoms) add(telecom.value);
  for (const std::string& other : contact.elsewhere) add(other);
}

void LineWords::add(const Coverage& coverage) {
  add(coverage.called() + ' ' + coverage.subscriber + ' ' + coverage.member_id + ' ' +
      coverage.group_id);
  for (const Telecom& telecom : coverage.telecoms) add(telecom.value);
  if (coverage.until) add(coverage.until->iso());
}

void LineWords::add(const Person& person) {
  for (const PersonName& name : person.names) add(name.whole());
  for (const Address& address : person.addresses) add(said_of(address));
  for (const Telecom& telecom : person.telecoms) add(telecom.value);
  for (const Person::Number& number : person.numbers) add(number.value + ' ' + number.whose);
  if (person.born) add(person.born->iso());
}

void PeopleWords::take_in(const Chart& chart) {
  for (; providers_ < chart.providers.size(); ++providers_) words.add(chart.providers[providers_]);
  for (; contacts_ < chart.contacts.size(); ++contacts_) words.add(chart.contacts[contacts_]);
  for (; people_ < chart.people.size(); ++people_) {
    for (const PersonName& name : chart.people[people_].names) words.add(name.whole());
  }
  for (; coverages_ < chart.coverages.size(); ++coverages_) words.add(chart.coverages[coverages_]);
  for (; found_ < chart.found.size(); ++found_) {
    if (chart.found[found_].section == Section::people) words.add(chart.found[found_].what);
  }
}

void take_in_beside(Found& known, const Found& other) {
  if (other.beside.empty()) return;
  LineWords line{known};
  for (const Beside& one : other.beside) {
    if (line.say(one.words)) continue;
    line.add(one.words);
    known.beside.push_back(one);
  }
}

}  // namespace engine::chart
