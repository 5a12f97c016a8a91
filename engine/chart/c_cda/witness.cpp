// The text of a section is the witness of its entries: what a row says of one is compared with its
// codes, and a row that no entry has is told. The text is what the office signed.

#include "engine/base/fold.hpp"
#include "engine/chart/c_cda/c_cda.hpp"
#include "engine/chart/wording.hpp"
#include "engine/chart/written_days.hpp"

#include <algorithm>
#include <set>

namespace engine::chart::c_cda {

namespace {

constexpr std::string_view payer_template = "2.16.840.1.113883.10.20.22.4.87";

struct Cell {
  std::string heading, text;
};
using Row = std::vector<Cell>;

bool says_any(const std::string& text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view w) { return contains_but_case(text, w); });
}

/// The cells of a row with the headings above them, as far as each has one.
Row cells_of(const El& row) {
  const El body = row.parent();
  const El table = body.is("tbody") ? body.parent() : body;
  const auto headings = table.at("thead/tr").children("th");
  const auto cells = row.children("td");
  Row all;
  for (std::size_t i = 0; i < cells.size(); ++i)
    all.push_back({headings.size() == cells.size() ? headings[i].text() : "", cells[i].text()});
  return all;
}

/// The row an element of the text stands in; empty where in none.
El row_around(El element) {
  while (element && !element.is("tr") && !element.is("text")) element = element.parent();
  return element.is("tr") ? element : El{};
}

/// Rows that the entry itself points to, and not what stands in it.
std::vector<El> rows_referred(const El& entry, const Pages& pages) {
  std::vector<El> rows;
  const auto add = [&](const El& said) {
    const El row = row_around(pages.referred(said.child("reference").attribute("value")));
    if (row) rows.push_back(row);
  };
  add(entry.child("text"));
  for (const std::string_view coded : {"code", "value"}) add(entry.at(coded).child("originalText"));
  add(entry.at("consumable/manufacturedProduct/manufacturedMaterial/code/originalText"));
  add(entry.at("participant/participantRole/playingEntity/code/originalText"));
  return rows;
}

/// The one row that is about an entry: it has the name in a cell of its own, and of several the
/// entry points to it. Nothing where that is not clear.
std::optional<Row> row_of(const El& entry, const Chosen& names, const Reading& to) {
  if (!to.text_rows || to.text_rows->rows.empty()) return std::nullopt;
  const std::vector<El>& rows = to.text_rows->rows;
  std::set<std::size_t> named;
  const auto add = [&](const std::string& name) {
    const auto [from, end] = to.text_rows->by_cell.equal_range(folded(name));
    for (auto at = from; at != end; ++at) named.insert(at->second);
  };
  if (!names.name.empty()) add(names.name);
  for (const std::string& other : names.also) add(other);
  if (named.size() == 1) return cells_of(rows[*named.begin()]);
  const auto is_same = [](const El& one) {
    return [&](const El& other) { return one.index() == other.index(); };
  };
  for (const El& row : rows_referred(entry, to.pages)) {
    const auto at = std::ranges::find_if(rows, is_same(row));
    const auto number = static_cast<std::size_t>(at - rows.begin());
    if (at != rows.end() && (named.empty() || named.contains(number))) return cells_of(row);
  }
  return std::nullopt;
}

}  // namespace

State state_in(const std::string& words) {
  constexpr std::string_view going[] = {
      "active", "current", "ongoing", "taking", "inprogress", "activo", "activa", "vigente"};
  constexpr std::string_view over[] = {
      "inactive",
      "resolved",
      "noactive",
      "ended",
      "past",
      "completed",
      "complete",
      "finished",
      "inactivo",
      "inactiva"};
  // "Discontinued by patient", "No longer taking": what follows says who or what; with a number in
  // it the cell says more than a state.
  constexpr std::string_view over_begins[] = {
      "discontinued", "stopped", "nolonger", "nottaking", "notcurrentlytaking", "patientnottaking"};
  constexpr std::string_view held[] = {"onhold", "held", "suspended"};
  const std::string word = folded(words);
  const auto is_in = [&](std::span<const std::string_view> list) {
    return std::ranges::find(list, word) != list.end();
  };
  const bool begins_over = std::ranges::none_of(word, is_digit) &&
                           std::ranges::any_of(over_begins, [&](std::string_view begin) {
                             return word.starts_with(begin);
                           });
  return is_in(going)                 ? State::going
         : is_in(over) || begins_over ? State::over
         : is_in(held)                ? State::held
                                      : State::unknown;
}

