#pragma once

#include "engine/base/base.hpp"
#include "engine/casefile/casefile.hpp"
#include "engine/kind/kind.hpp"

#include <array>
#include <initializer_list>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace engine::facts {

/// How a language says dates, times and lists: templates/words.xml, read once for each language.
///
/// A pattern is a sentence with gaps: "{month} {day}, {year}". The views point into the
/// template_set.
struct Language {
  const kind::TemplateSet* template_set = nullptr;
  std::string code{language_tag::english};
  std::array<std::string_view, 12> months;        ///< January first
  std::array<std::string_view, 12> short_months;  ///< as a narrow column has them
  std::array<std::string_view, 7> weekdays;       ///< Sunday first
  std::string_view day_long, month_long;          ///< May 2, 2019 and May 2019
  std::string_view day_short, month_short;        ///< 5/2/2019 and 5/2019
  std::string_view moment, time, am, pm;
  std::string_view and_word;      ///< before the last thing of a list
  std::string_view and_before_i;  ///< … where that begins with the sound of i
  std::string_view yes, no, unknown;
  /// Of the case in hand: the providers who share "Dr. Kim" with another one, and so go by their
  /// first name as well. Each would be taken for the other.
  std::set<const casefile::Entry*> namesakes;
};

/// The language's patterns. A word that words.xml lacks is empty: `missing_words` names those.
Language language(const kind::TemplateSet& template_set, std::string_view code);

/// The ids that words.xml must have and has not, for the engine's own lists and sentences.
std::vector<std::string> missing_words(const kind::TemplateSet& template_set);

/// The sentence words.xml has for an id, "" if it has none.
std::string_view said(const Language& in, std::string_view id);

/// Where a value of the case meets the sentence around it, one mark of two goes: "Walk my dog."
/// before ": 5" loses its stop, "Why?" before "." makes the sentence's own go.
struct Joint {
  enum class Goes { neither, of_value, of_text };
  Goes goes = Goes::neither;
  std::size_t at = 0;  ///< bytes from the end of the value, or from the beginning of the text
};
/// The value ends with a mark that another may be too many beside.
bool may_give_way(std::string_view value);
/// What becomes of a value's last mark where a sentence goes on with `text` behind it. A full stop,
/// comma, semicolon or colon goes before a mark; the stop of "Jr." and "a.m." goes before a stop
/// alone, and behind "?" the sentence's own stop goes. Ends of inline elements and closing marks of
/// quotation may stand between: nothing is decided where `text` is nothing but those.
std::optional<Joint> joint(std::string_view value, std::string_view text);
/// A value of the case in a sentence that goes on with `text`, which stays as it is.
std::string in_sentence(std::string_view value, std::string_view text);

/// The words begin with a preposition of their own: "within 2 years".
bool begins_with_preposition(const Language& in, std::string_view words);
/// The words as they stand behind a word of ours: an article, a possessive or a preposition at
/// their beginning is small. Any other first word may be a name, and stays.
std::string phrase(const Language& in, std::string_view words);
/// Who somebody is to the patient, behind "my" or "Mia's": My Brother, the brother and Brother are
/// brother.
std::string relation(const Language& in, std::string_view words);

using Gap = std::pair<std::string_view, std::string_view>;
/// A pattern with its gaps filled: "{month} {year}" with month and year.
std::string filled(std::string_view pattern, std::initializer_list<Gap> gaps);

/// May 2, 2019 · May 2019 · 2019: as precise as the date is.
std::string long_date(const Language& in, Date date);
/// 5/2/2019 · 5/2019 · 2019; in Spanish, where 5/2 is the fifth of February to many, 2 may 2019
std::string short_date(const Language& in, Date date);
/// A date in a sentence: by May 2, 2019; since May 2019; on May 2, 2019 and in May 2019. `how` is
/// by, since or on.
std::string date_in_sentence(const Language& in, Date date, std::string_view how);
/// "November 1, 2025 to May 2, 2026", one day or an open end in fewer words, "" for no date at all.
std::string date_range(const Language& in, const Date* from, const Date* to);
/// The same for a narrow column: "11/1/2025 to 5/2/2026".
std::string short_date_range(const Language& in, const Date* from, const Date* to);
/// Thursday
std::string_view weekday(const Language& in, Date whole);
/// Eastern time; London time of a zone that has no word of its own.
std::string zone_name(const Language& in, std::string_view zone);
/// 10:30 a.m., and 10:30 a.m. Eastern time where the case says the time zone.
std::string clock_time(const Language& in, const casefile::DateTime& moment);
/// Thursday, December 3, 2026 at 10:30 a.m.
std::string long_moment(const Language& in, const casefile::DateTime& moment);
/// a, b and c; in Spanish "y" is "e" before the sound of i
std::string joined(const Language& in, std::span<const std::string> things);
/// The words of a code, English where the language has none, the code itself where there are no
/// words.
std::string_view words(const Language& in, const vocabulary::Code& code);

}  // namespace engine::facts
