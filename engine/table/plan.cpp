#include "engine/table/plan.hpp"

#include "engine/table/messages.hpp"
#include "engine/vocabulary/messages.hpp"

#include <algorithm>

namespace engine::table {

namespace {

using vocabulary::Term;

bool is_white(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == text.npos;
}

class Planning {
 public:
  Planning(const vocabulary::Vocabulary& vocabulary, Diagnostics& out)
      : vocabulary_{vocabulary}, out_{out} {}

  /// `uses` are those at or below the element; `depth` is how many of their steps lead to it.
  PlannedElement element(
      const Term& term,
      const std::optional<xml::Element>& shared,
      const std::vector<const Use*>& uses,
      std::size_t depth
  ) {
    PlannedElement made{.term = &term, .shared = shared};
    for (const Use* use : uses) {
      made.column = std::min(made.column.value_or(use->column), use->column);
      if (use->path.steps.size() == depth) made.words = use;
    }
    if (shared) tell_unknown(*shared, term);
    for (const Term& child : term.children) {
      if (child.is_attribute) {
        attribute(child, shared, below(uses, depth, child, 1), made);
      } else {
        elements(child, shared, uses, depth, made);
      }
    }
    if (term.has_translations()) {
      elements(vocabulary_.translation, shared, uses, depth, made);
      std::erase_if(made.elements, [&](const PlannedElement& part) {
        return part.term == &vocabulary_.translation && translates_other_words(part, made);
      });
    }
    return made;
  }

 private:
  static std::vector<const Use*> below(
      const std::vector<const Use*>& uses, std::size_t depth, const Term& term, int number
  ) {
    std::vector<const Use*> some;
    for (const Use* use : uses) {
      const auto& steps = use->path.steps;
      if (steps.size() > depth && steps[depth].term == &term && steps[depth].number == number)
        some.push_back(use);
    }
    return some;
  }

  /// A translation that all rows share says what the shared words say, and not what stands in the
  /// cell that takes their place.
  static bool translates_other_words(
      const PlannedElement& translation, const PlannedElement& owner
  ) {
    if (translation.words || !translation.shared) return false;
    const auto* of = translation.shared->attribute("of");
    if (!of) return owner.words != nullptr;
    return std::ranges::any_of(owner.attributes, [&](const PlannedAttribute& own) {
      return own.use && own.term->name == of->value;
    });
  }

  static void attribute(
      const Term& term,
      const std::optional<xml::Element>& shared,
      const std::vector<const Use*>& uses,
      PlannedElement& parent
  ) {
    const auto* known = shared ? shared->attribute(term.name) : nullptr;
    if (!uses.empty()) {
      parent.attributes.push_back({.term = &term, .use = uses.front()});
    } else if (known) {
      parent.attributes.push_back({.term = &term, .value = known->value, .at = known->span});
    }
  }

  void elements(
      const Term& term,
      const std::optional<xml::Element>& shared,
      const std::vector<const Use*>& uses,
      std::size_t depth,
      PlannedElement& parent
  ) {
    std::vector<xml::Element> known;
    if (shared) {
      shared->for_each_child([&](const xml::Element& child) {
        if (child.name() == term.name) known.push_back(child);
      });
    }
    std::vector<int> numbers;
    for (const Use* use : uses) {
      const auto& steps = use->path.steps;
      if (steps.size() > depth && steps[depth].term == &term)
        numbers.push_back(steps[depth].number);
    }
    for (std::size_t i = 0; i < known.size(); ++i) numbers.push_back(static_cast<int>(i) + 1);
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    for (const int number : numbers) {
      const auto at = static_cast<std::size_t>(number) - 1;
      const auto one = at < known.size() ? std::optional{known[at]} : std::nullopt;
      parent.elements.push_back(element(term, one, below(uses, depth, term, number), depth + 1));
    }
  }

  void tell_unknown(const xml::Element& element, const Term& term) {
    for (const auto& a : element.attributes()) {
      if (term.child(a.name, true)) continue;
      out_.error(
          vocabulary::messages::case_unknown_attribute(a.name, tagged(term.name)),
          a.name_span,
          near(a.name, term, true)
      );
    }
    element.for_each_child([&](const xml::Element& child) {
      if (vocabulary_.inside(term, child.name(), false)) return;
      out_.error(
          vocabulary::messages::case_unknown_element(tagged(child.name()), tagged(term.name)),
          child.span(),
          near(child.name(), term, false)
      );
    });
  }

  static std::vector<std::string> near(std::string_view name, const Term& term, bool attribute) {
    std::vector<std::string_view> names;
    for (const Term& child : term.children) {
      if (child.is_attribute == attribute) names.push_back(child.name);
    }
    return suggestion(name, names, attribute ? bare : tag_brackets);
  }

  const vocabulary::Vocabulary& vocabulary_;
  Diagnostics& out_;
};

class Writing {
 public:
  Writing(const std::vector<Use>& uses, const std::vector<Filled>& filled)
      : uses_{uses}, filled_{filled} {}

  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  std::vector<Source::Mapping> source_map;

