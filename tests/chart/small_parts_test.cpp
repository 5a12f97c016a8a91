// What the lesser parts of records say: ends of numbers and plans, mixtures, newer forms of FHIR,
// what was found at a visit, who helps, and the lines of a text that nothing was compared with.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

Imported of_resource(const std::string& kind, const std::string& members) {
  return import(
      {{"a.json",
        bundle(
            R"({"resourceType":")" + kind + R"(","subject":{"reference":"Patient/p"},)" + members +
            "}"
        )}}
  );
}

Imported ordered(const std::string& members) {
  return of_resource(
      "MedicationRequest",
      R"("status":"active","intent":"order","medicationCodeableConcept":{"text":"Zocor"},)" +
          members
  );
}

Imported of_document(
    const std::string& loinc, const std::string& entries, const std::string& text = ""
) {
  return import({{"chart.xml", document(section(loinc, entries, text))}});
}

}  // namespace

TEST_CASE("a number or an address whose end is still to come is one of now") {
  const auto chart = [](const std::string& year) {
    return import(
        {{"a.json",
          R"({"resourceType":"Patient","name":[{"family":"Vega","given":["Rosa"]}],"birthDate":"1954-03-23","telecom":[{"system":"phone","use":"mobile","value":"937-555-0142","period":{"end":")" +
              year +
              R"(-05-01"}}],"address":[{"line":["5 Elm St"],"city":"Dayton","period":{"end":")" +
              year +
              R"(-05-01"}},{"line":["9 Oak St"],"city":"Troy","period":{"end":"2011-01-01"}}]})"}}
    );
  };
  const auto later = chart("2030");
  CHECK(later.has("(937) 555-0142"));
  CHECK(later.draft.find("5 Elm St") < later.draft.find("9 Oak St"));
  CHECK_FALSE(later.has("<address use=\"old\">\n      <line>5 Elm St"));
  const auto over = chart("2020");
  CHECK_FALSE(over.has("(937) 555-0142"));
  CHECK(over.has("<address use=\"old\">\n      <line>5 Elm St"));
}

TEST_CASE("a health plan whose last day is past is to check") {
  const auto plan = [](const std::string& end) {
    return of_resource(
        "Coverage",
        R"("beneficiary":{"reference":"Patient/p"},"status":"active","subscriberId":"W1","payor":[{"display":"Aetna"}],"period":{"end":")" +
            end + "\"}"
    );
  };
  CHECK(plan("2018-12-31")
            .tells("The chart gives a last day for this health plan. If it is over, take it out of "
                   "the draft: Aetna (December 31, 2018)"));
  CHECK_FALSE(plan("2030-12-31").tells("a last day for this health plan"));
}

TEST_CASE("a mixture without a name goes by what it is made of") {
  const auto got = of_resource(
      "MedicationRequest",
      R"("status":"active","medicationReference":{"reference":"#m"},"contained":[{"resourceType":"Medication","id":"m","ingredient":[{"itemCodeableConcept":{"text":"Hydrocortisone"},"strength":{"numerator":{"value":10,"unit":"mg"},"denominator":{"value":1,"unit":"g"}}},{"itemCodeableConcept":{"text":"Clotrimazole"}}]}])"
  );
  CHECK(got.has("<name>Hydrocortisone 10 mg/g, Clotrimazole</name>"));
}

TEST_CASE("a statement of which nobody knows if it is taken is unclear") {
  const auto taken = [](const std::string& word) {
    return of_resource(
        "MedicationStatement",
        R"("status":"active","medicationCodeableConcept":{"text":"Zocor"},"taken":")" + word + "\""
    );
  };
  CHECK(taken("unk").has("<medication status=\"unclear\""));
  CHECK(taken("na").has("<medication status=\"unclear\""));
  CHECK(taken("y").has("<medication status=\"current\""));
}

