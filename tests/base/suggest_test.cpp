#include "engine/base/suggest.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace engine;

namespace {
constexpr std::array<std::string_view, 5> names{
    "patient", "provider", "birthDate", "opinion", "questions-treatment"};
}

TEST_CASE("a misspelt name gets the nearest right one") {
  CHECK(nearest("pateint", names) == "patient");
  CHECK(nearest("birthdate", names) == "birthDate");
  CHECK(nearest("brthDate", names) == "birthDate");
  CHECK(nearest("opinions", names) == "opinion");
  CHECK(nearest("question-treatments", names) == "questions-treatment");
}

TEST_CASE("a name that is like none gets none") {
  CHECK(nearest("dog", names).empty());
  CHECK(nearest("", names).empty());
  CHECK(nearest("completely-else", names).empty());
}

TEST_CASE("of two that are equally near, the first is taken") {
  constexpr std::array<std::string_view, 2> two{"form", "farm"};
  CHECK(nearest("furm", two) == "form");
}
