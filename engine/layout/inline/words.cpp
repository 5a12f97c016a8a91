#include "engine/layout/inline/words.hpp"

#include "engine/base/utf8.hpp"
#include "engine/layout/compose.hpp"

#include <unicode/ubidi.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace engine::layout {

namespace {

template <auto close>
struct Closed {
  template <class T>
  void operator()(T* handle) const {
    close(handle);
  }
};
using BreakIterator = std::unique_ptr<UBreakIterator, Closed<ubrk_close>>;
using Bidi = std::unique_ptr<UBiDi, Closed<ubidi_close>>;

}  // namespace

struct Words::Unicode {
  BreakIterator lines,
      graphemes;  ///< opened when a text first needs them: most papers are plain words
  UText text = UTEXT_INITIALIZER;
  Bidi bidi;
  std::u16string utf16;
  std::vector<std::uint8_t> levels;

  ~Unicode() { utext_close(&text); }

  UBreakIterator* over(BreakIterator& iterator, UBreakIteratorType type, std::string_view words) {
    UErrorCode status = U_ZERO_ERROR;
    if (!iterator) iterator.reset(ubrk_open(type, "en", nullptr, 0, &status));
    utext_openUTF8(&text, words.data(), static_cast<std::int64_t>(words.size()), &status);
    ubrk_setUText(iterator.get(), &text, &status);
    if (U_FAILURE(status)) throw std::logic_error{"ICU cannot break text"};
    return iterator.get();
  }
};

Words::Words(const font::FontBook& fonts) : unicode{std::make_unique<Unicode>()} {
  for (std::size_t style = 0; style < plain_.size(); ++style) {
    const font::FaceId face = *fonts.face_for(U'a', style & 1, style & 2);
    const std::uint16_t space = fonts.glyph(face, U' ');
    plain_[style] = {face, fonts.facts(face).units_per_em, space, fonts.advance(face, space)};
  }
}
Words::~Words() = default;

namespace {

/// Letters, digits and the ASCII marks that join them (UAX #14 LB13, LB19, LB28 to LB30).
constexpr std::array<bool, 256> joining = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view{
           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'.,:;()@&_\""}) {
    table[static_cast<unsigned char>(c)] = true;
  }
  return table;
}();

/// True when UAX #14 lets no line end inside a word, by looking at it alone. Its last character may
/// be anything of ASCII.
bool holds_together(std::string_view word) {
  for (std::size_t i = 0; i + 1 < word.size(); ++i) {
    if (!joining[static_cast<unsigned char>(word[i])]) return false;
  }
  return static_cast<unsigned char>(word.back()) < 0x80;
}

bool goes_right_to_left(char32_t c) {
  if (c < 0x590) return false;
  const auto direction = u_charDirection(static_cast<UChar32>(c));
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC ||
         direction == U_ARABIC_NUMBER;
}

bool has_right_to_left(const std::vector<doc::Inline>& inlines) {
  for (const doc::Inline& in : inlines) {
    const auto* text = std::get_if<doc::Text>(&in);
    if (!text) continue;
    for (std::size_t i = 0; i < text->text.size();) {
      const auto [value, next] = character_at(text->text, i);
      if (goes_right_to_left(value)) return true;
      i = next;
    }
  }
  return false;
}

/// The embedding level of every byte of a paragraph's text, its inlines one behind the other (UAX
/// #9); anything that is not text counts as one neutral byte.
void find_levels(Words::Unicode& unicode, const std::vector<doc::Inline>& inlines) {
  unicode.utf16.clear();
  unicode.levels.clear();
  std::vector<std::size_t> unit_of_byte;
  for (const doc::Inline& in : inlines) {
    const auto* text = std::get_if<doc::Text>(&in);
    const std::string_view words = text ? text->text : std::string_view{"\xEF\xBF\xBC", 1};
    for (std::size_t i = 0; i < words.size();) {
      const auto [value, next] = text ? character_at(words, i) : Character{0xFFFC, i + 1};
      unit_of_byte.insert(unit_of_byte.end(), next - i, unicode.utf16.size());
      if (value > 0xFFFF) {
        unicode.utf16 += static_cast<char16_t>(0xD7C0 + (value >> 10));
        unicode.utf16 += static_cast<char16_t>(0xDC00 | (value & 0x3FF));
      } else {
        unicode.utf16 += static_cast<char16_t>(value);
      }
      i = next;
    }
  }
  UErrorCode status = U_ZERO_ERROR;
  if (!unicode.bidi) unicode.bidi.reset(ubidi_open());
  ubidi_setPara(
      unicode.bidi.get(),
      unicode.utf16.data(),
      static_cast<std::int32_t>(unicode.utf16.size()),
      0,
      nullptr,
      &status
  );
  const UBiDiLevel* levels = ubidi_getLevels(unicode.bidi.get(), &status);
  if (U_FAILURE(status)) throw std::logic_error{"ICU cannot find the direction of a text"};
  unicode.levels.reserve(unit_of_byte.size());
  for (const std::size_t unit : unit_of_byte) unicode.levels.push_back(levels[unit]);
}

