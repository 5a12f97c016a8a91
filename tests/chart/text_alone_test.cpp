// Sections whose text alone says something: all of it is read, whatever it is written in.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

Imported medicines_of_text(const std::string& text) {
  return witnessed("10183-2", "", text);
}
Imported allergies_of_text(const std::string& text) {
  return witnessed("48765-2", "", text);
}

}  // namespace

TEST_CASE("a title over a list of the text says what is stopped, and is told") {
  for (const std::string text :
       {"<paragraph>STOP taking these medications</paragraph><list><item>Naproxen 500 "
        "mg</item></list>",
        "<list><caption>Stop taking</caption><item>Naproxen 500 mg</item></list>",
        "<list><item><caption>Medications you should no longer take</caption>Naproxen 500 "
        "mg</item></list>",
        "<table><thead><tr><th colspan=\"2\">STOP taking these</th></tr><tr><th>Medication</th>"
        "<th>Reason</th></tr></thead><tbody><tr><td>Naproxen 500 mg</td><td>Bleeding</td></tr>"
        "</tbody></table>"}) {
    const auto got = medicines_of_text(text);
    CHECK(got.has("<medication status=\"stopped\""));
    CHECK(got.tells("Naproxen 500 mg - It stands in the text of the chart, not in its list."));
    CHECK(
        (got.tells("says: STOP taking") || got.tells("says: Stop taking") ||
         got.tells("no longer take"))
    );
    CHECK_FALSE(got.has("<instruction>Bleeding"));
  }
  const auto two = medicines_of_text(
      "<paragraph>STOP taking these</paragraph><list><item>Naproxen 500 mg</item></list>"
      "<paragraph>START taking these</paragraph><list><item>Apixaban 5 mg: take 1 tablet twice a "
      "day</item></list>"
  );
  CHECK(two.tells("Naproxen 500 mg – stopped"));
  CHECK(two.tells("Apixaban 5 mg – taken now · take 1 tablet twice a day"));
}

TEST_CASE("tables, lists, paragraphs and lines of one text are all read") {
  const auto got = allergies_of_text(
      table("Substance|Reaction", {"Penicillin|Hives"}) +
      "<paragraph>Other allergies:</paragraph><list><item>Bee venom</item></list>"
      "<paragraph>Intolerances: codeine (nausea, once), lisinopril</paragraph>Latex<br/>Nickel"
  );
  for (const std::string name :
       {"Penicillin", "Bee venom", "codeine (nausea, once)", "lisinopril", "Latex", "Nickel"})
    CHECK(got.has("<substance>" + name + "</substance>"));
  CHECK(got.has("<reaction>Hives</reaction>"));
  CHECK(got.tells("Allergies: 6 found = 6 taken"));
}

TEST_CASE("two rows of one name are one entry, and what each says is told") {
  const auto got = allergies_of_text(table("Substance|Year", {"Milk|2001", "Milk|2009"}));
  CHECK(got.tells("not in its list. Year: 2001"));
  CHECK(got.tells("not in its list. Year: 2009"));
}

TEST_CASE("who looked at a list is no allergy, and a word of none beside some is one") {
  const auto got = allergies_of_text(
      "<paragraph>Reviewed on 01/12/2026 by a nurse.</paragraph>"
      "<paragraph>NKDA. Seasonal: ragweed. Food: kiwi (lip swelling).</paragraph>"
  );
  CHECK_FALSE(got.has("<substance>Reviewed"));
  CHECK(got.tells("a text; read it yourself - List: Reviewed on 01/12/2026 by a nurse."));
  CHECK(got.has("<substance>ragweed</substance>"));
  CHECK(got.has("<substance>kiwi (lip swelling)</substance>"));
  CHECK(got.tells("the chart says: no known drug allergies"));
}

TEST_CASE("words that nothing is recorded, or that nothing is taken, are no thing themselves") {
  for (const std::string words :
       {"No food allergies recorded", "No environmental allergies recorded"}) {
    const auto got = allergies_of_text("<paragraph>" + words + "</paragraph>");
    CHECK_FALSE(got.has("<substance>"));
    CHECK_FALSE(got.has("status=\"none\""));
  }
  CHECK_FALSE(
      medicines_of_text("No current outpatient medications on file.").has("<name>No current")
  );
  CHECK(medicines_of_text("Patient not on any medications").has("<medications status=\"none\""));
  CHECK(medicines_of_text("Not taking").has("<medications") == false);
}

TEST_CASE("a cell that reaches down belongs to the rows below as well") {
  const auto got = witnessed(
      "10160-0",
      medication("Sinemet"),
      "<table><thead><tr><th>Medicine</th><th>Dose</th><th>When</th></tr></thead><tbody>"
      "<tr><td rowspan=\"2\">Sinemet</td><td>2 tabs</td><td>7 am</td></tr>"
      "<tr><td>1 tab</td><td>noon</td></tr></tbody></table>"
  );
  CHECK(got.tells("Sinemet - The text of the chart says: Dose: 2 tabs"));
  CHECK(got.tells("When: 7 am"));
  CHECK(got.tells("The text of the chart says: 1 tab · noon"));
  CHECK_FALSE(got.tells("the list of medicines does not"));
}
