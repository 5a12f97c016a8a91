#pragma once

// How much was looked at and compared, for the law that reading takes in proportion to what is
// read: a test counts it, which no clock does reliably.

#include <cstdint>

namespace engine::chart {

inline thread_local std::uint64_t work_done = 0;

/// Another element was looked at, or two things compared.
inline void count_work() {
  ++work_done;
}

}  // namespace engine::chart
