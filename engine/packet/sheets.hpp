#pragma once

#include "engine/page/page.hpp"

#include <string>

namespace engine::packet {

/// How a page that is wider than high stands.
enum class Wide : std::uint8_t {
  as_it_is,
  /// On a sheet that is higher than wide, a quarter to the left, and a reader sees it turned: the
  /// back of a sheet is turned at its long side as all others are.
  on_upright_sheets
};

/// Puts the pages of a finished file behind others, each as a page that shows a copy alone, with a
/// bookmark at the first. The file stays until the pages are written.
void add_sheets(
    page::Pages& pages,
    const ForeignFile& file,
    const std::string& title,
    Wide wide = Wide::as_it_is
);

}  // namespace engine::packet
