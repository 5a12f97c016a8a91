#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

namespace {

/// A visit in one state of a patient who lives in another.
std::unique_ptr<Drawn> visit_in(
    const std::string& state, const std::string& home = "OH", const std::string& mode = "in-person"
) {
  return draw_with(
      "<provider id='p'><name><text>P</text></name><address><state>" + state +
          "</state></address></provider><appointment provider='p' at='2026-12-03T10:30' mode='" +
          mode + "'/>",
      "<patient><name><text>Ana</text></name><address><state>" + home +
          "</state></address></patient>"
  );
}

}  // namespace

TEST_CASE("eleven states want everybody to agree before a visit is recorded") {
  int all = 0, others = 0;
  for (const kind::RecordingRule& rule : house().recording) {
    INFO(rule.name);
    CHECK_FALSE(rule.source.empty());
    CHECK(parse_date(rule.checked));
    ++(rule.all_must_agree ? all : others);
  }
  CHECK(all == 11);
  CHECK(others == 40);
}

TEST_CASE("recording goes by the state of the visit") {
  const auto florida = visit_in("FL");
  CHECK((*florida)["recording.state"] == "Florida");
  CHECK((*florida)["recording.known"] == "yes");
  CHECK((*florida)["recording.allMustAgree"] == "yes");
  CHECK((*florida)["recording.checked"] == "2017");
  CHECK((*florida)["recording.source"] == "Fla. Stat. 934.03; JAMA 2017;318(6):513");
  CHECK((*visit_in("oh"))["recording.allMustAgree"] == "no");
  CHECK((*visit_in("Ohio"))["recording.state"] == "Ohio");
}

TEST_CASE("over a line, the stricter of two states counts") {
  CHECK((*visit_in("OH", "CA", "video"))["recording.state"] == "California");
  CHECK((*visit_in("OH", "CA", "phone"))["recording.allMustAgree"] == "yes");
  CHECK((*visit_in("OH", "CA"))["recording.allMustAgree"] == "no");
  CHECK((*visit_in("CA", "OH", "video"))["recording.state"] == "California");
}

TEST_CASE("a state that is not in the list is not guessed at") {
  const auto ontario = visit_in("AS");
  CHECK((*ontario)["recording.state"] == "American Samoa");
  CHECK((*ontario)["recording.known"] == "no");
  CHECK((*ontario)["recording.allMustAgree"] == "no");
  CHECK((*ontario)["recording.source"] == "-");
}

TEST_CASE("without a visit the second doctor's state counts, and without that none") {
  CHECK((*draw_with(""))["recording"] == "-");
  const auto drawn = draw_case(
      "<case id='t' version='1'><asOf>2026-11-20</asOf><patient><name><text>Ana</text></name>"
      "</patient><condition><text>X</text></condition><provider role='second'><name><text>S</text>"
      "</name><address><state>PA</state></address></provider></case>"
  );
  CHECK((*drawn)["recording.state"] == "Pennsylvania");
}

TEST_CASE("in Nevada and Connecticut everybody must agree on a call, and not in the room") {
  for (const char* state : {"NV", "CT"}) {
    INFO(state);
    CHECK((*visit_in(state))["recording.allMustAgree"] == "no");
    CHECK((*visit_in(state, state, "phone"))["recording.allMustAgree"] == "yes");
    CHECK((*visit_in("OH", state, "video"))["recording.allMustAgree"] == "yes");
  }
}
