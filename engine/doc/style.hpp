#pragma once

#include "engine/base/base.hpp"
#include "engine/doc/style_role.hpp"

#include <array>
#include <string>
#include <utility>

namespace engine::doc {

/// How the letters of a block look. Sizes are finished: no cascade after this room.
struct TextStyle {
  Length size = Length::from_millipoints(12000);
  Length leading = Length::from_millipoints(16000);  ///< from baseline to baseline
  bool bold = false;
  bool italic = false;
  Color color;
  bool operator==(const TextStyle&) const = default;
};

/// A side of a box: nothing, or a solid line.
struct Border {
  Length top, right, bottom, left;  ///< line widths; 0: none
  Color color;
  bool operator==(const Border&) const = default;
};

/// The box around a block. Between siblings the larger of `after` and `before` counts, as in CSS.
struct BoxStyle {
  Length before, after;  ///< white space above and below; dropped at the top of a page
  Insets padding;        ///< between border and content; `left` is also the indent
  Border border;
  bool has_fill = false;
  Color fill;
  bool keep_together = false;   ///< not broken over pages where it fits on one
  bool keep_with_next = false;  ///< never the last thing on a page
  int orphans = 2, widows = 2;  ///< least lines of a paragraph at a page's foot, head
  bool operator==(const BoxStyle&) const = default;
};

/// Letters and box of everything that has a style, by StyleRole.
using Styles = std::array<std::pair<TextStyle, BoxStyle>, style_role_names.size()>;

/// What the window of an envelope shows of a sheet that is folded in three, from the paper's top
/// left corner; all 0: letters go into no such envelope.
struct Window {
  Length top, right, bottom;
};

/// Where the pages of one part of a bound set are marked, each part lower than the one before, so
/// that the edge of the closed binder shows steps; all 0: nothing is marked. The style `edge-mark`
/// says how.
struct EdgeMark {
  Length width;  ///< of the mark, whose outer side is the paper's edge
  Length first;  ///< from the paper's top edge to the first one
  Length step;   ///< from one to the next; less where a paper has no room for all
  TextStyle text;
  BoxStyle box;
};

/// A theme: how each element of the markup looks. Read from templates/house/themes/<name>.xml.
struct Theme {
  std::string name;  ///< standard, large
  Size paper;        ///< letter: 612 x 792 pt
  Insets margin;     ///< of the page body
  std::optional<Insets>
      landscape_margin;                 ///< of a page that is turned, where it has one of its own
  std::optional<Insets> letter_margin;  ///< of a letter, whose sender stands above a window
  std::optional<Insets> form_margin;    ///< of a form, which has more in it than a letter
  Length header_at, footer_at;  ///< from the paper's top edge to the top of the running head; from
                                ///< its bottom edge to the bottom of the foot
  Window window;
  EdgeMark edge_mark;
  Length least_letter_type;    ///< of a letter that is set smaller to be on one sheet
  Length least_running_type;   ///< of a running head or foot that is set smaller to be one line
  Length least_dense_type;     ///< of a dense sheet that is no form; 0: as of a form
  Length least_form_type;      ///< of a form that is set closer to be on fewer sheets
  bool wide_boxes = false;     ///< large print: boxes of a form are wider, so fewer stand in a row
  bool stack_columns = false;  ///< large print: <columns> one below the other
  int linear_tables_from =
      0;  ///< tables of so many columns or more are set as a list of rows; 0: never
  bool no_tables = false;  ///< plain text: every table that has a head is a list of rows
  Length write_line;       ///< distance of write-in lines
  Length write_in_words;   ///< least distance of a line with a short blank from the one above it
  Length column_gap;
  Length list_indent;  ///< from the block's left to the text of a list item
  Length check_indent;
  Length say_indent;  ///< width of the speaker's name
  Length rule_width;  ///< of write-in and signature lines
  Color rule_color;
  Styles styles;
};

}  // namespace engine::doc
