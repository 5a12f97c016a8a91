#include "engine/layout/inline/break_lines.hpp"

namespace engine::layout {

namespace {

/// What must stay on one line: atoms up to the next place where a line may end.
struct Unit {
  std::size_t last = 0;
  Length width;
};

Unit unit_at(const std::vector<Atom>& atoms, std::size_t first, std::size_t last) {
  Unit unit{first, {}};
  while (unit.last < last) {
    const Atom& atom = atoms[unit.last++];
    unit.width += atom.width;
    if (atom.break_after) break;
    if (unit.last < last && atoms[unit.last].is == Atom::Is::line_break) break;
  }
  return unit;
}

/// The level of every byte of a word, as its runs have it.
std::vector<std::uint8_t> levels_of(const Composer& c, const Atom& word) {
  std::vector<std::uint8_t> levels;
  for (auto r = word.first; r < word.last; ++r) {
    const Run& run = c.words.runs[r];
    levels.insert(levels.end(), run.text.size(), run.level);
  }
  return levels;
}

/// Cuts a word that no line can hold: atom `at` becomes a piece that fits and the rest.
bool cut_word(Composer& c, const doc::Paragraph& paragraph, std::size_t at, Length width) {
  const Atom whole = c.words.atoms[at];
  const auto* text = std::get_if<doc::Text>(&paragraph.inlines[whole.source]);
  if (whole.is != Atom::Is::word || !text) return false;
  const std::vector<std::uint8_t> levels = levels_of(c, whole);
  const std::size_t fits = fitting_prefix(
      c, whole.text, paragraph.style, text->bold, text->italic, levels.data(), width
  );
  if (fits >= whole.text.size()) return false;
  const auto piece = [&](std::string_view words) {
    Atom atom = whole;
    atom.text = words;
    atom.first = static_cast<std::uint32_t>(c.words.runs.size());
    const auto* own = levels.data() + (words.data() - whole.text.data());
    atom.width = add_runs(c, words, paragraph.style, text->bold, text->italic, own);
    atom.last = static_cast<std::uint32_t>(c.words.runs.size());
    return atom;
  };
  Atom head = piece(whole.text.substr(0, fits));
  head.space_after = false;
  head.space = {};
  head.break_after = true;
  const Atom tail = piece(whole.text.substr(fits));
  c.words.atoms[at] = head;
  c.words.atoms.insert(c.words.atoms.begin() + static_cast<std::ptrdiff_t>(at) + 1, tail);
  return true;
}

Span place_of(const doc::Paragraph& paragraph, const Atom& atom) {
  const auto* text = std::get_if<doc::Text>(&paragraph.inlines[atom.source]);
  return text ? text->span : Span{};
}

}  // namespace

std::vector<Line> break_lines(
    Composer& c, const doc::Paragraph& paragraph, std::size_t first, std::size_t last, Length width
) {
  const std::vector<Atom>& atoms = c.words.atoms;
  std::vector<Line> lines;
  Line line{first, first, {}};
  Length space;  // behind the last atom of the line
  std::size_t told = static_cast<std::size_t>(-1);
  const auto end_line = [&](std::size_t next) {
    lines.push_back(line);
    line = {next, next, {}};
    space = {};
  };
  while (line.last < last) {
    if (atoms[line.last].is == Atom::Is::line_break) {
      const std::size_t next = ++line.last;
      end_line(next);
      continue;
    }
    const Unit unit = unit_at(atoms, line.last, last);
    const bool empty = line.first == line.last;
    if (!empty && line.width + space + unit.width > width) {
      end_line(line.last);
      continue;
    }
    if (empty && unit.width > width) {
      // Of a unit of several atoms ("<strong>name</strong>,") the one that crosses the edge is cut.
      std::size_t at = line.last;
      Length before;
      while (at + 1 < unit.last && before + atoms[at].width <= width) before += atoms[at++].width;
      const Length room = width - before;
      c.words.has_broken_word = true;
      if (told != atoms[at].source) {
        c.out.warn(
            "W410",
            place_of(paragraph, atoms[at]),
            "a word is wider than its line and was broken",
            {"it is set in full over several lines: nothing is lost"}
        );
        told = atoms[at].source;
      }
      if (cut_word(c, paragraph, at, room)) {
        ++last;
        continue;
      }
    }
    line.width += space + unit.width;
    line.last = unit.last;
    space = atoms[unit.last - 1].space;
  }
  if (line.last > line.first || lines.empty()) lines.push_back(line);
  return lines;
}

Line cut_first_word(Composer& c, const doc::Paragraph& paragraph, const Line& line, Length room) {
  cut_word(c, paragraph, line.first, room);
  return {line.first, line.first + 1, c.words.atoms[line.first].width};
}

}  // namespace engine::layout
