#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

namespace {
const std::string first =
    "<opinion provider='okafor' date='2026-08-12' basis='in-person'><diagnosis>Crohn's, "
    "moderate</diagnosis><certainty>Sure</certainty>"
    "<treatment><name>Infliximab</name><pro>Works</pro><con>Infusions</con><startBy>2027-01-05</"
    "startBy></treatment>"
    "<nextStep by='2026-12-15'>Tuberculosis test</nextStep><ifNothing>The bowel may "
    "narrow.</ifNothing></opinion>";
const std::string second =
    "<opinion provider='lindqvist' date='2026-12-03' basis='records-only'><diagnosis>Crohn's, "
    "mild</diagnosis>"
    "<treatment><name>Budesonide</name><pro>No infusions</pro></treatment></opinion>";

/// The number of the row of a topic.
std::string row(const Drawn& drawn, std::string_view topic) {
  for (int i = 1;; ++i) {
    const std::string at = "comparison.rows." + std::to_string(i);
    if (drawn[at] == "-") return "none";
    if (drawn[at + ".topic"] == topic) return at;
  }
}
}  // namespace

TEST_CASE("two opinions stand side by side, in the order of the topics") {
  const auto drawn = draw_with(first + second);
  CHECK((*drawn)["comparison.count"] == "2");
  CHECK((*drawn)["comparison.two"] == "yes");
  CHECK(
      all(*drawn, "comparison.rows", "topic") ==
      "diagnosis | certainty | treatment | waiting | timing | pros | cons"
  );
  CHECK(
      all(*drawn, "comparison.rows", "asked") ==
      "What is it? | How sure | What is the plan? | What if I wait? | Timing | What is good? | "
      "What is bad?"
  );
  CHECK(all(*drawn, "comparison.opinions", "name") == "Dr. Okafor | Dr. Lindqvist");
  CHECK(all(*drawn, "comparison.opinions", "seen") == "yes | no");
  CHECK((*drawn)["comparison.opinions.2.date"] == "2026-12-03");
  CHECK((*drawn)["comparison.opinions.2.basis"] == "records-only");
  CHECK((*drawn)["comparison.opinions.2.who"] == "<provider lindqvist>");
  CHECK((*drawn)["comparison.opinions.2.entry"] == "<opinion>");
  CHECK(all(*drawn, "comparison.rows.1.cells.1.lines") == "Crohn's, moderate");
  CHECK(all(*drawn, "comparison.rows.1.cells.2.lines") == "Crohn's, mild");
  CHECK(
      all(*drawn, row(*drawn, "timing") + ".cells.1.lines") ==
      "Infliximab: start by January 5, 2027 | Tuberculosis test, by December 15, 2026"
  );
}

TEST_CASE("what patients ask is a row, with all that belongs to it, what was left out at last") {
  const auto drawn = draw_with(first + second);
  const std::string asked = "comparison.askedRows";
  CHECK(all(*drawn, asked, "about") == "diagnosis | treatment | waiting | pros | cons | tests");
  CHECK(all(*drawn, asked, "open") == "no | no | yes | no | yes | yes");
  const std::string what_is_it = asked + ".1.cells.";
  CHECK((*drawn)[what_is_it + "1.lead.topic"] == "diagnosis");
  CHECK(all(*drawn, what_is_it + "1.others", "topic") == "certainty");
  CHECK((*drawn)[what_is_it + "1.unsaid"] == "[0]");
  CHECK((*drawn)[what_is_it + "2.others"] == "[0]");
  CHECK(all(*drawn, what_is_it + "2.unsaid", "topic") == "certainty");
  CHECK((*drawn)[asked + ".3.cells.1.isBlank"] == "no");
  CHECK((*drawn)[asked + ".3.cells.2.isBlank"] == "yes");
  CHECK((*drawn)[asked + ".3.cells.2.place"] == "opinion[@provider=lindqvist]/ifNothing");
}

