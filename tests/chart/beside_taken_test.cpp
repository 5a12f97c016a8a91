// What stands in entries beside what is taken of them: nothing of it is lost without a word.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

std::string act_of(const std::string& inside) {
  return "<entry><organizer><code code=\"1\" displayName=\"Chest X-ray\"/>" + inside +
         "</organizer></entry>";
}

std::string observed(const std::string& state, const std::string& value) {
  return "<component><observation><code code=\"2\" displayName=\"Urea nitrogen\"/><statusCode "
         "code=\"" +
         state + "\"/><effectiveTime value=\"20260301\"/>" + value + "</observation></component>";
}

}  // namespace

TEST_CASE("a test that is left out has its day, what is still to come and what a report says") {
  const std::string report = "The heart is enlarged. IMPRESSION: Cardiomegaly.";
  CHECK(witnessed("30954-2", act_of(observed("active", "")), "")
            .tells("Chest X-ray (March 1, 2026) – not done yet: Urea nitrogen"));
  CHECK(witnessed(
            "30954-2",
            act_of(observed("completed", "<value xsi:type=\"ED\">" + report + "</value>")),
            ""
  )
            .tells("Chest X-ray (March 1, 2026) – it says: " + report));
}

TEST_CASE("who measured a test and who told the office something are named") {
  const std::string laboratory =
      "<performer><assignedEntity><representedOrganization><name>Value Labs</name><addr><city>"
      "Beaverton</city><state>OR</state></addr></representedOrganization></assignedEntity>"
      "</performer>";
  CHECK(witnessed("30954-2", act_of(laboratory + observed("completed", "")), "")
            .tells("they made or signed your tests; that makes nobody your doctor - Value Labs, "
                   "Beaverton, OR"));
  const std::string informant =
      "<informant><relatedEntity><telecom value=\"tel:+1(937)555-0199\"/><relatedPerson><name>"
      "<given>Luz</given><family>Mora</family></name></relatedPerson></relatedEntity></informant>";
  CHECK(witnessed("48765-2", allergy("codeine", informant), "")
            .tells("they told the office what stands in the chart; that makes nobody your doctor - "
                   "Luz Mora, (937) 555-0199"));
}

TEST_CASE("what a pharmacy gave, and what a mixture is made of, are told") {
  const auto got = witnessed(
      "10160-0",
      medication(
          "Albuterol",
          "<entryRelationship><supply><repeatNumber value=\"1\"/><quantity value=\"75\"/>"
          "</supply></entryRelationship>"
      ),
      ""
  );
  CHECK(got.tells("Albuterol: 75 (1)"));
  std::string mixture = medication("Mouthwash");
  const std::string end = "</manufacturedMaterial>";
  mixture.insert(
      mixture.find(end),
      "<ingredient><quantity><numerator value=\"0.2\" unit=\"mL\"/><denominator value=\"1\" "
      "unit=\"mL\"/></quantity><ingredientSubstance><code displayName=\"lidocaine 50 MG/ML\"/>"
      "</ingredientSubstance></ingredient>"
  );
  CHECK(witnessed("10160-0", mixture, "")
            .tells("The chart says what it is made of: lidocaine 50 MG/ML: 0.2 mL / 1 mL"));
}

TEST_CASE("a day that cannot be read is told as it is written") {
  CHECK(witnessed(
            "11450-4",
            problem("Gout", "<effectiveTime><low value=\"421927004\"/></effectiveTime>"),
            ""
  )
            .tells("A day of the chart cannot be read: 421927004"));
  CHECK_FALSE(
      witnessed(
          "11450-4", problem("Gout", "<effectiveTime><low value=\"2019\"/></effectiveTime>"), ""
      )
          .tells("cannot be read")
  );
}

