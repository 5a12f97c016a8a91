// What is proven of every import: each entry has one outcome.

#include "engine/chart/merge.hpp"

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace engine::chart;

TEST_CASE("an account that does not come out even is a fault of ours") {
  Chart chart;
  chart.sources.push_back({.file = "a.xml"});
  chart.count(0, Section::allergies, 2);
  chart.leave(0, Section::allergies, Outcome::left_out, "planned", "Penicillin");
  CHECK_THROWS_WITH(
      prove_account(chart),
      "the account of a chart does not come out even: allergies 2 found, 1 told"
  );
  chart.leave(0, Section::allergies, Outcome::left_out, "planned", "Latex");
  CHECK_NOTHROW(prove_account(chart));
  chart.leave(0, Section::problems, Outcome::left_out, "planned", "Gout");
  CHECK_THROWS_WITH(prove_account(chart), "an entry of a chart was told that was not found");
}

TEST_CASE("an import that loses an entry on its way makes nothing, and says that it is our fault") {
  engine::chart::Options options;
  options.before_proof = [](Chart& chart) { chart.found.pop_back(); };
  // tests/cli/fault_test.cpp: what is thrown is told as E799, and the program ends with 5.
  CHECK_THROWS_WITH(
      tests::chart::import(
          {{"a.xml",
            tests::chart::document(
                tests::chart::section("48765-2", tests::chart::allergy("Penicillin"))
            )}},
          options
      ),
      "the account of a chart does not come out even: allergies 1 found, 0 told"
  );
}

namespace {

/// A bundle of somebody with this Patient and other resources.
std::string bundle_of(const std::string& patient, const std::string& more = "") {
  return R"({"resourceType":"Bundle","timestamp":"2026-07-10","entry":[{"resource":{"resourceType":"Patient","id":"p",)" +
         patient + "}}" + more + "]}";
}

}  // namespace

TEST_CASE("a Social Security number stays out by its system, and by its shape") {
  const auto one = tests::chart::import(
      {{"a.json",
        bundle_of(
            R"("name":[{"family":"Vega"}],"identifier":[
{"system":"http://hl7.org/fhir/sid/us-ssn","value":"900112222","type":{"coding":[{"code":"MR"}]}},
{"type":{"coding":[{"code":"MR"}]},"value":"900-33-4444"},
{"type":{"coding":[{"code":"MR"}]},"value":"4711"}])"
        )}}
  );
  CHECK_FALSE(one.has("900112222"));
  CHECK_FALSE(one.has("900-33-4444"));
  CHECK(one.has(">4711<"));
}

TEST_CASE("one name and two birth dates are two people") {
  const auto one = tests::chart::import(
      {{"a.json",
        bundle_of(R"("name":[{"family":"Vega","given":["Rosa"]}],"birthDate":"1954-03-23")")},
       {"b.json",
        bundle_of(R"("name":[{"family":"Vega","given":["Rosa"]}],"birthDate":"1980-01-02")")}}
  );
  CHECK(one.draft == "");
  CHECK(one.messages.find("error[E823]") != std::string::npos);
}

namespace {

/// What comes of the charts of two Patients, each given by its members.
tests::chart::Imported of_two(const std::string& one, const std::string& other) {
  return tests::chart::import({{"a.json", bundle_of(one)}, {"b.json", bundle_of(other)}});
}

/// The members of somebody: given names, a family name, a birth date, and more.
std::string somebody(
    const std::string& given,
    const std::string& family,
    const std::string& born,
    const std::string& more = ""
) {
  return R"("name":[{"family":")" + family + R"(","given":[)" + given + R"(],"prefix":["Mrs."]}])" +
         (born.empty() ? "" : R"(,"birthDate":")" + born + '"') + more;
}

bool are_two(const tests::chart::Imported& one) {
  return one.draft.empty() && one.messages.find("error[E823]") != std::string::npos;
}

constexpr std::string_view taken_as_yours =
    "This chart has another name, and was taken as yours. If it is not, make the draft again "
    "without it: ";

}  // namespace

TEST_CASE("twins are two people: one birth date, one family name and other given names") {
  const auto twins = of_two(
      somebody(R"("Isabella")", "Jones", "2005-05-01"),
      somebody(R"("Rosa","Lucia")", "Jones", "2005-05-01")
  );
  CHECK(twins.draft == "");
  CHECK(
      twins.messages ==
      "carepacket: error[E823]: these charts are of two people: 'Mrs. Isabella Jones, 2005-05-01' "
      "and 'Mrs. Rosa Lucia Jones, 2005-05-01'\n"
      "   = hint: give the charts of one person at a time: the first is in 'a.json', the second in "
      "'b.json'\n"
      "   = hint: for many people put what each has into a folder or a zip, and give the folder of "
      "all with --each\n"
  );
  CHECK(are_two(of_two(
      somebody(R"("María","Isabel")", "Paz", "2005-05-01"),
      somebody(R"("María","Rosa")", "Paz", "2005-05-01")
  )));
}

