#include "engine/layout/inline/inline_tags.hpp"

#include <algorithm>

namespace engine::layout {

TagHandle InlineTags::of(std::uint16_t source) {
  if (source == handles_.size()) return tag_;  // the ellipsis of a cut
  TagHandle& tag = handles_[source];
  if (tag != unset) return tag;
  tag = make(source);
  if (tag == tag_) return tag;
  if (firsts_.empty()) first_made_ = tag;
  const auto made = static_cast<std::size_t>(tag - first_made_);
  if (made >= firsts_.size()) firsts_.resize(made + 1, source);
  return tag;
}

std::uint16_t InlineTags::first_of(TagHandle tag) const {
  if (tag == tag_)
    return static_cast<std::uint16_t>(std::ranges::find(handles_, tag) - handles_.begin());
  return firsts_[static_cast<std::size_t>(tag - first_made_)];
}

TagHandle InlineTags::make(std::uint16_t source) {
  const auto* text = std::get_if<doc::Text>(&paragraph_.inlines[source]);
  if (!text || tag_ < 0) return tag_;
  const TagHandle tag = make(*text, source);
  if (text->language.empty()) return tag;
  const TagHandle in_its_language = tag == tag_ ? tags_.add(page::Role::span, tag_) : tag;
  tags_[in_its_language].language = text->language;
  return in_its_language;
}

TagHandle InlineTags::make(const doc::Text& text, std::uint16_t source) {
  if (text.link >= 0) {
    const auto* before =
        source > 0 ? std::get_if<doc::Text>(&paragraph_.inlines[source - 1]) : nullptr;
    if (before && before->link == text.link && handles_[source - 1] != unset)
      return handles_[source - 1];
    return tags_.add(page::Role::link, tag_);
  }
  if (text.strong) return tags_.add(page::Role::strong, tag_);
  if (text.em) return tags_.add(page::Role::em, tag_);
  return tag_;
}

}  // namespace engine::layout
