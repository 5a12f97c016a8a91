#include "engine/layout/compose.hpp"
#include "engine/layout/inline/break_lines.hpp"
#include "engine/layout/inline/collect.hpp"
#include "engine/layout/inline/inline_tags.hpp"
#include "engine/layout/inline/paragraph_cache.hpp"
#include "engine/layout/inline/set_line.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace engine::layout {

Length baseline_of(const doc::TextStyle& style) {
  return style.leading / 2 + style.size.scaled(36, 100);
}

namespace {

/// Sets one line of plain words at a baseline; returns its width.
Length set_words(
    const Composer& c,
    std::string_view text,
    const doc::TextStyle& style,
    Point baseline,
    TagHandle tag
) {
  doc::Paragraph paragraph;
  paragraph.style = style;
  paragraph.inlines.push_back(doc::Text{.text = text, .bold = style.bold, .italic = style.italic});
  collect(c, paragraph.inlines, style);
  const std::vector<InlineItem>& items = c.setting.scratch.items;
  InlineTags tags{c.tags, paragraph, tag};
  Line line{0, items.size(), {}};
  for (const InlineItem& item : items) line.width += item.width + item.space;
  const Length width = line.width;
  if (!items.empty()) line.width = width - items.back().space;
  set_line(c, paragraph, tags, line, baseline);
  return width;
}

/// Sets what stands left of a first line: bullets, numbers, boxes, speakers. A name that leaves no
/// room beside it gets a line of its own.
void set_markers(
    const Composer& c,
    Flow& flow,
    const PendingMarkers& markers,
    const doc::TextStyle& style,
    TagHandle paragraph_tag
) {
  const Length baseline = baseline_of(style);
  for (const PendingMarker& pending : markers) {
    const doc::Marker& marker = *pending.marker;
    if (marker.is == doc::Marker::Is::pictogram) {
      draw_mark(c, marker, pending.left, style.leading);
      continue;
    }
    const bool is_box =
        marker.is == doc::Marker::Is::box || marker.is == doc::Marker::Is::ticked_box;
    const bool is_field = is_box && c.setting.has_fields && pending.tag >= 0;
    const TagHandle tag = is_field                 ? layout_artifact
                          : pending.with_paragraph ? paragraph_tag
                                                   : pending.tag;
    const std::string words =
        std::string{marker.text} + ' ';  // the blank parts label and text for a reader
    const std::size_t first_ink = c.ink.placed.size();
    const Length width = set_words(c, words, marker.style, {pending.left, baseline}, tag);
    Length drop;
    const bool is_bullet = marker.is == doc::Marker::Is::bullet;
    if ((is_box || is_bullet) && !c.setting.scratch.runs.empty())
      drop = drop_of_box(c, c.setting.scratch.runs.front(), marker.style.size, style.size);
    // A box stands beside capitals; a bullet is level with small letters.
    if (is_bullet) drop += style.size.scaled(9, 100);
    for (std::size_t i = first_ink; i < c.ink.placed.size(); ++i) c.ink.placed[i].at.y += drop;
    if (is_field) {
      add_box_field(
          c,
          pending.tag,
          {pending.left, baseline + drop},
          marker.style.size,
          c.setting.scratch.runs.front(),
          {.is = page::Entry::Is::box,
           .is_ticked = marker.is == doc::Marker::Is::ticked_box,
           .accessible_name = marker.accessible_name,
           .belongs = marker.belongs}
      );
    }
    if (width > marker.indent) end_fragment(c, flow, style.leading).keep = true;
  }
}

bool is_box(const InlineItem& item) {
  return item.text.size() == doc::Box::text.size() && item.text == doc::Box::text;
}

/// What a line needs above it, besides its leading: one with a short blank, for a hand to write
/// there; one with tick boxes below another with some, for them to stand apart.
Length room_to_write(
    const Composer& c, const doc::Paragraph& paragraph, const Line& line, const Line& above
) {
  const std::vector<InlineItem>& items = c.setting.scratch.items;
  Length pitch = paragraph.style.leading, boxes;
  for (std::size_t i = line.first; i < line.last; ++i) {
    if (items[i].is == InlineItem::Is::fill)
      pitch = std::max(pitch, std::get<doc::Fill>(paragraph.inlines[items[i].source]).pitch);
    if (!is_box(items[i])) continue;
    if (const auto* box = std::get_if<doc::Box>(&paragraph.inlines[items[i].source]))
      boxes = box->size;
  }
  // A form that is set closer to be on one sheet stays so. The ink of a box is 0.66 of its size.
  if (boxes == Length{} || paragraph.style.leading < paragraph.style.size.scaled(120, 100))
    return pitch - paragraph.style.leading;
  for (std::size_t i = above.first; i < above.last; ++i) {
    if (is_box(items[i]))
      return std::max(pitch, boxes.scaled(66, 100) + 4_pt) - paragraph.style.leading;
  }
  return pitch - paragraph.style.leading;
}

/// A blank that goes to the edge takes what its line has left, where it is the last thing on it.
void stretch_fills(
    const Composer& c, const doc::Paragraph& paragraph, std::vector<Line>& lines, Length width
) {
  std::vector<InlineItem>& items = c.setting.scratch.items;
  for (Line& line : lines) {
    if (line.last == line.first || line.width >= width) continue;
    InlineItem* last = &items[line.last - 1];
    if (last->is == InlineItem::Is::line_break && line.last - line.first > 1) --last;
    if (last->is != InlineItem::Is::fill) continue;
    if (!std::get<doc::Fill>(paragraph.inlines[last->source]).to_edge) continue;
    last->width += width - line.width;
    line.width = width;
  }
}

Length aligned(const Measure& measure, Length width, doc::Align align) {
  const Length spare = measure.width - width;
  if (align == doc::Align::right) return measure.left + spare;
  if (align == doc::Align::center) return measure.left + spare / 2;
  return measure.left;
}

/// How far a line's ink reaches above and below its baseline.
struct Reach {
  Length above, below;
  bool is_tall = false;
};

/// A line in letters that are taller than Latin's: Khmer, Burmese, Arabic with all its vowels.
Reach reach_of(const Composer& c, const Line& line, Length size) {
  Reach reach{size.scaled(80, 100), size.scaled(25, 100)};
  for (std::size_t i = line.first; i < line.last; ++i) {
    const InlineItem& item = c.setting.scratch.items[i];
    for (auto r = item.first; r < item.last; ++r) {
      const Run& run = c.setting.scratch.runs[r];
      if (run.glyphs->top == 0 && run.glyphs->bottom == 0) continue;
      const int em = c.setting.shaper.book().facts(run.face).units_per_em;
      reach.is_tall = true;
      reach.above = std::max(reach.above, size.scaled(run.glyphs->top, em));
      reach.below = std::max(reach.below, size.scaled(-run.glyphs->bottom, em));
    }
  }
  return reach;
}

/// What a line has to be set lower so that it does not touch the one above.
Length room_for_ink(
    const Composer& c,
    const doc::Paragraph& paragraph,
    const std::vector<Line>& lines,
    std::size_t i
) {
  const Reach here = reach_of(c, lines[i], paragraph.style.size);
  const Reach above = reach_of(c, lines[i - 1], paragraph.style.size);
  if (!here.is_tall && !above.is_tall) return {};
  return std::max(above.below + here.above - paragraph.style.leading, Length{});
}

bool is_in_quote(const Composer& c, TagHandle tag) {
  const auto is_quote = [&](TagHandle one) {
    return one >= 0 && c.tags[one].role == page::Role::block_quote;
  };
  return is_quote(tag) || (tag >= 0 && is_quote(c.tags[tag].parent));
}

/// Words that run against the document's direction begin at the other side where that is seen: in a
/// quote, and over several lines. A name on a line of its own stays where all lines begin.
doc::Align alignment(
    const Composer& c, const doc::Paragraph& paragraph, std::size_t lines, TagHandle tag
) {
  const bool goes_along = (c.setting.scratch.base_level > 0) == c.setting.right_to_left;
  if (goes_along || paragraph.align != doc::Align::left) return paragraph.align;
  return lines > 1 || is_in_quote(c, tag) ? doc::Align::right : doc::Align::left;
}

/// The lines of a paragraph, and what stands at the right edge beside the first, behind a tab.
struct BrokenParagraph {
  Lines lines;
  std::optional<Line> at_right;
};

BrokenParagraph break_paragraph(const Composer& c, const doc::Paragraph& paragraph, Length width) {
  const std::vector<InlineItem>& items = c.setting.scratch.items;
  const std::size_t all = items.size();
  std::size_t tab = 0;
  while (tab < all && items[tab].is != InlineItem::Is::tab) ++tab;
  if (tab == all) return {break_lines(c, paragraph, 0, all, width), std::nullopt};

  Line right{tab + 1, all, {}};
  for (std::size_t i = right.first; i < all; ++i)
    right.width += items[i].width + (i + 1 < all ? items[i].space : Length{});
  BrokenParagraph broken{
      break_lines(c, paragraph, 0, tab, width - right.width - paragraph.style.size), right};
  // Items behind the tab move when a word before it is cut.
  broken.at_right->first += items.size() - all;
  broken.at_right->last += items.size() - all;
  return broken;
}

/// Ends the fragment of line `i` of `count`. Lines are kept at the foot (orphans) and at the head
/// (widows) of a page; a short paragraph stays whole.
void end_line(
    const Composer& c,
    Flow& flow,
    Length height,
    std::size_t i,
    std::size_t count,
    const doc::BoxStyle& box,
    Span span
) {
  Fragment& fragment = end_fragment(c, flow, height);
  fragment.span = span;
  fragment.is_line = true;
  const auto after = static_cast<int>(i) + 1;
  fragment.keep =
      i + 1 < count && (after < box.orphans || static_cast<int>(count) - after < box.widows);
}

/// Sets a paragraph as it was set before.
std::size_t set_again(
    const Composer& c,
    Flow& flow,
    const CachedParagraph& known,
    const doc::Paragraph& paragraph,
    const Measure& measure,
    TagHandle tag,
    const doc::BoxStyle& box,
    Span span
) {
  const auto text = static_cast<std::uint32_t>(c.ink.text.size());
  const auto glyphs = static_cast<std::uint32_t>(c.ink.glyphs.size());
  c.ink.text += known.text;
  c.ink.glyphs.insert(c.ink.glyphs.end(), known.glyphs.begin(), known.glyphs.end());
  InlineTags tags{c.tags, paragraph, tag};
  const Length baseline = baseline_of(paragraph.style);
  std::size_t piece = 0;
  for (std::size_t i = 0; i < known.lines.size(); ++i) {
    const CachedParagraph::Line& line = known.lines[i];
    for (; piece < line.pieces; ++piece) {
      const CachedParagraph::Piece& set = known.pieces[piece];
      page::Text ink = set.text;
      ink.text_begin += text;
      ink.text_end += text;
      ink.glyph_begin += glyphs;
      ink.glyph_end += glyphs;
      c.ink.draw(tags.of(set.source), {measure.left + set.x, baseline + line.room}, ink);
    }
    end_line(c, flow, paragraph.style.leading + line.room, i, known.lines.size(), box, span);
  }
  return known.lines.size();
}

/// Writes down what is set of a paragraph, to set it again.
class Recorder {
 public:
  explicit Recorder(const Composer& c)
      : c_{c}, text_{c.ink.text.size()}, glyphs_{c.ink.glyphs.size()}, next_{c.ink.placed.size()} {}

