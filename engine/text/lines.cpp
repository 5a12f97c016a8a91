#include "engine/text/lines.hpp"

#include "engine/base/utf8.hpp"
#include "engine/doc/terms.hpp"

#include <algorithm>
#include <array>

namespace engine::text {

namespace {

constexpr int most_columns = 72;

struct Range {
  char32_t first, last;
};

/// General category Mn and Cf of the scripts that templates and names are written in (Unicode 15).
constexpr std::array<Range, 33> without_width{
    {{0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5BD},   {0x5BF, 0x5BF},   {0x5C1, 0x5C2},
     {0x5C4, 0x5C5},   {0x5C7, 0x5C7},   {0x610, 0x61A},   {0x64B, 0x65F},   {0x670, 0x670},
     {0x6D6, 0x6DC},   {0x6DF, 0x6E4},   {0x6E7, 0x6E8},   {0x6EA, 0x6ED},   {0x900, 0x902},
     {0x93C, 0x93C},   {0x941, 0x948},   {0x94D, 0x94D},   {0x981, 0x981},   {0x9BC, 0x9BC},
     {0x9C1, 0x9C4},   {0x9CD, 0x9CD},   {0xBC0, 0xBC0},   {0xBCD, 0xBCD},   {0xE31, 0xE31},
     {0xE34, 0xE3A},   {0xE47, 0xE4E},   {0x135D, 0x135F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
     {0x200B, 0x200F}, {0x202A, 0x202E}, {0xFE00, 0xFE0F}}};

constexpr std::array<Range, 11> wide{
    {{0x1100, 0x115F},
     {0x2E80, 0x303E},
     {0x3041, 0x33FF},
     {0x3400, 0x4DBF},
     {0x4E00, 0x9FFF},
     {0xA000, 0xA4CF},
     {0xAC00, 0xD7A3},
     {0xF900, 0xFAFF},
     {0xFE30, 0xFE6F},
     {0xFF00, 0xFF60},
     {0x20000, 0x3FFFD}}};

template <std::size_t count>
bool is_in(const std::array<Range, count>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) {
    return c >= range.first && c <= range.last;
  });
}

constexpr char32_t soft_hyphen = 0xAD;

int width_of(char32_t c) {
  if (c < 0x300) return c == soft_hyphen ? 0 : 1;
  if (is_in(without_width, c)) return 0;
  return is_in(wide, c) ? 2 : 1;
}

/// Between two characters of Chinese or Japanese a line may end, unless the second closes something
/// (UAX #14, CL and EX: their full stops, commas and brackets).
bool may_part(char32_t before, char32_t after) {
  constexpr std::u32string_view closing =
      U"\u3001\u3002\u300B\u300D\u300F\u3011\uFF01\uFF09\uFF0C"
      U"\uFF1A\uFF1B\uFF1F\u30FC\u3005";
  const auto is_ideograph = [](char32_t c) {
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFD) || (c >= 0xFF00 && c <= 0xFF60);
  };
  return is_ideograph(before) && is_ideograph(after) && closing.find(after) == closing.npos;
}

bool is_no_break_blank(char32_t c) {
  return c == 0xA0 || c == 0x2007 || c == 0x202F;
}

/// Where the first of the lines ends that the words need, and where the next one begins.
struct Break {
  std::size_t end, next;
  bool has_hyphen = false;  ///< it ends inside a word
};

Break first_line(std::string_view words, int room) {
  Break best{words.size(), words.size()};
  bool found = false;
  Break no_break = best;  // where a line ends that can end nowhere else
  int width = 0;
  char32_t before = 0;
  for (std::size_t at = 0; at < words.size();) {
    const auto [c, next] = character_at(words, at);
    if (c == '\n' && (width <= room || !found)) return {at, next};
    const bool in_box = words.substr(0, at).ends_with('[') && words.substr(next).starts_with(']');
    const bool in_term =
        c == ' ' && (in_box || doc::is_inside_term(words, at) || doc::announces_number(words, at));
    if (c == ' ' && !in_term && (width <= room || !found)) best = {at, next}, found = true;
    if (may_part(before, c) && (width <= room || !found)) best = {at, at}, found = true;
    if (c == soft_hyphen && width < room) best = {at, next, true}, found = true;
    if ((in_term || is_no_break_blank(c)) && width <= room) no_break = {at, next};
    width += width_of(c);
    if (width > room && found) return best;
    if (width > room && no_break.next < words.size()) return no_break;
    before = c;
    at = next;
  }
  return {words.size(), words.size()};
}

}  // namespace

int columns(std::string_view text) {
  int width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, next] = character_at(text, at);
    width += width_of(c);
    at = next;
  }
  return width;
}

void Lines::put_words(std::string_view words) {
  constexpr std::string_view mark = "\u00AD";
  for (auto at = words.find(mark); at != words.npos; at = words.find(mark)) {
    text += words.substr(0, at);
    words.remove_prefix(at + mark.size());
  }
  text += words;
}

void Lines::line(std::string_view front, std::string_view words) {
  if (gap_) text += '\n';
  gap_ = false;
  text += front;
  put_words(words);
  while (!text.empty() && text.back() == ' ') text.pop_back();
  text += '\n';
}

void Lines::put(std::string_view words, std::string_view first, std::string_view rest) {
  std::string_view front = first;
  do {
    const Break broken = first_line(words, std::max(24, most_columns - columns(front)));
    line(front, words.substr(0, broken.end));
    if (broken.has_hyphen) text.insert(text.size() - 1, 1, '-');
    words.remove_prefix(broken.next);
    front = rest;
  } while (!words.empty());
}

}  // namespace engine::text
