#include "engine/layout/inline/direction.hpp"

#include "engine/base/ascii.hpp"
#include "engine/base/language.hpp"
#include "engine/layout/compose.hpp"
#include "engine/layout/inline/clusters.hpp"

#include <unicode/ubidi.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace engine::layout {

namespace {

struct Closed {
  void operator()(UBiDi* bidi) const { ubidi_close(bidi); }
};

struct Letters {
  std::size_t to_left = 0, to_right = 0;
  bool first_to_left = false;
  void count(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
      if (static_cast<unsigned char>(text[i]) < 0x80) {  // of ASCII letters have a direction
        to_right += is_letter(text[i++]);
        continue;
      }
      const auto [c, next] = character_at(text, i);
      const auto direction = u_charDirection(static_cast<UChar32>(c));
      const bool is_first = to_left + to_right == 0;
      to_left += direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
      to_right += direction == U_LEFT_TO_RIGHT;
      if (is_first && to_left > 0) first_to_left = true;
      i = next;
    }
  }
  /// A text runs to the left when it begins so and two letters in five do: it may hold the name of
  /// a medicine. One that begins with such a name has to be longer than "Dr." and a name in Hebrew.
  bool mostly_to_left() const {
    const std::size_t all = to_left + to_right;
    if (first_to_left) return to_left * 5 > all * 2;
    return to_left > 40 && to_left * 10 > all * 7;
  }
};

bool mostly_to_left(std::string_view text) {
  Letters letters;
  letters.count(text);
  return letters.mostly_to_left();
}

/// Which way a case's words run inside a paragraph that runs to the right. Behind a comma at the
/// end of a name in Hebrew a degree in Latin letters stays behind it.
bool runs_to_left(std::string_view text) {
  const auto comma = text.rfind(", ");
  if (comma == text.npos) return mostly_to_left(text);
  Letters name, degree;
  name.count(text.substr(0, comma));
  degree.count(text.substr(comma));
  const bool is_named_so =
      name.to_right == 0 && degree.to_left == 0 && degree.to_right > 0 && degree.to_right <= 12;
  return !is_named_so && mostly_to_left(text);
}

bool is_of_template(const doc::Text& text) {
  return text.span && !text.span.source->holds_patient_data();
}
bool is_of_case(const doc::Text& text) {
  return text.span && text.span.source->holds_patient_data();
}

/// True where a template without letters still speaks: its number or colon leads from one thing to
/// another, or its signs stand between two words of the case. A running head parts a name on the
/// left from a day on the right, whatever the letters of the name.
bool leads_or_joins(const std::vector<doc::Inline>& inlines) {
  bool is_behind_case = false, is_behind_joint = false;
  for (const doc::Inline& in : inlines) {
    if (std::holds_alternative<doc::Tab>(in)) return true;
    const auto* text = std::get_if<doc::Text>(&in);
    if (!text || trimmed(text->text).empty()) continue;
    if (is_of_case(*text)) {
      if (is_behind_joint) return true;
      is_behind_case = true;
    } else if (is_of_template(*text)) {
      if (text->text.find_first_of(":0123456789") != text->text.npos) return true;
      is_behind_joint = is_behind_case;
    }
  }
  return false;
}

}  // namespace

std::uint8_t base_level(const std::vector<doc::Inline>& inlines, bool language_right_to_left) {
  Letters all, of_template;
  for (const doc::Inline& in : inlines) {
    const auto* text = std::get_if<doc::Text>(&in);
    if (!text) continue;
    all.count(text->text);
    if (is_of_template(*text)) of_template.count(text->text);
  }
  if (language_right_to_left) return all.to_left == 0 && all.to_right > 0 ? 0 : 1;
  if (of_template.to_right > of_template.to_left) return 0;
  if (of_template.to_left == 0 && leads_or_joins(inlines)) return 0;
  const auto* alone = inlines.size() == 1 ? std::get_if<doc::Text>(&inlines.front()) : nullptr;
  return (alone ? runs_to_left(alone->text) : all.mostly_to_left()) ? 1 : 0;
}

struct Direction::Unicode {
  std::unique_ptr<UBiDi, Closed> bidi{ubidi_open()};
  std::u16string utf16;
  std::vector<std::size_t> unit_of_byte;

  void put(char32_t c) {
    if (c > 0xFFFF) {
      utf16 += static_cast<char16_t>(0xD7C0 + (c >> 10));
      utf16 += static_cast<char16_t>(0xDC00 | (c & 0x3FF));
    } else {
      utf16 += static_cast<char16_t>(c);
    }
  }
  void put(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
      const auto [value, next] = character_at(text, i);
      unit_of_byte.insert(unit_of_byte.end(), next - i, utf16.size());
      put(value);
      i = next;
    }
  }
};

Direction::Direction() = default;
Direction::~Direction() = default;

void Direction::find(const std::vector<doc::Inline>& inlines, std::uint8_t base) {
  constexpr char16_t to_right = 0x2066, to_left = 0x2067, end = 0x2069;  // isolates
  constexpr char16_t object = 0xFFFC;
  if (!unicode_) unicode_ = std::make_unique<Unicode>();
  Unicode& u = *unicode_;
  u.utf16.clear();
  u.unit_of_byte.clear();
  for (const doc::Inline& in : inlines) {
    if (const auto* text = std::get_if<doc::Text>(&in)) {
      const bool apart = base == 0 && is_of_case(*text);
      if (apart) u.utf16 += runs_to_left(text->text) ? to_left : to_right;
      u.put(text->text);
      if (apart) u.utf16 += end;
    } else {
      u.unit_of_byte.push_back(u.utf16.size());
      u.utf16 += std::holds_alternative<doc::PageNumber>(in) ? u'1' : object;
    }
  }
  levels.clear();
  if (u.utf16.empty()) return;
  UErrorCode status = U_ZERO_ERROR;
  const auto length = static_cast<std::int32_t>(u.utf16.size());
  ubidi_setPara(u.bidi.get(), u.utf16.data(), length, base, nullptr, &status);
  const UBiDiLevel* found = ubidi_getLevels(u.bidi.get(), &status);
  if (U_FAILURE(status)) throw std::logic_error{"ICU cannot find the direction of a text"};
  levels.reserve(u.unit_of_byte.size());
  for (const std::size_t unit : u.unit_of_byte) levels.push_back(found[unit]);
}

namespace {

/// The form of Chinese characters in a language that is written with them.
std::optional<font::Han> han_of(std::string_view language) {
  const auto has = [&](std::string_view part) { return language.find(part) != language.npos; };
  const std::string_view primary = primary_language(language);
  if (primary == "ja") return font::Han::japanese;
  if (primary == "ko") return font::Han::korean;
  if (primary != "zh" && primary != "yue" && primary != "cmn" && primary != "wuu" &&
      primary != "nan" && primary != "hak")
    return std::nullopt;
  if (has("-Hans")) return font::Han::simplified;
  if (has("-HK") || has("-MO") || primary == "yue") return font::Han::hong_kong;
  if (has("-Hant") || has("-TW") || primary == "nan" || primary == "hak")
    return font::Han::traditional;
  return font::Han::simplified;
}

}  // namespace

TextContext context_of(std::string_view language, font::Shaper& shaper) {
  return {shaper.language(language), han_of(language), is_right_to_left(language)};
}

}  // namespace engine::layout
