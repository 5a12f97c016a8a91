#pragma once

#include "engine/vocabulary/vocabulary.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace engine::vocabulary {

/// The code that a text can only mean: its value, its words in any language, or another spelling
/// that case.xml gives it; case, accents, blanks and punctuation do not count. nullptr when none is
/// meant, or more than one.
const Code* meant_by(std::string_view text, std::span<const Code> codes);

/// The value whose spelling is nearest to a text that means none; empty when none is near.
std::string_view nearest_value(std::string_view text, std::span<const Code> codes);

/// The child of an element that people call by another name: postalCode for "ZIP code". nullptr
/// when none is meant, or more than one.
const Term* called(std::string_view name, const Term& parent);

/// The language tag (BCP 47) that a text means: es for "Spanish", "español", "ES" or "spa"; es-MX
/// for "es_mx". A tag of a language that the list does not have is kept, well written. Nothing when
/// the text is neither.
std::optional<std::string> language_meant(std::string_view text, const List& languages);

/// What a language is called in a language, as the list has it: by its tag, else by its primary
/// subtag. Empty when it has no name there.
std::string_view language_name(
    std::string_view tag, std::string_view in_language, const List& languages
);

}  // namespace engine::vocabulary
