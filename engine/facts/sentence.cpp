#include "engine/facts/sentence.hpp"

#include <algorithm>
#include <iterator>

namespace engine::facts {

namespace {

/// The stop behind these belongs to the word.
constexpr std::string_view abbreviations[] = {
    "Jr", "Sr", "Dr", "Dra", "Mr", "Mrs", "Ms", "Sra", "St", "Ave", "Inc", "Ltd", "Co", "Corp"};

/// The "m" of "10:30 a. m", as Spanish writes it.
bool is_time_of_day(std::string_view words) {
  return words.ends_with(" a. m") || words.ends_with(" p. m");
}

/// The stop of "Walk my dog.", and not that of "10:30 a.m.", "10:30 a. m.", "Curtis Bates, Jr." or
/// "and so on ...".
bool ends_with_stop_of_sentence(std::string_view words) {
  words.remove_suffix(1);
  const std::string_view word = words.substr(words.find_last_of(" \t\n") + 1);
  if (word.empty() || word.find('.') != word.npos || is_time_of_day(words)) return false;
  return std::find(std::begin(abbreviations), std::end(abbreviations), word) ==
         std::end(abbreviations);
}

/// Ends of elements and closing marks of quotation.
constexpr std::string_view closings[] = {"</strong>", "</em>", "</span>", "</a>", "”", "’", "»"};

/// How many bytes of closings stand at the beginning.
std::size_t closings_before(std::string_view text) {
  std::size_t at = 0;
  for (bool closes = true; closes;) {
    closes = false;
    for (const std::string_view closing : closings) {
      if (!text.substr(at).starts_with(closing)) continue;
      at += closing.size();
      closes = true;
    }
  }
  return at;
}

std::string_view before_closings(std::string_view value) {
  for (bool closes = true; closes;) {
    closes = false;
    for (const std::string_view closing : closings) {
      if (!value.ends_with(closing)) continue;
      value.remove_suffix(closing.size());
      closes = true;
    }
  }
  return value;
}

std::string_view first_word(std::string_view words) {
  return words.substr(0, words.find(' '));
}

bool holds_word(std::string_view list, std::string_view word) {
  return (" " + std::string{list} + " ").find(" " + lowered(word) + " ") != std::string::npos;
}

}  // namespace

/// The end of a sentence that no full stop follows: of Latin, Chinese, Indic, Arabic, Ethiopic and
/// Burmese script.
bool ends_sentence(std::string_view words) {
  constexpr std::string_view ends[] = {
      "?", "!", "…", "。", "．", "！", "？", "।", "॥", "۔", "؟", "።", "။"};
  return std::ranges::any_of(ends, [&](std::string_view end) { return words.ends_with(end); });
}

bool may_give_way(std::string_view value) {
  // Most values end with a letter or a digit: they are looked at no further.
  if (value.empty() || is_letter(value.back()) || is_digit(value.back())) return false;
  const std::string_view own = before_closings(value);
  if (own.empty()) return false;
  const std::string_view marks = ".,;:";
  return marks.find(own.back()) != marks.npos || ends_sentence(own);
}

std::optional<Joint> joint(std::string_view value, std::string_view text) {
  const std::size_t closed = closings_before(text);
  const std::string_view next = text.substr(closed);
  if (next.empty()) return std::nullopt;
  const bool is_stop = next.starts_with(".");
  const bool is_mark =
      is_stop || std::ranges::any_of(
                     std::initializer_list<std::string_view>{",", ";", ":", "?", ")", " (", " ·"},
                     [&](std::string_view mark) { return next.starts_with(mark); }
                 );
  const std::string_view own = before_closings(value);
  if (own.empty() || !is_mark) return Joint{};
  const Joint of_value{Joint::Goes::of_value, value.size() - own.size() + 1};
  switch (own.back()) {
    case '.':
      return is_stop || ends_with_stop_of_sentence(own) ? of_value : Joint{};
    case ',':
    case ';':
    case ':':
      return of_value;
    default: {
      return is_stop && ends_sentence(own) ? Joint{Joint::Goes::of_text, closed} : Joint{};
    }
  }
}

std::string in_sentence(std::string_view value, std::string_view text) {
  std::string words{value};
  put_in_sentence(words, text);
  return words;
}

void put_in_sentence(std::string& value, std::string_view text) {
  const auto met = joint(value, text);
  if (met && met->goes == Joint::Goes::of_value) value.erase(value.size() - met->at, 1);
}

bool begins_with_preposition(const Language& in, std::string_view words) {
  return holds_word(said(in, "phrase.prepositions"), first_word(words));
}

bool begins_with_foreign_preposition(const Language& in, std::string_view words) {
  const auto prepositions = in.template_set->words.find("phrase.prepositions");
  const std::string_view first = first_word(words);
  // "a" is one in Spanish, and an article in "a year".
  return prepositions != in.template_set->words.end() &&
         !holds_word(said(in, "phrase.articles"), first) &&
         std::ranges::any_of(prepositions->second.by_language, [&](const auto& list) {
           return list.first != in.code && holds_word(list.second, first);
         });
}

bool begins_with_foreign_article(const Language& in, std::string_view words) {
  const auto articles = in.template_set->words.find("phrase.articles");
  return articles != in.template_set->words.end() &&
         std::ranges::any_of(articles->second.by_language, [&](const auto& list) {
           return list.first != in.code && holds_word(list.second, first_word(words));
         });
}

std::string phrase(const Language& in, std::string_view words) {
  std::string text{words};
  const std::string_view first = first_word(words);
  if (begins_with_preposition(in, words) || holds_word(said(in, "phrase.articles"), first))
    text[0] = lowered(text[0]);
  return text;
}

std::string relation(const Language& in, std::string_view words) {
  const std::string_view first = first_word(words);
  // What a case says may be in another language than the paper.
  const auto articles = in.template_set->words.find("phrase.articles");
  const bool is_article = articles != in.template_set->words.end() &&
                          std::ranges::any_of(articles->second.by_language, [&](const auto& list) {
                            return holds_word(list.second, first);
                          });
  if (is_article && first.size() < words.size()) words.remove_prefix(first.size() + 1);
  std::string text{words};
  const std::string_view noun = first_word(words);
  const bool is_name = noun.ends_with("’s") || noun.ends_with("'s");
  const bool is_short = noun.size() < 2 || lowered(noun[1]) != noun[1];
  if (!is_name && !is_short) text[0] = lowered(text[0]);
  return text;
}

std::string filled(std::string_view pattern, std::initializer_list<Gap> gaps) {
  std::string text;
  text.reserve(pattern.size() + 32);
  for (std::size_t at = 0; at < pattern.size();) {
    const auto open = pattern.find('{', at);
    const auto close = open == pattern.npos ? pattern.npos : pattern.find('}', open);
    if (close == pattern.npos) {
      text += pattern.substr(at);
      break;
    }
    text += pattern.substr(at, open - at);
    const auto name = pattern.substr(open + 1, close - open - 1);
    at = close + 1;
    for (const auto& [gap, value] : gaps) {
      if (gap != name) continue;
      text += value;
      if (!may_give_way(value)) continue;
      const auto met = joint(value, pattern.substr(at)).value_or(Joint{});
      if (met.goes == Joint::Goes::of_value) text.erase(text.size() - met.at, 1);
      if (met.goes == Joint::Goes::of_text) {
        text += pattern.substr(at, met.at);
        at += met.at + 1;
      }
    }
  }
  return text;
}

namespace {

/// Whether a word begins with the sound of i, as Spanish hears it: Irene, hígado, and not hielo.
bool begins_with_i(std::string_view word) {
  const auto starts = [&](std::initializer_list<std::string_view> any) {
    return std::any_of(any.begin(), any.end(), [&](std::string_view a) {
      return word.starts_with(a);
    });
  };
  if (starts({"h", "H"})) {
    word.remove_prefix(1);
    return starts({"i", "\u00ED"}) && !starts({"ia", "ie", "io"});
  }
  return starts({"i", "I", "\u00ED", "\u00CD"});
}

}  // namespace

std::string joined(const Language& in, std::span<const std::string> things) {
  std::string text;
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (i > 0 && i + 1 == things.size()) {
      text += ' ';
      text += begins_with_i(things[i]) ? in.and_before_i : in.and_word;
      text += ' ';
    } else if (i > 0) {
      text += ", ";
    }
    text += i + 1 < things.size() ? in_sentence(things[i], ",") : things[i];
  }
  return text;
}

}  // namespace engine::facts
