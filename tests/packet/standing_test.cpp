// What is done, signed, past or abroad, and what the papers then ask for.

#include "tests/packet/said.hpp"

using namespace engine;
using Catch::Contains;

TEST_CASE("the cover asks for nothing that has come, is asked for, or is signed") {
  const auto cover = [](const std::string& status, const std::string& authorization) {
    const std::string text = case_with(
        "<recordsRequest holder='cole'><recipient provider='lind'/><item type='visit-notes' "
        "status='" +
        status + "'>Notes</item>" + authorization + "</recordsRequest>"
    );
    const Source source{"case.xml", text, Source::Holds::patient_data};
    Diagnostics out;
    StageDumps dumps;
    REQUIRE(make(source, tests::worker(), {.format = Format::text, .set = "packet"}, out, &dumps));
    const std::size_t at = dumps.markup.find("<h2>What to do first</h2>");
    REQUIRE(at != std::string::npos);
    return dumps.markup.substr(at, dumps.markup.find("<h2>", at + 4) - at);
  };
  CHECK_THAT(cover("wanted", ""), Contains("Ask North Clinic") && Contains("Sign and send"));
  CHECK_THAT(cover("asked", ""), Contains("Ask North Clinic how far") && !Contains("Sign and"));
  CHECK_THAT(cover("forwarded", ""), !Contains("North Clinic"));
  const std::string signed_on = "<authorization signedOn='2026-11-01'/>";
  CHECK_THAT(cover("wanted", signed_on), !Contains("and the permission form"));
}

TEST_CASE("a copy of a form says what its original leaves to be finished") {
  const std::string copies = said_of(
      "authorization",
      case_with("<recordsRequest holder='cole'><recipient provider='lind'/><item "
                "type='visit-notes' status='wanted'/><authorization/></recordsRequest>"),
      "es"
  );
  CHECK_THAT(copies, Contains("El día en que termina este permiso"));
}

TEST_CASE("after a visit its opinion is written down, and nothing is booked or asked") {
  const std::string held = "<appointment provider='lind' at='2026-11-19T10:00'/>";
  CHECK_THAT(
      said_on("status,debrief", held),
      Contains("Write down what Dr. Lind said on 11/19/2026.") &&
          Contains("Visit with <strong>Dr. Lind</strong> on November 19, 2026") &&
          !Contains("Book a visit")
  );
  const Source source{"case.xml", case_with(held), Source::Holds::patient_data};
  Diagnostics out;
  StageDumps dumps;
  REQUIRE(make(source, tests::worker(), {.format = Format::text, .set = "binder"}, out, &dumps));
  CHECK_THAT(
      dumps.markup,
      !Contains("=== conversation-script") && !Contains("=== scheduling-script") &&
          !Contains("=== first-words") && Contains("=== debrief")
  );
}

TEST_CASE("a review of records that has no day yet is no visit") {
  const std::string planned = "<appointment provider='lind' mode='records-only'/>";
  CHECK_THAT(said_on("scheduling-script", planned), !Contains("In person or by video"));
  CHECK_THAT(
      said_on("scheduling-script", "<appointment provider='lind' mode='phone'/>"),
      Contains("How long is the visit? May someone")
  );
  CHECK_THAT(
      said_on(
          "conversation-script,portal-message,scheduling-script,status,top-questions,"
          "records-checklist,binder-cover",
          planned + "<question priority='1'>Is it gout?</question><decision decideBy='2026-12-18'/>"
      ),
      !Contains("Book a visit") && !Contains("like to see") && !Contains("I brought a list") &&
          !Contains("first free day") && !Contains("So the visit is") &&
          !Contains("No visit is set") && Contains("to review my records")
  );
}

TEST_CASE("how sure a doctor is has words where the case has only a level") {
  CHECK_THAT(
      said_on(
          "comparison,story-summary",
          "<opinion provider='cole'><diagnosis>Gout</diagnosis><certainty level='high'/></opinion>"
          "<opinion provider='lind'><diagnosis>Gout</diagnosis></opinion>"
      ),
      Contains("Sure (level&#160;3&#160;of&#160;3)") && Contains("Gout. How sure: Sure.")
  );
  std::string of_four = "<opinion provider='cole'><certainty level='low'/></opinion>";
  for (const std::string id : {"a", "b", "c"})
    of_four += "<provider id='" + id + "'><name><family>D" + id +
               "</family></name></provider><opinion provider='" + id +
               "'><diagnosis>Gout</diagnosis></opinion>";
  CHECK_THAT(said_on("comparison", of_four), Contains("<p mark=\"sure-low\">Not sure (level"));
}

