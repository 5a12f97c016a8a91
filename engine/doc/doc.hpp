#pragma once

#include "engine/base/base.hpp"
#include "engine/base/foreign.hpp"
#include "engine/doc/style.hpp"
#include "engine/image/image.hpp"

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace engine::xml {
class Tree;
}

namespace engine::doc {

/// What a block was in the markup. Layout turns it into a tag of the PDF.
enum class Element {
  document,
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  li,
  table,
  blockquote,
  hr,
  img,
  copy,
  figure,
  letterhead,
  address,
  say,
  note,
  check,
  form,
  blank,
  sign,
  keep,
  columns,
  page_break,
  qr,
  header,
  footer,
};

// --- inside a line ---------------------------------------

struct Text {
  std::string_view text;              ///< white space folded; in Document::words
  bool bold = false, italic = false;  ///< finished: the block's own, or of strong and em
  bool strong = false, em = false;    ///< for the tags
  int link = -1;                      ///< index into Document::links; -1: none
  std::string_view language;          ///< BCP 47, of a span that says one; empty: as around it
  Span span;                          ///< where the author wrote it: a template, or the case
};
struct LineBreak {};
/// What an answer that is written into a blank belongs to.
struct Belongs {
  std::string_view in_case;  ///< its place in a case (vocabulary/path.hpp), or nothing
  /// Whom and what it is about, in words that are compared and not printed: an answer of before
  /// stands in a field only while this is the same. Of the document, the heading above and the row.
  std::string_view about;
};

/// A short blank to write in, inside a line.
struct Fill {
  std::string_view label;  ///< what belongs there, for a reader who cannot see the line
  Length width;
  Length pitch;  ///< least distance from the line above: room for a hand
  Span span;
  std::string_view accessible_name;
  Belongs belongs;
  bool to_edge = false;  ///< at the end of a line it goes on to the edge; `width` is its least
};
/// A box to tick, inside a line; what it stands for follows it.
struct Box {
  static constexpr std::string_view text = "\u2610";
  Length size;  ///< of the character: all boxes of a theme are of one size; 0: as the letters
  std::string_view accessible_name;
  Belongs belongs = {};
};
/// A number that is known when all pages are: this page, all pages, the page in the packet.
struct PageNumber {
  enum class Of { page, pages, packet_page } of = Of::page;
};
/// What follows stands at the right edge: running heads and feet only.
struct Tab {};
using Inline = std::variant<Text, LineBreak, Fill, Box, PageNumber, Tab>;

// --- blocks ----------------------------------------------

struct Block;

/// Blocks one below the other.
struct Stack {
  std::vector<Block> blocks;
  /// All are paragraphs, together of so many lines at most; 0: as many as there are.
  int most_lines = 0;
};
enum class Align { left, center, right };
struct Paragraph {
  std::vector<Inline> inlines;
  TextStyle style;
  Align align = Align::left;
  int most_lines = 0;  ///< what is more is cut and told; 0: as many as there are
};
/// Blocks side by side, the width shared by weight: a Stack for each <column>. A theme that stacks
/// columns gives a Stack with the blocks of all of them instead.
struct Columns {
  std::vector<Stack> columns;
  std::vector<int> weights;
  Length gap;
};
struct Rule {
  Length width;
  Color color;
};
struct Cell {
  Stack content;
  bool is_header = false;
  enum class Scope { none, column, row } scope = Scope::none;
  int columns = 1;           ///< colspan
  bool to_write_in = false;  ///< it is empty, and there is room for an answer
  Length text_size;          ///< of the answer
  BoxStyle box;
  Rule leader;  ///< from its words to those of the next cell, one line each; width 0: none
  std::string_view accessible_name;
  Belongs belongs;
  Span span;
};
struct Row {
  std::vector<Cell> cells;
  bool in_head = false;         ///< repeated at the top of every page the table runs over
  bool keep_with_next = false;  ///< no page ends below it
  Length least_height;
  int drop_order = 0;      ///< as Block::drop_order
  std::string_view about;  ///< of what is written into it: see Belongs
  Span span;
};
struct Table {
  std::vector<int> weights;  ///< relative widths, one a column
  std::vector<Row> rows;     ///< head rows first
};
/// Ruled lines to write on. What is to be written there is said by the words before them.
struct WriteLines {
  TextStyle style;
  int lines = 1;
  Length pitch;  ///< from line to line
  Length rule_width;
  Color rule_color;
  bool in_box = false;              ///< in a box of a form, whose border is the last line
  bool by_hand_only = false;        ///< no field: a name that is typed is no signature
  const Pictogram* flag = nullptr;  ///< in the margin beside it, where the reader is to sign
  std::string_view said_name;       ///< what is to be written, where no words before say it
  std::string_view accessible_name;
  Belongs belongs;
};
/// A box of a form: its caption in the upper left corner, below it what is said or to be written.
struct FormCell {
  std::vector<Block> caption;  ///< a paragraph or a heading, or nothing
  Stack content;
  int span = 1;   ///< columns
  Length gutter;  ///< left of the content: room for the number of the caption
  BoxStyle box;
};
struct FormRow {
  std::vector<FormCell> cells;
  bool keep_with_previous = false;  ///< never the first of a page
};
/// Boxes side by side and one below the other, on a grid of so many columns.
struct Form {
  static constexpr int columns = 12;
  std::vector<FormRow> rows;
};
/// Room to sign above a typed name, as a letter has it.
struct Signature {
  std::string_view who;             ///< "Elena Marie Rivera"
  std::vector<Inline> who_inlines;  ///< the same, each piece with its origin: which way it runs
  TextStyle style;
  Length space;                     ///< room above the line
  const Pictogram* flag = nullptr;  ///< in the margin beside it, where the reader is to sign
  Length rule_width;
  Color rule_color;
};
/// PNG, JPEG or SVG, as the file holds it; or a page of a file of another program.
struct Image {
  std::string_view bytes;  ///< in a Source or file that outlives the document
  image::Format format = image::Format::png;
  int pixels_wide = 0, pixels_high = 0;
  Size size;                             ///< as printed
  std::string_view alternative;          ///< never empty: an image without one is refused
  const ForeignFile* foreign = nullptr;  ///< outlives the document; then `bytes` are empty
  std::uint32_t foreign_page = 0;        ///< from 0
  std::string_view foreign_name;         ///< what links within the file go by
  int turns = 0;        ///< quarters to the right until it is upright: a photo says so of itself
  bool turned = false;  ///< wider than high, on a sheet that is not
};
/// Pictograms in rows, from left to right and from top to bottom.
struct Figure {
  /// A pictogram, so many times one after the other.
  struct Marks {
    const Pictogram* pictogram = nullptr;  ///< outlives the document
    int count = 1;
  };
  std::vector<Marks> marks;
  int columns = 1;  ///< pictograms in a row; 0: as many as fit, in few rows that are all full
  Length side;      ///< of a pictogram's box
  Length gap;       ///< between two boxes, both ways
  Color color;
  std::string_view alternative;  ///< never empty: a figure without one is refused

