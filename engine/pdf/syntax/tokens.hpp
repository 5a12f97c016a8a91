#pragma once

// How the values of a PDF are spelt (ISO 32000-1 §7.3).

#include "engine/base/base.hpp"
#include "engine/base/bytes.hpp"

#include <string_view>

namespace engine::pdf {

/// The number of an indirect object.
struct ObjectId {
  std::uint32_t number = 0;
  explicit operator bool() const { return number != 0; }
  constexpr auto operator<=>(const ObjectId&) const = default;
};

/// A number below a thousand, ready to be written.
struct Digits {
  std::array<char, 4> text{};
  std::uint8_t size = 0;
};
inline constexpr std::array<Digits, 1000> wholes = [] {
  std::array<Digits, 1000> all{};
  for (unsigned i = 0; i < all.size(); ++i) {
    Digits& of = all[i];
    if (i >= 100) of.text[of.size++] = static_cast<char>('0' + i / 100);
    if (i >= 10) of.text[of.size++] = static_cast<char>('0' + i / 10 % 10);
    of.text[of.size++] = static_cast<char>('0' + i % 10);
  }
  return all;
}();

/// Writes a whole number and gives the place behind it. Needs 20 bytes of room.
char* write_large_number(char* at, std::int64_t value);
inline char* write_number(char* at, std::int64_t value) {
  if (value < 0 || value > 999) return write_large_number(at, value);
  const Digits& digits = wholes[static_cast<std::size_t>(value)];
  std::memcpy(at, digits.text.data(), digits.text.size());
  return at + digits.size;
}
/// Writes a number of thousandths with as many decimals as it needs. Needs 24 bytes of room.
char* write_thousandths(char* at, std::int64_t thousandths);

Bytes& operator<<(Bytes& out, Length length);  ///< in points

inline Bytes& operator<<(Bytes& out, std::int64_t value) {
  out.wrote(write_number(out.room(20), value));
  return out;
}
/// "12 0 R"
inline Bytes& operator<<(Bytes& out, ObjectId id) {
  char* at = write_number(out.room(24), id.number);
  std::memcpy(at, " 0 R", 4);
  out.wrote(at + 4);
  return out;
}
inline Bytes& operator<<(Bytes& out, std::uint32_t value) {
  return out << std::int64_t{value};
}
inline Bytes& operator<<(Bytes& out, int value) {
  return out << std::int64_t{value};
}

/// A text string (§7.9.2): in PDFDocEncoding (Annex D.3), a byte a letter, where that has all of
/// it; else UTF-16BE in hexadecimal.
void put_text(Bytes& out, std::string_view utf8);
/// A string of bytes in parentheses.
void put_literal(Bytes& out, std::string_view bytes);
/// UTF-16BE in hexadecimal, without brackets.
void put_utf16(Bytes& out, std::string_view utf8);
/// A name from a font or the like: what may not stand in a name is written #xx.
void put_name(Bytes& out, std::string_view name);

}  // namespace engine::pdf
