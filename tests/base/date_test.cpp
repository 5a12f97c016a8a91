#include "engine/base/date.hpp"

#include <catch2/catch.hpp>

using namespace engine;

TEST_CASE("a date keeps the precision it was given") {
  CHECK(parse_date("2019") == Date{2019});
  CHECK(parse_date("2019-05") == Date{2019, 5});
  CHECK(parse_date("2019-05-02") == Date{2019, 5, 2});
  CHECK(parse_date("2019-05-02")->iso() == "2019-05-02");
  CHECK(parse_date("2019-05")->iso() == "2019-05");
  CHECK(parse_date("0800")->iso() == "0800");
  CHECK(parse_date("2019-05-02")->is_whole());
  CHECK_FALSE(parse_date("2019-05")->is_whole());
}

TEST_CASE("a date that does not exist is none") {
  for (const char* text :
       {"2026-02-29",
        "2026-04-31",
        "2026-13-01",
        "2026-00-10",
        "2026-01-00",
        "2026-01-32",
        "0000-01-01",
        "0000",
        "1900-02-29",
        "2100-02-29"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text));
  }
}

TEST_CASE("February has 29 days every fourth year, but for the centuries not divisible by 400") {
  for (const char* text : {"2024-02-29", "2000-02-29", "1600-02-29"}) {
    CAPTURE(text);
    CHECK(parse_date(text));
  }
}

TEST_CASE("text that only resembles a date is none") {
  for (const char* text :
       {"",
        "14.3.2026",
        "2026-3-14",
        "2026-03-14T10:00",
        "2026/03/14",
        "20260314",
        " 2026",
        "2026 ",
        "-026",
        "+2026-1",
        "2026-",
        "2026-03-",
        "2026-03-1x",
        "２０２６"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date(text));
  }
}

TEST_CASE("a date known in part means every day it may be") {
  CHECK(Date{2019}.first_day() == Date{2019, 1, 1});
  CHECK(Date{2019}.last_day() == Date{2019, 12, 31});
  CHECK(Date{2024, 2}.last_day() == Date{2024, 2, 29});
  CHECK(Date{2023, 2}.last_day() == Date{2023, 2, 28});
  CHECK(Date{2019, 5, 2}.first_day() == Date{2019, 5, 2});
  CHECK(Date{2019, 5, 2}.last_day() == Date{2019, 5, 2});
}

TEST_CASE("dates stand in order, the less precise before what it contains") {
  CHECK(Date{2018, 12, 31} < Date{2019});
  CHECK(Date{2019} < Date{2019, 5});
  CHECK(Date{2019, 5} < Date{2019, 5, 1});
  CHECK(Date{2019, 5, 1} < Date{2019, 5, 2});
}

TEST_CASE("days are counted through leap years, and back") {
  CHECK(day_number({1970, 1, 1}) == 0);
  CHECK(day_number({1969, 12, 31}) == -1);
  CHECK(day_number({2000, 3, 1}) - day_number({2000, 2, 28}) == 2);
  for (std::int64_t day = day_number({1999, 12, 1}); day < day_number({2001, 2, 1}); ++day) {
    REQUIRE(day_number(from_day_number(day)) == day);
  }
  CHECK(from_day_number(day_number({1, 1, 1})) == Date{1, 1, 1});
  CHECK(from_day_number(day_number({9999, 12, 31})) == Date{9999, 12, 31});
}

TEST_CASE("a year on, February 29 is February 28") {
  CHECK(plus_years({2024, 2, 29}, 1) == Date{2025, 2, 28});
  CHECK(plus_years({2024, 2, 29}, 4) == Date{2028, 2, 29});
  CHECK(plus_years({2026, 11, 20}, 1) == Date{2027, 11, 20});
  CHECK(plus_years({2026, 11, 20}, -18) == Date{2008, 11, 20});
}

TEST_CASE("a person is a year older on the birthday and not the day before") {
  CHECK(age_on({2008, 11, 21}, {2026, 11, 20}) == 17);
  CHECK(age_on({2008, 11, 20}, {2026, 11, 20}) == 18);
  CHECK(age_on({2008, 2, 29}, {2026, 2, 28}) == 17);
  CHECK(age_on({2008, 2, 29}, {2026, 3, 1}) == 18);
}

TEST_CASE("of a birth date known in part, the fewest years are taken") {
  CHECK(age_on({2008}, {2026, 11, 20}) == 17);
  CHECK(age_on({2008}, {2026, 12, 31}) == 18);
  CHECK(age_on({2008, 11}, {2026, 11, 20}) == 17);
  CHECK(age_on({2008, 10}, {2026, 11, 20}) == 18);
}
