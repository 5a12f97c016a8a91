// What is about the person and not about the opinion: kept off the papers, and told by its kind.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

std::string ill(const std::string& name) {
  return R"({"resourceType":"Condition","subject":{"reference":"Patient/p"},"code":{"text":")" +
         name + "\"}}";
}
std::string taken(const std::string& name) {
  return R"({"resourceType":"MedicationRequest","status":"active","subject":{"reference":"Patient/p"},
"medicationCodeableConcept":{"text":")" +
         name + "\"}}";
}
bool is_private(const std::string& resource) {
  return import({{"a.json", bundle(resource)}}).has("sensitive=\"reproductive\"");
}

}  // namespace

TEST_CASE("sterilization and contraception are private as pregnancy is") {
  CHECK(is_private(ill("History of tubal ligation (situation)")));
  CHECK(is_private(ill("Encounter for sterilization")));
  CHECK(is_private(ill("Intrauterine device in place")));
  CHECK(is_private(taken("Errin 28 Day Pack")));
  CHECK(is_private(taken("Norethindrone 0.35 MG Oral Tablet")));
  CHECK(is_private(taken("Píldora anticonceptiva")));
  CHECK_FALSE(is_private(taken("Estradiol 1 MG Oral Tablet")));
  CHECK_FALSE(is_private(ill("Gout")));
}

TEST_CASE("a medicine that is for an illness of the mind alone is private as that illness is") {
  for (const std::string name : {"Clozapine 100 MG Oral Tablet", "Lithium Carbonate 300 MG"})
    CHECK(import({{"a.json", bundle(taken(name))}}).has("sensitive=\"mental-health\""));
  CHECK_FALSE(import({{"a.json", bundle(taken("Valproate 500 MG"))}}).has("sensitive="));
}

TEST_CASE("hepatitis C and the medicines for it alone are private") {
  const auto is_marked = [](const std::string& resource) {
    return import({{"a.json", bundle(resource)}}).has("sensitive=\"sti\"");
  };
  CHECK(is_marked(ill("Chronic hepatitis C")));
  CHECK(is_marked(taken("Harvoni 90 MG / 400 MG")));
  CHECK_FALSE(is_marked(ill("Need for hepatitis C screening test")));
  CHECK_FALSE(is_marked(ill("Autoimmune hepatitis")));
}

TEST_CASE("what no paper needs to know of a person is counted by kind, and never shown") {
  std::string chart = bundle("");
  const std::string born = R"("birthDate":"1954-03-23")";
  chart.replace(
      chart.find(born), born.size(), born + R"(,"gender":"female",
"maritalStatus":{"text":"Divorced"},"extension":[
{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-race","extension":[{"valueString":"Martian"}]},
{"url":"http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName","valueString":"Olmos"}],
"identifier":[{"type":{"coding":[{"code":"DL"}]},"value":"S9998"},{"type":{"coding":[{"code":"PPN"}]},"value":"X77Y"},
{"system":"https://program.example","value":"Q1"},{"system":"https://other.example","value":"Q2"}])"
  );
  const auto got = import({{"a.json", chart}});
  CHECK(got.tells(
      "What the charts say about you, and no paper needs: - a driver's license number - marital "
      "status - your mother's name before she married - a number that another office or program "
      "knows you by (2) - a passport number - race - sex"
  ));
  for (const char* secret : {"Divorced", "Martian", "Olmos", "S9998", "X77Y", "Q1"}) {
    CHECK_FALSE(got.has(secret));
    CHECK_FALSE(got.tells(secret));
  }
}

TEST_CASE("the head of a document has them, too, and what is null says nothing") {
  std::string chart = document("");
  const std::string born = "<birthTime";
  chart.replace(
      chart.find(born),
      born.size(),
      "<maritalStatusCode code=\"M\"/><raceCode code=\"2106-3\"/><sdtc:raceCode code=\"2131-1\"/>"
      "<ethnicGroupCode nullFlavor=\"UNK\"/><birthTime"
  );
  const std::string id = "<id root=\"1.2.3\" extension=\"77\"/>";
  chart.replace(chart.find(id), id.size(), id + "<id root=\"9.9.9\" extension=\"998991\"/>");
  const auto got = import({{"a.xml", chart}});
  CHECK(got.tells(
      "no paper needs: - marital status - a number that another office or program knows you "
      "by - race"
  ));
  CHECK_FALSE(got.tells("ethnic group"));
  CHECK_FALSE(got.has("998991"));
}
