#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace engine::hash {

/// SHA-256 (FIPS 180-4) of bytes that come piece by piece: 1.6 GB/s where the processor has
/// instructions for it. Copying keeps what has been added so far.
class Sha256 {
 public:
  Sha256();
  Sha256& add(std::string_view bytes);
  /// The digest of everything that was added, in 64 small hexadecimal digits. What is added
  /// afterwards begins a new one.
  std::string hex();

 private:
  alignas(16) std::array<std::byte, 128> state_;  ///< the library's own
};

/// The digest of bytes that are all there.
std::string sha256_hex(std::string_view bytes);

/// MD5 (RFC 1321), which PDF wants of an embedded file (ISO 32000-1 table 46): against accidents,
/// not against people.
std::array<char, 16> md5(std::string_view bytes);

/// A name for content: what has the same bytes has the same name, on every machine and in every
/// version. 128 bits of MurmurHash3 (x64, seed 0; Austin Appleby, public domain), ten times as fast
/// as SHA-256, and no protection against somebody who wants two contents of one name.
std::array<std::uint64_t, 2> content_id(std::string_view bytes);

/// Such a name, of half the size, for numbers and texts that come one by one.
class NumbersId {
 public:
  void add(std::uint64_t number) {
    const std::uint64_t scrambled = std::rotl(number * 0x87c37b91114253d5, 31) * 0x4cf5ad432745937f;
    state_ = std::rotl(state_ ^ scrambled, 27) * 5 + 0x52dce729;
  }
  void add(std::string_view bytes) {
    add(bytes.size());
    add(content_id(bytes)[0]);
  }
  /// Of all that were added, in their order.
  std::uint64_t id() const;

 private:
  std::uint64_t state_ = 0;
};

/// A digest of this program's own code and of the libraries it is linked with, as they are loaded:
/// of the build ids that linkers write into them. Another build, or another version of a library,
/// has another.
std::string program();

}  // namespace engine::hash
