#include "engine/base/printable.hpp"
#include "engine/layout/compose.hpp"
#include "engine/layout/inline/break_lines.hpp"
#include "engine/layout/inline/collect.hpp"
#include "engine/layout/inline/paragraph_cache.hpp"
#include "engine/layout/inline/runs.hpp"
#include "engine/layout/messages.hpp"

#include <algorithm>

namespace engine::layout {

namespace {

constexpr std::string_view ellipsis = "\u00A0\u2026";  // it never stands alone on a line

/// True when a word ends in front of item `end`.
bool ends_word(const std::vector<InlineItem>& items, std::size_t end) {
  return items[end - 1].space_after || end == items.size() ||
         items[end].is == InlineItem::Is::line_break;
}

/// Words that begin at item `first` or behind it. Items that nothing parts are one word.
std::size_t words_from(const std::vector<InlineItem>& items, std::size_t first) {
  std::size_t words = 0;
  bool in_word = false;
  for (std::size_t i = first; i < items.size(); ++i) {
    const bool word = items[i].is == InlineItem::Is::word;
    if (word && !in_word) ++words;
    in_word = word && !items[i].space_after;
  }
  return words;
}

/// Where the first item from `first` on that came from a case was written; if none did, where the
/// first was.
Span place_from(
    const doc::Paragraph& paragraph, const std::vector<InlineItem>& items, std::size_t first
) {
  Span place;
  for (std::size_t i = first; i < items.size(); ++i) {
    const auto* text = std::get_if<doc::Text>(&paragraph.inlines[items[i].source]);
    if (!text || !text->span) continue;
    if (text->span.source->holds_patient_data()) return text->span;
    if (!place) place = text->span;
  }
  return place;
}

/// How much of a line stays in front of the mark of a cut: up to the last word that leaves it room.
/// Of a line that is one long word a piece stays.
Line shortened(const Composer& c, const doc::Paragraph& paragraph, const Line& line, Length room) {
  std::vector<InlineItem>& items = c.setting.scratch.items;
  Line best = line, at_break = line;
  best.last = at_break.last = line.first;
  best.hyphen = at_break.hyphen = 0;
  Length width, space;
  for (std::size_t end = line.first + 1; end <= line.last; ++end) {
    width += space + items[end - 1].width;
    space = items[end - 1].space;
    if (width > room) break;
    if (ends_word(items, end)) best = {line.first, end, width, 0};
    if (items[end - 1].break_after) at_break = {line.first, end, width, 0};
  }
  if (best.last > best.first) return best;
  if (at_break.last > at_break.first || line.last == line.first) return at_break;
  return cut_first_word(c, paragraph, line, room);
}

}  // namespace

LeftOut measured(const Composer& c, const doc::Paragraph& paragraph, const Measure& measure) {
  Diagnostics discarded;  // what is set is told when it is set
  const Composer own{
      c.setting, c.ink, c.tags, discarded, collect(c, paragraph.inlines, paragraph.style)};
  const std::vector<InlineItem>& items = c.setting.scratch.items;
  LeftOut all{0, words_from(items, 0), place_from(paragraph, items, 0), 0};
  all.lines = break_lines(own, paragraph, 0, items.size(), measure.width).all.size();
  return all;
}

std::size_t line_count(
    const Composer& c, const doc::Paragraph& paragraph, const Measure& measure, TagHandle tag
) {
  const CachedParagraph* known = c.setting.cache.find(c, paragraph, measure.width, tag);
  return known ? known->lines.size() : measured(c, paragraph, measure).lines;
}

void cut_to_lines(
    const Composer& c,
    const doc::Paragraph& paragraph,
    const LeftOut& behind,
    std::vector<Line>& lines,
    Length width
) {
  const auto most = static_cast<std::size_t>(paragraph.most_lines);
  if (lines.size() <= most && behind.lines == 0) return;

  std::vector<InlineItem>& items = c.setting.scratch.items;
  const std::size_t missing = lines.size() - std::min(most, lines.size()) + behind.lines;
  lines.resize(std::min(most, lines.size()));
  const auto first_run = static_cast<std::uint32_t>(c.setting.scratch.runs.size());
  InlineItem mark{
      .source = static_cast<std::uint16_t>(paragraph.inlines.size()),
      .first = first_run,
      .text = ellipsis};
  const std::vector<std::uint8_t> levels(ellipsis.size(), c.setting.scratch.base_level);
  mark.width = add_runs(
      c, ellipsis, paragraph.style, paragraph.style.bold, paragraph.style.italic, levels.data()
  );
  mark.last = static_cast<std::uint32_t>(c.setting.scratch.runs.size());

  Line line = shortened(c, paragraph, lines.back(), width - mark.width);
  const std::size_t words = words_from(items, line.last) + behind.words;
  const Span place =
      line.last < items.size() ? place_from(paragraph, items, line.last) : behind.place;
  c.out.warn(
      messages::lines_cut(
          quoted_value(c.setting.document.title),
          counted(most + behind.lines_above, "line", "lines"),
          counted(missing, "line is", "lines are"),
          counted(words, "word", "words")
      ),
      place,
      {"say it in fewer words, the most important first"}
  );
  ++c.ink.cuts;

  items.resize(line.last);
  if (!items.empty()) {
    items.back().space_after = false;
    items.back().space = {};
  }
  items.push_back(mark);
  ++line.last;
  line.width += mark.width;
  lines.back() = line;
}

}  // namespace engine::layout