/// The script that sets a character; common and inherited ones take that of the run they stand in.
UScriptCode script_of(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  return script == USCRIPT_COMMON || script == USCRIPT_INHERITED ? USCRIPT_INVALID_CODE : script;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x80;
  });
}

/// Characters that shape with the one before them and are set in its face: marks, joiners,
/// variation selectors.
bool clings(char32_t c) {
  return c == 0x200C || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) ||
         (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_MC_MASK)) !=
             0;
}

Length add_run(
    Composer& c,
    std::string_view text,
    font::FaceId face,
    UScriptCode script,
    std::uint8_t level,
    Length size
) {
  font::Shaper::Run wanted{.face = face, .right_to_left = level % 2 == 1};
  if (script != USCRIPT_INVALID_CODE) std::copy_n(uscript_getShortName(script), 4, wanted.script);
  const font::GlyphRun& glyphs = c.shaper.shape(text, wanted);
  const Length width = size.scaled(glyphs.width, c.shaper.book().facts(face).units_per_em);
  c.words.runs.push_back({text, &glyphs, face, level, width});
  return width;
}

/// ASCII words: one face, one script, one direction.
Length add_plain_run(
    Composer& c, std::string_view text, const doc::TextStyle& style, bool bold, bool italic
) {
  const PlainFace& plain = c.words.plain(bold, italic);
  const font::GlyphRun& glyphs = c.shaper.shape(text, {.face = plain.face});
  const Length width = style.size.scaled(glyphs.width, plain.units_per_em);
  c.words.runs.push_back({text, &glyphs, plain.face, 0, width});
  return width;
}

}  // namespace

Length add_runs(
    Composer& c,
    std::string_view text,
    const doc::TextStyle& style,
    bool bold,
    bool italic,
    const std::uint8_t* levels
) {
  if (!levels && is_ascii(text)) return add_plain_run(c, text, style, bold, italic);
  const font::FontBook& book = c.shaper.book();
  Length width;
  std::size_t begin = 0;
  font::FaceId face;
  UScriptCode script = USCRIPT_INVALID_CODE;
  for (std::size_t i = 0; i < text.size();) {
    const auto [value, next] = character_at(text, i);
    const UScriptCode own_script = script_of(value);
    const font::FaceId own_face = i > 0 && clings(value) && book.glyph(face, value)
                                      ? face
                                      : book.face_for(value, bold, italic).value_or(font::FaceId{});
    const bool same = i > 0 && own_face == face && (!levels || levels[i] == levels[begin]) &&
                      (own_script == script || own_script == USCRIPT_INVALID_CODE ||
                       script == USCRIPT_INVALID_CODE);
    if (i > 0 && !same) {
      width += add_run(
          c, text.substr(begin, i - begin), face, script, levels ? levels[begin] : 0, style.size
      );
      begin = i;
      script = USCRIPT_INVALID_CODE;
    }
    face = own_face;
    if (own_script != USCRIPT_INVALID_CODE) script = own_script;
    i = next;
  }
  if (begin < text.size()) {
    width += add_run(c, text.substr(begin), face, script, levels ? levels[begin] : 0, style.size);
  }
  return width;
}

namespace {

/// Takes one paragraph apart.
struct Collector {
  Composer& c;
  const doc::TextStyle& style;
  std::vector<Atom>& atoms;
  const std::uint8_t* levels =
      nullptr;  ///< of the byte the next inline begins with; none: all left to right
  std::uint16_t source = 0;

  void word(const doc::Text& text, std::size_t begin, std::size_t end, bool plain = false) {
    const std::string_view piece = text.text.substr(begin, end - begin);
    Atom atom{
        .source = source, .first = static_cast<std::uint32_t>(c.words.runs.size()), .text = piece};
    atom.width =
        plain
            ? add_plain_run(c, piece, style, text.bold, text.italic)
            : add_runs(c, piece, style, text.bold, text.italic, levels ? levels + begin : nullptr);
    atom.last = static_cast<std::uint32_t>(c.words.runs.size());
    atoms.push_back(atom);
  }

