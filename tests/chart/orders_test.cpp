// What an order of FHIR says of how a medicine is taken, and what older versions of FHIR call it.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

Imported of_order(const std::string& members, const std::string& type = "MedicationRequest") {
  return import(
      {{"a.json",
        bundle(
            R"({"resourceType":")" + type +
            R"(","status":"active","subject":{"reference":"Patient/p"},"medicationCodeableConcept":{"text":"Zocor"},)" +
            members + "}"
        )}}
  );
}

Imported of_dosage(const std::string& members) {
  return of_order(R"("dosageInstruction":[{)" + members + "}]");
}

Imported of_repeat(const std::string& members) {
  return of_dosage(R"("timing":{"repeat":{)" + members + "}}");
}

Imported of_record(const std::string& resource) {
  return import({{"a.json", bundle(resource)}});
}

}  // namespace

TEST_CASE("the most times in a day, and how many times in all, are said") {
  CHECK(of_repeat(R"("frequency":1,"frequencyMax":3,"period":1,"periodUnit":"d")")
            .has("<frequency>1 to 3 times a day</frequency>"));
  CHECK(of_repeat(R"("frequency":1,"period":1,"periodUnit":"d","count":3)")
            .has("<frequency>once a day, 3 times in all</frequency>"));
  CHECK(of_repeat(R"("boundsRange":{"low":{"value":8},"high":{"value":12,"unit":"wk"}})")
            .has("<frequency>for 8 to 12 weeks</frequency>"));
  CHECK(
      of_dosage(
          R"("text":"1-3 times a day","timing":{"repeat":{"frequency":1,"frequencyMax":3,"period":1,"periodUnit":"d"}})"
      )
          .has("<instruction>1-3 times a day</instruction>")
  );
}

TEST_CASE("a timing that is a code alone is said in words") {
  const auto of_code = [](const std::string& code, const std::string& more = "") {
    return of_dosage(R"("timing":{"code":{"coding":[{"code":")" + code + "\"" + more + "}]}}");
  };
  CHECK(of_code("BID").has("<frequency>twice a day</frequency>"));
  CHECK(of_code("Q6H").has("<frequency>every 6 hours</frequency>"));
  CHECK(of_code("BED").has("<frequency>at bedtime</frequency>"));
  CHECK(of_code("X9", R"(,"display":"With dialysis")").has("<frequency>With dialysis</frequency>"));
  CHECK(of_code("X9").has("<frequency>X9</frequency>"));
}

TEST_CASE("a time of the day that is a code is said, with the minutes before or after it") {
  CHECK(of_repeat(R"("when":["MORN.early"])").has("<frequency>early in the morning</frequency>"));
  CHECK(
      of_repeat(R"("when":["AC"],"offset":30)").has("<frequency>before meals (30 min)</frequency>")
  );
  CHECK(of_repeat(R"("when":["XYZ"])").has("<frequency>XYZ</frequency>"));
}

TEST_CASE("of several amounts the ordered one stands, and the others are told") {
  const auto got = of_dosage(
      R"("doseAndRate":[{"type":{"coding":[{"code":"calculated"}]},"doseQuantity":{"value":12.5,"unit":"mg"}},{"type":{"coding":[{"code":"ordered"}]},"doseQuantity":{"value":5,"unit":"tablet"}}])"
  );
  CHECK(got.has("<dose>5 tablets</dose>"));
  CHECK(got.tells("The chart also has another way to take it: 12.5 mg (calculated)"));
}

TEST_CASE("an order of DSTU2 has its times and its reason") {
  const auto got = of_order(
      R"("reasonCodeableConcept":{"text":"Atrial fibrillation"},"dosageInstruction":[{"timing":{"repeat":{"frequency":2,"period":1,"periodUnits":"d"}}}])",
      "MedicationOrder"
  );
  CHECK(got.has("<frequency>twice a day</frequency>"));
  CHECK(got.has("<reason>Atrial fibrillation</reason>"));
}

