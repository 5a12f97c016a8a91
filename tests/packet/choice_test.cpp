// What papers say once a choice is made, or is not: whose plan it is, and of whom nobody knows
// more.

#include "tests/packet/said.hpp"

using namespace engine;
using Catch::Contains;

namespace {

const std::string both =
    "<opinion provider='cole'><diagnosis>Gout</diagnosis><treatment><name>Surgery</name>"
    "</treatment></opinion><opinion provider='lind'><diagnosis>Gout</diagnosis><treatment>"
    "<name>Wait three months</name></treatment></opinion>";

std::string chosen(const std::string& path, const std::string& whose) {
  return both + "<decision path='" + path + "' chosen='" + whose + "'/>";
}

}  // namespace

TEST_CASE("who stays and follows the other doctor asks for that doctor's plan, and for no other") {
  const std::string said = said_on("decision-message", chosen("stay", "lind"));
  CHECK_THAT(said, Contains("<li>Wait three months</li>"));
  CHECK_THAT(said, !Contains("<li>Surgery</li>"));
  CHECK_THAT(said_on("decision-message", chosen("stay", "cole")), Contains("<li>Surgery</li>"));
  CHECK_THAT(
      said_on("decision-message", chosen("switch", "lind")), Contains("<li>Wait three months</li>")
  );
}

TEST_CASE("the one that was chosen has the check mark that the page speaks of") {
  for (const auto& [path, whose] :
       {std::pair{"stay", "cole"}, std::pair{"stay", "lind"}, std::pair{"switch", "lind"}}) {
    INFO(path << ' ' << whose);
    const std::string said = said_on("decision", chosen(path, whose));
    CHECK_THAT(said, Contains("The one you chose has a check mark."));
    const auto first = said.find(" ticked=\"yes\"");
    REQUIRE(first != std::string::npos);
    CHECK(said.find(" ticked=\"yes\"", first + 1) == std::string::npos);
  }
}

TEST_CASE("who has not chosen leans toward an opinion, and goes by none") {
  const std::string leans = chosen("undecided", "lind");
  CHECK_THAT(said_on("decision", leans), Contains("You lean toward the opinion of Dr. Lind."));
  CHECK_THAT(said_on("decision", leans), !Contains("You go by"));
  CHECK_THAT(
      said_on("decision", leans, "es"), Contains("Usted se inclina por la opinión de la Dra. Lind.")
  );
}

TEST_CASE("one plan alone is not told as what each doctor would do") {
  for (const char* path : {"stay", "switch"}) {
    const std::string said = said_on("story-summary", chosen(path, "lind"));
    INFO(said);
    CHECK_THAT(said, Contains("The plan that was chosen"));
    CHECK_THAT(said, !Contains("What each doctor would do"));
  }
  const std::string open = said_on("story-summary", both);
  CHECK_THAT(open, Contains("What each doctor would do"));
  CHECK_THAT(open, Contains("Surgery") && Contains("Wait three months"));
}

TEST_CASE("a right to sign that nobody named is asked for, and makes no sentence with a hole") {
  const auto signs = [](const std::string& more) {
    return said_on(
        "authorization",
        "<representative authority='other' signs='yes'><name><text>Rosa Paz</text></name>" + more +
            "</representative>" +
            request(
                "holder='cole'",
                "provider='lind'",
                "<item type='laboratory'/><authorization><expires "
                "date='2027-01-01'/></authorization>"
            )
    );
  };
  const std::string unsaid = signs("");
  CHECK_THAT(unsaid, !Contains("because I am the patient’s ."));
  CHECK_THAT(unsaid, Contains("your right to sign"));
  CHECK_THAT(unsaid, Contains("Your right to sign for the patient"));
  const std::string said = signs("<authorityText>conservator by a court</authorityText>");
  CHECK_THAT(said, Contains("because I am the patient’s conservator by a court."));
  CHECK_THAT(said, !Contains("Your right to sign for the patient"));
}

TEST_CASE("after a choice the questions for a visit that lies ahead are there, and told of") {
  const std::string said = packet_of(
      chosen("switch", "lind") +
      "<question>May I still run?</question>"
      "<appointment at='2026-12-06T10:00' provider='lind'/>"
  );
  CHECK_THAT(said, Contains("May I still run?"));
  CHECK_THAT(said, Contains("Read “Top questions.”"));
}

TEST_CASE("a letter that could not be made is not to be signed") {
  // Program records are switched on, and the request names none.
  const auto with = [](const std::string& more) {
    return packet_of(request(
        "holder='cole'", "provider='lind'", "<item type='visit-notes' status='wanted'/>" + more
    ));
  };
  const std::string refused = with("<sensitive category='sud' include='yes'/>");
  CHECK_THAT(refused, Contains("to send records"));
  CHECK_THAT(refused, !Contains("Sign and send the letter"));
  CHECK_THAT(with(""), Contains("Sign and send the letter"));
}
