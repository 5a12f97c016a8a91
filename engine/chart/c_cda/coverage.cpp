// A health plan, as the list of those who pay has it.

#include "engine/base/fold.hpp"
#include "engine/chart/c_cda/c_cda.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>

namespace engine::chart::c_cda {

namespace {

/// Whether words of two names are alike: one of them is enough. A letter alone is an initial.
bool have_in_common(std::string_view one, std::string_view other) {
  const std::string a = lowered(one), b = lowered(other);
  const auto known = words_of(b);
  return std::ranges::any_of(words_of(a), [&](std::string_view word) {
    return folded(word).size() > 1 &&
           std::ranges::any_of(known, [&](std::string_view own) { return are_alike(own, word); });
  });
}

std::string given_of(const PersonName& name) {
  std::string all;
  for (const std::string& given : name.given) all.append(given).append(" ");
  return all;
}

/// Whether a name is none of those of the person: nothing in common with any of them, or the family
/// name alone. A name without parts is compared whole.
bool is_strange(const PersonName& name, const Person& person) {
  return std::ranges::none_of(person.names, [&](const PersonName& own) {
    const bool has_parts = !name.given.empty() && !own.given.empty();
    return have_in_common(name.whole(), own.whole()) &&
           (!has_parts || have_in_common(given_of(name), own.whole()));
  });
}

/// The day of birth beside a name, which is an extension.
std::optional<Date> born_of(const El& entity) {
  for (const El& one : entity.children()) {
    if (one.name() == "birthTime") return date_in(one.attribute("value"));
  }
  return std::nullopt;
}

/// Who is covered, as one policy has it.
struct Covered {
  PersonName name;
  bool is_other_person = false, has_other_name = false, has_other_birth = false;
};

Covered covered_by(const El& policy, const Reading& to) {
  Covered covered;
  const auto& people = to.chart.people;
  if (people.empty() || people.back().source != to.source) return covered;
  for (const El& participant : policy.children("participant")) {
    if (participant.attribute("typeCode") != "COV") continue;
    const El entity = participant.at("participantRole/playingEntity");
    covered.name = name_of(entity.child("name"));
    covered.has_other_name = !covered.name.is_empty() && is_strange(covered.name, people.back());
    const auto born = born_of(entity);
    covered.has_other_birth = born && people.back().born && *born != *people.back().born;
    covered.is_other_person = covered.has_other_name && covered.has_other_birth;
  }
  return covered;
}

Coverage coverage_of(const El& policy, const Reading& to) {
  Coverage coverage{.source = to.source};
  for (const El& performer : policy.children("performer")) {
    const El entity = performer.child("assignedEntity");
    const El name = entity.at("representedOrganization/name");
    if (!performer.has_template("2.16.840.1.113883.10.20.22.4.87") || !name) continue;
    coverage.payer = name.text();
    coverage.telecoms = telecoms_of(entity);
    if (coverage.telecoms.empty())
      coverage.telecoms = telecoms_of(entity.child("representedOrganization"));
  }
  for (const El& participant : policy.children("participant")) {
    const El role = participant.child("participantRole");
    if (participant.attribute("typeCode") == "COV")
      coverage.member_id = role.child("id").attribute("extension");
    if (participant.attribute("typeCode") == "HLD")
      coverage.subscriber = name_of(role.at("playingEntity/name")).whole();
  }
  coverage.group_id = policy.child("id").attribute("extension");
  for (const El& relation : policy.children("entryRelationship")) {
    const El plan = relation.child("act");
    const bool is_plan = plan.attribute("moodCode") == "DEF";
    if (is_plan && coverage.plan.empty()) coverage.plan = to.pages.text_of(plan.child("text"));
  }
  return coverage;
}

/// Tells who holds the plan where the text alone says it.
void compare_holder(const Coverage& coverage, const Reading& to) {
  constexpr std::string_view headings[] = {"holder", "subscriber", "insured"};
  for (const El& row : to.section.child("text").below("tr")) {
    const El table = row.parent().is("tbody") ? row.parent().parent() : row.parent();
    const auto names = table.at("thead/tr").children("th");
    const auto cells = row.cells();
    for (std::size_t i = 0; i < cells.size() && cells.size() == names.size(); ++i) {
      const std::string heading = names[i].text(), cell = cells[i].text();
      const bool is_holder = std::ranges::any_of(headings, [&](std::string_view word) {
        return contains_but_case(heading, word) && !contains_but_case(heading, "id");
      });
      const bool is_said =
          cell.empty() || same_but_case(cell, "self") || are_alike(cell, coverage.subscriber);
      if (is_holder && !is_said)
        to.chart.check.push_back(
            {to.chart.sources[to.source].file, "plan-text", heading + ": " + cell}
        );
    }
  }
}

/// What a plan has agreed to pay.
void tell_agreed(const El& policy, bool is_of_another, const Reading& to) {
  for (const El& act : policy.below("act")) {
    if (!act.has_template("2.16.840.1.113883.10.20.1.19")) continue;
    Plan plan = plan_of(act, to.pages);
    if (plan.name.empty()) continue;
    to.chart.count(to.source, Section::plans);
    to.chart.leave(
        to.source,
        Section::plans,
        Outcome::left_out,
        is_of_another ? "somebody-else" : "agreed",
        std::move(plan.name),
        std::move(plan.beside)
    );
  }
}

void read_policy(const El& policy, const Reading& to) {
  Coverage coverage = coverage_of(policy, to);
  const Covered covered = covered_by(policy, to);
  const auto leave = [&](Outcome outcome, std::string_view why, std::string what) {
    to.chart.leave(to.source, Section::insurance, outcome, why, std::move(what));
  };
  const std::string with_name = coverage.payer + " – " + covered.name.whole();
  const auto check = [&](std::string_view why) {
    to.chart.check.push_back({to.chart.sources[to.source].file, std::string{why}, with_name});
  };
  if (coverage.payer.empty() && coverage.member_id.empty())
    return leave(Outcome::not_understood, "without-name", "");
  compare_holder(coverage, to);
  if (covered.is_other_person) {
    check("plan-of-another");
    tell_agreed(policy, true, to);
    leave(Outcome::left_out, "somebody-else", with_name);
    for (const El& performer : policy.children("performer")) {
      std::string who = name_of(performer.at("assignedEntity/assignedPerson/name")).whole();
      if (!who.empty()) to.chart.found.back().beside.push_back({"payer", std::move(who)});
    }
    return;
  }
  if (covered.has_other_name) check("plan-has-other-name");
  if (covered.has_other_birth) check("plan-has-other-birth");
  for (const El& performer : policy.children("performer")) {
    const El entity = performer.child("assignedEntity");
    if (performer.has_template("2.16.840.1.113883.10.20.22.4.88"))
      meet_contact(entity, entity.at("assignedPerson/name"), "relation.pays", to);
  }
  tell_agreed(policy, false, to);
  leave(Outcome::taken, "", coverage.payer);
  coverage.entry = to.chart.last();
  to.chart.coverages.push_back(std::move(coverage));
}

}  // namespace

void read_coverage(const El& entry, const Reading& to) {
  std::vector<El> policies;
  for (const El& relation : entry.child("act").children("entryRelationship")) {
    if (const El policy = relation.child("act")) policies.push_back(policy);
  }
  if (policies.empty())
    return to.chart.leave(
        to.source, Section::insurance, Outcome::not_understood, "another-shape", ""
    );
  to.chart.count(to.source, Section::insurance, static_cast<int>(policies.size()) - 1);
  for (const El& policy : policies) read_policy(policy, to);
}

}  // namespace engine::chart::c_cda
