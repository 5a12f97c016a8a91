#include "tests/facts/drawn.hpp"

using namespace engine;
using namespace engine::facts;

TEST_CASE("a value's own full stop goes where the sentence goes on, and that of a word stays") {
  CHECK(takes_back_stop("Walk my dog.", ": 5"));
  CHECK(takes_back_stop("Walk my dog.", "</strong>: 5"));
  CHECK(takes_back_stop("Walk my dog.", "."));
  CHECK(takes_back_stop("Walk my dog.", "”."));
  CHECK(takes_back_stop("at 10:30 a.m.", "."));
  CHECK(takes_back_stop("Curtis Bates, Jr.", "."));
  CHECK_FALSE(takes_back_stop("at 10:30 a.m.", ", then"));
  CHECK_FALSE(takes_back_stop("Curtis Bates, Jr.", ", and"));
  CHECK_FALSE(takes_back_stop("and so on ...", ", then"));
  CHECK_FALSE(takes_back_stop("Walk my dog.", "</p>"));
  CHECK_FALSE(takes_back_stop("Walk my dog.", " Then rest"));
  CHECK_FALSE(takes_back_stop("Walk my dog", "."));
  CHECK_FALSE(takes_back_stop("", "."));
  CHECK(filled("{a}: {b}", {{"a", "Rest."}, {"b", "Two days."}}) == "Rest: Two days.");
}

TEST_CASE("a plain name stands behind about as it is written, and a doctor's words as they are") {
  const auto about = [](const std::string& condition) {
    return (*draw_case(
        "<case id='test' version='1'><asOf>2026-11-20</asOf><patient><name><text>Jo "
        "Lee</text></name></patient>" +
        condition + "<provider id='one'><name><text>One</text></name></provider></case>"
    ))["about"];
  };
  CHECK(
      about("<condition status='undiagnosed'><text>Mass</text><plainName>a lump</plainName>"
            "</condition>") == "a lump"
  );
  CHECK(
      about("<condition><text>Autoimmune hepatitis.</text></condition>") == "“Autoimmune hepatitis”"
  );
}

TEST_CASE("a time with a preposition of its own gets no second one") {
  const auto outcome = [](const std::string& time) {
    const auto drawn = draw_with(
        "<opinion provider='okafor'><outcome what='well' number='4' outOf='10' timeframe='" + time +
        "'/></opinion>"
    );
    for (int row = 1; row < 30; ++row) {
      const std::string at = "comparison.rows." + std::to_string(row);
      if ((*drawn)[at + ".topic"] == "outcome") return (*drawn)[at + ".cells.1.lines.1"];
    }
    return std::string{};
  };
  CHECK(outcome("2 years") == "well: 4 of 10, in 2 years");
  CHECK(outcome("within 2 years") == "well: 4 of 10, within 2 years");
  CHECK(outcome("After surgery.") == "well: 4 of 10, After surgery.");
}
