#pragma once

// The room's own: how things look. Every look is a class of the one style sheet, named in the order
// of its first use, so that the same documents give the same bytes.

#include "engine/doc/bundle.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::html {

/// 12 points are 1rem: the size a reader has chosen for ordinary text (CSS Values 4 §6.2: 1pt is
/// 4/3px, and browsers begin with 16px).
std::string rem(Length length);
std::string hex_color(Color color);

class Sheet {
 public:
  explicit Sheet(const doc::DocumentBundle& bundle) : text_{bundle.text} {}

  /// ` class="k3"`, or nothing where nothing is to be said. `own` is a class the frame of the sheet
  /// knows.
  std::string look(std::string_view own, const std::string& declarations);
  /// What a style declares: letters as far as they differ from ordinary text; a box.
  std::string letters(const doc::TextStyle& style, bool is_heading = false) const;
  static std::string box(const doc::BoxStyle& box);

  /// Colours of the frame, from the first heading and the first place to write in.
  void heading(const doc::TextStyle& style);
  void write_in(Length pitch, Length rule, Color color);

  /// The whole style sheet.
  std::string text(const doc::DocumentBundle& bundle) const;

 private:
  /// Lines to write on: how far apart, how wide.
  struct Ruled {
    Length pitch, rule;
    Color color;
  };

  doc::TextStyle text_;
  std::map<std::string, std::string, std::less<>> names_;  ///< declarations > class
  std::vector<const std::pair<const std::string, std::string>*> order_;
  std::optional<Color> accent_;
  std::optional<Ruled> ruled_;
};

}  // namespace engine::html
