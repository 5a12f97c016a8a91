#include "engine/layout/compose.hpp"

#include <algorithm>

namespace engine::layout {

namespace {

/// The side of a mark beside or above words: a little more than their letters.
Length side_of_mark(const doc::Marker& marker) {
  return marker.style.size.scaled(115, 100);
}

}  // namespace

/// A figure that is wider than its place is made smaller, never cut.
void add_figure(const Composer& c, Flow& flow, const doc::Figure& figure, const Slot& slot) {
  const int count = figure.count();
  if (count == 0) return;
  const int columns = figure.columns_in(slot.measure.width);
  const int rows = (count + columns - 1) / columns;
  Length side = figure.side, gap = figure.gap;
  const Length wide = side * columns + gap * (columns - 1);
  if (wide > slot.measure.width) {
    side = side.scaled(slot.measure.width.millipoints(), wide.millipoints());
    gap = gap.scaled(slot.measure.width.millipoints(), wide.millipoints());
  }
  if (slot.tag >= 0) c.tags[slot.tag].alternative = figure.alternative;
  const Length pitch = side + gap;
  int i = 0;
  for (const doc::Figure::Marks& marks : figure.marks) {
    for (int left = marks.count; left > 0; --left, ++i) {
      const Point at{slot.measure.left + pitch * (i % columns), pitch * (i / columns)};
      c.ink.draw(slot.tag, at, page::Drawing{{side, side}, marks.pictogram, figure.color});
    }
  }
  end_fragment(c, flow, pitch * rows - gap);
}

void draw_mark(const Composer& c, const doc::Marker& marker, Length left, Length leading) {
  const Length side = side_of_mark(marker);
  c.ink.draw(
      layout_artifact,
      {left, (leading - side) / 2},
      page::Drawing{{side, side}, marker.pictogram, marker.style.color}
  );
}

void add_mark_above(
    const Composer& c, Flow& flow, const doc::Marker& marker, const Measure& measure
) {
  const Length side = side_of_mark(marker);
  draw_mark(c, marker, measure.left + (measure.width - side) / 2, side);
  end_fragment(c, flow, side.scaled(120, 100)).keep = true;
}

void join_marks(Flow& flow, const doc::Block& item, const Measure& measure, std::size_t first) {
  const doc::TextStyle& style = item.marker.style;
  const Length middle = style.leading / 2;
  flow.frames.push_back(
      {.first = first,
       .last = flow.fragments.size() + 1,  // into the next item
       .left = measure.left + (side_of_mark(item.marker) - item.joint.width) / 2,
       .width = {},
       .border = {.left = item.joint.width, .color = item.joint.color},
       .below_top = middle,
       .above_bottom = middle}
  );
}

void leave_last_mark(Flow& flow) {
  std::erase_if(flow.frames, [&](const Frame& frame) {
    return frame.last > flow.fragments.size();
  });
}

void join_marks_across(
    Flow& flow, const doc::Block& list, const Measure& measure, std::size_t first
) {
  const auto& columns = std::get<doc::Columns>(list.content);
  const auto count = static_cast<std::int64_t>(columns.columns.size());
  if (count < 2) return;
  const Length column = (measure.width - columns.gap * (count - 1)) / count;
  const Length side = side_of_mark(columns.columns.front().blocks.front().marker);
  flow.frames.push_back(
      {.first = first,
       .last = first + 1,
       .left = measure.left + column / 2,
       .width = measure.width - column,
       .border = {.top = list.joint.width, .color = list.joint.color},
       .below_top = (side - list.joint.width) / 2}
  );
}

}  // namespace engine::layout
