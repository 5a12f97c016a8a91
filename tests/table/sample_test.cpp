// The clinic's table in samples/clinic.

#include "engine/casefile/casefile.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/table/tabled.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::table;

TEST_CASE("the clinic's table gives thirty cases without a word of complaint") {
  const std::string folder = CAREPACKET_SOURCE_DIR "/samples/clinic/";
  const auto tabled = read(
      tests::read(folder + "rows.csv"),
      {.mapping = tests::read(folder + "columns.xml"), .shared = tests::read(folder + "shared.xml")}
  );
  CHECK(
      tabled.told() ==
      "carepacket: warning[W902]: a row without a word was passed over in rows.csv\n"
      "   = hint: it is on line 11\n"
  );
  REQUIRE(tabled.rows.size() == 30);
  std::string cases;
  for (const Row& row : tabled.rows) {
    Diagnostics out;
    CHECK(casefile::read(*row.as_case, {.vocabulary = &of_the_house()}, out));
    cases += "line " + std::to_string(row.line) + "\n" + row.as_case->text();
    for (const Diagnostic& told : out.all())
      cases += told.code + " " + shown(told.message, false) + "\n";
  }
  const auto differs = tests::against_golden(
      CAREPACKET_SOURCE_DIR "/tests/table/clinic.txt", cases, tests::accepting_goldens()
  );
  INFO(differs);
  CHECK(differs.empty());
}
