// What somebody wrote beside a record, and the most of a medicine, are never lost.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

Imported of_record(const std::string& kind, const std::string& members) {
  return import(
      {{"a.json",
        bundle(
            R"({"resourceType":")" + kind + R"(","subject":{"reference":"Patient/p"},)" + members +
            "}"
        )}}
  );
}

const std::string note = R"(,"note":[{"text":"Only suspected"},{"text":"biopsy pending"}])";
const std::string as_told = "The chart has a comment: Only suspected · biopsy pending";

}  // namespace

TEST_CASE("a note of a record that is taken is told beside it") {
  CHECK(of_record(
            "Condition",
            R"("clinicalStatus":{"coding":[{"code":"active"}]},"code":{"text":"Mass"})" + note
  )
            .tells("Mass - " + as_told));
  CHECK(of_record("AllergyIntolerance", R"("code":{"text":"Latex"})" + note)
            .tells("Latex - " + as_told));
  CHECK(of_record(
            "MedicationStatement",
            R"("status":"active","medicationCodeableConcept":{"text":"Zocor"})" + note
  )
            .tells("Zocor - " + as_told));
  CHECK(of_record("Procedure", R"("status":"completed","code":{"text":"Biopsy"})" + note)
            .tells("Biopsy - " + as_told));
  CHECK(
      of_record(
          "FamilyMemberHistory",
          R"("relationship":{"text":"Mother"},"condition":[{"code":{"text":"Gout"},"note":[{"text":"adopted"}]}])"
      )
          .tells("Gout - The chart has a comment: adopted")
  );
  CHECK(
      of_record(
          "AllergyIntolerance",
          R"("code":{"text":"Latex"},"reaction":[{"manifestation":[{"text":"Rash"}],"description":"after an hour"}])"
      )
          .tells("Latex - The chart has a comment: after an hour")
  );
}

TEST_CASE("a note of a record that is left out stands behind its name, and one of a list is told") {
  CHECK(
      of_record("Immunization", R"("status":"completed","vaccineCode":{"text":"Influenza"})" + note)
          .tells("Influenza – a comment: Only suspected · biopsy pending")
  );
  CHECK(of_record("Observation", R"("status":"final","code":{"text":"Potassium"})" + note)
            .tells("Potassium – a comment: Only suspected · biopsy pending"));
  CHECK(of_record("List", R"("title":"My list")" + note)
            .tells("a text; read it yourself - My list: Only suspected · biopsy pending"));
}

TEST_CASE("among many results those with a note are named") {
  std::string all;
  for (char c = 'a'; c <= 'z'; ++c) {
    const std::string one =
        R"({"resourceType":"Observation","subject":{"reference":"Patient/p"},"code":{"text":"Test )" +
        std::string{c} + "\"}" + (c == 'z' ? note : "") + "}";
    all = all.empty() ? one : and_(all, one);
  }
  const auto many = import({{"a.json", bundle(all)}});
  CHECK(many.tells("Test z – a comment: Only suspected"));
  CHECK(many.tells("and 13 more"));
}

TEST_CASE("the most that may be taken is said with how often") {
  const auto order = [](const std::string& dosage) {
    return of_record(
        "MedicationRequest",
        R"("status":"active","intent":"order","medicationCodeableConcept":{"text":"Tylenol"},"dosageInstruction":[{)" +
            dosage + "}]"
    );
  };
  const std::string eight =
      R"("maxDosePerPeriod":{"numerator":{"value":8,"unit":"tablets"},"denominator":{"value":1,"unit":"d"}})";
  CHECK(order(R"("text":"1 or 2 as needed",)" + eight)
            .has("<frequency>no more than 8 tablets a day</frequency>"));
  CHECK(
      order(
          R"("maxDosePerPeriod":{"numerator":{"value":4,"unit":"g"},"denominator":{"value":24,"unit":"h"}})"
      )
          .has("<frequency>no more than 4 g in 24 hours</frequency>")
  );
  CHECK(
      order(
          R"("maxDosePerAdministration":{"value":2,"unit":"tablets"},"maxDosePerLifetime":{"value":550,"unit":"mg"})"
      )
          .has("<frequency>no more than 2 tablets at a time, no more than 550 mg in a "
               "lifetime</frequency>")
  );
  const std::string quantity =
      "<doseQuantity value=\"1\" unit=\"tablet\"/><maxDoseQuantity><numerator value=\"8\" "
      "unit=\"{tablet}\"/><denominator value=\"1\" unit=\"d\"/></maxDoseQuantity>";
  CHECK(import({{"a.xml", document(section("10160-0", medication("Tylenol", quantity)))}}
  ).has("<frequency>no more than 8 tablets a day</frequency>"));
  engine::chart::Options spanish;
  spanish.language = "es";
  CHECK(import({{"a.xml", document(section("10160-0", medication("Tylenol", quantity)))}}, spanish)
            .has("<frequency>no más de 8 tablet al día</frequency>"));
}

