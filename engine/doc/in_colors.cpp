#include "engine/doc/doc.hpp"

namespace engine::doc {

Theme in_colors(Theme theme, Color letters, Color lines) {
  const Color own = theme.styles[static_cast<std::size_t>(StyleRole::h1)].first.color;
  // Headings of large print have the colour of its text: for weak eyes black is best, and it stays.
  if (own == theme.styles[static_cast<std::size_t>(StyleRole::p)].first.color) return theme;
  const auto take = [own](Color& color, Color other) {
    if (color == own) color = other;
  };
  for (auto& [text, box] : theme.styles) {
    take(text.color, letters);
    take(box.fill, letters);
    take(box.border.color, lines);
  }
  return theme;
}

}  // namespace engine::doc
