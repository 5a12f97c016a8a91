#pragma once

#include "engine/table/path.hpp"
#include "engine/table/table.hpp"

#include <map>

namespace engine::table {

/// How a column writes its dates: date="month/day/year". Year-month-day is understood besides.
struct DateRule {
  std::string order;  ///< "mdy": which part comes first, second, third
  char between = '/';
  std::string words;  ///< as the mapping says it
};

/// What one column of the file gives to one field of the case.
struct Use {
  std::size_t column = 0;  ///< from 0
  Path path;
  std::optional<DateRule> date;
  std::map<std::string, std::string, std::less<>> words;  ///< <value of="Y" is="yes"/>
};

struct Columns {
  std::shared_ptr<const std::vector<std::string>> headings;
  std::vector<bool> nameless;  ///< the columns without a heading: their cells must be empty
  std::vector<Use> uses;
};

/// The heading line and the cells in it.
struct Headings {
  const Source& line;
  std::vector<Place> places;
  std::vector<std::string> words;  ///< inner white space is one blank
};

/// Says what each column is: by the mapping where it names the heading, else by the heading itself.
/// Every mistake is told (E908 to E913, E918).
Result<Columns> read_columns(const Headings& headings, const Options& options, Diagnostics& out);

}  // namespace engine::table
