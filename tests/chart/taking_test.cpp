// How FHIR says that a medicine is taken, step by step; how strong it is; and what was never given.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

Imported taken_record(const std::string& type, const std::string& members) {
  return import(
      {{"a.json",
        bundle(
            R"({"resourceType":")" + type + R"(","subject":{"reference":"Patient/p"},)" + members +
            "}"
        )}}
  );
}

Imported taken_order(const std::string& members) {
  return taken_record(
      "MedicationRequest",
      R"("status":"active","intent":"order","medicationCodeableConcept":{"text":"Zocor"},)" +
          members
  );
}

std::string tablets_at(const std::string& number, const std::string& when) {
  return R"({"timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d","when":[")" + when +
         R"("]}},"doseAndRate":[{"doseQuantity":{"value":)" + number + R"(,"unit":"tablet"}}]})";
}

/// An order that leads to a Medication with these members.
Imported taken_medicine(const std::string& members) {
  return taken_record(
      "MedicationRequest",
      R"("status":"active","intent":"order","medicationReference":{"reference":"#m"},)"
      R"("contained":[{"resourceType":"Medication","id":"m",)" +
          members + "}]"
  );
}

std::string part_of_medicine(const std::string& name, const std::string& amount) {
  return R"({"itemCodeableConcept":{"text":")" + name + R"("},"strength":{"numerator":{"value":)" +
         amount + R"(,"unit":"mg"},"denominator":{"value":1,"unit":"tablet"}}})";
}

}  // namespace

TEST_CASE("what is taken in the morning and what in the evening stay together") {
  const auto got = taken_order(
      R"("dosageInstruction":[)" + tablets_at("3", "MORN") + "," + tablets_at("4", "EVE") + "]"
  );
  CHECK(
      got.has("<dose>3 tablets, once a day, in the morning; 4 tablets, once a day, in the evening"
              "</dose>\n    </medication>")
  );
  // Of three steps one has no amount.
  const auto three = taken_order(
      R"("dosageInstruction":[)" + tablets_at("3", "MORN") +
      R"(,{"timing":{"repeat":{"when":["NOON"]}}},)" + tablets_at("4", "EVE") + "]"
  );
  CHECK(three.has("in the morning; at noon; 4 tablet"));
}

TEST_CASE("a number of times in all that the words speak against is told, and not taken") {
  const auto of = [](const std::string& text, const std::string& repeat) {
    return taken_order(
        R"("dosageInstruction":[{"text":")" + text + R"(","timing":{"repeat":{)" + repeat + "}}}]"
    );
  };
  const auto got = of("1 tablet once daily", R"("count":1,"periodUnit":"d")");
  CHECK_FALSE(got.has("<frequency>"));
  CHECK(got.has("<instruction>1 tablet once daily</instruction>"));
  CHECK(got.tells("are not the same: 1 tablet once daily / one time only."));
  CHECK(of("twice daily", R"("count":2,"periodUnit":"d")").tells("twice daily / 2 times in all"));
  CHECK(of("twice daily", R"("frequency":2,"period":1,"periodUnit":"d","count":6)")
            .has("<frequency>6 times in all</frequency>"));
  const auto without = taken_order(R"("dosageInstruction":[{"timing":{"repeat":{"count":1}}}])");
  CHECK(without.has("<frequency>one time only</frequency>"));
  CHECK_FALSE(without.tells("Ask which"));
  CHECK(of("", R"("count":2,"periodUnit":"d")").tells("can mean “2 times in all”, or so many"));
}

