// What a clinic says of all its patients, put into the case of each.

#include "engine/chart/into/into.hpp"

#include <algorithm>

namespace engine::chart::into {

namespace {

/// Whether the case has its own: a provider of that part or id, another element of that name.
bool has_own(const xml::Element& root, const xml::Element& shared) {
  const auto known = Typed::children(root, shared.name());
  if (shared.name() != "provider") return !known.empty();
  const std::string role = Typed::attribute(shared, "role"), id = Typed::attribute(shared, "id");
  return std::ranges::any_of(known, [&](const xml::Element& one) {
    return (!role.empty() && Typed::attribute(one, "role") == role) ||
           (!id.empty() && Typed::attribute(one, "id") == id);
  });
}

/// A condition of a shared case may say which list its codes are from, and of what there is none.
bool says_nothing(const xml::Element& shared) {
  return shared.name() == "patient" ||
         (shared.name() == "condition" && Typed::said(shared, "text").empty());
}

}  // namespace

std::string with_shared(
    const Source& source,
    const xml::Tree& tree,
    const Source& shared_source,
    const xml::Tree& shared_tree,
    const vocabulary::Vocabulary& vocabulary
) {
  Typed typed{source, tree, vocabulary};
  const Typed shared{shared_source, shared_tree, vocabulary};
  if (Typed::attribute(typed.root(), "language").empty())
    typed.fill_attribute(typed.root(), "language", Typed::attribute(shared.root(), "language"));
  shared.root().for_each_child([&](const xml::Element& element) {
    if (!says_nothing(element) && !has_own(typed.root(), element))
      typed.add(typed.root(), element.name(), shared.whole(element));
  });
  return typed.take();
}

}  // namespace engine::chart::into
