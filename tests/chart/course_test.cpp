// How far an illness has gone, how bad it is, and whether it went away or came back.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

Imported of_condition(
    const std::string& state,
    const std::string& more = "",
    const std::string& other = "",
    const std::string& language = "en"
) {
  const auto condition = [](const std::string& clinical, const std::string& members) {
    return R"({"resourceType":"Condition","subject":{"reference":"Patient/p"},"code":{"text":"Breast cancer"},"clinicalStatus":{"coding":[{"code":")" +
           clinical + R"("}]})" + members + "}";
  };
  engine::chart::Options options;
  options.language = language;
  const std::string one = condition(state, more);
  return import(
      {{"a.json", bundle(other.empty() ? one : and_(one, condition(state, other)))}}, options
  );
}

Imported of_c_cda(const std::string& value) {
  return import(
      {{"chart.xml",
        document(section(
            "11450-4",
            problem(
                "Lymphoma",
                "<entryRelationship><observation><templateId "
                "root=\"2.16.840.1.113883.10.20.22.4.6\"/><value " +
                    value + "/></observation></entryRelationship>"
            )
        ))}}
  );
}

}  // namespace

TEST_CASE("stage and severity of a problem stand behind its name") {
  const auto one = of_condition(
      "active", R"(,"stage":[{"summary":{"text":"Stage IIIB"}}],"severity":{"text":"Severe"})"
  );
  CHECK(one.has("<text>Breast cancer (Stage IIIB, Severe)</text>"));
  CHECK(one.tells("Breast cancer (Stage IIIB, Severe) – goes on"));
}

TEST_CASE("the newest stage stands, and the older one is told") {
  const auto one = of_condition(
      "active",
      R"(,"recordedDate":"2024-01-01","stage":[{"summary":{"text":"Stage IIIB"}}])",
      R"(,"recordedDate":"2022-01-01","stage":[{"summary":{"text":"Stage I"}}],"severity":{"text":"Mild"})"
  );
  CHECK(one.has("<text>Breast cancer (Stage IIIB, Mild)</text>"));
  CHECK(
      one.tells("An older entry has another word for how far it has gone, or how bad it is: "
                "Stage I")
  );
  CHECK(one.tells("Illnesses and health problems: 2 found = 1 taken + 1 said again"));
}

TEST_CASE("a remission is not over, and is called one in both formats") {
  const auto one = of_condition("remission", R"(,"abatementDateTime":"2024-05-01")");
  CHECK(
      one.has("<problem status=\"active\" from=\"chart-1\" basis=\"text\" checked=\"no\">\n      "
              "<text>Breast cancer (in remission)</text>")
  );
  CHECK_FALSE(one.has("<end>"));
  CHECK(
      one.tells("Breast cancer (in remission) - The chart says that it is in remission: it went "
                "away, and may come back. May 1, 2024")
  );
  CHECK(of_condition("remission", "", "", "es").has("<text>Breast cancer (en remisión)</text>"));
  for (const std::string_view value :
       {"code=\"277022003\" displayName=\"Remission\"", "displayName=\"In full remission\""}) {
    const auto of_chart = of_c_cda(std::string{value});
    CHECK(of_chart.has("<problem status=\"active\""));
    CHECK(of_chart.has("<text>Lymphoma (in remission)</text>"));
  }
}

TEST_CASE("what came back says so") {
  CHECK(of_condition("relapse").has("<text>Breast cancer (came back)</text>"));
  CHECK(of_condition("recurrence").has("<text>Breast cancer (came back)</text>"));
  CHECK(of_c_cda("code=\"255227004\" displayName=\"Recurrent\"")
            .has("<text>Lymphoma (came back)</text>"));
  CHECK(of_c_cda("code=\"55561003\" displayName=\"Active\"").has("<text>Lymphoma</text>"));
}

TEST_CASE("a problem with a stage that was added before is not added again") {
  const engine::Source typed{
      "mine.xml",
      R"(<?xml version="1.0"?><case id="c" version="1"><problems status="listed"><problem status="active"><text>Breast cancer (Stage II)</text></problem></problems></case>)",
      engine::Source::Holds::patient_data};
  engine::chart::Options options;
  options.into = &typed;
  const auto one = import(
      {{"a.json",
        bundle(
            R"({"resourceType":"Condition","code":{"text":"Breast cancer"},"clinicalStatus":{"coding":[{"code":"active"}]},"stage":[{"summary":{"text":"Stage II"}}]})"
        )}},
      options
  );
  CHECK(one.tells("Illnesses and health problems: 1 found = 1 said again"));
}

TEST_CASE("an illness that is called inactive keeps the word") {
  const std::string status =
      "<entryRelationship><observation><code code=\"33999-4\"/><value xsi:type=\"CE\" "
      "code=\"73425007\"/></observation></entryRelationship>";
  CHECK(witnessed("11450-4", problem("Breast cancer", status), "")
            .tells("Breast cancer (inactive) – over"));
  const auto of_fhir = [](const std::string& state) {
    return import(
        {{"a.json",
          bundle(
              R"({"resourceType":"Condition","code":{"text":"Gout"},"clinicalStatus":{"coding":[{"code":")" +
              state + R"("}]}})"
          )}}
    );
  };
  CHECK(of_fhir("inactive").tells("Gout (inactive) – over"));
  CHECK(of_fhir("resolved").tells("Gout – over"));
}
