// What the report tells of lists and charts as a whole, and of entries that no paper uses.

#include "engine/chart/wording.hpp"
#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

Imported on(const std::string& day, const std::string& sections) {
  engine::chart::Options options;
  options.as_of = engine::parse_date(day);
  return import({{"chart.xml", document(sections)}}, options);
}
Imported fhir_told(const std::string& resource) {
  return import({{"a.json", bundle(resource)}});
}
const std::string subject = R"("subject":{"reference":"Patient/p"})";

std::string ordered(const std::string& name, const std::string& more) {
  return R"({"resourceType":"MedicationRequest",)" + subject +
         R"(,"medicationCodeableConcept":{"text":")" + name + "\"}" + more + "}";
}
std::string over(const std::string& name) {
  return R"({"resourceType":"Condition",)" + subject + R"(,"code":{"text":")" + name +
         R"("},"clinicalStatus":{"coding":[{"code":"resolved"}]}})";
}

}  // namespace

TEST_CASE("a chart of more than a year ago is told, and one of this year is not") {
  const std::string gout = section("11450-4", problem("Gout"));
  CHECK(on("2027-07-11", gout)
            .tells("This chart is more than a year old (July 10, 2026). What goes on in it "
                   "may be over, and what is new is not in it. - chart.xml"));
  CHECK_FALSE(on("2027-07-10", gout).tells("more than a year old"));
  CHECK_FALSE(on("2029-01-01", "").tells("more than a year old"));
}

TEST_CASE("a list with nothing but what is not so is told as that") {
  const auto got =
      on("2026-11-20", section("48765-2", allergy("Peanut", "", "negationInd=\"true\"")));
  CHECK(got.tells(
      "The charts name an allergy that you do not have, and none that you have. This does not mean "
      "that there are none."
  ));
  CHECK_FALSE(got.tells("no list of allergies"));
}

TEST_CASE("pieces of charts are told in one line, behind what weighs more") {
  const auto piece = [](const std::string& sections) {
    const auto from = sections.find("<section>");
    return "<section xmlns=\"urn:hl7-org:v3\">" +
           sections.substr(from + 9, sections.find("</component>") - from - 9);
  };
  const auto got = import(
      {{"a.xml", piece(section("48765-2", allergy("Milk")))},
       {"b.xml",
        piece(section(
            "48765-2", allergy("Allergy", "<text>No known allergies</text>", "negationInd=\"true\"")
        ))}}
  );
  CHECK(got.tells("One chart lists allergies. Another says that there are none."));
  // That nobody is named stands at the top.
  CHECK_FALSE(got.tells("A piece of a chart"));
  const auto beside = import(
      {{"a.xml", piece(section("48765-2", allergy("Milk")))},
       {"b.xml", piece(section("48765-2", allergy("", "", "negationInd=\"true\"")))},
       {"c.xml", document("")}}
  );
  CHECK(beside.tells("A piece of a chart does not say who it is about: - a.xml - b.xml"));
  CHECK(beside.report.find("Another says") < beside.report.find("A piece of"));
  CHECK(got.tells("a.xml – a piece of a health summary (C-CDA)"));
}

TEST_CASE("a talk is no operation, and what something was done for is told") {
  const auto procedure = [](const std::string& name) {
    return R"({"resourceType":"Procedure","status":"completed",)" + subject +
           R"(,"code":{"text":")" + name +
           R"("},"performedDateTime":"2026-01-02","reasonCode":[{"text":"Sore throat"}]})";
  };
  const auto got =
      fhir_told(and_(procedure("Medication reconciliation"), procedure("Throat culture")));
  CHECK_FALSE(got.has("reconciliation"));
  CHECK(got.tells(
      "Operations and procedures, 1: a talk or a check of a list, and no operation - Medication "
      "reconciliation – Sore throat (January 2, 2026)"
  ));
  CHECK(got.tells("Throat culture · for Sore throat"));
}

TEST_CASE("what a visit was for is told with it") {
  CHECK(fhir_told(
            R"({"resourceType":"Encounter","status":"finished",)" + subject +
            R"(,"type":[{"text":"Prenatal visit"}],"reasonCode":[{"text":"Normal pregnancy"}]})"
  )
            .tells("Prenatal visit – Normal pregnancy"));
}

