#include "engine/chart/known_words.hpp"

#include "engine/base/base.hpp"
#include "engine/base/fold.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace engine::chart {

namespace {

/// Calls `take` for each word of a text, folded: letters alone.
template <typename Take>
void for_each_word(std::string_view text, const Take& take) {
  const auto is_part = [](char c) { return is_letter(c) || static_cast<unsigned char>(c) >= 0x80; };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_part(text[end])) ++end;
    if (std::string word = folded(text.substr(at, end - at)); !word.empty()) take(std::move(word));
    at = std::max(end, at + 1);
  }
}

/// Labels, lists of codes, months, and what joins other words.
constexpr std::string_view says_nothing[] = {
    "a",          "an",           "and",        "are",       "as",
    "at",         "be",           "by",         "date",      "day",
    "days",       "dr",           "for",        "from",      "has",
    "have",       "in",           "is",         "it",        "its",
    "name",       "onset",        "resolution", "snomed",    "icd",
    "rxnorm",     "loinc",        "cpt",        "procedure", "medication",
    "medicine",   "treatment",    "encounter",  "problem",   "diagnosis",
    "vaccine",    "immunization", "allergy",    "authored",  "concern",
    "concerns",   "monitored",    "md",         "of",        "on",
    "or",         "since",        "start",      "status",    "started",
    "that",       "the",          "this",       "time",      "to",
    "type",       "was",          "were",       "with",      "you",
    "your",       "code",         "jan",        "feb",       "mar",
    "apr",        "may",          "jun",        "jul",       "aug",
    "sep",        "sept",         "oct",        "nov",       "dec",
    "st",         "nd",           "rd",         "th",        "am",
    "pm",         "january",      "february",   "march",     "april",
    "june",       "july",         "august",     "september", "october",
    "november",   "december",     "de",         "del",       "el",
    "la",         "los",          "las",        "y",         "o",
    "en",         "con",          "por",        "para",      "desde",
    "fecha",      "estado",       "enero",      "febrero",   "marzo",
    "abril",      "mayo",         "junio",      "julio",     "agosto",
    "septiembre", "octubre",      "noviembre",  "diciembre"};

constexpr std::string_view of_taking[] = {
    "take",     "takes",   "use",      "apply",      "inhale",    "inject",  "tablet",  "tablets",
    "tab",      "tabs",    "capsule",  "capsules",   "cap",       "caps",    "puff",    "puffs",
    "drop",     "drops",   "dose",     "doses",      "mouth",     "oral",    "orally",  "po",
    "route",    "daily",   "once",     "twice",      "every",     "each",    "hour",    "hours",
    "hr",       "hrs",     "h",        "q",          "week",      "weeks",   "weekly",  "month",
    "times",    "one",     "two",      "three",      "half",      "four",    "six",     "eight",
    "twelve",   "mg",      "mcg",      "ml",         "g",         "unit",    "units",   "bid",
    "tid",      "qid",     "qd",       "prn",        "needed",    "morning", "evening", "bedtime",
    "inhalant", "inhaler", "solution", "suspension", "injection", "spray",   "night",   "nightly",
    "tome",     "toma",    "tableta",  "cada",       "veces",     "vez",     "dia",     "horas",
    "boca"};

}  // namespace

void KnownWords::add(std::string_view text) {
  constexpr std::pair<std::string_view, std::string_view> short_for[] = {
      {"intramuscular", "im"}, {"intravenous", "iv"}, {"subcutaneous", "sc"}};
  for_each_word(text, [&](std::string word) {
    for (const auto& [whole, letters] : short_for) {
      if (word == whole) words_.emplace(letters);
    }
    words_.insert(std::move(word));
  });
}

void KnownWords::add_words_of_taking() {
  for (const std::string_view word : of_taking) words_.emplace(word);
}

namespace {

/// "Hypertension" and "hypertensive": long words that differ in their last letters.
bool have_one_stem(std::string_view a, std::string_view b) {
  constexpr std::size_t shortest = 8, most_behind = 3;
  const auto at = std::ranges::mismatch(a, b);
  const auto same = static_cast<std::size_t>(at.in1 - a.begin());
  return same >= shortest && a.size() - same <= most_behind && b.size() - same <= most_behind;
}

}  // namespace

bool KnownWords::has(const std::string& word) const {
  if (words_.contains(word) || std::ranges::find(says_nothing, word) != std::end(says_nothing))
    return true;
  constexpr std::size_t shortest = 4;
  if (word.size() < shortest) return false;
  const auto longer = words_.lower_bound(word);
  if (longer != words_.end() && longer->starts_with(word)) return true;
  // The words of one stem stand beside each other.
  if (longer != words_.end() && have_one_stem(*longer, word)) return true;
  if (longer != words_.begin() && have_one_stem(*std::prev(longer), word)) return true;
  for (std::size_t length = word.size() - 1; length >= shortest; --length) {
    if (words_.contains(std::string_view{word}.substr(0, length))) return true;
  }
  return false;
}

bool KnownWords::cover(std::string_view text) const {
  bool all = true;
  std::string before;
  for_each_word(text, [&](std::string word) {
    const bool is_list = word == "ct" && before == "snomed";
    all = all && (is_list || has(word));
    before = std::move(word);
  });
  return all;
}

}  // namespace engine::chart