TEST_CASE("what nobody was asked stands where it is still to be asked, and a step is not said twice"
) {
  const std::string with_test =
      "<opinion provider='okafor' date='2026-08-12'><diagnosis>Gout</diagnosis><testNeeded>Blood "
      "test</testNeeded><nextStep by='2026-12-15'>Blood test</nextStep></opinion>";
  const auto drawn = draw_with(
      with_test + second +
      "<comparison><row topic='cost' verdict='not-asked'>The plan knows.</row></comparison>"
  );
  const std::string asked = "comparison.askedRows";
  CHECK(all(*drawn, asked, "about") == "diagnosis | treatment | pros | tests");
  CHECK(all(*drawn, asked + ".4.cells.1.others", "topic") == "timing");
  CHECK(
      all(*drawn, "comparison.askEveryone").find("What will I have to pay? The plan knows.") !=
      std::string::npos
  );
  // Once the choice is made nothing is asked: then the row is all there is.
  const auto decided = draw_with(
      with_test + second +
      "<comparison><row topic='cost' verdict='not-asked'>The plan knows.</row></comparison>"
      "<decision path='stay'/>"
  );
  CHECK(all(*decided, asked, "about") == "diagnosis | treatment | pros | daily-life | tests");
}

TEST_CASE("what all said in the same words is one answer") {
  const std::string one = "<opinion provider='okafor'><ifNothing>It may grow</ifNothing></opinion>";
  const std::string two =
      "<opinion provider='lindqvist'><ifNothing>it may grow.</ifNothing></opinion>";
  CHECK(all(*draw_with(one + two), "comparison.askedRows", "same") == "yes");
  CHECK(
      all(*draw_with(first + second), "comparison.askedRows", "same").find("yes") ==
      std::string::npos
  );
}

TEST_CASE("of somebody who has died nothing is left to ask about care") {
  const std::string died = "<patient deceased='yes'><name><text>Ann Lee</text></name></patient>";
  CHECK(all(*draw_with("", died), "comparison.rows", "topic") == "diagnosis | certainty");
  CHECK(
      all(*draw_with(second, died), "comparison.rows", "topic") ==
      "diagnosis | certainty | treatment | pros"
  );
}

TEST_CASE("agreement is never guessed: a gap is a gap, and all else is for the reader") {
  const auto drawn = draw_with(first + second);
  CHECK((*drawn)[row(*drawn, "diagnosis") + ".verdict"] == "undecided");
  CHECK((*drawn)[row(*drawn, "certainty") + ".verdict"] == "not-asked");
  CHECK((*drawn)[row(*drawn, "certainty") + ".notAsked"] == "yes");
  CHECK((*drawn)[row(*drawn, "certainty") + ".cells.2.said"] == "no");
  CHECK(all(*drawn, "comparison.undecidedRows", "topic") == "diagnosis | treatment");
  CHECK(all(*drawn, "comparison.notAskedRows", "topic") == "certainty | waiting | timing | cons");
  CHECK((*drawn)["comparison.agreeRows"] == "[0]");
  CHECK(all(*drawn, "comparison.rows", "open") == "no | yes | no | yes | yes | no | yes");
  CHECK(
      all(*drawn, "comparison.rows", "topic") ==
      "diagnosis | certainty | treatment | waiting | timing | pros | cons"
  );
}

TEST_CASE("whoever asks does not say the same as whoever says so") {
  const auto drawn = draw_with(
      "<opinion provider='okafor'><diagnosis>Lyme arthritis?</diagnosis></opinion>"
      "<opinion provider='lindqvist'><diagnosis>lyme arthritis</diagnosis></opinion>"
  );
  CHECK((*drawn)[row(*drawn, "diagnosis") + ".verdict"] == "undecided");
}

TEST_CASE("two treatments have good points of their own, and no one is asked whether they agree") {
  const auto drawn = draw_with(first + second);
  CHECK((*drawn)[row(*drawn, "pros") + ".verdict"] == "-");
  for (const std::string flag : {".agree", ".partly", ".differ", ".notAsked", ".undecided"})
    CHECK((*drawn)[row(*drawn, "pros") + flag] == "no");
  // Of one treatment they can be compared.
  const std::string same = "<treatment><name>Surgery</name><pro>Quick</pro></treatment></opinion>";
  const std::string also = "<treatment><name>surgery.</name><pro>Lasts</pro></treatment></opinion>";
  const auto one =
      draw_with("<opinion provider='okafor'>" + same + "<opinion provider='lindqvist'>" + also);
  CHECK((*one)[row(*one, "pros") + ".verdict"] == "undecided");
}

