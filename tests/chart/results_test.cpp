// Tests and measurements: no paper uses them, and the report has each, in the words of the chart.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

std::string part(
    const std::string& name, const std::string& value, const std::string& inside = ""
) {
  return "<component><observation><code displayName=\"" + name + "\"/>" + inside +
         "<statusCode code=\"completed\"/><effectiveTime value=\"20130311\"/>" + value +
         "</observation></component>";
}

std::string panel(const std::string& parts, const std::string& name = "Blood count") {
  return "<entry><organizer><code displayName=\"" + name +
         "\"/><effectiveTime><low value=\"20130311\"/></effectiveTime>" + parts +
         "</organizer></entry>";
}

const std::string range =
    "<referenceRange><observationRange><value xsi:type=\"IVL_PQ\"><low value=\"150\" "
    "unit=\"10*9/L\"/><high value=\"350\" unit=\"10*9/L\"/></value></observationRange>"
    "</referenceRange>";
const std::string platelets =
    "<value xsi:type=\"PQ\" value=\"123\" unit=\"10*9/L\"/><interpretationCode code=\"L\"/>" +
    range;

Imported of_panel(const std::string& parts, const std::string& text = "") {
  return witnessed("30954-2", panel(parts), text);
}

}  // namespace

TEST_CASE("each result stands in the report with its value, what it means and what is usual") {
  const auto got = of_panel(
      part("Platelets", platelets) +
      part(
          "Glucose",
          "<value xsi:type=\"IVL_PQ\"><low value=\"500\" unit=\"mg/dL\" "
          "inclusive=\"false\"/></value><interpretationCode displayName=\"High\"/>"
      ) +
      part("Gonorrhea", "<value xsi:type=\"CD\" displayName=\"Positive\"/>")
  );
  CHECK(
      got.tells("Blood count (March 11, 2013) – Platelets: 123 10*9/L (Low; 150 - 350 10*9/L) · "
                "Glucose: > 500 mg/dL (High) · Gonorrhea: Positive")
  );
  CHECK_FALSE(got.has("123"));
}

TEST_CASE("a unit of no list, and a value in two units, are told as they stand") {
  const auto got = of_panel(
      part(
          "Platelets",
          "<value xsi:type=\"PQ\" nullFlavor=\"OTH\"><translation value=\"152\" "
          "nullFlavor=\"OTH\"><originalText>THOUS/MCL</originalText></translation>"
          "</value>"
      ) +
      part(
          "Leukocytes",
          "<value xsi:type=\"PQ\" value=\"6.7\" unit=\"10*9/L\"><translation>"
          "<originalText>6.7 billion per liter</originalText></translation></value>"
      )
  );
  CHECK(got.tells("Platelets: 152 THOUS/MCL · Leukocytes: 6.7 10*9/L = 6.7 billion per liter"));
}

TEST_CASE("what the text says of a result otherwise stands beside it") {
  const auto beside = [](const std::string& row) {
    return of_panel(part("Platelets", platelets), table("Test|Value|Interpretation|Date", {row}));
  };
  CHECK_FALSE(beside("Platelets|123 10*9/L|Low|March 11, 2013").tells("the text says"));
  CHECK(beside("Platelets|123 10*9/L|Normal|March 11, 2013")
            .tells("10*9/L) – the text says: Interpretation: Normal"));
  CHECK(beside("Platelets|123 mg/dL|Low|March 11, 2013").tells("the text says: Value: 123 mg/dL"));
  // What is usual may be in another unit.
  CHECK(of_panel(
            part(
                "Glucose",
                "<value xsi:type=\"PQ\" value=\"185\" unit=\"mmol/L\"/>"
                "<referenceRange><observationRange><text>70-140 mg/dL</text>"
                "</observationRange></referenceRange>"
            ),
            table("Test|Value|Range", {"Glucose|185 mg/dL|70-140 mg/dL"})
  )
            .tells("the text says: Value: 185 mg/dL"));
  CHECK(beside("Platelets|132 10*9/L|Low|").tells("the text says: Value: 132 10*9/L"));
  CHECK(beside("Platelets|123 10*9/L|Low|July 31, 2013").tells("the text says: Date: July 31, 2013")
  );
}

TEST_CASE("a result that is still to come is told with the other day of its text") {
  const auto got = witnessed(
      "30954-2",
      panel("<component><observation><code displayName=\"Urea\"/><statusCode "
            "code=\"active\"/><effectiveTime value=\"20080320\"/></observation></component>"),
      table("Test|Value|Date", {"Urea|Pending|March 20, 2009"})
  );
  CHECK(got.tells("not done yet: Urea"));
  CHECK(got.tells("the text says: Date: March 20, 2009"));
}

