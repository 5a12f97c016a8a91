// What stands in the text of a section and in none of its entries.

#include "engine/base/fold.hpp"
#include "engine/chart/alike.hpp"
#include "engine/chart/c_cda/numbers.hpp"
#include "engine/chart/c_cda/rows.hpp"
#include "engine/chart/wording.hpp"
#include "engine/chart/written_days.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <unordered_map>

namespace engine::chart::c_cda {

namespace {

constexpr std::string_view payer_template = "2.16.840.1.113883.10.20.22.4.87";

/// All that the entries of a section call anything, and what they point to in its text.
struct Told {
  std::set<std::string> names;
  std::set<std::string> whole_names;  ///< with the blanks between their words
  std::set<std::uint32_t> places;
  std::string numbers;  ///< and all they have of amounts
};

Told told_in(const El& section, const Pages& pages) {
  Told told;
  const auto walk = [&](const auto& self, const El& element) -> void {
    const auto add = [&](std::string_view words) {
      std::string name = folded(tidy(words));
      if (name.size() >= 4 && !is_beside_all(tidy(words))) {
        told.names.insert(std::move(name));
        told.whole_names.insert(tidy(words));
      }
    };
    add(element.attribute("displayName"));
    for (const std::string_view amount : {"value", "displayName"})
      told.numbers += std::string{element.attribute(amount)} + ' ';
    if (element.is("originalText") || element.is("name") || element.is("text") ||
        element.is("value") || element.is("desc")) {
      add(element.own_text());
      told.numbers += element.own_text() + ' ';
    }
    if (element.is("reference")) {
      if (const El target = pages.referred(element.attribute("value")))
        told.places.insert(target.index());
    }
    for (const El& child : element.children()) {
      // Who wrote it, and whose mother somebody is, is no name of anything in the list.
      const bool is_payer = child.is("performer") && child.has_template(payer_template);
      const bool is_somebody =
          !is_payer && (child.is("author") || child.is("performer") || child.is("informant"));
      if (!is_somebody && !(element.is("participantRole") && child.is("code"))) self(self, child);
    }
  };
  for (const El& entry : section.children("entry")) walk(walk, entry);
  return told;
}

/// Whether a text has all the words of a name, in any order: "Malrotation of kidney" stands in
/// "Kidney Malrotation. Discharged in August".
bool has_words_of(std::string_view text, const Told& told) {
  constexpr std::size_t shortest = 4;
  const std::string small = lowered(text);
  std::vector<std::string> of_text;
  for (const std::string_view word : engine::words_of(small)) of_text.push_back(folded(word));
  return std::ranges::any_of(told.whole_names, [&](const std::string& name) {
    std::size_t words = 0;
    const bool has_all = std::ranges::all_of(engine::words_of(name), [&](std::string_view word) {
      const std::string said = folded(word);
      if (said.size() < shortest) return true;
      ++words;
      return std::ranges::find(of_text, said) != of_text.end();
    });
    return has_all && words > 1;
  });
}

/// Whether an entry calls something so.
bool is_named(const Row& cells, const Told& told) {
  return std::ranges::any_of(cells, [&](const Cell& cell) {
    if (is_beside_all(cell.text)) return false;
    const std::string words = folded(cell.text);
    if (told.names.contains(words)) return true;
    // An amount that no entry has is another thing to say of it: "Oximetry 95 %".
    if (days_in(cell.text).empty() && numbers_differ(cell.text, told.numbers)) return false;
    return words.size() >= 4 && std::ranges::any_of(told.names, [&](const std::string& name) {
             return words.find(name) != words.npos || name.find(words) != name.npos;
           });
  });
}

/// Whether an entry points to a piece of the text, into it or to what it stands in.
bool is_pointed_to(const El& piece, const Told& told) {
  const auto points = [&](const auto& self, const El& element) -> bool {
    return told.places.contains(element.index()) ||
           std::ranges::any_of(element.children(), [&](const El& c) { return self(self, c); });
  };
  if (points(points, piece)) return true;
  for (El above = piece.parent(); above && !above.is("section"); above = above.parent()) {
    if (told.places.contains(above.index())) return true;
  }
  return false;
}

/// What stands in one line: a row, or a small table whose rows have one cell each.
struct Rows {
  Row cells;
  std::string caption;
  El row = {};  ///< the first of them
};

/// The rows, without those that hold tables of their own.
std::vector<Rows> rows_to_tell(const std::vector<El>& rows) {
  std::vector<Rows> all;
  El last;
  for (const El& row : rows) {
    if (!row.below("table").empty()) continue;
    const El table = row.parent().is("tbody") ? row.parent().parent() : row.parent();
    const std::string caption = table.child("caption").text();
    Row cells = cells_of(row);
    const bool goes_on =
        last && last.index() == table.index() && cells.size() == 1 && !caption.empty();
    if (goes_on)
      all.back().cells.push_back(std::move(cells.front()));
    else
      all.push_back({std::move(cells), caption, row});
    last = table;
  }
  return all;
}

/// Whether a `content` is a line of a text by itself, and not a way of printing a part of one: it
/// has an ID to be pointed to, or the text is made of nothing else.
bool is_line_of(const El& text, const El& content) {
  if (!content.attribute("styleCode").empty() || content.parent().index() != text.index())
    return false;
  return !content.attribute("ID").empty() || text.own_lines().empty();
}

template <typename Test>
bool any_below(const El& element, const Test& is_it) {
  return std::ranges::any_of(element.children(), [&](const El& child) {
    return is_it(child) || any_below(child, is_it);
  });
}

/// The days in an entry: of what it is about, and not of who wrote it when.
void add_days_of(const El& element, std::vector<Date>& days) {
  for (const El& child : element.children()) {
    if (child.is("author")) continue;
    const bool is_time = child.is("effectiveTime") || child.is("low") || child.is("high") ||
                         child.is("center") || child.is("time");
    if (const auto day = is_time ? date_in(child.attribute("value")) : std::nullopt)
      days.push_back(*day);
    add_days_of(child, days);
  }
}

/// What tells the lines of one section.
struct Teller {
  const El& section;
  Section list;
  const Reading& to;
  Told told;
  Told things;  ///< the names of what is listed, and of nothing beside it
  KnownWords known;
  std::vector<Date> days;  ///< of all entries
  std::vector<Numbers> numbers;
  std::unordered_map<std::string, std::vector<std::size_t>> by_word;

