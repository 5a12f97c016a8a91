#pragma once

#include "engine/table/path.hpp"
#include "engine/table/table.hpp"

#include <map>
#include <string_view>

namespace engine::table {

/// How a column writes its dates: date="month/day/year". Year-month-day is understood besides.
struct DateRule {
  std::string order;  ///< "mdy": which part comes first, second, third
  char between = '/';
  std::string words;  ///< as the mapping says it
};

/// Which part of a person's name that stands in one cell, "LEE, ANNA M, Jr." (order="last, first").
/// `text`: all of a name without a comma, whose parts nobody knows.
enum class NamePart { none, family, given, suffix, text };

/// What a cell says where a case has another word: <value of="Y" is="yes"/>. Small letters and
/// blanks do not count, where what is exactly the same is not there.
class Said {
 public:
  bool add(std::string of, std::string is);
  const std::string* find(std::string_view cell) const;
  bool empty() const { return exact_.empty(); }

 private:
  std::map<std::string, std::string, std::less<>> exact_, folded_;
};

/// What one column of the file gives to one field of the case.
struct Use {
  std::size_t column = 0;             ///< from 0
  std::vector<std::size_t> joined{};  ///< columns whose words follow, a blank between them
  Path path;
  std::optional<DateRule> date{};
  Said words{};
  std::optional<std::string> when_empty{};  ///< what an empty cell says
  std::optional<std::string> other{};       ///< what a cell says that is none of `words`
  NamePart part = NamePart::none;
  bool is_in_capitals = false;  ///< the cell is: LEE is Lee
  bool is_of_list = false;      ///< the next entry of a list, whatever gives the others
  char between = 0;             ///< the cell holds several entries, with this between them
  std::size_t piece = 0;        ///< which of them
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
