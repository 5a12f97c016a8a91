#include "engine/table/values.hpp"

#include "engine/table/messages.hpp"

#include <algorithm>
#include <array>

namespace engine::table {

namespace {

using vocabulary::Type;

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// What stands between two separators of one kind: 5/1/1970.
struct Parts {
  std::array<std::string_view, 3> digits;
  char between = 0;
};

std::optional<Parts> parts_of(std::string_view text) {
  Parts parts;
  const auto first = text.find_first_of("/.-");
  if (first == text.npos) return std::nullopt;
  parts.between = text[first];
  const auto second = text.find(parts.between, first + 1);
  if (second == text.npos) return std::nullopt;
  parts.digits = {
      text.substr(0, first), text.substr(first + 1, second - first - 1), text.substr(second + 1)};
  const bool good = std::all_of(parts.digits.begin(), parts.digits.end(), [](auto part) {
    return all_digits(part) && part.size() <= 4;
  });
  return good ? std::optional{parts} : std::nullopt;
}

std::string two(std::string_view digits) {
  return digits.size() == 1 ? "0" + std::string{digits} : std::string{digits};
}

/// 10:30, 9:05, 10:30:00, 9:05 PM as 10:30, 09:05, 10:30, 21:05.
std::optional<std::string> time_of(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == text.npos || colon == 0 || colon > 2) return std::nullopt;
  const auto hour = text.substr(0, colon), minute = text.substr(colon + 1, 2);
  auto rest = text.substr(std::min(colon + 3, text.size()));
  if (!all_digits(hour) || !all_digits(minute) || minute.size() != 2) return std::nullopt;
  if (rest.substr(0, 3) == ":00") rest.remove_prefix(3);
  if (rest.empty()) return two(hour) + ":" + std::string{minute};
  const bool morning = rest == " AM" || rest == " am", evening = rest == " PM" || rest == " pm";
  const int number = std::stoi(std::string{hour});
  if ((!morning && !evening) || number < 1 || number > 12) return std::nullopt;
  return two(std::to_string(number % 12 + (evening ? 12 : 0))) + ":" + std::string{minute};
}

/// The beginning of a day, as spreadsheets write it behind one.
bool is_midnight(std::string_view text) {
  constexpr std::array<std::string_view, 6> ways{
      "0:00", "0:00:00", "00:00", "00:00:00", "12:00 AM", "12:00:00 AM"};
  return std::ranges::any_of(ways, [&](auto way) { return same_but_case(text, way); });
}

/// The day that a rule finds in the three parts; nothing when it does not fit.
std::optional<std::string> by_rule(const DateRule& rule, const Parts& parts) {
  if (parts.between != rule.between) return std::nullopt;
  std::string_view year, month, day;
  for (std::size_t i = 0; i < 3; ++i)
    (rule.order[i] == 'y' ? year : rule.order[i] == 'm' ? month : day) = parts.digits[i];
  if (year.size() != 4 || month.size() > 2 || day.size() > 2) return std::nullopt;
  const std::string iso = std::string{year} + "-" + two(month) + "-" + two(day);
  return parse_date(iso) ? std::optional{iso} : std::nullopt;
}

std::string rule_hint(const Use& use) {
  if (use.date) return "the mapping says that this column is written " + use.date->words;
  return "write it as year-month-day, or say in the file for --columns how this column is written: "
         "date=\"month/day/year\" or date=\"day/month/year\"";
}

void tell_date(const Use& use, const Found& cell, const Parts& parts, Diagnostics& out) {
  const bool has_year = std::any_of(parts.digits.begin(), parts.digits.end(), [](auto part) {
    return part.size() == 4;
  });
  if (!has_year) {
    out.error(
        messages::date_without_year(quoted_value(cell.value), cell.heading),
        cell.at,
        {"two digits are never taken for a year of this century or the last"}
    );
    return;
  }
  out.error(
      use.date ? messages::no_day_of_mapping(quoted_value(cell.value), cell.heading)
               : messages::date_order_unknown(quoted_value(cell.value), cell.heading),
      cell.at,
      {rule_hint(use)}
  );
}

/// A date of any shape but year-month-day.
std::optional<std::string> as_date(const Use& use, const Found& cell, Diagnostics& out) {
  const std::string_view all = cell.value;
  const bool has_time = use.path.field().type == Type::date_time;
  auto blank = std::min(all.find_first_of(" T"), all.size());
  if (!has_time && !is_midnight(all.substr(std::min(blank + 1, all.size())))) blank = all.size();
  const auto day = all.substr(0, blank);
  if (!has_time && blank < all.size() && parse_date(day)) return std::string{day};
  if (all_digits(day) && day.size() == 5) {
    out.error(
        messages::number_of_day(quoted_value(cell.value), cell.heading),
        cell.at,
        {"format the column as a date, year-month-day, and save the table again"}
    );
    return std::nullopt;
  }
  const auto parts = parts_of(day);
  if (!parts || (parts->digits[0].size() == 4 && !use.date)) return cell.value;
  const auto iso = use.date ? by_rule(*use.date, *parts) : std::nullopt;
  if (!iso && parts->digits[0].size() == 4 && parts->between == '-') return cell.value;
  if (!iso) {
    tell_date(use, cell, *parts, out);
    return std::nullopt;
  }
  const auto time = time_of(all.substr(std::min(blank + 1, all.size())));
  if (!has_time) return *iso;
  return time ? *iso + "T" + *time : *iso + std::string{all.substr(blank)};
}

/// 1.23457E+11: what a spreadsheet makes of a long number.
bool has_exponent(std::string_view text) {
  const auto e = text.find_first_of("Ee");
  if (e == text.npos || !is_digit(text.front())) return false;
  const auto number = text.substr(0, e);
  auto power = text.substr(e + 1);
  if (!power.empty() && (power.front() == '+' || power.front() == '-')) power.remove_prefix(1);
  return all_digits(power) && number.find_first_not_of("0123456789.,") == number.npos;
}

/// ="00417733": how people make a spreadsheet keep a number as it is.
std::string_view without_formula(std::string_view text) {
  const bool is_quoted = text.size() > 3 && text.starts_with("=\"") && text.ends_with('"');
  return is_quoted ? text.substr(2, text.size() - 3) : text;
}

/// 417733.0: what a data tool makes of a number that it took for an amount.
bool has_empty_fraction(std::string_view text) {
  const auto point = text.find('.');
  const auto fraction = text.substr(std::min(point, text.size()));
  return point != text.npos && fraction.size() > 1 &&
         fraction.find_first_not_of('0', 1) == fraction.npos && all_digits(text.substr(0, point));
}

/// How programs write a cell that holds nothing.
bool is_word_for_nothing(std::string_view text) {
  constexpr std::array<std::string_view, 4> words{"nan", "null", "<na>", "nat"};
  return std::ranges::find(words, lowered(text)) != words.end();
}

/// A field whose digits stand for something that is written and never counted.
bool is_number_like(const vocabulary::Term& field) {
  constexpr std::array<std::string_view, 4> names{
      "identifier", "memberId", "groupId", "postalCode"};
  return field.type == Type::telecom || field.type == Type::id ||
         std::find(names.begin(), names.end(), field.name) != names.end();
}

bool is_error_of_spreadsheet(std::string_view text) {
  constexpr std::array<std::string_view, 8> errors{
      "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!"};
  const bool too_narrow = text.size() > 2 && text.find_first_not_of('#') == text.npos;
  return too_narrow || std::find(errors.begin(), errors.end(), text) != errors.end();
}

/// LEE as Lee, MCDONALD as McDonald, O'NEIL-LEE as O'Neil-Lee; III stays. Letters that are no ASCII
/// follow the one before them.
std::string without_capitals(std::string_view text) {
  constexpr std::array<std::string_view, 4> stay{"II", "III", "IV", "VI"};
  std::string all;
  for (const std::string_view word : words_of(text)) {
    if (!all.empty()) all += ' ';
    if (std::ranges::find(stay, word) != stay.end()) {
      all += word;
      continue;
    }
    auto start = all.size();  // of the part that begins with a capital letter
    for (const char c : word) {
      const bool begins = all.size() == start || all.substr(start) == "Mc";
      all += begins ? c : lowered(std::string_view{&c, 1}).front();
      if (c == '-' || c == '\'') start = all.size();
    }
  }
  return all;
}

/// "LEE, ANNA M, Jr." has a family, a given and a suffix part; without a comma all is its text.
std::string part_of_name(std::string_view cell, NamePart part, bool is_in_capitals) {
  std::array<std::string, 5> parts;
  const auto comma = cell.find(',');
  auto& text = parts[static_cast<std::size_t>(NamePart::text)];
  auto& family = parts[static_cast<std::size_t>(NamePart::family)];
  auto& given = parts[static_cast<std::size_t>(NamePart::given)];
  if (comma == cell.npos) {
    text = collapsed(cell);
  } else {
    family = collapsed(cell.substr(0, comma));
    auto behind = cell.substr(comma + 1);
    const auto second = std::min(behind.find(','), behind.size());
    given = collapsed(behind.substr(0, second));
    parts[static_cast<std::size_t>(NamePart::suffix)] =
        collapsed(behind.substr(std::min(second + 1, behind.size())));
    if (family.empty() || given.empty()) {
      text = family + given;
      family.clear();
      given.clear();
    }
  }
  const std::string& wanted = parts[static_cast<std::size_t>(part)];
  return is_in_capitals && part != NamePart::suffix ? without_capitals(wanted) : wanted;
}

/// The entry of a cell that the use is of. Told when there are more than any use is of.
std::optional<std::string> piece_of(const Use& use, const Found& cell, Diagnostics& out) {
  std::string_view rest = cell.value;
  std::size_t number = 0;
  constexpr std::size_t last = 23;  // of mapping.cpp
  while (!rest.empty()) {
    const auto end = std::min(rest.find(use.between), rest.size());
    std::string piece = collapsed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (piece.empty()) continue;
    if (number == use.piece) {
      if (number == last && !collapsed(rest).empty()) {
        out.error(
            messages::too_many_pieces(cell.heading),
            cell.at,
            {"a cell may hold 24 entries: give the others a column of their own"}
        );
        return std::nullopt;
      }
      return use.is_in_capitals ? without_capitals(piece) : piece;
    }
    ++number;
  }
  return std::string{};
}

bool tell_damage(const Use& use, const Found& cell, Diagnostics& out) {
  if (is_error_of_spreadsheet(cell.value)) {
    out.error(
        messages::spreadsheet_error(cell.value, cell.heading),
        cell.at,
        {"mend the formula, or widen the column, and save the table again"}
    );
    return true;
  }
  if (!is_number_like(use.path.field())) return false;
  if (has_empty_fraction(cell.value)) {
    out.error(
        messages::number_with_fraction(quoted_value(cell.value), cell.heading),
        cell.at,
        {"a program took it for an amount, and zeros in front may be lost: format the column as "
         "text, fill it again, and save the table again"}
    );
    return true;
  }
  if (!has_exponent(cell.value)) return false;
  out.error(
      messages::number_shortened(quoted_value(cell.value), cell.heading),
      cell.at,
      {"its last digits are lost: format the column as text, fill it again, and save the table "
       "again"}
  );
  return true;
}

}  // namespace

