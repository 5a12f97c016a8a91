// What the columns of somebody's spreadsheet seem to mean.

#include "tests/table/tabled.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::table;

namespace {

std::string proposal(const std::string& csv) {
  Diagnostics out;
  const Source headings{
      "headings.xml", tests::read(CAREPACKET_SOURCE_DIR "/templates/table/headings.xml")};
  const auto text =
      propose_columns("rows.csv", in_pieces(csv), headings, {.vocabulary = &of_the_house()}, out);
  return text ? *text : support::printed(out);
}

const std::string messy =
    "MRN;Patient Name;DOB;Home Phone;Interp?;Preferred Language;Appt Date;Appt Time;SSN;Diagnosis;"
    "Ask 1;Ask 2;Bed\n"
    "77;LEE, ANNA M;3/14/1968;555;Y;Spanish;12/3/2026;9:05;1;Secret illness;How?;When?;12\n"
    "78;PAZ, BO;3/4/1968;556;maybe;English;12/4/2026;10:30;2;Other;;;13\n";

}  // namespace

TEST_CASE("a mapping is proposed from headings and values, and nothing of a patient stands in it") {
  CHECK(
      proposal(messy) ==
      R"(<?xml version="1.0" encoding="UTF-8"?>
  <!-- What the columns of rows.csv seem to mean, by 2 rows. Read it, mend it, and give it to carepacket batch as the file for columns. -->
<columns>
  <!-- Files are named after it: no name and no illness should be in it. -->
  <column heading="MRN" path="@id"/>
  <column heading="MRN" path="patient/identifier"/>
  <column heading="Patient Name" path="patient/name" order="last, first" capitals="yes"/>
  <column heading="DOB" path="patient/birthDate" date="month/day/year"/>
  <!-- the file for shared says of which kind: telecom system=&quot;phone&quot;, in the same order -->
  <column heading="Home Phone" path="patient/telecom" list="yes"/>
  <column heading="Interp?" path="patient/communication/@interpreterRequired">
    <!-- in 1 cell: take these marks away, and say what it is -->
    <!-- <value of="maybe" is=""/> -->
  </column>
  <column heading="Preferred Language" path="patient/communication/@spoken"/>
  <!-- The papers are in English and Spanish: other languages get them in English. -->
  <column heading="Preferred Language" path="@language" empty="en"/>
  <!-- The values do not say whether the day or the month comes first: look. -->
  <column heading="Appt Date" path="appointment/@at" date="month/day/year">
    <with heading="Appt Time"/>
  </column>
  <!-- no paper may show one -->
  <column heading="SSN" ignore="yes"/>
  <column heading="Diagnosis" path="condition/text"/>
  <column heading="Ask 1" path="question" list="yes"/>
  <column heading="Ask 2" path="question" list="yes"/>
  <!-- Not known: give a path (carepacket schema lists them), or leave it ignored. -->
  <column heading="Bed" ignore="yes"/>
</columns>
)"
  );
}

TEST_CASE("what is proposed is a mapping that the table can be read with") {
  const std::string mapping = proposal(messy);
  const auto tabled = read(messy, {.mapping = mapping});
  CHECK(tabled.told() == "");
  REQUIRE(tabled.rows.size() == 2);
  CHECK(tabled.one().find("<case id=\"77\"") != std::string::npos);
  CHECK(tabled.one().find("<given>Anna M</given>") != std::string::npos);
  CHECK(tabled.one().find("at=\"2026-12-03T09:05\"") != std::string::npos);
  CHECK(tabled.one().find("Can") == std::string::npos);
}

TEST_CASE("a table whose rows have no name of their own is told so in the proposal") {
  const std::string text = proposal("Last,First\nLee,Bo\nLee,Bo\n");
  CHECK(text.find("No column has a value of its own in each row: add one") != std::string::npos);
  CHECK(text.find("path=\"@id\"/>") == std::string::npos);
  CHECK(proposal("").starts_with("carepacket: error[E906]: rows.csv is empty\n"));
}

TEST_CASE("a cell that says none is proposed as the state of the list, and not as an allergy") {
  CHECK(
      proposal("@id,Allergies\na,none\nb,Not asked\n")
          .find("<column heading=\"Allergies\" path=\"allergies/@status\"/>") != std::string::npos
  );
  const std::string mixed = proposal("@id,Allergies\na,none\nb,Latex; Nuts\n");
  CHECK(mixed.find("that is allergies/@status, and no name.") != std::string::npos);
  CHECK(mixed.find("path=\"allergies/allergy/substance\" split=\";\"/>") != std::string::npos);
}
