// What somebody wrote beside a medicine or an illness: that it is over, on hold, or not taken.

#include "engine/chart/wording.hpp"
#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

bool says_over_of_warfarin(const std::string& text) {
  const std::vector<std::string> names{"Warfarin 5 mg", "Coumadin"};
  return engine::chart::says_over(text, names, false);
}

/// A medicine of FHIR that is taken, with these members.
Imported taken_with(const std::string& members) {
  return import(
      {{"a.json",
        bundle(
            R"({"resourceType":"MedicationRequest","status":"active","intent":"order",)"
            R"("medicationCodeableConcept":{"text":"Digoxin"},)" +
            members + "}"
        )}}
  );
}
Imported noted(const std::string& words) {
  return taken_with(R"("note":[{"text":")" + words + R"("}])");
}

/// The same entries with words below the table.
Imported below(const std::string& loinc, const std::string& entries, const std::string& words) {
  return witnessed(loinc, entries, table("Name", {"Iron", "Zocor"}) + words);
}

}  // namespace

TEST_CASE("a sentence about the thing itself says that it is over, and one about another does not"
) {
  for (const std::string over :
       {"Patient stopped in May",
        "She quit taking it due to dizziness",
        "Pt self-discontinued.",
        "Not started yet",
        "Does not take",
        "HOLD - low potassium",
        "Hold this until you are told",
        "Take one daily, hold for now",
        "Coumadin: discontinued 5/2026",
        "Suspender hasta nuevo aviso",
        "Ya no lo toma"})
    CHECK(says_over_of_warfarin(over));
  for (const std::string other :
       {"Stopped smoking in May",
        "Discontinued lisinopril due to cough",
        "Rash resolved",
        "Hold for a pulse below 50",
        "Hold for SBP below 90",
        "HOLD: SBP",
        "Hold this for 2 days before surgery",
        "Hold in your mouth",
        "Do not take with milk",
        "Do not take more than 4",
        "Stop taking it if you bleed",
        "Not stopped"})
    CHECK_FALSE(says_over_of_warfarin(other));
}

TEST_CASE("a note that says not taken, stopped or hold leaves a medicine unclear, first of all") {
  for (const std::string words : {"Patient not taking", "Patient stopped in May", "Hold"}) {
    const auto got = noted(words);
    CHECK(got.tells("Digoxin - Words of the chart speak against it: " + words));
    CHECK(got.has("status=\"unclear\""));
    CHECK(got.tells("Digoxin – not clear if it goes on (see above)"));
  }
  const auto other = noted("Stopped smoking");
  CHECK(other.tells("Digoxin - The chart has a comment: Stopped smoking"));
  CHECK(other.has("status=\"current\""));
  const auto two = import(
      {{"a.json",
        bundle(and_(
            R"({"resourceType":"AllergyIntolerance","code":{"text":"Latex"},"note":[{"text":"ask"}]})",
            R"({"resourceType":"MedicationRequest","status":"active","medicationCodeableConcept":{"text":"Digoxin"},"note":[{"text":"on hold"}]})"
        ))}}
  );
  CHECK(two.report.find("Digoxin") < two.report.find("Latex"));
}

TEST_CASE("directions that say hold leave a medicine unclear, also behind others") {
  for (const std::string words : {"Hold", "Take 1 daily. Hold this until you are told"}) {
    const auto got = taken_with(R"("dosageInstruction":[{"text":")" + words + R"("}])");
    CHECK(got.tells("Digoxin - Words of the chart speak against it: " + words));
    CHECK(got.has("status=\"unclear\""));
  }
  CHECK(taken_with(R"("dosageInstruction":[{"text":"Take 1 daily. Hold for pulse below 50"}])")
            .has("status=\"current\""));
}

TEST_CASE("a note of what is over already is a comment that agrees") {
  const auto got = import(
      {{"a.json",
        bundle(
            R"({"resourceType":"MedicationRequest","status":"stopped","medicationCodeableConcept":{"text":"Digoxin"},"note":[{"text":"Patient stopped in May"}]})"
        )}}
  );
  CHECK(got.tells("The chart has a comment: Patient stopped in May"));
  CHECK(got.has("status=\"stopped\""));
}

TEST_CASE("words below the table that name an entry, however short, are told beside it") {
  const std::string medicines = medication_of("1", "Iron") + medication_of("2", "Zocor");
  for (const std::string words :
       {"<paragraph>Iron was stopped.</paragraph>",
        "<paragraph>Update. Iron: discontinued</paragraph>",
        "Iron: discontinued"}) {
    const auto got = below("10160-0", medicines, words);
    CHECK(got.tells("Iron - The text of the chart says: "));
    CHECK(got.tells("Iron – not clear if it goes on (see above)"));
    CHECK(got.tells("Zocor – taken now"));
  }
  const auto ill = witnessed(
      "11450-4",
      problem("Gout") + problem("Asthma"),
      table("Problem", {"Gout", "Asthma"}) + "<paragraph>Gout: resolved 2020</paragraph>"
  );
  CHECK(ill.tells("Gout - The text of the chart says: Gout: resolved 2020"));
  CHECK(ill.tells("Gout – not clear if it goes on (see above)"));
  CHECK(ill.tells("Asthma – goes on"));
}

TEST_CASE("a line that calls something over which no entry has is told and not taken for a label") {
  CHECK(below("10160-0", medication_of("1", "Iron"), "Plavix: discontinued")
            .tells("Ask: List – Plavix: discontinued"));
  CHECK_FALSE(below("10160-0", medication_of("1", "Iron"), "Status: Active").tells("Status"));
}
