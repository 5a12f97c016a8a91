// What a chart says of itself and of its lists, and what people told the office.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

Imported saying(const std::string& records) {
  return import({{"a.json", bundle(records)}});
}

/// An order of that intent, with these members.
Imported meant(const std::string& intent, const std::string& members) {
  return saying(
      R"({"resourceType":"MedicationRequest","status":"active","intent":")" + intent +
      R"(","authoredOn":"2020-01-02","medicationCodeableConcept":{"text":"Vitamin D"},)" + members +
      "}"
  );
}

const std::string gout =
    R"({"resourceType":"Condition","id":"c","clinicalStatus":{"coding":[{"code":"active"}]},"code":{"text":"Gout"},"recordedDate":"2026-05-01")";

/// A bundle with Gout, a day of its own, and these members of it.
Imported of_day(const std::string& members, const std::string& in_record = "") {
  std::string all = bundle(gout + in_record + "}");
  const std::string day = R"("timestamp":"2026-07-10")";
  return import({{"a.json", all.replace(all.find(day), day.size(), members)}});
}

std::string list(const std::string& members) {
  return R"({"resourceType":"List","mode":"working",)" + members + "}";
}

}  // namespace

TEST_CASE("a plan that somebody reported is a medicine that is taken without an order") {
  for (const std::string intent : {"plan", "proposal"}) {
    const auto got = meant(intent, R"("reportedBoolean":true)");
    CHECK(got.has("<medication status=\"current\""));
    CHECK(got.tells("Vitamin D - It is no order of a doctor: somebody told the office of it."));
    CHECK_FALSE(got.tells("The newest order for it"));
  }
  CHECK(meant("plan", R"("reportedReference":{"reference":"Patient/p"})")
            .tells("It is no order of a doctor: you told the office of it."));
  CHECK(meant("plan", R"("reportedReference":{"display":"Luz Vega"})")
            .tells("Who told the office of it: Luz Vega"));
  CHECK(meant("plan", R"("requester":{"reference":"Patient/p"})").has("status=\"current\""));
  CHECK(meant("plan", R"("reportedBoolean":false)").has("status=\"planned\""));
  CHECK(meant("plan", R"("requester":{"reference":"Practitioner/d"})").has("status=\"planned\""));
  CHECK_FALSE(meant("order", R"("reportedBoolean":true)").tells("no order of a doctor"));
}

TEST_CASE("what US Core and R5 say of whether a medicine is taken is heeded") {
  const auto adherence = [](const std::string& words) {
    return meant(
        "order",
        R"("extension":[{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-medication-adherence","extension":[{"url":"medicationAdherence","valueCodeableConcept":{"text":")" +
            words + R"("}},{"url":"dateAsserted","valueDateTime":"2026-05-01"}]}])"
    );
  };
  const auto got = adherence("Not taking medication");
  CHECK(got.tells("whether it is taken as it was meant: Not taking medication (May 1, 2026)"));
  CHECK(got.has("status=\"unclear\""));
  CHECK_FALSE(adherence("Taken as prescribed").tells("as it was meant"));
  const auto of_r5 = [](const std::string& code) {
    return saying(
        R"({"resourceType":"MedicationStatement","status":"recorded","medication":{"concept":{"text":"Iron"}},"adherence":{"code":{"coding":[{"code":")" +
        code + R"("}]},"reason":{"text":"nausea"}}})"
    );
  };
  CHECK(of_r5("not-taking").has("<medication status=\"stopped\""));
  CHECK(of_r5("not-taking").tells("as it was meant: not-taking – nausea"));
  CHECK(of_r5("taking-as-directed").has("<medication status=\"current\""));
}

TEST_CASE("a day that is still to come is not the day of a chart, and is told") {
  const std::string late = "2031-01-01";
  const auto is_told = [&](const Imported& got) {
    return got.tells("That day was not taken: January 1, 2031") &&
           got.has("kind=\"fhir\" date=\"2026-05-01\"");
  };
  CHECK(is_told(of_day("\"timestamp\":\"" + late + "\"")));
  CHECK(is_told(of_day(R"("meta":{"lastUpdated":")" + late + "T00:00:00Z\"}")));
  CHECK(is_told(of_day(R"("id":"b")", R"(,"meta":{"lastUpdated":")" + late + "T00:00:00Z\"}")));
  CHECK(is_told(of_day(
      R"("id":"b")",
      R"(}},{"resource":{"resourceType":"Composition","status":"final","date":")" + late + "\""
  )));
  std::string chart = document(section("11450-4", problem("Gout")));
  const std::string day = "<effectiveTime value=\"20260710120000-0500\"/>";
  chart.replace(chart.find(day), day.size(), "<effectiveTime value=\"20310101\"/>");
  CHECK(import({{"a.xml", chart}}).tells("That day was not taken: January 1, 2031"));
}

