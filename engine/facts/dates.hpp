#pragma once

// How a language says days, times and spans of days.

#include "engine/facts/language.hpp"

#include <string>
#include <string_view>

namespace engine::facts {

/// May 2, 2019 · May 2019 · 2019: as precise as the date is.
std::string long_date(const Language& in, Date date);
/// Words as they begin a line.
std::string at_start(std::string text);
/// The same as it begins a line: Marzo de 2025.
std::string date_at_start(const Language& in, Date date);
/// The same of a day and an hour.
std::string moment_at_start(const Language& in, const casefile::DateTime& moment);
/// 5/2/2019 · 5/2019 · 2019; in Spanish, where 5/2 is the fifth of February to many, 2 may 2019
std::string short_date(const Language& in, Date date);
/// Dec 3; in Spanish 3 dic: in large letters, beside the whole date. A month or a year as it is
/// short.
std::string brief_date(const Language& in, Date date);
/// A date in a sentence: by May 2, 2019; since May 2019; on May 2, 2019 and in May 2019. `how` is
/// by, since or on.
std::string date_in_sentence(const Language& in, Date date, std::string_view how);
/// "November 1, 2025 to May 2, 2026", one day or an open end in fewer words, "" for no date at all.
std::string date_range(const Language& in, const Date* from, const Date* to);
/// The same for a narrow column: "11/1/2025 to 5/2/2026".
std::string short_date_range(const Language& in, const Date* from, const Date* to);
/// Thursday
std::string_view weekday(const Language& in, Date whole);
/// Eastern time; London time of a zone that has no word of its own.
std::string zone_name(const Language& in, std::string_view zone);
/// 10:30 a.m., and 10:30 a.m. Eastern time where the case says the time zone.
std::string clock_time(const Language& in, const casefile::DateTime& moment);
/// Thursday, December 3, 2026 at 10:30 a.m.
std::string long_moment(const Language& in, const casefile::DateTime& moment);

/// Doctors' offices are closed all over the country: on Saturdays, Sundays, and the holidays that
/// nearly all of them keep (5 U.S.C. 6103 but for Martin Luther King, Washington, Columbus and
/// Veterans Day), or the weekday that stands in for one on a weekend.
bool are_offices_closed(Date whole);

}  // namespace engine::facts
