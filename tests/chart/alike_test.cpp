// Which entries are about one thing: a code of a bill or of a class is none of it.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

/// A code of a list, as FHIR has it.
std::string coding(
    const std::string& system, const std::string& code, const std::string& display = ""
) {
  return R"({"system":")" + system + R"(","code":")" + code + '"' +
         (display.empty() ? "" : R"(,"display":")" + display + '"') + '}';
}
std::string icd(const std::string& code, const std::string& display = "") {
  return coding("http://hl7.org/fhir/sid/icd-10-cm", code, display);
}
std::string snomed(const std::string& code) {
  return coding("http://snomed.info/sct", code);
}
std::string rxnorm(const std::string& code) {
  return coding("http://www.nlm.nih.gov/research/umls/rxnorm", code);
}

/// A resource of a kind with a name and codes; `more` are further members.
std::string record(
    const std::string& kind,
    const std::string& name,
    const std::string& codings,
    const std::string& more = ""
) {
  return R"({"resourceType":")" + kind + R"(","code":{"text":")" + name + R"(","coding":[)" +
         codings + "]}" + (more.empty() ? "" : "," + more) + '}';
}

Imported of(const std::vector<std::string>& records) {
  std::string all;
  for (const std::string& one : records) all = all.empty() ? one : and_(all, one);
  return import({{"a.json", bundle(all)}});
}

const std::string since_2022 = R"("onsetDateTime":"2022-01-01")";
const std::string since_2023 = R"("onsetDateTime":"2023-01-01")";

}  // namespace

TEST_CASE("problems that are billed with one code are two, each with its day, and told as alike") {
  const auto one =
      of({record("Condition", "Brain tumor, frontal", icd("D49.6"), since_2022),
          record("Condition", "Pituitary mass", icd("D49.6"), since_2023)});
  CHECK(
      one.has("<text>Brain tumor, frontal</text>\n      <code "
              "system=\"ICD-10-CM\">D49.6</code>\n      <onset>2022-01-01</onset>")
  );
  CHECK(
      one.has("<text>Pituitary mass</text>\n      <code "
              "system=\"ICD-10-CM\">D49.6</code>\n      <onset>2023-01-01</onset>")
  );
  CHECK(one.tells("Illnesses and health problems: 2 found = 2 taken"));
  CHECK(
      one.tells("Brain tumor, frontal - The chart does not say if it still goes on. - The chart "
                "files it under the same code as: Pituitary mass. "
                "If they are one thing, take one of them out of the draft.")
  );
  engine::chart::Options spanish;
  spanish.language = "es";
  CHECK(import(
            {{"a.json",
              bundle(and_(
                  record("Condition", "Masa", icd("D49.6")),
                  record("Condition", "Tumor", icd("D49.6"))
              ))}},
            spanish
  )
            .tells("El expediente lo pone bajo el mismo código que: Tumor. Si son lo mismo, quite "
                   "uno del borrador."));
}

TEST_CASE("codes that tell what it is outweigh the one of the bill") {
  const auto two =
      of({record("Condition", "Osteoarthritis of knee", snomed("239873007") + "," + icd("M19.90")),
          record("Condition", "Osteoarthritis of hip", snomed("239872002") + "," + icd("M19.90"))});
  CHECK(two.tells("Illnesses and health problems: 2 found = 2 taken"));
  CHECK_FALSE(two.tells("the same code as"));
  const auto one =
      of({record("Condition", "High blood pressure", snomed("59621000") + "," + icd("I10")),
          record("Condition", "Essential hypertension", icd("I10") + "," + snomed("59621000"))});
  CHECK(one.tells("Illnesses and health problems: 2 found = 1 taken + 1 said again"));
}

TEST_CASE("what stands for any illness makes no two one, and one name is one thing") {
  CHECK(of({record("Condition", "Lung cancer", snomed("363346000")),
            record("Condition", "Leukemia", snomed("363346000"))})
            .tells("Illnesses and health problems: 2 found = 2 taken"));
  CHECK(of({record("Condition", "Asthma", icd("J45.909")),
            record("Condition", "asthma", snomed("195967001"))})
            .tells("Illnesses and health problems: 2 found = 1 taken + 1 said again"));
}

