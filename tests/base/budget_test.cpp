#include "engine/base/budget.hpp"

#include <catch2/catch.hpp>

using engine::Budget;
using engine::BudgetExceeded;

namespace {
/// What a step is refused for.
template <class Step>
std::string refused(Step&& step) {
  try {
    step();
  } catch (const BudgetExceeded& exceeded) {
    return exceeded.of == BudgetExceeded::Of::time ? "time" : "memory";
  }
  return "";
}
}  // namespace

TEST_CASE("a case may hold as many bytes as its budget, and not one more") {
  Budget budget{100};
  budget.take(60);
  CHECK(refused([&] { budget.check(40); }) == "");
  CHECK(refused([&] { budget.check(41); }) == "memory");
  CHECK(refused([&] { budget.take(41); }) == "memory");
  CHECK(budget.held() == 60);
  budget.give_back(50);
  CHECK(refused([&] { budget.take(90); }) == "");
}

TEST_CASE("what is asked for cannot be too large to be compared") {
  Budget budget{100};
  budget.take(1);
  CHECK(refused([&] { budget.check(Budget::unlimited); }) == "memory");
  CHECK(refused([] { Budget::none().check(Budget::unlimited); }) == "");
}

TEST_CASE("a budget that has expired refuses every step until a case begins anew") {
  Budget budget{100};
  budget.take(60);
  budget.expire();
  CHECK(refused([&] { budget.check(); }) == "time");
  CHECK(refused([&] { budget.take(1); }) == "time");
  budget.restart();
  CHECK(budget.held() == 0);
  CHECK(refused([&] { budget.take(100); }) == "");
}
