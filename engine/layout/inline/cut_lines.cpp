#include "engine/base/printable.hpp"
#include "engine/layout/compose.hpp"
#include "engine/layout/inline/break_lines.hpp"
#include "engine/layout/inline/words.hpp"

#include <algorithm>

namespace engine::layout {

namespace {

constexpr std::string_view ellipsis = "\u00A0\u2026";  // it never stands alone on a line

/// True when a word ends in front of atom `end`.
bool ends_word(const std::vector<Atom>& atoms, std::size_t end) {
  return atoms[end - 1].space_after || end == atoms.size() || atoms[end].is == Atom::Is::line_break;
}

/// Words that begin at atom `first` or behind it. Atoms that nothing parts are one word.
std::size_t words_from(const std::vector<Atom>& atoms, std::size_t first) {
  std::size_t words = 0;
  bool in_word = false;
  for (std::size_t i = first; i < atoms.size(); ++i) {
    const bool word = atoms[i].is == Atom::Is::word;
    if (word && !in_word) ++words;
    in_word = word && !atoms[i].space_after;
  }
  return words;
}

/// Where the first atom from `first` on that came from a case was written; if none did, where the
/// first was.
Span place_from(
    const doc::Paragraph& paragraph, const std::vector<Atom>& atoms, std::size_t first
) {
  Span place;
  for (std::size_t i = first; i < atoms.size(); ++i) {
    const auto* text = std::get_if<doc::Text>(&paragraph.inlines[atoms[i].source]);
    if (!text || !text->span) continue;
    if (text->span.source->holds_patient_data()) return text->span;
    if (!place) place = text->span;
  }
  return place;
}

/// How much of a line stays in front of the mark of a cut: up to the last word that leaves it room.
/// Of a line that is one long word a piece stays.
Line shortened(Composer& c, const doc::Paragraph& paragraph, const Line& line, Length room) {
  std::vector<Atom>& atoms = c.words.atoms;
  Line best = line, at_break = line;
  best.last = at_break.last = line.first;
  Length width, space;
  for (std::size_t end = line.first + 1; end <= line.last; ++end) {
    width += space + atoms[end - 1].width;
    space = atoms[end - 1].space;
    if (width > room) break;
    if (ends_word(atoms, end)) best = {line.first, end, width};
    if (atoms[end - 1].break_after) at_break = {line.first, end, width};
  }
  if (best.last > best.first) return best;
  if (at_break.last > at_break.first || line.last == line.first) return at_break;
  return cut_first_word(c, paragraph, line, room);
}

}  // namespace

LeftOut measured(Composer& c, const doc::Paragraph& paragraph, const Measure& measure) {
  collect(c, paragraph.inlines, paragraph.style);
  LeftOut all{0, words_from(c.words.atoms, 0), place_from(paragraph, c.words.atoms, 0)};
  all.lines = break_lines(c, paragraph, 0, c.words.atoms.size(), measure.width).size();
  return all;
}

void cut_to_lines(
    Composer& c, const doc::Paragraph& paragraph, std::vector<Line>& lines, Length width
) {
  const LeftOut behind = c.behind.value_or(LeftOut{});
  c.behind.reset();
  const auto most = static_cast<std::size_t>(paragraph.most_lines);
  if (lines.size() <= most && behind.lines == 0) return;

  std::vector<Atom>& atoms = c.words.atoms;
  const std::size_t missing = lines.size() - std::min(most, lines.size()) + behind.lines;
  lines.resize(std::min(most, lines.size()));
  const auto first_run = static_cast<std::uint32_t>(c.words.runs.size());
  Atom mark{
      .source = static_cast<std::uint16_t>(paragraph.inlines.size()),
      .first = first_run,
      .text = ellipsis};
  const std::vector<std::uint8_t> levels(ellipsis.size(), c.words.base_level);
  mark.width = add_runs(
      c, ellipsis, paragraph.style, paragraph.style.bold, paragraph.style.italic, levels.data()
  );
  mark.last = static_cast<std::uint32_t>(c.words.runs.size());

  Line line = shortened(c, paragraph, lines.back(), width - mark.width);
  const std::size_t words = words_from(atoms, line.last) + behind.words;
  const Span place =
      line.last < atoms.size() ? place_from(paragraph, atoms, line.last) : behind.place;
  c.out.warn(
      "W415",
      place,
      "this was cut in " + quoted(c.document.title) + " after " +
          counted(most + behind.lines_above, "line", "lines") + ": " +
          counted(missing, "line", "lines") + (missing == 1 ? " is" : " are") + " missing (" +
          counted(words, "word", "words") + ")",
      {"say it in fewer words, the most important first"}
  );
  ++c.cuts;

  atoms.resize(line.last);
  if (!atoms.empty()) {
    atoms.back().space_after = false;
    atoms.back().space = {};
  }
  atoms.push_back(mark);
  ++line.last;
  line.width += mark.width;
  lines.back() = line;
}

}  // namespace engine::layout
