#include "engine/base/escape.hpp"
#include "engine/xml/xml.hpp"

namespace engine::xml {

std::string Element::text() const {
  const auto& nodes = tree_->nodes;
  auto at = nodes[index_].first_child;
  while (at != Node::none && !nodes[at].is_text()) at = nodes[at].next;
  if (at == Node::none) return {};
  std::string all{nodes[at].text};
  for (at = nodes[at].next; at != Node::none; at = nodes[at].next) all += nodes[at].text;
  return all;
}

std::optional<Element> Element::child(std::string_view name) const {
  for (auto at = first_child(); at != Node::none; at = tree_->nodes[at].next) {
    if (tree_->nodes[at].name == name) return Element{*tree_, at};
  }
  return std::nullopt;
}

std::string escaped(std::string_view text) {
  static constexpr Escapes escapes = [] {
    Escapes written = all_entities;
    written['\t'] = "&#9;";  // white space as it stands would be one space in an attribute
    written['\n'] = "&#10;";
    written['\r'] = "&#13;";
    return written;
  }();
  return engine::escaped(text, escapes);
}

}  // namespace engine::xml
