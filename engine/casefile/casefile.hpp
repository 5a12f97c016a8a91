#pragma once

#include "engine/base/base.hpp"
#include "engine/base/letters.hpp"
#include "engine/vocabulary/vocabulary.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace engine::casefile {

/// yes, no, unknown
enum class YesNo { yes, no, unknown };

struct DateTime {
  Date date;
  int hour = 0, minute = 0;
  /// As the case writes it: America/New_York. Empty where it does not say. It lives as long as the
  /// case.
  std::string_view zone = {};
};

/// A closed-list value: the code, and its entry in the vocabulary (for its words).
struct Coded {
  const vocabulary::Code* code = nullptr;
};

struct Entry;

/// A checked reference: the element it names.
struct Reference {
  const Entry* target = nullptr;
};

/// monostate: a group, or an element that was given empty (`<recordsConfirmedOn/>`).
using Value =
    std::variant<std::monostate, std::string, Date, DateTime, long long, Coded, YesNo, Reference>;

/// One element or attribute of a case, typed by the vocabulary. Entries do not move once the case
/// is read.
struct Entry {
  const vocabulary::Term* term = nullptr;
  Span span;  ///< of its value in the case file; of its name when it has no value
  Value value;
  std::vector<Entry> entries;  ///< attributes and children, in file order

  /// The first entry of that name (attribute or element); nullptr when absent.
  const Entry* find(std::string_view name) const;
  /// Every entry of that name, in file order.
  std::vector<const Entry*> all(std::string_view name) const;
  /// The text of a text, id, decimal or verbatim value; the value of a code; yes, no or unknown; ""
  /// otherwise.
  std::string_view text() const;
  /// The text of the first entry of that name, "" when absent.
  std::string_view text(std::string_view name) const;
  bool is(std::string_view name, std::string_view wanted) const { return text(name) == wanted; }
  const Date* date() const { return std::get_if<Date>(&value); }
  const Date* date(std::string_view name) const;
  const Entry* target(std::string_view name) const;  ///< of a reference; nullptr when absent
};

/// What a telecom is (ContactPoint.system): phone, fax, email or url. Without a system its words
/// say it.
std::string_view system_of(const Entry& telecom);

/// Typed facts, complete for loading. Only `read` makes one, so whoever holds a Case need not ask
/// again whether its id and its date are there, or a reference is good. Patient, condition and
/// provider are there too, but for a case narrowed by `only`.
class Case {
 public:
  const Entry& root() const { return *root_; }
  std::string_view id() const { return root_->text("id"); }
  Date as_of() const { return *root_->date("asOf"); }
  std::string_view language() const;  ///< en unless it says otherwise

  /// A case of which only the top-level elements of these names are left, and the attributes of the
  /// root: what is left out cannot get onto a page. A reference to what is gone goes too. `asOf`
  /// must be among them. The new case owns all it holds but the bytes its spans point into.
  Case only(const std::vector<std::string_view>& names) const;

  /// Some words of the case are said in another language too.
  bool is_translated() const { return is_translated_; }
  /// The case as a paper in that language has it: words that are said in it take the place of the
  /// others. The new case owns all it holds but the bytes its spans
  /// point into.
  Case in(std::string_view language) const;

 private:
  friend Result<Case> read(const Source&, const struct ReadOptions&, Diagnostics&);
  std::unique_ptr<Entry> root_;
  bool is_translated_ = false;
};

/// True for what can be the id of a case: letters, digits, - _ and . make a file name on every
/// system; a dot or dash in front would hide it or look like an option, and 100 characters are room
/// enough.
bool is_case_id(std::string_view text);

struct ReadOptions {
  const vocabulary::Vocabulary* vocabulary = nullptr;
  std::optional<Date> as_of;  ///< takes the place of the case's own (`--as-of`)
  /// The bank that question/@ref points into (TemplateSet::questions); nullptr: the ids are not
  /// checked.
  const std::map<std::string, std::vector<vocabulary::BankQuestion>, std::less<>>* questions =
      nullptr;
  /// The one element that the papers are drawn from (kind::Set::of): where a case has it, nobody's
  /// name and illness have to be in it; empty: the whole case.
  std::string_view drawn_from = {};
  const Budget* budget = &Budget::none();  ///< asked at each element
  /// What the papers can show; nullptr: whoever reads them has other fonts.
  const Letters* letters = nullptr;
};

/// Reads and checks a case: every mistake that can be found is told in one run (E1xx, W1xx), each
/// at its place. The checks are those of case-format.md; those that belong to one document only (an
/// authorization that has expired …) are not here but with the facts of that document.
Result<Case> read(const Source& source, const ReadOptions& options, Diagnostics& out);

/// Bytes that a case holds in memory, about.
std::size_t bytes_of(const Case& known);

/// The case as text, a line an entry, for tests and `--show case`.
std::string dump(const Case& known);

}  // namespace engine::casefile
