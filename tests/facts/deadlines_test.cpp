#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

TEST_CASE("the days to come stand in time order, and those that have passed after them") {
  const auto drawn = draw_with(
      "<plan proposedBy='okafor' status='proposed'><text>Start infusions</text>"
      "<startBy>2027-01-05</startBy><deadline source='lindqvist'>2027-01-15</deadline></plan>"
      "<plan><text>See a dietitian</text><startBy>2026-10</startBy></plan>"
      "<recordsRequest holder='okafor' neededBy='2026-12-01'><item type='laboratory' "
      "status='asked'/></recordsRequest>"
      "<appointment provider='lindqvist' at='2026-12-03T10:30'/>"
      "<decision path='undecided' decideBy='2027-02'><nextStep by='2026-11-20'>Call both "
      "doctors.</nextStep><nextStep>No date</nextStep></decision>"
      "<opinion provider='okafor'><nextStep by='2026-11-01'>Tuberculosis test</nextStep></opinion>"
  );
  CHECK(
      all(*drawn, "deadlines", "what") ==
      "Call both doctors. | The records from Miami Valley Digestive Health are needed | Visit with "
      "Dr. Lindqvist | Proposed: Start infusions | Last day to decide: Start infusions | Last "
      "day to decide | Proposed: See a dietitian | Tuberculosis test"
  );
  CHECK(
      all(*drawn, "deadlines", "date") ==
      "2026-11-20 | 2026-12-01 | 2026-12-03 | 2027-01-05 | 2027-01-15 | 2027-02 | 2026-10 | "
      "2026-11-01"
  );
  CHECK(
      all(*drawn, "deadlines", "who") ==
      "- | - | - | Dr. Okafor | Dr. Lindqvist | - | - | Dr. Okafor"
  );
  CHECK(all(*drawn, "deadlines", "isPast") == "no | no | no | no | no | no | yes | yes");
}

TEST_CASE("a month is past when its last day is") {
  const auto drawn = draw_with(
      "<plan><startBy>2026-11</startBy></plan><plan><startBy>2026</startBy></plan>"
      "<plan><startBy>2026-10</startBy></plan>"
  );
  CHECK(all(*drawn, "deadlines", "date") == "2026 | 2026-11 | 2026-10");
  CHECK(all(*drawn, "deadlines", "isPast") == "no | no | yes");
  CHECK((*drawn)["deadlines.1.what"] == "Proposed start");
}

TEST_CASE("the day to decide stands until the care is decided") {
  const auto days = [](const std::string& path) {
    return (*draw_with("<decision path='" + path + "' decideBy='2027-01-15'/>"))["deadlines"];
  };
  CHECK(days("third") == "[1]");
  CHECK(days("reconcile") == "[1]");
  CHECK(days("undecided") == "[1]");
  CHECK(days("stay") == "[0]");
  CHECK(days("switch") == "[0]");
}

TEST_CASE("the day to decide is told once") {
  const auto drawn = draw_with(
      "<plan><text>Surgery</text><deadline source='okafor'>2027-01-15</deadline></plan>"
      "<decision decideBy='2027-01-15' deadlineSource='okafor'/>"
  );
  CHECK(all(*drawn, "deadlines", "what") == "Last day to decide: Surgery");
}

TEST_CASE("every day to keep may lie open on a table, once, and no plan does") {
  const auto drawn = draw_with(
      "<plan><text>Surgery</text><startBy>2027-02-01</startBy><deadline>2027-01-15</deadline>"
      "</plan><plan><text>Drug</text><deadline>2027-01-15</deadline></plan>"
      "<appointment provider='lindqvist' at='2027-01-15T10:30'/>"
      "<appointment provider='lindqvist' at='2026-11-01T10:30'/>"
      "<decision decideBy='2027-01-20'/>"
  );
  CHECK(
      all(*drawn, "deadlines", "discreet") ==
      "Last day to decide | - | Visit with Dr. Lindqvist | Last day to decide | Proposed start"
  );
  const auto more = draw_with(
      "<recordsRequest holder='okafor' neededBy='2026-12-01'><item type='laboratory'/>"
      "</recordsRequest><decision><nextStep by='2026-12-10'>Ask about Crohn's</nextStep></decision>"
  );
  CHECK(all(*more, "deadlines", "discreet") == "The records are needed | Your next step");
  const auto decided = draw_with(
      "<plan><text>Surgery</text><deadline>2027-01-15</deadline></plan><decision path='stay'/>"
  );
  CHECK(all(*decided, "deadlines", "discreet") == "");
}

