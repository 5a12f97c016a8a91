#include "engine/casefile/values.hpp"

#include "engine/casefile/messages.hpp"
#include "engine/vocabulary/spelling.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace engine::casefile {

namespace {

constexpr std::array<std::string_view, 12> months{
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december"};

/// 3 for March, mar or MAR; 0 for what is no English month.
int month_named(std::string_view word) {
  if (word.size() < 3) return 0;
  for (std::size_t i = 0; i < months.size(); ++i) {
    const bool same = word.size() <= months[i].size() &&
                      std::equal(word.begin(), word.end(), months[i].begin(), [](char a, char b) {
                        return same_but_case(a, b);
                      });
    if (same) return static_cast<int>(i) + 1;
  }
  return 0;
}

/// What stands between the separators of a date: 14 . 3 . 2026 or March 14, 2026.
struct DateParts {
  std::vector<std::string_view> numbers;
  int month = 0;         ///< of a month's name
  bool is_clear = true;  ///< nothing else stands there
};

DateParts parts_of(std::string_view text) {
  DateParts parts;
  for (std::size_t i = 0; i < text.size();) {
    const auto begin = i;
    if (is_digit(text[i])) {
      while (i < text.size() && is_digit(text[i])) ++i;
      parts.numbers.push_back(text.substr(begin, i - begin));
    } else if (is_letter(text[i])) {
      while (i < text.size() && is_letter(text[i])) ++i;
      const int month = month_named(text.substr(begin, i - begin));
      if (month == 0 || parts.month != 0) parts.is_clear = false;
      parts.month = month;
    } else {
      if (std::string_view{" .,/-"}.find(text[i]) == std::string_view::npos) parts.is_clear = false;
      ++i;
    }
  }
  return parts;
}

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// The date that a text can only have meant; nothing where day and month might be either way round.
std::optional<Date> meant(std::string_view text) {
  const auto [numbers, named, is_clear] = parts_of(text);
  const auto make = [](int year, int month, int day) -> std::optional<Date> {
    if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1) return std::nullopt;
    const Date date{
        static_cast<std::int16_t>(year),
        static_cast<std::uint8_t>(month),
        static_cast<std::uint8_t>(std::min(day, 99))};
    return parse_date(date.iso());
  };
  if (!is_clear) return std::nullopt;
  if (named != 0 && numbers.size() == 2) {
    const bool year_first = numbers[0].size() == 4;
    return year_first ? make(number(numbers[0]), named, number(numbers[1]))
                      : make(number(numbers[1]), named, number(numbers[0]));
  }
  if (named != 0) return std::nullopt;
  if (numbers.size() == 1 && numbers[0].size() == 8) {
    return make(
        number(numbers[0].substr(0, 4)),
        number(numbers[0].substr(4, 2)),
        number(numbers[0].substr(6))
    );
  }
  if (numbers.size() != 3) return std::nullopt;
  if (numbers[0].size() == 4)
    return make(number(numbers[0]), number(numbers[1]), number(numbers[2]));
  if (numbers[2].size() != 4) return std::nullopt;
  const int first = number(numbers[0]), second = number(numbers[1]), year = number(numbers[2]);
  if (first == second || second > 12) return make(year, first, second);
  return first > 12 ? make(year, second, first) : std::nullopt;
}

/// "February 2026 has 28 days": for a text with the right shape that is no date.
std::string no_such_day(std::string_view text) {
  const bool shape = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                     std::count_if(text.begin(), text.end(), is_digit) == 8;
  const auto month = shape ? parse_date(text.substr(0, 7)) : std::nullopt;
  if (!month) return {};
  std::string name{months[month->month - 1u]};
  name.front() = static_cast<char>(name.front() - 'a' + 'A');
  if (month->month == 2) name += " " + std::string{text.substr(0, 4)};
  return marked(name) + " has " + std::to_string(month->last_day().day) + " days";
}

std::optional<DateTime> parse_date_time(std::string_view text) {
  if (text.size() != 16 || text[10] != 'T' || text[13] != ':') return std::nullopt;
  const auto date = parse_date(text.substr(0, 10));
  const bool digits =
      is_digit(text[11]) && is_digit(text[12]) && is_digit(text[14]) && is_digit(text[15]);
  if (!date || !digits) return std::nullopt;
  const DateTime at{*date, number(text.substr(11, 2)), number(text.substr(14, 2))};
  return at.hour < 24 && at.minute < 60 ? std::optional{at} : std::nullopt;
}

bool is_decimal(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  const auto point = std::min(text.find('.'), text.size());
  const auto all_digits = [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), is_digit);
  };
  return all_digits(text.substr(0, point)) &&
         (point == text.size() || all_digits(text.substr(point + 1)));
}

