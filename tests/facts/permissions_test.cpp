#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

namespace {
std::unique_ptr<Drawn> permissions(
    const std::string& authorization, const std::string& items = "<item type='laboratory'/>"
) {
  return draw_with(
      "<recordsRequest id='r' holder='okafor'><recipient><organization>Gem City Patient "
      "Advocates</organization></recipient>" +
      items + authorization + "</recordsRequest>"
  );
}
std::string state(const std::string& attributes, const std::string& expires = "") {
  return (*permissions("<authorization " + attributes + ">" + expires + "</authorization>")
  )["permissions.1.state"];
}
}  // namespace

TEST_CASE("a permission says whose it is, and how it stands") {
  const auto drawn = permissions(
      "<authorization signedOn='2026-11-01'><expires date='2027-05-20'/></authorization>"
  );
  REQUIRE((*drawn)["permissions"] == "[1]");
  CHECK((*drawn)["permissions.1.title"] == "authorization");
  CHECK((*drawn)["permissions.1.holderName"] == "Miami Valley Digestive Health");
  CHECK((*drawn)["permissions.1.holder"] == "<provider okafor>");
  CHECK((*drawn)["permissions.1.recipientName"] == "Gem City Patient Advocates");
  CHECK((*drawn)["permissions.1.signedOn"] == "2026-11-01");
  CHECK((*drawn)["permissions.1.endsOn"] == "2027-05-20");
  CHECK((*drawn)["permissions.1.endsWhen"] == "-");
  CHECK((*drawn)["permissions.1.requestId"] == "r");
  CHECK((*drawn)["permissions.1.isInForce"] == "yes");
  CHECK((*drawn)["requests.1.signedOn"] == "2026-11-01");
}

TEST_CASE("a permission is unsigned, in force, over or taken back: one of them") {
  CHECK(state("") == "unsigned");
  CHECK(state("signedOn='2026-11-01'") == "in-force");
  CHECK(state("signedOn='2026-11-01'", "<expires event='when it ends'/>") == "in-force");
  CHECK(state("signedOn='2026-01-01'", "<expires date='2026-11-19'/>") == "expired");
  CHECK(state("signedOn='2026-01-01'", "<expires date='2026-11-20'/>") == "in-force");
  CHECK(state("signedOn='2026-01-01' revokedOn='2026-11-20'") == "revoked");
  CHECK(state("signedOn='2026-01-01' revokedOn='2026-11-21'") == "in-force");
  CHECK(
      state("signedOn='2026-01-01' revokedOn='2026-02-01'", "<expires date='2026-06-01'/>") ==
      "revoked"
  );
  const auto drawn = permissions("<authorization revokedOn='2026-11-01'/>");
  CHECK((*drawn)["permissions.1.isRevoked"] == "yes");
  CHECK((*drawn)["permissions.1.isUnsigned"] == "no");
  CHECK((*drawn)["requests.1.revokedOn"] == "2026-11-01");
}

TEST_CASE("each form of a split request is a permission of its own") {
  const auto drawn = permissions(
      "<authorization/>",
      "<item type='laboratory'/><item type='substance-use-program'/><item "
      "type='psychotherapy-notes'/>"
  );
  CHECK(all(*drawn, "permissions", "title") == "authorization | substance-use | psychotherapy");
}

TEST_CASE("the form of Veterans Affairs is a permission too") {
  const auto drawn = draw_with(
      "<provider id='va' role='hospital'><organization>VA Clinic</organization></provider>"
      "<recordsRequest holder='va'><recipient provider='lindqvist'/><item "
      "type='laboratory'/><authorization signedOn='2026-11-01'/></recordsRequest>"
  );
  CHECK(all(*drawn, "permissions", "title") == "veterans");
}

TEST_CASE("a permission that the law wants is told where the case does not name it") {
  const auto drawn = permissions("");
  CHECK((*drawn)["permissions"] == "[1]");
  CHECK((*drawn)["permissions.1.isUnsigned"] == "yes");
  CHECK((*drawn)["permissions.1.endsOn"] == "-");
}

TEST_CASE("what needs no permission has none, whatever the case says") {
  const auto own = draw_with(
      "<recordsRequest holder='okafor'><recipient party='patient'/><item "
      "type='laboratory'/><authorization/></recordsRequest>"
  );
  CHECK((*own)["permissions"] == "[0]");
}

TEST_CASE("a permission is taken back by who gave it, with a witness where the state wants one") {
  const std::string mother =
      "<representative relationship='mother' authority='parent' signs='yes'><name><text>Li "
      "Chen</text></name></representative>";
  const auto given = [&](const std::string& items) {
    return draw_with(
        mother +
            "<provider id='h' role='hospital'><organization>H</organization><address><state>IL"
            "</state></address></provider><recordsRequest holder='h'><recipient><organization>X"
            "</organization></recipient>" +
            items + "<authorization><expires date='2027-05-20'/></authorization></recordsRequest>",
        "<patient><name><text>Mia Chen</text></name><birthDate>2010-05-02</birthDate></patient>"
    );
  };
  const auto alone = given("<item type='substance-use-program'/>");
  CHECK(all(*alone, "permissions.1.signers", "name") == "Mia Chen");
  CHECK((*alone)["permissions.1.representativeSigns"] == "no");
  CHECK((*alone)["permissions.1.witness"] == "no");
  const auto both =
      given("<item type='laboratory'/><sensitive category='mental-health' include='yes'/>");
  CHECK(all(*both, "permissions.1.signers", "name") == "Li Chen");
  CHECK(all(*both, "permissions.1.countersigners", "name") == "Mia Chen");
  CHECK((*both)["permissions.1.witness"] == "yes");
}

TEST_CASE("a permission that nobody signed, for records that have come, is none") {
  const std::string received = "<item type='laboratory' status='received'/>";
  CHECK((*permissions("<authorization/>", received))["permissions"] == "[0]");
  CHECK((*permissions("<authorization signedOn='2026-11-01'/>", received))["permissions"] == "[1]");
  CHECK((*permissions("<authorization/>"))["permissions"] == "[1]");
}
