// Sentences that were read against cases that nobody had tried: each says what the case bears out.

#include "tests/packet/said.hpp"

using namespace engine;
using Catch::Contains;

namespace {

/// The small case, with another first provider.
std::string with_first_provider(const std::string& telecom, const std::string& more) {
  std::string text = case_with(more);
  text.insert(text.find("</organization>") + 15, telecom);
  return text;
}

const std::string seen = "<opinion provider='cole'><diagnosis>Gout</diagnosis></opinion>";
const std::string stays = opinions + "<decision path='stay' chosen='cole'/>";
const std::string moves = opinions + "<decision path='switch' chosen='lind'/>";

}  // namespace

TEST_CASE("who is missed is called as the case says how far the records are") {
  const auto calls = [](const std::string& recipient, const std::string& status) {
    return said_of(
        "records-checklist",
        with_first_provider(
            "<telecom system='phone'>(937) 555-0120</telecom>",
            "<appointment provider='lind' at='2026-11-30T10:00'/>" +
                request(
                    "holder='cole'", recipient, "<item type='visit-notes' status='" + status + "'/>"
                )
        ),
        "en"
    );
  };
  CHECK_THAT(calls("provider='lind'", "asked"), Contains("Ask them to send it."));
  CHECK_THAT(calls("provider='lind'", "wanted"), Contains("Ask them to send it."));
  CHECK_THAT(calls("party='patient'", "asked"), Contains("Ask how far your copy is."));
}

TEST_CASE("an office without a phone is written to") {
  const std::string text = with_first_provider(
      "<telecom system='email'>records@north.example</telecom>",
      request("holder='cole'", "provider='lind'", "<item type='visit-notes' status='wanted'/>")
  );
  CHECK_THAT(said_of("records-call", text, "en"), Contains("Email records@north.example."));
  CHECK_THAT(said_of("records-checklist", text, "en"), Contains("Email records@north.example."));
  CHECK_THAT(said_of("binder-cover", text, "en"), Contains("Dr. Cole</strong>, records@"));
}

TEST_CASE("the whole record is as far as its records are") {
  const auto row = [](const std::string& status) {
    const std::string said = said_on(
        "records-checklist",
        request(
            "holder='cole' scope='entire-record'",
            "provider='lind'",
            "<item type='visit-notes' status='" + status + "'/>"
        )
    );
    const std::size_t at = said.find("The whole medical record");
    return said.substr(at, said.find("</tr>", at) - at);
  };
  CHECK_THAT(row("asked"), Contains("<td>done</td>"));
  CHECK_THAT(row("wanted"), !Contains("done"));
}

TEST_CASE("an office is told the earlier name, and its own number, wherever it is asked") {
  std::string text = case_with(request(
      "holder='cole'",
      "provider='lind'",
      "<item type='visit-notes' status='wanted'/><authorization signedOn='2026-11-01'/>"
  ));
  text.insert(
      text.find("<birthDate>"),
      "<name use='maiden'><text>Ana Roe</text></name><identifier system='North "
      "Clinic'>W-44120</identifier>"
  );
  CHECK_THAT(
      said_of("records-call", text, "en"),
      Contains("The name before marriage is Ana Roe.") && Contains("W-44120")
  );
  CHECK_THAT(
      said_of("revocation", text, "en"),
      Contains("Name before marriage: Ana Roe") && Contains("W-44120")
  );
}

TEST_CASE("nobody brings a list or a folder to a call") {
  const auto papers = [](const std::string& mode) {
    return said_on(
        "first-words,top-questions,folder-index,visit-notes",
        "<appointment provider='lind' at='2026-11-30T10:00' mode='" + mode + "'/>"
    );
  };
  CHECK_THAT(
      papers("phone"),
      Contains("Thank you for this call.") && Contains("I have a list.") &&
          !Contains("I brought a list") && !Contains("Take copies to a visit") &&
          Contains("Who was on the call")
  );
  CHECK_THAT(papers("video"), !Contains("I brought a list"));
  CHECK_THAT(
      papers("in-person"),
      Contains("Thank you for seeing me.") && Contains("I brought a list") && Contains("Who came")
  );
}

