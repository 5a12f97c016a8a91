// When something is taken, when it began, and how old a chart is.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

Imported a_record(
    const std::string& kind, const std::string& members, std::string language = "en"
) {
  engine::chart::Options options;
  options.language = std::move(language);
  return import(
      {{"a.json",
        bundle(
            R"({"resourceType":")" + kind + R"(","subject":{"reference":"Patient/p"},)" + members +
            "}"
        )}},
      options
  );
}

std::string order(const std::string& more, const std::string& intent = "order") {
  return R"("status":"active","intent":")" + intent +
         R"(","medicationCodeableConcept":{"text":"Methotrexate"})" + more;
}

std::string repeat(const std::string& members) {
  return R"(,"dosageInstruction":[{"timing":{"repeat":{)" + members + "}}}]";
}

}  // namespace

TEST_CASE("days of the week, times of the clock and how long it is taken are said") {
  const std::string weekly =
      order(repeat(R"("frequency":1,"period":1,"periodUnit":"wk","dayOfWeek":["mon","thu"])"));
  CHECK(a_record("MedicationRequest", weekly)
            .has("<frequency>every week, on Monday, on Thursday</frequency>"));
  CHECK(a_record("MedicationRequest", weekly, "es")
            .has("<frequency>cada semana, el lunes, el jueves</frequency>"));
  CHECK(a_record(
            "MedicationRequest",
            order(repeat(R"("timeOfDay":["08:00:00"],"boundsDuration":{"value":7,"unit":"d"})"))
  )
            .has("<frequency>at 08:00, for 7 days</frequency>"));
}

TEST_CASE("an order with a last day that is past is not called current, and an option is a plan") {
  const auto ended = a_record(
      "MedicationRequest",
      order(repeat(R"("boundsPeriod":{"start":"2026-01-02","end":"2026-02-03"})"))
  );
  CHECK(ended.has("<medication status=\"unclear\""));
  CHECK(ended.tells("The chart says that it goes on, and that it ended: February 3, 2026."));
  CHECK(a_record("MedicationRequest", order("", "option")).has("<medication status=\"planned\""));
}

TEST_CASE("an order of long ago that nobody ended is asked about") {
  const auto of_day = [](const std::string& day) {
    return a_record("MedicationRequest", order(R"(,"authoredOn":")" + day + '"'));
  };
  CHECK(
      of_day("2006-05-13")
          .tells("Methotrexate - The newest order for it is of May 13, 2006. Ask if you are still "
                 "to take it.")
  );
  CHECK_FALSE(of_day("2025-05-13").tells("The newest order"));
}

TEST_CASE("a beginning, an end and a death that are no days are told in their words") {
  const auto one = a_record(
      "Condition",
      R"("code":{"text":"Asthma"},"onsetAge":{"value":6,"unit":"years"},"abatementString":"when she was 12")"
  );
  CHECK(one.has("<problem status=\"resolved\""));
  CHECK(one.tells("The chart says when it began: 6 years"));
  CHECK(one.tells("The chart says when it ended: when she was 12"));
  const auto mother = a_record(
      "FamilyMemberHistory",
      R"("relationship":{"text":"Mother"},"deceasedAge":{"value":70,"unit":"years"},"condition":[{"code":{"text":"Stroke"},"onsetString":"in her sixties"}])"
  );
  CHECK(mother.has("<condition>Stroke (has died)</condition>\n    <age>in her sixties</age>"));
  CHECK(mother.tells("The chart says when they died: 70 years"));
}

TEST_CASE("all that a medicine is for is said") {
  CHECK(a_record(
            "MedicationRequest",
            order(R"(,"reasonCode":[{"text":"Psoriasis"},{"text":"Arthritis"}])")
  )
            .has("<reason>Psoriasis, Arthritis</reason>"));
}

TEST_CASE("a record of a kind that is not read is told with its words") {
  CHECK(a_record("Flag", R"("code":{"text":"Do not give blood"})").tells("Flag: Do not give blood")
  );
}

TEST_CASE("what begins after the day of its chart is told") {
  const auto since = [](const std::string& day) {
    return import(
        {{"a.xml",
          document(section(
              "11450-4",
              problem("Gout", "<effectiveTime><low value=\"" + day + "\"/></effectiveTime>")
          ))}}
    );
  };
  CHECK(since("20260801")
            .tells("It begins after the day of the chart, July 10, 2026. One of the "
                   "two days may be wrong."));
  CHECK_FALSE(since("20260710").tells("It begins after"));
}

TEST_CASE("the beginning of a treatment is no day of a piece of a chart") {
  const std::string piece =
      "<section xmlns=\"urn:hl7-org:v3\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
      "<code code=\"10160-0\"/>" +
      medication("Insulin", "<effectiveTime><low value=\"20090109\"/></effectiveTime>") +
      "</section>";
  const auto one = import({{"a.xml", piece}});
  CHECK(one.has("<start>2009-01-09</start>"));
  CHECK_FALSE(one.has("date=\"2009-01-09\""));
  CHECK(one.tells("This chart does not say of which day it is."));
}

TEST_CASE("records without a day of their own are as new as the last visit") {
  std::string records = bundle(and_(
      R"({"resourceType":"Condition","code":{"text":"Gout"},"recordedDate":"2026-05-01"})",
      R"({"resourceType":"Encounter","status":"finished","type":[{"text":"Check-up"}],"period":{"start":"2026-06-02"}})"
  ));
  records.replace(records.find("\"timestamp\":\"2026-07-10\","), 25, "");
  CHECK(import({{"a.json", records}}).has("date=\"2026-06-02\""));
}