TEST_CASE("how many aids there are, and how much a concern matters, is told") {
  CHECK(witnessed(
            "47420-5",
            "<entry><supply moodCode=\"EVN\"><quantity value=\"2\"/><participant><participantRole>"
            "<playingDevice><code code=\"3\" displayName=\"cane\"/></playingDevice>"
            "</participantRole></participant></supply></entry>",
            ""
  )
            .tells("cane × 2"));
  const std::string priority =
      "<entryRelationship><observation><templateId root=\"2.16.840.1.113883.10.20.22.4.143\"/>"
      "<value xsi:type=\"CD\" code=\"4\" displayName=\"High priority\"/></observation>"
      "</entryRelationship>";
  CHECK(witnessed(
            "75310-3",
            "<entry><act><entryRelationship><observation><templateId "
            "root=\"2.16.840.1.113883.10.20.22.4.4\"/><value xsi:type=\"CD\" code=\"5\" "
            "displayName=\"Pneumonia\"/></observation></entryRelationship>" +
                priority + "</act></entry>",
            ""
  )
            .tells("Pneumonia – High priority"));
}

TEST_CASE("the place of the visit that a chart is of is told") {
  const std::string visit =
      "<componentOf><encompassingEncounter><code code=\"6\" displayName=\"Inpatient stay\"/>"
      "<location><healthCareFacility><location><name>Good Health Clinic</name><addr><city>Blue "
      "Bell</city></addr></location></healthCareFacility></location></encompassingEncounter>"
      "</componentOf>";
  CHECK(import({{"chart.xml", document("", visit)}}
  ).tells("Inpatient stay – at Good Health Clinic, Blue Bell"));
}

TEST_CASE("a phone number with too many digits is to check") {
  const std::string doctor =
      "<documentationOf><serviceEvent><performer><assignedEntity><telecom "
      "value=\"(555)555-555-1234\"/><assignedPerson><name><given>Ana</given><family>Ruiz</family>"
      "</name></assignedPerson></assignedEntity></performer></serviceEvent></documentationOf>";
  CHECK(import({{"chart.xml", document("", doctor)}}
  ).tells("Ask for the right number: Ana Ruiz: (555)555-555-1234"));
}

TEST_CASE("numbers, languages and addresses that are no longer of use are named") {
  const auto got = import(
      {{"a.json",
        R"({"resourceType":"Patient","id":"p","name":[{"family":"Vega","given":["Rosa"]}],
"birthDate":"1954-03-23","telecom":[{"system":"phone","value":"608-555-2013","use":"old"}],
"address":[{"use":"temp","line":["5 Temp Ct"],"city":"Madison"}],"communication":[
{"language":{"coding":[{"code":"en"}]}},{"preferred":true,"language":{"coding":[{"code":"es"}]}}]})"}}
  );
  CHECK(got.tells("a phone number or an e-mail address that is no longer used"));
  CHECK(got.tells("another language"));
  CHECK(
      got.tells("does not say until when. If you are no longer there, take it out of the draft: 5 "
                "Temp Ct")
  );
}

TEST_CASE("where a doctor works stands beside the office") {
  const auto got = import(
      {{"a.json",
        bundle(and_(
            R"({"resourceType":"Condition","subject":{"reference":"urn:uuid:1"},"code":{"text":"Gout"},
"asserter":{"reference":"PractitionerRole/r"}})",
            and_(
                R"({"resourceType":"PractitionerRole","id":"r","practitioner":{"display":"Amy Heart"},
"location":[{"reference":"Location/l"}]})",
                R"({"resourceType":"Location","id":"l","name":"Heart Center East","address":{"line":["2 East Ave"],"city":"Madison"}})"
            )
        ))}}
  );
  CHECK(got.tells("also at: Heart Center East, 2 East Ave, Madison"));
}

TEST_CASE("a home phone of an older chart is told, and not taken beside that of a newer one") {
  const auto chart = [](const std::string& day, const std::string& phone) {
    std::string all = bundle(
        R"({"resourceType":"Condition","subject":{"reference":"urn:uuid:1"},"code":{"text":"Gout"}})"
    );
    all.replace(all.find("2026-07-10"), 10, day);
    const std::string born = "\"birthDate\"";
    return all.insert(
        all.find(born), R"("telecom":[{"system":"phone","use":"home","value":")" + phone + R"("}],)"
    );
  };
  const auto got = import(
      {{"a.json", chart("2026-06-01", "608-555-2013")},
       {"b.json", chart("2026-07-01", "608-555-2014")}}
  );
  CHECK(got.has("(608) 555-2014"));
  CHECK_FALSE(got.has("(608) 555-2013"));
  CHECK(
      got.tells("An older chart has another home phone, and it was left out. If it still rings, "
                "write it into the draft: (608) 555-2013")
  );
}

