#pragma once

// The styles a theme must have, by name, and those of one document: raised to its least type size.

#include <array>
#include <cstdint>
#include <string_view>

#include "engine/doc/style.hpp"

namespace engine::doc {

enum class Look : std::uint8_t {
  h1, h2, h3, p, lead, small, label,
  inner_p,  ///< a paragraph inside a cell, an item, a note: its spacing alone
  list, li, table, th, td, plain_cell, plain_head, ruled_cell, ruled_head, grid_cell, grid_head,
  linear_row, linear_title,  ///< a table row set as a list, and the name of the row
  blockquote, letterhead, address, address_window, say, speaker, note_tip, note_warning, note_law, note_finish,
  note_title, check, check_box, blank, sign, keep, columns, hr, img, header, footer,
  count,
};

constexpr std::array<std::string_view, static_cast<std::size_t>(Look::count)> look_names{
    "h1", "h2", "h3", "p", "lead", "small", "label", "inner-p", "list", "li", "table", "th", "td", "plain-cell",
    "plain-head", "ruled-cell", "ruled-head", "grid-cell", "grid-head", "linear-row", "linear-title", "blockquote",
    "letterhead", "address", "address-window", "say", "speaker", "note-tip", "note-warning", "note-law", "note-finish",
    "note-title", "check", "check-box", "blank", "sign", "keep", "columns", "hr", "img", "header", "footer"};

class Looks {
 public:
  /// The theme's styles; letters no smaller than `least`. Where body text has to grow, headings grow with it, so
  /// that what stood out still does.
  Looks(const Theme& theme, Length least);

  const TextStyle& text(Look look) const { return styles_[static_cast<std::size_t>(look)].first; }
  const BoxStyle& box(Look look) const { return styles_[static_cast<std::size_t>(look)].second; }

 private:
  std::array<std::pair<TextStyle, BoxStyle>, look_names.size()> styles_;
};

}  // namespace engine::doc
