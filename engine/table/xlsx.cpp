// A workbook is a zip of XML. libarchive takes it apart and the xml room reads it, both with
// limits; what is read of it is a sheet's cells, and of its styles which numbers are days.

#include "engine/table/xlsx.hpp"

#include "engine/archive/library.hpp"
#include "engine/files/files.hpp"
#include "engine/table/messages.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace engine::table {

namespace {

constexpr std::size_t most_ratio = 200;  // of what a zip unpacks to
constexpr std::size_t most_columns = 16'384, most_rows = 1'048'576;

using Members = std::map<std::string, std::string, std::less<>>;

/// What a zip of that size may unpack to, and then say in its cells: those that share their words
/// say them once each.
std::size_t most_text(std::size_t size) {
  return std::min(files::most_bytes, most_ratio * size + (1u << 20));
}

/// The members of the workbook that are read; nothing when it is damaged or unpacks too far.
std::optional<Members> members_of(const archive::Library& library, std::string_view bytes) {
  struct ::archive* const reader = library.read_new();
  const std::unique_ptr<struct ::archive, decltype(library.read_free)> closing{
      reader, library.read_free};
  library.read_support_format_zip(reader);
  if (library.read_open_memory(reader, bytes.data(), bytes.size()) != ARCHIVE_OK)
    return std::nullopt;
  Members members;
  std::string buffer(std::size_t{1} << 16, '\0');
  std::size_t unpacked = 0;
  const std::size_t most = most_text(bytes.size());
  for (;;) {
    struct ::archive_entry* member = nullptr;
    const int answer = library.read_next_header(reader, &member);
    if (answer == ARCHIVE_EOF) return members;
    if (answer != ARCHIVE_OK && answer != ARCHIVE_WARN) return std::nullopt;
    const char* const path = library.entry_pathname(member);
    const std::string_view named{path ? path : ""};
    if (!named.starts_with("xl/") || !(named.ends_with(".xml") || named.ends_with(".rels")))
      continue;
    std::string& text = members[std::string{named}];
    for (;;) {
      const auto count = library.read_data(reader, buffer.data(), buffer.size());
      if (count < 0) return std::nullopt;
      if (count == 0) break;
      unpacked += static_cast<std::size_t>(count);
      if (unpacked > most) return std::nullopt;
      text.append(buffer, 0, static_cast<std::size_t>(count));
    }
  }
}

std::string_view local(std::string_view name) {
  return name.substr(name.rfind(':') + 1);  // npos + 1 is 0
}

template <class F>
void each_child(const xml::Element& parent, std::string_view name, F&& each) {
  parent.for_each_child([&](const xml::Element& child) {
    if (local(child.name()) == name) each(child);
  });
}

std::optional<xml::Element> child_of(const xml::Element& parent, std::string_view name) {
  std::optional<xml::Element> found;
  each_child(parent, name, [&](const xml::Element& child) {
    if (!found) found = child;
  });
  return found;
}

std::string attribute(const xml::Element& element, std::string_view name) {
  for (const xml::Attribute& one : element.attributes()) {
    if (one.name == name || (name == "id" && local(one.name) == "id" && one.name != "id"))
      return std::string{one.value};
  }
  return {};
}

int number_in(std::string_view text, int otherwise) {
  int number = otherwise;
  const auto end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc{} && stop == end ? number : otherwise;
}

/// A member as a tree, with the source that it points into.
struct Page {
  std::unique_ptr<Source> source;
  std::optional<xml::Tree> tree;
};

std::optional<Page> page_of(const Members& members, const std::string& path) {
  const auto found = members.find(path);
  if (found == members.end()) return std::nullopt;
  Diagnostics untold;
  auto source = xml::decode(path, found->second, Source::Holds::patient_data, untold);
  if (!source) return std::nullopt;
  Page page{*std::move(source), std::nullopt};
  auto tree = xml::parse(*page.source, {.bytes = files::most_bytes, .depth = 64}, untold);
  if (!tree) return std::nullopt;
  page.tree = *std::move(tree);
  return page;
}

/// The text of <si> and <is>: of all its runs, without how Asian words are read.
std::string text_of(const xml::Element& item) {
  std::string text;
  item.for_each_child([&](const xml::Element& part) {
    if (local(part.name()) == "t") text += part.text();
    if (local(part.name()) == "r") text += text_of(part);
  });
  return text;
}

/// What a number stands for, by its format.
struct Format {
  bool is_day = false, has_time = false;
  std::size_t zeros = 0;  ///< 00000: so many digits at least
};

Format format_of(std::string_view code) {
  Format format;
  if (!code.empty() && code.find_first_not_of('0') == code.npos) format.zeros = code.size();
  bool in_quotes = false, in_brackets = false;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '"') {
      in_quotes = !in_quotes;
    } else if (c == '[' || c == ']') {
      in_brackets = c == '[';
    } else if (!in_quotes && !in_brackets) {
      if (c == 'y' || c == 'Y' || c == 'd' || c == 'D') format.is_day = true;
      if (c == 'h' || c == 'H' || c == 's' || c == 'S') format.has_time = true;
    }
  }
  return format;
}

