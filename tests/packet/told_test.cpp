// Who is named where, and what a reader is told of what the case has: papers read whole beside
// their cases.

#include "tests/packet/said.hpp"

using namespace engine;
using Catch::Contains;

namespace {

std::string binder_of(const std::string& text, const std::string& language = "en") {
  const Source source{"case.xml", text, Source::Holds::patient_data};
  Diagnostics out;
  StageDumps dumps;
  const MakeOptions options{.format = Format::text, .set = "binder", .language = language};
  REQUIRE(make(source, tests::worker(), options, out, &dumps));
  return dumps.markup;
}

/// A paper of the binder by its heading in the markup.
std::string paper_of(const std::string& binder, const std::string& kind) {
  const std::size_t at = binder.find("=== " + kind);
  REQUIRE(at != std::string::npos);
  return binder.substr(at, binder.find("\n=== ", at + 1) - at);
}

}  // namespace

TEST_CASE("a phone where no message may be left gives way to one that takes messages") {
  const auto called = [](const std::string& first, const std::string& second) {
    std::string text = case_with(request(
        "holder='cole'",
        "provider='lind'",
        "<item type='visit-notes' "
        "status='wanted'/>"
    ));
    text.insert(text.find("</patient>"), first + second);
    return said_of("transfer-letter", text, "en");
  };
  const std::string home = "<telecom system='phone' okToLeaveMessage='no'>(937) 555-0101</telecom>";
  CHECK_THAT(
      called(home, "<telecom system='phone' okToLeaveMessage='yes'>(937) 555-0102</telecom>"),
      Contains("555-0102") && !Contains("555-0101") && !Contains("leave no message")
  );
  CHECK_THAT(
      called(home, "<telecom system='phone'>(937) 555-0102</telecom>"),
      Contains("555-0101") && Contains("please leave no message")
  );
}

TEST_CASE("the bank goes back to nothing that nobody has said") {
  std::string unknown = case_with("");
  unknown.replace(unknown.find("confirmed"), 9, "undiagnosed");
  CHECK_THAT(
      said_of("questions-diagnosis,questions-treatment", unknown, "en"),
      Contains("What do you think I have?<") && !Contains("what I was told") &&
          Contains("What would you do? Why?") && !Contains("the plan I have so far")
  );
  CHECK_THAT(
      said_on("questions-treatment", "<plan proposedBy='cole'><text>Pills</text></plan>"),
      Contains("Do you agree with the plan I have so far?")
  );
  CHECK_THAT(
      said_on(
          "questions-treatment",
          opinions + "<decision path='third'/><appointment at='2026-12-10T10:00'/>"
      ),
      Contains("Which of the plans so far do you agree with?") && !Contains("the plan I have")
  );
}

TEST_CASE("who only reads the records is not asked about a visit") {
  const std::string review =
      "<appointment provider='lind' mode='records-only' at='2026-12-10T10:00'/>";
  CHECK_THAT(
      said_on("questions-next-steps,pitfalls,insurance-call,story-summary", review),
      !Contains("in charge of my care") && !Contains("tests be done again") &&
          !Contains("tests are done again") && !Contains("What brings me to you") &&
          Contains("What this is about")
  );
  CHECK_THAT(
      said_on("questions-next-steps,story-summary", ""),
      Contains("in charge of my care") && Contains("What brings me to you")
  );
}

TEST_CASE("lists that lie open do not name an office whose name says what it treats") {
  std::string text = case_with(request(
      "holder='gate'",
      "provider='lind'",
      "<item type='substance-use-program' status='wanted'/>"
      "<authorization><expires date='2027-01-01'/></authorization>"
  ));
  text.insert(
      text.find("<condition"),
      "<provider id='gate' role='other'><organization>Open Gate Recovery</organization><telecom "
      "system='phone'>(937) 555-0150</telecom></provider>"
  );
  const std::string binder = binder_of(text);
  CHECK_THAT(paper_of(binder, "binder-cover"), !Contains("Open Gate"));
  CHECK_THAT(
      paper_of(binder, "binder-contents"), Contains("letter to take back") && !Contains("Open Gate")
  );
  // An office of which other records are wanted too is an office like others.
  text.insert(
      text.find("</case>"),
      request("holder='gate'", "provider='lind'", "<item type='lab-results' status='wanted'/>")
  );
  CHECK_THAT(paper_of(binder_of(text), "binder-cover"), Contains("Open Gate"));
}

TEST_CASE("what waiting does is asked where two doctors did not speak of it") {
  CHECK_THAT(said_on("decision", opinions), Contains("If I wait: what each doctor says"));
}

