#include "engine/base/date.hpp"

#include <charconv>
#include <chrono>

namespace engine {

namespace {
namespace chr = std::chrono;

chr::year_month_day civil(Date d) {
  return chr::year{d.year} / chr::month{d.month} / chr::day{d.day};
}

Date from_civil(chr::year_month_day d) {
  return {
      static_cast<std::int16_t>(static_cast<int>(d.year())),
      static_cast<std::uint8_t>(static_cast<unsigned>(d.month())),
      static_cast<std::uint8_t>(static_cast<unsigned>(d.day()))};
}

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

void append_padded(std::string& out, int value, int width) {
  const std::string text = std::to_string(value);
  out.append(
      static_cast<std::size_t>(width) -
          std::min<std::size_t>(text.size(), static_cast<std::size_t>(width)),
      '0'
  );
  out += text;
}
}  // namespace

Date Date::first_day() const {
  return {year, month ? month : std::uint8_t{1}, day ? day : std::uint8_t{1}};
}

Date Date::last_day() const {
  if (day) return *this;
  const auto last = chr::year{year} / chr::month{month ? month : std::uint8_t{12}} / chr::last;
  return from_civil(chr::year_month_day{last});
}

std::string Date::iso() const {
  std::string text;
  append_padded(text, year, 4);
  if (month) {
    text += '-';
    append_padded(text, month, 2);
  }
  if (day) {
    text += '-';
    append_padded(text, day, 2);
  }
  return text;
}

std::optional<Date> parse_date(std::string_view text) {
  const bool shape = text.size() == 4 || (text.size() == 7 && text[4] == '-') ||
                     (text.size() == 10 && text[4] == '-' && text[7] == '-');
  if (!shape) return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  if (!year || *year < 1) return std::nullopt;
  Date date{static_cast<std::int16_t>(*year)};
  if (text.size() >= 7) {
    const auto month = digits(text.substr(5, 2));
    if (!month || *month < 1 || *month > 12) return std::nullopt;
    date.month = static_cast<std::uint8_t>(*month);
  }
  if (text.size() == 10) {
    const auto day = digits(text.substr(8, 2));
    if (!day || *day < 1) return std::nullopt;
    date.day = static_cast<std::uint8_t>(*day);
    if (*day > 31 || !civil(date).ok()) return std::nullopt;
  }
  return date;
}

std::int64_t day_number(Date whole) {
  return chr::sys_days{civil(whole)}.time_since_epoch().count();
}

Date from_day_number(std::int64_t days) {
  return from_civil(chr::year_month_day{chr::sys_days{chr::days{days}}});
}

Date plus_years(Date whole, int years) {
  auto moved = civil(whole) + chr::years{years};
  if (!moved.ok()) moved = moved.year() / chr::February / chr::day{28};
  return from_civil(moved);
}

Date birthday(Date born, int age) {
  auto moved = civil(born) + chr::years{age};
  if (!moved.ok()) moved = moved.year() / chr::March / chr::day{1};
  return from_civil(moved);
}

int age_on(Date born, Date on) {
  const Date birthday = born.last_day();
  const Date day = on.first_day();
  int age = day.year - birthday.year;
  if (std::pair{day.month, day.day} < std::pair{birthday.month, birthday.day}) --age;
  return age;
}

}  // namespace engine
