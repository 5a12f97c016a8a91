#include "engine/layout/block_tags.hpp"
#include "engine/layout/compose.hpp"
#include "engine/layout/inline/direction.hpp"

#include <algorithm>

namespace engine::layout {

Length Flow::height() const {
  Length sum;
  for (std::size_t i = 0; i < fragments.size(); ++i)
    sum += fragments[i].height + (i > 0 ? fragments[i].space : Length{});
  return sum;
}

void want_space(Flow& flow, Length space) {
  flow.after = std::max(flow.after, space);
}

Fragment& end_fragment(const Composer& c, Flow& flow, Length height) {
  const auto inked = c.ink.count();
  flow.fragments.push_back(
      {.space = flow.after,
       .height = height,
       .new_page = flow.new_page,
       .first = flow.inked,
       .last = inked}
  );
  flow.after = {};
  flow.new_page = false;
  flow.inked = inked;
  return flow.fragments.back();
}

void add_padding(const Composer& c, Flow& flow, Length height, bool below) {
  if (height <= Length{}) return;
  if (below && !flow.fragments.empty()) flow.fragments.back().keep = true;
  const Length after = flow.after;
  if (below) flow.after = {};
  end_fragment(c, flow, height).keep = !below;
  if (below) flow.after = after;
}

void keep_whole(const Composer& c, Flow& flow, std::size_t first) {
  Length height;
  for (std::size_t i = first; i < flow.fragments.size(); ++i)
    height += flow.fragments[i].height + flow.fragments[i].space;
  if (height > c.setting.body_height) return;
  for (std::size_t i = first; i + 1 < flow.fragments.size(); ++i) flow.fragments[i].keep = true;
}

namespace {

/// Keeps a block with the words before it: a signature is never alone on a page, nor answer lines
/// without their question.
void keep_with_previous(Flow& flow, std::size_t first) {
  if (first > 0 && first < flow.fragments.size()) flow.fragments[first - 1].keep = true;
}

/// Adds what one kind of content is made of.
struct Content {
  const Composer& c;
  Flow& flow;
  const doc::Block& block;
  Slot slot;  ///< its tag is that of the block itself
  Measure measure = slot.measure;
  TagHandle tag = slot.tag;

  void operator()(const doc::Stack& stack) const {
    if (!block.scale || !add_to_scale(c, flow, block, slot)) add_stack(c, flow, stack, slot);
  }
  void operator()(const doc::Paragraph& paragraph) const {
    add_paragraph(c, flow, paragraph, slot, block.box, block.span);
  }
  void operator()(const doc::Columns&) const { add_columns(c, flow, block, slot); }
  void operator()(const doc::Table&) const { add_table(c, flow, block, slot); }

  /// In the margin, halfway up the room to sign: it is seen when a stack is leafed through.
  void add_flag(const Pictogram* flag, Length room) const {
    if (!flag) return;
    constexpr Length gap = 5_pt;
    const doc::Document& document = c.setting.document;
    const Length side = room.scaled(2, 3);
    const Length left = document.margin.left - gap - side;
    if (left <= Length{}) return;
    c.ink.draw(
        layout_artifact, {left, (room - side) / 2}, page::Drawing{{side, side}, flag, Color{}}
    );
  }

  void operator()(const doc::WriteLines& lines) const {
    const std::size_t first = flow.fragments.size();
    add_flag(lines.flag, lines.pitch);
    for (int i = 0; i < lines.lines; ++i) {
      const bool is_border = lines.in_box && i + 1 == lines.lines;
      if (!is_border) {
        c.ink.draw(
            layout_artifact,
            {measure.left, lines.pitch - lines.rule_width},
            page::Fill{{measure.width, lines.rule_width}, lines.rule_color}
        );
      }
      if (i == 0 && !lines.by_hand_only) add_lines_field(lines);
      end_fragment(c, flow, lines.pitch);
    }
    keep_whole(c, flow, first);
    keep_with_previous(flow, first);
  }

