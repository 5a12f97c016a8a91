#include "engine/vocabulary/spelling.hpp"

#include "engine/base/fold.hpp"

#include <algorithm>

namespace engine::vocabulary {

namespace {

/// Asks each spelling of a code until one is taken: its value, its words, and what else is written.
template <class Taken>
bool any_spelling(const Code& code, Taken&& taken) {
  return taken(std::string_view{code.value}) ||
         std::ranges::any_of(code.labels, [&](const auto& label) { return taken(label.second); }) ||
         std::ranges::any_of(code.also, taken);
}

bool is_subtag(std::string_view subtag) {
  return !subtag.empty() && subtag.size() <= 8 &&
         std::ranges::all_of(subtag, [](char c) { return is_letter(c) || is_digit(c); });
}

/// A tag with - between its subtags, and the case of letters that RFC 5646 §2.1.1 recommends:
/// zh-Hant-TW. Nothing for what cannot be a tag: its first subtag has two or three letters.
std::optional<std::string> well_written(std::string_view text) {
  std::string tag;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find_first_of("-_", at), text.size());
    std::string subtag = lowered(text.substr(at, end - at));
    if (!is_subtag(subtag)) return std::nullopt;
    const bool letters = std::ranges::all_of(subtag, is_letter);
    if (tag.empty() && (!letters || subtag.size() < 2 || subtag.size() > 3)) return std::nullopt;
    const std::size_t capitals = tag.empty() || !letters ? 0
                                 : subtag.size() == 2    ? 2
                                                         : subtag.size() == 4;
    for (std::size_t i = 0; i < capitals; ++i) subtag[i] = static_cast<char>(subtag[i] - 'a' + 'A');
    tag += (tag.empty() ? "" : "-") + subtag;
    at = end + 1;
  }
  return tag;
}

const Code* with_value(std::string_view value, const List& list) {
  const auto found =
      std::ranges::find_if(list.codes, [&](const Code& code) { return code.value == value; });
  return found == list.codes.end() ? nullptr : &*found;
}

}  // namespace

const Code* meant_by(std::string_view text, std::span<const Code> codes) {
  const auto exact = std::ranges::find(codes, text, &Code::value);
  if (exact != codes.end()) return &*exact;
  const std::string wanted = folded(text);
  const Code* meant = nullptr;
  for (const Code& code : codes) {
    const bool means = !wanted.empty() &&
                       any_spelling(code, [&](std::string_view s) { return folded(s) == wanted; });
    if (means && meant) return nullptr;
    if (means) meant = &code;
  }
  return meant;
}

std::string_view nearest_value(std::string_view text, std::span<const Code> codes) {
  const std::string wanted = folded(text);
  if (wanted.empty()) return {};
  std::vector<std::string> spellings;
  std::vector<std::string_view> values;
  for (const Code& code : codes) {
    any_spelling(code, [&](std::string_view s) {
      spellings.push_back(folded(s));
      values.push_back(code.value);
      return false;
    });
  }
  const std::vector<std::string_view> candidates{spellings.begin(), spellings.end()};
  const std::string_view near = nearest(wanted, candidates);
  const auto at = std::ranges::find(candidates, near);
  return near.empty() || at == candidates.end()
             ? std::string_view{}
             : values[static_cast<std::size_t>(at - candidates.begin())];
}

const Term* called(std::string_view name, const Term& parent) {
  const std::string wanted = folded(name);
  const Term* meant = nullptr;
  for (const Term& child : parent.children) {
    const bool means =
        folded(child.name) == wanted ||
        std::ranges::any_of(child.also, [&](const auto& s) { return folded(s) == wanted; });
    if (means && meant) return nullptr;
    if (means) meant = &child;
  }
  return wanted.empty() ? nullptr : meant;
}

std::optional<std::string> language_meant(std::string_view text, const List& languages) {
  if (const Code* meant = meant_by(text, languages.codes)) return meant->value;
  auto tag = well_written(text);
  if (!tag) return std::nullopt;
  const std::string_view primary = primary_language(*tag);
  if (const Code* meant = meant_by(primary, languages.codes); meant && meant->value != primary)
    tag->replace(0, primary.size(), meant->value);
  return tag;
}

std::string_view language_name(
    std::string_view tag, std::string_view in_language, const List& languages
) {
  for (const std::string_view code : {tag, primary_language(tag)}) {
    const Code* found = with_value(code, languages);
    if (!found) continue;
    for (const auto& [language, words] : found->labels) {
      if (language == in_language) return words;
    }
    return found->labels.front().second;
  }
  return {};
}

}  // namespace engine::vocabulary
