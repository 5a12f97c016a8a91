// One illness and its times: what came again is not what was before, and what went on is one.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

/// A condition from a day on, to a day or still going on.
std::string ill(const std::string& name, const std::string& start, const std::string& end = "") {
  return R"({"resourceType":"Condition","subject":{"reference":"Patient/p"},"code":{"coding":[{"code":"1","display":")" +
         name + R"("}]},"clinicalStatus":{"coding":[{"code":")" +
         (end.empty() ? "active" : "resolved") + R"("}]})" +
         (start.empty() ? "" : R"(,"onsetDateTime":")" + start + '"') +
         (end.empty() ? "" : R"(,"abatementDateTime":")" + end + '"') + "}";
}

Imported of_ills(const std::vector<std::string>& conditions) {
  std::string all;
  for (const auto& one : conditions) all = all.empty() ? one : and_(all, one);
  return import({{"a.json", bundle(all)}});
}

std::string days(const std::string& start, const std::string& end = "") {
  return "<onset>" + start + "</onset>\n" +
         (end.empty() ? "    </problem>" : "      <end>" + end + "</end>");
}

}  // namespace

TEST_CASE("an illness that came again stands there twice, each time with its own days") {
  const auto got = of_ills(
      {ill("Pharyngitis", "2018-12-20", "2018-12-30"),
       ill("Pharyngitis", "2019-06-02", "2019-06-15")}
  );
  CHECK(got.has(days("2018-12-20", "2018-12-30")));
  CHECK(got.has(days("2019-06-02", "2019-06-15")));
  CHECK(got.draft.find("2019-06-02") < got.draft.find("2018-12-20"));  // the newest first
  CHECK(got.tells("2 found = 2 taken"));
  CHECK_FALSE(got.has("checked=\"no\""));
}

TEST_CASE("times that follow upon each other stay two, each with its own days") {
  const auto got = of_ills(
      {ill("Partner abuse", "2012-02-13"),
       ill("Partner abuse", "1990-10-15", "1991-10-21"),
       ill("Partner abuse", "2010-02-01", "2012-02-13")}
  );
  CHECK(got.has(days("2012-02-13")));
  CHECK(got.has(days("2010-02-01", "2012-02-13")));
  CHECK(got.has(days("1990-10-15", "1991-10-21")));
  CHECK(got.tells("3 found = 3 taken"));
  // What goes on is the newest of them.
  CHECK(got.draft.find("status=\"active\"") < got.draft.find("status=\"resolved\""));
}

TEST_CASE("an illness that is over is not what began later, and goes on") {
  const auto got =
      of_ills({ill("Stress", "1986-09-22", "1987-01-05"), ill("Stress", "2021-04-05")});
  CHECK(got.has("status=\"active\""));
  CHECK(got.has("status=\"resolved\""));
  CHECK(got.has(days("2021-04-05")));
}

TEST_CASE("two beginnings of what goes on are one illness, and the later day is told") {
  const auto got = of_ills({ill("Asthma", "2015-03-01"), ill("Asthma", "2010-05-02")});
  CHECK(got.has(days("2010-05-02")));
  CHECK(got.tells("1 taken + 1 said again"));
  CHECK(got.tells(
      "Illnesses and health problems: Asthma - Another entry has it begin later: March 1, 2015."
  ));
}

TEST_CASE("of two ends of one time the older entry's is told") {
  const auto got =
      of_ills({ill("Gout", "2015-03-01", "2015-03-10"), ill("Gout", "2015-03-01", "2015-04-01")});
  CHECK(got.has(days("2015-03-01", "2015-04-01")));
  CHECK(got.tells("Another entry has another last day: March 10, 2015."));
}

TEST_CASE("an entry without a day belongs to the newest time") {
  const auto got =
      of_ills({ill("Gout", ""), ill("Gout", "2015-03-01", "2015-03-10"), ill("Gout", "2020-01-01")}
      );
  CHECK(got.tells("3 found = 2 taken + 1 said again"));
  CHECK(got.has(days("2015-03-01", "2015-03-10")));
  CHECK(got.has(days("2020-01-01")));
}

TEST_CASE(
    "a medicine whose last day is over is stopped, and one that goes on in spite of it is told"
) {
  const std::string of_one_day = "<effectiveTime value=\"20260710\"/>";
  const auto got = [](const std::string& inside, const std::string& status) {
    return import({{"a.xml", document(section("10160-0", medication("Zocor", inside, "", status)))}}
    );
  };
  // Given on the very day of the chart.
  CHECK(got(of_one_day, "completed").has("<medication status=\"stopped\""));
  CHECK_FALSE(got(of_one_day, "completed").has("checked=\"no\""));
  const auto goes_on = got(of_one_day, "active");
  CHECK(goes_on.has("<medication status=\"unclear\""));
  CHECK(goes_on.tells("The chart says that it goes on, and gives one day for it: July 10, 2026."));
  const auto planned =
      got("<effectiveTime><low value=\"20260801\"/><high value=\"20260901\"/></effectiveTime>",
          "active");
  CHECK(planned.has("<medication status=\"unclear\""));
  CHECK(planned.tells(
      "The chart has it as a plan until September 1, 2026. It does not say if you took it."
  ));
}

TEST_CASE("a piece of a chart without a day is read by the day of the case") {
  const std::string piece =
      "<section xmlns=\"urn:hl7-org:v3\"><code code=\"10160-0\"/>" +
      medication(
          "Zocor", "<effectiveTime><high value=\"20250101\"/></effectiveTime>", "", "completed"
      ) +
      "</section>";
  const auto got = import({{"a.xml", piece}});
  CHECK(got.has("<medication status=\"stopped\""));
  CHECK_FALSE(got.has("checked=\"no\""));
}
