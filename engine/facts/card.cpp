#include "engine/facts/question.hpp"

#include <algorithm>

namespace engine::facts {

namespace {

constexpr std::size_t most_next = 5;
/// What to ask when nobody has chosen, and what to ask after that.
constexpr std::string_view standard_top[] = {"agree-diagnosis", "other-choices", "if-i-wait"};
constexpr std::string_view standard_next[] = {
    "agree-plan", "good-and-bad", "how-sure", "do-next", "time-to-decide"};

bool is_ranked(const Question& question) {
  return question.priority != no_priority;
}

/// What the case asks with these very words, whatever category it stands in.
bool asks(const std::vector<Question>& questions, const kind::BankQuestion& standard) {
  const std::string normalized = normalized_text(standard.text);
  return std::any_of(questions.begin(), questions.end(), [&](const Question& question) {
    return question.normalized == normalized;
  });
}

/// The card of somebody who ranked nothing: the bank's three, then what the case asks, then more of
/// the bank where there is room.
struct Standard {
  std::vector<Question> top, next;
  std::size_t more = 0;
};

Standard standard_card(const Context& d, const std::vector<Question>& asked, bool with_bank) {
  Standard card;
  for (const auto id : standard_top) {
    if (const auto* question = with_bank ? in_bank(d, id) : nullptr)
      card.top.push_back({.category = question->category, .text = question->text});
  }
  for (const Question& question : asked) {
    const bool on_top = std::any_of(card.top.begin(), card.top.end(), [&](const Question& top) {
      return normalized_text(top.text) == question.normalized;
    });
    if (on_top) continue;
    if (card.next.size() < most_next) {
      card.next.push_back(question);
    } else {
      ++card.more;
    }
  }
  for (const auto id : standard_next) {
    const auto* question = with_bank ? in_bank(d, id) : nullptr;
    if (card.next.size() == most_next || !question || asks(asked, *question)) continue;
    card.next.push_back({.category = question->category, .text = question->text});
  }
  return card;
}

}  // namespace

Fact card(const Context& d, const std::vector<Question>& asked, bool with_bank) {
  const auto ranked =
      static_cast<std::size_t>(std::count_if(asked.begin(), asked.end(), is_ranked));
  const std::size_t on_top = std::min(ranked, most_on_top);
  const std::size_t shown = std::min(asked.size(), on_top + most_next);
  const bool tie =
      ranked > most_on_top && asked[most_on_top - 1].priority == asked[most_on_top].priority;

  List top, next;
  bool any_of_bank = false;  // where "I" and "my" stand for the patient, whoever speaks
  const auto shows = [&](List& list, const Question& question) {
    any_of_bank = any_of_bank || !question.own;
    list.push_back(as_fact(question, static_cast<long long>(top.size() + next.size()) + 1));
  };
  std::size_t more = asked.size() - shown;
  if (ranked > 0) {
    for (std::size_t i = 0; i < shown; ++i) shows(i < on_top ? top : next, asked[i]);
  } else {
    const Standard standard = standard_card(d, asked, with_bank);
    for (const Question& question : standard.top) shows(top, question);
    for (const Question& question : standard.next) shows(next, question);
    more = standard.more;
  }
  return group<tables::card>({
      {"top", std::move(top)},
      {"next", std::move(next)},
      {"more", more > 0 ? Fact{static_cast<long long>(more)} : Fact{}},
      {"tie", tie},
      {"chosen", ranked > 0},
      {"anyOfBank", any_of_bank},
  });
}

}  // namespace engine::facts
