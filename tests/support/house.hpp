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

/// The kinds that a set has only when they are asked for.
inline std::vector<std::string> on_demand(const engine::Library& of, std::string_view set) {
  std::vector<std::string> kinds;
  const engine::kind::Set& all = *of.template_set->set(set);
  for (std::size_t i = 0; i < all.kinds.size(); ++i) {
    if (all.places[i].when_asked) kinds.push_back(all.kinds[i]);
  }
  return kinds;
}

}  // namespace tests
