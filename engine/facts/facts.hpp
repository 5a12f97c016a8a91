#pragma once

#include "engine/base/base.hpp"
#include "engine/casefile/casefile.hpp"
#include "engine/kind/kind.hpp"
#include "engine/vocabulary/vocabulary.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace engine::facts {

struct Language;
class Fact;
using List = std::vector<Fact>;
/// Named facts. Few, so they are searched in order. Names are those of facts/tables.hpp.
using Group = std::vector<std::pair<std::string_view, Fact>>;

/// A word of a closed list of facts' own (the paper of a request, a verdict): the code and a table
/// of its words.
struct Word {
  std::string_view code;
  const kind::Words* words = nullptr;
};

/// One thing a template can ask for: nothing, yes, a number, text, a date, a word of a list, an
/// entry of the case (with all the formats of its type), a list, or a group.
class Fact {
 public:
  using Either = std::variant<
      std::monostate,
      bool,
      long long,
      std::string,
      std::string_view,
      Date,
      Word,
      const casefile::Entry*,
      std::shared_ptr<List>,
      std::shared_ptr<Group>>;
  Fact() = default;
  Fact(bool yes) : either{yes} {}
  Fact(long long number) : either{number} {}
  Fact(int number) : either{static_cast<long long>(number)} {}
  Fact(std::string text, Span from = {}) : either{std::move(text)}, span{from} {}
  Fact(const char* text) : either{std::string{text}} {}
  /// Text that stands in the case or in the template set, which outlive all facts: no copy of it.
  static Fact standing(std::string_view text, Span from = {}) {
    Fact fact;
    fact.either = text;
    fact.span = from;
    return fact;
  }
  Fact(Date date, Span from = {}) : either{date}, span{from} {}
  Fact(Word word) : either{word} {}
  Fact(const casefile::Entry* entry) {
    if (entry) either = entry;
  }  ///< nullptr: nothing
  Fact(List list) : either{std::make_shared<List>(std::move(list))} {}
  Fact(Group group) : either{std::make_shared<Group>(std::move(group))} {}

  /// Falsy in Mustache's sense: nothing, no, an empty list. {{^…}} prints then.
  bool is_no() const;
  /// The words of a text, "" of all else.
  std::string_view text() const;

  Either either;
  Span span;  ///< where in the case it was said, if it was
};

/// What follows from a case. `root` holds the computed facts by name; every top-level name of the
/// case itself is visible beside them, unless a computed fact has the same name.
struct Facts {
  const casefile::Case* known = nullptr;
  Group root;
  std::shared_ptr<const Language> in;  ///< the language they are said in
  const Fact* find(std::string_view name) const;
};

/// The names that facts may have, and below which: what a template's names are checked against. A
/// shape that mirrors a vocabulary term has its names, children and formats.
struct Shape {
  std::string name;
  enum class Is { flag, text, number, date, word, entry, list, group } is = Is::text;
  const vocabulary::Term* term = nullptr;  ///< Is::entry, or a list of entries
  std::vector<std::string> codes;          ///< Is::word
  std::vector<Shape> names;                ///< Is::group, or the items of a list
};

/// The shape of everything `derive` can give, for a vocabulary. A law in the tests: what it gives
/// has this shape.
Shape shape(const vocabulary::Vocabulary& vocabulary);

/// Derives the facts of a case. Warnings and document-level errors it finds are facts too: a kind's
/// `refuse` names them. `language` decides the words of bank questions only. `budget` is asked in
/// loops over what a case may have many of.
Facts derive(
    const casefile::Case& known,
    const kind::TemplateSet& template_set,
    std::string_view language,
    Diagnostics& out,
    const Budget& budget = Budget::none()
);

/// A number, an email address or a web page of the case that a machine can call, write to or open.
struct Reachable {
  Span at;              ///< where the case says it
  std::string address;  ///< tel:+19375550120, mailto:, https:
};

/// All of a case, sorted by place; no fax, and no number whose country is not known: one of ten
/// digits is American (RFC 3966 §5.1.4), unless the address beside it is elsewhere.
std::vector<Reachable> reachables(
    const casefile::Case& known, const vocabulary::Vocabulary& vocabulary
);

/// The facts as text, a line each, for tests and `--show facts`.
std::string dump(const Facts& facts);

}  // namespace engine::facts
