#pragma once

#include "engine/base/budget.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace engine {

/// A thread that looks at the clock for all others, ten times a second, and expires the budget of a
/// case whose time is over. Where it is told how, it looks at the memory of the whole program, too.
class Watchdog {
 public:
  using Clock = std::chrono::steady_clock;
  /// The memory that the program holds, measured, and the most that it may. A quarter before that
  /// the case that holds most is given up, an eighth before it all are: between two looks, and
  /// until a case asks, some more is taken.
  struct Memory {
    std::function<std::size_t()> held;
    std::size_t most = Budget::unlimited;
  };

  Watchdog() : Watchdog{Memory{}} {}
  explicit Watchdog(Memory memory);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

  /// From now on every case's time is over.
  void end();

  /// While one lives, its thread works on a case; the budget is restarted for it, and afterwards.
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
  void look_at_clock();
  void look_at_memory();

  Memory memory_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool over_ = false, has_ended_ = false;
  std::vector<Watched> watched_;
  std::thread thread_;
};

}  // namespace engine
