#include "engine/facts/question.hpp"

#include <algorithm>
#include <span>

namespace engine::facts {

namespace {

constexpr std::size_t most_next = 5;
/// What to ask where there is a card left, and what to ask after that.
constexpr std::string_view standard_top[] = {"agree-diagnosis", "other-choices", "if-i-wait"};
constexpr std::string_view standard_next[] = {
    "agree-plan", "good-and-bad", "how-sure", "do-next", "time-to-decide"};

bool is_ranked(const Question& question) {
  return question.priority != no_priority;
}

/// What stands there with these very words, whatever category it is of.
bool asks(const std::vector<Question>& questions, std::string_view text) {
  const std::string normalized = normalized_text(text);
  return std::any_of(questions.begin(), questions.end(), [&](const Question& question) {
    return normalized_text(question.text) == normalized;
  });
}

/// Takes questions of the bank along until there are so many.
void fill_up(
    const Bank& bank,
    std::vector<Question>& questions,
    std::span<const std::string_view> ids,
    std::size_t most,
    const std::vector<Question>& there
) {
  for (const auto id : ids) {
    const auto* question = bank.find(id);
    if (questions.size() == most || !question) continue;
    if (asks(questions, question->text) || asks(there, question->text)) continue;
    questions.push_back({.category = question->category, .text = question->text, .id = question->id}
    );
  }
}

}  // namespace

std::vector<Question> on_cards(
    const Bank& bank, const std::vector<Question>& asked, bool with_bank
) {
  std::vector<Question> cards;
  // One's own come first; then what a second opinion is for.
  for (const Question& question : asked) {
    if (cards.size() < most_on_top) cards.push_back(question);
  }
  if (with_bank) fill_up(bank, cards, standard_top, most_on_top, {});
  return cards;
}

Fact card(
    const Bank& bank,
    const std::vector<Question>& asked,
    const std::vector<Question>& cards,
    bool with_bank
) {
  std::vector<Question> after;
  std::size_t more = 0;
  for (const Question& question : asked) {
    if (asks(cards, question.text)) continue;
    after.size() < most_next ? after.push_back(question) : void(++more);
  }
  if (with_bank) fill_up(bank, after, standard_next, most_next, cards);
  const auto ranked =
      static_cast<std::size_t>(std::count_if(asked.begin(), asked.end(), is_ranked));
  const bool tie =
      ranked > most_on_top && asked[most_on_top - 1].priority == asked[most_on_top].priority;

  List top, next, empty;
  bool top_of_bank = false, any_of_bank = false;
  long long number = 0;
  const auto shows = [&](List& list, const Question& question) {
    any_of_bank = any_of_bank || !question.own;
    list.push_back(as_fact(question, ++number));
  };
  for (const Question& question : cards) shows(top, question);
  top_of_bank = any_of_bank;
  for (const Question& question : after) shows(next, question);
  for (std::size_t i = cards.size(); i < most_on_top; ++i)
    empty.push_back(group<tables::empty_card>({{"number", static_cast<long long>(i) + 1}}));
  return group<tables::card>({
      {"top", std::move(top)},
      {"empty", std::move(empty)},
      {"next", std::move(next)},
      {"more", more > 0 ? Fact{static_cast<long long>(more)} : Fact{}},
      {"tie", tie},
      {"chosen", !asked.empty()},
      {"anyOfBank", any_of_bank},
      {"topOfBank", top_of_bank},
  });
}

}  // namespace engine::facts
