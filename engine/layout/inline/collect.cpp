#include "engine/layout/inline/collect.hpp"

#include "engine/base/ascii.hpp"
#include "engine/base/utf8.hpp"
#include "engine/doc/terms.hpp"
#include "engine/layout/compose.hpp"
#include "engine/layout/inline/clusters.hpp"
#include "engine/layout/inline/direction.hpp"
#include "engine/layout/inline/runs.hpp"
#include "engine/layout/inline/visual_order.hpp"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <new>
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

}  // namespace

struct ParagraphScratch::Unicode {
  BreakIterator lines,
      graphemes;  ///< opened when a text first needs them: most papers are plain words
  UText text = UTEXT_INITIALIZER;
  Direction direction;

  ~Unicode() { utext_close(&text); }

  UBreakIterator* over(BreakIterator& iterator, UBreakIteratorType type, std::string_view words) {
    UErrorCode status = U_ZERO_ERROR;
    if (!iterator) iterator.reset(ubrk_open(type, "en", nullptr, 0, &status));
    utext_openUTF8(&text, words.data(), static_cast<std::int64_t>(words.size()), &status);
    // Without an iterator ICU looks into it all the same.
    if (U_SUCCESS(status)) ubrk_setUText(iterator.get(), &text, &status);
    if (status == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc{};
    if (U_FAILURE(status)) throw std::logic_error{"ICU cannot break text"};
    return iterator.get();
  }
};

ParagraphScratch::ParagraphScratch(const font::FontBook& fonts)
    : fonts_{fonts}, unicode{std::make_unique<Unicode>()} {}

const PlainFace& ParagraphScratch::ask(PlainFace& plain, bool bold, bool italic) const {
  const font::FaceId face = fonts_.plain_face(bold, italic);
  const std::uint16_t space = fonts_.glyph(face, U' ');
  const bool has_quotes =
      std::ranges::all_of(std::u32string_view{U"\u2018\u2019\u201C\u201D"}, [&](char32_t c) {
        return fonts_.glyph(face, c) != 0;
      });
  return plain = {
             face, fonts_.facts(face).units_per_em, space, fonts_.advance(face, space), has_quotes};
}
ParagraphScratch::~ParagraphScratch() = default;

namespace {

constexpr std::string_view soft_hyphen = "\u00AD";

/// Letters, digits and the ASCII marks that join them (UAX #14 LB13, LB19, LB28 to LB30).
constexpr std::array<bool, 256> joining = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view{
           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'.,:;()@&_\""}) {
    table[static_cast<unsigned char>(c)] = true;
  }
  return table;
}();

/// True where “ ” ‘ or ’ stands: lines end on neither side of them (UAX #14 LB19).
bool is_quote(std::string_view text, std::size_t at) {
  if (text[at] != '\xE2' || at + 3 > text.size() || text[at + 1] != '\x80') return false;
  const char last = text[at + 2];
  return last == '\x98' || last == '\x99' || last == '\x9C' || last == '\x9D';
}

/// What is between two blanks.
struct Chunk {
  std::size_t end = 0;
  /// UAX #14 lets no line end inside, and one face sets all of it, left to right: letters, digits
  /// and marks that join them, quotes if `has_quotes`. The last character may be anything of ASCII.
  bool is_plain = true;
};

Chunk chunk_at(std::string_view text, std::size_t at, bool has_quotes) {
  while (at < text.size() && joining[static_cast<unsigned char>(text[at])]) ++at;
  if (at == text.size() || text[at] == ' ') return {at};
  if (has_quotes && is_quote(text, at)) return chunk_at(text, at + 3, true);
  const std::size_t end = std::min(text.find(' ', at), text.size());
  return {end, end == at + 1 && static_cast<unsigned char>(text[at]) < 0x80};
}

/// True between two syllables of a Korean word. Korean lines may end there, and UAX #14 says so;
/// but its readers find words by the blanks, and plain text keeps them whole (W3C klreq, 3.1).
bool is_inside_hangul(std::string_view text, std::size_t at) {
  const auto is_syllable = [&](std::size_t i) {
    const char32_t c = character_at(text, i).value;
    return c >= 0xAC00 && c <= 0xD7A3;
  };
  return at >= 3 && at < text.size() && is_syllable(at - 3) && is_syllable(at);
}

/// True behind the stroke of two short words that belong together: "she/her".
bool is_behind_stroke(std::string_view words, std::size_t at) {
  constexpr std::size_t most = 16;
  return words.size() <= most && at < words.size() && words[at - 1] == '/';
}

/// What has done its work when lines are broken and directions found (UAX #14, UAX #9), and signs
/// that have neither ink nor width: tags, formulas without signs.
bool is_spent(char32_t c) {
  return c == 0xAD || c == 0x61C || c == 0x200B || c == 0x200E || c == 0x200F ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0x1D173 && c <= 0x1D17A) || (c >= 0xE0000 && c <= 0xE007F);
}

