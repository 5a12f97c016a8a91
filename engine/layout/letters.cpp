#include "engine/base/ascii.hpp"
#include "engine/base/utf8.hpp"
#include "engine/doc/visit.hpp"
#include "engine/layout/inline/clusters.hpp"
#include "engine/layout/layout.hpp"
#include "engine/layout/messages.hpp"

#include <unicode/uchar.h>

#include <array>
#include <cstring>
#include <iterator>
#include <set>
#include <utility>

namespace engine::layout {

namespace {

/// The first of a letter and its marks, by number.
std::string code_points(std::u32string_view characters) {
  std::string text;
  for (const char32_t c : characters.substr(0, 6))
    text += (text.empty() ? "" : " ") + code_point_name(c);
  return characters.size() > 6 ? text + " ..." : text;
}

/// Where the author wrote a character of a text that begins at `span`. What is joined from several
/// fields, such as a name, is placed at the first of them: the character stands there or in one of
/// the next.
Span place_of(std::string_view character, Span span) {
  if (!span) return span;
  const auto at = span.source->text().find(character, span.begin);
  return at == std::string::npos ? span : span.source->span(at, at + character.size());
}

/// The first character from `at` on that is not ASCII, or the ASCII letter before it: a mark may
/// follow. Every face of the text typeface has ASCII. Looks at eight bytes at once: nearly all
/// words are plain.
std::size_t skip_plain(std::string_view words, std::size_t at) {
  constexpr std::uint64_t high = 0x8080808080808080;
  const std::size_t from = at;
  for (std::uint64_t eight = 0; words.size() - at >= 8; at += 8) {
    std::memcpy(&eight, words.data() + at, 8);
    if ((eight & high) != 0) break;
  }
  while (at < words.size() && static_cast<unsigned char>(words[at]) < 0x80) ++at;
  return at < words.size() && at > from ? at - 1 : at;
}

/// Walks every text a document prints, looking for characters that no face has.
struct Search : doc::Visitor<Search> {
  const font::FontBook& fonts;
  Diagnostics& out;
  std::set<std::u32string> told{};
  bool all_there = true;
  std::array<bool, 4> asked{};  ///< by bold and italic: whether the face is there
  Cluster cluster{};
  Span block_at{};  ///< of the block whose content is visited

  Search(const font::FontBook& book, Diagnostics& diagnostics) : fonts{book}, out{diagnostics} {}

  void text(std::string_view words, bool bold, bool italic, Span span) {
    bool& is_asked = asked[(bold ? 1u : 0u) + (italic ? 2u : 0u)];
    if (!std::exchange(is_asked, true))
      fonts.can_open(fonts.plain_face(bold, italic));  // else told at the end
    for (auto i = skip_plain(words, 0); i < words.size(); i = skip_plain(words, i)) {
      read_cluster(words, i, cluster);
      const bool is_plain = cluster.end == i + 1;  // a letter of ASCII without a mark
      if (!is_plain && !font::is_default_ignorable(cluster.characters.front()) &&
          !fonts.face_for(cluster.characters, bold, italic))
        tell(words.substr(i, cluster.end - i), bold, italic, span);
      i = cluster.end;
    }
  }

  /// Tells the characters of a cluster that no face has; or, when each is in some face but none has
  /// them all, that these are set apart.
  void tell(std::string_view text, bool bold, bool italic, Span span) {
    bool is_told = false;
    for (std::size_t i = 0; i < text.size();) {
      const auto [value, next] = character_at(text, i);
      if (!font::is_default_ignorable(value) && !fonts.face_for(value, bold, italic)) {
        is_told = true;
        all_there = false;
        const std::string_view character = text.substr(i, next - i);
        if (told.insert({value}).second) {
          out.error(
              messages::no_character(quoted_value(character), code_point_name(value)),
              place_of(character, span),
              {"write it in another way: nothing is ever printed as an empty box"}
          );
        }
      }
      i = next;
    }
    if (is_told || !told.insert(cluster.characters).second) return;
    out.warn(
        messages::set_apart(quoted_value(text), code_points(cluster.characters)),
        place_of(text, span),
        {"see that it can be read"}
    );
  }

  void inlines(const std::vector<doc::Inline>& all) {
    for (const doc::Inline& in : all) {
      if (const auto* t = std::get_if<doc::Text>(&in)) text(t->text, t->bold, t->italic, t->span);
    }
  }
  void block(const doc::Block& block) {
    text(block.marker.text, block.marker.style.bold, block.marker.style.italic, block.span);
    block_at = block.span;
    content(block);
  }

  using Visitor::operator();
  void operator()(const doc::Paragraph& paragraph) { inlines(paragraph.inlines); }
  void operator()(const doc::WriteLines&) {}
  void operator()(const doc::Signature& sign) {
    text(sign.who, sign.style.bold, sign.style.italic, block_at);
  }
  void operator()(const doc::Rule&) {}
  void operator()(const doc::Image&) {}
  void operator()(const doc::Figure&) {}
  void operator()(const doc::PageBreak&) {}
};

}  // namespace

bool FontLetters::has(char32_t character) const {
  return font::is_default_ignorable(character) || fonts_.face_for(character, false, false);
}

std::string FontLetters::name_of(char32_t character) const {
  char name[128];  // the longest of Unicode 15 has 88 letters
  UErrorCode status = U_ZERO_ERROR;
  const auto size = u_charName(
      static_cast<UChar32>(character), U_UNICODE_CHAR_NAME, name, std::size(name), &status
  );
  return U_FAILURE(status) ? std::string{} : lowered({name, static_cast<std::size_t>(size)});
}

bool check_letters(const doc::Document& document, const font::FontBook& fonts, Diagnostics& out) {
  Search search{fonts, out};
  search.blocks(document.blocks);
  search.blocks(document.header);
  search.blocks(document.footer);
  return !fonts.tell_broken(out) && search.all_there;
}

}  // namespace engine::layout