TEST_CASE("a medicine that is taken for what is over is asked about") {
  const std::string taken =
      ordered("Budesonide", R"(,"status":"active","reasonCode":[{"text":"Asthma"}])");
  CHECK(
      fhir_told(and_(taken, over("Asthma")))
          .tells(
              "Medicines: Budesonide - It is taken for something that the chart calls over: Asthma"
          )
  );
  CHECK_FALSE(fhir_told(and_(taken, over("Gout"))).tells("calls over"));
}

TEST_CASE("a plan or a pause does not make an older entry wrong, and silence is no end") {
  const std::string active = ordered("Zocor", R"(,"status":"active","authoredOn":"2020-01-01")");
  const auto with = [&](const std::string& status) {
    return fhir_told(
        and_(active, ordered("Zocor", R"(,"status":")" + status + R"(","authoredOn":"2026-01-01")"))
    );
  };
  CHECK(with("draft").has("<medication status=\"current\""));
  CHECK(with("on-hold").has("<medication status=\"on-hold\""));
  CHECK_FALSE(with("draft").has("checked=\"no\""));
  CHECK_FALSE(with("on-hold").has("checked=\"no\""));
  CHECK(with("unknown").tells("One entry says that it goes on, a newer one does not say it."));
  CHECK(with("stopped").tells("One entry says that it goes on, a newer one that it is over."));
}

TEST_CASE("a state behind a name is no part of it, and what an illness comes with is") {
  const auto named = [](const std::string& text) {
    return on(
        "2026-11-20",
        section("11450-4", problem("Asthma", "<text>" + text + "</text>", "", "completed"))
    );
  };
  const auto got = named("Asthma : Status - Active");
  CHECK_FALSE(got.has("Status - Active"));
  CHECK(got.tells("Asthma - The text of the chart says: Active"));
  CHECK(named("Asthma status asthmaticus").has("<alsoRecordedAs>Asthma status asthmaticus"));
  std::string chart = problem("Secondary diabetes");
  chart.replace(
      chart.rfind("/></observation>"),
      2,
      "><qualifier><name displayName=\"Associated with\"/><value "
      "displayName=\"Dialysis\"/></qualifier><qualifier>"
      "<name displayName=\"Laterality\"/><value displayName=\"Left\"/></qualifier></value>"
  );
  CHECK(on("2026-11-20", section("11450-4", chart))
            .has("<text>Secondary diabetes, Left (Associated with: Dialysis)</text>"));
}

TEST_CASE("half a day is 12 hours") {
  CHECK(on("2026-11-20",
           section(
               "10160-0",
               medication(
                   "Zocor",
                   "<effectiveTime xsi:type=\"PIVL_TS\"><period value=\"0.5\" "
                   "unit=\"d\"/></effectiveTime>"
               )
           ))
            .has("<frequency>every 12 hours</frequency>"));
}

TEST_CASE("what a medicine is given in is said, and the weeks of a pregnancy are no code of it") {
  const std::string vehicle =
      "<participant typeCode=\"CSM\"><participantRole><code "
      "code=\"412307009\"/><playingEntity><code code=\"1\" "
      "displayName=\"Sodium chloride 0.9%\"/></playingEntity></participantRole></participant>";
  CHECK(on("2026-11-20",
           section(
               "10160-0", medication("Zocor", "<doseQuantity value=\"5\" unit=\"mg\"/>" + vehicle)
           ))
            .has("<dose>5 mg, in Sodium chloride 0.9%</dose>"));
  std::string chart = problem("Pregnancy");
  chart.replace(
      chart.rfind("/></observation>"),
      2,
      "><translation code=\"Z3A.10\" codeSystem=\"2.16.840.1.113883.6.90\"/></value>"
  );
  CHECK(on("2026-11-20", section("11450-4", chart)).has("<code system=\"SNOMED CT\">"));
}

