// What stands in the text of a section and in no entry of it. Some systems write allergies there
// and nowhere else, so that who reads entries alone loses them.

#include "engine/base/fold.hpp"
#include "engine/chart/c_cda/rows.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <utility>

namespace engine::chart::c_cda {

namespace {

/// One fact of a text: a row of a table, an item of a list, a paragraph, a line.
struct Line {
  std::string name;
  std::string rest = {};  ///< what stands behind it
  std::string directions = {}, reaction = {}, severity = {};
  State state = State::unknown;         ///< as a cell of the row has it
  std::string above = {};               ///< the title of its block
  std::vector<std::string> cells = {};  ///< of its row, besides the name
};

bool is_heading(const std::string& words) {
  constexpr std::string_view headings[] = {
      "allergen",
      "substance",
      "drug",
      "name",
      "active",
      "inactive",
      "resolved",
      "allergyandadversereactions"};
  return std::ranges::find(headings, folded(words)) != std::end(headings);
}

/// A title, and no fact: "STOP taking these medications", "Food allergies", "Other:".
bool is_title(const std::string& words) {
  static const KnownWords of_titles = [] {
    KnownWords all;
    all.add("start begin new continue keep change changed stop stopped discontinued no longer how");
    all.add("take taking taken use using you should do not these those this following other all");
    all.add("medications medicines drugs allergies allergens intolerances reactions adverse known");
    all.add("problems problem conditions diagnoses illnesses current active inactive resolved past"
    );
    all.add("former previous ongoing home discharge food drug environmental seasonal contact list");
    all.add("medicamentos alergias intolerancias problemas otros otras actuales deje tomar siga");
    return all;
  }();
  if (words.empty() || statement_in(words)) return false;
  return words.ends_with(':') || is_heading(words) || of_titles.cover(words);
}

/// Who looked at the list, and when.
bool is_note(const std::string& words) {
  constexpr std::string_view beginnings[] = {
      "reviewed",
      "last reviewed",
      "updated",
      "last updated",
      "verified",
      "reconciled",
      "printed",
      "as of",
      "source:",
      "note:",
      "comment",
      "documented",
      "entered",
      "marked as",
      "list reviewed",
      "revisado",
      "actualizad"};
  const std::string small = lowered(words);
  return std::ranges::any_of(beginnings, [&](auto one) { return small.starts_with(one); });
}

/// Takes off what stands in brackets behind a name: when it began, who wrote it down.
void take_off_brackets(Line& line) {
  constexpr std::string_view begin[] = {" (onset", "(onset", " [authored", "[authored"};
  const std::string small = lowered(line.name);
  auto at = small.size();
  for (const std::string_view words : begin) at = std::min(at, small.find(words));
  if (at == 0 || at >= small.size()) return;
  const std::string behind = collapsed(std::string_view{line.name}.substr(at));
  line.rest = line.rest.empty() ? behind : behind + " · " + line.rest;
  line.name.erase(at);
}

/// "codeine (nausea), lisinopril" are two; a comma in brackets parts nothing.
std::vector<std::string> parted_by_commas(const std::string& words) {
  std::vector<std::string> all{""};
  int brackets = 0;
  for (const char c : words) {
    brackets += c == '(' ? 1 : c == ')' ? -1 : 0;
    if ((c == ',' || c == ';') && brackets <= 0)
      all.emplace_back();
    else
      all.back() += c;
  }
  for (std::string& one : all) one = collapsed(one);
  return all;
}

std::vector<std::string> sentences_of_line(const std::string& words) {
  std::vector<std::string> all;
  std::size_t from = 0;
  for (auto end = words.find(". "); end != words.npos; end = words.find(". ", from)) {
    all.push_back(words.substr(from, end - from));
    from = end + 2;
  }
  all.push_back(words.substr(from));
  while (all.back().ends_with('.')) all.back().pop_back();
  return all;
}

bool has_heading(const Cell& cell, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](auto word) {
    return contains_but_case(cell.heading, word);
  });
}

