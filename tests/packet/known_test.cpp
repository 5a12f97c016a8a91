// What a case knows already is not asked for again, and what it does not bear out is not said.

#include "engine/engine.hpp"
#include "tests/support/house.hpp"
#include "tests/support/messages.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using Catch::Contains;

namespace {

std::string case_with(const std::string& more) {
  return "<case id='t' version='1'><asOf>2026-11-20</asOf><patient><name use='official'><text>Ana "
         "Paz</text></name><birthDate>1984-03-17</birthDate><address><line>1 Elm Street</line>"
         "<city>Dayton</city><state>OH</state><postalCode>45402</postalCode></address></patient>"
         "<provider id='cole' role='current' gender='male'><name><prefix>Dr.</prefix><family>Cole"
         "</family></name><organization>North Clinic</organization></provider>"
         "<provider id='lind' role='second' gender='female'><name><prefix>Dr.</prefix><family>Lind"
         "</family></name></provider>"
         "<condition status='confirmed'><text>Gout</text></condition>" +
         more + "</case>";
}

/// What one kind of paper says of a case.
std::string said_on(
    const std::string& kind, const std::string& more, const std::string& language = "en"
) {
  const std::string text = case_with(more);
  const Source source{"case.xml", text, Source::Holds::patient_data};
  Diagnostics out;
  StageDumps dumps;
  const MakeOptions options{
      .format = Format::text, .set = "binder", .only = {kind}, .language = language};
  const auto made = make(source, tests::worker(), options, out, &dumps);
  INFO(support::printed(out));
  REQUIRE(made);
  return dumps.markup;
}

const std::string opinions =
    "<opinion provider='cole' date='2026-10-01'><diagnosis>Gout</diagnosis><treatment><name>Pills"
    "</name></treatment><treatment><name>Rest</name></treatment></opinion>"
    "<opinion provider='lind' date='2026-11-01'><diagnosis>Gout</diagnosis><treatment><name>Shots"
    "</name></treatment></opinion>";

}  // namespace

TEST_CASE("a health plan that wants a referral is no question") {
  const auto plan = [](const std::string& needed) {
    return "<coverage type='employer'" +
           (needed.empty() ? "" : " referralNeeded='" + needed + "'") + "/>";
  };
  for (const char* kind : {"conversation-script", "portal-message"}) {
    CAPTURE(kind);
    CHECK_THAT(said_on(kind, plan("yes")), Contains("health plan wants a referral"));
    CHECK_THAT(said_on(kind, plan("yes"), "es"), Contains("seguro pide una remisión"));
    CHECK_THAT(said_on(kind, plan("no")), !Contains("need a referral"));
    CHECK_THAT(said_on(kind, plan("")), Contains("need a referral"));
    CHECK_THAT(said_on(kind, ""), Contains("need a referral"));
  }
}

TEST_CASE("a request lists what is wanted, and reminds of what was asked for") {
  const auto request = [](const std::string& recipient, const std::string& status) {
    return "<recordsRequest holder='cole' scope='list'><recipient " + recipient +
           "/><item type='laboratory' status='received'>Uric acid</item>"
           "<item type='imaging' status='asked'>Knee</item>"
           "<item type='surgical-report' status='" +
           status + "'>Meniscus</item></recordsRequest>";
  };
  for (const auto& [kind, recipient] :
       {std::pair{"transfer-letter", "provider='lind'"}, {"access-request", "party='patient'"}}) {
    CAPTURE(kind);
    const std::string text = said_on(kind, request(recipient, "wanted"));
    CHECK_THAT(text, Contains("<strong>Surgery reports</strong>: Meniscus"));
    CHECK_THAT(text, Contains("I asked you before for these, and they have not come:"));
    CHECK_THAT(text, !Contains("<strong>Imaging") && Contains("Knee") && !Contains("Uric acid"));
    // All of it was asked for: the letter to follow up is the one to send.
    CHECK(said_on(kind, request(recipient, "asked")).empty());
  }
}

TEST_CASE("the plan so far is what the doctors would do, and then what is chosen") {
  for (const char* kind : {"first-words", "story-summary", "clinician-copy"}) {
    CAPTURE(kind);
    const auto both = said_on(kind, opinions + "<decision path='third'/><question>Why?</question>");
    CHECK_THAT(both, Contains("Pills and Rest") && Contains("Shots"));
    CHECK_THAT(both, !Contains("\"The plan so far\""));
    CHECK_THAT(said_on(kind, "<question>Why?</question>"), !Contains("Shots"));
  }
  const auto chosen =
      said_on("story-summary", opinions + "<decision path='switch' chosen='lind'/>");
  CHECK_THAT(chosen, Contains("Shots") && !Contains("Pills"));
}

TEST_CASE("a page is handed over in a room only") {
  const auto visit = [](const std::string& mode) {
    return "<appointment provider='lind' at='2026-12-03T10:30' mode='" + mode +
           "'/><recordsRequest holder='cole' scope='list'><recipient provider='lind'/><item "
           "type='imaging' status='asked'/></recordsRequest>";
  };
  CHECK_THAT(said_on("first-words", visit("in-person")), Contains("Hand over"));
  CHECK_THAT(
      said_on("records-received-script", visit("in-person")), Contains("Bring your own copy")
  );
  for (const char* mode : {"video", "phone"}) {
    CAPTURE(mode);
    CHECK_THAT(said_on("first-words", visit(mode)), !Contains("Hand over"));
    CHECK_THAT(said_on("first-words", visit(mode), "es"), !Contains("Entregue"));
    CHECK_THAT(said_on("records-received-script", visit(mode)), !Contains("Bring your own copy"));
  }
}

TEST_CASE("when the choice is made nothing is still to be asked for") {
  for (const char* path : {"stay' chosen='cole", "switch' chosen='lind"}) {
    CAPTURE(path);
    const auto decided = opinions + "<goal>Know what helps.</goal><decision path='" + path + "'/>";
    CHECK_THAT(said_on("status", decided), !Contains("List the records"));
    const auto story = said_on("story-summary", decided);
    CHECK_THAT(story, !Contains("For a second opinion") && !Contains("What I want from"));
    CHECK_THAT(story, Contains("What I wanted to know") && Contains("Know what helps"));
    for (const char* kind : {"records-call", "records-checklist"})
      CHECK(said_on(kind, decided).empty());
  }
}
