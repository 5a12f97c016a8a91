#include "engine/batch/allowance.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace {

constexpr std::ptrdiff_t no_limit = std::numeric_limits<std::ptrdiff_t>::max();
constexpr std::ptrdiff_t no_time = std::numeric_limits<std::ptrdiff_t>::min();

/// What this thread holds of memory since its case began. What another thread frees, or what was
/// there before, makes it a little less than it is: a limit, not a bill.
struct Account {
  std::ptrdiff_t held = 0;
  std::atomic<std::ptrdiff_t> limit{no_limit};
};
constinit thread_local Account account;

[[gnu::cold, noreturn]] void stop_case() {
  const bool is_late = account.limit.load(std::memory_order_relaxed) == no_time;
  account.limit.store(no_limit, std::memory_order_relaxed);  // putting things away needs memory too
  throw engine::batch::Spent{
      is_late ? engine::batch::Spent::What::time : engine::batch::Spent::What::memory};
}

void* take(std::size_t size) {
  account.held += static_cast<std::ptrdiff_t>(size);
  if (account.held > account.limit.load(std::memory_order_relaxed)) [[unlikely]] {
    account.held -= static_cast<std::ptrdiff_t>(size);
    stop_case();
  }
  void* const memory = std::malloc(size > 0 ? size : 1);
  if (!memory) throw std::bad_alloc{};
  return memory;
}

void give_back(void* memory, std::size_t size) noexcept {
  if (memory) account.held -= static_cast<std::ptrdiff_t>(size);
  std::free(memory);
}

}  // namespace

// The whole program's: a case's memory is whatever its walk asks for, in whichever room.
void* operator new(std::size_t size) {
  return take(size);
}
void* operator new[](std::size_t size) {
  return take(size);
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  try {
    return take(size);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}
void* operator new[](std::size_t size, const std::nothrow_t& none) noexcept {
  return operator new(size, none);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete[](void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t size) noexcept {
  give_back(memory, size);
}
void operator delete[](void* memory, std::size_t size) noexcept {
  give_back(memory, size);
}

namespace engine::batch {

Allowance::Allowance(const Limits& limits) : limits_{limits}, limit_{&account.limit} {}
Allowance::~Allowance() = default;

Allowance::Case::Case(Allowance& allowance) : allowance_{allowance} {
  const std::lock_guard lock{allowance.mutex_};
  account.held = 0;
  account.limit.store(
      static_cast<std::ptrdiff_t>(std::min<std::size_t>(allowance.limits_.bytes, no_limit - 1)),
      std::memory_order_relaxed
  );
  allowance.deadline_ = Allowance::Clock::now() + allowance.limits_.time;
}

Allowance::Case::~Case() {
  const std::lock_guard lock{allowance_.mutex_};
  allowance_.deadline_.reset();
  account.limit.store(no_limit, std::memory_order_relaxed);
}

Watch::Watch() : thread_{[this] { look(); }} {}

Watch::~Watch() {
  {
    const std::lock_guard lock{mutex_};
    over_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void Watch::add(Allowance& allowance) {
  const std::lock_guard lock{mutex_};
  watched_.push_back(&allowance);
}

void Watch::remove(Allowance& allowance) {
  const std::lock_guard lock{mutex_};
  std::erase(watched_, &allowance);
}

void Watch::look() {
  std::unique_lock lock{mutex_};
  while (!wake_.wait_for(lock, std::chrono::milliseconds{100}, [this] { return over_; })) {
    const auto now = Allowance::Clock::now();
    for (Allowance* allowance : watched_) {
      const std::lock_guard case_stays{allowance->mutex_};
      if (allowance->deadline_ && *allowance->deadline_ <= now)
        allowance->limit_->store(no_time, std::memory_order_relaxed);
    }
  }
}

}  // namespace engine::batch