TEST_CASE("directions that tell the person the same in other words are said once") {
  const auto ordered = [](const std::string& own) {
    std::string all = bundle(
        R"x({"resourceType":"MedicationRequest","status":"active","subject":{"reference":"urn:uuid:1"},
"medicationCodeableConcept":{"text":"Norvasc"},"dosageInstruction":[
{"text":"5 mg = 1 tab(s), Oral, Daily, 3 Refill(s)","patientInstruction":"OWN"}]})x"
    );
    return import({{"a.json", all.replace(all.find("OWN"), 3, own)}});
  };
  CHECK(ordered("5 mg 1 tab(s) Oral (given by mouth) every day. Refills: 3.")
            .has("<instruction>5 mg = 1 tab(s), Oral, Daily, 3 Refill(s)</instruction>"));
  CHECK(ordered("Take on an empty stomach").has("3 Refill(s). Take on an empty stomach"));
  CHECK(ordered("Take 2 tablets").has("3 Refill(s). Take 2 tablets"));
}

TEST_CASE("the day of records without one is that of the newest, also of an order") {
  const auto got = import(
      {{"a.json",
        R"({"resourceType":"Condition","recordedDate":"2025-05-06","code":{"text":"Gout"}})"},
       {"b.json",
        R"({"resourceType":"ServiceRequest","status":"active","intent":"order","authoredOn":"2026-11-01","code":{"text":"Knee scan"}})"}}
  );
  CHECK(got.has("date=\"2026-11-01\""));
}

TEST_CASE("a care team of text alone is taken, and to check") {
  const auto got = witnessed(
      "85847-2",
      "",
      "<list><item><table><caption>Dr. Uel B. Better</caption><tbody><tr><td>Role: "
      "PCP</td></tr><tr>"
      "<td>Speciality: Internal Medicine</td></tr><tr><td>Address: 100 Main St., Hope Valley, RI "
      "02832</td></tr><tr><td>Contact Phone: (401)539-2461</td></tr><tr><td>Email: Not on "
      "File</td></tr></tbody></table></item></list>"
  );
  CHECK(got.has("role=\"pcp\""));
  CHECK(got.has("<text>Dr. Uel B. Better</text>"));
  CHECK(got.has("<specialty>Internal Medicine</specialty>"));
  CHECK(got.has("<city>Hope Valley</city>"));
  CHECK(got.has("<postalCode>02832</postalCode>"));
  CHECK(got.has("(401) 539-2461"));
  CHECK(
      got.tells("These people stand in the text of the chart alone. If one of them is no doctor or "
                "nurse of yours, take them out of the draft: Dr. Uel B. Better")
  );
}

TEST_CASE("what somebody was told of a vaccine stands beside it") {
  const std::string vaccine =
      "<entry><substanceAdministration moodCode=\"EVN\"><effectiveTime value=\"19981215\"/>"
      "<consumable><manufacturedProduct><manufacturedMaterial><code code=\"33\" "
      "displayName=\"pneumococcal vaccine\"/></manufacturedMaterial></manufacturedProduct>"
      "</consumable><entryRelationship><act><templateId "
      "root=\"2.16.840.1.113883.10.20.22.4.20\"/><text>Possible fever for three days.</text></act>"
      "</entryRelationship></substanceAdministration></entry>";
  CHECK(witnessed("11369-6", vaccine, "")
            .tells("pneumococcal vaccine (December 15, 1998) – Possible fever for three days."));
}

TEST_CASE("a cell that is a label is nothing to check") {
  CHECK_FALSE(witnessed(
                  "48765-2",
                  allergy("codeine"),
                  "<table><tbody><tr><th>Agent:</th><td>codeine</td></tr></tbody></table>"
  )
                  .has("checked=\"no\""));
}
