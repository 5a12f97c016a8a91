// The rules by which FHIR is read: one trap each.

#include "engine/xml/xml.hpp"
#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

Imported fhir_of(const std::string& resources) {
  return import({{"records.json", bundle(resources)}});
}

std::string condition(const std::string& name, const std::string& more = "") {
  return R"({"resourceType":"Condition","subject":{"reference":"Patient/p"},"code":{"text":")" +
         name + "\"}" + more + "}";
}
std::string coded(const std::string& member, const std::string& code) {
  return ",\"" + member + "\":{\"coding\":[{\"code\":\"" + code + "\"}]}";
}
std::string request(const std::string& name, const std::string& more) {
  return R"({"resourceType":"MedicationRequest","intent":"order","subject":{"reference":"urn:uuid:1"},"medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"36567","display":")" +
         name + "\"}]}" + more + "}";
}
std::string allergy_of(const std::string& code, const std::string& more = "") {
  return R"({"resourceType":"AllergyIntolerance","patient":{"reference":"Patient/p"},"code":)" +
         code + more + "}";
}

}  // namespace

TEST_CASE("what was refuted or entered by mistake is out before all else") {
  const auto got = fhir_of(and_(
      condition("Heart attack", coded("verificationStatus", "entered-in-error")),
      and_(
          condition("Lupus", coded("verificationStatus", "refuted")),
          condition("Gout", coded("clinicalStatus", "active"))
      )
  ));
  CHECK_FALSE(got.has("Heart attack"));
  CHECK_FALSE(got.has("Lupus"));
  CHECK(got.has("<problem status=\"active\""));
  CHECK(got.tells("it was entered by mistake - Heart attack"));
  CHECK(got.tells("it was ruled out - Lupus"));
  CHECK(got.tells("3 found = 1 taken + 2 not so, not done, or a mistake"));
}

TEST_CASE("a character that no case may hold is one that cannot be read, and the draft can be") {
  const auto got = fhir_of(condition("Go\\u007fut\\u0001", coded("clinicalStatus", "active")));
  CHECK(got.has("<text>Go\uFFFDut\uFFFD</text>"));
  const engine::Source draft{"draft.xml", got.draft};
  engine::Diagnostics out;
  CHECK(engine::xml::parse(draft, {}, out));
}

TEST_CASE("what is not confirmed comes in, and says so") {
  const auto got = fhir_of(condition("Lupus", coded("verificationStatus", "provisional")));
  CHECK(got.has("basis=\"unconfirmed\" checked=\"no\""));
}

TEST_CASE("resolved is not active, nor is what only has an end") {
  CHECK(fhir_of(condition("Gout", coded("clinicalStatus", "resolved"))).has("status=\"resolved\""));
  CHECK(fhir_of(condition("Gout", ",\"abatementDateTime\":\"2020\"")).has("status=\"resolved\""));
  CHECK(fhir_of(condition("Gout")).has("status=\"unclear\""));
}

TEST_CASE("a record about somebody else stays out") {
  const auto got = fhir_of(
      R"({"resourceType":"Condition","subject":{"reference":"Patient/other"},"code":{"text":"Lung cancer"}})"
  );
  CHECK_FALSE(got.has("Lung cancer"));
  CHECK(got.tells("Illnesses and health problems, 1: it is about another person - Lung cancer"));
}

TEST_CASE("refills are one medicine, and the newest says whether it is taken") {
  std::string all =
      request("Simvastatin 20 MG", R"(,"status":"stopped","authoredOn":"2015-02-01")");
  for (int year = 2016; year < 2026; ++year)
    all = and_(
        all,
        request(
            "Simvastatin 20 MG",
            R"(,"status":"stopped","authoredOn":")" + std::to_string(year) + "-03\""
        )
    );
  all = and_(all, request("Simvastatin 20 MG", R"(,"status":"active","authoredOn":"2026-01-05")"));
  const auto got = fhir_of(all);
  CHECK(got.draft.find("Simvastatin") == got.draft.rfind("Simvastatin"));
  CHECK(got.has("<medication status=\"current\""));
  CHECK(got.has("<start>2015-02-01</start>"));
  CHECK(got.tells("12 found = 1 taken + 11 said again"));
}

TEST_CASE("what the person chose wins, and another strength is told first") {
  const auto got = fhir_of(
      R"({"resourceType":"MedicationStatement","status":"active","subject":{"reference":"Patient/p"},"medicationCodeableConcept":{"coding":[{"code":"a","display":"Metformin 2 g"},{"code":"b","display":"Metformin 1 g","userSelected":true}]}})"
  );
  CHECK(got.has("<name>Metformin 1 g</name>"));
  CHECK(got.has("<alsoRecordedAs>Metformin 2 g</alsoRecordedAs>"));
  CHECK(got.tells("The chart has two strengths or amounts. The other one: Metformin 2 g"));
}

