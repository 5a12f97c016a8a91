#pragma once

#include "engine/table/utf8_stream.hpp"

namespace engine::table {

struct Cell {
  Place at;           ///< in the record's text, without quotation marks and white space around it
  std::string value;  ///< doubled quotation marks are one; without white space around it
};

/// What is wrong with the quotation marks or the length of a record.
enum class Trouble {
  none,
  inside,      ///< a quotation mark in a cell that does not begin with one
  behind,      ///< something between a closing quotation mark and the separator
  never_ends,  ///< a quotation mark that nothing closes up to the end of the file
  too_long,    ///< more bytes than a row may have
  runs_away,   ///< the same inside of quotation marks: where the next row begins cannot be known
};

/// A record of RFC 4180: a line, or several where quotation marks stand around line ends.
struct Record {
  int line = 0;       ///< of the file, from 1
  int last_line = 0;  ///< on which it ends
  std::string text;   ///< as it stands, but every line end is LF and the last one is gone
  Trouble trouble = Trouble::none;
  Place at;  ///< of the trouble
};

/// Cuts a file into records. After `never_ends` and `runs_away` there are no more.
class Records {
 public:
  Records(files::Read bytes, std::size_t longest) : bytes_{std::move(bytes)}, longest_{longest} {}

  /// False at the end. A quotation mark opens a cell at the start of the record and behind each of
  /// `separators`.
  bool take(Record& record, std::string_view separators);
  /// The errno of a read that failed: then the record that it cut short was not given.
  int error() const { return bytes_.error(); }

 private:
  /// Where in a cell we are: before its first character, inside without or with quotation marks,
  /// or behind the closing one.
  enum class In { start, plain, quoted, closed };
  In after(char c, std::string_view separators, Record& record);
  int next_character();
  void cut_off(Record& record);

  Utf8Stream bytes_;
  std::size_t longest_;
  In in_ = In::start;
  std::uint32_t opened_ = 0;  ///< where the last quotation mark that opens a cell stands
  int line_ = 1;
  bool over_ = false;
};

/// The cells of a record without trouble. `cells` is written over, and keeps its memory.
void split(std::string_view text, char separator, std::vector<Cell>& cells);

}  // namespace engine::table
