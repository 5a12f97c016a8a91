#pragma once

#include "engine/batch/batch.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <new>
#include <optional>
#include <thread>
#include <vector>

namespace engine::batch {

/// Thrown out of the walk of a case that has used up what it may use. It comes from where memory is
/// asked for: every step of the walk does that, so a step that never ends is stopped there too, and
/// no room has to look at a clock.
struct Spent : std::bad_alloc {
  enum class What { time, memory } what;
  explicit Spent(What w) : what{w} {}
};

/// What the case that this thread works on may still use. One for each thread that makes packets;
/// where none is about, memory is not counted.
class Allowance {
 public:
  explicit Allowance(const Limits& limits);
  ~Allowance();
  Allowance(const Allowance&) = delete;
  Allowance& operator=(const Allowance&) = delete;

  /// While one is about, its thread works on a case.
  class Case {
   public:
    explicit Case(Allowance& allowance);
    ~Case();
    Case(const Case&) = delete;
    Case& operator=(const Case&) = delete;

   private:
    Allowance& allowance_;
  };

 private:
  friend class Watch;
  using Clock = std::chrono::steady_clock;
  Limits limits_;
  std::atomic<std::ptrdiff_t>* limit_;  ///< of this thread; below what it holds: stop
  std::mutex mutex_;                    ///< the case does not change while the clock is looked at
  std::optional<Clock::time_point> deadline_;  ///< of the case, when there is one
};

/// Looks at the clock for all threads, ten times a second.
class Watch {
 public:
  Watch();
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  void add(Allowance& allowance);
  void remove(Allowance& allowance);

 private:
  void look();
  std::mutex mutex_;
  std::condition_variable wake_;
  bool over_ = false;
  std::vector<Allowance*> watched_;
  std::thread thread_;
};

}  // namespace engine::batch
