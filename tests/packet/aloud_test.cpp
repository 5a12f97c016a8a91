// Sentences that did not hold when they were read aloud against cases of every kind.

#include "tests/packet/said.hpp"

using namespace engine;
using Catch::Contains;

namespace {

const std::string daughter =
    "<representative relationship='daughter' authority='health-care-agent' signs='yes'>"
    "<name><text>Jo Paz</text></name></representative>";

/// The small case, with more names of the patient.
std::string with_names(const std::string& names, const std::string& more) {
  std::string text = case_with(more);
  text.insert(text.find("<birthDate>"), names);
  return text;
}

}  // namespace

TEST_CASE("a day that has passed is not close") {
  const std::string past =
      said_on("decision", opinions + "<decision path='undecided' decideBy='2026-11-01'/>");
  CHECK_THAT(past, Contains("The day has passed") && !Contains("The day is close"));
  const std::string near =
      said_on("decision", opinions + "<decision path='undecided' decideBy='2026-11-21'/>");
  CHECK_THAT(near, Contains("The day is close") && !Contains("The day has passed"));
}

TEST_CASE("nobody is promised an estimate that the law gives to others (45 CFR 149.610)") {
  const auto call = [](const std::string& type) {
    return said_on("insurance-call", "<coverage type='" + type + "'><plan>P</plan></coverage>");
  };
  CHECK_THAT(call("medicaid"), Contains("Will Medicaid pay?") && !Contains("Good Faith"));
  CHECK_THAT(call("employer"), Contains("Good Faith Estimate") && !Contains("Will "));
}

TEST_CASE("a story said aloud has sentences, and no medicine that is taken was tried") {
  const std::string story = said_on(
      "first-words",
      "<test date='2026-06-10'><name>MRI</name><result>A small spot</result></test>"
      "<medications><medication status='current'><name>Losartan</name></medication>"
      "<medication status='stopped'><name>Ibuprofen</name><statusReason>it hurt my stomach"
      "</statusReason></medication></medications>"
  );
  CHECK_THAT(
      story,
      Contains("MRI</strong>. It showed: A small spot.") && Contains("Medicines now: Losartan.") &&
          Contains("No longer: Ibuprofen (it hurt my stomach).") && !Contains("treatments so far")
  );
}

TEST_CASE("a form says of a private kind that is switched on among which records it may stand") {
  const auto form = [](const std::string& item) {
    return said_on(
        "authorization",
        request(
            "holder='cole'",
            "provider='lind'",
            item + "<sensitive category='genetic' include='yes'/><authorization><expires "
                   "date='2027-01-01'/></authorization>"
        )
    );
  };
  CHECK_THAT(
      form("<item type='pathology'/>"),
      Contains("Also, where they stand in these records: <strong>Genetic test results</strong>")
  );
  CHECK_THAT(form("<item type='genetic'/>"), !Contains("Also, where they stand"));
}

TEST_CASE("an emergency is told before whom else to call") {
  const std::string said = said_on("pitfalls", "");
  CHECK(said.find("Call 911") < said.find("Much worse, and no emergency?"));
}

TEST_CASE("who speaks for another asks for that person to be referred") {
  std::string text = case_with(daughter);
  const auto second = text.find("<provider id='lind'");
  text.erase(second, text.find("</provider>", second) + 11 - second);
  CHECK_THAT(
      said_of("conversation-script", text, "en"),
      Contains("Can you refer Ana Paz, or set it up?") && !Contains("refer me")
  );
  CHECK_THAT(
      said_on("conversation-script", daughter), Contains("I would like Ana Paz to see Dr. Lind")
  );
}

TEST_CASE("who goes by another name says that one first") {
  const std::string said =
      said_of("first-words", with_names("<name use='usual'><text>Kai Paz</text></name>", ""), "en");
  CHECK_THAT(said, Contains("Hello. I am Kai Paz. My records say Ana Paz."));
}

TEST_CASE("program records for treatment say so where they say who may share them on") {
  const auto form = [](const std::string& authorization) {
    return said_on(
        "substance-use-consent",
        request(
            "holder='cole'",
            "provider='lind'",
            "<item type='substance-use-program'/>" + authorization
        )
    );
  };
  CHECK_THAT(
      form(""), Contains("Treatment: a second opinion") && Contains("as the federal privacy")
  );
  CHECK_THAT(
      form("<authorization><purpose code='at-my-request'/></authorization>"),
      Contains("At my request") && !Contains("as the federal privacy") &&
          Contains("may not share them again")
  );
}

TEST_CASE("a second request of one office is asked for in words of its own") {
  const std::string said = said_on(
      "conversation-script",
      request("holder='cole'", "provider='lind'", "<item type='visit-notes'/>") +
          "<recordsRequest id='b' holder='cole'><recipient><organization>Gem City</organization>"
          "<address><line>1 A St</line><city>Dayton</city></address></recipient>"
          "<item type='laboratory'/><authorization/></recordsRequest>"
  );
  const auto first = said.find("Who do I ask at your office?");
  CHECK(first != said.npos);
  CHECK(said.find("Who do I ask at your office?", first + 1) == said.npos);
  CHECK_THAT(said, Contains("Gem City too. That has a form of its own."));
}

TEST_CASE("a form says where the records go, or has room for it") {
  const auto form = [](const std::string& address) {
    return said_on(
        "authorization",
        "<recordsRequest id='b' holder='cole'><recipient><organization>Gem City</organization>" +
            address +
            "</recipient><item type='laboratory'/><format>fax</format><authorization/>"
            "</recordsRequest>"
    );
  };
  CHECK_THAT(form(""), Contains("Address, or fax number"));
  CHECK_THAT(
      form("<address><line>1 A St</line><city>Dayton</city></address>"),
      !Contains("Address, or fax number")
  );
}
