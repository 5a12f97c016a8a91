#include "engine/doc/messages.hpp"
#include "engine/doc/reader.hpp"
#include "engine/doc/value_syntax.hpp"

#include <algorithm>

namespace engine::doc {

void check_attributes(Reader& r, xml::Element element, Tag tag) {
  for (const xml::Attribute& a : element.attributes()) {
    const auto known = attributes(tag);
    if (std::find(known.begin(), known.end(), a.name) != known.end()) continue;
    r.error(
        messages::unknown_attribute(tagged(name(tag)), a.name),
        a.name_span,
        suggestion(a.name, known)
    );
  }
}

const xml::Attribute* needed(Reader& r, xml::Element element, std::string_view name) {
  const xml::Attribute* attribute = element.attribute(name);
  if (attribute && !is_blank(attribute->value)) return attribute;
  const std::string tag = tagged(element.name());
  if (attribute)
    r.error(messages::attribute_blank(tag, name), attribute->name_span);
  else
    r.error(messages::attribute_missing(tag, name), element.span());
  return nullptr;
}

void tell_value(
    Reader& r,
    const xml::Attribute& attribute,
    FilledError said,
    std::span<const std::string_view> allowed
) {
  const Span at = attribute.value.empty() ? attribute.name_span : attribute.span;
  r.error(std::move(said), at, suggestion(attribute.value, allowed));
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
      r, *attribute, messages::not_a_whole_number(name, least, most, quoted_value(attribute->value))
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
  tell_value(r, *attribute, messages::not_a_length(name, quoted_value(attribute->value)));
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
      all.clear();
      break;
    }
    all.push_back(*weight);
  }
  if (all.empty())
    tell_value(r, *attribute, messages::not_widths(name, quoted_value(attribute->value)));
  return all;
}

std::string_view language(Reader& r, xml::Element element) {
  const xml::Attribute* attribute = element.attribute("lang");
  if (!attribute) return {};
  if (is_language(attribute->value)) return keep_words(r, attribute->value);
  tell_value(
      r, *attribute, messages::not_a_language(attribute->name, quoted_value(attribute->value))
  );
  return {};
}

std::string_view words_of(Reader& r, const xml::Attribute& attribute) {
  char* const begin = r.pen;
  std::string_view words = trimmed(attribute.value);
  if (!has_folds(words)) {  // nearly all
    r.wrote(std::copy(words.begin(), words.end(), begin));
    words = {};
  }
  for (auto word = take_word(words); !word.empty(); word = take_word(words)) {
    char* pen = r.pen;
    if (pen != begin) *pen++ = ' ';
    r.wrote(std::copy(word.begin(), word.end(), pen));
  }
  return {begin, static_cast<std::size_t>(r.pen - begin)};
}

}  // namespace engine::doc
