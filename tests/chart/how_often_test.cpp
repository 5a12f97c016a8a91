// How often, in words and in numbers: the two are compared, and what differs is told.

#include "engine/chart/how_often.hpp"

#include "engine/chart/measures.hpp"
#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;
using engine::chart::Rate;
using engine::chart::Timing;

namespace {

bool says(std::string_view text, double low, double high) {
  const auto rates = engine::chart::rates_in(text);
  return rates.size() == 1 && are_equal(rates.front(), Rate{low, high});
}

std::string dosed(const std::string& text, const std::string& repeat) {
  return bundle(
      R"({"resourceType":"MedicationRequest","status":"active","subject":{"reference":"Patient/p"},
"medicationCodeableConcept":{"text":"Tylenol"},"dosageInstruction":[{"text":")" +
      text + R"(","timing":{"repeat":)" + repeat + "}}]}"
  );
}

const std::string four_a_day = R"({"frequency":4,"period":1.0,"periodUnit":"d"})";

}  // namespace

TEST_CASE("how often is read out of English and Spanish words and what prescriptions abbreviate") {
  CHECK(says("Take 1 tablet twice a day", 2, 2));
  CHECK(says("1 every 12 hours orally", 2, 2));
  CHECK(says("Every four to six hours", 4, 6));
  CHECK(says("2 puffs q4-6h prn", 4, 6));
  CHECK(says("3 times daily with food", 3, 3));
  CHECK(says("one tab BID", 2, 2));
  CHECK(says("at bedtime", 1, 1));
  CHECK(says("every other day", 0.5, 0.5));
  CHECK(says("once a week", 1.0 / 7, 1.0 / 7));
  CHECK(says("Tome una tableta cada 8 horas", 3, 3));
  CHECK(says("dos veces al día", 2, 2));
  CHECK(engine::chart::rates_in("Take 2 tablets with a glass of water").empty());
  CHECK(engine::chart::rates_in("").empty());
}

TEST_CASE("numbers of a chart have a rate where they are known, and meals have none") {
  const auto is = [](const Timing& timing, double low, double high) {
    const auto rate = rate_of(timing);
    return rate && are_equal(*rate, Rate{low, high});
  };
  CHECK(is({.every = "12.0", .unit = "h"}, 2, 2));
  CHECK(is({.every = "4", .high = "6", .unit = "h"}, 4, 6));
  CHECK(is({.every = "1", .unit = "d", .times = "4"}, 4, 4));
  CHECK(is({.event = "HS"}, 1, 1));
  CHECK_FALSE(rate_of(Timing{.event = "AC"}));
  CHECK_FALSE(rate_of(Timing{.every = "1", .unit = "fortnight"}));
  CHECK_FALSE(rate_of(Timing{.every = "0", .unit = "d"}));
}

TEST_CASE("numbers that say another thing than the words are told") {
  const auto got =
      import({{"a.json", dosed("Every eight to ten hours (qualifier value)", four_a_day)}});
  CHECK(got.has("<instruction>Every eight to ten hours</instruction>"));
  CHECK_FALSE(got.has("<frequency>"));
  CHECK(got.has("checked=\"no\""));
  CHECK(
      got.tells("Medicines: Tylenol - The words of the chart and its numbers are not the same: "
                "Every eight to ten hours / 4 times a day.")
  );
}

TEST_CASE("numbers that say what the words say are said once") {
  const auto got = import({{"a.json", dosed("Take 1 every 6 hours", four_a_day)}});
  CHECK_FALSE(got.has("<frequency>"));
  CHECK_FALSE(got.has("checked=\"no\""));
}

TEST_CASE("a number that lies within what the words leave open says no other thing") {
  const auto got = import({{"a.json", dosed("Every four to six hours", four_a_day)}});
  CHECK_FALSE(got.has("checked=\"no\""));
  CHECK(import({{"a.json",
                 dosed(
                     "Every six hours",
                     R"({"frequency":4,"frequencyMax":6,"period":1,"periodUnit":"d"})"
                 )}}
  ).has("checked=\"no\""));
}

TEST_CASE("numbers are read from the same words wherever they count something") {
  for (const std::string word : {"nine", "seis", "doce", "seven"}) {
    CHECK(engine::chart::number_word(word));
    CHECK(engine::chart::measures_in(word + " tablets").size() == 1);
    CHECK(engine::chart::rates_in("every " + word + " hours").size() == 1);
  }
}

TEST_CASE("numbers beside words that do not say when are not lost") {
  const auto got = import({{"a.json", dosed("Take with food", four_a_day)}});
  CHECK(got.has("<frequency>4 times a day</frequency>"));
  CHECK(got.has("<instruction>Take with food</instruction>"));
}