TEST_CASE("what STU3 says was not taken, not done or not given is not so") {
  const auto not_taken = of_order(R"("taken":"n")", "MedicationStatement");
  CHECK_FALSE(not_taken.has("<medication "));
  CHECK(not_taken.tells("Medicines, 1: the chart says that it is not taken"));
  const auto not_done = of_record(
      R"({"resourceType":"Procedure","status":"completed","notDone":true,"subject":{"reference":"Patient/p"},"code":{"text":"Bypass"}})"
  );
  CHECK_FALSE(not_done.has("<procedure"));
  CHECK(not_done.tells("it was not done - Bypass"));
  CHECK(
      of_record(
          R"({"resourceType":"Immunization","status":"completed","notGiven":true,"patient":{"reference":"Patient/p"},"vaccineCode":{"text":"Tetanus"}})"
      )
          .tells("Vaccines, 1: the chart says that it was not given - Tetanus")
  );
}

TEST_CASE("the code of HL7 stands before one of the system's own, and words before none") {
  const auto ill = [](const std::string& members) {
    return of_record(
        R"({"resourceType":"Condition","subject":{"reference":"Patient/p"},"code":{"text":"Asthma"},)" +
        members + "}"
    );
  };
  const std::string own = R"({"system":"urn:local","code":")";
  const std::string of_hl7 =
      R"({"system":"http://terminology.hl7.org/CodeSystem/condition","code":")";
  const auto coded = [&](const std::string& member, const std::string& code) {
    return "\"" + member + R"(":{"coding":[)" + own + "rf\"}," + of_hl7 + code + "\"}]}";
  };
  CHECK(ill(coded("clinicalStatus", "resolved")).has("<problem status=\"resolved\""));
  CHECK(
      ill(R"("clinicalStatus":{"coding":[{"system":"urn:local","code":"9","display":"Resolved"}]})")
          .has("<problem status=\"resolved\"")
  );
  CHECK(ill(R"("clinicalStatus":{"text":"Resolved"})").has("<problem status=\"resolved\""));
  CHECK_FALSE(ill(coded("verificationStatus", "refuted")).has("<problem "));
  CHECK_FALSE(ill(coded("verificationStatus", "entered-in-error")).has("<problem "));
}

TEST_CASE("a reaction that has a code alone, and what brought it on, are told") {
  const auto got = of_record(
      R"({"resourceType":"AllergyIntolerance","patient":{"reference":"Patient/p"},"code":{"text":"Penicillin G"},"reaction":[{"manifestation":[{"coding":[{"system":"http://snomed.info/sct","code":"39579001"}]}],"substance":{"text":"Amoxicillin"}}]})"
  );
  CHECK(
      got.tells("The chart has a code and no name for what happened: SNOMED CT 39579001. Ask what "
                "it is.")
  );
  CHECK(got.tells("The chart says what brought it on: Amoxicillin"));
}

TEST_CASE("the words of a record of a kind that is not read stand under Not read") {
  const auto got = of_record(
      R"({"resourceType":"AdverseEvent","subject":{"reference":"Patient/p","display":"Rosa Vega"},"event":{"text":"Anaphylaxis after contrast"},"seriousness":{"coding":[{"code":"s","display":"Serious"}]},"date":"2025-03-01","text":{"div":"<div>generated</div>"}})"
  );
  CHECK(got.tells("AdverseEvent: Anaphylaxis after contrast · Serious (March 1, 2025)"));
  CHECK_FALSE(got.tells("generated"));
}

TEST_CASE("an entry of a list that has no name is to check, and its list is there") {
  const auto got = of_record(
      R"({"resourceType":"AllergyIntolerance","patient":{"reference":"Patient/p"},"code":{"text":"Other"},"note":[{"text":"contrast: hives"}]})"
  );
  CHECK(
      got.tells("An entry in the list of allergies has no name that can be read. Ask what it is. "
                "- Other – a comment: contrast: hives")
  );
  CHECK_FALSE(got.tells("The charts have no list of allergies"));
}

TEST_CASE("records that do not say whose they are are told") {
  const std::string loose =
      R"({"resourceType":"Condition","subject":{"reference":"Patient/kid"},"code":{"text":"Asthma"}})";
  const std::string nameless =
      R"({"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"kid","identifier":[{"value":"7"}]}},{"resource":)" +
      loose + "}]}";
  for (const std::string& other : {loose, nameless}) {
    const auto got = import({{"a.json", bundle("")}, {"b.json", other}});
    CHECK(got.has("Asthma"));
    CHECK(got.tells("A piece of a chart does not say who it is about: - b.json"));
  }
  CHECK_FALSE(import({{"a.json", bundle(loose)}}).tells("A piece of a chart"));
}