TEST_CASE("slides are lent, and a state's own time for copies is the one that is told") {
  const auto letter = [](const std::string& state, const std::string& slides) {
    std::string text = with_first_provider(
        "<address><line>1 Oak</line><city>A</city><state>" + state + "</state></address>",
        request(
            "holder='cole'",
            "party='patient'",
            "<item type='pathology-report' status='asked' includeSlides='" + slides + "'/>"
        )
    );
    return said_of("follow-up-letter", text, "en");
  };
  CHECK_THAT(
      letter("OH", "no"),
      Contains("The law gives you 30 days (45 CFR 164.524(b)(2)).") && !Contains("are lent")
  );
  CHECK_THAT(letter("OH", "yes"), Contains("Tissue slides are lent, not copied"));
  CHECK_THAT(letter("CA", "no"), !Contains("gives you 30 days"));
}

TEST_CASE("a visit that is set is not asked for") {
  const std::string set = "<appointment provider='cole' at='2026-11-30T10:00'/>";
  CHECK_THAT(
      said_on("portal-message", opinions + set),
      Contains("when we meet on November 30, 2026") && !Contains("When can we")
  );
  CHECK_THAT(said_on("portal-message", opinions), Contains("When can we look at this together?"));
  CHECK_THAT(
      said_on("letter-staying", stays + set),
      Contains("November 30, 2026") && !Contains("set up the next visit")
  );
}

TEST_CASE("an interpreter signs where the patient does") {
  const auto form = [](const std::string& signer) {
    std::string text = case_with(
        signer + request(
                     "holder='cole'",
                     "provider='lind'",
                     "<item type='visit-notes' status='wanted'/><authorization/>"
                 )
    );
    text.insert(text.find("</patient>"), "<communication spoken='pl' interpreterRequired='yes'/>");
    return said_of("authorization", text, "en");
  };
  CHECK_THAT(form(""), Contains("Interpreter: I read this aloud"));
  CHECK_THAT(
      form("<representative signs='yes' authority='health-care-agent'><name><text>Bo Paz</text>"
           "</name></representative>"),
      !Contains("Interpreter: I read this aloud")
  );
}

TEST_CASE("after the choice records are asked for where care moves, and not where it stays") {
  const std::string received =
      request("holder='cole'", "provider='lind'", "<item type='visit-notes' status='received'/>");
  const std::string wanted =
      request("holder='cole'", "provider='lind'", "<item type='visit-notes' status='asked'/>");
  CHECK_THAT(said_on("status", stays + received), Contains("All the records have come."));
  CHECK_THAT(said_on("status", moves + wanted), Contains("Ask for the records until all"));
  CHECK_THAT(said_on("status", stays + wanted), !Contains("Ask for the records until all"));
}

TEST_CASE("a permission that was taken back has no end, nor has one without any") {
  const auto ends = [](const std::string& authorization) {
    return said_on(
        "status",
        request(
            "holder='cole'",
            "provider='lind'",
            "<item type='visit-notes' status='received'/>" + authorization
        )
    );
  };
  const std::string until = "<expires date='2027-03-01'/></authorization>";
  CHECK_THAT(ends("<authorization signedOn='2026-11-01'>" + until), Contains("3/1/2027"));
  CHECK_THAT(
      ends("<authorization signedOn='2026-11-01' revokedOn='2026-11-10'>" + until),
      !Contains("3/1/2027")
  );
  CHECK_THAT(
      said_on(
          "status",
          request(
              "holder='cole'",
              "provider='lind'",
              "<item type='substance-use-program' status='received'/><sensitive category='sud' "
              "include='yes'/><authorization signedOn='2026-11-01'><expires event='none'/>"
              "</authorization>"
          )
      ),
      Contains("when you take it back") && !Contains("<td>none</td>")
  );
}

TEST_CASE("a visit that was held asks for no referral and for no second hearing") {
  const std::string held =
      seen +
      "<appointment provider='lind' at='2026-11-19T10:00'/><coverage type='employer' "
      "referralNeeded='yes'><plan>Blue</plan></coverage>";
  const std::string to_come =
      seen +
      "<appointment provider='lind' at='2026-11-29T10:00'/><coverage type='employer' "
      "referralNeeded='yes'><plan>Blue</plan></coverage>";
  CHECK_THAT(said_on("status", held), !Contains("referral") && !Contains("Hear the second"));
  CHECK_THAT(said_on("status", to_come), Contains("referral") && Contains("Hear the second"));
  CHECK_THAT(packet_of(held), !Contains("for the referral"));
  CHECK_THAT(packet_of(to_come), Contains("for the referral"));
}

