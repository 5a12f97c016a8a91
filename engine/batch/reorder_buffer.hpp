#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace engine::batch {

/// A reorder buffer: work is put in whatever order it is finished, and taken in the order in which
/// its places were given out. A thread that is far ahead waits in put(), so that what is in the
/// buffer never has more than `most` bytes, and the work whose turn it is. place(), put() and
/// abandon() may be called by any thread, take() by one.
template <class Work>
class ReorderBuffer {
 public:
  explicit ReorderBuffer(std::size_t most) : most_{most} {}

  /// The place of work that begins now. Called in the order of the work.
  std::uint64_t place() {
    const std::lock_guard lock{mutex_};
    waiting_.emplace_back();
    return first_ + waiting_.size() - 1;
  }

  void put(std::uint64_t place, Work work, std::size_t bytes) {
    std::unique_lock lock{mutex_};
    moved_.wait(lock, [&] { return place == first_ || bytes_ < most_ || abandoned_; });
    if (abandoned_) return;
    bytes_ += bytes;
    waiting_[place - first_].emplace(std::move(work), bytes);
    if (place == first_) ready_.notify_one();
  }

  /// The next in the order, waited for; nothing when all has been taken, or the buffer is
  /// abandoned.
  std::optional<Work> take() {
    std::unique_lock lock{mutex_};
    ready_.wait(lock, [&] {
      return abandoned_ || (waiting_.empty() ? closed_ : waiting_.front().has_value());
    });
    if (abandoned_ || waiting_.empty()) return std::nullopt;
    auto [work, bytes] = std::move(*waiting_.front());
    waiting_.pop_front();
    ++first_;
    bytes_ -= bytes;
    lock.unlock();
    moved_.notify_all();
    return std::optional<Work>{std::move(work)};
  }

  /// A place will never be put: no call waits any more, for that or for anything.
  void abandon() {
    {
      const std::lock_guard lock{mutex_};
      abandoned_ = true;
    }
    moved_.notify_all();
    ready_.notify_one();
  }

  /// All places have been given out.
  void close() {
    {
      const std::lock_guard lock{mutex_};
      closed_ = true;
    }
    ready_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable moved_, ready_;
  std::deque<std::optional<std::pair<Work, std::size_t>>> waiting_;  ///< from place first_ on
  std::uint64_t first_ = 0;
  std::size_t most_, bytes_ = 0;
  bool closed_ = false, abandoned_ = false;
};

}  // namespace engine::batch
