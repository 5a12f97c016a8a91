#pragma once

// The room's own: what layout works with between the blocks of a document and its pages.
//
//     blocks --flow.cpp--> strips --paginate.cpp--> pages
//
// A strip is what no page break may cut: a line of text, a row of a table, a picture. It says how
// high it is, how far it keeps from the one above, whether a page may end below it, and what is
// drawn in it.

#include "engine/base/base.hpp"
#include "engine/doc/doc.hpp"
#include "engine/font/font.hpp"
#include "engine/page/page.hpp"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace engine::layout {

/// A tag that is hung into the tree when its first ink is placed, so that reading order is drawing
/// order. Negative: no tag, an artifact of a kind.
using Mark = int;
constexpr Mark layout_artifact = -1;
constexpr Mark ground_artifact = -2;
constexpr Mark header_artifact = -3;
constexpr Mark footer_artifact = -4;

struct PendingTag {
  page::Role role;
  page::Scope scope = page::Scope::none;
  page::Numbering numbering = page::Numbering::none;
  bool hung = false;
  std::uint16_t column_span = 1;
  Mark parent = 0;
  page::TagId id;
  std::string_view alternative;  ///< in the document's words
  std::string_view language;     ///< where it differs from what is around it
};

/// A place to remember: an anchor, or an entry of the outline when `level` is not 0.
struct Place {
  std::string name;
  int level = 0;
};

/// Something to draw, placed in its strip; or no ink at all, but the beginning of a tag (an empty
/// table cell), or a place to remember.
struct Draft {
  enum class Is : std::uint8_t { ink, touch, place } is = Is::ink;
  Point at;  ///< from the page's left edge and the strip's top
  Mark tag = layout_artifact;
  page::Ink ink;
  std::uint32_t place = 0;  ///< index into Composer::places
};

/// A blank that is to be a field. Its entry is made when it is placed: one that no page holds has
/// none.
struct PendingField {
  page::Entry::Is is = page::Entry::Is::line;
  bool is_ticked = false;
  Length text_size;
  std::string_view spoken;  ///< in the document
};

struct Strip {
  Length space;  ///< white above, dropped at the top of a page; negative: it reaches over the one
                 ///< above
  Length height;
  bool keep = false;  ///< no page ends below this strip
  bool new_page = false;
  int head = -1;  ///< index into Flow::heads: repeated when a page starts with this strip
  std::uint32_t first = 0, last = 0;  ///< its drafts
  Span span;                          ///< for a warning when it is taller than a page
};

/// A frame around some strips: fill and borders, drawn anew on each page.
struct Frame {
  std::size_t first = 0, last = 0;  ///< strips [first, last)
  Length left, width;
  doc::Border border;
  bool has_fill = false;
  Color fill;
};

/// Head rows of a table, or a heading that repeats: strips [first, last).
struct Head {
  std::size_t first = 0, last = 0;
  Length after;  ///< white below it where it stands anew
};

/// Strips from top to bottom, of a page body or of a table cell.
struct Flow {
  std::vector<Strip> strips;
  std::vector<Frame> frames;
  std::vector<Head> heads;
  Length after;               ///< white space wanted below the last strip
  bool new_page = false;      ///< the next strip starts a page
  std::uint32_t drafted = 0;  ///< drafts before this one belong to earlier strips

  Length height() const;
};

/// The width that text is set in, and where it begins.
struct Measure {
  Length left, width;
  Measure inside(const Insets& padding) const {
    return {left + padding.left, width - padding.left - padding.right};
  }
};

/// Numbers of the page that a running head or foot stands on.
struct Numbers {
  int page = 0, pages = 0, packet_page = 0;
};

/// What hangs to the left of the next line of text that is set: bullet, number, box, speaker.
struct Hanging {
  const doc::Marker* marker = nullptr;
  Length left;
  Mark tag = layout_artifact;
  bool with_paragraph = false;  ///< a speaker: part of the paragraph itself
};

/// What stands above a paragraph that is cut for all, and what is left out behind it.
struct LeftOut {
  std::size_t lines = 0, words = 0;
  Span place;
  std::size_t lines_above = 0;
};

struct Words;      ///< inline/words.hpp
class Remembered;  ///< inline/remembered.hpp

/// What a language asks of the letters.
struct Speech {
  std::uint16_t language = 0;      ///< for the shaper; 0: unknown
  std::optional<font::Han> han{};  ///< the form of Chinese characters, where it has them
  bool right_to_left = false;
};

/// One document being composed. Everything below writes here; nothing outlives the call.
struct Composer {
  const doc::Document& document;
  font::Shaper& shaper;
  Diagnostics& out;
  Words& words;
  Remembered& remembered;

  page::Pages pages;
  std::vector<Draft> drafts;
  std::vector<Place> places;
  std::vector<PendingTag> tags;
  std::vector<PendingField> fields;
  std::vector<Hanging> hanging;
  std::deque<std::string> numerals;  ///< page numbers as text
  Numbers numbers;
  bool has_fields = false;
  Length body_height;
  std::optional<LeftOut>
      behind;    ///< what the paragraph that is set next has to tell besides its own
  int cuts = 0;  ///< how many texts were cut

  Speech speech;               ///< of what is being set
  bool right_to_left = false;  ///< the document's pages begin at the right: mirrored when placed

