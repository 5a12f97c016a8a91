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
        messages::date_without_year(quoted(cell.value), cell.heading),
        cell.at,
        {"two digits are never taken for a year of this century or the last"}
    );
    return;
  }
  out.error(
      use.date ? messages::no_day_of_mapping(quoted(cell.value), cell.heading)
               : messages::date_order_unknown(quoted(cell.value), cell.heading),
      cell.at,
      {rule_hint(use)}
  );
}

/// A date of any shape but year-month-day.
std::optional<std::string> as_date(const Use& use, const Found& cell, Diagnostics& out) {
  const std::string_view all = cell.value;
  const bool has_time = use.path.field().type == Type::date_time;
  const auto blank = has_time ? std::min(all.find(' '), all.size()) : all.size();
  const auto day = all.substr(0, blank);
  if (all_digits(day) && day.size() == 5) {
    out.error(
        messages::number_of_day(quoted(cell.value), cell.heading),
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
  return has_time && time ? *iso + "T" + *time : *iso + std::string{all.substr(blank)};
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
        messages::number_with_fraction(quoted(cell.value), cell.heading),
        cell.at,
        {"a program took it for an amount, and zeros in front may be lost: format the column as "
         "text, fill it again, and save the table again"}
    );
    return true;
  }
  if (!has_exponent(cell.value)) return false;
  out.error(
      messages::number_shortened(quoted(cell.value), cell.heading),
      cell.at,
      {"its last digits are lost: format the column as text, fill it again, and save the table "
       "again"}
  );
  return true;
}

}  // namespace

std::optional<std::string> as_case_says(const Use& use, const Found& cell, Diagnostics& out) {
  if (!use.words.empty()) {
    if (const auto found = use.words.find(collapsed(cell.value)); found != use.words.end())
      return found->second;
  }
  if (tell_damage(use, cell, out)) return std::nullopt;
  const Type type = use.path.field().type;
  if (const auto plain = without_formula(cell.value); plain.size() != cell.value.size())
    return std::string{plain};
  if (type != Type::code && is_word_for_nothing(cell.value))
    out.warn(
        messages::word_for_nothing(quoted(cell.value), cell.heading),
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
      messages::zero_lost(quoted(cell.value), cell.heading),
      cell.at,
      {"format the column as text, fill it again, and save the table again; for an address "
       "elsewhere, name its country"}
  );
}

}  // namespace engine::table
