// Whoever does what the messages say has a case without mistakes after two rounds of `check`,
// however many there were: none hides another for longer.

#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

/// What is advised, and the change that somebody makes who never saw XML and does just that.
struct Change {
  std::string advice, from, to;
};

struct Draft {
  std::string text;
  std::vector<Change> changes;
};

const Draft names_of_things{
    R"(<case asOf="11/29/2026">
  <patient language="Spanish">
    <name><given>Rosa</given><family>Diaz & Soto</family></name>
    <birthdate>1979-02-30</birthdate>
    <address><line>12 Elm Street</line><city>Dayton</city><state>Ohio</state><zip>45402</zip></address>
    <phone>(937) 555-01</phone>
  </patient>
  <providers>
    <provider id="lee" role="current">
      <name><prefix>Dr.</prefix><family>Lee</family></name>
      <address><line>1 Oak Street</line><city>Dayton</city><state>OH</state><postalCode>45402</postalCode></address>
    </provider>
    <provider id="okafor" role="second"><name>Dr. Okafor</name></provider>
  </providers>
  <condition><text>Migraine</text></condition>
  <allergies><allergy>Penicillin</allergy></allergies>
  <recordsRequest id="r1" holder="Dr. Lee" recipient="okafor">
    <item type="pathology"/>
    <item type="CT scan">
  </recordsRequest>
  <question priorty="1">What if I wait?</question>
</case>
)",
    {{"write id=\"my-case\"", "<case asOf", "<case id=\"my-case\" asOf"},
     {"write version=\"1\"", "<case ", "<case version=\"1\" "},
     {"write it as year-month-day, such as 2026-11-29", "11/29/2026", "2026-11-29"},
     {"asOf is an element here: <asOf>…</asOf>",
      " asOf=\"2026-11-29\">",
      "><asOf>2026-11-29</asOf>"},
     {"did you mean <communication spoken=\"…\"/>?",
      "<patient language=\"Spanish\">",
      "<patient><communication spoken=\"Spanish\"/>"},
     {"write &amp; for the sign & itself", "Diaz & Soto", "Diaz &amp; Soto"},
     {"did you mean <birthDate>?",
      "<birthdate>1979-02-30</birthdate>",
      "<birthDate>1979-02-30</birthDate>"},
     {"February 1979 has 28 days", "1979-02-30", "1979-02-28"},
     {"did you mean <postalCode>?", "<zip>45402</zip>", "<postalCode>45402</postalCode>"},
     {"did you mean <telecom>?", "<phone>(937) 555-01</phone>", "<telecom>(937) 555-01</telecom>"},
     {"a number has ten digits", "555-01<", "555-0142<"},
     {"take <providers> and </providers> out", "  <providers>\n", ""},
     {"take <providers> and </providers> out", "  </providers>\n", ""},
     {"such as <text>…</text>", "<name>Dr. Okafor</name>", "<name><text>Dr. Okafor</text></name>"},
     {"such as <substance>…</substance>",
      "<allergy>Penicillin</allergy>",
      "<allergy><substance>Penicillin</substance></allergy>"},
     {"did you mean 'lee'?", "holder=\"Dr. Lee\"", "holder=\"lee\""},
     {"recipient is an element here: <recipient provider=\"…\"/>",
      " recipient=\"okafor\">",
      "><recipient provider=\"okafor\"/>"},
     {"<item> was opened on line", "<item type=\"CT scan\">", "<item type=\"CT scan\"></item>"},
     {"did you mean priority?", "priorty", "priority"}}};

const Draft signs_and_values{
    R"(<case id="rosa" version="1">
  <!-- my case -- first try -->
  <asOf>November 29, 2026</asOf>
  <patient>
    <name><given Rosa</given><family>Diaz</family></name>
    <birthDate>13.4.1979</birthDate>
    <identifier type="SSN">123-45-6789</identifier>
    <telecom system="phone>(937) 555-0142</telecom>
  </patient>
  <provider id=lee role="current">
    <name><text>Dr. Ann Lee</text></nane>
    <address><line>1 Oak Street</line><city>Dayton</city><state>Ohoi</state><postalCode>45402</postalCode></address>
  </provider>
  <provider id="okafor" role=“second”>
    <name><text>Dr. Bo Okafor</text></name>
  </provider>
  <condition><text>Migraine<text></condition>
  <goal>Wait until May<\goal>
  <medications status="none"><medication><name>Aspirin</name></medication></medications>
  <appointment provider="okafor" at="2026-12-03 10:30"/>
  <question category="treatement">What if I wait & see?</question>
</case>
)",
    {{"comments cannot hold comments", "my case -- first try", "my case, first try"},
     {"such as 2026-11-29", "November 29, 2026", "2026-11-29"},
     {"close it with >", "<given Rosa", "<given>Rosa"},
     {"such as 1979-04-13", "13.4.1979", "1979-04-13"},
     {"take it out: offices find records by name",
      "    <identifier type=\"SSN\">123-45-6789</identifier>\n",
      ""},
     {"close it with \"", "system=\"phone>", "system=\"phone\">"},
     {"write id=\"…\"", "id=lee", "id=\"lee\""},
     {"<name> was opened on line", "</nane>", "</name>"},
     {"did you mean OH?", "Ohoi", "OH"},
     {"these quotation marks are curly: type straight ones, write role=\"…\"",
      "role=“second”",
      "role=\"second\""},
     {"an end tag has a slash: </text>", "Migraine<text>", "Migraine</text>"},
     {"for an end tag, write </goal> with the other slash", "<\\goal>", "</goal>"},
     {"what is listed is printed: write status=\"listed\"", "status=\"none\"", "status=\"listed\""},
     {"write them as 2026-12-03T10:30", "2026-12-03 10:30", "2026-12-03T10:30"},
     {"did you mean treatment?", "treatement", "treatment"},
     {"write &amp; for the sign & itself", "wait & see", "wait &amp; see"}}};

/// Makes each change whose advice is among what is told; how many.
std::size_t follow(const std::string& told, std::vector<Change>& changes, std::string& text) {
  std::vector<Change> later;
  std::size_t made = 0;
  for (const Change& change : changes) {
    const auto at = text.find(change.from);
    if (told.find("= hint: ") != told.npos && told.find(change.advice) != told.npos &&
        at != text.npos) {
      text.replace(at, change.from.size(), change.to);
      ++made;
    } else {
      later.push_back(change);
    }
  }
  changes = later;
  return made;
}

}  // namespace

TEST_CASE("a draft full of mistakes is clean after two rounds of check", "[again]") {
  for (const Draft& draft : {names_of_things, signs_and_values}) {
    const tests::TemporaryFolder folder;
    const std::string path = folder / "draft.xml";
    std::string text = draft.text;
    std::vector<Change> changes = draft.changes;
    CHECK(changes.size() >= 10);
    std::string told;
    for (int round = 1; round <= 3; ++round) {
      tests::write(path, text);
      told = tests::run({tests::carepacket(), "check", path}).error;
      if (told.empty()) break;
      CAPTURE(round, told);
      REQUIRE(round < 3);
      CHECK(follow(told, changes, text) > 0);
    }
    CHECK(told == "");
    CHECK(changes.empty());  // each was advised
  }
}