TEST_CASE("a person who helps and speaks stands once, with the number that is known") {
  const std::string twice =
      "<representative signs='no' relationship='wife'><name><text>Eva Roe</text></name>"
      "</representative><contact relationship='wife'><name><text>Eva Roe</text></name><telecom "
      "system='phone'>(610) 555-0102</telecom></contact><companion relationship='wife' "
      "role='driver'><name><text>Eva Roe</text></name></companion>";
  const std::string cover = said_on("binder-cover", twice);
  const std::size_t at = cover.find("Eva Roe");
  REQUIRE(at != std::string::npos);
  CHECK_THAT(cover.substr(at, 80), Contains("(wife), (610) 555-0102"));
  CHECK_THAT(said_on("binder-cover", twice, "es"), Contains("(esposa), (610) 555-0102"));
  CHECK(cover.find("Eva Roe", at + 1) == std::string::npos);
  const std::string notes = said_on("visit-notes", twice);
  CHECK(notes.find("Eva Roe") == notes.rfind("Eva Roe"));
  CHECK_THAT(said_on("helper-permission", twice), Contains("(610) 555-0102"));
}

TEST_CASE("a problem that is private is missed in the list, and a clinic is named once") {
  CHECK_THAT(
      said_on(
          "medicines-allergies",
          "<problems><problem status='active'><text>Gout</text></problem><problem "
          "sensitive='hiv'><text>HIV</text></problem></problems>"
      ),
      Contains("These problems are not all")
  );
  const std::string clinic =
      "<provider id='star' role='other'><organization>North Star Lab</organization></provider>"
      "<specialistCandidate provider='star'/>";
  for (const std::string kind : {"specialist-grid", "specialist-worksheet"}) {
    CAPTURE(kind);
    const std::string said = said_on(kind, clinic);
    CHECK_THAT(said, Contains("North Star Lab"));
    CHECK_THAT(said, !Contains("<br/>North Star Lab") && !Contains("<p>North Star Lab</p>"));
  }
}

TEST_CASE("who decides today is not told to sleep on it") {
  const auto sheet = [](const std::string& day) {
    return said_on("decision", opinions + "<decision path='undecided' decideBy='" + day + "'/>");
  };
  CHECK_THAT(sheet("2026-11-20"), !Contains("a night or two") && Contains("The day is close."));
  CHECK_THAT(sheet("2026-12-20"), Contains("a night or two"));
}

TEST_CASE("the plan so far has its days, and one that is past was to start") {
  const auto plan = [](const std::string& start) {
    return said_on(
        "story-summary",
        opinions +
            "<plan status='proposed' proposedBy='cole'><text>Pills and rest</text><startBy>" +
            start + "</startBy><deadline source='lind'>2026-12-04</deadline></plan>"
    );
  };
  CHECK_THAT(
      plan("2026-12-01"),
      Contains("Pills and rest, start by December 1, 2026; decide") &&
          Contains("says Dr. Lind</li>") && Contains("<strong>Dr. Lind:</strong> Shots")
  );
  CHECK_THAT(plan("2026-11-10"), Contains("was to start by November 10, 2026"));
}

TEST_CASE("words that are not in the language of the paper are in quotation marks") {
  std::string text = case_with("");
  text.replace(
      text.find("<text>Gout</text>"), 17, "<text>Gout</text><plainName>weak kidneys</plainName>"
  );
  CHECK_THAT(said_of("conversation-script", text, "es"), Contains("“weak kidneys”"));
  CHECK_THAT(said_of("conversation-script", text, "en"), !Contains("“weak kidneys”"));
  CHECK_THAT(
      said_on(
          "comparison",
          "<opinion provider='cole'><outcome number='85' outOf='100' what='alive' "
          "timeframe='within 5 "
          "years'/></opinion><opinion provider='lind'/>",
          "es"
      ),
      !Contains("en within")
  );
}

