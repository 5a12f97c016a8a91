#pragma once

#include "engine/base/ascii.hpp"

#include <array>
#include <cstdint>

namespace engine::xml {

/// A character that XML 1.0 §2.2 lets stand in a text and that can be printed: no control
/// characters but tab and line ends, no halves of pairs, no U+FFFE.
bool is_character(char32_t c);

/// What a byte of XML may be (XML 1.0 §2.3), as bits: one look-up a byte. Names are bytes as
/// pugixml takes them: every character beyond ASCII may stand in one.
enum : std::uint8_t {
  space = 1,        ///< S
  name_start = 2,   ///< NameStartChar
  name_part = 4,    ///< NameChar
  markup = 8,       ///< < and &: what text and values hold as references alone
  bracket = 16,     ///< ]: may begin the ]]> that text must not hold
  quote = 32,       ///< " and ': around values
  unprintable = 64  ///< control characters that may stand nowhere, NUL among them
};

namespace classes {
constexpr std::array<std::uint8_t, 256> make() {
  std::array<std::uint8_t, 256> is{};
  for (int c = 0; c < 256; ++c) {
    auto& bits = is[static_cast<std::size_t>(c)];
    const bool letter =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || c >= 0x80;
    if (is_space(static_cast<char>(c))) bits |= space;
    if (letter) bits |= name_start | name_part;
    if ((c >= '0' && c <= '9') || c == '-' || c == '.') bits |= name_part;
    if (c == '<' || c == '&') bits |= markup;
    if (c == ']') bits |= bracket;
    if (c == '"' || c == '\'') bits |= quote;
    if ((c < 0x20 && !(bits & space)) || c == 0x7F) bits |= unprintable;
  }
  return is;
}
inline constexpr auto of = make();
}  // namespace classes

inline bool is(char c, std::uint8_t what) {
  return (classes::of[static_cast<unsigned char>(c)] & what) != 0;
}

}  // namespace engine::xml
