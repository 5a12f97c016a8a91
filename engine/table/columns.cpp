#include "engine/table/columns.hpp"

#include "engine/base/fold.hpp"
#include "engine/table/mapping.hpp"
#include "engine/table/messages.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace engine::table {

namespace {

class Reading {
 public:
  Reading(const Headings& headings, const Options& options, Diagnostics& out)
      : headings_{headings}, options_{options}, out_{out}, begin_{out.mark()} {}

  Columns whole() {
    Columns columns;
    columns.headings = std::make_shared<const std::vector<std::string>>(headings_.words);
    columns.nameless.resize(headings_.words.size());
    std::vector<Mapped> mapping;
    if (options_.mapping) mapping = read_mapping(*options_.mapping, *options_.vocabulary, out_);
    for (std::size_t i = 0; i < headings_.words.size(); ++i) {
      first_.try_emplace(headings_.words[i], i);
      const auto [same, is_new] = folded_.try_emplace(folded(headings_.words[i]), i);
      if (!is_new) same->second = several;
    }
    for (const Mapped& one : mapping) {
      mapped_.insert(column_of(one.heading));
      for (const auto& with : one.with) mapped_.insert(column_of(with.heading));
    }
    if (!is_heading_line()) return columns;
    for (const Mapped& one : mapping) by_mapping(one, columns);
    for (std::size_t i = 0; i < headings_.words.size(); ++i) {
      columns.nameless[i] = headings_.words[i].empty();
      if (columns.nameless[i] || is_told_twice(i) || mapped_.contains(i)) continue;
      by_heading(i, columns);
    }
    tell_rest();
    needs_id(columns);
    return columns;
  }

 private:
  Span span(std::size_t column) const {
    return headings_.line.span(headings_.places[column].begin, headings_.places[column].end);
  }

  /// The column of a heading: of one that is the same, else of one that differs in small letters,
  /// blanks and signs alone.
  std::size_t column_of(std::string_view heading) const {
    if (const auto found = first_.find(heading); found != first_.end()) return found->second;
    const auto alike = folded_.find(folded(heading));
    return alike == folded_.end() || alike->first.empty() ? none : alike->second;
  }

  /// Counts a column that is wrong. True for the first of them, which are told: a line of data that
  /// was taken for headings may have thousands.
  bool may_tell() { return ++wrong_ <= most_told; }

  void tell_rest() {
    if (wrong_ <= most_told) return;
    out_.error(
        messages::more_wrong_columns(
            counted(wrong_ - most_told, "more column is", "more columns are")
        ),
        headings_.line.span(0, 0),
        {"mend those above first: is this line really the one with the headings?"}
    );
  }

  void by_mapping(const Mapped& one, Columns& columns) {
    const auto column = find(one.heading, one.at);
    std::vector<std::size_t> joined;
    for (const auto& with : one.with) {
      if (const auto also = find(with.heading, with.at)) joined.push_back(*also);
    }
    if (!column) return;
    for (Use use : one.uses) {
      use.column = *column;
      use.joined = joined;
      if (use.is_of_list && !count_on_to_free(use.path)) {
        if (may_tell())
          out_.error(
              messages::mapping_no_list(use.path.text()),
              one.path_at,
              {"list and split are for what a case may have several of: question, or "
               "allergies/allergy/substance"}
          );
        return;
      }
      take(std::move(use), one.path_at, columns);
    }
  }

  std::optional<std::size_t> find(const std::string& heading, Span at) {
    const std::size_t column = column_of(heading);
    if (column < headings_.words.size()) return column;
    if (!may_tell()) return std::nullopt;
    const std::vector<std::string_view> names{headings_.words.begin(), headings_.words.end()};
    out_.error(
        messages::no_such_heading(heading),
        at,
        {suggestion_or(
            heading,
            names,
            quotes,
            "the first line of " + headings_.line.name() + " holds the headings"
        )}
    );
    return std::nullopt;
  }

  /// Counts the last step that may stand more than once on to one that no column gives. False where
  /// there is none.
  bool count_on_to_free(Path& path) const {
    for (auto step = path.steps.rbegin(); step != path.steps.rend(); ++step) {
      if (step->term->most == 1 || step->term->is_attribute) continue;
      while (by_path_.contains(path.text())) ++step->number;
      return true;
    }
    return false;
  }

