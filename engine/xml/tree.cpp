#include "engine/base/escape.hpp"
#include "engine/base/utf8.hpp"
#include "engine/xml/characters.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>

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

namespace {

/// What XML has no place for, also not as a number (XML 1.0 §2.2), stands as U+FFFD: JSON, a form
/// in a browser and a field of a PDF may hold it.
std::string with_characters_alone(std::string_view text) {
  std::string all;
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, end] = character_at(text, at);
    append_utf8(all, is_character(c) ? c : U'\uFFFD');
    at = end;
  }
  return all;
}

/// Whether all of it is plain ASCII, which is looked at no further.
bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return (c >= ' ' && c < 0x7F) || c == '\t' || c == '\n' || c == '\r';
  });
}

}  // namespace

std::string escaped(std::string_view text) {
  static constexpr Escapes escapes = [] {
    Escapes written = all_entities;
    written['\t'] = "&#9;";  // white space as it stands would be one space in an attribute
    written['\n'] = "&#10;";
    written['\r'] = "&#13;";
    return written;
  }();
  return engine::escaped(is_plain(text) ? std::string{text} : with_characters_alone(text), escapes);
}

}  // namespace engine::xml
