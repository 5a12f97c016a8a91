#include "engine/hash/hash.hpp"

#include <bit>
#include <cstring>

namespace engine::hash {

namespace {

constexpr std::uint64_t c1 = 0x87c37b91114253d5;
constexpr std::uint64_t c2 = 0x4cf5ad432745937f;

/// Little-endian on every machine, so that a file is the same everywhere.
std::uint64_t load(const char* bytes, std::size_t count = 8) {
  std::uint64_t word = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&word, bytes, count);
  } else {
    for (std::size_t i = 0; i < count; ++i)
      word |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  }
  return word;
}

std::uint64_t scramble1(std::uint64_t k) {
  return std::rotl(k * c1, 31) * c2;
}
std::uint64_t scramble2(std::uint64_t k) {
  return std::rotl(k * c2, 33) * c1;
}

std::uint64_t finish(std::uint64_t k) {
  k = (k ^ k >> 33) * 0xff51afd7ed558ccd;
  k = (k ^ k >> 33) * 0xc4ceb9fe1a85ec53;
  return k ^ k >> 33;
}

}  // namespace

std::uint64_t NumbersId::id() const {
  return finish(state_);
}

std::array<std::uint64_t, 2> content_id(std::string_view bytes) {
  std::uint64_t h1 = 0, h2 = 0;
  std::size_t at = 0;
  for (; at + 16 <= bytes.size(); at += 16) {
    h1 = (std::rotl(h1 ^ scramble1(load(bytes.data() + at)), 27) + h2) * 5 + 0x52dce729;
    h2 = (std::rotl(h2 ^ scramble2(load(bytes.data() + at + 8)), 31) + h1) * 5 + 0x38495ab5;
  }
  const std::size_t rest = bytes.size() - at;
  if (rest > 8) h2 ^= scramble2(load(bytes.data() + at + 8, rest - 8));
  if (rest > 0) h1 ^= scramble1(load(bytes.data() + at, rest < 8 ? rest : 8));

  h1 ^= bytes.size();
  h2 ^= bytes.size();
  h1 += h2;
  h2 += h1;
  h1 = finish(h1);
  h2 = finish(h2);
  h1 += h2;
  h2 += h1;
  return {h1, h2};
}

}  // namespace engine::hash
