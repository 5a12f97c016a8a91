#include "engine/doc/style_sheet.hpp"

#include <algorithm>

namespace engine::doc {

namespace {

TextStyle resized(const TextStyle& style, Length size) {
  TextStyle larger = style;
  larger.size = size;
  larger.leading = style.leading.scaled(size.millipoints(), style.size.millipoints());
  return larger;
}

}  // namespace

StyleSheet::StyleSheet(const Theme& theme, Length least) : styles_{&theme.styles} {
  const auto is_smaller = [&](const auto& style) { return style.first.size < least; };
  if (std::none_of(theme.styles.begin(), theme.styles.end(), is_smaller)) return;
  raised_ = theme.styles;
  const Length body = text(StyleRole::p).size;
  for (auto& [style, box] : *raised_) {
    const Length grown =
        body < least ? style.size.scaled(least.millipoints(), body.millipoints()) : style.size;
    const Length size = std::max(grown, least);
    if (size != style.size) style = resized(style, size);
  }
  styles_ = &*raised_;
}

}  // namespace engine::doc
