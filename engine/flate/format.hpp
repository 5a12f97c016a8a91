#pragma once

// What RFC 1951 says of lengths and distances (§3.2.5): each has a symbol, and bits that tell it
// from others of that symbol.

#include <array>
#include <cstdint>

namespace engine::flate::format {

constexpr int symbols = 286;  ///< of literals, of the end of a block, and of lengths
constexpr int distance_symbols = 30;
constexpr int end_of_block = 256;
constexpr int most_symbols_alike = 6;  ///< that one repetition stands for (§3.2.7)

struct Symbol {
  std::uint16_t base;  ///< the least value it stands for
  std::uint8_t extra;  ///< bits
};

/// From symbol 257 on.
constexpr std::array<Symbol, 29> lengths = [] {
  std::array<Symbol, 29> all{};
  std::uint16_t base = 3;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto extra = static_cast<std::uint8_t>(i < 8 ? 0 : i / 4 - 1);
    all[i] = {base, extra};
    base = static_cast<std::uint16_t>(base + (1 << extra));
  }
  all.back() = {258, 0};
  return all;
}();

constexpr std::array<Symbol, distance_symbols> distances = [] {
  std::array<Symbol, distance_symbols> all{};
  std::uint16_t base = 1;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto extra = static_cast<std::uint8_t>(i < 4 ? 0 : i / 2 - 1);
    all[i] = {base, extra};
    base = static_cast<std::uint16_t>(base + (1 << extra));
  }
  return all;
}();

/// The symbol of a value: the last whose base is not above it.
template <std::size_t N>
constexpr int symbol_of(const std::array<Symbol, N>& all, std::uint32_t value) {
  int symbol = static_cast<int>(N) - 1;
  while (all[static_cast<std::size_t>(symbol)].base > value) --symbol;
  return symbol;
}

}  // namespace engine::flate::format