TEST_CASE("a day that has passed is asked of no office") {
  const auto call = [](const std::string& day) {
    return said_on(
        "transfer-letter,records-call,follow-up-letter",
        "<recordsRequest holder='cole' neededBy='" + day +
            "'><recipient provider='lind'/><item type='visit-notes' status='wanted'/><item "
            "type='lab-results' status='asked'/></recordsRequest>"
    );
  };
  CHECK_THAT(call("2026-11-24"), Contains("by <strong>November 24, 2026"));
  CHECK_THAT(call("2026-11-18"), !Contains("November 18"));
}

TEST_CASE("an office of another country is asked without the law of this one") {
  const auto asked = [](const std::string& kind, const std::string& status, bool is_abroad) {
    std::string text = case_with(
        "<recordsRequest holder='cole'><recipient party='patient'/><item type='visit-notes' "
        "status='" +
        status + "'/></recordsRequest>"
    );
    const std::string abroad = "<address><city>Monterrey</city><country>MX</country></address>";
    if (is_abroad) text.insert(text.find("</organization>") + 15, abroad);
    return said_of(kind, text, "en");
  };
  CHECK_THAT(asked("access-request", "wanted", false), Contains("under 45 CFR 164.524"));
  CHECK_THAT(asked("access-request", "wanted", true), !Contains("45 CFR 164.524"));
  CHECK_THAT(asked("follow-up-letter", "asked", false), Contains("Office for Civil Rights"));
  CHECK_THAT(asked("follow-up-letter", "asked", true), !Contains("Office for Civil Rights"));
}

TEST_CASE("who is 18 soon is told from when they sign") {
  std::string text = case_with(
      "<representative signs='yes' authority='parent'><name><text>Bo Paz</text></name>"
      "</representative><recordsRequest holder='cole'><recipient party='patient'/><item "
      "type='visit-notes' status='wanted'/><authorization/></recordsRequest>"
  );
  text.replace(text.find("1984-03-17"), 10, "2008-12-01");
  CHECK_THAT(said_of("status", text, "en"), Contains("From December 1, 2026 Ana Paz is 18"));
  text.replace(text.find("2008-12-01"), 10, "2010-12-01");
  CHECK_THAT(said_of("status", text, "en"), !Contains("is 18"));
}

TEST_CASE("a list that nobody asked about is to be finished") {
  const auto status = [](const std::string& allergies) {
    return said_on("status,medicines-allergies", allergies);
  };
  CHECK_THAT(status("<allergies status='not-asked'/>"), Contains("Allergies, or that there are"));
  CHECK_THAT(status("<allergies status='none'/>"), !Contains("Allergies, or that there are"));
}

namespace {
/// Records of Dr. Cole that go to Dr. Lind, and what the request says besides.
std::string to_lind(const std::string& more, const std::string& attributes = {}) {
  return "<recordsRequest holder='cole'" + attributes +
         "><recipient provider='lind'/><item type='visit-notes' status='wanted'/>" + more +
         "</recordsRequest>";
}
}  // namespace

TEST_CASE("under a permission that was taken back nothing is asked for") {
  const std::string kinds =
      "transfer-letter,portal-message,conversation-script,records-call,records-checklist,status";
  const auto said = [&](const std::string& revoked) {
    const std::string permission = "<authorization signedOn='2026-09-01'" + revoked + "/>";
    return said_on(kinds, to_lind(permission, " neededBy='2026-12-05'"));
  };
  CHECK_THAT(
      said(""),
      Contains("Please send the records below") && Contains("send these records") &&
          Contains("December 5")
  );
  const std::string over = said(" revokedOn='2026-11-15'");
  CHECK_THAT(
      over,
      !Contains("Please send the records below") && !Contains("send these records") &&
          !Contains("Ask for these") && !Contains("All of it has come") &&
          !Contains("December 5") && !Contains("All the records have come") &&
          Contains("This permission was taken back on November 15, 2026.")
  );
}

