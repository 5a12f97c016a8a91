// What the words of a medicine and its codes say otherwise: another unit, another rhythm, another
// way, another side, another time. Each of them may kill, and a person has to look at it.

#include "engine/chart/how_often.hpp"
#include "engine/chart/ways.hpp"
#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

/// A medicine of FHIR with these directions, and further members of its dosage.
Imported taken_as(
    const std::string& name, const std::string& directions, const std::string& members
) {
  return import(
      {{"a.json",
        bundle(
            R"({"resourceType":"MedicationRequest","status":"active","intent":"order",)"
            R"("medicationCodeableConcept":{"text":")" +
            name + R"("},"dosageInstruction":[{"text":")" + directions + "\"," + members + "}]}"
        )}}
  );
}

std::string dose(const std::string& value, const std::string& unit) {
  return R"("doseAndRate":[{"doseQuantity":{"value":)" + value + R"(,"unit":")" + unit + "\"}}]";
}

std::string daily() {
  return R"("timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d"}})";
}

bool is_to_check(const Imported& got) {
  return got.has("checked=\"no\"") && got.tells("its numbers are not the same");
}

}  // namespace

TEST_CASE("the same number of another unit is another dose") {
  CHECK(is_to_check(taken_as("Morphine", "10 mg daily", dose("10", "mL"))));
  CHECK(is_to_check(taken_as("Insulin glargine", "40 units at bedtime", dose("40", "mL"))));
  CHECK(is_to_check(taken_as("Fentanyl", "25 mcg/h", dose("25", "mg"))));
  CHECK_FALSE(is_to_check(taken_as("Morphine 2 MG/ML", "10 mg (5 mL) daily", dose("5", "mL"))));
  CHECK_FALSE(is_to_check(taken_as("Morphine", "5 mL daily", dose("5", "mL"))));
}

TEST_CASE("tablets of a strength that is known make the dose, or the two differ") {
  CHECK(is_to_check(taken_as("Ibuprofen 600 MG", "take 1 tablet", dose("600", "ug"))));
  CHECK(is_to_check(taken_as("Ibuprofen 600 MG", "take 1 tablet", dose("1", "mL"))));
  CHECK_FALSE(is_to_check(taken_as("Ibuprofen 600 MG", "take 2 tablets", dose("1200", "mg"))));
  CHECK_FALSE(is_to_check(
      taken_as("Amoxicillin 250 MG / Clavulanate 125 MG", "1 tablet", dose("375", "mg"))
  ));
}

TEST_CASE("a tablet is not taken by the spoon") {
  CHECK(is_to_check(taken_as("Ibuprofen 600 MG Oral Tablet", "1 tablespoon", dose("1", "tablet"))));
  CHECK(is_to_check(taken_as("Ibuprofen 600 MG Oral Tablet", "1 mL daily", dose("1", "tablet"))));
  CHECK_FALSE(is_to_check(
      taken_as("Ibuprofen 600 MG Oral Tablet", "1 tablet with 240 mL of water", dose("1", "tablet"))
  ));
}

TEST_CASE("two amounts of one day are not one dose") {
  CHECK(is_to_check(
      taken_as("Warfarin", "2 tablets in the morning and 3 at night", dose("2", "tablet"))
  ));
  CHECK_FALSE(is_to_check(
      taken_as("Warfarin", "2 tablets in the morning and at night", dose("2", "tablet"))
  ));
}

TEST_CASE("a rhythm in words is compared with the numbers, also by the days of a week") {
  for (const std::string words :
       {"6 tablets once a week, not every day",
        "6 tablets every Monday",
        "6 tablets on Mondays",
        "6 tablets Mon Wed Fri",
        "6 tablets MWF",
        "6 tablets monthly",
        "6 tablets hourly",
        "6 tablets 5 days a week",
        "6 tablets on alternate days",
        "6 tablets qweek"}) {
    INFO(words);
    CHECK(is_to_check(taken_as("Methotrexate", words, daily())));
  }
  CHECK_FALSE(is_to_check(taken_as("Methotrexate", "6 tablets daily, not in the sun", daily())));
}

