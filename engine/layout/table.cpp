#include "engine/layout/compose.hpp"

#include <algorithm>
#include <numeric>

namespace engine::layout {

std::vector<Length> edges_of(const std::vector<int>& weights, const Measure& measure, Length gap) {
  const auto sum = std::max(1, std::accumulate(weights.begin(), weights.end(), 0));
  const Length room = measure.width - gap * (static_cast<std::int64_t>(weights.size()) - 1);
  std::vector<Length> edges{measure.left};
  int before = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    before += weights[i];
    edges.push_back(
        measure.left + room.scaled(before, sum) + gap * static_cast<std::int64_t>(i + 1)
    );
  }
  return edges;
}

namespace {

/// Moves the ink of a part's fragments from each fragment's own top to the top of the row, and
/// draws its frames.
void settle(const Composer& c, const Part& part) {
  Length y = part.above;
  std::vector<Length> tops;
  for (std::size_t i = 0; i < part.flow.fragments.size(); ++i) {
    const Fragment& fragment = part.flow.fragments[i];
    if (i > 0) y += fragment.space;
    tops.push_back(y);
    for (auto d = fragment.first; d < fragment.last; ++d) c.ink.placed[d].at.y += y;
    y += fragment.height;
  }
  for (const Frame& frame : part.flow.frames) {
    const Fragment& last = part.flow.fragments[frame.last - 1];
    draw_frame(
        c.ink,
        frame,
        tops[frame.first],
        tops[frame.last - 1] + last.height - tops[frame.first],
        true,
        true
    );
  }
}

void draw_box(const Composer& c, const Part& part, Length height, bool begins, bool ends) {
  if (!part.box) return;
  draw_frame(
      c.ink,
      {0,
       0,
       part.outer.left,
       part.outer.width,
       part.box->border,
       part.box->has_fill,
       part.box->fill},
      {},
      height,
      begins,
      ends
  );
}

/// An empty cell to write in is a field from border to border.
void add_cell_field(const Composer& c, const Part& part, Length height) {
  if (!part.cell) return;
  // Where several lines are to be fitted, viewers begin at 12 pt: larger type stays as it is.
  const bool is_fitted = part.cell->text_size <= 12_pt;
  const doc::Border& border = part.box->border;
  add_field(
      c,
      part.tag,
      {part.outer.left + border.left, border.top},
      {part.outer.width - border.left - border.right, height - border.top - border.bottom},
      {.is = page::Entry::Is::lines,
       .text_size = is_fitted ? Length{} : part.cell->text_size,
       .accessible_name = part.cell->accessible_name,
       .belongs = part.cell->belongs}
  );
}

/// Parts side by side as one fragment: no page break goes through it.
void add_whole(const Composer& c, Flow& flow, const std::vector<Part>& parts, Length height) {
  for (const Part& part : parts) settle(c, part);
  for (const Part& part : parts) add_cell_field(c, part, height);
  for (const Part& part : parts) draw_box(c, part, height, true, true);
  end_fragment(c, flow, height);
}

/// Parts side by side that no page can hold: cut between their lines. The nth lines of all stand
/// side by side.
void add_sliced(const Composer& c, Flow& flow, const std::vector<Part>& parts, Length least) {
  std::size_t count = 1;
  for (const Part& part : parts) count = std::max(count, part.flow.fragments.size());
  for (std::size_t n = 0; n < count; ++n) {
    const auto first = c.ink.count();
    Length height = n == 0 ? least / static_cast<std::int64_t>(count) : Length{};
    for (const Part& part : parts) {
      if (n >= part.flow.fragments.size()) continue;
      const Fragment& fragment = part.flow.fragments[n];
      const Length top = n == 0 ? part.above : fragment.space;
      for (auto d = fragment.first; d < fragment.last; ++d) {
        PlacedInk copy = c.ink.placed[d];
        copy.at.y += top;
        c.ink.placed.push_back(copy);
      }
      const Length below = n + 1 == part.flow.fragments.size() ? part.below : Length{};
      height = std::max(height, top + fragment.height + below);
    }
    for (const Part& part : parts) {
      if (n == 0) add_cell_field(c, part, height);
      draw_box(c, part, height, n == 0, n + 1 == count);
      for (const Frame& frame : part.flow.frames) {
        if (n < frame.first || n >= frame.last) continue;
        draw_frame(c.ink, frame, {}, height, n == frame.first, n + 1 == frame.last);
      }
    }
    flow.inked = first;
    end_fragment(c, flow, height);
  }
}

}  // namespace