  void line(Length left, Length room, const InlineTags& tags) {
    for (; next_ < c_.ink.placed.size(); ++next_) {
      const PlacedInk& placed = c_.ink.placed[next_];
      page::Text text = std::get<page::Text>(placed.ink);
      text.text_begin -= static_cast<std::uint32_t>(text_);
      text.text_end -= static_cast<std::uint32_t>(text_);
      text.glyph_begin -= static_cast<std::uint32_t>(glyphs_);
      text.glyph_end -= static_cast<std::uint32_t>(glyphs_);
      set_.pieces.push_back({text, placed.at.x - left, tags.first_of(placed.tag)});
    }
    set_.lines.push_back({room, set_.pieces.size()});
  }
  CachedParagraph finished() {
    set_.text = c_.ink.text.substr(text_);
    set_.glyphs.assign(
        c_.ink.glyphs.begin() + static_cast<std::ptrdiff_t>(glyphs_), c_.ink.glyphs.end()
    );
    return std::move(set_);
  }

 private:
  const Composer& c_;
  std::size_t text_, glyphs_;  ///< where the paragraph begins
  std::size_t next_;           ///< ink that is not yet written down
  CachedParagraph set_;
};

}  // namespace

std::size_t add_paragraph(
    const Composer& c,
    Flow& flow,
    const doc::Paragraph& paragraph,
    const Slot& slot,
    const doc::BoxStyle& box,
    Span span
) {
  c.setting.budget.check(c.ink.bytes());
  const Measure& measure = slot.measure;
  const TagHandle tag = slot.tag;
  if (!slot.markers.empty())
    set_markers(c, flow, std::exchange(slot.markers, {}), paragraph.style, tag);

  ParagraphCache& cache = c.setting.cache;
  if (const CachedParagraph* known = cache.find(c, paragraph, measure.width, tag))
    return set_again(c, flow, *known, paragraph, measure, tag, box, span);

  Composer own = c;
  own.context = collect(c, paragraph.inlines, paragraph.style);
  InlineTags tags{c.tags, paragraph, tag};
  BrokenParagraph broken = break_paragraph(own, paragraph, measure.width);
  std::vector<Line>& lines = broken.lines.all;
  if (paragraph.most_lines > 0) {
    const LeftOut behind = slot.left_out ? *slot.left_out : LeftOut{};
    cut_to_lines(own, paragraph, behind, lines, measure.width);
  }

  stretch_fills(own, paragraph, lines, measure.width);
  const Length baseline = baseline_of(paragraph.style);
  const std::size_t count = lines.size();
  const doc::Align align = alignment(c, paragraph, count, tag);
  std::optional<Recorder> recorder;
  if (cache.is_wanted() && !broken.lines.has_broken_word && c.setting.scratch.base_level == 0)
    recorder.emplace(c);
  for (std::size_t i = 0; i < count; ++i) {
    // The white above a paragraph is room to write enough for its first line.
    const Length room = i == 0 ? Length{}
                               : std::max(
                                     room_to_write(c, paragraph, lines[i], lines[i - 1]),
                                     room_for_ink(c, paragraph, lines, i)
                                 );
    const Length left = aligned(measure, lines[i].width, align);
    set_line(own, paragraph, tags, lines[i], {left, baseline + room});
    if (i == 0 && broken.at_right) {
      const Length right = measure.left + measure.width - broken.at_right->width;
      set_line(own, paragraph, tags, *broken.at_right, {right, baseline});
    }
    if (recorder) recorder->line(measure.left, room, tags);
    end_line(c, flow, paragraph.style.leading + room, i, count, box, span);
  }
  if (recorder) cache.keep(recorder->finished());
  return count;
}

}  // namespace engine::layout
