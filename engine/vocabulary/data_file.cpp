#include "engine/vocabulary/data_file.hpp"

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
        "E202",
        a.name_span,
        "unknown attribute " + std::string{a.name} + " in " + tag(),
        suggestion(a.name, {attributes.begin(), attributes.end()})
    );
  }
  const auto& nodes = element_.tree().nodes;
  for (auto i = element_.first_child(); i != xml::Node::none; i = nodes[i].next) {
    if (nodes[i].is_text()) {
      if (children.size() == 0 || trimmed(nodes[i].text).empty()) continue;
      out_.error("E201", nodes[i].span, "text is not expected in " + tag());
    } else if (!among(nodes[i].name, children)) {
      out_.error(
          "E201",
          nodes[i].span,
          "unknown element <" + std::string{nodes[i].name} + "> in " + tag(),
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
  if (value.empty())
    out_.error("E203", span(attribute), tag() + " needs " + std::string{attribute} + "=\"…\"");
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
  out_.error("E205", a->span, "expected a whole number, found '" + std::string{a->value} + "'");
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
  out_.error(
      "E205",
      a->span,
      "'" + std::string{a->value} + "' is not a value of " + std::string{attribute},
      std::move(hints)
  );
  return otherwise;
}

Words Entry::words(std::string_view name, bool needed) const {
  Words words;
  for_each(name, [&](const Entry& one) {
    one.knows({"language"}, {});
    const std::string language{one.need("language")};
    for (const auto& [known, text] : words.by_language) {
      if (known == language)
        out_.error(
            "E204", one.span("language"), one.tag() + " is given twice in the language " + language
        );
    }
    words.by_language.emplace_back(language, one.text());
  });
  const bool english =
      std::any_of(words.by_language.begin(), words.by_language.end(), [](const auto& w) {
        return w.first == language_tag::english && !w.second.empty();
      });
  if (!english && (needed || !words.by_language.empty())) {
    out_.error(
        "E203",
        span(),
        tag() + " needs a <" + std::string{name} + " language=\"en\">",
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
    out.error(
        "E201",
        tree->root().span(),
        "expected <" + std::string{root} + ">, found <" + std::string{tree->root().name()} + ">"
    );
    return std::nullopt;
  }
  return *std::move(tree);
}

}  // namespace engine::vocabulary
