#pragma once

// The room's own: the faces, as HarfBuzz holds them once they are opened.

#include "engine/font/families.hpp"
#include "engine/font/font.hpp"

#include <hb-subset.h>
#include <hb.h>

#include <array>
#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <new>
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

/// hb_shape(), or std::bad_alloc: where memory is refused to HarfBuzz it leaves out glyphs and says
/// so only when it is asked.
inline void shape_all(hb_font_t* font, hb_buffer_t* buffer) {
  hb_shape(font, buffer, nullptr, 0);
  if (!hb_buffer_allocation_successful(buffer)) throw std::bad_alloc{};
}

/// One font of a file, opened. What costs time to find out is found out when it is first asked for,
/// once for all threads.
struct OpenFace {
  FaceFacts facts;
  HbFace face;
  HbFont font;

  HbFace outlines;  ///< the tables a PDF needs, by reference: subsets of it cost a third of the
                    ///< whole face's
  HbFace typeable;  ///< these and the table that finds characters
  mutable std::once_flag plain_once, characters_once;
  /// Glyphs of Latin text with the lowest character each stands for, in ascending order: most texts
  /// have no others, and need no list of the thousands of characters of a face.
  mutable std::vector<std::pair<std::uint16_t, char32_t>> plain;
  mutable std::vector<char32_t> characters;  ///< by glyph

  bool has(char32_t character) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(font.get(), character, &glyph);
  }
};

/// A face that is opened when it is first asked for: then under a lock, ever after by one read.
struct Face {
  std::string file;
  unsigned index = 0;  ///< in a collection
  std::once_flag once;
  OpenFace opened;
  std::atomic<const OpenFace*> ready = nullptr;
};

struct FontBook::TemplateSet {
  std::string folder;
  std::deque<Face> faces;
  std::array<std::array<std::uint8_t, 4>, std::size(families)> styles{};  ///< faces, by family
  std::atomic<const Face*> broken = nullptr;  ///< the first that could not be opened

  /// The face, opened; null when its file cannot be read.
  const OpenFace* find(std::uint8_t face) {
    const OpenFace* ready = faces[face].ready.load(std::memory_order_acquire);
    return ready ? ready : open(faces[face]);
  }
  /// The face, of which it is known that it can be opened.
  const OpenFace& at(FaceId face);
  const OpenFace* open(Face& face);

  /// True for faces of scripts whose letters reach farther up and down than those of Latin.
  bool is_tall(FaceId face) const {
    constexpr auto latin = static_cast<std::size_t>(Family::noto);
    return face.index > styles[latin][3];
  }
};

}  // namespace engine::font