TEST_CASE("a day of the week or a time of the day is no other number of times than the words say") {
  const auto of = [](const std::string& text, const std::string& repeat) {
    return taken_order(
        R"("dosageInstruction":[{"text":")" + text + R"(","timing":{"repeat":{)" + repeat + "}}}]"
    );
  };
  const auto weekly =
      of("6 tablets once a week",
         R"("frequency":1,"period":1,"periodUnit":"wk","dayOfWeek":["mon"])");
  CHECK(weekly.has("<frequency>on Monday</frequency>"));
  CHECK_FALSE(weekly.tells("are not the same"));
  CHECK_FALSE(of("twice daily", R"("when":["MORN","EVE"])").tells("are not the same"));
  CHECK(of("twice daily", R"("when":["MORN"])").tells("are not the same"));
  CHECK(of("once a week", R"("dayOfWeek":["mon","thu"])").tells("are not the same"));
  CHECK_FALSE(of("once a week", R"("dayOfWeek":["mon"],"when":["MORN"])").tells("are not the same")
  );
}

TEST_CASE("days on which a medicine is to be given are said") {
  const auto got =
      taken_order(R"("dosageInstruction":[{"timing":{"event":["2026-12-01","2027-06-01"]}}])");
  CHECK(got.has("<frequency>on December 1, 2026, on June 1, 2027</frequency>"));
}

TEST_CASE("an amount that the directions have is no other way to take it") {
  const auto of = [](const std::string& text) {
    return taken_order(
        R"("dosageInstruction":[{"text":")" + text +
        R"(","doseAndRate":[{"type":{"text":"ordered"},"doseQuantity":{"value":75,"unit":"mcg"}},{"type":{"text":"admin-amount"},"doseQuantity":{"value":1,"unit":"tablet"}}]}])"
    );
  };
  CHECK_FALSE(of("Take 1 tablet (75 mcg total) daily.").tells("another way to take it"));
  CHECK(of("Take it daily.").tells("another way to take it: 1 tablet"));
}

TEST_CASE("directions that end with a dot get no second one") {
  CHECK(taken_order(R"("dosageInstruction":[{"text":"Daily.","patientInstruction":"With food"}])")
            .has("<instruction>Daily. With food</instruction>"));
}

TEST_CASE("how strong a medicine is and its form come from what it is made of") {
  CHECK(taken_medicine(
            R"("code":{"text":"Anastrozole"},"ingredient":[)" +
            part_of_medicine("anastrozole", "1") + "]"
  )
            .has("<name>Anastrozole (1 mg/tablet)</name>"));
  CHECK(taken_medicine(
            R"("code":{"text":"Sinemet"},"form":{"text":"Tablet, slow release"},"ingredient":[)" +
            part_of_medicine("carbidopa", "25") + "," + part_of_medicine("levodopa", "100") + "]"
  )
            .has("<name>Sinemet (carbidopa 25 mg/tablet, levodopa 100 mg/tablet)</name>"));
  CHECK(taken_medicine(R"("code":{"text":"Humalog 100 units/mL"},"form":{"text":"Pen"})")
            .has("<name>Humalog 100 units/mL (pen)</name>"));
  const auto known = taken_medicine(
      R"("code":{"text":"Zocor 20 MG Oral Tablet"},"form":{"text":"Tablet"},"ingredient":[)" +
      part_of_medicine("simvastatin", "20") + "]"
  );
  CHECK(known.has("<name>Zocor 20 MG Oral Tablet</name>"));
  CHECK_FALSE(known.tells("two strengths"));
  CHECK(taken_medicine(
            R"("code":{"text":"Zocor 20 MG"},"ingredient":[)" +
            part_of_medicine("simvastatin", "40") + "]"
  )
            .tells("has two strengths or amounts. The other one: 40 mg/tablet"));
  CHECK(
      taken_medicine(
          R"x("code":{"coding":[{"display":"Product containing anastrozole (medicinal product)"}]})x"
      )
          .has("<name>anastrozole</name>")
  );
}