TEST_CASE("equal words are the same, and what was said is said once") {
  const auto drawn = draw_with(
      "<opinion provider='okafor'><diagnosis>Torn ACL</diagnosis></opinion>"
      "<opinion provider='lindqvist'><diagnosis>torn  ACL.</diagnosis></opinion>"
  );
  CHECK((*drawn)[row(*drawn, "diagnosis") + ".verdict"] == "agree");
  CHECK(all(*drawn, row(*drawn, "diagnosis") + ".common") == "Torn ACL");
  CHECK(all(*drawn, "comparison.agreeRows", "topic") == "diagnosis");
  // The case's own word goes before.
  const auto apart = draw_with(
      "<opinion provider='okafor'><diagnosis>Torn ACL</diagnosis></opinion>"
      "<opinion provider='lindqvist'><diagnosis>Torn ACL</diagnosis></opinion>"
      "<comparison><row topic='diagnosis' verdict='differ'/></comparison>"
  );
  CHECK((*apart)[row(*apart, "diagnosis") + ".verdict"] == "differ");
}

TEST_CASE("numbers of other times or people are told apart") {
  const auto differ = [](const std::string& a, const std::string& b) {
    const auto drawn = draw_with(
        "<opinion provider='okafor'><diagnosis>A</diagnosis><outcome " + a +
        "/></opinion><opinion provider='lindqvist'><diagnosis>A</diagnosis><outcome " + b +
        "/></opinion>"
    );
    return (*drawn)["comparison.numbersDiffer"];
  };
  const std::string well = "what='well' number='6' outOf='10' ";
  CHECK(differ(well + "timeframe='2 years'", well + "timeframe='2 years'") == "no");
  CHECK(differ(well + "timeframe='2 years'", well + "timeframe='5 years'") == "yes");
  CHECK(differ(well + "timeframe='2 years'", well) == "yes");
  CHECK(differ(well + "population='adults'", well + "population='men'") == "yes");
}

TEST_CASE("the case's own verdict stands, with its reasons") {
  const auto drawn = draw_with(
      first + second +
      "<comparison><row topic='treatment' verdict='differ' why='approach' settledBy='A test'>They "
      "weigh it differently.</row>"
      "<row topic='diagnosis' verdict='agree'/><row topic='cost' verdict='not-asked'/></comparison>"
  );
  const auto treatment = row(*drawn, "treatment");
  CHECK((*drawn)[treatment + ".verdict"] == "differ");
  CHECK((*drawn)[treatment + ".differ"] == "yes");
  CHECK((*drawn)[treatment + ".why"] == "approach");
  CHECK((*drawn)[treatment + ".note"] == "They weigh it differently.");
  CHECK((*drawn)[treatment + ".settledBy"] == "A test");
  CHECK(all(*drawn, "comparison.agreeRows", "topic") == "diagnosis");
  // A topic that only the comparison names has a row too.
  CHECK((*drawn)[row(*drawn, "cost") + ".cells.1.said"] == "no");
}

TEST_CASE("no opinion yet makes a sheet to fill in, with the doctors' names") {
  const auto drawn = draw_with("");
  CHECK((*drawn)["comparison.none"] == "yes");
  CHECK((*drawn)["comparison.opinions"] == "[0]");
  CHECK(
      all(*drawn, "comparison.rows", "topic") ==
      "diagnosis | certainty | treatment | waiting | pros | cons | risks"
  );
  CHECK(all(*drawn, "comparison.columns", "name") == "Dr. Okafor | Dr. Lindqvist");
  CHECK(all(*drawn, "comparison.columns", "given") == "no | no");
  CHECK((*drawn)["comparison.rows.1.columns"] == "[2]");
  CHECK((*drawn)["comparison.rows.1.columns.2.said"] == "no");
  CHECK((*drawn)["comparison.rows.1.verdict"] == "not-asked");
}