  /// One field over all the lines, its letters so large that what is typed stands on them. On a
  /// single line they are smaller where more is typed than fits.
  void add_lines_field(const doc::WriteLines& lines) const {
    const TypedLine em = typed_line(c, 1000_pt);
    const Length size =
        lines.pitch.scaled((1000_pt).millipoints(), (em.above + em.below).millipoints());
    const Length baseline = lines.pitch - lines.rule_width - size / 8;
    if (lines.lines == 1 && lines.in_box) {
      const Length above = lines.pitch / 10;
      add_field(
          c,
          tag,
          {measure.left, above},
          {measure.width, lines.pitch - above - lines.rule_width * 2},
          {.is = page::Entry::Is::line,
           .accessible_name = lines.accessible_name,
           .belongs = lines.belongs}
      );
      return;
    }
    if (lines.lines == 1) {
      add_line_field(
          c,
          tag,
          {measure.left, baseline},
          measure.width,
          size,
          lines.accessible_name,
          lines.belongs
      );
      return;
    }
    add_field(
        c,
        tag,
        {measure.left, baseline - typed_line(c, size).above},
        {measure.width, lines.pitch * lines.lines + 0.5_pt},
        {.is = page::Entry::Is::lines,
         .text_size = size,
         .accessible_name = lines.accessible_name,
         .belongs = lines.belongs}
    );
  }

  void operator()(const doc::Form&) const { add_form(c, flow, block, slot); }

  /// A line of three fifths of the width, and the name below it.
  void operator()(const doc::Signature& sign) const {
    const std::size_t first = flow.fragments.size();
    add_flag(sign.flag, sign.space);
    c.ink.draw(
        layout_artifact,
        {measure.left, sign.space},
        page::Fill{{measure.width.scaled(60, 100), sign.rule_width}, sign.rule_color}
    );
    end_fragment(c, flow, sign.space + sign.rule_width).keep = true;
    doc::Paragraph name{sign.who_inlines, sign.style, doc::Align::left};
    if (name.inlines.empty())
      name.inlines.push_back(doc::Text{.text = sign.who, .span = block.span});
    add_paragraph(c, flow, name, slot, block.box, block.span);
    keep_with_previous(flow, first);
  }

  void operator()(const doc::Rule& rule) const {
    c.ink.draw(
        layout_artifact, {measure.left, {}}, page::Fill{{measure.width, rule.width}, rule.color}
    );
    end_fragment(c, flow, rule.width);
  }

  void operator()(const doc::Image& image) const {
    if (block.element == doc::Element::copy) return add_copy(c, flow, block, image, slot);
    Size size = image.size;
    if (size.width > measure.width) {
      size.height = size.height.scaled(measure.width.millipoints(), size.width.millipoints());
      size.width = measure.width;
    }
    if (tag >= 0) c.tags[tag].alternative = image.alternative;
    c.ink.draw(
        tag,
        {measure.left, {}},
        page::Picture{size, image.bytes, image.pixels_wide, image.pixels_high}
    );
    end_fragment(c, flow, size.height).span = block.span;
  }

