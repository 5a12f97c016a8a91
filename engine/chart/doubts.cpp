// What the entries of charts contradict, once they are brought together: a person has to look at
// it.

#include "engine/chart/alike.hpp"
#include "engine/chart/kin.hpp"
#include "engine/chart/merge.hpp"
#include "engine/chart/standing.hpp"
#include "engine/chart/ways.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace engine::chart {

namespace {

/// A medicine whose last day is behind the day of the case.
void tell_end_of(Item& item) {
  if (item.status == "unclear") {
    item.status = "stopped";
  } else if (item.status == "current") {
    // Some charts give one day alone: it may be that of the order.
    item.doubt(item.start == item.end ? "active-on-one-day" : "active-and-ended", item.end->iso());
    item.status = "unclear";
  } else if (item.status == "planned") {
    item.doubt("planned-and-past", item.end->iso());
    item.status = "unclear";
  }
}

/// What is known of a medicine that was fetched, and of no more: when last, and for how many days.
void tell_fetched(Item& item) {
  const std::string why = item.basis == Basis::claim ? "from-a-bill" : "handed-out";
  if (!item.recorded) return item.doubt(why);
  item.doubt(why + (item.supply.empty() ? "-on" : "-for"), item.supply, item.recorded);
}

void tell_contradictions(Item& item, Date as_of) {
  if (item.start && item.end && item.start->first_day() > item.end->last_day()) {
    item.doubt("ends-before-it-begins", item.start->iso() + " – " + item.end->iso());
    item.start.reset();
    item.end.reset();
  }
  const bool is_over = item.end && item.end->last_day() < as_of;
  if (item.kind == Section::medications && is_over) tell_end_of(item);
  if (item.basis == Basis::claim || (item.is_handed_out && item.status == "unclear"))
    tell_fetched(item);
  const bool has_state = item.kind == Section::medications || item.kind == Section::problems;
  if (has_state && item.status == "unclear" && item.doubts.empty()) item.doubt("status-unclear");
  // "Drug allergy" names no thing.
  constexpr std::string_view no_thing[] = {
      "drug", "food", "medication", "medicine", "substance", "environment", "environmental"};
  const std::string thing = without_word_for_allergy(item.name);
  if (item.kind == Section::allergies && !item.name.empty() &&
      (thing.empty() || std::ranges::find(no_thing, thing) != std::end(no_thing)))
    item.doubt("without-any-name");
  if (item.basis == Basis::unnamed)
    item.doubt(item.codes.empty() ? "without-any-name" : "without-readable-name");
}

/// What goes on for less than a year, and was written down longer ago.
void tell_long_ago(Item& item, Date as_of) {
  constexpr std::string_view words[] = {
      "pregnan", "embaraz", "gestation", "miscarriage", "abortion", "aborto"};
  const bool is_short = std::ranges::any_of(words, [&](std::string_view word) {
    return contains_but_case(item.name, word);
  });
  if (item.kind == Section::problems && is_short && is_going_on(item) && item.start &&
      plus_years(item.start->last_day(), 1) < as_of)
    item.doubt("long-ago", item.start->iso());
}

/// An illness that is called over, though a later visit was for it.
void tell_later_visits(std::vector<Item>& items, const Chart& chart) {
  const Kin kin{items};
  for (Item& item : items) {
    const auto over = item.end ? item.end : item.start;
    if (item.kind != Section::problems || item.status != "resolved" || !over) continue;
    std::optional<Date> last;
    for (const Found& found : chart.found) {
      const bool is_for_it = found.section == Section::visits && found.day &&
                             !found.item.reason.empty() &&
                             contains_but_case(item.name, found.item.reason);
      if (is_for_it && found.day->first_day() > over->last_day() && (!last || *found.day > *last))
        last = found.day;
    }
    if (!last) continue;
    const bool is_again = std::ranges::any_of(kin.of(item), [&](std::size_t place) {
      const Item& other = items[place];
      return &other != &item && are_same(other, item) && other.start && item.start &&
             *other.start > *item.start;
    });
    if (!is_again) item.doubt("visit-after", last->iso());
  }
}

/// What was done and was not done on one day: one of the two entries is a mistake, or it was begun
/// twice.
void tell_not_done(std::vector<Item>& items, const Chart& chart) {
  constexpr std::string_view reasons[] = {"not-done", "not-finished", "failed"};
  for (Item& item : items) {
    if (item.kind != Section::procedures || !item.start) continue;
    const bool is_denied = std::ranges::any_of(chart.found, [&](const Found& found) {
      return found.section == item.kind && found.item.start == item.start &&
             std::ranges::find(reasons, found.why) != std::end(reasons) &&
             are_of_one_name(found.item, item);
    });
    if (is_denied) item.doubt("also-not-done");
  }
}

/// The day of the newest chart that has an item; nothing where one of them has none.
std::optional<ChartDay> last_said(const Item& item, const Chart& chart) {
  std::optional<ChartDay> last = chart.sources[item.source].day();
  for (const std::size_t source : item.more_sources) {
    const auto day = chart.sources[source].day();
    if (!last || !day) return std::nullopt;
    last = ChartDay{std::max(last->date, day->date), last->is_least || day->is_least};
  }
  return last;
}

/// What another entry says that somebody does not have, or does not take, or that it was written by
/// mistake. What a newer chart says so is not called going on, but nothing is taken out for it.
void tell_denied_by(Item& item, const Found& denial, const Chart& chart) {
  const auto last = last_said(item, chart), day = chart.sources[denial.source].day();
  const bool is_mistake = denial.why == "mistaken";
  if (is_newer(day, last)) {
    item.doubt(is_mistake ? "newer-mistaken" : "newer-denies", denial.what, day->date, last->date);
    if (item.kind != Section::allergies && is_going_on(item)) item.status = "unclear";
    return;
  }
  // A chart that has it besides has mended its mistake, and so has a newer one.
  const bool is_mended =
      is_newer(last, day) || denial.source == item.source ||
      std::ranges::find(item.more_sources, denial.source) != item.more_sources.end();
  if (!is_mistake)
    item.doubt("also-denied", denial.what);
  else if (!is_mended)
    item.doubt("also-mistaken", denial.what);
}

void tell_denied(std::vector<Item>& items, const Chart& chart) {
  for (Item& item : items) {
    const bool is_list_of_now = item.kind == Section::problems ||
                                item.kind == Section::medications ||
                                item.kind == Section::allergies;
    if (!is_list_of_now) continue;
    for (const Found& found : chart.found) {
      const bool is_denied = found.outcome == Outcome::negated && found.section == item.kind &&
                             found.item.kind == item.kind && are_of_one_name(found.item, item);
      if (is_denied) tell_denied_by(item, found, chart);
    }
  }
}

/// A medicine that nobody has ordered for long: an order that is not ended stays active for ever.
void tell_old_order(Item& item, Date as_of) {
  constexpr int most_years = 2;
  if (item.status == "current" && item.ordered &&
      plus_years(item.ordered->last_day(), most_years) < as_of)
    item.doubt("old-order", item.ordered->iso());
}

/// What goes on by a chart that is years old: nobody knows if it still does.
void tell_old_chart(Item& item, const Chart& chart, Date as_of) {
  constexpr int least_years = 2;
  const bool is_of_now =
      (item.kind == Section::medications || item.kind == Section::problems) && is_going_on(item);
  const auto last = is_of_now ? last_said(item, chart) : std::nullopt;
  if (!last) return;
  int years = 0;
  while (!(as_of < plus_years(last->date.last_day(), years + 1))) ++years;
  if (years >= least_years) item.doubt("old-chart", std::to_string(years), last->date);
}

/// When a medicine was begun before, where that was over long ago; what is over altogether has one
/// beginning.
void tell_earlier_course(Item& item) {
  if (!item.earlier) return;
  if (item.status == "stopped")
    item.start = item.earlier;
  else
    item.doubt("earlier-course", item.earlier->iso());
}

/// "Not diabetic", "? lupus".
bool begins_with_doubt(const std::string& name) {
  const std::string small = lowered(name);
  return small.starts_with("not ") || small.starts_with("never ") || small.starts_with("?") ||
         small.ends_with("?");
}

/// The name says the opposite of the state, that nobody is sure, or that it is of a relative.
void tell_name_that_denies(Item& item) {
  const bool is_list_of_now = item.kind == Section::problems || item.kind == Section::medications ||
                              item.kind == Section::allergies;
  if (!is_list_of_now && item.kind != Section::procedures) return;
  const std::vector<std::string> name{item.name};
  const bool may_be_over = item.kind == Section::problems || item.kind == Section::medications;
  const bool is_denied = denies_itself(item.name) || begins_with_doubt(item.name) ||
                         speaks_against(item.name) || !denial_in(item.kind, item.name).empty() ||
                         (may_be_over && is_going_on(item) && says_over(item.name, name, false));
  if (is_denied)
    item.doubt("name-denies");
  else if (is_of_relative(item.name))
    item.doubt("name-of-relative");
  else
    return;
  item.call_unclear();
}

/// Whether a name says that a thing is not so, or was so.
bool denies_thing(Section kind, const std::string& name) {
  constexpr std::string_view beginnings[] = {
      "no ",
      "history of ",
      "h/o ",
      "hx of ",
      "family history",
      "fh: ",
      "personal history",
      "patient denies",
      "antecedente"};
  constexpr std::string_view anywhere[] = {
      "(resolved", "(inactive", "(cancel", "(refuted", "(denied", "(not ", "(resuelt"};
  const std::string small = lowered(name);
  return denies_itself(small) || speaks_against(small) || !denial_in(kind, name).empty() ||
         std::ranges::any_of(beginnings, [&](auto one) { return small.starts_with(one); }) ||
         std::ranges::any_of(anywhere, [&](auto one) { return small.find(one) != small.npos; });
}

/// "Breast cancer, left", and the right one.
bool are_of_two_sides(const std::string& a, const std::string& b) {
  const Side of_a = side_in(a), of_b = side_in(b);
  return (of_a == Side::left && of_b == Side::right) || (of_a == Side::right && of_b == Side::left);
}

/// What another name says of how an illness went: "in remission", "s/p removal".
void tell_course_in(const std::string& other, Item& item) {
  constexpr std::string_view words[] = {
      "remission", "remisión", "s/p ", "status post", "status-post", "recurren", "relapse"};
  const bool says_more = std::ranges::any_of(words, [&](auto one) {
    return contains_but_case(other, one) && !contains_but_case(item.full_name(), one);
  });
  if (item.kind == Section::problems && says_more) item.doubt("text-says", other);
}

/// What other names and the directions of a thing say against it.
void tell_words_against(Item& item) {
  for (const std::string& other : item.also) {
    if (item.kind == Section::medications && are_two_medicines(item.name, other))
      item.doubt("two-medicines", other);
    else if (item.kind == Section::medications && strengths_differ(item.name, other))
      item.doubt("two-strengths", other);
    // The name itself may say it, beside another that is of the thing.
    if (denies_thing(item.kind, item.name) && !denies_thing(item.kind, other))
      item.doubt("words-against", item.name);
    const bool is_denied = denies_thing(item.kind, other) && !denies_thing(item.kind, item.name);
    if (is_denied || are_of_two_sides(other, item.name)) item.doubt("words-against", other);
    if (is_denied) item.call_unclear();
    tell_course_in(other, item);
  }
  if (item.kind == Section::medications && is_going_on(item) &&
      (speaks_against(item.instruction) || says_over(item.instruction, item.all_names(), false))) {
    item.doubt("words-against", item.instruction);
    item.call_unclear();
  }
}

/// Other names that may be of another thing, once those that are of another entry are taken off.
void tell_two_names(Item& item) {
  for (const std::string& other : item.also) {
    const bool is_told = std::ranges::any_of(item.doubts, [&](const Item::Doubt& doubt) {
      return doubt.words == other;
    });
    if (!is_told && may_be_two(item.kind, item.name, other)) item.doubt("two-names", other);
  }
}

/// What began or was done on a day that is still to come.
void tell_day_to_come(Item& item, Date as_of) {
  const bool is_planned = item.status == "planned" || item.kind == Section::family;
  const bool is_told = std::ranges::any_of(item.doubts, [](const Item::Doubt& doubt) {
    return doubt.why == "begins-after-chart";
  });
  if (!is_planned && !is_told && item.start && item.start->first_day() > as_of)
    item.doubt("day-to-come", item.start->iso());
}

/// What begins after the day of the chart that says so: one of the two is a slip.
void tell_begins_later(Item& item, const Chart& chart) {
  const auto& date = chart.sources[item.source].date;
  if (date && item.start && item.status != "planned" && item.start->first_day() > date->last_day())
    item.doubt("begins-after-chart", date->iso());
}

/// What was to be taken for so long only, and by the day of its chart that time was over.
void tell_course_over(Item& item, const Chart& chart) {
  if (item.kind != Section::medications || !is_going_on(item)) return;
  const auto last = last_day_of_course(item);
  const auto& date = chart.sources[item.source].date;
  if (!last || !date || *last >= date->first_day()) return;
  item.doubt("course-over", last->iso());
  item.call_unclear();
}

std::string first_word(const std::string& name) {
  return folded(std::string_view{name}.substr(0, name.find(' ')));
}

/// Two medicines of one name and two strengths, both taken: one of them may be a mistake.
void tell_two_strengths(std::vector<Item>& items) {
  std::unordered_map<std::string, std::vector<std::size_t>> by_first_word;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].kind == Section::medications && is_going_on(items[i]))
      by_first_word[first_word(items[i].name)].push_back(i);
  }
  for (const auto& [word, places] : by_first_word) {
    for (const std::size_t i : places) {
      const auto other = std::ranges::find_if(places, [&](std::size_t j) {
        return numbers_differ(items[i].name, items[j].name);
      });
      if (other != places.end()) items[i].doubt("two-strengths", items[*other].name);
    }
  }
}

