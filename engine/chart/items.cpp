// What several entries say of one illness, medicine, allergy or operation, brought together.

#include "engine/base/fold.hpp"
#include "engine/chart/alike.hpp"
#include "engine/chart/kin.hpp"
#include "engine/chart/line_words.hpp"
#include "engine/chart/merge.hpp"
#include "engine/chart/standing.hpp"
#include "engine/chart/wording.hpp"
#include "engine/chart/work.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>
#include <utility>

namespace engine::chart {

std::string Item::full_name() const {
  std::string behind;
  for (const std::string* words : {&stage, &how_bad, &course}) {
    if (!words->empty() && !contains_but_case(name, *words))
      behind += (behind.empty() ? "" : ", ") + *words;
  }
  return behind.empty() || name.empty() ? name : name + " (" + behind + ')';
}

void Item::take_severity(const std::string& said) {
  constexpr std::string_view order[] = {"mild", "moderate", "severe"};
  const auto* of_said = std::ranges::find(order, said);
  if (of_said == std::end(order) || said == severity) return;
  const auto* known = std::ranges::find(order, severity);
  const bool is_worse = known == std::end(order) || known < of_said;
  if (known != std::end(order)) doubt("severities-differ", is_worse ? severity : said);
  if (is_worse) severity = said;
}

namespace {

/// Whether a later entry about one problem belongs to the same time of illness. What was over
/// before it began again has a time of its own: a cold of 2018 is not that of 2019. So has what
/// begins on the day on which another ends: the chart keeps the two apart.
bool joins(const Item& known, const Item& later) {
  const auto begins = later.start ? later.start : later.end;
  if (!begins) return true;
  if (known.start && overlap(*known.start, *begins)) return true;
  if (known.end) return begins->last_day() < known.end->first_day();
  const bool is_over = known.status == "resolved" && known.start;
  return !is_over || overlap(*known.start, *begins);
}

/// So few spellings are compared with each other; more are looked up by their letters.
constexpr std::size_t few_spellings = 16;

void ask_for_spellings(const Item& item) {
  for (std::size_t& i = item.asked.of_spellings; i < item.also.size(); ++i) {
    count_work();
    item.asked.spellings.insert(folded(item.also[i]));
  }
}

void add_spelling(Item& to, const std::string& words) {
  count_work();
  const auto is_it = [&](const std::string& known) { return are_alike(known, words); };
  if (words.empty() || is_it(to.name)) return;
  if (to.also.size() < few_spellings) {
    if (std::ranges::none_of(to.also, is_it)) to.also.push_back(words);
    return;
  }
  ask_for_spellings(to);
  if (!to.asked.spellings.contains(folded(words))) to.also.push_back(words);
}

/// The spellings of an entry behind those of one that stands for it. The longer list is kept, and
/// what stands before it is put there.
void add_spellings(Item& to, Item& other) {
  if (other.also.size() < std::max(few_spellings, to.also.size())) {
    add_spelling(to, other.name);
    for (const std::string& name : other.also) add_spelling(to, name);
    return;
  }
  add_spelling(to, other.name);
  std::vector<std::string> before = std::exchange(to.also, std::move(other.also));
  to.asked = std::exchange(other.asked, {});
  ask_for_spellings(to);
  const bool is_any_again = to.asked.spellings.contains(folded(to.name)) ||
                            std::ranges::any_of(before, [&](const std::string& one) {
                              return to.asked.spellings.contains(folded(one));
                            });
  if (is_any_again) {
    std::erase_if(to.also, [&](const std::string& known) {
      return are_alike(known, to.name) || std::ranges::any_of(before, [&](const std::string& one) {
               return are_alike(one, known);
             });
    });
    to.asked = {};
  }
  const bool is_of_no_side = std::ranges::all_of(before, [](const std::string& one) {
    return side_in(one) == Side::unsaid;
  });
  to.asked.of_sides = is_of_no_side ? to.asked.of_sides + before.size() : 0;
  for (const std::string& one : before) to.asked.spellings.insert(folded(one));
  to.asked.of_spellings += before.size();
  to.also.insert(
      to.also.begin(),
      std::make_move_iterator(before.begin()),
      std::make_move_iterator(before.end())
  );
}

/// The names, codes and sources of another entry about the same.
void take_in_names(Item& known, Item& other) {
  add_spellings(known, other);
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

/// A name that says the side or the place stands before one that does not.
void take_in_site(Item& known, const Item& other) {
  const bool says_more =
      (known.site.empty() && !other.site.empty()) ||
      (side_in(known.name) == Side::unsaid && side_in(other.name) != Side::unsaid);
  if (!says_more || other.name.empty()) return;
  std::erase(known.also, other.name);
  known.asked = {};
  std::string before = std::exchange(known.name, other.name);
  add_spelling(known, before);
  if (known.site.empty()) known.site = other.site;
}

/// One time of illness, from the first beginning on. Where its days differ that is told.
void take_in_days(Item& known, const Item& other) {
  if (known.start && other.start && !overlap(*known.start, *other.start)) {
    const auto [first, second] = std::minmax(*known.start, *other.start);
    known.doubt("another-beginning", second.iso());
    known.start = first;
  }
  if (other.end && !(known.end && overlap(*known.end, *other.end)))
    known.doubt("another-end", other.end->iso());
}

/// How far it has gone and how bad it is: the newest word stands, another is told.
void take_in_grade(Item& known, const Item& older) {
  const auto take = [&](std::string Item::*words) {
    if ((known.*words).empty()) known.*words = older.*words;
    if (!(older.*words).empty() && !are_alike(older.*words, known.*words))
      known.doubt("another-grade", older.*words);
  };
  take(&Item::stage);
  take(&Item::how_bad);
}

/// How old a relative was: one age stands, the other is told.
void take_in_age(Item& known, const Item& other) {
  if (known.age.empty()) known.age = other.age;
  if (!other.age.empty() && other.age != known.age) known.doubt("another-age", other.age);
}

/// All reactions, and the worst of what is said of them.
void take_in_allergy(Item& known, const Item& newer) {
  if (known.reaction.empty())
    known.reaction = newer.reaction;
  else if (!newer.reaction.empty() && !contains_but_case(known.reaction, newer.reaction))
    known.reaction += ", " + newer.reaction;
  known.take_severity(newer.severity);
  known.reactions.insert(known.reactions.end(), newer.reactions.begin(), newer.reactions.end());
  // Whoever calls it an allergy may know more than who does not.
  if (known.type != newer.type && known.type + newer.type != "allergy") {
    const bool is_said_twice = !known.type.empty() && !newer.type.empty();
    if (is_said_twice) known.doubt("allergy-and-intolerance");
    known.type = is_said_twice ? "allergy" : known.type.empty() ? newer.type : known.type;
  }
  if (newer.criticality == "high") known.criticality = "high";
}

/// Takes `newer`, of two entries about one thing, into `known`, and tells of the second that it was
/// said again.
void take_in(Item& known, Item newer, Chart& chart) {
  // The entry that stands for all is the first.
  const std::size_t first = std::min(known.entry, newer.entry);
  chart.merge(std::max(known.entry, newer.entry));
  take_in_beside(chart.found[first], chart.found[std::max(known.entry, newer.entry)]);
  if (stands_for(newer, known)) std::swap(known, newer);
  known.entry = first;
  // Now `known` is the newest, and `newer` what it stands for.
  const bool is_medicine = known.kind == Section::medications;
  if (is_medicine && numbers_differ(known.name, newer.name))
    known.doubt("two-strengths", newer.name);
  take_in_names(known, newer);
  if (known.kind == Section::problems || known.kind == Section::procedures)
    take_in_site(known, newer);
  if (known.kind == Section::family) take_in_age(known, newer);
  if (newer.basis == Basis::claim && known.basis != Basis::claim) return;
  const bool was_over = known.status == "stopped";
  take_in_state(known, newer);
  if (is_medicine && was_over) prefer_way_of_going(known, newer);
  if (is_medicine) take_in_medicine(known, newer);
  if (known.kind == Section::allergies) take_in_allergy(known, newer);
  if (known.kind == Section::problems) {
    take_in_days(known, newer);
    take_in_grade(known, newer);
  }
  if (!known.start) known.start = newer.start;
  if (known.place.empty()) known.place = newer.place;
  if (known.prescriber.empty()) known.prescriber = newer.prescriber;
  for (auto& doubt : newer.doubts) {
    // What was unsure or stood in a text alone is not so where another entry has it with a code.
    const bool is_of_text = doubt.why == "text-only" && known.basis != Basis::text;
    if (!is_of_text && doubt.why != "unconfirmed")
      known.doubt(doubt.why, std::move(doubt.words), doubt.day, doubt.other_day);
  }
}

/// Whether one time of an illness is the newer one: of two that end or begin on one day that which
/// goes on.
bool is_of_later(const Item& one, const Item& other) {
  const Date a = newest_of(one), b = newest_of(other);
  return a == b ? is_going_on(one) && !is_going_on(other) : a > b;
}

/// Of several times of one illness the newest stands first.
void put_newest_first(std::vector<Item>& items) {
  Kin kin{items};
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].kind != Section::problems) continue;
    auto others = kin.of(items[i]);
    for (auto at = others.upper_bound(i); at != others.end();) {
      const std::size_t j = *at++;
      if (!are_same(items[i], items[j]) || !is_of_later(items[j], items[i])) continue;
      std::swap(items[i], items[j]);
      for (const std::size_t moved : {i, j}) kin.add(items[moved], moved);
      others = kin.of(items[i]);
      at = others.upper_bound(j);
    }
  }
}