void add_side_by_side(const Composer& c, Flow& flow, const std::vector<Part>& parts, Length least) {
  Length height = least;
  for (const Part& part : parts) height = std::max(height, part.height());
  if (height <= c.setting.body_height) {
    add_whole(c, flow, parts, height);
  } else {
    add_sliced(c, flow, parts, least);
  }
}

namespace {

/// The words of a line, as one box without height: its foot is the baseline.
std::optional<Rect> words_of_line(const Composer& c, const Fragment& line) {
  std::optional<Rect> words;
  for (auto d = line.first; d < line.last; ++d) {
    const PlacedInk& piece = c.ink.placed[d];
    const auto* text = std::get_if<page::Text>(&piece.ink);
    if (piece.is != PlacedInk::Is::ink || !text) continue;
    if (words && words->at.y != piece.at.y) return std::nullopt;
    const Length left = words ? std::min(words->left(), piece.at.x) : piece.at.x;
    const Length right = std::max(words ? words->right() : left, piece.at.x + text->width);
    words = Rect{{left, piece.at.y}, {right - left, {}}};
  }
  return words;
}

/// A line at the foot of the letters, from the last line of a part's words to those of the next
/// part, which was the last to be composed and comes down to it. Where the next has more than a
/// line, or no room is left, there is none.
void add_leader(const Composer& c, const Part& from, Part& to, const doc::Rule& leader) {
  constexpr Length gap = 4_pt;
  if (from.flow.fragments.empty() || to.flow.fragments.size() != 1) return;
  const auto words = words_of_line(c, from.flow.fragments.back());
  const auto page = words_of_line(c, to.flow.fragments.front());
  if (!words || !page) return;
  to.above += from.flow.height() - from.flow.fragments.back().height;
  if (words->right() + gap * 3 > page->left()) return;
  const Length left = words->right() + gap;
  c.ink.draw(
      layout_artifact,
      {left, page->at.y - leader.width},
      page::Fill{{page->left() - gap - left, leader.width}, leader.color}
  );
  to.flow.fragments.front().last = c.ink.count();
}

Part cell_part(const Composer& c, const doc::Cell& cell, const Slot& slot) {
  const TagHandle tag =
      c.tags.add(cell.is_header ? page::Role::table_header : page::Role::table_data, slot.tag);
  if (tag >= 0) {
    PendingTag& attributes = c.tags[tag];
    attributes.column_span = static_cast<std::uint16_t>(cell.columns);
    using Scope = doc::Cell::Scope;
    attributes.scope = !cell.is_header            ? page::Scope::none
                       : cell.scope == Scope::row ? page::Scope::row
                                                  : page::Scope::column;
  }
  Part part{
      .outer = slot.measure,
      .box = &cell.box,
      .above = cell.box.padding.top,
      .below = cell.box.padding.bottom,
      .tag = tag,
      .cell = cell.to_write_in ? &cell : nullptr};
  c.ink.begin_tag(tag);
  part.flow.inked = c.ink.count() - 1;  // an empty cell still is one
  const Measure inside = slot.measure.inside(cell.box.padding);
  add_stack(c, part.flow, cell.content, {inside, tag, slot.markers});
  return part;
}

/// A cell without words needs a fragment too, without height, so that its tag begins in its place.
void keep_tag(const Composer& c, Part& part) {
  if (part.flow.fragments.empty()) end_fragment(c, part.flow, {});
}

/// How many rows of a table stand on a page at least, at its beginning and at its end.
constexpr std::size_t rows_together = 2;

/// Keeps the first rows of a body together, and its last: no row stands alone on a page. `rows` are
/// the fragments they begin with, and where the last ends.
void keep_rows(const Composer& c, Flow& flow, const std::vector<std::size_t>& rows) {
  const auto keep_below = [&](std::size_t row) {
    const bool is_whole = rows[row] + 1 == rows[row + 1];
    const Fragment& fragment = flow.fragments[rows[row]];
    if (is_whole && fragment.height < c.setting.body_height / 6)
      flow.fragments[rows[row]].keep = true;
  };
  if (rows.size() < rows_together + 1) return;
  keep_below(0);
  keep_below(rows.size() - 1 - rows_together);
}

/// How far a row reaches over the one above it. At the top of a page it does not, and has its own
/// line.
Length shared_level(const doc::Row* above, const doc::Row& row) {
  if (!above || above->cells.empty() || row.cells.empty()) return {};
  Length shared = row.cells.front().box.border.top;
  for (const doc::Cell& cell : above->cells) shared = std::min(shared, cell.box.border.bottom);
  for (const doc::Cell& cell : row.cells) shared = std::min(shared, cell.box.border.top);
  return shared;
}

}  // namespace