TEST_CASE("a signed permission is enclosed as a copy") {
  const auto letter = [](const std::string& authorization) {
    return said_on(
        "transfer-letter",
        request(
            "holder='cole'",
            "provider='lind'",
            "<item type='visit-notes' status='wanted'/>" + authorization
        )
    );
  };
  CHECK_THAT(
      letter("<authorization signedOn='2026-11-18'><expires date='2027-01-01'/></authorization>"),
      Contains("I signed one on November 18, 2026: a copy is enclosed") &&
          Contains("Enclosure: copy of the signed permission")
  );
  CHECK_THAT(
      letter("<authorization><expires date='2027-01-01'/></authorization>"),
      Contains("please use the form enclosed") && Contains("Enclosure: permission form")
  );
}

TEST_CASE("why a medicine was stopped is told with it") {
  const std::string stopped =
      "<medications status='listed'><medication status='stopped'><name>Ibuprofen</name>"
      "<statusReason>It hurt my stomach</statusReason></medication></medications>";
  CHECK_THAT(said_on("story-summary", stopped), Contains("stopped: It hurt my stomach"));
  CHECK_THAT(
      said_on("first-words", stopped), Contains("No longer: Ibuprofen (It hurt my stomach)")
  );
}

TEST_CASE("an office that the case knows is not asked for") {
  std::string text = case_with("");
  text.insert(
      text.find("</organization>") + 15, "<telecom system='phone'>(937) 555-0120</telecom>"
  );
  CHECK_THAT(
      said_of("records-call", text, "en"),
      Contains("North Clinic</h2>") && Contains("(937) 555-0120")
  );
}

TEST_CASE("an office is asked to send again only what it has sent") {
  const auto note = [](const std::string& status) {
    std::string text = case_with(
        "<appointment provider='lind' at='2026-12-10T10:00'/>" +
        request(
            "holder='cole'", "provider='lind'", "<item type='lab-results' status='received'/>"
        ) +
        request(
            "holder='cole'",
            "provider='lind'",
            "<item type='psychotherapy-notes' status='" + status + "'/>"
        )
    );
    text.insert(
        text.find("</organization>") + 15, "<telecom system='phone'>(937) 555-0120</telecom>"
    );
    return said_of("records-checklist", text, "en");
  };
  CHECK_THAT(note("wanted"), Contains("Ask them to send it.") && !Contains("send it again"));
  CHECK_THAT(note("forwarded"), Contains("Ask them to send it again."));
}

TEST_CASE("a doctor of whom nobody says whether Dr. or Dra. is called by both, also by full name") {
  std::string text = case_with("<appointment provider='lind' at='2026-12-10T10:00'/>");
  const std::size_t at = text.find("gender='female'");
  text.erase(at, 15);
  CHECK_THAT(said_of("names-and-numbers", text, "es"), Contains("Dr. o Dra. Lind"));
  text.insert(text.find("<family>Lind"), "<given>Hanna</given>");
  CHECK_THAT(said_of("names-and-numbers", text, "es"), Contains("Dr. o Dra. Lind"));
  CHECK_THAT(said_of("names-and-numbers", text, "en"), Contains("Dr. Lind"));
}

TEST_CASE("a copy to read says what whoever signs for the patient declares") {
  std::string text = case_with(
      request("holder='cole'", "provider='lind'", "<item type='visit-notes' status='wanted'/>")
  );
  text.insert(
      text.find("</patient>") + 10,
      "<representative authority='guardian' signs='yes'><name><given>Iris</given><family>Paz"
      "</family></name><authorityText>Order of May 2, 2025</authorityText></representative>"
  );
  CHECK_THAT(
      binder_of(text, "es"),
      Contains("Quién firma: Iris Paz, tutor o tutora legal, por Ana Paz (Order of May 2, 2025).")
  );
}

TEST_CASE("no form says that rules were looked up after its own day") {
  const auto form = [](const std::string& day) {
    std::string text = case_with(request(
        "holder='cole'",
        "provider='lind'",
        "<item type='visit-notes' status='wanted'/>"
        "<authorization><expires date='2027-01-01'/></authorization>"
    ));
    text.replace(text.find("2026-11-20"), 10, day);
    text.insert(
        text.find("</organization>") + 15,
        "<address><line>2 Elm Street</line><city>Dayton</city><state>OH</state>"
        "<postalCode>45402</postalCode></address>"
    );
    return said_of("authorization", text, "en");
  };
  CHECK_THAT(form("2026-11-20"), !Contains("State rules checked"));
  CHECK_THAT(form("2026-12-20"), Contains("State rules checked"));
}

