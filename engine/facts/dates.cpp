#include "engine/facts/dates.hpp"

#include "engine/facts/sentence.hpp"

#include <algorithm>
#include <charconv>

namespace engine::facts {

namespace {

std::string number(int value) {
  char digits[12];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  return {digits, end};
}

// Sunday is 0: January 1, 1970, day number 0, was a Thursday.
std::size_t day_of_week(Date whole) {
  const auto days = day_number(whole) + 4;
  return static_cast<std::size_t>(((days % 7) + 7) % 7);
}

}  // namespace

namespace {

/// New Year, Juneteenth, Independence Day and Christmas.
bool is_fixed_holiday(Date day) {
  struct Day {
    int month, day;
  };
  constexpr Day holidays[] = {{1, 1}, {6, 19}, {7, 4}, {12, 25}};
  return std::ranges::any_of(holidays, [&](const Day& one) {
    return one.month == day.month && one.day == day.day;
  });
}

/// Memorial Day, Labor Day and Thanksgiving.
bool is_moving_holiday(Date day, std::size_t weekday) {
  const bool monday = weekday == 1, thursday = weekday == 4;
  return (monday && day.month == 5 && day.day > 24) || (monday && day.month == 9 && day.day < 8) ||
         (thursday && day.month == 11 && day.day > 21 && day.day < 29);
}

}  // namespace

bool are_offices_closed(Date whole) {
  const auto weekday = day_of_week(whole);
  const auto next = [&](int days) { return from_day_number(day_number(whole) + days); };
  return weekday == 0 || weekday == 6 || is_fixed_holiday(whole) ||
         is_moving_holiday(whole, weekday) || (weekday == 5 && is_fixed_holiday(next(1))) ||
         (weekday == 1 && is_fixed_holiday(next(-1)));
}

std::string long_date(const Language& in, Date date) {
  std::string year = number(date.year);
  if (date.month == 0) return year;
  const auto month = in.months[date.month - 1u];
  if (date.day == 0) return filled(in.month_long, {{"month", month}, {"year", year}});
  return filled(in.day_long, {{"month", month}, {"day", number(date.day)}, {"year", year}});
}

std::string at_start(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

std::string date_at_start(const Language& in, Date date) {
  return at_start(long_date(in, date));
}

std::string moment_at_start(const Language& in, const casefile::DateTime& moment) {
  return at_start(long_moment(in, moment));
}

std::string short_date(const Language& in, Date date) {
  std::string year = number(date.year);
  if (date.month == 0) return year;
  const std::string month = number(date.month);
  const auto name = in.short_months[date.month - 1u];
  if (date.day == 0)
    return filled(in.month_short, {{"month", month}, {"month-name", name}, {"year", year}});
  return filled(
      in.day_short,
      {{"month", month}, {"month-name", name}, {"day", number(date.day)}, {"year", year}}
  );
}

std::string brief_date(const Language& in, Date date) {
  if (date.day == 0) return short_date(in, date);
  return filled(
      said(in, "date.day-brief"),
      {{"month-name", in.short_months[date.month - 1u]}, {"day", number(date.day)}}
  );
}

std::string date_in_sentence(const Language& in, Date date, std::string_view how) {
  std::string id = std::string{"date."}.append(how);
  if (date.day == 0) id += "-month";
  return filled(said(in, id), {{"date", long_date(in, date)}});
}

namespace {

using SayDate = std::string (*)(const Language&, Date);

/// A day has an article where a month or a year has none: del 2 de mayo, de mayo.
std::string range(const Language& in, const Date* from, const Date* to, SayDate say) {
  const auto one = [&](const Date& date) { return date.day == 0 ? "-month" : ""; };
  if (from && to && *from == *to) return say(in, *from);
  if (from && to)
    return filled(
        said(in, std::string{"dates.from"}.append(one(*from)).append("-to").append(one(*to))),
        {{"from", say(in, *from)}, {"to", say(in, *to)}}
    );
  if (from)
    return filled(
        said(in, std::string{"dates.from"}.append(one(*from))), {{"from", say(in, *from)}}
    );
  if (to)
    return filled(said(in, std::string{"dates.until"}.append(one(*to))), {{"to", say(in, *to)}});
  return {};
}

}  // namespace

std::string date_range(const Language& in, const Date* from, const Date* to) {
  return range(in, from, to, long_date);
}

std::string short_date_range(const Language& in, const Date* from, const Date* to) {
  return range(in, from, to, short_date);
}

std::string_view weekday(const Language& in, Date whole) {
  return in.weekdays[day_of_week(whole)];
}

std::string zone_name(const Language& in, std::string_view zone) {
  if (const auto known = said(in, std::string{"zone."}.append(zone)); !known.empty())
    return std::string{known};
  const auto slash = zone.rfind('/');
  if (slash == zone.npos) return std::string{zone};
  std::string place{zone.substr(slash + 1)};
  std::replace(place.begin(), place.end(), '_', ' ');
  return filled(said(in, "zone.of"), {{"place", place}});
}

std::string clock_time(const Language& in, const casefile::DateTime& moment) {
  const int hour = moment.hour % 12 == 0 ? 12 : moment.hour % 12;
  const std::string minute = (moment.minute < 10 ? "0" : "") + number(moment.minute);
  const std::string hour_of_day = (moment.hour < 10 ? "0" : "") + number(moment.hour);
  std::string time = filled(
      in.time,
      {{"hour", number(hour)},
       {"hour-of-day", hour_of_day},
       {"minute", minute},
       {"half", moment.hour < 12 ? in.am : in.pm}}
  );
  if (moment.zone.empty()) return time;
  time += ' ';
  return time + filled(said(in, "date.in-zone"), {{"zone", zone_name(in, moment.zone)}});
}

std::string long_moment(const Language& in, const casefile::DateTime& moment) {
  return filled(
      in.moment,
      {{"weekday", weekday(in, moment.date)},
       {"date", long_date(in, moment.date)},
       {"time", clock_time(in, moment)}}
  );
}

}  // namespace engine::facts
