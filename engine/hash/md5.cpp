#include "engine/hash/hash.hpp"

#include <nettle/md5.h>

namespace engine::hash {

std::array<char, 16> md5(std::string_view bytes) {
  static_assert(MD5_DIGEST_SIZE == 16);
  md5_ctx state;
  md5_init(&state);
  md5_update(&state, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  std::array<char, 16> digest{};
  md5_digest(&state, digest.size(), reinterpret_cast<std::uint8_t*>(digest.data()));
  return digest;
}

}  // namespace engine::hash
