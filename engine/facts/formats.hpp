#pragma once

#include "engine/casefile/casefile.hpp"
#include "engine/facts/dates.hpp"
#include "engine/facts/sentence.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace engine::facts {

// How people, addresses and numbers are called. Pure functions of an entry of the case: the facts
// use them, and templates through the formats of templates/README.md. Every one gives "" where
// there is nothing to say.

/// The name to print of a person: official, else the first that is neither usual nor earlier, one
/// for now last of all. nullptr where there is none but an old one, and for an office. A name entry
/// is its own.
const casefile::Entry* name_of(const casefile::Entry& person);

/// Where the case says that name: its first part.
Span name_span(const casefile::Entry& person);

/// Elena Marie Rivera. A name's own `text` wins; an office without a name is called by its
/// organization.
std::string full_name(const casefile::Entry& person);
/// The providers whose formal name another one has, too.
std::set<const casefile::Entry*> namesakes(const Language& in, const casefile::Entry& root);
/// Dr. Okafor, and Dra. Okafor where the language has two; the full name where prefix or family
/// name is missing.
std::string formal_name(const Language& in, const casefile::Entry& person);

/// How somebody is called in a sentence. Where a language puts an article before a title, it
/// depends on the gender; where the case does not say that, the name goes without its title.
enum class Called { the, to, of };
/// Dr. Okafor, to Dr. Okafor, of Dr. Okafor; el Dr. Okafor, a la Dra. Okafor, de Amara Okafor
std::string name_in_sentence(const Language& in, const casefile::Entry& person, Called called);

/// Amara Okafor, MD
std::string name_with_suffix(const casefile::Entry& person);
/// Amara Okafor, MD; without a degree Dr. Amara Okafor (Dra. Amara Okafor): a name has its title or
/// its degree, and never both (AMA Manual of Style). Without a title the same as above.
std::string titled_name(const Language& in, const casefile::Entry& person);
/// How a language may say that title: of a man, and of a woman.
std::vector<std::string> titles_said(const Language& in, std::string_view written);
/// to Dr. Amara Okafor: `name` is one of the two above. An article stands before a title alone.
std::string titled_name_in_sentence(
    const Language& in, const casefile::Entry& person, const std::string& name, Called called
);
/// to Lakeside Clinic: the name of an office brings no article.
std::string name_without_article(const Language& in, std::string_view name, Called called);
/// Elena; of a name that is one text, the text: where it could be cut is anybody's guess.
std::string first_name(const casefile::Entry& person);
std::string last_name(const casefile::Entry& person);
/// Rivera, Elena Marie
std::string sort_name(const casefile::Entry& person);
/// What they are called: the usual name or nickname, else the first given name.
std::string call_name(const casefile::Entry& person);

/// The first number or address of that system (phone, fax, email) that is neither of the past nor
/// for now only; one that takes a message before one where none may be left.
const casefile::Entry* telecom(const casefile::Entry& person, std::string_view system);

/// Where somebody gets mail today: the first address that is neither of the past, nor for now only,
/// nor for bills; one that is a place to visit only where there is no other. nullptr: none is
/// known.
const casefile::Entry* present_address(const casefile::Entry& person);

/// They work in another country: what holds for offices of this one does not hold for theirs.
bool is_abroad(const vocabulary::Vocabulary& vocabulary, const casefile::Entry& person);
/// Whether an office may read another language than English: abroad, and in Puerto Rico.
bool may_read_another_language(
    const vocabulary::Vocabulary& vocabulary, const casefile::Entry& person
);
/// An address as it stands on an envelope, a line each.
std::vector<std::string> address_lines(const casefile::Entry& address);
std::string one_line(const casefile::Entry& address);
/// A text that keeps its lines, a line each.
std::vector<std::string> lines_of(std::string_view text);

}  // namespace engine::facts