std::optional<std::string> as_case_says(const Use& use, const Found& cell, Diagnostics& out) {
  if (const std::string* said = use.words.find(collapsed(cell.value))) return *said;
  if (use.other) return *use.other;
  if (use.part != NamePart::none) return part_of_name(cell.value, use.part, use.is_in_capitals);
  if (use.between != 0) return piece_of(use, cell, out);
  if (use.is_in_capitals) return without_capitals(cell.value);
  if (tell_damage(use, cell, out)) return std::nullopt;
  const Type type = use.path.field().type;
  if (const auto plain = without_formula(cell.value); plain.size() != cell.value.size())
    return std::string{plain};
  if (type != Type::code && is_word_for_nothing(cell.value))
    out.warn(
        messages::word_for_nothing(quoted_value(cell.value), cell.heading),
        cell.at,
        {"it is printed as it stands: empty the cell if there is nothing to say"}
    );
  const bool is_date = type == Type::date || type == Type::date_time;
  if (!is_date || parse_date(cell.value)) return cell.value;
  return as_date(use, cell, out);
}

void warn_lost_zero(const Use& use, const Found& cell, Diagnostics& out) {
  const bool short_of_one =
      all_digits(cell.value) && (cell.value.size() == 3 || cell.value.size() == 4);
  if (use.path.field().name != "postalCode" || !short_of_one) return;
  out.warn(
      messages::zero_lost(quoted_value(cell.value), cell.heading),
      cell.at,
      {"format the column as text, fill it again, and save the table again; for an address "
       "elsewhere, name its country"}
  );
}

}  // namespace engine::table
