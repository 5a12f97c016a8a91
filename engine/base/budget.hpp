#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>

namespace engine {

/// Thrown by Budget: the case that is made has used up its time or its memory.
struct BudgetExceeded : std::exception {
  enum class Of { time, memory } of;
  explicit BudgetExceeded(Of what) : of{what} {}
  const char* what() const noexcept override {
    return of == Of::time ? "the time of a case is used up" : "the memory of a case is used up";
  }
};

/// What one case may use, so that it can neither hold up nor bring down the others.
///
/// Time: whoever runs the walk watches the clock and calls expire() from a thread of its own; no
/// room knows a clock. Memory: bytes of the values that are handed from stage to stage (case,
/// facts, markup, blocks, pages, file). They are counted and not measured, so a case meets its
/// limit at the same place on every machine and whatever was made before it. Whoever has to keep
/// the whole program within a limit measures it besides, and calls expire() for memory, too.
///
/// A walk ends only where it asks: check() and take() throw, and nothing else does. They stand
/// where a case may have many of something (papers, paragraphs, lines, cells, pages), never in a
/// destructor, a noexcept function or a function that a C library calls.
class Budget {
 public:
  static constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();

  explicit Budget(std::size_t bytes = unlimited) : bytes_{bytes} {}
  Budget(const Budget&) = delete;
  Budget& operator=(const Budget&) = delete;

  /// For walks without a limit.
  static const Budget& none() {
    static const Budget unlimited_budget;
    return unlimited_budget;
  }

  /// A case begins: nothing is held, and time is left.
  void restart() noexcept {
    held_.store(0, std::memory_order_relaxed);
    over_.store(Over::nothing, std::memory_order_relaxed);
  }
  /// Time is over, or the program has no more memory for it. Called by any thread.
  void expire(BudgetExceeded::Of what = BudgetExceeded::Of::time) noexcept {
    const bool is_time = what == BudgetExceeded::Of::time;
    over_.store(is_time ? Over::time : Over::memory, std::memory_order_relaxed);
  }

  /// Throws when time is over, or when `more` bytes that are being made exceed what is left.
  void check(std::size_t more = 0) const {
    if (const Over over = over_.load(std::memory_order_relaxed); over != Over::nothing) [[unlikely]]
      throw BudgetExceeded{
          over == Over::time ? BudgetExceeded::Of::time : BudgetExceeded::Of::memory};
    if (more > bytes_ - held()) [[unlikely]]
      throw BudgetExceeded{BudgetExceeded::Of::memory};
  }
  /// check(), and from now on the case holds these bytes.
  void take(std::size_t bytes) {
    check(bytes);
    held_.store(held() + bytes, std::memory_order_relaxed);
  }
  void give_back(std::size_t bytes) noexcept {
    held_.store(held() - bytes, std::memory_order_relaxed);
  }
  /// Asked by any thread.
  std::size_t held() const noexcept { return held_.load(std::memory_order_relaxed); }

 private:
  enum class Over : std::uint8_t { nothing, time, memory };
  std::size_t bytes_;
  std::atomic<std::size_t> held_{0};  ///< changed by the thread of the case alone
  std::atomic<Over> over_{Over::nothing};
};

}  // namespace engine