/// The formats that have a number of their own (ECMA-376 part 1, 18.8.30).
Format format_of_number(int id) {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
    return {.is_day = true};
  if (id == 22) return {.is_day = true, .has_time = true};
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return {.has_time = true};
  return {};
}

/// The format of each style that a cell may have.
std::vector<Format> formats_of(const Members& members) {
  std::vector<Format> formats;
  const auto page = page_of(members, "xl/styles.xml");
  if (!page) return formats;
  std::map<int, Format> own;
  if (const auto list = child_of(page->tree->root(), "numFmts")) {
    each_child(*list, "numFmt", [&](const xml::Element& one) {
      own[number_in(attribute(one, "numFmtId"), -1)] = format_of(attribute(one, "formatCode"));
    });
  }
  if (const auto list = child_of(page->tree->root(), "cellXfs")) {
    each_child(*list, "xf", [&](const xml::Element& one) {
      const int id = number_in(attribute(one, "numFmtId"), 0);
      formats.push_back(own.contains(id) ? own[id] : format_of_number(id));
    });
  }
  return formats;
}

std::vector<std::string> strings_of(const Members& members) {
  std::vector<std::string> strings;
  if (const auto page = page_of(members, "xl/sharedStrings.xml"))
    each_child(page->tree->root(), "si", [&](const xml::Element& item) {
      strings.push_back(text_of(item));
    });
  return strings;
}