  /// A new tag below `parent`; below an artifact there are only artifacts.
  Mark tag(page::Role role, Mark parent);
  void draw(Mark mark, Point at, page::Ink ink) {
    drafts.push_back({Draft::Is::ink, at, mark, std::move(ink)});
  }
  void touch(Mark mark) { drafts.push_back({Draft::Is::touch, {}, mark}); }
  void remember(Point at, Place here) {
    drafts.push_back(
        {Draft::Is::place, at, layout_artifact, {}, static_cast<std::uint32_t>(places.size())}
    );
    places.push_back(std::move(here));
  }
};

// --- flow.cpp ---
void add_blocks(
    Composer& c,
    Flow& flow,
    const std::vector<doc::Block>& blocks,
    const Measure& measure,
    Mark parent
);
void add_stack(
    Composer& c, Flow& flow, const doc::Stack& stack, const Measure& measure, Mark parent
);
void add_block(
    Composer& c, Flow& flow, const doc::Block& block, const Measure& measure, Mark parent
);
/// Adds a block whose own tag is given.
void add_tagged_block(
    Composer& c, Flow& flow, const doc::Block& block, const Measure& measure, Mark tag
);
/// Ends a strip: what has been drafted since the last one is its ink.
Strip& end_strip(Composer& c, Flow& flow, Length height);
/// White space wanted between what stands and what comes: the larger of what both ask for.
void want_space(Flow& flow, Length space);

// --- table.cpp ---
/// What stands beside others, such as a cell: its own strips, and its frame.
struct Part {
  Flow flow;
  Measure outer;
  const doc::BoxStyle* box = nullptr;
  Length above, below;              ///< padding
  Mark tag = layout_artifact;       ///< of a cell
  const doc::Cell* cell = nullptr;  ///< to write in

  Length height() const { return above + flow.height() + below; }
};

/// Puts parts side by side: as one strip where a page can hold it, else cut between their lines.
void add_side_by_side(Composer& c, Flow& flow, const std::vector<Part>& parts, Length least);
void add_table(
    Composer& c, Flow& flow, const doc::Block& block, const Measure& measure, Mark parent
);
void add_columns(
    Composer& c, Flow& flow, const doc::Block& block, const Measure& measure, Mark parent
);

// --- inline/direction.cpp ---
Speech speech_of(std::string_view language, font::Shaper& shaper);

// --- inline/place_line.cpp ---
/// Sets a paragraph: a strip a line. Returns the number of strips.
std::size_t add_paragraph(
    Composer& c,
    Flow& flow,
    const doc::Paragraph& paragraph,
    const Measure& measure,
    Mark tag,
    const doc::BoxStyle& box,
    Span span
);
/// How many lines and words a paragraph has, and where they stand.
LeftOut measured(Composer& c, const doc::Paragraph& paragraph, const Measure& measure);
/// Sets one line of plain words at a baseline; returns its width.
Length set_words(
    Composer& c, std::string_view text, const doc::TextStyle& style, Point baseline, Mark tag
);
Length width_of(Composer& c, std::string_view text, const doc::TextStyle& style);
/// From the top of a line to its baseline: capitals stand in the middle of the leading.
Length baseline_of(const doc::TextStyle& style);

// --- fields.cpp ---
/// How much room above and below its baseline viewers give a line that is typed (they go by the
/// font's own ascent and descent).
struct TypedLine {
  Length above, below;
};
TypedLine typed_line(const Composer& c, Length size);
/// A field below a tag, if the document has fields and the tag is no artifact. `at`: its top left.
void add_field(Composer& c, Mark parent, Point at, Size size, const PendingField& field);
/// One line to type on, its letters as large as `size` where they fit, on a baseline.
void add_line_field(
    Composer& c, Mark parent, Point baseline, Length width, Length size, std::string_view spoken
);

// --- frame.cpp ---
/// Draws the fill and the borders of a box; a side that lies on another page is left open.
void draw_frame(Composer& c, const Frame& frame, Length top, Length height, bool begins, bool ends);

// --- paginate.cpp ---
/// A page's share of the flow: strips [first, last), and head rows to repeat above them.
struct Cut {
  std::size_t first = 0, last = 0;
  int head = -1;
  std::vector<std::uint32_t> frames{};  ///< those with strips among these, in the order of the flow
};
/// Cuts strips into pages of a height. Never ends a page below a strip that keeps, unless a page
/// holds nothing else.
std::vector<Cut> paginate(Composer& c, const Flow& flow, Length page_height);
/// The whole flow on one page, however tall it is.
Cut uncut(const Flow& flow);

// --- place.cpp ---
/// Moves a draft to the other side of the page, as far from the right edge as it was from the left.
void mirror(Draft& draft, Length page_width);
/// Puts a page's strips in their places, hanging tags as their first ink falls.
void place(Composer& c, const Flow& flow, const Cut& cut, Length top);
void place_drafts(Composer& c, std::uint32_t first, std::uint32_t last, Length top, bool again);

// --- running.cpp ---
void add_running(Composer& c, std::size_t page);
/// Top and bottom edge of what pages may hold: the theme's margins, or less where a running head or
/// foot is so tall that it would stand in the body.
struct BodyEdges {
  Length top, bottom;
};
BodyEdges body_edges(Composer& c);

}  // namespace engine::layout
