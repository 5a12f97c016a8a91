// What was refused, failed or is not to be: named with who said so and when. And what stands inside
// a plan, a place in the body, a death in the family.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

Imported document_of(const std::string& loinc, const std::string& entries) {
  return import({{"chart.xml", document(section(loinc, entries))}});
}
Imported records_of(const std::string& resource) {
  return import({{"a.json", bundle(resource)}});
}

const std::string refused =
    "<entryRelationship typeCode=\"RSON\"><observation><value code=\"105480006\" "
    "displayName=\"Procedure "
    "declined by patient (situation)\"/></observation></entryRelationship>";

std::string operation(const std::string& attributes, const std::string& inside) {
  return "<entry><procedure " + attributes +
         "><code code=\"2\" displayName=\"Appendectomy\"/><effectiveTime value=\"20140203\"/>" +
         inside + "</procedure></entry>";
}

}  // namespace

TEST_CASE("a refusal is told with who refused and when") {
  CHECK(
      document_of("47519-4", operation("moodCode=\"EVN\" negationInd=\"true\"", refused))
          .tells(
              "the chart says that it was not done - Appendectomy – Procedure declined by patient "
              "(February 3, 2014)"
          )
  );
  CHECK(
      document_of(
          "10160-0",
          medication(
              "Lisinopril", "<effectiveTime value=\"20180315\"/>" + refused, "negationInd=\"true\""
          )
      )
          .tells("the chart says that it is not taken - Lisinopril – Procedure declined by patient "
                 "(March "
                 "15, 2018)")
  );
  const std::string failed =
      "<entryRelationship><act><code code=\"103709008\"/><text>Image "
      "unreadable</text></act></entryRelationship>";
  CHECK(document_of("47519-4", operation("moodCode=\"EVN\"", failed))
            .tells(
                "it was tried and did not work - Appendectomy – Image unreadable (February 3, 2014)"
            ));
}

TEST_CASE("a refusal is known by the code of a reason, too") {
  std::string coded = refused;
  coded.replace(coded.find(" typeCode=\"RSON\""), 16, "");
  coded.insert(coded.find("<value"), "<code code=\"77301-0\"/>");
  CHECK(document_of("47519-4", operation("moodCode=\"EVN\" negationInd=\"true\"", coded))
            .tells("Appendectomy – Procedure declined by patient (February 3, 2014)"));
}

TEST_CASE("a plan that is refused, and a vaccine that was not given, are not among those that are"
) {
  CHECK(document_of("47519-4", operation("moodCode=\"INT\" negationInd=\"true\"", ""))
            .tells("a plan, and the chart says that it is not to be done - Appendectomy"));
  CHECK(document_of("18776-5", operation("moodCode=\"INT\" negationInd=\"true\"", refused))
            .tells("Plans and orders, 1: a plan, and the chart says that it is not to be done - "
                   "Appendectomy"));
  const auto vaccine =
      document_of("11369-6", medication("Influenza vaccine", refused, "negationInd=\"true\""));
  CHECK(vaccine.tells(
      "Vaccines, 1: the chart says that it was not given - Influenza vaccine – Procedure declined"
  ));
  CHECK(vaccine.tells("Vaccines: 1 found = 1 not so, not done, or a mistake"));
}

TEST_CASE("what somebody is told of a vaccine is no reason why it was not given") {
  const std::string told =
      "<entryRelationship><act><templateId root=\"2.16.840.1.113883.10.20.22.4.20\"/><code "
      "code=\"171044003\"/><text>Fever for a day</text></act></entryRelationship>";
  CHECK_FALSE(document_of("11369-6", medication("Influenza vaccine", told, "negationInd=\"true\""))
                  .tells("Fever"));
}

