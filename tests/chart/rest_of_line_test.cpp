// A line of the text is read as far as its words were looked at: what remains of it is told beside
// the entry that points to it, and words that speak against the entry make it unclear.

#include "engine/chart/known_words.hpp"
#include "engine/chart/wording.hpp"
#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

/// A row with this name, to which `row` points_to_row, and one more cell.
std::string line_of_name(
    const std::string& name, const std::string& heading, const std::string& words
) {
  return "<table><thead><tr><th>Name</th><th>" + heading +
         "</th></tr></thead><tbody><tr ID=\"row\"><td>" + name + "</td><td>" + words +
         "</td></tr></tbody></table>";
}

const std::string points_to_row = "<text><reference value=\"#row\"/></text>";

Imported section_read(const std::string& loinc, const std::string& entry, const std::string& text) {
  return import({{"chart.xml", document(section(loinc, entry, text))}});
}

Imported medicine_with(const std::string& heading, const std::string& words) {
  return section_read(
      "10160-0",
      medication("Aspirin 81 MG", points_to_row + "<doseQuantity value=\"1\"/>"),
      line_of_name("Aspirin 81 MG", heading, words)
  );
}

Imported illness_with(const std::string& heading, const std::string& words) {
  return section_read(
      "11450-4",
      problem("Asthma", points_to_row + "<effectiveTime><low value=\"20140227\"/></effectiveTime>"),
      line_of_name("Asthma", heading, words)
  );
}

}  // namespace

TEST_CASE("a cell of a line that no reader used is told beside the entry") {
  const std::string told = "The text of the chart says: Comments: ";
  const auto allergic = section_read(
      "48765-2",
      allergy("Penicillin", points_to_row),
      line_of_name("Penicillin", "Comments", "Patient tolerated amoxicillin 2012; delabeled")
  );
  CHECK(allergic.tells(
      "Allergies: Penicillin - " + told + "Patient tolerated amoxicillin 2012; delabeled"
  ));
  CHECK(allergic.has("<allergy status=\"active\" from=\"chart-1\" basis=\"coded\" checked=\"no\">")
  );
  const auto operated = section_read(
      "47519-4",
      "<entry><procedure moodCode=\"EVN\"><code code=\"2\" displayName=\"Cholecystectomy\"/>" +
          points_to_row + "</procedure></entry>",
      line_of_name("Cholecystectomy", "Comments", "Converted, perforation repaired")
  );
  CHECK(operated.tells("Cholecystectomy - " + told + "Converted, perforation repaired"));
  CHECK(medicine_with("Comments", "Bring the bottle along").tells(told + "Bring the bottle along"));
}

TEST_CASE("words of a line that speak against an entry leave it unclear") {
  const auto stopped = medicine_with("Comments", "Stopped by cardiology 1/5/2014 after GI bleed");
  CHECK(
      stopped.has("<medication status=\"unclear\" from=\"chart-1\" basis=\"coded\" checked=\"no\">")
  );
  CHECK(stopped.tells("Comments: Stopped by cardiology 1/5/2014 after GI bleed"));
  for (const std::string words :
       {"Patient not taking: Reported on 12/20/2013", "Stop taking this medicine", "never took it"})
    CHECK(medicine_with("Instructions", words).has("<medication status=\"unclear\""));
  CHECK(medicine_with("Taking?", "No").has("<medication status=\"unclear\""));
  CHECK(medicine_with("Taking?", "Yes")
            .has("<medication status=\"current\" from=\"chart-1\" basis=\"coded\">"));
  for (const std::string state : {"Ruled out", "Suspected", "History of"}) {
    const auto got = illness_with("Status", state);
    CHECK(got.has("<problem status=\"unclear\" from=\"chart-1\" basis=\"coded\" checked=\"no\">"));
    CHECK(got.tells("Asthma - The text of the chart says: Status: " + state));
  }
  CHECK(illness_with("Comments", "Ruled out by CT on 3/5/2014").has("<problem status=\"unclear\""));
}

TEST_CASE("advice for a day that may come speaks against nothing") {
  using engine::chart::speaks_against;
  CHECK(speaks_against("Stop taking this medicine"));
  CHECK(speaks_against("Take 1 tablet (Patient not taking: Reported on 12/20/2013)"));
  CHECK(speaks_against("ya no lo toma"));
  CHECK_FALSE(speaks_against("Stop taking it if you get a rash"));
  CHECK_FALSE(speaks_against("Do not take on an empty stomach"));
  CHECK_FALSE(speaks_against("Do not stop taking this medicine"));
  CHECK_FALSE(speaks_against("Take until stopped by your doctor"));
}

