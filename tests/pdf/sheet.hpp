#pragma once

#include "engine/font/font.hpp"
#include "engine/page/page.hpp"
#include "engine/pdf/pdf.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tests {

using namespace engine;
using namespace engine::literals;

/// The fonts that travel with the program, opened once for all tests.
inline const font::FontBook& book() {
  static const font::FontBook opened = [] {
    Diagnostics out;
    auto fonts = font::open_fonts(CAREPACKET_BINARY_DIR "/share/carepacket/fonts", out);
    if (!fonts) throw std::runtime_error{out.all().front().message};
    return *std::move(fonts);
  }();
  return opened;
}

/// How a line of text looks.
struct StyleRole {
  Length size = 12_pt;
  bool bold = false;
  Color color{};
  const char* script = "Latn";
  bool right_to_left = false;
};

/// Pages written down by hand, letter size.
struct Sheet {
  page::Pages pages;
  font::Shaper shaper{book()};

  Sheet() {
    pages.metadata.title = "A letter";
    add_page();
  }
  void add_page() { pages.pages.push_back({.size = {612_pt, 792_pt}}); }
  page::TagId tag(page::Role role) { return tag(role, pages.tags.root()); }
  page::TagId tag(page::Role role, page::TagId parent) { return pages.tags.add(parent, role); }

  std::uint32_t last_page() const { return static_cast<std::uint32_t>(pages.pages.size()) - 1; }

  /// Adds an item to the last page and, if it has a tag, to that tag.
  void add(page::TagOrArtifact meaning, Point at, decltype(page::Item::what) what) {
    auto& items = pages.pages.back().items;
    if (const auto* tag = std::get_if<page::TagId>(&meaning)) {
      pages.tags.add_item(*tag, last_page(), static_cast<std::uint32_t>(items.size()));
    }
    items.push_back({at, meaning, std::move(what)});
  }

  /// A line of text in the face that has its first letter. Gives its width.
  Length text(page::TagOrArtifact meaning, Point at, std::string_view says, StyleRole look = {}) {
    font::Shaper::Run run{.face = face(says, look.bold), .right_to_left = look.right_to_left};
    std::copy_n(look.script, 4, run.script);
    const font::GlyphRun& shaped = shaper.shape(says, run);
    const int units = book().facts(run.face).units_per_em;
    page::Text text{.face = run.face, .size = look.size, .color = look.color};
    text.text_begin = static_cast<std::uint32_t>(pages.text.size());
    text.glyph_begin = static_cast<std::uint32_t>(pages.glyphs.size());
    pages.text += says;
    pages.glyphs.insert(pages.glyphs.end(), shaped.glyphs.begin(), shaped.glyphs.end());
    text.text_end = static_cast<std::uint32_t>(pages.text.size());
    text.glyph_end = static_cast<std::uint32_t>(pages.glyphs.size());
    text.width = look.size.scaled(shaped.width, units);
    text.right_to_left = look.right_to_left;
    add(meaning, at, text);
    return text.width;
  }

  static font::FaceId face(std::string_view says, bool bold = false) {
    const auto lead = static_cast<unsigned char>(says.front());
    char32_t first = lead;
    const auto next = [&](std::size_t i) { return static_cast<unsigned char>(says[i]) & 0x3Fu; };
    if (lead >= 0xE0) {
      first = (lead & 0xFu) << 12 | next(1) << 6 | next(2);
    } else if (lead >= 0xC0) {
      first = (lead & 0x1Fu) << 6 | next(1);
    }
    return book().face_for(first, bold, false).value();
  }
};

struct Written {
  std::string bytes;
  Diagnostics said;
};

/// Writes with a writer of its own. Empty bytes when it was refused.
inline Written write(const page::Pages& pages, bool readable = false) {
  Written written;
  pdf::Writer writer{book()};
  auto bytes = writer.write(pages, {.created = {2026, 11, 20}, .readable = readable}, written.said);
  if (bytes) written.bytes = *std::move(bytes);
  return written;
}

}  // namespace tests
