#include "engine/facts/context.hpp"
#include "engine/facts/formats.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace engine::facts {

using casefile::Entry;

namespace {

/// Something that happened, on a day that may be known by its year only, or not at all.
struct Event {
  std::optional<Date> date;
  std::string text;
  Span span;
  std::string_view kind;
  const Entry* provider = nullptr;
  bool is_begin = false;           ///< the day on which the illness began
  bool is_procedure = false;       ///< done to the body, maybe for another illness
  bool is_other = false;           ///< the case says that it is no symptom and no treatment
  const Entry* illness = nullptr;  ///< that a doctor named, or thought of
  const Entry* result = nullptr;   ///< what a test showed
};

/// In time order. What has no date comes last, as nobody knows where it belongs.
template <class Dated>
void sort_by_time(std::vector<Dated>& things) {
  std::stable_sort(things.begin(), things.end(), [](const Dated& a, const Dated& b) {
    return a.date && b.date ? *a.date < *b.date : a.date.has_value() && !b.date;
  });
}

/// A diagnosis of which only the month is known comes after the tests of that month that it rests
/// on.
void sort_events(std::vector<Event>& events) {
  const auto when = [](const Event& event) {
    const bool concludes = event.kind == "diagnosis";
    return std::tuple{
        concludes ? event.date->last_day() : event.date->first_day(), concludes, *event.date};
  };
  std::stable_sort(events.begin(), events.end(), [&](const Event& a, const Event& b) {
    return a.date && b.date ? when(a) < when(b) : a.date.has_value() && !b.date;
  });
}

std::optional<Date> date_of(const Entry& entry, std::string_view name) {
  const Date* date = entry.date(name);
  return date ? std::optional{*date} : std::nullopt;
}

Fact fact_of(std::optional<Date> date, Span from) {
  return date ? Fact{*date, from} : Fact{};
}

/// What happened, as it is gathered. People write a test into the timeline and among the tests, and
/// charts an illness several times: what is told of a day is not told again.
class Events {
 public:
  /// In the words of the timeline, which are kept.
  void tell(Event event) {
    if (event.date) (told_[*event.date] += lowered(event.text)) += '\0';
    all_.push_back(std::move(event));
  }
  /// An entry of a list, by its name.
  void add(Event event, std::string_view name) {
    if (event.date && !name.empty()) named_.insert({*event.date, lowered(name)});
    all_.push_back(std::move(event));
  }
  /// The timeline mentions these words on that very day, or an entry of that day has this name.
  bool has(std::optional<Date> date, std::string_view words) const {
    if (!date || words.empty()) return false;
    const std::string small = lowered(words);
    const auto day = told_.find(*date);
    return (day != told_.end() && mentions(day->second, small)) || named_.contains({*date, small});
  }
  const std::vector<Event>& all() const { return all_; }
  std::vector<Event> take() { return std::move(all_); }

