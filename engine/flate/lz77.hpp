#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace engine::flate {

/// Finds what a text says again (LZ77, as RFC 1951 §4 describes it): for every place it looks at
/// the one place where the same five bytes began last. What it finds depends on the text alone;
/// places in earlier texts are known by their numbers and passed over, so that nothing need be
/// cleared in between.
class Lz77 {
 public:
  static constexpr std::size_t shortest = 4, longest = 258;  ///< bytes
  static constexpr std::uint32_t farthest = 32'768;          ///< bytes back

  /// Tells `out` the text from its beginning to its end, as `out.literal(byte)` and
  /// `out.match(length, distance)`.
  template <class Out>
  void find(std::string_view text, Out& out) {
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    const char* const last =
        text.size() > room_to_look ? end - room_to_look : begin;  // where eight bytes can be read
    const std::uint32_t first = number_of_first(text.size());
    const auto zero = reinterpret_cast<std::uintptr_t>(begin) - first;  // where number 0 would be
    const char* at = begin;
    while (at < last) {
      const std::uint64_t here = load(at);
      std::uint32_t& place = places_[hash(here)];
      const auto now = static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(at) - zero);
      const std::uint32_t distance = now - place;
      place = now;
      if (distance <= farthest) {
        const std::uint64_t differs = load(at - distance) ^ here;
        if (static_cast<std::uint32_t>(differs) == 0) {
          const std::size_t length = differs != 0
                                         ? static_cast<std::size_t>(std::countr_zero(differs)) / 8
                                         : length_of(at - distance, at, end);
          out.match(length, distance);
          places_[hash(load(at + 1))] = now + 1;
          at += length;
          if (at < last) places_[hash(load(at - 2))] = now + static_cast<std::uint32_t>(length) - 2;
          continue;
        }
      }
      out.literal(static_cast<unsigned char>(*at++));
    }
    for (; at < end; ++at) out.literal(static_cast<unsigned char>(*at));
  }

 private:
  static constexpr std::size_t room_to_look = 12;
  static constexpr int bits = 12;

  /// Little-endian, on every machine.
  static std::uint64_t load(const char* at) {
    std::uint64_t word = 0;
    if constexpr (std::endian::native == std::endian::little) {
      std::memcpy(&word, at, 8);
    } else {
      for (int i = 7; i >= 0; --i) word = word << 8 | static_cast<unsigned char>(at[i]);
    }
    return word;
  }
  static std::size_t hash(std::uint64_t bytes) {
    return static_cast<std::size_t>((bytes << 24) * 0x9E3779B185EBCA87u >> (64 - bits));
  }

  /// How far two places agree that have agreed for eight bytes.
  static std::size_t length_of(const char* seen, const char* at, const char* end) {
    const auto most = std::min(longest, static_cast<std::size_t>(end - at));
    std::size_t length = 8;
    for (; length + 8 <= most; length += 8) {
      const std::uint64_t differs = load(seen + length) ^ load(at + length);
      if (differs != 0) return length + static_cast<std::size_t>(std::countr_zero(differs)) / 8;
    }
    while (length < most && seen[length] == at[length]) ++length;
    return length;
  }

  /// Numbers go on from text to text, so far apart that no place of this one is near to any that
  /// was given before.
  std::uint32_t number_of_first(std::size_t size) {
    if (size + farthest >= 0x7000'0000u - next_) {
      places_.fill(0);
      next_ = farthest + 1;
    }
    const std::uint32_t first = next_;
    next_ += static_cast<std::uint32_t>(size) + farthest;
    return first;
  }

  std::array<std::uint32_t, std::size_t{1} << bits> places_{};  ///< 0: nowhere
  std::uint32_t next_ = farthest + 1;
};

}  // namespace engine::flate
