// Blocks one below the other that together may have so many lines and not more.

#include "engine/layout/compose.hpp"

#include <algorithm>

namespace engine::layout {

namespace {

/// Paragraphs that together have more lines than they may: the last that has room for one is cut,
/// and tells for all.
void add_limited(const Composer& c, Flow& flow, const doc::Stack& stack, const Slot& slot) {
  const auto paragraph = [&](std::size_t i) -> const doc::Paragraph& {
    return std::get<doc::Paragraph>(stack.blocks[i].content);
  };
  auto left = static_cast<std::size_t>(stack.most_lines);
  std::size_t last = 0;  // the one that is cut
  std::size_t room = 0;  // for so many of its lines
  std::size_t lines = 0;
  LeftOut behind;
  for (std::size_t i = 0; i < stack.blocks.size(); ++i) {
    const Measure measure = slot.measure.inside(stack.blocks[i].box.padding);
    if (left > 0) {
      const std::size_t own = line_count(c, paragraph(i), measure, slot.tag);
      lines += own;
      last = i;
      room = left;
      left -= std::min(left, own);
    } else {
      const LeftOut own = measured(c, paragraph(i), measure);
      lines += own.lines;
      behind.lines += own.lines;
      behind.words += own.words;
      if (!behind.place) behind.place = own.place;
    }
  }
  if (lines <= static_cast<std::size_t>(stack.most_lines))
    return add_blocks(c, flow, stack.blocks, slot);
  doc::Block cut = stack.blocks[last];
  std::get<doc::Paragraph>(cut.content).most_lines = static_cast<int>(room);
  if (last == 0 && behind.words == 0) return add_blocks(c, flow, {cut}, slot);
  for (std::size_t i = 0; i < last; ++i) add_block(c, flow, stack.blocks[i], slot);
  behind.lines_above = static_cast<std::size_t>(stack.most_lines) - room;
  Slot last_slot = slot;
  last_slot.left_out = &behind;
  add_block(c, flow, cut, last_slot);
}

}  // namespace

void add_stack(const Composer& c, Flow& flow, const doc::Stack& stack, const Slot& slot) {
  if (stack.most_lines == 0 || stack.blocks.empty()) return add_blocks(c, flow, stack.blocks, slot);
  add_limited(c, flow, stack, slot);
}

}  // namespace engine::layout
