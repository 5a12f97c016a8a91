#include "engine/facts/tables.hpp"

#include <algorithm>

namespace engine::facts {

namespace {

/// The term that a path of elements (and attributes, last) leads to; nullptr when the vocabulary
/// lacks it.
const vocabulary::Term* term_at(const vocabulary::Vocabulary& vocabulary, std::string_view path) {
  if (path.empty()) return nullptr;
  const vocabulary::Term* term = &vocabulary.root;
  while (term && !path.empty()) {
    const auto name = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(name.size() + 1, path.size()));
    const vocabulary::Term* next = term->child(name, false);
    term = next ? next : term->child(name, true);
  }
  return term;
}

}  // namespace

std::vector<Shape> shapes(
    std::span<const Declared> table, const vocabulary::Vocabulary* vocabulary
) {
  std::vector<Shape> names;
  names.reserve(table.size());
  for (const Declared& fact : table) {
    names.push_back(
        {std::string{fact.name},
         fact.is,
         vocabulary ? term_at(*vocabulary, fact.term) : nullptr,
         {fact.codes.begin(), fact.codes.end()},
         shapes(fact.names, vocabulary)}
    );
  }
  return names;
}

Shape shape(const vocabulary::Vocabulary& vocabulary) {
  Shape root{"", Shape::Is::group, nullptr, {}, shapes(tables::root, &vocabulary)};
  const auto concluded = root.names.size();
  for (const vocabulary::Term& term : vocabulary.root.children) {
    const auto begin = root.names.begin();
    const bool is_concluded =
        std::any_of(begin, begin + static_cast<std::ptrdiff_t>(concluded), [&](const Shape& own) {
          return own.name == term.name;
        });
    if (is_concluded) continue;
    root.names.push_back({term.name, term.most == 1 ? Shape::Is::entry : Shape::Is::list, &term});
  }
  return root;
}

}  // namespace engine::facts
