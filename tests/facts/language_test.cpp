#include "engine/facts/dates.hpp"
#include "engine/facts/sentence.hpp"
#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

namespace {
const Language& english() {
  static const Language in = language(house(), "en");
  return in;
}
const Language& spanish() {
  static const Language in = language(house(), "es");
  return in;
}
const Date whole{2026, 5, 2}, month{2019, 5, 0}, year{2019, 0, 0};
}  // namespace

TEST_CASE("a date prints as precisely as it was given") {
  CHECK(long_date(english(), whole) == "May 2, 2026");
  CHECK(long_date(english(), month) == "May 2019");
  CHECK(long_date(english(), year) == "2019");
  CHECK(short_date(english(), whole) == "5/2/2026");
  CHECK(short_date(english(), month) == "5/2019");
  CHECK(short_date(english(), year) == "2019");
}

TEST_CASE("a date prints in the order of its language") {
  CHECK(long_date(spanish(), whole) == "2 de mayo de 2026");
  CHECK(long_date(spanish(), month) == "mayo de 2019");
  CHECK(date_at_start(spanish(), month) == "Mayo de 2019");
  CHECK(date_at_start(spanish(), whole) == "2 de mayo de 2026");
}

TEST_CASE("a short date in Spanish names its month, so that nobody reads May 2 as 5 February") {
  CHECK(short_date(spanish(), whole) == "2 may 2026");
  CHECK(short_date(spanish(), month) == "may 2019");
  CHECK(short_date(spanish(), year) == "2019");
  CHECK(short_date(spanish(), {2026, 9, 30}) == "30 sept 2026");
}

TEST_CASE("a date in a sentence has the little words that its precision asks for") {
  CHECK(date_in_sentence(english(), whole, "by") == "by May 2, 2026");
  CHECK(date_in_sentence(english(), whole, "on") == "on May 2, 2026");
  CHECK(date_in_sentence(english(), month, "on") == "in May 2019");
  CHECK(date_in_sentence(english(), year, "since") == "since 2019");
  CHECK(date_in_sentence(spanish(), whole, "by") == "a m\u00E1s tardar el 2 de mayo de 2026");
  CHECK(date_in_sentence(spanish(), month, "by") == "a m\u00E1s tardar en mayo de 2019");
  CHECK(date_in_sentence(spanish(), whole, "since") == "desde el 2 de mayo de 2026");
  CHECK(date_in_sentence(spanish(), month, "since") == "desde mayo de 2019");
}

TEST_CASE("a span of dates in Spanish has an article before a day, and none before a month") {
  const Date from{2025, 11, 1}, year_alone{2026, 0, 0};
  CHECK(short_date_range(spanish(), &from, &whole) == "del 1 nov 2025 al 2 may 2026");
  CHECK(short_date_range(spanish(), &year, &month) == "de 2019 a may 2019");
  CHECK(short_date_range(spanish(), &month, &whole) == "de may 2019 al 2 may 2026");
  CHECK(short_date_range(spanish(), &from, &year_alone) == "del 1 nov 2025 a 2026");
  CHECK(short_date_range(spanish(), &whole, nullptr) == "desde el 2 may 2026");
  CHECK(short_date_range(spanish(), nullptr, &month) == "hasta may 2019");
}

TEST_CASE("a language without words of its own speaks English") {
  const Language hmong = language(house(), "hmn");
  CHECK(long_date(hmong, whole) == "May 2, 2026");
}

TEST_CASE("a span of dates is said with its open ends, and one day as one day") {
  const Date from{2025, 11, 1}, to{2026, 11, 20};
  CHECK(date_range(english(), &from, &to) == "November 1, 2025 to November 20, 2026");
  CHECK(date_range(english(), &whole, &whole) == "May 2, 2026");
  CHECK(date_range(english(), &from, nullptr) == "from November 1, 2025");
  CHECK(date_range(english(), nullptr, &to) == "until November 20, 2026");
  CHECK(date_range(english(), nullptr, nullptr) == "");
  CHECK(short_date_range(english(), &from, &to) == "11/1/2025 to 11/20/2026");
  CHECK(short_date_range(english(), &whole, &whole) == "5/2/2026");
}

TEST_CASE("a moment has its weekday and a clock of two halves") {
  CHECK(
      long_moment(english(), {{2026, 12, 3}, 10, 30}) == "Thursday, December 3, 2026 at 10:30 a.m."
  );
  CHECK(clock_time(english(), {whole, 0, 5}) == "12:05 a.m.");
  CHECK(clock_time(english(), {whole, 12, 0}) == "12:00 p.m.");
  CHECK(clock_time(english(), {whole, 23, 59}) == "11:59 p.m.");
  CHECK(
      long_moment(spanish(), {{2026, 12, 3}, 15, 0}) == "jueves, 3 de diciembre de 2026, 3:00 p. m."
  );
  CHECK(weekday(english(), {1969, 12, 31}) == "Wednesday");
  CHECK(weekday(english(), {2024, 2, 29}) == "Thursday");
}

TEST_CASE("things are listed with and before the last") {
  const auto list = [](const Language& in, std::vector<std::string> things) {
    return joined(in, things);
  };
  CHECK(list(english(), {}) == "");
  CHECK(list(english(), {"a"}) == "a");
  CHECK(list(english(), {"a", "b"}) == "a and b");
  CHECK(list(english(), {"a", "b", "c"}) == "a, b and c");
  CHECK(list(spanish(), {"a", "b", "c"}) == "a, b y c");
  CHECK(list(spanish(), {"Luis", "Irene"}) == "Luis e Irene");
  CHECK(list(spanish(), {"bazo", "h\u00EDgado"}) == "bazo e h\u00EDgado");
  CHECK(list(spanish(), {"agua", "hielo"}) == "agua y hielo");
  CHECK(list(english(), {"Luis", "Irene"}) == "Luis and Irene");
}

TEST_CASE("a pattern's gaps are filled, and what is no gap stays") {
  CHECK(filled("{a} of {b}", {{"a", "40"}, {"b", "100"}}) == "40 of 100");
  CHECK(filled("{a}{unknown}!", {{"a", "{b}"}, {"b", "no"}}) == "{b}!");
  CHECK(filled("open { brace", {}) == "open { brace");
}

TEST_CASE("every word the engine says by itself is in words.xml") {
  CHECK(missing_words(house()).empty());
  CHECK(missing_words(kind::TemplateSet{}).size() > 90);
}

TEST_CASE("a time is said with its time zone, where the case gives one") {
  const casefile::DateTime there{{2026, 12, 7}, 16, 0, "Europe/London"};
  CHECK(clock_time(english(), there) == "4:00 p.m. London time");
  CHECK(clock_time(spanish(), there) == "4:00 p. m. (hora de Londres)");
  CHECK(
      long_moment(english(), {{2026, 12, 3}, 10, 30, "America/New_York"}) ==
      "Thursday, December 3, 2026 at 10:30 a.m. Eastern time"
  );
  CHECK(zone_name(english(), "America/Argentina/Buenos_Aires") == "Buenos Aires time");
  CHECK(zone_name(spanish(), "America/Los_Angeles") == "hora del Pac\u00EDfico");
  CHECK(zone_name(english(), "Hawaii time") == "Hawaii time");
}