TEST_CASE("a father and a son of one name are two people where no birth date says otherwise") {
  const auto called = [](const std::string& suffix, const std::string& born = "") {
    return R"("name":[{"family":"Smith","given":["John"],"suffix":[")" + suffix + "\"]}]" +
           (born.empty() ? "" : R"(,"birthDate":")" + born + '"');
  };
  CHECK(are_two(of_two(called("Sr.", "1945-03-03"), called("Jr."))));
  CHECK(are_two(of_two(called("II"), R"("name":[{"text":"John Smith III"}])")));
  CHECK_FALSE(are_two(of_two(called("Sr.", "1945-03-03"), called("Senior"))));
  CHECK_FALSE(are_two(of_two(called("MD"), called("Jr."))));
  // "Sr." before a Spanish name is a mister.
  CHECK_FALSE(
      are_two(of_two(R"("name":[{"text":"Sr. Juan Paz"}])", R"("name":[{"text":"Juan Paz"}])"))
  );
  CHECK(of_two(called("Jr.", "1945-03-03"), called("MD", "1945-03-03"))
            .tells(std::string{taken_as_yours} + "John Smith MD"));
}

TEST_CASE("a title and a family name make nobody one person, and neither does de la") {
  CHECK(are_two(of_two(
      somebody(R"("Eve")", "Betterhalf", "1975-05-01"), somebody(R"("Anna")", "Betterhalf", "")
  )));
  CHECK(are_two(
      of_two(somebody(R"("Juan")", "de la Cruz", ""), somebody(R"("Juan")", "de la Fuente", ""))
  ));
  CHECK(are_two(
      of_two(R"("name":[{"text":"Mrs. Rosa Vega"}])", R"("name":[{"text":"Mrs. Ana Vega"}])")
  ));
}

TEST_CASE("another name of one person is told: a marriage, an initial, a name in the middle") {
  const auto married = of_two(
      somebody(R"("Rosa")", "Vega", "1954-03-23"), somebody(R"("Rosa")", "Paz", "1954-03-23")
  );
  CHECK(married.has("<family>Paz</family>"));
  CHECK(married.tells(std::string{taken_as_yours} + "Mrs. Rosa Paz"));
  const auto initial = of_two(
      somebody(R"("Rosa","Lucia")", "Vega", "1954-03-23"),
      somebody(R"("Rosa","L.")", "Vega", "1954-03-23")
  );
  CHECK(initial.tells(std::string{taken_as_yours} + "Mrs. Rosa L. Vega"));
  const auto middle = of_two(
      somebody(R"("Rosa","Lucia")", "Vega", "1954-03-23"),
      somebody(R"("Lucia")", "Vega", "1954-03-23")
  );
  CHECK(middle.tells(std::string{taken_as_yours} + "Mrs. Lucia Vega"));
}

TEST_CASE("one name in other letters, in another order or without its title is no other name") {
  const auto one = of_two(
      somebody(R"("Rosa")", "Vega", "1954-03-23"),
      R"("name":[{"text":"VEGA,ROSA"}],"birthDate":"1954-03-23")"
  );
  CHECK(one.messages == "");
  CHECK_FALSE(one.tells("another name"));
  CHECK_FALSE(one.has("use=\"old\""));
}

TEST_CASE("sex, record number and Social Security number speak against one person") {
  const auto ssn = [](const std::string& digits) {
    return R"(,"identifier":[{"system":"http://hl7.org/fhir/sid/us-ssn","value":")" + digits +
           "\"}]";
  };
  const auto record = [](const std::string& office, const std::string& number) {
    return R"(,"identifier":[{"type":{"coding":[{"code":"MR"}]},"system":")" + office +
           R"(","value":")" + number + "\"}]";
  };
  const auto with = [](const std::string& one, const std::string& other) {
    return of_two(
        somebody(R"("Rosa")", "Vega", "1954-03-23", one), somebody(R"("Rosa")", "Vega", "", other)
    );
  };
  CHECK(are_two(with(ssn("900-11-2222"), ssn("900-33-4444"))));
  CHECK(are_two(with(R"(,"gender":"female")", R"(,"gender":"male")")));
  CHECK(are_two(with(record("urn:oid:1.2.3", "77"), record("urn:oid:1.2.3", "78"))));
  // Two offices give two numbers, one hides the Social Security number, one writes it in parts.
  for (const auto& one :
       {with(record("urn:oid:1.2.3", "77"), record("urn:oid:1.2.4", "78")),
        with(ssn("900-11-2222"), ssn("***-**-3333")),
        with(ssn("900-11-2222"), ssn("900112222"))}) {
    CHECK(one.messages == "");
    CHECK_FALSE(one.tells("than one before it"));
    CHECK_FALSE(one.has("90011"));
    CHECK_FALSE(one.has("900-11"));
  }
}

