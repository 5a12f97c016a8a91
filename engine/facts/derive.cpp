#include "engine/facts/context.hpp"
#include "engine/facts/formats.hpp"
#include "engine/facts/in_case.hpp"

#include <algorithm>

namespace engine::facts {

using casefile::Entry;

bool says_yes(const Entry& entry, std::string_view name) {
  const Entry* answer = entry.find(name);
  const auto* yes_no = answer ? std::get_if<casefile::YesNo>(&answer->value) : nullptr;
  return yes_no && *yes_no == casefile::YesNo::yes;
}

Word word(const Context& d, std::string_view list, std::string_view code) {
  std::string id{list};
  id += '.';
  id += code;
  const auto found = d.template_set.words.find(id);
  return {code, found == d.template_set.words.end() ? nullptr : &found->second};
}

std::string_view code_words(const Context& d, const Entry* coded) {
  const auto* value = coded ? std::get_if<casefile::Coded>(&coded->value) : nullptr;
  return value && value->code ? words(d.in, *value->code) : std::string_view{};
}

Fact state_name(const Context& d, std::string_view state, std::string_view name) {
  const vocabulary::List* states = d.template_set.vocabulary.list("state");
  if (!states) return text_or_no(std::string{name});
  const auto code = std::ranges::find_if(states->codes, [&](const vocabulary::Code& one) {
    return same_but_case(state, one.value) || same_but_case(name, one.value);
  });
  return code == states->codes.end() ? text_or_no(std::string{name})
                                     : Fact::standing(words(d.in, *code));
}

namespace {

/// One of the health plans is in the name of somebody else, who gets its letters.
bool is_insured_by_another(const Context& d) {
  return std::ranges::any_of(d.root.all("coverage"), [](const Entry* plan) {
    return plan->find("subscriber") != nullptr;
  });
}

/// One of the health plans wants a referral.
bool needs_referral(const Context& d) {
  return std::ranges::any_of(d.root.all("coverage"), [](const Entry* plan) {
    return says_yes(*plan, "referralNeeded");
  });
}

/// A case that a clinic makes blank papers from has none.
Fact diagnosis(const Entry* condition) {
  if (!condition) return {};
  const Entry* plain = condition->find("plainName");
  return said_in(plain && !plain->text().empty() ? plain : condition->find("text"));
}

/// The words are in the language of the case, and the paper is in another.
bool is_untranslated(const Context& d, const Entry& words) {
  const auto language = primary_language(d.in.code);
  if (primary_language(d.known.language()) == language) return false;
  return std::ranges::none_of(words.entries, [&](const Entry& part) {
    return part.term->name == "translation" && primary_language(part.text("language")) == language;
  });
}

/// What stands behind "about": the plain name, which is written for that. One that begins with a
/// preposition of its own ("in the morning"), or is in another language than the paper, is in
/// quotation marks, and so are the doctor's words: nobody can tell whether their first letter is
/// that of a name.
Fact about(const Context& d, const Entry* condition) {
  if (!condition) return {};
  const Entry* plain = condition->find("plainName");
  if (plain && !plain->text().empty()) {
    std::string words = phrase(d.in, plain->text());
    const std::string ours = std::string{said(d.in, "phrase.about")} + " ";
    if (words.starts_with(ours)) words = phrase(d.in, words.substr(ours.size()));
    if (begins_with_preposition(d.in, words) || begins_with_foreign_article(d.in, words) ||
        is_untranslated(d, *plain))
      words = filled(said(d.in, "phrase.quoted"), {{"words", words}});
    return {std::move(words), plain->span};
  }
  const Entry* text = condition->find("text");
  if (!text || text->text().empty()) return {};
  const std::string words = in_sentence(text->text(), ".");
  return {filled(said(d.in, "phrase.quoted"), {{"words", words}}), text->span};
}

/// The first plan that is a federal health care program (42 USC 1320a-7b(f)), in a word: who has
/// one is not "uninsured (or self-pay)" (45 CFR 149.610(a)(2)(xiii)).
Fact federal_plan(const Context& d) {
  for (const Entry* coverage : d.root.all("coverage")) {
    for (const std::string_view type : {"medicare", "medicare-advantage", "medicaid", "veterans"}) {
      if (coverage->is("type", type))
        return text_or_no(std::string{code_words(d, coverage->find("type"))});
    }
  }
  return {};
}

bool is_undiagnosed(const Entry* condition) {
  return condition &&
         (condition->is("status", "undiagnosed") || condition->is("status", "ruled-out"));
}

/// A second call on the day of the first is none.
Fact after_today(const Context& d, Fact day) {
  const Date* date = std::get_if<Date>(&day.either);
  return date && d.known.as_of().last_day() < *date ? std::move(day) : Fact{};
}

/// An opinion of the doctor whom this visit is with is written down.
bool is_heard(const Context& d, const Entry* visit) {
  const Entry* doctor = visit ? visit->target("provider") : nullptr;
  const auto doctors = heard(d);
  return doctor && std::ranges::find(doctors, doctor) != doctors.end();
}

/// A day to start that is over: nobody starts by it.
bool is_start_past(const Context& d, const Entry* plan) {
  const Date* start = plan ? plan->date("startBy") : nullptr;
  return start && start->last_day() < d.known.as_of().first_day();
}

/// In another country, or at an address of the armed forces: 911 is called in this one.
bool lives_abroad(const Context& d, const Entry* patient) {
  const Entry* address = patient ? present_address(*patient) : nullptr;
  if (!address) return false;
  const auto state = address->text("state");
  return is_abroad(d.template_set.vocabulary, *patient) || same_but_case(state, "AA") ||
         same_but_case(state, "AE") || same_but_case(state, "AP");
}

/// A list of the case says what there is, or that there is nothing. Who was not asked has told
/// nothing.
bool is_told(const Context& d, std::string_view list) {
  const Entry* told = d.root.find(list);
  return told && !told->is("status", "not-asked");
}

/// A record that is there as a file is to go to the other doctor.
bool has_records_for_doctor(const Context& d) {
  return std::ranges::any_of(d.root.all("attachment"), [](const Entry* record) {
    return record->is("for", "doctor");
  });
}

/// Every illness, and what the patient calls it where that is another word.
Fact illnesses(const Context& d) {
  List list;
  for (const Entry& entry : d.root.entries) {
    d.budget.check();
    if (entry.term->name != "condition") continue;
    const bool is_same = mentions(entry.text("text"), entry.text("plainName"));
    list.push_back(group<tables::illness>({
        {"entry", &entry},
        {"ownName", is_same ? Fact{} : said_in(entry.find("plainName"))},
    }));
  }
  return list;
}

/// Every top-level element of the case that no conclusion has taken the name of: one, or a list.
void add_the_case_itself(Group& root, const Context& d) {
  const auto concluded = root.size();
  for (const vocabulary::Term& term : d.template_set.vocabulary.root.children) {
    const auto is_term = [&](const auto& fact) { return fact.first == term.name; };
    if (std::any_of(root.begin(), root.begin() + static_cast<std::ptrdiff_t>(concluded), is_term))
      continue;
    if (term.most == 1) {
      root.emplace_back(term.name, d.root.find(term.name));
      continue;
    }
    List list;
    for (const Entry& entry : d.root.entries) {
      if (entry.term->name == term.name) list.emplace_back(&entry);
    }
    root.emplace_back(term.name, std::move(list));
  }
}

}  // namespace

/// What the opinion that is asked for is about: the first condition, unless the doctor who is asked
/// gets records of whoever found another one, and none of whoever found the first.
const Entry* asked_about(
    const Context& d, const std::vector<Disclosure>& disclosures, const Entry* asked
) {
  const Entry* first = d.root.find("condition");
  if (!asked || !first) return first;
  const auto is_sent_on = [&](const Entry* condition) {
    const Entry* asserter = condition->find("asserter");
    const Entry* by = asserter ? asserter->target("provider") : nullptr;
    return by && std::ranges::any_of(disclosures, [&](const Disclosure& disclosure) {
             return disclosure.holder == by && disclosure.provider == asked;
           });
  };
  if (is_sent_on(first)) return first;
  for (const Entry* condition : d.root.all("condition")) {
    if (!condition->is("status", "ruled-out") && is_sent_on(condition)) return condition;
  }
  return first;
}

Facts derive(
    const casefile::Case& known,
    const kind::TemplateSet& template_set,
    std::string_view language,
    Diagnostics& out,
    const Budget& budget
) {
  auto spoken = std::make_shared<Language>(facts::language(template_set, language));
  spoken->namesakes = namesakes(*spoken, known.root());
  const std::shared_ptr<const Language> in = std::move(spoken);
  const Context d{known, known.root(), template_set, *in, out, budget};
  const People who = people(d);
  const auto disclosures = route(d, who);
  const Standing now = standing(d, who);
  const Entry* condition = asked_about(d, disclosures, now.asked);

  const Entry* mode = opinion_mode(d, now);
  const bool is_review = mode && mode->text() == "records-only";
  const Fact told = story(d), days = deadlines(d, disclosures, who), last = last_day(d, now, who);
  List way = milestones(d, told, days, last);
  Fact way_scale = add_time_scale(d, way);
  const Fact week_before = days_before(d, now.opinion_visit, 7);

  Facts facts{.known = &known, .in = in};
  facts.root = group<tables::root>({
      {"minor", who.minor},
      {"ofMedicareAge", who.of_medicare_age},
      {"federalPlan", federal_plan(d)},
      {"consentsAlone", who.consents_alone},
      {"deceased", who.deceased},
      {"teen", who.teen},
      {"self", who.self},
      {"speaker", speaker(d, who)},
      {"signers", signers(d, who.signers)},
      {"needsMark", who.needs_mark},
      {"interpreter", needs_interpreter(who)},
      {"noMessages", wants_no_messages(who)},
      {"patientNoMessages", patient_wants_no_messages(who)},
      {"spoken", patient_language(d, who, "spoken", d.in.code)},
      {"spokenInEnglish", patient_language(d, who, "spoken", language_tag::english)},
      {"written", patient_language(d, who, "written", d.in.code)},
      {"latinName", latin_name(who)},
      {"livesAbroad", lives_abroad(d, who.patient)},
      {"birthDay", birth_day(who)},
      {"diagnosis", diagnosis(condition)},
      {"about", about(d, condition)},
      {"undiagnosed", is_undiagnosed(condition)},
      {"illnesses", illnesses(d)},
      {"doctor", who.doctor},
      {"secondDoctor", who.second},
      {"thirdDoctor", who.third},
      {"primaryDoctor", who.primary},
      {"otherProviders", other_providers(d, disclosures)},
      {"stage", stage(d, now)},
      {"opinionToCome", now.stage <= kind::Stage::before_visit && !who.deceased},
      {"anotherOpinion", now.another},
      {"followedDoctor", followed_while_staying(d, who)},
      {"chosenDoctor", chosen_doctor(d, who)},
      {"planIsTurnedDown", is_turned_down(d, planned_treatment(d), who)},
      {"planOfAnother", is_insured_by_another(d)},
      {"referralNeeded", needs_referral(d)},
      {"doctorAbroad", who.doctor && is_abroad(d.in.template_set->vocabulary, *who.doctor)},
      {"doctorMayReadAnotherLanguage",
       who.doctor && may_read_another_language(d.in.template_set->vocabulary, *who.doctor)},
      {"officeIsProgram", is_program(disclosures, who.doctor)},
      {"askedDoctor", now.asked},
      {"askedAbroad", now.asked && is_abroad(d.in.template_set->vocabulary, *now.asked)},
      {"visit", now.visit},
      {"visitWithDoctor", now.visit && who.doctor && now.visit->target("provider") == who.doctor},
      {"visitWithSecond", now.visit && who.second && now.visit->target("provider") == who.second},
      {"visitWithNewDoctor", now.visit && now.visit->target("provider") == new_doctor(d, who)},
      {"visitAgain", is_heard(d, now.visit ? now.visit : now.held)},
      {"opinionVisit", now.opinion_visit},
      {"visitHeld", now.held},
      {"visitOpinion", text_or_no(place_of_opinion(d, now))},
      {"visitSays", text_or_no(place_of_speaker(now))},
      {"visitNeeds", said_in(who.patient ? who.patient->find("accessibility") : nullptr)},
      {"opinionMode", mode},
      {"comesOfAge", comes_of_age(d, who)},
      {"weekBefore", week_before},
      {"dueAfterWeek", is_due_from(disclosures, week_before)},
      {"twoDaysBefore", after_today(d, days_before(d, now.opinion_visit, 2))},
      {"requests", requests(d, disclosures, who, now)},
      {"records", records(d)},
      {"recordsToCome", records_to_come(disclosures)},
      {"recordsCame", have_records_come(disclosures)},
      {"recordsOfDoctor", is_asked_of(disclosures, who.doctor)},
      {"recordsForDoctor", has_records_for_doctor(d)},
      {"recordsGoTo", whom_records_are_for(now)},
      {"anyImages", may_include(disclosures, "includeImages")},
      {"anySlides", may_include(disclosures, "includeSlides")},
      {"permissions", permissions(d, disclosures, who)},
      {"questions", questions(d, who, now.stage <= kind::Stage::before_visit, is_review)},
      {"comparison", comparison(d, who)},
      {"story", told},
      {"medicines", medicines(d)},
      {"healthProblems", health_problems(d)},
      {"medicinesTold", is_told(d, "medications")},
      {"allergiesTold", is_told(d, "allergies")},
      {"goals", goals(d)},
      {"reasonsToSay", reasons_to_say(d)},
      {"ownReasons", own_reasons(d)},
      {"allReasons", all_reasons(d)},
      {"plansOver", plans_over(d)},
      {"plannedTreatment", planned_treatment(d)},
      {"plannedStartIsPast", is_start_past(d, planned_treatment(d))},
      {"deadlines", days},
      {"lastDay", last},
      {"milestones", way.empty() ? Fact{} : Fact{std::move(way)}},
      {"milestoneScale", std::move(way_scale)},
      {"stages", stages(d, now, disclosures)},
      {"stepsLeft", steps_left(d, now, disclosures)},
      {"candidates", candidates(d)},
      {"confidants", confidants(d)},
      {"helpers", helpers(d)},
      {"atMySide", at_my_side(d, who)},
      {"decisionProblem", decision_problem(d, who)},
      {"recording", recording(d, now.visit, who)},
      {"newDoctor", new_doctor(d, who)},
      {"oldDoctor", who.doctor},
  });
  add_the_case_itself(facts.root, d);
  return facts;
}

}  // namespace engine::facts