/// "Severe", "Mild to moderate": a word for how bad it gets, and no reaction.
bool is_severity_alone(const std::string& words) {
  KnownWords severities;
  severities.add("mild moderate severe low high leve moderada moderado grave");
  return severities.cover(words);
}

Line line_of_cells(const Row& cells) {
  constexpr std::string_view of_names[] = {
      "medic", "drug", "substance", "allerg", "problem", "name", "condition", "diagnos", "agent"};
  constexpr std::string_view of_reactions[] = {"reaction", "manifestation", "reacci"};
  constexpr std::string_view of_severity[] = {"severity", "gravedad", "severidad"};
  constexpr std::string_view of_directions[] = {
      "instruction", "direction", "sig", "how to", "dose"};
  const auto is_said = [](const Cell& cell) { return !cell.text.empty(); };
  auto name = std::ranges::find_if(cells, [&](const Cell& cell) {
    return is_said(cell) && has_heading(cell, of_names) && !has_heading(cell, of_reactions);
  });
  if (name == cells.end()) name = std::ranges::find_if(cells, is_said);
  if (name == cells.end()) return {};
  Line line{name->text};
  const bool has_headings =
      std::ranges::any_of(cells, [](const Cell& one) { return !one.heading.empty(); });
  for (const Cell& cell : cells) {
    if (&cell == &*name || cell.text.empty()) continue;
    if (line.state == State::unknown) line.state = state_in_cell(cell);
    if (line.severity.empty()) line.severity = severity_in_cell(cell);
    line.cells.push_back(cell.text);
    const bool is_reaction = has_heading(cell, of_reactions) &&
                             (!has_heading(cell, of_severity) || line.reaction.empty()) &&
                             !is_severity_alone(cell.text);
    if (is_reaction && !is_placeholder(cell.text)) line.reaction = cell.text;
    if (!has_headings || has_heading(cell, of_directions))
      line.directions += (line.directions.empty() ? "" : " · ") + cell.text;
    line.rest += (line.rest.empty() ? "" : " · ") + in_words(cell);
  }
  return line;
}

/// What a title says of all below it. "STOP taking" has a word of what goes on, too.
State state_of_title(const std::string& title) {
  if (title.empty()) return State::unknown;
  return says_over(title, {}, false) || speaks_against(title) ? State::over : state_above(title);
}

/// What gathers the lines of a text, in its order.
struct TextLines {
  Section kind;
  std::vector<Line> lines = {};
  std::vector<std::string> notes = {};
  std::string above = {}, run = {};
  bool is_used = false;  ///< the title above had its block
  int lists = 0;         ///< that what is read stands in

  void add(Line line) {
    if (line.name.empty()) return;
    line.above = above;
    // "Aspirin 81 mg: take 1 tablet daily" is a name and how it is taken.
    const auto colon = line.name.find(": ");
    if (colon != line.name.npos && line.directions.empty() &&
        tells_what_to_do(line.name.substr(colon)) &&
        !tells_what_to_do(line.name.substr(0, colon))) {
      line.directions = line.name.substr(colon + 2);
      line.rest = line.directions;
      line.name.erase(colon);
    }
    take_off_brackets(line);
    lines.push_back(std::move(line));
  }

  /// One sentence: a title, a label with what it lists, or a fact.
  void add_sentence(const std::string& words) {
    if (words.empty()) return;
    if (is_note(words) || is_label_alone(words)) return notes.push_back(words);
    if (is_title(words)) {
      // "Problem 1" in a list of active ones says no more than that.
      if (lists == 0 || above.empty() || state_of_title(words) != State::unknown) above = words;
      is_used = false;
      return;
    }
    const auto colon = words.find(": ");
    const std::string label = words.substr(0, colon);
    if (colon == words.npos || !is_title(label)) return add({words});
    const std::string before = std::exchange(above, label);
    for (const std::string& one : parted_by_commas(words.substr(colon + 2))) add({one});
    above = before;
  }

