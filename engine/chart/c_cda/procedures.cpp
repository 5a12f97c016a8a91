#include "engine/chart/c_cda/c_cda.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <array>

namespace engine::chart::c_cda {

namespace {

std::string place_of(const El& procedure) {
  for (const El& participant : procedure.children("participant")) {
    if (participant.attribute("typeCode") != "LOC") continue;
    const El name = participant.at("participantRole/playingEntity/name");
    if (name && !name.text().empty()) return name.text();
  }
  return procedure.at("performer/assignedEntity/representedOrganization/name").text();
}

/// A part of it says that it was tried and did not work out.
bool has_failed(const El& procedure) {
  constexpr std::array<std::string_view, 1> failed{"103709008"};
  return std::ranges::any_of(procedure.children("entryRelationship"), [&](const El& relation) {
    return has_code(relation.at("act/code"), failed) ||
           has_code(relation.at("observation/value"), failed);
  });
}

}  // namespace

void read_procedure(const El& entry, const Reading& to) {
  El procedure;
  for (const std::string_view kind : {"procedure", "act", "observation"}) {
    if (!procedure) procedure = entry.child(kind);
  }
  const auto leave = [&](Outcome outcome, std::string_view why, std::string what) {
    to.chart.leave(to.source, Section::procedures, outcome, why, std::move(what));
  };
  auto candidates = candidates_of(procedure.child("code"), to.pages);
  if (const El text = procedure.child("text"))
    candidates.push_back({to.pages.text_of(text), false, true});
  const Chosen chosen = choose(candidates);
  const std::string shown = !chosen.name.empty() ? chosen.name
                            : candidates.empty() ? ""
                                                 : candidates.front().text;
  for (const Candidate& candidate : candidates) {
    if (const auto statement = statement_in(candidate.text))
      return to.chart.none(to.source, Section::procedures, *statement, candidate.text);
  }
  const std::string_view status = procedure.child("statusCode").attribute("code");
  const std::string_view mood = procedure.attribute("moodCode");
  if (procedure.attribute("negationInd") == "true")
    return leave(Outcome::negated, "not-done", shown);
  if (status == "nullified") return leave(Outcome::negated, "mistaken", shown);
  if (has_failed(procedure)) return leave(Outcome::negated, "failed", shown);
  if (status == "aborted" || status == "cancelled")
    return leave(Outcome::negated, "not-finished", shown);
  if (mood == "INT" || mood == "RQO" || mood == "PRMS" || mood == "PRP")
    return leave(Outcome::left_out, "planned", shown);
  if (chosen.name.empty()) return leave(Outcome::not_understood, "without-name", shown);
  if (is_survey(chosen.name)) return leave(Outcome::left_out, "survey", shown);
  Item item{.kind = Section::procedures, .name = chosen.name, .also = chosen.also};
  item.source = to.source;
  item.codes = codes_of(procedure.child("code"));
  item.start = period_of(procedure.child("effectiveTime")).start;
  if (!item.start) item.start = period_of(procedure.child("effectiveTime")).end;
  item.place = place_of(procedure);
  item.basis = chosen.is_coded ? Basis::coded : Basis::text;
  if (chosen.is_loose) item.doubt("name-of-text");
  // What an examination showed: "12 lead electrocardiogram: borderline normal".
  if (const Chosen shown_by = choose(candidates_of(procedure.child("value"), to.pages));
      procedure.is("observation") && !shown_by.name.empty())
    item.name += ": " + shown_by.name;
  tell_devices_of(procedure, to);
  to.chart.take(std::move(item));
}

void read_family(const El& entry, const Reading& to) {
  const El organizer = entry.child("organizer");
  const El relative = organizer.at("subject/relatedSubject/code");
  std::vector<El> illnesses;
  for (const El& component : organizer.children("component")) {
    if (const El illness = component.child("observation")) illnesses.push_back(illness);
  }
  if (illnesses.empty())
    return to.chart.leave(
        to.source,
        Section::family,
        Outcome::not_understood,
        "another-shape",
        std::string{relative.attribute("displayName")}
    );
  to.chart.count(to.source, Section::family, static_cast<int>(illnesses.size()) - 1);
  for (const El& illness : illnesses) {
    auto candidates = candidates_of(illness.child("value"), to.pages);
    const Chosen chosen = choose(candidates);
    if (illness.attribute("negationInd") == "true") {
      to.chart.leave(to.source, Section::family, Outcome::negated, "not-in-family", chosen.name);
      continue;
    }
    if (chosen.name.empty()) {
      to.chart.leave(to.source, Section::family, Outcome::not_understood, "without-name", "");
      continue;
    }
    Item item{.kind = Section::family, .name = chosen.name, .also = {}};
    item.source = to.source;
    item.relative = lowered(tidy(relative.attribute("displayName")));
    for (const El& relation : illness.children("entryRelationship")) {
      const El age = relation.child("observation");
      if (age.child("code").attribute("code") == "445518008")
        item.age = age.child("value").attribute("value");
    }
    to.chart.take(std::move(item));
  }
}

void read_coverage(const El& entry, const Reading& to) {
  const El act = entry.child("act");
  std::vector<El> policies;
  for (const El& relation : act.children("entryRelationship")) {
    if (const El policy = relation.child("act")) policies.push_back(policy);
  }
  if (policies.empty())
    return to.chart.leave(
        to.source, Section::insurance, Outcome::not_understood, "another-shape", ""
    );
  to.chart.count(to.source, Section::insurance, static_cast<int>(policies.size()) - 1);
  for (const El& policy : policies) {
    Coverage coverage{.source = to.source};
    for (const El& performer : policy.children("performer")) {
      const El name = performer.at("assignedEntity/representedOrganization/name");
      if (performer.has_template("2.16.840.1.113883.10.20.22.4.87") && name)
        coverage.payer = name.text();
    }
    for (const El& participant : policy.children("participant")) {
      const El role = participant.child("participantRole");
      if (participant.attribute("typeCode") == "COV")
        coverage.member_id = role.child("id").attribute("extension");
      if (participant.attribute("typeCode") == "HLD")
        coverage.subscriber = name_of(role.at("playingEntity/name")).whole();
    }
    coverage.group_id = policy.child("id").attribute("extension");
    const bool is_empty = coverage.payer.empty() && coverage.member_id.empty();
    Found found{to.source, Section::insurance, Outcome::taken, "", coverage.payer, {}};
    if (is_empty)
      found = {to.source, Section::insurance, Outcome::not_understood, "without-name", "", {}};
    to.chart.found.push_back(std::move(found));
    if (!is_empty) to.chart.coverages.push_back(std::move(coverage));
  }
}

}  // namespace engine::chart::c_cda