  Teller(const El& of, Section kind, const Reading& reading)
      : section{of}, list{kind}, to{reading}, told{told_in(of, reading.pages)} {
    bool denies = false;
    // "Unsuccessful" may be a code without a name, and what was told of it a reference.
    for (const Found& found : of_section()) {
      const bool is_denied = found.section == list && found.outcome == Outcome::negated;
      denies = denies || is_denied;
      if (is_denied) known.add(found.what);
      if (is_list()) add_names_of(found);
    }
    const auto is_negated = [](const El& one) { return one.attribute("negationInd") == "true"; };
    known.add({"cst", "cdt", "est", "edt", "mst", "mdt", "pst", "pdt", "utc"});  // of the clock
    for (const El& entry : section.children("entry")) {
      add_words_of(entry, known);
      add_days_of(entry, days);
      denies = denies || any_below(entry, is_negated);
    }
    if (denies)
      known.add(
          {"no", "not", "allergic", "done", "refused", "declined", "unsuccessful", "ruled", "out"}
      );
    if (list == Section::medications) {
      known.add_words_of_taking();
      add_numbers();
    }
    if (list == Section::family)
      known.add("age ages years old dx died death deceased cause alive living healthy unknown edad"
      );
  }

  void add_names_of(const Found& found) {
    auto names = found.item.all_names();
    names.push_back(found.what);
    for (const std::string& name : names) {
      constexpr std::size_t shortest = 4;
      if (std::string one = folded(tidy(name)); one.size() >= shortest)
        things.names.insert(std::move(one));
    }
    things.numbers = told.numbers;
  }

  /// What became of the entries of the section.
  std::span<const Found> of_section() const {
    return std::span{to.chart.found}.subspan(to.first_found);
  }

  bool is_list() const {
    return list == Section::allergies || list == Section::medications || list == Section::problems;
  }

