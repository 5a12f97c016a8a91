#pragma once

#include "engine/base/bytes.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct libdeflate_compressor;

namespace engine::flate {

/// Compresses as zlib does (RFC 1950), what PDF calls FlateDecode: with care, for what is kept and
/// written often. Keeps its tables between calls.
class Deflater {
 public:
  explicit Deflater(int level);
  ~Deflater();
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  void deflate(std::string_view plain, Bytes& out);

 private:
  libdeflate_compressor* compressor_;
};

/// What was compressed, when it is whole and exactly `size` bytes long.
std::optional<std::string> inflate(std::string_view packed, std::size_t size);
/// How many bytes were compressed, at the beginning of these; nothing when more than `most`, for
/// which no room is made. Of bytes that are damaged: the most that they could stand for.
std::optional<std::size_t> inflated_size(std::string_view packed, std::size_t most);
/// The checksum of PNG chunks (ISO 3309).
std::uint32_t crc32(std::string_view bytes);
/// The checksum behind what zlib has compressed (RFC 1950 §2.2).
std::uint32_t adler32(std::string_view bytes);

}  // namespace engine::flate
