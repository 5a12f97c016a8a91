#pragma once

// How a value of the case becomes part of a sentence.

#include "engine/facts/language.hpp"

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace engine::facts {

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
/// The same where the value stands.
void put_in_sentence(std::string& value, std::string_view text);

/// The words begin with a preposition of their own: "within 2 years".
bool begins_with_preposition(const Language& in, std::string_view words);
/// They begin with a preposition of a language that is not the paper's.
bool begins_with_foreign_preposition(const Language& in, std::string_view words);
/// They begin with an article of a language that is not the paper's: "an uneven heartbeat".
bool begins_with_foreign_article(const Language& in, std::string_view words);
/// The words as they stand behind a word of ours: an article, a possessive or a preposition at
/// their beginning is small. Any other first word may be a name, and stays.
std::string phrase(const Language& in, std::string_view words);
/// Who somebody is to the patient, behind "my" or "Mia's": My Brother, the brother and Brother are
/// brother.
std::string relation(const Language& in, std::string_view words);

using Gap = std::pair<std::string_view, std::string_view>;
/// A pattern with its gaps filled: "{month} {year}" with month and year.
std::string filled(std::string_view pattern, std::initializer_list<Gap> gaps);

/// a, b and c; in Spanish "y" is "e" before the sound of i
std::string joined(const Language& in, std::span<const std::string> things);

}  // namespace engine::facts
