#pragma once

// What every door needs: the library of the build, opened once.

#include "engine/engine.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

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
  static engine::Worker hired = [] {
    engine::Diagnostics out;
    auto result = engine::hire(library(), out);
    if (!result) std::abort();
    return std::move(*result);
  }();
  return hired;
}

inline std::string text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace tests
