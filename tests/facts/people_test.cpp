#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

namespace {
const std::string child =
    "<patient><name><text>Mia Chen</text></name><birthDate>2019-05-02</birthDate></patient>";
}

TEST_CASE("an adult who can sign speaks and signs") {
  const auto drawn = draw_with("");
  CHECK((*drawn)["minor"] == "no");
  CHECK((*drawn)["self"] == "yes");
  CHECK((*drawn)["speaker"] == "-");
  CHECK((*drawn)["needsMark"] == "no");
  CHECK((*drawn)["signers"] == "[1]");
  CHECK((*drawn)["signers.1.name"] == "Elena Marie Rivera");
  CHECK((*drawn)["signers.1.isPatient"] == "yes");
  CHECK((*drawn)["signers.1.role"] == "patient");
}

TEST_CASE("both parents who sign are signers, and the first speaks") {
  const auto drawn = draw_with(
      "<representative relationship='mother' authority='parent' signs='yes'><name><text>Li "
      "Chen</text></name></representative>"
      "<representative relationship='father' authority='parent' signs='yes'><name><text>Tom "
      "Chen</text></name></representative>",
      child
  );
  CHECK((*drawn)["minor"] == "yes");
  CHECK((*drawn)["self"] == "no");
  CHECK((*drawn)["signers"] == "[2]");
  CHECK(all(*drawn, "signers", "name") == "Li Chen | Tom Chen");
  CHECK(all(*drawn, "signers", "role") == "parent | parent");
  CHECK((*drawn)["speaker.name"] == "Li Chen");
  CHECK((*drawn)["speaker.relationship"] == "mother");
  CHECK((*drawn)["speaker.entry"] == "<representative>");
}

TEST_CASE("a minor with nobody named leaves a line for a parent") {
  const auto drawn = draw_with("", child);
  CHECK((*drawn)["signers"] == "[1]");
  CHECK((*drawn)["signers.1.name"] == "-");
  CHECK((*drawn)["signers.1.role"] == "-");  // or a guardian: nobody knows yet
  CHECK((*drawn)["signers.1.isPatient"] == "no");
  CHECK((*drawn)["self"] == "no");
  CHECK((*drawn)["speaker"] == "-");
}

TEST_CASE("a representative who does not sign neither signs nor speaks for an adult") {
  const auto drawn = draw_with(
      "<representative authority='health-care-agent' signs='no'><name><text>Rosa "
      "Castillo</text></name></representative>"
  );
  CHECK((*drawn)["self"] == "yes");
  CHECK((*drawn)["signers.1.isPatient"] == "yes");
  CHECK((*drawn)["speaker"] == "-");
}

TEST_CASE("who cannot write makes a mark before witnesses") {
  const std::string patient =
      "<patient><name><text>Pat Doe</text></name><accessibility signer='cannot'/></patient>";
  const auto alone = draw_with("", patient);
  CHECK((*alone)["needsMark"] == "yes");
  CHECK((*alone)["self"] == "no");
  CHECK((*alone)["signers.1.isPatient"] == "yes");
  const auto named = draw_with(
      "<representative signs='no'><name><text>Rosa</text></name></representative>", patient
  );
  CHECK((*named)["needsMark"] == "yes");
  CHECK((*named)["speaker"] == "-");  // whoever makes the mark speaks
  const auto agent = draw_with(
      "<representative authority='health-care-agent' signs='yes'><name><text>Rosa</text></name>"
      "<authorityText>Power of attorney for health care</authorityText></representative>",
      patient
  );
  CHECK((*agent)["needsMark"] == "no");  // the agent can write
  CHECK((*agent)["speaker.name"] == "Rosa");
  CHECK((*agent)["signers.1.role"] == "health-care-agent");
  CHECK((*agent)["signers.1.authorityText"] == "Power of attorney for health care");
}

TEST_CASE("a person turns 18 on the birthday") {
  const auto born = [](const std::string& date) {
    return (*draw_with(
        "", "<patient><name><text>A</text></name><birthDate>" + date + "</birthDate></patient>"
    ))["minor"];
  };
  CHECK(born("2008-11-20") == "no");
  CHECK(born("2008-11-21") == "yes");
  CHECK(born("2008") == "yes");  // may still be 17
  CHECK((*draw_with("", "<patient><name><text>A</text></name></patient>"))["minor"] == "no");
}

TEST_CASE("a minor is a teen from 12 on, and where the year alone leaves it open") {
  const auto born = [](const std::string& date) {
    return (*draw_with(
        "", "<patient><name><text>A</text></name><birthDate>" + date + "</birthDate></patient>"
    ))["teen"];
  };
  CHECK(born("2014-11-21") == "no");
  CHECK(born("2014-11-20") == "yes");
  CHECK(born("2014") == "yes");
  CHECK(born("2008-11-20") == "no");
}

