#pragma once

// The room's own: text on a page, as operators of its content stream (ISO 32000-1 §9).

#include "engine/pdf/content/content.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace engine::pdf {

/// Writes the text objects of one page, and only what changes between one text and the next.
class TextPen {
 public:
  TextPen(Bytes& out, Codes& codes) : out_{out}, codes_{codes} {}

  /// A text object begins, or ends; nothing where it has.
  void begin();
  void end();
  bool is_open() const { return is_open_; }

  /// Shows glyphs in logical order, from a place in user space on, in the text object that is open.
  /// `says`: the letters that they stand for.
  void show(
      const page::Text& text,
      std::string_view says,
      std::span<const font::Glyph> glyphs,
      Point baseline
  );

 private:
  void set_font(font::FaceId face, Length size, std::uint16_t variant, bool is_apart = false);
  void put_glyphs(
      const page::Text& text,
      std::string_view says,
      std::span<const font::Glyph> glyphs,
      FaceCodes& codes
  );
  void raise(Length by);

  Bytes& out_;
  Codes& codes_;
  bool is_open_ = false;
  Point line_;  ///< where the text line of Td begins
  std::optional<font::FaceId> face_;
  std::uint16_t variant_ = 0;
  bool is_apart_ = false;
  Length size_;
};

}  // namespace engine::pdf
