#include "engine/flate/flate.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <new>

namespace engine::flate {

Deflater::Deflater(int level) : compressor_{libdeflate_alloc_compressor(level)} {
  if (!compressor_) throw std::bad_alloc{};
}
Deflater::~Deflater() {
  libdeflate_free_compressor(compressor_);
}

void Deflater::deflate(std::string_view plain, Bytes& out) {
  const std::size_t most = libdeflate_zlib_compress_bound(compressor_, plain.size());
  char* const at = out.room(most);
  out.wrote(at + libdeflate_zlib_compress(compressor_, plain.data(), plain.size(), at, most));
}

namespace {

struct Free {
  void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
};

std::unique_ptr<libdeflate_decompressor, Free> new_decompressor() {
  std::unique_ptr<libdeflate_decompressor, Free> made{libdeflate_alloc_decompressor()};
  if (!made) throw std::bad_alloc{};
  return made;
}

}  // namespace

std::optional<std::size_t> inflated_size(std::string_view packed, std::size_t most) {
  constexpr std::size_t times = 1032;  // the densest code: 258 bytes in two bits
  const std::size_t room = std::min(packed.size(), most / times + 1) * times;
  const auto plain = std::make_unique_for_overwrite<char[]>(room);
  std::size_t size = 0;
  const auto outcome = libdeflate_zlib_decompress(
      new_decompressor().get(), packed.data(), packed.size(), plain.get(), room, &size
  );
  if (outcome == LIBDEFLATE_INSUFFICIENT_SPACE) return std::nullopt;
  if (outcome != LIBDEFLATE_SUCCESS) return std::min(room, most);
  return size <= most ? std::optional{size} : std::nullopt;
}

std::optional<std::string> inflate(std::string_view packed, std::size_t size) {
  const auto decompressor = new_decompressor();
  std::string plain(size, '\0');
  const auto outcome = libdeflate_zlib_decompress(
      decompressor.get(), packed.data(), packed.size(), plain.data(), plain.size(), nullptr
  );
  if (outcome != LIBDEFLATE_SUCCESS) return std::nullopt;
  return plain;
}

std::uint32_t crc32(std::string_view bytes) {
  return libdeflate_crc32(0, bytes.data(), bytes.size());
}

std::uint32_t adler32(std::string_view bytes) {
  return libdeflate_adler32(1, bytes.data(), bytes.size());
}

}  // namespace engine::flate
