#pragma once

#include "engine/base/bytes.hpp"
#include "engine/flate/lz77.hpp"

#include <string_view>

namespace engine::flate {

/// Compresses what is written anew for each document, as zlib does (RFC 1950, RFC 1951).
///
/// Usual compressors read a text twice: once to learn which bytes are frequent, and again to write
/// it in the codes (§3.2.7) that follow. What we write is alike in every file, so its codes are
/// known before: one for the operators of pages, one for the objects of a file. That makes one pass
/// of two and spares the making of codes, which for a page is as much work as the page itself:
/// half the time of libdeflate's fastest level, for a tenth more bytes (tests/bench/deflate.cpp
/// says both). The codes come from the samples, by tests/bench/deflate_codes.cpp; they have one for
/// every byte, so that any text can be written.
class QuickDeflater {
 public:
  enum class Of : std::uint8_t { pages, objects };
  void deflate(std::string_view plain, Of kind, Bytes& out);

 private:
  Lz77 lz77_;
};

}  // namespace engine::flate