  /// A word without white space: one atom, or several where a line may end inside it.
  void chunk(const doc::Text& text, std::size_t begin, std::size_t end) {
    const std::string_view whole = text.text.substr(begin, end - begin);
    if (holds_together(whole)) return word(text, begin, end, !levels);
    UBreakIterator* lines = c.words.unicode->over(c.words.unicode->lines, UBRK_LINE, whole);
    std::int32_t from = ubrk_first(lines);
    for (std::int32_t to = ubrk_next(lines); to != UBRK_DONE; to = ubrk_next(lines)) {
      word(text, begin + static_cast<std::size_t>(from), begin + static_cast<std::size_t>(to));
      atoms.back().break_after = static_cast<std::size_t>(to) < whole.size();
      from = to;
    }
  }

  void space(const doc::Text& text, std::size_t at) {
    if (atoms.empty() || atoms.back().is == Atom::Is::line_break) return;
    Atom& before = atoms.back();
    const PlainFace& plain = c.words.plain(text.bold, text.italic);
    before.space_after = before.break_after = true;
    before.space = style.size.scaled(plain.space_advance, plain.units_per_em);
    before.space_level = levels ? levels[at] : 0;
  }

  void operator()(const doc::Text& text) {
    const std::string_view words = text.text;
    for (std::size_t i = 0; i < words.size();) {
      if (words[i] == ' ') {
        space(text, i++);
        continue;
      }
      const std::size_t end = std::min(words.find(' ', i), words.size());
      chunk(text, i, end);
      i = end;
    }
    if (levels) levels += words.size();
  }
  void operator()(const doc::LineBreak&) {
    other({.is = Atom::Is::line_break, .break_after = true});
  }
  void operator()(const doc::Tab&) { other({.is = Atom::Is::tab, .break_after = true}); }
  void operator()(const doc::Fill& fill) { other({.is = Atom::Is::fill, .width = fill.width}); }
  void operator()(const doc::PageNumber& number) {
    using Of = doc::PageNumber::Of;
    const int value = number.of == Of::page    ? c.numbers.page
                      : number.of == Of::pages ? c.numbers.pages
                                               : c.numbers.packet_page;
    const std::string& text = c.numerals.emplace_back(std::to_string(value));
    Atom atom{
        .source = source, .first = static_cast<std::uint32_t>(c.words.runs.size()), .text = text};
    atom.width = add_runs(c, text, style, style.bold, style.italic, nullptr);
    atom.last = static_cast<std::uint32_t>(c.words.runs.size());
    atoms.push_back(atom);
    if (levels) ++levels;
  }

  void other(Atom atom) {
    atom.source = source;
    atom.first = atom.last = static_cast<std::uint32_t>(c.words.runs.size());
    atoms.push_back(atom);
    if (levels) ++levels;
  }
};

}  // namespace

void collect(Composer& c, const std::vector<doc::Inline>& inlines, const doc::TextStyle& style) {
  c.words.atoms.clear();
  c.words.runs.clear();
  Collector collector{c, style, c.words.atoms};
  if (has_right_to_left(inlines)) {
    find_levels(*c.words.unicode, inlines);
    collector.levels = c.words.unicode->levels.data();
  }
  for (const doc::Inline& in : inlines) {
    std::visit(collector, in);
    ++collector.source;
  }
}

std::size_t fitting_prefix(
    Composer& c,
    std::string_view text,
    const doc::TextStyle& style,
    bool bold,
    bool italic,
    Length width
) {
  const std::size_t kept_runs = c.words.runs.size();
  UBreakIterator* graphemes =
      c.words.unicode->over(c.words.unicode->graphemes, UBRK_CHARACTER, text);
  std::size_t fits = 0;
  ubrk_first(graphemes);
  for (std::int32_t end = ubrk_next(graphemes); end != UBRK_DONE; end = ubrk_next(graphemes)) {
    const Length wide =
        add_runs(c, text.substr(0, static_cast<std::size_t>(end)), style, bold, italic, nullptr);
    c.words.runs.resize(kept_runs);
    if (fits > 0 && wide > width) break;
    fits = static_cast<std::size_t>(end);
  }
  return fits;
}

}  // namespace engine::layout
