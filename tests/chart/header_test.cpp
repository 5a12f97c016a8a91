// The head of a document, and who stands in its entries: doctors, and those to call.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

std::string person(const std::string& holder, const std::string& given, const std::string& family) {
  return "<" + holder + "><name><given>" + given + "</given><family>" + family +
         "</family></name></" + holder + ">";
}

Imported headed(const std::string& header, const std::string& sections = "") {
  return import({{"chart.xml", document(sections, header)}});
}

/// The document with this inside the patient.
Imported with_patient(const std::string& inside) {
  std::string chart = document("");
  const std::string born = "<birthTime";
  chart.replace(chart.find(born), born.size(), inside + born);
  return import({{"chart.xml", chart}});
}

}  // namespace

TEST_CASE("who wrote or did what an entry says is one of the doctors, and the person is not") {
  const std::string author = "<author><assignedAuthor><code displayName=\"Cardiology\"/>" +
                             person("assignedPerson", "Heartly", "Sixer") +
                             "</assignedAuthor></author>";
  const auto got = headed("", section("10160-0", medication("Zocor", author)));
  CHECK(got.has("<family>Sixer</family>"));
  CHECK(got.has("<specialty>Cardiology</specialty>"));
  const std::string own = "<author><assignedAuthor>" + person("assignedPerson", "Rosa", "Vega") +
                          "</assignedAuthor></author>";
  CHECK_FALSE(headed("", section("10160-0", medication("Zocor", own))).has("<provider id=\"vega\"")
  );
}

TEST_CASE("who is asked and who is to be called back are doctors, and who told it is to call") {
  const auto got = headed(
      "<informationRecipient><intendedRecipient>" +
      person("informationRecipient", "Sara", "Special") +
      "<receivedOrganization><name>Heart "
      "House</name></receivedOrganization></intendedRecipient></informationRecipient>"
      "<participant typeCode=\"CALLBCK\"><associatedEntity>" +
      person("associatedPerson", "Henry", "Seven") +
      "</associatedEntity></participant><informant><relatedEntity><code displayName=\"SPOUSE\"/>" +
      person("relatedPerson", "Frank", "Jones") + "</relatedEntity></informant>"
  );
  CHECK(
      got.has("<family>Special</family>\n    </name>\n    <organization>Heart House</organization>")
  );
  CHECK(got.has("<family>Seven</family>"));
  CHECK(got.has("<contact relationship=\"spouse\""));
}

TEST_CASE("a guardian who is a grandparent is both") {
  const auto got = with_patient(
      "<guardian><code displayName=\"Grandparent\"/>" + person("guardianPerson", "Ralph", "Jones") +
      "</guardian>"
  );
  CHECK(got.has("<contact relationship=\"grandparent, guardian\""));
}

TEST_CASE("a language that is spoken is not said to be read") {
  const auto language = [](const std::string& mode) {
    return "<languageCommunication><languageCode code=\"es\"/>" + mode + "</languageCommunication>";
  };
  CHECK(with_patient(language("<modeCode code=\"ESP\"/>")).has("<communication spoken=\"es\"/>"));
  CHECK(with_patient(language("")).has("<communication spoken=\"es\" written=\"es\"/>"));
}

TEST_CASE("an office with a phone of its own stands beside the doctor who works there") {
  const auto doctor = [](const std::string& phone) {
    return "<legalAuthenticator><assignedEntity><telecom value=\"" + phone + "\"/>" +
           person("assignedPerson", "Henry", "Seven") +
           "<representedOrganization><name>Elm "
           "Clinic</name></representedOrganization></assignedEntity>"
           "</"
           "legalAuthenticator><custodian><assignedCustodian><representedCustodianOrganization><"
           "name>Elm "
           "Clinic</name></representedCustodianOrganization></assignedCustodian></custodian>";
  };
  std::string chart = document("", doctor("tel:+1(937)555-0001"));
  const std::string office = "<name>Elm Clinic</name></providerOrganization>";
  const auto at = chart.find(office);
  chart.insert(at + 23, "<telecom value=\"tel:+1(937)555-0002\"/>");
  const auto got = import({{"a.xml", chart}});
  CHECK(got.has("(937) 555-0001"));
  CHECK(got.has("(937) 555-0002"));
  CHECK(got.has("<provider id=\"elmclinic\""));
  CHECK_FALSE(headed(doctor("tel:+1(937)555-0001")).has("<provider id=\"elmclinic\""));
}

