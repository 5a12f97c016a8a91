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
  auto candidates = candidates_of(procedure.child("code"), to.pages);
  if (const El text = procedure.child("text"))
    candidates.push_back({to.pages.text_of(text), false, true});
  const Chosen chosen = choose(candidates);
  const std::string shown = !chosen.name.empty() ? chosen.name
                            : candidates.empty() ? ""
                                                 : candidates.front().text;
  const std::string site = site_of(procedure);
  const auto leave = [&](Outcome outcome, std::string_view why, std::string what) {
    to.chart.leave(to.source, Section::procedures, outcome, why, std::move(what));
    // To be found beside one that was done.
    Item& item = to.chart.found.back().item;
    item.name = shown;
    item.codes = codes_of(procedure.child("code"));
    item.start = day_of(procedure);
  };
  if (leave_another(procedure, Section::procedures, shown, to)) return;
  const bool is_coded_thing = is_of_thing(procedure.child("code"), to.pages);
  if (const auto stated = stated_by(candidates, is_coded_thing))
    return to.chart.none(to.source, Section::procedures, stated->statement, stated->words);
  const std::string_view status = procedure.child("statusCode").attribute("code");
  const std::string_view mood = procedure.attribute("moodCode");
  const bool is_planned = mood == "INT" || mood == "RQO" || mood == "PRMS" || mood == "PRP";
  const std::string at_site = site.empty() ? shown : shown + " (" + site + ')';
  const std::string dated = with_day(with_reason(at_site, procedure, to.pages), procedure);
  if (procedure.attribute("negationInd") == "true")
    return leave(Outcome::negated, is_planned ? "not-to-be-done" : "not-done", dated);
  if (status == "nullified") return leave(Outcome::negated, "mistaken", shown);
  if (has_failed(procedure)) return leave(Outcome::negated, "failed", dated);
  // What was cancelled was never begun.
  if (status == "cancelled") return leave(Outcome::negated, "not-done", dated);
  if (status == "aborted") return leave(Outcome::negated, "not-finished", dated);
  if (is_planned) {
    Plan plan = plan_of(entry, to.pages);
    return to.chart.leave(
        to.source,
        Section::procedures,
        Outcome::left_out,
        "planned",
        std::move(plan.name),
        std::move(plan.beside)
    );
  }
  if (chosen.name.empty()) return leave(Outcome::not_understood, "without-name", shown);
  const std::string_view no_operation = is_survey(chosen.name) ? "survey"
                                        : is_talk(chosen.name) ? "talk"
                                                               : "";
  if (!no_operation.empty()) {
    Chosen told = chosen;
    if (told.also.size() > 1) told.also.resize(1);
    leave(Outcome::left_out, no_operation, with_others(told));
    to.chart.found.back().day = day_of(procedure);
    return;
  }
  Item item{.kind = Section::procedures, .name = chosen.name, .also = chosen.also};
  item.source = to.source;
  item.codes = codes_of(procedure.child("code"));
  item.start = day_of(procedure);
  item.place = place_of(procedure);
  item.basis = chosen.is_coded ? Basis::coded : Basis::text;
  tell_unreadable_days(procedure, item);
  if (status == "active") item.doubt("under-way");
  if (status == "held" || status == "suspended" || status == "new") {
    item.basis = Basis::unconfirmed;
    item.doubt("done-unsaid");
  }
  if (chosen.is_loose) item.doubt("name-of-text");
  if (!site.empty()) item.name += " (" + site + ')';
  item.site = site;
  // What an examination showed: "12 lead electrocardiogram: borderline normal".
  if (const Chosen shown_by = choose(candidates_of(procedure.child("value"), to.pages));
      procedure.is("observation") && !shown_by.name.empty())
    item.name += ": " + shown_by.name;
  item.reason = purpose_of(procedure, to.pages);
  for (std::string& effect : effects_of(procedure, to.pages))
    item.doubt("complication", std::move(effect));
  if (std::string words = stated_beside(candidates); !words.empty())
    item.doubt("text-says", std::move(words));
  compare_with_text(procedure, chosen, item, to);
  for (const El& specimen : procedure.children("specimen")) {
    const El of = specimen.at("specimenRole/specimenPlayingEntity/code");
    if (std::string words = all_names_of(of, to.pages); !words.empty())
      item.doubt("specimen", std::move(words));
  }
  tell_devices_of(procedure, to);
  to.chart.take(std::move(item));
}

namespace {

/// Whether the relative has died: an extension of HL7's own beside the relative.
El deceased_of(const El& organizer) {
  for (const El& one : organizer.at("subject/relatedSubject/subject").children()) {
    if (one.name() == "deceasedInd") return one;
  }
  return {};
}

}  // namespace

void read_family(const El& entry, const Reading& to) {
  const El organizer = entry.child("organizer");
  const El related = organizer.at("subject/relatedSubject");
  std::vector<El> illnesses;
  for (const El& component : organizer.children("component")) {
    if (const El illness = component.child("observation")) illnesses.push_back(illness);
  }
  if (illnesses.empty())
    return to.chart.leave(
        to.source, Section::family, Outcome::not_understood, "another-shape", relative_of(related)
    );
  to.chart.count(to.source, Section::family, static_cast<int>(illnesses.size()) - 1);
  for (const El& illness : illnesses) {
    auto candidates = candidates_of(illness.child("value"), to.pages);
    const Chosen chosen = choose(candidates);
    if (illness.child("statusCode").attribute("code") == "nullified" ||
        organizer.child("statusCode").attribute("code") == "nullified") {
      to.chart.leave(to.source, Section::family, Outcome::negated, "mistaken", chosen.name);
      continue;
    }
    if (illness.attribute("negationInd") == "true") {
      to.chart.leave(to.source, Section::family, Outcome::negated, "not-in-family", chosen.name);
      continue;
    }
    constexpr std::array<std::string_view, 1> no_known_problem{"160245001"};
    auto stated = stated_by(candidates, false);
    if (has_code(illness.child("value"), no_known_problem))
      stated = Stated{{Empty::none, Scope::all}, chosen.name};
    if (stated) {
      std::string who = relative_of(related);
      who += (who.empty() ? "" : " – ") + stated->words;
      to.chart.none(to.source, Section::family, stated->statement, std::move(who));
      continue;
    }
    if (chosen.name.empty()) {
      to.chart.leave(to.source, Section::family, Outcome::not_understood, "without-name", "");
      continue;
    }
    Item item{.kind = Section::family, .name = chosen.name, .also = chosen.also};
    item.source = to.source;
    item.relative = relative_of(related);
    for (const El& relation : illness.children("entryRelationship")) {
      const El beside = relation.child("observation");
      if (beside.child("code").attribute("code") == "445518008")
        item.age = age_of(
            beside.child("value").attribute("value"), beside.child("value").attribute("unit")
        );
      constexpr std::array<std::string_view, 1> dead{"419099009"};
      if (has_code(beside.child("value"), dead))
        item.end_of_life =
            relation.attribute("typeCode") == "CAUS" ? EndOfLife::cause : EndOfLife::died;
    }
    const std::string_view died = deceased_of(organizer).attribute("value");
    if (died == "true" && item.end_of_life == EndOfLife::none) item.end_of_life = EndOfLife::died;
    tell_comments(illness, item, to);
    to.chart.take(std::move(item));
  }
}

}  // namespace engine::chart::c_cda
