#include "engine/layout/compose.hpp"
#include "engine/layout/inline/break_lines.hpp"
#include "engine/layout/inline/remembered.hpp"
#include "engine/layout/inline/words.hpp"

#include <unicode/ubidi.h>

#include <algorithm>

namespace engine::layout {

namespace {

/// The tag of each inline of a paragraph, made when its first ink is set.
class InlineTags {
 public:
  InlineTags(Composer& c, const doc::Paragraph& paragraph, Mark tag)
      : c_{c}, paragraph_{paragraph}, tag_{tag}, marks_(paragraph.inlines.size(), unset) {}

  Mark of(std::uint16_t source) {
    if (source == marks_.size()) return tag_;  // the mark of a cut
    Mark& mark = marks_[source];
    if (mark == unset) mark = make(source);
    return mark;
  }
  /// The first inline that has this tag.
  std::uint16_t first_of(Mark mark) const {
    return static_cast<std::uint16_t>(std::ranges::find(marks_, mark) - marks_.begin());
  }

 private:
  static constexpr Mark unset = -100;

  Mark make(std::uint16_t source) {
    const auto* text = std::get_if<doc::Text>(&paragraph_.inlines[source]);
    if (!text || tag_ < 0) return tag_;
    const Mark mark = make(*text, source);
    if (text->language.empty()) return mark;
    const Mark spoken = mark == tag_ ? c_.tag(page::Role::span, tag_) : mark;
    c_.tags[static_cast<std::size_t>(spoken)].language = text->language;
    return spoken;
  }

  Mark make(const doc::Text& text, std::uint16_t source) {
    if (text.link >= 0) {
      const auto* before =
          source > 0 ? std::get_if<doc::Text>(&paragraph_.inlines[source - 1]) : nullptr;
      if (before && before->link == text.link && marks_[source - 1] != unset)
        return marks_[source - 1];
      return c_.tag(page::Role::link, tag_);
    }
    if (text.strong) return c_.tag(page::Role::strong, tag_);
    if (text.em) return c_.tag(page::Role::em, tag_);
    return tag_;
  }

  Composer& c_;
  const doc::Paragraph& paragraph_;
  Mark tag_;
  std::vector<Mark> marks_;
};

/// Joins what stands side by side in one face and one tag into one item.
class Pen {
  /// A glyph tells its byte in 16 bits; a word has half of that at most.
  static constexpr std::size_t longest_item = 30'000;

 public:
  Pen(Composer& c, const doc::TextStyle& style, Length baseline)
      : c_{c}, style_{style}, baseline_{baseline} {}
  ~Pen() { lift(); }
  Pen(const Pen&) = delete;
  Pen& operator=(const Pen&) = delete;

  void run(Mark tag, const Run& run, Length x) {
    const bool rtl = run.level % 2 == 1;
    begin(tag, run.face, x, rtl);
    append(run.text, run.glyphs->glyphs, run.glyphs->width);
    if (rtl) lift();
  }
  void space(Mark tag, const doc::Text* text, Length x, bool may_join) {
    const PlainFace& plain =
        c_.words.plain(text ? text->bold : style_.bold, text ? text->italic : style_.italic);
    if (!(may_join && open_ && tag == tag_ && text_.face == plain.face))
      begin(tag, plain.face, x, false);
    c_.pages.glyphs.push_back(
        {.id = plain.space,
         .cluster = static_cast<std::uint16_t>(c_.pages.text.size() - text_.text_begin),
         .x = units_,
         .advance = plain.space_advance,
         .y = 0}
    );
    c_.pages.text += ' ';
    units_ += plain.space_advance;
  }
  /// Ends the item.
  void lift() {
    if (!open_) return;
    open_ = false;
    text_.text_end = static_cast<std::uint32_t>(c_.pages.text.size());
    text_.glyph_end = static_cast<std::uint32_t>(c_.pages.glyphs.size());
    text_.width = width();
    c_.draw(tag_, {x_, baseline_}, text_);
  }

 private:
  Length width() const { return text_.size.scaled(units_, units_per_em_); }

