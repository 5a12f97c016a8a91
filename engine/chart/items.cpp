// What several entries say of one illness, medicine, allergy or operation, brought together.

#include "engine/base/fold.hpp"
#include "engine/chart/alike.hpp"
#include "engine/chart/merge.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
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
/// before it began again has a time of its own: a cold of 2018 is not that of 2019.
bool joins(const Item& known, const Item& later) {
  const auto begins = later.start ? later.start : later.end;
  if (!begins) return true;
  if (known.end) return begins->first_day() <= known.end->last_day();
  const bool is_over = known.status == "resolved" && known.start;
  return !is_over || overlap(*known.start, *begins);
}

Date newest_of(const Item& item) {
  Date newest{};
  for (const auto& date : {item.recorded, item.start, item.end}) {
    if (date) newest = std::max(newest, *date);
  }
  return newest;
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

/// A name that says the side or the place stands before one that does not.
void take_in_site(Item& known, const Item& other) {
  const bool says_more =
      (known.site.empty() && !other.site.empty()) ||
      (side_in(known.name) == Side::unsaid && side_in(other.name) != Side::unsaid);
  if (!says_more || other.name.empty()) return;
  std::erase(known.also, other.name);
  std::string before = std::exchange(known.name, other.name);
  add_spelling(known, before);
  if (known.site.empty()) known.site = other.site;
}

/// What goes on and is over at once: the newest decides, but nothing that somebody may have is
/// called over for it.
void take_in_state(Item& known, const Item& newer) {
  const bool is_list_of_now = known.kind == Section::medications ||
                              known.kind == Section::problems || known.kind == Section::allergies;
  // What is planned or paused says nothing of what was before.
  if (known.status == "on-hold") return;
  if (is_list_of_now && is_going_on(newer) && known.status == "planned") {
    known.status = newer.status;
    return;
  }
  if (is_list_of_now && is_going_on(newer) && !is_going_on(known)) {
    known.doubt(
        known.status == "unclear" ? "state-unsaid" : "states-differ",
        newer.start ? newer.start->iso() : ""
    );
    if (known.kind != Section::medications) {
      known.status = newer.status;
      known.end.reset();
    } else {
      known.status = "unclear";
    }
  }
}

/// How an entry has a medicine taken otherwise than another, in its words; empty where it does not.
std::string other_way(const Item& known, const Item& newer) {
  const auto differ = [](const std::string& one, const std::string& other) {
    return !one.empty() && !other.empty() && folded(one) != folded(other);
  };
  std::string at_times = newer.dose.empty() || newer.frequency.empty()
                             ? newer.dose + newer.frequency
                             : newer.dose + ", " + newer.frequency;
  if (differ(newer.instruction, known.instruction)) return newer.instruction;
  if (differ(newer.dose, known.dose)) return at_times;
  if (differ(newer.frequency, known.frequency)) return at_times;
  const bool is_timed_alone =
      known.instruction.empty() && known.frequency.empty() && !newer.frequency.empty();
  if (is_timed_alone) return at_times;
  if (newer.instruction.empty() != known.instruction.empty() && known.dose.empty())
    return newer.instruction.empty() ? at_times : newer.instruction;
  return {};
}

/// How it is taken, and since when.
void take_in_medicine(Item& known, const Item& newer) {
  if (newer.start && (!known.start || *newer.start < *known.start)) known.start = newer.start;
  known.ordered =
      known.ordered && newer.ordered ? std::max(known.ordered, newer.ordered) : std::nullopt;
  if (known.instruction.empty() && known.dose.empty() && known.frequency.empty()) {
    known.instruction = newer.instruction;
    known.dose = newer.dose;
    known.frequency = newer.frequency;
  } else if (is_going_on(newer)) {
    if (std::string way = other_way(known, newer); !way.empty())
      known.doubt("another-dose", std::move(way));
  }
  if (known.status_reason.empty() && known.status == newer.status)
    known.status_reason = newer.status_reason;
  if (known.reason.empty()) known.reason = newer.reason;
  if (!newer.reason.empty() && !contains_but_case(known.reason, newer.reason))
    known.doubt("another-reason", newer.reason);
}

/// One time of illness, from the first beginning on. Where one entry ends and the next begins it
/// went on; where days differ in another way that is told.
void take_in_days(Item& known, const Item& other) {
  const auto touch = [](const std::optional<Date>& end, const std::optional<Date>& start) {
    return end && start && overlap(*end, *start);
  };
  if (touch(other.end, known.start) || touch(known.end, other.start)) {
    if (other.start && (!known.start || *other.start < *known.start)) known.start = other.start;
    return;
  }
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
    if (!(older.*words).empty() && folded(older.*words) != folded(known.*words))
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
  const bool is_medicine = known.kind == Section::medications;
  if (is_medicine && numbers_differ(known.name, newer.name))
    known.doubt("two-strengths", newer.name);
  take_in_names(known, newer);
  if (known.kind == Section::problems || known.kind == Section::procedures)
    take_in_site(known, newer);
  if (known.kind == Section::family) take_in_age(known, newer);
  if (newer.basis == Basis::claim && known.basis != Basis::claim) return;
  take_in_state(known, newer);
  if (is_medicine) take_in_medicine(known, newer);
  if (known.kind == Section::allergies) take_in_allergy(known, newer);
  if (known.kind == Section::problems) {
    take_in_days(known, newer);
    take_in_grade(known, newer);
  }
  if (!known.start) known.start = newer.start;
  if (known.place.empty()) known.place = newer.place;
  for (auto& doubt : newer.doubts) {
    // What was unsure or stood in a text alone is not so where another entry has it with a code.
    if (doubt.why != "text-only" && doubt.why != "unconfirmed")
      known.doubt(doubt.why, std::move(doubt.words));
  }
}

/// Of several times of one illness the newest stands first.
void put_newest_first(std::vector<Item>& items) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].kind != Section::problems) continue;
    for (std::size_t j = i + 1; j < items.size(); ++j) {
      if (are_same(items[i], items[j]) && newest_of(items[j]) > newest_of(items[i]))
        std::swap(items[i], items[j]);
    }
  }
}

/// The entries in which items came, problems by their beginning: then one follows upon another.
/// Those without a day come last, and join the newest.
std::vector<Found*> in_order(Chart& chart) {
  std::vector<Found*> entries;
  for (Found& found : chart.found) {
    if (found.outcome == Outcome::taken && found.item.kind == found.section)
      entries.push_back(&found);
  }
  std::ranges::stable_sort(entries, {}, [](const Found* found) {
    constexpr Date never{9999, 12, 31};
    const Item& item = found->item;
    if (item.kind != Section::problems) return Date{};
    return (item.start ? *item.start : item.end.value_or(never)).first_day();
  });
  return entries;
}

}  // namespace

std::vector<Item> merged(Chart& chart, Date as_of) {
  std::vector<Item> items;
  for (Found* found : in_order(chart)) {
    // Of several times of one illness the newest that is known so far.
    const auto same = std::find_if(items.rbegin(), items.rend(), [&](const Item& known) {
      return are_same(known, found->item);
    });
    const bool is_new = same == items.rend() ||
                        (found->item.kind == Section::problems && !joins(*same, found->item));
    if (is_new) {
      items.push_back(found->item);
    } else {
      found->outcome = Outcome::merged;
      found->why = "said-again";
      take_in(*same, found->item);
    }
  }
  std::ranges::stable_sort(items, {}, &Item::entry);
  put_newest_first(items);
  tell_doubts(items, chart, as_of);
  return items;
}

}  // namespace engine::chart
