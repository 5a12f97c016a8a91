#include "engine/vocabulary/data_file.hpp"

#include "engine/vocabulary/messages.hpp"

#include <algorithm>
#include <charconv>

namespace engine::vocabulary {

void Entry::knows(
    std::initializer_list<std::string_view> attributes,
    std::initializer_list<std::string_view> children
) const {
  const auto among = [](std::string_view name, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (const auto& a : element_.attributes()) {
    if (among(a.name, attributes)) continue;
    out_.error(
        messages::unknown_attribute(a.name, tag()),
        a.name_span,
        suggestion(a.name, {attributes.begin(), attributes.end()})
    );
  }
  const auto& nodes = element_.tree().nodes;
  for (auto i = element_.first_child(); i != xml::Node::none; i = nodes[i].next) {
    if (nodes[i].is_text()) {
      if (children.size() == 0 || trimmed(nodes[i].text).empty()) continue;
      out_.error(messages::text_not_expected(tag()), nodes[i].span);
    } else if (!among(nodes[i].name, children)) {
      out_.error(
          messages::unknown_element(tagged(nodes[i].name), tag()),
          nodes[i].span,
          suggestion(nodes[i].name, {children.begin(), children.end()})
      );
    }
  }
}

std::string_view Entry::get(std::string_view attribute) const {
  const auto* a = element_.attribute(attribute);
  return a ? a->value : std::string_view{};
}

std::string_view Entry::need(std::string_view attribute) const {
  const auto value = get(attribute);
  if (value.empty()) out_.error(messages::attribute_missing(tag(), attribute), span(attribute));
  return value;
}

Span Entry::span(std::string_view attribute) const {
  const auto* a = element_.attribute(attribute);
  return a ? a->span : element_.span();
}

bool Entry::yes(std::string_view attribute) const {
  return one_of(attribute, {"no", "yes"}, 0) == 1;
}

int Entry::number(std::string_view attribute, int otherwise) const {
  const auto* a = element_.attribute(attribute);
  if (!a) return otherwise;
  int value = 0;
  const auto [end, error] =
      std::from_chars(a->value.data(), a->value.data() + a->value.size(), value);
  if (error == std::errc{} && end == a->value.data() + a->value.size() && value >= 0) return value;
  out_.error(messages::no_whole_number(a->value), a->span);
  return otherwise;
}

std::size_t Entry::one_of(
    std::string_view attribute, std::span<const std::string_view> values, std::size_t otherwise
) const {
  const auto* a = element_.attribute(attribute);
  if (!a) return otherwise;
  const auto found = std::find(values.begin(), values.end(), a->value);
  if (found != values.end()) return static_cast<std::size_t>(found - values.begin());
  auto hints = suggestion(a->value, {values.begin(), values.end()});
  hints.push_back("one of: " + list_of({values.begin(), values.end()}));
  out_.error(messages::not_a_value(a->value, attribute), a->span, std::move(hints));
  return otherwise;
}

Words Entry::words(std::string_view name, bool needed) const {
  Words words;
  for_each(name, [&](const Entry& one) {
    one.knows({"language"}, {});
    const std::string language{one.need("language")};
    for (const auto& [known, text] : words.by_language) {
      if (known == language)
        out_.error(messages::language_given_twice(one.tag(), language), one.span("language"));
    }
    words.by_language.emplace_back(language, one.text());
  });
  const bool english =
      std::any_of(words.by_language.begin(), words.by_language.end(), [](const auto& w) {
        return w.first == language_tag::english && !w.second.empty();
      });
  if (!english && (needed || !words.by_language.empty())) {
    out_.error(
        messages::english_missing(tag(), name),
        span(),
        {"English is what every other language falls back to"}
    );
  }
  return words;
}

std::string Entry::text() const {
  return collapsed(element_.text());
}

std::optional<xml::Tree> open_data(const Source& file, std::string_view root, Diagnostics& out) {
  auto tree = xml::parse(file, {}, out);
  if (!tree) return std::nullopt;
  if (tree->root().name() != root) {
    out.error(messages::wrong_root(tagged(root), tagged(tree->root().name())), tree->root().span());
    return std::nullopt;
  }
  return *std::move(tree);
}

}  // namespace engine::vocabulary
