#include "engine/facts/context.hpp"
#include "engine/facts/messages.hpp"
#include "engine/facts/problems.hpp"

#include <algorithm>
#include <set>

namespace engine::facts {

using casefile::Entry;

namespace {

/// A letter that closes the loop, and the one path of a decision that it goes with.
struct Letter {
  Name<tables::decision_problem> name;
  std::string_view path;
  Problem contradiction;  ///< says what the letter says
};
constexpr Letter letters[] = {
    {"staying", "stay", problems::not_staying},
    {"leaving", "switch", problems::not_leaving},
    {"joining", "switch", problems::not_joining},
    {"declining", "stay", problems::not_declining},
    {"third", "third", problems::no_third},
    {"reconcile", "reconcile", problems::no_reconcile},
};
static_assert(std::size(letters) == std::size(tables::decision_problem));

Fact stopped(std::string_view code, std::string text, std::string hint, Span at) {
  Fact fact = group<tables::problem>({
      {"code", std::string{code}},
      {"text", Fact{std::move(text), at}},
      {"hint", std::move(hint)},
  });
  fact.span = at;
  return fact;
}

Fact stopped(const Context& d, const Problem& problem, Span at) {
  const std::string hint = std::string{problem.words} + "-hint";
  return stopped(
      problem.code, std::string{said(d.in, problem.words)}, std::string{said(d.in, hint)}, at
  );
}

std::string_view path_of(const Entry* decision) {
  const auto path = decision ? decision->text("path") : std::string_view{};
  return path == "undecided" ? std::string_view{} : path;
}

Fact decided_otherwise(const Context& d, const Letter& letter, const Entry& path) {
  const std::string decision = quoted_value(code_words(d, &path));
  return stopped(
      letter.contradiction.code,
      filled(said(d.in, letter.contradiction.words), {{"decision", decision}}),
      filled(said(d.in, "decided.otherwise-hint"), {{"path", letter.path}}),
      path.span
  );
}

bool has_second_opinion(const std::vector<const Entry*>& opinions, const Entry* doctor) {
  return std::any_of(opinions.begin(), opinions.end(), [&](const Entry* opinion) {
    return opinion->target("provider") != doctor;
  });
}

/// Nobody changes to the doctor whose opinion is that of the one they have. Who stays may well
/// follow the opinion of another.
bool follows_another(const Entry& decision, std::string_view path, const Entry* doctor) {
  return doctor && path == "switch" && decision.target("chosen") == doctor;
}

std::size_t doctors_of(const std::vector<const Entry*>& opinions) {
  std::set<const Entry*> doctors;
  for (const Entry* opinion : opinions) doctors.insert(opinion->target("provider"));
  return doctors.size();
}

/// What stops a letter that goes with the path that was decided.
Fact lacking(const Context& d, const Letter& letter, const Entry& decision, const People& people) {
  const auto opinions = d.root.all("opinion");
  const Span at = decision.find("path")->span;
  if (letter.name.text == "reconcile" && doctors_of(opinions) < 2)
    return stopped(d, problems::one_opinion, at);
  if (!has_second_opinion(opinions, people.doctor))
    return stopped(d, problems::no_second_opinion, at);
  if (follows_another(decision, letter.path, people.doctor))
    return stopped(d, problems::chose_another, decision.find("chosen")->span);
  return {};
}

/// Only who stays or changes follows a doctor.
void tell_chosen(const Context& d, const Entry* decision) {
  const Entry* chosen = decision ? decision->find("chosen") : nullptr;
  if (!chosen || decision->is("path", "stay") || decision->is("path", "switch")) return;
  const auto path = decision->text("path");
  d.out.warn(
      messages::chosen_of_no_path(quoted_value(path.empty() ? "undecided" : path)),
      chosen->span,
      {"write path=\"stay\" or path=\"switch\" with it, or leave chosen out"}
  );
}

}  // namespace

Fact decision_problem(const Context& d, const People& people) {
  const Entry* decision = d.root.find("decision");
  tell_chosen(d, decision);
  const auto path = path_of(decision);
  Fact undecided;
  if (path.empty()) {
    const Entry* said_so = decision ? decision->find("path") : nullptr;
    const Span at = said_so ? said_so->span : decision ? decision->span : d.root.span;
    undecided = stopped(d, problems::not_yet_decided, at);
  }
  Group problems;
  problems.reserve(std::size(letters));
  for (const Letter& letter : letters) {
    problems.emplace_back(
        letter.name.text,
        path.empty()          ? undecided
        : path != letter.path ? decided_otherwise(d, letter, *decision->find("path"))
                              : lacking(d, letter, *decision, people)
    );
  }
  return problems;
}

Fact transfer_problem(const Context& d, const Disclosure& disclosure, const People& people) {
  if (!is_closed_by_staying(d, disclosure, people)) return {};
  return stopped(d, problems::transfer_not_needed, d.root.find("decision")->find("path")->span);
}

bool is_closed_by_staying(const Context& d, const Disclosure& disclosure, const People& people) {
  if (disclosure.paper != "transfer" || !disclosure.provider) return false;
  return (disclosure.provider == people.second || disclosure.provider == people.third) &&
         path_of(d.root.find("decision")) == "stay";
}

const Entry* chosen_doctor(const Context& d, const People& people) {
  const Entry* decision = d.root.find("decision");
  const auto path = path_of(decision);
  if (path != "stay" && path != "switch") return nullptr;
  const Entry* chosen = decision->target("chosen");
  if (path == "stay") return chosen ? chosen : people.doctor;
  if (follows_another(*decision, path, people.doctor)) return nullptr;
  return chosen ? chosen : people.second;
}

const Entry* followed_while_staying(const Context& d, const People& people) {
  const Entry* decision = d.root.find("decision");
  const Entry* chosen = decision ? decision->target("chosen") : nullptr;
  return path_of(decision) == "stay" && chosen != people.doctor ? chosen : nullptr;
}

const Entry* new_doctor(const Context& d, const People& people) {
  const Entry* decision = d.root.find("decision");
  const Entry* chosen = decision ? decision->target("chosen") : nullptr;
  return chosen && chosen != people.doctor ? chosen : people.second;
}

}  // namespace engine::facts
