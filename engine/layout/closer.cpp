#include "engine/doc/visit.hpp"
#include "engine/layout/body.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace engine::layout {

namespace {

/// How much smaller and closer words are set: in percent of their size; without a leading their
/// lines stand as far apart as before, by their size.
struct Step {
  int size, leading = 0;
};
constexpr Step form_steps[] = {{95, 119}, {90, 115}, {87, 112}, {87, 108}};
/// Of a dense sheet, each lower than the one before: as it is; then its lines stand closer before
/// words are smaller, and again at eleven twelfths of their size. What follows is for large print,
/// which has further to go to its least, and for headings and figures.
constexpr Step dense_steps[] = {
    {100, 135},
    {100, 120},
    {100, 114},
    {96, 118},
    {96, 113},
    {92, 120},
    {92, 112},
    {88, 112},
    {85, 112}};
/// How high a line of words stands that is shorter by as much as they are smaller.
constexpr int height(Step step) {
  return step.size * step.size * step.leading;
}
static_assert(std::ranges::is_sorted(dense_steps, std::ranges::greater{}, height));

/// Of a letter: lines stand closer, then words are smaller as well.
constexpr Step letter_steps[] = {{100, 125}, {96, 123}, {92, 120}, {92, 115}};
/// Of the sender of a letter, who would reach into the window of its envelope.
constexpr Step sender_steps[] = {{94}, {88}, {83}, {78}};

/// Sets what stands in the boxes of forms smaller, and its lines closer together; of a dense sheet
/// and a letter everything, but for room to write in.
struct Closer : doc::Visitor<Closer, false> {
  Step step;
  Length least;
  bool in_form = false;
  bool is_dense = false;   ///< all of it, figures and rows to write in too
  bool is_letter = false;  ///< its white space gives way where pages are cut

  void closer(doc::TextStyle& style) const {
    const Length usual = std::exchange(
        style.size, std::max(style.size.scaled(step.size, 100), std::min(least, style.size))
    );
    const Length in_proportion =
        style.leading.scaled(style.size.millipoints(), usual.millipoints());
    style.leading = step.leading == 0
                        ? in_proportion
                        : std::min(style.leading, style.size.scaled(step.leading, 100));
  }
  void block(doc::Block& block) {
    if (in_form && !is_letter) {
      const int part = is_dense ? 3 : 2;
      const Length kept = block.is_heading() ? 4_pt : Length{};
      for (Length* white : {&block.box.before, &block.box.after})
        *white = std::max(*white / part, std::min(*white, kept));
    }
    content(block);
    if (in_form) part_boxes(block);
  }
  /// Boxes to tick that stand below each other are four points apart, however close their words
  /// are. The ink of a box is 0.66 of its size.
  static void part_boxes(doc::Block& block) {
    using Is = doc::Marker::Is;
    if (block.marker.is != Is::box && block.marker.is != Is::ticked_box) return;
    const auto* words = std::get_if<doc::Paragraph>(&block.content);
    const auto* stack = std::get_if<doc::Stack>(&block.content);
    if (stack && !stack->blocks.empty())
      words = std::get_if<doc::Paragraph>(&stack->blocks.front().content);
    if (!words) return;
    const Length box_and_gap = block.marker.style.size.scaled(66, 100) + 4_pt;
    block.box.after = std::max(block.box.after, box_and_gap - words->style.leading);
  }

  using Visitor::operator();
  void form_cell(doc::FormCell& cell) {
    const bool was_in_form = std::exchange(in_form, true);
    blocks(cell.content.blocks);
    in_form = was_in_form;
  }
  void operator()(doc::Paragraph& paragraph) {
    if (in_form) closer(paragraph.style);
  }
  /// A row for one line of a hand keeps it; of more lines some room gives way.
  void row(doc::Row& row) {
    constexpr Length one_line = 40_pt;
    if (is_dense && row.least_height > one_line)
      row.least_height = row.least_height.scaled(step.size >= 88 ? 90 : 75, 100);
    Visitor::row(row);
  }
  /// White space gives way before words do.
  void cell(doc::Cell& cell) {
    if (is_dense) {
      for (Length* white : {&cell.box.padding.top, &cell.box.padding.bottom})
        *white = std::max(std::min(*white, 2_pt), *white / 2);
    }
    Visitor::cell(cell);
  }
  void operator()(doc::Figure& figure) const {
    if (!is_dense) return;
    figure.side = figure.side.scaled(step.size, 100);
    figure.gap = figure.gap.scaled(step.size, 100);
  }
  void operator()(doc::WriteLines&) {}
  void operator()(doc::Signature& signature) {
    if (is_letter) closer(signature.style);
  }
  void operator()(doc::Rule&) {}
  void operator()(doc::Image&) {}
  void operator()(doc::PageBreak&) {}
};

/// The room that a hand wants above a short blank on a dense sheet, where little white stands above
/// a paragraph.
struct RoomForHand : doc::Visitor<RoomForHand, false> {
  /// Nothing where no blank is in the first line: one in a later line has that room above it.
  static Length wanted_by(const doc::Block& block) {
    constexpr std::size_t surely_one_line = 40;
    const auto* paragraph = std::get_if<doc::Paragraph>(&block.content);
    std::size_t letters = 0;
    if (!paragraph) return {};
    for (const doc::Inline& in : paragraph->inlines) {
      if (const auto* text = std::get_if<doc::Text>(&in)) letters += text->text.size();
      if (letters > surely_one_line) return {};
      if (const auto* fill = std::get_if<doc::Fill>(&in))
        return std::max(fill->pitch - paragraph->style.leading, Length{});
    }
    return {};
  }

