// Rows of law and of case that a reader once found wanting: where each stands on its paper.

#include "tests/packet/said.hpp"

using namespace engine;
using Catch::Contains;

namespace {

const std::string wanted_notes = "<item type='visit-notes' status='wanted'/>";

/// The small case with somebody who signs for the patient.
std::string with_agent(const std::string& more) {
  std::string text = case_with(more);
  text.insert(
      text.find("</patient>") + 10,
      "<representative authority='health-care-agent' signs='yes'><name><given>Iris</given><family>"
      "Paz</family></name><address><line>9 Oak Street</line><city>Troy</city><state>OH</state>"
      "</address></representative>"
  );
  return text;
}

std::string in_state(std::string text, const std::string& state) {
  return text.insert(
      text.find("</organization>") + 15,
      "<address><line>2 Elm Street</line><city>Dayton</city><state>" + state + "</state></address>"
  );
}

const std::string permitted = request(
    "holder='cole'",
    "provider='lind'",
    wanted_notes + "<authorization><expires date='2027-01-01'/></authorization>"
);

}  // namespace

TEST_CASE("who signs for another shows by what right, on the form and on its cover sheet") {
  const std::string text = with_agent(permitted);
  CHECK_THAT(
      said_of("authorization", text, "en"), Contains("Proof of your right to sign: Iris Paz")
  );
  CHECK_THAT(said_of("fax-cover", text, "en"), Contains("proof that I may sign"));
  CHECK_THAT(said_of("fax-cover", case_with(permitted), "en"), !Contains("proof that I may sign"));
}

TEST_CASE("an agent writes from their own address, and gets there what is sent") {
  const std::string letter = said_of(
      "access-request", with_agent(request("holder='cole'", "party='patient'", wanted_notes)), "en"
  );
  CHECK_THAT(letter, Contains("Iris Paz, for Ana Paz</strong><br/>9 Oak Street, Troy, OH"));
  CHECK_THAT(letter.substr(letter.find("Where to send it")), Contains("9 Oak Street"));
}

TEST_CASE("no form says that nobody looked its state up; the status page does") {
  const std::string text = in_state(case_with(permitted), "WY");
  CHECK_THAT(
      said_of("authorization", text, "en"), !Contains("not checked") && !Contains("look up")
  );
  CHECK_THAT(said_of("status", text, "en"), Contains("We did not look up the rules of that state"));
}

TEST_CASE("a permission that ends with an event says the event, and a day beside it") {
  CHECK_THAT(
      said_on(
          "authorization",
          request(
              "holder='cole'",
              "provider='lind'",
              wanted_notes +
                  "<authorization><expires event='When Dr. Lind has answered'/></authorization>"
          )
      ),
      Contains(
          "at this event: <strong>When Dr. Lind has answered</strong>, or on the day in part 6, "
          "if that comes first"
      )
  );
}

TEST_CASE("in Maryland a form covers what the office got from others") {
  CHECK_THAT(
      said_of("authorization", in_state(case_with(permitted), "MD"), "en"),
      Contains("This permission also covers records that this office got from other offices")
  );
}

TEST_CASE("of a review of the records nobody speaks as of a visit") {
  const std::string review =
      "<appointment provider='lind' mode='records-only' at='2026-12-10T10:00'/>" + permitted;
  CHECK_THAT(said_on("status", review), Contains("A review of the records is set with Dr. Lind"));
  CHECK_THAT(said_on("transfer-letter", review), !Contains("The visit with"));
  CHECK_THAT(said_on("first-words,visit-notes", review), !Contains("Thank you for seeing"));
}

TEST_CASE("no call asks an office if its own records have come to it") {
  CHECK_THAT(
      said_on(
          "records-checklist", "<appointment provider='cole' at='2026-12-10T10:00'/>" + permitted
      ),
      !Contains("did they come?")
  );
}

TEST_CASE("who has no health plan is not told to ask it") {
  CHECK_THAT(
      said_on(
          "status,insurance-call,pitfalls,names-and-numbers,specialist-worksheet",
          "<coverage type='none'/><specialistCandidate provider='lind'/>"
      ),
      !Contains("my health plan") && !Contains("health plan card") && !Contains("this health plan")
  );
}

TEST_CASE("a parent speaks of a small child, also where nobody is named to speak") {
  std::string text = case_with("<appointment provider='lind' at='2026-12-10T10:00'/>");
  text.replace(text.find("1984-03-17"), 10, "2020-03-17");
  const std::string papers = said_of("values,conversation-script,portal-message", text, "en");
  CHECK_THAT(papers, Contains("Does Ana Paz need a referral") && !Contains("Do I need a referral"));
  CHECK_THAT(
      said_of("values", text, "en"), !Contains("keep working") && !Contains("have children")
  );
}

