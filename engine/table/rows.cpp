#include "engine/base/blank.hpp"
#include "engine/base/signature.hpp"
#include "engine/table/csv.hpp"
#include "engine/table/messages.hpp"
#include "engine/table/plan.hpp"
#include "engine/table/propose.hpp"
#include "engine/table/told.hpp"
#include "engine/table/values.hpp"
#include "engine/table/xlsx.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace engine::table {

namespace {

constexpr std::string_view any_separator = ",;\t";

struct Named {
  char separator;
  std::string_view name;
};
constexpr std::array named{Named{',', "comma"}, Named{';', "semicolon"}, Named{'\t', "tab"}};

/// The separator that a heading line has outside of quotation marks; nothing when that was told.
std::optional<char> separator_of(const Source& line, Diagnostics& out) {
  std::string met;
  bool quoted = false;
  for (const char c : line.text()) {
    quoted ^= c == '"';
    const bool separates = !quoted && any_separator.find(c) != any_separator.npos;
    if (separates && met.find(c) == met.npos) met += c;
  }
  if (met.size() <= 1) return met.empty() ? ',' : met.front();
  std::string names;
  for (const auto& [separator, name] : named) {
    if (met.find(separator) != met.npos)
      names += (names.empty() ? "" : " and ") + std::string{name};
  }
  out.error(
      messages::separator_unsure(names),
      line.span(0, line.text().size()),
      {"say which: --separator comma, --separator semicolon or --separator tab"}
  );
  return std::nullopt;
}

std::optional<char> given(Separator separator) {
  if (separator == Separator::by_rule) return std::nullopt;
  return named[static_cast<std::size_t>(separator) - 1].separator;
}

/// Whether an address that a postal code belongs to names its country, in the shared case.
bool names_country(const xml::Tree* shared, const Path& postal_code) {
  if (!shared) return false;
  std::optional<xml::Element> at = shared->root();
  for (std::size_t i = 0; at && i + 1 < postal_code.steps.size(); ++i) {
    std::optional<xml::Element> next;
    int left = postal_code.steps[i].number;
    at->for_each_child([&](const xml::Element& child) {
      if (child.name() == postal_code.steps[i].term->name && --left == 0) next = child;
    });
    at = next;
  }
  return at && at->child("country");
}

}  // namespace

struct Rows::State {
  std::string name;
  Options options;
  Records records;
  char separator = ',';
  std::shared_ptr<Shape> shape = std::make_shared<Shape>();
  /// For each use the one that gives the country of its postal code; nothing where the country
  /// does not matter: it is no postal code, or the shared case names one.
  struct Country {
    bool asked = false;
    const Use* use = nullptr;
  };
  std::vector<Country> countries;

  // Of the row at hand, and of those before it.
  Record record;
  std::vector<Cell> cells;
  std::vector<Filled> filled;
  std::size_t empty_rows = 0;    ///< with a row behind them
  std::size_t empty_at_end = 0;  ///< perhaps the end of the file
  int first_empty = 0;
  std::size_t rows = 0;
  bool ended = false;

  State(std::string of, files::Read bytes, const Options& asked)
      : name{std::move(of)}, options{asked}, records{std::move(bytes), asked.longest_row} {}

  bool open(Diagnostics& out);
  std::unique_ptr<Source> heading_line(Diagnostics& out);
  void find_countries();
  std::optional<Sample> sample(std::size_t most, Diagnostics& out);

  std::optional<Result<Row>> next(Diagnostics& out);
  Result<Row> row(Diagnostics& out);
  bool check_cells(const Source& text, Diagnostics& out);
  bool fill(const Source& text, Diagnostics& out);
  std::string words_for(const Use& use) const;
  std::optional<std::string> value_for(const Use& use, const Found& found, Diagnostics& out);
  bool is_empty();
  void tell_end(Diagnostics& out);
};

/// The heading line, without trouble; reads `sep=;` in front of it.
std::unique_ptr<Source> Rows::State::heading_line(Diagnostics& out) {
  std::optional<char> said = given(options.separator);
  for (;;) {
    if (!records.take(record, any_separator)) {
      if (records.error() != 0) {
        files::cannot_read(name, records.error(), out);
        return nullptr;
      }
      out.error(
          messages::table_empty(name), {}, {"its first line holds the headings of the columns"}
      );
      return nullptr;
    }
    if (const auto what = document_by_signature(record.text); !what.empty()) {
      out.error(
          messages::no_text_file(name, what),
          {},
          {"save the table as plain text: a spreadsheet calls it \"CSV UTF-8\" under Save as"}
      );
      return nullptr;
    }
    const auto bad = find_bad_text(record.text);
    auto line =
        std::make_unique<Source>(name, record.text, Source::Holds::author_text, record.line);
    if (bad) {
      tell(*bad, line->span(bad->begin, bad->end), out);
      return nullptr;
    }
    const auto& text = line->text();
    if (record.trouble != Trouble::none) {
      tell(record, line->span(record.at.begin, record.at.end), options.longest_row, out);
      return nullptr;
    }
    const bool says = text.size() == 5 && text.substr(0, 4) == "sep=";
    if (says && any_separator.find(text[4]) != any_separator.npos && record.line == 1) {
      if (!said) said = text[4];
      continue;
    }
    if (text.find_first_not_of(" \t,;\n\"") == text.npos) continue;
    if (!said) said = separator_of(*line, out);
    if (!said) return nullptr;
    separator = *said;
    return line;
  }
}

