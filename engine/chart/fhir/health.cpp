#include "engine/base/fold.hpp"
#include "engine/chart/fhir/fhir.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>

namespace engine::chart::fhir {

namespace {

/// Codes that say by themselves that there is nothing, or that nobody knows (IPS, SNOMED CT).
std::optional<Statement> statement_of_code(const Value& coded) {
  constexpr std::pair<std::string_view, Statement> known[] = {
      {"no-known-allergies", {Empty::none, Scope::all}},
      {"no-known-medication-allergies", {Empty::none, Scope::drug}},
      {"no-known-food-allergies", {Empty::none, Scope::food}},
      {"no-known-medications", {Empty::none, Scope::all}},
      {"no-known-problems", {Empty::none, Scope::all}},
      {"no-known-procedures", {Empty::none, Scope::all}},
      {"no-allergy-info", {Empty::not_asked, Scope::all}},
      {"no-medication-info", {Empty::not_asked, Scope::all}},
      {"no-problem-info", {Empty::not_asked, Scope::all}},
      {"no-procedure-info", {Empty::not_asked, Scope::all}},
      {"716186003", {Empty::none, Scope::all}},
      {"787481004", {Empty::none, Scope::all}},
      {"160244002", {Empty::none, Scope::all}},
      {"409137002", {Empty::none, Scope::drug}},
      {"429625007", {Empty::none, Scope::food}},
      {"160245001", {Empty::none, Scope::all}},
      {"787480003", {Empty::none, Scope::all}}};
  for (const Value* coding : coded.each("coding")) {
    for (const auto& [code, statement] : known) {
      if (coding->text("code") == code) return statement;
    }
  }
  return std::nullopt;
}

/// What something is for: in words, or the illness that it refers to.
std::string reason_of(const Value& resource, const Reading& to) {
  std::string reason = choose(candidates_of(resource["reasonCode"])).name;
  if (reason.empty()) reason = tidy(resource.text("reasonReference.display"));
  const Value& because = to.index.referred(resource["reasonReference"], resource);
  return reason.empty() ? choose(candidates_of(because["code"])).name : reason;
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? std::string{} : std::string{between}) + word;
  return all;
}

// --- medicines --------------------

std::string medicine_status(const Value& resource) {
  const std::string& status = resource.text("status");
  const std::string& type = resource.text("resourceType");
  if (type == "MedicationDispense") return "unclear";  // that it was handed out once says no more
  if (status == "active") return "current";
  if (status == "on-hold") return "on-hold";
  if (status == "stopped" || status == "completed" || status == "not-taken") return "stopped";
  if (status == "intended" || status == "draft") return "planned";
  return "unclear";
}

/// Number and unit as the chart has them, or a range of two.
Amount dose_of(const Value& dosage) {
  const Value* quantity = &dosage.at("doseAndRate.doseQuantity");
  if (!*quantity) quantity = &dosage["doseQuantity"];
  if (*quantity) return amount_of(*quantity);
  const Value& range = dosage.at("doseAndRate.doseRange");
  Amount high = amount_of(range["high"]);
  const std::string& low = range.text("low.value");
  return low.empty() ? high : Amount{low, high.value, high.unit};
}

std::vector<Timing> timings_of(const Value& dosage) {
  const Value& repeat = dosage.at("timing.repeat");
  std::vector<Timing> all;
  Timing often{
      .every = repeat.text("period"),
      .high = repeat.text("periodMax"),
      .unit = repeat.text("periodUnit"),
      .times = repeat.text("frequency")};
  if (!often.every.empty()) all.push_back(std::move(often));
  for (const Value* when : repeat.each("when")) all.push_back({.event = when->text()});
  if (all.empty() && !dosage.text("timing.code.text").empty())
    all.push_back({.words = tidy(dosage.text("timing.code.text"))});
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
std::vector<std::string> words_of(const Value& dosage) {
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
  add(dosage.text("patientInstruction"));
  return all;
}

void set_dosage(const Value& resource, Item& item) {
  std::vector<std::string> said;
  const std::string_view name = resource["dosageInstruction"] ? "dosageInstruction" : "dosage";
  const auto dosages = resource.each(name);
  for (const Value* dosage : dosages) {
    for (std::string& words : words_of(*dosage)) said.push_back(std::move(words));
    const Value& needed = (*dosage)["asNeededCodeableConcept"];
    Dosage one{
        .dose = dose_of(*dosage),
        .rate = amount_of(dosage->at("doseAndRate.rateQuantity")),
        .most = most_of(*dosage),
        .route = lowered(choose(candidates_of((*dosage)["route"])).name),
        .timings = timings_of(*dosage),
        .as_needed = dosage->text("asNeededBoolean") == "true" || needed.is_object(),
        .needed_for = choose(candidates_of(needed)).name};
    if (dosages.size() > 1) {
      const Value& bounds = dosage->at("timing.repeat.boundsPeriod");
      one.start = date_in(bounds.text("start"));
      one.end = date_in(bounds.text("end"));
    }
    item.dosages.push_back(std::move(one));
  }
  item.instruction = joined(said, ". ");
}

}  // namespace

namespace {

/// All names of a list of CodeableConcepts, or of a part of each.
std::string names_of(const Value& owner, std::string_view list, std::string_view part = {}) {
  std::vector<std::string> all;
  for (const Value* one : owner.each(list)) {
    std::string name = choose(candidates_of(part.empty() ? *one : (*one)[part])).name;
    if (!name.empty() && std::ranges::find(all, name) == all.end()) all.push_back(std::move(name));
  }
  return joined(all, ", ");
}

/// Whether somebody still has it, how bad it is, and whether it went or came back.
void set_course(const Value& condition, Item& item) {
  const std::string state = code_of(condition["clinicalStatus"]);
  const bool is_remission = state == "remission";
  const bool is_again = state == "recurrence" || state == "relapse";
  const bool is_over = state == "resolved" || state == "inactive" || (state.empty() && item.end) ||
                       condition.text("abatementBoolean") == "true";
  const bool is_active = state == "active" || is_again || is_remission;
  item.status = is_active ? "active" : is_over ? "resolved" : "unclear";
  item.course = is_remission ? "remission" : is_again ? "recurrence" : "";
  if (is_remission)
    item.doubt("in-remission", item.end ? item.end->iso() : "");
  else if (is_active && item.end)
    item.doubt("active-and-ended", item.end->iso());
  if (is_active) item.end.reset();
  item.stage = names_of(condition, "stage", "summary");
  item.how_bad = names_of(condition, "severity");
}

}  // namespace

void read_condition(const Value& condition, const Reading& to) {
  const Said said = said_in(condition["code"]);
  const auto leave = [&](Outcome outcome, std::string_view why) {
    to.chart.leave(to.source, Section::problems, outcome, why, said.shown);
  };
  // Before all else: what was refuted is no problem, and what was written by mistake no fact.
  const std::string sure = code_of(condition["verificationStatus"]);
  if (is_mistaken(condition)) return leave(Outcome::negated, "mistaken");
  if (sure == "refuted") return leave(Outcome::negated, "refuted");
  auto statement = statement_of_code(condition["code"]);
  if (!statement) statement = said.statement;
  if (statement) return to.chart.none(to.source, Section::problems, *statement, said.shown);
  Item item{.kind = Section::problems};
  item.source = to.source;
  set_name(said, condition["code"], item);
  if (item.name.empty() && item.codes.empty())
    return leave(Outcome::not_understood, "without-name");
  if (is_of_life(item.name)) {
    to.chart.count(to.source, Section::problems, -1);  // where it was counted
    to.chart.count(to.source, Section::social);
    to.chart.leave(to.source, Section::social, Outcome::left_out, "no-place", said.shown);
    to.chart.found.back().day = date_of(condition, {"onsetDateTime", "onsetPeriod.start"});
    return;
  }
  item.site = at_site(condition);
  if (!item.name.empty()) item.name += item.site;
  item.start = date_of(condition, {"onsetDateTime", "onsetPeriod.start"});
  item.end = date_of(condition, {"abatementDateTime", "abatementPeriod.end"});
  item.recorded = date_of(condition, {"recordedDate", "dateRecorded"});
  set_course(condition, item);
  if (sure == "unconfirmed" || sure == "provisional" || sure == "differential") {
    item.basis = Basis::unconfirmed;
    item.doubt("unconfirmed");
  }
  to.chart.take(std::move(item));
}

void read_medication(const Value& resource, const Reading& to) {
  const Value* coded = &resource["medicationCodeableConcept"];
  const Value& reference = resource["medicationReference"];
  const Value& medicine = to.index.referred(reference, resource);
  if (!*coded) coded = &medicine["code"];
  Said said = said_in(*coded, true);
  if (said.chosen.name.empty() && !is_placeholder(reference.text("display"))) {
    said.chosen.name = said.shown = tidy(reference.text("display"));
    said.statement = statement_in(said.shown);
  }
  const auto leave = [&](Outcome outcome, std::string_view why) {
    to.chart.leave(to.source, Section::medications, outcome, why, said.shown);
  };
  if (is_mistaken(resource)) return leave(Outcome::negated, "mistaken");
  auto statement = statement_of_code(*coded);
  if (!statement) statement = said.statement;
  if (statement) return to.chart.none(to.source, Section::medications, *statement, said.shown);
  const auto not_so = [&](std::string_view why) {
    said.shown = with_reason(said.shown, resource);
    leave(Outcome::negated, why);
  };
  if (resource.text("status") == "not-taken" || resource.text("wasNotTaken") == "true")
    return not_so("not-taken");
  if (resource.text("doNotPerform") == "true") return not_so("not-to-be-taken");
  const std::string& intent = resource.text("intent");
  Item item{.kind = Section::medications};
  item.source = to.source;
  set_name(said, *coded, item);
  item.status = medicine_status(resource);
  if (intent == "plan" || intent == "proposal") item.status = "planned";
  item.start = date_of(
      resource, {"effectivePeriod.start", "effectiveDateTime", "authoredOn", "dateWritten"}
  );
  item.end = date_of(resource, {"effectivePeriod.end", "dateEnded"});
  item.recorded =
      date_of(resource, {"dateAsserted", "authoredOn", "dateWritten", "whenHandedOver"});
  if (!item.recorded) item.recorded = item.start;
  set_dosage(resource, item);
  item.reason = reason_of(resource, to);
  to.chart.take(std::move(item));
}

void read_claim(const Value& claim, const Reading& to) {
  to.chart.leave(
      to.source,
      Section::claims,
      Outcome::left_out,
      "claim",
      collapsed(
          claim.text("type.text").empty() ? claim.text("type.coding.display")
                                          : claim.text("type.text")
      )
  );
  const auto codings = claim.each("type.coding");
  const bool is_of_pharmacy = std::ranges::any_of(codings, [](const Value* coding) {
    return coding->text("code") == "pharmacy" || coding->text("code") == "PDE";
  });
  if (!is_of_pharmacy || is_mistaken(claim)) return;
  for (const Value* line : claim.each("item")) {
    const Value& coded = (*line)["productOrService"];
    const Said said = said_in(coded, true);
    if (said.chosen.name.empty()) continue;
    Item item{.kind = Section::medications};
    item.source = to.source;
    set_name(said, coded, item);
    item.basis = Basis::claim;
    item.status = "unclear";  // that it was paid does not say that it is taken
    item.recorded = date_of(*line, {"servicedDate", "servicedPeriod.start"});
    to.chart.count(to.source, Section::medications);
    to.chart.take(std::move(item));
  }
}

void read_allergy(const Value& allergy, const Reading& to) {
  // DSTU2 calls it substance.
  const Value& coded = allergy["code"] ? allergy["code"] : allergy["substance"];
  Said said = said_in(coded);
  if (said.chosen.name.empty()) {
    for (const Value* reaction : allergy.each("reaction")) {
      const Said substance = said_in((*reaction)["substance"]);
      if (said.chosen.name.empty()) said.chosen = substance.chosen;
    }
  }
  const auto leave = [&](Outcome outcome, std::string_view why) {
    to.chart.leave(to.source, Section::allergies, outcome, why, said.shown);
  };
  const std::string sure = code_of(allergy["verificationStatus"]);
  const std::string& of_dstu2 = allergy.text("status");
  if (is_mistaken(allergy)) return leave(Outcome::negated, "mistaken");
  if (sure == "refuted" || of_dstu2 == "refuted") return leave(Outcome::negated, "refuted");
  auto statement = statement_of_code(coded);
  if (!statement) statement = said.statement;
  if (statement) return to.chart.none(to.source, Section::allergies, *statement, said.shown);
  Item item{.kind = Section::allergies};
  item.source = to.source;
  set_name(said, coded, item);
  std::vector<std::string> reactions;
  for (const Value* reaction : allergy.each("reaction")) {
    std::vector<std::string> of_one;
    for (const Value* sign : reaction->each("manifestation")) {
      const Chosen chosen = choose(candidates_of(*sign));
      if (chosen.name.empty()) continue;
      of_one.push_back(chosen.name);
      const bool is_again = std::ranges::find(reactions, chosen.name) != reactions.end();
      if (!is_again) reactions.push_back(chosen.name);
    }
    const std::string& severity = reaction->text("severity");
    item.take_severity(severity);
    item.reactions.push_back({joined(of_one, ", "), severity, date_in(reaction->text("onset"))});
  }
  item.reaction = joined(reactions, ", ");
  if (item.name.empty() && item.codes.empty() && item.reaction.empty())
    return leave(Outcome::not_understood, "without-name");
  const std::string& type = allergy.text("type");
  item.type = type == "intolerance" || type == "allergy" ? type : "";
  const std::string& critical = allergy.text("criticality");
  item.criticality = critical == "high" || critical == "CRITH"  ? "high"
                     : critical == "low" || critical == "CRITL" ? "low"
                                                                : "";
  const std::string state = code_of(allergy["clinicalStatus"]);
  item.status =
      state == "resolved" || state == "inactive" || of_dstu2 == "resolved" || of_dstu2 == "inactive"
          ? "resolved"
          : "active";
  item.start = date_of(allergy, {"onsetDateTime", "onsetPeriod.start", "onset"});
  item.recorded = date_of(allergy, {"recordedDate", "assertedDate"});
  if (sure == "unconfirmed" || sure == "presumed" || of_dstu2 == "unconfirmed") {
    item.basis = Basis::unconfirmed;
    item.doubt("unconfirmed");
  }
  to.chart.take(std::move(item));
}

namespace {

/// What of an operation is not as a rule: nobody knows if it was done, or it went wrong.
void tell_how_it_went(const Value& procedure, const Reading& to, Item& item) {
  const std::string& status = procedure.text("status");
  if (status == "unknown") {
    item.basis = Basis::unconfirmed;
    item.doubt("done-unsaid");
  }
  if (status == "in-progress") item.doubt("under-way");
  // That it went well is what a reader takes for granted.
  const std::string outcome = names_of(procedure, "outcome");
  if (!outcome.empty() && !lowered(outcome).starts_with("success")) item.doubt("outcome", outcome);
  if (const std::string words = names_of(procedure, "complication"); !words.empty())
    item.doubt("complication", words);
  for (const Value* detail : procedure.each("complicationDetail")) {
    std::string words = tidy(detail->text("display"));
    if (words.empty())
      words = choose(candidates_of(to.index.referred(*detail, procedure)["code"])).name;
    if (!words.empty()) item.doubt("complication", words);
  }
}

}  // namespace

void read_procedure(const Value& procedure, const Reading& to) {
  Said said = said_in(procedure["code"]);
  const auto leave = [&](Outcome outcome, std::string_view why) {
    to.chart.leave(to.source, Section::procedures, outcome, why, said.shown);
  };
  const std::string& status = procedure.text("status");
  const auto day = date_of(procedure, {"performedDateTime", "performedPeriod.start"});
  if (is_mistaken(procedure)) return leave(Outcome::negated, "mistaken");
  const auto not_so = [&](std::string_view why) {
    const std::string name = said.shown;
    said.shown = with_reason(name + at_site(procedure), procedure);
    leave(Outcome::negated, why);
    // To be found beside one that was done.
    Item& item = to.chart.found.back().item;
    item.name = name;
    item.codes = codes_of(procedure["code"]);
    item.start = day;
  };
  if (status == "not-done" || procedure.text("notPerformed") == "true") return not_so("not-done");
  if (status == "stopped" || status == "aborted") return not_so("not-finished");
  if (status == "preparation" || status == "on-hold") return leave(Outcome::left_out, "planned");
  auto statement = statement_of_code(procedure["code"]);
  if (!statement) statement = said.statement;
  if (statement) return to.chart.none(to.source, Section::procedures, *statement, said.shown);
  Item item{.kind = Section::procedures};
  item.source = to.source;
  set_name(said, procedure["code"], item);
  if (item.name.empty()) return leave(Outcome::not_understood, "without-name");
  item.reason = reason_of(procedure, to);
  const bool is_of_all = is_survey(item.name);
  if (is_of_all || is_talk(item.name)) {
    if (!item.reason.empty()) said.shown += " – " + item.reason;
    leave(Outcome::left_out, is_of_all ? "survey" : "talk");
    to.chart.found.back().day = day;
    return;
  }
  item.site = at_site(procedure);
  item.name += item.site;
  item.start = day;
  tell_how_it_went(procedure, to, item);
  item.place = collapsed(procedure.text("location.display"));
  if (item.place.empty())
    item.place = collapsed(to.index.referred(procedure["location"], procedure).text("name"));
  to.chart.take(std::move(item));
}

void read_family(const Value& history, const Reading& to) {
  const auto leave = [&](Outcome outcome, std::string_view why) {
    to.chart.leave(
        to.source, Section::family, outcome, why, history.text("relationship.coding.display")
    );
  };
  if (is_mistaken(history)) return leave(Outcome::negated, "mistaken");
  const auto illnesses = history.each("condition");
  if (illnesses.empty()) return leave(Outcome::not_understood, "without-name");
  to.chart.count(to.source, Section::family, static_cast<int>(illnesses.size()) - 1);
  for (const Value* illness : illnesses) {
    Item item{.kind = Section::family};
    item.source = to.source;
    const Said said = said_in((*illness)["code"]);
    set_name(said, (*illness)["code"], item);
    if (item.name.empty()) {
      leave(Outcome::not_understood, "without-name");
      continue;
    }
    item.relative = lowered(choose(candidates_of(history["relationship"])).name);
    item.age = illness->text("onsetAge.value");
    const bool has_died = history.text("deceasedBoolean") == "true" || history["deceasedAge"] ||
                          history["deceasedDate"] || history["deceasedRange"];
    if (illness->text("contributedToDeath") == "true")
      item.end_of_life = EndOfLife::cause;
    else if (has_died)
      item.end_of_life = EndOfLife::died;
    to.chart.take(std::move(item));
  }
}

}  // namespace engine::chart::fhir
