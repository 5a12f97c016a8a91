#pragma once

// Answers between a form and a case: what stands there, what was sent, and what the program says of
// it.

#include "engine/engine.hpp"
#include "engine/serve/form.hpp"
#include "engine/serve/interview.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::serve {

/// A page with the place in the case that it asks about: of an item of a list, its number.
struct Asked {
  const Page* page = nullptr;
  const Page* list = nullptr;  ///< around it; nullptr where there is none
  std::size_t item = 0;        ///< from 1; 0 where the page is of no item
  /// Where its fields begin.
  Path base() const;
  /// How many steps of that stay, whatever is taken away.
  std::size_t kept() const { return list ? base().size() : 0; }
};

/// The name of a field in a form: page:2.
std::string name_of(const Page& page, std::size_t field);

/// What the case holds for a field: words, a code, an ISO date; of boxes the codes, a line each.
std::string stored(const Answered& answered, const Asked& asked, const Field& field);
/// What a form says for it, in the same way. White space at the ends is nobody's answer.
std::string sent(const Form& form, const Page& page, std::size_t field);
bool is_sent(const Form& form, const Page& page, std::size_t field);

/// The pieces in which a date is asked for.
struct DatePieces {
  std::string year, month, day, time;
};
DatePieces pieces_of(std::string_view value);

/// A fault, beside the field it is about; an empty name where it is about none of the page.
struct Fault {
  std::string field;
  Diagnostic told;
};

/// Whether the case says anything of what a page asks; of one of a list, of that one.
bool is_answered(const Answered& answered, const Page& page);
bool is_answered(const Answered& answered, const Asked& asked);

/// The page that asks for what a paper lacks; nullptr: a pen writes it. Of pages for each of
/// several, the first that is asked and says nothing yet, or else that is asked.
const Page* page_for(const Interview& interview, const kind::Need& need, const Answered& answered);

/// A case with the answers of a form in it.
struct Taken {
  std::string text;
  std::vector<Fault> faults;  ///< of the answers, or that they bring about; empty: it may be saved
};

/// Reads a case without printing: what reading tells of it.
Diagnostics told_of(
    const Source& source, const kind::TemplateSet& set, const Budget& budget = Budget::none()
);

/// Puts what was sent for these pages into the case, field by field; what did not change is left as
/// it stands. `asked` of one item of a list that is not there makes it.
Taken take(
    const Source& source,
    const std::vector<Asked>& pages,
    const Form& form,
    const kind::TemplateSet& set,
    const Budget& budget = Budget::none()
);

/// One of the choices of a field. Of somebody whom the case gives no id the place, until they are
/// chosen: then they get one.
struct Choice {
  std::string value, label;
};
/// The choices of a field; of a reference who there is in the case.
std::vector<Choice> choices_of(
    const Field& field,
    const Answered& answered,
    const vocabulary::Vocabulary& vocabulary,
    std::string_view language
);

/// The words of one of them; the value itself where it is none.
std::string label_of_choice(
    const Field& field,
    std::string_view value,
    const Answered& answered,
    const vocabulary::Vocabulary& vocabulary,
    std::string_view language
);

/// Who is chosen by a place: the element; nothing where a value is an id.
std::optional<Path> element_of_choice(const Field& field, std::string_view value);
/// The choice that means an element of the case; empty where it is not there.
std::string choice_of_element(const Field& field, const Answered& answered, const Path& element);

/// Of a line that has a list of known values: the words of a code, and the code of such words; all
/// else as it is. People read and write Spanish, a case holds es.
std::string words_of_code(const Field& field, std::string_view code, std::string_view language);
std::string code_of_words(const Field& field, std::string_view words);

/// Of a page that is asked for each of several: what that one is called; empty where it has no
/// name.
std::string called(const Page& page, const Answered& answered);

/// What an element is called: a name, an organization, its words; empty where it has none.
std::string title_of(const Answered& answered, const Path& element);
/// A name of so many bytes at most: many entries of a page may name one person, and a case may call
/// somebody by a book.
std::string brief(std::string name, std::size_t most = 200);

/// Whether something of the case is private, and kept off papers.
bool is_private(const Answered& answered, const Path& item);

/// The words of a case that a field suggests, at this path; of a name that is written in parts the
/// whole of it. `item`: the step that is one of the list they are of.
std::string suggested_at(const Answered& answered, const Path& path, std::size_t item);

/// Takes the draft mark away from a case that lacks nothing any more and of which all was looked
/// at.
std::string without_draft_mark(
    const std::string& text, const kind::TemplateSet& set, const Budget& budget = Budget::none()
);
/// How many entries of charts nobody has looked at, and what else a draft lacks: condition,
/// provider (the current one), patient name.
struct Lacks {
  std::size_t unchecked = 0;
  bool name = false, condition = false, doctor = false;
  bool anything() const { return unchecked > 0 || name || condition || doctor; }
};
Lacks lacks_of(const Answered& answered);
bool is_draft(const Answered& answered);

}  // namespace engine::serve
