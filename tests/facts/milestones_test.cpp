#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

TEST_CASE("milestones run from the beginning through today to what is to come") {
  const auto drawn = draw_with(
      "<timeline><event date='2025-11'>Cramps began</event><event date='2026-05-02'>A "
      "test</event></timeline>"
      "<plan><text>Surgery</text><deadline source='okafor'>2027-01-15</deadline></plan>"
      "<appointment provider='lindqvist' at='2026-12-03T10:30'/>"
      "<opinion provider='okafor'><nextStep by='2026-11-01'>Blood test</nextStep></opinion>"
  );
  CHECK(
      all(*drawn, "milestones", "what") ==
      "Cramps began | Blood test | - | Visit with Dr. Lindqvist | Last day to decide: Surgery"
  );
  CHECK(all(*drawn, "milestones", "isToday") == "no | no | yes | no | no");
  CHECK(all(*drawn, "milestones", "isPast") == "yes | yes | no | no | no");
  CHECK(all(*drawn, "milestones", "isBegin") == "yes | no | no | no | no");
  CHECK(all(*drawn, "milestones", "isLastDay") == "no | no | no | no | yes");
  CHECK((*drawn)["milestones.3.date"] == "2026-11-20");
}

TEST_CASE("without a day that is set there are no milestones") {
  const auto drawn = draw_with("<timeline><event date='2025-11'>Cramps began</event></timeline>");
  CHECK((*drawn)["milestones"] == "-");
}

TEST_CASE("what is still to come is no beginning") {
  const auto drawn = draw_with(
      "<timeline><event date='2027-11'>A birth</event></timeline>"
      "<appointment provider='lindqvist' at='2026-12-03T10:30'/>"
  );
  CHECK(all(*drawn, "milestones", "what") == "- | Visit with Dr. Lindqvist");
}

TEST_CASE("the stages are those of the way, and the case is at one of them") {
  const auto drawn = draw_with("<appointment provider='lindqvist' at='2026-12-03T10:30'/>");
  CHECK(all(*drawn, "stages", "name") == "Ask | Get records | Visit | Compare | Decide | Done");
  CHECK(all(*drawn, "stages", "isHere") == "no | no | yes | no | no | no");
  // Nobody has listed the records yet: that step is open, and so it is said.
  CHECK(all(*drawn, "stages", "isDone") == "yes | no | no | no | no | no");
  CHECK((*drawn)["stepsLeft"] == "Get records");
}

TEST_CASE("a step of the way is done when it is, and not because a later one has begun") {
  const auto asks = [](const std::string& status) {
    return "<recordsRequest holder='okafor'><recipient provider='lindqvist'/><item "
           "type='laboratory' status='" +
           status + "'/></recordsRequest>";
  };
  const std::string two =
      "<opinion provider='okafor'/><opinion provider='lindqvist'/>"
      "<decision path='undecided'/>";
  const auto open =
      draw_with(two + asks("asked") + "<appointment provider='lindqvist' at='2026-12-03T10:30'/>");
  CHECK(all(*open, "stages", "isHere") == "no | no | no | no | yes | no");
  CHECK(all(*open, "stages", "isDone") == "yes | no | no | yes | no | no");
  CHECK((*open)["stepsLeft"] == "Get records and Visit");
  const auto here = draw_with(two + asks("received"));
  CHECK(all(*here, "stages", "isDone") == "yes | yes | yes | yes | no | no");
  CHECK((*here)["stepsLeft"] == "-");
  // All the records have come, and a third doctor is still to be found: what comes next is a visit,
  // and the records are still to be sent there.
  const auto third = draw_with(
      "<opinion provider='okafor'/><opinion provider='lindqvist'/><decision path='third'/>" +
      asks("received")
  );
  CHECK(all(*third, "stages", "isHere") == "no | no | yes | no | no | no");
  CHECK(all(*third, "stages", "isDone") == "yes | no | no | no | no | no");
  CHECK((*third)["stepsLeft"] == "Get records");
}
