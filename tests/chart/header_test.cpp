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
