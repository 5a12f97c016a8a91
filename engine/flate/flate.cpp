#include "engine/flate/flate.hpp"

#include <libdeflate.h>

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

std::optional<std::string> inflate(std::string_view packed, std::size_t size) {
  struct Free {
    void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
  };
  const std::unique_ptr<libdeflate_decompressor, Free> decompressor{
      libdeflate_alloc_decompressor()};
  if (!decompressor) throw std::bad_alloc{};
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