/// The entries of a chart in which items came, problems and medicines by their beginning: then one
/// follows upon another. Those without a day come last, and join the newest.
std::vector<Found*> in_order(Chart& chart, std::size_t source) {
  std::vector<Found*> entries;
  for (Found& found : chart.found) {
    if (found.source == source && found.outcome == Outcome::taken &&
        found.item.kind == found.section)
      entries.push_back(&found);
  }
  std::ranges::stable_sort(entries, {}, [](const Found* found) {
    constexpr Date never{9999, 12, 31};
    const Item& item = found->item;
    if (item.kind != Section::problems && item.kind != Section::medications) return Date{};
    return (item.start ? *item.start : item.end.value_or(never)).first_day();
  });
  return entries;
}

/// What one chart says.
std::vector<Item> items_of(Chart& chart, std::size_t source) {
  std::vector<Item> items;
  Kin kin;
  for (Found* found : in_order(chart, source)) {
    found->item.said_on = chart.sources[source].day();
    // Of several times of one illness the newest that is known so far.
    const auto others = kin.of(found->item);
    const auto same = std::find_if(others.rbegin(), others.rend(), [&](std::size_t known) {
      return are_same(items[known], found->item);
    });
    const bool is_new = same == others.rend() || (found->item.kind == Section::problems &&
                                                  !joins(items[*same], found->item));
    const std::size_t place = is_new ? items.size() : *same;
    if (is_new)
      items.push_back(found->item);
    else
      take_in(items[place], found->item, chart);
    kin.add(items[place], place);
  }
  return items;
}

