// What a case knows already is not asked for again, and what it does not bear out is not said.

#include "tests/packet/said.hpp"

using namespace engine;
using Catch::Contains;

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
    CHECK_THAT(text, Contains("Knee (already requested)"));
    CHECK_THAT(text, !Contains("Meniscus (asked") && !Contains("Uric acid"));
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

TEST_CASE("pictures and slides are asked about where a record has them, or nobody knows") {
  const auto request = [](const std::string& attributes) {
    return "<recordsRequest holder='cole'><recipient provider='lind'/><item type='imaging'" +
           attributes + ">Foot</item></recordsRequest>";
  };
  const auto call = [](const std::string& more) { return said_on("records-call", more); };
  CHECK_THAT(call(request("")), !Contains("send the pictures too") && !Contains("any slides"));
  CHECK_THAT(
      call(request(" includeImages='yes'")),
      Contains("Can you send the pictures too?") && !Contains("any slides")
  );
  CHECK_THAT(call(""), Contains("send the pictures too?") && Contains("lend any slides?"));
}

TEST_CASE("the days to call before a visit are those to come") {
  const auto script = [](const std::string& day) {
    return said_on(
        "records-received-script",
        "<recordsRequest holder='cole'><recipient provider='lind'/><item type='laboratory'/>"
        "</recordsRequest><appointment provider='lind' at='2026-" +
            day + "T10:00'/>"
    );
  };
  CHECK_THAT(
      script("12-10"),
      Contains("<strong>one week before</strong> the visit (12/3/2026), and again "
               "<strong>a few days before</strong> (12/8/2026).") &&
          Contains("<th>One week before</th><th>A few days before</th>")
  );
  CHECK_THAT(
      script("11-25"),
      Contains(
          "Call <strong>today</strong>, and again <strong>a few days before</strong> the visit "
          "(11/23/2026)."
      ) && Contains("<th>Today</th><th>A few days before</th>")
  );
  CHECK_THAT(script("11-21"), Contains("Call <strong>today</strong>."));
}

TEST_CASE("an office of which all has come is not called, and is told of once") {
  const auto request = [](const std::string& status) {
    return "<recordsRequest holder='cole'><recipient provider='lind'/><item type='laboratory' "
           "status='" +
           status + "'>Uric acid</item></recordsRequest>";
  };
  const auto call = [](const std::string& more) { return said_on("records-call", more); };
  const std::string come = "All of it has come.";
  CHECK_THAT(call(request("received") + request("wanted")), !Contains(come));
  CHECK_THAT(said_on("records-checklist", request("received")), Contains("<p>" + come + "</p>"));
}

TEST_CASE("what came last is the last of which the day is known") {
  const std::string events =
      "<timeline><event date='2024-02'>Pain</event><event date='2025-03'>Worse</event>"
      "<event>A fall</event></timeline>";
  CHECK_THAT(
      said_on("first-words", events + "<appointment provider='lind' at='2026-12-10T10:00'/>"),
      Contains("Then, in March 2025: <strong>Worse</strong>")
  );
}

TEST_CASE("an illness that began is said aloud without a label") {
  const std::string begun =
      "<condition><text>Asthma</text></condition>"
      "<appointment provider='lind' at='2026-12-10T10:00'/>";
  std::string text = case_with(begun);
  text.replace(text.find("<text>Gout</text>"), 17, "<text>Gout</text><onset>2019</onset>");
  const Source source{"case.xml", text, Source::Holds::patient_data};
  Diagnostics out;
  StageDumps dumps;
  REQUIRE(
      make(source, tests::worker(), {.format = Format::text, .only = {"first-words"}}, out, &dumps)
  );
  CHECK_THAT(dumps.markup, Contains("It began in 2019.") && !Contains("Beginning"));
}

TEST_CASE("a doctor who works alone has no records team") {
  const std::string alone =
      "<provider id='ther' role='other'><name><prefix>Dr.</prefix><family>Ames</family></name>"
      "</provider><recordsRequest holder='ther'><recipient party='patient'/>"
      "<item type='laboratory'/></recordsRequest>";
  CHECK_THAT(
      said_on("access-request", alone), Contains("Dear Dr. Ames:") && !Contains("Medical Records")
  );
}