  void begin(Mark tag, font::FaceId face, Length x, bool rtl) {
    const Length gap = x - (x_ + (open_ ? width() : Length{}));
    const bool goes_on = open_ && !rtl && tag == tag_ && face == text_.face && gap < 0.01_pt &&
                         gap > -0.01_pt && c_.pages.text.size() - text_.text_begin < longest_item;
    if (goes_on) return;
    lift();
    open_ = true;
    tag_ = tag;
    units_per_em_ = c_.shaper.book().facts(face).units_per_em;
    x_ = x;
    units_ = 0;
    text_ = {.face = face, .size = style_.size, .color = style_.color, .right_to_left = rtl};
    text_.text_begin = static_cast<std::uint32_t>(c_.pages.text.size());
    text_.glyph_begin = static_cast<std::uint32_t>(c_.pages.glyphs.size());
  }
  void append(std::string_view words, std::span<const font::Glyph> glyphs, std::int32_t units) {
    const auto offset = static_cast<std::uint16_t>(c_.pages.text.size() - text_.text_begin);
    const std::int32_t before = units_;
    std::vector<font::Glyph>& all = c_.pages.glyphs;
    const std::size_t first = all.size();
    all.insert(all.end(), glyphs.begin(), glyphs.end());
    font::Glyph* const end = all.data() + all.size();
    for (font::Glyph* glyph = all.data() + first; glyph != end; ++glyph) {
      glyph->cluster = static_cast<std::uint16_t>(glyph->cluster + offset);
      glyph->x += before;
    }
    c_.pages.text += words;
    units_ += units;
  }

  Composer& c_;
  const doc::TextStyle& style_;
  Length baseline_;
  bool open_ = false;
  Mark tag_ = layout_artifact;
  Length x_;
  std::int32_t units_ = 0;
  int units_per_em_ = 1000;
  page::Text text_;
};

/// Gives each segment its place, from `left` on, in the order in which it is seen (UAX #9 rule L2).
void place_in_visual_order(std::vector<Segment>& segments, Length left) {
  std::vector<UBiDiLevel> levels;
  for (const Segment& s : segments) levels.push_back(s.level);
  std::vector<std::int32_t> visual(segments.size());
  ubidi_reorderVisual(levels.data(), static_cast<std::int32_t>(levels.size()), visual.data());
  for (const std::int32_t i : visual) {
    Segment& segment = segments[static_cast<std::size_t>(i)];
    segment.x = left;
    left += segment.width;
  }
}

/// The segments of a line in logical order, each with its place, in Words::segments. The blank that
/// ends a line stands where its paragraph's words go (rule L1).
std::vector<Segment>& place_segments(Composer& c, const Line& line, Length left) {
  std::vector<Segment>& segments = c.words.segments;
  segments.clear();
  bool reorder = false;
  Length x = left;
  const auto add = [&](Segment segment) {
    segment.x = x;
    x += segment.width;
    segments.push_back(segment);
  };
  for (std::size_t i = line.first; i < line.last; ++i) {
    const Atom& atom = c.words.atoms[i];
    if (atom.is == Atom::Is::fill)
      add(
          {.is = Segment::Is::blank,
           .level = atom.space_level,
           .source = atom.source,
           .width = atom.width}
      );
    for (auto r = atom.first; r < atom.last; ++r) {
      const Run& run = c.words.runs[r];
      add(
          {.is = Segment::Is::run,
           .level = run.level,
           .source = atom.source,
           .run = &run,
           .width = run.width}
      );
      reorder = reorder || run.level > 0;
    }
    const bool forced_end =
        atom.is == Atom::Is::line_break && i > line.first && !c.words.atoms[i - 1].space_after;
    if (forced_end)
      add(
          {.is = Segment::Is::space,
           .level = c.words.base_level,
           .source = c.words.atoms[i - 1].source}
      );
    if (atom.space_after) {
      const bool ends_line = i + 1 == line.last;
      const std::uint8_t level = ends_line ? c.words.base_level : atom.space_level;
      add({.is = Segment::Is::space, .level = level, .source = atom.source, .width = atom.space});
    }
  }
  if (reorder || c.words.base_level > 0) place_in_visual_order(segments, left);
  return segments;
}

/// A field over the box that a glyph draws. A reader is told of the field; the glyph is decoration
/// then.
void add_box_field(
    Composer& c, Mark parent, Point baseline, Length size, const Run& run, const PendingField& field
) {
  if (run.glyphs->glyphs.empty()) return;
  const font::FontBook& book = c.shaper.book();
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

/// Sets the lines of one paragraph.
struct Setting {
  Composer& c;
  const doc::Paragraph& paragraph;
  InlineTags& tags;

  /// Draws a line with its left edge and baseline given; the blank that ends it keeps the words of
  /// two lines apart.
  void set(const Line& line, Length left, Length baseline) const {
    const std::size_t first_draft = c.drafts.size();
    if (c.right_to_left) left = c.document.paper.width - left - line.width;
    if (c.words.base_level > 0) left = left - blank_at_end(line);
    draw_segments(place_segments(c, line, left), baseline);
    const std::size_t last_draft = c.drafts.size();
    for (std::size_t i = first_draft; i < last_draft; ++i) add_link(i, last_draft);
    // The page will be mirrored, but not the order of the words in a line.
    for (std::size_t i = first_draft; c.right_to_left && i < c.drafts.size(); ++i)
      mirror(c.drafts[i], c.document.paper.width);
  }

  /// How wide the blank is that ends a line: it stands left of words that run to the left.
  Length blank_at_end(const Line& line) const {
    const bool has_words = line.last > line.first;
    return has_words && c.words.atoms[line.last - 1].space_after
               ? c.words.atoms[line.last - 1].space
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
          if (const auto* box = source_of<doc::Box>(segment); box && c.has_fields) {
            pen.run(layout_artifact, *segment.run, segment.x);
            pen.lift();
            add_box_field(
                c,
                tags.of(segment.source),
                {segment.x, baseline},
                style.size,
                *segment.run,
                {.is = page::Entry::Is::box, .spoken = box->spoken}
            );
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
          c.draw(
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
                fill->spoken
            );
          }
          joins = false;
          break;
      }
    }
  }

