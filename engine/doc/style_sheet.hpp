#pragma once

#include "engine/doc/style.hpp"

#include <optional>

namespace engine::doc {

/// The styles of one document: its theme's, raised to its least type size.
class StyleSheet {
 public:
  /// Letters no smaller than `least`. Where body text has to grow, headings grow with it, so that
  /// what stood out still does. `is_dense`: less white, as around what stands in the boxes of a
  /// form.
  StyleSheet(const Theme& theme, Length least, bool is_dense);
  StyleSheet(const StyleSheet&) = delete;
  StyleSheet& operator=(const StyleSheet&) = delete;

  const TextStyle& text(StyleRole look) const {
    return (*styles_)[static_cast<std::size_t>(look)].first;
  }
  const BoxStyle& box(StyleRole look) const {
    return (*styles_)[static_cast<std::size_t>(look)].second;
  }

 private:
  const Styles* styles_;  ///< of the theme, or these:
  std::optional<Styles> changed_;
};

}  // namespace engine::doc