TEST_CASE("of two orders the one that goes on says how it is taken") {
  const auto order = [](const std::string& status, const std::string& day, const std::string& how) {
    return R"({"resourceType":"MedicationRequest","status":")" + status +
           R"(","intent":"order","subject":{"reference":"Patient/p"},"medicationCodeableConcept":{"text":"Zocor"},"authoredOn":")" +
           day + R"(","dosageInstruction":[{"text":")" + how + "\"}]}";
  };
  const auto got = import(
      {{"a.json",
        bundle(and_(
            order("stopped", "2026-06-05", "2 daily"), order("active", "2026-05-01", "1 daily")
        ))}}
  );
  CHECK(got.has("<medication status=\"unclear\""));
  CHECK(got.has("<instruction>1 daily</instruction>"));
  CHECK(got.tells("The chart also has another way to take it: 2 daily"));
}

TEST_CASE("directions stand in the order in which they are to be taken") {
  CHECK(
      ordered(
          R"("dosageInstruction":[{"sequence":10,"text":"then 1 daily"},{"sequence":2,"text":"2 daily for 5 days"}])"
      )
          .has("<instruction>2 daily for 5 days. then 1 daily</instruction>")
  );
}

TEST_CASE("how long a dose takes, how it is used, and an amount that differs are told") {
  const auto infused = ordered(
      R"("dosageInstruction":[{"method":{"text":"Chew"},"timing":{"repeat":{"frequency":1,"period":1,"periodUnit":"d","duration":2,"durationUnit":"h"}}}])"
  );
  CHECK(infused.has("chew"));
  CHECK(infused.has("over 2 h"));
  const auto tablets = [](const std::string& number) {
    return ordered(
        R"("dosageInstruction":[{"text":"Take 1 tablet twice daily","doseAndRate":[{"doseQuantity":{"value":)" +
        number + R"(,"unit":"tablet"}}]}])"
    );
  };
  CHECK(
      tablets("2").tells("The words of the chart and its numbers are not the same: Take 1 tablet "
                         "twice daily / 2 tablet")
  );
  CHECK_FALSE(tablets("1").has("checked=\"no\""));
}

TEST_CASE("FHIR R5 is named, and read where its names are known") {
  const auto got = of_resource(
      "MedicationStatement", R"("status":"recorded","medication":{"concept":{"text":"Zocor"}})"
  );
  CHECK(got.has("<name>Zocor</name>"));
  CHECK(got.tells("This file is of FHIR R5, a newer form that carepacket reads only in part."));
  const auto allergic = of_resource(
      "AllergyIntolerance",
      R"("code":{"text":"Latex"},"reaction":[{"manifestation":[{"concept":{"text":"Anaphylaxis"}}]}])"
  );
  CHECK(allergic.has("<reaction>Anaphylaxis</reaction>"));
  CHECK(of_resource(
            "Procedure",
            R"("status":"completed","code":{"text":"Stent"},"occurrenceDateTime":"2019-05-03")"
  )
            .has("<procedure date=\"2019-05-03\""));
  CHECK_FALSE(ordered(R"("authoredOn":"2026-01-01")").tells("FHIR R5"));
}

TEST_CASE("what was found at a visit, where it led and what a report says is told") {
  const auto visit = of_resource(
      "Encounter",
      R"("status":"cancelled","type":[{"text":"Ward"}],"period":{"start":"2026-06-01","end":"2026-06-05"},"diagnosis":[{"condition":{"display":"Sepsis"}}],"hospitalization":{"dischargeDisposition":{"text":"Nursing home"}})"
  );
  CHECK(visit.tells(
      "Ward (June 1, 2026) – found there: Sepsis – then: Nursing home – until June 5, 2026"
  ));
  CHECK(of_resource(
            "DiagnosticReport", R"("code":{"text":"Pathology"},"conclusion":"Malignant melanoma")"
  )
            .tells("Pathology – it says: Malignant melanoma"));
}

TEST_CASE("entries that go by one name in other words are told, once") {
  const std::string latex =
      R"({"resourceType":"AllergyIntolerance","code":{"text":"Latex allergy"}})";
  const auto got = import(
      {{"a.json",
        bundle(and_(latex, R"({"resourceType":"AllergyIntolerance","code":{"text":"Latex"}})"))}}
  );
  CHECK(got.tells(
      "Another entry has the same name, or nearly: Latex. If they are one thing, take one of them "
      "out of the draft."
  ));
  const std::string lasix =
      R"({"resourceType":"MedicationStatement","status":"active","medicationCodeableConcept":{"text":"Lasix","coding":[{"code":"1","display":"furosemide"}]}})";
  const auto medicines = import(
      {{"a.json",
        bundle(and_(
            lasix,
            R"({"resourceType":"MedicationStatement","status":"active","medicationCodeableConcept":{"text":"Furosemide"}})"
        ))}}
  );
  CHECK(medicines.tells("Lasix - Another entry has the same name, or nearly: Furosemide."));
}

TEST_CASE("an allergy without a name and a code says so, and one may have begun at an age") {
  const auto got = of_resource(
      "AllergyIntolerance",
      R"("code":{"text":"Unknown"},"onsetAge":{"value":6,"unit":"a"},"reaction":[{"manifestation":[{"text":"Hives"}]}])"
  );
  CHECK(got.tells("Allergies: without a name - "));
  CHECK(got.tells("The chart has no name for it. Ask what it is."));
  CHECK(got.tells("The chart says when it began: 6 a"));
}

TEST_CASE("two brothers with one illness are two, and their names are on no paper") {
  const auto brother = [](const std::string& name) {
    return R"({"resourceType":"FamilyMemberHistory","status":"completed","name":")" + name +
           R"(","relationship":{"text":"Brother"},"condition":[{"code":{"text":"Melanoma"}}]})";
  };
  const auto got = import({{"a.json", bundle(and_(brother("Tom"), brother("Jim")))}});
  CHECK(got.tells("2 found = 2 taken"));
  CHECK_FALSE(got.has("Tom"));
}

TEST_CASE("a miscarriage of long ago that goes on is asked about") {
  CHECK(
      of_resource(
          "Condition",
          R"("clinicalStatus":{"coding":[{"code":"active"}]},"code":{"text":"Miscarriage in first trimester"},"onsetDateTime":"1985-06-24")"
      )
          .tells("The chart says that it goes on, and that it began: June 24, 1985. Is it over?")
  );
}