TEST_CASE("a dose that changes has its days, and is one medicine") {
  const auto part = [](const std::string& low, const std::string& high, const std::string& dose) {
    return "<component><substanceAdministration moodCode=\"INT\"><statusCode code=\"active\"/>"
           "<effectiveTime xsi:type=\"IVL_TS\"><low value=\"" +
           low + "\"/><high value=\"" + high +
           "\"/></effectiveTime><effectiveTime xsi:type=\"PIVL_TS\" operator=\"A\"><period "
           "value=\"1\" unit=\"d\"/></effectiveTime><doseQuantity value=\"" +
           dose +
           "\"/><consumable><manufacturedProduct><manufacturedMaterial><code code=\"30\" "
           "codeSystem=\"2.16.840.1.113883.6.88\" displayName=\"Azithromycin 250 MG\"/>"
           "</manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration>"
           "</component>";
  };
  const auto got =
      on("2026-11-20",
         section(
             "10160-0",
             "<entry><organizer>" + part("20270310", "20270310", "2") +
                 part("20270311", "20270314", "1") + "</organizer></entry>"
         ));
  CHECK(got.messages == "");
  CHECK(got.has(
      "<dose>2 (unit not stated) (March 10, 2027); 1 (unit not stated) (March 11, 2027 – March 14, "
      "2027)</dose>\n      <frequency>once a day</frequency>"
  ));
  CHECK(got.has("<start>2027-03-10</start>\n      <end>2027-03-14</end>"));
  CHECK(got.tells("Medicines: 1 found = 1 taken"));
  CHECK_FALSE(got.tells("another way to take it"));
  const auto fhir = fhir_told(ordered(
      "Prednisone",
      R"(,"status":"active","dosageInstruction":[
{"doseAndRate":[{"doseQuantity":{"value":2,"unit":"mg"}}],"timing":{"repeat":{"boundsPeriod":{"start":"2026-03-10","end":"2026-03-11"},"period":1,"periodUnit":"d","frequency":2}}},
{"doseAndRate":[{"doseQuantity":{"value":1,"unit":"mg"}}],"timing":{"repeat":{"boundsPeriod":{"start":"2026-03-12"},"period":1,"periodUnit":"d"}}}])"
  ));
  CHECK(fhir.has(
      "<dose>2 mg, twice a day (March 10, 2026 – March 11, 2026); 1 mg, once a day (March 12, 2026)"
  ));
}

TEST_CASE("a first day is none on which something ended, and a doubtful state is not called unsaid"
) {
  const auto got = fhir_told(and_(
      ordered("Errin", R"(,"status":"stopped","authoredOn":"2018-07-19")"),
      and_(
          ordered("Zocor", R"(,"status":"active","authoredOn":"2020-01-02")"),
          R"({"resourceType":"MedicationStatement",)" + subject +
              R"(,"medicationCodeableConcept":{"text":"Aspirin"},"status":"active",
"effectivePeriod":{"start":"2020-01-01","end":"2021-01-01"},"reasonCode":[{"text":"Pain"}]})"
      )
  ));
  CHECK(got.tells("- Errin – stopped · began: July 19, 2018"));
  CHECK(got.tells("- Zocor – taken now · since January 2, 2020"));
  CHECK(
      got.tells("- Aspirin – not clear if it goes on (see above) · for Pain · January 1, 2020 – "
                "January 1, 2021")
  );
}

TEST_CASE("how somebody lives is no illness, though it stands among them") {
  const auto finding = [](const std::string& name, const std::string& day) {
    return R"({"resourceType":"Condition",)" + subject + R"(,"code":{"text":")" + name +
           R"("},"clinicalStatus":{"coding":[{"code":"active"}]},"onsetDateTime":")" + day + "\"}";
  };
  const auto got = fhir_told(and_(
      finding("Full-time employment (finding)", "2020-01-02"),
      and_(finding("Full-time employment (finding)", "2021-02-03"), finding("Gout", "2022-01-01"))
  ));
  CHECK_FALSE(got.has("employment"));
  CHECK(
      got.tells("How you live, 2: carepacket has no place for it, so it is on no paper; tell the "
                "doctor if it "
                "matters - Full-time employment (2: since January 2, 2020; since February 3, 2021)")
  );
  CHECK(got.tells("Illnesses and health problems: 1 found = 1 taken"));
  CHECK(on("2026-11-20", section("11450-4", problem("Received higher education")))
            .tells("How you live: 1 found = 1 left out"));
}

