// An intolerance is no allergy, and of two words for how bad it gets none is lost.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

Imported document_of(const std::string& allergies) {
  return import({{"chart.xml", document(section("48765-2", allergies))}});
}

std::string fhir_allergy(const std::string& more) {
  return R"({"resourceType":"AllergyIntolerance","patient":{"reference":"Patient/p"},"code":{"text":"Milk"})" +
         more + "}";
}

std::string severity(const std::string& code, const std::string& name) {
  return "<entryRelationship typeCode=\"SUBJ\"><observation><templateId "
         "root=\"2.16.840.1.113883.10.20.22.4.8\"/><code code=\"SEV\"/><value code=\"" +
         code + "\" displayName=\"" + name + "\"/></observation></entryRelationship>";
}

std::string reaction(const std::string& name, const std::string& inside = "") {
  return "<entryRelationship typeCode=\"MFST\"><observation><value code=\"1\" displayName=\"" +
         name + "\"/>" + inside + "</observation></entryRelationship>";
}

}  // namespace

TEST_CASE("an intolerance is called one in case and report") {
  const auto drug = document_of(allergy("Codeine", "", "", "59037007"));
  CHECK(drug.has("<allergy status=\"active\" type=\"intolerance\" from=\"chart-1\""));
  CHECK(drug.tells("Codeine – you have it · an intolerance"));
  CHECK_FALSE(document_of(allergy("Codeine", "", "", "416098002")).has("type=\"intolerance"));
  const auto milk = import({{"a.json", bundle(fhir_allergy(R"(,"type":"intolerance")"))}});
  CHECK(milk.has("type=\"intolerance\""));
  CHECK_FALSE(import({{"a.json", bundle(fhir_allergy(R"(,"type":"allergy")"))}}
  ).has("type=\"intolerance"));
}

TEST_CASE("what one entry calls an allergy and another an intolerance is an allergy, and told") {
  const auto got = import(
      {{"a.json",
        bundle(and_(fhir_allergy(R"(,"type":"intolerance")"), fhir_allergy(R"(,"type":"allergy")"))
        )}}
  );
  CHECK_FALSE(got.has("type=\"intolerance"));
  CHECK(got.tells("Allergies: Milk - One entry calls it an allergy, another an intolerance."));
}

