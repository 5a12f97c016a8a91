#include "engine/base/watchdog.hpp"

#include <algorithm>

namespace engine {

Watchdog::Watchdog(Memory memory) : memory_{std::move(memory)}, thread_{[this] { watch(); }} {}

Watchdog::~Watchdog() {
  {
    const std::lock_guard lock{mutex_};
    over_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void Watchdog::end() {
  const std::lock_guard lock{mutex_};
  has_ended_ = true;
  for (const Watched& each : watched_) each.budget->expire();
}

void Watchdog::look_at_clock() {
  const auto now = Clock::now();
  for (const Watched& each : watched_) {
    if (has_ended_ || each.deadline <= now) each.budget->expire();
  }
}

void Watchdog::look_at_memory() {
  const std::size_t held = memory_.held();
  if (held < memory_.most - memory_.most / 4) return;
  const auto largest = std::ranges::max_element(watched_, {}, [](const Watched& each) {
    return each.budget->held();
  });
  for (const Watched& each : watched_) {
    if (held >= memory_.most - memory_.most / 8 || each.budget == largest->budget)
      each.budget->expire(BudgetExceeded::Of::memory);
  }
}

void Watchdog::watch() {
  using std::chrono::milliseconds;
  std::unique_lock lock{mutex_};
  for (;;) {
    // A page of memory is taken in less than a microsecond: ten times a second is too seldom.
    const bool measures = memory_.held && !watched_.empty();
    const auto count = watched_.size();
    wake_.wait_for(lock, milliseconds{measures ? 5 : 100}, [&] {
      return over_ || (memory_.held && watched_.size() > count);
    });
    if (over_) return;
    look_at_clock();
    if (memory_.held && !watched_.empty()) look_at_memory();
  }
}

Watchdog::Case::Case(Watchdog& watchdog, Budget& budget, std::chrono::milliseconds time)
    : watchdog_{watchdog}, budget_{budget} {
  budget.restart();
  // A limit beyond what the clock can count is none.
  const auto now = Clock::now();
  const auto most = std::chrono::floor<std::chrono::milliseconds>(Clock::time_point::max() - now);
  {
    const std::lock_guard lock{watchdog.mutex_};
    watchdog.watched_.push_back({&budget, now + std::min(time, most)});
    if (watchdog.has_ended_) budget.expire();
  }
  if (watchdog.memory_.held) watchdog.wake_.notify_one();
}

Watchdog::Case::~Case() {
  {
    const std::lock_guard lock{watchdog_.mutex_};
    std::erase_if(watchdog_.watched_, [&](const Watched& each) { return each.budget == &budget_; });
  }
  budget_.restart();
}

}  // namespace engine