TEST_CASE("visits have their days, and a visit for what is called over is told") {
  const auto visit = [](const std::string& day) {
    return R"({"resourceType":"Encounter","status":"finished",)" + subject +
           R"(,"type":[{"text":"Emergency"}],"reasonCode":[{"text":"Asthma"}],"period":{"start":")" +
           day + "\"}}";
  };
  const auto ended = [](const std::string& day) {
    std::string asthma = over("Childhood asthma");
    asthma.insert(
        asthma.size() - 1, R"(,"onsetDateTime":"2007-01-01","abatementDateTime":")" + day + "\""
    );
    return asthma;
  };
  const auto got =
      fhir_told(and_(ended("2021-09-20"), and_(visit("2022-03-27"), visit("2022-09-25"))));
  CHECK(got.tells("Emergency – Asthma (2, the last: September 25, 2022)"));
  CHECK(
      got.tells("Illnesses and health problems: Childhood asthma - The chart calls it over, and "
                "you were seen "
                "for it after that, the last time: September 25, 2022.")
  );
  CHECK_FALSE(fhir_told(and_(ended("2022-10-01"), visit("2022-09-25"))).tells("seen for it after"));
}

TEST_CASE("what was done and not done on one day is told, and so is a pregnancy of long ago") {
  const auto operation = [](const std::string& status) {
    return "<entry><procedure moodCode=\"EVN\"><code code=\"2\" displayName=\"Polypectomy\"/>"
           "<statusCode code=\"" +
           status + "\"/><effectiveTime value=\"20110203\"/>" +
           (status == "aborted" ? "<targetSiteCode code=\"1\" displayName=\"Colon\"/>" : "") +
           "</procedure></entry>";
  };
  CHECK(
      on("2026-11-20", section("47519-4", operation("completed") + operation("aborted")))
          .tells("Operations and procedures: Polypectomy - Another entry of that day says that it "
                 "was not done, or was not finished.")
  );
  CHECK_FALSE(on("2026-11-20", section("47519-4", operation("completed"))).tells("Another entry"));
  const std::string since = "<effectiveTime><low value=\"20260101\"/></effectiveTime>";
  CHECK(on("2027-02-01", section("11450-4", problem("Pregnancy", since)))
            .tells("The chart says that it goes on, and that it began: January 1, 2026. Is it "
                   "over?"));
  CHECK_FALSE(on("2026-11-20", section("11450-4", problem("Pregnancy", since))).tells("Is it over")
  );
  CHECK_FALSE(on("2027-02-01", section("11450-4", problem("Gout", since))).tells("Is it over"));
}

TEST_CASE("one day is said once") {
  const std::string day = "<effectiveTime value=\"20260105\"/>";
  CHECK(on("2026-11-20", section("10160-0", medication("Zocor", day, "", "completed")))
            .tells("Zocor – stopped · January 5, 2026 "));
}

TEST_CASE("two of one name are told apart by their day") {
  const auto stent = [](const std::string& day) {
    return "<entry><procedure moodCode=\"EVN\"><code code=\"2\" displayName=\"Stent\"/>"
           "<effectiveTime value=\"" +
           day + "\"/></procedure></entry>";
  };
  const auto got = on("2026-11-20", section("46264-8", stent("20100101") + stent("20200101")));
  CHECK(got.tells("Operations and procedures: Stent (January 1, 2010)"));
  CHECK(got.tells("Operations and procedures: Stent (January 1, 2020)"));
  CHECK(on("2026-11-20", section("46264-8", stent("20100101")))
            .tells("Operations and procedures: Stent - The chart"));
}

TEST_CASE("a piece of a chart is as old as the last thing written in it") {
  std::string piece = section(
      "11450-4",
      problem("Gout", "<author><time value=\"20140103102500-0500\"/></author>") + problem("Asthma")
  );
  piece = "<section xmlns=\"urn:hl7-org:v3\">" + piece.substr(20, piece.find("</component>") - 20);
  const auto got = import({{"a.xml", piece}});
  CHECK(got.messages == "");
  CHECK(got.tells("a piece of a health summary (C-CDA), January 3, 2014"));
  CHECK(got.tells("This chart is more than a year old (January 3, 2014)."));
}