TEST_CASE("of two words for how bad it gets the worse is taken, and the other told") {
  const auto got = document_of(allergy(
      "Penicillin",
      severity("255604002", "Mild") + reaction("Hives", severity("24484000", "Severe"))
  ));
  CHECK(got.has("<severity>severe</severity>"));
  CHECK(got.tells(
      "Allergies: Penicillin - The chart has two words for how bad it gets. The worse one "
      "was taken, the other is: mild."
  ));
  const auto of_fhir =
      import({{"a.json", bundle(fhir_allergy(R"(,"reaction":[{"severity":"moderate"},
{"severity":"mild"},{"severity":"moderate"}])"))}});
  CHECK(of_fhir.has("<severity>moderate</severity>"));
  CHECK(of_fhir.tells("the other is: mild."));
  const auto once = document_of(allergy(
      "Penicillin", severity("255604002", "Mild") + reaction("Hives", severity("255604002", "Mild"))
  ));
  CHECK_FALSE(once.tells("two words"));
}

TEST_CASE("words between two are told") {
  const auto got = document_of(allergy("Penicillin", severity("371924009", "Moderate to severe")));
  CHECK(got.has("<severity>severe</severity>"));
  CHECK(got.tells(
      "The chart's own words for how bad it gets: Moderate to severe. The worse of the two "
      "was taken."
  ));
}

TEST_CASE("of several reactions each is told with how bad it was, and when") {
  const auto on = [](const std::string& day, const std::string& how) {
    return "<effectiveTime><low value=\"" + day + "\"/></effectiveTime>" + how;
  };
  const auto got = document_of(allergy(
      "Codeine",
      reaction("Nausea", on("20120129", severity("24484000", "Severe"))) +
          reaction("Nausea", on("20100315", severity("255604002", "Mild")))
  ));
  CHECK(got.has("<reaction>Nausea</reaction>"));
  CHECK(got.tells("Nausea (severe, January 29, 2012), Nausea (mild, March 15, 2010) · severe"));
  const auto fhir = import({{"a.json", bundle(fhir_allergy(R"(,"reaction":[
{"manifestation":[{"text":"Hives"},{"text":"Itching"}],"severity":"mild","onset":"2010-03-15"},
{"manifestation":[{"text":"Wheezing"}]}])"))}});
  CHECK(fhir.tells("Milk – you have it · Hives, Itching (mild, March 15, 2010), Wheezing · mild"));
}

TEST_CASE("another name of an allergen is told: it may be wider than the code") {
  std::string chart = allergy("penicillin G");
  const std::string end = "displayName=\"penicillin G\"/>";
  chart.replace(
      chart.find(end),
      end.size(),
      "displayName=\"penicillin G\"><originalText>Penicillin</originalText></code>"
  );
  CHECK(document_of(chart).tells("penicillin G – you have it · also called Penicillin"));
}

TEST_CASE("what somebody is not allergic to is told in all its words, and since when") {
  std::string chart = allergy(
      "Peanut", "<effectiveTime><low value=\"2006\"/></effectiveTime>", "negationInd=\"true\""
  );
  const std::string end = "displayName=\"Peanut\"/>";
  chart.replace(
      chart.find(end),
      end.size(),
      "displayName=\"Peanut\"><originalText>Not allergic to peanuts</originalText></code>"
  );
  CHECK(document_of(chart).tells("not allergic to it - Peanut (Not allergic to peanuts)"));
}

TEST_CASE("a reaction that did not come is none, nor is how bad it would be, and it is told") {
  const auto one = import(
      {{"chart.xml",
        document(section(
            "48765-2",
            allergy(
                "Penicillin",
                "<entryRelationship typeCode=\"MFST\"><observation negationInd=\"true\"><value "
                "xsi:type=\"CD\" code=\"39579001\" displayName=\"Anaphylaxis\"/>"
                "<entryRelationship><observation><templateId "
                "root=\"2.16.840.1.113883.10.20.22.4.8\"/><value code=\"24484000\"/></observation>"
                "</entryRelationship></observation></entryRelationship>"
            )
        ))}}
  );
  CHECK(one.has("<substance>Penicillin</substance>"));
  CHECK_FALSE(one.has("Anaphylaxis"));
  CHECK_FALSE(one.has("severe"));
  CHECK(one.tells("Allergies: Penicillin - The chart says that this did not happen: Anaphylaxis"));
}

TEST_CASE("a high risk is told, and a reaction that two entries have is said once") {
  const auto record = [](const std::string& reaction) {
    return R"({"resourceType":"AllergyIntolerance","code":{"text":"Codeine"},"criticality":"high","reaction":[{"manifestation":[{"text":"Wheezing"}])" +
           reaction + "}]}";
  };
  const auto one = import(
      {{"a.json",
        bundle(and_(
            record(R"(,"severity":"moderate","onset":"2006-05-01")"),
            record(R"(,"onset":"2006-05-01")")
        ))}}
  );
  CHECK(one.tells("Codeine – you have it · Wheezing · moderate · high risk the next time"));
}

namespace {

/// Penicillin with a reaction that the entry calls so, in a row with these cells.
Imported in_a_row(const std::string& severity, const std::string& cells) {
  const std::string of_entry =
      severity.empty() ? ""
                       : "<entryRelationship><observation><templateId "
                         "root=\"2.16.840.1.113883.10.20.22.4.8\"/><value xsi:type=\"CD\" "
                         "code=\"1\" displayName=\"" +
                             severity + "\"/></observation></entryRelationship>";
  return witnessed(
      "48765-2",
      allergy("Penicillin", of_entry),
      table("Substance|Reaction|Severity", {"Penicillin|" + cells})
  );
}

}  // namespace

TEST_CASE("how bad the row says that an allergy gets stands where it is the worse word") {
  const auto worse = in_a_row("Mild", "Hives|Severe");
  CHECK(worse.has("<severity>severe</severity>"));
  CHECK(worse.tells("The worse one was taken, the other is: mild."));
  const auto milder = in_a_row("Severe", "Hives (mild)|");
  CHECK(milder.has("<severity>severe</severity>"));
  CHECK(milder.tells("The worse one was taken, the other is: mild."));
  const auto alone = in_a_row("", "Hives|Severe");
  CHECK(alone.has("<severity>severe</severity>"));
  CHECK(alone.tells("The text of the chart says: Severity: Severe"));
  CHECK_FALSE(in_a_row("Severe", "|Severe").has("checked=\"no\""));
}

TEST_CASE("a word that there are no allergies which is over says nothing") {
  const std::string inactive =
      "<entryRelationship><observation><code code=\"33999-4\"/><value xsi:type=\"CE\" "
      "code=\"73425007\"/></observation></entryRelationship>";
  CHECK(witnessed("48765-2", allergy("", "", "negationInd=\"true\""), "").has("status=\"none\""));
  const auto got = witnessed("48765-2", allergy("", inactive, "negationInd=\"true\""), "");
  CHECK_FALSE(got.has("<allergies"));
  CHECK(got.tells("it says that there are none, and that this is so no more"));
}
