// What stands beside an entry: in the row of the text about it, with who does it, or above a list.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

Imported listed(const std::string& loinc, const std::string& entries, const std::string& text) {
  return import({{"chart.xml", document(section(loinc, entries, text))}});
}

std::string a_row(const std::string& name, const std::string& heading, const std::string& words) {
  return "<table><thead><tr><th>Name</th><th>" + heading + "</th></tr></thead><tbody><tr><td>" +
         name + "</td><td>" + words + "</td></tr></tbody></table>";
}

std::string planned(const std::string& name, const std::string& inside) {
  return "<entry><procedure moodCode=\"INT\"><code code=\"1\" displayName=\"" + name + "\"/>" +
         inside + "</procedure></entry>";
}

}  // namespace

TEST_CASE("a day that the text has otherwise is told beside what is left out") {
  const std::string on_13 = "<effectiveTime value=\"20130613\"/>";
  CHECK(listed(
            "18776-5",
            planned("Colonoscopy", on_13),
            a_row("Procedure: Colonoscopy", "Date", "June 15, 2013")
  )
            .tells("Colonoscopy (June 13, 2013) – the text says: Date: June 15, 2013"));
  CHECK_FALSE(
      listed(
          "18776-5", planned("Colonoscopy", on_13), a_row("Colonoscopy", "Date", "June 13, 2013")
      )
          .tells("the text says")
  );
  // A day that is none in the code stands in the text.
  const std::string bathing =
      "<entry><observation moodCode=\"EVN\"><code code=\"1\" "
      "displayName=\"Bathing\"/><effectiveTime "
      "value=\"200130311\"/><value xsi:type=\"CD\" code=\"2\" "
      "displayName=\"Independent\"/></observation></entry>";
  CHECK(listed("47420-5", bathing, a_row("Bathing", "Date", "March 11, 2013"))
            .tells("Bathing: Independent – a day that cannot be read: 200130311 – the text says: "
                   "Date: March 11, 2013"));
}

TEST_CASE("a vaccine that the text has as given and its entry as not given is told") {
  CHECK(listed(
            "11369-6",
            medication("Influenza", "", "negationInd=\"true\""),
            a_row("Influenza", "Status", "Completed")
  )
            .tells("it was not given - Influenza – the text says: Status: Completed"));
}

TEST_CASE("who is to do what is planned is told with it") {
  const std::string by =
      "<performer><assignedEntity><assignedPerson><name>Ada "
      "Berg</name></assignedPerson></assignedEntity></performer>";
  CHECK(listed("18776-5", planned("Check-up", by), "").tells("Check-up – by Ada Berg"));
}

TEST_CASE("results, vaccines and visits of the text that no entry has are told") {
  const std::string potassium =
      "<entry><observation moodCode=\"EVN\"><code code=\"1\" "
      "displayName=\"Potassium\"/></observation></entry>";
  CHECK(listed("30954-2", potassium, a_row("Hemoglobin", "Value", "8.1 low"))
            .tells("read it yourself - List – Name: Hemoglobin · Value: 8.1 low"));
}

TEST_CASE("who watches over a medicine, and when, is told") {
  const std::string watched =
      "<entryRelationship><act><templateId root=\"2.16.840.1.113883.10.20.22.4.123\"/><code "
      "code=\"395170001\" displayName=\"Medication monitoring\"/><effectiveTime><low "
      "value=\"20130615\"/><high value=\"20130715\"/></effectiveTime><participant "
      "typeCode=\"RESP\"><participantRole><playingEntity><name>Ada "
      "Berg</name></playingEntity></participantRole></participant></act></entryRelationship>";
  CHECK(
      listed("10160-0", medication("Albuterol", watched), "")
          .tells("Albuterol - Somebody is to watch over it: Medication monitoring (June 15, 2013 – "
                 "July 15, 2013), Ada Berg")
  );
}