TEST_CASE("a doctor of whom no gender is known is a doctor in Spanish, too") {
  const std::string asked = case_with(
      "<provider id='moreau' role='other'><name><prefix>Dr.</prefix><given>Alix</given><family>"
      "Moreau</family></name></provider>" +
      request("holder='cole'", "provider='moreau'", "<item type='visit-notes' status='wanted'/>")
  );
  const std::string said = said_of("portal-message,authorization,status", asked, "es");
  CHECK_THAT(said, !Contains("a Dr. Alix") && !Contains("a Alix Moreau"));
  CHECK_THAT(said, Contains("Dr. o a la Dra. Moreau"));
}

TEST_CASE("of one record and one treatment there is one row") {
  const std::string xray =
      request(
          "holder='cole'",
          "party='patient'",
          "<item type='imaging' status='received' from='2026-09-09'>X-ray</item>"
      ) +
      "<test date='2026-09-09' holder='cole' haveCopy='yes'><name>X-ray of the knee</name></test>";
  CHECK_THAT(said_on("folder-index", xray), !Contains("X-ray of the knee"));
  const std::string lent = request(
      "holder='cole'", "provider='lind'", "<item type='imaging' status='received'>X-ray</item>"
  );
  CHECK_THAT(said_on("folder-index", lent), !Contains("X-ray"));
  const std::string story = said_on(
      "first-words",
      "<medications status='listed'><medication status='stopped'><name>Propranolol</name>"
      "</medication></medications><plan status='past'><text>Propranolol</text></plan>"
  );
  CHECK(story.find("Propranolol") == story.rfind("Propranolol"));
}

TEST_CASE("what the case calls something else is not how an illness started") {
  const auto story = [](const std::string& kind) {
    return said_on(
        "first-words",
        "<appointment provider='lind' at='2026-12-10T10:00'/><timeline><event date='2023' kind='" +
            kind + "'>C-section</event><event date='2024'>Pain</event></timeline>"
    );
  };
  CHECK_THAT(story("other"), Contains("<say who=\"You\">First"));
  CHECK_THAT(story("symptom"), Contains("This is how it started"));
}

TEST_CASE("slides that would go to a post office box leave room for a street") {
  std::string text = case_with(request(
      "holder='cole'",
      "provider='lind'",
      "<item type='pathology-report' includeSlides='yes' status='wanted'/><authorization/>"
  ));
  text.insert(
      text.find("</provider>", text.find("Lind")),
      "<address><line>PO Box 77</line><city>Dayton</city><state>OH</state></address>"
  );
  CHECK_THAT(said_of("authorization", text, "en"), Contains("Street address, for the slides"));
  text.replace(text.find("PO Box 77"), 9, "9 Elm Lane");
  CHECK_THAT(said_of("authorization", text, "en"), !Contains("Street address, for"));
}

TEST_CASE("a list is for the next visit once nobody new is to be heard") {
  const std::string with_doctor = "<appointment provider='cole' at='2026-11-30T10:00'/>";
  CHECK_THAT(
      said_on("top-questions", opinions + with_doctor + "<question>Why?</question>"),
      Contains("For <strong>Dr. Cole</strong> on <strong>Monday, November 30, 2026")
  );
  CHECK_THAT(
      said_on("top-questions", with_doctor),
      Contains("<p><strong>Dr. Lind</strong></p></cell><cell label=\"Date of the visit\"")
  );
  CHECK_THAT(
      said_on("decision", seen + "<appointment provider='lind' at='2026-11-19T10:00'/>"),
      Contains("not written down yet") && !Contains("not heard yet")
  );
}

TEST_CASE("who lives in another country calls its own number, and who has a call sits by it") {
  std::string text = case_with("<decision path='undecided' decideBy='2026-12-20'/>");
  CHECK_THAT(said_of("pitfalls", text, "en"), Contains("Call 911"));
  text.replace(text.find("<state>OH</state>"), 17, "<state>AE</state>");
  CHECK_THAT(said_of("pitfalls", text, "en"), !Contains("911"));
  CHECK_THAT(
      packet_of("<appointment provider='lind' at='2026-11-30T10:00' mode='phone'/>"),
      Contains("sit with you") && !Contains("come along")
  );
}

