// The papers of the house: what a case says of somebody is said where it is looked for.

#include "engine/engine.hpp"
#include "tests/support/house.hpp"
#include "tests/support/messages.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using Catch::Contains;

namespace {

const std::string second_doctor =
    "<provider id='lind' role='second'><name><prefix>Dr.</prefix><family>Lind</family></name>"
    "</provider>";

std::string case_of(const std::string& patient, const std::string& more) {
  return "<case id='t' version='1'><asOf>2026-11-20</asOf><patient>" + patient +
         "</patient><provider id='cole' role='current'><name><prefix>Dr.</prefix><family>Cole"
         "</family></name></provider>" +
         second_doctor + "<condition status='confirmed'><text>Gout</text></condition>" + more +
         "</case>";
}

const std::string ana =
    "<name use='official'><text>Ana Paz</text></name><birthDate>1984-03-17</birthDate>";
const std::string max =
    "<name><given>Max</given><family>Lee</family></name><birthDate>2020-03-17</birthDate>";

/// What one kind of paper says of a case, as plain text.
std::string paper(const std::string& kind, const std::string& text, const std::string& set) {
  const Source source{"case.xml", text, Source::Holds::patient_data};
  Diagnostics out;
  StageDumps dumps;
  const auto made = make(
      source, tests::worker(), {.format = Format::text, .set = set, .only = {kind}}, out, &dumps
  );
  INFO(support::printed(out));
  REQUIRE(made);
  return dumps.markup;
}

std::string told_unprinted(const std::string& text) {
  const Source source{"case.xml", text, Source::Holds::patient_data};
  Diagnostics out;
  tell_unprinted(source, tests::worker(), {}, out);
  return support::printed(out);
}

}  // namespace

TEST_CASE("every illness of a case is at a glance, in the doctor's words and the patient's") {
  const std::string said = paper(
      "medicines-allergies",
      case_of(
          ana,
          "<condition status='suspected'><text>Type 2 diabetes mellitus</text><plainName>Sugar"
          "</plainName><stage>Early</stage><onset>2019-05</onset></condition>"
      ),
      "visit"
  );
  CHECK_THAT(
      said,
      Contains("<strong>Gout</strong>") &&
          Contains(
              "<strong>Type 2 diabetes mellitus</strong> (Sugar); stage: Early; suspected, not "
              "sure; since May 2019"
          )
  );
}

TEST_CASE("who signs with a mark speaks for herself all the same") {
  const std::string text = case_of(
      ana + "<accessibility signer='cannot'/>", "<question priority='1'>What is next?</question>"
  );
  const std::string said = paper("clinician-copy", text, "visit");
  CHECK_THAT(said, Contains("I have the same list.") && Contains("What I want from today"));
}

TEST_CASE("nobody signs a message in the name of a child") {
  const std::string said = paper("portal-message", case_of(max, ""), "letters");
  CHECK_THAT(said, Contains("<fill label=\"your name\" width=\"2in\"/>, for Max Lee"));
  CHECK_THAT(said, !Contains("Thank you,<br/>Max Lee"));
}

TEST_CASE("a number is not given without the wish that nobody leaves a message there") {
  const std::string said = paper(
      "portal-message",
      case_of(ana + "<telecom system='phone' okToLeaveMessage='no'>555-0142</telecom>", ""),
      "letters"
  );
  CHECK_THAT(said, Contains("555-0142 (please leave no message)"));
}

TEST_CASE("an office and a doctor read what somebody goes by, and the pronouns") {
  const std::string text = case_of(
      ana +
          "<name use='usual'><text>Maya Paz</text></name><pronouns>she/her</pronouns>"
          "<accessibility print='large'/>",
      ""
  );
  for (const auto& kind : {"story-summary", "medicines-allergies", "access-needs-card"})
    CHECK_THAT(paper(kind, text, "visit"), Contains("goes by <strong>Maya Paz</strong> · she/her"));
}

TEST_CASE("a reason to stop a medicine is not what it was for") {
  const std::string said = paper(
      "medicines-allergies",
      case_of(
          ana,
          "<medications status='listed'><medication status='stopped'><name>Pregabalin</name>"
          "<statusReason>It made me dizzy</statusReason></medication></medications>"
      ),
      "visit"
  );
  CHECK_THAT(said, Contains("stopped because: It made me dizzy") && !Contains(", for It made"));
}