TEST_CASE("numbers stay as they are written") {
  const auto got = fhir_of(request(
      "Simvastatin",
      R"(,"status":"active","dosageInstruction":[{"doseAndRate":[{"doseQuantity":{"value":1.0,"unit":"tablet"}}]}])"
  ));
  CHECK(got.has("<dose>1.0 tablet</dose>"));
}

TEST_CASE("codes that say that there is nothing are no allergies") {
  const auto none =
      fhir_of(allergy_of(R"({"coding":[{"code":"716186003","display":"No known allergy"}]})"));
  CHECK(none.has("<allergies status=\"none\" scope=\"all\" from=\"chart-1\">"));
  const auto food = fhir_of(allergy_of(R"({"coding":[{"code":"429625007"}]})"));
  CHECK(food.has("<allergies status=\"none\" scope=\"food\" from=\"chart-1\">"));
  const auto not_asked = fhir_of(allergy_of(R"({"coding":[{"code":"no-allergy-info"}]})"));
  CHECK(not_asked.has("<allergies status=\"not-asked\">"));
}

TEST_CASE("an empty list says why it is empty") {
  const auto list = [](const std::string& why) {
    return fhir_of(
        R"({"resourceType":"Composition","title":"Summary","date":"2026-07-10","subject":{"reference":"Patient/p"},"section":[{"code":{"coding":[{"code":"48765-2"}]},"emptyReason":{"coding":[{"code":")" +
        why + "\"}]}}]}"
    );
  };
  CHECK(list("nilknown").has("<allergies status=\"none\""));
  CHECK(list("notasked").has("<allergies status=\"not-asked\""));
  CHECK(list("unavailable").has("<allergies status=\"not-asked\""));
}

TEST_CASE("bills are not a chart") {
  const std::string bill =
      R"({"resourceType":"ExplanationOfBenefit","patient":{"reference":"Patient/p"}})";
  CHECK(fhir_of(bill).tells("Bills, 1: a bill; what was billed is not what you have"));
  const auto alone = import({{"bill.json", R"({"resourceType":"ExplanationOfBenefit"})"}});
  CHECK(
      alone.messages.substr(0, alone.messages.find('\n')) ==
      "carepacket: error[E820]: 'bill.json' holds bills alone, and no chart: what was billed is "
      "not "
      "what somebody has"
  );
}

TEST_CASE("one page of several is told") {
  std::string page = bundle("");
  page.insert(page.find("\"entry\""), R"("total":146,"link":[{"relation":"next","url":"x"}],)");
  CHECK(import({{"page.json", page}})
            .tells("This file is one page of several. Not all of your records are in it. Records "
                   "in all: 146."));
}

TEST_CASE("lines of JSON, one resource each, are read together") {
  const auto got = import(
      {{"all.ndjson",
        R"({"resourceType":"Patient","id":"p","name":[{"text":"Rosa Vega"}]})"
        "\n" +
            condition("Gout") + "\n"}}
  );
  CHECK(got.has("<text>Gout</text>"));
  CHECK(got.has("<text>Rosa Vega</text>"));
}

