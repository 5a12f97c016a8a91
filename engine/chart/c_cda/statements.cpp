// What a chart says of a person that no list of the case holds: implants, wishes written down, how
// somebody lives and what they can do. It is told in the words of the chart, and never dropped.

#include "engine/base/fold.hpp"
#include "engine/chart/c_cda/c_cda.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <array>

namespace engine::chart::c_cda {

namespace {

constexpr std::string_view priority_template = "2.16.840.1.113883.10.20.22.4.143";
constexpr std::string_view indication_template = "2.16.840.1.113883.10.20.22.4.19";
constexpr std::string_view risk_template = "2.16.840.1.113883.10.20.22.4.136";
/// Smoking, tobacco, and how somebody lives besides.
constexpr std::array<std::string_view, 3> social_templates{
    "2.16.840.1.113883.10.20.22.4.78",
    "2.16.840.1.113883.10.20.22.4.85",
    "2.16.840.1.113883.10.20.22.4.38"};
constexpr std::string_view problem_template = "2.16.840.1.113883.10.20.22.4.4";

/// Whose difficulty it is, where it is not the person's own: "(mother)".
std::string who_is_meant(const El& observation) {
  const El code = observation.at("participant/participantRole/code");
  const bool is_about = observation.child("participant").attribute("typeCode") == "IND";
  const std::string_view who = code.attribute("displayName");
  return is_about && !who.empty() ? " (" + std::string{who} + ')' : "";
}

/// What an observation says: "Tobacco smoking status: Ex-smoker". Empty where it says nothing.
std::string words_of(const El& observation, const Pages& pages) {
  const std::string label = choose(candidates_of(observation.child("code"), pages)).name;
  std::string value = value_in(observation, pages);
  if (value.empty()) value = pages.text_of(observation.child("text"));
  if (value.empty()) return {};
  value += who_is_meant(observation);
  if (const std::string site = site_of(observation); !site.empty()) value += " (" + site + ')';
  return label.empty() || are_alike(label, value) ? value : label + ": " + value;
}

std::string words_of_device(const El& role, const Pages& pages) {
  return all_names_of(role.at("playingDevice/code"), pages);
}

/// What an act is about: its code, or the medicine of it, and what it says.
std::string name_of_act(
    const El& act, std::span<const std::string_view> no_name, const Pages& pages
) {
  El coded = act.child("code");
  for (const std::string_view path :
       {"consumable/manufacturedProduct/manufacturedMaterial/code",
        "product/manufacturedProduct/manufacturedMaterial/code"}) {
    if (const El material = act.at(path)) coded = material;
  }
  const std::string label = has_code(coded, no_name) ? "" : all_names_of(coded, pages);
  const std::string value = act.is("observation") ? value_in(act, pages) : "";
  return label.empty() || value.empty() ? label + value : label + ": " + value;
}

/// One thing that an entry says, and whether it says that it is not so, or will be.
struct Statement {
  std::string words;
  bool is_negated = false, is_planned = false, is_of_another = false;
  std::vector<Beside> beside = {};
  El of = {};
};

/// Words with their day behind them, or from when to when; what has no end began on that day.
std::string with_period(std::string words, const El& said) {
  const El time = said.child("effectiveTime");
  const bool is_open = time.attribute("value").empty() && !time.child("high");
  std::string all = with_day(std::move(words), said);
  if (is_open && period_of(time).start && all.ends_with(')')) all.insert(all.size() - 1, " –");
  return all;
}

Statement statement_of(const El& said, std::string words, const Reading& to) {
  const std::string_view mood = said.attribute("moodCode");
  Statement one{
      with_period(std::move(words), said),
      said.attribute("negationInd") == "true",
      !mood.empty() && mood != "EVN"};
  one.of = said;
  if (std::string days = unreadable_days(said.child("effectiveTime")); !days.empty())
    one.beside.push_back({"unreadable-day", std::move(days)});
  if (const auto who = another_subject(said, to)) {
    one.is_of_another = true;
    if (!who->empty()) one.beside.push_back({"about", *who});
  }
  return one;
}

/// Who keeps what somebody signed, who has seen it, and the file of it.
std::vector<Beside> papers_of(const El& said, const Pages& pages) {
  std::vector<Beside> all;
  for (const El& participant : said.children("participant")) {
    const std::string_view type = participant.attribute("typeCode");
    const std::string who = name_of(participant.at("participantRole/playingEntity/name")).whole();
    if (!who.empty() && (type == "CST" || type == "VRF"))
      all.push_back({type == "CST" ? "kept-by" : "seen-by", who});
  }
  for (const El& reference : said.children("reference")) {
    const El text = reference.at("externalDocument/text");
    std::string file{text.child("reference").attribute("value")};
    if (file.empty()) file = pages.text_of(text);
    if (!file.empty()) all.push_back({"file", file});
  }
  return all;
}

std::vector<Statement> observations_in(const El& entry, const Reading& to) {
  std::vector<Statement> all;
  for (const El& one : entry.below("observation")) {
    if (one.has_template(priority_template)) continue;
    std::string words = words_of(one, to.pages);
    if (words.empty()) continue;
    all.push_back(statement_of(one, std::move(words), to));
    for (Beside& paper : papers_of(one, to.pages)) all.back().beside.push_back(std::move(paper));
  }
  return all;
}

std::vector<Statement> devices_in(const El& entry, const Reading& to) {
  std::vector<Statement> all;
  for (const std::string_view kind : {"supply", "procedure"}) {
    for (const El& one : entry.below(kind)) {
      const std::string site = site_of(one);
      for (const El& participant : one.children("participant")) {
        std::string words = words_of_device(participant.child("participantRole"), to.pages);
        if (!words.empty() && !site.empty()) words += " (" + site + ')';
        const std::string_view count = one.child("quantity").attribute("value");
        if (!words.empty() && !count.empty() && count != "1") words += " × " + std::string{count};
        if (!words.empty()) all.push_back(statement_of(one, std::move(words), to));
      }
    }
  }
  return all;
}

/// Tells each thing that an entry says as an entry of its own, and an entry that says nothing as
/// one that was not understood.
void tell(
    const El& entry,
    const std::vector<Statement>& statements,
    Section kind,
    std::string_view why,
    const Reading& to
) {
  if (statements.empty()) {
    const auto text = entry.below("text");
    std::string words = text.empty() ? "" : to.pages.text_of(text.front());
    Plan plan = words.empty() ? plan_of(entry, to.pages) : Plan{std::move(words), {}};
    return to.chart.leave(
        to.source,
        kind,
        Outcome::not_understood,
        "another-shape",
        std::move(plan.name),
        std::move(plan.beside)
    );
  }
  to.chart.count(to.source, kind, static_cast<int>(statements.size()) - 1);
  for (const Statement& one : statements) {
    const bool is_mistaken = one.of.child("statusCode").attribute("code") == "nullified";
    const auto outcome = one.is_negated || is_mistaken ? Outcome::negated : Outcome::left_out;
    const std::string_view because = is_mistaken         ? "mistaken"
                                     : one.is_negated    ? "not-so"
                                     : one.is_of_another ? "somebody-else"
                                     : one.is_planned    ? "planned"
                                                         : why;
    to.chart.leave(to.source, kind, outcome, because, one.words, one.beside);
    tell_comments_beside(one.of, to);
    tell_row_beside(one.of, choose(candidates_of(one.of.child("code"), to.pages)), to);
  }
}

}  // namespace

std::string all_names_of(const El& coded, const Pages& pages) {
  return with_others(choose(candidates_of(coded, pages)));
}

namespace {

/// One device of an entry: something in the body, or an aid.
void read_one_device(const El& of, const El& role, const Reading& to) {
  auto candidates = candidates_of(role.at("playingDevice/code"), to.pages);
  for (Candidate& candidate : candidates) {
    constexpr std::string_view of_list = ", device";  // SNOMED CT ends so
    candidate.text = tidy(candidate.text);
    if (candidate.text.ends_with(of_list))
      candidate.text.erase(candidate.text.size() - of_list.size());
  }
  const Chosen chosen = choose(candidates);
  if (const auto stated =
          stated_by(candidates, is_of_thing(role.at("playingDevice/code"), to.pages)))
    return to.chart.none(to.source, Section::devices, stated->statement, stated->words);
  const std::string site = site_of(of);
  const std::string name = site.empty() ? chosen.name : chosen.name + " (" + site + ')';
  const auto leave = [&](Outcome outcome, std::string_view why) {
    to.chart.leave(to.source, Section::devices, outcome, why, with_day(name, of));
  };
  if (leave_another(of, Section::devices, name, to)) return;
  if (of.child("statusCode").attribute("code") == "nullified")
    return leave(Outcome::negated, "mistaken");
  if (of.attribute("negationInd") == "true") return leave(Outcome::negated, "not-so");
  if (of.attribute("moodCode") != "EVN") return leave(Outcome::left_out, "planned");
  const std::string_view state = of.child("statusCode").attribute("code");
  if (state == "cancelled") return leave(Outcome::negated, "not-done");
  if (state == "aborted") return leave(Outcome::negated, "not-finished");
  if (chosen.name.empty()) return leave(Outcome::not_understood, "without-name");
  Item item{.kind = Section::devices, .name = name, .also = chosen.also};
  item.source = to.source;
  item.codes = codes_of(role.at("playingDevice/code"));
  const Period period = period_of(of.child("effectiveTime"));
  item.start = period.start ? period.start : period.end;
  if (period.start && period.end) item.doubt("last-day", period.end->iso());
  item.basis = chosen.is_coded ? Basis::coded : Basis::text;
  compare_with_text(of, chosen, item, to);
  to.chart.take(std::move(item));
}

}  // namespace

void read_device(const El& entry, const Reading& to) {
  int devices = 0;
  for (const std::string_view kind : {"supply", "procedure"}) {
    for (const El& one : entry.below(kind)) {
      for (const El& participant : one.children("participant")) {
        const El role = participant.child("participantRole");
        if (!role.child("playingDevice")) continue;
        read_one_device(one, role, to);
        ++devices;
      }
    }
  }
  to.chart.count(to.source, Section::devices, devices - 1);
  if (devices > 0) return;
  if (!entry.child("procedure")) {
    to.chart.count(to.source, Section::devices);
    return tell(entry, {}, Section::devices, "", to);
  }
  // An operation stands here for what it left in the body.
  to.chart.count(to.source, Section::procedures);
  read_procedure(entry, to);
  Found& told = to.chart.found.back();
  if (told.outcome == Outcome::taken) told.item.doubt("left-something");
}

void read_directive(const El& entry, const Reading& to) {
  auto statements = observations_in(entry, to);
  // What the paper is that holds them: a living will.
  const std::string paper = all_names_of(entry.at("organizer/code"), to.pages);
  for (Statement& one : statements) {
    if (!paper.empty() && !contains_but_case(one.words, paper))
      one.beside.push_back({"part-of", paper});
  }
  tell(entry, statements, Section::directives, "directive", to);
}

void read_social(const El& entry, const Reading& to) {
  tell(entry, observations_in(entry, to), Section::social, "no-place", to);
}

void read_ability(const El& entry, const Reading& to) {
  auto statements = observations_in(entry, to);
  for (Statement& device : devices_in(entry, to)) statements.push_back(std::move(device));
  tell(entry, statements, Section::abilities, "no-place", to);
}

void read_concern(const El& entry, const Reading& to) {
  const El act = entry.child("act");
  const bool is_risk = act.has_template(risk_template);
  std::vector<Statement> others, habits;
  std::string how_urgent, names;
  int problems = 0;
  for (const El& one : entry.below("observation")) {
    if (one.has_template(problem_template) && !is_risk) {
      ++problems;
      read_problem_of_concern(one, to);
      const std::string name = all_names_of(one.child("value"), to.pages);
      names += (names.empty() || name.empty() ? "" : ", ") + name;
    } else if (one.has_template(priority_template)) {
      const std::string words = value_in(one, to.pages);
      if (!contains_but_case(how_urgent, words))
        how_urgent += (how_urgent.empty() ? "" : ", ") + words;
    } else {
      std::string words = words_of(one, to.pages);
      const bool is_habit = std::ranges::any_of(social_templates, [&](std::string_view root) {
        return one.has_template(root);
      });
      if (!words.empty())
        (is_habit ? habits : others).push_back(statement_of(one, std::move(words), to));
    }
  }
  to.chart.count(to.source, Section::problems, problems);
  if (!habits.empty()) {
    to.chart.count(to.source, Section::social);
    tell(entry, habits, Section::social, "no-place", to);
  }
  if ((problems > 0 || !habits.empty()) && others.empty()) {
    if (how_urgent.empty()) return to.chart.count(to.source, Section::plans, -1);
    // How much it matters is of all that the concern holds, and has no place beside a problem.
    if (names.empty()) names = to.chart.found.back().what;
    return to.chart.leave(
        to.source, Section::plans, Outcome::left_out, "no-place", names, {{"with", how_urgent}}
    );
  }
  for (Statement& one : others) {
    if (!how_urgent.empty()) one.beside.push_back({"with", how_urgent});
  }
  tell(entry, others, Section::plans, is_risk ? "risk" : "no-place", to);
}

namespace {

/// Somebody who helps with what is planned: "mother", or their name.
std::string helper_in(const El& participant) {
  const El role = participant.child("participantRole");
  if (participant.attribute("typeCode") != "IND" || role.child("playingDevice")) return {};
  const std::string name = name_of(role.at("playingEntity/name")).whole();
  const std::string who = tidy(role.child("code").attribute("displayName"));
  return name.empty() || who.empty() ? name + who : name + ", " + who;
}

}  // namespace

Plan plan_of(const El& entry, const Pages& pages) {
  constexpr std::string_view kinds[] = {
      "act",
      "procedure",
      "observation",
      "substanceAdministration",
      "supply",
      "encounter",
      "externalDocument"};
  constexpr std::array<std::string_view, 2> no_name{"48768-6", "ASSERTION"};  // what stands for any
  constexpr std::array<std::string_view, 1> payer{"48768-6"};
  Plan plan;
  std::string day;
  const auto add = [&](std::string_view how, std::string words) {
    const bool is_again = std::ranges::any_of(plan.beside, [&](const Beside& known) {
      return are_alike(known.words, words);
    });
    if (plan.name.empty())
      plan.name = std::move(words);
    else if (!words.empty() && !is_again && !are_alike(plan.name, words))
      plan.beside.push_back({std::string{how}, std::move(words)});
  };
  const auto walk = [&](const auto& self, const El& element, std::string_view how) -> void {
    for (const El& one : element.children()) {
      const bool is_kind = std::ranges::any_of(kinds, [&](auto kind) { return one.is(kind); });
      std::string_view inside = one.attribute("typeCode") == "RSON" ? "reason" : how;
      if (is_kind && one.has_template(priority_template)) {
        std::string rank{one.child("priorityCode").attribute("displayName")};
        add("with", value_in(one, pages) + (rank.empty() ? rank : " (" + rank + ')'));
        continue;
      }
      if (is_kind) {
        if (one.has_template(indication_template)) inside = "reason";
        if (one.attribute("classCode") == "SUBST") inside = "instead";
        if (has_code(one.child("code"), payer)) inside = "payer";
        add(inside, name_of_act(one, no_name, pages));
        if (one.has_template(instruction_template)) add(inside, pages.text_of(one.child("text")));
        add("priority", std::string{one.child("priorityCode").attribute("displayName")});
        for (const El& performer : one.children("performer"))
          add("by", name_of(performer.at("assignedEntity/assignedPerson/name")).whole());
        for (const El& participant : one.children("participant"))
          add("with-help-of", helper_in(participant));
        for (const El& participant : one.children("participant")) {
          const El place = participant.at("participantRole/playingEntity");
          const El at = participant.at("participantRole/addr");
          if (participant.attribute("typeCode") == "LOC")
            add("at", place_in_words(address_of(at), place));
        }
        if (day.empty()) day = with_day(" ", one);
        add("unreadable-day", unreadable_days(one.child("effectiveTime")));
      }
      self(self, one, inside);
    }
  };
  walk(walk, entry, "with");
  const std::string behind = collapsed(day);
  if (!plan.name.empty() && !behind.empty()) plan.name += ' ' + behind;
  return plan;
}

void read_intervention(const El& entry, const Reading& to) {
  int told = 0;
  for (const std::string_view kind :
       {"act", "procedure", "observation", "substanceAdministration"}) {
    for (const El& relation : entry.child("act").children("entryRelationship")) {
      const El one = relation.child(kind);
      Plan plan = one ? plan_of(relation, to.pages) : Plan{};
      if (plan.name.empty()) continue;
      const std::string_view mood = one.attribute("moodCode");
      const auto why = mood == "EVN" ? "no-paper" : mood == "GOL" ? "goal" : "planned";
      const Section list = mood == "EVN" ? Section::care : Section::plans;
      to.chart.leave(
          to.source, list, Outcome::left_out, why, std::move(plan.name), std::move(plan.beside)
      );
      to.chart.count(to.source, list);
      ++told;
    }
  }
  if (told == 0) return tell(entry, {}, Section::plans, "", to);
  to.chart.count(to.source, Section::plans, -1);
}

void tell_beside_problem(const El& problem, const Reading& to) {
  // What says whether it goes on is a part of the problem, and was read with it.
  constexpr std::array<std::string_view, 2> parts{
      "2.16.840.1.113883.10.20.22.4.6", priority_template};
  for (const El& one : problem.below("observation")) {
    const bool is_part =
        one.child("code").attribute("code") == "33999-4" ||
        one.child("code").attribute("code") == verification_code ||
        std::ranges::any_of(parts, [&](std::string_view root) { return one.has_template(root); });
    if (is_part) continue;
    std::string words = words_of(one, to.pages);
    if (words.empty()) continue;
    to.chart.count(to.source, Section::problems);
    const bool is_negated = one.attribute("negationInd") == "true";
    to.chart.leave(
        to.source,
        Section::problems,
        is_negated ? Outcome::negated : Outcome::left_out,
        is_negated ? "not-so" : "beside-a-problem",
        with_day(std::move(words), one)
    );
  }
}

void tell_devices_of(const El& procedure, const Reading& to) {
  for (const El& participant : procedure.children("participant")) {
    std::string words = words_of_device(participant.child("participantRole"), to.pages);
    if (words.empty()) continue;
    to.chart.count(to.source, Section::devices);
    to.chart.leave(
        to.source,
        Section::devices,
        Outcome::left_out,
        "device-of-operation",
        with_day(std::move(words), procedure)
    );
  }
}

}  // namespace engine::chart::c_cda