TEST_CASE("a chart of tonight may be of tomorrow") {
  const auto got = of_day(R"("timestamp":"2026-11-21T03:00:00Z")");
  CHECK(got.has("date=\"2026-11-21\""));
  CHECK_FALSE(got.tells("still to come"));
}

TEST_CASE("without a day of the case the clock says which day is still to come") {
  engine::chart::Options options;
  options.as_of = engine::parse_date("2026-11-20");
  std::string all = bundle(gout + "}");
  engine::Diagnostics out;
  tests::TemporaryFolder folder;
  std::ofstream{folder / "a.json"} << all;
  engine::chart::Options of_clock;
  of_clock.today = engine::parse_date("2026-05-02");
  const auto draft = engine::chart::import(
      {folder / "a.json"}, engine::vocabulary::of_the_house(), words(), of_clock, out
  );
  REQUIRE(draft);
  CHECK(draft->report_text.find("The day of this draft is May 1, 2026") != std::string::npos);
}

TEST_CASE("a list that was entered by mistake or is not kept any more says nothing") {
  const std::string none =
      R"("code":{"coding":[{"code":"48765-2"}]},"emptyReason":{"coding":[{"code":"nilknown"}]})";
  CHECK(saying(list(R"("status":"current",)" + none)).has("<allergies status=\"none\""));
  const auto mistaken = saying(list(R"("status":"entered-in-error",)" + none));
  CHECK_FALSE(mistaken.has("<allergies"));
  CHECK(mistaken.tells("Other entries, 1: the chart says that it was entered by mistake"));
  const auto old = saying(list(R"("status":"retired",)" + none));
  CHECK_FALSE(old.has("<allergies"));
  CHECK(old.tells("Other entries, 1: a list that is no longer kept"));
}

TEST_CASE("what a list has taken off is unclear, and told") {
  const auto listed = [](const std::string& of_list, const std::string& of_entry) {
    return saying(and_(
        gout + "}",
        list(
            R"("status":"current",)" + of_list + R"("entry":[{"item":{"reference":"Condition/c"})" +
            of_entry + "}]"
        )
    ));
  };
  const auto got = listed("", R"(,"deleted":true)");
  CHECK(got.tells("Gout - A list of the chart says that it was taken off."));
  CHECK(got.tells("Gout – not clear if it goes on (see above)"));
  CHECK(listed("", R"(,"flag":{"text":"Ceased"})").tells("was taken off. Ceased"));
  CHECK(listed(R"("date":"2026-06-01",)", R"(,"deleted":true)").tells("off. (June 1, 2026)"));
  // Written anew after that list.
  CHECK_FALSE(listed(R"("date":"2026-01-01",)", R"(,"deleted":true)").tells("taken off"));
  CHECK(listed("", "").tells("Gout – goes on"));
}

TEST_CASE("what a list names without a record is told") {
  const auto got = saying(list(
      R"("status":"current","code":{"coding":[{"code":"10160-0"}]},"entry":[{"item":{"display":"Lasix"}}])"
  ));
  CHECK(got.tells("the list of medicines does not. If it is yours, write it into the draft: Lasix")
  );
}

TEST_CASE("a document that was entered by mistake is told as a whole, and is no word of none") {
  const auto got = saying(
      R"({"resourceType":"Composition","status":"entered-in-error","title":"Summary","section":[{"code":{"coding":[{"code":"48765-2"}]},"emptyReason":{"coding":[{"code":"nilknown"}]}}]})"
  );
  CHECK(
      got.tells("this whole file was entered by mistake. Ask the office before you use any of "
                "it: Summary")
  );
  CHECK_FALSE(got.has("<allergies"));
}