  void end_run() {
    const std::string words = collapsed(std::exchange(run, {}));
    if (words.empty()) return;
    if (is_used) above.clear();
    const auto sentences = sentences_of_line(words);
    const bool has_other = std::ranges::any_of(sentences, [&](const std::string& one) {
      return statement_in(one) || !denial_in(kind, one).empty() || is_note(one) ||
             is_title(one.substr(0, one.find(": ")));
    });
    if (sentences.size() == 1 || !has_other) return add_sentence(words);
    for (const std::string& one : sentences) add_sentence(one);
  }

  /// A block below a title of its own, or below the words that stand before it.
  template <typename Take>
  void add_block(const std::string& title, const Take& take) {
    end_run();
    if (is_used) above.clear();
    const std::string before = above;
    if (!title.empty()) above = title;
    take();
    above = before;
    is_used = true;
  }

  void add_table(const El& table) {
    std::string title = table.child("caption").text();
    if (title.empty()) title = title_in_head(table).text();
    add_block(title, [&] {
      std::vector<El> bodies = table.children("tbody");
      bodies.push_back(table);
      for (const El& body : bodies) {
        for (const El& row : body.children("tr")) add_row(row);
      }
    });
  }

  void add_row(const El& row) {
    if (!row.below("table").empty() || !row.below("list").empty()) {
      for (const El& cell : row.cells()) walk(cell);
      return;
    }
    const Row cells = cells_of(row);
    if (cells.empty()) return;
    // What stands beside a name that was struck out is said of nothing.
    const auto struck = [](const El& one) { return one.attribute("revised") == "delete"; };
    const auto first = row.cells();
    if (!first.empty() && cells.front().text.empty() &&
        std::ranges::any_of(first.front().children(), struck)) {
      for (const Cell& cell : cells) {
        if (!cell.text.empty()) notes.push_back(cell.text);
      }
      return;
    }
    if (cells.size() == 1 && is_title(cells.front().text))
      above = cells.front().text;
    else
      add(line_of_cells(cells));
  }

  void add_list(const El& list) {
    add_block(list.child("caption").text(), [&] {
      ++lists;
      for (const El& item : list.children("item")) {
        const std::string caption = item.child("caption").text();
        const std::string before = above;
        if (!caption.empty()) above = caption;
        is_used = false;
        walk(item);
        above = before;
      }
      --lists;
    });
  }

  void walk(const El& element) {
    const bool has_words = !element.own_text().empty();
    for (const auto& [part, words] : element.parts()) {
      if (!part) {
        run += words;
      } else if (part.is("table")) {
        add_table(part);
      } else if (part.is("list")) {
        add_list(part);
      } else if (part.is("paragraph")) {
        end_run();
        walk(part);
      } else if (part.is("br")) {
        end_run();
      } else if (!part.is("caption")) {
        const bool is_line = element.is("text") && part.is("content") && !has_words;
        if (is_line) end_run();
        if (part.below("br").empty())
          run += ' ' + part.text() + ' ';
        else
          walk(part);
        if (is_line) end_run();
      }
    }
    end_run();
  }
};

/// The word of the case format for a state.
std::string status_of(Section kind, State state) {
  if (kind == Section::allergies) return state == State::over ? "resolved" : "active";
  const bool is_medicine = kind == Section::medications;
  switch (state) {
    case State::going:
      return is_medicine ? "current" : "active";
    case State::over:
      return is_medicine ? "stopped" : "resolved";
    case State::held:
      return is_medicine ? "on-hold" : "unclear";
    case State::unknown:
      break;
  }
  return "unclear";
}

Item item_of(const Line& line, std::string name, Section kind, const Reading& to) {
  Item item{.kind = kind, .name = std::move(name), .also = {}};
  item.source = to.source;
  item.basis = Basis::text;
  const State of_title = state_of_title(line.above);
  item.status = status_of(kind, line.state == State::unknown ? of_title : line.state);
  if (kind == Section::medications) item.instruction = line.directions;
  if (kind == Section::allergies) {
    item.reaction = line.reaction;
    item.take_severity(line.severity);
  }
  item.doubt("text-only", line.rest);
  if (!line.above.empty() && !is_heading(line.above) && of_title != State::going)
    item.doubt("text-says", line.above);
  return item;
}