TEST_CASE("the medicines and the words of private matters are marked") {
  const auto is_marked = [](const std::string& name, const std::string& category) {
    return of_record(
               R"({"resourceType":"Condition","subject":{"reference":"Patient/p"},"code":{"text":")" +
               name + "\"}}"
    )
        .has("sensitive=\"" + category + "\"");
  };
  CHECK(is_marked("Human immunodeficiency virus infection", "hiv"));
  CHECK(is_marked("Biktarvy 50-200-25 MG", "hiv"));
  CHECK(is_marked("Cocaine abuse", "sud"));
  CHECK(is_marked("Suboxone 8 MG", "sud"));
  CHECK(is_marked("Metadona", "sud"));
  CHECK(is_marked("Suicide attempt", "mental-health"));
  CHECK(is_marked("Disforia de género", "mental-health"));
  CHECK_FALSE(is_marked("Immunodeficiency disorder", "hiv"));
}

namespace {

std::string coded(
    const std::string& type,
    const std::string& name,
    const std::string& system,
    const std::string& code
) {
  const bool is_done = type == "Procedure";
  return R"({"resourceType":")" + type +
         R"(","subject":{"reference":"Patient/p"},"code":{"text":")" + name +
         R"(","coding":[{"system":"http://)" + system + R"(","code":")" + code + "\"}]}" +
         (is_done ? R"(,"status":"completed","performedDateTime":"2026-01-05")" : "") + "}";
}

int entries_of(const Imported& got, const std::string& element) {
  int entries = 0;
  for (auto at = got.draft.find("<" + element + " "); at != got.draft.npos;
       at = got.draft.find("<" + element + " ", at + 1))
    ++entries;
  return entries;
}

}  // namespace

TEST_CASE("two illnesses, two sides and two operations of one name are two") {
  const std::string icd = "hl7.org/fhir/sid/icd-10-cm", cpt = "www.ama-assn.org/go/cpt";
  const auto of_two = [](const std::string& one, const std::string& other) {
    return of_record(and_(one, other));
  };
  const auto cancers =
      of_two(coded("Condition", "Cancer", icd, "C61"), coded("Condition", "Cancer", icd, "C18.9"));
  CHECK(entries_of(cancers, "problem") == 2);
  CHECK(
      cancers.tells("Its code is ICD-10-CM C61. Another entry has the same name and the code "
                    "ICD-10-CM C18.9. They may be two things. Ask before you take one of them out.")
  );
  CHECK(
      entries_of(
          of_two(
              coded("Condition", "Arthritis of knee", icd, "M17.11"),
              coded("Condition", "Arthritis of knee", icd, "M17.12")
          ),
          "problem"
      ) == 2
  );
  CHECK(
      entries_of(
          of_two(
              coded("Condition", "Diabetes", icd, "E11.9"),
              coded("Condition", "Diabetes", icd, "E11.65")
          ),
          "problem"
      ) == 1
  );
  CHECK(
      entries_of(
          of_two(
              coded("Procedure", "Biopsy", cpt, "11102"), coded("Procedure", "Biopsy", cpt, "19083")
          ),
          "procedure"
      ) == 2
  );
}

TEST_CASE("who prescribed a medicine stands with it, and in the draft as one of the providers") {
  const auto ordered = [](const std::string& requester) {
    return bundle(and_(
        R"({"resourceType":"MedicationRequest","status":"active","intent":"order","medicationCodeableConcept":{"text":"Lisinopril 10 MG"},"requester":)" +
            requester + "}",
        R"({"resourceType":"Practitioner","id":"d","name":[{"family":"Lee","given":["Ann"],"prefix":["Dr."]}]})"
    ));
  };
  const auto referred = import({{"a.json", ordered(R"({"reference":"Practitioner/d"})")}});
  CHECK(referred.has("<prescriber provider=\"lee\"/>"));
  CHECK(referred.tells("Lisinopril 10 MG – taken now · prescribed by Dr. Ann Lee"));
  const auto named = import({{"a.json", ordered(R"({"display":"Dr. Ann Lee"})")}});
  CHECK(named.has("<prescriber provider=\"lee\"/>"));
  // A medicine that nobody ordered has none.
  const auto own = import({{"a.json", ordered(R"({"reference":"Patient/p"})")}});
  CHECK_FALSE(own.has("<prescriber"));
}