TEST_CASE("why a paper is not made stands in the language of the list") {
  const std::string refused =
      "<recordsRequest holder='cole'><recipient><organization>Court</organization></recipient>"
      "<item type='visit-notes' status='wanted'/><authorization><expires date='2026-11-01'/>"
      "</authorization></recordsRequest>";
  const Source source{"case.xml", case_with(refused), Source::Holds::patient_data};
  Diagnostics out;
  StageDumps dumps;
  REQUIRE(make(
      source,
      tests::worker(),
      {.format = Format::text, .set = "binder", .language = "es"},
      out,
      &dumps
  ));
  CHECK_THAT(
      dumps.markup,
      Contains("este permiso termina el") && !Contains("this permission ends") &&
          !Contains("that has passed")
  );
}

TEST_CASE("why a medicine is not taken as meant is not what it is for") {
  CHECK_THAT(
      said_on(
          "medicines-allergies",
          "<medications status='listed'><medication status='on-hold'><name>Donepezil</name>"
          "<statusReason>Slow pulse</statusReason></medication></medications>"
      ),
      Contains("not taken as meant, because: Slow pulse")
  );
}

TEST_CASE("what began on a day of the timeline is not over") {
  CHECK_THAT(
      said_on(
          "first-words",
          "<timeline><event kind='treatment' date='2021'>Began testosterone.</event></timeline>"
      ),
      Contains("Began testosterone") && !Contains("(over)")
  );
}

TEST_CASE("numbers about the same thing in the same time may be compared") {
  const auto said = [](const std::string& time, const std::string& more) {
    return said_on(
        "comparison",
        "<opinion provider='cole'><outcome what='alive' number='50' outOf='100' timeframe='2 "
        "years'/>" +
            more +
            "</opinion><opinion provider='lind'><outcome what='alive' number='75' "
            "outOf='100' timeframe='" +
            time + "'/></opinion>"
    );
  };
  const std::string never = "Do not set one against the other";
  CHECK_THAT(said("2 years", ""), !Contains(never));
  CHECK_THAT(said("within 2 years", ""), !Contains(never));
  CHECK_THAT(said("5 years", ""), Contains(never));
  CHECK_THAT(
      said("2 years", "<outcome what='stroke' number='3' outOf='100' timeframe='30 days'/>"),
      !Contains(never)
  );
}

TEST_CASE("a doctor who sees the patient treats them, whatever their role in the case") {
  std::string text = case_with(to_lind("") + "<appointment provider='lind'/>");
  text.replace(text.find("role='second'"), 13, "role='other'");
  CHECK_THAT(said_of("records-checklist", text, "en"), !Contains("not a treating doctor"));
  text = case_with(to_lind(""));
  text.replace(text.find("role='second'"), 13, "role='other'");
  CHECK_THAT(said_of("records-checklist", text, "en"), Contains("not a treating doctor"));
}

TEST_CASE("a plan that was turned down is no date to come") {
  const auto dates = [](const std::string& path) {
    return said_on(
        "status",
        opinions +
            "<plan proposedBy='lind'><text>Surgery</text><startBy>2026-12-01</startBy></plan>"
            "<decision path='" +
            path + "'/>"
    );
  };
  CHECK_THAT(dates("stay"), !Contains("Planned: Surgery"));
  CHECK_THAT(dates("switch"), Contains("Planned: Surgery"));
}

TEST_CASE("who stays may follow the plan of the other doctor") {
  const std::string said =
      said_on("letter-staying,decision", opinions + "<decision path='stay' chosen='lind'/>");
  CHECK_THAT(
      said,
      Contains("I would like to follow the plan of Dr. Lind.") &&
          Contains("You go by the opinion of Dr. Lind, and stay with Dr. Cole.") &&
          !Contains("<check ticked=\"yes\">Stay with the first plan")
  );
}

TEST_CASE("after the visit nobody is told to hear what was heard") {
  CHECK_THAT(
      said_on("status", "<appointment provider='lind' at='2026-11-19T10:00'/>"),
      Contains("Write down what Dr. Lind said") && !Contains("Hear what")
  );
}