TEST_CASE("an order that was taken back and a medicine that was not handed out are told, not taken"
) {
  const auto order = taken_record(
      "MedicationRequest",
      R"("status":"cancelled","intent":"order","medicationCodeableConcept":{"text":"Zofran"},"authoredOn":"2026-06-01","statusReason":{"text":"Wrong dose"})"
  );
  CHECK_FALSE(order.has("Zofran"));
  CHECK(
      order.tells("Medicines, 1: an order that was taken back before any of it was given; if you "
                  "took it, write it into the draft - Zofran – Wrong dose (June 1, 2026)")
  );
  const auto dispense = taken_record(
      "MedicationDispense",
      R"("status":"declined","medicationCodeableConcept":{"text":"Zofran"},"whenPrepared":"2026-06-01")"
  );
  CHECK_FALSE(dispense.has("Zofran"));
  CHECK(dispense.tells("it was not handed out - Zofran (June 1, 2026)"));
  // It takes nothing from one that is taken.
  const auto both = import(
      {{"a.json",
        bundle(and_(
            R"({"resourceType":"MedicationRequest","status":"active","authoredOn":"2026-05-01","subject":{"reference":"Patient/p"},"medicationCodeableConcept":{"text":"Zofran"}})",
            R"({"resourceType":"MedicationRequest","status":"cancelled","authoredOn":"2026-06-01","subject":{"reference":"Patient/p"},"medicationCodeableConcept":{"text":"Zofran"}})"
        ))}}
  );
  CHECK(both.has("<medication status=\"current\""));
  CHECK_FALSE(both.tells("not so"));
}

TEST_CASE("a bill that was taken back or asked beforehand knows no medicine") {
  const auto of = [](const std::string& more) {
    return import(
        {{"a.json",
          bundle(
              R"({"resourceType":"ExplanationOfBenefit","patient":{"reference":"Patient/p"},"type":{"coding":[{"code":"pharmacy"}]},"item":[{"servicedDate":"2026-06-01","productOrService":{"text":"Warfarin"}}],)" +
              more + "}"
          )}}
    );
  };
  for (const std::string more :
       {R"("status":"cancelled")", R"("status":"active","use":"preauthorization")"}) {
    const auto got = of(more);
    CHECK_FALSE(got.has("Warfarin"));
    CHECK(got.tells("a bill that was taken back, or was not one yet - Warfarin (June 1, 2026)"));
  }
  CHECK(
      of(R"("status":"active","use":"claim","supportingInfo":[{"category":{"coding":[{"code":"dayssupply"}]},"valueQuantity":{"value":30}}])"
      )
          .tells("It is known from a bill alone, of June 1, 2026, for 30 days.")
  );
}

TEST_CASE("of a medicine that was picked up it is said when, and for how many days") {
  const auto of = [](const std::string& more) {
    return taken_record(
        "MedicationDispense",
        R"("status":"completed","medicationCodeableConcept":{"text":"Zofran"})" + more
    );
  };
  CHECK(of(R"(,"whenHandedOver":"2026-06-01","daysSupply":{"value":90})")
            .tells("It was last picked up at a pharmacy on June 1, 2026, for 90 days. The chart "
                   "does not say if you still take it."));
  CHECK(of("").tells("says that it was picked up at a pharmacy, and not if you still take it"));
}

TEST_CASE("what was given at a visit has its name and its last day, and so has what was not given"
) {
  const auto of = [](const std::string& status, const std::string& medicine) {
    return taken_record(
        "MedicationAdministration",
        R"("status":")" + status + R"(","effectivePeriod":{"start":"2026-06-01"},)" + medicine
    );
  };
  const std::string text = R"("medicationCodeableConcept":{"text":"Keytruda 200 mg"})";
  CHECK(of("completed", text).tells("write it into the draft - Keytruda 200 mg (June 1, 2026)"));
  CHECK(of("not-done", text).tells("it was not done - Keytruda 200 mg (June 1, 2026)"));
  CHECK(
      of("completed",
         R"("medicationReference":{"reference":"#m"},"contained":[{"resourceType":"Medication","id":"m","code":{"text":"Taxol"}}])"
      )
          .tells("- Taxol (June 1, 2026)")
  );
}