  void element(const PlannedElement& from, std::size_t depth) {
    const Span home = home_of(from);
    mark(home);
    text.append(2 * depth, ' ').append("<").append(from.term->name);
    for (const auto& a : from.attributes) attribute(a, home);
    if (depth == 0) version(from);
    const auto open = text.size();
    text += '>';
    words(from, home);
    bool holds_elements = false;
    for (const auto& child : from.elements) {
      if (!lives(child)) continue;
      if (!holds_elements) text += '\n';
      holds_elements = true;
      element(child, depth + 1);
    }
    mark(home);
    if (text.size() == open + 1) {
      text.insert(open, "/");
    } else {
      text.append(holds_elements ? 2 * depth : 0, ' ').append("</").append(from.term->name) += '>';
    }
    text += '\n';
  }

 private:
  const Filled& of(const Use& use) const {
    return filled_[static_cast<std::size_t>(&use - uses_.data())];
  }

  /// A message about an element as a whole is told at its first cell, or where the shared case has
  /// it; about a case as a whole, at the cell of its id.
  Span home_of(const PlannedElement& element) const {
    if (!element.column) return element.shared->span();
    std::size_t column = *element.column;
    for (const auto& a : element.attributes) {
      if (a.use && a.term->type == vocabulary::Type::id) column = a.use->column;
    }
    const auto of_column = std::find_if(uses_.begin(), uses_.end(), [&](const Use& use) {
      return use.column == column;
    });
    return of(*of_column).at;
  }

  bool is_filled(const Use* use) const { return use && !of(*use).value.empty(); }

  /// Whether a cell at or below an element says something.
  bool spoken(const PlannedElement& element) const {
    if (!element.column) return false;
    return is_filled(element.words) ||
           std::any_of(
               element.attributes.begin(),
               element.attributes.end(),
               [&](const auto& a) { return is_filled(a.use); }
           ) ||
           std::any_of(element.elements.begin(), element.elements.end(), [&](const auto& child) {
             return spoken(child);
           });
  }

  /// An element is there when a cell says something of it. What the shared case has is there too,
  /// unless the cell of its own words is empty, or empty cells have left nothing of it.
  bool lives(const PlannedElement& element) const {
    if (!element.column || spoken(element)) return true;
    if (element.words || !element.shared) return false;
    return !is_white(element.shared->text()) ||
           std::any_of(
               element.attributes.begin(),
               element.attributes.end(),
               [](const auto& a) { return !a.use; }
           ) ||
           std::any_of(element.elements.begin(), element.elements.end(), [&](const auto& child) {
             return lives(child);
           });
  }

  void attribute(const PlannedAttribute& a, Span home) {
    if (a.use && !is_filled(a.use)) return;
    text.append(" ").append(a.term->name).append("=\"");
    value(a.use ? std::string_view{of(*a.use).value} : a.value, a.use ? of(*a.use).at : a.at);
    mark(home);
    text += '"';
  }

  /// Columns are of the one version of the format that there is: nobody need say so in each row.
  void version(const PlannedElement& root) {
    const bool known =
        std::any_of(root.attributes.begin(), root.attributes.end(), [&](const auto& a) {
          return a.term->name == "version" && (!a.use || is_filled(a.use));
        });
    if (!known) text += " version=\"1\"";
  }

  void words(const PlannedElement& from, Span home) {
    if (from.words) {
      if (is_filled(from.words)) value(of(*from.words).value, of(*from.words).at);
    } else if (from.shared) {
      const auto& nodes = from.shared->tree().nodes;
      for (auto i = from.shared->first_child(); i != xml::Node::none; i = nodes[i].next) {
        if (nodes[i].is_text() && !is_white(nodes[i].text)) value(nodes[i].text, nodes[i].span);
      }
    }
    mark(home);
  }

  void value(std::string_view words, Span from) {
    mark(from);
    text += xml::escaped(words);
  }

  void mark(Span origin) {
    const auto at = static_cast<std::uint32_t>(text.size());
    if (!source_map.empty() && source_map.back().from == at) source_map.pop_back();
    source_map.push_back({at, origin});
  }

  const std::vector<Use>& uses_;
  const std::vector<Filled>& filled_;
};

}  // namespace

std::optional<PlannedElement> plan_cases(
    const std::vector<Use>& uses,
    const xml::Tree* shared,
    const vocabulary::Vocabulary& vocabulary,
    Diagnostics& out
) {
  std::optional<xml::Element> root;
  if (shared) root = shared->root();
  if (root && root->name() != vocabulary.root.name) {
    out.error(
        vocabulary::messages::case_wrong_root(tagged(vocabulary.root.name), tagged(root->name())),
        root->span(),
        {"the outermost element of a case is <" + vocabulary.root.name + ">"}
    );
    return std::nullopt;
  }
  std::vector<const Use*> all;
  for (const Use& use : uses) all.push_back(&use);
  const auto mark = out.mark();
  auto plan = Planning{vocabulary, out}.element(vocabulary.root, root, all, 0);
  return out.reported_since(mark) ? std::nullopt : std::optional{std::move(plan)};
}

std::unique_ptr<const Source> write_case(
    const PlannedElement& plan,
    const std::vector<Use>& uses,
    const std::vector<Filled>& filled,
    std::string name
) {
  Writing writing{uses, filled};
  writing.element(plan, 0);
  auto source = std::make_unique<Source>(
      std::move(name), std::move(writing.text), Source::Holds::patient_data
  );
  source->set_source_map(std::move(writing.source_map));
  return source;
}

}  // namespace engine::table
