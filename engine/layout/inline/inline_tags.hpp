#pragma once

#include "engine/layout/compose.hpp"

#include <vector>

namespace engine::layout {

/// The tag of each inline of a paragraph, made when its first ink is set: links, strong and em
/// words, and words in another language have their own below the paragraph's.
class InlineTags {
 public:
  InlineTags(Tags& tags, const doc::Paragraph& paragraph, TagHandle tag)
      : tags_{tags}, paragraph_{paragraph}, tag_{tag}, handles_(paragraph.inlines.size(), unset) {}

  TagHandle of(std::uint16_t source);
  /// The first inline that has this tag.
  std::uint16_t first_of(TagHandle tag) const;

 private:
  static constexpr TagHandle unset = -100;

  TagHandle make(std::uint16_t source);
  TagHandle make(const doc::Text& text, std::uint16_t source);

  Tags& tags_;
  const doc::Paragraph& paragraph_;
  TagHandle tag_;
  std::vector<TagHandle> handles_;
  TagHandle first_made_ = unset;
  std::vector<std::uint16_t> firsts_;  ///< of each tag made, from first_made_ on, its first inline
};

}  // namespace engine::layout
