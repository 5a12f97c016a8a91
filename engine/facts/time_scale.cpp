#include "engine/facts/time_scale.hpp"

#include "engine/facts/context.hpp"
#include "engine/facts/dates.hpp"
#include "engine/facts/sentence.hpp"

#include <algorithm>
#include <cmath>

namespace engine::facts {

namespace {

using Days = std::int64_t;

/// A date as a piece of time: where it is drawn, and how far it may reach.
struct Stretch {
  Days from = 0, until = 0;
};

/// A part of the line without a cut.
struct LinePiece {
  Days from = 0, until = 0;
  Days length() const { return until - from; }
};

constexpr int cut_length = 120;  // of TimeScale::whole
constexpr std::size_t most_cuts = 2;
constexpr Days days_of_year = 366;
constexpr std::size_t most_notches = 6;

/// Where each date stands: nothing when an earlier one would stand behind a later.
std::optional<std::vector<Stretch>> in_order(
    std::span<const std::optional<Date>> dates, const Days today
) {
  std::vector<Stretch> spans;
  for (const auto& date : dates) {
    if (!date) continue;
    Stretch span{day_number(date->first_day()), day_number(date->last_day())};
    if (span.from <= today && span.until > today) span.until = today;
    // A diagnosis of which the month is known stands behind the tests of that month.
    if (!spans.empty()) span.from = std::max(span.from, spans.back().from);
    if (span.from > span.until) return std::nullopt;
    spans.push_back(span);
  }
  return spans;
}

/// The longest times in which nothing happens, by the date before each: those that would leave the
/// rest less than a quarter of the line. A few weeks are drawn whole, and of a year alone nobody
/// knows how long nothing happened after it.
std::vector<std::size_t> where_to_cut(const std::vector<Stretch>& spans) {
  std::vector<std::size_t> gaps(spans.size() - 1);
  for (std::size_t i = 0; i < gaps.size(); ++i) gaps[i] = i;
  constexpr Days least = 90;
  const auto length = [&](std::size_t i) {
    return std::max<Days>(spans[i + 1].from - spans[i].until, 0);
  };
  std::ranges::stable_sort(gaps, [&](auto a, auto b) { return length(a) > length(b); });
  Days rest = spans.back().from - spans.front().from;
  std::vector<std::size_t> cuts;
  for (const std::size_t gap : gaps) {
    if (cuts.size() == most_cuts || length(gap) < least || rest - length(gap) <= 0 ||
        length(gap) <= 3 * (rest - length(gap)))
      break;
    rest -= length(gap);
    cuts.push_back(gap);
  }
  std::ranges::sort(cuts);
  return cuts;
}

/// The parts between cuts. A date alone in its part is a place and no length.
std::vector<LinePiece> pieces_of(
    const std::vector<Stretch>& spans, const std::vector<std::size_t>& cuts
) {
  std::vector<LinePiece> pieces;
  std::size_t first = 0;
  for (std::size_t i = 0; i <= cuts.size(); ++i) {
    const std::size_t last = i < cuts.size() ? cuts[i] : spans.size() - 1;
    LinePiece piece{spans[first].from, spans[first].from};
    for (std::size_t s = first; s <= last && last > first; ++s)
      piece.until = std::max(piece.until, spans[s].until);
    pieces.push_back(piece);
    first = last + 1;
  }
  return pieces;
}

/// From days to places.
class DrawnLine {
 public:
  explicit DrawnLine(const std::vector<LinePiece>& pieces) : pieces_{pieces} {
    for (const LinePiece& piece : pieces) days_ += piece.length();
  }
  Days days() const { return days_; }
  int at(std::size_t piece, Days day) const {
    Days before = 0;
    for (std::size_t i = 0; i < piece; ++i) before += pieces_[i].length();
    const auto cuts = static_cast<int>(pieces_.size()) - 1;
    const int room = TimeScale::whole - cuts * cut_length;
    const Days drawn =
        before + std::clamp<Days>(day - pieces_[piece].from, 0, pieces_[piece].length());
    return static_cast<int>(piece) * cut_length +
           static_cast<int>(std::lround(
               static_cast<double>(room) * static_cast<double>(drawn) / static_cast<double>(days_)
           ));
  }

