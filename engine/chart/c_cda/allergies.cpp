#include "engine/chart/c_cda/c_cda.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <array>

namespace engine::chart::c_cda {

namespace {

constexpr std::string_view reaction_template = "2.16.840.1.113883.10.20.22.4.9";
constexpr std::string_view severity_template = "2.16.840.1.113883.10.20.22.4.8";
constexpr std::string_view criticality_template = "2.16.840.1.113883.10.20.22.4.145";
constexpr std::string_view status_of_allergy = "2.16.840.1.113883.10.20.22.4.28";

/// Codes that stand for any substance.
constexpr std::array<std::string_view, 6> any_substance{
    "410942007", "105590001", "762766007", "255620007", "414285001", "419199007"};
/// Codes that say by themselves that there is none, and of what.
constexpr std::pair<std::string_view, Scope> no_known[] = {
    {"716186003", Scope::all},
    {"160244002", Scope::all},
    {"409137002", Scope::drug},
    {"429625007", Scope::food}};
/// Of what somebody has an allergy: the kinds of HL7's own map of negated allergies.
constexpr std::pair<std::string_view, Scope> kinds[] = {
    {"416098002", Scope::drug},
    {"419511003", Scope::drug},
    {"59037007", Scope::drug},
    {"414285001", Scope::food},
    {"418471000", Scope::food},
    {"235719002", Scope::food}};

Scope scope_of(const El& allergy) {
  for (const auto& [code, scope] : kinds) {
    const std::array<std::string_view, 1> one{code};
    if (has_code(allergy.child("value"), one)) return scope;
  }
  return Scope::all;
}

std::optional<Scope> none_in(const El& coded) {
  for (const auto& [code, scope] : no_known) {
    const std::array<std::string_view, 1> one{code};
    if (has_code(coded, one)) return scope;
  }
  return std::nullopt;
}

/// A value in the words of the chart.
std::string own_words_of(const El& value) {
  const std::string_view name = value.attribute("displayName");
  return name.empty() ? value.child("originalText").text() : tidy(name);
}

/// mild, moderate, severe: of what lies between two the worse.
std::string severity_in(const El& value) {
  constexpr std::array<std::string_view, 1> mild{"255604002"};
  constexpr std::array<std::string_view, 2> moderate{"6736007", "371923003"};
  constexpr std::array<std::string_view, 4> severe{
      "24484000", "371924009", "399166001", "442452003"};
  if (has_code(value, severe)) return "severe";
  if (has_code(value, moderate)) return "moderate";
  if (has_code(value, mild)) return "mild";
  const std::string said = own_words_of(value);
  constexpr std::string_view worst[] = {"severe", "fatal", "life", "high", "extreme"};
  if (std::ranges::any_of(worst, [&](auto word) { return contains_but_case(said, word); }))
    return "severe";
  if (contains_but_case(said, "moderate")) return "moderate";
  return contains_but_case(said, "mild") || contains_but_case(said, "low") ? "mild" : "";
}

/// Takes what a severity observation of `owner` says; words that lie between two are told.
void take_severity(const El& owner, Item& item) {
  const El value = observation_of(owner, severity_template, "SEV").child("value");
  item.take_severity(severity_in(value));
  constexpr std::array<std::string_view, 2> between{"371923003", "371924009"};
  const std::string words = own_words_of(value);
  if (has_code(value, between)) return item.doubt("severity-between", words);
  // "Life threatening", "High": no word of the three.
  constexpr std::string_view of_case[] = {"mild", "moderate", "severe"};
  const bool is_of_case =
      std::ranges::any_of(of_case, [&](auto word) { return contains_but_case(words, word); });
  if (!is_of_case && !is_placeholder(words)) item.doubt("severity-word", words);
}

/// An intolerance is no allergy, and most systems say which of the two they mean.
std::string type_of(const El& value) {
  constexpr std::array<std::string_view, 4> intolerances{
      "59037007", "235719002", "782197009", "782415009"};
  constexpr std::array<std::string_view, 4> allergies{
      "416098002", "414285001", "419199007", "426232007"};
  if (has_code(value, intolerances)) return "intolerance";
  return has_code(value, allergies) ? "allergy" : "";
}

/// What the chart calls a reaction besides, in brackets: "Wheal (Hives)".
std::string words_beside(const Chosen& reaction) {
  constexpr std::size_t longest = 40;
  for (const std::string& other : reaction.also) {
    if (other.size() <= longest && !contains_but_case(reaction.name, other) &&
        !contains_but_case(other, reaction.name))
      return " (" + other + ')';
  }
  return {};
}

/// What happens, and how bad it gets. `names` gets all that the chart calls it.
void read_reactions(
    const El& allergy, const Pages& pages, Item& item, std::vector<std::string>& names
) {
  take_severity(allergy, item);
  for (const El& relation : allergy.children("entryRelationship")) {
    const El reaction = relation.child("observation");
    const bool is_reaction = reaction.has_template(reaction_template) ||
                             (relation.attribute("typeCode") == "MFST" && reaction);
    if (!is_reaction) continue;
    std::vector<Candidate> said = candidates_of(reaction.child("value"), pages);
    if (const El text = reaction.child("text")) said.push_back({pages.text_of(text), false});
    const Chosen chosen = choose(said);
    names.push_back(chosen.name);
    names.insert(names.end(), chosen.also.begin(), chosen.also.end());
    if (reaction.attribute("negationInd") == "true") {
      item.doubt("no-reaction", with_others(chosen));
      continue;
    }
    constexpr std::string_view gravest = "anaphyla";
    for (const std::string& other : chosen.also) {
      if (contains_but_case(other, gravest) != contains_but_case(chosen.name, gravest))
        item.doubt("text-says", other);
    }
    if (!chosen.name.empty() && !contains_but_case(item.reaction, chosen.name))
      item.reaction += (item.reaction.empty() ? "" : ", ") + chosen.name + words_beside(chosen);
    take_severity(reaction, item);
    const Period period = period_of(reaction.child("effectiveTime"));
    const El severity = observation_of(reaction, severity_template, "SEV").child("value");
    item.reactions.push_back(
        {chosen.name,
         severity_in(severity),
         period.start ? period.start : period.end,
         period.start && period.end != period.start ? period.end : std::nullopt}
    );
  }
}

std::vector<Candidate> substances_of(const El& allergy, const Pages& pages) {
  std::vector<Candidate> all;
  for (const El& participant : allergy.children("participant")) {
    const El entity = participant.at("participantRole/playingEntity");
    for (auto& candidate : candidates_of(entity.child("code"), pages))
      all.push_back(std::move(candidate));
    if (const El name = entity.child("name"))
      all.push_back({name.text(), false, false, !codes_of(entity.child("code")).empty()});
  }
  return all;
}

void read_one_allergy(const El& allergy, const El& act, bool is_alone, const Reading& to) {
  const auto leave = [&](Outcome outcome, std::string_view why, std::string what) {
    to.chart.leave(to.source, Section::allergies, outcome, why, std::move(what));
  };
  Item item{.kind = Section::allergies};
  item.source = to.source;
  std::vector<std::string> reactions;
  read_reactions(allergy, to.pages, item, reactions);
  // Some systems write a second reaction beside the allergy.
  if (is_alone) read_reactions(act, to.pages, item, reactions);
  auto candidates = substances_of(allergy, to.pages);
  const El entity = allergy.at("participant/participantRole/playingEntity");
  const bool has_substance = !candidates.empty();
  if (const El text = allergy.child("text"))
    candidates.push_back({to.pages.text_of(text), false, true});
  if (!has_substance) {
    for (auto& candidate : candidates_of(allergy.child("value"), to.pages))
      candidates.push_back(std::move(candidate));
  }
  const Chosen chosen = choose(candidates, false, reactions);
  const std::string shown = !chosen.name.empty() ? chosen.name
                            : candidates.empty() ? ""
                                                 : candidates.front().text;
  const auto deny = [&](std::string_view why, std::string words) {
    Item denied{.kind = Section::allergies, .name = chosen.name, .also = chosen.also};
    denied.source = to.source;
    denied.codes = codes_of(entity.child("code"));
    to.chart.deny(std::move(denied), why, std::move(words));
  };
  if (act.child("statusCode").attribute("code") == "nullified" ||
      allergy.child("statusCode").attribute("code") == "nullified")
    return deny("mistaken", shown);
  if (leave_another(allergy, Section::allergies, shown, to)) return;
  constexpr std::array<std::string_view, 3> over{"413322009", "73425007", "resolved"};
  const El status = observation_of(allergy, status_of_allergy, "33999-4").child("value");
  // An end without a word that it is over may be the day of one reaction.
  const bool is_over = has_code(status, over) || state_in(own_words_of(status)) == State::over;
  const auto none = [&](Statement statement, const std::string& words) {
    if (is_over) return leave(Outcome::left_out, "none-over", words);
    to.chart.none(to.source, Section::allergies, statement, words);
  };
  for (const El& coded : {allergy.child("value"), entity.child("code")}) {
    if (const auto scope = none_in(coded)) return none({Empty::none, *scope}, shown);
  }
  const bool is_coded_thing = has_substance && !has_code(entity.child("code"), any_substance) &&
                              (is_of_thing(entity.child("code"), to.pages) ||
                               !choose(substances_of(allergy, to.pages)).name.empty());
  if (const auto stated = stated_by(candidates, is_coded_thing))
    return none(stated->statement, stated->words);
  if (allergy.attribute("negationInd") == "true" || act.attribute("negationInd") == "true") {
    if (!is_coded_thing) return none({Empty::none, scope_of(allergy)}, shown);
    tell_denied_but_listed(allergy, chosen, Section::allergies, to);
    return deny("not-allergic", with_day(with_others(chosen), allergy));
  }
  item.name = chosen.name;
  item.also = chosen.also;
  item.type = type_of(allergy.child("value"));
  item.codes = codes_of(entity.child("code"));
  const Period period = period_of(allergy.child("effectiveTime"));
  item.start = period.start;
  item.status = is_over ? "resolved" : "active";
  if (item.status == "active" && period.end) item.doubt("active-and-ended", period.end->iso());
  if (item.status == "active" && !period.end) tell_end_of_concern(act, item);
  tell_broken_off(act, item);
  if (act.is("act")) tell_broken_off(allergy, item);
  // Inactive may be less than over.
  if (is_over && contains_but_case(own_words_of(status), "inactive"))
    item.doubt("entry-state", own_words_of(status));
  tell_state_in_words(status, item);
  tell_unreadable_days(allergy, item);
  const std::string_view critical =
      observation_of(allergy, criticality_template, "82606-5").at("value").attribute("code");
  item.criticality = critical == "CRITH" ? "high" : critical == "CRITL" ? "low" : "";
  if (std::string words = stated_beside(candidates); !words.empty())
    item.doubt("text-says", std::move(words));
  tell_verification(allergy, item);
  compare_with_text(allergy, chosen, item, to);
  tell_comments(act, item, to);
  item.basis = chosen.is_coded ? Basis::coded : Basis::text;
  if (chosen.is_loose) item.doubt("name-of-text");
  if (chosen.name.empty()) {
    if (item.codes.empty() && item.reaction.empty())
      return leave(Outcome::not_understood, "without-name", shown);
    item.basis = Basis::unnamed;
  }
  to.chart.take(std::move(item));
}

}  // namespace

void read_allergy(const El& entry, const Reading& to) {
  const El act = entry.child("act");
  std::vector<El> allergies;
  for (const El& relation : act.children("entryRelationship")) {
    if (const El allergy = relation.child("observation")) allergies.push_back(allergy);
  }
  // A severity may stand beside the allergy, for the act as a whole.
  const auto is_allergy = [](const El& one) {
    return one.has_template("2.16.840.1.113883.10.20.22.4.7") || one.child("participant");
  };
  if (std::ranges::any_of(allergies, is_allergy))
    std::erase_if(allergies, [&](const El& one) { return !is_allergy(one); });
  if (const El alone = entry.child("observation")) allergies.push_back(alone);
  if (allergies.empty())
    return to.chart.leave(
        to.source,
        Section::allergies,
        Outcome::not_understood,
        "another-shape",
        to.pages.text_of(entry.at("act/text"))
    );
  to.chart.count(to.source, Section::allergies, static_cast<int>(allergies.size()) - 1);
  for (const El& allergy : allergies)
    read_one_allergy(allergy, act ? act : allergy, allergies.size() == 1, to);
}

}  // namespace engine::chart::c_cda
