#include "engine/base/fold.hpp"
#include "engine/chart/c_cda/c_cda.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <array>

namespace engine::chart::c_cda {

namespace {

constexpr std::string_view status_of_medicine = "2.16.840.1.113883.10.20.22.4.47";
constexpr std::string_view code_of_medicine_status = "33999-4";

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
  if (act == "held" || act == "suspended") return "on-hold";
  if (act == "aborted") return "stopped";
  const bool is_to_come = period.start && as_of && period.start->first_day() > as_of->last_day();
  if (is_to_come) return "planned";
  return act == "active" ? "current" : "unclear";
}

/// The days of all effectiveTimes that are days.
Period days_of(const El& given) {
  for (const El& time : given.children("effectiveTime")) {
    const std::string_view type = time.attribute("type");
    if (type.find("PIVL") != type.npos || type.find("EIVL") != type.npos) continue;
    Period period = period_of(time);
    if (!time.attribute("value").empty()) period.end = period.start;  // given once
    if (period.start || period.end) return period;
  }
  return {};
}

std::string unit_in_words(std::string_view unit, bool several) {
  constexpr std::array<std::array<std::string_view, 3>, 6> words{{
      {"h", "hour", "hours"},
      {"d", "day", "days"},
      {"wk", "week", "weeks"},
      {"mo", "month", "months"},
      {"min", "minute", "minutes"},
      {"a", "year", "years"},
  }};
  for (const auto& [code, one, many] : words) {
    if (unit == code || unit == one || unit == many) return std::string{several ? many : one};
  }
  return {};
}

/// "every 12 hours", "about every 8 hours", "at bedtime": for a medicine without a text that says
/// it. The number is the chart's own.
std::string timing_of(const El& given) {
  std::string words;
  for (const El& time : given.children("effectiveTime")) {
    const El period = time.child("period"), event = time.child("event");
    std::string one;
    if (period) {
      std::string number{period.attribute("value")};
      std::string_view unit = period.attribute("unit");
      if (number.empty() && period.child("low")) {
        number = period.child("low").attribute("value");
        unit = period.child("low").attribute("unit");
        if (const auto high = period.child("high").attribute("value"); !high.empty())
          number += " to " + std::string{high};
      }
      if (number.ends_with(".0")) number.erase(number.size() - 2);
      if (number.starts_with('.')) number.insert(0, 1, '0');
      const std::string of = unit_in_words(unit, number != "1");
      if (!number.empty() && !of.empty()) {
        const bool about = time.attribute("institutionSpecified") == "true";
        one = (about ? "about every " : "every ") + (number == "1" ? of : number + ' ' + of);
      }
    } else if (event) {
      constexpr std::pair<std::string_view, std::string_view> events[] = {
          {"HS", "at bedtime"},
          {"AC", "before meals"},
          {"PC", "after meals"},
          {"ACM", "before breakfast"},
          {"ACD", "before lunch"},
          {"ACV", "before dinner"},
          {"PCM", "after breakfast"},
          {"PCD", "after lunch"},
          {"PCV", "after dinner"},
          {"C", "with meals"},
          {"CM", "with breakfast"},
          {"WAKE", "on waking"}};
      for (const auto& [code, said] : events) {
        if (event.attribute("code") == code) one = said;
      }
    }
    if (!one.empty()) words += (words.empty() ? "" : ", ") + one;
  }
  return words;
}

/// "1 tablet", "5 mg/kg", "2 (unit not stated)", and by which way it is taken.
std::string dose_of(const El& given) {
  std::string words;
  const auto amount = [&](const El& quantity) -> std::string {
    std::string number{quantity.attribute("value")};
    std::string unit{quantity.attribute("unit")};
    if (number.empty() && quantity.child("low")) {
      number = quantity.child("low").attribute("value");
      unit = quantity.child("low").attribute("unit");
      if (const auto high = quantity.child("high").attribute("value"); !high.empty())
        number += " to " + std::string{high};
    }
    if (number.empty()) return {};
    if (unit.size() > 2 && unit.front() == '{' && unit.back() == '}')
      unit = unit.substr(1, unit.size() - 2);
    const bool is_stated = !unit.empty() && unit != "1" && unit != "null";
    return number + (is_stated ? ' ' + unit : std::string{" (unit not stated)"});
  };
  words = amount(given.child("doseQuantity"));
  if (const std::string rate = amount(given.child("rateQuantity")); !rate.empty())
    words += (words.empty() ? "" : ", ") + ("rate " + rate);
  std::string route = lowered(given.child("routeCode").attribute("displayName"));
  constexpr std::string_view of_list = " route of administration";  // the NCI Thesaurus ends so
  if (route.ends_with(of_list)) route.erase(route.size() - of_list.size());
  if (!route.empty()) words += (words.empty() ? "" : ", ") + route;
  return words;
}

/// As it is needed, and for what.
std::string need_of(const El& given, const Pages& pages) {
  for (const El& condition : given.children("precondition")) {
    const El value = condition.at("criterion/value");
    const Chosen chosen = choose(candidates_of(value, pages));
    if (!chosen.name.empty() && !contains_but_case(chosen.name, "as needed"))
      return "as needed for " + chosen.name;
    return "as needed";
  }
  return {};
}

/// True for words that tell somebody to do something, and not just what the medicine is called.
bool tells_what_to_do(std::string_view text) {
  constexpr std::string_view words[] = {
      "take",  "apply", "use ",  "inhale", "inject",  "administer", "give ", "daily", "every",
      "times", "day",   "mouth", "needed", "morning", "bedtime",    "night", "week",  "hour",
      "prn",   "puff",  "once",  "twice",  "tome",    "cada",       "veces"};
  return std::ranges::any_of(words, [&](std::string_view word) {
    return contains_but_case(text, word);
  });
}

/// What the person was told, as it is written: the text of the entry, or of an instruction in it.
std::string instruction_of(const El& given, const std::string& name, const Pages& pages) {
  std::vector<El> texts;
  for (const El& relation : given.children("entryRelationship")) {
    for (const std::string_view kind : {"substanceAdministration", "act"}) {
      const El inside = relation.child(kind);
      if (inside.has_template("2.16.840.1.113883.10.20.22.4.147") ||
          inside.has_template("2.16.840.1.113883.10.20.22.4.20"))
        texts.push_back(inside.child("text"));
    }
  }
  if (const El own = given.child("text")) {
    // A row of a table is all about the medicine, and no instruction.
    const El target = pages.referred(own.child("reference").attribute("value"));
    if (!target.is("tr")) texts.push_back(own);
  }
  std::string all;
  for (const El& text : texts) {
    const std::string words = pages.text_of(text);
    const std::string plain = folded(words), of_name = folded(name);
    const bool is_name =
        plain.empty() || of_name.find(plain) != std::string::npos || !tells_what_to_do(words);
    if (is_name || folded(all).find(plain) != std::string::npos) continue;
    all += (all.empty() ? "" : ". ") + words;
  }
  return all;
}

std::string reason_of(const El& given, const Pages& pages) {
  std::string all;
  for (const El& relation : given.children("entryRelationship")) {
    if (relation.attribute("typeCode") != "RSON") continue;
    const Chosen chosen = choose(candidates_of(relation.at("observation/value"), pages));
    if (!chosen.name.empty()) all += (all.empty() ? "" : ", ") + chosen.name;
  }
  return all;
}

void read_one(const El& given, const Reading& to) {
  const auto leave = [&](Outcome outcome, std::string_view why, std::string what) {
    to.chart.leave(to.source, Section::medications, outcome, why, std::move(what));
  };
  const El product = given.at("consumable/manufacturedProduct");
  const El material = product.child("manufacturedMaterial");
  const El code = material ? material.child("code") : product.at("manufacturedLabeledDrug/code");
  auto candidates = candidates_of(code, to.pages);
  if (const El name = material.child("name")) candidates.push_back({name.text(), false});
  if (const El text = given.child("text")) candidates.push_back({to.pages.text_of(text), false});
  const bool negated = given.attribute("negationInd") == "true";
  const Chosen chosen = choose(candidates, true);
  const std::string shown = !chosen.name.empty() ? chosen.name
                            : candidates.empty() ? ""
                                                 : candidates.front().text;
  if (given.child("statusCode").attribute("code") == "nullified")
    return leave(Outcome::negated, "mistaken", shown);
  for (const Candidate& candidate : candidates) {
    if (const auto statement = statement_in(candidate.text))
      return to.chart.none(to.source, Section::medications, *statement, candidate.text);
  }
  if (negated) {
    const bool is_any = has_code(code, any_medicine) || chosen.name.empty();
    if (is_any)
      return to.chart.none(to.source, Section::medications, {Empty::none, Scope::all}, shown);
    return leave(Outcome::negated, "not-taken", chosen.name);
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
  item.dose = dose_of(given);
  item.instruction = instruction_of(given, chosen.name, to.pages);
  item.frequency = item.instruction.empty() ? timing_of(given) : "";
  if (const std::string need = need_of(given, to.pages); !need.empty())
    item.frequency += (item.frequency.empty() ? "" : ", ") + need;
  item.reason = reason_of(given, to.pages);
  item.basis = chosen.is_coded ? Basis::coded : Basis::text;
  if (chosen.name.empty()) item.basis = Basis::unnamed;
  if (item.start && item.end && item.start->first_day() > item.end->last_day()) {
    item.doubt("ends-before-it-begins", item.start->iso() + " – " + item.end->iso());
    item.start.reset();
    item.end.reset();
  }
  to.chart.take(std::move(item));
}

}  // namespace

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
  to.chart.count(to.source, Section::medications, static_cast<int>(given.size()) - 1);
  for (const El& one : given) read_one(one, to);
}

}  // namespace engine::chart::c_cda