/// Whether two charts speak of one time of an illness.
bool are_of_one_time(const Item& a, const Item& b) {
  const auto begins = [](const Item& item) { return item.start ? item.start : item.end; };
  if (a.kind != Section::problems || !begins(a) || !begins(b)) return true;
  return *begins(b) < *begins(a) ? joins(b, a) : joins(a, b);
}

/// Takes in what an older chart says.
void take_in_older(std::vector<Item>& items, Kin& kin, Item older, Chart& chart) {
  std::size_t same = items.size();
  for (const std::size_t i : kin.of(older)) {
    const bool is_it = are_same(items[i], older) && are_of_one_time(items[i], older);
    if (is_it && (same == items.size() || newest_of(items[i]) > newest_of(items[same]))) same = i;
  }
  if (same == items.size())
    items.push_back(std::move(older));
  else
    take_in(items[same], std::move(older), chart);
  kin.add(items[same], same);
}

/// The charts by their days, so that their order in the command makes no difference: the newest
/// first, those without a day last.
std::vector<std::size_t> newest_first(const Chart& chart) {
  std::vector<std::size_t> order(chart.sources.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t source) {
    const Origin& origin = chart.sources[source];
    return std::pair{origin.date ? origin.date->last_day() : Date{}, origin.sha256};
  });
  return order;
}

}  // namespace

std::vector<Item> merged(Chart& chart, Date as_of) {
  std::vector<Item> items;
  Kin kin;
  settle_ends(chart, as_of);
  for (const std::size_t source : newest_first(chart)) {
    for (Item& item : items_of(chart, source)) {
      chart.budget->check();
      take_in_older(items, kin, std::move(item), chart);
    }
  }
  std::ranges::stable_sort(items, {}, &Item::entry);
  put_newest_first(items);
  tell_doubts(items, chart, as_of);
  return items;
}

}  // namespace engine::chart
