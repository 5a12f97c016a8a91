#include "engine/facts/comparison_cells.hpp"
#include "engine/facts/context.hpp"
#include "engine/facts/formats.hpp"
#include "engine/facts/in_case.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

namespace engine::facts {

using casefile::Entry;

namespace {

struct Topic {
  std::string_view code;
  bool core = false;  ///< on the sheet even before the first opinion
};
constexpr std::string_view core_topics[] = {
    "diagnosis", "certainty", "treatment", "pros", "cons", "risks", "waiting"};
constexpr auto topics = [] {
  std::array<Topic, std::size(tables::topic_codes)> all{};
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].code = tables::topic_codes[i];
    for (const auto core : core_topics) all[i].core = all[i].core || core == all[i].code;
  }
  return all;
}();

/// One doctor may have been asked twice: then the day stands beside the name, else which time it
/// was.
void tell_visits_apart(const Language& in, std::vector<Column>& columns) {
  for (Column& column : columns) {
    if (!column.opinion || !column.who) continue;
    int visits = 0, visit = 0;
    for (const Column& other : columns) {
      if (other.who != column.who) continue;
      ++visits;
      if (&other == &column) visit = visits;
    }
    column.visit = visit;
    column.is_last = visit == visits;
    if (visits == 1) continue;
    const Entry* date = column.opinion->find("date");
    const std::string which =
        date && date->date() ? short_date(in, *date->date()) : std::to_string(visit);
    column.title = {
        filled(said(in, "cell.source"), {{"text", column.name.text()}, {"source", which}}),
        name_span(*column.who)};
  }
}

/// The opinions, and empty columns up to two: for the doctor and the second doctor, as far as they
/// are known.
std::vector<Column> columns_of(
    const Language& in, const std::vector<const Entry*>& opinions, const People& people
) {
  std::vector<Column> columns;
  columns.reserve(std::max<std::size_t>(opinions.size(), 2));
  for (const Entry* opinion : opinions) columns.push_back({opinion, opinion->target("provider")});
  const auto has = [&](const Entry* who) {
    return who && std::any_of(columns.begin(), columns.end(), [&](const Column& c) {
             return c.who == who;
           });
  };
  if (columns.empty()) columns.push_back({nullptr, people.doctor});
  if (columns.size() == 1)
    columns.push_back(
        {nullptr,
         !has(people.second)   ? people.second
         : !has(people.doctor) ? people.doctor
                               : nullptr}
    );
  for (Column& column : columns) {
    if (column.who) column.name = text_or_no(formal_name(in, *column.who), name_span(*column.who));
    column.title = column.name;
    if (column.opinion) column.treatments = column.opinion->all("treatment");
  }
  tell_visits_apart(in, columns);
  return columns;
}

Fact opinion_facts(
    const Context& d, const Column& column, int number, const People& people, const Entry* chosen
) {
  const Entry& opinion = *column.opinion;
  return group<tables::opinion>({
      {"number", number},
      {"name", column.name},
      {"title", column.title},
      {"entry", column.opinion},
      {"who", column.who},
      {"date", date_or_no(opinion.find("date"))},
      {"certainty", certainty_said(d, column)},
      {"basis", opinion.find("basis")},
      {"seen", opinion.is("basis", "in-person") || opinion.is("basis", "video")},
      {"isChosen", chosen && column.who == chosen},
      {"ofDoctor", column.who && column.who == people.doctor},
      {"ofSecond", column.who && column.who == people.second},
      {"startBy", date_or_no(start_of_plan(d, column))},
  });
}

const Entry* row_of_the_case(const Context& d, std::string_view topic) {
  const Entry* comparison = d.root.find("comparison");
  if (!comparison) return nullptr;
  for (const Entry& row : comparison->entries) {
    if (row.term->name == "row" && row.is("topic", topic)) return &row;
  }
  return nullptr;
}

/// The case's own verdict. Without one a gap is a gap, equal words are the same, and nothing else
/// is guessed; "" where there is nothing to agree about.
std::string_view verdict_of(const Entry* row, bool all_said, bool same_words, bool comparable) {
  if (row) {
    for (const std::string_view known : {"agree", "partly", "differ", "not-asked"}) {
      if (row->is("verdict", known)) return known;
    }
  }
  if (!all_said) return "not-asked";
  if (same_words) return "agree";
  return comparable ? "undecided" : "";
}

