#include "engine/layout/inline/clusters.hpp"

#include "engine/font/font.hpp"

#include <unicode/uchar.h>

namespace engine::layout {

namespace {

constexpr char32_t joiner = 0x200D;

/// More than any letter has: marks beyond are letters of their own (UAX #15 §13 allows 30).
constexpr std::size_t most_characters = 64;

bool clings(char32_t c, char32_t before) {
  if (c < 0x300) return c == 0xAD;
  if (font::is_default_ignorable(c)) return true;
  const auto character = static_cast<UChar32>(c);
  constexpr auto marks = U_GC_MN_MASK | U_GC_ME_MASK | U_GC_MC_MASK;
  if ((U_GET_GC_MASK(character) & marks) != 0) return true;
  if (c < 0x2190) return false;  // no pictures below
  return u_hasBinaryProperty(character, UCHAR_EMOJI_MODIFIER) ||
         (before == joiner && u_hasBinaryProperty(character, UCHAR_EXTENDED_PICTOGRAPHIC));
}

bool goes_right_to_left(char32_t c) {
  const auto direction = u_charDirection(static_cast<UChar32>(c));
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC ||
         direction == U_ARABIC_NUMBER;
}

}  // namespace

void read_cluster(std::string_view text, std::size_t at, Cluster& cluster) {
  cluster.characters.clear();
  auto [value, end] = character_at(text, at);
  cluster.characters += value;
  while (value != ' ' && end < text.size() && cluster.characters.size() < most_characters) {
    const auto [following, next] = character_at(text, end);
    if (!clings(following, value)) break;
    cluster.characters += following;
    value = following;
    end = next;
  }
  cluster.end = end;
}

void Survey::add(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0xD6) {  // the first letter of Hebrew begins so
      ++i;
      continue;
    }
    const auto [c, next] = character_at(text, i);
    right_to_left = right_to_left || goes_right_to_left(c);
    kana = kana || (c >= 0x3040 && c <= 0x30FF) || (c >= 0x31F0 && c <= 0x31FF) ||
           (c >= 0xFF66 && c <= 0xFF9F);
    hangul = hangul || (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3130 && c <= 0x318F) ||
             (c >= 0xAC00 && c <= 0xD7FF);
    bopomofo = bopomofo || (c >= 0x3100 && c <= 0x312F);
    i = next;
  }
}

}  // namespace engine::layout
