#pragma once

#include "engine/facts/context.hpp"

#include <limits>

namespace engine::facts {

constexpr long long no_priority = std::numeric_limits<long long>::max();
/// What its `priority` says: 1 comes first; `no_priority` where it has none.
long long priority_of(const casefile::Entry& ranked);
constexpr std::size_t most_on_top = 3;

struct Question {
  std::string_view category;
  std::string_view text;   ///< of the case, or of the `Bank`
  std::string normalized;  ///< what two people would both have typed
  Span span;
  bool own = false;
  bool from_bank = false;  ///< not asked for by the case: the bank's own place at the end
  long long priority = no_priority;
  std::string_view id = {};  ///< of the bank
  List answers = {};         ///< what doctors said to it
};

/// The bank in the language of the papers, and in the words of whoever asks. Questions point into
/// it.
class Bank {
 public:
  Bank(const Context& d, const People& people);

  const std::vector<kind::BankQuestion>& questions() const { return questions_; }
  /// nullptr when it has none of that id
  const kind::BankQuestion* find(std::string_view id) const;

 private:
  std::vector<kind::BankQuestion> questions_;
};

/// Ranked ones by priority, then own ones, then what the bank adds; each in the order it came.
void rank(std::vector<Question>& questions);

Fact as_fact(const Question& question, long long number);

/// The three to ask first, of what the case asks, ranked, and of the bank where there is one to ask
/// (card.cpp).
std::vector<Question> on_cards(
    const Bank& bank, const std::vector<Question>& asked, bool with_bank
);

/// What to hand to the doctor: those of the cards, and what comes after them.
Fact card(
    const Bank& bank,
    const std::vector<Question>& asked,
    const std::vector<Question>& cards,
    bool with_bank
);

}  // namespace engine::facts
