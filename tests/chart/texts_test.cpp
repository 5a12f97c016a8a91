// A document of FHIR whose text says more than its records.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

std::string section_of(
    const std::string& loinc, const std::string& title, const std::string& div, bool has_entry
) {
  return R"({"title":")" + title + R"(","code":{"coding":[{"code":")" + loinc +
         R"("}]},"text":{"status":"additional","div":"<div>)" + div + "</div>\"}" +
         (has_entry ? R"(,"entry":[{"reference":"Condition/c"}])" : "") + "}";
}

Imported of_sections(const std::string& sections, const std::string& more = "") {
  const std::string composition =
      R"({"resourceType":"Composition","subject":{"reference":"Patient/p"},"date":"2026-07-01","section":[)" +
      sections + "]}";
  return import({{"a.json", bundle(more.empty() ? composition : and_(composition, more))}});
}

const std::string asthma =
    R"({"resourceType":"Condition","id":"c","subject":{"reference":"Patient/p"},"code":{"text":"Asthma"}})";

}  // namespace

TEST_CASE("lines of a document's text that no record has are to check") {
  const auto got = of_sections(
      section_of(
          "11450-4",
          "Problems",
          "<table><tr><th>Name</th><th>State</th></tr><tr><td>Asthma</td><td>active</td></tr><tr>"
          "<td>Epilepsy</td><td>since 2019 &amp; on</td></tr></table>",
          true
      ) + "," +
          section_of("48765-2", "Allergies", "<p>Penicillin:<br/>anaphylaxis</p>", false),
      asthma
  );
  CHECK(
      got.tells("The text has this, and the list of problems does not. If it is yours, write it "
                "into the draft: Epilepsy · since 2019 & on")
  );
  CHECK(
      got.tells("the list of allergies does not. If it is yours, write it into the draft: "
                "Penicillin:")
  );
  CHECK_FALSE(got.tells("write it into the draft: Asthma"));
  CHECK_FALSE(got.tells("write it into the draft: Name"));
}

TEST_CASE("a text that says that there are none is such a word, and other texts are not lost") {
  const auto got = of_sections(
      section_of("48765-2", "Allergies", "<p>No known allergies</p>", false) + "," +
      section_of(
          "8648-8", "Hospital course", "<p>Fell at home.</p><ul><li>Hip is sore</li></ul>", false
      )
  );
  CHECK(got.has("<allergies status=\"none\""));
  CHECK(got.tells("Hospital course: Fell at home.; Hip is sore"));
}

TEST_CASE("a document in XML has the same texts") {
  const auto got = import(
      {{"a.xml",
        R"(<Bundle xmlns="http://hl7.org/fhir"><timestamp value="2026-07-10"/><entry><resource><Composition><section><title value="Allergies"/><code><coding><code value="48765-2"/></coding></code><text><div xmlns="http://www.w3.org/1999/xhtml"><ul><li>Penicillin &lt;severe&gt;</li><li>Latex</li></ul></div></text></section></Composition></resource></entry><entry><resource><Condition><text><div xmlns="http://www.w3.org/1999/xhtml"><p>generated</p></div></text><code><text value="Gout"/></code></Condition></resource></entry></Bundle>)"}}
  );
  CHECK(got.has("<substance>Penicillin &lt;severe&gt;</substance>"));
  CHECK(got.has("<substance>Latex</substance>"));
  CHECK_FALSE(got.tells("generated"));
}

TEST_CASE("what a line of a document names besides its record is told") {
  const auto of_line = [](const std::string& line) {
    return of_sections(section_of("11450-4", "Problems", line, true), asthma);
  };
  const std::string unlisted =
      "The text has this, and the list of problems does not. If it is yours, write it into the "
      "draft: ";
  CHECK(of_line("Asthma; Epilepsy").tells(unlisted + "Epilepsy"));
  CHECK(of_line("Asthma and Epilepsy since 2010").tells(unlisted + "Epilepsy since 2010"));
  CHECK(of_line("Asthma, Lupus (kidney, skin)").tells(unlisted + "Lupus (kidney, skin)"));
  const auto row = of_line("<table><tr><td>Asthma</td><td>Ruled out by CT</td></tr></table>");
  CHECK(row.tells("Asthma - The text of the chart says: Asthma · Ruled out by CT"));
  CHECK(of_line("Asthma (worse in spring)").tells("The text of the chart says: Asthma (worse in"));
  CHECK_FALSE(of_line("Condition: Asthma").tells("The text"));
  CHECK_FALSE(of_line("<p>Asthma</p><p>Code: 195967001</p>").tells("The text"));
  const std::string aspirin =
      R"({"resourceType":"MedicationRequest","id":"c","status":"active","subject":{"reference":"Patient/p"},"medicationCodeableConcept":{"text":"Aspirin 81 mg"}})";
  const auto medicines = [&](const std::string& line) {
    return of_sections(section_of("10160-0", "Medicines", line, true), aspirin);
  };
  CHECK(medicines("Aspirin 81 mg, Warfarin 5 mg")
            .tells("the list of medicines does not. If it is yours, write it into the draft: "
                   "Warfarin 5 mg"));
  const auto stopped = medicines("Aspirin 81 mg - stopped for bleeding");
  CHECK(stopped.has("<medication status=\"unclear\""));
  CHECK(stopped.tells("The text of the chart says: Aspirin 81 mg - stopped for bleeding"));
}

TEST_CASE("a line of another section that none of its records has is told") {
  const auto got = of_sections(
      section_of("47519-4", "Procedures", "<p>Asthma</p><p>Stent 2019</p>", true), asthma
  );
  CHECK(got.tells("read it yourself - Procedures – Stent 2019"));
  CHECK_FALSE(got.tells("Procedures – Asthma"));
}