  /// Whether entries have all words of a line. What stands first in a row that has the whole name
  /// of an entry behind it is a label: "Mental function", "Impaired".
  bool is_covered(const Row& cells) const {
    const bool has_label = cells.size() > 1 && list != Section::family && !is_list() &&
                           std::any_of(cells.begin() + 1, cells.end(), [&](const Cell& cell) {
                             return told.names.contains(folded(tidy(cell.text)));
                           });
    return std::all_of(cells.begin() + (has_label ? 1 : 0), cells.end(), [&](const Cell& cell) {
      // "Age of onset: 60" of an entry without an age.
      const bool has_own_number =
          list == Section::family && days_in(cell.text).empty() &&
          std::ranges::any_of(cell.text, is_digit) &&
          (std::ranges::none_of(told.numbers, is_digit) || numbers_differ(cell.text, told.numbers));
      const bool is_name =
          list == Section::family && &cell == &cells.front() && !has_another_part(cell.text);
      return (is_name || is_known(cell, known)) && has_known_day(cell, cells.size() == 1) &&
             !has_own_number;
    });
  }

  /// Whether a cell of the family has, behind a comma, an illness or a relative that no entry has.
  /// What one illness is called there is another matter: "Breast cancer" of a malignant neoplasm.
  bool has_another_part(const std::string& text) const {
    static const KnownWords kin = [] {
      KnownWords all;
      all.add("mother father sister brother aunt uncle cousin grandmother grandfather son daughter"
      );
      all.add("niece nephew sibling parent madre padre hermana hermano tía tío prima primo abuela");
      all.add("abuelo hija hijo");
      return all;
    }();
    std::string part;
    int parts = 0, unknown = 0;
    const auto end_part = [&] {
      const std::string small = lowered(part);
      const auto words = engine::words_of(small);
      const auto is_one = [&](std::string_view word) { return known.cover(word); };
      const bool is_kin = std::ranges::any_of(words, [&](std::string_view word) {
        return kin.cover(word) && std::ranges::any_of(word, is_letter) && word.size() > 2 &&
               !known.cover(word);
      });
      if (!words.empty()) ++parts;
      if (is_kin || (!words.empty() && std::ranges::none_of(words, is_one))) ++unknown;
      if (is_kin) parts = std::max(parts, 2);
      part.clear();
    };
    for (const char c : text) {
      if (c == ',' || c == ';' || c == '/' || c == '(' || c == ')')
        end_part();
      else
        part += c;
    }
    end_part();
    return parts > 1 && unknown > 0;
  }

  /// Whether the days of a cell are those of some entry, as far as its heading says that they are
  /// the days of what stands in the row, or the cell is a whole line.
  bool has_known_day(const Cell& cell, bool cells_alone) const {
    const auto said = days_in(cell.text);
    const bool is_line = cells_alone && cell.heading.empty();
    if (said.empty() || (day_below(cell.heading) == Below::none && !is_line)) return true;
    return std::ranges::any_of(said, [&](Date day) { return is_day_of_some(day); });
  }

  bool is_day_of_some(Date day) const {
    return std::ranges::any_of(days, [&](Date other) { return overlap(day, other); });
  }
  /// Whether a line of problems says of one when it began, or ended, and no entry has that day.
  bool has_other_beginning(const std::string& words) const {
    const auto begins = day_of_beginning(words), ends = day_of_end(words);
    return list == Section::problems &&
           ((begins && !is_day_of_some(*begins)) || (ends && !is_day_of_some(*ends)));
  }

  /// The numbers of the medicines of the list, by each word of their names.
  void add_numbers() {
    for (const Found& found : of_section()) {
      const Item& item = found.item;
      if (found.outcome != Outcome::taken || item.kind != list) continue;
      std::set<std::string> words;
      for (const std::string& name : item.all_names()) {
        const std::string small = lowered(name);
        for (const std::string_view word : engine::words_of(small)) words.insert(folded(word));
      }
      for (const std::string& word : words) by_word[word].push_back(numbers.size());
      Item all = item;
      for (const Item::Doubt& doubt : item.doubts) all.instruction += ' ' + doubt.words;
      numbers.emplace_back(all);
    }
  }

