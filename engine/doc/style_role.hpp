#pragma once

// Everything that a theme gives a style, by name.

#include <array>
#include <cstdint>
#include <string_view>

namespace engine::doc {

enum class StyleRole : std::uint8_t {
  h1,
  h2,
  h3,
  p,
  lead,
  display,  ///< a word or two in large letters
  small,
  label,
  inner_p,  ///< a paragraph inside a cell, an item, a note: its spacing alone
  list,
  li,
  table,
  th,
  td,
  plain_cell,
  plain_head,
  ruled_cell,
  ruled_head,
  grid_cell,
  grid_head,
  linear_row,
  linear_title,  ///< a table row set as a list, and the name of the row
  blockquote,
  letterhead,
  address,
  address_window,
  say,
  speaker,
  note_tip,
  note_warning,
  note_law,
  note_finish,
  note_ticket,
  note_title,
  check,
  check_box,
  edge_mark,
  blank,
  sign,
  keep,
  columns,
  hr,
  img,
  figure,
  path_label,  ///< below a mark of a list that runs from left to right
  header,
  footer,
  count,
};

constexpr std::array<std::string_view, static_cast<std::size_t>(StyleRole::count)> style_role_names{
    "h1",          "h2",
    "h3",          "p",
    "lead",        "display",
    "small",       "label",
    "inner-p",     "list",
    "li",          "table",
    "th",          "td",
    "plain-cell",  "plain-head",
    "ruled-cell",  "ruled-head",
    "grid-cell",   "grid-head",
    "linear-row",  "linear-title",
    "blockquote",  "letterhead",
    "address",     "address-window",
    "say",         "speaker",
    "note-tip",    "note-warning",
    "note-law",    "note-finish",
    "note-ticket", "note-title",
    "check",       "check-box",
    "edge-mark",   "blank",
    "sign",        "keep",
    "columns",     "hr",
    "img",         "figure",
    "path-label",  "header",
    "footer"};

}  // namespace engine::doc