constexpr std::string_view word_joiner = "\u2060";

/// Takes one paragraph apart.
struct Collector {
  Composer c;  ///< its context is that of the words
  const doc::TextStyle& style;
  std::vector<InlineItem>& items;
  /// Of the byte the next inline begins with; none: all left to right.
  const std::uint8_t* levels = nullptr;
  std::uint16_t source = 0;
  const std::vector<doc::Inline>* inlines = nullptr;  ///< of the paragraph

  void word(const doc::Text& text, std::size_t begin, std::size_t end, bool plain = false) {
    std::string_view piece = text.text.substr(begin, end - begin);
    const std::uint8_t* own_levels = levels ? levels + begin : nullptr;
    std::vector<std::uint8_t> of_rest;
    if (!plain && !is_ascii(piece)) {
      piece = without_spent(piece, own_levels, of_rest);
      if (own_levels) own_levels = of_rest.data();
      if (piece.empty()) return;
    }
    InlineItem item{
        .source = source,
        .first = static_cast<std::uint32_t>(c.setting.scratch.runs.size()),
        .text = piece};
    item.width = plain ? add_plain_run(c, piece, style, text.bold, text.italic)
                       : add_runs(c, piece, style, text.bold, text.italic, own_levels);
    item.last = static_cast<std::uint32_t>(c.setting.scratch.runs.size());
    items.push_back(item);
  }

  /// A piece of a word as it is drawn, and the levels of its bytes.
  std::string_view without_spent(
      std::string_view piece, const std::uint8_t* own, std::vector<std::uint8_t>& of_rest
  ) {
    if (own) of_rest.assign(own, own + piece.size());
    std::string* rest = nullptr;
    for (std::size_t i = 0, next = 0; i < piece.size(); i = next) {
      const Character found = character_at(piece, i);
      next = found.next;
      const bool spent = is_spent(found.value);
      if (spent && !rest) {
        rest = &c.setting.scratch.own_words.emplace_back(piece.substr(0, i));
        if (own) of_rest.resize(i);
      } else if (!spent && rest) {
        rest->append(piece.substr(i, next - i));
        if (own) of_rest.insert(of_rest.end(), own + i, own + next);
      }
    }
    return rest ? std::string_view{*rest} : piece;
  }

  /// What stands between two places where a line may end: one item, or several where U+2060 keeps
  /// its parts together.
  void piece(const doc::Text& text, std::size_t begin, std::size_t end) {
    const std::string_view all = std::string_view{text.text}.substr(0, end);
    for (auto at = all.find(word_joiner, begin); at < end; at = all.find(word_joiner, begin)) {
      word(text, begin, at);
      if (at > begin && !items.empty()) items.back().parts_if_needed = true;
      begin = at + word_joiner.size();
    }
    word(text, begin, end);
  }

