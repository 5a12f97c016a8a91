#include "engine/layout/inline/set_line.hpp"

#include "engine/layout/inline/pen.hpp"

#include <algorithm>

namespace engine::layout {

Length drop_of_box(const Composer& c, const Run& run, Length size, Length text_size) {
  if (run.glyphs->glyphs.empty()) return {};
  const font::FontBook& book = c.setting.shaper.book();
  const font::GlyphBox box = book.box(run.face, run.glyphs->glyphs.front().id);
  const Length middle =
      size.scaled(box.top + box.bottom, 2 * std::int64_t{book.facts(run.face).units_per_em});
  return middle - text_size.scaled(36, 100);
}

void add_box_field(
    const Composer& c,
    TagHandle parent,
    Point baseline,
    Length size,
    const Run& run,
    const PendingField& field
) {
  if (run.glyphs->glyphs.empty()) return;
  const font::FontBook& book = c.setting.shaper.book();
  const int units = book.facts(run.face).units_per_em;
  const font::GlyphBox box = book.box(run.face, run.glyphs->glyphs.front().id);
  add_field(
      c,
      parent,
      {baseline.x + size.scaled(box.left, units), baseline.y - size.scaled(box.top, units)},
      {size.scaled(box.right - box.left, units), size.scaled(box.top - box.bottom, units)},
      field
  );
}

namespace {

/// Sets the lines of one paragraph.
struct LineSetter {
  const Composer& c;
  const doc::Paragraph& paragraph;
  InlineTags& tags;

  /// Draws a line with its left edge and baseline given; the blank that ends it keeps the words of
  /// two lines apart.
  void set(const Line& line, Length left, Length baseline) const {
    const std::size_t first_ink = c.ink.placed.size();
    if (c.setting.right_to_left) left = c.setting.document.paper.width - left - line.width;
    if (c.setting.scratch.base_level > 0) left = left - blank_at_end(line);
    draw_segments(segments_of(c, line, left), baseline);
    const std::size_t last_ink = c.ink.placed.size();
    for (std::size_t i = first_ink; i < last_ink; ++i) add_link(i, last_ink);
    // The page will be mirrored, but not the order of the words in a line.
    for (std::size_t i = first_ink; c.setting.right_to_left && i < c.ink.placed.size(); ++i)
      mirror(c.ink.placed[i], c.setting.document.paper.width);
  }

  /// How wide the blank is that ends a line: it stands left of words that run to the left.
  Length blank_at_end(const Line& line) const {
    const bool has_words = line.last > line.first;
    return has_words && c.setting.scratch.items[line.last - 1].space_after
               ? c.setting.scratch.items[line.last - 1].space
               : Length{};
  }

 private:
  const doc::Text* text(std::uint16_t source) const {
    return source < paragraph.inlines.size() ? std::get_if<doc::Text>(&paragraph.inlines[source])
                                             : nullptr;
  }

  template <class T>
  const T* source_of(const Segment& segment) const {
    return segment.source < paragraph.inlines.size()
               ? std::get_if<T>(&paragraph.inlines[segment.source])
               : nullptr;
  }

  void draw_segments(const std::vector<Segment>& segments, Length baseline) const {
    const doc::TextStyle& style = paragraph.style;
    Pen pen{c, style, baseline};
    bool joins = false;  // a space joins the words before it where all of it goes left to right
    for (const Segment& segment : segments) {
      switch (segment.is) {
        case Segment::Is::run:
          if (const auto* box = source_of<doc::Box>(segment)) {
            pen.lift();
            draw_tick_box(*box, segment, baseline);
            joins = false;
            break;
          }
          pen.run(tags.of(segment.source), *segment.run, segment.x);
          joins = segment.level % 2 == 0;
          break;
        case Segment::Is::space:
          pen.space(
              tags.of(segment.source),
              text(segment.source),
              segment.x,
              joins && segment.level % 2 == 0
          );
          break;
        case Segment::Is::blank:
          pen.lift();
          c.ink.draw(
              layout_artifact,
              {segment.x, baseline + style.size / 8},
              page::Fill{{segment.width, style.size / 18}, style.color}
          );
          if (const auto* fill = source_of<doc::Fill>(segment)) {
            add_line_field(
                c,
                tags.of(segment.source),
                {segment.x, baseline},
                segment.width,
                style.size,
                fill->accessible_name,
                fill->belongs
            );
          }
          joins = false;
          break;
      }
    }
    pen.lift();
  }

  /// A box to tick, which is as large in small print as in large.
  void draw_tick_box(const doc::Box& box, const Segment& segment, Length baseline) const {
    doc::TextStyle style = paragraph.style;
    if (box.size > Length{}) style.size = box.size;
    const TagHandle tag = tags.of(segment.source);
    const bool is_field = c.setting.has_fields && tag >= 0;
    baseline += drop_of_box(c, *segment.run, style.size, paragraph.style.size);
    Pen pen{c, style, baseline};
    pen.run(is_field ? layout_artifact : tag, *segment.run, segment.x);
    pen.lift();
    if (!is_field) return;
    add_box_field(
        c,
        tag,
        {segment.x, baseline},
        style.size,
        *segment.run,
        {.is = page::Entry::Is::box, .accessible_name = box.accessible_name, .belongs = box.belongs}
    );
  }

  /// Makes a drawn piece of a link a place to click. An address of the web is underlined; a number
  /// and a page say what they are. The blank behind the last piece on a line is no part of it.
  void add_link(std::size_t index, std::size_t end_of_line) const {
    const TagHandle tag = c.ink.placed[index].tag;
    if (tag < 0 || c.tags[tag].role != page::Role::link) return;
    const PlacedInk piece = c.ink.placed[index];
    const auto* drawn = std::get_if<page::Text>(&piece.ink);
    if (!drawn) return;
    std::string_view words = c.ink.text_of(*drawn);
    Length width = drawn->width;
    const auto goes_on = [&](const PlacedInk& other) { return other.tag == piece.tag; };
    const auto behind = c.ink.placed.begin() + static_cast<std::ptrdiff_t>(index) + 1;
    const bool is_last = std::none_of(
        behind, c.ink.placed.begin() + static_cast<std::ptrdiff_t>(end_of_line), goes_on
    );
    if (is_last && words.ends_with(' ')) {
      words.remove_suffix(1);
      width = width - blank_of(*drawn);
    }
    if (words.empty()) return;
    const Length size = drawn->size;
    if (target_of(piece.tag).starts_with("http")) {
      c.ink.draw(
          layout_artifact,
          {piece.at.x, piece.at.y + size / 10},
          page::Fill{{width, size / 16}, drawn->color}
      );
    }
    c.ink.draw(
        piece.tag,
        {piece.at.x, piece.at.y - size},
        c.ink.link({width, size.scaled(13, 10)}, {target_of(piece.tag), std::string{words}})
    );
  }

  /// How wide the last glyph of a piece of a line is.
  Length blank_of(const page::Text& drawn) const {
    return drawn.size.scaled(
        c.ink.glyphs_of(drawn).back().advance,
        c.setting.shaper.book().facts(drawn.face).units_per_em
    );
  }

  const std::string& target_of(TagHandle tag) const {
    return c.setting.document.links[static_cast<std::size_t>(text(tags.first_of(tag))->link)];
  }
};

}  // namespace

void set_line(
    const Composer& c, const doc::Paragraph& paragraph, InlineTags& tags, const Line& line, Point at
) {
  LineSetter{c, paragraph, tags}.set(line, at.x, at.y);
}

}  // namespace engine::layout
