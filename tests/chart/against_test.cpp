// Names and directions of a chart that say another thing than their entry.

#include "engine/chart/wording.hpp"
#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;
using engine::chart::strengths_differ;

namespace {

/// An illness whose code and text have these names.
std::string named(const std::string& coded, const std::string& text) {
  return "<entry><act><statusCode code=\"active\"/><entryRelationship "
         "typeCode=\"SUBJ\"><observation>"
         "<templateId root=\"2.16.840.1.113883.10.20.22.4.4\"/><value xsi:type=\"CD\" code=\"17\" "
         "codeSystem=\"2.16.840.1.113883.6.96\" displayName=\"" +
         coded + "\"><originalText>" + text +
         "</originalText></value></observation></entryRelationship></act></entry>";
}

Imported pneumonia_called(const std::string& text) {
  return witnessed("11450-4", named("Pneumonia", text), "");
}

/// A medicine of FHIR that is taken, with these members.
Imported ordered_as(const std::string& members) {
  return import(
      {{"a.json",
        bundle(
            "{\"resourceType\":\"MedicationRequest\",\"status\":\"active\",\"intent\":\"order\"," +
            members + "}"
        )}}
  );
}

Imported with_directions(const std::string& words) {
  return ordered_as(
      "\"medicationCodeableConcept\":{\"text\":\"Warfarin 5 "
      "mg\"},\"dosageInstruction\":[{\"text\":\"" +
      words + "\"}]"
  );
}

}  // namespace

TEST_CASE("strengths are compared as amounts of one unit") {
  CHECK(strengths_differ("ibuprofen 600 MG Oral Tablet", "Ibuprofen 800mg Oral Tablet"));
  CHECK(strengths_differ("Insulin 100 unit/mL", "insulin 300 UNT/ML"));
  CHECK_FALSE(strengths_differ("albuterol 0.09 MG/ACTUAT", "Proventil 90 mcg"));
  CHECK_FALSE(strengths_differ("levothyroxine 0.05 MG", "Levothyroxine 50 mcg tablet"));
  CHECK_FALSE(strengths_differ("Amoxicillin 500 mg", "Amoxicillin 1 capsule"));
  CHECK_FALSE(strengths_differ("Amoxicillin 1,000 mg", "amoxicillin 1 g"));
}

TEST_CASE("another strength in another name of a medicine is told") {
  const auto got = ordered_as(
      "\"medicationCodeableConcept\":{\"text\":\"Warfarin 5 mg\",\"coding\":[{\"system\":\"http://"
      "www.nlm.nih.gov/research/umls/rxnorm\",\"code\":\"855288\",\"display\":\"warfarin sodium 1 "
      "MG Oral Tablet\"}]}"
  );
  CHECK(got.tells("The chart has two strengths or amounts. The other one: "));
  CHECK(got.has("checked=\"no\""));
}

TEST_CASE("a name that says no, history or resolved leaves the illness unclear, and is told") {
  for (const std::string words :
       {"Pneumonia (resolved 2015)",
        "Family history of pneumonia",
        "History of pneumonia",
        "No pneumonia",
        "R/O pneumonia"}) {
    const auto got = pneumonia_called(words);
    CHECK(got.tells("Pneumonia - Words of the chart speak against it: " + words));
    CHECK(got.has("<problem status=\"unclear\" from=\"chart-1\" basis=\"coded\" checked=\"no\">"));
    CHECK(got.tells("not clear if it goes on (see above)"));
  }
  CHECK_FALSE(pneumonia_called("Pneumonia, community acquired").has("checked=\"no\""));
}

TEST_CASE("the other side in another name is told, and the illness goes on") {
  const auto got = witnessed("11450-4", named("Cancer of right breast", "Breast cancer, left"), "");
  CHECK(got.tells("Words of the chart speak against it: Breast cancer, left"));
  CHECK(got.has("status=\"active\""));
}

TEST_CASE("an operation whose name says cancelled is to be checked") {
  const auto got = witnessed(
      "47519-4",
      "<entry><procedure moodCode=\"EVN\"><code code=\"2\" "
      "displayName=\"Colonoscopy\"><originalText>"
      "Colonoscopy (cancelled, poor prep)</originalText></code><effectiveTime value=\"20110215\"/>"
      "</procedure></entry>",
      ""
  );
  CHECK(got.tells("Words of the chart speak against it: Colonoscopy (cancelled, poor prep)"));
  CHECK(got.has("checked=\"no\""));
}

TEST_CASE("directions that say stopped or not taking leave a medicine unclear") {
  for (const std::string words :
       {"Take 1 tablet daily (Patient not taking: Reported on 6/1/2026)",
        "STOP taking this medicine on 6/1/2026",
        "Discontinued",
        "HOLD until seen by nephrology"}) {
    const auto got = with_directions(words);
    CHECK(got.tells("Warfarin 5 mg - Words of the chart speak against it: " + words));
    CHECK(got.has("status=\"unclear\""));
  }
  CHECK(with_directions("Stop taking it if you bleed").has("status=\"current\""));
  CHECK_FALSE(with_directions("Hold for a pulse below 50").has("checked=\"no\""));
}

TEST_CASE("the name of a medicine that says discontinued leaves it unclear") {
  const auto named = [](const std::string& name) {
    return ordered_as("\"medicationCodeableConcept\":{\"text\":\"" + name + "\"}");
  };
  CHECK(named("Digoxin 125 mcg (discontinued)").has("status=\"unclear\""));
  CHECK(named("Do not use: Celecoxib 200 mg")
            .tells("Its name says that it is not so, or that nobody is sure."));
}
