#include "engine/chart/c_cda/c_cda.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <array>

namespace engine::chart::c_cda {

namespace {

constexpr std::string_view status_of_problem = "2.16.840.1.113883.10.20.22.4.6";
constexpr std::string_view code_of_status = "33999-4";

/// Codes that stand for any problem: where they are negated, there is none at all.
constexpr std::array<std::string_view, 5> any_problem{
    "55607006", "64572001", "404684003", "416471007", "248536006"};
/// No known problems.
constexpr std::array<std::string_view, 1> no_known_problem{"160245001"};

/// Whether it went away for now, or came back, as the status says it.
std::string course_of(const El& problem) {
  const El said = observation_of(problem, status_of_problem, code_of_status).child("value");
  constexpr std::array<std::string_view, 1> remission{"277022003"};
  constexpr std::array<std::string_view, 3> again{"255227004", "246455001", "263855007"};
  const std::string words = said.attribute("displayName").empty()
                                ? said.child("originalText").text()
                                : std::string{said.attribute("displayName")};
  if (has_code(said, remission) || contains_but_case(words, "remission")) return "remission";
  const bool is_again = has_code(said, again) || contains_but_case(words, "recurren") ||
                        contains_but_case(words, "relapse");
  return is_again ? "recurrence" : "";
}

/// Whether the status says that it is over.
bool is_called_over(const El& problem) {
  constexpr std::array<std::string_view, 4> over{"413322009", "73425007", "resolved", "inactive"};
  return has_code(observation_of(problem, status_of_problem, code_of_status).child("value"), over);
}

/// Whether somebody still has it. The status of the act says how long it is looked at, not how
/// long somebody is ill, so it is asked last.
std::string status_of(const El& problem, const El& act, const Period& period) {
  const El said = observation_of(problem, status_of_problem, code_of_status).child("value");
  constexpr std::array<std::string_view, 3> active{"55561003", "active", "C"};
  if (has_code(said, active) || !course_of(problem).empty()) return "active";
  if (is_called_over(problem)) return "resolved";
  if (period.end) return "resolved";
  const std::string_view looked_at = act.child("statusCode").attribute("code");
  // Beside a concern that goes on, an end that nobody knows may be none.
  if (period.ends_some_day) return looked_at == "active" && act.is("act") ? "unclear" : "resolved";
  // That nobody looks at it any more does not say that it is over.
  if (looked_at == "completed" && act.is("act")) return "unclear";
  if (looked_at == "suspended" || looked_at == "aborted" || looked_at == "cancelled")
    return "unclear";
  return "active";
}

/// A diagnosis that is not made yet: preliminary, working, one of several.
bool is_unsure(const El& problem) {
  constexpr std::array<std::string_view, 4> unsure{"148006", "5558000", "47965005", "415684004"};
  constexpr std::string_view words[] = {
      "preliminary", "provisional", "differential", "working", "suspected"};
  const El code = problem.child("code");
  const std::string_view name = code.attribute("displayName");
  const std::string_view uncertain = problem.child("uncertaintyCode").attribute("code");
  return has_code(code, unsure) || uncertain == "UN" || uncertain == "U" ||
         std::ranges::any_of(words, [&](auto word) { return contains_but_case(name, word); });
}

/// The side, and what it is said to come with: "Secondary diabetes (Associated with: Dialysis)".
void add_qualifiers(const El& value, std::string& name) {
  std::string beside, before;
  for (const El& qualifier : value.children("qualifier")) {
    const std::string what{qualifier.child("value").attribute("displayName")};
    const std::string how = tidy(qualifier.child("name").attribute("displayName"));
    if (what.empty() || contains_but_case(name, what)) continue;
    if (how.empty() || contains_but_case(how, "laterality") || contains_but_case(how, "site")) {
      name += ", " + what;
    } else {
      beside += how == before ? ", " + what : (beside.empty() ? "" : "; ") + how + ": " + what;
      before = how;
    }
  }
  if (!beside.empty()) name += " (" + beside + ')';
}

/// "Asthma : Status - Active" is a name and a state: the state is taken off, and given.
std::string take_state_off(std::string& words) {
  const std::string small = lowered(words);
  const auto at = small.find("status");
  if (at == small.npos || at == 0) return {};
  const auto name_end = words.find_last_not_of(" :-–;,", at - 1);
  const auto state = words.find_first_not_of(" :-", at + std::string_view{"status"}.size());
  const bool is_apart =
      name_end != words.npos && state != words.npos && words.find_first_of(":-;,", name_end) < at;
  if (!is_apart || words.find(' ', state) != words.npos) return {};
  std::string said = words.substr(state);
  words.erase(name_end + 1);
  return said;
}

/// What the chart says that somebody does not have.
void deny(
    const El& problem,
    const Chosen& chosen,
    std::string_view why,
    std::string shown,
    const Reading& to
) {
  Item item{.kind = Section::problems, .name = chosen.name, .also = chosen.also};
  item.source = to.source;
  item.codes = codes_of(problem.child("value"));
  to.chart.deny(std::move(item), why, std::move(shown));
}

/// An illness of a relative that stands among the person's own: it is one of the family.
bool take_for_family(const El& problem, const Chosen& chosen, const Reading& to) {
  const auto who = another_subject(problem, to);
  if (!who || who->empty() || chosen.name.empty()) return false;
  to.chart.count(to.source, Section::problems, -1);  // where it was counted
  to.chart.count(to.source, Section::family);
  Item item{.kind = Section::family, .name = chosen.name, .also = chosen.also};
  item.source = to.source;
  item.relative = *who;
  item.doubt("among-own", *who);
  to.chart.take(std::move(item));
  return true;
}

void read_one_problem(
    const El& problem, const El& act, const Reading& to, std::string_view doubt = {}
) {
  const auto leave = [&](Outcome outcome, std::string_view why, std::string what) {
    to.chart.leave(to.source, Section::problems, outcome, why, std::move(what));
  };
  auto candidates = candidates_of(problem.child("value"), to.pages);
  if (!candidates.empty()) add_qualifiers(problem.child("value"), candidates.front().text);
  if (const El text = problem.child("text"))
    candidates.push_back({to.pages.text_of(text), false, true});
  std::string state_in_text;
  for (Candidate& candidate : candidates) {
    const std::string state = candidate.is_coded ? "" : take_state_off(candidate.text);
    if (state_in_text.empty()) state_in_text = state;
  }
  const Chosen chosen = choose(candidates);
  const std::string shown = !chosen.name.empty() ? chosen.name
                            : candidates.empty() ? ""
                                                 : candidates.front().text;
  if (act.child("statusCode").attribute("code") == "nullified" ||
      problem.child("statusCode").attribute("code") == "nullified")
    return deny(problem, chosen, "mistaken", shown, to);
  const bool is_own = !another_subject(problem, to);
  const El value = problem.child("value");
  const bool is_coded_thing = !has_code(value, any_problem) && is_of_thing(value, to.pages);
  const auto stated = is_own ? stated_by(candidates, is_coded_thing) : std::nullopt;
  const auto none = [&](const Statement& statement, const std::string& words) {
    if (is_called_over(problem)) return leave(Outcome::left_out, "none-over", words);
    to.chart.none(to.source, Section::problems, statement, words);
  };
  if (stated) return none(stated->statement, stated->words);
  if (is_own && has_code(value, no_known_problem)) return none({Empty::none, Scope::all}, shown);
  const bool is_negated =
      problem.attribute("negationInd") == "true" || act.attribute("negationInd") == "true";
  if (is_negated) {
    if (is_own && (has_code(value, any_problem) || chosen.name.empty()))
      return none({Empty::none, Scope::all}, shown);
    if (is_own) tell_denied_but_listed(problem, chosen, Section::problems, to);
    return deny(
        problem,
        chosen,
        is_own ? "negated" : "not-in-family",
        with_day(with_others(chosen), problem),
        to
    );
  }
  if (take_for_family(problem, chosen, to)) return;
  if (leave_another(problem, Section::problems, with_others(chosen), to)) return;
  const Period period = period_of(problem.child("effectiveTime"));
  if (is_of_life(chosen.name)) {
    to.chart.count(to.source, Section::problems, -1);  // where it was counted
    to.chart.count(to.source, Section::social);
    return leave_of_life(
        to.source,
        with_others(chosen),
        period.start,
        period.end,
        period.ends_some_day || is_called_over(problem),
        to.chart
    );
  }
  Item item{.kind = Section::problems, .name = chosen.name, .also = chosen.also};
  item.source = to.source;
  item.codes = codes_of(value);
  item.status = status_of(problem, act, period);
  item.start = period.start;
  item.is_over_by_end = item.status == "resolved" && period.end && !is_called_over(problem);
  item.end = item.status == "active" ? std::nullopt : period.end;
  item.course = course_of(problem);
  // Inactive may be less than over: the word stays with the name.
  constexpr std::array<std::string_view, 2> inactive{"73425007", "inactive"};
  const El said = observation_of(problem, status_of_problem, code_of_status).child("value");
  if (item.course.empty() && has_code(said, inactive)) item.course = "inactive";
  if (item.course == "remission")
    item.doubt("in-remission", period.end ? period.end->iso() : "");
  else if (item.status == "active" && period.end)
    item.doubt("active-and-ended", period.end->iso());
  if (item.status == "active" && !period.end) tell_end_of_concern(act, item);
  tell_broken_off(act, item);
  if (act.is("act")) tell_broken_off(problem, item);
  tell_state_in_words(said, item);
  for (const El& relation : problem.children("entryRelationship")) {
    const El context = relation.child("observation").child("value");
    constexpr std::string_view absent[] = {"absent", "ruled out", "refuted", "not present"};
    const std::string_view words = context.attribute("displayName");
    const bool is_absent =
        std::ranges::any_of(absent, [&](auto one) { return contains_but_case(words, one); });
    if (is_absent) tell_state_in_words(context, item);
  }
  tell_unreadable_days(problem, item);
  item.basis = chosen.is_coded ? Basis::coded : Basis::text;
  if (!doubt.empty()) item.doubt(doubt);
  if (is_unsure(problem)) {
    item.basis = Basis::unconfirmed;
    item.doubt("unconfirmed");
  }
  tell_verification(problem, item);
  if (std::string words = stated_beside(candidates); !words.empty())
    item.doubt("text-says", std::move(words));
  compare_state(state_in_text, item);
  compare_with_text(problem, chosen, item, to);
  tell_comments(act, item, to);
  if (chosen.is_loose) item.doubt("name-of-text");
  tell_beside_problem(problem, to);
  if (chosen.name.empty()) {
    if (item.codes.empty()) return leave(Outcome::not_understood, "without-name", shown);
    item.basis = Basis::unnamed;
  } else if (const std::string site = site_of(problem); !site.empty()) {
    item.name += " (" + site + ')';
    item.site = site;
  }
  to.chart.take(std::move(item));
}

}  // namespace

void read_problem_of_concern(const El& problem, const Reading& to) {
  read_one_problem(problem, problem, to, "of-a-plan");
}

void read_problem(const El& entry, const Reading& to) {
  const El act = entry.child("act");
  std::vector<El> problems;
  for (const El& relation : act.children("entryRelationship")) {
    if (const El problem = relation.child("observation")) problems.push_back(problem);
  }
  std::erase_if(problems, [&](const El& one) {
    return !one.has_template("2.16.840.1.113883.10.20.22.4.4") && problems.size() > 1 &&
           !one.child("value");
  });
  if (const El alone = entry.child("observation")) problems.push_back(alone);
  if (problems.empty())
    return to.chart.leave(
        to.source,
        Section::problems,
        Outcome::not_understood,
        "another-shape",
        to.pages.text_of(entry.at("act/text"))
    );
  to.chart.count(to.source, Section::problems, static_cast<int>(problems.size()) - 1);
  for (const El& problem : problems) read_one_problem(problem, act ? act : problem, to);
}

}  // namespace engine::chart::c_cda
