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
  CHECK(got.tells("write it into the draft: Penicillin <severe>"));
  CHECK(got.tells("write it into the draft: Latex"));
  CHECK_FALSE(got.tells("generated"));
}
