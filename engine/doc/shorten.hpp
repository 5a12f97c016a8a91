#pragma once

// Copyfitting: what a document leaves out to keep to its pages.

#include "engine/base/base.hpp"
#include "engine/doc/doc.hpp"

#include <cstddef>
#include <unordered_set>
#include <vector>

namespace engine::doc {

/// A document without some of the blocks and rows that have a drop order. They are dropped one
/// after the other: the highest order first, within one order the last of the document first.
///
/// The document must outlive it and stay as it is. Nothing here knows pages: how many have to be
/// dropped is found out by whoever lays the document out.
class Shortening {
 public:
  explicit Shortening(const Document& document);
  Shortening(const Shortening&) = delete;
  Shortening& operator=(const Shortening&) = delete;

  /// How many blocks and rows can be dropped.
  std::size_t count() const { return order_.size(); }
  /// The document's blocks without the first `dropped` of that order, and without what then says
  /// nothing: the head of a table without rows, a list without items, a heading with nothing left
  /// under it. Numbered items follow on. A link to an anchor that is no longer there is words.
  ///
  /// `something_is_cut`: blocks that say so (Block::if_cut) stand.
  std::vector<Block> without(std::size_t dropped, bool something_is_cut) const;
  /// Warns of each of the first `dropped` (W414), at its place in the case, else in the template.
  /// One inside another that was dropped, too, is told with that one.
  void tell(std::size_t dropped, Diagnostics& out) const;

 private:
  /// A block or a row that can be dropped, by its address in the document.
  struct Candidate {
    int drop_order = 0;
    const Block* block = nullptr;
    const Row* row = nullptr;
    const void* inside = nullptr;  ///< the candidate around it

    const void* what() const { return block ? static_cast<const void*>(block) : row; }
  };
  friend class Candidates;
  std::unordered_set<const void*> first_of(std::size_t dropped) const;

  const Document& document_;
  std::vector<Candidate> order_;
};

}  // namespace engine::doc
