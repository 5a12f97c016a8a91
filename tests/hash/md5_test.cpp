#include "engine/base/ascii.hpp"
#include "engine/hash/hash.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace tests;

namespace {
std::string hex(const std::array<char, 16>& digest) {
  return hex_of({digest.data(), digest.size()}, lower_hex_digits);
}
}  // namespace

TEST_CASE("the checksum is MD5 (RFC 1321 §A.5)") {
  CHECK(hex(hash::md5("")) == "d41d8cd98f00b204e9800998ecf8427e");
  CHECK(hex(hash::md5("abc")) == "900150983cd24fb0d6963f7d28e17f72");
  CHECK(hex(hash::md5("abcdefghijklmnopqrstuvwxyz")) == "c3fcd3d76192e4007dfb496cca67e13b");
  for (const std::size_t size : {55u, 56u, 57u, 63u, 64u, 65u, 119u, 120u, 1000u}) {
    const std::string bytes(size, '\xE9');
    CHECK(hex(hash::md5(bytes)) == run_on(bytes, "md5sum {}").out.substr(0, 32));
  }
}
