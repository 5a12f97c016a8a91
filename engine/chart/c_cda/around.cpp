// What stands around the line of an entry, or over its whole list, and says that it is over: a
// title, a heading, a note below, a sentence.

#include "engine/base/fold.hpp"
#include "engine/chart/c_cda/rows.hpp"
#include "engine/chart/known_words.hpp"
#include "engine/chart/wording.hpp"

#include <algorithm>
#include <set>

namespace engine::chart::c_cda {

namespace {

/// "STOP taking these medications", "Patient is not taking any medications": no word of it is about
/// one of them alone.
bool is_about_all(const std::string& words) {
  static const KnownWords of_all = [] {
    KnownWords all;
    all.add("stop stopped take taken taking took use used do not no longer never currently current"
    );
    all.add("these this those following all any other every medications medicines drugs pills");
    all.add("patient you he she they has been is are discontinued suspended please ask doctor list"
    );
    all.add("past former previous inactive resolved conditions illnesses problems allergies home");
    all.add("deje dejar tomar tome no ya estos medicamentos todos el paciente la suspendidos");
    return all;
  }();
  return of_all.cover(words);
}

/// Whether what stands above a line says of all below it that they are over. A history is of what
/// may go on.
bool calls_over(const std::string& above, Section kind) {
  if (contains_but_case(above, "history"))
    return kind == Section::problems && contains_but_case(above, "family history");
  const bool is_other = contains_but_case(above, "active") && !contains_but_case(above, "inactive");
  const bool is_over =
      state_above(above) == State::over || (speaks_against(above) && is_about_all(above));
  return is_over && !is_other;
}

/// Whether a sentence has a word of a name that tells it from others.
bool names_it(const std::string& sentence, const Chosen& names) {
  constexpr std::size_t shortest = 6;
  constexpr std::string_view of_many[] = {
      "disease", "disorder", "chronic", "syndrome", "unspecified", "tablet",    "tablets",
      "capsule", "solution", "product", "acquired", "history",     "problem",   "sodium",
      "release", "without",  "patient", "oral",     "injection",   "essential", "allergy"};
  const auto has_one = [&](const std::string& name) {
    const std::string small = lowered(name);
    return std::ranges::any_of(words_of(small), [&](std::string_view word) {
      const bool is_of_many = std::ranges::find(of_many, word) != std::end(of_many);
      return word.size() >= shortest && !is_of_many && contains_but_case(sentence, word);
    });
  };
  return has_one(names.name) || std::ranges::any_of(names.also, has_one);
}

/// Whether a table or a list stands right below: then a sentence is of that alone.
bool is_above_lines(const El& sentence) {
  if (!sentence || sentence.is("item")) return false;
  bool is_next = false;
  for (const El& one : sentence.parent().children()) {
    if (is_next) return one.is("table") || one.is("list");
    is_next = one.index() == sentence.index();
  }
  return false;
}

std::size_t cells_in(const El& row) {
  return row.children("td").size() + row.children("th").size();
}

/// What gathers the words.
struct Gatherer {
  const TextRows::Line* line;
  const Chosen& names;
  Section kind;
  const Reading& to;
  Around all = {};

  void add(const El& at, std::string words, bool is_against) {
    if (at) to.text_rows->told.insert(at.index());
    all.is_against = all.is_against || is_against;
    all.words.push_back(std::move(words));
  }

  void add_above(const El& above) {
    if (above && calls_over(above.text(), kind)) add(above, above.text(), true);
  }

  /// A row of one cell without a number, with rows of more cells below it.
  static bool is_heading(const std::vector<El>& rows, std::size_t i) {
    return cells_in(rows[i]) == 1 && i + 1 < rows.size() && cells_in(rows[i + 1]) > 1 &&
           std::ranges::none_of(rows[i].text(), is_digit);
  }

  /// A row below that a cell of the line reaches down to is of the same.
  void add_row_reached(const El& row) {
    std::string words;
    for (const El& cell : row.cells()) {
      if (const std::string text = cell.text(); !text.empty())
        words += (words.empty() ? "" : " · ") + text;
    }
    const bool is_against = speaks_against(words);
    if (!words.empty()) add(row, std::move(words), is_against);
  }

