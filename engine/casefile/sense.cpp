#include "engine/base/fold.hpp"
#include "engine/casefile/messages.hpp"
#include "engine/casefile/reading.hpp"
#include "engine/casefile/values.hpp"
#include "engine/vocabulary/spelling.hpp"

#include <algorithm>
#include <array>

namespace engine::casefile {

namespace {

using vocabulary::Type;

/// Calls `each` for every entry below one, with the element it stands in.
template <class Each>
void for_each_entry(const Entry& parent, Each&& each) {
  for (const Entry& entry : parent.entries) {
    each(entry, parent);
    for_each_entry(entry, each);
  }
}

// --- numbers that offices know somebody by --------------------

/// A Social Security number by what it is called or by its shape (20 CFR 422.103: 3, 2 and 4
/// digits). The format has no place for one: a paper that goes round must not carry it.
bool is_social_security_number(const Entry& entry) {
  constexpr std::array<std::string_view, 3> fields{"identifier", "memberId", "groupId"};
  if (std::ranges::find(fields, entry.term->name) == fields.end()) return false;
  constexpr std::array<std::string_view, 6> names{
      "ssn", "ss", "socialsecurity", "socialsecuritynumber", "socsec", "segurosocial"};
  const std::string type = folded(entry.text("type"));
  return std::ranges::find(names, type) != names.end() || has_shape(entry.text(), "999-99-9999") ||
         has_shape(entry.text(), "999 99 9999");
}

void refuse_social_security(const Entry& entry, Diagnostics& out) {
  if (!is_social_security_number(entry)) return;
  out.error(
      messages::social_security_number,
      entry.span,
      {"take it out: offices find records by name and date of birth; a record number that only "
       "looks like one is written without its hyphens"}
  );
}

// --- zones and languages --------------------

/// A zone of the list, or one of elsewhere as the IANA database writes it: Europe/Berlin.
void warn_time_zone(const Entry& entry, Diagnostics& out) {
  const auto* list = entry.term->has_other_words ? entry.term->list : nullptr;
  const std::string_view zone = entry.text();
  if (!list || list->name != "time-zone" || zone.empty() || vocabulary::meant_by(zone, list->codes))
    return;
  constexpr std::array<std::string_view, 11> areas{
      "Africa/",
      "America/",
      "Antarctica/",
      "Asia/",
      "Atlantic/",
      "Australia/",
      "Europe/",
      "Indian/",
      "Pacific/",
      "US/",
      "UTC"};
  if (std::ranges::any_of(areas, [&](std::string_view area) { return zone.starts_with(area); }))
    return;
  const auto near = vocabulary::nearest_value(zone, list->codes);
  out.warn(
      messages::unknown_time_zone(quoted_value(zone)),
      entry.span,
      {near.empty() ? "it is printed as it stands: write the zone of the office, such as "
                      "America/New_York for Eastern time"
                    : did_you_mean(near)}
  );
}

void warn_language(const Entry& entry, Diagnostics& out) {
  const auto* list = entry.term->has_other_words ? entry.term->list : nullptr;
  const std::string_view tag = entry.text();
  if (!list || list->name != "language" || tag.empty() || tag.size() > 3 ||
      !vocabulary::language_name(tag, language_tag::english, *list).empty())
    return;
  out.warn(
      messages::language_without_name(quoted_value(tag)),
      entry.span,
      {"papers print it as it stands: write the language in words, as an interpreter calls it"}
  );
}

// --- days --------------------

/// The day somebody asks for, sets or plans, in a case that is about a later one.
void warn_day_gone(const Entry* day, Date as_of, Diagnostics& out) {
  const Date* date = day ? day->date() : nullptr;
  if (!date || date->last_day() >= as_of) return;
  out.warn(
      messages::day_gone(quoted_value(date->iso()), marked(as_of.iso())),
      day->span,
      {"give a day that is still to come, or take it out"}
  );
}

bool is_decided(const Entry& root) {
  const Entry* decision = root.find("decision");
  return decision && !decision->text("path").empty() && !decision->is("path", "undecided");
}

/// All that was asked for has been received, or passed on since.
bool has_come(const Entry& request) {
  const auto items = request.all("item");
  return !items.empty() && std::ranges::all_of(items, [](const Entry* item) {
    return item->is("status", "received") || item->is("status", "forwarded");
  });
}

void warn_days_gone(const Entry& root, Date as_of, Diagnostics& out) {
  for (const Entry* request : root.all("recordsRequest")) {
    if (!has_come(*request)) warn_day_gone(request->find("neededBy"), as_of, out);
  }
  if (is_decided(root)) return;
  if (const Entry* decision = root.find("decision"))
    warn_day_gone(decision->find("decideBy"), as_of, out);
  for (const Entry* plan : root.all("plan")) {
    if (!plan->is("status", "proposed")) continue;
    warn_day_gone(plan->find("deadline"), as_of, out);
    warn_day_gone(plan->find("startBy"), as_of, out);
  }
}

/// The day of something that is said to have happened, in a case that is about an earlier one. Of a
/// medicine and of records it depends on how far they are.
bool has_happened(const Entry& day, const Entry& parent) {
  const std::string_view of = parent.term->name, name = day.term->name;
  if (of == "medication" && name == "start") return !parent.is("status", "planned");
  if (of == "medication" && name == "end") return parent.is("status", "stopped");
  if (of == "item" && name == "from")
    return parent.is("status", "received") || parent.is("status", "forwarded");
  return day.term->has_happened;
}

void warn_day_to_come(const Entry& day, const Entry& parent, Date as_of, Diagnostics& out) {
  const Date* date = day.date();
  if (!date || date->first_day() <= as_of || !has_happened(day, parent)) return;
  out.warn(
      messages::day_to_come(quoted_value(date->iso()), marked(as_of.iso())),
      day.span,
      {"what stands here has happened: correct its day, or make <asOf> the day of today"}
  );
}

/// What is told of the patient happened in the patient's life; of the family, and of an office, it
/// may have been before.
void warn_before_birth(const Entry& root, Diagnostics& out) {
  const Entry* patient = root.find("patient");
  const Date* born = patient ? patient->date("birthDate") : nullptr;
  if (!born) return;
  for_each_entry(root, [&](const Entry& day, const Entry& parent) {
    const Date* date = day.date();
    const bool is_of_life = day.term->has_happened || parent.term->name == "item";
    if (!date || !is_of_life || date->last_day() >= born->first_day()) return;
    out.warn(
        messages::before_birth(quoted_value(date->iso()), marked(born->iso())),
        day.span,
        {"correct the day, or the day of birth"}
    );
  });
}

/// An illness is named when it is there.
void warn_named_before_it_began(const Entry& root, Diagnostics& out) {
  for (const Entry* condition : root.all("condition")) {
    const Entry* recorded = condition->find("recordedDate");
    const Date* named = recorded ? recorded->date() : nullptr;
    const Date* began = condition->date("onset");
    if (!named || !began || named->last_day() >= began->first_day()) continue;
    out.warn(
        messages::named_before_it_began(quoted_value(named->iso()), marked(began->iso())),
        recorded->span,
        {"correct one of the two days"}
    );
  }
}

/// One that is not ruled out stands behind it, and no paper asks about that.
void warn_about_ruled_out(const Entry& root, Diagnostics& out) {
  const auto conditions = root.all("condition");
  const auto is_open = [](const Entry* condition) { return !condition->is("status", "ruled-out"); };
  if (conditions.empty() || is_open(conditions.front())) return;
  const auto other = std::ranges::find_if(conditions, is_open);
  if (other == conditions.end()) return;
  const Entry& first = *conditions.front();
  out.warn(
      messages::about_ruled_out,
      first.find("status")->span,
      {"put the one that it is about first; the next one is on " +
       line_of((*other)->span, first.span.source)}
  );
}

/// The last day to decide: the decision's own, else the first of the plans that are proposed.
const Entry* last_day_to_decide(const Entry& root) {
  const Entry* decision = root.find("decision");
  if (const Entry* own = decision ? decision->find("decideBy") : nullptr; own && own->date())
    return own;
  const Entry* first = nullptr;
  for (const Entry* plan : root.all("plan")) {
    const Entry* deadline = plan->find("deadline");
    if (!deadline || !deadline->date() || !plan->is("status", "proposed")) continue;
    if (!first || *deadline->date() < *first->date()) first = deadline;
  }
  return first;
}

bool gave_opinion(const Entry& root, const Entry* provider) {
  return std::ranges::any_of(root.all("opinion"), [&](const Entry* opinion) {
    return opinion->target("provider") == provider;
  });
}

/// A visit that comes too late, or went by without a word of what was said.
void warn_visits(const Entry& root, Date as_of, Diagnostics& out) {
  const Entry* last = is_decided(root) ? nullptr : last_day_to_decide(root);
  for (const Entry* visit : root.all("appointment")) {
    const Entry* at = visit->find("at");
    const auto* time = at ? std::get_if<DateTime>(&at->value) : nullptr;
    if (!time) continue;
    const Entry* provider = visit->target("provider");
    if (time->date < as_of) {
      if (provider && gave_opinion(root, provider)) continue;
      out.warn(
          messages::visit_gone(quoted_value(time->date.iso()), marked(as_of.iso())),
          at->span,
          {"if it took place, write down what was said in an <opinion>; if it moved, give its new "
           "day"}
      );
    } else if (last && time->date > last->date()->last_day()) {
      out.warn(
          messages::visit_too_late(quoted_value(time->date.iso()), marked(last->date()->iso())),
          at->span,
          {"ask for an earlier visit, or for more time to decide; the last day is on " +
           line_of(last->span, at->span.source)}
      );
    }
  }
}

/// Nobody is in two places at once.
void warn_visits_at_once(const Entry& root, Diagnostics& out) {
  std::vector<const Entry*> times;
  for (const Entry* visit : root.all("appointment")) {
    const Entry* at = visit->find("at");
    const auto* time = at ? std::get_if<DateTime>(&at->value) : nullptr;
    if (!time) continue;
    const auto same = std::ranges::find_if(times, [&](const Entry* other) {
      const auto& known = std::get<DateTime>(other->value);
      return known.date == time->date && known.hour == time->hour && known.minute == time->minute &&
             known.zone == time->zone;
    });
    if (same != times.end())
      out.warn(
          messages::visits_at_once,
          at->span,
          {"the other one is on " + line_of((*same)->span, at->span.source) +
           ": give one of the two its own time"}
      );
    times.push_back(at);
  }
}

/// A mark of a comment that was taken away by half would stand on a paper.
void warn_comment_mark(const Entry& entry, Diagnostics& out) {
  const std::string_view text = entry.text();
  if (entry.term->is_attribute || text.find("-->") == text.npos) return;
  out.warn(
      messages::comment_mark_left,
      entry.span,
      {"a mark of a comment is left over: take --> out too"}
  );
}

void warn_birth(const Entry& root, Date as_of, Diagnostics& out) {
  const Entry* patient = root.find("patient");
  const Entry* birth = patient ? patient->find("birthDate") : nullptr;
  const Date* born = birth ? birth->date() : nullptr;
  constexpr int oldest = 130;
  if (!born || age_on(*born, as_of) <= oldest || patient->is("deceased", "yes")) return;
  out.warn(messages::very_old(age_on(*born, as_of)), birth->span, {"is the year of birth right?"});
}

// --- what says two things at once --------------------

void check_medicine(const Entry& medicine, Date as_of, Diagnostics& out) {
  const Entry* end = medicine.find("end");
  const Date* day = end ? end->date() : nullptr;
  if (!day || day->last_day() >= as_of || !medicine.is("status", "current")) return;
  out.error(
      messages::taken_and_ended(quoted_value(day->iso())),
      end->span,
      {"write status=\"stopped\" if it is over; take the <end> out if it goes on"}
  );
}

void check_outcome(const Entry& outcome, Diagnostics& out) {
  const Entry* number = outcome.find("number");
  const Entry* whole = outcome.find("outOf");
  const auto amount = [](const Entry* entry) {
    return entry && !entry->text().empty()
               ? std::strtod(std::string{entry->text()}.c_str(), nullptr)
               : 0.0;
  };
  if (number && amount(number) < 0)
    out.error(
        messages::less_than_nobody(quoted_value(number->text())),
        number->span,
        {"it counts people: 0 at least"}
    );
  if (!whole || whole->text().empty()) return;
  if (amount(whole) <= 0) {
    out.error(
        messages::out_of_nobody(quoted_value(whole->text())),
        whole->span,
        {"it counts people: write outOf=\"100\""}
    );
  } else if (number && amount(number) > amount(whole)) {
    out.error(
        messages::more_than_all(quoted_value(number->text()), quoted_value(whole->text())),
        number->span,
        {"so many of so many: 40 out of 100"}
    );
  }
}

void check_request(const Entry& request, Diagnostics& out) {
  if (!request.find("holder"))
    out.warn(
        messages::nobody_has_them(tagged(request.term->name)),
        request.span,
        {"write the id of the office that has the records: holder=\"…\"; until then the letter is "
         "addressed to nobody"}
    );
  const Entry* recipient = request.find("recipient");
  const Entry* to = recipient ? recipient->find("provider") : nullptr;
  const Entry* holder = request.target("holder");
  if (!to || !holder || recipient->target("provider") != holder) return;
  out.error(
      messages::sent_to_its_holder(quoted_value(holder->text("id"))),
      to->span,
      {"name the office that is to get them, or write <recipient party=\"patient\"/> for your own "
       "copy"}
  );
}

/// Who set the last day to decide, and no day.
void warn_day_missing(const Entry& decision, Diagnostics& out) {
  const Entry* source = decision.find("deadlineSource");
  if (!source || decision.find("decideBy")) return;
  out.warn(
      messages::day_missing,
      source->span,
      {"write the day too: decideBy=\"…\"; without it nothing is printed of who set it"}
  );
}

/// What a list holds, and the part by which a reader knows it.
constexpr std::pair<std::string_view, std::string_view> named_by[] = {
    {"medication", "name"},
    {"allergy", "substance"},
    {"test", "name"},
    {"procedure", "name"},
    {"problem", "text"},
    {"plan", "text"},
    {"symptom", "text"},
    {"familyHistory", "condition"},
    {"device", "name"},
    {"value", "text"},
    {"treatment", "name"}};

void warn_nameless(const Entry& entry, Diagnostics& out) {
  if (entry.term->type != Type::group) return;
  for (const auto& [element, name] : named_by) {
    if (entry.term->name != element || entry.term->is_attribute ||
        !entry.term->child(name, false) || !entry.text(name).empty() ||
        (entry.find("code") && entry.is("basis", "unnamed")))
      continue;
    out.warn(
        messages::nameless(tagged(element), tagged(name)),
        entry.span,
        {"write " + tagged(name) + ", or take it out: nobody can tell what it is"}
    );
  }
}

void warn_ids_alike(const Entry& root, Diagnostics& out) {
  std::vector<std::pair<std::string, const Entry*>> ids;
  for_each_entry(root, [&](const Entry& entry, const Entry& parent) {
    if (entry.term->type == Type::id && &parent != &root)
      ids.emplace_back(lowered(entry.text()), &entry);
  });
  std::ranges::stable_sort(ids, {}, [](const auto& id) { return std::string_view{id.first}; });
  for (std::size_t i = 1; i < ids.size(); ++i) {
    const auto& [lower, entry] = ids[i];
    const auto& [before, other] = ids[i - 1];
    if (lower != before || entry->text() == other->text()) continue;
    out.warn(
        messages::ids_alike(quoted_value(entry->text()), quoted_value(other->text())),
        entry->span,
        {"capital and small letters are easily mixed up: use two ids that differ more"}
    );
  }
}

/// Rows say whether opinions agree: of fewer than two nobody can say that, and no paper does. Told
/// once, at the first.
void warn_nothing_to_compare(const Entry& root, Diagnostics& out) {
  const auto opinions = root.all("opinion").size();
  const Entry* comparison = root.find("comparison");
  if (opinions > 1 || !comparison) return;
  const Entry* row = comparison->find("row");
  if (!row) return;
  const Entry* topic = row->find("topic");
  out.warn(
      messages::nothing_to_compare(opinions == 0 ? "none is" : "only one is"),
      topic ? topic->span : row->span,
      {"write what each doctor said as an <opinion> of its own, or take the <comparison> out"}
  );
}

void check_entry(const Entry& entry, const Entry& parent, Diagnostics& out) {
  refuse_social_security(entry, out);
  check_contact(entry, parent, out);
  if (entry.term->name == "outcome") check_outcome(entry, out);
  warn_language(entry, out);
  warn_time_zone(entry, out);
  warn_nameless(entry, out);
  warn_comment_mark(entry, out);
}

/// What can be said only of a case whose day is known.
void check_days(const Entry& root, Date as_of, Diagnostics& out) {
  for_each_entry(root, [&](const Entry& entry, const Entry& parent) {
    warn_day_to_come(entry, parent, as_of, out);
    if (entry.term->name == "medication") check_medicine(entry, as_of, out);
  });
  warn_birth(root, as_of, out);
  warn_days_gone(root, as_of, out);
  warn_visits(root, as_of, out);
}

}  // namespace

void check_sense(const Entry& root, Diagnostics& out) {
  for_each_entry(root, [&](const Entry& entry, const Entry& parent) {
    check_entry(entry, parent, out);
  });
  for (const Entry* request : root.all("recordsRequest")) check_request(*request, out);
  if (const Entry* decision = root.find("decision")) warn_day_missing(*decision, out);
  warn_visits_at_once(root, out);
  warn_ids_alike(root, out);
  warn_nothing_to_compare(root, out);
  warn_before_birth(root, out);
  warn_named_before_it_began(root, out);
  warn_about_ruled_out(root, out);
  const Date* day = root.date("asOf");
  if (day && day->is_whole()) check_days(root, *day, out);
}

}  // namespace engine::casefile