  void block(doc::Block& block) {
    block.box.before = std::max(block.box.before, wanted_by(block));
    content(block);
  }

  using Visitor::operator();
  /// No white stands above what a cell begins with. Where no upright line parts the cells, their
  /// first lines are level.
  void row(doc::Row& row) {
    Visitor::row(row);
    Length level;
    for (doc::Cell& cell : row.cells) {
      if (cell.content.blocks.empty()) continue;
      const Length wanted = wanted_by(cell.content.blocks.front());
      cell.box.padding.top = std::max(cell.box.padding.top, wanted);
      if (cell.box.border.left == Length{}) level = std::max(level, wanted);
    }
    for (doc::Cell& cell : row.cells) cell.box.padding.top = std::max(cell.box.padding.top, level);
  }
  void operator()(doc::Paragraph&) {}
  void operator()(doc::Figure&) {}
  void operator()(doc::WriteLines&) {}
  void operator()(doc::Signature&) {}
  void operator()(doc::Rule&) {}
  void operator()(doc::Image&) {}
  void operator()(doc::PageBreak&) {}
};

std::vector<doc::Block> set_closer(std::vector<doc::Block> blocks, Closer& how) {
  how.blocks(blocks);
  return blocks;
}

/// The body as it is, or by the first step that makes it as short as any does.
template <std::size_t N>
Body body_of_fewest_pages(
    const Setting& setting,
    const std::vector<doc::Block>& as_they_are,
    const Step (&closer_steps)[N],
    Closer how,
    Diagnostics& out
) {
  Diagnostics told;
  std::optional<Body> best{std::in_place, setting, as_they_are, told};
  // The last step sets what it can set in seven tenths of the room: it cannot save more than that.
  const bool can_save =
      best->page_count() > 2 || (best->page_count() == 2 && best->last_page_percent() < 60);
  for (const Step step : closer_steps) {
    if (!can_save || best->page_count() == 1) break;
    how.step = step;
    Diagnostics told_of_closer;
    Body closer{setting, set_closer(as_they_are, how), told_of_closer};
    if (closer.page_count() >= best->page_count()) continue;
    told = std::move(told_of_closer);
    best.emplace(std::move(closer));
  }
  out.take(std::move(told));
  return *std::move(best);
}

/// A body, and what was told while it was set.
struct Try {
  Body body;
  Diagnostics told;
};

/// The same for a dense sheet, of which the steps are many: as it is where that is one page, else
/// by the first step that is as short as any. Where its last page is half full, white alone does
/// not help, and a smaller step is tried first. After one that is short enough the one before is
/// tried, after another the middle of those left.
Body body_of_dense(const Setting& setting, Closer how, Diagnostics& out) {
  const auto with = [&](std::size_t step) {
    std::vector<doc::Block> blocks = setting.document.blocks;
    how.step = dense_steps[step];
    if (step > 0) how.blocks(blocks);
    RoomForHand room;
    room.blocks(blocks);
    Diagnostics told;
    Body body{setting, blocks, told};
    return Try{std::move(body), std::move(told)};
  };
  std::optional<Try> best{with(0)};
  const std::size_t as_it_is = best->body.page_count();
  std::size_t first = 1, last = as_it_is > 1 ? std::size(dense_steps) : first, fewest = 1;
  std::size_t next = best->body.last_page_percent() > 50 ? 7 : 2;
  if (as_it_is > 2) {
    Try closest = with(--last);
    fewest = closest.body.page_count();
    if (fewest < as_it_is)
      best.emplace(std::move(closest));
    else
      last = first;
  }
  while (first < last) {
    Try one = with(next);
    if (one.body.page_count() <= fewest) {
      best.emplace(std::move(one));
      last = next--;
    } else {
      first = next + 1;
      next = (first + last) / 2;
    }
  }
  out.take(std::move(best->told));
  return std::move(best->body);
}

}  // namespace

Body body_of_form(const Setting& setting, Diagnostics& out) {
  const doc::Document& document = setting.document;
  Closer closer;
  closer.least = document.least_type;
  closer.in_form = closer.is_dense = document.is_dense;
  return document.is_dense
             ? body_of_dense(setting, closer, out)
             : body_of_fewest_pages(setting, document.blocks, form_steps, closer, out);
}

namespace {

Try letter_of(const Setting& setting, const std::vector<doc::Block>& blocks) {
  Closer closer;
  closer.least = setting.document.least_letter_type;
  closer.in_form = closer.is_letter = true;
  Diagnostics told;
  Body body = closer.least > Length{}
                  ? body_of_fewest_pages(setting, blocks, letter_steps, closer, told)
                  : Body{setting, blocks, told};
  return {std::move(body), std::move(told)};
}

/// What stands above the address, smaller; all else as it is.
std::vector<doc::Block> with_smaller_sender(const std::vector<doc::Block>& as_they_are, Step step) {
  Closer closer;
  closer.step = step;
  closer.in_form = closer.is_letter = true;
  std::vector<doc::Block> blocks = as_they_are;
  const auto address = std::ranges::find(blocks, true, &doc::Block::in_window);
  for (auto block = blocks.begin(); block != address; ++block) closer.block(*block);
  return blocks;
}

}  // namespace

Body body_of_letter(const Setting& setting, Diagnostics& out) {
  const std::vector<doc::Block>& blocks = setting.document.blocks;
  std::optional<Try> letter{letter_of(setting, blocks)};
  for (const Step step : sender_steps) {
    if (letter->body.into_window() <= Length{}) break;
    letter.emplace(letter_of(setting, with_smaller_sender(blocks, step)));
  }
  out.take(std::move(letter->told));
  return std::move(letter->body);
}

}  // namespace engine::layout
