// Who is who in a chart: numbers to call, those who care for somebody, and who may not be asked any
// more.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

/// A bundle whose Patient has these members besides.
Imported person_with(const std::string& members, const std::string& resources = "") {
  std::string chart = bundle(resources);
  const std::string born = R"("birthDate":"1954-03-23")";
  chart.replace(chart.find(born), born.size(), born + "," + members);
  return import({{"records.json", chart}});
}

Imported person_called_at(const std::string& number) {
  return person_with(R"("telecom":[{"system":"phone","value":")" + number + "\"}]");
}

}  // namespace

TEST_CASE("a number of another country is kept as it is written") {
  for (const std::string number :
       {"+33-555-20036",
        "+65 6123 4567",
        "+45 12 34 56 78",
        "+(354) 123 4567",
        "06 12 34 56 78",
        "+52 55 1234 5678"})
    CHECK(person_called_at(number).has(">" + number + "</telecom>"));
  for (const std::string number :
       {"+1-608-555-0100", "6085550100", "1 608 555 0100", "(608) 555-0100", "+1 (608) 555 0100"})
    CHECK(person_called_at(number).has(">(608) 555-0100</telecom>"));
}

namespace {

std::string care_team(const std::string& participants, const std::string& status = "active") {
  return R"({"resourceType":"CareTeam","status":")" + status +
         R"(","name":"Night team","subject":{"reference":"Patient/p"},"participant":[)" +
         participants + "]}";
}

std::string participant(
    const std::string& role, const std::string& member, const std::string& more = ""
) {
  return R"({"role":[{"text":")" + role + R"("}],"member":{)" + member + "}" + more + "}";
}

Imported person_cared_for(const std::string& resources) {
  return import({{"records.json", bundle(resources)}});
}

}  // namespace

TEST_CASE("what somebody does in a care team is said") {
  const auto got = person_cared_for(and_(
      care_team(
          participant("Primary Care Provider", R"("reference":"Practitioner/d")") + "," +
          participant("Oncologist", R"("display":"Jane Onco")") + "," +
          participant("Care team member", R"("display":"Ann Some, MD")") + "," +
          participant("Caregiver", R"("reference":"RelatedPerson/r")") + "," +
          participant("Sister", R"("display":"Ana Vega")")
      ),
      and_(
          R"({"resourceType":"Practitioner","id":"d","name":[{"family":"Lee","given":["Susan"]}]})",
          R"({"resourceType":"RelatedPerson","id":"r","patient":{"reference":"Patient/p"},"relationship":[{"text":"Guardian"}],"name":[{"text":"Rosa Paz"}]})"
      )
  ));
  CHECK(got.has("<provider id=\"lee\" role=\"pcp\""));
  CHECK(got.has("<text>Jane Onco</text>\n    </name>\n    <specialty>Oncologist</specialty>"));
  CHECK(got.has("<text>Ann Some, MD</text>\n    </name>\n  </provider>"));
  CHECK(got.has("<contact relationship=\"guardian, caregiver\""));
  CHECK(got.has("<contact relationship=\"sister\""));
}

TEST_CASE("a care team that is no more is told with those who were in it, and takes nobody") {
  const auto got =
      person_cared_for(care_team(participant("Nurse", R"("display":"Ann Night, NP")"), "inactive"));
  CHECK_FALSE(got.has("Ann Night"));
  CHECK(
      got.tells("People and offices, 1: a care team that is no more; if one of them knows your "
                "illness, write them into the draft - Night team: Ann Night, NP (Nurse)")
  );
  CHECK(got.tells("You, people and offices: 2 found = 1 taken + 1 left out"));
}

TEST_CASE("a last day in a care team or as somebody to call is to check") {
  const auto team = person_cared_for(care_team(participant(
      "Primary care provider", R"("display":"Old Doc, MD")", R"(,"period":{"end":"2020-01-01"})"
  )));
  CHECK(
      team.tells("somebody of your care team. If they are no longer there, take them out of the "
                 "draft: Old Doc, MD (January 1, 2020)")
  );
  CHECK_FALSE(team.has("role=\"pcp\""));
  const auto contact = [](const std::string& end) {
    return person_with(
        R"("contact":[{"relationship":[{"text":"Ex-spouse"}],"name":{"text":"John Smith"},"period":{"end":")" +
        end + "\"}}]"
    );
  };
  CHECK(contact("1999-01-01")
            .tells("If nobody is to call them any more, take them out of the draft: John Smith "
                   "(January 1, 1999)"));
  CHECK_FALSE(contact("2031-01-01").tells("to call them any more"));
}

