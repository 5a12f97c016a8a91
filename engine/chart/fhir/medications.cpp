// Medicines of FHIR: which, how they are taken, and those that are known from a bill alone.

#include "engine/base/fold.hpp"
#include "engine/chart/fhir/fhir.hpp"
#include "engine/chart/known_words.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace engine::chart::fhir {

namespace {

std::string medicine_status(const Value& resource) {
  const std::string& status = resource.text("status");
  const std::string& type = resource.text("resourceType");
  if (type == "MedicationDispense") return "unclear";  // that it was handed out once says no more
  if (status == "active") return "current";
  if (status == "on-hold") return "on-hold";
  // R5 calls it ended.
  if (status == "stopped" || status == "completed" || status == "not-taken" || status == "ended")
    return "stopped";
  if (status == "intended" || status == "draft") return "planned";
  // R5 says it beside.
  const std::string taken = code_of(resource.at("adherence.code"));
  if (taken.starts_with("taking")) return "current";
  if (taken.starts_with("on-hold")) return "on-hold";
  return taken.starts_with("stopped") || taken.starts_with("not-taking") ? "stopped" : "unclear";
}

/// Why a medicine was never given or handed out: the order was taken back before, or nobody fetched
/// it. Empty where it may have been.
std::string_view never_begun(const Value& resource) {
  const std::string& status = resource.text("status");
  const bool is_dispense = resource.text("resourceType") == "MedicationDispense";
  if (is_dispense && (status == "cancelled" || status == "declined")) return "not-handed-out";
  return status == "cancelled" ? "order-taken-back" : "";
}

/// Of several amounts, what was ordered stands before what was reckoned for it.
const Value& amounts_of(const Value& dosage) {
  static const Value nothing;
  const auto all = dosage.each("doseAndRate");
  const auto is_of = [](std::string_view type) {
    return [type](const Value* one) { return code_of((*one)["type"]) == type; };
  };
  for (const auto wanted : {"ordered", ""}) {
    const auto found = std::ranges::find_if(all, is_of(wanted));
    if (found != all.end()) return **found;
  }
  return all.empty() ? nothing : *all.front();
}

/// Number and unit as the chart has them, or a range of two.
Amount dose_in(const Value& amounts, const Value& dosage) {
  const Value* quantity = &amounts["doseQuantity"];
  if (!*quantity) quantity = &dosage["doseQuantity"];
  if (*quantity) return amount_of(*quantity);
  const Value& range = amounts["doseRange"];
  Amount high = amount_of(range["high"]);
  const std::string& low = range.text("low.value");
  return low.empty() ? high : Amount{low, high.value, high.unit};
}

Amount dose_of(const Value& dosage) {
  return dose_in(amounts_of(dosage), dosage);
}

/// Tells the amounts that do not stand: "12.5 mg (calculated)". What the directions have is said.
void tell_other_amounts(const Value& dosage, Item& item) {
  const std::string directions = tidy(dosage.text("text"));
  const Value& chosen = amounts_of(dosage);
  const auto in_words = [&](const Value& amounts) {
    const Amount amount = dose_in(amounts, {});
    std::string words = amount.value + (amount.high.empty() ? "" : " – " + amount.high);
    return amount.unit.empty() ? words : words + ' ' + amount.unit;
  };
  for (const Value* one : dosage.each("doseAndRate")) {
    std::string words = in_words(*one);
    if (one == &chosen || words.empty() || words == in_words(chosen)) continue;
    if (contains_but_case(directions, words)) continue;
    const std::string type = code_of((*one)["type"]);
    if (!type.empty()) words += " (" + type + ')';
    item.doubt("another-dose", std::move(words));
  }
}

/// For how long: "7 d", or a range.
Amount how_long(const Value& repeat) {
  if (repeat["boundsDuration"]) return amount_of(repeat["boundsDuration"]);
  const Value& range = repeat["boundsRange"];
  Amount high = amount_of(range["high"]);
  const std::string& low = range.text("low.value");
  return low.empty() ? high : Amount{low, high.value, high.unit};
}

/// How long one dose takes: "2 h" of an infusion.
Amount lasting(const Value& repeat) {
  return {repeat.text("duration"), repeat.text("durationMax"), repeat.text("durationUnit")};
}

/// How many times in all. With a unit of time and no number of them it may be how often a day.
Amount count_of(const Value& repeat) {
  const bool is_half_said = !repeat["period"] && !repeat["when"] && !repeat["dayOfWeek"];
  return {
      repeat.text("count"),
      repeat.text("countMax"),
      is_half_said ? repeat.text("periodUnit") : std::string{}};
}

/// Days on which it is to be taken.
std::vector<Date> days_of(const Value& timing) {
  std::vector<Date> days;
  for (const Value* event : timing.each("event")) {
    if (const auto day = date_in(event->text())) days.push_back(*day);
  }
  return days;
}

/// How fast it runs in: "75 mL/h", or a range.
Amount rate_of(const Value& dosage) {
  const Value& amounts = amounts_of(dosage);
  const Value& ratio = amounts["rateRatio"];
  if (ratio) {
    Amount rate = amount_of(ratio["numerator"]);
    const Amount per = amount_of(ratio["denominator"]);
    const bool is_one = per.value.empty() || per.value == "1";
    rate.unit += '/' + (is_one ? per.unit : per.value + ' ' + per.unit);
    return rate;
  }
  const Value& range = amounts["rateRange"];
  Amount high = amount_of(range["high"]);
  const std::string& low = range.text("low.value");
  if (range) return low.empty() ? high : Amount{low, high.value, high.unit};
  return amount_of(amounts["rateQuantity"]);
}

/// A timing that has a code alone: in the words of the chart, else by HL7's codes (BID, Q6H), else
/// as the chart calls the code.
std::optional<Timing> timing_of_code(const Value& code) {
  struct Known {
    std::string_view code, times, every, unit, event;
  };
  constexpr Known all[] = {
      {"BID", "2", "1", "d", ""},
      {"TID", "3", "1", "d", ""},
      {"QID", "4", "1", "d", ""},
      {"QD", "", "1", "d", ""},
      {"QOD", "", "2", "d", ""},
      {"Q1H", "", "1", "h", ""},
      {"Q2H", "", "2", "h", ""},
      {"Q3H", "", "3", "h", ""},
      {"Q4H", "", "4", "h", ""},
      {"Q6H", "", "6", "h", ""},
      {"Q8H", "", "8", "h", ""},
      {"Q12H", "", "12", "h", ""},
      {"WK", "", "1", "wk", ""},
      {"MO", "", "1", "mo", ""},
      {"AM", "", "", "", "MORN"},
      {"PM", "", "", "", "AFT"},
      {"BED", "", "", "", "HS"}};
  if (const std::string words = tidy(code.text("text")); !words.empty())
    return Timing{.words = words};
  std::string words;
  for (const Value* coding : code.each("coding")) {
    const std::string& said = coding->text("code");
    const auto known = std::ranges::find(all, said, &Known::code);
    if (known != std::end(all))
      return Timing{
          .every = std::string{known->every},
          .unit = std::string{known->unit},
          .times = std::string{known->times},
          .event = std::string{known->event}};
    if (words.empty())
      words = tidy(coding->text("display").empty() ? said : coding->text("display"));
  }
  return words.empty() ? std::nullopt : std::optional{Timing{.words = words}};
}

std::vector<Timing> timings_of(const Value& dosage) {
  const Value& repeat = dosage.at("timing.repeat");
  std::vector<Timing> all;
  Timing often{
      .every = repeat.text("period"),
      .high = repeat.text("periodMax"),
      .unit = repeat.text("periodUnit"),
      .times = repeat.text("frequency"),
      .times_high = repeat.text("frequencyMax")};
  if (often.unit.empty()) often.unit = repeat.text("periodUnits");  // of DSTU2
  if (!often.every.empty()) all.push_back(std::move(often));
  for (const Value* when : repeat.each("when"))
    all.push_back({.event = when->text(), .offset = repeat.text("offset")});
  for (const Value* day : repeat.each("dayOfWeek")) {
    std::string code = day->text();
    std::ranges::transform(code, code.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    all.push_back({.event = std::move(code)});
  }
  for (const Value* time : repeat.each("timeOfDay"))
    all.push_back({.at = time->text().substr(0, std::string_view{"08:00"}.size())});
  if (all.empty()) {
    if (auto coded = timing_of_code(dosage.at("timing.code"))) all.push_back(*std::move(coded));
  }
  return all;
}

/// The most that may be taken, as far as a dosage says it.
std::vector<Most> most_of(const Value& dosage) {
  std::vector<Most> all;
  const auto add = [&](const Value& amount, const Value& per, bool is_ever) {
    if (!amount.text("value").empty())
      all.push_back({amount_of(amount), per ? amount_of(per) : Amount{}, is_ever});
  };
  for (const Value* ratio : dosage.each("maxDosePerPeriod"))
    add((*ratio)["numerator"], (*ratio)["denominator"], false);
  add(dosage["maxDosePerAdministration"], {}, false);
  add(dosage["maxDosePerLifetime"], {}, true);
  return all;
}

/// All that a dosage has of words: the directions, and what was told besides.
std::vector<std::string> directions_of(const Value& dosage) {
  std::vector<std::string> all;
  const auto add = [&](const std::string& text) {
    const std::string words = tidy(text);
    const bool is_said = std::ranges::any_of(all, [&](const std::string& other) {
      return contains_but_case(other, words);
    });
    if (!words.empty() && !is_said) all.push_back(words);
  };
  add(dosage.text("text"));
  for (const Value* more : dosage.each("additionalInstruction"))
    add(choose(candidates_of(*more)).name);
  // Some systems tell the person the same in other words.
  const std::string own = tidy(dosage.text("patientInstruction"));
  KnownWords known;
  known.add(dosage.text("text"));
  known.add_words_of_taking();
  known.add("given");
  if (all.empty() || !known.cover(own) || has_other_number(own, dosage.text("text"))) add(own);
  return all;
}

std::optional<int> number_in(const std::string& text) {
  int number = 0;
  const auto end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc{} && read.ptr == end && !text.empty() ? std::optional{number}
                                                                    : std::nullopt;
}

void set_dosage(const Value& resource, Item& item) {
  std::vector<std::string> said;
  const std::string_view name = resource["dosageInstruction"] ? "dosageInstruction" : "dosage";
  auto dosages = resource.each(name);
  // Their order in the file is not always that in which they are to be taken.
  const bool has_order = std::ranges::all_of(dosages, [](const Value* dosage) {
    return number_in(dosage->text("sequence")).has_value();
  });
  if (has_order)
    std::ranges::stable_sort(dosages, {}, [](const Value* dosage) {
      return *number_in(dosage->text("sequence"));
    });
  for (const Value* dosage : dosages) {
    for (std::string& words : directions_of(*dosage)) said.push_back(std::move(words));
    const Value& needed = (*dosage)["asNeededCodeableConcept"];
    Dosage one{
        .dose = dose_of(*dosage),
        .rate = rate_of(*dosage),
        .most = most_of(*dosage),
        .route = lowered(choose(candidates_of((*dosage)["route"])).name),
        .timings = timings_of(*dosage),
        .as_needed = dosage->text("asNeededBoolean") == "true" || needed.is_object(),
        .needed_for = choose(candidates_of(needed)).name,
        .how_long = how_long(dosage->at("timing.repeat")),
        .count = count_of(dosage->at("timing.repeat")),
        .days = days_of((*dosage)["timing"])};
    if (const std::string how = lowered(said_of((*dosage)["method"])); !how.empty())
      one.route += (one.route.empty() ? "" : ", ") + how;
    one.lasts = lasting(dosage->at("timing.repeat"));
    tell_other_amounts(*dosage, item);
    if (const std::string site = choose(candidates_of((*dosage)["site"])).name; !site.empty())
      one.route += (one.route.empty() ? "" : ", ") + site;
    const Value& bounds = dosage->at("timing.repeat.boundsPeriod");
    const auto start = date_in(bounds.text("start")), end = date_in(bounds.text("end"));
    if (dosages.size() > 1) {
      one.start = start;
      one.end = end;
    } else {
      if (!item.start) item.start = start;
      if (!item.end) item.end = end;
    }
    item.dosages.push_back(std::move(one));
  }
  for (const std::string& words : said) {
    const bool is_ended = item.instruction.ends_with('.') || item.instruction.empty();
    item.instruction += (item.instruction.empty() ? "" : is_ended ? " " : ". ") + words;
  }
}

/// Whether an order is what the person takes without one: US Core has that as a plan that somebody
/// reported, or that the person made.
bool is_self_taken(const Value& resource, const Reading& to) {
  const std::string& intent = resource.text("intent");
  const std::string& requester =
      to.index.referred(resource["requester"], resource).text("resourceType");
  const std::string& who = resource.text("requester.reference");
  const bool is_of_person = requester == "Patient" || requester == "RelatedPerson" ||
                            who.starts_with("Patient/") || who.starts_with("RelatedPerson/");
  return (intent == "plan" || intent == "proposal") &&
         (resource.text("reportedBoolean") == "true" || resource.text("reported") == "true" ||
          resource["reportedReference"] || is_of_person);
}

/// Who told the office of a medicine.
void tell_who_reported(const Value& resource, const Reading& to, Item& item) {
  const Value& reference = resource["reportedReference"];
  const Value& who = to.index.referred(reference, resource);
  if (who.text("resourceType") == "Patient" || reference.text("reference").starts_with("Patient/"))
    return item.doubt("reported-by-you");
  std::string name = collapsed(reference.text("display"));
  if (name.empty()) name = name_of(who["name"]).whole();
  if (name.empty()) name = collapsed(who.text("name"));
  const std::string_view why = name.empty() ? "reported" : "reported-by";
  item.doubt(why, std::move(name));
}

/// Who ordered it, where that is somebody with a name.
std::string prescriber_of(const Value& resource, const Reading& to) {
  for (const std::string_view name : {"requester", "prescriber", "orderer"}) {
    const Value& said = resource[name];
    const Value& reference = said["agent"] ? said["agent"] : said;  // of STU3
    const Value& target = to.index.referred(reference, resource);
    const std::string& type = target.text("resourceType");
    if (type == "Patient" || type == "RelatedPerson" || type == "Organization") continue;
    const Value& person =
        type == "PractitionerRole" ? to.index.referred(target["practitioner"], resource) : target;
    std::string who = name_of(person["name"]).whole();
    if (who.empty()) who = name_in(collapsed(reference.text("display"))).whole();
    if (!is_placeholder(who)) return who;
  }
  return {};
}

std::optional<Date> adherence_day(const Value& extension) {
  for (const Value* part : extension.each("extension")) {
    if (part->text("url") == "dateAsserted") return date_in(part->text("valueDateTime"));
  }
  return std::nullopt;
}

/// What is said of whether it is taken as it was meant: a part of US Core, and of R5.
void tell_adherence(const Value& resource, Item& item) {
  const auto tell = [&](const Value& said, const std::string& reason, const std::optional<Date>& day
                    ) {
    std::string words = said_of(said);
    if (words.empty()) words = code_of(said);
    if (words.empty()) return;
    const bool goes_on = item.status == "current";
    if (goes_on && says_as_meant(words)) return;
    if (says_not_taken(words)) item.call_unclear();
    if (!reason.empty()) words += " – " + reason;
    if (day) words += " (" + day->iso() + ')';
    item.doubt("adherence", std::move(words));
  };
  for (const Value* extension : resource.each("extension")) {
    if (!extension->text("url").ends_with("us-core-medication-adherence")) continue;
    for (const Value* part : extension->each("extension")) {
      if (part->text("url") == "medicationAdherence")
        tell((*part)["valueCodeableConcept"], "", adherence_day(*extension));
    }
  }
  const Value& of_r5 = resource["adherence"];
  tell(of_r5["code"], said_of(of_r5["reason"]), std::nullopt);
}

}  // namespace

void read_medication(const Value& resource, const Reading& to) {
  const Medicine parts = medicine_of(resource, to);
  const Value* const coded = parts.coded;
  Said said = said_of_medicine(parts, to);
  if (is_mistaken(resource) || is_mistaken(*parts.of))
    return deny(Section::medications, said, *coded, "mistaken", to);
  auto statement = statement_of_code(*coded);
  if (!statement) statement = said.statement;
  const std::string& state = resource.text("status");
  if (statement && (state == "stopped" || state == "ended" || state == "cancelled"))
    return to.chart.leave(
        to.source, Section::medications, Outcome::left_out, "none-over", said.shown
    );
  if (statement) return to.chart.none(to.source, Section::medications, *statement, said.shown);
  const auto not_so = [&](std::string_view why) {
    said.shown = with_reason(said.shown, resource);
    deny(Section::medications, said, *coded, why, to);
  };
  // The second is of DSTU2, the third of STU3.
  if (resource.text("status") == "not-taken" || resource.text("wasNotTaken") == "true" ||
      resource.text("taken") == "n")
    return not_so("not-taken");
  if (resource.text("doNotPerform") == "true") return not_so("not-to-be-taken");
  if (const auto why = never_begun(resource); !why.empty()) {
    said.shown = with_reason(said.shown, resource);
    return to.chart.leave(to.source, Section::medications, Outcome::left_out, why, said.shown);
  }
  const bool is_own = is_self_taken(resource, to);
  const std::string& intent = resource.text("intent");
  Item item{.kind = Section::medications};
  item.source = to.source;
  set_name(said, *coded, item);
  set_strength(parts, to, item);
  item.status = medicine_status(resource);
  // STU3: whether it is taken is not known, or is no question.
  const std::string& taken = resource.text("taken");
  if (item.status == "current" && (taken == "unk" || taken == "na")) item.status = "unclear";
  item.is_handed_out = resource.text("resourceType") == "MedicationDispense";
  if (item.is_handed_out) item.supply = resource.text("daysSupply.value");
  const bool is_plan = intent == "plan" || intent == "proposal" || intent == "option";
  if (is_plan && !is_own) item.status = "planned";
  if (is_own) tell_who_reported(resource, to, item);
  item.start = date_of(
      resource, {"effectivePeriod.start", "effectiveDateTime", "authoredOn", "dateWritten"}
  );
  item.end = date_of(resource, {"effectivePeriod.end", "dateEnded"});
  item.recorded = date_of(
      resource, {"dateAsserted", "authoredOn", "dateWritten", "whenHandedOver", "whenPrepared"}
  );
  if (!item.recorded) item.recorded = item.start;
  set_dosage(resource, item);
  for (const std::string_view why : {"statusReason", "reasonNotTaken"}) {
    const std::string words = names_of(resource, why);
    if (item.status_reason.empty()) item.status_reason = words;
  }
  const bool is_order = resource["intent"] || resource.text("resourceType") == "MedicationOrder";
  if (item.status == "current" && is_order && !is_own) item.ordered = item.recorded;
  tell_adherence(resource, item);
  if (!is_own) item.prescriber = prescriber_of(resource, to);
  item.reason = reason_of(resource, to);
  const auto categories = resource.each("category");
  const bool is_of_stay = std::ranges::any_of(categories, [](const Value* category) {
    return code_of(*category) == "inpatient";
  });
  item.is_of_stay = is_of_stay;
  if (is_of_stay && item.status == "current") item.doubt("in-hospital");
  to.chart.take(std::move(item));
}

}  // namespace engine::chart::fhir
