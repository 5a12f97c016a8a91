#include "engine/flate/quick_deflate.hpp"

#include "engine/flate/flate.hpp"
#include "engine/flate/format.hpp"

#include <array>

namespace engine::flate {

namespace {

/// Bits as they follow one another in a stream: the first are the lowest of a byte (RFC 1951
/// §3.1.1).
class BitWriter {
 public:
  explicit constexpr BitWriter(char* at) : at_{at} {}
  /// At most 56 bits between two flushes.
  constexpr void put(std::uint64_t bits, unsigned count) {
    waiting_ |= bits << count_;
    count_ += count;
  }
  /// Writes whole bytes; up to seven behind them are of no meaning yet.
  void flush() {
    if constexpr (std::endian::native == std::endian::little) {
      std::memcpy(at_, &waiting_, 8);
      at_ += count_ >> 3;
      waiting_ >>= count_ & ~7u;
      count_ &= 7;
    } else {
      flush_bytes();
    }
  }
  constexpr void flush_bytes() {
    for (; count_ >= 8; count_ -= 8, waiting_ >>= 8) *at_++ = static_cast<char>(waiting_ & 0xFF);
  }
  /// Fills the last byte.
  constexpr char* finish() {
    count_ = (count_ + 7) & ~7u;
    flush_bytes();
    return at_;
  }
  constexpr char* at() const { return at_; }
  constexpr unsigned rest() const { return static_cast<unsigned>(count_); }
  constexpr std::uint64_t waiting() const { return waiting_; }

 private:
  char* at_;
  std::uint64_t waiting_ = 0, count_ = 0;
};

struct Code {
  std::uint32_t bits = 0;  ///< turned round, as they are written (§3.1.1)
  std::uint8_t count = 0;
};

/// Gives codes their bits: the shorter ones first, those of a length in the order of their symbols
/// (§3.2.2).
template <std::size_t N>
constexpr void number(std::array<Code, N>& codes) {
  std::uint32_t next = 0;
  for (int count = 1; count <= 15; ++count, next <<= 1) {
    for (Code& code : codes) {
      if (code.count != count) continue;
      for (int bit = 0; bit < count; ++bit) code.bits |= (next >> bit & 1) << (count - 1 - bit);
      ++next;
    }
  }
}

/// How long each symbol's code is: a letter each, "a" for one bit, "." for a symbol without code.
template <std::size_t N>
constexpr std::array<Code, N> codes_of(std::string_view letters) {
  if (letters.size() != N) throw "a letter for each symbol";
  std::array<Code, N> codes{};
  for (std::size_t i = 0; i < N; ++i)
    codes[i].count = static_cast<std::uint8_t>(letters[i] == '.' ? 0 : letters[i] - 'a' + 1);
  number(codes);
  return codes;
}

/// How a distance is written: its symbol's code, and what it is above the symbol's least, behind
/// that.
struct Distance {
  std::uint32_t bits = 0;
  std::uint16_t base = 0;
  std::uint8_t count = 0, count_of_all = 0;
};

/// Everything of a kind of text that does not change.
struct Alphabet {
  std::array<Code, format::symbols> literals{};
  std::array<Code, Lz77::longest + 1> lengths{};  ///< by length, its extra bits among them
  std::array<Distance, format::distance_symbols> distances{};
  std::array<char, 256> header{};  ///< the whole bytes of what comes first
  int header_bytes = 0;
  unsigned header_rest = 0;
  std::uint64_t header_bits = 0;

  constexpr Alphabet(
      std::string_view of_literals, std::string_view of_distances, std::string_view of_lengths
  )
      : literals{codes_of<format::symbols>(of_literals)} {
    const auto codes = codes_of<format::distance_symbols>(of_distances);
    for (std::size_t i = 0; i < codes.size(); ++i) {
      const format::Symbol& of = format::distances[i];
      distances[i] = {
          codes[i].bits,
          of.base,
          codes[i].count,
          static_cast<std::uint8_t>(codes[i].count + of.extra)};
    }
    for (std::size_t length = 3; length <= Lz77::longest; ++length) {
      const auto symbol = static_cast<std::size_t>(
          format::symbol_of(format::lengths, static_cast<std::uint32_t>(length))
      );
      const format::Symbol& of = format::lengths[symbol];
      const Code& code = literals[257 + symbol];
      lengths[length] = {
          code.bits | static_cast<std::uint32_t>(length - of.base) << code.count,
          static_cast<std::uint8_t>(code.count + of.extra)};
    }
    write_header(codes_of<19>(of_lengths));
  }

