#include "engine/table/csv.hpp"

#include <algorithm>

namespace engine::table {

namespace {

constexpr std::string_view white = " \t\n";

void tell(Record& record, Trouble trouble, std::uint32_t at) {
  if (record.trouble != Trouble::none) return;
  record.trouble = trouble;
  record.at = {at, at + 1};
}

Place trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  const auto value = text.substr(begin, end - begin);
  const auto first = std::min(value.find_first_not_of(white), value.size());
  const auto last = value.find_last_not_of(white);
  const auto size = last == value.npos ? 0 : last + 1 - first;
  return {
      static_cast<std::uint32_t>(begin + first), static_cast<std::uint32_t>(begin + first + size)};
}

/// The end of a cell that begins with the quotation mark at `at`: its closing one.
std::size_t closing(std::string_view text, std::size_t at) {
  for (at = text.find('"', at + 1); text.substr(at, 2) == "\"\""; at = text.find('"', at + 2)) {
  }
  return at;
}

/// Cuts a text to so many bytes, or to fewer if a character would be cut in two.
void shorten(std::string& text, std::size_t longest) {
  text.resize(std::min(text.size(), longest));
  auto last = text.size();
  while (last > 0 && text.size() - last < 4 &&
         (static_cast<unsigned char>(text[--last]) & 0xC0) == 0x80) {
  }
  if (last < text.size() && !checked_at(std::string_view{text}.substr(last)).good)
    text.resize(last);
}

void take_value(std::string_view text, bool doubled, std::string& value) {
  value.clear();
  if (!doubled) {
    value = text;
    return;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    value += text[i];
    if (text[i] == '"') ++i;  // the second of two
  }
}

}  // namespace

bool Records::take(Record& record, std::string_view separators) {
  record.text.clear();
  record.line = line_;
  record.trouble = Trouble::none;
  if (over_ || bytes_.peek() == Utf8Stream::end) return false;

  const std::string stops = std::string{separators} + "\"\r\n";
  for (in_ = In::start;;) {
    if (in_ == In::plain || in_ == In::quoted)
      record.text += bytes_.run_until(in_ == In::quoted ? "\"\r\n" : std::string_view{stops});
    if (record.text.size() > longest_) {
      cut_off(record);
      return true;
    }
    const int c = next_character();
    if (c == Utf8Stream::end) break;
    line_ += c == '\n';
    if (c == '\n' && in_ != In::quoted) {
      record.last_line = line_ - 1;
      return true;
    }
    record.text += static_cast<char>(c);
    in_ = after(static_cast<char>(c), separators, record);
  }
  over_ = true;
  if (error() != 0) return false;
  record.last_line = line_;
  if (in_ == In::quoted) {
    record.trouble = Trouble::none;  // whatever else was wrong: this is why
    tell(record, Trouble::never_ends, opened_);
  }
  return true;
}

/// The next character, every line end as LF.
int Records::next_character() {
  const int c = bytes_.get();
  if (c != '\r') return c;
  if (bytes_.peek() == '\n') bytes_.get();
  return '\n';
}

Records::In Records::after(char c, std::string_view separators, Record& record) {
  const auto at = static_cast<std::uint32_t>(record.text.size() - 1);
  const bool separates = separators.find(c) != separators.npos;
  switch (in_) {
    case In::start:
      if (c == '"') {
        opened_ = at;
        return In::quoted;
      }
      return separates ? In::start : In::plain;
    case In::plain:
      if (c == '"') tell(record, Trouble::inside, at);
      return separates ? In::start : In::plain;
    case In::quoted:
      return c == '"' ? In::closed : In::quoted;
    case In::closed:
      if (c == '"') return In::quoted;
      if (separates) return In::start;
      tell(record, Trouble::behind, at);
      return In::plain;
  }
  return in_;
}

/// A row that is too long is read no further; the next one begins at the end of its line, if it is
/// not quoted.
void Records::cut_off(Record& record) {
  shorten(record.text, longest_);
  record.trouble = Trouble::none;
  record.last_line = line_;
  if (in_ == In::quoted) {
    tell(record, Trouble::runs_away, opened_);
    over_ = true;
    return;
  }
  tell(record, Trouble::too_long, 0);
  for (int c = 0; c != Utf8Stream::end && c != '\n';) {
    bytes_.run_until("\r\n");
    c = next_character();
    if (c == '\n') ++line_;
  }
}

void split(std::string_view text, char separator, std::vector<Cell>& cells) {
  std::size_t count = 0;
  for (std::size_t at = 0; at <= text.size();) {
    if (count == cells.size()) cells.emplace_back();
    Cell& cell = cells[count++];
    const bool quoted = at < text.size() && text[at] == '"';
    const auto behind = quoted ? closing(text, at) : at;
    const auto end = std::min(text.find(separator, behind), text.size());
    cell.at = quoted ? trimmed(text, at + 1, behind) : trimmed(text, at, end);
    const auto value = text.substr(cell.at.begin, cell.at.end - cell.at.begin);
    take_value(value, quoted && value.find('"') != value.npos, cell.value);
    at = end + 1;
  }
  cells.resize(count);
}

}  // namespace engine::table