TEST_CASE("who has married is no one of another sex, and one of one name and birth date is told") {
  CHECK(are_two(of_two(
      somebody(R"("Jordan")", "Vega", "1954-03-23", R"(,"gender":"female")"),
      somebody(R"("Jordan")", "Paz", "1954-03-23", R"(,"gender":"male")")
  )));
  const auto one = of_two(
      somebody(R"("Jordan")", "Vega", "1954-03-23", R"(,"gender":"female")"),
      somebody(R"("Jordan")", "Vega", "1954-03-23", R"(,"gender":"male")")
  );
  CHECK(
      one.tells("This chart has another sex, record number or Social Security number than one "
                "before it. If it is not yours, make the draft again without it. - b.json")
  );
}

TEST_CASE("charts in both formats are compared by one Social Security number") {
  std::string document = tests::chart::document("");
  document.replace(document.find("<birthTime value=\"19540323000000.000-0600\"/>"), 44, "");
  document.replace(
      document.find("<id root=\"1.2.3\" extension=\"77\"/>"),
      0,
      "<id root=\"2.16.840.1.113883.4.1\" extension=\"900-11-2222\"/>"
  );
  const auto one = tests::chart::import(
      {{"a.xml", document},
       {"b.json",
        bundle_of(somebody(
            R"("Rosa")",
            "Vega",
            "1954-03-23",
            R"(,"identifier":[{"system":"http://hl7.org/fhir/sid/us-ssn","value":"900334444"}])"
        ))}}
  );
  CHECK(are_two(one));
}

namespace {

/// Conditions or operations of one code at two sites, a day each.
std::string at_site(
    const std::string& kind,
    const std::string& site,
    const std::string& day,
    const std::string& more
) {
  return R"({"resourceType":")" + kind +
         R"(","code":{"coding":[{"system":"http://snomed.info/sct","code":"254837009","display":"Cancer of the breast"}]},)" +
         R"("bodySite":[{"text":")" + site + R"("}],)" + more + '"' + day + "\"}";
}

tests::chart::Imported of(const std::string& one, const std::string& other) {
  return tests::chart::import({{"a.json", tests::chart::bundle(tests::chart::and_(one, other))}});
}

}  // namespace

TEST_CASE("left and right of one code are two problems, each with its own day") {
  const auto one =
      of(at_site("Condition", "Left breast", "2020-01-05", "\"onsetDateTime\":"),
         at_site("Condition", "Right breast", "2023-06-01", "\"onsetDateTime\":"));
  const auto left = one.draft.find("Cancer of the breast (Left breast)</text>");
  const auto right = one.draft.find("Cancer of the breast (Right breast)</text>");
  REQUIRE(left != std::string::npos);
  REQUIRE(right != std::string::npos);
  CHECK(one.draft.find("<onset>2020-01-05</onset>", left) < one.draft.find("</problem>", left));
  CHECK(one.draft.find("<onset>2023-06-01</onset>", right) < one.draft.find("</problem>", right));
}

TEST_CASE("operations of one day at two sides or at two places are two") {
  const std::string done = R"("status":"completed","performedDateTime":)";
  const auto sides =
      of(at_site("Procedure", "Left", "2021-03-03", done),
         at_site("Procedure", "Right", "2021-03-03", done));
  CHECK(sides.has("Cancer of the breast (Left)"));
  CHECK(sides.has("Cancer of the breast (Right)"));
  CHECK_FALSE(sides.tells("said again"));
  const auto places =
      of(at_site("Procedure", "Femur", "2021-03-03", done),
         at_site("Procedure", "Tibia", "2021-03-03", done));
  CHECK_FALSE(places.tells("Operations and procedures: 2 found = 1 taken"));
  CHECK(places.tells("Operations and procedures: 2 found = 2 taken"));
  const auto again =
      of(at_site("Procedure", "Left knee", "2021-03-03", done),
         at_site("Procedure", "Left knee structure", "2021-03-03", done));
  CHECK(again.tells("Operations and procedures: 2 found = 1 taken + 1 said again"));
}

