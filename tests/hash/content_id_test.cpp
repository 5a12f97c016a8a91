#include "engine/hash/hash.hpp"

#include <catch2/catch.hpp>

using namespace engine;

TEST_CASE("the id of content is MurmurHash3 x64 128") {
  // Values of the reference implementation with seed 0.
  CHECK(hash::content_id("") == std::array<std::uint64_t, 2>{0, 0});
  CHECK(
      hash::content_id("hello") ==
      std::array<std::uint64_t, 2>{0xcbd8a7b341bd9b02, 0x5b1e906a48ae1d19}
  );
  CHECK(
      hash::content_id("The quick brown fox jumps over the lazy dog") ==
      std::array<std::uint64_t, 2>{0xe34bbc7bbc071b6c, 0x7a433ca9c49a9347}
  );
}
