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
      Contains("Write down what Dr. Lind said on November 19, 2026.") &&
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
}

TEST_CASE("how sure a doctor is has words where the case has only a level") {
  CHECK_THAT(
      said_on(
          "comparison,story-summary",
          "<opinion provider='cole'><diagnosis>Gout</diagnosis><certainty level='high'/></opinion>"
          "<opinion provider='lind'><diagnosis>Gout</diagnosis></opinion>"
      ),
      Contains("Sure (3 of 3)") && Contains("Gout \u00B7 Sure")
  );
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
