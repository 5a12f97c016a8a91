#pragma once

#include "engine/layout/compose.hpp"
#include "engine/layout/inline/collect.hpp"

#include <span>
#include <string_view>

namespace engine::layout {

/// Joins what stands side by side in one face and one tag into one item. Whoever has drawn with it
/// lifts it: no destructor draws.
class Pen {
 public:
  Pen(const Composer& c, const doc::TextStyle& style, Length baseline)
      : c_{c}, style_{style}, baseline_{baseline} {}

  void run(TagHandle tag, const Run& run, Length x);
  /// A space in the face of `text`, or of the style where there is none.
  void space(TagHandle tag, const doc::Text* text, Length x, bool may_join);
  /// Ends the item.
  void lift();

 private:
  Length width() const { return text_.size.scaled(units_, units_per_em_); }
  void begin(TagHandle tag, font::FaceId face, Length x, bool rtl);
  void append(std::string_view words, std::span<const font::Glyph> glyphs, std::int32_t units);

  const Composer& c_;
  const doc::TextStyle& style_;
  Length baseline_;
  bool open_ = false;
  TagHandle tag_ = layout_artifact;
  Length x_;
  std::int32_t units_ = 0;
  int units_per_em_ = 1000;
  page::Text text_;
};

}  // namespace engine::layout