std::string two(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

/// A number of days as a day. Spreadsheets count from December 31, 1899 and take 1900 for a leap
/// year; some files count from 1904.
std::string day_in(double serial, bool from_1904, bool has_day, bool has_time) {
  const auto minutes = static_cast<long long>(std::llround(serial * 24 * 60));
  const long long days = minutes / (24 * 60), rest = minutes % (24 * 60);
  const std::string time =
      two(static_cast<int>(rest / 60)) + ':' + two(static_cast<int>(rest % 60));
  if (!has_day || (days == 0 && !from_1904)) return time;
  using namespace std::chrono;
  const sys_days first = from_1904   ? sys_days{year{1904} / 1 / 1}
                         : days < 60 ? sys_days{year{1899} / 12 / 31}
                                     : sys_days{year{1899} / 12 / 30};
  const year_month_day day{first + std::chrono::days{days}};
  std::string text = std::to_string(static_cast<int>(day.year())) + '-' +
                     two(static_cast<int>(static_cast<unsigned>(day.month()))) + '-' +
                     two(static_cast<int>(static_cast<unsigned>(day.day())));
  return has_time && rest != 0 ? text + 'T' + time : text;
}

/// A number as it was typed: 417733 and 5.1, not 4.17733E5 or 5.0999999999999996.
std::string plain(double number, std::size_t zeros) {
  constexpr double exact = 1e15;  // so many integers a double holds, and more
  std::array<char, 64> digits{};
  const bool is_whole = std::abs(number) < exact && number == std::floor(number);
  const auto [end, error] =
      is_whole ? std::to_chars(
                     digits.data(), digits.data() + digits.size(), static_cast<long long>(number)
                 )
               : std::to_chars(digits.data(), digits.data() + digits.size(), number);
  std::string text{digits.data(), end};
  if (is_whole && number >= 0 && text.size() < zeros) text.insert(0, zeros - text.size(), '0');
  return error == std::errc{} ? text : "";
}

class Sheet {
 public:
  /// `most`: bytes of the text.
  Sheet(
      std::vector<std::string> strings,
      std::vector<Format> formats,
      bool from_1904,
      std::size_t most
  )
      : strings_{std::move(strings)},
        formats_{std::move(formats)},
        from_1904_{from_1904},
        most_{most} {}

  bool is_too_large() const { return text_.size() > most_; }

  /// The rows below <sheetData>; nothing where it is no sheet, or one that is too large.
  std::optional<std::string> csv(const xml::Element& worksheet) {
    const auto data = child_of(worksheet, "sheetData");
    if (!data) return std::nullopt;
    bool good = true;
    each_child(*data, "row", [&](const xml::Element& row) {
      const auto number =
          static_cast<std::size_t>(number_in(attribute(row, "r"), static_cast<int>(line_)));
      good = good && number >= line_ && number <= most_rows && !is_too_large();
      if (!good) return;
      for (; line_ < number; ++line_) text_ += '\n';
      add_row(row);
      text_ += '\n';
      ++line_;
    });
    return good && !is_too_large() ? std::optional{std::move(text_)} : std::nullopt;
  }

 private:
  void add_row(const xml::Element& row) {
    std::vector<std::string> cells;
    each_child(row, "c", [&](const xml::Element& cell) {
      const std::size_t column = column_of(attribute(cell, "r"), cells.size());
      if (column >= most_columns) return;
      if (cells.size() <= column) cells.resize(column + 1);
      cells[column] = value_of(cell);
    });
    while (!cells.empty() && cells.back().empty()) cells.pop_back();
    // Every row has as many cells as the first that has any, which holds the headings.
    if (width_ == 0) width_ = cells.size();
    if (!cells.empty() && cells.size() < width_) cells.resize(width_);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) text_ += ',';
      add_cell(cells[i]);
    }
  }

  /// In quotation marks, and on one line: so a line is a row.
  void add_cell(const std::string& cell) {
    if (cell.empty()) return;
    text_ += '"';
    for (const char c : cell) {
      if (c == '"') text_ += '"';
      text_ += c == '\n' || c == '\r' ? ' ' : c;
    }
    text_ += '"';
  }

  /// The column of a cell: 27 of AB12.
  static std::size_t column_of(std::string_view place, std::size_t next) {
    std::size_t column = 0;
    for (const char c : place) {
      if (c < 'A' || c > 'Z' || column > most_columns) break;
      column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
    }
    return column == 0 ? next : column - 1;
  }

  std::string value_of(const xml::Element& cell) const {
    const std::string type = attribute(cell, "t");
    if (type == "inlineStr") {
      const auto inside = child_of(cell, "is");
      return inside ? text_of(*inside) : "";
    }
    const auto held = child_of(cell, "v");
    if (!held) return {};
    const std::string value = held->text();
    if (type == "s") {
      const int index = number_in(value, -1);
      const bool is_known = index >= 0 && static_cast<std::size_t>(index) < strings_.size();
      return is_known ? strings_[static_cast<std::size_t>(index)] : "";
    }
    if (type == "b") return value == "1" ? "yes" : "no";
    if (type == "str" || type == "e" || type == "d") return value;
    double number = 0;
    const auto end = value.data() + value.size();
    const auto [stop, error] = std::from_chars(value.data(), end, number);
    if (error != std::errc{} || stop != end) return value;
    const auto style = static_cast<std::size_t>(std::max(0, number_in(attribute(cell, "s"), 0)));
    const Format format = style < formats_.size() ? formats_[style] : Format{};
    constexpr double last_day = 2'958'466;  // of the year 9999
    if ((format.is_day || format.has_time) && number >= 0 && number < last_day)
      return day_in(number, from_1904_, format.is_day, format.has_time || number < 1);
    return plain(number, format.zeros);
  }

  std::vector<std::string> strings_;
  std::vector<Format> formats_;
  bool from_1904_;
  std::size_t most_;
  std::string text_;
  std::size_t line_ = 1, width_ = 0;
};