TEST_CASE("one opinion leaves the other doctor's column empty") {
  const auto drawn = draw_with(first);
  CHECK((*drawn)["comparison.one"] == "yes");
  CHECK((*drawn)["comparison.rows.1.cells"] == "[1]");
  CHECK(all(*drawn, "comparison.columns", "name") == "Dr. Okafor | Dr. Lindqvist");
  CHECK((*drawn)["comparison.rows.1.verdict"] == "not-asked");
  CHECK(all(*draw_with(second), "comparison.columns", "name") == "Dr. Lindqvist | Dr. Okafor");
}

TEST_CASE("three opinions have three cells") {
  const auto drawn = draw_with(
      first + second +
      "<provider id='t' role='third'><name><text>T. Three</text></name></provider><opinion "
      "provider='t'><diagnosis>IBS</diagnosis></opinion>"
  );
  CHECK((*drawn)["comparison.more"] == "yes");
  CHECK((*drawn)["comparison.few"] == "yes");
  CHECK((*drawn)["comparison.many"] == "no");
  CHECK((*drawn)["comparison.rows.1.cells"] == "[3]");
  CHECK((*drawn)["comparison.columns"] == "[3]");
  CHECK((*drawn)["comparison.rows.1.cells.3.name"] == "T. Three");
}

TEST_CASE("several treatments say which one a line is about") {
  const auto drawn = draw_with(
      "<opinion "
      "provider='okafor'><treatment><name>Surgery</name><risk>Infection</risk><risk>Bleeding</"
      "risk></treatment>"
      "<treatment><name>Waiting</name><risk>It may grow</risk></treatment></opinion>"
  );
  CHECK(all(*drawn, row(*drawn, "treatment") + ".cells.1.lines") == "Surgery | Waiting");
  CHECK(
      all(*drawn, row(*drawn, "risks") + ".cells.1.lines") ==
      "Surgery: Infection | Surgery: Bleeding | Waiting: It may grow"
  );
}

TEST_CASE(
    "a number keeps what it counts, its time, its people and its source, and never becomes a share"
) {
  const auto outcome = [](const std::string& attributes) {
    const auto drawn =
        draw_with("<opinion provider='okafor'><outcome " + attributes + "/></opinion>");
    return all(*drawn, row(*drawn, "outcome") + ".cells.1.lines");
  };
  CHECK(
      outcome("number='40' outOf='100' timeframe='1 year' population='adults with moderate "
              "disease' source='Dr. Okafor, visit of 2026-08-12'"
      ) == "40 of 100, in 1 year, adults with moderate disease (Dr. Okafor, visit of 2026-08-12)"
  );
  CHECK(outcome("what='remission' number='40' outOf='100'") == "remission: 40 of 100");
  CHECK(outcome("number='0.5'") == "0.5");
  CHECK(outcome("what='good' source='A study'") == "good (A study)");
  CHECK(outcome("what='good' source='Dr. Okafor'") == "good");  // who stands above
}

TEST_CASE("each thing that matters has a cell for every opinion, filled or not") {
  const auto drawn = draw_with(
      first + second +
      "<value weight='5'><text>Keep working</text><fits opinion='lindqvist'>more</fits></value>"
      "<value weight='0'><text>A small scar</text></value><value><text>Sleep</text></value>"
  );
  CHECK(all(*drawn, "comparison.values", "text") == "Keep working | A small scar | Sleep");
  CHECK(all(*drawn, "comparison.values", "weight") == "5 | 0 | -");
  CHECK(all(*drawn, "comparison.values", "isZero") == "no | yes | no");
  CHECK(all(*drawn, "comparison.values", "isMost") == "yes | no | no");
  CHECK(all(*drawn, "comparison.values.1.cells", "name") == "Dr. Okafor | Dr. Lindqvist");
  CHECK(all(*drawn, "comparison.values.1.cells", "fits") == "- | more");
}

TEST_CASE("a doctor who was asked twice is told apart by the day, and is one doctor in a letter") {
  const auto drawn = draw_with(
      "<opinion provider='okafor' date='2026-05-01'/><opinion provider='lindqvist'/>"
      "<opinion provider='okafor' date='2026-09-01'/>"
  );
  CHECK((*drawn)["comparison.columns.1.name"] == "Dr. Okafor (5/1/2026)");
  CHECK((*drawn)["comparison.columns.3.name"] == "Dr. Okafor (9/1/2026)");
  CHECK(all(*drawn, "comparison.opinions", "title").starts_with("Dr. Okafor (5/1/2026) | "));
  CHECK((*drawn)["comparison.doctors"] == "[2]");
  CHECK((*drawn)["comparison.doctors.2.date"] == "2026-09-01");
  CHECK((*drawn)["comparison.twoDoctors"] == "yes");
}

