#pragma once

#include <array>
#include <chrono>
#include <cstddef>

#include <time.h>

namespace bench {

/// The processor's time for this thread: what else the machine does in the meantime does not count.
struct ThreadClock {
  using duration = std::chrono::nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<ThreadClock>;
  static constexpr bool is_steady = true;
  static time_point now() {
    timespec spent{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return time_point{std::chrono::seconds{spent.tv_sec} + duration{spent.tv_nsec}};
  }
};

enum class Stage { read, facts, fill, markup, layout, bind, pdf };
constexpr std::array<const char*, 7> stage_names{"read", "facts", "fill", "markup", "layout", "bind", "pdf"};

/// Time spent behind the doors of the rooms by this thread so far.
using Times = std::array<std::chrono::nanoseconds, stage_names.size()>;
Times& times();

}  // namespace bench