TEST_CASE("FHIR in XML is the same") {
  const auto got = import(
      {{"bundle.xml",
        R"(<Bundle xmlns="http://hl7.org/fhir"><timestamp value="2026-07-10"/><entry><fullUrl value="urn:uuid:1"/><resource><Patient><id value="p"/><name><family value="Vega"/><given value="Rosa"/></name></Patient></resource></entry>
<entry><resource><Condition><subject><reference value="urn:uuid:1"/></subject><clinicalStatus><coding><code value="active"/></coding></clinicalStatus><code><text value="Gout"/></code></Condition></resource></entry></Bundle>)"}}
  );
  CHECK(got.messages == "");
  CHECK(got.has("<family>Vega</family>"));
  CHECK(got.has(
      "<problem status=\"active\" from=\"chart-1\" basis=\"text\">\n      <text>Gout</text>"
  ));
}

TEST_CASE("DSTU2 has other names for the same") {
  const auto got = fhir_of(and_(
      R"({"resourceType":"Condition","patient":{"reference":"Patient/p"},"clinicalStatus":"resolved","verificationStatus":"confirmed","code":{"text":"Gout"}})",
      R"({"resourceType":"MedicationOrder","status":"active","patient":{"reference":"Patient/p"},"dateWritten":"2015-01-01","medicationCodeableConcept":{"text":"Aspirin 81 MG"}})"
  ));
  CHECK(got.has("<problem status=\"resolved\""));
  CHECK(got.has("<medication status=\"current\""));
  CHECK(got.has("<start>2015-01-01</start>"));
}

TEST_CASE("a placeholder is no name") {
  const auto got = fhir_of(and_(
      R"({"resourceType":"Condition","subject":{"reference":"Patient/p"},"code":{"text":"Null"}})",
      condition("Gout (disorder)")
  ));
  CHECK_FALSE(got.has("Null"));
  CHECK(got.has("<text>Gout</text>"));
  CHECK(got.tells("it has no name that can be read"));
}

TEST_CASE("of one office it is said that the chart is its, of several of none") {
  const auto office = [](const std::string& id, const std::string& name) {
    return and_(
        R"({"resourceType":"Organization","id":")" + id + R"(","name":")" + name + "\"}",
        R"({"resourceType":"Encounter","subject":{"reference":"Patient/p"},"serviceProvider":{"reference":"Organization/)" +
            id + "\"}}"
    );
  };
  CHECK(fhir_of(office("1", "Elm Clinic")).has("kind=\"fhir\" organization=\"Elm Clinic\""));
  CHECK_FALSE(fhir_of(and_(office("1", "Elm Clinic"), office("2", "Oak Clinic")))
                  .has("kind=\"fhir\" organization"));
  CHECK_FALSE(fhir_of(R"({"resourceType":"Organization","name":"Elm Clinic"})").has("Elm Clinic"));
}

TEST_CASE("a medicine that is known from a bill is never one that is taken") {
  const std::string bill =
      R"({"resourceType":"ExplanationOfBenefit","status":"active","patient":{"reference":"Patient/p"},
"type":{"coding":[{"code":"pharmacy"}]},"item":[{"servicedDate":"2026-06-01","productOrService":
{"coding":[{"system":"http://hl7.org/fhir/sid/ndc","code":"1","display":"Metformin 500 MG"}]}}]})";
  const auto alone = import({{"a.json", bundle(bill)}});
  CHECK(alone.has("<medication status=\"unclear\" from=\"chart-1\" basis=\"claim\" checked=\"no\">")
  );
  CHECK_FALSE(alone.has("status=\"current\""));
  CHECK_FALSE(alone.has("<start>"));
  CHECK(alone.tells("Medicines: Metformin 500 MG - It is known from a bill alone, of June 1, 2026.")
  );
  CHECK(alone.tells("Bills, 1: a bill; what was billed is not what you have"));
  // A chart that knows the same medicine decides, also when the bill is newer.
  const auto both = import({{"a.json", bundle(and_(bill, R"({"resourceType":"MedicationRequest",
"status":"stopped","subject":{"reference":"Patient/p"},"authoredOn":"2020-01-01",
"medicationCodeableConcept":{"coding":[{"code":"2"}],"text":"Metformin 500 MG"}})"))}});
  CHECK(both.has("<medication status=\"stopped\" from=\"chart-1\" basis=\"coded\">"));
  CHECK(both.has("<start>2020-01-01</start>"));
  CHECK_FALSE(both.tells("from a bill alone"));
  CHECK_THAT(import({{"a.json", bill}}).messages, Catch::Contains("holds bills alone"));
}

TEST_CASE("that somebody was asked is no operation and no private matter, and what they have is") {
  const auto procedure = [](const std::string& name) {
    return R"({"resourceType":"Procedure","status":"completed","subject":{"reference":"Patient/p"},
"code":{"text":")" +
           name + R"("}})";
  };
  const auto one = import(
      {{"a.json",
        bundle(and_(
            and_(
                and_(procedure("Depression screening"), procedure("Screening colonoscopy")),
                procedure("HIV screening")
            ),
            R"({"resourceType":"Condition","subject":{"reference":"Patient/p"},
"code":{"text":"Depression screening positive"}})"
        ))}}
  );
  CHECK_FALSE(one.has("<name>Depression screening</name>"));
  CHECK(
      one.tells("Operations and procedures, 1: questions that an office asks everybody, and no "
                "operation - Depression screening")
  );
  CHECK(one.has("<name>Screening colonoscopy</name>"));
  CHECK(one.has("sensitive=\"hiv\">\n    <name>HIV screening</name>"));
  CHECK(one.has("sensitive=\"mental-health\">\n      <text>Depression screening positive"));
  const auto condition = [](const std::string& name) {
    return R"({"resourceType":"Condition","subject":{"reference":"Patient/p"},"code":{"text":")" +
           name + R"("}})";
  };
  const auto two = import(
      {{"a.json",
        bundle(and_(
            condition("Victim of intimate partner abuse (finding)"),
            condition("Has a criminal record (finding)")
        ))}}
  );
  CHECK(two.has("sensitive=\"violence\">\n      <text>Victim of intimate partner abuse</text>"));
  CHECK(two.has("sensitive=\"legal\">\n      <text>Has a criminal record</text>"));
}

