#include "engine/base/utf8.hpp"
#include "engine/layout/layout.hpp"

#include <set>

namespace engine::layout {

namespace {

std::string code_point(char32_t c) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string text;
  for (int shift = c > 0xFFFFF ? 20 : c > 0xFFFF ? 16 : 12; shift >= 0; shift -= 4)
    text += digits[c >> shift & 0xF];
  return "U+" + text;
}

/// Where the author wrote a character of a text that begins at `span`. What is joined from several
/// fields, such as a name, is placed at the first of them: the character stands there or in one of
/// the next.
Span place_of(std::string_view character, Span span) {
  if (!span) return span;
  const auto at = span.source->text().find(character, span.begin);
  return at == std::string::npos ? span : span.source->span(at, at + character.size());
}

/// Walks every text a document prints, looking for characters that no face has.
struct Search {
  const font::FontBook& fonts;
  Diagnostics& out;
  std::set<char32_t> told;
  bool all_there = true;

  void text(std::string_view words, bool bold, bool italic, Span span) {
    for (std::size_t i = 0; i < words.size();) {
      if (static_cast<unsigned char>(words[i]) <
          0x80) {  // every face of the text typeface has ASCII
        ++i;
        continue;
      }
      const auto [value, next] = character_at(words, i);
      if (!fonts.face_for(value, bold, italic) && told.insert(value).second) {
        all_there = false;
        const std::string_view character = words.substr(i, next - i);
        out.error(
            "E402",
            place_of(character, span),
            "no font has the character " + quoted(character) + " (" + code_point(value) + ")",
            {"write it in another way: nothing is ever printed as an empty box"}
        );
      }
      i = next;
    }
  }
  void inlines(const std::vector<doc::Inline>& all) {
    for (const doc::Inline& in : all) {
      if (const auto* t = std::get_if<doc::Text>(&in)) text(t->text, t->bold, t->italic, t->span);
    }
  }
  void blocks(const std::vector<doc::Block>& all) {
    for (const doc::Block& block : all) {
      text(block.marker.text, block.marker.style.bold, block.marker.style.italic, block.span);
      std::visit([&](const auto& content) { (*this)(content, block); }, block.content);
    }
  }

  void operator()(const doc::Stack& stack, const doc::Block&) { blocks(stack.blocks); }
  void operator()(const doc::Paragraph& paragraph, const doc::Block&) {
    inlines(paragraph.inlines);
  }
  void operator()(const doc::Columns& columns, const doc::Block&) {
    for (const doc::Stack& column : columns.columns) blocks(column.blocks);
  }
  void operator()(const doc::Table& table, const doc::Block&) {
    for (const doc::Row& row : table.rows) {
      for (const doc::Cell& cell : row.cells) blocks(cell.content.blocks);
    }
  }
  void operator()(const doc::WriteLines& lines, const doc::Block&) { inlines(lines.label); }
  void operator()(const doc::Signature& sign, const doc::Block& block) {
    text(sign.who, sign.style.bold, sign.style.italic, block.span);
    text(sign.date_label, sign.style.bold, sign.style.italic, block.span);
  }
  void operator()(const doc::Rule&, const doc::Block&) {}
  void operator()(const doc::Image&, const doc::Block&) {}
  void operator()(const doc::PageBreak&, const doc::Block&) {}
};

}  // namespace

bool check_letters(const doc::Document& document, const font::FontBook& fonts, Diagnostics& out) {
  Search search{fonts, out};
  search.blocks(document.blocks);
  search.blocks(document.header);
  search.blocks(document.footer);
  return search.all_there;
}

}  // namespace engine::layout
