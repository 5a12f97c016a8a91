#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace engine {

/// A calendar date as precise as it was given (FHIR R4 `date`): 2019, 2019-05 or 2019-05-02.
/// Proleptic Gregorian; years 1 to 9999. No time zone: nothing is ever converted.
struct Date {
  std::int16_t year = 0;
  std::uint8_t month = 0;  ///< 0 when only the year is known
  std::uint8_t day = 0;    ///< 0 when only year and month are known

  /// Earlier first; a less precise date stands before the more precise ones it contains (2019 <
  /// 2019-05).
  constexpr auto operator<=>(const Date&) const = default;
  bool is_whole() const { return day != 0; }
  /// The first and the last day a date may mean: 2019-05 is May 1 to May 31.
  Date first_day() const;
  Date last_day() const;
  /// 2019, 2019-05, 2019-05-02.
  std::string iso() const;
};

/// Reads 2019, 2019-05 or 2019-05-02. Nothing for any other text and for days that do not exist.
std::optional<Date> parse_date(std::string_view text);

/// Days since 1970-01-01 of a whole date.
std::int64_t day_number(Date whole);
/// The whole date of a day number.
Date from_day_number(std::int64_t days);
/// The same day `years` later; February 29 becomes February 28 where there is none.
Date plus_years(Date whole, int years);
/// The whole day on which somebody born on a whole date is so many years old: who was born on
/// February 29 turns a year older on March 1 where there is none.
Date birthday(Date born, int age);
/// Full years lived on `on` by a person born on `born`. With an imprecise birth date, the fewest
/// they can be.
int age_on(Date born, Date on);

}  // namespace engine
