#include "engine/facts/comparison_rows.hpp"
#include "engine/facts/context.hpp"
#include "engine/facts/formats.hpp"
#include "engine/facts/in_case.hpp"
#include "engine/facts/messages.hpp"

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
      {"plans", cell_lines(d, column, "treatment")},
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

/// The case's own verdict, but "agree" only of all who gave an opinion, once any has said something
/// of it. Without one a gap is a gap, equal words are the same, and nothing else is guessed; ""
/// where there is nothing to agree about.
std::string_view verdict_of(
    const Entry* row, bool all_said, bool any_gap, bool same_words, bool comparable
) {
  if (row) {
    // Nobody agrees by saying nothing.
    if (row->is("verdict", "agree")) return any_gap ? "partly" : "agree";
    for (const std::string_view known : {"partly", "differ", "not-asked"}) {
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

/// All numbers are of one time and of the same people: those may be drawn one above the other. A
/// picture of what grew in two years above one of five sets the two against each other, whatever
/// the words below say.
bool are_counted_alike(const Context& d, const std::vector<Column>& columns) {
  std::optional<std::string> first;
  for (const Column& column : columns) {
    if (!column.opinion) continue;
    for (const Entry* outcome : column.opinion->all("outcome")) {
      if (outcome->text("outOf").empty()) continue;
      std::string counted = counted_in(d, *outcome);
      if (first && *first != counted) return false;
      first = std::move(counted);
    }
  }
  return true;
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

void tell_agreed_by_silence(const Context& d, const Entry& row, std::string_view topic) {
  d.out.warn(
      messages::agreed_by_silence(topic),
      row.find("verdict")->span,
      {"write down what was said, or write verdict=\"partly\""}
  );
}

/// Nobody asks for the care of somebody who has died: such a row stands only for what was said.
bool is_of_care(std::string_view topic) {
  constexpr std::string_view looking_back[] = {"diagnosis", "certainty", "evidence", "tests"};
  return std::ranges::find(looking_back, topic) == std::end(looking_back);
}

Fact question_about(const Context& d, std::string_view topic, const std::string& name) {
  return in_words_of_asker(d, "open." + std::string{topic}, name);
}

/// The same, with what the case notes of a topic that nobody was asked about.
Fact question_to_everyone(const Context& d, std::string_view topic, const std::string& name) {
  Fact question = question_about(d, topic, name);
  const Fact note = said_in(row_of_the_case(d, topic));
  return note.text().empty() ? question
                             : Fact{std::string{question.text()} + " " + std::string{note.text()}};
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

  List who_said_what = camps(d.in, columns, said_by);
  List cells, all;
  std::vector<bool> spoke;
  Fact agree = opinions > 2 ? agreement(d, said_by) : Fact{};
  const bool is_number = topic.code == "outcome";
  const bool may_draw = is_number && are_counted_alike(d, columns);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool said_something = !said_by[i].empty();
    Fact cell = group<tables::cell>(
        {{"name", columns[i].title},
         {"lines", std::move(said_by[i])},
         {"said", said_something},
         {"numbers", is_number ? drawn_outcomes(d, columns[i], may_draw) : List{}},
         {"sure", topic.code == "certainty" ? certainty_level(columns[i]) : Fact{}},
         {"place", said_something ? Fact{} : text_or_no(place_of_topic(columns[i], topic.code))}}
    );
    spoke.push_back(said_something && columns[i].opinion);
    if (columns[i].opinion) cells.push_back(cell);
    all.push_back(std::move(cell));
  }
  // Counted by what stands in `cells`: an opinion each.
  const bool is_open = std::ranges::count(spoke, true) < static_cast<std::ptrdiff_t>(opinions);
  const bool any_gap = any_said && is_open;
  if (any_gap && row && row->is("verdict", "agree")) tell_agreed_by_silence(d, *row, topic.code);
  const auto verdict =
      verdict_of(row, all_said, any_gap, same_words, is_comparable(topic.code, one_treatment));
  return Row{
      group<tables::row>({
          {"topic", word(d, "topic", topic.code)},
          {"asked", asked_of(d, topic.code, asks_for)},
          {"cells", cells},
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
          {"camps", std::move(who_said_what)},
          {"question", question_about(d, topic.code, asks_for)},
      }),
      verdict,
      topic.code,
      std::move(spoke),
      std::move(cells),
      same_words};
}

Fact rows_with(const std::vector<Row>& rows, std::initializer_list<std::string_view> verdicts) {
  List list;
  for (const Row& row : rows) {
    if (std::ranges::find(verdicts, row.verdict) != verdicts.end()) list.push_back(row.fact);
  }
  return list;
}

/// What is the same. That two are sure says nothing of what they are sure of: it stands in its row,
/// unless the case itself compares it.
Fact agreed(const Context& d, const std::vector<Row>& rows) {
  List list;
  for (const Row& row : rows) {
    if (row.verdict == "agree" && (row.topic != "certainty" || row_of_the_case(d, "certainty")))
      list.push_back(row.fact);
  }
  return list;
}

/// What is still to ask, once there are two opinions and until the choice is made.
struct OpenQuestions {
  List of_everyone;  ///< as questions
  List of_one;       ///< by doctor, as the names of the rows where they said nothing
};

OpenQuestions open_questions(
    const Context& d,
    const std::vector<Column>& columns,
    const std::vector<Row>& rows,
    const std::string& asks_for
) {
  std::vector<std::size_t> given;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].opinion) given.push_back(i);
  if (given.size() < 2) return {};
  OpenQuestions open;
  std::vector<List> of_each(columns.size());
  for (const Topic& topic : topics) {
    d.budget.check();
    if (has_died(d) && is_of_care(topic.code)) continue;
    const auto row =
        std::ranges::find_if(rows, [&](const Row& one) { return one.topic == topic.code; });
    std::vector<std::size_t> silent;
    for (const std::size_t i : given)
      if (row == rows.end() || !row->said[i]) silent.push_back(i);
    if (silent.size() == given.size()) {
      open.of_everyone.push_back(question_to_everyone(d, topic.code, asks_for));
    } else {
      for (const std::size_t i : silent)
        of_each[i].push_back(Fact{unbroken(said(d.in, "topic." + std::string{topic.code}))});
    }
  }
  for (const std::size_t i : given) {
    if (of_each[i].empty()) continue;
    open.of_one.push_back(
        group<tables::ask_one>({{"name", columns[i].title}, {"topics", std::move(of_each[i])}})
    );
  }
  return open;
}

/// Two columns of questions, of one length with the line for one more below the second; nothing
/// where there are too few to part.
List in_two_columns(List questions) {
  if (questions.size() < 3) return {};
  const auto middle = static_cast<std::ptrdiff_t>((questions.size() + 2) / 2);
  const auto half = questions.begin() + std::min(middle, std::ssize(questions));
  List left{questions.begin(), half}, right{half, questions.end()};
  return List{
      group<tables::column_of_questions>({{"questions", std::move(left)}}),
      group<tables::column_of_questions>({{"questions", std::move(right)}})};
}

/// What each doctor would do, and of a decision what is chosen: the plan where no element says it.
List advised(
    const Context& d, const std::vector<Column>& columns, const People& people, const Entry* chosen
) {
  const Entry* planned = planned_treatment(d);
  const Entry* proposed_by = planned ? planned->target("proposedBy") : nullptr;
  // A plan of nobody is that of whoever is followed, or was asked first.
  if (!proposed_by && chosen) proposed_by = people.doctor;
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
  const bool is_decided = decision && (switches || decision->is("path", "stay"));
  const Entry* followed = chosen_doctor(d, people);
  const Entry* chosen = switches ? followed : followed_while_staying(d, people);
  List given, doctors, all_columns, all_rows;
  std::vector<std::string> doctor_names;
  int number = 0;
  for (const Column& column : columns) {
    ++number;
    if (column.opinion) {
      given.push_back(opinion_facts(d, column, number, people, chosen));
      if (column.is_last) {
        doctors.push_back(given.back());
        doctor_names.emplace_back(column.name.text());
      }
    }
    all_columns.push_back(group<tables::column>(
        {{"number", number},
         {"name", column.title},
         {"who", column.who},
         {"given", column.opinion != nullptr},
         {"isChosen", chosen && column.who == chosen},
         {"ofDoctor", column.who && column.who == people.doctor},
         {"plans", cell_lines(d, column, "treatment")},
         {"points", points(d, column)}}
    ));
  }
  for (const Row& row : rows) all_rows.push_back(row.fact);
  // What nobody was asked stands once, where it is still to be asked.
  std::vector<Row> on_the_sheet = rows;
  std::erase_if(on_the_sheet, [&](const Row& row) {
    return !is_decided && row.verdict == "not-asked" &&
           std::ranges::find(row.said, true) == row.said.end() &&
           !(has_died(d) && is_of_care(row.topic));
  });

  const auto count = static_cast<long long>(opinions.size());
  const bool two_doctors = doctors.size() == 2;
  OpenQuestions open = is_decided ? OpenQuestions{} : open_questions(d, columns, rows, asks_for);
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
      {"doctorNames", doctor_names.empty() ? Fact{} : Fact{joined(d.in, doctor_names)}},
      {"twoDoctors", two_doctors},
      {"advised", advised(d, columns, people, followed)},
      {"columns", std::move(all_columns)},
      {"rows", std::move(all_rows)},
      {"askedRows", count > 1 ? asked_rows(d, columns, on_the_sheet, asks_for) : List{}},
      {"agreeRows", agreed(d, rows)},
      {"partlyRows", rows_with(rows, {"partly"})},
      {"differRows", rows_with(rows, {"differ"})},
      {"unlikeRows", rows_with(rows, {"differ", "partly"})},
      {"notAskedRows", rows_with(rows, {"not-asked"})},
      {"undecidedRows", rows_with(rows, {"undecided"})},
      {"noneOnWaiting", std::ranges::find(rows, "waiting", &Row::topic) == rows.end()},
      {"quotes", quotes(d.in, opinions)},
      {"anyToAsk", !open.of_everyone.empty() || !open.of_one.empty()},
      {"everyoneColumns", in_two_columns(open.of_everyone)},
      {"askEveryone", std::move(open.of_everyone)},
      {"askOne", std::move(open.of_one)},
      {"numbersDiffer", do_numbers_differ(d, columns)},
      {"values", values(d, columns)},
  });
}

}  // namespace engine::facts