bool Rows::State::open(Diagnostics& out) {
  if (options.shared) {
    auto tree = xml::parse(*options.shared, {}, out);
    if (!tree) return false;
    shape->shared = *std::move(tree);
  }
  const auto line = heading_line(out);
  if (!line) return false;
  split(line->text(), separator, cells);
  Headings headings{.line = *line};
  for (const Cell& cell : cells) {
    headings.places.push_back(cell.at);
    headings.words.push_back(collapsed(cell.value));
  }
  auto read = read_columns(headings, options, out);
  if (!read) return false;
  shape->columns = *std::move(read);
  const xml::Tree* const shared = shape->shared ? &*shape->shared : nullptr;
  auto planned = plan_cases(shape->columns.uses, shared, *options.vocabulary, out);
  if (!planned) return false;
  shape->plan = *std::move(planned);
  find_countries();
  return true;
}

void Rows::State::find_countries() {
  const Columns& columns = shape->columns;
  const xml::Tree* const shared = shape->shared ? &*shape->shared : nullptr;
  std::unordered_map<std::string, const Use*> by_path;
  for (const Use& use : columns.uses) by_path.emplace(use.path.text(), &use);
  for (const Use& use : columns.uses) {
    Country& country = countries.emplace_back();
    if (use.path.field().name != "postalCode") continue;
    country.asked = !names_country(shared, use.path);
    const std::string code = use.path.text();
    const std::string wanted = code.substr(0, code.rfind('/')) + "/country";
    if (const auto other = by_path.find(wanted); other != by_path.end())
      country = {true, other->second};
  }
}

bool Rows::State::is_empty() {
  return record.trouble == Trouble::none &&
         std::all_of(cells.begin(), cells.end(), [](const Cell& c) {
           return without_blanks(c.value).empty();
         });
}

std::optional<Result<Row>> Rows::State::next(Diagnostics& out) {
  while (!ended) {
    if (!records.take(record, {&separator, 1})) {
      ended = true;
      if (records.error() != 0) {
        cells.clear();  // those of the row before, which is not at fault
        return files::cannot_read(name, records.error(), out);
      }
      tell_end(out);
      break;
    }
    cells.clear();
    if (record.trouble == Trouble::none) split(record.text, separator, cells);
    if (is_empty()) {
      if (first_empty == 0) first_empty = record.line;
      ++empty_at_end;
      continue;
    }
    empty_rows += std::exchange(empty_at_end, 0);
    ++rows;
    return row(out);
  }
  return std::nullopt;
}

void Rows::State::tell_end(Diagnostics& out) {
  if (rows == 0) out.warn(messages::no_rows(name), {});
  if (empty_rows == 0) return;
  out.warn(
      empty_rows == 1 ? messages::empty_row(name) : messages::empty_rows(empty_rows, name),
      {},
      {(empty_rows == 1 ? "it is on line " : "the first is on line ") + std::to_string(first_empty)}
  );
}

Result<Row> Rows::State::row(Diagnostics& out) {
  const auto bad = find_bad_text(record.text);
  Row made{.line = record.line};
  made.text = std::make_unique<Source>(name, record.text, Source::Holds::patient_data, record.line);
  const Source& text = *made.text;
  if (bad) return tell(*bad, text.span(bad->begin, bad->end), out);
  if (record.trouble != Trouble::none)
    return tell(record, text.span(record.at.begin, record.at.end), options.longest_row, out);

  const auto mark = out.mark();
  if (!check_cells(text, out) || !fill(text, out)) return *out.reported_since(mark);
  for (const Cell& cell : cells) made.cells.push_back(cell.at);
  made.headings = shape->columns.headings;
  write(made, std::make_shared<Kept>(Kept{shape, filled}));
  return made;
}