TEST_CASE("FHIR says why something was not done, and orders that something is not to be taken") {
  const std::string subject = R"("subject":{"reference":"Patient/p"})";
  const std::string why = R"(,"statusReason":{"text":"Patient refused"})";
  CHECK(records_of(
            R"({"resourceType":"Procedure","status":"not-done","performedDateTime":"2020-02-03",)" +
            subject + R"(,"code":{"text":"Colonoscopy"})" + why + "}"
  )
            .tells("it was not done - Colonoscopy – Patient refused (February 3, 2020)"));
  CHECK(records_of(
            R"({"resourceType":"Immunization","status":"not-done",)" + subject +
            R"(,"vaccineCode":{"text":"Influenza"})" + why + "}"
  )
            .tells("it was not given - Influenza – Patient refused"));
  const auto order = records_of(
      R"({"resourceType":"MedicationRequest","status":"active","doNotPerform":true,)" + subject +
      R"(,"medicationCodeableConcept":{"text":"Aspirin"}})"
  );
  CHECK_FALSE(order.has("Aspirin"));
  CHECK(order.tells("Medicines, 1: an order that you are not to take it - Aspirin"));
  CHECK(records_of(
            R"({"resourceType":"ServiceRequest","status":"active","doNotPerform":true,)" + subject +
            R"(,"code":{"text":"CT with contrast"}})"
  )
            .tells("it is not to be done - CT with contrast"));
}

TEST_CASE("what stands inside a plan is told with it, and as what it is") {
  const auto beside = [](const std::string& inside, const std::string& attributes = "") {
    return "<entryRelationship " + attributes + ">" + inside + "</entryRelationship>";
  };
  const auto named = [](const std::string& name) {
    return "<code code=\"1" + std::to_string(name.size()) + "\" displayName=\"" + name + "\"/>";
  };
  const std::string reason = beside(
      "<observation><code code=\"ASSERTION\"/><value code=\"7\" displayName=\"Appendicitis\"/>"
      "</observation>",
      "typeCode=\"RSON\""
  );
  const std::string payer = beside(
      "<act moodCode=\"INT\"><code code=\"48768-6\" displayName=\"Payment Sources\"/>" +
      beside("<act>" + named("Medicare HMO") + "</act>") + "</act>"
  );
  const std::string others = beside(
      "<organizer><component><procedure classCode=\"SUBST\">" +
      named("Appendectomy; for ruptured appendix") +
      "</procedure></component><component><procedure classCode=\"SUBST\">" +
      named("Laparoscopy, surgical") + "</procedure></component></organizer>"
  );
  const std::string priority = beside(
      "<observation><templateId root=\"2.16.840.1.113883.10.20.22.4.143\"/><value code=\"1\" "
      "displayName=\"High priority\"/></observation>"
  );
  CHECK(document_of("18776-5", operation("moodCode=\"INT\"", reason + payer))
            .tells("Appendectomy (February 3, 2014) – for Appendicitis – to be paid by Medicare HMO"
            ));
  CHECK(
      document_of("18776-5", operation("moodCode=\"INT\"", priority + reason + others))
          .tells("Appendectomy (February 3, 2014) – High priority – for Appendicitis – or, in its "
                 "place: Appendectomy; for ruptured appendix – or, in its place: Laparoscopy, "
                 "surgical")
  );
  CHECK(document_of(
            "47519-4",
            operation("moodCode=\"RQO\"", "<priorityCode displayName=\"ASAP\"/>" + reason)
  )
            .tells("Appendectomy (February 3, 2014) – how soon: ASAP – for Appendicitis"));
  CHECK(document_of(
            "18776-5",
            "<entry><supply moodCode=\"INT\"><product><manufacturedProduct><manufacturedMaterial>"
            "<code code=\"1\" displayName=\"Albuterol\"/></manufacturedMaterial>"
            "</manufacturedProduct></product></supply></entry>"
  )
            .tells("nothing that has happened - Albuterol"));
}

TEST_CASE("what was done is no plan, though it stands among plans") {
  const auto got = document_of("18776-5", operation("moodCode=\"EVN\"", ""));
  CHECK(got.tells("Care that you got, 1: no paper uses it; it stays in your chart - Appendectomy"));
  CHECK(got.tells("Care that you got: 1 found = 1 left out"));
  CHECK_FALSE(got.tells("Plans and orders"));
}