  int count() const;
  /// Pictograms in a row where there is so much room.
  int columns_in(Length width) const;
};
struct PageBreak {};

/// A line drawn to scale beside a list, whose items say where on it they belong: each is joined to
/// its place. Places are thousandths of the line, which leads from the first item to the last.
struct Scale {
  static constexpr int whole = 1000;
  struct Notch {
    int at = 0;
    std::string_view label;
  };
  /// A piece that is left out.
  struct Cut {
    int from = 0, until = 0;
    std::string_view label;  ///< how long it is; or nothing
  };
  std::vector<Notch> notches;
  std::vector<Cut> cuts;
  std::string_view alternative;  ///< never empty: the same in words
  TextStyle labels;
  Rule line;
  const Pictogram* dot = nullptr;  ///< at the place of an item; outlives the document
};
/// Where on the line an item belongs: at one place, or somewhere up to another.
struct OnScale {
  short at = -1, until = -1;  ///< -1: nowhere
  bool is_known() const { return at >= 0; }
};

/// A list marker: what hangs to the left of a block.
struct Marker {
  enum class Is { none, bullet, number, box, ticked_box, speaker, pictogram } is = Is::none;
  std::string_view text;  ///< "1.", "You"; for boxes and bullets the character that is set
  TextStyle style;
  Length indent;                         ///< from the block's left edge to its content
  std::string_view accessible_name;      ///< of a box
  Belongs belongs;                       ///< of a box
  const Pictogram* pictogram = nullptr;  ///< what is drawn in the place of a character
  bool is_above = false;                 ///< the pictogram stands above the middle of the block
  Length outdent;  ///< how far left of the block's edge it stands: in the margin
};

struct Block {
  Element element = Element::p;
  BoxStyle box;
  Marker marker;
  std::variant<
      Stack,
      Paragraph,
      Columns,
      Table,
      Form,
      WriteLines,
      Signature,
      Rule,
      Image,
      Figure,
      PageBreak>
      content;
  Span span;
  std::string_view anchor;    ///< id="…": a place that links can name
  std::string_view language;  ///< BCP 47, where it says one; empty: as around it
  /// What all that is written into it is about; of a heading, what is written in below it
  /// (Belongs).
  std::string_view about;
  bool in_outline = false;  ///< h1, h2
  /// 1 to 9: dropped when the document exceeds its pages, the highest first (spare="9" in the
  /// markup); 0: never.
  int drop_order = 0;
  bool in_window = false;  ///< an address: the window of an envelope shows it
  bool repeats = false;    ///< a heading that stands again on every page its part runs over
  /// Of an item: the line from its mark to that of the next below it, if there is one; of a list
  /// whose items stand side by side: the line through their marks. Width 0: none.
  Rule joint;
  std::shared_ptr<const Scale> scale;  ///< of a list that is drawn beside a line to scale
  OnScale on_scale;                    ///< of an item of such a list
  bool if_cut = false;                 ///< stands only when something was left out or cut
  bool is_caption = false;  ///< names what stands beside it, and goes when all of that has gone