TEST_CASE("another way and another side than the words say are told") {
  const auto route = [](const std::string& way) { return R"("route":{"text":")" + way + "\"}"; };
  CHECK(is_to_check(taken_as("Vincristine", "give intravenously", route("Intrathecal"))));
  CHECK(is_to_check(taken_as("Cough syrup", "take by mouth", route("Intrathecal"))));
  CHECK_FALSE(is_to_check(taken_as("Cough syrup", "take by mouth", route("Oral"))));
  CHECK_FALSE(is_to_check(taken_as("Nitroglycerin", "under the tongue", route("Oral"))));
  const auto site = [](const std::string& side) { return R"("site":{"text":")" + side + "\"}"; };
  CHECK(is_to_check(taken_as("Drops", "1 drop in the right eye", site("left eye"))));
  CHECK_FALSE(is_to_check(taken_as("Drops", "1 drop in the left eye", site("left eye"))));
}

TEST_CASE("another number of days than the words say is told") {
  const std::string five = R"("timing":{"repeat":{"boundsDuration":{"value":5,"unit":"d"}}})";
  CHECK(is_to_check(taken_as("Amoxicillin", "1 capsule for 10 days", five)));
  CHECK_FALSE(is_to_check(taken_as("Amoxicillin", "1 capsule for 5 days", five)));
}

TEST_CASE("what a medicine is needed for is said beside words that say only that") {
  const std::string needed =
      R"("asNeededCodeableConcept":{"text":"chest pain; not with sildenafil"})";
  CHECK(taken_as("Nitroglycerin", "1 tablet PRN", needed).has("chest pain; not with sildenafil"));
  const std::string hold = R"("asNeededCodeableConcept":{"text":"Hold if systolic below 90"})";
  CHECK(taken_as("Metoprolol", "1 tablet daily", hold).has("<frequency>Hold if systolic below 90<")
  );
  // In C-CDA it may stand as a text of the criterion.
  const auto got = witnessed(
      "10160-0",
      medication(
          "Warfarin",
          "<precondition><criterion><text>only if INR below 2</text></criterion>"
          "</precondition>"
      ),
      ""
  );
  CHECK(got.has("only if INR below 2"));
}

TEST_CASE("short words for how a medicine is taken are no name of it") {
  for (const std::string words : {"BID", "MWF", "per sliding scale", "taper", "as directed"}) {
    INFO(words);
    const auto got =
        witnessed("10160-0", medication("Warfarin 5 MG", "<text>" + words + "</text>"), "");
    CHECK_FALSE(got.has("alsoRecordedAs"));
    CHECK(got.has("<instruction>" + words + "<"));
  }
}

TEST_CASE("how long a medicine is taken may stand as a width of its days") {
  const auto got = witnessed(
      "10160-0",
      medication(
          "Amoxicillin",
          "<effectiveTime xsi:type=\"IVL_TS\"><low value=\"20260101\"/><width value=\"10\" "
          "unit=\"d\"/></effectiveTime>"
      ),
      ""
  );
  CHECK(got.has("<frequency>for 10 days</frequency>"));
}

TEST_CASE("the steps of a dose inside an entry are its doses, and the last day is theirs") {
  const auto step = [](const std::string& low, const std::string& high, const std::string& mg) {
    return "<entryRelationship typeCode=\"COMP\"><substanceAdministration><effectiveTime "
           "xsi:type=\"IVL_TS\"><low value=\"" +
           low + "\"/><high value=\"" + high + "\"/></effectiveTime><doseQuantity value=\"" + mg +
           "\" unit=\"mg\"/></substanceAdministration></entryRelationship>";
  };
  const auto got = witnessed(
      "10160-0",
      medication(
          "Prednisone", step("20260101", "20260110", "40") + step("20260111", "20260120", "20")
      ),
      ""
  );
  CHECK(got.has("40 mg (January 1, 2026 – January 10, 2026); 20 mg (January 11, 2026"));
  CHECK_FALSE(got.has("<medication status=\"current\""));
}

TEST_CASE("a number whose unit is of no list, and a word for an entry that was given up, are said"
) {
  const auto other = witnessed(
      "10160-0",
      medication(
          "Prednisone",
          "<doseQuantity nullFlavor=\"OTH\"><translation value=\"5\" unit=\"mg\"/></doseQuantity>"
      ),
      ""
  );
  CHECK(other.has("<dose>5 mg</dose>"));
  const auto given_up = witnessed("10160-0", medication("Prednisone", "", "", "cancelled"), "");
  CHECK(given_up.tells("Its word for that: cancelled"));
}
