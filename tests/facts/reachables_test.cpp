#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

namespace {

/// Where the telecoms of a provider lead, "-" for nowhere.
std::string leads(const std::string& telecoms, const std::string& address = "") {
  const auto drawn = draw_case(
      "<case id='c' version='1'><asOf>2026-11-20</asOf><patient><name><text>Dana Reed</text></name>"
      "</patient><condition><text>Migraine</text></condition><provider><name><text>Amara Okafor"
      "</text></name>" +
      address + telecoms + "</provider></case>"
  );
  std::string text;
  for (const Reachable& each : reachables(*drawn->known, house().vocabulary)) {
    text += (text.empty() ? "" : " | ") + std::string{each.at.text()} + " > " + each.address;
  }
  return text;
}

}  // namespace

TEST_CASE("an American number is dialed with its country, whatever it is written like") {
  for (const char* number :
       {"(937) 555-0120", "937-555-0120", "937.555.0120", "1 937 555 0120", "+1 (937) 555-0120"})
    CHECK(
        leads("<telecom>" + std::string{number} + "</telecom>") ==
        std::string{number} + " > tel:+19375550120"
    );
  CHECK(
      leads("<telecom system='phone'>(937) 555-0120, ext. 12</telecom>") ==
      "(937) 555-0120, ext. 12 > tel:+19375550120;ext=12"
  );
}

TEST_CASE("a number that cannot be dialed from here leads nowhere, and a fax neither") {
  CHECK(leads("<telecom>555-0120</telecom>") == "");
  CHECK(leads("<telecom>call the desk</telecom>") == "");
  CHECK(leads("<telecom system='fax'>(937) 555-0121</telecom>") == "");
  const std::string abroad = "<address><city>Bern</city><country>Switzerland</country></address>";
  CHECK(leads("<telecom>031 555 01 20</telecom>", abroad) == "");
  CHECK(
      leads("<telecom>+41 31 555 01 20</telecom>", abroad) == "+41 31 555 01 20 > tel:+41315550120"
  );
}

TEST_CASE("email addresses and web pages lead where they say") {
  CHECK(
      leads("<telecom>desk@example.org</telecom><telecom>www.example.org/a</telecom>"
            "<telecom>https://example.org</telecom>") ==
      "desk@example.org > mailto:desk@example.org | www.example.org/a > https://www.example.org/a "
      "| https://example.org > https://example.org"
  );
  // What would write to somebody else, or say something, is only printed.
  CHECK(leads("<telecom>desk@example.org?bcc=x@example.org</telecom>") == "");
  CHECK(leads("<telecom system='email'>Desk desk@example.org</telecom>") == "");
  CHECK(leads("<telecom system='url'>javascript:alert(1)</telecom>") == "");
}
