#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace engine::batch {

/// Where finished work waits for its turn: it is put in whatever order it is finished, and taken in
/// the order it was given out. Who is far ahead waits, so that what waits never needs more than
/// `most` bytes, and the one whose turn it is.
template <class Work>
class Line {
 public:
  explicit Line(std::size_t most) : most_{most} {}

  /// A place in the line, for work that begins now. Called in the order of the work.
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

  /// The next in line; nothing when nobody will put any more, or the line is abandoned.
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

  /// Somebody will not come: nobody waits for him, or for anything.
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
