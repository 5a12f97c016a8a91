#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

namespace {

const std::string two =
    "<opinion provider='okafor'><diagnosis>Crohn</diagnosis></opinion><opinion "
    "provider='lindqvist'><diagnosis>Crohn</diagnosis></opinion>";

/// The codes that stop the letters, in their order; "-" for one that may be made.
std::string stops(const Drawn& drawn) {
  std::string codes;
  for (const char* letter : {"staying", "leaving", "joining", "declining", "third", "reconcile"})
    codes += (codes.empty() ? "" : " ") + drawn["decisionProblem." + std::string{letter} + ".code"];
  return codes;
}
std::string stops(const std::string& decision, const std::string& opinions = two) {
  return stops(*draw_with(opinions + decision));
}

/// What is said about a letter, and what to do.
std::string told(const std::string& more, const std::string& letter) {
  const auto drawn = draw_with(more);
  const std::string at = "decisionProblem." + letter;
  return (*drawn)[at + ".code"] + ": " + (*drawn)[at + ".text"] + " = " + (*drawn)[at + ".hint"];
}

}  // namespace

TEST_CASE("each path has its own letters, and contradicts the others") {
  CHECK(stops("<decision path='stay'/>") == "- E530 E530 - E530 E530");
  CHECK(stops("<decision path='switch'/>") == "E530 - - E530 E530 E530");
  CHECK(stops("<decision path='third'/>") == "E530 E530 E530 E530 - E530");
  CHECK(stops("<decision path='reconcile'/>") == "E530 E530 E530 E530 E530 -");
}

TEST_CASE("without a decision no letter tells of one") {
  const std::string none = "E531 E531 E531 E531 E531 E531";
  CHECK(stops("") == none);
  CHECK(stops("<decision/>") == none);
  CHECK(stops("<decision path='undecided'/>") == none);
  CHECK(stops("<decision path='undecided'/>", "") == none);
}

TEST_CASE("a letter speaks of a second opinion only when there is one") {
  const std::string first = "<opinion provider='okafor'/>",
                    second = "<opinion provider='lindqvist'/>";
  CHECK(stops("<decision path='stay'/>", first) == "E532 E530 E530 E532 E530 E530");
  CHECK(stops("<decision path='stay'/>", "") == "E532 E530 E530 E532 E530 E530");
  CHECK(stops("<decision path='stay'/>", second) == "- E530 E530 - E530 E530");
  CHECK(stops("<decision path='third'/>", first) == "E530 E530 E530 E530 E532 E530");
  CHECK(stops("<decision path='reconcile'/>", second) == "E530 E530 E530 E530 E530 E532");
}

TEST_CASE("path and chosen opinion must go together") {
  // Who stays may follow the opinion of another doctor.
  CHECK(stops("<decision path='stay' chosen='lindqvist'/>") == "- E530 E530 - E530 E530");
  CHECK(stops("<decision path='switch' chosen='okafor'/>") == "E530 E534 E534 E530 E530 E530");
  CHECK(stops("<decision path='stay' chosen='okafor'/>") == "- E530 E530 - E530 E530");
  CHECK(stops("<decision path='switch' chosen='lindqvist'/>") == "E530 - - E530 E530 E530");
}

