#pragma once

// The words of filled markup, for laws that compare them with what is on paper.

#include "engine/xml/xml.hpp"
#include "tests/support/messages.hpp"
#include "tests/support/words.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace tests {

/// The words of an element that layout has to set: text, and the attributes that are printed.
inline void append_words(
    std::string& words, const engine::xml::Element& element, int& form_numbers
) {
  const auto print = [&](const char* name) {
    if (const auto* attribute = element.attribute(name)) words += attribute->value;
  };
  const std::string_view name = element.name();
  if (name == "header" || name == "footer") return;  // decoration: read once, on paper
  if (element.attribute("if-cut")) return;           // stands only where something was left out
  if (name == "sign") {
    print("who");
    print("date-label");
  }
  if (name == "say") print("who");
  if (name == "note") print("title");
  if (name == "blank") print("label");
  if (name == "cell") {
    const auto* number = element.attribute("number");
    const auto* caption = element.attribute("caption");
    if (number && number->value == "yes") words += std::to_string(++form_numbers);
    if (!caption || caption->value != "no") print("label");
  }
  const auto& nodes = element.tree().nodes;
  for (auto i = element.first_child(); i != engine::xml::Node::none; i = nodes[i].next) {
    if (nodes[i].is_text()) {
      words += nodes[i].text;
    } else {
      append_words(words, {element.tree(), i}, form_numbers);
    }
  }
}

/// Calls `each` with the root of every document of a markup window.
template <class Each>
void for_each_document(const std::string& markup, Each&& each) {
  constexpr std::string_view closing = "</document>";
  for (auto at = markup.find("<document"); at != markup.npos;
       at = markup.find("<document", at + 1)) {
    const auto end = markup.find(closing, at);
    const engine::Source source{"markup", markup.substr(at, end + closing.size() - at)};
    engine::Diagnostics out;
    const auto tree = engine::xml::parse(source, {}, out);
    INFO(engine::support::printed(out));
    REQUIRE(tree);
    each(tree->root());
  }
}

/// The words of all documents of a markup window, without white space.
inline std::string words_of_markup(const std::string& markup) {
  std::string words;
  for_each_document(markup, [&](const auto& root) {
    int form_numbers = 0;
    append_words(words, root, form_numbers);
  });
  return ink(words);
}

}  // namespace tests