FilledError no_value(const vocabulary::Term& term, std::string_view text) {
  return term.is_attribute
             ? messages::not_a_value_of_attribute(quoted_value(text), term.name)
             : messages::not_a_value_of_element(quoted_value(text), tagged(term.name));
}

/// "notes, driver": two values where one can stand; what is said of that, else nothing.
std::vector<std::string> one_alone(const vocabulary::Term& term, std::string_view text) {
  std::string values;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find_first_of(",;/", at), text.size());
    const auto* code = vocabulary::meant_by(text.substr(at, end - at), term.codes);
    if (!code) return {};
    values += (values.empty() ? "" : " or ") + code->value;
    at = end + 1;
  }
  return {"only one value can stand here: write " + values};
}

std::optional<Value> read_code(
    const vocabulary::Term& term, const std::string& text, Span at, Diagnostics& out
) {
  for (const vocabulary::Code& code : term.codes) {
    if (code.value == text) return Coded{&code};
  }
  if (const auto* code = vocabulary::meant_by(text, term.codes)) return Coded{code};
  auto hints = one_alone(term, text);
  if (hints.empty()) hints = hints_for(text, term.codes);
  out.error(no_value(term, text), at, std::move(hints));
  return std::nullopt;
}

/// A state or a language, by the value that stands for it in every room: CA, es.
std::optional<Value> read_listed(
    const vocabulary::Term& term, std::string text, Span at, Diagnostics& out
) {
  if (const auto* code = vocabulary::meant_by(text, term.list->codes)) return code->value;
  if (term.list->name == "language") {
    if (auto tag = vocabulary::language_meant(text, *term.list)) return *std::move(tag);
  }
  if (term.has_other_words) return Value{std::move(text)};
  const auto near = vocabulary::nearest_value(text, term.list->codes);
  out.error(
      no_value(term, text),
      at,
      {near.empty() ? "write " + marked(term.example) : did_you_mean(std::string{near})}
  );
  return std::nullopt;
}

std::optional<YesNo> yes_no(std::string_view text) {
  if (text == "yes") return YesNo::yes;
  if (text == "no") return YesNo::no;
  if (text == "unknown") return YesNo::unknown;
  return std::nullopt;
}

std::optional<Value> read_yes_no(
    const vocabulary::Term& term, const std::string& text, Span at, Diagnostics& out
) {
  if (const auto said = yes_no(text)) return *said;
  const auto* code = term.list ? vocabulary::meant_by(text, term.list->codes) : nullptr;
  if (code) {
    if (const auto said = yes_no(code->value)) return *said;
  }
  out.error(
      messages::no_yes_or_no(quoted_value(text)), at, {"write one of the three, or leave it out"}
  );
  return std::nullopt;
}

std::optional<Value> read_number(
    const vocabulary::Term& term, const std::string& text, Span at, Diagnostics& out
) {
  long long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool bounded = term.highest > term.lowest;
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (whole && (!bounded || (value >= term.lowest && value <= term.highest))) return value;
  out.error(
      bounded ? messages::no_whole_number_in_range(term.lowest, term.highest, quoted_value(text))
              : messages::no_whole_number(quoted_value(text)),
      at,
      {term.example.empty() ? "write it in digits" : "write it in digits, such as " + term.example}
  );
  return std::nullopt;
}

}  // namespace

