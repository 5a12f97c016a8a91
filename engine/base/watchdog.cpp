#include "engine/base/watchdog.hpp"

#include <algorithm>

namespace engine {

Watchdog::Watchdog() : thread_{[this] { watch(); }} {}

Watchdog::~Watchdog() {
  {
    const std::lock_guard lock{mutex_};
    over_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void Watchdog::watch() {
  std::unique_lock lock{mutex_};
  while (!wake_.wait_for(lock, std::chrono::milliseconds{100}, [this] { return over_; })) {
    const auto now = Clock::now();
    for (const Watched& each : watched_) {
      if (each.deadline <= now) each.budget->expire();
    }
  }
}

Watchdog::Case::Case(Watchdog& watchdog, Budget& budget, std::chrono::milliseconds time)
    : watchdog_{watchdog}, budget_{budget} {
  budget.restart();
  // A limit beyond what the clock can count is none.
  const auto now = Clock::now();
  const auto most = std::chrono::floor<std::chrono::milliseconds>(Clock::time_point::max() - now);
  const std::lock_guard lock{watchdog.mutex_};
  watchdog.watched_.push_back({&budget, now + std::min(time, most)});
}

Watchdog::Case::~Case() {
  const std::lock_guard lock{watchdog_.mutex_};
  std::erase_if(watchdog_.watched_, [&](const Watched& each) { return each.budget == &budget_; });
}

}  // namespace engine
