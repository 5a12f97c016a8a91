#include "engine/chart/wording.hpp"

#include "engine/base/fold.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace engine::chart {

std::vector<std::string> numbers_in(std::string_view text) {
  std::vector<std::string> numbers;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() &&
           (is_digit(text[end]) || ((text[end] == '.' || text[end] == ',') &&
                                    end + 1 < text.size() && is_digit(text[end + 1]))))
      ++end;
    std::string number{text.substr(at, end - at)};
    std::erase(number, ',');
    while (number.size() > 1 && number.front() == '0' && is_digit(number[1])) number.erase(0, 1);
    if (number.find('.') != number.npos) {
      while (number.back() == '0') number.pop_back();
      if (number.back() == '.') number.pop_back();
    }
    numbers.push_back(std::move(number));
    at = end;
  }
  return numbers;
}

namespace {

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool begins_with_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view w) { return word.starts_with(w); });
}

/// "No known drug allergies", "NKDA", "None": every word of it is about nothing in particular. "No
/// known penicillin allergy" is about penicillin, and no such text.
bool says_that_there_is_none(std::string_view text) {
  constexpr std::array<std::string_view, 8> exactly{
      "nka", "nkda", "nkfa", "none", "noneknown", "nonereported", "nil", "denies"};
  if (is_one_of(folded(text), exactly)) return true;
  constexpr std::string_view general[]{
      "no",
      "known",
      "drug",
      "drugs",
      "food",
      "medication",
      "medications",
      "medicine",
      "medicines",
      "allergy",
      "allergies",
      "allergic",
      "adverse",
      "reaction",
      "reactions",
      "problem",
      "problems",
      "health",
      "medical",
      "current",
      "currently",
      "active",
      "history",
      "reported",
      "significant",
      "past",
      "of",
      "or",
      "and",
      "to",
      "the",
      "patient",
      "has",
      "have",
      "is",
      "at",
      "this",
      "time",
      "any",
      "condition",
      "conditions",
      "disease",
      "diseases",
      "home",
      "regular",
      "prescription",
      "prescriptions",
      "not",
      "on",
      "taking",
      "takes",
      "take",
      "does",
      "outpatient",
      "inpatient",
      "environmental",
      "seasonal",
      "contact",
      "been",
      "prescribed",
      "list",
      "illnesses",
      "chronic",
      "acute"};
  std::string small = lowered(text);
  std::ranges::replace_if(
      small, [](char c) { return !is_letter(c); }, ' '
  );
  const auto words = words_of(small);
  const bool denies = std::ranges::find(words, "no") != words.end();
  // "Not taking" is about one medicine, and "not taking any medications" about all.
  constexpr std::array<std::string_view, 4> of_all{"medication", "medicine", "drug", "allerg"};
  const bool denies_all =
      std::ranges::find(words, "not") != words.end() &&
      std::ranges::any_of(
          words, [&](std::string_view word) { return begins_with_one_of(word, of_all); }
      ) &&
      std::ranges::find(words, "this") == words.end();
  return (denies || denies_all) && words.size() > 1 &&
         std::ranges::all_of(words, [&](std::string_view w) { return is_one_of(w, general); });
}

}  // namespace

std::string PersonName::whole() const {
  if (!text.empty()) return text;
  std::string all;
  const auto add = [&](const std::string& word) {
    if (!word.empty()) all += (all.empty() ? "" : " ") + word;
  };
  for (const auto& word : prefix) add(word);
  for (const auto& word : given) add(word);
  add(family);
  for (const auto& word : suffix) add(word);
  return all;
}

std::string tidy(std::string_view text) {
  std::string words = collapsed(text);
  constexpr std::array<std::string_view, 18> added{
      " (CMS/HCC)",  // of bills
      " (HCC)",
      " (medicinal product)",
      " (medicinal product form)",
      " (clinical drug)",
      " (qualifier value)",
      " (observable entity)",
      " (disorder)",
      " (finding)",
      " (physical object)",
      " (procedure)",
      " (situation)",
      " (organism)",
      " (substance)",
      " (product)",
      " (event)",
      " (morphologic abnormality)",
      " (regime/therapy)"};
  const auto take_off = [&](std::string_view end) {
    if (words.size() > end.size() &&
        same_but_case(std::string_view{words}.substr(words.size() - end.size()), end))
      words.erase(words.size() - end.size());
  };
  for (const std::string_view end : added) {
    take_off(end);
    take_off(end.substr(1));  // some leave out the blank
  }
  for (const std::string_view before :
       {"Product containing only ", "Product containing precisely ", "Product containing "}) {
    if (words.starts_with(before)) words.erase(0, before.size());
  }
  return words;
}

