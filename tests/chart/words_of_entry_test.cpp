// Which words of a C-CDA entry are its name, and which say how it is taken, how it went, or where.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

/// A step of a dose: so many tablets from one day to another.
std::string step(const std::string& dose, const std::string& from, const std::string& to) {
  return medication(
      "Prednisone 10 MG",
      "<text>Take " + dose +
          " tablets daily</text><effectiveTime xsi:type=\"IVL_TS\"><low value=\"" + from +
          "\"/><high value=\"" + to + "\"/></effectiveTime><doseQuantity value=\"" + dose + "\"/>"
  );
}

}  // namespace

TEST_CASE("how a medicine is taken is no other name of it") {
  const auto got = witnessed(
      "10160-0",
      medication("Lisinopril 20 MG", "<text><reference value=\"#s\"/></text>"),
      "<table><tbody><tr><td>Lisinopril 20 MG</td><td ID=\"s\">Take 1 tablet (20 mg) "
      "daily.</td></tr></tbody></table>"
  );
  CHECK_FALSE(got.has("<alsoRecordedAs>"));
  CHECK(got.has("<instruction>Take 1 tablet (20 mg) daily.</instruction>"));
}

TEST_CASE("words that stand beside a reference to the name are the directions") {
  const auto got = witnessed(
      "10160-0",
      medication("Albuterol", "<text>2 puffs as needed<reference value=\"#n\"/></text>"),
      "<table><tbody><tr><td ID=\"n\">Albuterol</td></tr></tbody></table>"
  );
  CHECK(got.has("<instruction>2 puffs as needed</instruction>"));
}

TEST_CASE("orders of a few days each with another dose are one medicine with all its steps") {
  const auto got = witnessed(
      "10160-0", step("4", "20260708", "20260711") + step("2", "20260712", "20260716"), ""
  );
  CHECK(
      got.tells("4 (unit not stated) (July 8, 2026 – July 11, 2026); 2 (unit not stated) (July "
                "12, 2026 – July 16, 2026)")
  );
  CHECK(got.tells("Take 4 tablets daily. Take 2 tablets daily · July 8, 2026 – July 16, 2026"));
  CHECK(got.tells("Medicines: 2 found = 1 taken + 1 said again"));
}

TEST_CASE("what stands below a name in its cell is no part of the name") {
  const auto got = witnessed(
      "11450-4",
      problem("Diabetes", "<text><reference value=\"#r\"/></text>"),
      "<table><tbody><tr ID=\"r\"><td>Type 2 diabetes<br/>A1c 8.1 in "
      "January</td></tr></tbody></table>"
  );
  CHECK(got.has("<alsoRecordedAs>Type 2 diabetes</alsoRecordedAs>"));
  CHECK(got.tells("The text of the chart says: Type 2 diabetes A1c 8.1 in January"));
}

TEST_CASE("a remission or an operation that only another name has is told") {
  const auto named = [](const std::string& text) {
    return witnessed("11450-4", problem("Opioid dependence", "<text>" + text + "</text>"), "");
  };
  CHECK(named("Opioid use disorder, in remission").tells("says: Opioid use disorder, in remission")
  );
  CHECK(named("Opioids, s/p detox").tells("The text of the chart says: Opioids, s/p detox"));
}

TEST_CASE("an entry that was given up is told by the chart's own word") {
  std::string milk = allergy("Milk");
  const std::string active = "<statusCode code=\"active\"/>";
  milk.replace(milk.find(active), active.size(), "<statusCode code=\"aborted\"/>");
  CHECK(witnessed("48765-2", milk, "")
            .tells("Milk - The chart does not keep this entry up. Its word for that: aborted"));
  const auto ill = witnessed("11450-4", problem("Gout", "", "", "suspended"), "");
  CHECK(ill.tells("Its word for that: suspended"));
  CHECK(ill.has("<problem status=\"unclear\""));
}

TEST_CASE("an address whose time is over is one of before") {
  std::string chart = document("");
  const std::string address = "<addr use=\"HP\">";
  chart.replace(
      chart.find(address),
      address.size(),
      "<addr use=\"HP\"><useablePeriod><low value=\"2001\"/><high value=\"20150101\"/>"
      "</useablePeriod><streetAddressLine>77 Old Rd</streetAddressLine><city>Xenia</city></addr>" +
          address
  );
  const auto got = import({{"a.xml", chart}});
  CHECK(got.draft.find("5 Elm St") < got.draft.find("77 Old Rd"));
  CHECK(got.has("<address use=\"old\">\n      <line>77 Old Rd</line>"));
}

TEST_CASE("a plan has the name of what was bought, beside who pays") {
  const auto got = witnessed(
      "48768-6",
      "<entry><act><entryRelationship><act><id extension=\"G1\"/><performer><templateId "
      "root=\"2.16.840.1.113883.10.20.22.4.87\"/><assignedEntity><representedOrganization>"
      "<name>Good Health</name></representedOrganization></assignedEntity></performer>"
      "<entryRelationship typeCode=\"REFR\"><act moodCode=\"DEF\"><text>Blue Access "
      "PPO</text></act></entryRelationship></act></entryRelationship></act></entry>",
      ""
  );
  CHECK(got.has("<plan>Blue Access PPO</plan>"));
  CHECK(got.tells("Good Health · Blue Access PPO"));
}