 private:
  std::vector<Event> all_;
  std::map<Date, std::string> told_;  ///< of the timeline, in small letters, one behind the other
  std::set<std::pair<Date, std::string>> named_;
};

std::string_view kind_of(const Entry& event) {
  for (const std::string_view known : {"symptom", "test", "treatment", "visit"}) {
    if (event.is("kind", known)) return known;
  }
  return "other";
}

void add_timeline(const Entry& timeline, Events& events) {
  for (const Entry& event : timeline.entries) {
    if (event.term->name != "event" || event.text().empty()) continue;
    events.tell(
        {date_of(event, "date"),
         std::string{event.text()},
         event.span,
         kind_of(event),
         event.target("provider"),
         false,
         false,
         event.is("kind", "other")}
    );
  }
}

void add_test(const Entry& test, Events& events) {
  const Entry* name = test.find("name");
  if (!name || name->text().empty()) return;
  const auto date = date_of(test, "date");
  if (events.has(date, name->text())) return;
  Event done{date, std::string{name->text()}, name->span, "test", test.target("holder")};
  done.result = test.find("result");
  events.add(std::move(done), name->text());
}

std::string with_place(const Entry& procedure) {
  std::string text{procedure.text("name")};
  if (const auto place = procedure.text("place"); !text.empty() && !place.empty()) {
    text = in_sentence(text, ",") + ", ";
    text += place;
  }
  return text;
}

/// A chart lists operations for whatever illness. Of the story is one that has a word of the
/// illness in its name; the others stand in health at a glance.
bool is_of_another_story(const Context& d, const Entry& procedure) {
  if (!procedure.find("from")) return false;
  constexpr std::string_view of_any[] = {
      "acute",
      "chronic",
      "disease",
      "disorder",
      "left",
      "mild",
      "right",
      "severe",
      "syndrome",
      "with"};
  constexpr std::size_t least = 4;  // letters: "of" says nothing of an illness, "knee" does
  const std::string name = lowered(procedure.text("name"));
  return std::ranges::none_of(d.root.all("condition"), [&](const Entry* condition) {
    for (const std::string_view field : {"text", "plainName"}) {
      const std::string illness = lowered(condition->text(field));
      for (const std::string_view word : words_of(illness)) {
        const bool says_much =
            word.size() >= least && std::ranges::find(of_any, word) == std::end(of_any);
        if (says_much && contains_but_case(name, word)) return true;
      }
    }
    return false;
  });
}

void add_procedure(const Entry& procedure, Events& events) {
  const Entry* name = procedure.find("name");
  if (!name || name->text().empty()) return;
  const auto date = date_of(procedure, "date");
  if (events.has(date, name->text())) return;
  events.add(
      {date, with_place(procedure), name->span, "treatment", nullptr, false, true}, name->text()
  );
}

/// How the day is called on which a diagnosis was written down.
std::string_view recorded_as(const Entry& condition) {
  if (condition.is("status", "suspected")) return "story.suspected";
  if (condition.is("status", "ruled-out")) return "story.ruled-out";
  if (condition.is("status", "undiagnosed")) return "story.recorded";
  return "story.diagnosed";
}

/// What is suspected is the diagnosis: the plain name may be what it does ("my daughter’s
/// absences"), which nobody doubts.
std::string_view name_of_illness(const Entry& condition) {
  const auto text = condition.text("text"), plain = condition.text("plainName");
  const bool by_text = plain.empty() || (condition.is("status", "suspected") && !text.empty());
  return by_text ? text : plain;
}

void add_diagnosis(const Context& d, const Entry& condition, Events& events) {
  const Entry* recorded = condition.find("recordedDate");
  if (!recorded || !recorded->date()) return;
  const auto text = condition.text("text"), plain = condition.text("plainName");
  if (events.has(*recorded->date(), text) || events.has(*recorded->date(), plain)) return;
  const Entry* asserter = condition.find("asserter");
  Event named{
      *recorded->date(),
      filled(said(d.in, recorded_as(condition)), {{"name", name_of_illness(condition)}}),
      recorded->span,
      "diagnosis",
      asserter ? asserter->target("provider") : nullptr};
  if (!condition.is("status", "ruled-out") && !condition.is("status", "undiagnosed"))
    named.illness = &condition;
  events.add(std::move(named), name_of_illness(condition));
}

/// How the day is called on which an illness began, which may be another one than was thought.
std::string_view began_as(const Entry& condition) {
  return condition.is("status", "suspected") ? "story.began-suspected" : "story.began";
}

/// The illness of the case began before anybody wrote it down. Silent where the case tells
/// something of that time, or of an earlier one.
void add_onset(const Context& d, const Entry& condition, Events& events) {
  const Entry* onset = condition.find("onset");
  if (!onset || !onset->date() || condition.is("status", "ruled-out")) return;
  const Date last = onset->date()->last_day();
  const bool is_told_of = std::ranges::any_of(events.all(), [&](const Event& event) {
    return event.date && event.date->first_day() <= last;
  });
  const auto name = name_of_illness(condition);
  if (is_told_of || name.empty()) return;
  events.add(
      {*onset->date(),
       filled(said(d.in, began_as(condition)), {{"name", name}}),
       onset->span,
       "symptom",
       nullptr,
       true},
      name
  );
}

List events_of(const Context& d) {
  Events gathered;
  if (const Entry* timeline = d.root.find("timeline")) add_timeline(*timeline, gathered);
  for (const Entry& entry : d.root.entries) {
    d.budget.check();
    const std::string_view name = entry.term->name;
    if (name == "test") add_test(entry, gathered);
    if (name == "procedure" && !is_private(entry) && !is_of_another_story(d, entry))
      add_procedure(entry, gathered);
  }
  if (const Entry* condition = d.root.find("condition")) add_onset(d, *condition, gathered);
  for (const Entry& entry : d.root.entries) {
    d.budget.check();
    if (entry.term->name == "condition") add_diagnosis(d, entry, gathered);
  }
  std::vector<Event> events = gathered.take();
  sort_events(events);

  List list;
  list.reserve(events.size());
  for (Event& event : events) {
    list.push_back(group<tables::event>({
        {"date", fact_of(event.date, event.span)},
        {"text", text_or_no(std::move(event.text), event.span)},
        {"kind", word(d, "event", event.kind)},
        {"provider", event.provider},
        {"isBegin", event.is_begin},
        {"isProcedure", event.is_procedure},
        {"isOther", event.is_other},
        {"illness",
         event.illness ? text_or_no(std::string{name_of_illness(*event.illness)}, event.span)
                       : Fact{}},
        {"isSuspected", event.illness && event.illness->is("status", "suspected")},
        {"result", said_in(event.result)},
        {"later", {}},
        {"place", {}},
    }));
  }
  return list;
}

bool says(const Fact& event, std::string_view name) {
  const Group& facts = **std::get_if<std::shared_ptr<Group>>(&event.either);
  const auto found = std::ranges::find(facts, name, &Group::value_type::first);
  return found != facts.end() && !found->second.is_no();
}

/// Where the story starts: an operation of long ago is not where this illness began.
std::size_t first_of(const List& events) {
  const auto first =
      std::ranges::find_if(events, [](const Fact& event) { return !says(event, "isProcedure"); });
  return first == events.end() ? 0 : static_cast<std::size_t>(first - events.begin());
}

/// The last event behind the first of which the day is known: of what has no date nobody knows
/// whether it came last.
Fact latest(const List& events, std::size_t first) {
  for (std::size_t at = events.size(); at > first + 1; --at) {
    if (says(events[at - 1], "date")) return events[at - 1];
  }
  return {};
}

struct Dated {
  std::optional<Date> date;
  const Entry* entry = nullptr;
};

/// The entries of a name that say something, in time order.
std::vector<Dated> in_time_order(const Context& d, std::string_view name) {
  std::vector<Dated> found;
  for (const Entry& entry : d.root.entries) {
    d.budget.check();
    if (entry.term->name == name && !entry.entries.empty())
      found.push_back({date_of(entry, "date"), &entry});
  }
  sort_by_time(found);
  return found;
}

/// Its report is a record that the patient has: of the same office and the same day.
bool is_record(const Context& d, const Entry& test) {
  const Entry* holder = test.target("holder");
  const Date* day = test.date("date");
  if (!holder || !day) return false;
  return std::ranges::any_of(d.root.all("recordsRequest"), [&](const Entry* request) {
    if (request->target("holder") != holder) return false;
    const Entry* recipient = request->find("recipient");
    const bool to_patient = recipient && recipient->find("party");
    return std::ranges::any_of(request->all("item"), [&](const Entry* item) {
      const Date* from = item->date("from");
      const bool is_here =
          item->is("status", "forwarded") || (to_patient && item->is("status", "received"));
      return from && *from == *day && is_here;
    });
  });
}

List tests_of(const Context& d) {
  List list;
  for (const Dated& test : in_time_order(d, "test")) {
    list.push_back(group<tables::test>({
        {"name",
         test.entry->text("name").empty() ? Fact::standing(said(d.in, "story.test"))
                                          : said_in(test.entry->find("name"))},
        {"date", date_or_no(test.entry->find("date"))},
        {"result", said_in(test.entry->find("result"))},
        {"holder", test.entry->target("holder")},
        {"haveCopy", test.entry->find("haveCopy")},
        {"isRecord", is_record(d, *test.entry)},
    }));
  }
  return list;
}

/// What was looked at: the tests; without any, the tests of the timeline.
List tests_named(const Context& d) {
  List tests, of_timeline;
  const auto add = [&](List& list, const Entry* name, const Entry* date) {
    if (!name || name->text().empty()) return;
    list.push_back(group<tables::named_test>({{"name", said_in(name)}, {"date", date_or_no(date)}})
    );
  };
  for (const Entry& entry : d.root.entries) {
    d.budget.check();
    if (entry.term->name == "test") add(tests, entry.find("name"), entry.find("date"));
    for (const Entry& part : entry.entries) {
      if (part.term->name == "event" && part.is("kind", "test"))
        add(of_timeline, &part, part.find("date"));
    }
  }
  return tests.empty() ? of_timeline : tests;
}

/// What the opinions rest on, in the words of whoever said it first.
List basis_of(const Context& d) {
  std::set<std::string> known;
  List list;
  for (const Entry& entry : d.root.entries) {
    d.budget.check();
    if (entry.term->name != "opinion") continue;
    for (const Entry* evidence : entry.all("evidence")) {
      if (evidence->text().empty() || !known.insert(normalized_text(evidence->text())).second)
        continue;
      list.push_back(said_in(evidence));
    }
  }
  return list;
}

List procedures_of(const Context& d) {
  List list;
  for (const Dated& procedure : in_time_order(d, "procedure")) {
    if (!is_private(*procedure.entry)) list.emplace_back(procedure.entry);
  }
  return list;
}

}  // namespace

