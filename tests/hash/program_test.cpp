#include "engine/hash/hash.hpp"

#include <catch2/catch.hpp>

#include <dlfcn.h>

using namespace engine;

TEST_CASE("a program has one digest, whatever it opens while it runs") {
  const std::string before = hash::program();
  CHECK(before.size() == 64);
  CHECK(before != hash::sha256_hex(""));
  void* const more = dlopen("libanl.so.1", RTLD_NOW);
  REQUIRE(more);
  CHECK(hash::program() == before);
  dlclose(more);
}