TEST_CASE("a goal has its bound, a time around a day that day, and a time its end") {
  const auto goal = [](const std::string& bound) {
    return document_of(
        "61146-7",
        "<entry><observation moodCode=\"GOL\"><code code=\"1\" displayName=\"Oximetry\"/>"
        "<value xsi:type=\"IVL_PQ\">" +
            bound + "</value></observation></entry>"
    );
  };
  CHECK(goal("<low value=\"92\" unit=\"%\"/>").tells("Oximetry: ≥ 92 %"));
  CHECK(goal("<high value=\"95\" unit=\"%\"/>").tells("Oximetry: ≤ 95 %"));
  const auto planned = [](const std::string& time) {
    return document_of(
        "18776-5",
        "<entry><act moodCode=\"INT\"><code code=\"1\" "
        "displayName=\"Colonoscopy\"/><effectiveTime>" +
            time + "</effectiveTime></act></entry>"
    );
  };
  CHECK(planned("<center value=\"20141012\"/>").tells("Colonoscopy (October 12, 2014)"));
  CHECK(planned("<low value=\"20141012\"/><high value=\"20141014\"/>")
            .tells("Colonoscopy (October 12, 2014 – October 14, 2014)"));
}

TEST_CASE("where in the body something was done is part of its name") {
  const std::string site = "<targetSiteCode code=\"1\" displayName=\"Bile duct structure\"/>";
  CHECK(document_of("47519-4", operation("moodCode=\"EVN\"", site))
            .has("<name>Appendectomy (Bile duct structure)</name>"));
  CHECK(
      document_of("46264-8", operation("moodCode=\"EVN\"", site))
          .tells("Operations and procedures: Appendectomy (Bile duct structure) - The chart lists "
                 "it among implants: it may have left something in your body.")
  );
  CHECK(records_of(
            R"({"resourceType":"Procedure","status":"completed","subject":{"reference":"Patient/p"},
"code":{"text":"Arthroscopy"},"bodySite":[{"text":"Left knee"}]})"
  )
            .has("<name>Arthroscopy (Left knee)</name>"));
}

TEST_CASE("that a relative has died, and of what, stands behind the illness") {
  const auto family = [](const std::string& type) {
    return "<entry><organizer><subject><relatedSubject><code "
           "displayName=\"Father\"/></relatedSubject></subject>"
           "<component><observation><value code=\"1\" displayName=\"Myocardial "
           "infarction\"/><entryRelationship "
           "typeCode=\"" +
           type +
           "\"><observation><value code=\"419099009\" displayName=\"Dead\"/></observation>"
           "</entryRelationship></observation></component></organizer></entry>";
  };
  CHECK(document_of("10157-6", family("CAUS"))
            .has("<condition>Myocardial infarction (cause of death)</condition>"));
  CHECK(document_of("10157-6", family("SUBJ"))
            .has("<condition>Myocardial infarction (has died)</condition>"));
  engine::chart::Options spanish;
  spanish.language = "es";
  CHECK(import({{"a.xml", document(section("10157-6", family("CAUS")))}}, spanish)
            .has("(causa de la muerte)"));
  const auto of_fhir = [](const std::string& member, const std::string& inside) {
    return records_of(
        R"({"resourceType":"FamilyMemberHistory","patient":{"reference":"Patient/p"},
"relationship":{"text":"Mother"})" +
        member + R"(,"condition":[{"code":{"text":"Stroke"})" + inside + "}]}"
    );
  };
  CHECK(of_fhir(R"(,"deceasedBoolean":true)", "").has("Stroke (has died)"));
  CHECK(of_fhir("", R"(,"contributedToDeath":true)").has("Stroke (cause of death)"));
  CHECK(of_fhir("", "").has("<condition>Stroke</condition>"));
}