namespace {

State state_of(const Item& item) {
  if (item.status == "active" || item.status == "current") return State::going;
  if (item.status == "resolved" || item.status == "stopped") return State::over;
  return item.status == "on-hold" ? State::held : State::unknown;
}

/// Which day of an entry stands below a heading.
enum class Day { none, start, end, both };
Day day_below(const std::string& heading) {
  // When somebody wrote, read or ordered it is none of its days.
  constexpr std::string_view others[] = {
      "updat",
      "review",
      "record",
      "enter",
      "modif",
      "author",
      "birth",
      "document",
      "expir",
      "order",
      "refill",
      "disp",
      "report",
      "sign",
      "last "};
  constexpr std::string_view ends[] = {"end", "stop", "resol", "abate", "fin ", "final"};
  constexpr std::string_view starts[] = {
      "date",
      "start",
      "onset",
      "began",
      "begin",
      "noted",
      "since",
      "when",
      "fecha",
      "inicio",
      "desde"};
  if (says_any(heading, others)) return Day::none;
  const bool is_end = says_any(heading, ends), is_start = says_any(heading, starts);
  if (is_end && (contains_but_case(heading, "start") || contains_but_case(heading, "onset")))
    return Day::both;
  return is_end ? Day::end : is_start ? Day::start : Day::none;
}

bool differ(const std::vector<Date>& said, const std::optional<Date>& coded) {
  return !said.empty() && std::ranges::none_of(said, [&](Date day) {
    return coded && day.first_day() <= coded->last_day() && coded->first_day() <= day.last_day();
  });
}

/// Whether a cell says another thing of the item than its codes do.
bool contradicts(const Cell& cell, const Item& item) {
  const State said = state_in(cell.text);
  if (item.kind != Section::procedures && said != State::unknown) {
    const bool is_known_end = item.status == "unclear" && said == State::over && item.end;
    return said != state_of(item) && !is_known_end;
  }
  const auto days = days_in(cell.text);
  switch (day_below(cell.heading)) {
    case Day::start:
      return differ(days, item.start);
    case Day::end:
      return differ(days, item.end);
    case Day::both:
      return differ(days, item.start) && differ(days, item.end);
    case Day::none:
      break;
  }
  return false;
}

/// All that a medicine has of numbers: its names, how it is taken, and what its entry says.
std::string numbers_of(const El& entry, const Item& item) {
  std::string all = item.name + ' ' + item.instruction;
  for (const std::string& other : item.also) all += ' ' + other;
  const auto walk = [&](const auto& self, const El& element) -> void {
    for (const std::string_view name : {"value", "displayName", "code"})
      all += ' ' + std::string{element.attribute(name)};
    for (const El& child : element.children()) self(self, child);
  };
  walk(walk, entry);
  return all;
}

std::string in_words(const Cell& cell) {
  return cell.heading.empty() ? cell.text : cell.heading + ": " + cell.text;
}

/// Words that stand beside many things and name none of them.
bool is_beside_all(const std::string& words) {
  constexpr std::string_view beside[] = {
      "mild", "moderate", "severe", "oral", "oralroute", "mouth", "high", "normal"};
  return state_in(words) != State::unknown || is_placeholder(words) ||
         contains_but_case(words, "priority") ||
         std::ranges::find(beside, folded(words)) != std::end(beside);
}

/// A label with nothing behind it that names anything: "Status: Active", "Start date: 06/07/2013".
bool is_label_alone(const std::string& line) {
  const auto colon = line.find(':');
  if (colon == line.npos) return false;
  const std::string behind = collapsed(std::string_view{line}.substr(colon + 1));
  const bool is_day = contains_but_case(line.substr(0, colon), "date") && !days_in(behind).empty();
  return behind.empty() || is_day || is_beside_all(behind);
}

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
};