/// A medicine that is taken for what the chart calls over: one of the two is not so any more.
void tell_reasons_over(std::vector<Item>& items) {
  std::unordered_map<std::string, std::set<bool>> over;  // by the names of problems
  for (const Item& item : items) {
    if (item.kind == Section::problems) over[folded(item.name)].insert(item.status == "resolved");
  }
  for (Item& item : items) {
    if (item.kind != Section::medications || !is_going_on(item) || item.reason.empty()) continue;
    const auto problem = over.find(folded(item.reason));
    const auto has = [&](bool is_over) {
      return problem != over.end() && problem->second.contains(is_over);
    };
    if (has(true) && !has(false)) item.doubt("reason-over", item.reason);
  }
}

/// A medicine that the newest list of the same office does not have any more.
void tell_not_in_newest(std::vector<Item>& items, const Chart& chart) {
  std::vector<std::size_t> lists;
  for (std::size_t i = 0; i < chart.sources.size(); ++i) {
    if (chart.sources[i].date && has_medicines(chart, i)) lists.push_back(i);
  }
  for (Item& item : items) {
    if (item.kind != Section::medications || !is_going_on(item)) continue;
    std::vector<std::size_t> own{item.source};
    own.insert(own.end(), item.more_sources.begin(), item.more_sources.end());
    std::optional<Date> last, newer;
    for (const std::size_t source : own) {
      if (const auto& date = chart.sources[source].date; date && (!last || *date > *last))
        last = date;
    }
    for (const std::size_t list : lists) {
      const Origin& origin = chart.sources[list];
      const bool is_of_office = std::ranges::any_of(own, [&](std::size_t source) {
        return are_alike(chart.sources[source].organization, origin.organization);
      });
      const bool is_later = last && origin.date->first_day() > last->last_day();
      if (is_of_office && is_later && (!newer || *origin.date > *newer)) newer = origin.date;
    }
    if (newer) item.doubt("not-in-newest", newer->iso());
  }
}