  /// A table without a heading line must not be told as if the words of its first person were
  /// headings: they are patient data.
  bool is_heading_line() {
    const auto known = [&](const std::string& heading) {
      PathFault fault;
      return mapped_.contains(column_of(heading)) ||
             read_path(heading, *options_.vocabulary, fault);
    };
    const auto& words = headings_.words;
    if (std::any_of(words.begin(), words.end(), known)) return true;
    out_.error(
        messages::no_known_heading(headings_.line.name()),
        {},
        {"the first line holds the headings, each the path of a field, such as @id or "
         "patient/birthDate",
         "or give a file that says what each heading means: --columns MAP.xml"}
    );
    return false;
  }

  void by_heading(std::size_t column, Columns& columns) {
    const std::string& heading = headings_.words[column];
    PathFault fault;
    if (auto path = read_path(heading, *options_.vocabulary, fault)) {
      take({.column = column, .path = *std::move(path)}, span(column), columns);
      return;
    }
    if (!may_tell()) return;
    auto hints = std::move(fault.hints);
    hints.push_back(
        "or say in a file for --columns what it is: <column heading=\"" + heading +
        "\" path=\"…\"/>, or ignore=\"yes\""
    );
    out_.error(
        messages::unknown_heading(heading, fault.said.words), span(column), std::move(hints)
    );
  }

  void take(Use use, Span at, Columns& columns) {
    const auto [same, is_new] = by_path_.try_emplace(use.path.text(), use.column);
    if (is_new) {
      columns.uses.push_back(std::move(use));
      return;
    }
    if (!may_tell()) return;
    const std::string& other = headings_.words[same->second];
    out_.error(
        messages::path_given_twice(use.path.text()),
        at,
        {same->second == use.column ? "'" + other + "' gives it already"
                                    : "the other one is '" + other + "'"}
    );
  }
  bool is_told_twice(std::size_t column) {
    const std::string& heading = headings_.words[column];
    if (first_.at(heading) == column) return false;
    if (!may_tell()) return true;
    PathFault fault;
    const auto path = read_path(heading, *options_.vocabulary, fault);
    const auto second = path ? counted_on(*path) : std::string{};
    out_.error(
        messages::heading_given_twice(heading),
        span(column),
        {second.empty() ? "give each column a heading of its own"
                        : "the second of several is counted: " + second}
    );
    return true;
  }
  /// The path with its last element that may stand more than once counted on; empty if there is
  /// none.
  static std::string counted_on(Path path) {
    for (auto step = path.steps.rbegin(); step != path.steps.rend(); ++step) {
      if (step->term->most == 1 || step->term->is_attribute) continue;
      ++step->number;
      return path.text();
    }
    return {};
  }

  void needs_id(const Columns& columns) {
    const bool known = std::any_of(columns.uses.begin(), columns.uses.end(), [](const Use& use) {
      return use.path.text() == "@id";
    });
    if (known || out_.reported_since(begin_)) return;
    out_.error(
        messages::no_id_column,
        headings_.line.span(0, headings_.line.text().size()),
        {"files are named after them: a column @id, or <column heading=\"…\" path=\"@id\"/> in the "
         "file for --columns"}
    );
  }

  const Headings& headings_;
  const Options& options_;
  Diagnostics& out_;
  Diagnostics::Mark begin_;
  static constexpr std::size_t none = static_cast<std::size_t>(-1), several = none - 1;
  std::unordered_set<std::size_t> mapped_;                   ///< columns that the mapping names
  std::unordered_map<std::string, std::size_t> folded_;      ///< column of each, by its letters
  std::unordered_map<std::string_view, std::size_t> first_;  ///< column of each heading
  std::unordered_map<std::string, std::size_t> by_path_;     ///< column that gives a path
  static constexpr std::size_t most_told = 20;
  std::size_t wrong_ = 0;  ///< columns
};

}  // namespace

Result<Columns> read_columns(const Headings& headings, const Options& options, Diagnostics& out) {
  const auto mark = out.mark();
  Columns columns = Reading{headings, options, out}.whole();
  if (const auto wrong = out.reported_since(mark)) return *wrong;
  return columns;
}

}  // namespace engine::table