Length shared_upright(const doc::BoxStyle* before, const doc::BoxStyle& box) {
  return before ? std::min(before->border.right, box.border.left) : Length{};
}

void add_table(const Composer& c, Flow& flow, const doc::Block& block, const Slot& slot) {
  const auto& table = std::get<doc::Table>(block.content);
  const std::vector<Length> edges = edges_of(table.weights, slot.measure, {});
  const bool has_head = !table.rows.empty() && table.rows.front().in_head;
  const TagHandle head_tag = has_head ? c.tags.add(page::Role::table_head, slot.tag) : slot.tag;
  const TagHandle body_tag = has_head ? c.tags.add(page::Role::table_body, slot.tag) : slot.tag;

  const int head_index = static_cast<int>(flow.heads.size());
  if (has_head) flow.heads.push_back({flow.fragments.size(), flow.fragments.size()});
  if (!flow.fragments.empty()) flow.fragments.back().keep |= flow.fragments.back().is_line;
  const doc::Row* above = nullptr;
  std::vector<std::size_t> body_rows;
  for (const doc::Row& row : table.rows) {
    const TagHandle row_tag = c.tags.add(page::Role::table_row, row.in_head ? head_tag : body_tag);
    flow.inked = c.ink.count();
    std::vector<Part> parts;
    parts.reserve(row.cells.size());
    std::size_t column = 0;
    const doc::BoxStyle* before = nullptr;
    for (const doc::Cell& cell : row.cells) {
      const std::size_t next =
          std::min(column + static_cast<std::size_t>(cell.columns), table.weights.size());
      const Length left = edges[column] - shared_upright(before, cell.box);
      parts.push_back(cell_part(c, cell, {{left, edges[next] - left}, row_tag, slot.markers}));
      keep_tag(c, parts.back());
      if (parts.size() == 2 && row.cells.front().leader.width > Length{})
        add_leader(c, parts.front(), parts.back(), row.cells.front().leader);
      column = next;
      before = &cell.box;
    }
    const std::size_t first = flow.fragments.size();
    add_side_by_side(c, flow, parts, row.least_height);
    if (first < flow.fragments.size())
      flow.fragments[first].space = flow.fragments[first].space - shared_level(above, row);
    above = &row;
    for (std::size_t i = first; i < flow.fragments.size(); ++i) {
      flow.fragments[i].span = block.span;
      if (row.in_head || row.keep_with_next) flow.fragments[i].keep = true;
      if (has_head && !row.in_head) flow.fragments[i].head = head_index;
    }
    if (row.in_head)
      flow.heads.back().last = flow.fragments.size();
    else if (first < flow.fragments.size())
      body_rows.push_back(first);
  }
  body_rows.push_back(flow.fragments.size());
  if (flow.is_body) keep_rows(c, flow, body_rows);
}

namespace {

/// What stands above on the page of whatever comes next, such as a heading.
Length kept_above(const Flow& flow) {
  Length height;
  for (auto above = flow.fragments.rbegin(); above != flow.fragments.rend() && above->keep; ++above)
    height += above->height + above->space;
  return height;
}

}  // namespace

void add_columns(const Composer& c, Flow& flow, const doc::Block& block, const Slot& slot) {
  const auto& columns = std::get<doc::Columns>(block.content);
  const std::vector<Length> edges = edges_of(columns.weights, slot.measure, columns.gap);
  flow.inked = c.ink.count();
  {
    Trial trial{c};
    PendingMarkers markers = slot.markers;
    std::vector<Part> parts;
    for (std::size_t i = 0; i < columns.columns.size(); ++i) {
      const Measure outer{edges[i], edges[i + 1] - edges[i] - columns.gap};
      Part part{.outer = outer};
      part.flow.inked = c.ink.count();
      add_blocks(
          trial.composer(), part.flow, columns.columns[i].blocks, {outer, slot.tag, markers}
      );
      parts.push_back(std::move(part));
    }
    Length height;
    for (const Part& part : parts) height = std::max(height, part.height());
    if (height + kept_above(flow) <= c.setting.body_height) {
      trial.keep();
      slot.markers = std::move(markers);
      return add_whole(c, flow, parts, height);
    }
  }
  // Columns that no page can hold stand one below the other: side by side, a reader would have to
  // turn back.
  for (const doc::Stack& column : columns.columns) add_blocks(c, flow, column.blocks, slot);
}

}  // namespace engine::layout
