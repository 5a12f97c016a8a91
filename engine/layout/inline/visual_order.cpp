#include "engine/layout/inline/visual_order.hpp"

#include <unicode/ubidi.h>

namespace engine::layout {

namespace {

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

/// A dot between two things parts them no more where a line does.
bool is_dot_between(const InlineItem& item) {
  return item.text == "\u00B7";
}

}  // namespace

const std::vector<Segment>& segments_of(const Composer& c, const Line& line, Length left) {
  ParagraphScratch& scratch = c.setting.scratch;
  std::vector<Segment>& segments = scratch.segments;
  segments.clear();
  bool reorder = false;
  Length x = left;
  const auto add = [&](Segment segment) {
    segment.x = x;
    x += segment.width;
    segments.push_back(segment);
  };
  for (std::size_t i = line.first; i < line.last; ++i) {
    const InlineItem& item = scratch.items[i];
    if (item.is == InlineItem::Is::fill)
      add(
          {.is = Segment::Is::blank,
           .level = item.space_level,
           .source = item.source,
           .width = item.width}
      );
    const bool is_left_out =
        i + 1 == line.last && line.last < scratch.items.size() && is_dot_between(item);
    for (auto r = item.first; r < item.last && !is_left_out; ++r) {
      const Run& run = scratch.runs[r];
      add(
          {.is = Segment::Is::run,
           .level = run.level,
           .source = item.source,
           .run = &run,
           .width = run.width}
      );
      reorder = reorder || run.level > 0;
    }
    const bool forced_end = item.is == InlineItem::Is::line_break && i > line.first &&
                            !scratch.items[i - 1].space_after;
    if (forced_end)
      add(
          {.is = Segment::Is::space,
           .level = scratch.base_level,
           .source = scratch.items[i - 1].source}
      );
    if (item.space_after) {
      const bool ends_line = i + 1 == line.last;
      const std::uint8_t level = ends_line ? scratch.base_level : item.space_level;
      add({.is = Segment::Is::space, .level = level, .source = item.source, .width = item.space});
    }
  }
  if (line.hyphen > 0) {
    const Run& run = scratch.runs[line.hyphen - 1];
    add(
        {.is = Segment::Is::run,
         .level = run.level,
         .source = scratch.items[line.last - 1].source,
         .run = &run,
         .width = run.width}
    );
  }
  if (reorder || scratch.base_level > 0) place_in_visual_order(segments, left);
  return segments;
}

}  // namespace engine::layout
