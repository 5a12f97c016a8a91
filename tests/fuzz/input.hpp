#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace tests {

/// What a fuzzer gives to a door, as text.
inline std::string text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace tests
