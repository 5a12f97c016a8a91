#include "engine/layout/inline/break_lines.hpp"

#include "engine/base/utf8.hpp"
#include "engine/layout/inline/runs.hpp"
#include "engine/layout/messages.hpp"

#include <optional>

namespace engine::layout {

namespace {

/// What must stay on one line: items up to the next place where a line may end.
struct Unit {
  std::size_t last = 0;
  Length width;
};

const doc::Text* text_of(const doc::Paragraph& paragraph, const InlineItem& item) {
  if (item.source >= paragraph.inlines.size()) return nullptr;
  return std::get_if<doc::Text>(&paragraph.inlines[item.source]);
}

Unit unit_at(const std::vector<InlineItem>& items, std::size_t first, std::size_t last) {
  Unit unit{first, {}};
  while (unit.last < last) {
    const InlineItem& item = items[unit.last++];
    unit.width += item.width;
    if (item.break_after) break;
    if (unit.last < last && items[unit.last].is == InlineItem::Is::line_break) break;
    if (unit.last < last) unit.width += item.space;
  }
  return unit;
}

/// Where the last unit of a line begins, and how many units the line has.
std::pair<std::size_t, std::size_t> last_unit(
    const std::vector<InlineItem>& items, const Line& line
) {
  std::size_t at = line.first, count = 0;
  for (std::size_t next = at; next < line.last; ++count) {
    at = next;
    next = unit_at(items, at, line.last).last;
  }
  return {at, count};
}

/// Brings a word of the line before down to a last line that is one word: a paragraph, or what
/// stands above a break, does not end with "it." alone where the line before can spare a word and
/// still reaches most of its width: a hole in it is the worse of the two.
void fill_last_line(const std::vector<InlineItem>& items, std::vector<Line>& lines, Length width) {
  constexpr std::size_t can_spare = 4;  // units of a line
  if (lines.size() < 2) return;
  Line& last = lines.back();
  Line& before = lines[lines.size() - 2];
  if (before.hyphen || before.last != last.first || last.width > width / 4) return;
  const auto is_word = [&](std::size_t at) { return items[at].is == InlineItem::Is::word; };
  if (last.last - last.first != 1 || !is_word(last.first)) return;
  const auto [from, count] = last_unit(items, before);
  if (count < can_spare || !is_word(from)) return;
  // Only of words that blanks part: in Burmese a line may end where no word of a sentence does.
  if (!items[from - 1].space_after || !items[before.last - 1].space_after) return;
  const Length space = items[before.last - 1].space;
  const Length moved = unit_at(items, from, before.last).width;
  const Length left = before.width - moved - items[from - 1].space;
  if (moved + space + last.width > width || left < width.scaled(75, 100)) return;
  before.width = left;
  before.last = last.first = from;
  last.width = moved + space + last.width;
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

/// A word that is taken apart: pieces of it are items like it.
class Parted {
 public:
  /// `text` is what the word stands in.
  Parted(
      const Composer& c,
      const doc::Paragraph& paragraph,
      const InlineItem& whole,
      const doc::Text& text
  )
      : c_{c}, paragraph_{paragraph}, whole_{whole}, text_{text}, levels_{levels_of(c, whole)} {}

  std::string_view text() const { return whole_.text; }

  InlineItem piece(std::string_view words) const {
    InlineItem item = whole_;
    item.text = words;
    item.first = static_cast<std::uint32_t>(c_.setting.scratch.runs.size());
    item.width = add_runs(c_, words, paragraph_.style, text_.bold, text_.italic, levels_at(words));
    item.last = static_cast<std::uint32_t>(c_.setting.scratch.runs.size());
    return item;
  }

  /// What ends a line: [0, end) of `words`, in front of what begins at `next`.
  InlineItem head(std::string_view words, std::size_t end, std::size_t next) const {
    InlineItem head = piece(words.substr(0, end));
    const bool is_whole = end == words.size();
    head.space_after = next > end || (is_whole && whole_.space_after);
    head.space = is_whole ? whole_.space : Length{};
    head.soft_hyphen = head.parts_if_needed = false;
    head.break_after = true;
    if (next > end) {
      const PlainFace& plain = c_.setting.scratch.plain(text_.bold, text_.italic);
      head.space = paragraph_.style.size.scaled(plain.space_advance, plain.units_per_em);
      head.space_level = *(levels_at(words) + end);
    }
    return head;
  }

  /// How much of `words` is no wider than `room`. No more of them is looked at than a line may
  /// hold.
  std::size_t fitting(std::string_view words, Length room) const {
    for (std::size_t window = 1024;; window *= 2) {
      std::size_t end = std::min(window, words.size());
      while (end < words.size() && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) ++end;
      const std::size_t fits = fitting_prefix(
          c_,
          words.substr(0, end),
          paragraph_.style,
          text_.bold,
          text_.italic,
          levels_at(words),
          room
      );
      if (fits < end || end == words.size()) return fits;
    }
  }

 private:
  const std::uint8_t* levels_at(std::string_view words) const {
    return levels_.data() + (words.data() - whole_.text.data());
  }

  const Composer& c_;
  const doc::Paragraph& paragraph_;
  const InlineItem whole_;
  const doc::Text& text_;
  const std::vector<std::uint8_t> levels_;  ///< one for each byte
};

/// The word that stands as item `at`; nothing where that is none, or stands in no text.
std::optional<Parted> parted_at(
    const Composer& c, const doc::Paragraph& paragraph, std::size_t at
) {
  const InlineItem& item = c.setting.scratch.items[at];
  const doc::Text* text = item.is == InlineItem::Is::word ? text_of(paragraph, item) : nullptr;
  if (!text) return std::nullopt;
  return std::optional<Parted>{std::in_place, c, paragraph, item, *text};
}

/// Parts item `at`: [0, end) of its text, and what begins at `next`, if anything does.
void part(
    const Composer& c, const Parted& parted, std::size_t at, std::size_t end, std::size_t next
) {
  std::vector<InlineItem>& items = c.setting.scratch.items;
  items[at] = parted.head(parted.text(), end, next);
  if (next == parted.text().size()) return;
  items.insert(
      items.begin() + static_cast<std::ptrdiff_t>(at) + 1, parted.piece(parted.text().substr(next))
  );
}

/// Where words end that may not be parted: [end, next) of the text of item `at`.
struct NoBreak {
  std::size_t at = 0, end = 0, next = 0;
};

/// The last blank (U+00A0, U+2007, U+202F) or hyphen (U+2011) that parts [0, fits) of a text from
/// what follows.
std::optional<NoBreak> last_no_break(std::size_t at, std::string_view text, std::size_t fits) {
  std::optional<NoBreak> last;
  for (std::size_t i = 0, next = 0; i < text.size() && i <= fits; i = next) {
    const Character found = character_at(text, i);
    next = found.next;
    const bool is_blank = found.value == 0xA0 || found.value == 0x2007 || found.value == 0x202F;
    if (is_blank && i > 0) last = {at, i, next};
    if (found.value == 0x2011 && next <= fits && next < text.size()) last = {at, next, next};
  }
  return last;
}

/// Ends a line inside a unit that no line can hold, at the last place in it that fits and that
/// parts words. False when there is none.
bool end_at_no_break(
    const Composer& c,
    const doc::Paragraph& paragraph,
    std::size_t first,
    const Unit& unit,
    Length width
) {
  std::optional<NoBreak> last, easy;
  Length before;
  for (std::size_t at = first; at < unit.last && before < width; ++at) {
    const InlineItem& item = c.setting.scratch.items[at];
    const doc::Text* text = item.is == InlineItem::Is::word ? text_of(paragraph, item) : nullptr;
    if (!text) return false;
    const bool all_fits = before + item.width <= width;
    const std::size_t fits =
        all_fits ? item.text.size()
                 : Parted{c, paragraph, item, *text}.fitting(item.text, width - before);
    if (const auto found = last_no_break(at, item.text, fits)) last = found;
    const NoBreak behind_it{at, item.text.size(), item.text.size()};
    if (all_fits && item.parts_if_needed) last = behind_it;
    if (all_fits && item.parts_easily) easy = behind_it;
    before += item.width + item.space;
  }
  if (easy) last = easy;
  if (!last ||
      (last->at + 1 == unit.last && last->next == c.setting.scratch.items[last->at].text.size()))
    return false;
  const auto parted = parted_at(c, paragraph, last->at);
  if (!parted) return false;
  part(c, *parted, last->at, last->end, last->next);
  return true;
}

/// Where an address that no line can hold is cut: in front of the last "@", "." or "/" that fits,
/// if one stands behind a third of what fits; else where the line is full.
std::size_t cut_in_address(std::string_view word, std::size_t fits) {
  const auto sign = word.substr(0, fits + 1).find_last_of("@./");
  return sign != word.npos && sign > fits / 3 ? sign : fits;
}

/// Cuts a word that no line can hold: item `at` becomes a piece that fits into `room`, pieces as
/// wide as a line, and the rest. Where blanks or hyphens in it may end a line, it is cut once.
/// Returns how many items that adds.
std::size_t cut_word(
    const Composer& c, const doc::Paragraph& paragraph, std::size_t at, Length room, Length width
) {
  std::vector<InlineItem>& items = c.setting.scratch.items;
  const auto parted = parted_at(c, paragraph, at);
  if (!parted) return 0;
  std::string_view rest = parted->text();
  const bool only_once = last_no_break(at, rest, rest.size()).has_value();
  std::vector<InlineItem> pieces;
  for (;;) {
    c.setting.budget.check();
    const std::size_t fits = parted->fitting(rest, pieces.empty() ? room : width);
    if (fits >= rest.size() || (only_once && !pieces.empty())) break;
    const std::size_t end = fits > 0 ? cut_in_address(rest, fits) : fits;
    pieces.push_back(parted->head(rest, end, end));
    rest.remove_prefix(end);
  }
  if (pieces.empty()) return 0;
  items[at] = parted->piece(rest);
  items.insert(items.begin() + static_cast<std::ptrdiff_t>(at), pieces.begin(), pieces.end());
  return pieces.size();
}

/// Keeps each of several boxes to tick on one line with the words behind it, where two such options
/// have room beside each other.
void keep_options(
    const doc::Paragraph& paragraph,
    std::vector<InlineItem>& items,
    std::size_t first,
    std::size_t last,
    Length width
) {
  const auto is_box = [&](std::size_t at) {
    return items[at].source < paragraph.inlines.size() &&
           std::holds_alternative<doc::Box>(paragraph.inlines[items[at].source]);
  };
  for (std::size_t at = first; at < last;) {
    if (!is_box(at)) {
      ++at;
      continue;
    }
    Length option;
    std::size_t end = at;
    do {
      option += items[end].width + items[end].space;
      ++end;
    } while (end < last && !is_box(end) && items[end].is != InlineItem::Is::line_break);
    for (; option <= width / 2 && at + 1 < end; ++at) {
      items[at].parts_if_needed |= items[at].break_after;
      items[at].break_after = false;
    }
    at = end;
  }
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
  keep_options(paragraph, c.setting.scratch.items, first, last, width);
  Lines lines;
  Line line{first, first, {}};
  Length space;  // behind the last item of the line
  std::size_t told = static_cast<std::size_t>(-1);
  const auto end_line = [&](std::size_t next) {
    lines.all.push_back(line);
    line = {next, next, {}};
    space = {};
  };
  const auto hyphen = [&](std::size_t at) {
    return hyphen_behind(c, items[at], *text_of(paragraph, items[at]), paragraph.style.size);
  };
  const auto hyphen_width = [&](std::size_t at) {
    return items[at].soft_hyphen ? hyphen(at).width : Length{};
  };
  while (line.last < last) {
    if (items[line.last].is == InlineItem::Is::line_break) {
      const std::size_t next = line.last + 1;
      end_line(next);
      fill_last_line(items, lines.all, width);
      lines.all.back().last = next;
      continue;
    }
    const Unit unit = unit_at(items, line.last, last);
    const bool empty = line.first == line.last;
    // What follows a soft hyphen is wider than the hyphen: without it the unit fits no better.
    const Length with_hyphen = unit.width + hyphen_width(unit.last - 1);
    if (!empty && line.width + space + with_hyphen > width) {
      if (items[line.last - 1].soft_hyphen) {
        c.setting.scratch.runs.push_back(hyphen(line.last - 1));
        line.hyphen = static_cast<std::uint32_t>(c.setting.scratch.runs.size());
        line.width += c.setting.scratch.runs.back().width;
      }
      end_line(line.last);
      continue;
    }
    if (empty && unit.width > width) {
      c.setting.budget.check();
      const std::size_t count = items.size();
      if (end_at_no_break(c, paragraph, line.last, unit, width)) {
        last += items.size() - count;
        continue;
      }
      // Of a unit of several items ("<strong>name</strong>,") the one that crosses the edge is cut.
      std::size_t at = line.last;
      Length before;
      while (at + 1 < unit.last && before + items[at].width <= width) {
        before += items[at].width + items[at].space;
        ++at;
      }
      const Length room = width - before;
      lines.has_broken_word = true;
      if (told != items[at].source) {
        c.out.warn(
            messages::word_broken,
            place_of(paragraph, items[at]),
            {"it is set in full over several lines: nothing is lost"}
        );
        told = items[at].source;
      }
      if (const std::size_t added = cut_word(c, paragraph, at, room, width)) {
        last += added;
        continue;
      }
    }
    line.width += space + unit.width;
    line.last = unit.last;
    space = items[unit.last - 1].space;
  }
  if (line.last > line.first || lines.all.empty()) lines.all.push_back(line);
  fill_last_line(items, lines.all, width);
  return lines;
}

Line cut_first_word(
    const Composer& c, const doc::Paragraph& paragraph, const Line& line, Length room
) {
  if (const auto parted = parted_at(c, paragraph, line.first)) {
    const std::size_t fits = parted->fitting(parted->text(), room);
    if (fits < parted->text().size()) part(c, *parted, line.first, fits, fits);
  }
  return {line.first, line.first + 1, c.setting.scratch.items[line.first].width, 0};
}

}  // namespace engine::layout
