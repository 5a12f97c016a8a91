#pragma once

// What stands in a document, as words: for those who look for something in it, and for the names of
// the places to write in.

#include "engine/doc/doc.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace engine::doc {

/// The words of a line; a line break is a space, a blank is nothing.
std::string words(const std::vector<Inline>& inlines);
/// The words of blocks from first to last, and what hangs beside them ("1.", "You"), a space
/// between two.
std::string words(const std::vector<Block>& blocks);
/// The words of a document without its running head and foot.
std::string words(const Document& document);

// --- what a place to write in is called, for a reader who cannot see what stands around it ---

/// A blank is called by its label, without the colon at its end; one without a label by what stands
/// above it.
std::string label(const WriteLines& lines, std::string_view above);
/// A tick box is called by its words.
std::string label(const Block& check);
/// True for an empty cell that waits for somebody's hand: of a grid, or of a row with room.
inline bool is_to_write_in(const Row& row, const Cell& cell) {
  return cell.content.blocks.empty() && !row.in_head &&
         (cell.box.border.left > Length{} || row.least_height > Length{});
}
/// The place for a date beside a signature: "Date, Elena Marie Rivera, patient".
std::string date_label(const Signature& sign);
/// An empty cell is called by the heads of its row and of its column: "Wait and see, Risks".
/// `column` counts from 0, wide cells as often as they are wide.
std::string cell_label(const Table& table, const Row& row, std::size_t column);

}  // namespace engine::doc