TEST_CASE("what the patient was told besides the directions stands behind them") {
  CHECK(
      of_record(
          "MedicationRequest",
          R"("status":"active","intent":"order","medicationCodeableConcept":{"text":"Warfarin"},"dosageInstruction":[{"text":"1 tablet daily","additionalInstruction":[{"text":"Do not take with aspirin"}],"patientInstruction":"Call if you bleed"}])"
      )
          .has("<instruction>1 tablet daily. Do not take with aspirin. Call if you "
               "bleed</instruction>")
  );
}

TEST_CASE("how fast something runs in is said, as a ratio or a range") {
  const auto drip = [](const std::string& rate) {
    return of_record(
        "MedicationRequest",
        R"("status":"active","intent":"order","medicationCodeableConcept":{"text":"Saline"},"dosageInstruction":[{"doseAndRate":[{)" +
            rate + "}]}]"
    );
  };
  CHECK(
      drip(
          R"("rateRatio":{"numerator":{"value":75,"unit":"mL"},"denominator":{"value":1,"unit":"h"}})"
      )
          .has("<dose>rate 75 mL/h</dose>")
  );
  CHECK(drip(R"("rateRange":{"low":{"value":50,"unit":"mL/h"},"high":{"value":75,"unit":"mL/h"}})")
            .has("<dose>rate 50 to 75 mL/h</dose>"));
}

TEST_CASE("a comment of a C-CDA is told wherever it stands") {
  const std::string comment =
      "<entryRelationship><act><code code=\"48767-8\"/><text>Only suspected</text></act>"
      "</entryRelationship>";
  const auto listed = [](const std::string& loinc, const std::string& entry) {
    return import({{"a.xml", document(section(loinc, entry))}});
  };
  std::string around = problem("Mass");
  around.insert(around.find("<entryRelationship"), comment);
  CHECK(listed("11450-4", around).tells("Mass - The chart has a comment: Only suspected"));
  CHECK(listed(
            "10157-6",
            "<entry><organizer><component><observation><value code=\"1\" displayName=\"Stroke\"/>" +
                comment + "</observation></component></organizer></entry>"
  )
            .tells("Stroke - The chart has a comment: Only suspected"));
  CHECK(listed(
            "29762-2",
            "<entry><observation moodCode=\"EVN\"><code displayName=\"Alcohol\"/><value code=\"1\" "
            "displayName=\"Daily\"/>" +
                comment + "</observation></entry>"
  )
            .tells("Alcohol: Daily – a comment: Only suspected"));
  CHECK(listed("11369-6", medication("Influenza", comment))
            .tells("Influenza – a comment: Only suspected"));
  CHECK(listed(
            "30954-2",
            "<entry><organizer><code displayName=\"Blood count\"/><component><observation>" +
                comment + "</observation></component></organizer></entry>"
  )
            .tells("Blood count – a comment: Only suspected"));
}

TEST_CASE("what is noted of one illness of a relative is told at that one alone") {
  const auto got = import(
      {{"a.json",
        bundle(
            R"({"resourceType":"FamilyMemberHistory","status":"completed","relationship":{"text":"Aunt"},"condition":[{"code":{"text":"Stroke"},"note":[{"text":"Zanzibar."}]},{"code":{"text":"Gout"}}]})"
        )}}
  );
  const auto first = got.report.find("Zanzibar");
  CHECK(first != std::string::npos);
  CHECK(got.report.find("Zanzibar", first + 1) == std::string::npos);
}
