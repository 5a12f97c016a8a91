// Who an entry is about: CDA gives it a subject where that is not the person of the chart.

#include "engine/base/fold.hpp"
#include "engine/chart/c_cda/c_cda.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>

namespace engine::chart::c_cda {

namespace {

/// Codes of HL7's RoleCode that charts have without a word.
constexpr std::pair<std::string_view, std::string_view> relatives[] = {
    {"MTH", "mother"},         {"NMTH", "mother"},        {"FTH", "father"},
    {"NFTH", "father"},        {"SIS", "sister"},         {"NSIS", "sister"},
    {"BRO", "brother"},        {"NBRO", "brother"},       {"SON", "son"},
    {"NSON", "son"},           {"DAU", "daughter"},       {"DAUC", "daughter"},
    {"AUNT", "aunt"},          {"UNCLE", "uncle"},        {"GRMTH", "grandmother"},
    {"GRFTH", "grandfather"},  {"MGRMTH", "grandmother"}, {"PGRMTH", "grandmother"},
    {"MGRFTH", "grandfather"}, {"PGRFTH", "grandfather"}, {"COUSN", "cousin"},
    {"NIECE", "niece"},        {"NEPHEW", "nephew"}};

bool is_the_person(const El& related, const Reading& to) {
  const std::string_view code = related.child("code").attribute("code");
  if (related.attribute("classCode") == "PAT" || code == "SELF" || code == "ONESELF") return true;
  const std::string name = name_of(related.at("subject/name")).whole();
  const auto& people = to.chart.people;
  return !name.empty() && !people.empty() &&
         std::ranges::any_of(people.back().names, [&](const PersonName& own) {
           return are_alike(own.whole(), name);
         });
}

}  // namespace

std::string relative_of(const El& related) {
  const El code = related.child("code");
  const std::string words = tidy(code.attribute("displayName"));
  if (!words.empty()) return lowered(words);
  const auto known = std::ranges::find(
      relatives, code.attribute("code"), &std::pair<std::string_view, std::string_view>::first
  );
  return known == std::end(relatives) ? std::string{} : std::string{known->second};
}

std::optional<std::string> another_subject(const El& said, const Reading& to) {
  for (El at = said; at && !at.is("structuredBody"); at = at.parent()) {
    // As CDA orders them; an entry has none of its own.
    if (at.is("entry")) continue;
    const std::string_view behind = at.is("section")     ? "entry"
                                    : at.is("organizer") ? "component"
                                                         : "entryRelationship";
    const El subject = at.child_before(behind, "subject");
    if (!subject) continue;
    const El related = subject.child("relatedSubject");
    if (!related || is_the_person(related, to)) return std::nullopt;
    return relative_of(related);
  }
  return std::nullopt;
}

bool leave_another(const El& said, Section kind, const std::string& what, const Reading& to) {
  const auto who = another_subject(said, to);
  if (!who) return false;
  std::vector<Beside> beside;
  if (!who->empty()) beside.push_back({"about", *who});
  to.chart.leave(
      to.source, kind, Outcome::left_out, "somebody-else", with_day(what, said), std::move(beside)
  );
  return true;
}

}  // namespace engine::chart::c_cda