TEST_CASE("who is named inside an entry is one of the doctors, and a relative is not") {
  const auto named = [](const std::string& type, const std::string& role) {
    return "<participant typeCode=\"" + type + "\"><participantRole>" + role +
           "<playingEntity><name><given>Penny</given><family>Puffer</family></name></playingEntity>"
           "</participantRole></participant>";
  };
  const auto of = [](const std::string& inside) {
    return headed("", section("10160-0", medication("Zocor", inside)));
  };
  const std::string nurse =
      "<code codeSystem=\"2.16.840.1.113883.6.101\" displayName=\"Nursing Service Providers; "
      "Registered Nurse\"/>";
  CHECK(of("<entryRelationship><act>" + named("RESP", "") + "</act></entryRelationship>")
            .has("<family>Puffer</family>"));
  const auto got = of(named("IRCP", nurse + "<telecom value=\"tel:+1(555)555-1014\"/>"));
  CHECK(got.has("<specialty>Registered Nurse</specialty>"));
  CHECK(got.has("(555) 555-1014"));
  CHECK_FALSE(of(named("IND", "")).has("Puffer"));
  CHECK(of(named("CST", "<code displayName=\"Healthcare agent\"/>"))
            .has("<contact relationship=\"healthcare agent\""));
}

TEST_CASE("everybody is counted, and who stands there twice is one") {
  const std::string seven = "<legalAuthenticator><assignedEntity>" +
                            person("assignedPerson", "Henry", "Seven") +
                            "</assignedEntity></legalAuthenticator>";
  const std::string again = "<author><assignedAuthor>" +
                            person("assignedPerson", "Seven", "Henry") +
                            "</assignedAuthor></author>";
  const auto got = headed(seven, section("10160-0", medication("Zocor", again)));
  // The person, the doctor and the clinic.
  CHECK(got.tells("You, people and offices: 4 found = 3 taken + 1 said again"));
  CHECK(got.tells("Henry Seven"));
  CHECK_FALSE(got.tells("Seven Henry"));
}

TEST_CASE("a phone number without all its digits gives way to a whole one, else it is told") {
  const auto doctor = [](const std::string& phone) {
    return "<assignedEntity><telecom value=\"" + phone + "\"/>" +
           person("assignedPerson", "Henry", "Seven") + "</assignedEntity>";
  };
  const std::string slip =
      "<legalAuthenticator>" + doctor("tel:+1(555)-1004") + "</legalAuthenticator>";
  const auto alone = headed(slip);
  CHECK(alone.has("+1(555)-1004"));
  CHECK(
      alone.tells("These phone numbers lack digits, or have too many. Ask for the right number: "
                  "Henry Seven: +1(555)-1004")
  );
  const auto whole = headed(
      slip,
      section(
          "10160-0",
          medication("Zocor", "<performer>" + doctor("tel:+1(555)555-1004") + "</performer>")
      )
  );
  CHECK(whole.has("(555) 555-1004"));
  CHECK_FALSE(whole.has("+1(555)-1004"));
  CHECK_FALSE(whole.tells("lack digits"));
}

TEST_CASE("an office is taken as a whole: none gets the street of another") {
  const auto at = [](const std::string& street, const std::string& office) {
    return "<assignedEntity><addr><streetAddressLine>" + street +
           "</streetAddressLine><city>Dayton</city></addr>" +
           person("assignedPerson", "Henry", "Seven") +
           (office.empty() ? ""
                           : "<representedOrganization><name>" + office +
                                 "</name></representedOrganization>") +
           "</assignedEntity>";
  };
  const auto got = headed(
      "<legalAuthenticator>" + at("2 Oak St", "") + "</legalAuthenticator>",
      section(
          "10160-0",
          medication("Zocor", "<performer>" + at("9 Elm St", "Far Clinic") + "</performer>")
      )
  );
  CHECK(got.has("<line>2 Oak St</line>"));
  CHECK_FALSE(got.has("Far Clinic"));
  CHECK(got.tells("Henry Seven · also at: Far Clinic, 9 Elm St, Dayton"));
}

