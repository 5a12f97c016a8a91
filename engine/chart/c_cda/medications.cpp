#include "engine/base/fold.hpp"
#include "engine/chart/c_cda/numbers.hpp"
#include "engine/chart/c_cda/rows.hpp"
#include "engine/chart/how_often.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace engine::chart::c_cda {

namespace {

/// Codes that stand for any medicine.
constexpr std::array<std::string_view, 2> any_medicine{"410942007", "182849000"};

/// Whether it is taken. The status of the act is nearly useless: of 1,524 public entries 325 say
/// that they are completed, and most of those are taken every day. So it is asked last.
std::string status_of(const El& given, const Period& period, const std::optional<Date>& as_of) {
  const El said = observation_of(given, status_of_medicine, code_of_medicine_status).child("value");
  constexpr std::array<std::string_view, 2> active{"55561003", "active"};
  constexpr std::array<std::string_view, 4> over{"73425007", "392521001", "completed", "inactive"};
  constexpr std::array<std::string_view, 2> held{"421139008", "on-hold"};
  if (has_code(said, held)) return "on-hold";
  if (has_code(said, active)) return "current";
  if (has_code(said, over)) return "stopped";
  if (period.end && as_of && period.end->last_day() < as_of->first_day()) return "stopped";
  const std::string_view act = given.child("statusCode").attribute("code");
  // What ended on the day of the chart itself: given at that visit, as a rule.
  if (act == "completed" && period.end && as_of && period.end->last_day() <= as_of->last_day())
    return "stopped";
  if (act == "held" || act == "suspended") return "on-hold";
  if (act == "aborted") return "stopped";
  const bool is_to_come = period.start && as_of && period.start->first_day() > as_of->last_day();
  if (is_to_come) return "planned";
  return act == "active" ? "current" : "unclear";
}

/// The days of all effectiveTimes that are days: of a medicine that is taken again, the last ones.
Period days_of(const El& given) {
  Period last;
  for (const El& time : given.children("effectiveTime")) {
    const std::string_view type = time.attribute("type");
    if (type.find("PIVL") != type.npos || type.find("EIVL") != type.npos) continue;
    Period period = period_of(time);
    const bool is_once = !time.attribute("value").empty() && !period.end;
    if (is_once) period.end = period.start;
    const bool is_first = !last.start && !last.end;
    const bool is_later = last.start && period.start && *period.start > *last.start;
    if (is_first || is_later) last = period;
  }
  return last;
}

/// A number, or a range of two, with its unit.
Amount amount_of(const El& quantity) {
  const El low = quantity.child("low"), other = quantity.child("translation");
  // A unit of no list leaves the number in another place.
  if (quantity.attribute("value").empty() && !low && other && other.attribute("value") != "")
    return amount_of(other);
  if (!quantity.attribute("value").empty() || !low)
    return {std::string{quantity.attribute("value")}, "", std::string{quantity.attribute("unit")}};
  return {
      std::string{low.attribute("value")},
      std::string{quantity.child("high").attribute("value")},
      std::string{low.attribute("unit")}};
}

std::vector<Timing> timings_of(const El& given) {
  std::vector<Timing> all;
  for (const El& time : times_of(given)) {
    Timing one;
    if (const El period = time.child("period")) {
      const Amount every = amount_of(period);
      one.every = every.value;
      one.high = every.high;
      one.unit = every.unit;
      one.about = time.attribute("institutionSpecified") == "true";
    }
    one.event = time.child("event").attribute("code");
    if (!one.every.empty() || !one.event.empty()) all.push_back(std::move(one));
  }
  return all;
}

Dosage dosage_of(const El& given, const Pages& pages) {
  Dosage all{
      .dose = amount_of(given.child("doseQuantity")),
      .rate = amount_of(given.child("rateQuantity")),
      .route = lowered(given.child("routeCode").attribute("displayName")),
      .timings = timings_of(given)};
  constexpr std::string_view of_list = " route of administration";  // the NCI Thesaurus ends so
  if (all.route.ends_with(of_list)) all.route.erase(all.route.size() - of_list.size());
  for (const El& most : given.children("maxDoseQuantity")) {
    const Amount amount = amount_of(most.child("numerator"));
    if (!amount.value.empty()) all.most.push_back({amount, amount_of(most.child("denominator"))});
  }
  const std::string_view unit = given.child("administrationUnitCode").attribute("displayName");
  if (all.dose.unit.empty() && !unit.empty()) all.dose.unit = lowered(unit);
  for (Most& most : all.most) {
    if (most.amount.unit.empty() || most.amount.unit == "1") most.amount.unit = all.dose.unit;
  }
  constexpr std::array<std::string_view, 1> vehicle{"412307009"};
  for (const El& participant : given.children("participant")) {
    const El role = participant.child("participantRole");
    if (has_code(role.child("code"), vehicle))
      all.vehicle = choose(candidates_of(role.at("playingEntity/code"), pages)).name;
  }
  // A first day and for how long.
  for (const El& time : given.children("effectiveTime")) {
    if (const El width = time.child("width"); width && all.how_long.value.empty())
      all.how_long = amount_of(width);
  }
  // As it is needed, and for what.
  if (const auto conditions = given.children("precondition"); !conditions.empty()) {
    all.as_needed = true;
    for (const El& condition : conditions) {
      const El criterion = condition.child("criterion");
      const Chosen chosen = choose(candidates_of(criterion.child("value"), pages));
      for (const std::string& words : {chosen.name, pages.text_of(criterion.child("text"))}) {
        const bool is_said = is_placeholder(words) || contains_but_case(words, "as needed") ||
                             contains_but_case(all.needed_for, words);
        if (!is_said) all.needed_for += (all.needed_for.empty() ? "" : "; ") + words;
      }
    }
  }
  return all;
}

/// "BID", "MWF", "per sliding scale": short for how a medicine is taken, and no name of it.
bool is_of_taking(const std::string& words) {
  constexpr std::string_view short_ones[] = {
      "taper",
      "sliding scale",
      "with meals",
      "with food",
      "as directed",
      "single dose",
      "stat",
      "ac",
      "pc"};
  const std::string small = lowered(words);
  return !rates_in(words).empty() || same_but_case(words, "once") ||
         std::ranges::any_of(short_ones, [&](std::string_view one) {
           return small == one || (one.size() > 4 && small.find(one) != small.npos);
         });
}

/// What the person was told, as it is written: the text of the entry, or of an instruction in it.
/// `has_own` is false where the text of the entry is that of another.
std::string instruction_of(
    const El& given, const std::string& name, bool has_own, const Pages& pages
) {
  std::vector<El> texts;
  for (const El& relation : given.children("entryRelationship")) {
    for (const std::string_view kind : {"substanceAdministration", "act"}) {
      const El inside = relation.child(kind);
      if (inside.has_template("2.16.840.1.113883.10.20.22.4.147") ||
          inside.has_template("2.16.840.1.113883.10.20.22.4.20"))
        texts.push_back(inside.child("text"));
    }
  }
  if (const El own = given.child("text"); own && has_own) {
    // A row of a table is all about the medicine, and no instruction.
    const El target = pages.referred(own.child("reference").attribute("value"));
    if (!target.is("tr")) texts.push_back(own);
  }
  std::vector<std::string> said;
  // Words may stand there beside a reference to the name.
  if (const std::string beside = given.child("text").own_text(); has_own && !beside.empty())
    said.push_back(beside);
  for (const El& text : texts) said.push_back(pages.text_of(text));
  // But a row may have a column of instructions, to which nothing else points.
  constexpr std::string_view columns[] = {"instruction", "directions", "sig", "how to take"};
  if (said.empty() && has_own) said.push_back(pages.cell_of(given.child("text"), columns));
  std::string all;
  for (const std::string& words : said) {
    const std::string plain = folded(words), of_name = folded(name);
    const bool tells_how = tells_what_to_do(words) || is_of_taking(words);
    const bool is_name = plain.empty() || of_name.find(plain) != std::string::npos || !tells_how;
    if (is_name || folded(all).find(plain) != std::string::npos) continue;
    all += (all.empty() ? "" : all.ends_with('.') ? " " : ". ") + words;
  }
  return all;
}

/// Directions of the one row that begins with a word of this medicine, to which no entry points.
/// Whether they are meant is for a person to say.
std::string directions_beside(const std::string& name, const Reading& to) {
  const TextRows::Line* line = row_of_a_word(name, to);
  for (const Cell& cell : line ? cells_of_line(*line) : Row{}) {
    if (contains_but_case(cell.heading, "direction") ||
        contains_but_case(cell.heading, "instruction"))
      return cell.text;
  }
  return {};
}

/// Whether directions have a word or an amount that the entry has not.
bool says_more_of_taking(const std::string& directions, const El& given, const Item& item) {
  KnownWords known;
  add_words_of(given, known);
  known.add_words_of_taking();
  return !known.cover(directions) ||
         Numbers{item, numbers_of(given, item)}.lack_one_of({"", directions});
}

/// The days of a part of a medicine whose dose is not the same all the time.
void set_days(const El& given, Dosage& dosage) {
  const Period days = days_of(given);
  dosage.start = days.start;
  dosage.end = days.end;
}

/// The steps of a dose that stand inside the entry of the medicine.
std::vector<El> steps_in(const El& given) {
  std::vector<El> all;
  for (const El& relation : given.children("entryRelationship")) {
    const El step = relation.child("substanceAdministration");
    const bool is_instruction = step.has_template("2.16.840.1.113883.10.20.22.4.147");
    if (step.child("doseQuantity") && !is_instruction) all.push_back(step);
  }
  return all;
}

/// The doses that follow upon the first, each with its days; it is one medicine, from the first day
/// to the last.
void add_parts(const El& given, std::span<const El> parts, const Pages& pages, Item& item) {
  if (parts.empty()) return;
  set_days(given, item.dosages.back());
  for (const El& part : parts) {
    Dosage dosage = dosage_of(part, pages);
    set_days(part, dosage);
    if (dosage.start && (!item.start || *dosage.start < *item.start)) item.start = dosage.start;
    if (dosage.end && (!item.end || *dosage.end > *item.end)) item.end = dosage.end;
    item.dosages.push_back(std::move(dosage));
  }
  item.recorded = item.start;
}

/// Doses of one entry that are of one medicine and follow upon each other: the first of them, then
/// those that begin on another day. What was entered by mistake is of none.
std::vector<std::vector<El>> courses_of(const std::vector<El>& given) {
  std::vector<std::vector<El>> all;
  std::map<std::string, std::size_t> known;  // the first of a code
  for (const El& one : given) {
    const std::string_view code =
        one.at("consumable/manufacturedProduct/manufacturedMaterial/code").attribute("code");
    const auto start = days_of(one).start;
    const bool may_go_on =
        !code.empty() && start && one.child("statusCode").attribute("code") != "nullified";
    std::string key{code};
    key += '\n' + std::string{one.attribute("negationInd")};
    const auto of_code = may_go_on ? known.find(key) : known.end();
    if (of_code != known.end() && days_of(all[of_code->second].front()).start != start) {
      all[of_code->second].push_back(one);
      continue;
    }
    if (may_go_on && of_code == known.end()) known.emplace(std::move(key), all.size());
    all.push_back({one});
  }
  return all;
}

void read_one(const El& given, std::span<const El> parts, const Reading& to) {
  const El product = given.at("consumable/manufacturedProduct");
  const El material = product.child("manufacturedMaterial");
  const El code = material ? material.child("code") : product.at("manufacturedLabeledDrug/code");
  auto candidates = candidates_of(code, to.pages);
  if (const El name = material.child("name"))
    candidates.push_back({name.text(), false, false, !codes_of(code).empty()});
  const El text = given.child("text");
  const bool has_own = !points_to_another(given, choose(candidates, true), to);
  if (text && has_own) {
    // How it is taken is no name of it.
    const std::string words = to.pages.text_of(text), name = choose(candidates, true).name;
    const std::string first = name.substr(0, name.find(' '));
    const bool is_directions = !name.empty() && (tells_what_to_do(words) || is_of_taking(words)) &&
                               !contains_but_case(words.substr(0, words.find(' ')), first);
    if (!is_directions) candidates.push_back({words, false, true});
  }
  const bool negated = given.attribute("negationInd") == "true";
  const Chosen chosen = choose(candidates, true);
  const std::string shown = !chosen.name.empty() ? chosen.name
                            : candidates.empty() ? ""
                                                 : candidates.front().text;
  const auto deny = [&](std::string_view why, std::string words) {
    Item denied{.kind = Section::medications, .name = chosen.name, .also = chosen.also};
    denied.source = to.source;
    denied.codes = codes_of(code);
    to.chart.deny(std::move(denied), why, std::move(words));
  };
  if (given.child("statusCode").attribute("code") == "nullified") return deny("mistaken", shown);
  if (leave_another(given, Section::medications, shown, to)) return;
  const bool is_coded_thing = !has_code(code, any_medicine) && is_of_thing(code, to.pages);
  if (const auto stated = stated_by(candidates, is_coded_thing))
    return to.chart.none(to.source, Section::medications, stated->statement, stated->words);
  if (negated) {
    const bool is_any = has_code(code, any_medicine) || chosen.name.empty();
    if (is_any)
      return to.chart.none(to.source, Section::medications, {Empty::none, Scope::all}, shown);
    tell_denied_but_listed(given, chosen, Section::medications, to);
    return deny("not-taken", with_day(with_reason(with_others(chosen), given, to.pages), given));
  }
  if (given.is_null() && chosen.name.empty())
    return to.chart.none(to.source, Section::medications, {Empty::no_information}, shown);
  const Period days = days_of(given);
  Item item{.kind = Section::medications, .name = chosen.name, .also = chosen.also};
  item.source = to.source;
  item.codes = codes_of(code);
  item.start = days.start;
  item.end = days.end;
  item.recorded = days.start;
  item.status = status_of(given, days, to.as_of);
  item.dosages.push_back(dosage_of(given, to.pages));
  add_parts(given, parts, to.pages, item);
  if (const auto steps = steps_in(given); !steps.empty()) {
    // What is said of all of them is none of them.
    const bool is_bare = !given.child("doseQuantity") && item.dosages.size() == 1;
    add_parts(given, steps, to.pages, item);
    if (is_bare) item.dosages.erase(item.dosages.begin());
  }
  item.instruction = instruction_of(given, chosen.name, has_own, to.pages);
  if (!has_own) item.doubt("words-of-another", to.pages.text_of(text));
  item.reason = purpose_of(given, to.pages);
  item.basis = chosen.is_coded ? Basis::coded : Basis::text;
  if (chosen.name.empty()) item.basis = Basis::unnamed;
  if (chosen.is_loose) item.doubt("name-of-text");
  if (item.instruction.empty()) {
    const std::string directions = directions_beside(chosen.name, to);
    if (tells_what_to_do(directions)) {
      if (!item.dosages.back().as_needed && says_as_needed(directions))
        item.instruction = directions;
      else if (says_more_of_taking(directions, given, item))
        item.doubt("text-says", directions);
    }
  }
  if (std::string words = stated_beside(candidates); !words.empty())
    item.doubt("text-says", std::move(words));
  constexpr std::string_view given_up[] = {"cancelled", "obsolete", "new", "normal"};
  const std::string_view act = given.child("statusCode").attribute("code");
  if (item.status == "unclear" && std::ranges::find(given_up, act) != std::end(given_up))
    item.doubt("entry-state", std::string{act});
  tell_state_in_words(
      observation_of(given, status_of_medicine, code_of_medicine_status).child("value"), item
  );
  tell_beside_medicine(given, to, item);
  for (std::string& effect : effects_of(given, to.pages)) item.doubt("caused", std::move(effect));
  tell_ingredients(material, item);
  tell_unreadable_days(given, item);
  tell_supply(given, item, to);
  compare_with_text(given, chosen, item, to);
  if (item.start && item.end && item.start->first_day() > item.end->last_day()) {
    item.doubt("ends-before-it-begins", item.start->iso() + " – " + item.end->iso());
    item.start.reset();
    item.end.reset();
  }
  to.chart.take(std::move(item));
}

}  // namespace

