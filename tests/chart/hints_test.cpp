// What a person is told to look at, in words that say what to do: one list that contradicts itself,
// what stands in the wrong list, and what may be one thing.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

Imported hinted(const std::string& resources) {
  return import({{"records.json", bundle(resources)}});
}

std::string allergy_hinted(const std::string& code, const std::string& more = "") {
  return R"({"resourceType":"AllergyIntolerance","clinicalStatus":{"coding":[{"code":"active"}]},"patient":{"reference":"Patient/p"},"code":)" +
         code + more + "}";
}

std::string order_hinted(
    const std::string& text, const std::string& code, const std::string& name
) {
  return R"({"resourceType":"MedicationRequest","status":"active","subject":{"reference":"Patient/p"},"medicationCodeableConcept":{"text":")" +
         text + R"(","coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":")" +
         code + R"(","display":")" + name + "\"}]}}";
}

std::string problem_hinted(const std::string& code) {
  return R"({"resourceType":"Condition","clinicalStatus":{"coding":[{"code":"active"}]},"subject":{"reference":"Patient/p"},"code":)" +
         code + "}";
}

}  // namespace

TEST_CASE("one chart that lists some and says that there are none is told with its words") {
  const auto got = hinted(and_(
      allergy_hinted(R"({"text":"Penicillin"})"),
      allergy_hinted(R"({"coding":[{"code":"716186003"}],"text":"No Known Allergies"})")
  ));
  CHECK(
      got.tells("The chart lists allergies, and says that there are none. Ask which is so. - No "
                "Known Allergies")
  );
  CHECK_FALSE(got.tells("Another says"));
  const auto two = import(
      {{"a.json", bundle(allergy_hinted(R"({"text":"Penicillin"})"))},
       {"b.json", bundle(allergy_hinted(R"({"text":"No known allergies"})"))}}
  );
  CHECK(
      two.tells("One chart lists allergies. Another says that there are none. - No known "
                "allergies")
  );
}

TEST_CASE("no known drug allergies beside an allergy to a medicine are told, and not beside food") {
  const auto beside = [](const std::string& category) {
    return hinted(and_(
        allergy_hinted(R"({"text":"Thing"})", R"(,"category":[")" + category + "\"]"),
        allergy_hinted(R"({"text":"No known drug allergies"})")
    ));
  };
  CHECK(beside("medication").tells("and says that there are none"));
  CHECK_FALSE(beside("food").tells("and says that there are none"));
}

TEST_CASE("an allergy among the health problems is pointed at, where no list of allergies has it") {
  const std::string sulfa = problem_hinted(
      R"x({"text":"Allergy to sulfa drugs (CMS/HCC)","coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"Z88.2"}]})x"
  );
  const auto got = hinted(sulfa);
  CHECK(got.has("<text>Allergy to sulfa drugs</text>"));
  CHECK(got.tells("It is an allergy, and no list of allergies has it."));
  CHECK_FALSE(hinted(and_(sulfa, allergy_hinted(R"({"text":"Sulfa"})"))).tells("It is an allergy"));
  CHECK_FALSE(hinted(problem_hinted(R"({"text":"Allergic rhinitis"})")).tells("It is an allergy"));
}

TEST_CASE("a brand and what it is made of are told as what may be one medicine") {
  const std::string brand =
      order_hinted("Eliquis 5 mg tablet", "1364447", "apixaban 5 MG Oral Tablet [Eliquis]");
  const auto got =
      hinted(and_(brand, order_hinted("apixaban 5 mg tab", "1364445", "apixaban 5 MG Oral Tablet"))
      );
  CHECK(got.tells("It may be the same medicine as apixaban 5 mg tab. Ask if you are to take both.")
  );
  CHECK_FALSE(hinted(and_(brand, order_hinted("Zocor 5 mg", "2", "simvastatin 5 MG [Zocor]")))
                  .tells("same "
                         "medicine"));
}

TEST_CASE("operations of one code, one of a day and one of its month, may be one") {
  const auto on = [](const std::string& name, const std::string& day) {
    return R"({"resourceType":"Procedure","status":"completed","subject":{"reference":"Patient/p"},"code":{"text":")" +
           name +
           R"(","coding":[{"system":"http://snomed.info/sct","code":"232717009"}]},"performedDateTime":")" +
           day + "\"}";
  };
  CHECK(hinted(and_(on("Bypass", "2024-03-03"), on("Coronary bypass", "2024-03")))
            .tells("files it under the same code as: Coronary bypass"));
  CHECK_FALSE(hinted(and_(on("Bypass", "2024-03-03"), on("Coronary bypass", "2024-04")))
                  .tells("under the same code"));
}

