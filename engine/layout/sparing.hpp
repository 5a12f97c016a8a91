#pragma once

// What a document leaves out to keep to its pages.

#include "engine/base/base.hpp"
#include "engine/doc/doc.hpp"

#include <cstddef>
#include <string>
#include <unordered_set>
#include <vector>

namespace engine::layout {

/// The spare blocks and rows of a document, in the order in which they are left out: the highest
/// number first, within one number the last of the document first.
class Sparing {
 public:
  explicit Sparing(const doc::Document& document);
  Sparing(const Sparing&) = delete;
  Sparing& operator=(const Sparing&) = delete;

  std::size_t count() const { return order_.size(); }
  /// The document's blocks without the first `gone` of that order, and without what then says
  /// nothing: the head of a table without rows, a list without items, a heading with nothing left
  /// under it. Numbered items follow on.
  std::vector<doc::Block> without(std::size_t gone, bool something_is_cut) const;
  /// Tells each of the first `gone`, at its place in the case, else in the template.
  void tell(std::size_t gone, Diagnostics& out) const;

 private:
  /// A block or a row, by its address in the document.
  struct Spare {
    int number = 0;
    const doc::Block* block = nullptr;
    const doc::Row* row = nullptr;
    const void* inside = nullptr;  ///< the spare block around it: where that has gone, it is told

    const void* what() const { return block ? static_cast<const void*>(block) : row; }
  };
  friend struct Search;
  std::unordered_set<const void*> first_of(std::size_t gone) const;

  const doc::Document& document_;
  std::vector<Spare> order_;
};

/// "1 word", "2 words".
std::string counted(std::size_t number, std::string_view thing);

}  // namespace engine::layout