TEST_CASE("an operation of which nobody knows is taken as unsure, and how it went is told") {
  const auto procedure = [](const std::string& status, const std::string& more) {
    return records_of(
        R"({"resourceType":"Procedure","status":")" + status +
        R"(","subject":{"reference":"Patient/p"},"code":{"text":"Colonoscopy"})" + more + "}"
    );
  };
  const auto unknown = procedure("unknown", "");
  CHECK(unknown.has("<procedure from=\"chart-1\" basis=\"unconfirmed\" checked=\"no\">"));
  CHECK(unknown.tells("Colonoscopy - The chart does not say if it was done."));
  CHECK(procedure("in-progress", "")
            .tells("Colonoscopy - The chart says that it had begun, and not that it is done."));
  for (const std::string_view planned : {"preparation", "on-hold"}) {
    const auto one = procedure(std::string{planned}, "");
    CHECK_FALSE(one.has("Colonoscopy"));
    CHECK(one.tells("a plan or an order, and nothing that has happened - Colonoscopy"));
  }
  CHECK(procedure("stopped", "").tells("it was stopped before its end - Colonoscopy"));
  const auto bad = procedure(
      "completed",
      R"(,"outcome":{"text":"Unsuccessful"},"complication":[{"text":"Perforation"}],"complicationDetail":[{"display":"Bleeding"}])"
  );
  CHECK(
      bad.tells("Colonoscopy - The chart says how it went: Unsuccessful - The chart says that "
                "something went wrong: Perforation - The chart says that something went wrong: "
                "Bleeding")
  );
  CHECK_FALSE(procedure("completed", R"(,"outcome":{"text":"Successful"})").tells("how it went"));
}

TEST_CASE("why a medicine was stopped stands with it") {
  const auto one = records_of(
      R"({"resourceType":"MedicationRequest","status":"stopped","intent":"order","authoredOn":"2026-01-02","subject":{"reference":"Patient/p"},"medicationCodeableConcept":{"text":"Lisinopril"},"statusReason":{"text":"Cough"}})"
  );
  CHECK(one.has("<statusReason>Cough</statusReason>"));
  CHECK(one.tells("Lisinopril – stopped · because: Cough"));
}

TEST_CASE("an allergy is a reason to stop, though it is the name of none") {
  const auto stopped_for = [](const std::string& why) {
    return records_of(
        R"({"resourceType":"MedicationRequest","status":"stopped","intent":"order","authoredOn":"2026-01-02","subject":{"reference":"Patient/p"},"medicationCodeableConcept":{"text":"Lisinopril"},)" +
        why + "}"
    );
  };
  const auto said = stopped_for(R"("statusReason":{"text":"Allergy"})");
  CHECK(said.has("<statusReason>Allergy</statusReason>"));
  CHECK(said.tells("Lisinopril – stopped · because: Allergy"));
  CHECK(stopped_for(R"("statusReason":{"coding":[{"code":"salg","display":"Allergy"}]})")
            .has("<statusReason>Allergy</statusReason>"));
  CHECK(stopped_for(R"("reasonCode":[{"text":"Drug allergy"}])").has("Drug allergy"));
}

TEST_CASE("a mistake is one in every list") {
  const auto is_mistake = [](const Imported& one, const std::string& name) {
    return one.draft.find(name) == std::string::npos &&
           one.tells("the chart says that it was entered by mistake - " + name);
  };
  const std::string nullified = "<statusCode code=\"nullified\"/>";
  CHECK(is_mistake(
      document_of(
          "46264-8",
          "<entry><supply moodCode=\"EVN\">" + nullified +
              "<participant><participantRole><playingDevice><code displayName=\"Pacemaker\"/>"
              "</playingDevice></participantRole></participant></supply></entry>"
      ),
      "Pacemaker"
  ));
  CHECK(is_mistake(
      document_of(
          "10157-6",
          "<entry><organizer><component><observation>" + nullified +
              "<value code=\"1\" "
              "displayName=\"Stroke\"/></observation></component></organizer></entry>"
      ),
      "Stroke"
  ));
  CHECK(is_mistake(
      document_of(
          "29762-2",
          "<entry><observation moodCode=\"EVN\"><code displayName=\"Alcohol\"/>" + nullified +
              "<value code=\"1\" displayName=\"Daily\"/></observation></entry>"
      ),
      "Alcohol: Daily"
  ));
  CHECK(
      is_mistake(document_of("11369-6", medication("Influenza", "", "", "nullified")), "Influenza")
  );
  CHECK(is_mistake(
      records_of(
          R"({"resourceType":"Immunization","status":"entered-in-error","patient":{"reference":"Patient/p"},"vaccineCode":{"text":"Influenza"}})"
      ),
      "Influenza"
  ));
}
