#include "engine/chart/written_days.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>
#include <string>

namespace engine::chart {

std::string age_of(std::string_view number, std::string_view unit) {
  const std::string small = lowered(unit);
  const bool is_years =
      small.empty() || small == "a" || small == "yr" || small == "1" || small.starts_with("year");
  return number.empty() || is_years ? std::string{number}
                                    : std::string{number} + ' ' + std::string{unit};
}

namespace {

/// Words and numbers of a text; what stands between two numbers (- or /) is kept with the second.
struct Piece {
  std::string text;
  bool is_number = false;
  char before = ' ';
};

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  char before = ' ';
  for (const char c : lowered(text)) {
    const bool is_part = is_digit(c) || is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
    const bool goes_on =
        is_part && before == 'x' && !pieces.empty() && pieces.back().is_number == is_digit(c);
    if (goes_on)
      pieces.back().text += c;
    else if (is_part)
      pieces.push_back({std::string{c}, is_digit(c), before == 'x' ? ' ' : before});
    before = is_part ? 'x' : c;
  }
  return pieces;
}

int number_of(const Piece& piece) {
  int number = -1;
  if (piece.is_number && piece.text.size() <= 4)
    std::from_chars(piece.text.data(), piece.text.data() + piece.text.size(), number);
  return number;
}

/// 1 to 12; 0 for a word that is no month. Three letters are enough.
int month_of(const Piece& piece) {
  constexpr std::string_view months[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug",
                                         "sep", "oct", "nov", "dec", "ene", "feb", "mar", "abr",
                                         "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"};
  constexpr std::string_view whole[] = {
      "january", "february", "march",      "april",   "may",       "june",
      "july",    "august",   "september",  "october", "november",  "december",
      "enero",   "febrero",  "marzo",      "abril",   "mayo",      "junio",
      "julio",   "agosto",   "septiembre", "octubre", "noviembre", "diciembre"};
  if (piece.is_number) return 0;
  for (std::size_t i = 0; i < std::size(months); ++i) {
    if (piece.text == months[i] || piece.text == whole[i]) return static_cast<int>(i % 12) + 1;
  }
  return piece.text == "sept" ? 9 : 0;
}

std::optional<Date> date_of(int year, int month, int day) {
  if (year < 1850 || year > 2200) return std::nullopt;
  std::string iso = std::to_string(year);
  const auto add = [&](int part) { iso += (part < 10 ? "-0" : "-") + std::to_string(part); };
  if (month > 0) add(month);
  if (month > 0 && day > 0) add(day);
  return parse_date(iso);
}

bool is_year(const Piece& piece) {
  return piece.is_number && piece.text.size() == 4;
}

/// A day that begins at a piece, and how many pieces it takes.
struct Taken {
  std::optional<Date> date;
  std::size_t pieces = 1;
};

class Pieces {
 public:
  explicit Pieces(std::string_view text) : all_{pieces_of(text)} {}
  std::size_t size() const { return all_.size(); }

  Taken at(std::size_t i) const {
    for (const Taken& taken : {words(i), numbers(i), alone(i)}) {
      if (taken.date) return taken;
    }
    return {};
  }

 private:
  const Piece& piece(std::size_t i) const {
    static const Piece nothing;
    return i < all_.size() ? all_[i] : nothing;
  }
  bool is_word(std::size_t i, std::string_view word) const { return piece(i).text == word; }

  /// "Mar 18, 2013", "March 2013", "18 Mar 2013", "18 de marzo de 2013".
  Taken words(std::size_t i) const {
    if (const int month = month_of(piece(i)); month > 0) {
      std::size_t next = i + 1;
      if (is_word(next, "de") || is_word(next, "of")) ++next;
      if (is_year(piece(next))) return {date_of(number_of(piece(next)), month, 0), next + 1 - i};
      const int day = number_of(piece(next));
      std::size_t year = next + 1;
      for (const std::string_view end : {"st", "nd", "rd", "th"})
        year += is_word(year, end) ? 1 : 0;
      if (day >= 1 && is_year(piece(year)))
        return {date_of(number_of(piece(year)), month, day), year + 1 - i};
      return {};
    }
    const int day = number_of(piece(i));
    std::size_t next = i + 1;
    if (is_word(next, "de")) ++next;
    const int month = day >= 1 && day <= 31 ? month_of(piece(next)) : 0;
    std::size_t year = next + 1;
    if (is_word(year, "de")) ++year;
    if (month == 0 || !is_year(piece(year))) return {};
    return {date_of(number_of(piece(year)), month, day), year + 1 - i};
  }

  /// "3/31/2022", "2013-03-18", "03/2022".
  Taken numbers(std::size_t i) const {
    const auto joined = [&](std::size_t k) {
      return piece(k).is_number && (piece(k).before == '/' || piece(k).before == '-');
    };
    if (!piece(i).is_number || !joined(i + 1)) return {};
    const int first = number_of(piece(i)), second = number_of(piece(i + 1));
    if (joined(i + 2)) {
      const int third = number_of(piece(i + 2));
      if (is_year(piece(i))) return {date_of(first, second, third), 3};
      if (is_year(piece(i + 2))) return {date_of(third, first, second), 3};
      return {};
    }
    return is_year(piece(i + 1)) && first <= 12 ? Taken{date_of(second, first, 0), 2} : Taken{};
  }

  /// "20070103", "1998".
  Taken alone(std::size_t i) const {
    const Piece& one = piece(i);
    const bool is_part = one.before == '/' || one.before == '-';
    if (is_year(one) && !is_part) return {date_of(number_of(one), 0, 0), 1};
    const bool is_packed = one.is_number && (one.text.size() == 8 || one.text.size() == 14);
    if (!is_packed) return {};
    const auto part = [&](std::size_t from, std::size_t length) {
      return number_of({one.text.substr(from, length), true});
    };
    return {date_of(part(0, 4), part(4, 2), part(6, 2)), 1};
  }

  std::vector<Piece> all_;
};

}  // namespace

std::vector<Date> days_in(std::string_view text) {
  std::vector<Date> days;
  const Pieces pieces{text};
  for (std::size_t i = 0; i < pieces.size();) {
    const Taken taken = pieces.at(i);
    if (taken.date) days.push_back(*taken.date);
    i += taken.pieces;
  }
  return days;
}

std::optional<Date> day_behind(std::string_view text, std::span<const std::string_view> words) {
  const std::string small = lowered(text);
  for (const std::string_view word : words) {
    const auto at = small.find(word);
    if (at == small.npos) continue;
    const auto end = std::min(small.find_first_of(")];", at), small.size());
    const auto days = days_in(text.substr(at, end - at));
    if (!days.empty()) return days.front();
  }
  return std::nullopt;
}

std::optional<Date> day_of_beginning(std::string_view text) {
  constexpr std::string_view words[] = {"onset", "began", "since"};
  return day_behind(text, words);
}

std::optional<Date> day_of_end(std::string_view text) {
  constexpr std::string_view words[] = {"resolution", "resolved", "ended"};
  return day_behind(text, words);
}

}  // namespace engine::chart
