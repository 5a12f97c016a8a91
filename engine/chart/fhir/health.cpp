#include "engine/base/fold.hpp"
#include "engine/chart/fhir/fhir.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>

namespace engine::chart::fhir {

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

std::string reason_of(const Value& resource, const Reading& to) {
  std::vector<std::string> all;
  const auto add = [&](std::string reason) {
    const bool is_again = std::ranges::find(all, reason) != all.end();
    if (!reason.empty() && !is_again) all.push_back(std::move(reason));
  };
  // The others are of DSTU2.
  for (const std::string_view name :
       {"reasonCode", "reasonCodeableConcept", "reasonForUseCodeableConcept"}) {
    for (const Value* one : resource.each(name)) add(said_of(*one));
  }
  if (!all.empty()) return joined(all, ", ");
  for (const Value* one : resource.each("reasonReference")) {
    const std::string words = tidy(one->text("display"));
    const Value& because = to.index.referred(*one, resource);
    add(words.empty() ? choose(candidates_of(because["code"])).name : words);
  }
  return joined(all, ", ");
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? std::string{} : std::string{between}) + word;
  return all;
}

std::string names_of(const Value& owner, std::string_view list) {
  std::vector<std::string> all;
  for (const Value* one : owner.each(list)) {
    std::string name = said_of(*one);
    if (!name.empty() && std::ranges::find(all, name) == all.end()) all.push_back(std::move(name));
  }
  return joined(all, ", ");
}

void deny(
    Section kind, const Said& said, const Value& coded, std::string_view why, const Reading& to
) {
  Item item{.kind = kind};
  item.source = to.source;
  set_name(said, coded, item);
  item.doubts.clear();
  to.chart.deny(std::move(item), why, said.shown);
}

namespace {

/// A beginning or an end that is no day: "when she was 12", 12 a.
std::string time_in(const Value& owner, const std::string& of) {
  std::string words = collapsed(owner.text(of + "String"));
  const auto in_words = [](const Amount& amount) {
    return amount.value.empty() || amount.unit.empty() ? amount.value
                                                       : amount.value + ' ' + amount.unit;
  };
  if (words.empty()) words = in_words(amount_of(owner[of + "Age"]));
  const Value& range = owner[of + "Range"];
  const std::string low = in_words(amount_of(range["low"])),
                    high = in_words(amount_of(range["high"]));
  if (words.empty() && !(low.empty() && high.empty())) words = low + " – " + high;
  return words;
}

void tell_times(const Value& condition, Item& item) {
  if (const std::string words = time_in(condition, "onset"); !words.empty())
    item.doubt("began-said", words);
  const std::string ended = time_in(condition, "abatement");
  if (ended.empty()) return;
  item.doubt("ended-said", ended);
  if (item.status == "unclear") item.status = "resolved";
}

/// How far it has gone, and by which look at it: "Clinical: Stage IA, Pathologic: Stage IIA".
std::string stages_of(const Value& condition, const Reading& to) {
  std::vector<std::string> all;
  for (const Value* stage : condition.each("stage")) {
    std::string words = said_of((*stage)["summary"]);
    for (const Value* seen :
         words.empty() ? stage->each("assessment") : std::vector<const Value*>{}) {
      const Value& result = to.index.referred(*seen, condition);
      if (words.empty()) words = said_in(result["valueCodeableConcept"]).shown;
      if (words.empty()) words = tidy(seen->text("display"));
    }
    const std::string type = said_of((*stage)["type"]);
    if (!words.empty() && !type.empty() && !contains_but_case(words, type))
      words = type + ": " + words;
    if (!words.empty() && std::ranges::find(all, words) == all.end())
      all.push_back(std::move(words));
  }
  return joined(all, ", ");
}

/// Whether somebody still has it, how bad it is, and whether it went or came back.
void set_course(const Value& condition, const Reading& to, Item& item) {
  const std::string state = clinical_status_of(condition);
  const bool is_remission = state == "remission";
  const bool is_again = state == "recurrence" || state == "relapse";
  const bool is_over = state == "resolved" || state == "inactive" || (state.empty() && item.end) ||
                       condition.text("abatementBoolean") == "true";
  const bool is_active = state == "active" || is_again || is_remission;
  item.status = is_active ? "active" : is_over ? "resolved" : "unclear";
  item.is_over_by_end =
      item.status == "resolved" && state.empty() && condition.text("abatementBoolean") != "true";
  // Inactive may be less than over: the word stays with the name.
  const bool is_inactive = state == "inactive";
  item.course = is_remission  ? "remission"
                : is_again    ? "recurrence"
                : is_inactive ? "inactive"
                              : "";
  if (is_remission)
    item.doubt("in-remission", item.end ? item.end->iso() : "");
  else if (is_active && item.end)
    item.doubt("active-and-ended", item.end->iso());
  if (is_active) item.end.reset();
  item.stage = stages_of(condition, to);
  item.how_bad = names_of(condition, "severity");
}

/// Whether it is confirmed; a word for it that is not known here may say that it is not so.
void tell_how_sure(const std::string& sure, Item& item) {
  constexpr std::string_view unsure[] = {"unconfirmed", "provisional", "differential", "presumed"};
  const bool is_unsure = std::ranges::find(unsure, sure) != std::end(unsure);
  if (sure.empty() || sure == "confirmed") return;
  item.basis = Basis::unconfirmed;
  item.doubt(is_unsure ? "unconfirmed" : "sure-in-words", is_unsure ? "" : sure);
}

}  // namespace

