// Cells that name their row (th) in the tables of a chart's text.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

std::string with_rows(const std::string& rows, const std::string& entries = "") {
  return document(
      "<component><section><code code=\"48765-2\"/><text><table><thead><tr><th>Substance</th>"
      "<th>Reaction</th></tr></thead><tbody>" +
      rows + "</tbody></table></text>" + entries + "</section></component>"
  );
}

}  // namespace

TEST_CASE("a row is named by its heading, and what stands beside it is not") {
  const auto one = import(
      {{"a.xml",
        with_rows("<tr><th>Penicillin</th><td>Hives</td></tr><tr><th>Latex</th><td>Rash</td></tr>"
        )}}
  );
  CHECK(one.has("<substance>Penicillin</substance>"));
  CHECK(one.has("<substance>Latex</substance>"));
  CHECK_FALSE(one.has("<substance>Hives</substance>"));
}

TEST_CASE("a row of a heading alone among those of a table is told") {
  const auto one = import(
      {{"a.xml",
        with_rows(
            "<tr><th>Codeine</th><td>Rash</td></tr>"
            "<tr><th colspan=\"2\">Latex: anaphylaxis in 2019</th></tr>",
            allergy("Codeine")
        )}}
  );
  CHECK(one.tells("Latex: anaphylaxis in 2019"));
}
