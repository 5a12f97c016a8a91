#pragma once

// The room's own: what layout works with between the blocks of a document and its pages.
//
//     blocks --flow.cpp--> fragments --paginate.cpp--> pages --running.cpp--> with heads and feet
//
// A fragment is what no page break may cut: a line of text, a row of a table, a picture. It says
// how high it is, how far it keeps from the one above, whether a page may end below it, and what
// ink it holds.

#include "engine/base/base.hpp"
#include "engine/doc/doc.hpp"
#include "engine/font/font.hpp"
#include "engine/layout/layout.hpp"
#include "engine/page/page.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace engine::layout {

/// A tag that is attached to the tree when its first ink is placed, so that reading order is
/// drawing order: an index into Tags. Negative: no tag, an artifact of a kind.
using TagHandle = int;
constexpr TagHandle layout_artifact = -1;
constexpr TagHandle ground_artifact = -2;
constexpr TagHandle header_artifact = -3;
constexpr TagHandle footer_artifact = -4;

struct PendingTag {
  page::Role role;
  page::Scope scope = page::Scope::none;
  page::Numbering numbering = page::Numbering::none;
  bool attached = false;
  std::uint16_t column_span = 1;
  TagHandle parent = 0;
  page::TagId id;
  std::string_view alternative;  ///< in the document's words
  std::string_view language;     ///< where it differs from what is around it
};

/// The tags of a document, each made before its first ink.
class Tags {
 public:
  /// A new tag below `parent`; below an artifact there are only artifacts.
  TagHandle add(page::Role role, TagHandle parent);
  PendingTag& operator[](TagHandle tag) { return pending_[static_cast<std::size_t>(tag)]; }
  std::size_t size() const { return pending_.size(); }
  /// The next tag that is made.
  TagHandle next() const { return static_cast<TagHandle>(pending_.size()); }
  /// Forgets the tags from `size` on.
  void shrink(std::size_t size);

 private:
  std::vector<PendingTag> pending_;
};

/// A place that links or the outline name: an anchor, or an entry of the outline when `level` is
/// not 0.
struct Destination {
  std::string name;
  int level = 0;
};

/// Something to draw, placed in its fragment; or no ink at all, but the beginning of a tag (an
/// empty table cell), or a destination.
struct PlacedInk {
  enum class Is : std::uint8_t { ink, begin_tag, destination } is = Is::ink;
  Point at;  ///< from the page's left edge and the fragment's top
  TagHandle tag = layout_artifact;
  page::Ink ink{};
  std::uint32_t destination = 0;  ///< index into Ink::destinations
};

/// A blank that is to be a field. Its entry is made when it is placed: one that no page holds has
/// none.
struct PendingField {
  page::Entry::Is is = page::Entry::Is::line;
  bool is_ticked = false;
  Length text_size;
  std::string_view accessible_name;  ///< in the document
  doc::Belongs belongs;              ///< in the document
};

/// What is composed: ink in its fragments, and what it is made of. Indices count within it.
struct Ink {
  std::vector<PlacedInk> placed;
  std::vector<Destination> destinations;
  std::vector<PendingField> fields;
  std::vector<page::LinkTarget> link_targets;
  std::string text;
  std::vector<font::Glyph> glyphs;
  std::size_t cuts = 0;  ///< how many texts were cut

  void draw(TagHandle tag, Point at, page::Ink ink) {
    placed.push_back({.at = at, .tag = tag, .ink = ink});
  }
  void begin_tag(TagHandle tag) {
    placed.push_back({.is = PlacedInk::Is::begin_tag, .at = {}, .tag = tag});
  }
  void remember(Point at, Destination here);
  page::Link link(Size size, page::LinkTarget target) {
    link_targets.push_back(std::move(target));
    return {size, static_cast<std::uint32_t>(link_targets.size()) - 1};
  }
  std::uint32_t count() const { return static_cast<std::uint32_t>(placed.size()); }
  /// What it holds of memory, about.
  std::size_t bytes() const {
    return placed.size() * sizeof(PlacedInk) + text.size() + glyphs.size() * sizeof(font::Glyph);
  }
  std::string_view text_of(const page::Text& t) const {
    return std::string_view{text}.substr(t.text_begin, t.text_end - t.text_begin);
  }
  std::span<const font::Glyph> glyphs_of(const page::Text& t) const {
    return std::span{glyphs}.subspan(t.glyph_begin, t.glyph_end - t.glyph_begin);
  }