TEST_CASE("an operation of long ago is not where the story starts") {
  const std::string events =
      "<procedure date='1990'><name>Tonsils removed</name></procedure>"
      "<timeline><event date='2024-02'>Pain</event><event date='2025-03'>Worse</event></timeline>"
      "<appointment provider='lind' at='2026-12-10T10:00'/>";
  CHECK_THAT(
      said_on("first-words", events),
      Contains("This is how it started, in February 2024: <strong>Pain</strong>")
  );
  CHECK_THAT(
      said_on("status", events),
      Contains("<strong>February 2024</strong> – Pain") && !Contains("Tonsils")
  );
}

TEST_CASE("nobody is told to call an office on a Sunday") {
  const std::string visit =  // on a Tuesday: two days before is a Sunday
      "<recordsRequest holder='cole'><recipient provider='lind'/><item type='laboratory'/>"
      "</recordsRequest><appointment provider='lind' at='2026-12-15T10:00'/>";
  CHECK_THAT(said_on("records-received-script", visit), Contains("(12/11/2026)."));
}

TEST_CASE("a treatment of the timeline is one that was tried, and none is said twice") {
  const std::string tried =
      "<medications status='listed'><medication><name>Ibuprofen</name></medication></medications>"
      "<timeline><event date='2024-02' kind='treatment'>A shot into the knee.</event>"
      "<event date='2024-03' kind='treatment'>Ibuprofen for a month</event></timeline>"
      "<appointment provider='lind' at='2026-12-10T10:00'/>";
  CHECK_THAT(
      said_on("first-words", tried),
      Contains("Medicines now: Ibuprofen.") && Contains("Treatments so far: A shot into the knee.")
  );
}

TEST_CASE("each doctor who was heard has a plan to choose") {
  const std::string third =
      "<provider id='kim' role='other'><name><prefix>Dr.</prefix><family>Kim</family></name>"
      "</provider>" +
      opinions + "<opinion provider='kim'><treatment><name>Wait</name></treatment></opinion>";
  CHECK_THAT(
      said_on("decision", third),
      Contains("Take this plan</check></th><td><p>Dr. Lind: Shots</p>") &&
          Contains("Take this plan</check></th><td><p>Dr. Kim: Wait</p>")
  );
}

TEST_CASE("a doctor who was heard has no worksheet, and what was noted of them is kept") {
  const std::string noted =
      "<specialistCandidate provider='lind' foundVia='A nurse' boardCertified='yes' waitDays='9'>"
      "Kind voice</specialistCandidate>";
  CHECK_THAT(said_on("specialist-worksheet", noted), Contains("Lind") && Contains("A nurse"));
  const std::string heard = said_on("names-and-numbers,specialist-worksheet", noted + opinions);
  CHECK_THAT(heard, !Contains("=== specialist-worksheet"));
  for (const char* words :
       {"What you noted about", "A nurse", "Board certified", "visit: 9", "Kind"})
    CHECK_THAT(heard, Contains(words));
  CHECK_THAT(said_on("names-and-numbers", noted), !Contains("What you noted"));
}

TEST_CASE("a fax number that nobody knows is on the list of what to finish") {
  const auto request = [](const std::string& format) {
    return "<recordsRequest holder='cole'><recipient provider='lind'/><item type='laboratory'/>"
           "<format>" +
           format + "</format></recordsRequest>";
  };
  CHECK_THAT(said_on("status,transfer-letter", request("fax")), Contains("Fax number of"));
  CHECK_THAT(said_on("status,transfer-letter", request("paper")), !Contains("Fax number of"));
}

TEST_CASE("who meets a doctor of another country by video notes the hour at home") {
  const auto visit = [](const std::string& country, const std::string& mode) {
    return "<provider id='weiss' role='third'><name><family>Weiss</family></name><address><line>1"
           "</line><city>B</city><country>" +
           country + "</country></address></provider><decision path='third'/>" + opinions +
           "<appointment provider='weiss' at='2026-12-10T10:00' mode='" + mode + "'/>";
  };
  CHECK_THAT(said_on("", visit("DE", "video")), Contains("clock at home will show"));
  CHECK_THAT(said_on("", visit("DE", "in-person")), !Contains("clock at home"));
  CHECK_THAT(said_on("", visit("US", "video")), !Contains("clock at home"));
}

TEST_CASE("a friend is a friend in the language of the paper") {
  CHECK_THAT(
      said_on(
          "names-and-numbers",
          "<companion relationship='friend'><name><text>Bo</text></name></companion>",
          "es"
      ),
      Contains("amigo o amiga")
  );
}