  /// A word without white space: one item, or several where a line may end inside it.
  void chunk(const doc::Text& text, std::size_t begin, const Chunk& found) {
    if (found.is_plain) return word(text, begin, found.end, !levels);
    const std::string_view whole = text.text.substr(begin, found.end - begin);
    if (character_at(whole, 0).next == whole.size()) return word(text, begin, found.end);
    UBreakIterator* lines =
        c.setting.scratch.unicode->over(c.setting.scratch.unicode->lines, UBRK_LINE, whole);
    const bool is_address = doc::is_net_address(whole);
    std::int32_t from = ubrk_first(lines);
    for (std::int32_t to = ubrk_next(lines); to != UBRK_DONE; to = ubrk_next(lines)) {
      const auto end = static_cast<std::size_t>(to);
      if (is_inside_hangul(whole, end) || is_behind_stroke(whole, end)) continue;
      piece(text, begin + static_cast<std::size_t>(from), begin + end);
      from = to;
      if (end == whole.size() || items.empty()) continue;
      if (is_address) {
        items.back().parts_if_needed = true;
        continue;
      }
      items.back().break_after = true;
      items.back().soft_hyphen = whole.substr(0, end).ends_with(soft_hyphen);
    }
  }

  void space(const doc::Text& text, std::size_t at) {
    if (items.empty() || items.back().is == InlineItem::Is::line_break) return;
    InlineItem& before = items.back();
    const PlainFace& plain = c.setting.scratch.plain(text.bold, text.italic);
    before.space_after = true;
    const auto [words, space] = around(text.text, at);
    before.parts_easily = doc::announces_number(words, space);
    before.parts_if_needed = doc::is_inside_term(words, space);
    before.break_after = !before.parts_easily && !before.parts_if_needed;
    before.space = style.size.scaled(plain.space_advance, plain.units_per_em);
    before.space_level = levels ? levels[at] : 0;
  }

  /// What surrounds the space at byte `at`, also where a value in the words of a template ends or
  /// begins there ("Fax " and "(937) 555-0121"), and where the space stands in it.
  std::pair<std::string_view, std::size_t> around(std::string_view words, std::size_t at) const {
    const bool is_first = at == 0, is_last = at + 1 == words.size();
    if (!is_first && !is_last) return {words, at};
    constexpr std::size_t enough = 32;  // letters on each side that a term is known by
    const auto text_of = [&](std::size_t i) {
      const auto* text = i < inlines->size() ? std::get_if<doc::Text>(&(*inlines)[i]) : nullptr;
      return text ? text->text : std::string_view{};
    };
    const auto before = is_first && source > 0 ? text_of(source - 1u) : words.substr(0, at);
    const auto behind = is_last ? text_of(source + 1u) : words.substr(at + 1);
    std::string& joined = c.setting.scratch.joined;
    joined = before.substr(before.size() - std::min(enough, before.size()));
    const std::size_t space = joined.size();
    joined += ' ';
    joined += behind.substr(0, enough);
    return {joined, space};
  }

  void operator()(const doc::Text& text) {
    const TextContext around = c.context;
    if (!text.language.empty()) {
      c.context = context_of(text.language, c.setting.shaper);
      if (!c.context.han) c.context.han = around.han;
    }
    words(text);
    c.context = around;
  }
  void words(const doc::Text& text) {
    const std::string_view all = text.text;
    const bool has_quotes = c.setting.scratch.plain(text.bold, text.italic).has_quotes;
    for (std::size_t i = 0; i < all.size();) {
      if (all[i] == ' ') {
        space(text, i++);
        continue;
      }
      const Chunk found = chunk_at(all, i, has_quotes);
      chunk(text, i, found);
      i = found.end;
    }
    if (levels) levels += all.size();
  }
  void operator()(const doc::LineBreak&) {
    other({.is = InlineItem::Is::line_break, .break_after = true});
  }
  void operator()(const doc::Tab&) { other({.is = InlineItem::Is::tab, .break_after = true}); }
  /// A blank does not begin a line: it stays with the word that says what it is for.
  void operator()(const doc::Fill& fill) {
    if (!items.empty() && items.back().is == InlineItem::Is::word && items.back().break_after) {
      items.back().break_after = false;
      items.back().parts_if_needed = true;
    }
    other({.is = InlineItem::Is::fill, .width = fill.width});
  }
  void operator()(const doc::Box& box) {
    printed(doc::Box::text, box.size > Length{} ? box.size : style.size);
  }
  void operator()(const doc::PageNumber& number) {
    printed(
        c.setting.scratch.own_words.emplace_back(std::to_string(value_of(number, c.numbers))),
        style.size
    );
  }

