#include "engine/facts/in_case.hpp"
#include "engine/facts/messages.hpp"
#include "engine/facts/question.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <unordered_map>

namespace engine::facts {

using casefile::Entry;

namespace {

/// The categories, as they stand first among the facts.
constexpr auto categories = std::span{tables::questions}.first<5>();

}  // namespace

std::string normalized_text(std::string_view text) {
  std::string letters = lowered(collapsed(text));
  while (!letters.empty() && std::string_view{" ?.!"}.find(letters.back()) != std::string_view::npos
  )
    letters.pop_back();
  return letters;
}

namespace {

bool is_diagnosis_said(const Context& d) {
  const Entry* about = d.root.find("condition");  // the first: what the opinion is about
  const bool is_named =
      about && !about->is("status", "undiagnosed") && !about->is("status", "ruled-out");
  return is_named || std::ranges::any_of(d.root.all("opinion"), [](const Entry* opinion) {
           return opinion->find("diagnosis") != nullptr;
         });
}

/// How many doctors have a plan for the treatment; 1 also where nobody knows whose the one plan is.
std::size_t plans_said(const Context& d) {
  std::set<const Entry*> whose;
  for (const Entry* plan : d.root.all("plan"))
    if (!plan->is("status", "past")) whose.insert(plan->target("proposedBy"));
  if (whose.size() > 1) whose.erase(nullptr);
  for (const Entry* opinion : d.root.all("opinion"))
    if (opinion->find("treatment")) whose.insert(opinion->target("provider"));
  return whose.size();
}

/// In the words of whoever asks, and of what has been said so far: nothing, by one, by several.
void say(kind::BankQuestion& question, const std::string& name, std::size_t said) {
  if (said > 1 && !question.of_several.empty()) {
    question.text = question.of_several;
    return;
  }
  const bool is_unsaid = said == 0 && !question.unsaid.empty();
  if (is_unsaid) question.text = question.unsaid;
  const std::string& for_another = is_unsaid ? question.unsaid_for_another : question.for_another;
  if (!name.empty() && !for_another.empty()) question.text = filled(for_another, {{"name", name}});
}

}  // namespace

Bank::Bank(const Context& d, const People& people) {
  const auto& banks = d.template_set.questions;
  auto own = banks.find(d.in.code);
  if (own == banks.end()) own = banks.find(language_tag::english);
  if (own == banks.end()) return;
  questions_ = own->second;
  const std::string name = asked_for(people);
  const std::size_t diagnosis = is_diagnosis_said(d) ? 1 : 0, plans = plans_said(d);
  for (kind::BankQuestion& question : questions_)
    say(question, name, question.category == "diagnosis" ? diagnosis : plans);
}

const kind::BankQuestion* Bank::find(std::string_view id) const {
  const auto found = std::ranges::find(questions_, id, &kind::BankQuestion::id);
  return found == questions_.end() ? nullptr : &*found;
}

long long priority_of(const Entry& ranked) {
  const Entry* priority = ranked.find("priority");
  const auto* number = priority ? std::get_if<long long>(&priority->value) : nullptr;
  return number ? *number : no_priority;
}

namespace {

std::string_view category_of(const Bank& bank, const Entry& question) {
  if (const auto said = question.text("category"); !said.empty()) return said;
  const auto* standard = bank.find(question.text("ref"));
  return standard ? std::string_view{standard->category} : "other";
}

/// Which question asks what, by its normalized.
using ByText = std::unordered_map<std::string_view, Question*>;

/// Puts what is asked twice together: the first stays, with the better rank of both. That the same
/// words stand in the case twice has been told when it was read (W123). `questions` has room for
/// one more: they stay where they are.
void add_or_merge(
    const Context& d, std::vector<Question>& questions, ByText& known, Question question
) {
  const auto twin = known.find(question.normalized);
  if (twin == known.end()) {
    Question& added = questions.emplace_back(std::move(question));
    known.emplace(added.normalized, &added);
    return;
  }
  Question& first = *twin->second;
  first.priority = std::min(first.priority, question.priority);
  std::ranges::move(question.answers, std::back_inserter(first.answers));
  if (same_but_case(first.text, question.text)) return;
  d.out.warn(
      messages::question_asked_twice,
      question.span,
      {"take one of them out of the case, or ask for something else"}
  );
}

/// What the case asks, in file order; a reference takes the bank's words.
std::vector<Question> asked(const Context& d, const Bank& bank) {
  const auto is_question = [](const Entry& entry) { return entry.term->name == "question"; };
  std::vector<Question> questions;
  questions.reserve(static_cast<std::size_t>(std::ranges::count_if(d.root.entries, is_question)));
  ByText known;
  for (const Entry& entry : d.root.entries) {
    d.budget.check();
    if (!is_question(entry)) continue;
    const auto* standard = bank.find(entry.text("ref"));
    const std::string_view text = standard ? std::string_view{standard->text} : entry.text();
    if (text.empty()) continue;
    const bool own = !standard && !entry.is("source", "standard");
    add_or_merge(
        d,
        questions,
        known,
        {category_of(bank, entry),
         text,
         normalized_text(text),
         entry.span,
         own,
         false,
         priority_of(entry),
         standard ? std::string_view{standard->id} : std::string_view{},
         answers(d, entry)}
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
  return group<tables::question>({
      {"number", number},
      {"text",
       question.own ? Fact::standing(question.text, question.span)
                    : Fact{std::string{question.text}, question.span}},
      {"place", text_or_no(place_of_question(question.text, question.id))},
      {"answers", question.answers},
      {"own", question.own},
      {"priority", question.priority == no_priority ? Fact{} : Fact{question.priority}},
  });
}

namespace {

/// The case's questions of a category, and the bank's that the case has not asked in its own words.
std::vector<Question> of_category(
    const Context& d,
    const std::vector<Question>& all,
    const ByText& by_text,
    std::string_view category,
    const Bank* bank,
    bool is_review
) {
  std::vector<Question> questions;
  for (const Question& question : all) {
    if (question.category == category) questions.push_back(question);
  }
  if (!bank) return questions;
  for (const kind::BankQuestion& standard : bank->questions()) {
    if (standard.category != category || (is_review && !standard.for_a_review)) continue;
    const auto twin = by_text.find(normalized_text(standard.text));
    if (twin == by_text.end()) {
      questions.push_back(
          {.category = category, .text = standard.text, .from_bank = true, .id = standard.id}
      );
    } else if (twin->second->own) {
      d.out.warn(
          messages::asked_by_bank_too,
          twin->second->span,
          {"to rank the bank's question, point at it: ref=\"" + standard.id + "\""}
      );
    }
  }
  return questions;
}

/// What a second opinion is for. Beside questions that must be asked it is never one for which
/// there may be no time.
bool is_the_point(const Question& question) {
  return question.id == "agree-diagnosis" || question.id == "agree-plan";
}

/// Those that must be asked before the others; how many they are. Where nobody ranked any there are
/// none.
std::size_t put_first(std::vector<Question>& questions) {
  std::size_t ranked = 0;
  for (const Question& question : questions) ranked += question.priority != no_priority;
  if (ranked == 0) return 0;
  std::size_t leading = 0;
  const auto rest =
      std::stable_partition(questions.begin(), questions.end(), [&](const Question& question) {
        const bool is_ranked = question.priority != no_priority;
        return (is_ranked && leading++ < most_on_top) || is_the_point(question);
      });
  return static_cast<std::size_t>(rest - questions.begin());
}

/// Nothing where there is no question. `others`: those that stand on no card.
Fact category_fact(
    std::vector<Question> questions, const std::vector<Question>& cards, long long& left
) {
  if (questions.empty()) return {};
  const std::size_t leading = put_first(questions);
  List top, rest, others;
  int number = 0;
  for (const Question& question : questions) {
    (top.size() < leading ? top : rest).push_back(as_fact(question, ++number));
    const bool on_card = std::any_of(cards.begin(), cards.end(), [&](const Question& card) {
      return normalized_text(card.text) == normalized_text(question.text);
    });
    if (!on_card) others.push_back(as_fact(question, ++left));
  }
  return group<tables::category>({
      {"count", number},
      {"top", std::move(top)},
      {"rest", std::move(rest)},
      {"others", std::move(others)},
  });
}

}  // namespace

Fact questions(const Context& d, const People& people, bool to_come, bool is_review) {
  const Bank known{d, people};
  // The bank asks about care, and whoever has not answered yet: of a patient who has died, or where
  // no opinion is to come, there are the case's own questions.
  const Bank* bank = to_come && !has_died(d) ? &known : nullptr;
  Group all;
  std::vector<Question> ranked;
  auto from_case = asked(d, known);
  ByText by_text;
  for (Question& question : from_case) by_text.emplace(question.normalized, &question);
  auto in_order = from_case;
  rank(in_order);
  const std::vector<Question> cards = on_cards(known, in_order, bank != nullptr);
  long long left = 0, left_of_two[2] = {};
  for (const Declared& declared : categories) {
    const std::string_view category = declared.name;
    std::vector<Question> some = of_category(d, from_case, by_text, category, bank, is_review);
    rank(some);
    const long long before = left;
    all.emplace_back(category, category_fact(some, cards, left));
    left_of_two[category != "treatment" && category != "other"] += left - before;
    for (Question& question : some) {
      if (question.priority != no_priority) ranked.push_back(std::move(question));
    }
  }
  rank(ranked);
  List top, next;
  int number = 0;
  for (const Question& question : ranked) {
    d.budget.check();
    (top.size() < most_on_top ? top : next).push_back(as_fact(question, ++number));
  }
  const auto put = [&](Name<tables::questions> name, Fact fact) {
    all.emplace_back(name.text, std::move(fact));
  };
  put("top", std::move(top));
  put("next", std::move(next));
  put("card", card(known, in_order, cards, bank != nullptr));
  put("others", left > 0 ? Fact{left} : Fact{});
  put("othersInTwo", left_of_two[0] > 0 && left_of_two[1] > 0);
  return all;
}

}  // namespace engine::facts
