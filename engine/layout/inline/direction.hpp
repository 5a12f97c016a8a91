#pragma once

// Which way the words of a paragraph run.

#include "engine/doc/doc.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace engine::layout {

/// The embedding level a paragraph begins with (UAX #9 §3.3.1, a higher-level protocol): 1 where it
/// runs from right to left.
///
/// It is that of the language, unless the words say otherwise. Words of a case may be in
/// any language: where the case alone speaks in a paragraph, its letters decide. Where a template
/// speaks too, or joins what the case says (a name, a comma, a telephone number), it is the
/// template's paragraph: a name in it does not turn it round.
std::uint8_t base_level(const std::vector<doc::Inline>& inlines, bool language_right_to_left);

/// The levels of a paragraph's bytes, by ICU; kept from paragraph to paragraph.
class Direction {
 public:
  Direction();
  ~Direction();
  /// Finds the embedding level of every byte of the inlines' text, one behind the other (UAX #9);
  /// an inline that is not text has one. What a case says is kept apart from the words around it
  /// (rule X5c): the number behind a name in Arabic is not drawn into the name.
  void find(const std::vector<doc::Inline>& inlines, std::uint8_t base);

  std::vector<std::uint8_t> levels;

 private:
  struct Unicode;
  std::unique_ptr<Unicode> unicode_;
};

}  // namespace engine::layout