/// What stands in a file that names nobody, beside files that do: it may be of somebody else.
void tell_whose_unsaid(std::vector<Item>& items, const Chart& chart) {
  const auto names_somebody = [&](std::size_t source) {
    return std::ranges::any_of(chart.people, [&](const Person& person) {
      return person.source == source && (!person.names.empty() || person.born);
    });
  };
  std::vector<bool> is_named(chart.sources.size());
  for (std::size_t i = 0; i < is_named.size(); ++i) is_named[i] = names_somebody(i);
  if (std::ranges::none_of(is_named, std::identity{})) return;
  for (Item& item : items) {
    const bool is_of_named =
        is_named[item.source] || std::ranges::any_of(item.more_sources, [&](std::size_t source) {
          return is_named[source];
        });
    if (!is_of_named) item.doubt("whose-unsaid");
  }
}

}  // namespace

bool has_medicines(const Chart& chart, std::size_t source) {
  return !chart.sources[source].is_piece &&
         std::ranges::any_of(chart.found, [&](const Found& found) {
           const bool is_one = found.item.kind == Section::medications &&
                               found.item.basis != Basis::claim &&
                               !(found.item.name.empty() && found.item.codes.empty());
           return found.source == source && found.section == Section::medications &&
                  (is_one || found.outcome == Outcome::none);
         });
}