TEST_CASE("an office in Puerto Rico may read the copy in Spanish") {
  const auto papers = [](const std::string& state) {
    std::string text = case_with(
        request("holder='cole'", "provider='lind'", "<item type='visit-notes' status='wanted'/>")
    );
    text.insert(
        text.find("</organization>") + 15,
        "<address><line>2 Calle Luna</line><city>Caguas</city><state>" + state +
            "</state></address>"
    );
    return said_of("transfer-letter,portal-message", text, "es");
  };
  const std::string send_too = "Si allí leen español, envíe ";
  CHECK_THAT(
      papers("PR"), Contains(send_too + "esta también") && Contains(send_too + "este también")
  );
  CHECK_THAT(papers("OH"), !Contains(send_too));
}

TEST_CASE("whoever signs alone has a cover sheet of their own") {
  std::string text = case_with(
      request("holder='cole'", "provider='lind'", "<item type='visit-notes' status='wanted'/>") +
      request(
          "holder='cole'",
          "provider='lind'",
          "<item type='substance-use-program' status='wanted'/>"
          "<authorization><expires date='2027-01-01'/></authorization>"
      )
  );
  text.replace(text.find("1984-03-17"), 10, "2010-03-17");
  text.insert(text.find("</patient>"), "<telecom system='phone'>(937) 555-0128</telecom>");
  text.insert(
      text.find("</patient>") + 10,
      "<representative authority='parent' signs='yes'><name><given>Iris</given><family>Paz"
      "</family></name><telecom system='phone'>(937) 555-0129</telecom></representative>"
  );
  text.insert(
      text.find("</organization>") + 15,
      "<address><line>2 Elm Street</line><city>Peoria</city><state>IL</state></address>"
  );
  const std::string sheets = said_of("fax-cover", text, "en");
  CHECK_THAT(sheets, Contains("(937) 555-0129"));
  CHECK_THAT(sheets, Contains("(937) 555-0128"));
  const std::string own_form = said_of("substance-use-consent", text, "en");
  CHECK_THAT(own_form, Contains("The records are for your treatment"));
  CHECK_THAT(own_form, !Contains("case against the patient"));
}

TEST_CASE("a suspicion is none the less one where another doctor was heard") {
  std::string text = case_with(
      "<opinion provider='lind' date='2026-11-01'><diagnosis>Not sure yet</diagnosis></opinion>"
  );
  text.replace(text.find("confirmed"), 9, "suspected");
  CHECK_THAT(
      said_of("story-summary", text, "en"),
      Contains("<strong>Gout</strong> (suspected, not sure)") && Contains("Not sure yet")
  );
}

TEST_CASE("a test that the case knows has its row on the list of any office") {
  CHECK_THAT(
      said_on(
          "records-checklist",
          "<test date='2026-10-02' holder='cole' haveCopy='yes'><name>CT scan</name></test>"
      ),
      Contains("CT scan, 10/2/2026</th><td>North Clinic</td>")
  );
}

TEST_CASE("the day of a plan stands beside its treatment where opinions are compared") {
  CHECK_THAT(
      said_on(
          "comparison",
          opinions +
              "<plan proposedBy='lind'><text>Shots</text><startBy>2026-12-16</startBy></plan>"
      ),
      Contains("start by December 16, 2026")
  );
}

TEST_CASE("what is to be left out is said wherever the records are asked for") {
  const std::string left_out = request(
      "holder='cole'",
      "provider='lind'",
      "<item type='visit-notes' status='wanted'/><sensitive category='mental-health' include='no'/>"
  );
  for (const char* kind : {"portal-message", "records-call", "transfer-letter"}) {
    INFO(kind);
    CHECK_THAT(said_on(kind, left_out), Contains("leave out") && Contains("Mental health records"));
  }
}

TEST_CASE("a title in a name that is one text is said as any other") {
  std::string text = case_with("");
  const std::size_t at = text.find("<name><prefix>Dr.</prefix><family>Lind</family></name>");
  REQUIRE(at != std::string::npos);
  text.replace(at, 54, "<name><text>Dr. Ana Ruiz</text></name>");
  CHECK_THAT(said_of("names-and-numbers", text, "es"), Contains("Dra. Ana Ruiz"));
  CHECK_THAT(said_of("names-and-numbers", text, "en"), Contains("Dr. Ana Ruiz"));
}

TEST_CASE("the plan so far is one that has words") {
  CHECK_THAT(
      said_on(
          "story-summary",
          "<plan status='proposed'/><plan proposedBy='lind'><text>Shots</text></plan>"
      ),
      Contains("<strong>Dr. Lind:</strong> Shots")
  );
}