TEST_CASE("a cell that says what its entry has in other words is nothing to check") {
  CHECK_FALSE(medicine_with("Dosage", "Take one tablet by mouth").has("checked=\"no\""));
  CHECK_FALSE(illness_with("Code", "Asthma (195967001 SNOMED CT)").has("checked=\"no\""));
  CHECK_FALSE(illness_with("Dates", "Onset: Feb 27 2014 9:00 pm").has("checked=\"no\""));
  CHECK_FALSE(illness_with("Comments", "None").has("checked=\"no\""));
  // A medicine of which no code says how it is taken has it from the text alone.
  CHECK(section_read(
            "10160-0",
            medication("Aspirin 81 MG", points_to_row),
            line_of_name("Aspirin 81 MG", "Given", "twice daily")
  )
            .tells("The text of the chart says: Given: twice daily"));
}

TEST_CASE("what stands in an item behind the words that an entry points to is told") {
  const auto got = section_read(
      "11450-4",
      problem("Asthma", points_to_row),
      "<list><item><content ID=\"row\">Asthma</content> mild, since childhood</item></list>"
  );
  CHECK(got.tells("Asthma - The text of the chart says: Asthma mild, since childhood"));
}

TEST_CASE("known words are known in any order, with other endings and numbers") {
  engine::chart::KnownWords known;
  known.add("Ibuprofen 600 MG Oral Tablet");
  CHECK(known.cover("Oral tablets of ibuprofen, 200"));
  CHECK(known.cover("March 3, 2014"));
  CHECK_FALSE(known.cover("no ibuprofen"));
  CHECK_FALSE(known.cover("ibuprofen daily"));
  known.add_words_of_taking();
  CHECK(known.cover("ibuprofen twice daily"));
}

TEST_CASE("what stands above a row, or in a footnote, is told") {
  const std::string rows =
      "<table><caption>Discontinued medications</caption><tbody><tr ID=\"row\"><td>Aspirin 81 "
      "MG</td></tr></tbody></table>";
  const auto got = section_read("10160-0", medication("Aspirin 81 MG", points_to_row), rows);
  CHECK(got.has("<medication status=\"unclear\""));
  CHECK(got.tells("Aspirin 81 MG - The text of the chart says: Discontinued medications"));
  CHECK(section_read(
            "10160-0",
            medication("Aspirin 81 MG"),
            "<paragraph>Aspirin 81 MG<footnote>Gave her a rash</footnote></paragraph>"
  )
            .tells("write it into the draft: List – Gave her a rash"));
}

TEST_CASE("a line that begins with a name, and to which nothing points, is compared all the same") {
  for (const std::string text :
       {"<list><item>Asthma - ruled out by CT</item></list>",
        "<paragraph>Asthma - ruled out by CT</paragraph>",
        "Asthma - ruled out by CT<br/>",
        "<table><tbody><tr><td>Asthma - ruled out by CT</td></tr></tbody></table>"}) {
    const auto got = section_read("11450-4", problem("Asthma"), text);
    CHECK(got.has("<problem status=\"unclear\""));
    CHECK(got.tells("Asthma - The text of the chart says: Asthma - ruled out by CT"));
    CHECK(got.tells("Everything was read."));
  }
}

TEST_CASE("a whole table is no spelling of a name, and a text with a code is one of the list") {
  const auto one = import(
      {{"a.xml",
        document(section(
            "48765-2",
            "<entry><act><entryRelationship typeCode=\"SUBJ\"><observation><text><reference "
            "value=\"#row\"/></text><participant "
            "typeCode=\"CSM\"><participantRole><playingEntity><code "
            "nullFlavor=\"OTH\"><originalText>talazoparib</originalText><translation code=\"C9\" "
            "displayName=\"Talazoparib\"/></code></playingEntity></participantRole></participant>"
            "</observation></entryRelationship></act></entry>",
            "<list><item ID=\"row\">Agent: talazoparib. " + std::string(140, 'x') + "</item></list>"
        ))}}
  );
  CHECK(one.has("<substance>talazoparib</substance>\n    </allergy>"));
  CHECK(one.tells("talazoparib - The text of the chart says: Agent: talazoparib. xxx"));
}
