#pragma once

#include "engine/base/base.hpp"
#include "engine/files/files.hpp"
#include "engine/vocabulary/vocabulary.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace engine::table {

enum class Separator {
  by_rule,  ///< the one of , ; and tab that the heading line has outside of quotation marks
  comma,
  semicolon,
  tab
};

struct Options {
  const vocabulary::Vocabulary* vocabulary = nullptr;
  /// What the columns mean (`--columns`), nullptr: each heading is the path of a field.
  const Source* mapping = nullptr;
  /// What all rows have in common (`--shared`), a case that need not be complete; may be nullptr.
  const Source* shared = nullptr;
  Separator separator = Separator::by_rule;
  std::string sheet;                   ///< of a workbook (`--sheet`); empty: the first
  std::size_t longest_row = 1u << 20;  ///< bytes of UTF-8
  /// A cell whose value cannot be taken refuses its row. Else it is left blank and told (W905), but
  /// that of the id.
  bool strict = true;
};

/// A cell of a row: where it stands in the row's text, without its quotation marks.
struct Place {
  std::uint32_t begin = 0, end = 0;
};

struct Kept;  // plan.hpp

/// A row as a case. What is told about the case is told at the row's cells, and at the shared case
/// for what comes from there: the spans of `as_case` lead back to them (where_written).
struct Row {
  int line = 0;  ///< of the file, from 1, where the row begins
  /// The row as it stands in the file; patient data.
  std::unique_ptr<const Source> text;
  /// The case as casefile::read takes it. It points into `text` and into the shared case.
  std::unique_ptr<const Source> as_case;
  std::vector<Place> cells;
  std::shared_ptr<const std::vector<std::string>> headings;
  /// How the row became a case, to make it again with cells left blank.
  std::shared_ptr<const Kept> kept;
};

/// A CSV file (RFC 4180) whose rows are cases, read as a stream: one row is in memory at a time.
///
/// Separator: exactly one of , ; and tab stands outside of quotation marks in the heading line, or
/// none in a file of one column; where there are several, the caller has to say which (E907). A
/// first line `sep=;`, as spreadsheets write it, says it too.
/// Lines end with CRLF, LF or CR, the last one may lack its end. UTF-8 with or without a byte order
/// mark, and UTF-16 with one; everything else is told with its place (E901).
/// Cells: blanks and line ends around a value do not count. An empty cell means that the field is
/// absent, also when the shared case has it: a column speaks for every row. Nothing is taken for
/// more than text: leading zeros stay, =1+1 is three characters. What a spreadsheet has damaged is
/// told (E916, W901).
/// Dates: year-month-day, or as the mapping says (date="month/day/year"); never a year of two
/// digits. What could be read in two ways is told (E915).
/// A row that is wrong is told and refused alone; rows without a word are passed over, and counted.
///
/// The sources in `options` stay where they are until the last row and its case are gone.
class Rows {
 public:
  /// Reads heading line, mapping and shared case. Reported (E9xx): a heading that is neither mapped
  /// nor a path, mapped headings that are missing, two columns of one path, no column for the id,
  /// what the shared case has and no case could. E701: the file cannot be read.
  static Result<Rows> open(
      std::string name, files::Read bytes, const Options& options, Diagnostics& out
  );

  /// The next row; nothing at the end of the file. When the file cannot be read on, E701 is told,
  /// and that was the last: a row that was cut short by it is none.
  std::optional<Result<Row>> next(Diagnostics& out);
  /// The line on which the last row began, also when it was refused.
  int line() const;
  /// The id in that row, as it stands there; empty where it has none, or no cells.
  std::string id() const;

  Rows(Rows&&) noexcept;
  Rows& operator=(Rows&&) noexcept;
  ~Rows();

 private:
  friend Result<std::string> propose_columns(
      std::string name,
      files::Read bytes,
      const Source& headings,
      const Options& options,
      Diagnostics& out
  );
  struct State;
  explicit Rows(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// A whole file as the bytes of a CSV file: of a workbook (.xlsx) its sheet, whose row n is line n;
/// else the file as it is. Reported: E920 to E922, of a workbook.
Result<std::string> as_csv(
    const std::string& name, std::string bytes, const Options& options, Diagnostics& out
);

/// A file for `--columns`, made from the headings and the values of the first rows, with comments:
/// what each column seems to be, what is to be decided, words that nobody knows. Free words of
/// patients are not in it. `headings` is what is known of headings (templates/table/headings.xml).
/// Reported: what Rows::open() reports of a heading line, and what `headings` has wrong.
Result<std::string> propose_columns(
    std::string name,
    files::Read bytes,
    const Source& headings,
    const Options& options,
    Diagnostics& out
);

/// A message about a row's case, with a hint that names the column as a spreadsheet does: column C,
/// and its heading. Messages about other places are as they were.
Diagnostic told_at_cell(Diagnostic told, const Row& row);

/// Leaves the cells blank that the errors in `told` complain of, and tells that instead (W905). Its
/// case as it was; nothing, and no change, where an error is about more than the value of a cell: a
/// field that is missing, the id of the case.
std::optional<std::unique_ptr<const Source>> with_cells_blank(Row& row, Diagnostics& told);

}  // namespace engine::table