void settle_ends(Chart& chart, Date as_of) {
  for (Found& found : chart.found) {
    Item& item = found.item;
    if (item.kind != Section::problems || found.outcome != Outcome::taken) continue;
    for (Item::Doubt& doubt : item.doubts) {
      const auto day = doubt.why == "active-and-ended" ? parse_date(doubt.words) : std::nullopt;
      if (day && day->first_day() > as_of) doubt.why = "last-day-to-come";
    }
    if (item.status != "resolved" || !item.end || item.end->first_day() <= as_of) continue;
    item.doubt(item.is_over_by_end ? "last-day-to-come" : "day-to-come", item.end->iso());
    if (!item.is_over_by_end) continue;
    item.status = "active";
    item.end.reset();
  }
}

/// What began before the person was born: one of the two days is a slip.
void tell_before_birth(std::vector<Item>& items, const Chart& chart) {
  const auto known = std::ranges::find_if(chart.people, [](const Person& person) {
    return person.born && person.born_is_evidence;
  });
  if (known == chart.people.end()) return;
  for (Item& item : items) {
    const bool is_before = item.start && item.start->last_day() < known->born->first_day();
    if (is_before && item.kind != Section::family) item.doubt("before-birth", item.start->iso());
  }
}

void tell_doubts(std::vector<Item>& items, const Chart& chart, Date as_of) {
  for (Item& item : items) {
    tell_earlier_course(item);
    tell_contradictions(item, as_of);
    tell_long_ago(item, as_of);
    tell_old_order(item, as_of);
    tell_old_chart(item, chart, as_of);
    tell_begins_later(item, chart);
    tell_course_over(item, chart);
    tell_day_to_come(item, as_of);
    tell_name_that_denies(item);
    tell_words_against(item);
  }
  tell_before_birth(items, chart);
  tell_denied(items, chart);
  tell_not_done(items, chart);
  tell_later_visits(items, chart);
  tell_two_strengths(items);
  tell_doubles(items);
  for (Item& item : items) tell_two_names(item);
  tell_reasons_over(items);
  tell_not_in_newest(items, chart);
  tell_whose_unsaid(items, chart);
}

}  // namespace engine::chart
