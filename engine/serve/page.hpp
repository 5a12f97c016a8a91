#pragma once

// What every page has: a head, a way back, the words of its language, forms with our key.

#include "engine/serve/answers.hpp"

#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace engine::serve {

/// How one page is to look, and whose it is.
struct Look {
  const WordTable* words = nullptr;
  std::string language{language_tag::english};
  std::string patient;  ///< the case of a clinic, as addresses have it; empty: there is one alone
  std::string tail;     ///< behind every title: which program it is, and the port
  std::string whose;    ///< which case it is, on top of the page; empty: of none
  std::string who;      ///< the name of its patient; empty: not said yet
  std::string form_key;
  std::string proof;      ///< that the program which answers is the one that made the page
  std::string here{"/"};  ///< the address of the page
  std::string undo;       ///< the number of the case as the last answer made it; empty: none
  bool is_clinic = false;
  bool has_case = false;  ///< there is something to check and to print
};

/// A word of the page in its language, with {1}, {2} … filled in, each apart(); not escaped. A word
/// that the table has not is shown as its id.
std::string say(
    const Look& look, std::string_view id, std::initializer_list<std::string_view> values = {}
);

using Query = std::vector<std::pair<std::string_view, std::string>>;
/// An address of ours, of the same patient: /question?page=name&patient=rivera
std::string address(const Look& look, std::string_view path, const Query& query = {});

/// Words between tags: markup in them is made harmless, and what papers leave out of a value
/// (casefile/characters.hpp) is left out here. Words that run from right to left are kept apart, so
/// that nothing beside them changes its place.
std::string text(std::string_view words);
/// Words where no element may stand, such as in an attribute: markup is made harmless, and all
/// stays as it is.
std::string plain(std::string_view words);
/// Words or HTML without what papers leave out of a value: characters that nobody sees, marks that
/// turn words around.
std::string as_printed(std::string_view words);
/// A value of a case that is to stand among other words, not escaped: as papers print it, and kept
/// apart by marks (U+2068, U+2069) where it runs from right to left.
std::string apart(std::string_view value);

/// `<a href="…">words</a>`
std::string link(std::string_view address, std::string_view words, std::string_view kind = "");
/// The beginning of a form that is sent to one of our addresses, with the key.
std::string open_form(const Look& look, std::string_view path, bool with_files = false);
/// A form that is one button.
std::string button_form(
    const Look& look,
    std::string_view path,
    const Query& fields,
    std::string_view words,
    std::string_view kind = "quiet"
);
std::string hidden(std::string_view name, std::string_view value);
std::string button(std::string_view words, std::string_view kind = "", std::string_view does = "");

/// One of the errors on top of a page, with a link to where it is mended.
struct Trouble {
  std::string words, target;  ///< target: an id of the page, or empty
};

/// A field that asks nothing of the case, such as a file: its words, its box, and what is wrong
/// with it, which is the trouble that has its id as target.
struct PlainField {
  std::string_view id, name;
  std::string label, hint;      ///< hint: may be empty
  std::string_view attributes;  ///< of the box, as HTML: its type and more
  std::string value;
};
std::string plain_field(
    const Look& look, const PlainField& field, const std::vector<Trouble>& troubles
);

/// All that stands around the middle of a page.
struct Sheet {
  std::string title;
  /// What the browser is to call it, and may keep: the title without a name in it. Empty: the
  /// title.
  std::string tab;
  std::string main;   ///< HTML
  std::string aside;  ///< HTML; may be empty
  std::string back;   ///< an address; may be empty
  std::vector<Trouble> troubles;
  std::string told;      ///< something that went well; may be empty
  bool is_wide = false;  ///< a table
  int refresh = 0;       ///< seconds until it is shown again by itself; 0: never
};
/// The whole page; `Content-Security-Policy` of it is `page_policy`.
std::string whole(const Look& look, const Sheet& sheet);
/// A page that stands by itself, before a case is open and when it is closed: nothing is fetched
/// for it, so its style is its own. `main` is HTML.
std::string bare(const Look& look, std::string_view title, std::string_view main);
constexpr std::string_view bare_policy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

constexpr std::string_view page_policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; connect-src 'self'; "
    "frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// Of a paper shown beside a question: nothing runs and nothing is fetched, its own style alone.
constexpr std::string_view paper_policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri "
    "'none'; frame-ancestors 'self'; sandbox";

/// The fields of pages as a form has them. `values` by field name: what was sent, or what the case
/// holds.
struct FieldView {
  const Answered* answered = nullptr;
  const vocabulary::Vocabulary* vocabulary = nullptr;
  const Form* sent = nullptr;  ///< what to show in place of what the case holds; may be nullptr
  /// By the name of a field, what is wrong with it.
  std::map<std::string, std::string, std::less<>> faults;
};
std::string fields_of(const Look& look, const Asked& asked, const FieldView& view);
/// Whether a page asks for a field where the case is as it is.
bool is_shown(const Asked& asked, const Field& field, const Answered& answered);
/// Words of the case that may be meant for a field: whom or what a chart names, but for what is
/// private.
std::vector<std::string> suggestions_for(const Field& field, const Answered& answered);
/// The id of a field's first box, for links to it.
std::string id_of(const Page& page, std::size_t field);

/// A date of a case, as far as it is known, in words.
std::string spoken_date(const Look& look, std::string_view value);
/// A message with the dates of a case in it, as people say them.
std::string with_spoken_dates(const Look& look, std::string words);
/// What the case says for a field, as a person reads it.
std::string spoken(
    const Look& look,
    const Asked& asked,
    const Field& field,
    const Answered& answered,
    const vocabulary::Vocabulary& vocabulary
);
/// The same of a value, as `stored` and `sent` have it.
std::string spoken_value(
    const Look& look,
    const Field& field,
    std::string_view value,
    const Answered& answered,
    const vocabulary::Vocabulary& vocabulary
);
/// What one of a list is told from another by, as a person reads it.
std::string summary_of(
    const Look& look,
    const Page& list,
    std::size_t item,
    const Answered& answered,
    const vocabulary::Vocabulary& vocabulary
);

}  // namespace engine::serve