/// The doctor's words of the illness, or its stage, stand in no opinion.
bool is_untold(const Context& d) {
  const Entry* condition = d.root.find("condition");
  if (!condition || condition->text("text").empty()) return false;
  const auto none_has = [&](std::string_view words) {
    return std::ranges::none_of(d.root.all("opinion"), [&](const Entry* opinion) {
      return mentions(opinion->text("diagnosis"), words);
    });
  };
  const std::string_view stage = condition->text("stage");
  return none_has(condition->text("text")) || (!stage.empty() && none_has(stage));
}

Fact story(const Context& d) {
  List events = events_of(d);
  Fact scale = add_time_scale(d, events);
  const auto count = static_cast<long long>(events.size());
  const std::size_t start = first_of(events);
  Fact first = events.empty() ? Fact{} : events[start], last = latest(events, start);
  return group<tables::story>({
      {"events", std::move(events)},
      {"scale", std::move(scale)},
      {"first", std::move(first)},
      {"latest", std::move(last)},
      {"count", count},
      {"several", count > 1},
      {"many", count > 2},
      {"tests", tests_of(d)},
      {"untold", is_untold(d)},
      {"testsNamed", tests_named(d)},
      {"basis", basis_of(d)},
      {"treatments", treatments_of(d)},
      {"told", treatments_told(d)},
      {"procedures", procedures_of(d)},
  });
}

Fact health_problems(const Context& d) {
  List now, over;
  bool some_left_out = false;
  for (const Entry* problems : d.root.all("problems")) {
    for (const Entry& entry : problems->entries) {
      d.budget.check();
      if (entry.term->name != "problem") continue;
      if (is_private(entry)) {
        some_left_out = true;
        continue;
      }
      const bool is_over = entry.is("status", "resolved") || entry.is("status", "ruled-out");
      (is_over ? over : now).emplace_back(&entry);
    }
  }
  return group<tables::health_problems>({
      {"now", std::move(now)},
      {"over", std::move(over)},
      {"someLeftOut", some_left_out},
  });
}

}  // namespace engine::facts
