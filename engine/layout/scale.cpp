#include "engine/layout/compose.hpp"

#include <algorithm>

namespace engine::layout {

namespace {

//      Jan 2027 ─┤●───┐
//                │     ╲
//                │      ╲
//           Dec ─┤●──╲   ○ January 5, 2027: …
//                │    ○ …
//  labels  notch  line  joints   items

constexpr Length notch = 4_pt, gap = 3_pt, joints = 22_pt;
constexpr Length thick = 1.5_pt, range = 3.5_pt, thin = 0.5_pt;

/// The parts of the width, from left to right.
struct Parts {
  Length label_width, line;
  Measure items;
};

/// What these words take on one line at most, in hundredths of their size: a figure is wider than
/// a letter is in the middle of words, and a year has nothing else.
std::int64_t width_of(std::string_view label) {
  const auto figures = std::ranges::count_if(label, is_digit);
  return figures * 60 + (static_cast<std::int64_t>(label.size()) - figures) * 57;
}

Length width_of(const doc::Scale& scale) {
  std::int64_t most = 0;
  for (const doc::Scale::Notch& one : scale.notches) most = std::max(most, width_of(one.label));
  for (const doc::Scale::Cut& one : scale.cuts) most = std::max(most, width_of(one.label));
  return scale.labels.size.scaled(most, 100);
}

Parts parts_of(const doc::Scale& scale, const Measure& measure) {
  const Length labels = width_of(scale);
  const Length line = measure.left + labels + gap + notch;
  const Length items = line + joints;
  return {labels, line, {items, measure.left + measure.width - items}};
}

/// Draws what stands beside the items: a figure, whose words are its alternative.
class LinePen {
 public:
  LinePen(const Composer& c, const doc::Scale& scale, const Parts& parts, Length top, Length foot)
      : c_{c}, scale_{scale}, parts_{parts}, top_{top}, foot_{foot} {}

  void draw(TagHandle figure) {
    figure_ = figure;
    if (figure >= 0) c_.tags[figure].alternative = scale_.alternative;
    draw_line();
    for (const doc::Scale::Cut& cut : scale_.cuts) label(cut.label, y((cut.from + cut.until) / 2));
    for (const doc::Scale::Notch& at : scale_.notches) {
      stroke({parts_.line - notch, y(at.at)}, {notch, {}}, false, scale_.line.width);
      label(at.label, y(at.at));
    }
  }

  /// From the place of an item to its mark.
  void join(const doc::OnScale& place, Length mark) {
    if (!place.is_known()) return;
    const Length from = y(place.at), until = y(place.until);
    if (until > from) stroke({parts_.line, from}, {{}, until - from}, false, range);
    const Length end = parts_.items.left - 1_pt;
    const Length rise = mark > from ? mark - from : from - mark;
    stroke({parts_.line, std::min(from, mark)}, {end - parts_.line, rise}, mark < from, thin);
    if (!scale_.dot) return;
    const Length side = scale_.labels.size;
    c_.ink.draw(
        figure_,
        {parts_.line - side / 2, from - side / 2},
        page::Drawing{{side, side}, scale_.dot, scale_.labels.color}
    );
  }

 private:
  Length y(int at) const { return top_ + (foot_ - top_).scaled(at, doc::Scale::whole); }

  void stroke(Point at, Size size, bool rises, Length line) {
    const Color color = line > thin ? scale_.labels.color : scale_.line.color;
    c_.ink.draw(figure_, at, page::Stroke{size, rises, line, color});
  }

  /// Whole but for the cuts, each between two slanting strokes.
  void draw_line() {
    Length from = top_;
    for (const doc::Scale::Cut& cut : scale_.cuts) {
      const Length middle = (y(cut.from) + y(cut.until)) / 2;
      constexpr Length half = 2_pt, wide = 8_pt, high = 3_pt;
      stroke({parts_.line, from}, {{}, middle - half - from}, false, thick);
      for (const Length edge : {middle - half, middle + half})
        stroke({parts_.line - wide / 2, edge - high / 2}, {wide, high}, true, 1_pt);
      from = middle + half;
    }
    stroke({parts_.line, from}, {{}, foot_ - from}, false, thick);
  }

