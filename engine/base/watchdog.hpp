#pragma once

#include "engine/base/budget.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace engine {

/// A thread that looks at the clock for all others, ten times a second, and expires the budget of a
/// case whose time is over.
class Watchdog {
 public:
  using Clock = std::chrono::steady_clock;

  Watchdog();
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  /// While one lives, its thread works on a case; the budget is restarted for it.
  class Case {
   public:
    Case(Watchdog& watchdog, Budget& budget, std::chrono::milliseconds time);
    ~Case();
    Case(const Case&) = delete;
    Case& operator=(const Case&) = delete;

   private:
    Watchdog& watchdog_;
    Budget& budget_;
  };

 private:
  struct Watched {
    Budget* budget;
    Clock::time_point deadline;
  };

  void watch();

  std::mutex mutex_;
  std::condition_variable wake_;
  bool over_ = false;
  std::vector<Watched> watched_;
  std::thread thread_;
};

}  // namespace engine