TEST_CASE("texts without entries are told in lines, and a count without entries says so") {
  const std::string team =
      "<list><item><table><tbody><tr><td><table><caption>Dr. Ada "
      "Berg</caption><tbody><tr><td>Role: "
      "PCP</td></tr><tr><td>Phone: (401) 555-0142</td></tr></tbody></table></td></tr></tbody>"
      "</table></item></list>";
  const auto got = on("2026-11-20", section("85847-2", "", team));
  CHECK(got.tells("List – Dr. Ada Berg – Role: PCP · Phone: (401) 555-0142"));
  const auto alone = import(
      {{"a.xml",
        "<section xmlns=\"urn:hl7-org:v3\"><code "
        "code=\"48765-2\"/><title>Allergies</title><text>Not "
        "on file</text></section>"}},
      {.as_of = engine::parse_date("2026-11-20")}
  );
  CHECK(alone.tells("Allergies: 1 found"));
}

TEST_CASE("what an empty cell says is nothing of a thing that a code names") {
  const std::string text = "<table><tr><td>Penicillin G</td><td ID='cell'>";
  for (const char* cell : {"Not recorded", "Not on file", "None reported", "No known reactions"}) {
    INFO(cell);
    const std::string table = text + cell + "</td></tr></table>";
    const std::string points = "<text><reference value='#cell'/></text>";
    const auto allergies =
        on("2026-11-20", section("48765-2", allergy("Penicillin G", points), table));
    CHECK(allergies.has("<allergies status=\"listed\">"));
    CHECK(allergies.has("Penicillin G"));
    const auto medicines =
        on("2026-11-20", section("10160-0", medication("Penicillin G", points), table));
    CHECK(medicines.has("<medication status=\"current\""));
    const auto problems = on("2026-11-20", section("11450-4", problem("Gout", points), table));
    CHECK(problems.has("<problem status=\"active\""));
  }
  // An entry that names nothing says it all the same.
  CHECK(on("2026-11-20", section("48765-2", allergy("", "<text>No known allergies</text>")))
            .has("<allergies status=\"none\""));
}

TEST_CASE("an open end is no end, whatever a system writes for it") {
  const auto gout = [](const char* high) {
    return on(
        "2026-11-20",
        section(
            "11450-4",
            problem(
                "Gout",
                std::string{"<effectiveTime><low value='20140227'/><high "} + high +
                    "/></effectiveTime>"
            )
        )
    );
  };
  CHECK(gout("value='99991231'").has("<problem status=\"active\""));
  CHECK(gout("value='20150101'").has("<problem status=\"resolved\""));
  const auto unknown = gout("nullFlavor='UNK'");
  CHECK(unknown.has("<problem status=\"unclear\""));
  CHECK(unknown.tells("The chart does not say if it still goes on."));
}

TEST_CASE("a cell that says a medicine is not taken is told") {
  for (const char* state : {"Not Taking", "Discontinued by patient", "No longer taking"}) {
    INFO(state);
    const auto told =
        on("2026-11-20",
           section(
               "10160-0",
               medication("Ibuprofen", "<text><reference value='#row'/></text>"),
               std::string{"<table><thead><tr><th>Medicine</th><th>Status</th></tr></thead><tbody>"
                           "<tr><td ID='row'>Ibuprofen</td><td>"} +
                   state + "</td></tr></tbody></table>"
           ));
    CHECK(told.tells(std::string{"The text of the chart says: Status: "} + state));
  }
}

TEST_CASE("a medicine that nothing names is one that could not be read, and is told") {
  const std::string of_medicine = R"(,"medicationReference":{"reference":"Medication/abc"})";
  const std::string order =
      R"({"resourceType":"MedicationRequest","status":"active","intent":"order",)" + subject +
      of_medicine +
      R"(,"authoredOn":"2026-05-01","dosageInstruction":[{"text":"Take 1 tablet twice a day"}]})";
  const auto told = fhir_told(order);
  CHECK(told.tells(
      "Medicines: it has no name that can be read - Take 1 tablet twice a day, May 1, 2026"
  ));
  CHECK(told.tells("Medicines: 1 found = 1 not read"));
  CHECK_FALSE(told.has("<medication "));
}
