#include "engine/facts/context.hpp"
#include "engine/facts/formats.hpp"
#include "engine/facts/messages.hpp"

#include <algorithm>

namespace engine::facts {

using casefile::Entry;

namespace {

/// A day by which something is to be done.
struct Deadline {
  Date date;
  std::string what;
  std::string discreet;        ///< the same without what a plan or a step is, or nothing
  const Entry* who = nullptr;  ///< the provider who set it
  Span span;
  bool is_past = false;
};

bool is_decided(const Context& d) {
  const Entry* decision = d.root.find("decision");
  return decision && (decision->is("path", "stay") || decision->is("path", "switch"));
}

class Calendar {
 public:
  explicit Calendar(const Context& d) : d_{d} {}

  std::vector<Deadline> deadlines;

  /// With the same without what it is about, by the id of the words.
  void add(const Entry* day, std::string what, std::string_view discreet, const Entry* who = {}) {
    if (!day || !day->date() || what.empty()) return;
    add(*day->date(), std::move(what), who, day->span);
    add_discreet(std::string{said(d_.in, discreet)});
  }
  void add(Date date, std::string what, const Entry* who, Span span) {
    if (what.empty()) return;
    const bool is_past = date.last_day() < d_.known.as_of().first_day();
    deadlines.push_back({date, std::move(what), {}, who, span, is_past});
  }
  bool has_discreet(Date date, std::string_view words) const {
    return std::ranges::any_of(deadlines, [&](const Deadline& deadline) {
      return deadline.date == date && deadline.discreet == words;
    });
  }
  /// The same, and who set the day where `who` did.
  bool is_told(Date date, std::string_view words, const Entry* who) {
    const auto told = std::ranges::find_if(deadlines, [&](const Deadline& deadline) {
      return deadline.date == date && deadline.discreet == words;
    });
    if (told == deadlines.end()) return false;
    if (!told->who) told->who = who;
    return !who || told->who == who;
  }
  std::string_view start_lying_open() const {
    return is_decided(d_) ? "deadline.start" : "deadline.proposed-start";
  }
  /// Words that may lie open, for the day that was added last; once for one day.
  void add_discreet(const std::string& words) {
    if (!deadlines.empty() && !has_discreet(deadlines.back().date, words))
      deadlines.back().discreet = words;
  }
  /// "Planned: Start infliximab infusions", or "Planned start" of what has no name. What a doctor
  /// would do is not planned before the patient has chosen it.
  std::string start(std::string_view text) const {
    if (is_decided(d_)) return named(text.empty() ? "deadline.start" : "deadline.planned", text);
    return named(text.empty() ? "deadline.proposed-start" : "deadline.proposed", text);
  }
  /// "Last day to decide: Start infliximab infusions", or the first half alone.
  std::string named(std::string_view id, std::string_view text) const {
    const auto name = said(d_.in, id);
    if (text.empty()) return std::string{name};
    return filled(said(d_.in, "cell.named"), {{"name", name}, {"text", text}});
  }

