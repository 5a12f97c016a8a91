// How an answer looks that was typed before.

#include "engine/base/utf8.hpp"
#include "engine/pdf/fonts/win_ansi.hpp"
#include "engine/pdf/interactive/fields.hpp"
#include "engine/pdf/syntax/tokens.hpp"

#include <algorithm>

namespace engine::pdf {

using namespace std::string_view_literals;

namespace {

constexpr Length most_type = 12_pt, least_type = 4_pt, beside = 2_pt;

/// A text in the codes of the font, line ends as they are.
std::string encoded(std::string_view text) {
  std::string codes;
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    at = c.next;
    int code = c.value == '\n' ? '\n' : '?';
    for (int each = first_code; each <= last_code && code == '?'; ++each) {
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

  /// The lines of a text that are no wider than `most`, parted between words.
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
};

}  // namespace

std::string FieldResources::typed(std::string_view text, Size box, Length size, bool several)
    const {
  const Setter setter{book_, face()};
  const font::FaceFacts& facts = book_.facts(face());
  std::string codes = encoded(text);
  if (!several) std::ranges::replace(codes, '\n', ' ');
  const Length most = box.width - beside * 2;
  if (size <= Length{}) {
    size = std::min(most_type, box.height.scaled(65, 100));
    const Length wide = several ? Length{} : setter.width(codes, size);
    if (wide > most)
      size = std::max(least_type, size.scaled(most.millipoints(), wide.millipoints()));
  }
  const auto of_em = [&](int units) { return size.scaled(units, facts.units_per_em); };
  const Length leading = of_em(facts.ascent - facts.descent);
  const Length baseline = several ? box.height - of_em(facts.ascent)
                                  : (box.height - leading) / 2 - of_em(facts.descent);
  Bytes out;
  out << "/Tx BMC\nq 0 0 "sv << box.width << ' ' << box.height << " re W n\nBT /F "sv << size
      << " Tf 0 g\n"sv;
  const auto lines = several ? setter.lines(codes, size, most) : std::vector<std::string>{codes};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out << (i == 0 ? beside : Length{}) << ' ' << (i == 0 ? baseline : -leading) << " Td "sv;
    put_literal(out, lines[i]);
    out << " Tj\n"sv;
  }
  out << "ET Q\nEMC\n"sv;
  return std::string{out.view()};
}

}  // namespace engine::pdf