/// Where a sheet lies in the zip: workbook.xml names it, and workbook.xml.rels says where.
std::string path_of(const Members& members, const std::string& id) {
  std::string path;
  if (const auto page = page_of(members, "xl/_rels/workbook.xml.rels"))
    each_child(page->tree->root(), "Relationship", [&](const xml::Element& one) {
      for (const xml::Attribute& own : one.attributes()) {
        if (own.name == "Id" && own.value == id) path = attribute(one, "Target");
      }
    });
  if (path.starts_with('/')) return path.substr(1);
  return path.empty() ? "" : "xl/" + path;
}

struct SheetName {
  std::string name, id;
  bool is_hidden = false;
};

std::vector<SheetName> sheets_of(const xml::Element& workbook) {
  std::vector<SheetName> all;
  if (const auto list = child_of(workbook, "sheets"))
    each_child(*list, "sheet", [&](const xml::Element& one) {
      const std::string state = attribute(one, "state");
      all.push_back({attribute(one, "name"), attribute(one, "id"), state.ends_with("idden")});
    });
  return all;
}

Reported no_workbook(const std::string& name, Diagnostics& out) {
  return out.error(
      messages::no_workbook(in_quotes(name)),
      {},
      {"open it and save it again as an Excel workbook (.xlsx) without a password, or as \"CSV "
       "UTF-8\""}
  );
}

}  // namespace

bool is_zip(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04");
}

Result<std::string> sheet_as_csv(
    const std::string& name, std::string_view bytes, std::string_view sheet, Diagnostics& out
) {
  const archive::Library* const library = archive::library();
  if (!library)
    return out.error(
        messages::no_zip_library(in_quotes(name), archive::name_of_library()),
        {},
        {"save the table as plain text: a spreadsheet calls it \"CSV UTF-8\" under Save as"}
    );
  const auto members = members_of(*library, bytes);
  const auto workbook = members ? page_of(*members, "xl/workbook.xml") : std::nullopt;
  if (!workbook) return no_workbook(name, out);
  const auto all = sheets_of(workbook->tree->root());
  const auto wanted = std::ranges::find_if(all, [&](const SheetName& one) {
    return sheet.empty() ? !one.is_hidden : one.name == sheet;
  });
  if (wanted == all.end()) {
    std::vector<std::string_view> names;
    for (const SheetName& one : all) names.push_back(one.name);
    return out.error(
        messages::no_such_sheet(in_quotes(name), in_quotes(sheet)),
        {},
        {suggestion_or(sheet, names, quotes, "its sheets are: " + list_of(names))}
    );
  }
  const auto properties = child_of(workbook->tree->root(), "workbookPr");
  const std::string from = properties ? attribute(*properties, "date1904") : "";
  const auto page = page_of(*members, path_of(*members, wanted->id));
  if (!page) return no_workbook(name, out);
  Sheet cells{
      strings_of(*members),
      formats_of(*members),
      from == "1" || from == "true",
      most_text(bytes.size())};
  if (auto csv = cells.csv(page->tree->root())) return *std::move(csv);
  if (!cells.is_too_large()) return no_workbook(name, out);
  return out.error(
      messages::too_much_text(in_quotes(name)),
      {},
      {"part it into several workbooks, or save it as \"CSV UTF-8\""}
  );
}

}  // namespace engine::table