  /// How much there is of everything, to go back to.
  struct Size;
  Size size() const;
  void shrink(const Size& to);
};

struct Ink::Size {
  std::size_t placed, destinations, fields, link_targets, text, glyphs, cuts;
};

struct Fragment {
  /// White above, dropped at the top of a page; negative: it reaches over the one above.
  Length space;
  Length height;
  bool keep = false;      ///< no page ends below this fragment
  bool is_fixed = false;  ///< its space does not give way to save a page
  bool is_line = false;   ///< of running text: its leading may give way to save a page
  bool new_page = false;
  int head = -1;  ///< index into Flow::heads: repeated when a page starts with this fragment
  std::uint32_t first = 0, last = 0;  ///< its ink
  Span span;                          ///< for a warning when it is taller than a page
};

/// A frame around some fragments: fill and borders, drawn anew on each page.
struct Frame {
  std::size_t first = 0, last = 0;  ///< fragments [first, last)
  Length left, width;
  doc::Border border;
  bool has_fill = false;
  Color fill;
  Length below_top, above_bottom;  ///< how far it keeps from where it begins and ends
  bool is_closed = false;          ///< has all its sides on every page
};

/// Head rows of a table, or a heading that repeats: fragments [first, last).
struct Head {
  std::size_t first = 0, last = 0;
  Length after;  ///< white below it where it stands anew
};

/// Fragments from top to bottom, of a page body or of a table cell.
struct Flow {
  std::vector<Fragment> fragments;
  std::vector<Frame> frames;
  std::vector<Head> heads;
  Length after;             ///< white space wanted below the last fragment
  bool new_page = false;    ///< the next fragment starts a page
  bool is_body = false;     ///< of the pages themselves: its height is a place on the first of them
  Length into_window;       ///< how far above the address reaches into the window of an envelope
  std::uint32_t inked = 0;  ///< ink before this belongs to earlier fragments

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
struct PageNumbers {
  int page = 0, pages = 0, packet_page = 0;
};

/// What stands to the left of the next line of text that is set: bullet, number, box, speaker
/// (CSS Lists 3, `marker`).
struct PendingMarker {
  const doc::Marker* marker = nullptr;
  Length left;
  TagHandle tag = layout_artifact;
  bool with_paragraph = false;  ///< a speaker: part of the paragraph itself
};
/// The outer ones first. The first paragraph that is set takes them all.
using PendingMarkers = std::vector<PendingMarker>;

/// What is left out behind a paragraph that is cut for several, and what stands above it.
struct LeftOut {
  std::size_t lines = 0, words = 0;
  Span place;
  std::size_t lines_above = 0;
};

struct ParagraphScratch;  ///< inline/collect.hpp
class ParagraphCache;     ///< inline/paragraph_cache.hpp

/// What a language asks of the letters.
struct TextContext {
  std::uint16_t language = 0;      ///< for the shaper; 0: unknown
  std::optional<font::Han> han{};  ///< the form of Chinese characters, where it has them
  bool right_to_left = false;
};

/// What is asked: the document, and what the worker keeps to compose it with.
struct Setting {
  const doc::Document& document;
  font::Shaper& shaper;
  ParagraphScratch& scratch;
  ParagraphCache& cache;
  const Budget& budget;
  bool has_fields = false;
  bool right_to_left = false;  ///< the document's pages begin at the right: mirrored when placed
  Length body_height;          ///< of a page
  Length body_top;             ///< of a page, from the paper's top edge
  Length first_rise;           ///< how much higher the first page begins, which has no running head

  Length first_top() const { return body_top - first_rise; }
};

/// What some blocks are composed with: what is asked, and where what is made of them goes.
struct Composer {
  const Setting& setting;
  Ink& ink;
  Tags& tags;
  Diagnostics& out;
  TextContext context;       ///< of what is being set
  PageNumbers numbers = {};  ///< in running heads and feet
};

/// Composing that may be dropped: then nothing of it stays, neither ink nor tags nor warnings.
class Trial {
 public:
  explicit Trial(const Composer& c)
      : outer_{c}, inner_{c}, ink_{c.ink.size()}, tags_{c.tags.size()} {}
  ~Trial();
  Trial(const Trial&) = delete;
  Trial& operator=(const Trial&) = delete;

  const Composer& composer() const { return inner_; }
  void keep();

 private:
  /// The outer one, but for its warnings.
  struct Inner : Composer {
    Diagnostics told;
    explicit Inner(const Composer& c)
        : Composer{c.setting, c.ink, c.tags, told, c.context, c.numbers} {}
  };

