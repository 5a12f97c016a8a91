#include "engine/doc/reader.hpp"
#include "engine/doc/value_syntax.hpp"

#include <algorithm>

namespace engine::doc {

void check_attributes(Reader& r, xml::Element element, Tag tag) {
  for (const xml::Attribute& a : element.attributes()) {
    const auto known = attributes(tag);
    if (std::find(known.begin(), known.end(), a.name) != known.end()) continue;
    r.error(
        "E303",
        a.name_span,
        tagged(name(tag)) + " has no attribute " + std::string{a.name},
        suggestion(a.name, known)
    );
  }
}

const xml::Attribute* needed(Reader& r, xml::Element element, std::string_view name) {
  const xml::Attribute* attribute = element.attribute(name);
  if (attribute && !is_blank(attribute->value)) return attribute;
  const std::string what =
      tagged(element.name()) + " needs " + (attribute ? "words in " : "the attribute ");
  r.error("E304", attribute ? attribute->name_span : element.span(), what + std::string{name});
  return nullptr;
}

void tell_value(
    Reader& r,
    const xml::Attribute& attribute,
    std::string_view expected,
    std::span<const std::string_view> allowed
) {
  const Span at = attribute.value.empty() ? attribute.name_span : attribute.span;
  r.error(
      "E305",
      at,
      std::string{attribute.name} + " is " + std::string{expected} + ", found " +
          quoted(attribute.value),
      suggestion(attribute.value, allowed)
  );
}

bool is_yes(Reader& r, xml::Element element, std::string_view name, bool otherwise) {
  return choice<bool>(r, element, name, otherwise, {{"yes", true}, {"no", false}});
}

int number(
    Reader& r, xml::Element element, std::string_view name, int otherwise, int least, int most
) {
  const xml::Attribute* attribute = element.attribute(name);
  if (!attribute) return otherwise;
  if (const auto value = number_of(attribute->value, least, most)) return *value;
  tell_value(
      r, *attribute, "a whole number from " + std::to_string(least) + " to " + std::to_string(most)
  );
  return otherwise;
}

int drop_order(Reader& r, xml::Element element) {
  return number(r, element, "spare", 0, 1, 9);
}
int most_lines(Reader& r, xml::Element element) {
  return number(r, element, "most-lines", 0, 1, 99);
}

Length length(Reader& r, xml::Element element, std::string_view name, Length otherwise) {
  const xml::Attribute* attribute = element.attribute(name);
  if (!attribute) return otherwise;
  if (const auto value = length_of(attribute->value); value && *value > Length{}) return *value;
  tell_value(r, *attribute, "a length such as 2in, 14pt or 30mm");
  return otherwise;
}

std::vector<int> weights(Reader& r, xml::Element element, std::string_view name) {
  const xml::Attribute* attribute = element.attribute(name);
  std::vector<int> all;
  if (!attribute) return all;
  std::string_view words = attribute->value;
  for (auto word = take_word(words); !word.empty(); word = take_word(words)) {
    const auto weight = number_of(word, 1, 1000);
    if (!weight || all.size() == 26) {  // more columns than a page has room for
      tell_value(r, *attribute, "up to 26 widths from 1 to 1000, such as \"3 1 1\"");
      return {};
    }
    all.push_back(*weight);
  }
  if (all.empty()) tell_value(r, *attribute, "up to 26 widths from 1 to 1000, such as \"3 1 1\"");
  return all;
}

std::string_view language(Reader& r, xml::Element element) {
  const xml::Attribute* attribute = element.attribute("lang");
  if (!attribute) return {};
  if (is_language(attribute->value)) return keep_words(r, attribute->value);
  tell_value(r, *attribute, "a language such as es, vi or zh-Hant");
  return {};
}

std::string_view words_of(Reader& r, const xml::Attribute& attribute) {
  char* const begin = r.pen;
  std::string_view words = attribute.value;
  for (auto word = take_word(words); !word.empty(); word = take_word(words)) {
    char* pen = r.pen;
    if (pen != begin) *pen++ = ' ';
    r.wrote(std::copy(word.begin(), word.end(), pen));
  }
  return {begin, static_cast<std::size_t>(r.pen - begin)};
}

}  // namespace engine::doc
