#include "engine/base/watchdog.hpp"

#include <catch2/catch.hpp>

using namespace engine;

TEST_CASE("a case that uses up its time is stopped, and the next one is not") {
  Watchdog watchdog;
  Budget budget;
  for (int i = 0; i < 3; ++i) {
    try {
      const Watchdog::Case watched{watchdog, budget, std::chrono::milliseconds{1}};
      for (;;) budget.check();
    } catch (const BudgetExceeded& exceeded) {
      CHECK(exceeded.of == BudgetExceeded::Of::time);
    }
    const Watchdog::Case next{watchdog, budget, std::chrono::milliseconds::max()};
    budget.check();
  }
}

TEST_CASE("time is of one case: another thread's goes on") {
  Watchdog watchdog;
  Budget late, other;
  const Watchdog::Case first{watchdog, late, std::chrono::milliseconds{0}};
  const Watchdog::Case second{watchdog, other, std::chrono::hours{1}};
  CHECK_THROWS_AS(
      [&] {
        for (;;) late.check();
      }(),
      BudgetExceeded
  );
  CHECK_NOTHROW(other.check());
}
