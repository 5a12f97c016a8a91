#pragma once

#include "engine/base/base.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace engine::xml {
class Element;
}

namespace engine::vocabulary {

/// Words of one thing in several languages.
struct Words {
  std::vector<std::pair<std::string, std::string>> by_language;
  /// In that language, else in English.
  const std::string& in(std::string_view language) const;
};

/// What a value of the case format is. Composite types (name, address …) have children of their own
/// and are groups with extra faces.
enum class Type {
  group,      ///< an element that only holds others
  text,       ///< trimmed, inner white space one space
  verbatim,   ///< `quote` and `notice`: keeps its lines
  date,       ///< FHIR date, keeps its precision
  date_time,  ///< 2026-12-03T10:30
  number,     ///< a whole number
  decimal,    ///< 12.5: kept as it was written
  code,       ///< one of a closed list
  yes_no,     ///< yes, no, unknown
  id,         ///< unique in a case
  reference,  ///< the id of an element named in `refers_to`
  name,       ///< FHIR HumanName: parts or text
  address,    ///< FHIR Address
  telecom,    ///< FHIR ContactPoint
  person,     ///< a group that has a `name` child: patient, provider, representative …
};

/// A value of a closed list, with the words a reader sees, a language each.
struct Code {
  std::string value;
  std::vector<std::pair<std::string, std::string>> labels;  ///< language, words
  std::vector<std::string> also;  ///< what people write for it besides: CT scan for imaging
  /// `sensitive/@category`: which conditions are of this kind. Words of their text in lower case,
  /// and beginnings of their ICD-10-CM codes.
  std::vector<std::string> condition_words, condition_codes;
  std::vector<std::string> other_phrases;  ///< in which such a word means something else
};

/// What values of an open text are called: states, languages; and how people spell yes and no.
struct List {
  std::string name;
  bool is_said = false;  ///< what is in it is printed in the words of the paper's language
  std::vector<Code> codes;
};

/// One element or attribute of the case format, as templates/case.xml declares it.
struct Term {
  std::string name;
  bool is_attribute = false;
  Type type = Type::group;
  int least = 0;  ///< how many at least
  int most = 1;   ///< how many at most; 0 means any number
  /// A group that also holds text of its own (`item`, `row`, `specialistCandidate` …).
  bool has_text = false;
  /// People write it in words of their own: a <translation> may say them in another language.
  bool is_translated = false;
  std::vector<Code> codes;  ///< Type::code
  /// Type::text and Type::yes_no: the values that are known, and how people spell them.
  std::string list_name;
  const List* list = nullptr;         ///< one of Vocabulary::lists
  bool has_other_words = false;       ///< of a text with a list: what is not in it is kept as it is
  std::vector<std::string> also;      ///< what people call it besides: zip for postalCode
  std::string refers_to;              ///< Type::reference: the element name whose id it is
  bool has_opinion = false;           ///< Type::reference to a provider: one who gave an opinion
  bool of_question_bank = false;      ///< Type::text: the id of a question of the bank
  long long lowest = 0, highest = 0;  ///< Type::number: range, when highest > lowest
  bool has_happened = false;          ///< Type::date: the day of something that has happened
  std::string description;            ///< plain words, for the reference page
  std::string example;
  /// Why no paper prints it, in plain words: codes for machines. Empty of what is printed.
  std::string unprinted;
  std::string fhir;            ///< FHIR R4 name, if it has one
  std::string instead_of;      ///< its sibling that says the same in another way
  std::vector<Term> children;  ///< attributes first, then elements, in the order of the page; no
                               ///< two have one name

  const Term* child(std::string_view wanted, bool attribute) const;
  /// A <translation> may stand in it: its own words are translated, or those of an attribute.
  bool has_translations() const;
  /// Stands in a case as text between tags: neither a bare group nor a composite.
  bool holds_text() const;
};

/// A question of the bank (templates/questions/), which a case may name by its id.
struct BankQuestion {
  std::string id;        ///< agree-diagnosis
  std::string category;  ///< diagnosis, treatment, experience, next-steps
  std::string text;      ///< plain words of one language
  /// The same where somebody else asks, {name} being the patient's; empty where it is the same.
  std::string for_another;
  /// Both where no doctor has said yet what the question goes back to: a diagnosis, or a plan for
  /// the treatment; empty where they are the same.
  std::string unsaid, unsaid_for_another;
  std::string of_several;    ///< where the plans of several doctors are known; whoever asks
  bool for_a_review = true;  ///< of whoever reads the records and sees nobody, too
};

/// The case vocabulary: the one declaration from which reader, checks, XSD and reference page come.
struct Vocabulary {
  Term root;  ///< `case`
  /// What may stand in every element that has translations, and is among the children of none.
  Term translation;
  /// Every <list> of the page. Never resized once terms point into it; a copy shares it.
  std::shared_ptr<std::vector<List>> lists = std::make_shared<std::vector<List>>();

  /// The term of that name that may stand in `parent`: one of its children, or the translation.
  const Term* inside(const Term& parent, std::string_view name, bool attribute) const;
  const List* list(std::string_view name) const;  ///< nullptr when the page has none of that name
  const List& languages() const;  ///< by their tag (BCP 47); empty when the page has no such list
};

/// Points each term at its list: after the page was read, or came out of a snapshot.
void bind_lists(Vocabulary& vocabulary);

/// The XSD of the case format (XML Schema 1.0), made from the vocabulary.
std::string xsd(const Vocabulary& vocabulary);
/// What stands around a sample that a case begins with, in the language of its reader.
struct SampleWords {
  std::string head, notes, such_as;  ///< templates/starter/words.xml
};

/// A sample as a starting point: its groups with a blank, ___, for each value, which stands beside
/// it in a comment. What kind of thing an element is, ids and references are kept; all else would
/// be a fact about somebody else. `language` is that of the papers.
std::string blank_case(
    const xml::Element& sample,
    const Vocabulary& vocabulary,
    const SampleWords& words,
    std::string_view language
);

}  // namespace engine::vocabulary