TEST_CASE("doctors go by their role, and the first provider is the doctor where none is current") {
  const auto drawn =
      draw_with("<provider id='third' role='third'><name><text>T</text></name></provider>");
  CHECK((*drawn)["doctor"] == "<provider okafor>");
  CHECK((*drawn)["secondDoctor"] == "<provider lindqvist>");
  CHECK((*drawn)["thirdDoctor"] == "<provider third>");
  const auto none = draw_case(
      "<case id='t' "
      "version='1'><asOf>2026-11-20</asOf><patient><name><text>A</text></name></"
      "patient><condition><text>c</text></condition>"
      "<provider id='two' role='second'><name><text>Two</text></name></provider><provider id='pcp' "
      "role='pcp'><name><text>P</text></name></provider></case>"
  );
  CHECK((*none)["doctor"] == "<provider pcp>");
  CHECK((*none)["primaryDoctor"] == "-");
}

TEST_CASE("who is in charge of primary care is not the doctor of the first opinion") {
  const auto drawn =
      draw_with("<provider id='smith' role='pcp'><name><text>Dr. Smith</text></name></provider>");
  CHECK((*drawn)["doctor"] == "<provider okafor>");
  CHECK((*drawn)["primaryDoctor"] == "<provider smith>");
  CHECK((*draw_with(""))["primaryDoctor"] == "-");
}

TEST_CASE("the diagnosis is its plain name where it has one") {
  CHECK((*draw_with(""))["diagnosis"] == "Crohn's disease of the small intestine");
  const auto plain = draw_case(
      "<case id='t' "
      "version='1'><asOf>2026-11-20</asOf><patient><name><text>A</text></name></patient>"
      "<condition "
      "status='undiagnosed'><text>Cephalalgia</text><plainName>Headaches</plainName></condition>"
      "<provider id='two'><name><text>Two</text></name></provider></case>"
  );
  CHECK((*plain)["diagnosis"] == "Headaches");
  CHECK((*plain)["undiagnosed"] == "yes");
  CHECK((*draw_with(""))["undiagnosed"] == "no");
}

TEST_CASE("the visit is the next one, the second doctor's before any other") {
  const auto drawn = draw_with(
      "<appointment provider='okafor' at='2026-11-25T09:00'/><appointment provider='lindqvist' "
      "at='2027-01-03T10:30'/>"
      "<appointment provider='lindqvist' "
      "at='2026-12-03T10:30'><place>first</place></appointment><appointment provider='lindqvist' "
      "at='2026-11-19T10:30'/>"
  );
  CHECK(std::get<const casefile::Entry*>(drawn->at("visit").either)->text("place") == "first");
  CHECK(
      (*draw_with("<appointment provider='okafor' at='2026-11-20T09:00'/>"))["visit"] ==
      "<appointment>"
  );
  CHECK((*draw_with("<appointment provider='okafor' at='2026-11-19T23:00'/>"))["visit"] == "-");
}

TEST_CASE("a minor who consented alone speaks and signs alone, and no parent is named") {
  const auto drawn = draw_with(
      "<representative relationship='mother' authority='parent' signs='yes'><name><text>Li "
      "Chen</text></name></representative><recordsRequest holder='okafor'><recipient "
      "party='patient'/><item type='laboratory'/></recordsRequest>",
      "<patient consentsAlone='yes'><name><text>Mia Chen</text></name><birthDate>2010-05-02"
      "</birthDate></patient>"
  );
  CHECK((*drawn)["consentsAlone"] == "yes");
  CHECK((*drawn)["self"] == "yes");
  CHECK((*drawn)["speaker"] == "-");
  CHECK(all(*drawn, "signers", "name") == "Mia Chen");
  CHECK(all(*drawn, "requests.1.signers", "role") == "patient");
  CHECK((*drawn)["requests.1.representativeSigns"] == "no");
}

TEST_CASE("of somebody who has died an executor signs, also one who is not named") {
  const auto drawn =
      draw_with("", "<patient deceased='yes'><name><text>Ann Lee</text></name></patient>");
  CHECK((*drawn)["signers.1.role"] == "executor");
  CHECK((*drawn)["signers.1.name"] == "-");
  CHECK((*drawn)["self"] == "no");
}

TEST_CASE("father and son of one name are told apart where they sign") {
  const auto drawn = draw_with(
      "",
      "<patient><name><given>Curtis</given><family>Bates</family><suffix>Jr.</suffix></name>"
      "</patient>"
  );
  CHECK((*drawn)["signers.1.name"] == "Curtis Bates, Jr.");
}

TEST_CASE("a number where no message may be left is told as one") {
  const auto of = [](const std::string& ok) {
    return (*draw_with(
        "",
        "<patient><name><text>A</text></name><telecom system='phone'" + ok +
            ">(559) 555-0117</telecom></patient>"
    ))["noMessages"];
  };
  CHECK(of(" okToLeaveMessage='no'") == "yes");
  CHECK(of(" okToLeaveMessage='yes'") == "no");
  CHECK(of("") == "no");
}