TEST_CASE("a medicine at another time of day is told as another way to take it") {
  const auto order = [](const std::string& day, const std::string& timing) {
    return R"({"resourceType":"MedicationRequest","status":"active","intent":"order","authoredOn":")" +
           day +
           R"(","medicationCodeableConcept":{"text":"Insulin"},"dosageInstruction":[{"timing":{"repeat":)" +
           timing + R"(},"doseAndRate":[{"doseQuantity":{"value":40,"unit":"units"}}]}]})";
  };
  const auto one =
      of(order("2024-05-01", R"({"when":["HS"]})"), order("2023-05-01", R"({"when":["ACM"]})"));
  CHECK(one.has("at bedtime"));
  CHECK(one.tells("The chart also has another way to take it: 40 units, before breakfast"));
  const auto often =
      of(order("2024-05-01", R"({"frequency":1,"period":24,"periodUnit":"h"})"),
         order("2023-05-01", R"({"frequency":1,"period":12,"periodUnit":"h"})"));
  CHECK(often.tells("The chart also has another way to take it: 40 units, every 12 hours"));
}

TEST_CASE("two brothers are two, and a father of two ages is told") {
  const auto relative = [](const std::string& who, const std::string& age) {
    return R"({"resourceType":"FamilyMemberHistory","status":"completed","relationship":{"text":")" +
           who + R"("},"condition":[{"code":{"text":"Diabetes"},"onsetAge":{"value":)" + age +
           R"(,"unit":"a"}}]})";
  };
  const auto brothers = of(relative("brother", "40"), relative("brother", "55"));
  CHECK(brothers.has("<age>40</age>"));
  CHECK(brothers.has("<age>55</age>"));
  const auto father = of(relative("father", "6"), relative("father", "40"));
  CHECK(father.has("<age>6</age>"));
  CHECK(father.tells("Another entry gives another age: 40"));
}

TEST_CASE("another number of a contact is told") {
  const auto with = [](const std::string& number) {
    return somebody(
        R"("Rosa")",
        "Vega",
        "1954-03-23",
        R"(,"contact":[{"name":{"family":"Paz","given":["Ana"]},"telecom":[{"system":"phone","value":")" +
            number + "\"}]}]"
    );
  };
  const auto one = of_two(with("(555) 555-1212"), with("(999) 555-1212"));
  CHECK(one.has("555-1212"));
  CHECK(one.tells("Ana Paz · also at: (999) 555-1212"));
}

TEST_CASE("an allergy that is over is said to be over") {
  const auto one = tests::chart::import(
      {{"a.xml",
        tests::chart::document(tests::chart::section(
            "48765-2",
            tests::chart::allergy(
                "Milk",
                "<entryRelationship><observation><code code=\"33999-4\"/><value "
                "code=\"413322009\"/></observation></entryRelationship>"
            )
        ))}}
  );
  CHECK(one.has("<allergy status=\"resolved\""));
}

TEST_CASE("a birth date that a phone made up makes nobody two people") {
  std::string of_phone = tests::chart::document("");
  of_phone.replace(of_phone.find("Health Summary"), 14, "Health Data Export");
  of_phone.replace(of_phone.find("19540323"), 8, "20000101");
  const auto one =
      tests::chart::import({{"a.xml", of_phone}, {"b.xml", tests::chart::document("")}});
  CHECK(one.messages == "");
  CHECK(one.has("<birthDate>1954-03-23</birthDate>"));
}

TEST_CASE("what goes on and is over at once is told, and is not called current") {
  const auto one = tests::chart::import(
      {{"a.json",
        bundle_of(
            R"("name":[{"family":"Vega"}])",
            R"(,{"resource":{"resourceType":"MedicationStatement","status":"active","medicationCodeableConcept":{"text":"Zocor"},"effectivePeriod":{"start":"2019-01-01","end":"2020-01-01"}}},
{"resource":{"resourceType":"MedicationRequest","status":"active","authoredOn":"2019-01-01","medicationCodeableConcept":{"text":"Lasix"}}},
{"resource":{"resourceType":"MedicationRequest","status":"stopped","authoredOn":"2021-01-01","medicationCodeableConcept":{"text":"Lasix"}}})"
        )}}
  );
  CHECK_FALSE(one.has("status=\"current\""));
  CHECK(
      one.tells("Medicines: Zocor - The chart says that it goes on, and that it ended: January "
                "1, 2020.")
  );
  CHECK(one.tells("Medicines: Lasix - One entry says that it goes on, a newer one that it is over.")
  );
}