  /// Makes a drawn piece of a link a place to click, underlined so that it shows on paper too. The
  /// blank behind the last piece on a line is no part of it.
  void add_link(std::size_t index, std::size_t end_of_line) const {
    const Mark tag = c.drafts[index].tag;
    if (tag < 0 || c.tags[static_cast<std::size_t>(tag)].role != page::Role::link) return;
    const Draft draft = c.drafts[index];
    const auto* drawn = std::get_if<page::Text>(&draft.ink);
    if (!drawn) return;
    std::string_view words = c.pages.text_of(*drawn);
    Length width = drawn->width;
    const auto goes_on = [&](const Draft& other) { return other.tag == draft.tag; };
    const auto behind = c.drafts.begin() + static_cast<std::ptrdiff_t>(index) + 1;
    const bool is_last =
        std::none_of(behind, c.drafts.begin() + static_cast<std::ptrdiff_t>(end_of_line), goes_on);
    if (is_last && words.ends_with(' ')) {
      words.remove_suffix(1);
      width = width - blank_of(*drawn);
    }
    if (words.empty()) return;
    const Length size = drawn->size;
    c.draw(
        layout_artifact,
        {draft.at.x, draft.at.y + size / 10},
        page::Fill{{width, size / 16}, drawn->color}
    );
    c.draw(
        draft.tag,
        {draft.at.x, draft.at.y - size},
        c.pages.link({width, size.scaled(13, 10)}, {target_of(draft.tag), std::string{words}})
    );
  }

  /// How wide the last glyph of a piece of a line is.
  Length blank_of(const page::Text& drawn) const {
    return drawn.size.scaled(
        c.pages.glyphs_of(drawn).back().advance, c.shaper.book().facts(drawn.face).units_per_em
    );
  }

  const std::string& target_of(Mark tag) const {
    std::uint16_t source = 0;
    while (!(text(source) && text(source)->link >= 0 && tags.of(source) == tag)) ++source;
    return c.document.links[static_cast<std::size_t>(text(source)->link)];
  }
};

}  // namespace

Length baseline_of(const doc::TextStyle& style) {
  return style.leading / 2 + style.size.scaled(36, 100);
}

Length width_of(Composer& c, std::string_view text, const doc::TextStyle& style) {
  const std::size_t kept = c.words.runs.size();
  c.words.han = c.speech.han.value_or(font::Han::simplified);
  const Length width = add_runs(c, text, style, style.bold, style.italic, nullptr);
  c.words.runs.resize(kept);
  return width;
}

Length set_words(
    Composer& c, std::string_view text, const doc::TextStyle& style, Point baseline, Mark tag
) {
  doc::Paragraph paragraph;
  paragraph.style = style;
  paragraph.inlines.push_back(doc::Text{.text = text, .bold = style.bold, .italic = style.italic});
  collect(c, paragraph.inlines, style);
  InlineTags tags{c, paragraph, tag};
  Line line{0, c.words.atoms.size(), {}};
  for (const Atom& atom : c.words.atoms) line.width += atom.width + atom.space;
  const Length width = line.width;
  if (!c.words.atoms.empty()) line.width = width - c.words.atoms.back().space;
  Setting{c, paragraph, tags}.set(line, baseline.x, baseline.y);
  return width;
}