/// Doctors can agree about what it is, what to do, what may happen without it, and what to look at
/// first. What is good, bad, long or dear of two different treatments is no matter of agreement; of
/// one treatment it is.
bool is_comparable(std::string_view topic, bool one_treatment) {
  constexpr std::string_view questions[] = {"diagnosis", "treatment", "waiting", "tests"};
  return std::ranges::find(questions, topic) != std::end(questions) ||
         (one_treatment && !part_of_treatment(topic).empty());
}

/// All doctors would do the same, by its name.
bool is_one_treatment(const Context& d, const std::vector<Column>& columns) {
  std::vector<List> named;
  for (const Column& column : columns)
    named.push_back(column.opinion ? cell_lines(d, column, "treatment") : List{});
  return are_same_words(named);
}

/// The times and the people of a number. "5 years" and "within 5 years" are one time.
std::string counted_in(const Context& d, const Entry& outcome) {
  std::string time = normalized_text(outcome.text("timeframe"));
  const auto first = time.find(' ');
  if (first != time.npos && begins_with_preposition(d.in, time)) time.erase(0, first + 1);
  return time + '\n' + normalized_text(outcome.text("population"));
}

/// The numbers of two doctors are of different times or people: of the same outcome, where two
/// doctors gave one; else of any.
bool do_numbers_differ(const Context& d, const std::vector<Column>& columns) {
  struct Number {
    const Column* column;
    std::string counted;
  };
  std::map<std::string, Number> by_outcome;
  std::optional<Number> first;
  bool any_alike = false, alike_differ = false, any_differ = false;
  for (const Column& column : columns) {
    if (!column.opinion) continue;
    for (const Entry* outcome : column.opinion->all("outcome")) {
      const Number number{&column, counted_in(d, *outcome)};
      const auto [alike, is_new] =
          by_outcome.emplace(normalized_text(outcome->text("what")), number);
      if (!is_new && alike->second.column != &column) {
        any_alike = true;
        alike_differ |= alike->second.counted != number.counted;
      }
      if (!first) first = number;
      any_differ |= first->column != &column && first->counted != number.counted;
    }
  }
  return any_alike ? alike_differ : any_differ;
}

struct Row {
  Fact fact;
  std::string_view verdict;
  std::string_view topic;
  std::vector<bool> said;  ///< by column
};

/// Nobody asks for the care of somebody who has died: such a row stands only for what was said.
bool is_of_care(std::string_view topic) {
  constexpr std::string_view looking_back[] = {"diagnosis", "certainty", "evidence", "tests"};
  return std::ranges::find(looking_back, topic) == std::end(looking_back);
}

/// What to ask about a topic, in the words of whoever asks.
Fact question_about(const Context& d, std::string_view topic, const std::string& name) {
  const std::string id = "open." + std::string{topic};
  std::string_view for_another = has_died(d) ? said(d.in, id + ".after-death") : "";
  if (for_another.empty() && !name.empty()) for_another = said(d.in, id + ".for-another");
  return for_another.empty() ? Fact::standing(said(d.in, id))
                             : Fact{filled(for_another, {{"name", name}})};
}

/// The row of a topic: of one that somebody spoke to, that the case compares, or, until there are
/// two opinions, that has its place on the sheet. What nobody said is still to be asked.
std::optional<Row> row_facts(
    const Context& d,
    const Topic& topic,
    const std::vector<Column>& columns,
    std::size_t opinions,
    bool one_treatment,
    const std::string& asks_for
) {
  std::vector<List> said_by;  // by column
  bool all_said = opinions > 1, any_said = false;
  for (const Column& column : columns) {
    d.budget.check();
    said_by.push_back(cell_lines(d, column, topic.code));
    if (column.opinion && said_by.back().empty()) all_said = false;
    if (!said_by.back().empty()) any_said = true;
  }
  const Entry* row = row_of_the_case(d, topic.code);
  if (!any_said && !row && (opinions > 1 || !topic.core)) return std::nullopt;
  if (has_died(d) && is_of_care(topic.code) && !any_said && !row) return std::nullopt;
  const bool same_words = all_said && are_same_words(said_by);
  List common = same_words ? said_by.front() : List{};

  List cells, all;
  std::vector<bool> spoke;
  Fact agree = opinions > 2 ? agreement(d, said_by) : Fact{};
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool said_something = !said_by[i].empty();
    Fact cell = group<tables::cell>(
        {{"name", columns[i].title},
         {"lines", std::move(said_by[i])},
         {"said", said_something},
         {"numbers", topic.code == "outcome" ? drawn_outcomes(d, columns[i]) : List{}},
         {"sure", topic.code == "certainty" ? certainty_level(columns[i]) : Fact{}},
         {"place", said_something ? Fact{} : text_or_no(place_of_topic(columns[i], topic.code))}}
    );
    spoke.push_back(said_something && columns[i].opinion);
    if (columns[i].opinion) cells.push_back(cell);
    all.push_back(std::move(cell));
  }
  // Counted by what stands in `cells`: an opinion each.
  const bool is_open = std::ranges::count(spoke, true) < static_cast<std::ptrdiff_t>(opinions);
  const auto verdict =
      verdict_of(row, all_said, same_words, is_comparable(topic.code, one_treatment));
  return Row{
      group<tables::row>({
          {"topic", word(d, "topic", topic.code)},
          {"cells", std::move(cells)},
          {"columns", std::move(all)},
          {"verdict", verdict.empty() ? Fact{} : word(d, "verdict", verdict)},
          {"agree", verdict == "agree"},
          {"partly", verdict == "partly"},
          {"differ", verdict == "differ"},
          {"notAsked", verdict == "not-asked"},
          {"undecided", verdict == "undecided"},
          {"open", is_open},
          {"why", row ? row->find("why") : nullptr},
          {"note", said_in(row)},
          {"settledBy", said_in(row ? row->find("settledBy") : nullptr)},
          {"agreement", std::move(agree)},
          {"common", std::move(common)},
          {"question", question_about(d, topic.code, asks_for)},
      }),
      verdict,
      topic.code,
      std::move(spoke)};
}