 private:
  const Context& d_;
};

void tell_start_before_choice(const Context& d, const Entry& plan) {
  const Date* start = plan.date("startBy");
  const Date* last = plan.date("deadline");
  if (!start || !last || is_decided(d) || !(start->last_day() < last->first_day())) return;
  d.out.warn(
      messages::starts_before_choice(),
      plan.find("startBy")->span,
      {"ask which of the two days is meant, and write it in startBy or deadline"}
  );
}

void add_plan(const Context& d, const Entry& plan, const People& people, Calendar& calendar) {
  if (plan.is("status", "past") || is_turned_down(d, &plan, people)) return;
  const auto text = plan.text("text");
  tell_start_before_choice(d, plan);
  // A plan that goes on has begun.
  if (!plan.is("status", "current")) {
    calendar.add(
        plan.find("startBy"),
        calendar.start(text),
        calendar.start_lying_open(),
        plan.target("proposedBy")
    );
  }
  if (const Entry* deadline = is_decided(d) ? nullptr : plan.find("deadline")) {
    const Entry* source = deadline->target("source");
    const Entry* by = plan.target("proposedBy");
    std::string whose{text};
    // Whose plan it is, where that is not said by who set the day.
    if (by && !source) {
      const std::string name = formal_name(d.in, *by);
      whose = whose.empty() ? name : whose + " (" + name + ")";
    }
    calendar.add(deadline, calendar.named("deadline.decide", whose), "deadline.decide", source);
  }
}

/// What the calendar asks of all requests.
struct Requests {
  std::unordered_map<const Entry*, int> of_office;  ///< how many go to each
  /// Of each, the first part that is still missing.
  std::unordered_map<const Entry*, const Disclosure*> missing;
};
Requests requests_of(const Context& d, const std::vector<Disclosure>& disclosures) {
  Requests all;
  for (const Entry& entry : d.root.entries) {
    if (entry.term->name == "recordsRequest") ++all.of_office[entry.target("holder")];
  }
  for (const Disclosure& one : disclosures) {
    if (is_missing(one)) all.missing.emplace(one.request, &one);
  }
  return all;
}

/// Records that are still missing. Who has all of them, took the permission back, or stays with the
/// doctor there is, waits for none.
void add_request(
    const Context& d, const Entry& request, const Requests& requests, Calendar& calendar
) {
  const auto missing = requests.missing.find(&request);
  if (missing == requests.missing.end()) return;
  const Disclosure& disclosure = *missing->second;
  const Entry* holder = request.target("holder");
  const std::string name{holder_name(d.in, holder).text()};
  const std::string of_name{holder_in_sentence(d.in, holder, Called::of).text()};
  const std::string to = disclosure.provider
                             ? name_in_sentence(d.in, *disclosure.provider, Called::the)
                             : std::string{receiver_name(d.in, receiver(d, disclosure)).text()};
  std::string_view id = "deadline.records";
  if (!name.empty()) id = "deadline.records-from";
  if (!name.empty() && requests.of_office.at(holder) > 1 && !to.empty())
    id = disclosure.to_patient ? "deadline.records-own" : "deadline.records-from-to";
  calendar.add(
      request.find("neededBy"),
      filled(said(d.in, id), {{"name", name}, {"of-name", of_name}, {"recipient", to}}),
      disclosure.to_patient ? "deadline.copy" : "deadline.records"
  );
}

/// A visit that is over is no deadline.
void add_visit(const Context& d, const Entry& appointment, Calendar& calendar) {
  const Entry* at = appointment.find("at");
  const auto* moment = at ? std::get_if<casefile::DateTime>(&at->value) : nullptr;
  if (!moment || moment->date < d.known.as_of()) return;
  const Entry* provider = appointment.target("provider");
  const std::string name = provider ? name_in_sentence(d.in, *provider, Called::the) : "";
  const bool review = appointment.is("mode", "records-only");
  const std::string what =
      name.empty() ? std::string{said(d.in, review ? "deadline.review" : "deadline.visit")}
                   : filled(
                         said(d.in, review ? "deadline.review-with" : "deadline.visit-with"),
                         {{"name", name}}
                     );
  calendar.add(moment->date, what, nullptr, at->span);
  calendar.add_discreet(what);
}

/// What lies open says whose step it is, and not which.
void add_steps(const Context& d, const Entry& from, const Entry* who, Calendar& calendar) {
  const std::string discreet = who ? filled(
                                         said(d.in, "deadline.step-of"),
                                         {{"name", name_in_sentence(d.in, *who, Called::the)}}
                                     )
                                   : std::string{said(d.in, "deadline.step")};
  for (const Entry& step : from.entries) {
    const Entry* day = step.term->name == "nextStep" ? step.find("by") : nullptr;
    if (!day || !day->date() || step.text().empty()) continue;
    calendar.add(*day->date(), std::string{step.text()}, who, day->span);
    calendar.add_discreet(discreet);
  }
}

/// What a doctor would start, and by when, unless a plan of the same doctor names the day; nothing
/// of an opinion that is not followed.
void add_opinion(const Context& d, const Entry& opinion, const People& people, Calendar& calendar) {
  const Entry* who = opinion.target("provider");
  const Entry* chosen = chosen_doctor(d, people);
  if (chosen && who && who != chosen) return;
  for (const Entry* treatment : opinion.all("treatment")) {
    const Entry* day = treatment->find("startBy");
    const bool is_told = std::ranges::any_of(d.root.all("plan"), [&](const Entry* plan) {
      const Date* same = plan->date("startBy");
      return day && same && plan->target("proposedBy") == who && *same == *day->date();
    });
    if (day && day->date() && !is_told && !is_decided(d))
      calendar.add(day, calendar.start(treatment->text("name")), calendar.start_lying_open(), who);
  }
  add_steps(d, opinion, who, calendar);
}

/// The day to decide is told once, be it the plan's own or the decision's, and not when it is
/// decided. Who asks a third doctor, or asks both to talk, decides after that.
void add_decision(const Context& d, const Entry& decision, Calendar& calendar) {
  const Entry* day = decision.find("decideBy");
  const std::string what{said(d.in, "deadline.decide")};
  const Entry* source = decision.target("deadlineSource");
  if (!is_decided(d) && day && day->date() && !calendar.is_told(*day->date(), what, source)) {
    calendar.add(day, what, "deadline.decide", source);
  }
  add_steps(d, decision, nullptr, calendar);
}

}  // namespace

bool is_turned_down(const Context& d, const Entry* plan, const People& people) {
  const Entry* by = plan ? plan->target("proposedBy") : nullptr;
  const Entry* chosen = chosen_doctor(d, people);
  return chosen && by && by != chosen && !plan->is("status", "current");
}

Fact deadlines(const Context& d, const std::vector<Disclosure>& disclosures, const People& people) {
  Calendar calendar{d};
  const Requests requests = requests_of(d, disclosures);
  for (const Entry& entry : d.root.entries) {
    d.budget.check();
    const std::string_view name = entry.term->name;
    if (name == "plan") add_plan(d, entry, people, calendar);
    if (name == "recordsRequest") add_request(d, entry, requests, calendar);
    if (name == "appointment") add_visit(d, entry, calendar);
    if (name == "opinion") add_opinion(d, entry, people, calendar);
  }
  if (const Entry* decision = d.root.find("decision")) add_decision(d, *decision, calendar);

  std::stable_sort(
      calendar.deadlines.begin(),
      calendar.deadlines.end(),
      [](const Deadline& a, const Deadline& b) {
        return std::pair{a.is_past, a.date} < std::pair{b.is_past, b.date};
      }
  );
  List list;
  list.reserve(calendar.deadlines.size());
  for (Deadline& deadline : calendar.deadlines) {
    list.push_back(group<tables::deadline>({
        {"date", Fact{deadline.date, deadline.span}},
        {"what", Fact{std::move(deadline.what), deadline.span}},
        {"discreet", text_or_no(deadline.discreet, deadline.span)},
        {"who",
         deadline.who ? text_or_no(formal_name(d.in, *deadline.who), name_span(*deadline.who))
                      : Fact{}},
        {"isPast", deadline.is_past},
    }));
  }
  return list;
}

Fact last_day(const Context& d, const Standing& now, const People& people) {
  if (now.stage == kind::Stage::done) return {};
  struct Day {
    const Entry* day = nullptr;
    const Entry* by = nullptr;
  };
  const Date today = d.known.as_of().first_day();
  const auto is_past = [&](const Entry& day) { return day.date()->last_day() < today; };
  Day last;
  const auto see = [&](const Entry* day, const Entry* by) {
    if (!day || !day->date()) return;
    const bool past = is_past(*day), earlier = last.day && *day->date() < *last.day->date();
    if (!last.day || (is_past(*last.day) ? !past || !earlier : !past && earlier)) last = {day, by};
  };
  for (const Entry* plan : d.root.all("plan")) {
    const Entry* day = plan->find("deadline");
    if (day && !plan->is("status", "past")) see(day, day->target("source"));
  }
  if (const Entry* decision = d.root.find("decision"))
    see(decision->find("decideBy"), decision->target("deadlineSource"));
  if (!last.day) return {};
  const Entry* planned = planned_treatment(d);
  const Entry* at = now.opinion_visit ? now.opinion_visit->find("at") : nullptr;
  const auto* moment = at ? std::get_if<casefile::DateTime>(&at->value) : nullptr;
  return group<tables::last_day>({
      {"date", date_or_no(last.day)},
      {"by", last.by},
      {"byDoctor", last.by && last.by == people.doctor},
      {"byPlanner", last.by && planned && planned->target("proposedBy") == last.by},
      {"isPast", is_past(*last.day)},
      {"isNear",
       !is_past(*last.day) && day_number(last.day->date()->last_day()) - day_number(today) < 2},
      {"beforeVisit", moment && last.day->date()->last_day() < moment->date},
  });
}

}  // namespace engine::facts
