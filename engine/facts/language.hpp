#pragma once

#include "engine/base/base.hpp"
#include "engine/casefile/casefile.hpp"
#include "engine/kind/kind.hpp"

#include <array>
#include <set>
#include <string>
#include <string_view>

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

/// The words of a code, English where the language has none, the code itself where there are no
/// words.
std::string_view words(const Language& in, const vocabulary::Code& code);
/// A text as a paper in that language says it: brother is hermano. What no list knows, and what is
/// said the same everywhere, such as the two letters of a state, stays as it is.
std::string_view said_text(const Language& in, const vocabulary::Term& term, std::string_view text);

}  // namespace engine::facts
