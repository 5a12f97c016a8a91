#include "engine/pdf/fonts/codes.hpp"

#include "engine/pdf/syntax/tokens.hpp"

#include <algorithm>
#include <stdexcept>

namespace engine::pdf {

FaceCodes::FaceCodes(const font::FontBook& book, font::FaceId face)
    : book_{book},
      face_{face},
      units_per_em_{book.facts(face).units_per_em},
      slots_(static_cast<std::size_t>(book.facts(face).glyph_count)),
      has_cff_{book.facts(face).has_cff} {}

void FaceCodes::start_document() {
  ++document_;
  used_.clear();
  others_.clear();
  next_other_ = static_cast<std::uint32_t>(slots_.size());
  variants_ = 1;
  has_second_name_ = false;
}

std::uint32_t FaceCodes::key_of_longer(std::string_view text) {
  if (text.size() > 4) return 0;
  std::uint32_t key = 0;
  for (const char c : text) key = key << 8 | static_cast<unsigned char>(c);
  return key;
}

void FaceCodes::learn(std::uint16_t glyph) {
  Slot& slot = slots_[glyph];
  slot.known = true;
  const auto units = book_.facts(face_).units_per_em;
  slot.own.width =
      static_cast<std::uint32_t>((book_.advance(face_, glyph) * 10000 + units / 2) / units);
  slot.own = written(glyph, glyph);
  if (has_cff_) return;  // most characters of Chinese: the first text in a document will do
  if (const char32_t own = book_.character(face_, glyph)) {
    std::string text;
    append_utf8(text, own);
    slot.key = key_of(text);
    slot.has_character = true;
  }
}

FaceCodes::Use FaceCodes::written(std::uint16_t cid, std::uint16_t glyph, std::uint16_t variant)
    const {
  Use use{.width = slots_[glyph].own.width, .cid = cid, .variant = variant, .written = {}};
  for (const int byte : {cid >> 8, cid & 0xFF}) {
    if (byte == '\r' || byte == '(' || byte == ')' || byte == '\\') use.written[use.size++] = '\\';
    use.written[use.size++] = byte == '\r' ? 'r' : static_cast<char>(byte);
  }
  return use;
}

FaceCodes::Use FaceCodes::use(const Code& code) {
  used_.push_back(code);
  return written(code.cid, code.glyph, code.variant);
}

FaceCodes::Use FaceCodes::find_variant(Slot& slot, std::uint16_t glyph, std::string_view text) {
  std::string pair{static_cast<char>(glyph >> 8), static_cast<char>(glyph & 0xFF)};
  pair += text;
  const auto [found, is_new] = others_.try_emplace(std::move(pair));
  if (!is_new) return written(glyph, glyph, found->second);
  if (slot.texts == 0xFFFF) throw std::length_error{"a glyph stands for more than 65 535 texts"};
  found->second = slot.texts++;
  variants_ = std::max(variants_, slot.texts);
  return use({glyph, glyph, text, false, found->second});
}

FaceCodes::Use FaceCodes::find(std::uint16_t glyph, std::string_view text, std::uint32_t key) {
  Slot& slot = slots_.at(glyph);
  if (!slot.known) learn(glyph);
  const bool is_first = slot.document != document_;
  if (has_cff_ && is_first) slot.texts = 1;
  if (slot.has_character ? slot.key == key : is_first && key != 0) {
    slot.key = key;
    slot.document = document_;
    return use({glyph, glyph, text, slot.has_character});
  }

  if (has_cff_) {
    if (is_first) {  // its first text is too long for the slot: it takes variant 0 all the same
      slot.key = 0;
      slot.document = document_;
      slot.texts = 0;
    }
    return find_variant(slot, glyph, text);
  }
  std::string pair{static_cast<char>(glyph >> 8), static_cast<char>(glyph & 0xFF)};
  pair += text;
  const auto [found, is_new] = others_.try_emplace(std::move(pair));
  if (!is_new) return written(found->second, glyph);
  if (!slot.has_character && is_first) {  // its first text is too long for the slot
    slot.key = 0;
    slot.document = document_;
    found->second = glyph;
  } else {
    if (next_other_ > 0xFFFF) throw std::length_error{"a font has more than 65 536 codes"};
    found->second = static_cast<std::uint16_t>(next_other_++);
  }
  return use({found->second, glyph, text});
}

}  // namespace engine::pdf