  const Composer& outer_;
  Inner inner_;
  Ink::Size ink_;
  std::size_t tags_;
  bool is_kept_ = false;
};

/// Where a block is put.
struct Slot {
  Measure measure;
  TagHandle tag = layout_artifact;  ///< around it
  PendingMarkers& markers;          ///< of the blocks around it, not yet set
  const LeftOut* left_out = nullptr;

  Slot with(const Measure& other) const { return {other, tag, markers}; }
  Slot below(TagHandle other) const { return {measure, other, markers}; }
};

// --- flow.cpp ---
void add_blocks(
    const Composer& c, Flow& flow, const std::vector<doc::Block>& blocks, const Slot& slot
);
void add_stack(const Composer& c, Flow& flow, const doc::Stack& stack, const Slot& slot);
void add_block(const Composer& c, Flow& flow, const doc::Block& block, const Slot& slot);
/// Adds a block whose own tag is the slot's.
void add_tagged_block(const Composer& c, Flow& flow, const doc::Block& block, const Slot& slot);
/// Ends a fragment: what has been drawn since the last one is its ink.
Fragment& end_fragment(const Composer& c, Flow& flow, Length height);
/// White inside a frame: it is never dropped, and it stays with what it surrounds.
void add_padding(const Composer& c, Flow& flow, Length height, bool below);
/// Keeps fragments from `first` on together, where a page can hold them.
void keep_whole(const Composer& c, Flow& flow, std::size_t first);
/// White space wanted between what stands and what comes: the larger of what both ask for.
void want_space(Flow& flow, Length space);

// --- figure.cpp: pictograms
void add_figure(const Composer& c, Flow& flow, const doc::Figure& figure, const Slot& slot);
/// A pictogram in the place of a bullet, beside a line of this leading.
void draw_mark(const Composer& c, const doc::Marker& marker, Length left, Length leading);
/// A pictogram above the words of its item, in the middle of their width.
void add_mark_above(
    const Composer& c, Flow& flow, const doc::Marker& marker, const Measure& measure
);
/// The line from the mark of an item, whose first fragment is `first`, down to that of the next.
void join_marks(Flow& flow, const doc::Block& item, const Measure& measure, std::size_t first);
/// The last item of a list is joined to nothing.
void leave_last_mark(Flow& flow);
/// The line through the marks of a list whose items stand side by side in the fragment `first`.
void join_marks_across(
    Flow& flow, const doc::Block& list, const Measure& measure, std::size_t first
);

// --- scale.cpp
/// A list beside a line drawn to scale, as one fragment, each item joined to its place. False where
/// there is no room for it: then the list is set as one whose marks are joined.
bool add_to_scale(const Composer& c, Flow& flow, const doc::Block& list, const Slot& slot);

// --- copy.cpp: pages of other programs
/// The tag of such a page: a paragraph where it holds text, else a figure.
TagHandle add_copy_tag(const Composer& c, const doc::Image& image, TagHandle parent);
/// The page on its sheet, in the middle of the room that is left, and its links.
void add_copy(
    const Composer& c,
    Flow& flow,
    const doc::Block& block,
    const doc::Image& image,
    const Slot& slot
);

// --- window.cpp: the address of a letter, where an envelope shows it

/// Where the window of an envelope shows the first page, from the top of its body; nothing for all
/// else than the address of a letter.
std::optional<doc::Window> envelope_window(
    const Composer& c, const Flow& flow, const doc::Block& block
);
/// White down to the window. What already reaches into it pushes the address down.
void reach_window(Flow& flow, const doc::Window& window);
/// Nothing but the address shows: what follows begins below the window. Neither place gives way
/// where a page would be saved by it.
void leave_window(const Composer& c, Flow& flow, const doc::Window& window);

// --- table.cpp ---
/// What stands beside others, such as a cell: its own fragments, and its frame.
struct Part {
  Flow flow;
  Measure outer;
  const doc::BoxStyle* box = nullptr;
  Length above, below;              ///< padding
  TagHandle tag = layout_artifact;  ///< of a cell
  const doc::Cell* cell = nullptr;  ///< to write in