TEST_CASE("a letter speaks of the visit of whoever gets the records, and of no other") {
  const std::string third =
      "<provider id='moss' role='third'><name><family>Moss</family></name></provider>"
      "<appointment provider='moss' at='2026-12-05T10:00'/>";
  CHECK_THAT(said_on("transfer-letter", to_lind("") + third), !Contains("December 5"));
  CHECK_THAT(
      said_on(
          "transfer-letter", to_lind("") + "<appointment provider='lind' at='2026-12-16T10:00'/>"
      ),
      Contains("They are for a second opinion. The visit with Dr. Lind is on December 16, 2026.")
  );
}

TEST_CASE("records that go by email have room for the address") {
  CHECK_THAT(
      said_on("transfer-letter", to_lind("<format>secure-email</format>")),
      Contains("<blank label=\"Email\" lines=\"1\"/>")
  );
  CHECK_THAT(
      said_on("transfer-letter", to_lind("<format>fax</format>")), !Contains("email address")
  );
}

TEST_CASE("only those who may hear of care are asked along") {
  const auto said = [](const std::string& topic) {
    return said_on(
        "conversation-script,debrief",
        "<companion role='driver'><name><text>Noor Hart</text></name><mayHear topic='" + topic +
            "'/></companion>"
    );
  };
  CHECK_THAT(said("care"), Contains("come with Noor Hart") && Contains("over with Noor Hart"));
  CHECK_THAT(
      said("appointments"), !Contains("with Noor Hart") && Contains("come with someone you trust")
  );
}

TEST_CASE("nobody permits an office to talk with themself") {
  const std::string helper =
      "<companion role='notes'><name><text>Eva Paz</text></name></companion>"
      "<representative authority='health-care-agent' signs='";
  const std::string named = "'><name><text>Eva Paz</text></name></representative>";
  const auto made = [&](const std::string& signs) {
    const Source source{"case.xml", case_with(helper + signs + named), Source::Holds::patient_data};
    Diagnostics out;
    StageDumps dumps;
    REQUIRE(make(source, tests::worker(), {.format = Format::text, .set = "binder"}, out, &dumps));
    return dumps.markup;
  };
  CHECK_THAT(made("yes"), !Contains("=== helper-permission"));
  CHECK_THAT(
      made("no"), Contains("=== helper-permission") && Contains("No decisions by this form.")
  );
}

TEST_CASE("a referral that any plan wants is asked for") {
  const std::string plans =
      "<coverage type='employer' referralNeeded='no'><plan>Harbor</plan></coverage>"
      "<coverage type='medicaid' referralNeeded='yes'><plan>RIte Care</plan></coverage>";
  CHECK_THAT(
      said_on("insurance-call,status", plans),
      Contains("(you noted for Harbor: no)") && Contains("(you noted for RIte Care: yes)") &&
          Contains("Get the referral")
  );
}

TEST_CASE("a permission that ends before its records are needed is told") {
  const auto said = [](const std::string& day) {
    return said_on(
        "status",
        to_lind(
            "<authorization signedOn='2026-09-01'><expires date='" + day + "'/></authorization>",
            " neededBy='2026-12-05'"
        )
    );
  };
  CHECK_THAT(said("2026-11-30"), Contains("It ends before the records are needed"));
  CHECK_THAT(said("2026-12-31"), !Contains("It ends before") && Contains("Sign again only"));
}

TEST_CASE("nobody has a right to session notes, and the request says so") {
  const std::string said = said_on(
      "access-request",
      "<recordsRequest holder='cole'><recipient party='patient'/><item type='psychotherapy-notes' "
      "status='wanted'/></recordsRequest>"
  );
  CHECK_THAT(said, Contains("the law leaves it to you") && !Contains("30 days of getting"));
}

TEST_CASE("an opinion may be given by phone") {
  CHECK_THAT(
      said_on(
          "comparison",
          "<opinion provider='cole' basis='phone'><diagnosis>Gout</diagnosis></opinion>"
          "<opinion provider='lind'><diagnosis>Gout</diagnosis></opinion>"
      ),
      Contains("By phone")
  );
}
