// What records say beside their names: ages, ends, signs that change what they mean; and where
// somebody lives now.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

/// What comes of a record of Rosa Vega, by its type and members.
Imported of_one(const std::string& type, const std::string& members) {
  const bool has_patient = type != "Condition" && type != "Procedure" && type != "Encounter" &&
                           type.find("Medication") == type.npos;
  return import(
      {{"a.json",
        bundle(
            R"({"resourceType":")" + type + R"(",")" + (has_patient ? "patient" : "subject") +
            R"(":{"reference":"Patient/p"},)" + members + "}"
        )}}
  );
}

Imported of_medicine(const std::string& members) {
  return of_one("MedicationRequest", R"("medicationCodeableConcept":{"text":"Zocor"},)" + members);
}

/// A bundle whose Patient has these members besides.
std::string patient_with(const std::string& members, const std::string& day = "2026-07-10") {
  std::string all = bundle("");
  const std::string born = R"("birthDate":"1954-03-23")", stamp = "2026-07-10";
  all.replace(all.find(stamp), stamp.size(), day);
  return all.replace(all.find(born), born.size(), born + "," + members);
}

}  // namespace

TEST_CASE("a name that says that it is not so is not called going on") {
  for (const char* name : {"No evidence of embolism", "Rule out lupus", "Descartar lupus"}) {
    const auto got = of_one(
        "Condition",
        R"("clinicalStatus":{"coding":[{"code":"active"}]},"code":{"text":")" + std::string{name} +
            "\"}"
    );
    CHECK(got.has("<problem status=\"unclear\""));
    CHECK(got.tells("Its name says that it is not so, or that nobody is sure."));
  }
  const auto taken = of_one(
      "MedicationStatement",
      R"("status":"active","medicationCodeableConcept":{"text":"NOT TAKING: Zocor"})"
  );
  CHECK(taken.has("<medication status=\"unclear\""));
  CHECK_FALSE(
      of_one("Condition", R"("code":{"text":"Rules of eating disorder"})").tells("Its name says")
  );
}

TEST_CASE("months of a relative's age are no years, and a relative without an illness is told") {
  const auto of_family = [](const std::string& members) {
    return of_one(
        "FamilyMemberHistory", R"("status":"completed","relationship":{"text":"Mother"},)" + members
    );
  };
  CHECK(of_family(R"("condition":[{"code":{"text":"Asthma"},"onsetAge":{"value":6,"unit":"mo"}}])")
            .has("<age>6 mo</age>"));
  CHECK(
      of_family(
          R"("condition":[{"code":{"text":"Asthma"},"onsetAge":{"value":6,"unit":"a"},"outcome":{"text":"died of it"}}])"
      )
          .has("<age>6</age>")
  );
  CHECK_FALSE(
      of_family(R"("condition":[{"code":{"text":"No known problems"}}])").has("<familyHistory")
  );
  CHECK(of_family(R"("dataAbsentReason":{"text":"adopted"})").tells("- Mother – adopted"));
  const auto document_of = [](const std::string& unit) {
    return import(
        {{"a.xml",
          document(section(
              "10157-6",
              "<entry><organizer><subject><relatedSubject><code displayName=\"Mother\"/>"
              "</relatedSubject></subject><component><observation><value code=\"1\" "
              "displayName=\"Asthma\"/><entryRelationship><observation><code "
              "code=\"445518008\"/><value value=\"6\" unit=\"" +
                  unit +
                  "\"/></observation></entryRelationship></observation></component>"
                  "</organizer></entry>"
          ))}}
    );
  };
  CHECK(document_of("mo").has("<age>6 mo</age>"));
  CHECK(document_of("a").has("<age>6</age>"));
}

TEST_CASE("a medicine that was fetched later goes on, and one that is ended is over") {
  const auto fetched = import(
      {{"a.json",
        bundle(and_(
            R"({"resourceType":"MedicationRequest","status":"active","intent":"order","authoredOn":"2026-05-01","subject":{"reference":"Patient/p"},"medicationCodeableConcept":{"text":"Zocor"}})",
            R"({"resourceType":"MedicationDispense","status":"completed","whenHandedOver":"2026-06-01","subject":{"reference":"Patient/p"},"medicationCodeableConcept":{"text":"Zocor"}})"
        ))}}
  );
  CHECK(fetched.has("<medication status=\"current\""));
  CHECK_FALSE(fetched.tells("does not say"));
  CHECK(of_medicine(R"("status":"ended")").has("<medication status=\"stopped\""));
}

TEST_CASE("what was ordered for a stay, and what changes the meaning of a record, is told") {
  CHECK(of_medicine(R"("status":"active","category":[{"coding":[{"code":"inpatient"}]}])")
            .tells("The chart has it as ordered for a stay in the hospital."));
  CHECK(of_one("Condition", R"("code":{"text":"Gout"},"modifierExtension":[{"url":"urn:x"}])")
            .tells("The chart changes what this entry means"));
}

