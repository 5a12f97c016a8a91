// Whom a FHIR file names: the person's own doctors are taken, those of a whole town are not.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

Imported people_of(const std::string& resources) {
  return import({{"records.json", bundle(resources)}});
}

std::string visit(
    const std::string& doctor, const std::string& office, const std::string& day = "2026-03-01"
) {
  return R"({"resourceType":"Encounter","status":"finished","subject":{"reference":"Patient/p"},
"period":{"start":")" +
         day + R"("},"participant":[{"individual":)" + doctor + R"(}],"serviceProvider":)" +
         office + "}";
}

const std::string novak =
    R"({"reference":"Practitioner?identifier=npi|1","display":"Dr. Ada Novak"})";
const std::string clinic = R"({"reference":"Organization?identifier=x|2","display":"Oak Clinic"})";

std::string doctor(const std::string& id, const std::string& family) {
  return R"({"resourceType":"Practitioner","id":")" + id +
         R"(","identifier":[{"system":"npi","value":")" + id + R"("}],"name":[{"family":")" +
         family +
         R"(","given":["Ada"],"prefix":["Dr."]}],"address":[{"line":["2 Oak St"],"city":"Dayton"}]})";
}

}  // namespace

TEST_CASE("a doctor of whom the records have a name and no more is taken, with the office") {
  const auto got = people_of(and_(visit(novak, clinic), visit(novak, clinic, "2025-01-02")));
  CHECK(got.has("<text>Dr. Ada Novak</text>\n    </name>\n    <organization>Oak Clinic<"));
  CHECK(got.tells("Dr. Ada Novak · Oak Clinic · visits: 2, the last: March 1, 2026"));
  const auto ordered = people_of(
      R"({"resourceType":"MedicationRequest","status":"active","subject":{"reference":"Patient/p"},
"medicationCodeableConcept":{"text":"Zocor"},"requester":{"display":"Lee Brandt"}})"
  );
  CHECK(ordered.has("<text>Lee Brandt</text>"));
}

TEST_CASE("a doctor who was seen at two offices has none of them") {
  const auto got =
      people_of(and_(visit(novak, clinic), visit(novak, R"({"display":"Elm Clinic"})")));
  CHECK(got.has("<text>Dr. Ada Novak</text>\n    </name>\n  </provider>"));
  CHECK(got.has("<organization>Oak Clinic</organization>"));
  CHECK(got.has("<organization>Elm Clinic</organization>"));
}

TEST_CASE("a doctor whom no record names is told, and not taken") {
  const auto got = people_of(and_(
      visit(R"({"reference":"Practitioner/1"})", clinic),
      and_(
          doctor("1", "Novak"),
          and_(
              doctor("2", "Strange"),
              R"({"resourceType":"Organization","id":"9","name":"Far Hospice"})"
          )
      )
  ));
  CHECK(got.has("<family>Novak</family>"));
  CHECK(got.has("<line>2 Oak St</line>"));
  CHECK_FALSE(got.has("Strange"));
  CHECK_FALSE(got.has("Hospice"));
  CHECK(
      got.tells("People and offices, 2: none of your records names them; if one of them is yours, "
                "write them into the draft - Dr. Ada Strange - Far Hospice")
  );
  CHECK(got.tells("You, people and offices: 5 found = 2 taken + 1 said again + 2 left out"));
}

TEST_CASE("a record leads to a doctor by the number of a doctor, and by the name") {
  const auto by_number = people_of(and_(visit(novak, clinic), doctor("1", "Berg")));
  CHECK(by_number.has("<family>Berg</family>"));
  CHECK_FALSE(by_number.has("Novak"));
  const auto by_name =
      people_of(and_(visit(R"({"display":"Dr. Ada Novak"})", clinic), doctor("7", "Novak")));
  CHECK(by_name.has("<family>Novak</family>"));
  CHECK_FALSE(by_name.has("<text>Dr. Ada Novak</text>"));
}

TEST_CASE("a role leads to a person and an office, and stands for nobody where nothing leads to it"
) {
  const std::string role =
      R"({"resourceType":"PractitionerRole","id":"r","practitioner":{"reference":"Practitioner/1"},
"organization":{"display":"Oak Clinic"},"specialty":[{"text":"Neurology"}]})";
  const auto of = [&](const std::string& individual) {
    return people_of(and_(visit(individual, clinic), and_(role, doctor("1", "Berg"))));
  };
  const auto got = of(R"({"reference":"PractitionerRole/r"})");
  CHECK(got.has("<specialty>Neurology</specialty>"));
  CHECK(got.tells("Dr. Ada Berg · Neurology · Oak Clinic · visits: 1"));
  CHECK_FALSE(of(novak.substr(0, 1) + R"("display":"Dr. Lee Ito"})").has("Berg"));
}

TEST_CASE("a doctor who stands inside a record is taken") {
  const auto got = people_of(
      R"({"resourceType":"MedicationRequest","status":"active","subject":{"reference":"Patient/p"},
"medicationCodeableConcept":{"text":"Zocor"},"requester":{"reference":"#d"},
"contained":[{"resourceType":"Practitioner","id":"d","name":[{"family":"Ito","given":["Lee"]}]}]})"
  );
  CHECK(got.has("<family>Ito</family>"));
}

TEST_CASE("the general practitioner of a person is primary care, and comes first") {
  std::string chart = bundle(and_(
      visit(R"({"reference":"Practitioner/1"})", clinic),
      and_(doctor("1", "Novak"), doctor("2", "Berg"))
  ));
  const std::string born = R"("birthDate":"1954-03-23")";
  chart.replace(
      chart.find(born),
      born.size(),
      born + R"(,"generalPractitioner":[{"reference":"Practitioner/2"}])"
  );
  const auto got = import({{"records.json", chart}});
  CHECK(got.has("<provider id=\"berg\" role=\"pcp\""));
  CHECK(got.draft.find("Berg") < got.draft.find("Novak"));
  CHECK(got.tells("Dr. Ada Berg – primary care"));
}

TEST_CASE("who pays, who made a medicine and whom somebody else sees are none of the doctors") {
  const auto got = people_of(and_(
      R"({"resourceType":"Coverage","status":"active","beneficiary":{"reference":"Patient/p"},
"subscriberId":"7","payor":[{"reference":"Organization/1"}]})",
      and_(
          R"({"resourceType":"Organization","id":"1","name":"Buckeye Health"})",
          R"({"resourceType":"Encounter","subject":{"reference":"Patient/other"},
"participant":[{"individual":{"display":"Dr. Lee Ito"}}]})"
      )
  ));
  CHECK(got.has("<payer>Buckeye Health</payer>"));
  CHECK_FALSE(got.has("<provider id"));
  CHECK(got.tells("You, people and offices: 2 found = 1 taken + 1 said again"));
}