TEST_CASE("whether an interpreter is needed is taken") {
  const std::string extension =
      R"("extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired","valueBoolean":true}])";
  CHECK(person_with(
            extension +
            R"(,"communication":[{"language":{"text":"Spanish","coding":[{"code":"es"}]}}])"
  )
            .has("<communication spoken=\"es\" written=\"es\" interpreterRequired=\"yes\"/>"));
  const auto alone = person_with(extension);
  CHECK(alone.has("<communication interpreterRequired=\"yes\"/>"));
  CHECK_FALSE(alone.tells("details for computers"));
}

TEST_CASE("only who the chart says keeps it, or where all visits were, is called its keeper") {
  const std::string role =
      R"({"resourceType":"PractitionerRole","id":"r","practitioner":{"display":"Amy Heart"},"organization":{"reference":"Organization/o"}})";
  const std::string office = R"({"resourceType":"Organization","id":"o","name":"Heart Center"})";
  const std::string asserted =
      R"({"resourceType":"Condition","subject":{"reference":"Patient/p"},"code":{"text":"Gout"},"asserter":{"reference":"PractitionerRole/r"}})";
  const auto of_role = person_cared_for(and_(asserted, and_(role, office)));
  CHECK(of_role.has("<organization>Heart Center</organization>"));
  CHECK_FALSE(of_role.has("kind=\"fhir\" organization"));
  const auto visited = person_cared_for(and_(
      R"({"resourceType":"Encounter","status":"finished","subject":{"reference":"Patient/p"},"serviceProvider":{"reference":"Organization/o"}})",
      office
  ));
  CHECK(visited.has("kind=\"fhir\" organization=\"Heart Center\""));
  CHECK(person_with(R"("managingOrganization":{"display":"Elm Health"})")
            .has("kind=\"fhir\" organization=\"Elm Health\""));
}

TEST_CASE("who stands in a visit that was not made, or in a mistake, is none of the doctors") {
  const auto of = [](const std::string& status) {
    return person_cared_for(
        R"({"resourceType":"Encounter","status":")" + status +
        R"(","type":[{"text":"Office visit"}],"subject":{"reference":"Patient/p"},"period":{"start":"2026-06-01"},"participant":[{"individual":{"display":"Never Seen, MD"}}]})"
    );
  };
  CHECK(of("finished").has("Never Seen"));
  CHECK_FALSE(of("entered-in-error").has("Never Seen"));
  const auto cancelled = of("cancelled");
  CHECK_FALSE(cancelled.has("Never Seen"));
  CHECK(cancelled.tells("Office visit (June 1, 2026)"));
}

namespace {

std::string coverage_of(const std::string& plan, const std::string& payor) {
  return R"({"resourceType":"Coverage","status":"active","beneficiary":{"reference":"Patient/p"},"subscriberId":"7","payor":[{)" +
         payor + R"(}],"class":[{"type":{"coding":[{"code":"plan"}]},"value":")" + plan + "\"}]}";
}

}  // namespace

TEST_CASE("plans of one payer and one number are as many as their names") {
  const std::string payor = R"("display":"Buckeye Health")";
  const auto got = person_cared_for(and_(
      coverage_of("Medical", payor),
      and_(coverage_of("Dental", payor), coverage_of("Dental", payor))
  ));
  CHECK(got.has("<plan>Medical</plan>"));
  CHECK(got.draft.find("<plan>Dental</plan>") == got.draft.rfind("<plan>Dental</plan>"));
  CHECK(got.tells("- Buckeye Health · Medical - Buckeye Health · Dental"));
  CHECK(got.tells("Health plans: 3 found = 2 taken + 1 said again"));
}