TEST_CASE("an operation of an age, and one that is still to come, are told") {
  CHECK(of_one(
            "Procedure",
            R"("status":"completed","code":{"text":"Appendectomy"},"performedString":"as a child")"
  )
            .tells("The chart says when it was done: as a child"));
  CHECK(
      of_one(
          "Procedure",
          R"("status":"completed","code":{"text":"Bypass"},"performedDateTime":"2027-02-02")"
      )
          .tells("one of the two days may be wrong") == false
  );
  CHECK(of_one(
            "Procedure",
            R"("status":"completed","code":{"text":"Bypass"},"performedDateTime":"2027-02-02")"
  )
            .tells("February 2, 2027"));
}

TEST_CASE("a visit that did not come about is none, and the reaction to a vaccine is told") {
  CHECK(of_one("Encounter", R"("status":"cancelled","type":[{"text":"Oncology visit"}])")
            .tells("Visits, 1: the chart says that it was not done"));
  CHECK(
      of_one(
          "Immunization",
          R"("status":"completed","vaccineCode":{"text":"Tetanus"},"reaction":[{"detail":{"display":"Fever"}}])"
      )
          .tells("Tetanus – it caused: Fever")
  );
}

TEST_CASE("an end that is still to come is none yet, and who has died is told") {
  const auto got = import(
      {{"a.json",
        patient_with(
            R"("address":[{"use":"home","line":["5 Elm St"],"city":"Dayton","period":{"end":"2031-01-01"}}],"telecom":[{"system":"phone","value":"937-555-0142","period":{"end":"2030-01-01"}},{"system":"phone","value":"937-555-0143","period":{"end":"2020-01-01"}}],"deceasedBoolean":true)"
        )}}
  );
  CHECK(got.has("<address use=\"home\">"));
  CHECK(got.has("(937) 555-0142"));
  CHECK_FALSE(got.has("(937) 555-0143"));
  CHECK(got.tells("The chart says that this person has died."));
}

TEST_CASE("a contact may be an office, and a code of a relation has words") {
  const auto got = import(
      {{"a.json",
        patient_with(
            R"("contact":[{"relationship":[{"coding":[{"code":"N"}]}],"organization":{"display":"State Guardianship Office"}}])"
        )}}
  );
  CHECK(got.tells("State Guardianship Office – next of kin"));
}

TEST_CASE("of two homes that of the newer chart stands first, and the other is one of before") {
  const auto living = [](const std::string& street, const std::string& day) {
    return patient_with(
        R"("address":[{"use":"home","line":[")" + street + R"("],"city":"Dayton"}])", day
    );
  };
  const std::string older = living("5 Elm St", "2020-01-01"),
                    newer = living("9 Oak St", "2026-07-10");
  for (const Files& files :
       {Files{{"a.json", older}, {"b.json", newer}}, Files{{"b.json", newer}, {"a.json", older}}}) {
    const auto got = import(files);
    CHECK(got.draft.find("9 Oak St") < got.draft.find("5 Elm St"));
    CHECK(got.has("<address use=\"old\">"));
    CHECK(
        got.tells("An older chart has another address. It was taken as one of before: 5 Elm St, "
                  "Dayton")
    );
  }
}

TEST_CASE("the last day of a plan, and a version of a person's record, are read") {
  CHECK(
      of_one(
          "Coverage",
          R"("status":"active","beneficiary":{"reference":"Patient/p/_history/3"},"payor":[{"display":"Aetna"}],"period":{"end":"2018-12-31"})"
      )
          .tells("Aetna · until December 31, 2018")
  );
  CHECK(
      import(
          {{"a.json",
            bundle(
                R"({"resourceType":"Condition","subject":{"reference":"Patient/p/_history/3"},"code":{"text":"Asthma"}})"
            )}}
      ).has("<text>Asthma</text>")
  );
}

TEST_CASE("none of the drugs stands beside what is listed, and a row in another order is known") {
  const auto got = import(
      {{"a.xml",
        document(section(
            "48765-2", allergy("Latex") + allergy("", "", "negationInd=\"true\"", "416098002")
        ))}}
  );
  CHECK(got.tells("the chart says: no known drug allergies. It does not speak of other allergies.")
  );
  const auto row = import(
      {{"a.xml",
        document(section(
            "11450-4",
            problem("Malrotation of kidney"),
            "<paragraph>Kidney Malrotation. Discharged August 1</paragraph>"
        ))}}
  );
  CHECK_FALSE(row.tells("The text has this, and the list of problems does not."));
}

TEST_CASE("the end of a concern, and the day of one reaction, are told") {
  std::string ended = problem("Gout");
  const std::string act = "<act>";
  ended.replace(
      ended.find(act), act.size(), "<act><effectiveTime><high value=\"20090227\"/></effectiveTime>"
  );
  CHECK(import({{"a.xml", document(section("11450-4", ended))}}
  ).tells("The chart says that it goes on, and that it ended: February 27, 2009."));
  const std::string hives =
      "<entryRelationship typeCode=\"MFST\"><observation><templateId "
      "root=\"2.16.840.1.113883.10.20.22.4.9\"/><effectiveTime><low value=\"20080226\"/>"
      "</effectiveTime><value code=\"1\" displayName=\"Hives\"/></observation></entryRelationship>";
  CHECK(import({{"a.xml", document(section("48765-2", allergy("Latex", hives)))}}
  ).tells("Hives (February 26, 2008)"));
}