TEST_CASE("of a row with a column for each day the cell of the result is compared") {
  const auto vitals = [](const std::string& day, const std::string& height) {
    return witnessed(
        "8716-3",
        panel(part("Height", "<value xsi:type=\"PQ\" value=\"177\" unit=\"cm\"/>"), "Vital signs"),
        table("When|" + day + "|May 2, 2012", {"Height|" + height + " cm|175 cm"})
    );
  };
  CHECK_FALSE(vitals("March 11, 2013", "177").tells("the text says"));
  CHECK(vitals("March 11, 2013", "177").tells("Vital signs (March 11, 2013) – Height: 177 cm"));
  CHECK(vitals("June 3, 2012", "177").tells("the text says: June 3, 2012: 177 cm"));
  CHECK(vitals("March 11, 2013", "171").tells("the text says: March 11, 2013: 171 cm"));
  // A blood pressure is two results in one cell.
  const auto pressure = [](const std::string& said) {
    const auto number = [](const std::string& name, const std::string& value) {
      return part(
          name,
          "<value xsi:type=\"PQ\" value=\"" + value + "\" unit=\"mm[Hg]\"/>",
          "<text><reference value=\"#bp\"/></text>"
      );
    };
    std::string text = table("When|March 11, 2013", {"Blood pressure|" + said});
    text.insert(text.find("<td>" + said) + 3, " ID=\"bp\"");
    return witnessed(
        "8716-3", panel(number("Systolic", "132") + number("Diastolic", "88"), "Vitals"), text
    );
  };
  CHECK_FALSE(pressure("132/88").tells("the text says"));
  CHECK(pressure("132/86").tells("the text says: March 11, 2013: 132/86"));
}

TEST_CASE("what a text calls a test stands behind its name") {
  const std::string text =
      "<table><tbody><tr ID=\"r\"><td>CO2</td><td>98</td></tr></tbody></table>";
  CHECK(of_panel(
            part(
                "Carbon dioxide",
                "<value xsi:type=\"PQ\" value=\"98\"/>",
                "<text><reference value=\"#r\"/></text>"
            ),
            text
  )
            .tells("Carbon dioxide (CO2): 98"));
}

TEST_CASE("results of records stand in lines of their report or kind and their day") {
  const std::string about =
      R"("subject":{"reference":"Patient/p"},"effectiveDateTime":"2013-03-11")";
  const auto got = import(
      {{"a.json",
        bundle(and_(
            R"({"resourceType":"DiagnosticReport","status":"final",)" + about +
                R"(,"code":{"text":"Lipids"},"result":[{"reference":"Observation/o"}]})",
            and_(
                R"({"resourceType":"Observation","id":"o","status":"final",)" + about +
                    R"(,"code":{"text":"LDL"},"valueQuantity":{"comparator":">","value":500.0,"unit":"mg/dL"},"interpretation":[{"text":"High"}],"referenceRange":[{"low":{"value":70,"unit":"mg/dL"},"high":{"value":140,"unit":"mg/dL"}}]})",
                R"({"resourceType":"Observation","status":"preliminary",)" + about +
                    R"(,"category":[{"text":"Vital Signs"}],"code":{"text":"Blood pressure"},"component":[{"code":{"text":"Systolic"},"valueQuantity":{"value":132,"unit":"mmHg"}},{"code":{"text":"Diastolic"},"valueQuantity":{"value":88,"unit":"mmHg"}}]})"
            )
        ))}}
  );
  CHECK(got.tells("- Lipids (March 11, 2013) – LDL: > 500.0 mg/dL (High; 70 mg/dL - 140 mg/dL)"));
  CHECK(
      got.tells("- Vital Signs (March 11, 2013) – Systolic: 132 mmHg · Diastolic: 88 mmHg – "
                "preliminary")
  );
  CHECK(got.tells("Test results: 3 found = 3 left out"));
}

TEST_CASE("thousands of results leave the report readable, and none of them is in a redacted one") {
  std::string parts;
  for (int i = 0; i < 3000; ++i)
    parts += panel(
        part(
            "Glucose",
            "<value xsi:type=\"PQ\" value=\"" + std::to_string(1000 + i) + "\" unit=\"mg/dL\"/>"
        ),
        "Sugar " + std::to_string(i)
    );
  const auto chart = document(section("30954-2", parts));
  const auto got = import({{"chart.xml", chart}});
  CHECK(got.tells("and 2600 more"));
  CHECK(got.tells("Test results: 3000 found = 3000 left out"));
  CHECK(got.report.size() < 60'000);
  engine::chart::Options redacted;
  redacted.redact = true;
  CHECK_FALSE(import({{"chart.xml", chart}}, redacted).tells("mg/dL"));
}

TEST_CASE("how somebody lived stands with all its days") {
  const auto got = witnessed(
      "29762-2",
      "<entry><observation><code displayName=\"Tobacco\"/><effectiveTime><low "
      "value=\"20090214\"/></effectiveTime><value xsi:type=\"CD\" displayName=\"Smokes "
      "daily\"/></observation></entry>",
      ""
  );
  CHECK(got.tells("Tobacco: Smokes daily (February 14, 2009 –)"));
}