TEST_CASE("a payer whose name stands as its number has that name, and the phone of its record") {
  CHECK(person_cared_for(
            coverage_of(
                "Part A", R"("identifier":{"value":"Centers for Medicare and Medicaid Services"})"
            )
  )
            .has("<payer>Centers for Medicare and Medicaid Services</payer>"));
  CHECK_FALSE(
      person_cared_for(coverage_of("Part A", R"("identifier":{"value":"99-1"})")).has("<payer>")
  );
  CHECK(
      person_cared_for(
          and_(
              coverage_of("PPO", R"("reference":"Organization/o")"),
              R"({"resourceType":"Organization","id":"o","name":"Buckeye Health","telecom":[{"system":"phone","value":"608-555-0100"}]})"
          )
      )
          .has("<telecom system=\"phone\">(608) 555-0100</telecom>")
  );
}

TEST_CASE("of two stages it is said which was seen by the doctor and which by the laboratory") {
  const auto got = person_cared_for(
      R"({"resourceType":"Condition","subject":{"reference":"Patient/p"},"code":{"text":"Breast cancer"},"clinicalStatus":{"coding":[{"code":"active"}]},"stage":[{"summary":{"text":"Stage IA"},"type":{"text":"Clinical"}},{"assessment":[{"reference":"#o"}],"type":{"text":"Pathologic"}}],"contained":[{"resourceType":"Observation","id":"o","valueCodeableConcept":{"text":"Stage IIA"}}]})"
  );
  CHECK(got.has("<text>Breast cancer (Clinical: Stage IA, Pathologic: Stage IIA)</text>"));
}

TEST_CASE("all that somebody to call is to a person is said, and no id is made of a degree") {
  CHECK(
      person_with(
          R"("contact":[{"relationship":[{"text":"Emergency Contact"},{"text":"Spouse"}],"name":{"text":"Ana Paz"}}])"
      )
          .has("<contact relationship=\"emergency contact, spouse\"")
  );
  CHECK(person_cared_for(care_team(participant("Oncologist", R"("display":"Alan Reed, MD")")))
            .has("<provider id=\"reed\""));
}

TEST_CASE("the number of the person's own stands before that of whose plan it is") {
  CHECK(
      person_cared_for(
          R"({"resourceType":"Coverage","status":"active","beneficiary":{"reference":"Patient/p"},"identifier":[{"type":{"coding":[{"code":"MB"}]},"value":"W2"}],"subscriberId":"W1","payor":[{"display":"Buckeye"}]})"
      )
          .has("<memberId>W2</memberId>")
  );
}

TEST_CASE("who made a device and which model it is stand behind its name") {
  CHECK(
      person_cared_for(
          R"({"resourceType":"Device","status":"active","patient":{"reference":"Patient/p"},"type":{"text":"Pacemaker"},"manufacturer":"Medtronic","modelNumber":"W1DR01"})"
      )
          .has("<name>Pacemaker (Medtronic, W1DR01)</name>")
  );
}

TEST_CASE("a first letter in the middle of a name makes it no name of before") {
  const auto named = [](const std::string& given) {
    return R"({"resourceType":"Bundle","type":"collection","timestamp":"2026-07-10","entry":[{"resource":{"resourceType":"Patient","name":[{"use":"official","family":"Vega","given":)" +
           given + R"(}],"birthDate":"1954-03-23"}}]})";
  };
  const auto got =
      import({{"a.json", named(R"(["Rosa","Elena"])")}, {"b.json", named(R"(["Rosa","E"])")}});
  CHECK(got.has("<name use=\"usual\">"));
  CHECK_FALSE(got.has("<name use=\"old\">"));
}

TEST_CASE("a chart that says that its person has died is told, and who wrote their own is no doctor"
) {
  std::string chart = document("");
  const std::string born = "<birthTime";
  chart.insert(chart.find(born), "<sdtc:deceasedInd value=\"true\"/>");
  CHECK(import({{"a.xml", chart}}).tells("The chart says that this person has died"));
  const auto own = import(
      {{"a.xml",
        document(
            "",
            "<author><assignedAuthor><assignedPerson><name><given>Rosa</given>"
            "<family>Vega</family></name></assignedPerson></assignedAuthor></author>"
        )}}
  );
  CHECK_FALSE(own.has("<family>Vega</family>\n      </name>\n  </provider>"));
  CHECK_FALSE(own.has("id=\"vega\""));
}