TEST_CASE(
    "a number is drawn in ten rows of ten beside its words, unless it cannot be set beside another"
) {
  const auto number = [](const std::string& doctor, const std::string& time) {
    return "<opinion provider='" + doctor + "'><outcome number='40' outOf='100' timeframe='" +
           time + "'/></opinion>";
  };
  for (const std::string language : {"en", "es"}) {
    const std::string drawn =
        said_on("comparison", number("cole", "1 year") + "<opinion provider='lind'/>", language);
    CHECK_THAT(drawn, Contains("<figure columns=\"10\"") && Contains("stack=\"no\""));
    CHECK_THAT(
        said_on("comparison", number("cole", "1 year") + number("lind", "5 years"), language),
        !Contains("name=\"person\"") && Contains("40")
    );
  }
}

TEST_CASE("the doctor one has is the first, whether or not the case calls them current") {
  const auto unnamed = [&](const std::string& kind, const std::string& more) {
    std::string text = case_with(more);
    text.replace(text.find(" role='current'"), 15, "");
    return said_of(kind, text, "en");
  };
  CHECK_THAT(
      unnamed("decision", opinions),
      Contains("Stay with Dr. Cole</check></th><td><p>Pills; Rest</p>") &&
          Contains("Take this plan</check></th><td><p>Dr. Lind: Shots</p>")
  );
  CHECK_THAT(unnamed("letter-staying", opinions + "<decision path='stay'/>"), Contains("Pills"));
  CHECK_THAT(
      unnamed(
          "portal-message",
          "<recordsRequest holder='cole'><recipient provider='lind'/><item type='laboratory'/>"
          "</recordsRequest>"
      ),
      Contains("Please have your office send these records")
  );
}

TEST_CASE("what is known of a doctor without an opinion stands in the comparison") {
  const std::string known =
      "<plan proposedBy='cole' status='proposed'><text>Replace the knee</text></plan>"
      "<appointment provider='lind' at='2026-12-10T10:00'/>";
  CHECK_THAT(said_on("comparison", known), Contains("Replace the knee"));
  CHECK_THAT(
      said_on("comparison", "<plan proposedBy='cole' status='past'><text>Old</text></plan>"),
      !Contains("Old")
  );
}

TEST_CASE("what a doctor would start is proposed until it is chosen") {
  const std::string plan =
      "<plan proposedBy='cole'><text>Pills</text><startBy>2027-01-05</startBy></plan>";
  CHECK_THAT(said_on("status", plan), Contains("Proposed: Pills") && !Contains("Planned"));
  CHECK_THAT(
      said_on("status", plan + opinions + "<decision path='stay'/>"), Contains("Planned: Pills")
  );
  CHECK_THAT(
      said_on("letter-staying", plan + opinions + "<decision path='stay'/>"),
      Contains("It should start by January 5, 2027.")
  );
}

TEST_CASE("an office is called on a day on which it is open") {
  const auto week_before = [](const std::string& day) {
    return said_on(
        "records-checklist",
        "<recordsRequest holder='cole'><recipient provider='lind'/><item type='laboratory'/>"
        "</recordsRequest><appointment provider='lind' at='" +
            day + "T10:00'/>"
    );
  };
  CHECK_THAT(week_before("2026-12-03"), Contains("11/25/2026"));  // Thanksgiving is on the 26th
  CHECK_THAT(week_before("2027-01-08"), Contains("12/31/2026"));  // New Year is a Friday
  CHECK_THAT(week_before("2027-07-12"), Contains("7/2/2027"));    // the 4th is a Sunday
  CHECK_THAT(week_before("2026-12-10"), Contains("12/3/2026"));
}

TEST_CASE("a date of birth that is a year alone is to be finished") {
  std::string text = case_with(
      "<recordsRequest holder='cole'><recipient provider='lind'/><item type='laboratory'/>"
      "</recordsRequest>"
  );
  const auto born = [&](const std::string& day) {
    std::string with = text;
    return said_of("transfer-letter", with.replace(with.find("1984-03-17"), 10, day), "en");
  };
  CHECK_THAT(born("1984"), Contains("1984; whole date: <fill"));
  CHECK_THAT(born("1984-03-17"), !Contains("whole date"));
}