  /// Whether a line is of medicines of the list and has an amount, or a time to take it, that none
  /// of them has. Beside very many of one name it is told without being compared.
  bool has_other_amount(const Row& cells) const {
    constexpr std::size_t shortest = 4, most = 20;
    std::set<std::size_t> named;
    for (const Cell& cell : cells) {
      const std::string first = folded(cell.text.substr(0, cell.text.find(' ')));
      const auto found = first.size() < shortest ? by_word.end() : by_word.find(first);
      if (found == by_word.end()) continue;
      if (found->second.size() > most) return true;
      named.insert(found->second.begin(), found->second.end());
    }
    return !named.empty() && std::ranges::all_of(named, [&](std::size_t place) {
      return std::ranges::any_of(cells, [&](const Cell& cell) {
        return numbers[place].lack_one_of(cell);
      });
    });
  }

  /// "Resolved concerns": a heading, or a state alone.
  bool says_a_state_alone(const std::string& words) const {
    KnownWords states;
    states.add({"active", "inactive", "resolved", "completed", "current", "past"});
    states.add("continue start begin take taking these this following as of medications medicines");
    states.add("problems conditions allergies list");
    return states.cover(words);
  }

  /// Whether a caption says more than what the list is called: "Latex: anaphylaxis in 2019".
  bool says_something(const std::string& caption) const {
    return caption.find(": ") != caption.npos || std::ranges::any_of(caption, is_digit) ||
           speaks_against(caption);
  }

  /// Lists whose entries are told with all they say. Of the others a line repeats in other words
  /// what no paper uses, or what was taken apart into addresses and ages.
  bool is_told_in_full() const {
    constexpr Section others[] = {Section::results, Section::vitals, Section::people};
    return std::ranges::find(others, list) == std::end(others);
  }

  /// A line with what stands above it: a risk, and no illness.
  std::string in_full(const Row& cells, const std::string& caption) const {
    std::string words;
    for (const Cell& cell : cells) {
      if (!cell.text.empty()) words += (words.empty() ? "" : " · ") + in_words(cell);
    }
    for (const std::string& above : {caption, title_of(section)}) {
      if (!above.empty()) words.insert(0, above + " – ");
    }
    return words;
  }

  /// That there is nothing, beside entries that say otherwise.
  void tell_none(const chart::Statement& statement, const std::string& words) const {
    const auto has = [&](Outcome outcome) {
      return std::ranges::any_of(of_section(), [&](const Found& found) {
        return found.section == list && found.outcome == outcome;
      });
    };
    const bool is_of_all = statement.says == Empty::none && statement.scope != Scope::food;
    if (!is_list() || !is_of_all || !has(Outcome::taken) || has(Outcome::none)) return;
    to.chart.check.push_back(
        {to.chart.sources[to.source].file, "none-beside-some", title_of(section) + " – " + words}
    );
  }

  /// "Pacemaker, removed 2013", "not safe in a scanner".
  static bool says_removed(const std::string& words) {
    constexpr std::string_view all[] = {"removed", "explant", "no ", "not ", "retirad"};
    const std::string small = ' ' + lowered(words) + ' ';
    return std::ranges::any_of(all, [&](std::string_view word) {
      return small.find(' ' + std::string{word}) != small.npos;
    });
  }

  /// Sections whose numbers say how much of something there is, or is to be.
  bool is_measured() const {
    return list == Section::plans || list == Section::social || list == Section::abilities;
  }

  /// Whether a row of measurements has a number that no entry has.
  bool has_other_measure(const Row& cells) const {
    return std::ranges::any_of(cells, [&](const Cell& cell) {
      return days_in(cell.text).empty() && has_other_number(cell.text, told.numbers);
    });
  }

  /// Whether an entry of a list of allergies, medicines or problems is what stands in a line: a
  /// cell has a name of one. That its reaction, its directions or what it is for stand there as
  /// well does not make it one: "Latex, wheezing" beside codeine, which brings on wheezing, too.
  bool is_named_here(const Row& cells) const {
    if (!is_list() || cells.size() < 2) return is_named(cells, told);
    return std::ranges::any_of(cells, [&](const Cell& cell) {
      return is_named({cell}, things) || (things.names.empty() && is_named({cell}, told));
    });
  }
  /// Whether the first cell of a row of a list is a name that no entry has a word of.
  bool names_another(const Row& cells) const {
    return is_list() && cells.size() > 1 && !is_beside_all(cells.front().text) &&
           !is_known(cells.front(), known);
  }

