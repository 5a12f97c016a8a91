// What stands in the text of a section and in none of its entries.

#include "engine/base/fold.hpp"
#include "engine/chart/c_cda/rows.hpp"
#include "engine/chart/wording.hpp"
#include "engine/chart/written_days.hpp"

#include <algorithm>
#include <set>

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
