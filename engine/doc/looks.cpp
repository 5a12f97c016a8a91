#include "engine/doc/looks.hpp"

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

Looks::Looks(const Theme& theme, Length least) {
  for (std::size_t i = 0; i < styles_.size(); ++i) {
    const auto found = theme.styles.find(look_names[i]);
    if (found != theme.styles.end()) styles_[i] = found->second;
  }
  const Length body = text(Look::p).size;
  for (auto& [style, box] : styles_) {
    const Length grown = body < least ? style.size.scaled(least.millipoints(), body.millipoints()) : style.size;
    const Length size = std::max(grown, least);
    if (size != style.size) style = resized(style, size);
  }
}

}  // namespace engine::doc