  /// The only block of a stream, with codes of its own, and those codes (§3.2.7).
  constexpr void write_header(const std::array<Code, 19>& of_lengths) {
    constexpr std::size_t order[19] = {
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    BitWriter out{header.data()};
    out.put(1 | 2 << 1, 3);
    out.put(format::symbols - 257, 5);
    out.put(format::distance_symbols - 1, 5);
    out.put(19 - 4, 4);
    for (const std::size_t symbol : order) {
      out.put(of_lengths[symbol].count, 3);
      out.flush_bytes();
    }
    constexpr std::size_t total = format::symbols + format::distance_symbols;
    const auto count = [&](std::size_t i) {
      return i < format::symbols ? literals[i].count : distances[i - format::symbols].count;
    };
    for (std::size_t i = 0; i < total;) {
      const std::uint8_t here = count(i++);
      out.put(of_lengths[here].bits, of_lengths[here].count);
      for (;;) {
        std::size_t alike = 0;
        while (alike < format::most_symbols_alike && i + alike < total && count(i + alike) == here)
          ++alike;
        if (alike < 3) break;
        out.put(of_lengths[16].bits, of_lengths[16].count);
        out.put(alike - 3, 2);
        out.flush_bytes();
        i += alike;
      }
      out.flush_bytes();
    }
    header_bytes = static_cast<int>(out.at() - header.data());
    header_rest = out.rest();
    header_bits = out.waiting();
  }
};

#include "engine/flate/codes.inc"

/// By distance - 1 below 256, and by (distance - 1) / 128 above.
constexpr std::array<std::uint8_t, 512> distance_symbols = [] {
  std::array<std::uint8_t, 512> all{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    all[i] = static_cast<std::uint8_t>(format::symbol_of(format::distances, i + 1));
    all[256 + i] = static_cast<std::uint8_t>(format::symbol_of(format::distances, (i << 7) + 1));
  }
  return all;
}();

/// Writes what Lz77 finds.
struct Coder {
  const Alphabet& alphabet;
  BitWriter out;

  void literal(unsigned char byte) {
    const Code& code = alphabet.literals[byte];
    out.put(code.bits, code.count);
    out.flush();
  }
  void match(std::size_t length, std::uint32_t distance) {
    const Code& code = alphabet.lengths[length];
    out.put(code.bits, code.count);
    const std::size_t symbol =
        distance_symbols[distance <= 256 ? distance - 1 : 256 + ((distance - 1) >> 7)];
    const Distance& far = alphabet.distances[symbol];
    out.put(far.bits | std::uint64_t{distance - far.base} << far.count, far.count_of_all);
    out.flush();
  }
};

}  // namespace

void QuickDeflater::deflate(std::string_view plain, Of kind, Bytes& out) {
  const Alphabet& alphabet = kind == Of::pages ? pages : objects;
  // A code has 13 bits at most; a match of four bytes takes 44.
  char* at = out.room(plain.size() * 2 + alphabet.header.size() + 32);
  *at++ = '\x78';  // 32 KB back at most, compressed in haste (RFC 1950 §2.2)
  *at++ = '\x01';
  std::memcpy(at, alphabet.header.data(), static_cast<std::size_t>(alphabet.header_bytes));
  Coder coder{alphabet, BitWriter{at + alphabet.header_bytes}};
  coder.out.put(alphabet.header_bits, alphabet.header_rest);
  lz77_.find(plain, coder);
  const Code& end = alphabet.literals[format::end_of_block];
  coder.out.put(end.bits, end.count);
  at = coder.out.finish();
  const std::uint32_t sum = adler32(plain);
  for (int shift = 24; shift >= 0; shift -= 8) *at++ = static_cast<char>(sum >> shift & 0xFF);
  out.wrote(at);
}

}  // namespace engine::flate