bool is_placeholder(std::string_view text) {
  const std::string words = folded(text);
  if (words.empty() || std::ranges::all_of(words, is_digit)) return true;
  constexpr std::array<std::string_view, 34> nothing{
      "null",
      "unk",
      "unknown",
      "problem",
      "disease",
      "condition",
      "diagnosis",
      "finding",
      "symptom",
      "complaint",
      "substance",
      "drug",
      "food",
      "medication",
      "medicine",
      "allergen",
      "allergy",
      "drugallergy",
      "foodallergy",
      "allergytosubstance",
      "propensitytoadversereactions",
      "drugormedicament",
      "na",
      "ni",
      "none",
      "other",
      "seetext",
      "seecomments",
      "rxnorm",
      "snomedct",
      "snomed",
      "icd10",
      "codedallergynamenotavailable",
      "nocodeavailable"};
  return is_one_of(words, nothing);
}

bool is_some_allergy(std::string_view text) {
  constexpr std::array<std::string_view, 5> allergies{
      "allergy",
      "drugallergy",
      "foodallergy",
      "allergytosubstance",
      "propensitytoadversereactions"};
  return is_one_of(folded(text), allergies);
}

std::string without_word_for_allergy(std::string_view name) {
  constexpr std::string_view before[] = {
      "allergy to ", "alergia al ", "alergia a la ", "alergia a "};
  constexpr std::string_view behind = " allergy";
  std::string small = lowered(name);
  for (const std::string_view words : before) {
    if (small.starts_with(words)) small.erase(0, words.size());
  }
  if (small.ends_with(behind)) small.erase(small.size() - behind.size());
  return folded(small);
}

std::optional<Statement> statement_in(std::string_view text) {
  const std::string words = folded(text);
  if (words.empty() || words.size() > 120) return std::nullopt;
  constexpr std::array<std::string_view, 11> nobody_knows{
      "notonfile",
      "noinformation",
      "noallergiesindicated",
      "nodata",
      "norecords",
      "notrecorded",
      "notavailable",
      "nonerecorded",
      "notassessed",
      "unabletoobtain",
      "notdocumented"};
  // "No food allergies recorded", "No current medications on file."
  constexpr std::array<std::string_view, 6> of_records{
      "recorded", "onfile", "documented", "indicated", "noted", "entered"};
  const bool is_unrecorded =
      words.starts_with("no") && words.find("known") == words.npos &&
      std::ranges::any_of(of_records, [&](auto end) { return words.ends_with(end); }) &&
      says_that_there_is_none(text.substr(0, text.find_last_of(' ', text.find_last_not_of(". "))));
  if (begins_with_one_of(words, nobody_knows) || is_unrecorded ||
      words.find("dataisapplicable") != words.npos)
    return Statement{Empty::no_information, Scope::all};
  constexpr std::array<std::string_view, 4> not_asked{
      "notasked", "notreviewed", "unasked", "hasnotbeenasked"};
  if (begins_with_one_of(words, not_asked)) return Statement{Empty::not_asked, Scope::all};
  if (!says_that_there_is_none(text)) return std::nullopt;
  const auto says = [&](std::string_view word) { return words.find(word) != words.npos; };
  Statement statement{Empty::none, Scope::all};
  if (says("drug") || words == "nkda" || (says("medic") && says("allerg")))
    statement.scope = Scope::drug;
  if (says("food") || words == "nkfa") statement.scope = says("drug") ? Scope::all : Scope::food;
  return statement;
}

std::optional<Stated> stated_by(std::span<const Candidate> candidates, bool is_coded_thing) {
  // "No allergy recorded" names no thing, whatever its code.
  const bool names_none = std::ranges::any_of(candidates, [](const Candidate& candidate) {
    const std::string small = lowered(candidate.text);
    return candidate.is_coded && !candidate.is_beside_code && small.starts_with("no ");
  });
  for (const Candidate& candidate : candidates) {
    const bool is_beside = candidate.is_loose || candidate.is_beside_code;
    if (is_beside && is_coded_thing && !names_none) continue;
    if (const auto statement = statement_in(candidate.text))
      return Stated{*statement, candidate.text};
  }
  return std::nullopt;
}

std::string stated_beside(std::span<const Candidate> candidates) {
  const auto stated = std::ranges::find_if(candidates, [](const Candidate& candidate) {
    return candidate.is_beside_code && statement_in(candidate.text);
  });
  return stated == candidates.end() ? std::string{} : stated->text;
}

bool has_strength(std::string_view text) {
  constexpr std::array<std::string_view, 10> units{
      "mg", "mcg", "ug", "g", "ml", "unit", "iu", "meq", "%", "units"};
  const std::string small = lowered(text);
  for (std::size_t at = 0; at < small.size(); ++at) {
    if (!is_digit(small[at])) continue;
    std::size_t end = at;
    while (end < small.size() && (is_digit(small[end]) || small[end] == '.' || small[end] == ','))
      ++end;
    while (end < small.size() && small[end] == ' ') ++end;
    std::size_t unit = end;
    while (unit < small.size() && (is_letter(small[unit]) || small[unit] == '%')) ++unit;
    if (is_one_of(std::string_view{small}.substr(end, unit - end), units)) return true;
    at = end;
  }
  return false;
}

/// So many names are compared with each other; no entry of a hospital has more.
constexpr std::size_t few_names = 64;