TEST_CASE("an operation that goes on, or is held, is told as such") {
  const auto operation = [](const std::string& status) {
    return listed(
        "47519-4",
        "<entry><procedure moodCode=\"EVN\"><code code=\"2\" displayName=\"Dialysis\"/><statusCode "
        "code=\"" +
            status + "\"/></procedure></entry>",
        ""
    );
  };
  CHECK(operation("active").tells("Dialysis - The chart says that it had begun"));
  CHECK(operation("held").tells("Dialysis - The chart does not say if it was done."));
  CHECK(operation("held").has("basis=\"unconfirmed\""));
  CHECK_FALSE(operation("completed").tells("Dialysis - "));
}

TEST_CASE("what stands above a list of the text, or in a row, says if it goes on") {
  const std::string lists =
      "<paragraph>Active Concerns</paragraph><list><item>Problem #1<list><item>Diabetes (onset "
      "July "
      "3, 2000)[authored Aug 14, 2013]</item></list></item></list><paragraph>Resolved "
      "Concerns</paragraph><list><item>Problem #2<list><item>Pneumonia</item></list></item></list>";
  const auto one = listed("11450-4", "", lists);
  CHECK(
      one.has("<problem status=\"active\" from=\"chart-1\" basis=\"text\" checked=\"no\">\n      "
              "<text>Diabetes</text>")
  );
  CHECK(
      one.has("<problem status=\"resolved\" from=\"chart-1\" basis=\"text\" checked=\"no\">\n      "
              "<text>Pneumonia</text>")
  );
  CHECK(one.tells("Illnesses and health problems: 2 found = 2 taken"));
  CHECK(
      one.tells("It stands in the text of the chart, not in its list. (onset July 3, "
                "2000)[authored Aug 14, 2013]")
  );
  CHECK(listed("10160-0", "", a_row("Warfarin 5 mg", "Status", "Active"))
            .has("<medication status=\"current\" from=\"chart-1\" basis=\"text\""));
  CHECK(listed("10160-0", "", a_row("Warfarin 5 mg", "Status", "Discontinued"))
            .has("<medication status=\"stopped\""));
  CHECK(listed("48765-2", "", a_row("Latex", "Status", "Active")).has("<allergy status=\"active\"")
  );
}

TEST_CASE("how somebody lived is told as over where it is") {
  const auto lives = [](const std::string& more) {
    return import(
        {{"a.json",
          bundle(
              R"json({"resourceType":"Condition","code":{"text":"Social isolation (finding)"},"onsetDateTime":"2009-01-26")json" +
              more + "}"
          )}}
    );
  };
  CHECK(lives(R"(,"abatementDateTime":"2014-02-24")")
            .tells("Social isolation (January 26, 2009 – February 24, 2014)"));
  CHECK(lives("").tells("Social isolation (since January 26, 2009)"));
}

TEST_CASE("where somebody went from hospital, and who typed the chart, is told") {
  const std::string head =
      "<componentOf><encompassingEncounter><code displayName=\"Inpatient stay\"/>"
      "<sdtc:dischargeDispositionCode code=\"01\" displayName=\"Nursing home\"/>"
      "</encompassingEncounter></"
      "componentOf><dataEnterer><assignedEntity><assignedPerson><name>Ellen "
      "Enter</name></assignedPerson></assignedEntity></dataEnterer>";
  const auto one = import({{"a.xml", document("", head)}});
  CHECK(one.tells("Inpatient stay – then: Nursing home"));
  CHECK(one.tells("they typed the chart in; that makes nobody your doctor - Ellen Enter"));
}

TEST_CASE("a name with one in the middle and one without are no old names") {
  const auto chart = [](const std::string& given) {
    return R"({"resourceType":"Bundle","timestamp":"2026-07-10","entry":[{"resource":{"resourceType":"Patient","name":[{"family":"Vega","given":[)" +
           given + R"(]}],"birthDate":"1954-03-23"}}]})";
  };
  const auto one = import({{"a.json", chart(R"("Rosa")")}, {"b.json", chart(R"("Rosa","Lucia")")}});
  CHECK(one.has("<name use=\"usual\">"));
  CHECK_FALSE(one.has("use=\"old\""));
}
