// What stands in the packet of whoever decides, or has decided.

#include "tests/packet/said.hpp"

using namespace engine;
using Catch::Contains;
using Catch::StartsWith;

namespace {

const std::string records = request(
    "holder='cole' scope='list'", "provider='lind'", "<item type='laboratory' status='wanted'/>"
);

}  // namespace

TEST_CASE("who decides has both pages of the decision, whether or not records are to come") {
  for (const std::string& waiting : {std::string{}, records}) {
    const std::string packet = packet_of(opinions + waiting + "<decision path='undecided'/>");
    CHECK_THAT(packet, Contains("<h1>What matters most</h1>"));
    CHECK_THAT(packet, Contains("<h1>Making the decision</h1>"));
    CHECK_THAT(packet, Contains("Then write on “What matters most” and “Making the decision.”"));
  }
  CHECK_THAT(packet_of(records), !Contains("Making the decision"));
}

TEST_CASE("whoever decides can wait, and nobody who has decided") {
  CHECK_THAT(
      said_on("decision", opinions + "<decision path='undecided'/>"),
      Contains("<check>Wait, or do nothing for now</check>")
  );
  CHECK_THAT(
      said_on("decision", opinions + "<decision path='stay' chosen='cole'/>"),
      !Contains("Wait, or do nothing")
  );
}

TEST_CASE("the step that was written down is the first on the cover, with its day") {
  const std::string step = "<nextStep by='2026-12-10'>Ask both about the test.</nextStep>";
  const std::string deciding =
      packet_of(opinions + "<decision path='undecided'>" + step + "</decision>");
  const std::size_t list = deciding.find("<h2>What to do first</h2>");
  REQUIRE(list != std::string::npos);
  const std::size_t first = deciding.find("<check>", list);
  REQUIRE(first != std::string::npos);
  CHECK_THAT(
      deciding.substr(first),
      StartsWith("<check>Ask both about the test, <strong>by December 10, 2026</strong>.</check>")
  );
  // Who has chosen waits for no visit.
  const std::string chosen = "<decision path='stay' chosen='cole'>";
  const std::string done = packet_of(opinions + chosen + step + "</decision>");
  CHECK_THAT(
      done,
      Contains("<note kind=\"ticket\" title=\"Your next step\">") &&
          Contains("Ask both about the test, <strong>by December 10, 2026</strong>.") &&
          !Contains("Your next visit") && !Contains("<check>Ask both") &&
          Contains("Tell your doctors what you chose")
  );
  CHECK_THAT(packet_of(opinions + chosen + "</decision>"), Contains("label=\"My next step\""));
}

TEST_CASE("what lies open says whose step it is, and not which") {
  const std::string steps =
      "<opinion provider='lind'><diagnosis>Gout</diagnosis><nextStep by='2026-12-15'>A blood test"
      "</nextStep></opinion><decision path='undecided'><nextStep by='2026-12-10'>Ask for the scan"
      "</nextStep></decision>";
  const std::string cover = said_on("binder-cover", steps);
  CHECK_THAT(
      cover,
      Contains("<td>Your next step</td>") && Contains("<td>A step that Dr. Lind asked for</td>") &&
          !Contains("scan") && !Contains("blood test")
  );
  CHECK_THAT(
      said_on("binder-cover", steps, "es"), Contains("<td>Un paso que pidió la Dra. Lind</td>")
  );
}

TEST_CASE("a further doctor whom nobody has named has no records yet") {
  const std::string sent = request(
      "holder='cole' scope='list'",
      "provider='lind'",
      "<item type='laboratory' status='forwarded'/>"
  );
  const std::string third = opinions + sent + "<decision path='third'/>";
  CHECK_THAT(packet_of(third), Contains("<li mark=\"half\">Get records<br/>still open</li>"));
  CHECK_THAT(said_on("status", third), Contains("Have the records sent to the next doctor."));
  CHECK_THAT(packet_of(opinions + sent), Contains("<li mark=\"full\">Get records</li>"));
}

TEST_CASE("a need in words alone is said on the call before the visit, once one decides") {
  const auto packet = [](const std::string& needs) {
    std::string text = case_with(
        opinions + records +
        "<appointment provider='lind' at='2026-12-03T10:30'/><decision path='undecided'/>"
    );
    text.insert(text.find("</patient>"), needs);
    const Source source{"case.xml", text, Source::Holds::patient_data};
    Diagnostics out;
    StageDumps dumps;
    REQUIRE(make(source, tests::worker(), {.format = Format::text, .set = "packet"}, out, &dumps));
    return dumps.markup;
  };
  const std::string words = packet("<accessibility>After ten in the morning</accessibility>");
  CHECK_THAT(
      words,
      Contains("Please put a note in the chart: After ten in the morning") &&
          !Contains("<h1>Access and language card</h1>")
  );
  CHECK_THAT(
      packet("<accessibility print='large'>After ten</accessibility>"),
      Contains("<h1>Access and language card</h1>")
  );
}
