#include "engine/base/fold.hpp"

#include "engine/base/ascii.hpp"
#include "engine/base/utf8.hpp"

#include <algorithm>

namespace engine {

namespace {

/// The letters of U+00C0 to U+00FF without their accents; a blank for × and ÷.
constexpr std::string_view plain_letters =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";

void append_folded(std::string& out, char32_t c, std::string_view bytes) {
  if (c >= 0x300 && c <= 0x36F) return;
  if (c >= 0xC0 && c <= 0xFF) {
    const char plain = plain_letters[c - 0xC0];
    if (plain != ' ') out += plain;
  } else if (c > 0xFF && !(c >= 0x2000 && c <= 0x206F)) {  // General Punctuation and its blanks
    out += bytes;
  }
}

}  // namespace

std::string folded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) < 0x80) {
      if (is_letter(c) || is_digit(c)) out += lowered(c);
      ++at;
      continue;
    }
    const Checked character = checked_at(text.substr(at));
    append_folded(out, character.value, text.substr(at, character.bytes));
    at += character.bytes;
  }
  return out;
}

bool are_alike(std::string_view a, std::string_view b) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  const auto counts = [&](char c) { return !is_ascii(c) || is_letter(c) || is_digit(c); };
  for (;;) {
    a.remove_prefix(static_cast<std::size_t>(std::ranges::find_if(a, counts) - a.begin()));
    b.remove_prefix(static_cast<std::size_t>(std::ranges::find_if(b, counts) - b.begin()));
    if ((!a.empty() && !is_ascii(a.front())) || (!b.empty() && !is_ascii(b.front())))
      return folded(a) == folded(b);
    if (a.empty() || b.empty()) return a.empty() && b.empty();
    if (lowered(a.front()) != lowered(b.front())) return false;
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
}

}  // namespace engine
