#include "engine/table/path.hpp"

#include "engine/table/messages.hpp"
#include "engine/vocabulary/spelling.hpp"

#include <algorithm>
#include <charconv>

namespace engine::table {

namespace {

using vocabulary::Term;

constexpr int highest_number = 9999;

/// "patient" or "@id".
std::string written(const Term& term) {
  return (term.is_attribute ? "@" : "") + term.name;
}

bool is_case(const Term& term) {
  return term.name == "case";
}

FilledError no_such(std::string_view name, bool attribute, const Term& parent) {
  if (is_case(parent))
    return attribute ? messages::case_has_no_attribute(name) : messages::case_has_no_element(name);
  const std::string tag = tagged(parent.name);
  return attribute ? messages::has_no_attribute(tag, name) : messages::has_no_element(tag, name);
}

FilledError too_many(int most, const Term& term, const Term& parent) {
  const std::string field = written(term);
  if (is_case(parent))
    return most == 1 ? messages::more_than_one_in_case(field)
                     : messages::too_many_in_case(most, field);
  const std::string tag = tagged(parent.name);
  return most == 1 ? messages::more_than_one(tag, field) : messages::too_many(tag, most, field);
}

/// The way to the first element or attribute of that name below `from`, or of one that people call
/// so, nearest to the top.
std::string way_to(std::string_view name, const Term& from) {
  if (const Term* child = vocabulary::called(name, from)) return written(*child);
  for (const Term& child : from.children) {
    if (const auto way = way_to(name, child); !way.empty()) return written(child) + "/" + way;
  }
  return {};
}

std::vector<std::string> hints_for(std::string_view name, bool attribute, const Term& parent) {
  std::vector<std::string_view> names;
  for (const Term& child : parent.children) {
    if (child.is_attribute == attribute) names.push_back(child.name);
  }
  if (parent.child(name, !attribute))
    return {did_you_mean((attribute ? "" : "@") + std::string{name})};
  if (const Term* meant = vocabulary::called(name, parent)) return {did_you_mean(written(*meant))};
  auto hints = suggestion(name, names, attribute ? Around{"@", ""} : bare);
  if (!hints.empty()) return hints;
  if (const auto way = way_to(name, parent); !way.empty()) return {did_you_mean(way)};
  return {};
}

/// What holds no words itself, told with the fields below it.
std::vector<std::string> fields_below(std::string_view path, const Term& group) {
  std::string all;
  for (const Term& child : group.children)
    all += (all.empty() ? "" : ", ") + std::string{path} + "/" + written(child);
  return {"name one of its fields: " + all};
}

class Reading {
 public:
  Reading(std::string_view text, const vocabulary::Vocabulary& vocabulary, PathFault& fault)
      : text_{text}, vocabulary_{vocabulary}, fault_{fault} {}

  std::optional<Path> whole() {
    Path path;
    for (const Term* parent = &vocabulary_.root; at_ <= text_.size();
         parent = path.steps.back().term) {
      const auto end = std::min(text_.find('/', at_), text_.size());
      const auto step = one(text_.substr(at_, end - at_), *parent);
      if (!step) return std::nullopt;
      path.steps.push_back(*step);
      at_ = end + 1;
    }
    const Term& field = path.field();
    if (field.is_attribute || field.holds_text()) return path;
    wrong(0, text_, messages::has_no_words(tagged(field.name)), fields_below(text_, field));
    return std::nullopt;
  }

 private:
  std::optional<Step> one(std::string_view word, const Term& parent) {
    const auto bracket = word.find('[');
    const bool attribute = word.substr(0, 1) == "@";
    const auto name =
        word.substr(attribute, bracket == word.npos ? word.npos : bracket - attribute);
    const Term* term = vocabulary_.inside(parent, name, attribute);
    if (!term) {
      wrong(at_, word, no_such(name, attribute, parent), hints_for(name, attribute, parent));
      return std::nullopt;
    }
    if (bracket == word.npos) return Step{term};
    const auto number = number_in(word.substr(bracket));
    if (number == 0) {
      wrong(at_, word, messages::not_counted(word, term->name), {});
      return std::nullopt;
    }
    const int most = attribute ? 1 : term->most;
    if (most == 0 || number <= most) return Step{term, number};
    wrong(at_, word, too_many(most, *term, parent), {});
    return std::nullopt;
  }

  /// "[2]" as 2; 0 for what is no such thing.
  static int number_in(std::string_view brackets) {
    if (brackets.size() < 3 || brackets.back() != ']') return 0;
    int number = 0;
    const auto* last = brackets.data() + brackets.size() - 1;
    const auto [end, error] = std::from_chars(brackets.data() + 1, last, number);
    const bool good = error == std::errc{} && end == last;
    return good && number >= 1 && number <= highest_number ? number : 0;
  }

  void wrong(
      std::size_t at, std::string_view word, FilledError said, std::vector<std::string> hints
  ) {
    fault_ = {at, at + word.size(), std::move(said), std::move(hints)};
  }

  std::string_view text_;
  const vocabulary::Vocabulary& vocabulary_;
  PathFault& fault_;
  std::size_t at_ = 0;
};

}  // namespace

std::string Path::text() const {
  std::string all;
  for (const Step& step : steps) {
    all += (all.empty() ? "" : "/") + written(*step.term);
    if (step.number > 1) all += "[" + std::to_string(step.number) + "]";
  }
  return all;
}

std::optional<Path> read_path(
    std::string_view text, const vocabulary::Vocabulary& vocabulary, PathFault& fault
) {
  return Reading{text, vocabulary, fault}.whole();
}

}  // namespace engine::table
