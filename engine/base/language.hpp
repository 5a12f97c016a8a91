#pragma once

// Language tags (BCP 47, RFC 5646).

#include <string_view>

namespace engine {

namespace language_tag {
/// The language that every template, word and question has, that offices and doctors get, and that
/// stands in for a language in which nothing is written.
inline constexpr std::string_view english = "en";
}  // namespace language_tag

/// The primary language subtag: "es" of "es-MX". A view into `tag`.
std::string_view primary_language(std::string_view tag);

/// The script subtag (RFC 5646 §2.2.3): "Arab" of "ks-Arab-IN"; empty where the tag has none. A
/// view into `tag`.
std::string_view script_subtag(std::string_view tag);

/// True for a language that is written from right to left: "ar", "he", "pa-Arab", and not
/// "ks-Deva". A script subtag decides; without one the script that the language is mostly written
/// in. The only answer to this question in the engine: pages are mirrored and `dir` is written by
/// it. Capital and small letters are alike (RFC 5646 §2.1.1).
bool is_right_to_left(std::string_view tag);

}  // namespace engine
