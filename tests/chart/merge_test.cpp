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
      one.tells("Medicines: Zocor - The chart says that it goes on, and that it ended on January "
                "1, 2020.")
  );
  CHECK(one.tells("Medicines: Lasix - One entry says that it goes on, a newer one that it is over.")
  );
}
