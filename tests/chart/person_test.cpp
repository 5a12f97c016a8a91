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
