#pragma once

#include "engine/doc/style.hpp"

#include <optional>

namespace engine::doc {

/// The styles of one document: its theme's, raised to its least type size.
class Looks {
 public:
  /// Letters no smaller than `least`. Where body text has to grow, headings grow with it, so that
  /// what stood out still does.
  Looks(const Theme& theme, Length least);
  Looks(const Looks&) = delete;
  Looks& operator=(const Looks&) = delete;

  const TextStyle& text(Look look) const {
    return (*styles_)[static_cast<std::size_t>(look)].first;
  }
  const BoxStyle& box(Look look) const { return (*styles_)[static_cast<std::size_t>(look)].second; }

 private:
  const Styles* styles_;  ///< of the theme, or these:
  std::optional<Styles> raised_;
};

}  // namespace engine::doc