namespace {

/// A health summary of an office and a day, with these medicines.
std::pair<std::string, std::string> list_of(
    const std::string& day, const std::string& office, const std::string& medicines
) {
  std::string chart = tests::chart::document(tests::chart::section("10160-0", medicines));
  chart.replace(chart.find("20260710"), 8, day);
  chart.replace(chart.find("Elm Clinic"), 10, office);
  return {day + ".xml", chart};
}

std::string medicine(const std::string& name, const std::string& code) {
  std::string one = tests::chart::medication(name);
  one.replace(one.find("code=\"5\""), 8, "code=\"" + code + '"');
  return one;
}

}  // namespace

TEST_CASE("a medicine that the newest list of its office does not have is told") {
  const std::string both = medicine("Atenolol", "1202") + medicine("Zocor", "36567");
  const auto one = tests::chart::import(
      {list_of("20260110", "Elm Clinic", both),
       list_of("20260710", "Elm Clinic", medicine("Zocor", "36567"))}
  );
  CHECK(one.has("<name>Atenolol</name>"));
  CHECK(
      one.tells("Medicines: Atenolol - A newer list of medicines, of July 10, 2026, does not "
                "have it. Ask if you are still to take it.")
  );
  CHECK_FALSE(one.tells("Medicines: Zocor - A newer list"));
  CHECK_FALSE(tests::chart::import({list_of("20260110", "Elm Clinic", both),
                                    list_of("20260710", "Oak Clinic", medicine("Zocor", "36567"))})
                  .tells("A newer list"));
  CHECK_FALSE(tests::chart::import({list_of("20260110", "Elm Clinic", both),
                                    list_of("20260710", "Elm Clinic", "")})
                  .tells("A newer list"));
}

TEST_CASE("one medicine for two things has both told") {
  const auto order = [](const std::string& day, const std::string& reason) {
    return R"({"resourceType":"MedicationRequest","status":"active","intent":"order","authoredOn":")" +
           day + R"(","medicationCodeableConcept":{"text":"Aspirin"},"reasonCode":[{"text":")" +
           reason + R"("}]})";
  };
  const auto one = of(order("2024-05-01", "Pain"), order("2023-05-01", "Stroke prevention"));
  CHECK(one.has("<reason>Pain</reason>"));
  CHECK(one.tells("Another entry has it for something else: Stroke prevention"));
}

TEST_CASE("what one entry lists and another denies is told") {
  using namespace tests::chart;
  const auto listed_and_denied =
      [](const std::string& loinc, const std::string& entry, const std::string& attributes) {
        std::string denied = entry;
        const std::string place = loinc == "10160-0" ? "moodCode=\"EVN\" " : "<observation ";
        denied.insert(denied.find(place) + place.size(), attributes);
        return import({{"a.xml", document(section(loinc, entry + denied))}});
      };
  const std::string negated = "negationInd=\"true\" ";
  const auto peanuts = listed_and_denied("48765-2", allergy("Peanuts"), negated);
  CHECK(peanuts.has("<substance>Peanuts</substance>"));
  CHECK(peanuts.tells("Allergies: Peanuts - Another entry says that this is not so: Peanuts"));
  CHECK(listed_and_denied("11450-4", problem("Diabetes"), negated)
            .tells("Diabetes - Another entry says that this is not so: Diabetes"));
  CHECK(listed_and_denied("10160-0", medication("Zocor"), negated)
            .tells("Zocor - Another entry says that this is not so: Zocor"));
  const auto record = [](const std::string& kind, const std::string& sure) {
    return R"({"resourceType":")" + kind +
           R"(","code":{"text":"Latex"},"verificationStatus":{"coding":[{"code":")" + sure +
           "\"}]}}";
  };
  for (const std::string kind : {"AllergyIntolerance", "Condition"}) {
    CHECK(of(record(kind, "confirmed"), record(kind, "refuted"))
              .tells("Another entry says that this is not so: Latex"));
    CHECK_FALSE(of(record(kind, "confirmed"), record(kind, "entered-in-error"))
                    .tells("Another entry says that this is not so"));
  }
}

TEST_CASE("one file twice is read once, and told") {
  const std::string chart =
      tests::chart::document(tests::chart::section("48765-2", tests::chart::allergy("Latex")));
  const auto one = tests::chart::import({{"a.xml", chart}, {"b.xml", chart}});
  CHECK(one.tells("Allergies: 1 found = 1 taken"));
  CHECK_FALSE(one.tells("Chart 2"));
  CHECK(one.tells("the same as another file, byte for byte; it was read once - b.xml"));
}
