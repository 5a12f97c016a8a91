#include <catch2/catch.hpp>

#include "tests/casefile/vocabulary_of_the_house.hpp"

using namespace engine;
using namespace engine::casefile;

TEST_CASE("every field of the format is read without a message") {
  const auto read = read_sample("samples/every-field.xml");
  CHECK(support::printed(read.out) == "");
  REQUIRE(read.known);
  CHECK(dump(*read.known) == "");
}
