#pragma once

#include "engine/base/base.hpp"
#include "engine/base/foreign.hpp"
#include "engine/font/font.hpp"
#include "engine/page/tag_tree.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace engine::page {

/// Decoration, and of which kind (ISO 32000-1 §14.8.2.2): a screen reader passes it over.
enum class Artifact : std::uint8_t { layout, background, header, footer };

/// A thing on a page is part of the document or decoration.
using TagOrArtifact = std::variant<TagId, Artifact>;

/// A run of glyphs on one baseline. Text and glyphs stand in Pages::text and Pages::glyphs.
/// Glyph clusters count from `text_begin`; the x of the glyphs from `Item::at`. A piece of a line
/// that ends in white space holds it as a blank glyph, so that a reader that joins lines finds the
/// words apart.
struct Text {
  font::FaceId face;
  Length size;
  Color color;
  std::uint32_t text_begin = 0, text_end = 0;    ///< bytes in Pages::text
  std::uint32_t glyph_begin = 0, glyph_end = 0;  ///< in Pages::glyphs
  Length width;                                  ///< as set
  bool right_to_left = false;
};
/// A filled rectangle: rules, boxes, shading.
struct Fill {
  Size size;
  Color color;
};
/// A rectangle drawn as a line.
struct Frame {
  Size size;
  Length line;
  Color color;
};
/// A straight line from corner to corner of a box: down from its top left, or up from its foot. It
/// ends where its ink does.
struct Stroke {
  Size size;
  bool rises = false;  ///< from the lower left corner to the upper right one
  Length line;
  Color color;
};
struct Picture {
  Size size;
  std::string_view bytes;  ///< PNG, JPEG or SVG file; outlives the pages
  int pixels_wide = 0, pixels_high = 0;
  int turns = 0;         ///< quarters to the right, in its box
  bool is_copy = false;  ///< of a record, which nobody has put into words
  bool turned = false;   ///< as ForeignCopy::turned
};
/// A pictogram, drawn as large as its box.
struct Drawing {
  Size size;
  const Pictogram* pictogram = nullptr;  ///< outlives the pages
  Color color;
};
/// A page that another program wrote, drawn as large as its box. `turned`: a quarter to the left,
/// as a wide page stands on a sheet that is bound at its long side; a reader sees the sheet turned
/// back.
struct ForeignCopy {
  Size size;
  const ForeignFile* file = nullptr;  ///< outlives the pages
  std::uint32_t page = 0;             ///< of the file, from 0
  bool turned = false;
};
/// A place to click.
struct Link {
  Size size;
  std::uint32_t target = 0;  ///< index into Pages::link_targets
};

/// A place to fill in. What is drawn around it is other ink: a field that is empty shows nothing.
struct Field {
  Size size;
  std::uint32_t entry = 0;  ///< index into Pages::entries
};

using Ink = std::variant<Text, Fill, Frame, Stroke, Picture, Drawing, ForeignCopy, Link, Field>;
static_assert(std::is_trivially_copyable_v<Ink>);  // layout moves ink a great deal

struct Item {
  Point at;  ///< text: left end of the baseline; all else: top left
  TagOrArtifact meaning;
  Ink what;
};

struct Page {
  Size size;
  std::vector<Item> items;  ///< in drawing order
  bool turned = false;      ///< a reader sees it a quarter further to the right
};

/// Where a link leads.
struct LinkTarget {
  std::string target;       ///< an address, or #anchor
  std::string description;  ///< /Contents of the annotation (ISO 14289-1 §7.18.5)
};

/// What a field takes, and what it is called.
struct Entry {
  enum class Is : std::uint8_t {
    line,   ///< one line of text
    lines,  ///< text that goes on below
    box     ///< to tick
  } is = Is::line;
  bool is_ticked = false;       ///< a box that is drawn with its tick
  Length text_size;             ///< of what is typed; 0: as large as fits
  std::string name;             ///< no two of a file are the same: authorization/expiration-date
  std::string accessible_name;  ///< what somebody is told who comes to it by the keyboard
  std::string in_case;          ///< where the answer belongs in a case; empty: nowhere
  std::string about;            ///< whom and what it is about: what is compared, not printed
  std::uint32_t paper = 0;      ///< of joined documents: index into Pages::outline
  /// What somebody typed there before; of a box Yes, or nothing where the tick was taken away.
  std::optional<std::string> answer;
};

/// A place that links and the outline name.
struct Anchor {
  std::string name;
  std::uint32_t page = 0;
  Point at;
};
struct OutlineEntry {
  std::string title;
  int level = 1;
  std::uint32_t page = 0;
  Point at;
};

struct Metadata {
  std::string title;
  std::string language{language_tag::english};
  std::string subject;
  std::string author;
};

/// The laid-out document: plain data. Layout writes it, the PDF writer reads it, a test prints it.
struct Pages {
  std::vector<Page> pages;
  TagTree tags;
  std::vector<LinkTarget> link_targets;
  std::vector<Entry> entries;  ///< in reading order
  std::vector<Anchor> anchors;
  std::vector<OutlineEntry> outline;
  Metadata metadata;
  /// Pages that others wrote or scanned are among them: nobody answers for what those hold.
  bool has_copies = false;
  std::string text;                 ///< what all text items say
  std::vector<font::Glyph> glyphs;  ///< what all text items draw

  Link link(Size size, LinkTarget target) {
    link_targets.push_back(std::move(target));
    return {size, static_cast<std::uint32_t>(link_targets.size()) - 1};
  }
  const LinkTarget& target_of_link(const Link& link) const { return link_targets[link.target]; }
  const Entry& entry_of(const Field& field) const { return entries[field.entry]; }
  std::string_view text_of(const Text& t) const {
    return std::string_view{text}.substr(t.text_begin, t.text_end - t.text_begin);
  }
  std::span<const font::Glyph> glyphs_of(const Text& t) const {
    return std::span{glyphs}.subspan(t.glyph_begin, t.glyph_end - t.glyph_begin);
  }
};

/// Bytes that pages hold in memory, about.
std::size_t bytes_of(const Pages& pages);

/// Puts `more` behind `pages`: its pages, its tags as one Part below the root, its anchors, its
/// outline under one entry `title` of level `level` that starts at its first page. Metadata of
/// `pages` stays.
void append(Pages& pages, Pages&& more, const std::string& title, int level = 1);

// --- names.cpp ---
/// Words as a name: small letters and digits joined by "-". Of more than `most` bytes the first and
/// the last words.
std::string name_of(std::string_view words, std::size_t most);
/// Names the entries of one document after what they say: `document`/expiration-date. Of those that
/// would have the same name the second gets "-2".
void name_entries(Pages& pages, std::string_view document);
/// Adds the title of its document to what an entry says, where joined documents have entries that
/// say the same.
void disambiguate_field_labels(Pages& pages);

/// What a reader finds on finished pages: the words in drawing order, one blank between lines and
/// blocks, without running heads and feet; and where each stands.
struct ExtractedText {
  struct Place {
    std::uint32_t from = 0;  ///< bytes in `text`
    std::uint32_t page = 0;  ///< from 0
    std::uint32_t line = 0;  ///< from 1: which line of text from the top of the page
  };
  std::string text;
  std::vector<Place> places;  ///< in the order of `from`
  Place place(std::size_t at) const;
};
ExtractedText read_back(const Pages& pages);

/// The pages as text: one line a line of text, coordinates to a hundredth of a point.
std::string dump_pages(const Pages& pages, const font::FontBook& fonts);
/// The tag tree as text, indented, with the words each tag holds.
std::string dump_tags(const Pages& pages);

}  // namespace engine::page
