#pragma once

// Documents written down as values, for tests of layout.

#include "engine/doc/doc.hpp"
#include "engine/font/font.hpp"
#include "engine/layout/layout.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace engine::test {

using namespace engine::literals;

inline const font::FontBook& fonts() {
  static const font::FontBook book = [] {
    Diagnostics out;
    return std::move(
        *font::open_fonts(std::string{CAREPACKET_BINARY_DIR} + "/share/carepacket/fonts", out)
    );
  }();
  return book;
}

inline doc::TextStyle style(Length size = 10_pt, Length leading = 20_pt) {
  return {.size = size, .leading = leading};
}

inline doc::Block paragraph(std::string_view words, doc::Element element = doc::Element::p) {
  doc::Block block{.element = element};
  block.content = doc::Paragraph{{doc::Text{.text = words}}, style()};
  return block;
}

/// A page of `width` x `height` of body, no margins.
inline doc::Document page_of(Length width, Length height, std::vector<doc::Block> blocks) {
  doc::Document document;
  document.title = "test";
  document.language = "en";
  document.paper = {width, height};
  document.blocks = std::move(blocks);
  return document;
}

/// The finished pages of a document by itself.
inline page::Pages set_by(
    layout::Compositor& compositor,
    const doc::Document& document,
    Diagnostics& out,
    std::string_view fields = {}
) {
  return compositor.draw(compositor.compose(document, fields, out), 0);
}
inline page::Pages laid_out(const doc::Document& document, Diagnostics& out) {
  layout::Compositor compositor{fonts()};
  return set_by(compositor, document, out);
}
inline page::Pages laid_out(const doc::Document& document) {
  Diagnostics out;
  return laid_out(document, out);
}

/// The lines of a page: its text items that begin at one height, joined, from top to bottom as
/// drawn.
inline std::vector<std::string> lines_of(const page::Pages& pages, std::size_t page) {
  std::vector<std::string> lines;
  Length y = Length::from_millipoints(-1);
  for (const page::Item& item : pages.pages.at(page).items) {
    const auto* text = std::get_if<page::Text>(&item.what);
    if (!text) continue;
    if (item.at.y != y) lines.emplace_back();
    y = item.at.y;
    lines.back() += pages.text_of(*text);
  }
  for (std::string& line : lines) {
    while (!line.empty() && line.back() == ' ') line.pop_back();
  }
  return lines;
}

}  // namespace engine::test
