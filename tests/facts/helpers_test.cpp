#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

TEST_CASE("helpers are the companions and the advocate, with what each may hear") {
  const auto drawn = draw_with(
      "<advocate><name><text>Joan Pell, BCPA</text></name><organization>Gem City Patient "
      "Advocates</organization><telecom system='email'>joan@example.org</telecom></advocate>"
      "<companion relationship='brother' role='notes'><name><text>Mateo Rivera</text></name>"
      "<telecom system='phone'>(937) 555-0199</telecom><mayHear topic='Care'/><mayHear "
      "topic='appointments'/><mayHear topic='my diet'/><mayHear/></companion>"
      "<companion><name><given>Ana</given></name><mayHear topic='bills'/></companion>"
  );
  CHECK(all(*drawn, "helpers", "name") == "Mateo Rivera | Ana | Joan Pell, BCPA");
  CHECK(all(*drawn, "helpers", "relationship") == "brother | - | -");
  CHECK(all(*drawn, "helpers", "organization") == "- | - | Gem City Patient Advocates");
  CHECK(all(*drawn, "helpers", "phone") == "(937) 555-0199 | - | -");
  CHECK(all(*drawn, "helpers", "email") == "- | - | joan@example.org");
  CHECK(all(*drawn, "helpers", "isAdvocate") == "no | no | yes");
  CHECK(all(*drawn, "helpers", "hearsCare") == "yes | no | no");
  CHECK(all(*drawn, "helpers", "hearsBills") == "no | yes | no");
  CHECK(all(*drawn, "helpers", "hearsAppointments") == "yes | no | no");
  CHECK(all(*drawn, "helpers.1.topics") == "care | appointments | my diet");
  CHECK(all(*drawn, "helpers", "entry") == "<companion> | <companion> | -");
  CHECK((*draw_with(""))["helpers"] == "[0]");
}

TEST_CASE("candidates are numbered, with the provider's name or none") {
  const auto drawn = draw_with(
      "<specialistCandidate provider='lindqvist' waitDays='13'>Runs a clinic.</specialistCandidate>"
      "<specialistCandidate>Somebody at the university</specialistCandidate>"
      "<specialistCandidate provider='okafor'/>"
  );
  CHECK(all(*drawn, "candidates", "number") == "1 | 2 | 3");
  CHECK(all(*drawn, "candidates", "name") == "Dr. Henrik Lindqvist | - | Amara Okafor, MD");
  CHECK(all(*drawn, "candidates", "provider") == "<provider lindqvist> | - | <provider okafor>");
  CHECK(
      all(*drawn, "candidates", "entry") ==
      "Runs a clinic. | Somebody at the university | <specialistCandidate>"
  );
}