TEST_CASE("the last day of a reaction, a sample, and the day of a vaccine are told") {
  const std::string nausea =
      "<entryRelationship typeCode=\"MFST\"><observation><effectiveTime><low value=\"20080226\"/>"
      "<high value=\"20080228\"/></effectiveTime><value xsi:type=\"CD\" code=\"1\" "
      "displayName=\"Nausea\"/></observation></entryRelationship>";
  CHECK(of_document("48765-2", allergy("Penicillin", nausea))
            .tells("Nausea (February 26, 2008 – February 28, 2008)"));
  CHECK(
      of_document(
          "47519-4",
          "<entry><procedure moodCode=\"EVN\"><code code=\"2\" displayName=\"Colonoscopy\"/>"
          "<specimen><specimenRole><specimenPlayingEntity><code code=\"3\" displayName=\"colonic "
          "polyp sample\"/></specimenPlayingEntity></specimenRole></specimen></procedure></entry>"
      )
          .tells("Colonoscopy - The chart says that this was taken to be looked at: colonic polyp "
                 "sample")
  );
  CHECK(of_document("11369-6", medication("Influenza", "<effectiveTime value=\"19981215\"/>"))
            .tells("Influenza (December 15, 1998)"));
}

TEST_CASE("the end of a concern is told also where its time has a value of its own") {
  std::string entry = allergy("Codeine");
  entry.insert(
      entry.find("<entryRelationship"),
      "<effectiveTime value=\"20060501\"><low value=\"20060501\"/><high value=\"20090227\"/>"
      "</effectiveTime>"
  );
  CHECK(of_document("48765-2", entry)
            .tells("Codeine - The chart says that it goes on, and that it ended: February 27, 2009")
  );
}

TEST_CASE("the paper that a wish is a part of, who helps, and a team's last day are told") {
  CHECK(
      of_document(
          "42348-3",
          "<entry><organizer><code code=\"1\" displayName=\"Living will\"/><component><observation "
          "moodCode=\"EVN\"><code code=\"2\" displayName=\"Resuscitation\"/><value xsi:type=\"CD\" "
          "code=\"3\" displayName=\"Not for resuscitation\"/></observation></component></organizer>"
          "</entry>"
      )
          .tells("Resuscitation: Not for resuscitation – a part of: Living will")
  );
  CHECK(
      of_document(
          "18776-5",
          "<entry><act moodCode=\"INT\"><code code=\"1\" displayName=\"Wound care\"/><participant "
          "typeCode=\"IND\"><participantRole><code code=\"MTH\" "
          "displayName=\"mother\"/></participantRole></participant></act></entry>"
      )
          .tells("Wound care – who helps: mother")
  );
  CHECK(
      of_document(
          "85847-2",
          "<entry><organizer><component><act><performer><assignedEntity><assignedPerson><name>Ada "
          "Berg</name></assignedPerson></assignedEntity></performer><effectiveTime><low "
          "value=\"2015\"/><high value=\"20200101\"/></effectiveTime></act></component></organizer>"
          "</entry>"
      )
          .tells("The chart gives a last day for somebody of your care team. If they are no longer "
                 "there, take them out of the draft: Ada Berg (January 1, 2020)")
  );
}

TEST_CASE("a line that an entry names, and that no reader compared, is told as far as it says more"
) {
  const std::string smoker =
      "<entry><observation moodCode=\"EVN\"><code code=\"1\" displayName=\"Tobacco smoking "
      "status\"/><value xsi:type=\"CD\" code=\"2\" "
      "displayName=\"Ex-smoker\"/></observation></entry>";
  CHECK(
      of_document(
          "29762-2",
          smoker,
          "<table><tbody><tr><td>Smoking Status</td><td>Former smoker</td><td>May 1, 2005 - Feb "
          "27, "
          "2009</td></tr></tbody></table>"
      )
          .tells("read it yourself - List – Smoking Status · Former smoker · May 1, 2005 - Feb 27, "
                 "2009")
  );
  CHECK(of_document(
            "11450-4",
            problem("Malrotation of kidney"),
            "<paragraph>Kidney Malrotation. Discharged August 1, 2013</paragraph>"
  )
            .tells("read it yourself - List – Kidney Malrotation. Discharged August 1, 2013"));
  const auto vaccine = [](const std::string& day) {
    return of_document(
        "11369-6",
        medication("Hepatitis B vaccine", "<effectiveTime value=\"20130801\"/>"),
        "<table><thead><tr><th>Vaccine</th><th>Date</th></tr></thead><tbody><tr><td>Hepatitis "
        "B</td><td>" +
            day + "</td></tr></tbody></table>"
    );
  };
  CHECK(vaccine("Aug 1, 2012")
            .tells("read it yourself - List – Vaccine: Hepatitis B · Date: Aug 1, 2012"));
  CHECK_FALSE(vaccine("Aug 1, 2013").tells("read it yourself"));
  CHECK_FALSE(of_document("11450-4", problem("Gout"), "<paragraph>Gout</paragraph>")
                  .tells("read it yourself"));
}