  void tell(const Row& cells, const std::string& caption, const El& line) const {
    const TextRows::Line* known_line = to.text_rows->line_at(line, cells.front().text);
    if (known_line && known_line->is_looked_at) return;
    if (line && to.text_rows->told.contains(line.index())) return;
    if (list == Section::vitals) {
      if (has_other_measure(cells))
        to.chart.not_read.push_back(
            {to.chart.sources[to.source].file, "row-without-entry", in_full(cells, caption)}
        );
      return;
    }
    std::string words;
    for (const Cell& cell : cells) {
      if (!cell.text.empty()) words += (words.empty() ? "" : " · ") + cell.text;
    }
    const bool says_nothing = std::ranges::all_of(cells, [](const Cell& cell) {
      return cell.text.empty() || is_beside_all(cell.text) || is_label_alone(cell.text);
    });
    if (const auto statement = statement_in(words)) return tell_none(*statement, words);
    if (const auto statement = statement_in(cells.front().text)) tell_none(*statement, words);
    if (says_nothing || says_a_state_alone(words)) return;
    const bool is_turned =
        list == Section::problems &&
        std::ranges::any_of(cells, [&](const Cell& cell) { return has_words_of(cell.text, told); });
    const bool has_entry = is_named_here(cells) || is_turned ||
                           (line && is_pointed_to(line, told) && !names_another(cells));
    // Of what an entry has the rest is told, where nothing else was.
    const bool is_other_amount = has_other_amount(cells);
    // A day in a sentence about a thing is hardly that of its entry: "Discharged August 1".
    const bool is_of_other_day = is_turned && !is_named(cells, told) && !days_in(words).empty();
    const bool is_all_known = !is_other_amount && !is_of_other_day && !has_other_beginning(words) &&
                              is_covered(cells) && !(is_measured() && has_other_measure(cells));
    const bool holds_lines = line && !line.below("item").empty();
    if (has_entry && (is_all_known || holds_lines || !is_told_in_full())) return;
    Note note{to.chart.sources[to.source].file, "row-without-entry", in_full(cells, caption)};
    const bool is_against =
        speaks_against(words) || !denial_in(list, words).empty() || is_of_relative(words);
    const bool is_device = list == Section::devices;
    const bool is_doubtful = is_other_amount || is_against || has_other_beginning(words);
    const bool is_to_check = (is_list() && (!has_entry || is_doubtful)) ||
                             (is_device && (!has_entry || is_against || says_removed(words)));
    const std::string_view id =
        is_against ? "against" : section_ids[static_cast<std::size_t>(list)];
    if (is_to_check) note.why += '.' + std::string{id};
    (is_to_check ? to.chart.check : to.chart.not_read).push_back(std::move(note));
  }
};

}  // namespace

void tell_rows_without_entry(const El& section, Section list, const Reading& to) {
  const Teller teller{section, list, to};
  // A heading among rows of results names those below it, which are left out as it is.
  const auto is_heading = [&](const El& row) {
    return list == Section::results && row && row.children("td").empty();
  };
  for (const Rows& one : rows_to_tell(to.text_rows->rows)) {
    if (!is_heading(one.row)) teller.tell(one.cells, one.caption, one.row);
  }
  const El text = section.child("text");
  for (const El& caption : text.below("caption")) {
    if (teller.says_something(caption.text()))
      teller.tell({{"", beginning_of(caption.text())}}, "", caption);
  }
  for (const std::string_view kind : {"item", "paragraph", "content"}) {
    for (const El& piece : text.below(kind)) {
      const bool is_line =
          kind == "content" ? is_line_of(text, piece) : piece.attribute("styleCode").empty();
      if (is_line && !row_around(piece) && piece.below("table").empty())
        teller.tell({{"", beginning_of(piece.text())}}, "", piece);
    }
  }
  for (const El& note : text.below("footnote")) {
    if (!to.text_rows->told.contains(note.index()))
      teller.tell({{"", beginning_of(note.text())}}, "", {});
  }
  for (const std::string& line : text.own_lines()) teller.tell({{"", line}}, "", {});
}

}  // namespace engine::chart::c_cda
