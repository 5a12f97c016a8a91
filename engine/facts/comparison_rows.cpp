#include "engine/facts/comparison_rows.hpp"

#include "engine/facts/formats.hpp"
#include "engine/facts/in_case.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace engine::facts {

namespace {

/// A question of patients, by its topic, and what else belongs to it.
struct Asked {
  std::string_view lead;
  std::string_view others[2] = {};
};
constexpr Asked all_asked[] = {
    {"diagnosis", {"certainty", "evidence"}},
    {"treatment", {"goal"}},
    {"waiting"},
    {"pros"},
    {"cons", {"side-effects", "risks"}},
    {"outcome", {"recovery", "experience"}},
    {"daily-life", {"cost"}},
    {"tests", {"timing"}},
};
static_assert(std::size(all_asked) == std::size(tables::leading_topics));

/// Every test that is still needed is a next step as well, which says its day.
bool are_steps_too(const casefile::Entry& opinion) {
  const auto steps = opinion.all("nextStep");
  return std::ranges::all_of(opinion.all("testNeeded"), [&](const casefile::Entry* test) {
    return std::ranges::any_of(steps, [&](const casefile::Entry* step) {
      return normalized_text(step->text()) == normalized_text(test->text());
    });
  });
}

/// A question, with the rows that belong to it.
struct AskedRow {
  std::string_view lead;
  std::vector<const Row*> rows;
  bool has_quotes = false;  ///< the doctors' own words stand here
};

/// The questions that some row belongs to.
std::vector<AskedRow> questions_of(const std::vector<Row>& all) {
  std::vector<AskedRow> questions;
  for (const Asked& asked : all_asked) {
    AskedRow question{asked.lead, {}};
    for (const std::string_view topic : {asked.lead, asked.others[0], asked.others[1]}) {
      const auto row = std::ranges::find(all, topic, &Row::topic);
      if (row != all.end()) question.rows.push_back(&*row);
    }
    if (!question.rows.empty()) questions.push_back(std::move(question));
  }
  const auto plans = std::ranges::find(questions, "treatment", &AskedRow::lead);
  if (plans != questions.end()) {
    plans->has_quotes = true;
  } else if (!questions.empty()) {
    questions.front().has_quotes = true;
  }
  return questions;
}

/// What one opinion says to a question.
struct Answer {
  Fact fact;
  bool is_blank = false;  ///< nothing, to the one thing that is asked
  bool has_quotes = false;
};

Answer answer_to(
    const Context& d, const Column& column, std::size_t opinion, const AskedRow& question
) {
  Fact lead;
  List others, unsaid, quotes;
  bool any_said = false;
  for (const Row* row : question.rows) {
    const bool is_said = row->said[opinion];
    any_said = any_said || is_said;
    if (row->topic == "tests" && is_said && are_steps_too(*column.opinion)) continue;
    Fact part = group<tables::asked_part>(
        {{"topic", word(d, "topic", row->topic)},
         {"unbroken", unbroken(said(d.in, "topic." + std::string{row->topic}))},
         {"cell", row->cells[opinion]}}
    );
    if (is_said && row->topic == question.lead) {
      lead = std::move(part);
    } else {
      (is_said ? others : unsaid).push_back(std::move(part));
    }
  }
  if (question.has_quotes) {
    for (const casefile::Entry* quote : column.opinion->all("quote")) quotes.push_back(Fact{quote});
  }
  const bool has_quotes = !quotes.empty();
  const bool is_blank = !any_said && !has_quotes && question.rows.size() == 1;
  return {
      group<tables::asked_cell>(
          {{"name", column.title},
           {"isBlank", is_blank},
           {"place",
            is_blank ? text_or_no(place_of_topic(column, question.rows.front()->topic)) : Fact{}},
           {"lead", std::move(lead)},
           {"others", std::move(others)},
           {"unsaid", std::move(unsaid)},
           {"quotes", std::move(quotes)}}
      ),
      is_blank,
      has_quotes};
}

Fact asked_row(
    const Context& d,
    const std::vector<Column>& columns,
    const AskedRow& question,
    const std::string& asks_for
) {
  List topics, cells;
  bool any_blank = false, any_quotes = false;
  for (const Row* row : question.rows) topics.push_back(row->fact);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    Answer answer = answer_to(d, columns[i], i, question);
    any_blank = any_blank || answer.is_blank;
    any_quotes = any_quotes || answer.has_quotes;
    cells.push_back(std::move(answer.fact));
  }
  return group<tables::asked_row>(
      {{"question", in_words_of_asker(d, "asked." + std::string{question.lead}, asks_for)},
       {"about", word(d, "asked", question.lead)},
       {"topics", std::move(topics)},
       {"same", std::ranges::all_of(question.rows, &Row::is_same) && !any_quotes},
       {"open", any_blank},
       {"cells", std::move(cells)}}
  );
}

}  // namespace

Fact in_words_of_asker(const Context& d, const std::string& id, const std::string& name) {
  std::string_view for_another = has_died(d) ? said(d.in, id + ".after-death") : "";
  if (for_another.empty() && !name.empty()) for_another = said(d.in, id + ".for-another");
  return for_another.empty() ? Fact::standing(said(d.in, id))
                             : Fact{filled(for_another, {{"name", name}})};
}

Fact asked_of(const Context& d, std::string_view topic, const std::string& name) {
  const bool leads =
      std::ranges::find(tables::leading_topics, topic) != std::end(tables::leading_topics);
  // Whose daily life it is, and what it costs, are two rows where nothing is folded.
  return leads && topic != "daily-life" ? in_words_of_asker(d, "asked." + std::string{topic}, name)
                                        : Fact::standing(said(d.in, "topic." + std::string{topic}));
}

std::string unbroken(std::string_view words) {
  std::string text;
  for (const char c : words) c == ' ' ? text += "\u00a0" : text += c;
  return text;
}

List asked_rows(
    const Context& d,
    const std::vector<Column>& columns,
    const std::vector<Row>& rows,
    const std::string& asks_for
) {
  List asked;
  for (const AskedRow& question : questions_of(rows))
    asked.push_back(asked_row(d, columns, question, asks_for));
  return asked;
}

}  // namespace engine::facts
