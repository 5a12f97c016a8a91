#include "engine/layout/compose.hpp"

#include <algorithm>

namespace engine::layout {

TagHandle Tags::add(page::Role role, TagHandle parent) {
  if (parent < 0) return parent;
  pending_.push_back({.role = role, .parent = parent, .id = {}});
  return static_cast<TagHandle>(pending_.size()) - 1;
}

void Tags::shrink(std::size_t size) {
  pending_.erase(pending_.begin() + static_cast<std::ptrdiff_t>(size), pending_.end());
}

void Ink::remember(Point at, Destination here) {
  placed.push_back(
      {.is = PlacedInk::Is::destination,
       .at = at,
       .destination = static_cast<std::uint32_t>(destinations.size())}
  );
  destinations.push_back(std::move(here));
}

// Both take the ink apart into all of its members: one that is added does not compile here until
// it can be taken back.

Ink::Size Ink::size() const {
  const auto& [all_placed, all_destinations, all_fields, all_goals, all_text, all_glyphs, all_cuts] =
      *this;
  return {
      all_placed.size(),
      all_destinations.size(),
      all_fields.size(),
      all_goals.size(),
      all_text.size(),
      all_glyphs.size(),
      all_cuts};
}

void Ink::shrink(const Size& to) {
  auto& [all_placed, all_destinations, all_fields, all_goals, all_text, all_glyphs, all_cuts] =
      *this;
  all_placed.resize(to.placed);
  all_destinations.resize(to.destinations);
  all_fields.resize(to.fields);
  all_goals.resize(to.link_targets);
  all_text.resize(to.text);
  all_glyphs.resize(to.glyphs);
  all_cuts = to.cuts;
}

Trial::~Trial() {
  if (is_kept_) return;
  outer_.ink.shrink(ink_);
  outer_.tags.shrink(tags_);
}

void Trial::keep() {
  is_kept_ = true;
  outer_.out.take(std::move(inner_.told));
}

}  // namespace engine::layout