TEST_CASE("how a medicine is taken is said in the language of the draft") {
  const auto dosed = [](const std::string& dosage) {
    return Files{{"a.json", bundle(R"({"resourceType":"MedicationRequest","status":"active",
"subject":{"reference":"Patient/p"},"medicationCodeableConcept":{"text":"Metformin"},
"dosageInstruction":[)" + dosage + "]}")}};
  };
  const auto in = [&](const std::string& language, const std::string& dosage) {
    engine::chart::Options options;
    options.language = language;
    const std::string draft = import(dosed(dosage), options).draft;
    const auto part = [&](const std::string& name) {
      const auto from = draft.find('<' + name + '>') + name.size() + 2;
      return from < name.size() + 2 ? "" : draft.substr(from, draft.find("</", from) - from);
    };
    return part("dose") + " | " + part("frequency");
  };
  const std::string twice =
      R"({"timing":{"repeat":{"frequency":2,"period":1.0,"periodUnit":"d"}},"asNeededBoolean":true,
"doseAndRate":[{"doseQuantity":{"value":1.5}}]})";
  CHECK(in("en", twice) == "1.5 (unit not stated) | twice a day, as needed");
  CHECK(in("es", twice) == "1.5 (sin decir la unidad) | dos veces al día, cuando haga falta");
  const std::string range =
      R"({"timing":{"repeat":{"frequency":1,"period":4,"periodMax":6,"periodUnit":"h","when":["HS"]}},
"doseAndRate":[{"doseRange":{"low":{"value":1},"high":{"value":2,"unit":"tablet"}}}]})";
  CHECK(in("en", range) == "1 to 2 tablets | every 4 to 6 hours, at bedtime");
  CHECK(in("es", range) == "1 a 2 tablet | cada 4 a 6 horas, al acostarse");
  const std::string thrice =
      R"({"timing":{"repeat":{"frequency":3,"period":2,"periodUnit":"wk"}}})";
  CHECK(in("es", thrice).ends_with(" | 3 veces cada 2 semanas"));
}

TEST_CASE("a ZIP code of nine digits has its hyphen, and a code's kind is no word") {
  const auto one = import(
      {{"a.json",
        R"x({"resourceType":"Bundle","timestamp":"2026-07-10","entry":[
{"resource":{"resourceType":"Patient","name":[{"family":"Vega"}],"address":[{"line":["5 Elm St"],
"postalCode":"454021234"}]}},{"resource":{"resourceType":"MedicationRequest","status":"active",
"medicationCodeableConcept":{"text":"Tylenol"},
"dosageInstruction":[{"timing":{"code":{"text":"Every four to six hours (qualifier value)"}}}]}}]})x"}}
  );
  CHECK(one.has("<postalCode>45402-1234</postalCode>"));
  CHECK(one.has("<frequency>Every four to six hours</frequency>"));
}

TEST_CASE("what an allergy or a medicine is said not to be stays out, and what is unsure is told") {
  const auto one = import(
      {{"a.json",
        bundle(and_(
            and_(
                R"({"resourceType":"AllergyIntolerance","patient":{"reference":"Patient/p"},
"verificationStatus":{"coding":[{"code":"refuted"}]},"code":{"text":"Latex"}})",
                R"({"resourceType":"MedicationStatement","status":"not-taken",
"subject":{"reference":"Patient/p"},"medicationCodeableConcept":{"text":"Warfarin"}})"
            ),
            R"({"resourceType":"Condition","subject":{"reference":"Patient/p"},
"verificationStatus":{"coding":[{"code":"unconfirmed"}]},"code":{"text":"Lupus"}})"
        ))}}
  );
  CHECK_FALSE(one.has("Latex"));
  CHECK_FALSE(one.has("Warfarin"));
  CHECK(one.tells("Allergies, 1: the chart says that it was ruled out - Latex"));
  CHECK(one.tells("Medicines, 1: the chart says that it is not taken - Warfarin"));
  CHECK(one.has("basis=\"unconfirmed\" checked=\"no\">\n      <text>Lupus</text>"));
  CHECK(one.tells("Illnesses and health problems: Lupus - The chart says that it is not confirmed.")
  );
}

