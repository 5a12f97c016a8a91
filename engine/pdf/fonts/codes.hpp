#pragma once

#include "engine/font/font.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace engine::pdf {

/// A code of a font in the file (a CID, ISO 32000-1 §9.7.4.2): the glyph it draws and the text it
/// stands for.
struct Code {
  std::uint16_t cid = 0;
  std::uint16_t glyph = 0;
  std::string_view text;
  /// The text is the glyph's own character: the face says so in every document.
  bool is_own = false;
  std::uint16_t variant = 0;
};

/// The codes of one face in one document: one for every distinct pair of glyph and text, so that
/// copied text is what was written and not what was drawn.
///
/// A glyph's number is its code for the character it stands for by itself, or, where it has none,
/// for the first text it is used for. Any other text gets a code above the glyphs' numbers, in the
/// order of appearance.
///
/// A face with CFF outlines has no table from codes to glyphs (§9.7.4.2): a code is the glyph's
/// CID, which is its number in the fonts we have. There the second text of a glyph gets the same
/// code in another variant of the font: the same outlines, and a ToUnicode map of its own.
class FaceCodes {
 public:
  FaceCodes(const font::FontBook& book, font::FaceId face);

  /// Forgets the codes of the document before. Texts given to `code` are good until then.
  void start_document();

  struct Use {
    std::uint32_t width = 0;  ///< as the file has it, in ten-thousandths of an em: up to 18 of them
    std::uint16_t cid = 0;
    std::uint16_t variant = 0;
    std::uint8_t size = 0;        ///< of `written`
    std::array<char, 4> written;  ///< the code inside a literal string (ISO 32000-1 §7.3.4.2)
  };
  /// The code for this glyph and text, taken into use.
  Use code(std::uint16_t glyph, std::string_view text) {
    const std::uint32_t key = key_of(text);
    const Slot& slot = slots_[glyph];
    if (slot.document == document_ && slot.key == key && key != 0) return slot.own;
    return find(glyph, text, key);
  }

  /// The same for a glyph that stands for one letter of ASCII, if it is in use; else null.
  const Use* in_use(std::uint16_t glyph, char letter) const {
    const Slot& slot = slots_[glyph];
    const bool is_own =
        slot.document == document_ && slot.key == static_cast<unsigned char>(letter);
    return is_own ? &slot.own : nullptr;
  }

  const std::vector<Code>& used() const { return used_; }
  std::int64_t units_per_em() const { return units_per_em_; }
  /// The pages call the font by a second name, too.
  void needs_second_name() { has_second_name_ = true; }
  bool has_second_name() const { return has_second_name_; }
  std::uint16_t variants() const { return variants_; }  ///< in use: 1 for most faces

 private:
  struct Slot {
    std::uint32_t key = 0;       ///< of the text whose code is the glyph's number
    std::uint32_t document = 0;  ///< in which that code was used last
    Use own;                     ///< the glyph's number as its code
    bool known = false;
    bool has_character = false;  ///< `key` is the glyph's own character
    std::uint16_t texts = 0;     ///< with CFF outlines: in this document
  };
  /// Texts of up to four bytes as a number; 0 for longer ones.
  static std::uint32_t key_of(std::string_view text) {
    if (text.size() == 1) return static_cast<unsigned char>(text[0]);
    return key_of_longer(text);
  }
  static std::uint32_t key_of_longer(std::string_view text);

  Use find(std::uint16_t glyph, std::string_view text, std::uint32_t key);
  void learn(std::uint16_t glyph);
  Use use(const Code& code);
  Use written(std::uint16_t cid, std::uint16_t glyph, std::uint16_t variant = 0) const;
  Use find_variant(Slot& slot, std::uint16_t glyph, std::string_view text);

  const font::FontBook& book_;
  font::FaceId face_;
  std::int64_t units_per_em_;
  std::uint32_t document_ = 0;
  std::vector<Slot> slots_;  ///< by glyph
  std::vector<Code> used_;
  std::unordered_map<std::string, std::uint16_t>
      others_;  ///< code or variant by glyph and text, of those not in `slots_`
  std::uint32_t next_other_ = 0;
  const bool has_cff_;
  std::uint16_t variants_ = 1;
  bool has_second_name_ = false;
};

}  // namespace engine::pdf
