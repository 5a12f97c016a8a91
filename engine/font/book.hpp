#pragma once

// The room's own: the opened faces, as HarfBuzz holds them.

#include "engine/font/font.hpp"

#include <hb-subset.h>
#include <hb.h>

#include <array>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace engine::font {

template <auto destroy>
struct Destroyed {
  template <class T>
  void operator()(T* handle) const {
    destroy(handle);
  }
};
using HbFace = std::unique_ptr<hb_face_t, Destroyed<hb_face_destroy>>;
using HbFont = std::unique_ptr<hb_font_t, Destroyed<hb_font_destroy>>;
using HbBuffer = std::unique_ptr<hb_buffer_t, Destroyed<hb_buffer_destroy>>;

/// One font file. What costs time to find out is found out when it is first asked for, once for all
/// threads.
struct OpenFace {
  FaceFacts facts;
  HbFace face;
  HbFont font;

  HbFace outlines;  ///< the six tables a PDF needs, by reference: subsets of it cost a third of the
                    ///< whole face's
  mutable std::once_flag characters_once;
  mutable std::vector<char32_t> characters;  ///< by glyph
};

/// The four styles of a typeface, as indices of faces; a missing style stands as the nearest one
/// there is.
struct Family {
  std::array<std::uint8_t, 4> styles{};  ///< regular, bold, italic, bold italic
};

struct FontBook::Shelf {
  std::deque<OpenFace> faces;
  std::vector<Family> families;  ///< the text typeface first, then the fallback in order

  /// Characters below this are looked up in a table: nearly all of a letter.
  static constexpr char32_t tabled = 0x250;
  std::array<std::array<std::uint8_t, tabled>, 4>
      face_of{};  ///< by style; `absent` when no family has it
  static constexpr std::uint8_t absent = 0xFF;

  std::uint8_t search(char32_t character, std::size_t style) const;
};

}  // namespace engine::font
