// What a person finds who reads a chart and what was made of it side by side: nothing that is
// wrong, nothing lost, and no question that is none.

#include "engine/chart/wording.hpp"
#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

TEST_CASE("a day of the calendar that is none keeps its month, and is told") {
  CHECK(engine::chart::date_in("20100431")->iso() == "2010-04");
  CHECK_FALSE(engine::chart::date_in("20101331"));
  for (const std::string lost : {"20100431", "2010-04-31", "20101331", "201102019", "2010431"})
    CHECK(engine::chart::is_lost_day(lost));
  for (const std::string good :
       {"2010",
        "201004",
        "20100430",
        "201004301200-0500",
        "2010-04",
        "2010-04-30T01:00:00Z",
        "99991231",
        "0",
        ""})
    CHECK_FALSE(engine::chart::is_lost_day(good));
  const auto got = witnessed(
      "11450-4", problem("Gout", "<effectiveTime><low value=\"20100431\"/></effectiveTime>"), ""
  );
  CHECK(got.has("<onset>2010-04</onset>"));
  CHECK(got.tells("A day of the chart cannot be read: 20100431"));
  std::string born = document("");
  born.replace(born.find("19540323000000.000-0600"), 23, "19540231");
  CHECK(import({{"a.xml", born}}).tells("A day of the chart cannot be read: 19540231"));
}

TEST_CASE("an address by which offices write to each other is no e-mail, in any form of chart") {
  using engine::chart::is_direct_address;
  CHECK(is_direct_address("ada@direct.elm.org"));
  CHECK(is_direct_address("mailto:ada@elm.Direct.MD"));
  CHECK(is_direct_address("ada@elm-direct.org"));
  CHECK(is_direct_address("ada@eclinicaldirectplus.com"));
  CHECK_FALSE(is_direct_address("direct@elm.org"));
  CHECK_FALSE(is_direct_address("ada@directory.org"));
  const std::string office =
      "<author><time value=\"2026\"/><assignedAuthor><telecom "
      "value=\"mailto:ada@direct.elm.org\"/><assignedPerson><name><given>Ada</given><family>Berg</"
      "family></name></assignedPerson></assignedAuthor></author>";
  const auto of_document = import({{"a.xml", document("", office)}});
  const auto of_records = import(
      {{"a.json",
        bundle(
            R"({"resourceType":"Practitioner","name":[{"family":"Berg"}],"telecom":[{"system":"email","value":"ada@direct.elm.org"}]})"
        )}}
  );
  for (const auto* got : {&of_document, &of_records}) {
    CHECK_FALSE(got->has("direct.elm.org"));
    CHECK(got->tells("Ordinary e-mail does not get there. - ada@direct.elm.org"));
  }
}

TEST_CASE("the ingredient of a medicine is no other name to ask about") {
  const auto calls = [](const std::string& other) {
    return import(
        {{"a.xml",
          document(section(
              "10160-0",
              "<entry><substanceAdministration moodCode=\"EVN\"><statusCode "
              "code=\"active\"/><text>as he likes, take it</text><effectiveTime "
              "xsi:type=\"IVL_TS\"><low value=\"20100431\"/></effectiveTime><consumable>"
              "<manufacturedProduct><manufacturedMaterial><code code=\"5\" "
              "codeSystem=\"2.16.840.1.113883.6.88\" displayName=\"ibuprofen 600 MG Oral "
              "Tablet\"><translation displayName=\"" +
                  other +
                  "\"/></code></manufacturedMaterial></manufacturedProduct></consumable></"
                  "substanceAdministration></entry>"
          ))}}
    );
  };
  CHECK_FALSE(calls("Ibuprofen").tells("The chart also calls it"));
  CHECK(calls("Motrin").tells("The chart also calls it: Motrin"));
}

TEST_CASE("a time that entry and text both say is no question, and stands as they say it") {
  const auto twice = [](const std::string& words) {
    return witnessed(
        "10160-0",
        medication(
            "atenolol 25 MG Oral Tablet",
            "<effectiveTime xsi:type=\"PIVL_TS\" institutionSpecified=\"true\"><period "
            "value=\"12\" unit=\"h\"/></effectiveTime><doseQuantity value=\"1\"/>"
        ),
        table("Medication|Directions", {"Atenolol 25 MG Tablet|" + words})
    );
  };
  const auto same = twice("1 every 12 hours Orally");
  CHECK(same.has("<frequency>every 12 hours</frequency>"));
  CHECK_FALSE(same.tells("The text of the chart says"));
  CHECK(twice("1 twice a day").has("<frequency>about every 12 hours</frequency>"));
  CHECK(twice("2 every 12 hours").tells("The text of the chart says"));
}

TEST_CASE("a rank that the text alone gives a plan is told") {
  const auto plan = [](const std::string& rank) {
    return witnessed(
        "18776-5",
        "<entry><act moodCode=\"INT\"><code displayName=\"Wound care\"/><priorityCode "
        "displayName=\"Normal priority\"/></act></entry>",
        table("Planned|Rating", {"Wound care|" + rank + "Normal priority"})
    );
  };
  CHECK(plan("3rd, ").tells("the text says: Rating: 3rd, Normal priority"));
  CHECK_FALSE(plan("").tells("the text says"));
}
