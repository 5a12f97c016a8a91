#pragma once

// Everything that a theme gives a style, by name.

#include <array>
#include <cstdint>
#include <string_view>

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

}  // namespace engine::doc
