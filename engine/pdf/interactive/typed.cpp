// How an answer looks that was typed before.

#include "engine/base/utf8.hpp"
#include "engine/pdf/fonts/win_ansi.hpp"
#include "engine/pdf/interactive/fields.hpp"
#include "engine/pdf/pdf.hpp"
#include "engine/pdf/syntax/tokens.hpp"

#include <algorithm>

namespace engine::pdf {

using namespace std::string_view_literals;

namespace {

constexpr Length most_type = 12_pt, least_type = 6_pt, step = 0.5_pt, beside = 2_pt;

constexpr int line_end = 0x0A, unknown = 0x3F;  // a question mark

/// A text in the codes of the font, line ends as they are.
std::string encoded(std::string_view text) {
  std::string codes;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    at = c.next;
    int code = c.value == U'\n' ? line_end : unknown;
    for (int each = first_code; each <= last_code && code == unknown; ++each) {
      if (character_of(each) == c.value) code = each;
    }
    codes += static_cast<char>(code);
  }
  return codes;
}

/// Sets lines of codes in a font.
struct Setter {
  const font::FontBook& book;
  font::FaceId face;

  Length width(std::string_view codes, Length size) const {
    std::int64_t units = 0;
    for (const char c : codes) {
      const auto glyph = book.glyph(face, character_of(static_cast<unsigned char>(c)));
      units += book.advance(face, glyph);
    }
    return size.scaled(units, book.facts(face).units_per_em);
  }
  Length ascent(Length size) const { return of_em(book.facts(face).ascent, size); }
  Length descent(Length size) const { return of_em(-book.facts(face).descent, size); }
  Length leading(Length size) const { return ascent(size) + descent(size); }

  /// The lines of a text that are no wider than `most`, parted between words. A word that is wider
  /// stands alone, as wide as it is.
  std::vector<std::string> lines(std::string_view codes, Length size, Length most) const {
    std::vector<std::string> all;
    while (true) {
      const auto end = std::min(codes.find('\n'), codes.size());
      std::string line;
      std::string_view rest = codes.substr(0, end);
      while (!rest.empty()) {
        const auto blank = rest.find(' ');
        const auto taken = blank == rest.npos ? rest : rest.substr(0, blank + 1);
        if (!line.empty() && width(line + std::string{taken}, size) > most) {
          all.push_back(std::move(line));
          line.clear();
        }
        line += taken;
        rest.remove_prefix(taken.size());
      }
      all.push_back(std::move(line));
      if (end == codes.size()) return all;
      codes.remove_prefix(end + 1);
    }
  }

 private:
  Length of_em(int units, Length size) const {
    return size.scaled(units, book.facts(face).units_per_em);
  }
};

/// A text as it stands in a field.
struct Fitted {
  std::vector<std::string> lines;
  Length size;    ///< of its letters
  bool is_whole;  ///< nothing of it is outside of the field
};

bool is_inside(const Setter& setter, const Fitted& text, Length most, Length height) {
  const Length leading = setter.leading(text.size) * static_cast<int>(text.lines.size());
  // The feet of the last line may reach into the rule below it.
  if (text.lines.size() > 1 && leading - setter.descent(text.size) > height) return false;
  return std::ranges::all_of(text.lines, [&](const std::string& line) {
    const auto end = line.find_last_not_of(' ');
    const auto words = std::string_view{line}.substr(0, end == line.npos ? 0 : end + 1);
    return setter.width(words, text.size) <= most;
  });
}

/// Letters of `size`, or of as much as the box is high where that is 0, and smaller where the text
/// does not fit: down to what can still be read on paper.
Fitted fitted(const Setter& setter, std::string_view text, Size box, Length size, bool several) {
  std::string codes = encoded(text);
  if (!several) std::ranges::replace(codes, '\n', ' ');
  if (size <= Length{}) size = std::min(most_type, box.height.scaled(65, 100));
  const Length most = box.width - beside * 2;
  const Length floor = std::min(size, least_type);
  Fitted fit{{}, size, false};
  while (true) {
    fit.lines = several ? setter.lines(codes, fit.size, most) : std::vector<std::string>{codes};
    fit.is_whole = is_inside(setter, fit, most, box.height);
    if (fit.is_whole || fit.size <= floor) return fit;
    fit.size = std::max(floor, fit.size - step);
  }
}

}  // namespace

bool fits_field(const font::FontBook& fonts, const page::Entry& entry, Size field) {
  if (!entry.answer || entry.is == page::Entry::Is::box) return true;
  const Setter setter{fonts, FieldResources::face(fonts)};
  const bool several = entry.is == page::Entry::Is::lines;
  return fitted(setter, *entry.answer, field, entry.text_size, several).is_whole;
}

std::string FieldResources::typed(std::string_view text, Size box, Length size, bool several)
    const {
  const Setter setter{book_, face()};
  const Fitted fit = fitted(setter, text, box, size, several);
  const Length leading = setter.leading(fit.size);
  const Length baseline = several ? box.height - setter.ascent(fit.size)
                                  : (box.height - leading) / 2 + setter.descent(fit.size);
  Bytes out;
  out << "/Tx BMC\nq 0 0 "sv << box.width << ' ' << box.height << " re W n\nBT /F "sv << fit.size
      << " Tf 0 g\n"sv;
  for (std::size_t i = 0; i < fit.lines.size(); ++i) {
    out << (i == 0 ? beside : Length{}) << ' ' << (i == 0 ? baseline : -leading) << " Td "sv;
    put_literal(out, fit.lines[i]);
    out << " Tj\n"sv;
  }
  out << "ET Q\nEMC\n"sv;
  return std::string{out.view()};
}

}  // namespace engine::pdf
