#pragma once

#include "engine/layout/inline/break_lines.hpp"

#include <vector>

namespace engine::layout {

/// A run of a line, the space behind a word, or a short blank, with its place.
struct Segment {
  enum class Is : std::uint8_t { run, space, blank } is = Is::run;
  std::uint8_t level = 0;
  std::uint16_t source = 0;
  const Run* run = nullptr;
  Length x, width;
};

/// The segments of a line in logical order, each with its place: from `left` on in the order in
/// which they are seen (UAX #9 rule L2). They stand in ParagraphScratch::segments until the next
/// line. The blank that ends a line stands where its paragraph's words go (rule L1).
const std::vector<Segment>& segments_of(const Composer& c, const Line& line, Length left);

}  // namespace engine::layout
