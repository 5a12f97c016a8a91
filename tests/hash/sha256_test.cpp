#include "engine/hash/hash.hpp"

#include <catch2/catch.hpp>

#include <string>

using engine::hash::Sha256;
using engine::hash::sha256_hex;

TEST_CASE("SHA-256 gives what the standard's examples give") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(
      sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
  );
  CHECK(
      sha256_hex(std::string(1'000'000, 'a')) ==
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
  );
}

TEST_CASE("pieces have the digest of what they are together, wherever they are cut") {
  std::string text;
  for (int i = 0; i < 300; ++i) text += static_cast<char>(i);
  const std::string whole = sha256_hex(text);
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    const std::string_view view = text;
    CAPTURE(cut);
    CHECK(Sha256{}.add(view.substr(0, cut)).add(view.substr(cut)).hex() == whole);
  }
}

TEST_CASE("a digest that was asked for begins anew, and a copy goes on by itself") {
  Sha256 one;
  one.add("ab");
  Sha256 other = one;
  CHECK(one.add("c").hex() == sha256_hex("abc"));
  CHECK(one.add("abc").hex() == sha256_hex("abc"));
  CHECK(other.add("d").hex() == sha256_hex("abd"));
}
