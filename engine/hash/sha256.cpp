#include "engine/base/ascii.hpp"
#include "engine/hash/hash.hpp"

#include <nettle/sha2.h>
#include <new>

namespace engine::hash {

namespace {

using State = sha256_ctx;

State* in(std::array<std::byte, 128>& room) {
  static_assert(sizeof(State) <= sizeof room && alignof(State) <= 16);
  return std::launder(reinterpret_cast<State*>(room.data()));
}

}  // namespace

Sha256::Sha256() : state_{} {
  sha256_init(new (state_.data()) State);
}

Sha256& Sha256::add(std::string_view bytes) {
  sha256_update(in(state_), bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  return *this;
}

std::string Sha256::hex() {
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  sha256_digest(in(state_), digest.size(), digest.data());  // and begins anew
  return hex_of({reinterpret_cast<const char*>(digest.data()), digest.size()}, lower_hex_digits);
}

std::string sha256_hex(std::string_view bytes) {
  return Sha256{}.add(bytes).hex();
}

}  // namespace engine::hash