TEST_CASE("the lines of a list without records are taken as text") {
  const auto of = [](const std::string& loinc, const std::string& text) {
    return hinted(
        R"({"resourceType":"Composition","title":"Summary","date":"2026-07-10","subject":{"reference":"Patient/p"},"section":[{"title":"List","code":{"coding":[{"code":")" +
        loinc + R"("}]},"text":{"div":"<div>)" + text + "</div>\"}}]}"
    );
  };
  const auto allergies = of("48765-2", "<p>PENICILLIN - rash</p>");
  CHECK(allergies.has("<allergy status=\"active\" from=\"chart-1\" basis=\"text\" checked=\"no\">")
  );
  CHECK(allergies.has("<substance>PENICILLIN - rash</substance>"));
  CHECK(allergies.tells("It stands in the text of the chart, not in its list."));
  CHECK_FALSE(allergies.tells("have no list of allergies"));
  const auto medicines =
      of("10160-0",
         "<table><tr><th>Name</th><th>How</th></tr><tr><td>Zocor</td><td>daily</td></tr></table>");
  CHECK(medicines.has("<medication status=\"unclear\""));
  CHECK(medicines.has("<name>Zocor</name>\n      <instruction>daily</instruction>"));
  CHECK(medicines.tells("Medicines: 1 found = 1 taken"));
  const auto against = of("11450-4", "<p>Denies asthma</p>");
  CHECK_FALSE(against.has("asthma"));
  CHECK(against.tells("Denies asthma"));
}

TEST_CASE("an address of offices alone is no e-mail, and a record number may be one by its words") {
  std::string chart = bundle("");
  const std::string born = R"("birthDate":"1954-03-23")";
  chart.replace(
      chart.find(born),
      born.size(),
      born +
          R"(,"identifier":[{"type":{"text":"MRN"},"value":"77"}],"telecom":[{"system":"email","value":"a@direct.example","extension":[{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-direct","valueBoolean":true}]}])"
  );
  const auto got = import({{"records.json", chart}});
  CHECK_FALSE(got.has("direct.example"));
  CHECK(got.tells("Ordinary e-mail does not get there."));
  CHECK(got.has("<identifier type=\"MR\">77</identifier>"));
}

TEST_CASE("what an office says of records that it did not give is told in its words") {
  const auto got = hinted(
      R"({"resourceType":"OperationOutcome","issue":[{"severity":"warning","details":{"text":"Some records are sealed"}}]})"
  );
  CHECK(got.tells("The office did not give all records. Some records are sealed"));
}

TEST_CASE("an illness of the family and a reason for a visit among the problems are to check") {
  const auto coded = [](const std::string& name, const std::string& code) {
    return hinted(problem_hinted(
        R"({"text":")" + name +
        R"(","coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":")" + code + "\"}]}"
    ));
  };
  CHECK(coded("FH: Diabetes mellitus", "Z83.3").tells("it is an illness of your family, and not"));
  CHECK(hinted(problem_hinted(R"({"text":"Family history of stroke"})")).tells("of your family"));
  CHECK(coded("Encounter for immunization", "Z23").tells("it is a reason for a visit, and no"));
  CHECK_FALSE(coded("Gout", "M10.9").tells("By its name"));
}

TEST_CASE("a medicine of a hospital stay that was stopped is called so, and remission says no more"
) {
  const auto stay = hinted(
      R"({"resourceType":"MedicationRequest","status":"completed","subject":{"reference":"Patient/p"},"category":[{"coding":[{"code":"inpatient"}]}],"medicationCodeableConcept":{"text":"Heparin"}})"
  );
  CHECK(stay.tells("Heparin – stopped · for a stay in the hospital"));
  const auto gone = hinted(
      R"({"resourceType":"Condition","clinicalStatus":{"coding":[{"code":"remission"}]},"subject":{"reference":"Patient/p"},"code":{"text":"Leukemia"}})"
  );
  CHECK(gone.tells("Leukemia (in remission)"));
  CHECK_FALSE(gone.tells("(in remission) – goes on"));
}

TEST_CASE("an allergy is called by what it is to, and one relative's death is told once") {
  CHECK(hinted(allergy_hinted(R"({"text":"Allergy to penicillin"})"))
            .has("<substance>penicillin</substance>\n      <alsoRecordedAs>Allergy to penicillin<")
  );
  const auto aunt = hinted(
      R"({"resourceType":"FamilyMemberHistory","status":"completed","patient":{"reference":"Patient/p"},"relationship":{"text":"Aunt"},"deceasedAge":{"value":60,"unit":"years"},"condition":[{"code":{"text":"Gout"}},{"code":{"text":"Asthma"}}]})"
  );
  const std::string said = "when they died";
  CHECK(aunt.report.find(said) != std::string::npos);
  CHECK(aunt.report.find(said) == aunt.report.rfind(said));
}

TEST_CASE("a paper inside a file is to be got for the binder") {
  CHECK(
      hinted(
          R"({"resourceType":"DocumentReference","status":"current","subject":{"reference":"Patient/p"},"type":{"text":"Consult note"},"date":"2026-06-01","content":[{"attachment":{"contentType":"application/pdf","data":"JVBERi0="}}]})"
      )
          .tells("a paper of your record; get it from the portal or the office, for your binder "
                 "- Consult note (June 1, 2026)")
  );
}