std::string kept_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    auto line = text.substr(at, end - at);
    while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
    lines.push_back(line);
    at = end + 1;
  }
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  const auto first =
      std::find_if(lines.begin(), lines.end(), [](auto line) { return !line.empty(); });
  const auto indent = [](std::string_view line) {
    return std::min(line.find_first_not_of(" \t"), line.size());
  };
  // The first line may stand right behind the tag: the lines after it say how far the text is
  // indented.
  auto shared = std::string_view::npos;
  for (auto line = first; line != lines.end(); ++line) {
    if (!line->empty() && line != lines.begin()) shared = std::min(shared, indent(*line));
  }
  std::string out;
  for (auto line = first; line != lines.end(); ++line) {
    if (line != first) out += '\n';
    out += line->substr(std::min(line == lines.begin() ? indent(*line) : shared, line->size()));
  }
  return out;
}

std::vector<std::string> hints_for(
    std::string_view value, std::span<const vocabulary::Code> codes
) {
  std::vector<std::string> hints;
  if (const auto near = vocabulary::nearest_value(value, codes); !near.empty())
    hints.push_back(did_you_mean(std::string{near}));
  std::vector<std::string_view> values;
  for (const vocabulary::Code& code : codes) values.push_back(code.value);
  hints.push_back("one of: " + list_of(values));
  return hints;
}

/// 3/4/1964: the two days it can be; nothing for what cannot be read in two ways.
std::optional<std::pair<Date, Date>> either_day(std::string_view text) {
  const auto [numbers, named, is_clear] = parts_of(text);
  if (!is_clear || named != 0 || numbers.size() != 3 || numbers[2].size() != 4 ||
      numbers[0].size() > 2 || numbers[1].size() > 2)
    return std::nullopt;
  const int first = number(numbers[0]), second = number(numbers[1]), year = number(numbers[2]);
  if (std::min(first, second) < 1 || std::max(first, second) > 12 || first == second || year < 1000)
    return std::nullopt;
  const auto day = [&](int month, int of_month) {
    return Date{
        static_cast<std::int16_t>(year),
        static_cast<std::uint8_t>(month),
        static_cast<std::uint8_t>(of_month)};
  };
  return std::pair{day(first, second), day(second, first)};
}

/// 3/14/64: a date but for its century.
bool has_year_of_two_digits(std::string_view text) {
  const auto [numbers, named, is_clear] = parts_of(text);
  const std::size_t all = named == 0 ? 3 : 2;
  return is_clear && numbers.size() == all &&
         std::ranges::all_of(numbers, [](auto each) { return each.size() <= 2; });
}

bool has_shape(std::string_view text, std::string_view pattern) {
  return std::equal(text.begin(), text.end(), pattern.begin(), pattern.end(), [](char c, char p) {
    return p == '9' ? is_digit(c) : c == p;
  });
}

std::string date_hint(std::string_view text) {
  if (auto why = no_such_day(text); !why.empty()) return why;
  if (const auto days = either_day(text))
    return "write it as year-month-day: " + marked(days->first.iso()) + " or " +
           marked(days->second.iso()) + ", whichever is meant";
  if (has_year_of_two_digits(text))
    return "write it as year-month-day, with all four digits of the year, such as 2026-03-14";
  const auto date = meant(text);
  return "write it as year-month-day, such as " +
         (date ? marked(date->iso()) : std::string{"2026-03-14"});
}

std::optional<Value> read_value(
    const vocabulary::Term& term, std::string text, Span at, Diagnostics& out
) {
  using vocabulary::Type;
  switch (term.type) {
    case Type::date:
      if (const auto date = parse_date(text)) return *date;
      out.error(messages::no_date(quoted_value(text)), at, {date_hint(text)});
      return std::nullopt;
    case Type::date_time:
      if (const auto moment = parse_date_time(text)) return *moment;
      out.error(
          messages::no_date_time(quoted_value(text)),
          at,
          {"write them as 2026-12-03T10:30, as the clock there shows it"}
      );
      return std::nullopt;
    case Type::number:
      return read_number(term, text, at, out);
    case Type::decimal:
      if (is_decimal(text)) return Value{std::move(text)};
      out.error(messages::no_number(quoted_value(text)), at, {"write it as 40 or 12.5"});
      return std::nullopt;
    case Type::code:
      return read_code(term, text, at, out);
    case Type::yes_no:
      return read_yes_no(term, text, at, out);
    case Type::reference:
      return Reference{};
    default:
      return term.list ? read_listed(term, std::move(text), at, out) : Value{std::move(text)};
  }
}

}  // namespace engine::casefile
