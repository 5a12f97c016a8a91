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
  // main() tells what is thrown as E799, and ends with 5.
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