TEST_CASE("a copy that is to come by fax says where, or leaves room for it") {
  const auto letter = [](const std::string& telecom) {
    std::string text = case_with(
        "<recordsRequest holder='cole'><recipient party='patient'/><item type='visit-notes' "
        "status='wanted'/><format>fax</format></recordsRequest>"
    );
    text.insert(text.find("</patient>"), telecom);
    return said_of("access-request", text, "en");
  };
  CHECK_THAT(letter(""), Contains("Fax <fill label=\"fax number\""));
  CHECK_THAT(
      letter("<telecom system='fax'>(937) 555-0177</telecom>"),
      Contains("Fax (937) 555-0177") && !Contains("fax number")
  );
}

TEST_CASE("what there is none of stands beside what is listed") {
  CHECK_THAT(
      said_on(
          "medicines-allergies",
          "<allergies status='none' scope='food'><allergy><substance>Codeine</substance></allergy>"
          "</allergies>"
      ),
      Contains("Codeine") && Contains("No known allergies to food.")
  );
}

TEST_CASE("allergies that nobody has named yet are not offered as none, and are still to be named"
) {
  CHECK_THAT(
      said_on("medicines-allergies", "<allergies status='listed'/>"),
      Contains("Has allergies. Which ones is not written down yet.") &&
          !Contains("No known allergies")
  );
  CHECK_THAT(
      said_on("medicines-allergies", "<allergies/>"),
      Contains("Not written down yet.") && Contains("No known allergies")
  );
  CHECK_THAT(
      said_on("medicines-allergies", "<medications status='not-asked'/>"),
      Contains("Not known yet.</strong> Please ask")
  );
}

TEST_CASE("the word that there are none stands beside the chart that says it, and its day") {
  const std::string lists =
      "<source id='chart-1' kind='c-cda' date='2010-01-03'/><problems status='none' "
      "from='chart-1'/><medications status='none' from='chart-1'/><allergies status='none' "
      "from='chart-1'/>";
  CHECK_THAT(
      said_on("medicines-allergies", lists),
      Contains("No known allergies</strong> · from a chart (1/3/2010)") &&
          Contains("No medicines now</strong> · from a chart (1/3/2010)") &&
          Contains("No other known health problems</strong> · from a chart (1/3/2010)")
  );
  CHECK_THAT(
      said_on("medicines-allergies", "<allergies status='none'/>"),
      Contains("No known allergies") && !Contains("from a chart")
  );
}

TEST_CASE("a letter to compare notes goes to doctors by their titles, and by email without a phone"
) {
  std::string text = case_with(opinions + "<decision path='reconcile'/>");
  text.insert(
      text.find("</provider>", text.find("Lind")),
      "<telecom system='email'>lind@example.ca</telecom>"
  );
  CHECK_THAT(
      said_of("reconcile-letter", text, "en"),
      Contains("<address window=\"yes\">Dr. Cole<br/>North Clinic") &&
          Contains(" · lind@example.ca<br/>") && Contains("cc: Dr. Lind")
  );
}

TEST_CASE("who has no phone is written to") {
  std::string text = case_with(
      request("holder='cole'", "provider='lind'", "<item type='visit-notes' status='wanted'/>")
  );
  text.insert(text.find("</patient>"), "<telecom system='email'>ana@example.org</telecom>");
  CHECK_THAT(said_of("transfer-letter", text, "en"), Contains("(or write to ana@example.org)"));
}

TEST_CASE("an office that said it has the records is not asked again") {
  const auto checklist = [](const std::string& status, const std::string& confirmed) {
    return said_on(
        "records-checklist",
        "<appointment provider='lind' at='2026-12-10T10:00'>" + confirmed + "</appointment>" +
            request(
                "holder='cole'",
                "provider='lind'",
                "<item type='visit-notes' status='" + status + "'/>"
            )
    );
  };
  const std::string confirmed = "<recordsConfirmedOn>2026-11-19</recordsConfirmedOn>";
  CHECK_THAT(
      checklist("received", confirmed), !Contains("did they come?") && Contains("November 19")
  );
  CHECK_THAT(checklist("asked", confirmed), Contains("did they come?"));
  CHECK_THAT(checklist("received", ""), Contains("did they come?"));
}

TEST_CASE("after a visit nobody is to be heard before what was said is written down") {
  CHECK_THAT(
      said_on("status", "<appointment provider='lind' at='2026-11-19T10:00'/>"),
      Contains("Write down what Dr. Lind said") && !Contains("Hear what")
  );
}
