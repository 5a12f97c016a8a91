#include "engine/casefile/advice.hpp"

#include "engine/vocabulary/spelling.hpp"

#include <algorithm>

namespace engine::casefile {

namespace {

using vocabulary::Term;
using vocabulary::Type;

/// As it stands in a case: <goal>…</goal>, <recipient provider="…"/>.
std::string example_of(const Term& term) {
  if (term.holds_text()) return tag_of(term) + "…</" + term.name + ">";
  const auto holds_value = [](const Term& child) {
    return child.is_attribute && (child.type == Type::reference || child.type == Type::text);
  };
  const auto attribute = std::ranges::find_if(term.children, holds_value);
  const bool is_group = term.type == Type::group || term.type == Type::person;
  if (!is_group || attribute == term.children.end()) return tag_of(term) + "…</" + term.name + ">";
  return "<" + term.name + " " + attribute->name + "=\"…\"/>";
}

/// As a person writes it there: <postalCode>, or system="…" on <telecom>.
std::string written(const Term& term, const Term& parent) {
  if (term.is_attribute) return term.name + "=\"…\" on " + tag_of(parent);
  const bool is_of_attributes = std::ranges::all_of(term.children, &Term::is_attribute);
  return term.type == Type::group && is_of_attributes ? example_of(term) : tag_of(term);
}

std::string article_of(std::string_view name, bool attribute) {
  return attribute ? "the attribute " + std::string{name} : tagged(name);
}

const Term* home_of(std::string_view name, bool attribute, const Term& from) {
  if (from.child(name, attribute)) return &from;
  for (const Term& child : from.children) {
    if (const Term* home = home_of(name, attribute, child)) return home;
  }
  return nullptr;
}

std::vector<std::string_view> names_in(const Term& parent, bool attribute) {
  std::vector<std::string_view> names;
  for (const Term& term : parent.children) {
    if (term.is_attribute == attribute) names.push_back(term.name);
  }
  return names;
}

/// <medication> is no misspelt <medications>, but stands in it.
const Term* list_of_such(std::string_view name, const Term& parent, bool attribute) {
  const auto within = std::ranges::find_if(parent.children, [&](const Term& child) {
    const Term* own = attribute ? nullptr : child.child(name, false);
    return own && own->most == 0;
  });
  return within == parent.children.end() ? nullptr : &*within;
}

}  // namespace

std::string tag_of(const Term& term) {
  return tagged(term.name);
}

std::vector<std::string> name_hints(
    std::string_view name,
    const Term& parent,
    const vocabulary::Vocabulary& vocabulary,
    bool attribute
) {
  const std::string& translation = vocabulary.translation.name;
  if (!attribute && name == translation)
    return {
        "it stands in the element whose words it translates; names, numbers and dates are "
        "printed alike in every language"};
  if (attribute && parent.has_translations() &&
      (name == "language" || name == "lang" || name == "xml:lang"))
    return {
        "words in another language stand inside: <" + translation + " language=\"…\">…</" +
        translation + ">"};
  if (attribute && name.starts_with("xmlns"))
    return {"take it out: names of a case stand by themselves, without a namespace"};
  if (const Term* other = parent.child(name, !attribute)) {
    return {
        attribute ? other->name + " is an element here: " + example_of(*other)
                  : other->name + " is an attribute here: <" + parent.name + " " + other->name +
                        "=\"…\">"};
  }
  if (const Term* called = vocabulary::called(name, parent))
    return {did_you_mean(written(*called, parent))};
  if (const Term* within = list_of_such(name, parent, attribute))
    return {tagged(name) + " belongs in " + tag_of(*within)};
  const auto names = names_in(parent, attribute);
  if (auto hints = suggestion(name, names, attribute ? bare : tag_brackets); !hints.empty())
    return hints;
  if (const Term* home = home_of(name, attribute, vocabulary.root))
    return {article_of(name, attribute) + " belongs in " + tag_of(*home)};
  if (names.empty() && !attribute && parent.holds_text())
    return {"the words of " + tag_of(parent) + " are plain text; < is written &lt;"};
  if (names.empty())
    return {tag_of(parent) + (attribute ? " has no attributes" : " holds no elements")};
  return {tag_of(parent) + " may have: " + list_of(names)};
}

const Term* probably_meant(std::string_view name, const Term& parent, bool attribute) {
  if (const Term* other = parent.child(name, !attribute)) return other;
  if (const Term* called = vocabulary::called(name, parent)) return called;
  if (list_of_such(name, parent, attribute)) return nullptr;
  const auto near = nearest(name, names_in(parent, attribute));
  return near.empty() ? nullptr : parent.child(near, attribute);
}

bool is_wrapper(const xml::Element& element, const Term& parent) {
  bool is_one = has_elements(element);
  element.for_each_child([&](const xml::Element& child) {
    is_one = is_one && parent.child(child.name(), false);
  });
  return is_one;
}

std::vector<std::string> wrapper_hints(const xml::Element& element, const Term& parent) {
  std::string_view inside;
  element.for_each_child([&](const xml::Element& child) {
    if (inside.empty()) inside = child.name();
  });
  const std::string name{element.name()};
  return {
      "take <" + name + "> and </" + name + "> out: " + tagged(inside) + " stands in " +
      tag_of(parent) + " by itself"};
}

const Term* element_of_words(const Term& term) {
  const auto first =
      std::ranges::find_if(term.children, [](const Term& child) { return !child.is_attribute; });
  return first != term.children.end() && first->type == Type::text ? &*first : nullptr;
}

std::string home_of_words(const Term& term, const Term& root, std::string_view words) {
  if (words.ends_with("-->") || words.starts_with("-->"))
    return "a mark of a comment is left over: take --> out too";
  const auto such_as = [](const Term& child) {
    return "its words belong in one of its elements, such as <" + child.name + ">…</" + child.name +
           ">";
  };
  if (const Term* first = element_of_words(term)) return such_as(*first);
  for (const Term& child : term.children) {
    const auto* code = child.is_attribute ? vocabulary::meant_by(words, child.codes) : nullptr;
    if (code) return "write <" + term.name + " " + child.name + "=\"" + code->value + "\"/>";
  }
  const auto many = std::ranges::find_if(term.children, [](const Term& child) {
    return child.most == 0 && !child.is_attribute && child.type == Type::text;
  });
  if (&term == &root && many != term.children.end()) return such_as(*many);
  const auto reference = std::ranges::find(term.children, Type::reference, &Term::type);
  if (reference != term.children.end())
    return "write <" + term.name + " " + reference->name + "=\"…\"/>";
  return "its words belong in one of its elements";
}

std::vector<std::string> needed_hint(const Term& term) {
  if (term.example.empty()) return {term.name + ": " + term.description};
  return {
      term.is_attribute ? "write " + term.name + "=\"" + term.example + "\""
                        : "write <" + term.name + ">" + term.example + "</" + term.name + ">"};
}

std::size_t children_of(const xml::Element& element) {
  const auto& nodes = element.tree().nodes;
  std::size_t count = 0;
  for (auto i = element.first_child(); i != xml::Node::none; i = nodes[i].next) ++count;
  return count;
}

bool has_elements(const xml::Element& element) {
  bool any = false;
  element.for_each_child([&](const xml::Element&) { any = true; });
  return any;
}

}  // namespace engine::casefile