  void operator()(const doc::Figure& figure) const { add_figure(c, flow, figure, slot); }
  void operator()(const doc::PageBreak&) const { flow.new_page = true; }
};

/// Hands a marker on to the first line of text that is set; what follows it is set right of it, in
/// the body of the list item, whose tag is returned. A pictogram is decoration: it has no label.
TagHandle add_marker(const Composer& c, const doc::Block& block, const Slot& slot) {
  if (block.marker.is == doc::Marker::Is::pictogram) {
    if (!block.marker.is_above)
      slot.markers.push_back(
          {&block.marker, slot.measure.left - block.marker.outdent, layout_artifact, false}
      );
    if (block.element != doc::Element::li) return slot.tag;
    return c.tags.add(page::Role::list_body, slot.tag);
  }
  const bool of_heading = block.is_heading();  // its number is read with its words
  const bool speaker = block.marker.is == doc::Marker::Is::speaker || of_heading;
  const TagHandle label = speaker ? slot.tag : c.tags.add(page::Role::label, slot.tag);
  slot.markers.push_back({&block.marker, slot.measure.left, label, speaker});
  if (!speaker) return c.tags.add(page::Role::list_body, slot.tag);
  if (of_heading) return slot.tag;
  return std::holds_alternative<doc::Paragraph>(block.content)
             ? c.tags.add(page::Role::paragraph, slot.tag)
             : slot.tag;
}

bool is_framed(const doc::BoxStyle& box) {
  const doc::Border& b = box.border;
  return box.has_fill || b.top + b.right + b.bottom + b.left > Length{};
}

}  // namespace

void add_block(const Composer& c, Flow& flow, const doc::Block& block, const Slot& slot) {
  const TagHandle made = c.tags.next();
  Slot own = slot;
  own.tag = tag_of(c, block, slot.tag);
  if (block.language.empty()) return add_tagged_block(c, flow, block, own);
  if (own.tag >= made) c.tags[made].language = block.language;
  Composer in_its_language = c;
  in_its_language.context = context_of(block.language, c.setting.shaper);
  add_tagged_block(in_its_language, flow, block, own);
}

namespace {

const doc::Paragraph* first_words(const doc::Block& block) {
  if (const auto* words = std::get_if<doc::Paragraph>(&block.content)) return words;
  const auto* stack = std::get_if<doc::Stack>(&block.content);
  return stack && !stack->blocks.empty() ? first_words(stack->blocks.front()) : nullptr;
}

/// An item of a list or a quote whose words run the other way than the document: in Hebrew in a
/// paper in English.
bool runs_other_way(const Composer& c, const doc::Block& block) {
  const bool hangs = block.element == doc::Element::li || block.element == doc::Element::check ||
                     block.element == doc::Element::blockquote;
  const doc::Paragraph* words = hangs ? first_words(block) : nullptr;
  if (!words || block.joint.width > Length{} || block.marker.is_above) return false;
  return (base_level(words->inlines, c.context.right_to_left) == 1) != c.setting.right_to_left;
}

/// Composes a block as a document that runs the other way would have it, and turns it round in its
/// own measure: its bullet, number, box or bar stands where its words begin.
void add_turned(const Composer& c, Flow& flow, const doc::Block& block, const Slot& slot) {
  Setting turned = c.setting;
  turned.right_to_left = !turned.right_to_left;
  const std::size_t first_ink = c.ink.placed.size(), first_frame = flow.frames.size();
  add_tagged_block({turned, c.ink, c.tags, c.out, c.context, c.numbers}, flow, block, slot);

  const Length both_edges = slot.measure.left * 2 + slot.measure.width;
  for (std::size_t i = first_ink; i < c.ink.placed.size(); ++i) mirror(c.ink.placed[i], both_edges);
  for (std::size_t i = first_frame; i < flow.frames.size(); ++i) {
    Frame& frame = flow.frames[i];
    frame.left = both_edges - frame.left - frame.width;
    std::swap(frame.border.left, frame.border.right);
  }
}

}  // namespace

void add_tagged_block(const Composer& c, Flow& flow, const doc::Block& block, const Slot& slot) {
  if (runs_other_way(c, block)) return add_turned(c, flow, block, slot);
  const Measure& measure = slot.measure;
  want_space(flow, block.box.before);
  const std::size_t first = flow.fragments.size();
  const auto window = envelope_window(c, flow, block);
  if (window) reach_window(flow, *window);

  if (block.element == doc::Element::ul || block.element == doc::Element::ol)
    set_numbering(c, block, slot.tag);
  if (!block.anchor.empty()) c.ink.remember({measure.left, {}}, {std::string{block.anchor}});
  if (block.in_outline) {
    c.ink.remember({measure.left, {}}, {{}, block.element == doc::Element::h1 ? 1 : 2});
  }

  Slot inside = slot;
  inside.measure = measure.inside(block.box.padding);
  if (window)
    inside.measure.width = std::min(inside.measure.width, window->right - inside.measure.left);
  add_padding(c, flow, block.box.padding.top, false);
  const bool has_marker = block.marker.is != doc::Marker::Is::none;
  if (has_marker) {
    if (block.marker.is_above) add_mark_above(c, flow, block.marker, inside.measure);
    inside.tag = add_marker(c, block, inside);
    inside.measure.left += block.marker.indent;
    inside.measure.width -= block.marker.indent;
  }
  std::visit(Content{c, flow, block, inside}, block.content);
  if (has_marker && !slot.markers.empty()) {
    const doc::Paragraph empty{
        {}, block.marker.style, doc::Align::left};  // a marker without words still is set
    add_paragraph(c, flow, empty, inside, block.box, block.span);
  }
  add_padding(c, flow, block.box.padding.bottom, true);
  if (block.element == doc::Element::ul) leave_last_mark(flow);

  if (flow.fragments.size() > first) {
    if (block.joint.width > Length{}) {
      has_marker ? join_marks(flow, block, measure, first)
                 : join_marks_across(flow, block, measure, first);
    }
    if (is_framed(block.box)) {
      flow.frames.push_back(
          {first,
           flow.fragments.size(),
           measure.left,
           measure.width,
           block.box.border,
           block.box.has_fill,
           block.box.fill}
      );
    }
    if (is_nested_list(c, block, slot.tag)) keep_with_previous(flow, first);
    if (block.box.keep_together) keep_whole(c, flow, first);
    if (block.box.keep_with_next) flow.fragments.back().keep = true;
  }
  want_space(flow, block.box.after);
  if (window) leave_window(c, flow, *window);
}

namespace {

/// Repeats a heading over all that follows it, up to the next of its level. A table
/// below it repeats its own head rows instead.
class Repeating {
 public:
  void before(Flow& flow, const doc::Block& block) {
    if (heading_ && !is_set_) {
      flow.heads.push_back({first_, flow.fragments.size(), heading_->box.after});
      first_ = flow.fragments.size();
      is_set_ = true;
    }
    if (!block.is_heading()) return;
    if (heading_ && block.element > heading_->element) return;
    end(flow);
    if (!block.repeats) return;
    heading_ = &block;
    first_ = flow.fragments.size();
    is_set_ = false;
    index_ = static_cast<int>(flow.heads.size());
  }
  void end(Flow& flow) {
    if (heading_ && is_set_) {
      for (std::size_t i = first_; i < flow.fragments.size(); ++i) {
        if (flow.fragments[i].head < 0) flow.fragments[i].head = index_;
      }
    }
    heading_ = nullptr;
  }