TEST_CASE("a letter that names the portal says where it is") {
  const auto letter = [](const std::string& format) {
    return said_on(
        "transfer-letter",
        "<provider id='prog' role='third'><organization>Program</organization><telecom "
        "system='url'>https://opinion.example.org</telecom></provider><recordsRequest "
        "holder='cole'><recipient provider='prog'/><item type='laboratory'/><format>" +
            format + "</format></recordsRequest>"
    );
  };
  CHECK_THAT(letter("portal"), Contains("opinion.example.org"));
  CHECK_THAT(letter("paper"), !Contains("opinion.example.org"));
}

TEST_CASE("the comparison names both plans, and once the choice is made asks for nothing more") {
  const std::string differ =
      "<comparison><row topic='treatment' verdict='differ' why='approach'/>"
      "</comparison>";
  const std::string open = said_on("comparison", opinions + differ);
  CHECK_THAT(
      open,
      Contains("<strong>Treatment</strong>: Dr. Cole: Pills, Rest · Dr. Lind: Shots.</p>") &&
          !Contains("Their approach differs") && Contains("Why, and what would settle it?") &&
          Contains("Still to ask") && Contains("How sure are you?")
  );
  const std::string reason =
      "<comparison><row topic='treatment' verdict='differ' why='approach'>"
      "They weigh waiting differently.</row></comparison>";
  CHECK_THAT(
      said_on("comparison", opinions + reason, "es"),
      Contains("Dra. Lind: Shots. <strong>Por qué:</strong> They weigh waiting differently.") &&
          !Contains("mismo enfoque")
  );
  const std::string decided = said_on("comparison", opinions + "<decision path='stay'/>");
  CHECK_THAT(
      decided, !Contains("Still to ask") && !Contains("How sure are you?") && !Contains("Also ask")
  );
}

TEST_CASE("a name in other letters has the Latin one beside it, where an office may have typed it"
) {
  std::string text = case_with(
      "<recordsRequest holder='cole'><recipient provider='lind'/><item type='laboratory'/>"
      "</recordsRequest>"
  );
  text.replace(text.find("Ana Paz"), 7, "محمد");
  CHECK_THAT(said_of("transfer-letter", text, "en"), !Contains("Latin letters"));
  const std::string usual = "</name><name use='usual'><text>Mohammad Ali</text></name>";
  text.replace(text.find("</name>"), 7, usual);
  CHECK_THAT(said_of("transfer-letter", text, "en"), Contains("Latin letters: Mohammad Ali"));
}

TEST_CASE("a letter names the form that goes with it only where one is made") {
  const auto letter = [](const std::string& end) {
    return said_on(
        "transfer-letter",
        "<recordsRequest holder='cole'><recipient provider='lind'/><item type='laboratory'/>"
        "<authorization><expires date='" +
            end + "'/></authorization></recordsRequest>"
    );
  };
  CHECK_THAT(letter("2027-05-01"), Contains("Enclosure: permission form"));
  CHECK_THAT(letter("2026-05-01"), !Contains("form enclosed") && !Contains("Enclosure"));
}

TEST_CASE("a consent for treatment that has no end says so, and leaves no blank for one") {
  const std::string consent = said_on(
      "substance-use-consent",
      "<recordsRequest holder='cole'><recipient provider='lind'/><item "
      "type='substance-use-program' from='2026-01' to='2026-06'/><authorization><expires "
      "event='none'/></authorization></recordsRequest>"
  );
  CHECK_THAT(consent, Contains("only when I take it back") && Contains("until I take it back"));
  CHECK_THAT(
      consent, !Contains("event: <strong>none") && !Contains("The day this permission ends")
  );
}

TEST_CASE("a permission that was taken back says that once") {
  CHECK_THAT(
      said_on(
          "status",
          "<recordsRequest holder='cole'><recipient provider='lind'/><item type='laboratory'/>"
          "<authorization signedOn='2026-09-01' revokedOn='2026-11-01'/></recordsRequest>"
      ),
      Contains("taken back</strong> (11/1/2026), signed: 9/1/2026")
  );
}

TEST_CASE("an illness that was ruled out is not the name of the cause") {
  std::string text = case_with("");
  text.replace(text.find("confirmed"), 9, "ruled-out");
  CHECK_THAT(
      said_of("story-summary", text, "en"),
      Contains("<strong>Gout</strong>: ruled out.") && !Contains("yet:</strong> Gout")
  );
}

