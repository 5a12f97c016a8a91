// Observations beside an entry that say how sure, how bad or how followed it is, and days and texts
// of records that are none of the chart's.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

/// An observation in an entry, with this code and this value.
std::string beside(const std::string& code, const std::string& value) {
  return "<entryRelationship typeCode=\"SUBJ\"><observation><code code=\"" + code + "\"/>" + value +
         "</observation></entryRelationship>";
}

std::string valued(const std::string& code, const std::string& name) {
  return "<value xsi:type=\"CD\" code=\"" + code + "\" displayName=\"" + name + "\"/>";
}

std::string in_words(const std::string& words) {
  return "<value xsi:type=\"CD\" nullFlavor=\"OTH\"><originalText>" + words +
         "</originalText></value>";
}

Imported of_records(const std::string& resources) {
  engine::chart::Options options;
  options.as_of = engine::parse_date("2026-11-20");
  std::string all = bundle(resources);
  const std::string day = "\"timestamp\":\"2026-07-10\",";
  return import({{"a.json", all.replace(all.find(day), day.size(), "")}}, options);
}

std::string clinical(const std::string& state) {
  return R"("clinicalStatus":{"coding":[{"code":")" + state + R"("}]},)";
}

}  // namespace

TEST_CASE("a medicine that is said not to be taken is unclear, and its words are told") {
  const auto got = [](const std::string& value) {
    return witnessed("10160-0", medication("Ibuprofen 600 MG", beside("418633004", value)), "");
  };
  const auto coded = got(valued("715038008", "Not taking medication"));
  CHECK(coded.tells("The chart says whether it is taken as it was meant: Not taking medication"));
  CHECK(coded.has("status=\"unclear\""));
  CHECK(got(valued("1", "Drug therapy discontinued by patient")).has("status=\"unclear\""));
  CHECK(got(valued("715038008", "")).tells("it is taken as it was meant: "));
  CHECK(got(valued("2", "Takes medication as directed")).has("status=\"current\""));
}

TEST_CASE("how bad an allergy gets is read in the words of the value set, and told") {
  const auto got = [](const std::string& value) {
    return witnessed("48765-2", allergy("Penicillin", beside("SEV", value)), "");
  };
  const auto worst = got(valued("442452003", "Life threatening severity"));
  CHECK(worst.has("<severity>severe</severity>"));
  CHECK(worst.tells("The chart's own words for how bad it gets: Life threatening severity"));
  const auto high = got(in_words("High"));
  CHECK(high.has("<severity>severe</severity>"));
  CHECK(high.tells("The chart's own words for how bad it gets: High"));
  const auto strange = got(in_words("Grade 3"));
  CHECK_FALSE(strange.has("<severity>"));
  CHECK(strange.tells("The chart's own words for how bad it gets: Grade 3"));
  CHECK_FALSE(got(valued("24484000", "Severe")).has("checked=\"no\""));
}

TEST_CASE("an allergy whose status is over in words alone is over") {
  const auto got = [](const std::string& value) {
    return witnessed("48765-2", allergy("Penicillin", beside("33999-4", value)), "");
  };
  CHECK(got(in_words("Resolved")).has("<allergy status=\"resolved\""));
  CHECK(got("<value xsi:type=\"CD\" nullFlavor=\"OTH\" displayName=\"Inactive\"/>")
            .has("<allergy status=\"resolved\""));
  CHECK(got(in_words("Active")).has("<allergy status=\"active\""));
}

TEST_CASE("how sure an entry is is told beside it") {
  const std::string absent = beside("99498-8", valued("410594000", "Definitely NOT present"));
  CHECK(witnessed("48765-2", allergy("Penicillin", absent), "")
            .tells("Penicillin - The chart says how sure it is: Definitely NOT present"));
  const auto illness = witnessed("11450-4", problem("Gout", absent), "");
  CHECK(illness.has("<problem status=\"unclear\""));
  CHECK(illness.tells("Nothing was left out."));
  const std::string sure = beside("99498-8", valued("410605003", "Confirmed present"));
  CHECK_FALSE(witnessed("11450-4", problem("Gout", sure), "").has("checked=\"no\""));
  CHECK(witnessed("11450-4", problem("Gout", "<uncertaintyCode code=\"U\"/>"), "")
            .tells("Gout - The chart says that it is not confirmed."));
}

TEST_CASE("that there are none is no word of now where the record is over") {
  const auto none = [](const std::string& state) {
    return of_records(
        R"({"resourceType":"AllergyIntolerance",)" + clinical(state) +
        R"("code":{"coding":[{"code":"716186003","display":"No known allergy"}]}})"
    );
  };
  CHECK(none("active").has("<allergies status=\"none\""));
  for (const std::string state : {"resolved", "inactive"}) {
    const auto got = none(state);
    CHECK_FALSE(got.has("<allergies status=\"none\""));
    CHECK(got.tells(
        "Allergies, 1: it says that there are none, and that this is so no more - No known allergy"
    ));
  }
  const auto medicines = of_records(
      R"({"resourceType":"MedicationStatement","status":"stopped","medicationCodeableConcept":{"text":"No known medications"}})"
  );
  CHECK(medicines.tells("The charts have no list of medicines."));
  const auto illnesses = of_records(
      R"({"resourceType":"Condition",)" + clinical("resolved") +
      R"("code":{"coding":[{"code":"160245001","display":"No current problems"}]}})"
  );
  CHECK(illnesses.tells("The charts have no list of health problems."));
}

TEST_CASE("a day that is still to come is not the chart's") {
  const std::string old = R"({"resourceType":"Condition","code":{"text":"Gout"},)" +
                          clinical("active") + R"("recordedDate":"2018-05-05"})";
  const auto booked = of_records(and_(
      old, R"({"resourceType":"Appointment","status":"booked","start":"2026-12-15T09:00:00Z"})"
  ));
  CHECK(booked.tells("health records (FHIR), May 5, 2018"));
  CHECK(booked.tells("This chart is more than a year old (May 5, 2018)."));
  const auto later = of_records(and_(
      old,
      R"({"resourceType":"Condition","code":{"text":"Lupus"},)" + clinical("active") +
          R"("onsetDateTime":"2027-03-01"})"
  ));
  CHECK(later.tells("health records (FHIR), May 5, 2018"));
}

TEST_CASE("a medicine whose own record was entered by mistake is none") {
  const auto got = of_records(
      R"({"resourceType":"MedicationRequest","status":"active","intent":"order","contained":[{"resourceType":"Medication","id":"m","status":"entered-in-error","code":{"text":"Digoxin"}}],"medicationReference":{"reference":"#m"}})"
  );
  CHECK(got.tells("Medicines, 1: the chart says that it was entered by mistake - Digoxin"));
  CHECK_FALSE(got.has("<name>Digoxin"));
}

TEST_CASE("what the text of a record says besides its data is told, where it may say more") {
  const auto got = [](const std::string& status) {
    return of_records(
        R"({"resourceType":"MedicationRequest","status":"active","intent":"order","medicationCodeableConcept":{"text":"Warfarin 5 mg"},"text":{"status":")" +
        status + R"(","div":"<div><p>Warfarin 5 mg</p><p>Stopped by cardiology</p></div>"}})"
    );
  };
  const auto more = got("additional");
  CHECK(more.tells("Warfarin 5 mg - The text of the chart says: Stopped by cardiology"));
  CHECK(more.has("status=\"unclear\""));
  CHECK_FALSE(more.tells("The text of the chart says: Warfarin 5 mg"));
  CHECK(got("generated").has("status=\"current\""));
}