TEST_CASE("a name that the text has the other way round is told") {
  const auto with_text = [](const std::string& text) {
    return headed(
        "<legalAuthenticator><assignedEntity>" + person("assignedPerson", "Puffer", "Penny") +
            "</assignedEntity></legalAuthenticator>",
        section("10160-0", "", text)
    );
  };
  CHECK(with_text("Zocor, from Penny Puffer, MD")
            .tells("The text of the chart has these names the other way round: Penny Puffer"));
  CHECK_FALSE(with_text("Puffer Penny, as Penny Puffer").tells("other way round"));
  CHECK_FALSE(with_text("Zocor").tells("other way round"));
}

TEST_CASE("who looks after somebody is said beside the relation, and until when") {
  const auto contact = [](const std::string& role, const std::string& end) {
    return "<participant typeCode=\"IND\"><time><low value=\"2010\"/>" +
           (end.empty() ? "" : "<high value=\"" + end + "\"/>") +
           "</time><associatedEntity classCode=\"" + role + "\"><code displayName=\"Mother\"/>" +
           person("associatedPerson", "Martha", "Jones") + "</associatedEntity></participant>";
  };
  const auto got = headed(contact("CAREGIVER", "20111025"));
  CHECK(got.has("<contact relationship=\"mother, caregiver\""));
  CHECK(got.tells("Martha Jones – mother, caregiver · until October 25, 2011"));
  const auto both = headed(contact("ECON", "20111025") + contact("CAREGIVER", ""));
  CHECK(both.has("<contact relationship=\"mother, caregiver\""));
  CHECK_FALSE(both.tells("until October 25, 2011"));
  engine::chart::Options spanish;
  spanish.language = "es";
  CHECK(import({{"chart.xml", document("", contact("CAREGIVER", ""))}}, spanish)
            .has("<contact relationship=\"mother, persona que cuida\""));
}

TEST_CASE("the visit of a chart, what it was ordered for and what was done at it are told") {
  const auto got = headed(
      "<documentationOf><serviceEvent><code code=\"6\" displayName=\"Appendectomy\"/>"
      "</serviceEvent></documentationOf><inFulfillmentOf><order><code code=\"3\" "
      "displayName=\"Weight reduction consultation\"/></order></inFulfillmentOf><componentOf>"
      "<encompassingEncounter><effectiveTime><low value=\"20140909\"/><high "
      "value=\"20140916\"/></effectiveTime></encompassingEncounter></componentOf>"
  );
  CHECK(got.tells(
      "Plans and orders, 1: what this visit was ordered for; it may be what your question is about "
      "- Weight reduction consultation"
  ));
  CHECK(
      got.tells("what this chart as a whole is about; see the operations that were taken - "
                "Appendectomy")
  );
  CHECK(
      got.tells("Visits, 1: no paper uses it; it stays in your chart - Health Summary (September "
                "9, 2014 – September 16, 2014)")
  );
  CHECK(got.tells("Visits: 1 found = 1 left out"));
}

TEST_CASE("the field of a member of a team may stand in its row alone") {
  const std::string team =
      "<entry><organizer><component><act><text><reference value=\"#r\"/></text><performer>"
      "<assignedEntity>" +
      person("assignedPerson", "Ada", "Berg") +
      "</assignedEntity></performer></act></component></organizer></entry>";
  CHECK(headed(
            "",
            section(
                "85847-2",
                team,
                "<table><thead><tr><th>Name</th><th>Specialty</th></tr></thead><tbody><tr "
                "ID=\"r\"><td>Ada Berg</td><td>Internal Medicine</td></tr></tbody></table>"
            )
  )
            .has("<specialty>Internal Medicine</specialty>"));
}