/// The rows to which no entry points, without those that hold tables of their own.
std::vector<Rows> rows_to_tell(const std::vector<El>& rows, const Told& told) {
  std::vector<Rows> all;
  El last;
  for (const El& row : rows) {
    if (!row.below("table").empty() || is_pointed_to(row, told)) continue;
    const El table = row.parent().is("tbody") ? row.parent().parent() : row.parent();
    const std::string caption = table.child("caption").text();
    Row cells = cells_of(row);
    const bool goes_on =
        last && last.index() == table.index() && cells.size() == 1 && !caption.empty();
    if (goes_on)
      all.back().cells.push_back(std::move(cells.front()));
    else
      all.push_back({std::move(cells), caption});
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

}  // namespace

TextRows::TextRows(const El& section) {
  for (const El& row : section.child("text").below("tr")) {
    const auto cells = row.children("td");
    if (row.parent().is("thead") || cells.empty()) continue;
    for (const El& cell : cells) {
      const std::string text = cell.text();
      const auto add = [&](std::string_view words) {
        if (std::string name = folded(words); !name.empty())
          by_cell.emplace(std::move(name), rows.size());
      };
      add(text);
      // "Procedure: Colonoscopy" has its kind before it.
      if (const auto colon = text.find(": "); colon != text.npos)
        add(std::string_view{text}.substr(colon + 2));
    }
    rows.push_back(row);
  }
}

std::vector<std::string> comments_in(const std::vector<El>& acts, const Pages& pages) {
  std::vector<std::string> all;
  for (const El& act : acts) {
    if (act.child("code").attribute("code") != comment_code) continue;
    std::string words = pages.text_of(act.child("text"));
    const bool is_again = std::ranges::find(all, words) != all.end();
    if (!is_placeholder(words) && !is_again) all.push_back(std::move(words));
  }
  return all;
}

void tell_comments(const El& entry, Item& item, const Reading& to) {
  std::vector<El> acts;
  for (const El& relation : entry.children("entryRelationship")) {
    if (const El act = relation.child("act")) acts.push_back(act);
  }
  for (std::string& words : comments_in(acts, to.pages)) {
    if (!contains_but_case(item.instruction, words)) item.doubt("comment", std::move(words));
  }
}

void compare_with_text(const El& entry, const Chosen& names, Item& item, const Reading& to) {
  tell_comments(entry, item, to);
  const auto row = row_of(entry, names, to);
  if (!row) return;
  const std::string numbers = item.kind == Section::medications ? numbers_of(entry, item) : "";
  for (const Cell& cell : *row) {
    const bool is_another_amount = !numbers.empty() && days_in(cell.text).empty() &&
                                   day_below(cell.heading) == Day::none &&
                                   numbers_differ(cell.text, numbers);
    const bool is_told = std::ranges::any_of(item.doubts, [&](const Item::Doubt& doubt) {
      return doubt.why == "text-says" && doubt.words == cell.text;
    });
    if (!is_told && (is_another_amount || contradicts(cell, item)))
      item.doubt("text-says", in_words(cell));
  }
}

void tell_comments_beside(const El& said, const Reading& to) {
  for (std::string& words : comments_in(said.below("act"), to.pages))
    to.chart.found.back().beside.push_back({"comment", std::move(words)});
}

void tell_row_beside(const El& said, const Chosen& names, const Reading& to) {
  const auto row = row_of(said, names, to);
  if (!row) return;
  Item probe{.kind = Section::procedures, .name = names.name, .also = {}};
  const Period period = period_of(said.child("effectiveTime"));
  probe.start = period.start;
  probe.end = period.end;
  Found& found = to.chart.found.back();
  const bool is_negated = found.outcome == Outcome::negated;
  for (const Cell& cell : *row) {
    const bool is_done = is_negated && state_in(cell.text) == State::over;
    if (is_done || contradicts(cell, probe)) found.beside.push_back({"text-says", in_words(cell)});
  }
}

void compare_state(const std::string& said, Item& item) {
  if (contradicts({"", said}, item)) item.doubt("text-says", said);
}

void tell_rows_without_entry(const El& section, Section list, const Reading& to) {
  const bool is_list =
      list == Section::allergies || list == Section::medications || list == Section::problems;
  const Told told = told_in(section, to.pages);
  const auto tell = [&](const Row& cells, const std::string& caption) {
    std::string words, with_headings;
    for (const Cell& cell : cells) {
      if (cell.text.empty()) continue;
      words += (words.empty() ? "" : " · ") + cell.text;
      // What a line means may stand above it alone: a risk, and no illness.
      with_headings += (with_headings.empty() ? "" : " · ") + in_words(cell);
    }
    const bool says_nothing = std::ranges::all_of(cells, [](const Cell& cell) {
      return cell.text.empty() || is_beside_all(cell.text) || is_label_alone(cell.text);
    });
    const bool is_turned =
        list == Section::problems &&
        std::ranges::any_of(cells, [&](const Cell& cell) { return has_words_of(cell.text, told); });
    if (says_nothing || statement_in(words) || is_named(cells, told) || is_turned) return;
    for (const std::string& above : {caption, title_of(section)}) {
      if (!above.empty()) with_headings.insert(0, above + " – ");
    }
    Note note{to.chart.sources[to.source].file, "row-without-entry", std::move(with_headings)};
    if (is_list) note.why += '.' + std::string{section_ids[static_cast<std::size_t>(list)]};
    (is_list ? to.chart.check : to.chart.not_read).push_back(std::move(note));
  };
  for (const Rows& one : rows_to_tell(to.text_rows->rows, told)) tell(one.cells, one.caption);
  const El text = section.child("text");
  for (const std::string_view kind : {"item", "paragraph", "content"}) {
    for (const El& piece : text.below(kind)) {
      const bool is_line =
          kind == "content" ? is_line_of(text, piece) : piece.attribute("styleCode").empty();
      if (is_line && !row_around(piece) && piece.below("table").empty() &&
          !is_pointed_to(piece, told))
        tell({{"", piece.text()}}, "");
    }
  }
  for (const std::string& line : text.own_lines()) tell({{"", line}}, "");
}

}  // namespace engine::chart::c_cda
