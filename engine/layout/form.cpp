#include "engine/layout/compose.hpp"

#include <algorithm>

namespace engine::layout {

namespace {

/// What stands in a box: its caption, and below it what is said or to be written, right of the
/// number.
void add_inside(const Composer& c, Flow& flow, const doc::FormCell& cell, const Slot& slot) {
  add_blocks(c, flow, cell.caption, slot);
  Slot below = slot;
  below.measure = slot.measure.inside({.top = {}, .right = {}, .bottom = {}, .left = cell.gutter});
  add_stack(c, flow, cell.content, below);
}

Part box_part(const Composer& c, const doc::FormCell& cell, const Slot& slot) {
  Part part{
      .outer = slot.measure,
      .box = &cell.box,
      .above = cell.box.padding.top,
      .below = cell.box.padding.bottom};
  part.flow.inked = c.ink.count();
  add_inside(c, part.flow, cell, slot.with(slot.measure.inside(cell.box.padding)));
  if (part.flow.fragments.empty()) end_fragment(c, part.flow, {});
  return part;
}

/// Keeps what is less high than `most` on one page.
void keep_small(const Composer& c, Flow& flow, std::size_t first, Length most) {
  Length height;
  for (std::size_t i = first; i < flow.fragments.size(); ++i)
    height += flow.fragments[i].height + (i > first ? flow.fragments[i].space : Length{});
  if (height < most) keep_whole(c, flow, first);
}

/// A box of the whole width: what stands in it may go on over the page.
void add_wide_box(const Composer& c, Flow& flow, const doc::FormCell& cell, const Slot& slot) {
  const std::size_t first = flow.fragments.size();
  const doc::BoxStyle& box = cell.box;
  add_padding(c, flow, box.padding.top, false);
  add_inside(c, flow, cell, slot.with(slot.measure.inside(box.padding)));
  flow.after = {};
  add_padding(c, flow, box.padding.bottom, true);
  flow.frames.push_back(
      {first,
       flow.fragments.size(),
       slot.measure.left,
       slot.measure.width,
       box.border,
       box.has_fill,
       box.fill,
       {},
       {},
       true}
  );
  keep_small(c, flow, first, c.setting.body_height / 6);
}

std::vector<Part> parts_of(
    const Composer& c, const doc::FormRow& row, const std::vector<Length>& edges, const Slot& slot
) {
  std::vector<Part> parts;
  int column = 0;
  const doc::BoxStyle* before = nullptr;
  for (const doc::FormCell& cell : row.cells) {
    const Length left = edges[static_cast<std::size_t>(column)] - shared_upright(before, cell.box);
    column += cell.span;
    const Length right = edges[static_cast<std::size_t>(column)];
    parts.push_back(box_part(c, cell, slot.with({left, right - left})));
    before = &cell.box;
  }
  return parts;
}

/// The boxes of a row side by side; one below the other where no page can hold them, because their
/// lines would be read in turn.
void add_row(
    const Composer& c,
    Flow& flow,
    const doc::FormRow& row,
    const std::vector<Length>& edges,
    const Slot& slot
) {
  if (row.cells.size() > 1) {
    Trial trial{c};
    const std::vector<Part> parts = parts_of(trial.composer(), row, edges, slot);
    const bool fits = std::ranges::all_of(parts, [&](const Part& part) {
      return part.height() <= c.setting.body_height;
    });
    if (fits) {
      trial.keep();
      return add_side_by_side(c, flow, parts, {});
    }
  }
  for (const doc::FormCell& cell : row.cells) {
    flow.inked = c.ink.count();
    add_wide_box(c, flow, cell, slot);
  }
}

}  // namespace

void add_form(const Composer& c, Flow& flow, const doc::Block& block, const Slot& slot) {
  const auto& form = std::get<doc::Form>(block.content);
  const std::vector<Length> edges =
      edges_of(std::vector<int>(doc::Form::columns, 1), slot.measure, {});
  const doc::BoxStyle* above = nullptr;
  const std::size_t first_of_all = flow.fragments.size();
  for (const doc::FormRow& row : form.rows) {
    const std::size_t first = flow.fragments.size();
    flow.inked = c.ink.count();
    add_row(c, flow, row, edges, slot);
    if (row.cells.size() > 1) flow.fragments[first].span = block.span;
    if (row.keep_with_previous && first > 0) flow.fragments[first - 1].keep = true;
    const doc::BoxStyle& box = row.cells.front().box;
    if (above && first < flow.fragments.size()) {
      flow.fragments[first].space =
          flow.fragments[first].space - std::min(above->border.bottom, box.border.top);
    }
    flow.after = {};
    above = &box;
  }
  keep_small(c, flow, first_of_all, c.setting.body_height / 4);
}

}  // namespace engine::layout