 private:
  const std::vector<LinePiece>& pieces_;
  Days days_ = 0;
};

/// The next first day of so many months or, of 0 months, of so many days of a month.
struct NotchStep {
  int months = 0;
  int days = 0;
};

bool begins_on(NotchStep step, Date day) {
  if (step.months == 0) return step.days == 1 || (day.day - 1) % step.days == 0;
  if (day.day != 1) return false;
  const int months = day.year * 12 + day.month - 1;
  return months % step.months == 0;
}

std::vector<Date> notches_in(const LinePiece& piece, NotchStep step) {
  std::vector<Date> all;
  for (Days day = piece.from; day <= piece.until;) {
    const Date date = from_day_number(day);
    if (begins_on(step, date)) all.push_back(date);
    if (all.size() > most_notches) break;
    // A line of a hundred years is not walked day by day.
    if (step.months == 0) {
      ++day;
    } else {
      const int next = date.year * 12 + date.month;
      day = day_number(
          {static_cast<std::int16_t>(next / 12), static_cast<std::uint8_t>(next % 12 + 1), 1}
      );
    }
  }
  return all;
}

/// 2026, Dec or Dec 8; a month or a day says its year where the line begins, and where the year
/// does.
std::string notch_name(const Language& in, NotchStep step, Date date, bool with_year) {
  if (step.months >= 12) return std::to_string(date.year);
  if (step.months == 0) return brief_date(in, date);
  const std::string_view month = in.short_months[date.month - 1u];
  return with_year || date.month == 1 ? std::string{month} + ' ' + std::to_string(date.year)
                                      : std::string{month};
}

void add_notches(
    const Language& in,
    const std::vector<LinePiece>& pieces,
    const DrawnLine& line,
    TimeScale& scale
) {
  constexpr NotchStep steps[] = {
      {0, 1},
      {0, 7},
      {1, 0},
      {2, 0},
      {3, 0},
      {6, 0},
      {12, 0},
      {24, 0},
      {60, 0},
      {120, 0},
      {240, 0}};
  constexpr Days weeks = 40;  // a line of so many days says the days of its months
  for (const NotchStep step : steps) {
    if (step.months == 0 && line.days() > weeks) continue;
    if (step.months == 12 && line.days() < days_of_year) continue;
    std::vector<TimeScale::Notch> notches;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      if (pieces[i].length() == 0) continue;
      bool is_first = true;
      for (const Date date : notches_in(pieces[i], step)) {
        notches.push_back({line.at(i, day_number(date)), notch_name(in, step, date, is_first)});
        is_first = false;
      }
    }
    if (notches.size() > most_notches) continue;
    scale.notches = std::move(notches);
    return;
  }
}

std::string time_of(const Language& in, std::string_view unit, Days count) {
  std::string id = std::string{"between."}.append(unit);
  if (count == 1) id += "-one";
  return filled(said(in, id), {{"count", std::to_string(count)}});
}

/// So long, in the unit in which people would say it.
std::string length_of_time(const Language& in, Days days, bool is_exact = false) {
  constexpr Days a_while = 60, two_years = 730;
  if (days < a_while) return time_of(in, "days", days);
  if (days < two_years)
    return time_of(in, "months", std::lround(static_cast<double>(days) / 30.44));
  // Between two days years are cut as ages are: seven years and seven months are no eight.
  const double years = static_cast<double>(days) / 365.2425;
  return time_of(in, "years", is_exact ? static_cast<long>(years + 0.01) : std::lround(years));
}

}  // namespace

std::optional<TimeScale> time_scale(
    const Language& in, std::span<const std::optional<Date>> dates, Date today
) {
  constexpr std::size_t fewest = 3;
  const auto spans = in_order(dates, day_number(today.first_day()));
  if (!spans || spans->size() < fewest) return std::nullopt;
  const std::vector<std::size_t> cuts = where_to_cut(*spans);
  const std::vector<LinePiece> pieces = pieces_of(*spans, cuts);
  const DrawnLine line{pieces};
  if (line.days() == 0) return std::nullopt;

  TimeScale scale;
  std::size_t piece = 0, next = 0;
  for (const auto& date : dates) {
    if (!date) {
      scale.places.emplace_back();
      continue;
    }
    const Stretch& span = (*spans)[next];
    scale.places.push_back(TimeScale::Place{line.at(piece, span.from), line.at(piece, span.until)});
    if (piece < cuts.size() && cuts[piece] == next) ++piece;
    ++next;
  }
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const int from = line.at(i, pieces[i].until);
    const Days left_out = pieces[i + 1].from - (*spans)[cuts[i]].until;
    scale.cuts.push_back({from, from + cut_length, length_of_time(in, left_out)});
  }
  add_notches(in, pieces, line, scale);
  return scale;
}

std::string time_between(const Language& in, Date from, Date to) {
  const Days days = day_number(to.first_day()) - day_number(from.last_day());
  const bool is_exact = from.is_whole() && to.is_whole();
  constexpr Days a_while = 60, two_years = 730;
  const bool has_year_alone = from.month == 0 || to.month == 0;
  if (days <= 0 || (!is_exact && days < a_while) || (has_year_alone && days < two_years)) return {};
  return filled(said(in, "between.later"), {{"time", length_of_time(in, days, is_exact)}});
}

namespace {

Fact& part_of(Fact& whole, std::string_view name) {
  Group& parts = *std::get<std::shared_ptr<Group>>(whole.either);
  return std::ranges::find(parts, name, &Group::value_type::first)->second;
}

std::optional<Date> day_of(Fact& whole) {
  const auto* date = std::get_if<Date>(&part_of(whole, "date").either);
  return date ? std::optional{*date} : std::nullopt;
}

void add_time_between(const Language& in, List& dated) {
  std::optional<Date> before;
  for (Fact& one : dated) {
    const auto date = day_of(one);
    if (before && date) part_of(one, "later") = text_or_no(time_between(in, *before, *date));
    if (date) before = date;
  }
}

}  // namespace

Fact add_time_scale(const Context& d, List& dated) {
  add_time_between(d.in, dated);
  std::vector<std::optional<Date>> dates;
  for (Fact& one : dated) dates.push_back(day_of(one));
  const auto scale = time_scale(d.in, dates, d.known.as_of());
  if (!scale) return {};
  for (std::size_t i = 0; i < dated.size(); ++i) {
    const auto& place = scale->places[i];
    if (!place) continue;
    part_of(dated[i], "place") = group<tables::place_on_line>(
        {{"at", static_cast<long long>(place->at)}, {"until", static_cast<long long>(place->until)}}
    );
  }
  List notches, cuts;
  for (const TimeScale::Notch& notch : scale->notches) {
    notches.push_back(
        group<tables::notch>({{"at", static_cast<long long>(notch.at)}, {"text", Fact{notch.text}}})
    );
  }
  for (const TimeScale::Cut& cut : scale->cuts) {
    cuts.push_back(group<tables::line_cut>(
        {{"from", static_cast<long long>(cut.from)},
         {"until", static_cast<long long>(cut.to)},
         {"text", Fact{cut.text}}}
    ));
  }
  return group<tables::scale>({{"notches", std::move(notches)}, {"cuts", std::move(cuts)}});
}

}  // namespace engine::facts