void read_condition(const Value& condition, const Reading& to) {
  const Said said = said_in(condition["code"]);
  const auto leave = [&](Outcome outcome, std::string_view why) {
    to.chart.leave(to.source, Section::problems, outcome, why, said.shown);
  };
  // Before all else: what was refuted is no problem, and what was written by mistake no fact.
  const std::string sure = verification_of(condition);
  if (is_mistaken(condition))
    return deny(Section::problems, said, condition["code"], "mistaken", to);
  if (sure == "refuted") return deny(Section::problems, said, condition["code"], "refuted", to);
  auto statement = statement_of_code(condition["code"]);
  if (!statement) statement = said.statement;
  const std::string state = clinical_status_of(condition);
  if (statement && (state == "resolved" || state == "inactive"))
    return leave(Outcome::left_out, "none-over");
  if (statement) return to.chart.none(to.source, Section::problems, *statement, said.shown);
  Item item{.kind = Section::problems};
  item.source = to.source;
  set_name(said, condition["code"], item);
  if (item.name.empty() && item.codes.empty())
    return leave(Outcome::not_understood, "without-name");
  if (is_of_life(item.name)) {
    to.chart.count(to.source, Section::problems, -1);  // where it was counted
    to.chart.count(to.source, Section::social);
    return leave_of_life(
        to.source,
        said.shown,
        date_of(condition, {"onsetDateTime", "onsetPeriod.start"}),
        date_of(condition, {"abatementDateTime", "abatementPeriod.end"}),
        clinical_status_of(condition) == "resolved",
        to.chart
    );
  }
  item.site = at_site(condition);
  if (!item.name.empty()) item.name += item.site;
  item.start = date_of(condition, {"onsetDateTime", "onsetPeriod.start"});
  item.end = date_of(condition, {"abatementDateTime", "abatementPeriod.end"});
  item.recorded = date_of(condition, {"recordedDate", "dateRecorded"});
  set_course(condition, to, item);
  tell_times(condition, item);
  tell_how_sure(sure, item);
  to.chart.take(std::move(item));
}