TEST_CASE("each contradiction is told in plain words, with what to change in the case") {
  const std::string stay = two + "<decision path='stay'/>";
  const std::string change = two + "<decision path='switch'/>";
  const std::string hint = "if that is what you decided, or leave this paper out";
  CHECK(
      told(stay, "leaving") ==
      "E530: this letter says that you leave your doctor, and the decision is 'Stay with my "
      "current "
      "doctor' = write <decision path=\"switch\"> " +
          hint
  );
  CHECK(
      told(stay, "joining") ==
      "E530: this letter says that you change to the second doctor, and the decision is 'Stay with "
      "my current doctor' = write <decision path=\"switch\"> " +
          hint
  );
  CHECK(
      told(change, "staying") ==
      "E530: this letter says that you stay with your doctor, and the decision is 'Change to the "
      "second doctor' = write <decision path=\"stay\"> " +
          hint
  );
  CHECK(
      told(change, "declining") ==
      "E530: this letter says that you do not change to the second doctor, and the decision is "
      "'Change to the second doctor' = write <decision path=\"stay\"> " +
          hint
  );
  CHECK(
      told(stay, "third") ==
      "E530: this page asks for a third opinion, and the decision is 'Stay with my current doctor' "
      "= write <decision path=\"third\"> " +
          hint
  );
  CHECK(
      told(stay, "reconcile") ==
      "E530: this letter asks the doctors to agree on a plan, and the decision is 'Stay with my "
      "current doctor' = write <decision path=\"reconcile\"> " +
          hint
  );
  CHECK(
      told("", "staying") ==
      "E531: this paper tells what was decided, and the case has no decision yet = when you have "
      "decided, say so in the path of <decision>: stay, switch, third or reconcile"
  );
  CHECK(
      told("<decision path='stay'/>", "staying") ==
      "E532: this paper speaks of a second opinion, and the case has none yet = add an <opinion> "
      "with what the second doctor said"
  );
  CHECK(
      told("<decision path='reconcile'/>", "reconcile") ==
      "E532: this letter asks two doctors to compare notes, and the case does not hold two "
      "opinions "
      "= add an <opinion> for each of the two doctors"
  );
  CHECK(
      told(two + "<decision path='switch' chosen='okafor'/>", "joining") ==
      "E534: the decision is to change doctors, and the opinion it chose is that of the current "
      "one "
      "= write path=\"stay\", or name in chosen the doctor you change to"
  );
}

TEST_CASE("a contradiction is told where the case says the decision") {
  const auto drawn = draw_with(two + "<decision path='switch' chosen='okafor'/>");
  CHECK(drawn->at("decisionProblem.staying").span.text() == "switch");
  CHECK(drawn->at("decisionProblem.joining").span.text() == "okafor");
}

TEST_CASE("no records are sent on to another doctor when the decision is to stay") {
  const std::string sent =
      "<recordsRequest holder='okafor'><recipient provider='lindqvist'/><item type='laboratory'/>"
      "</recordsRequest>";
  const auto stay = draw_with(sent + two + "<decision path='stay'/>");
  CHECK((*stay)["requests.1.problem.code"] == "E533");
  CHECK(
      (*stay)["requests.1.problem.text"] ==
      "the decision is to stay with the current doctor, so no records need to go to another"
  );
  CHECK(
      (*stay)["requests.1.problem.hint"] ==
      "leave this records request out, or mend the path of <decision>"
  );
  for (const char* path : {"switch", "third", "reconcile", "undecided"}) {
    INFO(path);
    const auto other = draw_with(sent + two + "<decision path='" + path + "'/>");
    CHECK((*other)["requests.1.problem"] == "-");
  }
  CHECK((*draw_with(sent))["requests.1.problem"] == "-");
}

TEST_CASE("records that come to the current doctor, or to the patient, go with staying") {
  const std::string stay = two + "<decision path='stay'/>";
  CHECK(
      (*draw_with(
          "<recordsRequest holder='lindqvist'><recipient provider='okafor'/><item "
          "type='consultation'/></recordsRequest>" +
          stay
      ))["requests.1.problem"] == "-"
  );
  CHECK(
      (*draw_with(
          "<recordsRequest holder='okafor'><recipient party='patient'/><item "
          "type='consultation'/></recordsRequest>" +
          stay
      ))["requests.1.problem"] == "-"
  );
}

TEST_CASE("the new doctor is the chosen one, else the second") {
  const std::string third =
      "<provider id='varga' role='third'><name><text>V</text></name></provider><opinion "
      "provider='varga'/>";
  CHECK((*draw_with(""))["newDoctor"] == "<provider lindqvist>");
  CHECK((*draw_with(""))["oldDoctor"] == "<provider okafor>");
  CHECK(
      (*draw_with(third + "<decision path='switch' chosen='varga'/>"))["newDoctor"] ==
      "<provider varga>"
  );
  CHECK(
      (*draw_with(two + "<decision path='stay' chosen='okafor'/>"))["newDoctor"] ==
      "<provider lindqvist>"
  );
}

