// Who is in a care team: its entries, or its text where it has none.

#include "engine/chart/c_cda/c_cda.hpp"
#include "engine/chart/wording.hpp"
#include "engine/chart/written_days.hpp"

#include <algorithm>
#include <map>

namespace engine::chart::c_cda {

bool is_of_primary_care(const El& function) {
  return function.attribute("code") == "PCP" ||
         contains_but_case(function.attribute("displayName"), "primary care");
}

void read_care_team(const El& entry, const Reading& to) {
  int members = 0;
  for (const El& performer : entry.below("performer")) {
    auto provider = provider_of(performer.child("assignedEntity"), to.source);
    if (!provider) continue;
    const auto functions = performer.children();
    // What is no part of an entry may stand in the row to which it points.
    constexpr std::string_view fields[] = {"specialty", "speciality"};
    if (provider->specialty.empty())
      provider->specialty = to.pages.cell_of(performer.parent().child("text"), fields);
    provider->is_primary_care = std::ranges::any_of(functions, [](const El& one) {
      return one.name() == "functionCode" && is_of_primary_care(one);
    });
    const auto until = period_of(performer.child("time")).end;
    const auto of_act = period_of(performer.parent().child("effectiveTime")).end;
    if (const auto end = until ? until : of_act)
      to.chart.check.push_back(
          {to.chart.sources[to.source].file,
           "member-until",
           provider->called() + " (" + end->iso() + ')'}
      );
    to.chart.meet(*std::move(provider));
    ++members;
  }
  // A team is those who are in it.
  if (members > 0) return to.chart.count(to.source, Section::people, -1);
  to.chart.leave(to.source, Section::people, Outcome::not_understood, "without-name", "");
}

namespace {

/// What stands behind a label of a small table, by the label in small letters: "role", "PCP".
using Labels = std::map<std::string, std::string, std::less<>>;

Labels labels_in(const El& table) {
  Labels all;
  for (const El& row : table.below("tr")) {
    const std::string words = row.text();
    const auto colon = words.find(": ");
    if (colon == words.npos) continue;
    std::string said = collapsed(std::string_view{words}.substr(colon + 2));
    if (!said.empty() && !statement_in(said))
      all.emplace(lowered(words.substr(0, colon)), std::move(said));
  }
  return all;
}

/// "100 Main St. Suite 100, Hope Valley, RI 02832"; of another form a line.
Address address_in(const std::string& words) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (auto at = words.find(", "); at != words.npos; at = words.find(", ", from)) {
    parts.push_back(words.substr(from, at - from));
    from = at + 2;
  }
  parts.push_back(words.substr(from));
  const std::string& last = parts.back();
  constexpr std::size_t state_and_blank = 3, shortest = 8;  // "RI 02832"
  const bool is_ours = parts.size() > 2 && last.size() >= shortest && last[2] == ' ' &&
                       is_letter(last[0]) && is_letter(last[1]) && is_digit(last[state_and_blank]);
  if (!is_ours) return {.lines = {words}};
  Address all{.lines = {parts.begin(), parts.end() - 2}};
  all.city = parts[parts.size() - 2];
  all.state = last.substr(0, 2);
  all.postal_code = postal_code_in(last.substr(state_and_blank));
  return all;
}

Provider provider_in(const std::string& name, const Labels& labels, const Reading& to) {
  const auto said = [&](std::string_view label) {
    const auto found = labels.find(label);
    return found == labels.end() ? std::string{} : found->second;
  };
  Provider provider{.source = to.source};
  provider.name = name_in(name);
  const std::string role = said("role");
  provider.is_primary_care = role == "PCP" || contains_but_case(role, "primary care");
  provider.specialty = said("speciality").empty() ? said("specialty") : said("speciality");
  if (provider.specialty.empty() && !provider.is_primary_care) provider.specialty = role;
  provider.organization =
      said("organization name").empty() ? said("organization") : said("organization name");
  if (const std::string where = said("address"); !where.empty())
    provider.address = address_in(where);
  for (const std::string_view label : {"contact phone", "phone", "email"}) {
    std::string way = said(label);
    while (way.ends_with('.')) way.pop_back();
    if (is_direct_address(way)) to.chart.tell_direct_address(to.source, way);
    if (auto telecom = telecom_in(way)) provider.telecoms.push_back(*std::move(telecom));
  }
  return provider;
}

}  // namespace

void read_care_team_text(const El& section, const Reading& to) {
  std::string names;
  for (const El& table : section.child("text").below("table")) {
    const std::string name = table.child("caption").text();
    if (name.empty() || !table.child("tbody").below("table").empty()) continue;
    const Labels labels = labels_in(table);
    if (!labels.contains("role")) continue;
    to.chart.meet(provider_in(name, labels, to));
    const auto term = labels.find("from");
    const auto days = term == labels.end() ? std::vector<Date>{} : days_in(term->second);
    const std::string& file = to.chart.sources[to.source].file;
    if (days.size() > 1)
      to.chart.check.push_back({file, "member-until", name + " (" + days.back().iso() + ')'});
    names += (names.empty() ? "" : "; ") + name;
  }
  if (!names.empty())
    to.chart.check.push_back({to.chart.sources[to.source].file, "team-of-text", std::move(names)});
}

}  // namespace engine::chart::c_cda
