#include "engine/pdf/syntax/tokens.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <string>

namespace engine::pdf {

namespace {

void put_unit(Bytes& out, std::uint32_t unit) {
  out.wrote(write_hex(out.room(4), unit, 4, upper_hex_digits));
}

bool is_plain(char c) {
  return c >= ' ' && c <= '~';
}

/// The byte of a character in PDFDocEncoding; 0 where it has none. Below 0xA0 it has letters and
/// marks of its own, above it is Latin-1 without the soft hyphen.
char document_byte(char32_t c) {
  constexpr char32_t from_0x80[] = {0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044,
                                    0x2039, 0x203A, 0x2212, 0x2030, 0x201E, 0x201C, 0x201D, 0x2018,
                                    0x2019, 0x201A, 0x2122, 0xFB01, 0xFB02, 0x0141, 0x0152, 0x0160,
                                    0x0178, 0x017D, 0x0131, 0x0142, 0x0153, 0x0161, 0x017E};
  if (c >= ' ' && c <= '~') return static_cast<char>(c);
  if (c >= 0xA1 && c <= 0xFF) return c == 0xAD ? '\0' : static_cast<char>(c);
  if (c == 0x20AC) return '\xA0';
  const auto* const place = std::find(std::begin(from_0x80), std::end(from_0x80), c);
  return place == std::end(from_0x80) ? '\0'
                                      : static_cast<char>(0x80 + (place - std::begin(from_0x80)));
}

/// The character at the front; U+FFFD for a byte that is no text.
char32_t take_character(std::string_view& utf8) {
  const Checked character = checked_at(utf8);
  utf8.remove_prefix(character.bytes);
  return character.value;
}

bool is_escaped(char c) {
  return (c == '(') | (c == ')') | (c == '\\');
}

/// Writes text as a string of PDFDocEncoding and gives its end; null where it cannot be written so,
/// or where a reader would take its first bytes for the mark of another encoding. Needs two bytes
/// of room for each, and two more.
char* write_document_encoded(char* at, std::string_view utf8) {
  *at++ = '(';
  const char* const begin = at;
  constexpr std::size_t at_once = 16;  // nearly all are written as they are
  for (std::size_t i = 0, end = 0; i < utf8.size();) {
    if (i >= end && utf8.size() - i >= at_once) {
      const std::string_view some{utf8.data() + i, at_once};
      end = i + at_once;
      if (!any_byte(some, [](char c) { return (c < ' ') | (c > '~') | is_escaped(c); })) {
        std::memcpy(at, some.data(), at_once);
        at += at_once;
        i = end;
        continue;
      }
    }
    if (is_plain(utf8[i])) {
      if (is_escaped(utf8[i])) *at++ = '\\';
      *at++ = utf8[i++];
      continue;
    }
    const Checked character = checked_at(utf8.substr(i));
    *at = document_byte(character.value);
    if (*at++ == '\0') return nullptr;
    i += character.bytes;
  }
  const std::string_view own{begin, at};
  *at++ = ')';
  return own.starts_with("\xFE\xFF") || own.starts_with("\xEF\xBB\xBF") ? nullptr : at;
}

}  // namespace

namespace {

/// A point and the decimals behind it, as many as are needed.
constexpr std::array<Digits, 1000> decimals = [] {
  std::array<Digits, 1000> all{};
  for (unsigned i = 0; i < all.size(); ++i) {
    all[i].text = {
        '.',
        static_cast<char>('0' + i / 100),
        static_cast<char>('0' + i / 10 % 10),
        static_cast<char>('0' + i % 10)};
    all[i].size = i == 0 ? 0 : i % 100 == 0 ? 2 : i % 10 == 0 ? 3 : 4;
  }
  return all;
}();

}  // namespace

char* write_large_number(char* at, std::int64_t value) {
  if (value < 0 && value > -1'000'000) {
    *at++ = '-';
    value = -value;
    if (value < 1000) return write_number(at, value);
  }
  if (value < 0 || value >= 1'000'000) return std::to_chars(at, at + 20, value).ptr;
  at = write_number(at, value / 1000);
  std::memcpy(at, decimals[static_cast<std::size_t>(value % 1000)].text.data() + 1, 3);
  return at + 3;
}

char* write_thousandths(char* at, std::int64_t thousandths) {
  if (thousandths < 0) {
    *at++ = '-';
    thousandths = -thousandths;
  }
  const std::int64_t whole = thousandths / 1000;
  const auto rest = static_cast<std::size_t>(thousandths - whole * 1000);
  if (whole != 0 || rest == 0) at = write_number(at, whole);
  std::memcpy(at, decimals[rest].text.data(), decimals[rest].text.size());
  return at + decimals[rest].size;
}

Bytes& operator<<(Bytes& out, Length length) {
  out.wrote(write_thousandths(out.room(24), length.millipoints()));
  return out;
}

void put_text(Bytes& out, std::string_view utf8) {
  if (const char* end = write_document_encoded(out.room(utf8.size() * 2 + 4), utf8))
    return out.wrote(end);
  out << "<FEFF";
  put_utf16(out, utf8);
  out << '>';
}

void put_literal(Bytes& out, std::string_view bytes) {
  char* at = out.room(bytes.size() * 2 + 2);
  *at++ = '(';
  for (const char c : bytes) {
    if (is_escaped(c) || c == '\r') *at++ = '\\';
    *at++ = c == '\r' ? 'r' : c;  // a bare return would be read as a line feed
  }
  *at++ = ')';
  out.wrote(at);
}

void put_utf16(Bytes& out, std::string_view utf8) {
  while (!utf8.empty()) {
    const char32_t c = take_character(utf8);
    if (c < 0x10000) {
      put_unit(out, c);
    } else {
      put_unit(out, 0xD800 + ((c - 0x10000) >> 10));
      put_unit(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
    }
  }
}

void put_name(Bytes& out, std::string_view name) {
  out << '/';
  for (const char c : name) {
    const bool is_regular = is_plain(c) && c != ' ' &&
                            std::string_view{"()<>[]{}/%#"}.find(c) == std::string_view::npos;
    if (is_regular) {
      out << c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out << '#' << hex(byte, 2, upper_hex_digits);
    }
  }
}

}  // namespace engine::pdf