TEST_CASE("a share is drawn as so many of a hundred, and is about that where it is not exactly") {
  const auto drawn = draw_with(
      "<opinion provider='okafor'>"
      "<outcome what='well' number='40' outOf='100'/><outcome what='half' number='1' outOf='2'/>"
      "<outcome what='third' number='1' outOf='3'/><outcome what='few' number='1' outOf='1000'/>"
      "<outcome what='none' number='0' outOf='7'/><outcome what='all' number='7' outOf='7'/>"
      "<outcome what='alone' number='7'/></opinion>"
  );
  std::string of_hundred, about, rest;
  for (int i = 1; i <= 7; ++i) {
    const std::string at = row(*drawn, "outcome") + ".cells.1.numbers." + std::to_string(i) + '.';
    of_hundred += (*drawn)[at + "ofHundred"] + ' ';
    rest += (*drawn)[at + "rest"] + ' ';
    about += (*drawn)[at + "isAbout"] + ' ';
  }
  CHECK(of_hundred == "40 50 33 0 0 100 - ");
  CHECK(rest == "60 50 67 100 100 0 - ");
  CHECK(about == "no no yes yes no no no ");
}

TEST_CASE("numbers of unlike times or people are not drawn one above the other") {
  const auto drawn_of = [](const std::string& other) {
    const auto drawn = draw_with(
        "<opinion provider='okafor'><outcome number='60' outOf='100' timeframe='2 years'/>"
        "</opinion><opinion provider='lindqvist'><outcome number='50' outOf='100' " +
        other + "/></opinion>"
    );
    const std::string at = row(*drawn, "outcome") + ".columns.";
    return (*drawn)[at + "1.numbers.1.isDrawn"] + ' ' + (*drawn)[at + "2.numbers.1.isDrawn"];
  };
  CHECK(drawn_of("timeframe='within 2 years'") == "yes yes");
  CHECK(drawn_of("timeframe='5 years'") == "no no");
  CHECK(drawn_of("timeframe='2 years' population='children'") == "no no");
}

TEST_CASE("two plans stand on one line when both have a place there") {
  const auto drawn = draw_with(
      "<opinion provider='okafor'/><opinion provider='lindqvist'/>"
      "<value weight='4'><text>Work</text><fits opinion='okafor'>less</fits><fits "
      "opinion='lindqvist'>more</fits></value>"
      "<value><text>Sleep</text><fits opinion='okafor'>same</fits><fits "
      "opinion='lindqvist'>same</fits></value>"
      "<value><text>Sport</text><fits opinion='okafor'>same</fits></value>"
  );
  CHECK(all(*drawn, "comparison.values.1.scale", "one") == "yes | no | no");
  CHECK(all(*drawn, "comparison.values.1.scale", "two") == "no | no | yes");
  CHECK(all(*drawn, "comparison.values.1.scale", "none") == "no | yes | no");
  CHECK(all(*drawn, "comparison.values.2.scale", "both") == "no | yes | no");
  CHECK((*drawn)["comparison.values.3.scale"] == "-");
  CHECK((*drawn)["comparison.values.1.weightSteps.5.isIt"] == "yes");
}

TEST_CASE("what speaks for a plan stands beside what speaks against it") {
  const auto drawn = draw_with(
      "<opinion provider='okafor'><treatment><name>Surgery</name><pro>Quick</pro><pro>Sure</pro>"
      "<con>A scar</con></treatment></opinion><opinion provider='lindqvist'/>"
  );
  CHECK(all(*drawn, "comparison.columns.1.plans") == "Surgery");
  CHECK(all(*drawn, "comparison.columns.1.points", "good") == "Quick | Sure");
  CHECK(all(*drawn, "comparison.columns.1.points", "bad") == "A scar | -");
  CHECK((*drawn)["comparison.columns.2.points"] == "[0]");
}
