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

TEST_CASE(
    "a number is a sentence of how many and how many not, as the doctor counted, and its source"
) {
  const auto numbers = [](const std::string& outcome, const std::string& language) {
    return said_on(
        "comparison",
        "<opinion provider='cole'><diagnosis>Gout</diagnosis><outcome " + outcome +
            "/></opinion><opinion provider='lind'><diagnosis>Gout</diagnosis></opinion>",
        language
    );
  };
  const std::string counted =
      "what='no pain' number='30' outOf='50' timeframe='2 years' population='adults'";
  CHECK_THAT(
      numbers(counted, "en"),
      Contains("No pain in 2 years: <strong>30 of 50 people</strong> (adults). The other "
               "<strong>20</strong>: no. Source: Dr. Cole.") &&
          !Contains("of 100")
  );
  CHECK_THAT(
      numbers(counted, "es"),
      Contains("No pain en 2 años: <strong>30 de 50 personas</strong> (adults). Las otras "
               "<strong>20</strong>: no. Fuente:")
  );
  // Who is no whole person is not counted.
  CHECK_THAT(
      numbers("what='no pain' number='2.5' outOf='100' source='A study'", "en"),
      Contains("No pain: <strong>2.5 of 100 people</strong>. Source: A study.")
  );
  CHECK_THAT(numbers("what='good odds'", "en"), !Contains("Source:"));
}

TEST_CASE("why doctors differ is said in words that say why, or there is room to write it") {
  const auto differ = [](const std::string& attributes, const std::string& note) {
    return said_on(
        "comparison",
        both + "<comparison><row topic='diagnosis' verdict='differ' " + attributes + ">" + note +
            "</row></comparison>"
    );
  };
  for (const std::string nothing : {"approach", "unknown"}) {
    const std::string said = differ("why='" + nothing + "'", "");
    CHECK_THAT(said, Contains("Why, and what would settle it?</strong>&#160;<fill "));
    CHECK_THAT(said, !Contains("<strong>Why:</strong>"));
    CHECK_THAT(
        differ("why='" + nothing + "' settledBy='A scan'", ""), Contains("<strong>Why?</strong>")
    );
    // Where the case says it in words of its own, nothing is left to write of it.
    CHECK_THAT(
        differ("why='" + nothing + "' settledBy='A scan'", "One trusts the scan"), !Contains("Why?")
    );
  }
  CHECK_THAT(
      differ("why='data'", ""),
      Contains("<strong>Why:</strong> They did not have the same facts.") &&
          Contains("<p><strong>What&#160;would&#160;settle&#160;it?</strong>&#160;<fill ")
  );
}

TEST_CASE("who decides weighs waiting as a plan, until the choice is made") {
  const std::string waiting =
      "<opinion provider='cole'><diagnosis>Gout</diagnosis><treatment><name>Surgery</name>"
      "</treatment><ifNothing>It may spread</ifNothing></opinion>"
      "<opinion provider='lind'><diagnosis>Gout</diagnosis></opinion>";
  const std::string said = said_on("values", waiting);
  CHECK_THAT(
      said,
      Contains("To wait, or do nothing for now") &&
          Contains("<strong>Dr. Cole:</strong> It may spread")
  );
  CHECK_THAT(said_on("values", waiting, "es"), Contains("Esperar, o no hacer nada por ahora"));
  CHECK_THAT(said_on("values", chosen("switch", "lind")), !Contains("To wait, or do nothing"));
}

TEST_CASE("once the facts are in, the packet of who decides has what matters and the decision") {
  const std::string deciding = both + "<decision path='undecided'/>";
  CHECK_THAT(packet_of(deciding), Contains("=== values") && Contains("=== decision\n"));
  // Two opinions alone are to be compared first.
  CHECK_THAT(packet_of(both), !Contains("=== values"));
}

TEST_CASE("a cover says what the next visit is for, and no step before today is empty on its path"
) {
  const std::string visit = "<appointment provider='lind' at='2026-12-03T10:30'/>";
  CHECK_THAT(
      packet_of(both + "<decision path='undecided'/>" + visit),
      Contains("You have heard both. You can ask Dr. Lind on December 3, 2026 what is still open.")
  );
  CHECK_THAT(packet_of(both), Contains("You have heard both. Now take the time there is."));
  const std::string third = packet_of(both + "<decision path='third'/>");
  CHECK_THAT(
      third, Contains("You have heard two doctors. The next visit is for one more opinion.")
  );
  const std::string open_before_here = "mark=\"open\"";
  const std::string path = third.substr(0, third.find("mark=\"here\""));
  CHECK(path.find(open_before_here) == std::string::npos);
}