TEST_CASE("slides go to pathology, and to no post office box") {
  const auto letter = [](const std::string& line) {
    return said_on(
        "transfer-letter",
        "<provider id='lab' role='third'><organization>Lab</organization><address><line>" + line +
            "</line><city>Dayton</city><state>OH</state><postalCode>45402</postalCode></address>"
            "</provider><recordsRequest holder='cole'><recipient provider='lab'/><item "
            "type='pathology' includeSlides='yes'/></recordsRequest>"
    );
  };
  CHECK_THAT(letter("2 Elm Street"), Contains("pass this page on to pathology"));
  CHECK_THAT(
      letter("PO Box 2"),
      Contains("Slides: to this address.") &&
          Contains("<blank label=\"Street address, for the slides\"")
  );
}

TEST_CASE("where program records may be shared and none is named, a letter asks for the others") {
  const std::string packet = packet_of(
      "<recordsRequest holder='cole'><recipient provider='lind'/><item type='progress-notes'/>"
      "<sensitive category='sud' include='yes'/></recordsRequest>"
  );
  CHECK_THAT(packet, Contains("does not ask for records of a drug or alcohol program"));
  // Nobody is sent to sign the form that is not made.
  CHECK_THAT(
      packet, Contains("Sign and send the letter.") && !Contains("each “Permission form” of this")
  );
}

TEST_CASE("a page of the decision says no more than was decided") {
  const auto page = [](const std::string& decision) {
    return said_on("decision", opinions + "<decision " + decision + "/>");
  };
  for (const char* path : {"third", "reconcile", "undecided"}) {
    CAPTURE(path);
    CHECK_THAT(
        page("path='" + std::string{path} + "' chosen='cole'"),
        Contains("You lean toward the opinion of Dr. Cole.") && !Contains("You go by")
    );
  }
  CHECK_THAT(
      page("path='switch' chosen='cole'"),
      Contains("Check the one you mean.") && !Contains("You go by") && !Contains("ticked=\"yes\"")
  );
  CHECK_THAT(page("path='switch'"), Contains("ticked=\"yes\">Take this plan"));
}

TEST_CASE("the doctor who goes on is asked for a plan that is not theirs") {
  const auto message = [](const std::string& chosen) {
    return said_on(
        "decision-message", opinions + "<decision path='stay' chosen='" + chosen + "'/>"
    );
  };
  CHECK_THAT(message("lind"), Contains("I would like to follow the plan of Dr. Lind. Can we do"));
  CHECK_THAT(message("cole"), !Contains("I would like to follow"));
}

TEST_CASE("of somebody who has died it is asked what they had") {
  std::string text = case_with(
      "<representative signs='yes' authority='executor'><name><text>Bo Paz</text></name>"
      "</representative>" +
      opinions
  );
  text.replace(text.find("<patient>"), 9, "<patient deceased='yes'>");
  const std::string sheet = said_of("comparison", text, "en");
  CHECK_THAT(sheet, !Contains("Ana has?") && Contains("Were more tests needed?"));
}

TEST_CASE("a sheet without opinions asks nothing that has no place to be written") {
  const std::string sheet =
      said_on("comparison", "<plan proposedBy='cole' status='proposed'><text>Rest</text></plan>");
  CHECK_THAT(sheet, Contains("Rest") && !Contains("<th>Question</th></tr>"));
}

TEST_CASE("what is suspected stands so in the comparison, too") {
  std::string text = case_with("");
  text.replace(text.find("confirmed"), 9, "suspected");
  text.replace(text.find("</condition>"), 0, "<asserter provider='cole'/>");
  CHECK_THAT(said_of("comparison", text, "en"), Contains("Suspected"));
}

TEST_CASE("who is to be heard next has a place among the paths") {
  const std::string three =
      "<provider id='kim' role='other'><name><prefix>Dr.</prefix><family>Kim</family></name>"
      "</provider><provider id='hart' role='third'><name><prefix>Dr.</prefix><family>Hart</family>"
      "</name></provider>" +
      opinions + "<opinion provider='kim'/><appointment provider='hart' at='2026-12-08T13:30'/>";
  CHECK_THAT(
      said_on("decision", three), Contains("Get another opinion</check></th><td><p>Dr. Hart</p>")
  );
}
