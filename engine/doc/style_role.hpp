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
  subject,  ///< a heading of a letter: as large as its text
  p,
  lead,
  display,  ///< a word or two in large letters
  small,
  fine_print,  ///< below a form: who made it, by which rules
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
  form,          ///< the boxes of a form together: the white around them
  form_cell,     ///< a box of it, and the letters of what stands in it
  caption,       ///< what a box is for, in its upper left corner
  item_caption,  ///< the same of a numbered one, which is a heading
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
    "h1",         "h2",          "h3",           "subject",
    "p",          "lead",        "display",      "small",
    "fine-print", "label",       "inner-p",      "list",
    "li",         "table",       "th",           "td",
    "plain-cell", "plain-head",  "ruled-cell",   "ruled-head",
    "grid-cell",  "grid-head",   "linear-row",   "linear-title",
    "blockquote", "letterhead",  "address",      "address-window",
    "say",        "speaker",     "note-tip",     "note-warning",
    "note-law",   "note-finish", "note-ticket",  "note-title",
    "check",      "check-box",   "edge-mark",    "form",
    "form-cell",  "caption",     "item-caption", "blank",
    "sign",       "keep",        "columns",      "hr",
    "img",        "figure",      "path-label",   "header",
    "footer"};

}  // namespace engine::doc
