// What is told of rows: of those that are none, and of cells whose values cannot be taken.

#include "engine/table/told.hpp"

#include "engine/casefile/messages.hpp"
#include "engine/table/messages.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace engine::table {

Reported tell(const Record& record, Span at, std::size_t longest, Diagnostics& out) {
  const std::string lines = record.last_line == record.line
                                ? "line " + std::to_string(record.line) + " was passed over"
                                : "lines " + std::to_string(record.line) + " to " +
                                      std::to_string(record.last_line) +
                                      " were read as one row and passed over";
  switch (record.trouble) {
    case Trouble::inside:
      return out.error(
          messages::quotation_mark_inside,
          at,
          {"write the whole cell in quotation marks, and each one in it twice: \"5\"\" tall\"",
           lines}
      );
    case Trouble::behind:
      return out.error(
          messages::text_behind_quotation_mark,
          at,
          {"a quotation mark inside a cell is written twice: \"the \"\"big\"\" one\"", lines}
      );
    case Trouble::never_ends:
      return out.error(
          messages::quotation_mark_never_closed,
          at,
          {"close it behind the cell; " + lines, "nothing behind it was read"}
      );
    case Trouble::runs_away:
      return out.error(
          messages::cell_too_long(longest),
          at,
          {"its quotation mark is perhaps not closed; nothing behind it was read"}
      );
    default:
      return out.error(messages::row_too_long(longest), at, {lines});
  }
}

Reported tell(const BadText& bad, Span at, Diagnostics& out) {
  if (!bad.is_control) {
    return out.error(
        messages::byte_not_text,
        at,
        {"save the table as UTF-8: a spreadsheet calls it \"CSV UTF-8\" under Save as"}
    );
  }
  const bool wide = bad.character == 0, dumps = bad.character >= 0x80;
  return out.error(
      messages::control_character(code_point_name(bad.character)),
      at,
      {wide || dumps ? "save the table as UTF-8: a spreadsheet calls it \"CSV UTF-8\" under Save as"
                     : "take it out: it cannot be printed"}
  );
}

void write(Row& row, std::shared_ptr<const Kept> kept) {
  const Shape& shape = *kept->shape;
  row.as_case = write_case(
      shape.plan,
      shape.columns.uses,
      kept->filled,
      row.text->name() + ", line " + std::to_string(row.line)
  );
  row.kept = std::move(kept);
}

Diagnostic left_blank(Diagnostic told, std::string_view heading) {
  told.severity = Severity::warning;
  const auto said = messages::cell_left_blank(heading, told.message);
  told.code = said.code;
  told.message = said.words;
  return told;
}

std::string letters(std::size_t column) {
  std::string name;
  for (auto n = column + 1; n > 0; n = (n - 1) / 26)
    name.insert(name.begin(), static_cast<char>('A' + (n - 1) % 26));
  return name;
}

namespace {

/// The column in which a message about the row has its place; nothing when it has none.
std::optional<std::size_t> column_of(const Diagnostic& told, const Row& row) {
  if (told.file != row.text->name()) return std::nullopt;
  const auto behind = [&](const Place& cell) {
    const auto at = row.text->place(cell.begin);
    return std::pair{at.line, at.column} > std::pair{told.line, told.column};
  };
  const auto next = std::find_if(row.cells.begin(), row.cells.end(), behind);
  if (next == row.cells.begin()) return std::nullopt;
  return static_cast<std::size_t>(next - row.cells.begin()) - 1;
}

/// Whether an error is about a value, which may be left out, and about nothing else.
bool is_about_value(const Diagnostic& told) {
  namespace said = casefile::messages;
  static const std::array codes{
      said::no_date.code,
      said::not_a_value_of_element.code,
      said::no_date_time.code,
      said::no_whole_number.code,
      said::no_number.code,
      said::no_yes_or_no.code,
      said::born_later.code,
      said::not_in_question_bank.code,
      said::social_security_number.code};
  return std::ranges::find(codes, told.code) != codes.end();
}

}  // namespace

Diagnostic told_at_cell(Diagnostic told, const Row& row) {
  const auto column = column_of(told, row);
  if (!column) return told;
  told.hints.push_back(
      "it stands in column " + letters(*column) + ", '" + (*row.headings)[*column] + "'"
  );
  return told;
}

std::optional<std::unique_ptr<const Source>> with_cells_blank(Row& row, Diagnostics& told) {
  auto kept = std::make_shared<Kept>(*row.kept);
  const auto& uses = kept->shape->columns.uses;
  Diagnostics instead;
  std::set<std::size_t> blank;  // columns
  for (const Diagnostic& one : told.all()) {
    if (one.severity != Severity::error) continue;
    const auto column = column_of(one, row);
    if (!column || !is_about_value(one)) return std::nullopt;
    bool is_any = !blank.insert(*column).second;
    for (std::size_t i = 0; i < uses.size(); ++i) {
      const bool is_it = uses[i].column == *column && !kept->filled[i].value.empty();
      if (is_it && uses[i].path.text() == "@id") return std::nullopt;
      if (is_it) kept->filled[i].value.clear();
      is_any = is_any || is_it;
    }
    if (!is_any) return std::nullopt;  // it was blank, and this is what came of it
    instead.add(left_blank(one, (*row.headings)[*column]));
  }
  auto before = std::move(row.as_case);
  write(row, std::move(kept));
  told = std::move(instead);
  return before;
}

}  // namespace engine::table