TEST_CASE("how somebody lives, and what is in their body, is told in the words of the records") {
  const auto got = import(
      {{"a.json",
        bundle(and_(
            R"({"resourceType":"Observation","status":"final","subject":{"reference":"Patient/p"},
"category":[{"coding":[{"code":"social-history"}]}],"code":{"text":"Tobacco smoking status"},
"valueCodeableConcept":{"text":"Ex-smoker"}})",
            and_(
                R"({"resourceType":"Observation","status":"final","subject":{"reference":"Patient/p"},
"category":[{"coding":[{"code":"laboratory"}]}],"code":{"text":"Sodium"}})",
                and_(
                    R"({"resourceType":"Device","type":{"text":"Thermometer"}})",
                    and_(
                        R"({"resourceType":"Device","id":"d","patient":{"reference":"Patient/p"},"status":"active","type":{"text":"Cardiac pacemaker"}})",
                        and_(
                            R"({"resourceType":"DeviceUseStatement","status":"active","subject":{"reference":"Patient/p"},"device":{"reference":"Device/d"},"timingPeriod":{"start":"2012-07-03"}})",
                            R"({"resourceType":"Device","patient":{"reference":"Patient/p"},"status":"inactive","type":{"text":"Old lead"}})"
                        )
                    )
                )
            )
        ))}}
  );
  CHECK(got.messages == "");
  CHECK(
      got.tells("How you live, 1: carepacket has no place for it, so it is on no paper; tell the "
                "doctor if it "
                "matters - Tobacco smoking status: Ex-smoker")
  );
  CHECK(
      got.has("<device date=\"2012-07-03\" from=\"chart-1\" basis=\"text\">\n    "
              "<name>Cardiac pacemaker</name>")
  );
  CHECK(got.draft.find("<device") == got.draft.rfind("<device"));
  CHECK(
      got.tells("no record says whose it is; if it is in your body, write it into the draft - "
                "Thermometer")
  );
  CHECK(got.tells("Implants, devices and aids, 1: it is over - Old lead"));
  CHECK(got.tells("Implants, devices and aids: 4 found = 1 taken + 1 said again + 2 left out"));
  CHECK(got.tells("Test results, 1: no paper uses it; it stays in your chart - Sodium"));
}

TEST_CASE("a word for how sure a record is counts in any of its codes, names and texts") {
  const auto gout = [](const std::string& member, const std::string& said) {
    return import(
        {{"a.json",
          bundle(
              R"({"resourceType":"Condition","code":{"text":"Gout"},"clinicalStatus":{"coding":[{"code":"active"}]},")" +
              member + "\":" + said + "}"
          )}}
    );
  };
  const std::string sure = "verificationStatus";
  CHECK(gout(sure, R"({"text":"Entered in Error"})").tells("it was entered by mistake - Gout"));
  CHECK(gout(sure, R"({"coding":[{"code":"EIE","display":"Entered in Error"}]})")
            .tells("it was entered by mistake - Gout"));
  CHECK(gout(sure, R"({"coding":[{"code":"RO","display":"Refuted"}]})")
            .tells("it was ruled out - Gout"));
  CHECK(gout(sure, R"({"text":"Ruled out"})").tells("it was ruled out - Gout"));
  const auto other = gout(sure, R"({"coding":[{"code":"QX7"}]})");
  CHECK(other.tells("The chart says how sure it is, in a word that carepacket does not know: QX7"));
  CHECK(other.has("basis=\"unconfirmed\""));
  CHECK_FALSE(gout(sure, R"({"coding":[{"code":"C","display":"Confirmed"}]})").has("unconfirmed"));
  const auto over = import(
      {{"a.json",
        bundle(
            R"({"resourceType":"Condition","code":{"text":"Gout"},"clinicalStatus":{"coding":[{"code":"R9","display":"Resolved"}]}})"
        )}}
  );
  CHECK(over.has("<problem status=\"resolved\""));
}

TEST_CASE("what a chart says about the safety of a device is told") {
  const auto device = [](const std::string& status) {
    return import(
        {{"a.json",
          bundle(
              R"({"resourceType":"Device","patient":{"reference":"urn:uuid:1"},"type":{"text":"Stimulator"},"safety":[{"text":"MR unsafe"}],"status":")" +
              status + "\"}"
          )}}
    );
  };
  CHECK(device("active").tells(
      "Stimulator - The chart says about its safety: MR unsafe. Tell each doctor, and say it "
      "before a scan."
  ));
  CHECK(device("inactive").tells("Stimulator – about its safety: MR unsafe"));
}
