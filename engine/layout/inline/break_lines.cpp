#include "engine/layout/inline/break_lines.hpp"

#include "engine/layout/messages.hpp"

namespace engine::layout {

namespace {

/// What must stay on one line: items up to the next place where a line may end.
struct Unit {
  std::size_t last = 0;
  Length width;
};

Unit unit_at(const std::vector<InlineItem>& items, std::size_t first, std::size_t last) {
  Unit unit{first, {}};
  while (unit.last < last) {
    const InlineItem& item = items[unit.last++];
    unit.width += item.width;
    if (item.break_after) break;
    if (unit.last < last && items[unit.last].is == InlineItem::Is::line_break) break;
  }
  return unit;
}

/// The level of every byte of a word, as its runs have it.
std::vector<std::uint8_t> levels_of(const Composer& c, const InlineItem& word) {
  std::vector<std::uint8_t> levels;
  for (auto r = word.first; r < word.last; ++r) {
    const Run& run = c.setting.scratch.runs[r];
    levels.insert(levels.end(), run.text.size(), run.level);
  }
  return levels;
}

/// Cuts a word that no line can hold: item `at` becomes a piece that fits and the rest.
bool cut_word(const Composer& c, const doc::Paragraph& paragraph, std::size_t at, Length width) {
  const InlineItem whole = c.setting.scratch.items[at];
  const auto* text = std::get_if<doc::Text>(&paragraph.inlines[whole.source]);
  if (whole.is != InlineItem::Is::word || !text) return false;
  const std::vector<std::uint8_t> levels = levels_of(c, whole);
  const std::size_t fits = fitting_prefix(
      c, whole.text, paragraph.style, text->bold, text->italic, levels.data(), width
  );
  if (fits >= whole.text.size()) return false;
  const auto piece = [&](std::string_view words) {
    InlineItem item = whole;
    item.text = words;
    item.first = static_cast<std::uint32_t>(c.setting.scratch.runs.size());
    const auto* own = levels.data() + (words.data() - whole.text.data());
    item.width = add_runs(c, words, paragraph.style, text->bold, text->italic, own);
    item.last = static_cast<std::uint32_t>(c.setting.scratch.runs.size());
    return item;
  };
  InlineItem head = piece(whole.text.substr(0, fits));
  head.space_after = false;
  head.space = {};
  head.break_after = true;
  const InlineItem tail = piece(whole.text.substr(fits));
  c.setting.scratch.items[at] = head;
  c.setting.scratch.items.insert(
      c.setting.scratch.items.begin() + static_cast<std::ptrdiff_t>(at) + 1, tail
  );
  return true;
}

Span place_of(const doc::Paragraph& paragraph, const InlineItem& item) {
  const auto* text = std::get_if<doc::Text>(&paragraph.inlines[item.source]);
  return text ? text->span : Span{};
}

}  // namespace

Lines break_lines(
    const Composer& c,
    const doc::Paragraph& paragraph,
    std::size_t first,
    std::size_t last,
    Length width
) {
  const std::vector<InlineItem>& items = c.setting.scratch.items;
  Lines lines;
  Line line{first, first, {}};
  Length space;  // behind the last item of the line
  std::size_t told = static_cast<std::size_t>(-1);
  const auto end_line = [&](std::size_t next) {
    lines.all.push_back(line);
    line = {next, next, {}};
    space = {};
  };
  while (line.last < last) {
    if (items[line.last].is == InlineItem::Is::line_break) {
      const std::size_t next = ++line.last;
      end_line(next);
      continue;
    }
    const Unit unit = unit_at(items, line.last, last);
    const bool empty = line.first == line.last;
    if (!empty && line.width + space + unit.width > width) {
      end_line(line.last);
      continue;
    }
    if (empty && unit.width > width) {
      // Of a unit of several items ("<strong>name</strong>,") the one that crosses the edge is cut.
      std::size_t at = line.last;
      Length before;
      while (at + 1 < unit.last && before + items[at].width <= width) before += items[at++].width;
      const Length room = width - before;
      lines.has_broken_word = true;
      c.setting.budget.check();
      if (told != items[at].source) {
        c.out.warn(
            messages::word_broken,
            place_of(paragraph, items[at]),
            {"it is set in full over several lines: nothing is lost"}
        );
        told = items[at].source;
      }
      if (cut_word(c, paragraph, at, room)) {
        ++last;
        continue;
      }
    }
    line.width += space + unit.width;
    line.last = unit.last;
    space = items[unit.last - 1].space;
  }
  if (line.last > line.first || lines.all.empty()) lines.all.push_back(line);
  return lines;
}

Line cut_first_word(
    const Composer& c, const doc::Paragraph& paragraph, const Line& line, Length room
) {
  cut_word(c, paragraph, line.first, room);
  return {line.first, line.first + 1, c.setting.scratch.items[line.first].width};
}

}  // namespace engine::layout
