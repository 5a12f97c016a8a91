// What somebody wrote about a thing that is over, on hold, or was never so: sentences beside it,
// and not its name.

#include "engine/chart/found.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace engine::chart {

namespace {

struct Token {
  std::string word;
  bool is_after_sign = false;  ///< a comma, a dash, a bracket stands before it
};
using Tokens = std::vector<Token>;

bool is_part_of_word(char c) {
  return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// The words of a text in small letters, sentence by sentence.
std::vector<Tokens> sentences_of(std::string_view text) {
  const std::string small = lowered(text);
  std::vector<Tokens> all(1);
  bool has_sign = false;
  for (std::size_t at = 0; at < small.size();) {
    // The dot of a list is a letter of two bytes.
    constexpr std::string_view dot = "·";
    const bool is_dot = std::string_view{small}.substr(at).starts_with(dot);
    const bool ends = small[at] == ';' || small[at] == '\n' || is_dot ||
                      ((small[at] == '.' || small[at] == '!' || small[at] == '?') &&
                       (at + 1 == small.size() || small[at + 1] == ' '));
    if (ends) {
      all.emplace_back();
      has_sign = false;
      at += is_dot ? dot.size() : 1;
      continue;
    }
    if (!is_part_of_word(small[at])) {
      has_sign = has_sign || small[at] != ' ';
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < small.size() && is_part_of_word(small[end]) &&
           !std::string_view{small}.substr(end).starts_with(dot))
      ++end;
    all.back().push_back({small.substr(at, end - at), has_sign});
    has_sign = false;
    at = end;
  }
  return all;
}

using Phrase = std::vector<std::string_view>;

/// Ways to say that something is over or was never so.
const std::vector<Phrase>& ways_to_end() {
  static const std::vector<Phrase> all = [] {
    constexpr std::string_view ways[] = {
        "stopped",
        "discontinued",
        "quit",
        "no longer",
        "not taking",
        "not using",
        "not currently taking",
        "not taken",
        "never took",
        "never taken",
        "not started",
        "never started",
        "did not start",
        "didn t start",
        "does not take",
        "doesn t take",
        "isn t taking",
        "ruled out",
        "resolved",
        "inactive",
        "suspended",
        "on hold",
        "held",
        "refuted",
        "entered in error",
        "erroneous",
        "ya no",
        "no toma",
        "no lo toma",
        "no la toma",
        "dejó",
        "dejó de tomar",
        "descartado",
        "descartada",
        "suspendido",
        "suspendida",
        "resuelto",
        "resuelta",
        "en pausa",
        "por error",
        "nunca tomó",
        "suspendió"};
    std::vector<Phrase> phrases;
    for (const std::string_view way : ways) phrases.push_back(words_of(way));
    return phrases;
  }();
  return all;
}

/// The same as an order, which may also be advice for a day that may come.
const std::vector<Phrase>& orders_to_end() {
  static const std::vector<Phrase> all = [] {
    constexpr std::string_view orders[] = {
        "hold",
        "stop",
        "stop taking",
        "do not take",
        "don t take",
        "suspender",
        "suspenda",
        "dejar de tomar",
        "deje de tomar"};
    std::vector<Phrase> phrases;
    for (const std::string_view order : orders) phrases.push_back(words_of(order));
    return phrases;
  }();
  return all;
}

bool is_in(std::string_view word, std::span<const std::string_view> list) {
  return std::ranges::find(list, word) != list.end();
}

/// Words that name no other thing that could be over.
bool is_neutral(const std::string& word) {
  constexpr std::string_view neutral[] = {
      "patient",    "pt",          "client",      "member",   "mother",     "father",
      "daughter",   "son",         "wife",        "husband",  "spouse",     "family",
      "she",        "he",          "they",        "you",      "i",          "we",
      "was",        "were",        "has",         "have",     "had",        "been",
      "is",         "are",         "be",          "being",    "self",       "states",
      "stated",     "reports",     "reported",    "says",     "said",       "that",
      "this",       "these",       "it",          "its",      "them",       "the",
      "a",          "an",          "my",          "her",      "his",        "their",
      "your",       "medication",  "medications", "medicine", "medicines",  "med",
      "meds",       "drug",        "pill",        "pills",    "tablet",     "tablets",
      "rx",         "dose",        "doses",       "problem",  "condition",  "diagnosis",
      "dx",         "illness",     "allergy",     "course",   "taking",     "take",
      "takes",      "using",       "use",         "needed",   "needs",      "active",
      "prescribed", "present",     "treatment",   "therapy",  "now",        "again",
      "also",       "note",        "update",      "status",   "completely", "fully",
      "currently",  "temporarily", "recently",    "already",  "all",        "any",
      "by",         "per",         "and",         "will",     "should",     "please",
      "el",         "la",          "lo",          "los",      "las",        "paciente",
      "ella",       "usted",       "ya",          "se",       "le",         "fue",
      "ha",         "sido",        "está",        "esta",     "este",       "esto",
      "su",         "medicamento", "medicina",    "problema", "tomando",    "tomar",
      "nota",       "toma",        "yet",         "todavía",  "aún"};
  return std::ranges::all_of(word, is_digit) || is_in(word, neutral);
}

/// Words behind which stands when or why.
bool opens_a_reason(const std::string& word) {
  constexpr std::string_view openers[] = {
      "in",        "on",      "by",     "due",  "because", "after",  "since",  "for",  "as",
      "per",       "at",      "until",  "till", "from",    "while",  "with",   "to",   "before",
      "secondary", "pending", "when",   "d",    "though",  "but",    "en",     "por",  "desde",
      "hasta",     "el",      "debido", "a",    "tras",    "porque", "cuando", "según"};
  return is_in(word, openers);
}

/// What a thing is called, in words of three letters and more.
std::vector<std::string> words_of_names(std::span<const std::string> names) {
  constexpr std::size_t shortest = 3;
  std::vector<std::string> all;
  for (const std::string& name : names) {
    for (const Tokens& sentence : sentences_of(name)) {
      for (const Token& token : sentence) {
        if (token.word.size() >= shortest) all.push_back(token.word);
      }
    }
  }
  return all;
}

struct SentenceReader {
  const Tokens& sentence;
  const std::vector<std::string>& name;

  bool is_of_name(const std::string& word) const {
    return std::ranges::find(name, word) != name.end();
  }

  bool stands_at(std::size_t at, const Phrase& phrase) const {
    if (at + phrase.size() > sentence.size()) return false;
    for (std::size_t i = 0; i < phrase.size(); ++i) {
      if (sentence[at + i].word != phrase[i]) return false;
    }
    return true;
  }

  bool is_free(std::size_t from, std::size_t to) const {
    return std::all_of(
        sentence.begin() + static_cast<std::ptrdiff_t>(from),
        sentence.begin() + static_cast<std::ptrdiff_t>(to),
        [&](const Token& token) { return is_neutral(token.word) || is_of_name(token.word); }
    );
  }

  /// Where the part of a sentence begins that a word stands in: behind a comma.
  std::size_t part_of(std::size_t at) const {
    while (at > 0 && !sentence[at].is_after_sign) --at;
    return at;
  }

  /// Whether what follows is of nothing else, up to the end, a sign or a reason.
  bool is_free_behind(std::size_t at) const {
    for (; at < sentence.size(); ++at) {
      const Token& token = sentence[at];
      if (token.is_after_sign || opens_a_reason(token.word)) return true;
      if (!is_neutral(token.word) && !is_of_name(token.word)) return false;
    }
    return true;
  }

  /// "Hold for a pulse below 50", "Do not take with milk" are for a day that may come.
  bool is_advice(std::size_t behind) const {
    constexpr std::string_view conditions[] = {
        "if",
        "unless",
        "when",
        "before",
        "sbp",
        "dbp",
        "bp",
        "hr",
        "pulse",
        "glucose",
        "inr",
        "below",
        "above",
        "greater",
        "si",
        "cuando"};
    const bool has_one = std::ranges::any_of(sentence, [&](const Token& one) {
      return is_in(one.word, conditions);
    });
    constexpr std::string_view of_now[] = {
        "until",
        "till",
        "pending",
        "per",
        "due",
        "because",
        "since",
        "while",
        "as",
        "on",
        "hasta",
        "por",
        "debido",
        "porque",
        "secondary",
        "d"};
    while (behind < sentence.size() && !sentence[behind].is_after_sign &&
           !opens_a_reason(sentence[behind].word))
      ++behind;
    const bool is_open = behind < sentence.size() && !sentence[behind].is_after_sign;
    const bool is_for_now = behind + 1 < sentence.size() && sentence[behind].word == "for" &&
                            sentence[behind + 1].word == "now";
    return has_one || (is_open && !is_in(sentence[behind].word, of_now) && !is_for_now);
  }

  bool says_over_at(std::size_t at) const {
    const auto says = [&](const Phrase& phrase, std::size_t from) {
      return stands_at(at, phrase) && is_free(from, at) && is_free_behind(at + phrase.size());
    };
    return std::ranges::any_of(ways_to_end(), [&](const Phrase& way) { return says(way, 0); }) ||
           std::ranges::any_of(orders_to_end(), [&](const Phrase& order) {
             return says(order, part_of(at)) && !is_advice(at + order.size());
           });
  }

  bool says_over() const {
    for (std::size_t at = 0; at < sentence.size(); ++at) {
      if (says_over_at(at)) return true;
    }
    return false;
  }

  bool names_it() const {
    return std::ranges::any_of(sentence, [&](const Token& one) { return is_of_name(one.word); });
  }
};

}  // namespace

bool says_over(std::string_view text, std::span<const std::string> names, bool has_to_name) {
  const auto name = words_of_names(names);
  return std::ranges::any_of(sentences_of(text), [&](const Tokens& sentence) {
    const SentenceReader reader{sentence, name};
    return (!has_to_name || reader.names_it()) && reader.says_over();
  });
}

bool may_say_over(std::string_view text) {
  const std::vector<std::string> none;
  return std::ranges::any_of(sentences_of(text), [&](const Tokens& sentence) {
    const SentenceReader reader{sentence, none};
    for (std::size_t at = 0; at < sentence.size(); ++at) {
      const auto stands = [&](const Phrase& phrase) { return reader.stands_at(at, phrase); };
      if (std::ranges::any_of(ways_to_end(), stands) ||
          std::ranges::any_of(orders_to_end(), stands))
        return true;
    }
    return false;
  });
}

namespace {

bool has_one_of(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](auto word) { return contains_but_case(text, word); });
}

}  // namespace

bool says_as_meant(std::string_view adherence) {
  constexpr std::string_view as_meant[] = {
      "as directed",
      "as-directed",
      "as prescribed",
      "as ordered",
      "adherent",
      "adheres",
      "complian",
      "según",
      "como se indicó"};
  constexpr std::string_view otherwise[] = {
      "not", "non", "never", "partial", "less", "more", "poor", "some", "stopped", "hold", "no "};
  return (has_one_of(adherence, as_meant) || same_but_case(adherence, "taking")) &&
         !has_one_of(adherence, otherwise);
}

bool says_not_taken(std::string_view adherence) {
  constexpr std::string_view not_taken[] = {
      "not taking", "not-taking", "not taken", "does not take", "stopped", "on hold", "on-hold"};
  return has_one_of(adherence, not_taken) || speaks_against(adherence);
}

void Item::take_comment(std::string words) {
  const bool goes_on = status == "active" || status == "current";
  const bool is_against = goes_on && says_over(words, all_names(), false);
  doubt(is_against ? "words-against" : "comment", std::move(words));
  if (is_against) call_unclear();
}

}  // namespace engine::chart