Fact rows_with(const std::vector<Row>& rows, std::initializer_list<std::string_view> verdicts) {
  List list;
  for (const Row& row : rows) {
    if (std::ranges::find(verdicts, row.verdict) != verdicts.end()) list.push_back(row.fact);
  }
  return list;
}

/// Where two plans stand on a line from less to better, a place for each step of it; nothing while
/// one of them has no place there.
Fact scale_of(const std::vector<const Entry*>& fits) {
  if (fits.size() != 2 || !fits[0] || !fits[1]) return {};
  List places;
  for (const std::string_view step : {"less", "same", "more"}) {
    const bool first = fits[0]->text() == step, second = fits[1]->text() == step;
    places.push_back(group<tables::place>({
        {"both", first && second},
        {"one", first && !second},
        {"two", second && !first},
        {"none", !first && !second},
    }));
  }
  return places;
}

/// What matters to the patient, and how the case says it goes with each opinion. Nothing is added
/// up.
List values(const Context& d, const std::vector<Column>& columns) {
  List matters;
  for (const Entry* value : d.root.all("value")) {
    List cells;
    std::vector<const Entry*> all_fits;
    for (const Column& column : columns) {
      d.budget.check();
      const Entry* fits = nullptr;
      for (const Entry* one : value->all("fits")) {
        if (!fits && column.who && one->target("opinion") == column.who) fits = one;
      }
      all_fits.push_back(fits);
      cells.push_back(group<tables::value_cell>(
          {{"number", static_cast<long long>(all_fits.size())},
           {"name", column.title},
           {"fits", fits}}
      ));
    }
    const Entry* weight = value->find("weight");
    const auto* number = weight ? std::get_if<long long>(&weight->value) : nullptr;
    matters.push_back(group<tables::value>({
        {"text", said_in(value->find("text"))},
        {"weight", number ? Fact{*number} : Fact{}},
        {"weightLeft", number ? Fact{5 - *number} : Fact{}},
        {"isZero", number && *number == 0},
        {"isMost", number && *number == 5},
        {"cells", std::move(cells)},
        {"scale", scale_of(all_fits)},
    }));
  }
  return matters;
}

/// What is still to ask, as questions, each with the doctors who have not spoken to it: where
/// others have, where it always matters, and, once there are two opinions, whatever nobody has
/// said. Once the choice is made,
/// only the doctor who leads (`led_by`) is still asked.
List open_questions(
    const Context& d,
    const std::vector<Column>& columns,
    const std::vector<Row>& rows,
    const std::string& asks_for,
    const Entry* led_by
) {
  List open;
  const auto opinions = std::ranges::count_if(columns, [](const Column& column) {
    return column.opinion != nullptr;
  });
  for (const Topic& topic : topics) {
    d.budget.check();
    if (has_died(d) && is_of_care(topic.code)) continue;
    const auto row =
        std::ranges::find_if(rows, [&](const Row& one) { return one.topic == topic.code; });
    if (row == rows.end() && opinions < 2) continue;
    List names;
    std::size_t asked = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (!columns[i].opinion || (led_by && columns[i].who != led_by)) continue;
      ++asked;
      if (row == rows.end() || !row->said[i]) names.push_back(columns[i].title);
    }
    if (names.empty()) continue;
    const bool of_all = names.size() == asked;
    open.push_back(group<tables::open_question>({
        {"topic", word(d, "topic", topic.code)},
        {"text", question_about(d, topic.code, asks_for)},
        {"names", std::move(names)},
        {"ofAll", of_all},
        {"hasRow", row != rows.end()},
    }));
  }
  return open;
}

