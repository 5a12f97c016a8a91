#include "engine/facts/time_scale.hpp"

#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

namespace {

const Language& plain_english() {
  static const Language in = language(house(), "en");
  return in;
}

std::vector<std::optional<Date>> dates_of(std::initializer_list<const char*> all) {
  std::vector<std::optional<Date>> dates;
  for (const char* day : all) dates.push_back(parse_date(day));
  return dates;
}

/// Where the days stand, then what else is drawn: "0 500 1000 | Dec 2026 at 10 | cut 0-120 16
/// years".
std::string line_of_days(std::initializer_list<const char*> all, const char* today = "2026-11-20") {
  const auto dates = dates_of(all);
  const auto scale = time_scale(plain_english(), dates, *parse_date(today));
  if (!scale) return "nothing";
  std::string text;
  for (const auto& place : scale->places) {
    text += place ? std::to_string(place->at) : "-";
    if (place && place->until > place->at) text += "-" + std::to_string(place->until);
    text += ' ';
  }
  for (const auto& notch : scale->notches)
    text += "| " + notch.text + " at " + std::to_string(notch.at) + ' ';
  for (const auto& cut : scale->cuts)
    text +=
        "| cut " + std::to_string(cut.from) + "-" + std::to_string(cut.to) + ' ' + cut.text + ' ';
  return text;
}

}  // namespace

TEST_CASE("a day is as long as any other on the line") {
  CHECK(
      line_of_days({"2026-12-01", "2026-12-11", "2027-01-10"}) ==
      "0 250 1000 | Dec 2026 at 0 | Jan 2027 at 775 "
  );
  CHECK(
      line_of_days({"2026-12-01", "2026-12-11", "2026-12-21"}) ==
      "0 500 1000 | Dec 1 at 0 | Dec 8 at 350 | Dec 15 at 700 "
  );
}

TEST_CASE("where nothing happens for long a piece is cut out, and the line says how long it is") {
  CHECK(
      line_of_days({"2009", "2026-01-01", "2026-03-02", "2026-05-01"}) ==
      "0 120 560 1000 | Jan 2026 at 120 | Feb at 347 | Mar at 553 | Apr at 780 | May at 1000 "
      "| cut 0-120 16 years "
  );
}

TEST_CASE("a month or a year is a piece of the line, and what is over ends today") {
  CHECK(
      line_of_days({"2026-01-01", "2026-06", "2026-09-28"}) ==
      "0 559-667 1000 | Jan 2026 at 0 | Mar at 219 | May at 444 | Jul at 670 | Sep at 900 "
  );
  CHECK(line_of_days({"2026-10-01", "2026-11-10", "2026-11"}, "2026-11-20")
            .starts_with("0 800 800-1000 "));
}

TEST_CASE("two days, days that are one, and days out of order are a list and no line") {
  CHECK(line_of_days({"2026-12-01", "2026-12-11"}) == "nothing");
  CHECK(line_of_days({"2026-12-01", "2026-12-01", "2026-12-01"}) == "nothing");
  CHECK(line_of_days({"2026-12-11", "2026-12-01", "2026-12-21"}) == "nothing");
  CHECK(line_of_days({}) == "nothing");
}

TEST_CASE("a line of a century has its years, and is not walked day by day") {
  const std::string text = line_of_days({"1926-01-01", "1966-01-01", "2006-01-01", "2026-01-01"});
  CHECK(text.find("1940 at 140") != text.npos);
  CHECK(text.find("cut") == text.npos);
}

TEST_CASE("what has no day stands beside the line") {
  const auto dates = std::vector<std::optional<Date>>{
      parse_date("2026-12-01"), parse_date("2026-12-11"), parse_date("2026-12-21"), std::nullopt};
  const auto scale = time_scale(plain_english(), dates, *parse_date("2026-11-20"));
  REQUIRE(scale);
  CHECK(scale->places[1]);
  CHECK_FALSE(scale->places[3]);
}

TEST_CASE("the time between two days is said as exactly as both are known") {
  const auto between = [](const char* from, const char* to) {
    return time_between(plain_english(), *parse_date(from), *parse_date(to));
  };
  CHECK(between("2026-12-01", "2026-12-02") == "1 day later");
  CHECK(between("2026-12-01", "2026-12-29") == "28 days later");
  CHECK(between("2025-11", "2026-11-20") == "12 months later");
  CHECK(between("2009", "2025-11-01") == "16 years later");
  CHECK(between("2019-05-06", "2026-12-01") == "7 years later");  // as ages are
  CHECK(between("2019-12-01", "2026-12-01") == "7 years later");
  CHECK(between("2026-11", "2026-12-05").empty());
  CHECK(between("2026", "2027-03-01").empty());
  CHECK(between("2026-12-01", "2026-12-01").empty());
}

TEST_CASE("milestones have their places, and what is later than what") {
  const auto drawn = draw_with(
      "<timeline><event date='2026-10-21'>Cramps began</event></timeline>"
      "<plan><text>Surgery</text><deadline source='okafor'>2026-12-20</deadline></plan>"
  );
  CHECK((*drawn)["milestones.2.place.at"] == "500");
  CHECK((*drawn)["milestones.3.later"] == "30 days later");
  CHECK(all(*drawn, "milestoneScale.notches", "text") == "Nov 2026 | Dec");
}