/// Whether a statement that there is nothing goes on to something: "No information. Penicillin:
/// hives".
bool says_more_than_none(const std::string& words) {
  static const KnownWords of_none = [] {
    KnownWords all;
    all.add("no not none known any information data records record recorded documented available");
    all.add("file assessed asked reviewed noted entered indicated provided found unable obtain due"
    );
    all.add("unknown patient has have been does take taking this these current currently home list"
    );
    all.add("drug drugs food medication medications medicine medicines allergy allergies allergic");
    all.add("adverse reaction reactions problem problems health medical condition conditions about"
    );
    all.add("disease diseases chronic acute active past history significant section chart nka nkda"
    );
    all.add(
        "environmental seasonal contact prescription regular prescribed outpatient inpatient nil"
    );
    all.add("nkfa reported denies illnesses applicable yet regarding other");
    return all;
  }();
  return !of_none.cover(words);
}

/// Why a line is about what is not so: in its name, or in a cell beside it.
std::string_view denial_of(const Line& line, Section kind) {
  std::string_view why = denial_in(kind, line.name);
  for (const std::string& cell : line.cells) {
    // "No" alone answers what the heading asks.
    if (why.empty() && cell.find(' ') != cell.npos) why = denial_in(kind, cell);
    if (why.empty() && (same_but_case(cell, "refuted") || same_but_case(cell, "refused")))
      why = kind == Section::medications ? "not-taken"
            : kind == Section::allergies ? "not-allergic"
                                         : "negated";
  }
  return why;
}

/// The thing that a line denies: "Peanuts" of "Not allergic to Peanuts".
std::string thing_denied(const std::string& name) {
  const std::string small = lowered(name);
  for (const std::string_view before :
       {"not allergic to ",
        "no allergy to ",
        "tolerates ",
        "patient refused: ",
        "patient refused ",
        "no "}) {
    if (small.starts_with(before)) return name.substr(before.size());
  }
  return name;
}

}  // namespace

bool lists_something(const El& section, Section kind) {
  TextLines gatherer{kind};
  gatherer.walk(section.child("text"));
  return std::ranges::any_of(gatherer.lines, [](const Line& line) {
    const bool is_none = statement_in(line.name) && !says_more_than_none(line.name);
    return !is_none && !is_placeholder(tidy(line.name));
  });
}

void read_narrative(const El& section, Section kind, const Reading& to) {
  constexpr std::size_t longest_name = 200;
  TextLines gatherer{kind};
  gatherer.walk(section.child("text"));
  for (const Line& line : gatherer.lines) {
    to.chart.count(to.source, kind);
    const auto statement = statement_in(line.name);
    if (statement && says_more_than_none(line.name)) {
      to.chart.leave(to.source, kind, Outcome::not_understood, "text-only", line.name);
      continue;
    }
    if (statement) {
      to.chart.none(to.source, kind, *statement, line.name);
      continue;
    }
    std::string name = tidy(line.name);
    if (const std::string_view why = denial_of(line, kind); !why.empty()) {
      Item item{.kind = kind, .name = thing_denied(name), .also = {}};
      item.source = to.source;
      to.chart.deny(std::move(item), why, line.rest.empty() ? name : name + " · " + line.rest);
      continue;
    }
    if (is_placeholder(name) || name.size() > longest_name)
      to.chart.leave(to.source, kind, Outcome::not_understood, "text-only", std::move(name));
    else
      to.chart.take(item_of(line, std::move(name), kind, to));
  }
  const std::string title = title_of(section);
  for (const std::string& note : gatherer.notes)
    to.chart.not_read.push_back(
        {to.chart.sources[to.source].file, "text-not-read", title + ": " + note}
    );
}

}  // namespace engine::chart::c_cda