Chosen choose(
    std::span<const Candidate> candidates, bool is_medicine, std::span<const std::string> not_these
) {
  std::vector<Candidate> good;
  std::set<std::string> letters;  // of those, once they are too many to be compared with each other
  for (const Candidate& candidate : candidates) {
    const bool is_beside = candidate.is_loose || candidate.is_beside_code;
    if (is_beside && statement_in(candidate.text)) continue;
    Candidate tidied{tidy(candidate.text), candidate.is_coded, candidate.is_loose};
    const bool means_other = std::ranges::any_of(not_these, [&](const std::string& other) {
      return are_alike(other, tidied.text);
    });
    const auto few = static_cast<std::ptrdiff_t>(std::min(few_names, good.size()));
    const auto last = good.begin() + few;
    const auto known = std::find_if(good.begin(), last, [&](const Candidate& other) {
      return are_alike(other.text, tidied.text);
    });
    const bool is_known = known != last;
    const bool are_many = good.size() >= few_names;
    if (!is_known && are_many && !letters.insert(folded(tidied.text)).second) continue;
    if (is_known) {
      known->is_coded = known->is_coded || candidate.is_coded;
      known->is_loose = known->is_loose && candidate.is_loose;
    } else if (!is_placeholder(tidied.text) && !means_other) {
      good.push_back(std::move(tidied));
    }
  }
  if (good.empty()) return {};
  std::size_t best = 0;
  if (is_medicine && !has_strength(good[0].text)) {
    const std::string_view name = good[0].text;
    const std::string first = lowered(name.substr(0, name.find(' ')));
    for (std::size_t i = 1; i < good.size() && best == 0; ++i) {
      if (has_strength(good[i].text) && lowered(good[i].text).find(first) != std::string::npos)
        best = i;
    }
  }
  Chosen chosen{good[best].text, {}, good[best].is_coded, good[best].is_loose};
  // A whole table that a text points to is no spelling of a name.
  constexpr std::size_t longest_spelling = 120;
  for (std::size_t i = 0; i < good.size(); ++i) {
    if (i != best && (good[i].is_coded || good[i].text.size() <= longest_spelling))
      chosen.also.push_back(good[i].text);
  }
  return chosen;
}

std::string with_others(const Chosen& chosen) {
  std::string words = chosen.name;
  const bool are_few = chosen.also.size() <= few_names;
  for (const std::string& other : chosen.also) {
    if (!are_few || !contains_but_case(words, other)) words += " (" + other + ')';
  }
  return words;
}

bool is_survey(std::string_view name) {
  constexpr std::array<std::string_view, 7> asking{
      "screen",
      "assessment",
      "questionnaire",
      "inventory",
      "tamizaje",
      "evaluación",
      "cuestionario"};
  constexpr std::array<std::string_view, 19> about{
      "depress",
      "depres",
      "anxiety",
      "ansiedad",
      "substance use",
      "substance abuse",
      "sustancia",
      "drug",
      "drogas",
      "alcohol",
      "domestic",
      "violence",
      "violencia",
      "abuse",
      "suicid",
      "social care",
      "social needs",
      "tobacco",
      "mental health"};
  const auto has = [&](std::string_view words) { return contains_but_case(name, words); };
  return has("assessment using") || has("questionnaire") || has("cuestionario") ||
         (std::ranges::any_of(asking, has) && std::ranges::any_of(about, has));
}

bool is_of_life(std::string_view name) {
  constexpr std::array<std::string_view, 7> ends{
      "full-time employment",
      "part-time employment",
      "not in labor force",
      "unemployed",
      "education",
      "school equivalency",
      "social contact"};
  constexpr std::array<std::string_view, 4> parts{
      "social isolation", "housing unsatisfactory", "military service", "school education"};
  const std::string small = lowered(name);
  return std::ranges::any_of(ends, [&](std::string_view end) { return small.ends_with(end); }) ||
         std::ranges::any_of(parts, [&](std::string_view part) {
           return small.find(part) != small.npos;
         });
}

bool is_talk(std::string_view name) {
  constexpr std::string_view talks[] = {
      "reconciliation",
      "education",
      "anticipatory guidance",
      "counseling",
      "counselling",
      "discussion",
      "conciliación",
      "educación",
      "consejería",
      "asesoramiento"};
  return std::ranges::any_of(talks, [&](std::string_view w) { return contains_but_case(name, w); });
}

namespace {

bool are_all_in(const std::vector<std::string>& some, const std::vector<std::string>& all) {
  return std::ranges::all_of(some, [&](const std::string& number) {
    return std::ranges::find(all, number) != all.end();
  });
}

}  // namespace

bool numbers_differ(std::string_view a, std::string_view b) {
  const auto of_a = numbers_in(a), of_b = numbers_in(b);
  if (of_a.empty() || of_b.empty()) return false;
  return !are_all_in(of_a, of_b) && !are_all_in(of_b, of_a);
}

bool has_other_number(std::string_view text, std::string_view known) {
  return !are_all_in(numbers_in(text), numbers_in(known));
}

}  // namespace engine::chart