  /// A heading among the rows, and the notes below the line.
  void add_rows_beside() {
    constexpr std::size_t most_rows = 2000;  // so that the time does not grow with their square
    if (cells_in(line->at) < 2 || to.text_rows->rows.size() > most_rows) return;
    const std::vector<El> rows = line->at.parent().children("tr");
    const auto at =
        std::ranges::find_if(rows, [&](const El& row) { return row.index() == line->at.index(); });
    const auto own = static_cast<std::size_t>(at - rows.begin());
    for (std::size_t i = own; i-- > 0;) {
      if (!is_heading(rows, i)) continue;
      add_above(rows[i]);
      break;
    }
    int reached = 1;
    for (const El& cell : line->at.cells()) reached = std::max(reached, rows_down(cell));
    const std::size_t below = own + static_cast<std::size_t>(reached);
    for (std::size_t i = own + 1; i < below && i < rows.size(); ++i) add_row_reached(rows[i]);
    for (std::size_t i = below; i < rows.size(); ++i) {
      if (cells_in(rows[i]) != 1 || is_heading(rows, i)) break;
      const std::string words = rows[i].text();
      const auto cells = rows[i].cells();
      const bool is_note = !cells.empty() && !cells.front().attribute("colspan").empty();
      if (!words.empty() && (is_note || speaks_against(words)))
        add(rows[i], words, speaks_against(words));
    }
    for (const El& note : line->at.below("footnote"))
      add(note, note.text(), speaks_against(note.text()));
  }

  /// The rows that have a name of the entry in a cell.
  std::set<std::size_t> rows_named() const {
    std::set<std::size_t> rows;
    const auto add_all = [&](const std::string& name) {
      const auto [from, end] = to.text_rows->by_cell.equal_range(folded(name));
      for (auto one = from; one != end && !name.empty(); ++one) rows.insert(one->second);
    };
    add_all(names.name);
    for (const std::string& other : names.also) add_all(other);
    return rows;
  }

  /// How many entries of the section have the name.
  std::size_t entries_named() const {
    const auto has_name = [&](const auto& self, const El& element) -> bool {
      return same_but_case(tidy(element.attribute("displayName")), names.name) ||
             std::ranges::any_of(element.children(), [&](const El& c) { return self(self, c); });
    };
    const auto entries = to.section.children("entry");
    return static_cast<std::size_t>(std::ranges::count_if(entries, [&](const El& entry) {
      return has_name(has_name, entry);
    }));
  }

  /// Another row of the same name, to which no entry points, that says that it is over.
  void add_second_rows() {
    constexpr std::size_t most_rows = 500;  // of more, which is whose is not asked
    const auto numbers = rows_named();
    if (numbers.size() < 2 || to.text_rows->rows.size() > most_rows) return;
    if (!line && entries_named() >= numbers.size()) return;
    for (const std::size_t number : numbers) {
      const El& row = to.text_rows->rows[number];
      const bool is_other = (!line || row.index() != line->at.index()) &&
                            !to.text_rows->pointed.contains(row.index()) &&
                            !to.text_rows->told.contains(row.index());
      std::string words;
      bool is_over = false;
      for (const Cell& cell : is_other ? cells_of(row) : Row{}) {
        is_over = is_over || state_in_cell(cell) == State::over || speaks_against(cell.text);
        if (!cell.text.empty()) words += (words.empty() ? "" : " · ") + cell.text;
      }
      if (is_over) add(row, std::move(words), true);
    }
  }

  /// Sentences of the list that speak against all in it, or against this.
  void add_sentences() {
    for (const std::size_t number : to.text_rows->against) {
      const TextRows::Line& one = to.text_rows->lines[number];
      if (&one == line || (one.at && to.text_rows->told.contains(one.at.index()) && is_said(one)))
        continue;
      if (!is_of_all(one) && !is_of_it(one)) continue;
      one.is_looked_at = true;
      add(one.at, one.words, true);
    }
  }

  static bool speaks(const TextRows::Line& one) {
    return speaks_against(one.words) || contains_but_case(one.words, "not have");
  }

  static bool is_of_all(const TextRows::Line& one) {
    return speaks(one) && is_about_all(one.words) && !is_above_lines(one.at);
  }

  bool is_of_it(const TextRows::Line& one) const {
    std::vector<std::string> called{names.name};
    called.insert(called.end(), names.also.begin(), names.also.end());
    return (speaks(one) && names_it(one.words, names)) || says_over(one.words, called, true);
  }

  bool is_said(const TextRows::Line& one) const {
    return std::ranges::find(all.words, one.words) != all.words.end();
  }
};

}  // namespace

Around around(const TextRows::Line* line, const Chosen& names, Section kind, const Reading& to) {
  if (!to.text_rows) return {};
  Gatherer gatherer{line, names, kind, to};
  if (const std::string title = title_of(to.section); calls_over(title, kind))
    gatherer.add({}, title, true);
  if (line) gatherer.add_above(heading_of(line->at));
  if (line && line->at.is("tr")) gatherer.add_rows_beside();
  if (!line || line->at.is("tr")) gatherer.add_second_rows();
  gatherer.add_sentences();
  return gatherer.all;
}

}  // namespace engine::chart::c_cda