bool Rows::State::check_cells(const Source& text, Diagnostics& out) {
  const Columns& columns = shape->columns;
  const auto wanted = columns.headings->size();
  if (cells.size() != wanted) {
    out.error(
        cells.size() == 1 ? messages::row_of_one_cell(wanted)
                          : messages::row_of_other_length(cells.size(), wanted),
        text.span(0, text.text().size()),
        {cells.size() > wanted ? "a cell that holds a separator stands in quotation marks"
                               : "an empty cell keeps its separator; a line end inside a cell "
                                 "stands in quotation marks"}
    );
    return false;
  }
  bool good = true;
  for (std::size_t i = 0; i < wanted; ++i) {
    if (!columns.nameless[i] || cells[i].value.empty()) continue;
    good = false;
    out.error(
        messages::value_without_heading(letters(i)),
        text.span(cells[i].at.begin, cells[i].at.end),
        {"give the column a heading, or empty it"}
    );
  }
  return good;
}

/// The words of the cells that a use takes, a blank between them.
std::string Rows::State::words_for(const Use& use) const {
  std::string words{without_blanks(cells[use.column].value)};
  for (const std::size_t column : use.joined) {
    const auto more = without_blanks(cells[column].value);
    if (!more.empty()) words += (words.empty() ? "" : " ") + std::string{more};
  }
  return words;
}

/// What a use says; nothing when it was told, and refuses the row.
std::optional<std::string> Rows::State::value_for(
    const Use& use, const Found& found, Diagnostics& out
) {
  Diagnostics told;
  auto value = as_case_says(use, found, told);
  const bool is_forgiven = !value && !options.strict && use.path.text() != "@id";
  for (const Diagnostic& one : told.all())
    out.add(is_forgiven ? left_blank(one, found.heading) : one);
  return is_forgiven ? std::string{} : std::move(value);
}

/// The cells as they go into the case. False when one of them was refused.
bool Rows::State::fill(const Source& text, Diagnostics& out) {
  const Columns& columns = shape->columns;
  filled.resize(columns.uses.size());
  bool good = true;
  for (std::size_t i = 0; i < filled.size(); ++i) {
    const Use& use = columns.uses[i];
    const Cell& cell = cells[use.column];
    filled[i] = {.value = use.when_empty.value_or(""), .at = text.span(cell.at.begin, cell.at.end)};
    const std::string words = words_for(use);
    if (words.empty()) continue;
    const Found found{words, filled[i].at, (*columns.headings)[use.column]};
    auto value = value_for(use, found, out);
    good = good && value;
    filled[i].value = std::move(value).value_or("");
    const Country& country = countries[i];
    if (country.asked && (!country.use || cells[country.use->column].value.empty()))
      warn_lost_zero(use, found, out);
  }
  return good;
}

/// The headings, and the values of the first rows.
std::optional<Sample> Rows::State::sample(std::size_t most, Diagnostics& out) {
  const auto line = heading_line(out);
  if (!line) return std::nullopt;
  Sample sample;
  split(line->text(), separator, cells);
  for (const Cell& cell : cells) sample.headings.push_back(collapsed(cell.value));
  while (sample.rows.size() < most && records.take(record, {&separator, 1})) {
    cells.clear();
    if (record.trouble != Trouble::none) continue;
    split(record.text, separator, cells);
    if (is_empty() || cells.size() != sample.headings.size()) continue;
    auto& row = sample.rows.emplace_back();
    for (const Cell& cell : cells) row.push_back(collapsed(cell.value));
  }
  return sample;
}

Result<std::string> propose_columns(
    std::string name,
    files::Read bytes,
    const Source& headings,
    const Options& options,
    Diagnostics& out
) {
  const auto known = read_headings(headings, out);
  if (!known) return known.error();
  constexpr std::size_t looked_at = 500;  // rows
  Rows::State state{name, std::move(bytes), options};
  const auto mark = out.mark();
  const auto sample = state.sample(looked_at, out);
  if (!sample) return *out.reported_since(mark);
  return proposed(name, *sample, *known, *options.vocabulary);
}

Result<std::string> as_csv(
    const std::string& name, std::string bytes, const Options& options, Diagnostics& out
) {
  if (!is_zip(bytes)) return bytes;
  return sheet_as_csv(name, bytes, options.sheet, out);
}

Rows::Rows(std::unique_ptr<State> state) : state_{std::move(state)} {}
Rows::Rows(Rows&&) noexcept = default;
Rows& Rows::operator=(Rows&&) noexcept = default;
Rows::~Rows() = default;

Result<Rows> Rows::open(
    std::string name, files::Read bytes, const Options& options, Diagnostics& out
) {
  auto state = std::make_unique<State>(std::move(name), std::move(bytes), options);
  const auto mark = out.mark();
  if (!state->open(out)) return *out.reported_since(mark);
  return Rows{std::move(state)};
}

std::optional<Result<Row>> Rows::next(Diagnostics& out) {
  return state_->next(out);
}

std::string Rows::id() const {
  const auto& cells = state_->cells;
  for (const Use& use : state_->shape->columns.uses) {
    if (use.path.text() == "@id" && use.column < cells.size())
      return std::string{without_blanks(cells[use.column].value)};
  }
  return {};
}

int Rows::line() const {
  return state_->record.line;
}

}  // namespace engine::table
