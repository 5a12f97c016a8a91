#pragma once

// The lines of a section's text as its readers ask for them: the cells of a row with what stands
// above them, and the one line that an entry is about.

#include "engine/chart/c_cda/c_cda.hpp"
#include "engine/chart/known_words.hpp"

#include <optional>
#include <string>
#include <vector>

namespace engine::chart::c_cda {

struct Cell {
  std::string heading, text;
};
using Row = std::vector<Cell>;

/// The cells of a row with the headings above them, as far as each has one.
Row cells_of(const El& row);
/// How many rows a cell reaches down, its own among them.
int rows_down(const El& cell);
/// A heading over the whole table, in a row of its own above those of the columns; empty where none
/// is.
El title_in_head(const El& table);
/// What a cell says of how bad an allergy gets: "Severe" below "Severity", "Hives (severe)"; empty
/// where it says nothing of it. Of two words the worse one.
std::string severity_in_cell(const Cell& cell);
/// The row an element of the text stands in; empty where in none.
El row_around(El element);
/// The row, the item, the paragraph or the content of its own that an element of the text stands
/// in, where that holds no others.
El line_around(const El& element);
/// The cells of a row; another line is one cell.
Row cells_of_line(const TextRows::Line& line);
/// The one line that is about an entry, which is looked at with it: a row that has its name in a
/// cell of its own, and of several the one that the entry points to; else the line that it points
/// to; else the only one that begins with its name. nullptr where that is not clear.
const TextRows::Line* line_of(const El& entry, const Chosen& names, const Reading& to);
/// What stands around a line, and what of it speaks against the entry.
struct Around {
  std::vector<std::string> words;
  bool is_against = false;
};
/// The title, a heading, notes, a second row and sentences that say of an entry that it is over, or
/// that stand below its row. All of it counts as told. `line` may be nullptr.
Around around(const TextRows::Line* line, const Chosen& names, Section kind, const Reading& to);
/// Whether the text of an entry points to a row, and its names stand in another.
bool points_to_another(const El& entry, const Chosen& names, const Reading& to);
/// The one row that begins with a word of a medicine's name: a brand, of a name that has it in
/// brackets. nullptr where it is the row of another entry, or has another amount.
const TextRows::Line* row_of_a_word(const std::string& name, const Reading& to);
/// A cell, with what stands above it.
std::string in_words(const Cell& cell);

/// All that an entry of a section says in its own words, from the `entry` on; what it refers to is
/// known as far as it was taken.
void add_words_of(const El& said, KnownWords& known);
/// Whether a cell says nothing that the entry of its line does not say.
bool is_known(const Cell& cell, const KnownWords& known);

/// Words that stand beside many things and name none of them.
bool is_beside_all(const std::string& words);
/// A label with nothing behind it that names anything: "Status: Active", "Start date: 06/07/2013".
bool is_label_alone(const std::string& line);

/// What a cell says of whether something goes on, also below a heading that asks: "Taking?" "No".
State state_in_cell(const Cell& cell);

/// "Active Concerns" says of all below it that they go on.
State state_above(const std::string& words);
/// What stands above a row or an item: the caption of its outermost table or list, or the
/// paragraph before that; empty where nothing does.
El heading_of(const El& line);
/// True for a heading of a column that the office needs and that says nothing of whether something
/// stands: "Refills", "Pharmacy", "Noted Date".
bool is_of_office(const std::string& heading);

/// Which day of an entry stands below a heading.
enum class Below { none, start, end, both };
Below day_below(const std::string& heading);

}  // namespace engine::chart::c_cda
