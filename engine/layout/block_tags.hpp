#pragma once

// The room's own: what a reader of the pages is told that a block is (ISO 32000-1 §14.8.4).

#include "engine/layout/compose.hpp"

namespace engine::layout {

/// The tag of a block, below its parent. Lists' items and their parts, and blocks that are only a
/// frame, differ.
TagHandle tag_of(const Composer& c, const doc::Block& block, TagHandle parent);

/// How the items of a list are counted, told at its tag.
void set_numbering(const Composer& c, const doc::Block& block, TagHandle tag);

/// True of a list within an item of another.
bool is_nested_list(const Composer& c, const doc::Block& block, TagHandle tag);

/// True where a block is the only one of an item of a list or of a cell, and a paragraph: its words
/// are held by that tag itself (§14.8.4.3.3, §14.8.4.3.4). A paragraph tag around them would tell a
/// reader nothing, at the price of an object each.
bool is_held_by(const Composer& c, TagHandle tag, const doc::Block& block);

}  // namespace engine::layout