  Length height() const { return above + flow.height() + below; }
};

/// Puts parts side by side: as one fragment where a page can hold it, else cut between their lines.
void add_side_by_side(const Composer& c, Flow& flow, const std::vector<Part>& parts, Length least);
void add_table(const Composer& c, Flow& flow, const doc::Block& block, const Slot& slot);
void add_columns(const Composer& c, Flow& flow, const doc::Block& block, const Slot& slot);
/// Left edges of columns whose widths are shared by weight, and the right edge of the last.
std::vector<Length> edges_of(const std::vector<int>& weights, const Measure& measure, Length gap);
/// How far a box reaches over the one before it, so that their borders are one line.
Length shared_upright(const doc::BoxStyle* before, const doc::BoxStyle& box);

// --- form.cpp ---
void add_form(const Composer& c, Flow& flow, const doc::Block& block, const Slot& slot);

// --- inline/direction.cpp ---
TextContext context_of(std::string_view language, font::Shaper& shaper);

// --- inline/paragraph.cpp ---
/// Sets a paragraph, and the slot's markers left of it: a fragment a line. Returns the number of
/// fragments.
std::size_t add_paragraph(
    const Composer& c,
    Flow& flow,
    const doc::Paragraph& paragraph,
    const Slot& slot,
    const doc::BoxStyle& box,
    Span span
);
/// From the top of a line to its baseline: capitals stand in the middle of the leading.
Length baseline_of(const doc::TextStyle& style);

// --- inline/cut_lines.cpp ---
/// How many lines and words a paragraph has, and where they stand.
LeftOut measured(const Composer& c, const doc::Paragraph& paragraph, const Measure& measure);
/// How many lines it has, where nothing else is asked: one that was set before is not measured.
std::size_t line_count(
    const Composer& c, const doc::Paragraph& paragraph, const Measure& measure, TagHandle tag
);

// --- fields.cpp ---
/// How much room above and below its baseline viewers give a line that is typed (they go by the
/// font's own ascent and descent).
struct TypedLine {
  Length above, below;
};
TypedLine typed_line(const Composer& c, Length size);
/// A field below a tag, if the document has fields and the tag is no artifact. `at`: its top left.
void add_field(const Composer& c, TagHandle parent, Point at, Size size, const PendingField& field);
/// One line to type on, its letters as large as `size` where they fit, on a baseline.
void add_line_field(
    const Composer& c,
    TagHandle parent,
    Point baseline,
    Length width,
    Length size,
    std::string_view accessible_name,
    const doc::Belongs& belongs = {}
);

// --- frame.cpp ---
/// Draws the fill and the borders of a box; a side that lies on another page is left open, but of
/// a frame that is closed.
void draw_frame(Ink& ink, const Frame& frame, Length top, Length height, bool begins, bool ends);

// --- paginate.cpp ---
/// A page's share of the flow: fragments [first, last), and head rows to repeat above them.
struct Cut {
  std::size_t first = 0, last = 0;
  int head = -1;
  std::vector<std::uint32_t> frames{};  ///< those with fragments among these, in the flow's order
};
/// Cuts fragments into pages of a height. Never ends a page below a fragment that keeps, unless a
/// page holds nothing else. What is taller than a page is told (W412).
std::vector<Cut> paginate(
    const Flow& flow, Length page_height, Length first_rise, Diagnostics& out
);
/// The whole flow on one page, however tall it is.
Cut uncut(const Flow& flow);

// --- place.cpp ---
/// Moves ink to the other side of the page, as far from the right edge as it was from the left.
void mirror(PlacedInk& ink, Length page_width);

/// Puts fragments on pages, attaching tags as their first ink falls.
struct Placement {
  const Setting& setting;
  const Ink& ink;
  Tags& tags;
  page::Pages& pages;

  /// A page's fragments, from `top` down.
  void place(const Flow& flow, const Cut& cut, std::size_t page, Length top) const;
};

// --- running.cpp ---
/// Composes the running head and foot of a page and places them. `pages.text`, `glyphs` and
/// `link_targets` grow by what they say.
void add_running(
    const Setting& setting,
    page::Pages& pages,
    std::size_t page,
    const PageNumbers& numbers,
    const RunningSizes& sizes
);
/// Draws the mark at the edge of a page that belongs to a part of a bound set: decoration, which
/// bookmarks and contents say in words.
void add_edge_mark(const Setting& setting, page::Pages& pages, std::size_t page);
/// Top and bottom edge of what pages may hold: the theme's margins, or less where a running head or
/// foot is so tall that it would stand in the body. One that is too long is told (W413).
struct BodyEdges {
  Length top, bottom;
  RunningSizes running;
};
BodyEdges body_edges(const Setting& setting, Diagnostics& out);

}  // namespace engine::layout