namespace {

/// Sets what hangs left of a first line: bullets, numbers, boxes, speakers. A name that leaves no
/// room beside it gets a line of its own.
void set_hanging(Composer& c, Flow& flow, const doc::TextStyle& style, Mark paragraph_tag) {
  const std::vector<Hanging> hanging = std::move(c.hanging);
  c.hanging.clear();
  for (const Hanging& h : hanging) {
    const bool is_box =
        h.marker->is == doc::Marker::Is::box || h.marker->is == doc::Marker::Is::ticked_box;
    const bool is_field = is_box && c.has_fields && h.tag >= 0;
    const Mark tag = is_field ? layout_artifact : h.with_paragraph ? paragraph_tag : h.tag;
    const std::string words =
        std::string{h.marker->text} + ' ';  // the blank parts label and text for a reader
    const Length width = set_words(c, words, h.marker->style, {h.left, baseline_of(style)}, tag);
    if (is_field) {
      add_box_field(
          c,
          h.tag,
          {h.left, baseline_of(style)},
          h.marker->style.size,
          c.words.runs.front(),
          {.is = page::Entry::Is::box,
           .is_ticked = h.marker->is == doc::Marker::Is::ticked_box,
           .spoken = h.marker->spoken}
      );
    }
    if (width > h.marker->indent) end_strip(c, flow, style.leading).keep = true;
  }
}

/// What a line with a short blank needs above it, besides its leading, for a hand to write there.
Length room_to_write(const Composer& c, const doc::Paragraph& paragraph, const Line& line) {
  Length pitch = paragraph.style.leading;
  for (std::size_t i = line.first; i < line.last; ++i) {
    if (c.words.atoms[i].is != Atom::Is::fill) continue;
    pitch = std::max(pitch, std::get<doc::Fill>(paragraph.inlines[c.words.atoms[i].source]).pitch);
  }
  return pitch - paragraph.style.leading;
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
    const Atom& atom = c.words.atoms[i];
    for (auto r = atom.first; r < atom.last; ++r) {
      const Run& run = c.words.runs[r];
      if (run.glyphs->top == 0 && run.glyphs->bottom == 0) continue;
      const int em = c.shaper.book().facts(run.face).units_per_em;
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

bool is_in_quote(const Composer& c, Mark mark) {
  const auto is_quote = [&](Mark m) {
    return m >= 0 && c.tags[static_cast<std::size_t>(m)].role == page::Role::block_quote;
  };
  return is_quote(mark) || (mark >= 0 && is_quote(c.tags[static_cast<std::size_t>(mark)].parent));
}

/// Words that run against the document's direction begin at the other side where that is seen: in a
/// quote, and over several lines. A name on a line of its own stays where all lines begin.
doc::Align alignment(
    const Composer& c, const doc::Paragraph& paragraph, std::size_t lines, Mark tag
) {
  const bool goes_along = (c.words.base_level > 0) == c.right_to_left;
  if (goes_along || paragraph.align != doc::Align::left) return paragraph.align;
  return lines > 1 || is_in_quote(c, tag) ? doc::Align::right : doc::Align::left;
}

/// Ends the strip of line `i` of `count`. Lines are kept at the foot (orphans) and at the head
/// (widows) of a page; a short paragraph stays whole.
void end_line(
    Composer& c,
    Flow& flow,
    Length height,
    std::size_t i,
    std::size_t count,
    const doc::BoxStyle& box,
    Span span
) {
  Strip& strip = end_strip(c, flow, height);
  strip.span = span;
  const auto after = static_cast<int>(i) + 1;
  strip.keep =
      i + 1 < count && (after < box.orphans || static_cast<int>(count) - after < box.widows);
}

/// Sets a paragraph as it was set before.
std::size_t set_again(
    Composer& c,
    Flow& flow,
    const SetParagraph& known,
    const doc::Paragraph& paragraph,
    const Measure& measure,
    Mark tag,
    const doc::BoxStyle& box,
    Span span
) {
  const auto text = static_cast<std::uint32_t>(c.pages.text.size());
  const auto glyphs = static_cast<std::uint32_t>(c.pages.glyphs.size());
  c.pages.text += known.text;
  c.pages.glyphs.insert(c.pages.glyphs.end(), known.glyphs.begin(), known.glyphs.end());
  InlineTags tags{c, paragraph, tag};
  const Length baseline = baseline_of(paragraph.style);
  std::size_t piece = 0;
  for (std::size_t i = 0; i < known.lines.size(); ++i) {
    const SetParagraph::Line& line = known.lines[i];
    for (; piece < line.pieces; ++piece) {
      const SetParagraph::Piece& set = known.pieces[piece];
      page::Text ink = set.text;
      ink.text_begin += text;
      ink.text_end += text;
      ink.glyph_begin += glyphs;
      ink.glyph_end += glyphs;
      c.draw(tags.of(set.source), {measure.left + set.x, baseline + line.room}, ink);
    }
    end_line(c, flow, paragraph.style.leading + line.room, i, known.lines.size(), box, span);
  }
  return known.lines.size();
}

/// Writes down what is set of a paragraph, to set it again.
class Recorder {
 public:
  explicit Recorder(const Composer& c)
      : c_{c},
        text_{c.pages.text.size()},
        glyphs_{c.pages.glyphs.size()},
        draft_{c.drafts.size()} {}

  void line(Length left, Length room, const InlineTags& tags) {
    for (; draft_ < c_.drafts.size(); ++draft_) {
      const Draft& draft = c_.drafts[draft_];
      page::Text text = std::get<page::Text>(draft.ink);
      text.text_begin -= static_cast<std::uint32_t>(text_);
      text.text_end -= static_cast<std::uint32_t>(text_);
      text.glyph_begin -= static_cast<std::uint32_t>(glyphs_);
      text.glyph_end -= static_cast<std::uint32_t>(glyphs_);
      set_.pieces.push_back({text, draft.at.x - left, tags.first_of(draft.tag)});
    }
    set_.lines.push_back({room, set_.pieces.size()});
  }
  SetParagraph finished() {
    set_.text = c_.pages.text.substr(text_);
    set_.glyphs.assign(
        c_.pages.glyphs.begin() + static_cast<std::ptrdiff_t>(glyphs_), c_.pages.glyphs.end()
    );
    return std::move(set_);
  }

 private:
  const Composer& c_;
  std::size_t text_, glyphs_, draft_;  ///< where the paragraph begins
  SetParagraph set_;
};

}  // namespace

std::size_t add_paragraph(
    Composer& c,
    Flow& flow,
    const doc::Paragraph& paragraph,
    const Measure& measure,
    Mark tag,
    const doc::BoxStyle& box,
    Span span
) {
  const Length baseline = baseline_of(paragraph.style);
  if (!c.hanging.empty()) set_hanging(c, flow, paragraph.style, tag);

  if (const SetParagraph* known = c.remembered.find(c, paragraph, measure.width, tag))
    return set_again(c, flow, *known, paragraph, measure, tag, box, span);

  collect(c, paragraph.inlines, paragraph.style);
  c.words.has_broken_word = false;
  const std::size_t all = c.words.atoms.size();
  std::size_t left_end = 0;
  while (left_end < all && c.words.atoms[left_end].is != Atom::Is::tab) ++left_end;

  Length left_width = measure.width;
  Line right{};
  if (left_end < all) {
    right = {left_end + 1, all, {}};
    for (std::size_t i = right.first; i < all; ++i) {
      right.width += c.words.atoms[i].width + (i + 1 < all ? c.words.atoms[i].space : Length{});
    }
    left_width -= right.width + paragraph.style.size;
  }
  // Words of the right part move when a word of the left one is cut, so it is set first.
  InlineTags tags{c, paragraph, tag};
  const Setting setting{c, paragraph, tags};
  std::vector<Line> lines = [&] {
    if (right.last == 0) return break_lines(c, paragraph, 0, left_end, left_width);
    const std::size_t before = c.words.atoms.size();
    auto broken = break_lines(c, paragraph, 0, left_end, left_width);
    right.first += c.words.atoms.size() - before;
    right.last += c.words.atoms.size() - before;
    return broken;
  }();

  if (paragraph.most_lines > 0) cut_to_lines(c, paragraph, lines, measure.width);

  const std::size_t count = lines.size();
  const doc::Align align = alignment(c, paragraph, count, tag);
  std::optional<Recorder> recorder;
  if (c.remembered.is_wanted() && !c.words.has_broken_word && c.words.base_level == 0)
    recorder.emplace(c);
  for (std::size_t i = 0; i < count; ++i) {
    // The white above a paragraph is room to write enough for its first line.
    const Length room =
        i == 0
            ? Length{}
            : std::max(room_to_write(c, paragraph, lines[i]), room_for_ink(c, paragraph, lines, i));
    setting.set(lines[i], aligned(measure, lines[i].width, align), baseline + room);
    if (i == 0 && right.last > 0) {
      setting.set(right, measure.left + measure.width - right.width, baseline);
    }
    if (recorder) recorder->line(measure.left, room, tags);
    end_line(c, flow, paragraph.style.leading + room, i, count, box, span);
  }
  if (recorder) c.remembered.keep(recorder->finished());
  return count;
}

}  // namespace engine::layout