namespace {

/// What brought on a reaction, where it is called otherwise than the allergy.
void tell_substance(const Value& reaction, Item& item) {
  const std::string name = choose(candidates_of(reaction["substance"])).name;
  const bool is_known = name.empty() || same_but_case(name, item.name) ||
                        std::ranges::any_of(item.also, [&](const std::string& other) {
                          return same_but_case(name, other);
                        });
  if (!is_known) item.doubt("reaction-to", name);
}

}  // namespace

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
  const std::string sure = verification_of(allergy);
  const std::string& of_dstu2 = allergy.text("status");
  if (is_mistaken(allergy)) return deny(Section::allergies, said, coded, "mistaken", to);
  if (sure == "refuted" || of_dstu2 == "refuted")
    return deny(Section::allergies, said, coded, "refuted", to);
  auto statement = statement_of_code(coded);
  if (!statement) statement = said.statement;
  const std::string state = clinical_status_of(allergy);
  const bool is_over = state == "resolved" || state == "inactive" || of_dstu2 == "resolved" ||
                       of_dstu2 == "inactive";
  if (statement && is_over) return leave(Outcome::left_out, "none-over");
  if (statement) return to.chart.none(to.source, Section::allergies, *statement, said.shown);
  Item item{.kind = Section::allergies};
  item.source = to.source;
  set_name(said, coded, item);
  constexpr std::string_view allergy_to = "allergy to ";
  if (lowered(item.name).starts_with(allergy_to)) {
    std::string whole = item.name;
    item.name.erase(0, allergy_to.size());
    item.also.insert(item.also.begin(), std::move(whole));
  }
  std::vector<std::string> reactions;
  for (const Value* reaction : allergy.each("reaction")) {
    std::vector<std::string> of_one;
    tell_substance(*reaction, item);
    for (const Value* one : reaction->each("manifestation")) {
      const Value* sign = (*one)["concept"] ? &(*one)["concept"] : one;  // R5
      const std::string name = said_of(*sign);
      if (name.empty()) {
        for (const Code& code : codes_of(*sign))
          item.doubt("reaction-unnamed", code.system + ' ' + code.code);
        continue;
      }
      of_one.push_back(name);
      const bool is_again = std::ranges::find(reactions, name) != reactions.end();
      if (!is_again) reactions.push_back(name);
    }
    const std::string& severity = reaction->text("severity");
    item.take_severity(severity);
    if (reaction->text("certainty") == "unlikely" && !of_one.empty())
      item.doubt("not-certain", joined(of_one, ", "));
    item.reactions.push_back({joined(of_one, ", "), severity, date_in(reaction->text("onset"))});
  }
  item.reaction = joined(reactions, ", ");
  if (item.name.empty() && item.codes.empty() && item.reaction.empty())
    return leave(Outcome::not_understood, "without-name");
  const std::string& type = allergy.text("type");
  item.against = allergy.text("category");
  item.type = type == "intolerance" || type == "allergy" ? type : "";
  const std::string& critical = allergy.text("criticality");
  item.criticality = critical == "high" || critical == "CRITH"  ? "high"
                     : critical == "low" || critical == "CRITL" ? "low"
                                                                : "";
  item.status = is_over ? "resolved" : "active";
  item.start = date_of(allergy, {"onsetDateTime", "onsetPeriod.start", "onset"});
  item.recorded = date_of(allergy, {"recordedDate", "assertedDate"});
  if (std::string words = time_in(allergy, "onset"); !words.empty() && !item.start)
    item.doubt("began-said", std::move(words));
  tell_how_sure(of_dstu2 == "unconfirmed" ? of_dstu2 : sure, item);
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
  // The last two are of R5.
  const auto day = date_of(
      procedure,
      {"performedDateTime", "performedPeriod.start", "occurrenceDateTime", "occurrencePeriod.start"}
  );
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
  // The second is of DSTU2, the third of STU3.
  if (status == "not-done" || procedure.text("notPerformed") == "true" ||
      procedure.text("notDone") == "true")
    return not_so("not-done");
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
  if (std::string words = time_in(procedure, "performed"); !words.empty())
    item.doubt("done-said", std::move(words));
  tell_how_it_went(procedure, to, item);
  item.place = collapsed(procedure.text("location.display"));
  if (item.place.empty())
    item.place = collapsed(to.index.referred(procedure["location"], procedure).text("name"));
  to.chart.take(std::move(item));
}

void read_family(const Value& history, const Reading& to) {
  const auto leave = [&](Outcome outcome, std::string_view why) {
    std::string who = choose(candidates_of(history["relationship"])).name;
    if (who.empty()) who = tidy(history.text("relationship.text"));
    const std::string missing = choose(candidates_of(history["dataAbsentReason"])).name;
    if (!missing.empty()) who += (who.empty() ? "" : " – ") + missing;
    to.chart.leave(to.source, Section::family, outcome, why, std::move(who));
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
    auto statement = statement_of_code((*illness)["code"]);
    if (!statement) statement = said.statement;
    if (statement) {
      to.chart.none(to.source, Section::family, *statement, said.shown);
      continue;
    }
    if (item.name.empty()) {
      leave(Outcome::not_understood, "without-name");
      continue;
    }
    item.relative = lowered(choose(candidates_of(history["relationship"])).name);
    if (!is_placeholder(history.text("name"))) item.who = collapsed(history.text("name"));
    item.age = age_of(illness->text("onsetAge.value"), amount_of((*illness)["onsetAge"]).unit);
    if (item.age.empty()) item.age = time_in(*illness, "onset");
    if (const std::string outcome = choose(candidates_of((*illness)["outcome"])).name;
        !outcome.empty())
      item.doubt("outcome", outcome);
    const bool is_first = illness == illnesses.front();  // once for a relative
    if (const std::string age = time_in(history, "deceased"); is_first && !age.empty())
      item.doubt("died-said", age);
    const bool has_died = history.text("deceasedBoolean") == "true" || history["deceasedAge"] ||
                          history["deceasedDate"] || history["deceasedRange"] ||
                          history["deceasedString"];
    for (const Value* note : illness->each("note")) {
      if (std::string words = collapsed(note->text("text")); !is_placeholder(words))
        item.take_comment(std::move(words));
    }
    if (illness->text("contributedToDeath") == "true")
      item.end_of_life = EndOfLife::cause;
    else if (has_died)
      item.end_of_life = EndOfLife::died;
    to.chart.take(std::move(item));
  }
}

}  // namespace engine::chart::fhir