TEST_CASE("the plan that is followed is the chosen one, or that of the doctor who leads") {
  const auto followed = [](const std::string& decision) {
    return (*draw_with(two + "<decision " + decision + "/>"))["chosenDoctor"];
  };
  CHECK(followed("path='stay'") == "<provider okafor>");
  CHECK(followed("path='stay' chosen='lindqvist'") == "<provider lindqvist>");
  CHECK(followed("path='switch'") == "<provider lindqvist>");
  CHECK(followed("path='switch' chosen='lindqvist'") == "<provider lindqvist>");
  CHECK(followed("path='switch' chosen='okafor'") == "-");
  for (const char* path : {"third", "reconcile", "undecided"})
    CHECK(followed("path='" + std::string{path} + "' chosen='okafor'") == "-");
}

TEST_CASE("of two plans only the one that is followed is told as chosen") {
  const std::string plans =
      "<plan proposedBy='okafor'><text>Surgery</text></plan>"
      "<opinion provider='okafor'><treatment><name>Surgery</name></treatment></opinion>"
      "<opinion provider='lindqvist'><treatment><name>Pills</name></treatment></opinion>";
  const auto told = [&](const std::string& decision) {
    const auto drawn = draw_with(plans + "<decision " + decision + "/>");
    return all(*drawn, "comparison.advised", "text") + ", " + (*drawn)["planIsTurnedDown"] + ", " +
           all(*drawn, "comparison.doctors", "isChosen");
  };
  CHECK(told("path='stay'") == "Surgery, no, no | no");
  CHECK(told("path='stay' chosen='lindqvist'") == "Pills, yes, no | yes");
  CHECK(told("path='switch'") == "Pills, yes, no | yes");
  CHECK(told("path='switch' chosen='okafor'") == "Surgery | Pills, no, no | no");
  CHECK(told("path='third' chosen='okafor'") == "Surgery | Pills, no, no | no");
}

TEST_CASE("who stays waits for no records that were to go to another doctor") {
  const std::string sent =
      "<recordsRequest holder='okafor' neededBy='2027-01-01'><recipient provider='lindqvist'/>"
      "<item type='laboratory'/><item type='imaging' status='asked'/><authorization/>"
      "</recordsRequest>";
  const auto stay = draw_with(sent + two + "<decision path='stay'/>");
  CHECK((*stay)["requests.1.isClosed"] == "yes");
  CHECK((*stay)["requests.1.anyMissing"] == "no");
  CHECK((*stay)["requests.1.allReceived"] == "no");
  CHECK((*stay)["recordsToCome"] == "no");
  CHECK((*stay)["recordsCame"] == "no");
  CHECK((*stay)["permissions"] == "[0]");
  CHECK((*stay)["deadlines"] == "[0]");
  const auto change = draw_with(sent + two + "<decision path='switch'/>");
  CHECK((*change)["requests.1.isClosed"] == "no");
  CHECK((*change)["recordsToCome"] == "yes");
}

TEST_CASE("one doctor who was asked twice has nobody to talk with") {
  const std::string reconcile = "<decision path='reconcile'/>";
  const std::string one =
      "<opinion provider='lindqvist' date='2026-05'/><opinion provider='lindqvist'/>";
  CHECK((*draw_with(one + reconcile))["decisionProblem.reconcile"] == "{}");
  CHECK((*draw_with(two + reconcile))["decisionProblem.reconcile"] == "-");
}

TEST_CASE("a chosen doctor goes with staying or changing, and is told elsewhere") {
  const auto told = [](const std::string& path) {
    return draw_with(two + "<decision path='" + path + "' chosen='lindqvist'/>")->said();
  };
  const std::string warning =
      "warning[W524]: with path='reconcile' no doctor's opinion is followed\n";
  CHECK(told("reconcile").find(warning) != std::string::npos);
  CHECK(told("switch").find("W524") == std::string::npos);
  CHECK(told("stay").find("W524") == std::string::npos);
}
