// What of a list's text is told, and where: not what the draft has already, and what the office
// needs apart from what a person has to check.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

TEST_CASE("what the office needs is told once, and only the row that says stopped is to be checked"
) {
  const auto got = witnessed(
      "10160-0",
      medication("Lisinopril 10 MG") + medication_of("6", "Warfarin 5 MG"),
      table(
          "Medication|Dispense Quantity|Refills|Pharmacy|Noted Date|Status",
          {"Lisinopril 10 MG|30 tablet|3|Elm Drugs #12|12/18/2013|Active",
           "Warfarin 5 MG|90 tablet|2|Elm Drugs #12|01/05/2014|Stopped"}
      )
  );
  CHECK_FALSE(got.tells("Medicines: Lisinopril 10 MG - The text"));
  CHECK(got.tells("Medicines: Warfarin 5 MG - The text of the chart says: Status: Stopped - from ")
  );
  CHECK(got.tells(
      "columns of a list that the office needs, and that do not say whether something stands; read "
      "them yourself - Lisinopril 10 MG · Dispense Quantity: 30 tablet · Refills: 3 · Pharmacy: "
      "Elm "
      "Drugs #12 - Warfarin 5 MG · Dispense Quantity: 90 tablet"
  ));
}

TEST_CASE("a column of the office that says stopped is to be checked") {
  const auto got = witnessed(
      "10160-0",
      medication("Warfarin 5 MG"),
      table("Medication|Refills", {"Warfarin 5 MG|Discontinued by patient"})
  );
  CHECK(got.tells("The text of the chart says: Refills: Discontinued by patient"));
  CHECK(got.has("status=\"unclear\""));
}

TEST_CASE("directions that stand in the draft word for word are not told again") {
  const auto got = witnessed(
      "10160-0",
      medication("albuterol 0.09 MG/ACTUAT [Proventil]"),
      table(
          "Medication|Directions|Status|Watched by",
          {"Proventil 0.09 MG/ACTUAT inhalant|2 puffs as needed for wheezing|Active|Nurse Florence"}
      )
  );
  CHECK(got.has("<instruction>2 puffs as needed for wheezing</instruction>"));
  CHECK_FALSE(got.tells("The text of the chart says: 2 puffs"));
  // The row is the medicine's: what else stands in it is told beside it.
  CHECK(got.tells("The text of the chart says: Watched by: Nurse Florence"));
  CHECK(got.tells("Everything was read."));
}

TEST_CASE("words of one stem say the same, and other medicines that begin alike do not") {
  const auto row = [](const std::string& words) {
    return witnessed(
        "10160-0",
        medication(
            "Atenolol 25 MG",
            "<entryRelationship typeCode=\"RSON\"><observation><value xsi:type=\"CD\" code=\"1\" "
            "displayName=\"Hypertensive disorder\"/></observation></entryRelationship>"
        ),
        table("Medication|Indications", {"Atenolol 25 MG|" + words})
    );
  };
  CHECK_FALSE(row("Hypertension").has("checked=\"no\""));
  CHECK(row("Hypotension").tells("The text of the chart says: Indications: Hypotension"));
}

TEST_CASE("a paragraph that says resolved of the table below is told beside its entries alone") {
  const auto got = witnessed(
      "11450-4",
      problem("Gout"),
      "<paragraph>Resolved problems</paragraph>" + table("Illness|Status", {"Gout|Active"})
  );
  CHECK(got.tells("Gout - The text of the chart says: Resolved problems"));
  CHECK(got.has("status=\"unclear\""));
  CHECK_FALSE(got.tells("write it into the draft"));
}