TEST_CASE("an office that did something and names nobody is an office, once") {
  const std::string operation =
      "<entry><procedure moodCode=\"EVN\"><code code=\"2\" displayName=\"Biopsy\"/>"
      "<performer><assignedEntity><addr><streetAddressLine>17 Daws Rd</streetAddressLine>"
      "<city>Blue Bell</city></addr><telecom value=\"tel:+1(555)555-1234\"/>"
      "<representedOrganization><name>Good Clinic</name></representedOrganization>"
      "</assignedEntity></performer></procedure></entry>";
  const auto got = witnessed("47519-4", operation + operation, "");
  CHECK(got.has("<organization>Good Clinic</organization>\n    <address>\n      <line>17 Daws Rd"));
  CHECK(got.draft.find("<organization>Good") == got.draft.rfind("<organization>Good"));
}

TEST_CASE("what the row of a relative says besides is told, and none known is no illness") {
  const auto relative = [](const std::string& code, const std::string& name) {
    return "<entry><organizer><subject><relatedSubject><code displayName=\"Mother\"/>"
           "</relatedSubject></subject><component><observation><value xsi:type=\"CD\" code=\"" +
           code + "\" codeSystem=\"2.16.840.1.113883.6.96\" displayName=\"" + name +
           "\"/></observation></component></organizer></entry>";
  };
  const auto got = witnessed(
      "10157-6",
      relative("1", "Malignant neoplasm of breast"),
      table("Illness|Relation|Comments", {"Breast cancer|Mother|BRCA2"})
  );
  CHECK(got.tells("Illness: Breast cancer · Relation: Mother · Comments: BRCA2"));
  CHECK(witnessed(
            "10157-6",
            relative("1", "Malignant neoplasm of colon"),
            table("Illness|Relation", {"Colon cancer (age of onset: 60)|Mother"})
  )
            .tells("Illness: Colon cancer (age of onset: 60)"));
  CHECK_FALSE(witnessed("10157-6", relative("160245001", "No known problems"), "")
                  .has("<condition>No known"));
}

TEST_CASE("a code and a text that name two medicines are told before all else") {
  const auto got = witnessed(
      "10160-0",
      medication("Warfarin Sodium 5 MG Oral Tablet", "<text><reference value=\"#m\"/></text>"),
      "<table><tbody><tr ID=\"m\"><td>Metoprolol 25 MG</td></tr></tbody></table>"
  );
  CHECK(
      got.tells("Its code and the words of the chart are of two medicines. Ask which one it is. "
                "The other one: Metoprolol 25 MG")
  );
  CHECK_FALSE(got.tells("two strengths"));
  const auto brand = witnessed(
      "10160-0",
      medication("Simvastatin 20 MG", "<text><reference value=\"#m\"/></text>"),
      "<table><tbody><tr ID=\"m\"><td>Zocor 20 MG</td></tr></tbody></table>"
  );
  CHECK_FALSE(brand.tells("two medicines"));
  CHECK(brand.tells("Simvastatin 20 MG – taken now · also called Zocor 20 MG"));
}

TEST_CASE("what began before the person was born is told") {
  const auto begun = [](const std::string& day) {
    return witnessed(
        "11450-4",
        problem("Asthma", "<effectiveTime><low value=\"" + day + "\"/></effectiveTime>"),
        ""
    );
  };
  CHECK(begun("19500101").tells("It begins before you were born: January 1, 1950."));
  CHECK_FALSE(begun("1954").tells("before you were born"));
}

TEST_CASE("a time in the morning and one at night are as often as every twelve hours") {
  const auto taken = [](const std::string& words) {
    return witnessed(
        "10160-0",
        medication(
            "Metformin 500 MG",
            "<text>" + words +
                "</text><effectiveTime xsi:type=\"PIVL_TS\"><period value=\"12\" unit=\"h\"/>"
                "</effectiveTime>"
        ),
        ""
    );
  };
  CHECK_FALSE(taken("Take 1 in the morning and 1 before bedtime").tells("are not the same"));
  CHECK(taken("Take 1 at bedtime").tells("The words of the chart and its numbers are not the same")
  );
}

TEST_CASE("a degree behind a name makes nobody another, and an office keeps its own place") {
  const auto doctor = [](const std::string& name, const std::string& more = "") {
    return "<author><assignedAuthor><addr><streetAddressLine>1 Lake "
           "Rd</streetAddressLine><city>Dayton</city></addr><assignedPerson><name>" +
           name + "</name></assignedPerson>" + more + "</assignedAuthor></author>";
  };
  const std::string whole = "<given>Paul</given><family>Ochoa, MD</family>";
  const std::string parted = "<given>Paul</given><family>Ochoa</family><suffix>MD</suffix>";
  const auto got = import({{"a.xml", document("", doctor(whole) + doctor(parted))}});
  CHECK(got.draft.find("<family>Ochoa</family>") == got.draft.rfind("<family>Ochoa</family>"));
  CHECK_FALSE(got.has("Ochoa, MD"));
  const auto office = import(
      {{"a.xml",
        document(
            "",
            doctor(
                parted,
                "<representedOrganization><name>Lake Group</name><addr><streetAddressLine>9 Hill "
                "St</streetAddressLine><city>Xenia</city></addr></representedOrganization>"
            )
        )}}
  );
  CHECK(office.tells("also at: Lake Group, 9 Hill St, Xenia"));
}
