#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

namespace {

const std::string from_okafor = "<opinion provider='okafor'><diagnosis>Crohn</diagnosis></opinion>";
const std::string from_lindqvist =
    "<opinion provider='lindqvist'><diagnosis>Crohn</diagnosis></opinion>";
const std::string third_doctor =
    "<provider id='varga' role='third'><name><text>Dr. Varga</text></name></provider>";
const std::string a_visit = "<appointment provider='lindqvist' at='2026-12-03T10:30'/>";
const std::string a_request =
    "<recordsRequest id='r' holder='okafor'><recipient party='patient'/></recordsRequest>";

std::string stage_of(const std::string& more) {
  const auto drawn = draw_with(more);
  return (*drawn)["stage"] + " " + (*drawn)["askedDoctor"];
}

}  // namespace

TEST_CASE("a case goes from asking to the decision, a stage at a time") {
  CHECK(stage_of("") == "asking <provider lindqvist>");
  CHECK(stage_of(from_okafor) == "asking <provider lindqvist>");
  CHECK(stage_of(from_okafor + a_request) == "getting-records <provider lindqvist>");
  CHECK(stage_of(from_okafor + a_request + a_visit) == "before-visit <provider lindqvist>");
  CHECK(stage_of(from_okafor + from_lindqvist) == "two-opinions -");
  CHECK(
      stage_of(from_okafor + from_lindqvist + "<value><text>Work</text></value>") == "deciding -"
  );
  CHECK(stage_of(from_okafor + from_lindqvist + "<decision path='undecided'/>") == "deciding -");
  CHECK(stage_of(from_okafor + from_lindqvist + "<decision path='reconcile'/>") == "deciding -");
  CHECK(stage_of(from_okafor + from_lindqvist + "<decision path='stay'/>") == "done -");
  CHECK(stage_of(from_okafor + from_lindqvist + "<decision path='switch'/>") == "done -");
}

TEST_CASE("who wants to decide by a day has not begun to decide before the opinions are there") {
  CHECK(
      stage_of(from_okafor + "<decision path='undecided' decideBy='2027-01-15'/>") ==
      "asking <provider lindqvist>"
  );
}

TEST_CASE("two visits to one doctor are no two opinions") {
  CHECK(stage_of(from_okafor + from_okafor) == "asking <provider lindqvist>");
}

TEST_CASE("a third opinion that is chosen begins the way again, to the third doctor") {
  const std::string wants =
      from_okafor + from_lindqvist + third_doctor + "<decision path='third'/>";
  CHECK(stage_of(wants) == "asking <provider varga>");
  CHECK((*draw_with(wants))["anotherOpinion"] == "yes");
  CHECK(stage_of(wants + a_visit) == "asking <provider varga>");
  CHECK(
      stage_of(wants + "<appointment provider='varga' at='2026-12-09T09:00'/>") ==
      "before-visit <provider varga>"
  );
  CHECK(stage_of(wants + "<opinion provider='varga'/>") == "deciding -");
  CHECK(stage_of(from_okafor + from_lindqvist + "<decision path='third'/>") == "asking -");
}

TEST_CASE("a visit with a doctor who has not answered is one for an opinion") {
  CHECK(
      stage_of(
          from_okafor + from_lindqvist + third_doctor +
          "<appointment provider='varga' at='2026-12-09T09:00'/>"
      ) == "before-visit <provider varga>"
  );
}

TEST_CASE("a visit with the current doctor is where an opinion is asked for") {
  const auto drawn = draw_with("<appointment provider='okafor' at='2026-12-03T10:30'/>");
  CHECK((*drawn)["stage"] == "asking");
  CHECK((*drawn)["visit"] == "<appointment>");
  CHECK((*drawn)["opinionVisit"] == "-");
}

TEST_CASE("nobody who is to be asked, and no laboratory, is the doctor one has now") {
  const auto doctor = [](const std::string& role) {
    return (*draw_case(
        "<case id='test' version='1'><asOf>2026-11-20</asOf><patient><name><text>Jo "
        "Lee</text></name></patient><condition><text>Pain</text></condition><provider id='one' "
        "role='" +
        role + "'><name><text>One</text></name></provider></case>"
    ))["doctor"];
  };
  CHECK(doctor("second") == "-");
  CHECK(doctor("third") == "-");
  CHECK(doctor("laboratory") == "-");
  CHECK(doctor("hospital") == "-");
  CHECK(doctor("pcp") == "<provider one>");
}

TEST_CASE("the last day to decide is the next one to come, and is told when it is over") {
  const std::string plans =
      "<plan><text>A</text><deadline source='okafor'>2026-10-01</deadline></plan>"
      "<plan><text>B</text><deadline source='okafor'>2026-12-01</deadline></plan>"
      "<plan><text>C</text><deadline>2026-12-24</deadline></plan>";
  const auto drawn = draw_with(plans + a_visit);
  CHECK((*drawn)["lastDay.date"] == "2026-12-01");
  CHECK((*drawn)["lastDay.by"] == "<provider okafor>");
  CHECK((*drawn)["lastDay.isPast"] == "no");
  CHECK((*drawn)["lastDay.beforeVisit"] == "yes");
  const auto past = draw_with(
      "<plan><text>A</text><deadline>2026-10-01</deadline></plan>"
      "<decision path='undecided' decideBy='2026-11-01'/>"
  );
  CHECK((*past)["lastDay.date"] == "2026-11-01");
  CHECK((*past)["lastDay.isPast"] == "yes");
  CHECK((*past)["lastDay.isNear"] == "no");
  CHECK((*draw_with(plans + from_lindqvist + "<decision path='stay'/>"))["lastDay"] == "-");
  CHECK((*draw_with(""))["lastDay"] == "-");
}

TEST_CASE("two doctors of one family name go by their first names, too") {
  const auto drawn = draw_with(
      "<provider id='a'><name><prefix>Dr.</prefix><given>Daniel</given><family>Kim</family>"
      "</name></provider><provider id='b'><name><prefix>Dr.</prefix><given>Min</given>"
      "<family>Kim</family></name></provider>" +
      from_okafor + "<opinion provider='a'/><opinion provider='b'/>"
  );
  CHECK(all(*drawn, "comparison.opinions", "name") == "Dr. Okafor | Dr. Daniel Kim | Dr. Min Kim");
}