bool tells_what_to_do(std::string_view text) {
  constexpr std::string_view words[] = {
      "take",  "apply", "use ", "inhale", "inject", "administer", "give ",   "daily",
      "every", "times", "day",  "mouth",  "needed", "morning",    "bedtime", "night",
      "week",  "hour",  "prn",  "puff",   "once",   "twice",      "tome",    "cada",
      "veces", " bid",  " tid", " qid",   "q4h",    "q6h",        "q8h",     "q12h"};
  return std::ranges::any_of(words, [&](std::string_view word) {
    return contains_but_case(text, word);
  });
}

void read_medication(const El& entry, const Reading& to) {
  std::vector<El> given = entry.children("substanceAdministration");
  if (given.empty()) {
    for (const El& more : entry.below("substanceAdministration")) {
      if (more.child("consumable") && !more.has_template("2.16.840.1.113883.10.20.22.4.147"))
        given.push_back(more);
    }
  }
  if (given.empty())
    return to.chart.leave(
        to.source,
        Section::medications,
        Outcome::not_understood,
        "another-shape",
        entry.children().empty() ? "" : to.pages.text_of(entry.children().front().child("text"))
    );
  const auto courses = courses_of(given);
  for (const auto& course : courses) read_one(course.front(), std::span{course}.subspan(1), to);
  to.chart.count(to.source, Section::medications, static_cast<int>(courses.size()) - 1);
}

}  // namespace engine::chart::c_cda
