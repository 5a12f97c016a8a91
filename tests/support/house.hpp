#pragma once

// The house as it was built: its library, opened once for a test program, and a worker.

#include "engine/engine.hpp"

#include <cstdlib>

namespace tests {

inline engine::Library& library() {
  static const auto opened = [] {
    engine::Diagnostics out;
    auto result = engine::open_library(CAREPACKET_BINARY_DIR "/share/carepacket", "", out);
    if (!result) std::abort();
    return std::move(*result);
  }();
  return *opened;
}

inline engine::Worker& worker() {
  static engine::Worker made = [] {
    engine::Diagnostics out;
    auto result = engine::make_worker(library(), out);
    if (!result) std::abort();
    return std::move(*result);
  }();
  return made;
}

}  // namespace tests
