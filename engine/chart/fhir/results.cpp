// Tests, measurements and how somebody lives: what was found, in the words and numbers of the
// chart.

#include "engine/chart/fhir/fhir.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>

namespace engine::chart::fhir {

namespace {

std::string quantity_in(const Value& quantity) {
  const Amount amount = amount_of(quantity);
  if (amount.value.empty()) return {};
  std::string words = quantity.text("comparator");
  if (!words.empty()) words += ' ';
  words += amount.value;
  return amount.unit.empty() || amount.unit == "1" ? words : words + ' ' + amount.unit;
}

std::string range_in(const Value& range) {
  const std::string low = quantity_in(range["low"]), high = quantity_in(range["high"]);
  if (!low.empty() && !high.empty()) return low + " - " + high;
  return low.empty() ? (high.empty() ? high : "≤ " + high) : "≥ " + low;
}

/// The value of an observation or of a part of it, whatever form it has.
std::string found_in(const Value& holder) {
  std::string words = with_others(said_in(holder["valueCodeableConcept"]).chosen);
  const auto take = [&](std::string other) {
    if (words.empty()) words = std::move(other);
  };
  take(said_in(holder["valueCodeableConcept"]).shown);
  take(quantity_in(holder["valueQuantity"]));
  take(range_in(holder["valueRange"]));
  for (const std::string_view name :
       {"valueString", "valueBoolean", "valueInteger", "valueTime", "valueDateTime"}) {
    const auto day = date_in(holder.text(name));
    take(name == "valueDateTime" && day ? day->iso() : collapsed(holder.text(name)));
  }
  const Value& ratio = holder["valueRatio"];
  const std::string part = quantity_in(ratio["numerator"]), of = quantity_in(ratio["denominator"]);
  take(part.empty() || of.empty() ? part : part + " / " + of);
  if (const auto start = date_in(holder.text("valuePeriod.start")))
    take(start->iso() + " – " + holder.text("valuePeriod.end"));
  take(said_of(holder["dataAbsentReason"]));
  return words;
}

/// What a value means and which are usual: "High; 70 - 140 mg/dL".
std::string meaning_of(const Value& holder) {
  std::string words = names_of(holder, "interpretation");
  for (const Value* range : holder.each("referenceRange")) {
    const std::string text = collapsed(range->text("text"));
    const std::string of = said_of((*range)["type"]);
    std::string usual = text.empty() ? range_in(*range) : text;
    if (!of.empty() && !usual.empty() && !same_but_case(of, "normal range"))
      usual = of + ": " + usual;
    if (!usual.empty()) words += (words.empty() ? "" : "; ") + usual;
  }
  return words;
}

/// "Glucose: 185 mg/dL (High; 70 - 140 mg/dL)".
std::string said_with(const Value& holder, const std::string& label) {
  const std::string value = found_in(holder), meaning = meaning_of(holder);
  std::string words = label;
  if (!value.empty()) words += (words.empty() ? "" : ": ") + value;
  if (!meaning.empty()) words += (words.empty() ? "(" : " (") + meaning + ')';
  return words;
}

/// All that was measured at once: of a blood pressure the two numbers.
std::vector<std::string> results_in(const Value& observation, const std::string& label) {
  std::vector<std::string> all;
  const auto parts = observation.each("component");
  const bool says_itself = !found_in(observation).empty() || !meaning_of(observation).empty();
  if (parts.empty() || says_itself) all.push_back(said_with(observation, label));
  for (const Value* part : parts) all.push_back(said_with(*part, said_in((*part)["code"]).shown));
  std::erase_if(all, [](const std::string& one) { return one.empty(); });
  return all;
}

/// What stands above a result: the report it is of, or its kind.
std::string panel_of(const Value& observation, const Reading& to) {
  std::string panel = to.index.panel_of(observation);
  if (panel.empty()) panel = names_of(observation, "category");
  return panel;
}

}  // namespace

void read_observation(const Value& observation, const Reading& to) {
  const std::string label = said_in(observation["code"]).shown;
  const auto categories = observation.each("category");
  const bool is_social = std::ranges::any_of(categories, [](const Value* category) {
    return code_of(*category) == "social-history";
  });
  const Section kind = is_social ? Section::social : Section::results;
  to.chart.count(to.source, Section::results, -1);  // where all of them were counted
  to.chart.count(to.source, kind);
  const auto leave = [&](Outcome outcome, std::string_view why, std::string what) {
    to.chart.leave(to.source, kind, outcome, why, std::move(what));
  };
  if (is_mistaken(observation)) return leave(Outcome::negated, "mistaken", label);
  const auto day = date_of(
      observation, {"effectiveDateTime", "effectivePeriod.start", "effectiveInstant", "issued"}
  );
  const auto with_day = [&](const std::string& words) {
    return day && !words.empty() ? words + " (" + day->iso() + ')' : words;
  };
  const auto results = results_in(observation, label);
  if (is_social) return leave(Outcome::left_out, "no-place", with_day(joined(results, ", ")));
  const std::string panel = panel_of(observation, to);
  leave(Outcome::left_out, "no-paper", with_day(panel.empty() ? label : panel));
  Found& told = to.chart.found.back();
  told.day = day;
  for (const std::string& words : results) {
    if (panel.empty() && words == label) continue;
    told.beside.push_back({"result", words});
  }
  const std::string& status = observation.text("status");
  constexpr std::string_view done[] = {"final", "amended", "corrected", "appended", ""};
  if (std::ranges::find(done, status) == std::end(done)) told.beside.push_back({"with", status});
}

}  // namespace engine::chart::fhir
