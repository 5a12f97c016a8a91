// Names and words of a chart that say the opposite of where they stand.

#include "engine/chart/wording.hpp"

#include <algorithm>

namespace engine::chart {

bool denies_itself(std::string_view name) {
  constexpr std::string_view beginnings[] = {"not taking",     "do not use:",     "do not take:",
                                             "no evidence of", "no history of",   "rule out",
                                             "rule-out",       "ruled out",       "r/o",
                                             "denies",         "negative for",    "absence of",
                                             "suspected",      "possible",        "probable",
                                             "sin evidencia",  "sin antecedente", "descartar",
                                             "no toma",        "niega",           "sospecha de"};
  const std::string small = lowered(name);
  return std::ranges::any_of(beginnings, [&](std::string_view words) {
    return small.starts_with(words) &&
           (small.size() == words.size() || !is_letter(small[words.size()]));
  });
}

namespace {

/// Whether a phrase stands in a text as words of its own, and no word right before it turns it
/// round: "do not stop taking".
bool stands_in(std::string_view text, std::string_view phrase) {
  for (auto at = text.find(phrase); at != text.npos; at = text.find(phrase, at + 1)) {
    const auto end = at + phrase.size();
    const bool is_apart =
        (at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]));
    const std::string_view before = trimmed(text.substr(0, at));
    const bool is_turned = before.ends_with("not") || before.ends_with("never") ||
                           before.ends_with("n't") || before.ends_with("until") ||
                           before.ends_with("then");
    if (is_apart && !is_turned) return true;
  }
  return false;
}

}  // namespace

bool speaks_against(std::string_view text) {
  constexpr std::string_view phrases[] = {
      "not taking",
      "not currently taking",
      "not taken",
      "never took",
      "never taken",
      "no longer",
      "ruled out",
      "rule out",
      "r/o",
      "entered in error",
      "in error",
      "erroneous",
      "known absent",
      "refuted",
      "unlikely",
      "not confirmed",
      "unconfirmed",
      "discontinued",
      "stopped",
      "suspended",
      "no evidence of",
      "ya no",
      "no toma",
      "no lo toma",
      "descartado",
      "descartada",
      "dejó de",
      "suspendido",
      "suspendida",
      "por error"};
  // These may also be advice for a day that may come: "Stop taking it if you get a rash".
  constexpr std::string_view orders[] = {
      "stop taking",
      "stop this",
      "do not take this",
      "do not take it",
      "do not take any",
      "don't take this",
      "don't take it",
      "deje de tomar",
      "no tome esto",
      "no lo tome"};
  constexpr std::string_view conditions[] = {
      " if ",
      " unless ",
      " when ",
      " before ",
      " with ",
      " more than ",
      " si ",
      " con ",
      " antes "};
  const std::string small = lowered(text);
  const auto stands = [&](std::string_view phrase) { return stands_in(small, phrase); };
  if (denies_itself(trimmed(small)) || std::ranges::any_of(phrases, stands)) return true;
  const bool is_advice = std::ranges::any_of(conditions, [&](std::string_view words) {
    return small.find(words) != small.npos;
  });
  return !is_advice && std::ranges::any_of(orders, stands);
}

std::string_view denial_in(Section kind, std::string_view text) {
  constexpr std::string_view mistakes[] = {
      "entered in error", "in error", "erroneous", "por error"};
  constexpr std::string_view no_allergies[] = {
      "not allergic",
      "no allergy to",
      "no allergies to",
      "no known allergy to",
      "no known allergies to",
      "no reaction to",
      "not an allergy",
      "not a true allergy",
      "patient denies",
      "denies allergy",
      "denies an allergy",
      "tolerates",
      "tolerated",
      "tolera",
      "no es alérgica",
      "no es alérgico",
      "sin alergia a"};
  constexpr std::string_view not_taken[] = {
      "refused",
      "refuses",
      "declined",
      "declines",
      "never took",
      "never taken",
      "never started",
      "not given",
      "rechazó",
      "rechaza",
      "nunca tomó"};
  constexpr std::string_view no_problems[] = {
      "ruled out",
      "does not have",
      "do not have",
      "did not have",
      "never had",
      "no evidence of",
      "no history of",
      "negative for",
      "denies",
      "absence of",
      "known absent",
      "not present",
      "refuted",
      "descartado",
      "descartada",
      "no tiene",
      "niega",
      "sin evidencia",
      "sin antecedente"};
  const std::string small = lowered(text);
  const auto stands = [&](std::string_view phrase) { return stands_in(small, phrase); };
  if (std::ranges::any_of(mistakes, stands)) return "mistaken";
  switch (kind) {
    case Section::allergies: {
      // "Not allergic to penicillin, but to sulfa" is about two.
      const auto first = small.find("allerg");
      const bool is_of_two =
          small.find(" but ") != small.npos ||
          (first != small.npos && small.find("allergic to", first + 1) != small.npos);
      // "No penicillin allergy".
      const bool begins_so = (small.starts_with("no ") || small.starts_with("not ")) &&
                             first != small.npos && !small.starts_with("no longer");
      return (begins_so || std::ranges::any_of(no_allergies, stands)) && !is_of_two ? "not-allergic"
                                                                                    : "";
    }
    case Section::medications:
      return std::ranges::any_of(not_taken, stands) ? "not-taken" : "";
    case Section::problems: {
      const bool begins_so = small.starts_with("no ") && !small.starts_with("no longer");
      return begins_so || std::ranges::any_of(no_problems, stands) ? "negated" : "";
    }
    case Section::procedures:
      return small.starts_with("no ") || small.starts_with("not ") ? "not-done" : "";
    default:
      return {};
  }
}

bool is_of_relative(std::string_view name) {
  constexpr std::string_view kin[] = {
      "mother",      "father", "brother", "sister", "son",    "daughter", "wife",
      "husband",     "spouse", "partner", "aunt",   "uncle",  "cousin",   "grandmother",
      "grandfather", "parent", "sibling", "child",  "madre",  "padre",    "hermano",
      "hermana",     "hijo",   "hija",    "esposa", "esposo", "abuela",   "abuelo"};
  constexpr std::string_view behind[] = {
      " has ",
      " had ",
      " takes ",
      " is ",
      " with ",
      " allergic ",
      ": ",
      " tiene ",
      " tuvo ",
      " toma "};
  const std::string small = lowered(name);
  if (small.find(" of subject)") != small.npos) return true;  // of a code that is put together
  return std::ranges::any_of(kin, [&](std::string_view who) {
    const std::string in_brackets = '(' + std::string{who} + ')';
    const bool is_first = small.starts_with(who) && std::ranges::any_of(behind, [&](auto next) {
                            return std::string_view{small}.substr(who.size()).starts_with(next);
                          });
    return is_first || small.find(in_brackets) != small.npos;
  });
}

}  // namespace engine::chart