TEST_CASE("a letter asks to leave out what the case says no to") {
  const std::string said = paper(
      "transfer-letter",
      case_of(
          ana,
          "<recordsRequest id='r' holder='cole'><recipient provider='lind'/><item "
          "type='laboratory'/><sensitive category='mental-health' include='no'/></recordsRequest>"
      ),
      "letters"
  );
  CHECK_THAT(said, Contains("Please leave out: <strong>Mental health records</strong>"));
}

TEST_CASE("two requests to one office are told apart by who gets the records") {
  const std::string request = "<recordsRequest holder='cole' scope='entire-record'><recipient ";
  const std::string said = paper(
      "names-and-numbers",
      case_of(
          ana,
          request + "party='patient'/></recordsRequest>" + request +
              "provider='lind'/></recordsRequest>"
      ),
      "binder"
  );
  CHECK_THAT(said, Contains("a copy · The entire"));
  CHECK_THAT(said, Contains("to Dr. Lind · The entire"));
}

TEST_CASE("the last day of a plan is the same on every paper, and none says that there is time") {
  const std::string planned = case_of(
      ana,
      "<plan proposedBy='cole' status='proposed'><text>Wait</text><deadline source='cole'>"
      "2026-12-04</deadline></plan>"
  );
  const std::string status = paper("status", planned, "binder");
  CHECK_THAT(status, Contains("Choose by 12/4/2026.") && !Contains("There may be time"));
  const std::string decision = paper("decision", planned, "binder");
  CHECK_THAT(
      decision, Contains("<strong>December 4, 2026</strong>") && Contains("Dr. Cole set this day")
  );
}

TEST_CASE("what is suspected is nowhere told as a diagnosis that is sure") {
  std::string gout = case_of(ana, "<appointment provider='lind' at='2026-12-01T09:00'/>");
  gout.replace(gout.find("confirmed"), 9, "suspected");
  for (const char* kind : {"questions-diagnosis", "clinician-copy", "story-summary"}) {
    INFO(kind);
    CHECK_THAT(paper(kind, gout, "binder"), Contains("suspected, not sure"));
  }
}

TEST_CASE("one day alone is not told as the start of a story") {
  const std::string said = paper(
      "first-words",
      case_of(
          ana,
          "<timeline><event date='2026-08' kind='visit'>I heard the word</event></timeline>"
          "<appointment provider='lind' at='2026-12-01T09:00'/>"
      ),
      "binder"
  );
  CHECK_THAT(said, !Contains("it starts"));
  CHECK_THAT(said, Contains("in August 2026: ") && Contains("I heard the word"));
}

TEST_CASE("nobody who is far from the age of Medicare is told of it") {
  const std::string kai = "<name><text>Kai</text></name><birthDate>2010-03-09</birthDate>";
  CHECK_THAT(paper("insurance-call", case_of(kai, ""), "binder"), !Contains("Medicare"));
  std::string alone = case_of(kai, "");
  alone.replace(alone.find("<patient>"), 9, "<patient consentsAlone='yes'>");
  CHECK_THAT(paper("insurance-call", alone, "binder"), !Contains("Medicare"));
  CHECK_THAT(paper("insurance-call", case_of(ana, ""), "binder"), !Contains("Medicare"));
  const std::string old = "<name><text>Lou</text></name><birthDate>1962-11-01</birthDate>";
  CHECK_THAT(paper("insurance-call", case_of(old, ""), "binder"), Contains("Medicare"));
  const std::string ageless = "<name><text>Lou</text></name>";
  CHECK_THAT(paper("insurance-call", case_of(ageless, ""), "binder"), Contains("Medicare"));
}

TEST_CASE("what no paper says is told with its place") {
  CHECK(told_unprinted(case_of(ana, "")) == "");
  CHECK(
      told_unprinted(
          "<case id='t' version='1'><asOf>2026-11-20</asOf>\n<patient><name><text>Ana "
          "Paz</text>\n<given>Anastasia</given></name></patient>\n<provider><organization>Gem City"
          "</organization></provider>\n<condition><text>Gout</text></condition></case>"
      ) ==
      "case.xml:3:8: warning[W530]: no paper says <given>\n"
      "    3 | <given>Anastasia</given></name></patient>\n"
      "      |        ^^^^^^^^^\n"
      "   = hint: the <text> of this name is printed instead: say all of it there\n"
  );
}