  bool is_heading() const {
    return element == Element::h1 || element == Element::h2 || element == Element::h3;
  }
};

/// A document with everything decided but the places: metadata, blocks, finished styles.
///
/// Whatever is to be filled in has an accessible name: what somebody is told who hears of this
/// blank alone. It is made of the words around the blank (accessible_names.cpp), and no two blanks
/// of a document have the same.
struct Document {
  std::string title;
  std::string language;    ///< BCP 47
  std::string_view about;  ///< what all that is written into it is about (Belongs)
  Size paper;
  Insets margin;
  Length header_at, footer_at;
  Window window;  ///< where the address of a letter stands
  EdgeMark edge_mark;
  std::string edge_number;              ///< what its mark says; empty: it has none
  int edge_place = 0, edge_places = 0;  ///< which of how many marks, from 0
  std::vector<Block> blocks;
  std::vector<Block> header, footer;  ///< running; header may stand on pages after the first only
  bool header_on_first = true, footer_on_first = true;
  int most_pages = 0;  ///< blocks are dropped to keep to it; 0: as many as there are
  Span most_pages_at;
  bool is_form = false;
  bool is_dense = false;  ///< a sheet to overlook at one glance: set closer where that saves a page
  Length least_type;      ///< of a form or a dense sheet that is set closer to be on fewer
  Length least_letter_type;        ///< of a letter that is set smaller to be on one; 0: it is none
  Length least_running_type;       ///< of a running head or foot that is set smaller to be one line
  bool has_if_cut = false;         ///< some block stands only if something was left out or cut
  std::vector<std::string> links;  ///< addresses, or #anchor
  std::unique_ptr<std::string> words;  ///< what the views above point into; never grows once read
  std::deque<std::string> accessible_names;  ///< what those of blanks point into
  std::deque<std::string> abouts;            ///< what Belongs::about of blanks point into
};

/// Bytes that a document holds in memory, about: its words and blocks.
std::size_t bytes_of(const Document& document);

/// Reads a theme file. Reported (E3xx): unknown elements and attributes, lengths without a unit, a
/// missing style.
Result<Theme> read_theme(const Source& source, Diagnostics& out);

/// Reads the file of pictograms: all that marks may show. Reported (E338): an element, a path or a
/// number that is none, a pictogram without a name or given twice.
Result<Pictograms> read_pictograms(const Source& source, Diagnostics& out);

/// The theme for readers of single lines: columns one below the other, and every table that has a
/// head as a list of its rows.
Theme linear(Theme theme);

/// The theme in the colours of whoever hands the papers out: `letters` in the place of the one that
/// headings have, and `lines` for rules and frames that have it too.
Theme in_colors(Theme theme, Color letters, Color lines);

/// What a document may take in besides its markup.
struct Pictures {
  /// The bytes of an image file: below the templates, or beside the case, where the path is a name
  /// alone. Or nothing.
  virtual const Source* find(std::string_view path) const = 0;
  /// Where words lead that came from this place of the case: tel:, mailto:, https:. Without an
  /// answer of its own: nowhere.
  virtual std::string_view address_of(const Span& origin) const;
  /// A file of another program, read; it outlives the documents. Nothing where there is none of
  /// that name, or it is a picture, and without an answer of its own.
  virtual const ForeignFile* foreign(std::string_view path) const;
  /// What marks may show; outlives the documents. Without an answer of its own: nothing.
  virtual const Pictograms& pictograms() const;
  virtual ~Pictures() = default;
};

/// Reads filled markup into blocks with finished styles. Every place it tells is the author's:
/// template or case. Reported (E3xx): not well-formed, elements and attributes the markup does not
/// know or allow there, a heading level that is skipped, no title or no h1, an image or a figure
/// without alternative text, a pictogram that there is not, an image larger than its limit or
/// neither PNG nor JPEG, a table without header cells, lines counted of what is not a paragraph.
Result<Document> read(
    const Source& markup, const Theme& theme, const Pictures& pictures, Diagnostics& out
);
/// The same of markup whose tree is known already.
Result<Document> read(
    const Source& markup,
    const xml::Tree& tree,
    const Theme& theme,
    const Pictures& pictures,
    Diagnostics& out
);

/// The blocks as text, a line each, for tests and `--show blocks`.
std::string dump(const Document& document);

}  // namespace engine::doc
