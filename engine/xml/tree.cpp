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
  std::string safe;
  safe.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&apos;";
        break;
      case '\t':
        safe += "&#9;";
        break;  // white space as it stands would be one space in an attribute
      case '\n':
        safe += "&#10;";
        break;
      case '\r':
        safe += "&#13;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

}  // namespace engine::xml