TEST_CASE("of an illness without a name nothing is called its cause") {
  std::string text = case_with("");
  text.replace(text.find("confirmed"), 9, "undiagnosed");
  CHECK_THAT(
      said_of("story-summary", text, "en"),
      Contains("<strong>No one has found the cause yet:</strong> Gout")
  );
  CHECK_THAT(
      said_of("questions-diagnosis", text, "en"),
      Contains("<strong>No one has found the cause yet.</strong> It is about")
  );
}

TEST_CASE("a third opinion is booked as another one") {
  CHECK_THAT(
      said_on("status", opinions + "<decision path='third'/>"),
      Contains("another opinion") && !Contains("a second opinion.")
  );
}

TEST_CASE("Jr. stands wherever an office looks a patient up") {
  std::string text = case_with(permitted);
  text.insert(text.find("</name>"), "<suffix>Jr.</suffix>");
  text.replace(text.find("<text>Ana Paz</text>"), 20, "<given>Ana</given><family>Paz</family>");
  CHECK_THAT(said_of("records-call", text, "en"), Contains("Ana Paz, Jr."));
  CHECK_THAT(said_of("transfer-letter", text, "en"), Contains("Patient: Ana Paz, Jr."));
}

TEST_CASE("messages and letters of a choice name the plan, and who else is told") {
  const std::string chosen =
      opinions +
      "<decision path='switch' chosen='lind'/><provider id='kim' role='pcp'><name>"
      "<prefix>Dr.</prefix><family>Kim</family></name></provider>";
  CHECK_THAT(said_on("decision-message,letter-leaving", chosen), Contains("Shots"));
  CHECK_THAT(said_on("letter-joining", chosen), Contains("Dr. Kim"));
}

TEST_CASE("a letter of a choice speaks of the opinion of the doctor it goes to alone") {
  const std::string third =
      "<provider id='wolf' role='second' gender='female'><name><prefix>Dr.</prefix><family>Wolf"
      "</family></name></provider><opinion provider='wolf' date='2026-11-12'><diagnosis>Gout"
      "</diagnosis><treatment><name>Surgery</name></treatment></opinion>"
      "<appointment provider='wolf' at='2026-12-03T09:00'/>";
  const auto joining = [&](const std::string& chosen) {
    return said_on(
        "letter-joining", opinions + third + "<decision path='switch' chosen='" + chosen + "'/>"
    );
  };
  CHECK_THAT(
      joining("lind"),
      Contains("Dr. Lind") && Contains("opinion of November 1, 2026. I") && Contains("Shots") &&
          !Contains("Surgery") && !Contains("December 3")
  );
  CHECK_THAT(
      joining("wolf"),
      Contains("Dr. Wolf") && Contains("opinion of November 12, 2026. I") && Contains("Surgery") &&
          !Contains("Shots") && Contains("from the visit on December 3, 2026 on")
  );
  CHECK_THAT(
      said_on("letter-declining", opinions + third + "<decision path='stay'/>"),
      Contains("Dr. Lind") && Contains("on November 1, 2026") && !Contains("November 12") &&
          !Contains("December 3")
  );
}

TEST_CASE("after a change the story begins with the plan that was chosen") {
  const std::string told = opinions + "<plan proposedBy='cole'><text>Pills</text></plan>";
  CHECK_THAT(
      said_on("story-summary", told + "<decision path='switch' chosen='lind'/>"),
      Contains("<h2>The plan that was chosen</h2>") &&
          Contains("<strong>Dr. Lind:</strong> Shots") &&
          Contains("Proposed before, and not chosen: Pills (Dr. Cole)") &&
          !Contains("The plan so far")
  );
  CHECK_THAT(
      said_on("story-summary", told + "<decision path='switch' chosen='lind'/>", "es"),
      Contains("<h2>El plan elegido</h2>") &&
          Contains("Propuesto antes, y no elegido: Pills (Dr. Cole)")
  );
  CHECK_THAT(
      said_on("story-summary", told + "<decision path='undecided'/>"),
      Contains("What each doctor would do") && Contains("<strong>Dr. Cole:</strong> Pills")
  );
}

TEST_CASE("a wish for more trust is said as one's own") {
  CHECK_THAT(
      said_on("conversation-script", "<reason code='trust'/>"),
      Contains("sure") || Contains("comfortable") || Contains("at ease")
  );
}
