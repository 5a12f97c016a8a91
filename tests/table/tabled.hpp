#pragma once

#include "engine/table/table.hpp"
#include "engine/vocabulary/data_file.hpp"
#include "tests/support/messages.hpp"
#include "tests/support/run.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <stdexcept>

namespace engine::table {

inline const vocabulary::Vocabulary& of_the_house() {
  static const vocabulary::Vocabulary read = [] {
    Diagnostics out;
    const Source page{
        "templates/case.xml", tests::read(CAREPACKET_SOURCE_DIR "/templates/case.xml")};
    const auto tree = vocabulary::open_data(page, "vocabulary", out);
    vocabulary::Vocabulary page_read =
        tree ? vocabulary::read_vocabulary(*tree, out) : vocabulary::Vocabulary{};
    if (out.errors() > 0) throw std::runtime_error{support::printed(out)};
    return page_read;
  }();
  return read;
}

/// A file that is given out in pieces, as a pipe may do.
inline files::Read in_pieces(std::string text, std::size_t piece = 1 << 20) {
  return
      [text = std::move(text), piece, at = std::size_t{0}](char* into, std::size_t room) mutable {
        const auto some = std::min({room, piece, text.size() - at});
        std::memcpy(into, text.data() + at, some);
        at += some;
        return static_cast<ssize_t>(some);
      };
}

/// A file whose disk fails behind these bytes.
inline files::Read failing_behind(std::string text, std::size_t piece = 1 << 20) {
  return [all = in_pieces(std::move(text), piece)](char* into, std::size_t room) {
    const ssize_t some = all(into, room);
    if (some > 0) return some;
    errno = EIO;
    return ssize_t{-1};
  };
}

/// What a table says: the cases of its good rows, and every message as it is printed.
struct Tabled {
  std::unique_ptr<Source> mapping, shared;
  bool is_open = false;
  std::vector<Row> rows;
  std::vector<int> refused;  ///< lines of the rows that were
  Diagnostics out;

  std::string told() const { return support::printed(out); }
  /// The case of a row, without the XML declaration.
  std::string one(std::size_t row = 0) const {
    if (row >= rows.size()) return "no such row\n" + told();
    const std::string& text = rows[row].as_case->text();
    return text.substr(text.find('\n') + 1);
  }
};

struct Asked {
  std::string mapping = {}, shared = {};
  Separator separator = Separator::by_rule;
  std::size_t longest_row = 1 << 20;
  std::size_t piece = 1 << 20;
  bool strict = true;
};

inline Tabled read(files::Read bytes, const Asked& asked = {}) {
  Tabled tabled;
  Options options{
      .vocabulary = &of_the_house(),
      .separator = asked.separator,
      .longest_row = asked.longest_row,
      .strict = asked.strict};
  if (!asked.mapping.empty()) {
    tabled.mapping = std::make_unique<Source>("columns.xml", asked.mapping);
    options.mapping = tabled.mapping.get();
  }
  if (!asked.shared.empty()) {
    tabled.shared =
        std::make_unique<Source>("shared.xml", asked.shared, Source::Holds::patient_data);
    options.shared = tabled.shared.get();
  }
  auto rows = Rows::open("rows.csv", std::move(bytes), options, tabled.out);
  if (!rows) return tabled;
  tabled.is_open = true;
  while (auto row = rows->next(tabled.out)) {
    if (*row) {
      tabled.rows.push_back(std::move(**row));
    } else {
      tabled.refused.push_back(rows->line());
    }
  }
  return tabled;
}

inline Tabled read(std::string text, const Asked& asked = {}) {
  return read(in_pieces(std::move(text), asked.piece), asked);
}

/// The values of a column of the good rows, by the attribute id: for tables of ids alone.
inline std::vector<std::string> ids(const Tabled& tabled) {
  std::vector<std::string> all;
  for (const Row& row : tabled.rows) {
    const auto cell = row.cells.at(0);
    all.push_back(row.text->text().substr(cell.begin, cell.end - cell.begin));
  }
  return all;
}

}  // namespace engine::table