TEST_CASE("that a patient can sign is said where another signs") {
  const std::string needs = "<accessibility signer='can'/>";
  std::string text = case_with("");
  text.insert(text.find("</patient>"), needs);
  text.insert(
      text.find("</patient>") + 10,
      "<representative authority='guardian' signs='yes'><name><given>Iris</given><family>Paz"
      "</family></name></representative>"
  );
  CHECK_THAT(said_of("names-and-numbers", text, "en"), Contains("Signing: Can sign"));
}

TEST_CASE("before a visit is set, the plan with its day and one's own questions are said") {
  const std::string plan =
      "<goal>Do I need the operation?</goal>"
      "<plan proposedBy='cole'><text>Take it out</text><startBy>2026-12-18</startBy></plan>";
  const auto says = [&](const std::string& kind, const std::string& language) {
    return said_on(kind, plan, language);
  };
  CHECK_THAT(
      says("scheduling-script", "en"),
      Contains("The plan so far: Take it out.") &&
          Contains("The treatment is to start by December 18, 2026. Is there a free day before?")
  );
  CHECK_THAT(
      says("scheduling-script", "es"),
      Contains("El plan hasta ahora: Take it out.") &&
          Contains(
              "El tratamiento debe empezar a más tardar el 18 de diciembre de 2026. ¿Hay un día "
              "libre antes?"
          )
  );
  CHECK_THAT(
      says("conversation-script", "en"),
      Contains("The treatment is to start by December 18, 2026. Is it safe to wait")
  );
  CHECK_THAT(
      says("conversation-script", "es"),
      Contains("El tratamiento debe empezar a más tardar el 18 de diciembre de 2026. ¿Es seguro")
  );
  CHECK_THAT(
      says("top-questions", "en"), Contains("<li most-lines=\"3\">Do I need the operation?")
  );
  CHECK_THAT(
      says("top-questions", "es"), Contains("<li most-lines=\"3\">Do I need the operation?")
  );
  // A day that is over is no reason to hurry; and one to decide by goes before it.
  const std::string over =
      "<plan proposedBy='cole'><text>Take it out</text><startBy>2026-11-01</startBy></plan>";
  CHECK_THAT(
      said_on("scheduling-script,conversation-script", over),
      Contains("The plan so far: Take it out.") && !Contains("is to start by")
  );
  CHECK_THAT(
      said_on(
          "scheduling-script",
          "<plan proposedBy='cole'><text>Take it out</text><startBy>2026-12-18</startBy><deadline>"
          "2026-12-04</deadline></plan>"
      ),
      Contains("by December 4, 2026") && !Contains("is to start by")
  );
}

TEST_CASE("an interpreter is asked for in English, too, where a call is in another language") {
  std::string text = case_with(
      request("holder='cole'", "provider='lind'", "<item type='visit-notes' status='wanted'/>")
  );
  text.insert(text.find("</patient>"), "<communication spoken='es' interpreterRequired='yes'/>");
  CHECK_THAT(
      said_of("records-call,insurance-call", text, "es"),
      Contains(
          "Necesito un intérprete: español. En inglés: <span lang=\"en\">“I need an interpreter, "
          "please: Spanish.”</span>"
      )
  );
  CHECK_THAT(
      said_of("scheduling-script", text, "es"),
      Contains(
          "un intérprete médico (español) en cada llamada y en cada visita. En inglés: <span "
          "lang=\"en\">“I need a medical interpreter (Spanish) for every call and visit.”</span>"
      )
  );
  CHECK_THAT(said_of("records-call", text, "en"), Contains("I need an interpreter: Spanish."));
}

TEST_CASE("what a symptom makes hard is said as that, and not as what one does") {
  const std::string pain =
      "<symptom><text>Pain</text><effect>Eating with my family</effect></symptom>";
  for (const char* kind : {"first-words", "story-summary"}) {
    CHECK_THAT(said_on(kind, pain), Contains("ard because of it: Eating with my family"));
    CHECK_THAT(
        said_on(kind, pain, "es"), Contains("o que se dificulta por eso: Eating with my family")
    );
  }
}

TEST_CASE("that a private medicine is left out is said where it would stand") {
  const auto with = [](const std::string& status) {
    return said_on(
        "medicines-allergies",
        "<medications status='listed'><medication status='" + status +
            "' sensitive='reproductive'><name>Pill</name></medication></medications>"
    );
  };
  CHECK_THAT(
      with("current"), Contains("This list is not complete") && !Contains("Something that was")
  );
  CHECK_THAT(
      with("stopped"),
      !Contains("This list is not complete") &&
          Contains("Something that was stopped is left out because it is private.") &&
          !Contains("Pill")
  );
}