TEST_CASE("two of one name of the bill are called by their own words") {
  const std::string entry =
      "<entry><act><statusCode code=\"active\"/><entryRelationship><observation><value "
      "code=\"M19.90\" codeSystem=\"2.16.840.1.113883.6.90\" displayName=\"Unspecified "
      "osteoarthritis\"><originalText>";
  const std::string end = "</originalText></value></observation></entryRelationship></act></entry>";
  const auto one = import(
      {{"a.xml",
        document(section("11450-4", entry + "Arthritis in hand" + end + entry + "Sore hip" + end))}}
  );
  CHECK(
      one.has("<text>Arthritis in hand</text>\n      <alsoRecordedAs>Unspecified "
              "osteoarthritis</alsoRecordedAs>")
  );
  CHECK(one.has("<text>Sore hip</text>"));
  CHECK(one.tells("Illnesses and health problems: 2 found = 2 taken"));
}

TEST_CASE("allergies of one class are each their own, with its own reaction") {
  const auto drug = [](const std::string& name, const std::string& code, const std::string& sign) {
    return record(
        "AllergyIntolerance",
        name,
        rxnorm(code) + "," + snomed("373270004"),
        R"("reaction":[{"manifestation":[{"text":")" + sign + R"("}]}])"
    );
  };
  const auto one =
      of({drug("amoxicillin", "723", "Rash"),
          drug("penicillin G", "7980", "Anaphylaxis"),
          drug("cephalexin", "2231", "Nausea")});
  CHECK(one.tells("Allergies: 3 found = 3 taken"));
  CHECK(one.has("<substance>amoxicillin</substance>\n      <reaction>Rash</reaction>"));
  CHECK(one.has("<substance>penicillin G</substance>\n      <reaction>Anaphylaxis</reaction>"));
  const auto of_class =
      of({record("AllergyIntolerance", "amoxicillin", coding("http://hl7.org/fhir/ndfrt", "N1")),
          record("AllergyIntolerance", "penicillin G", coding("http://hl7.org/fhir/ndfrt", "N1"))});
  CHECK(of_class.tells("Allergies: 2 found = 2 taken"));
  CHECK(
      of_class.tells("Allergies: amoxicillin - The chart files it under the same code as: "
                     "penicillin G.")
  );
}

TEST_CASE("operations of one day that are billed with one code are two") {
  const auto cpt = [](const std::string& name) {
    return record(
        "Procedure",
        name,
        coding("http://www.ama-assn.org/go/cpt", "11102"),
        R"("status":"completed","performedDateTime":"2024-02-03")"
    );
  };
  CHECK(of({cpt("Biopsy of skin of back"), cpt("Biopsy of breast")})
            .tells("Operations and procedures: 2 found = 2 taken"));
}

TEST_CASE("two names of one medicine with two amounts are told") {
  const auto order = [](const std::string& name) {
    return R"({"resourceType":"MedicationRequest","status":"active","intent":"order","medicationCodeableConcept":{"text":")" +
           name + R"(","coding":[)" + rxnorm("6809") + "]}}";
  };
  CHECK(of({order("Metformin 500 mg"), order("Metformin 1000 mg")})
            .tells("The chart has two strengths or amounts. The other one: Metformin 1000 mg"));
}

TEST_CASE("a device put in on another day is another one") {
  const auto device = [](const std::string& day) {
    return R"({"resourceType":"DeviceUseStatement","status":"active","device":{"display":"Stent"},"timingDateTime":")" +
           day + "\"}";
  };
  CHECK(of({device("2020-01-01"), device("2022-05-01")})
            .tells("Implants, devices and aids: 2 found = 2 taken"));
  CHECK(of({device("2020-01-01"), device("2020")})
            .tells("Implants, devices and aids: 2 found = 1 taken + 1 said again"));
}

TEST_CASE("a chart added to a case takes no problem for another of its code or its side") {
  const engine::Source typed{
      "mine.xml",
      R"(<?xml version="1.0"?><case id="c" version="1"><problems status="listed"><problem><text>Brain tumor, frontal</text><code system="ICD-10-CM">D49.6</code></problem><problem><text>Gout, left foot</text><code system="SNOMED CT">90560007</code></problem></problems></case>)",
      engine::Source::Holds::patient_data};
  engine::chart::Options options;
  options.into = &typed;
  const auto one = import(
      {{"a.json",
        bundle(and_(
            record("Condition", "Pituitary mass", icd("D49.6")),
            record("Condition", "Gout, right foot", snomed("90560007"))
        ))}},
      options
  );
  CHECK(one.has("<text>Pituitary mass</text>"));
  CHECK(one.has("<text>Gout, right foot</text>"));
}
