#include "engine/base/language.hpp"
#include "engine/casefile/messages.hpp"
#include "engine/casefile/reading.hpp"

#include <algorithm>

namespace engine::casefile {

namespace {

bool is_translation(const Entry& part) {
  return !part.term->is_attribute && part.term->name == "translation";
}

std::string_view language_of(const Entry& translation) {
  return primary_language(translation.text("language"));
}

/// What a translation stands in for: the words of the element it stands in, or of an attribute.
/// Nothing where they are not there.
const Entry* translated(const Entry& translation, const Entry& owner) {
  const auto of = translation.text("of");
  if (of.empty()) return owner.term->is_translated && !owner.text().empty() ? &owner : nullptr;
  const auto found = std::ranges::find_if(owner.entries, [&](const Entry& part) {
    return part.term->is_attribute && part.term->is_translated && part.term->name == of;
  });
  return found == owner.entries.end() ? nullptr : &*found;
}

/// The attributes of the element that may be translated, as a person writes `of`.
std::vector<std::string> what_to_translate(const Entry& translation, const Entry& owner) {
  std::vector<std::string_view> attributes;
  for (const vocabulary::Term& part : owner.term->children) {
    if (part.is_attribute && part.is_translated) attributes.push_back(part.name);
  }
  const auto of = translation.text("of");
  if (std::ranges::find(attributes, of) != attributes.end())
    return {"write " + std::string{of} + "=\"…\" too, in its own language"};
  if (!of.empty() && !attributes.empty())
    return {suggestion_or(of, attributes, bare, "it has " + list_of(attributes))};
  if (of.empty() && !owner.term->is_translated)
    return {"say which attribute it translates: of=\"" + std::string{attributes.front()} + "\""};
  return {"the words of " + tagged(owner.term->name) + " stand before it, in their own language"};
}

void check_one(const Entry& translation, const Entry& owner, Diagnostics& out) {
  if (!translated(translation, owner)) {
    out.error(
        messages::nothing_to_translate(tagged(owner.term->name)),
        translation.span,
        what_to_translate(translation, owner)
    );
  }
  if (translation.text().empty())
    out.error(messages::element_empty(tagged(translation.term->name)), translation.span);
  for (const Entry& other : owner.entries) {
    if (&other == &translation || language_of(translation).empty()) return;
    if (!is_translation(other) || language_of(other) != language_of(translation) ||
        other.text("of") != translation.text("of"))
      continue;
    out.error(
        messages::second_translation(quoted_value(language_of(translation))),
        translation.span,
        {"it was given on " + line_of(other.span, translation.span.source) + " already"}
    );
    return;
  }
}

/// The words that `owner`, or its attribute `of`, has in a language.
const Entry* said_in(const Entry& owner, std::string_view of, std::string_view language) {
  const auto found = std::ranges::find_if(owner.entries, [&](const Entry& part) {
    return is_translation(part) && language_of(part) == language && part.text("of") == of;
  });
  return found == owner.entries.end() ? nullptr : &*found;
}

void say_in(Entry& entry, std::string_view language) {
  const auto take = [&](Entry& words, std::string_view of) {
    if (const Entry* other = said_in(entry, of, language)) {
      words.value = other->value;
      words.span = other->span;
    }
  };
  const bool has_translations = std::ranges::any_of(entry.entries, is_translation);
  for (Entry& part : entry.entries) {
    if (has_translations && part.term->is_attribute && part.term->is_translated)
      take(part, part.term->name);
    say_in(part, language);
  }
  if (has_translations) take(entry, {});
}

}  // namespace

void check_translations(const Entry& entry, Diagnostics& out) {
  for (const Entry& part : entry.entries) {
    if (out.errors() >= most_errors) return;
    if (is_translation(part)) check_one(part, entry, out);
    check_translations(part, out);
  }
}

Case Case::in(std::string_view language) const {
  std::vector<std::string_view> all;
  for (const vocabulary::Term& part : root_->term->children) all.push_back(part.name);
  Case spoken = only(all);
  spoken.is_translated_ = false;
  say_in(*spoken.root_, primary_language(language));
  return spoken;
}

}  // namespace engine::casefile
