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

TEST_CASE("of two cases the one that holds most is given up, a quarter before the limit") {
  std::atomic<std::size_t> held{0};
  Watchdog watchdog{{[&] { return held.load(); }, 800}};
  Budget large, small;
  const Watchdog::Case first{watchdog, small, std::chrono::hours{1}};
  const Watchdog::Case second{watchdog, large, std::chrono::hours{1}};
  large.take(10);
  held = 600;
  try {
    for (;;) large.check();
  } catch (const BudgetExceeded& exceeded) {
    CHECK(exceeded.of == BudgetExceeded::Of::memory);
  }
  CHECK_NOTHROW(small.check());
  held = 700;
  CHECK_THROWS_AS(
      [&] {
        for (;;) small.check();
      }(),
      BudgetExceeded
  );
}

TEST_CASE("at the end every case's time is over, of those that begin then, too") {
  Watchdog watchdog;
  Budget before, after;
  const Watchdog::Case first{watchdog, before, std::chrono::hours{1}};
  watchdog.end();
  CHECK_THROWS_AS(before.check(), BudgetExceeded);
  const Watchdog::Case second{watchdog, after, std::chrono::hours{1}};
  CHECK_THROWS_AS(after.check(), BudgetExceeded);
}

TEST_CASE("what a case held is given back when it is over") {
  Watchdog watchdog;
  Budget budget;
  {
    const Watchdog::Case watched{watchdog, budget, std::chrono::hours{1}};
    budget.take(10);
  }
  CHECK(budget.held() == 0);
}