TEST_CASE("once it is decided, nothing is due of an opinion that is not followed") {
  const std::string heard =
      "<plan proposedBy='okafor'><text>Surgery</text><startBy>2027-01-05</startBy><deadline>"
      "2026-12-22</deadline></plan><opinion provider='okafor'><nextStep by='2026-12-15'>Blood test"
      "</nextStep></opinion><opinion provider='lindqvist'><nextStep by='2027-02-01'>Scan"
      "</nextStep></opinion>";
  const auto due = [&](const std::string& decision) {
    return all(*draw_with(heard + "<decision " + decision + "/>"), "deadlines", "what");
  };
  const std::string own = "Blood test | Planned: Surgery", other = "Scan";
  CHECK(due("path='stay'") == own);
  CHECK(due("path='stay' chosen='okafor'") == own);
  CHECK(due("path='stay' chosen='lindqvist'") == other);
  CHECK(due("path='switch'") == other);
  CHECK(due("path='switch' chosen='lindqvist'") == other);
  CHECK(
      due("path='third'") ==
      "Blood test | Last day to decide: Surgery (Dr. Okafor) | Proposed: Surgery | Scan"
  );
}

TEST_CASE("a plan that starts before the last day to decide on it is told") {
  const auto plan = [](const std::string& start) {
    return "<plan><text>Surgery</text><startBy>" + start +
           "</startBy><deadline>2027-01-15</deadline></plan>";
  };
  CHECK(
      draw_with(plan("2027-01-05"))
          ->said()
          .find("warning[W526]: this plan is to start before the last day to decide on it\n") !=
      std::string::npos
  );
  CHECK(draw_with(plan("2027-01-15"))->said().find("W526") == std::string::npos);
  CHECK(
      draw_with(plan("2027-01-05") + "<decision path='stay'/>")->said().find("W526") ==
      std::string::npos
  );
}

TEST_CASE("a day to decide says whose plan it is about, where nobody is said to have set it") {
  const auto what = [](const std::string& plan) {
    return (*draw_with("<plan proposedBy='okafor'>" + plan + "</plan>"))["deadlines.1.what"];
  };
  CHECK(
      what("<text>Surgery</text><deadline>2027-01-15</deadline>") ==
      "Last day to decide: Surgery (Dr. Okafor)"
  );
  CHECK(what("<deadline>2027-01-15</deadline>") == "Last day to decide: Dr. Okafor");
  CHECK(
      what("<text>Surgery</text><deadline source='lindqvist'>2027-01-15</deadline>") ==
      "Last day to decide: Surgery"
  );
}

TEST_CASE("a day to decide is told beside a visit on that day") {
  const auto drawn = draw_with(
      "<appointment provider='lindqvist' at='2027-01-15T10:30'/><decision "
      "decideBy='2027-01-15'/>"
  );
  CHECK(all(*drawn, "deadlines", "what") == "Visit with Dr. Lindqvist | Last day to decide");
}

TEST_CASE("what is done is no deadline") {
  CHECK(
      (*draw_with("<plan status='past'><startBy>2027</startBy><deadline>2027</deadline></plan>")
      )["deadlines"] == "[0]"
  );
  CHECK(
      (*draw_with("<plan status='current'><startBy>2026-01</startBy></plan>"))["deadlines"] == "[0]"
  );
  CHECK(
      (*draw_with("<recordsRequest holder='okafor' neededBy='2026-12-01'><item "
                  "type='laboratory' status='received'/><item type='imaging' "
                  "status='forwarded'/></recordsRequest>"))["deadlines"] == "[0]"
  );
  CHECK(
      (*draw_with("<appointment provider='okafor' at='2026-11-19T10:30'/>"))["deadlines"] == "[0]"
  );
  CHECK((*draw_with("<decision path='stay' decideBy='2027-01-15'/>"))["deadlines"] == "[0]");
  CHECK((*draw_with(""))["deadlines"] == "[0]");
}

TEST_CASE("nobody is named who is not known") {
  CHECK((*draw_with("<appointment at='2026-12-03T10:30'/>"))["deadlines.1.what"] == "Visit");
  CHECK(
      (*draw_with("<recordsRequest neededBy='2026-12-01'/>"))["deadlines.1.what"] ==
      "The records are needed"
  );
}

TEST_CASE("the days speak the language of the papers") {
  const auto drawn =
      draw_case(case_with("<appointment provider='lindqvist' at='2026-12-03T10:30'/>"), "es");
  CHECK((*drawn)["deadlines.1.what"] == "Visita con el Dr. o la Dra. Lindqvist");
}

TEST_CASE("two who set one day to decide are both named") {
  const auto told = [](const std::string& source) {
    return all(
        *draw_with(
            "<plan proposedBy='okafor'><text>Pills</text><deadline "
            "source='okafor'>2026-12-22</deadline></plan><decision path='undecided' "
            "decideBy='2026-12-22'" +
            source + "/>"
        ),
        "deadlines",
        "who"
    );
  };
  CHECK(told("") == "Dr. Okafor");
  CHECK(told(" deadlineSource='okafor'") == "Dr. Okafor");
  CHECK(told(" deadlineSource='lindqvist'") == "Dr. Okafor | Dr. Lindqvist");
}
