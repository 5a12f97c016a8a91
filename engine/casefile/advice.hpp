#pragma once

#include "engine/vocabulary/vocabulary.hpp"
#include "engine/xml/xml.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace engine::casefile {

/// <patient>
std::string tag_of(const vocabulary::Term& term);

/// What to do about an element or attribute of that name, which cannot stand in `parent`.
std::vector<std::string> name_hints(
    std::string_view name,
    const vocabulary::Term& parent,
    const vocabulary::Vocabulary& vocabulary,
    bool attribute
);

/// What a name that cannot stand in `parent` was probably to say: an element written as an
/// attribute or the other way round, what people call something, a misspelling. nullptr when that
/// is anybody's guess.
const vocabulary::Term* probably_meant(
    std::string_view name, const vocabulary::Term& parent, bool attribute
);

/// An unknown element around what may stand in `parent` by itself: <providers> around <provider>.
bool is_wrapper(const xml::Element& element, const vocabulary::Term& parent);
std::vector<std::string> wrapper_hints(const xml::Element& element, const vocabulary::Term& parent);

/// The element that most likely holds words that stand in one which holds none, or the attribute
/// that points at somebody. A mark of a comment that was taken away by half is no words.
std::string home_of_words(
    const vocabulary::Term& term, const vocabulary::Term& root, std::string_view words
);

/// That element, where it is the first of its own.
const vocabulary::Term* element_of_words(const vocabulary::Term& term);

/// How to write what an element or attribute lacks.
std::vector<std::string> needed_hint(const vocabulary::Term& term);

/// How many nodes stand in an element; whether one of them is an element.
std::size_t children_of(const xml::Element& element);
bool has_elements(const xml::Element& element);

}  // namespace engine::casefile