  /// A word that stands in no text of the document.
  void printed(std::string_view text, Length size) {
    doc::TextStyle own_style = style;
    own_style.size = size;
    const std::vector<std::uint8_t> own(text.size(), levels ? *levels : std::uint8_t{0});
    InlineItem item{
        .source = source,
        .first = static_cast<std::uint32_t>(c.setting.scratch.runs.size()),
        .text = text};
    item.width = add_runs(c, text, own_style, style.bold, style.italic, own.data());
    item.last = static_cast<std::uint32_t>(c.setting.scratch.runs.size());
    items.push_back(item);
    if (levels) ++levels;
  }

  void other(InlineItem item) {
    item.source = source;
    item.first = item.last = static_cast<std::uint32_t>(c.setting.scratch.runs.size());
    if (levels) item.space_level = *levels++;
    items.push_back(item);
  }
};

/// The form of Chinese characters: that of the document's language where it is written with them,
/// else that of the letters beside them.
font::Han form_of_han(const TextContext& context, const Survey& survey) {
  if (context.han) return *context.han;
  if (survey.kana) return font::Han::japanese;
  if (survey.hangul) return font::Han::korean;
  if (survey.bopomofo) return font::Han::traditional;
  return font::Han::simplified;
}

}  // namespace

int value_of(const doc::PageNumber& number, const PageNumbers& numbers) {
  using Of = doc::PageNumber::Of;
  if (number.of == Of::page) return numbers.page;
  return number.of == Of::pages ? numbers.pages : numbers.packet_page;
}

TextContext collect(
    const Composer& c, const std::vector<doc::Inline>& inlines, const doc::TextStyle& style
) {
  ParagraphScratch& scratch = c.setting.scratch;
  scratch.items.clear();
  scratch.runs.clear();
  scratch.own_words.clear();
  Survey survey;
  for (const doc::Inline& in : inlines) {
    if (const auto* text = std::get_if<doc::Text>(&in)) survey.add(text->text);
  }
  Collector collector{c, style, scratch.items};
  collector.inlines = &inlines;
  collector.c.context.han = form_of_han(c.context, survey);
  scratch.base_level = 0;
  if (survey.right_to_left || c.context.right_to_left) {
    scratch.base_level = base_level(inlines, c.context.right_to_left);
    scratch.unicode->direction.find(inlines, scratch.base_level);
    collector.levels = scratch.unicode->direction.levels.data();
  }
  for (const doc::Inline& in : inlines) {
    std::visit(collector, in);
    ++collector.source;
  }
  return collector.c.context;
}

Run hyphen_behind(const Composer& c, const InlineItem& item, const doc::Text& text, Length size) {
  const PlainFace& plain = c.setting.scratch.plain(text.bold, text.italic);
  const font::GlyphRun& glyphs =
      c.setting.shaper.shape("-", {.face = plain.face, .language = c.context.language});
  const std::uint8_t level = item.last > item.first ? c.setting.scratch.runs[item.last - 1].level
                                                    : c.setting.scratch.base_level;
  return {soft_hyphen, &glyphs, plain.face, level, size.scaled(glyphs.width, plain.units_per_em)};
}

std::size_t fitting_prefix(
    const Composer& c,
    std::string_view text,
    const doc::TextStyle& style,
    bool bold,
    bool italic,
    const std::uint8_t* levels,
    Length width
) {
  const std::size_t kept_runs = c.setting.scratch.runs.size();
  UBreakIterator* graphemes =
      c.setting.scratch.unicode->over(c.setting.scratch.unicode->graphemes, UBRK_CHARACTER, text);
  std::size_t fits = 0;
  ubrk_first(graphemes);
  for (std::int32_t end = ubrk_next(graphemes); end != UBRK_DONE; end = ubrk_next(graphemes)) {
    const Length wide =
        add_runs(c, text.substr(0, static_cast<std::size_t>(end)), style, bold, italic, levels);
    c.setting.scratch.runs.resize(kept_runs);
    if (fits > 0 && wide > width) break;
    fits = static_cast<std::size_t>(end);
  }
  return fits;
}

}  // namespace engine::layout
