// What is answered to a form waits until the browser comes for it, and not for ever.

#include "engine/serve/kept.hpp"

#include <catch2/catch.hpp>

using namespace engine::serve;

namespace {

Reply page_of(std::string body) {
  return {422, "text/html", std::move(body), {}};
}

}  // namespace

TEST_CASE("an answer is kept for its patient alone, under a number that each run has of its own") {
  Kept kept, other;
  const std::string number = kept.keep(page_of("a"), "rivera", "secret");
  REQUIRE(number.size() == 32);
  REQUIRE(kept.find(number, "rivera"));
  CHECK(kept.find(number, "rivera")->body == "a");
  CHECK_FALSE(kept.find(number, ""));
  CHECK_FALSE(kept.find(number, "doe"));
  CHECK_FALSE(kept.find("", "rivera"));
  CHECK(kept.keep(page_of("a"), "rivera", "secret") != number);
  CHECK(other.keep(page_of("a"), "rivera", "another secret") != number);
}

TEST_CASE("of many answers, and of long ones, the last are kept") {
  Kept kept;
  std::vector<std::string> numbers;
  for (std::size_t i = 0; i <= Kept::most; ++i)
    numbers.push_back(kept.keep(page_of("a"), "", "secret"));
  CHECK_FALSE(kept.find(numbers[0], ""));
  CHECK(kept.find(numbers[1], ""));
  numbers.push_back(kept.keep(page_of(std::string(Kept::most_bytes + 1, 'a')), "", "secret"));
  CHECK(kept.find(numbers.back(), ""));
  CHECK_FALSE(kept.find(numbers[numbers.size() - 2], ""));
  numbers.push_back(kept.keep(page_of("a"), "", "secret"));
  CHECK(kept.find(numbers.back(), ""));
  CHECK_FALSE(kept.find(numbers[numbers.size() - 2], ""));
}
