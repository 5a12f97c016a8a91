// What may be chosen, and the words of it.

#include "engine/serve/answers.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace engine::serve {

namespace {

using vocabulary::Type;

/// Before the place of somebody whom a case gives no id; no id begins so.
constexpr char place_mark = '@';

/// An opinion is named by the provider who gave it.
Path referred_to(const vocabulary::Term& term) {
  return {element_step(term.refers_to == "opinion" ? "provider" : term.refers_to)};
}

/// Who has given an opinion, by their ids.
std::set<std::string> heard_in(const Answered& answered) {
  std::set<std::string> all;
  const Path opinions{element_step("opinion")};
  for (std::size_t i = 1; i <= answered.count(opinions); ++i)
    all.insert(answered.value({element_step("opinion", i), attribute_step("provider")}));
  return all;
}

/// The words of a code in a language, else in English, else the code itself.
std::string label_in(const vocabulary::Code& code, std::string_view language) {
  std::string label = code.value;
  for (const auto& [tag, words] : code.labels) {
    if (tag == language || (tag == language_tag::english && label == code.value)) label = words;
  }
  return label;
}

}  // namespace

std::optional<Path> element_of_choice(const Field& field, std::string_view value) {
  if (!value.starts_with(place_mark)) return std::nullopt;
  value.remove_prefix(1);
  Path element = referred_to(*field.term);
  std::size_t& number = element.back().number;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc{} || end != value.data() + value.size() || number == 0)
    return std::nullopt;
  return element;
}

std::string choice_of_element(const Field& field, const Answered& answered, const Path& element) {
  const auto where = answered.place(element);
  Path one = referred_to(*field.term);
  for (std::size_t& i = one.back().number; where && i <= answered.count(referred_to(*field.term));
       ++i) {
    if (answered.place(one) != where) continue;
    const std::string id = answered.value(joined(one, {attribute_step("id")}));
    return id.empty() ? place_mark + std::to_string(i) : id;
  }
  return {};
}

std::vector<Choice> choices_of(
    const Field& field,
    const Answered& answered,
    const vocabulary::Vocabulary& vocabulary,
    std::string_view language
) {
  std::vector<Choice> choices;
  const auto add = [&](const std::vector<vocabulary::Code>& codes) {
    for (const vocabulary::Code& code : codes)
      choices.push_back({code.value, label_in(code, language)});
  };
  const vocabulary::Term& term = *field.term;
  if (!field.bank.empty()) {
    for (const auto& [id, words] : field.choices) choices.push_back({id, words.in(language)});
    return choices;
  }
  if (term.type == Type::reference) {
    const Path of = referred_to(term);
    const std::set<std::string> heard = heard_in(answered);
    for (std::size_t i = 1; i <= answered.count(of); ++i) {
      Path one = of;
      one.back().number = i;
      const std::string id = answered.value(joined(one, {attribute_step("id")}));
      const std::string title = brief(title_of(answered, one));
      const std::string value = id.empty() ? place_mark + std::to_string(i) : id;
      if (term.refers_to == "opinion" && !heard.contains(id)) continue;
      if (!id.empty() || !title.empty()) choices.push_back({value, title.empty() ? id : title});
    }
  } else if (term.type == Type::yes_no) {
    if (const auto* list = vocabulary.list("yes-no")) add(list->codes);
  } else if (!term.codes.empty()) {
    add(term.codes);
  } else if (term.list) {
    add(term.list->codes);
  }
  for (Choice& choice : choices) {
    const auto own =
        std::ranges::find(field.choices, choice.value, [](const auto& one) { return one.first; });
    if (own != field.choices.end()) choice.label = own->second.in(language);
  }
  return choices;
}

std::string label_of_choice(
    const Field& field,
    std::string_view value,
    const Answered& answered,
    const vocabulary::Vocabulary& vocabulary,
    std::string_view language
) {
  for (const auto& [own, words] : field.choices) {
    if (own == value) return words.in(language);
  }
  if (field.term->type == Type::reference && field.bank.empty()) {
    // A case may have many of them, and each of many entries names one.
    Path one = element_of_choice(field, value).value_or(referred_to(*field.term));
    if (!value.starts_with(place_mark)) {
      one.back().key = "id";
      one.back().value = value;
    }
    const std::string title = answered.has(one) ? brief(title_of(answered, one)) : std::string{};
    return title.empty() ? std::string{value} : title;
  }
  const auto choices = choices_of(field, answered, vocabulary, language);
  const auto found = std::ranges::find(choices, value, &Choice::value);
  return found == choices.end() ? std::string{value} : found->label;
}

std::string words_of_code(const Field& field, std::string_view code, std::string_view language) {
  const auto* list = field.term->type == Type::text ? field.term->list : nullptr;
  if (list && field.widget == Widget::line) {
    for (const vocabulary::Code& one : list->codes) {
      if (one.value == code) return label_in(one, language);
    }
  }
  return std::string{code};
}

std::string code_of_words(const Field& field, std::string_view words) {
  const auto* list = field.term->type == Type::text ? field.term->list : nullptr;
  if (list && field.widget == Widget::line) {
    for (const vocabulary::Code& one : list->codes) {
      for (const auto& [language, label] : one.labels) {
        if (same_but_case(label, words)) return one.value;
      }
    }
  }
  return std::string{words};
}

}  // namespace engine::serve