  /// Words left of the line, unless others stand there already: decoration, which the alternative
  /// says too.
  void label(std::string_view words, Length middle) {
    if (words.empty()) return;
    const Length leading = scale_.labels.size.scaled(11, 10);
    const auto overlaps = [&](Length other) {
      return other + leading > middle && middle + leading > other;
    };
    if (std::ranges::any_of(taken_, overlaps)) return;
    taken_.push_back(middle);
    doc::Paragraph paragraph{{}, scale_.labels, doc::Align::right};
    paragraph.inlines.push_back(doc::Text{.text = words});
    const std::size_t first = c_.ink.placed.size();
    Flow flow;
    flow.inked = c_.ink.count();
    PendingMarkers none;
    const Measure measure{parts_.line - notch - gap - parts_.label_width, parts_.label_width};
    add_paragraph(c_, flow, paragraph, {measure, layout_artifact, none}, {}, {});
    for (std::size_t i = first; i < c_.ink.placed.size(); ++i)
      c_.ink.placed[i].at.y += middle - scale_.labels.leading / 2;
  }

  const Composer& c_;
  const doc::Scale& scale_;
  const Parts& parts_;
  const Length top_, foot_;
  TagHandle figure_ = layout_artifact;
  std::vector<Length> taken_;
};

/// From the top of a part to that of its fragment `at`.
Length top_of(const Flow& flow, std::size_t at) {
  Length top;
  for (std::size_t i = 0; i < at; ++i)
    top += flow.fragments[i].height + flow.fragments[i + 1].space;
  return top;
}

/// What no page break may cut is no taller: in hundredths of a page's body.
constexpr int most_of_page = 50;

}  // namespace

bool add_to_scale(const Composer& c, Flow& flow, const doc::Block& list, const Slot& slot) {
  const auto& items = std::get<doc::Stack>(list.content).blocks;
  const Parts parts = parts_of(*list.scale, slot.measure);
  if (items.size() < 2 || parts.items.width < slot.measure.width / 2) return false;
  Trial trial{c};
  const Composer& tried = trial.composer();
  const TagHandle around = slot.tag >= 0 ? c.tags[slot.tag].parent : layout_artifact;
  const TagHandle figure =
      around >= 0 ? tried.tags.add(page::Role::figure, around) : layout_artifact;
  PendingMarkers markers = slot.markers;
  Part part{.outer = slot.measure};
  part.flow.inked = c.ink.count();
  std::vector<std::size_t> firsts;
  for (const doc::Block& item : items) {
    firsts.push_back(part.flow.fragments.size());
    doc::Block alone = item;
    alone.joint = {};
    add_block(tried, part.flow, alone, {parts.items, slot.tag, markers});
  }
  if (part.height() > c.setting.body_height.scaled(most_of_page, 100)) return false;

  std::vector<Length> marks;
  std::optional<Length> top, foot;
  for (std::size_t i = 0; i < items.size(); ++i) {
    marks.push_back(top_of(part.flow, firsts[i]) + items[i].marker.style.leading / 2);
    if (!items[i].on_scale.is_known()) continue;
    if (!top) top = marks.back();
    foot = marks.back();
  }
  if (!top || *top == *foot) return false;
  LinePen pen{tried, *list.scale, parts, *top, *foot};
  pen.draw(figure);
  for (std::size_t i = 0; i < items.size(); ++i) pen.join(items[i].on_scale, marks[i]);
  trial.keep();
  slot.markers = std::move(markers);
  add_side_by_side(c, flow, {part}, {});
  return true;
}

}  // namespace engine::layout
