#include "engine/facts/question.hpp"

#include <algorithm>

namespace engine::facts {

using casefile::Entry;

namespace {

constexpr std::string_view categories[] = {
    "diagnosis", "treatment", "experience", "next-steps", "other"};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
bool same_words(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return lower(x) == lower(y);
  });
}

}  // namespace

std::string essence_of(std::string_view text) {
  std::string letters;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (space && (letters.empty() || letters.back() == ' ')) continue;
    letters += space ? ' ' : lower(c);
  }
  while (!letters.empty() && (letters.back() == ' ' || letters.back() == '?' ||
                              letters.back() == '.' || letters.back() == '!')) {
    letters.pop_back();
  }
  return letters;
}

namespace {

/// The words of the bank have no white space in front, so that most texts are told apart by their
/// first letter.
bool has_essence(std::string_view text, std::string_view essence) {
  const bool may_be = !text.empty() && !essence.empty() && lower(text.front()) == essence.front();
  return may_be && essence_of(text) == essence;
}

const std::vector<kind::BankQuestion>* bank_of(const Drawing& d) {
  const auto own = d.shelf.questions.find(d.in.code);
  if (own != d.shelf.questions.end()) return &own->second;
  const auto english = d.shelf.questions.find("en");
  return english == d.shelf.questions.end() ? nullptr : &english->second;
}

}  // namespace

const kind::BankQuestion* in_bank(const Drawing& d, std::string_view id) {
  const auto* bank = bank_of(d);
  if (!bank || id.empty()) return nullptr;
  const auto found =
      std::find_if(bank->begin(), bank->end(), [&](const auto& q) { return q.id == id; });
  return found == bank->end() ? nullptr : &*found;
}

namespace {

long long priority_of(const Entry& question) {
  const Entry* priority = question.find("priority");
  const auto* number = priority ? std::get_if<long long>(&priority->value) : nullptr;
  return number ? *number : no_priority;
}

std::string_view category_of(const Drawing& d, const Entry& question) {
  if (const auto said = question.text("category"); !said.empty()) return said;
  const auto* standard = in_bank(d, question.text("ref"));
  return standard ? std::string_view{standard->category} : "other";
}

/// Puts what is asked twice together: the first stays, with the better rank of both. That the same
/// words stand in the case twice has been told when it was read (W123).
void add_or_merge(const Drawing& d, std::vector<Question>& questions, Question question) {
  const auto is_twin = [&](const Question& first) { return first.essence == question.essence; };
  const auto first = std::find_if(questions.begin(), questions.end(), is_twin);
  if (first == questions.end()) {
    questions.push_back(std::move(question));
    return;
  }
  first->priority = std::min(first->priority, question.priority);
  if (same_words(first->text, question.text)) return;
  d.out.warn(
      "W505",
      question.span,
      "this question is asked twice: it is printed once",
      {"take one of them out of the case, or ask for something else"}
  );
}

/// What the case asks, in file order; a reference takes the bank's words.
std::vector<Question> asked(const Drawing& d) {
  std::vector<Question> questions;
  for (const Entry& entry : d.root.entries) {
    if (entry.term->name != "question") continue;
    const auto* standard = in_bank(d, entry.text("ref"));
    const std::string_view text = standard ? std::string_view{standard->text} : entry.text();
    if (text.empty()) continue;
    const bool own = !standard && !entry.is("source", "standard");
    add_or_merge(
        d,
        questions,
        {category_of(d, entry), text, essence_of(text), entry.span, own, false, priority_of(entry)}
    );
  }
  return questions;
}

}  // namespace

void rank(std::vector<Question>& questions) {
  std::stable_sort(questions.begin(), questions.end(), [](const Question& a, const Question& b) {
    return std::pair{a.priority, a.from_bank} < std::pair{b.priority, b.from_bank};
  });
}

Fact as_fact(const Question& question, long long number) {
  return group({
      {"number", number},
      {"text", Fact::standing(question.text, question.span)},
      {"own", question.own},
      {"priority", question.priority == no_priority ? Fact{} : Fact{question.priority}},
  });
}

namespace {

/// The case's questions of a category, and the bank's that the case has not asked in its own words.
std::vector<Question> of_category(
    const Drawing& d, const std::vector<Question>& all, std::string_view category
) {
  std::vector<Question> questions;
  for (const Question& question : all) {
    if (question.category == category) questions.push_back(question);
  }
  const auto* bank = bank_of(d);
  if (!bank) return questions;
  for (const kind::BankQuestion& standard : *bank) {
    if (standard.category != category) continue;
    const auto twin = std::find_if(all.begin(), all.end(), [&](const Question& own) {
      return has_essence(standard.text, own.essence);
    });
    if (twin == all.end()) {
      questions.push_back({.category = category, .text = standard.text, .from_bank = true});
    } else if (twin->own) {
      d.out.warn(
          "W505",
          twin->span,
          "the question bank asks this too: it is printed once",
          {"to rank the bank's question, point at it: ref=\"" + standard.id + "\""}
      );
    }
  }
  return questions;
}

Fact category_fact(const std::vector<Question>& questions) {
  List top, rest;
  int number = 0;
  for (const Question& question : questions) {
    const bool leads = question.priority != no_priority && top.size() < most_on_top;
    (leads ? top : rest).push_back(as_fact(question, ++number));
  }
  return group({{"count", number}, {"top", std::move(top)}, {"rest", std::move(rest)}});
}

}  // namespace

Fact questions(const Drawing& d) {
  Group all;
  std::vector<Question> ranked;
  auto from_case = asked(d);
  for (const auto category : categories) {
    std::vector<Question> some = of_category(d, from_case, category);
    rank(some);
    all.emplace_back(category, category_fact(some));
    for (Question& question : some) {
      if (question.priority != no_priority) ranked.push_back(std::move(question));
    }
  }
  rank(ranked);
  List top, next;
  int number = 0;
  for (const Question& question : ranked) {
    (top.size() < most_on_top ? top : next).push_back(as_fact(question, ++number));
  }
  all.emplace_back("top", std::move(top));
  all.emplace_back("next", std::move(next));
  rank(from_case);
  all.emplace_back("card", card(d, from_case));
  return all;
}

}  // namespace engine::facts