/// What each doctor would do, and of a decision what is chosen: the plan where no element says it.
List advised(const Context& d, const std::vector<Column>& columns) {
  const Entry* decision = d.root.find("decision");
  const auto path = decision ? decision->text("path") : std::string_view{};
  const Entry* planned = planned_treatment(d);
  const Entry* proposed_by = planned ? planned->target("proposedBy") : nullptr;
  const Entry* chosen = path == "stay" || path == "switch" ? decision->target("chosen") : nullptr;
  List list;
  for (const Column& column : columns) {
    d.budget.check();
    if (!column.opinion || !column.is_last || (chosen && column.who != chosen)) continue;
    std::vector<std::string> names;
    for (const Entry* treatment : column.opinion->all("treatment")) {
      if (!treatment->text("name").empty()) names.emplace_back(treatment->text("name"));
    }
    if (names.empty()) continue;
    list.push_back(group<tables::advice>({
        {"who", column.who},
        {"text", text_or_no(joined(d.in, names), column.opinion->find("treatment")->span)},
        {"isPlanned", planned && (!proposed_by || proposed_by == column.who)},
    }));
  }
  return list;
}

}  // namespace

Fact comparison(const Context& d, const People& people) {
  const auto opinions = d.root.all("opinion");
  const auto columns = columns_of(d.in, opinions, people);
  const std::string asks_for = asked_for(people);

  std::vector<Row> rows;
  const bool one_treatment = is_one_treatment(d, columns);
  for (const Topic& topic : topics) {
    auto row = row_facts(d, topic, columns, opinions.size(), one_treatment, asks_for);
    if (row) rows.push_back(*std::move(row));
  }

  const Entry* decision = d.root.find("decision");
  const bool switches = decision && decision->is("path", "switch");
  const Entry* chosen = switches ? new_doctor(d, people) : nullptr;
  const Entry* led_by = decision && decision->is("path", "stay") ? people.doctor : chosen;
  List given, doctors, all_columns, all_rows;
  int number = 0;
  for (const Column& column : columns) {
    ++number;
    if (column.opinion) {
      given.push_back(opinion_facts(d, column, number, people, chosen));
      if (column.is_last) doctors.push_back(given.back());
    }
    all_columns.push_back(group<tables::column>(
        {{"number", number},
         {"name", column.title},
         {"who", column.who},
         {"given", column.opinion != nullptr},
         {"isChosen", chosen && column.who == chosen},
         {"ofDoctor", column.who && column.who == people.doctor}}
    ));
  }
  for (const Row& row : rows) all_rows.push_back(row.fact);

  const auto count = static_cast<long long>(opinions.size());
  const bool two_doctors = doctors.size() == 2;
  return group<tables::comparison>({
      {"count", count},
      {"none", count == 0},
      {"one", count == 1},
      {"two", count == 2},
      {"more", count > 2},
      {"few", count == 3},
      {"many", count > 3},
      {"opinions", std::move(given)},
      {"doctors", std::move(doctors)},
      {"twoDoctors", two_doctors},
      {"advised", advised(d, columns)},
      {"columns", std::move(all_columns)},
      {"rows", std::move(all_rows)},
      {"agreeRows", rows_with(rows, {"agree"})},
      {"partlyRows", rows_with(rows, {"partly"})},
      {"differRows", rows_with(rows, {"differ"})},
      {"unlikeRows", rows_with(rows, {"differ", "partly"})},
      {"notAskedRows", rows_with(rows, {"not-asked"})},
      {"undecidedRows", rows_with(rows, {"undecided"})},
      {"noneOnWaiting", std::ranges::find(rows, "waiting", &Row::topic) == rows.end()},
      {"quotes", quotes(d.in, opinions)},
      {"openQuestions", open_questions(d, columns, rows, asks_for, led_by)},
      {"numbersDiffer", do_numbers_differ(d, columns)},
      {"values", values(d, columns)},
  });
}

}  // namespace engine::facts