 private:
  const doc::Block* heading_ = nullptr;
  bool is_set_ = false;    ///< its own fragments are known
  std::size_t first_ = 0;  ///< of the heading, then of what follows it
  int index_ = 0;          ///< in Flow::heads
};

/// Words that end with a colon lead to the list behind them: they are not parted from its first
/// item.
void keep_lead_in(Flow& flow, const doc::Block* above, const doc::Block& block) {
  if (!above || flow.fragments.empty()) return;
  if (block.element != doc::Element::ul && block.element != doc::Element::ol) return;
  const auto* words = std::get_if<doc::Paragraph>(&above->content);
  const auto* last =
      words && !words->inlines.empty() ? std::get_if<doc::Text>(&words->inlines.back()) : nullptr;
  if (last && last->text.ends_with(':')) flow.fragments.back().keep = true;
}

}  // namespace

void add_blocks(
    const Composer& c, Flow& flow, const std::vector<doc::Block>& blocks, const Slot& slot
) {
  if (blocks.size() == 1 && is_held_by(c, slot.tag, blocks.front()))
    return add_tagged_block(c, flow, blocks.front(), slot);
  TagHandle checks = layout_artifact;  // tick boxes that stand one below the other are one list
  Repeating repeating;
  const doc::Block* above = nullptr;
  for (const doc::Block& block : blocks) {
    repeating.before(flow, block);
    keep_lead_in(flow, std::exchange(above, &block), block);
    if (block.element != doc::Element::check) {
      checks = layout_artifact;
      add_block(c, flow, block, slot);
      continue;
    }
    if (checks == layout_artifact && slot.tag >= 0) {
      checks = c.tags.add(page::Role::list, slot.tag);
      c.tags[checks].numbering = page::Numbering::square;
    }
    add_block(c, flow, block, slot.below(slot.tag < 0 ? slot.tag : checks));
  }
  repeating.end(flow);
}

}  // namespace engine::layout
