#pragma once

// One walk over the blocks of a document, depth first, in reading order.

#include "engine/doc/doc.hpp"

#include <type_traits>
#include <variant>
#include <vector>

namespace engine::doc {

/// Base of whatever walks over blocks (curiously recurring: `Walk` is the class derived from it).
///
/// It descends through the contents that hold blocks: Stack, Columns, Table and Form. What holds
/// none (Paragraph, WriteLines, Signature, Rule, Image, PageBreak) is for the walk to decide: it
/// has an operator() for each, also where it does nothing, so that a content added to
/// Block::content does not compile until each walk has decided. A walk brings the operators for
/// containers in with `using Visitor::operator();` and may replace any member below.
///
/// `is_const`: false for a walk that changes the blocks it visits, though never how many there are.
template <class Walk, bool is_const = true>
class Visitor {
 public:
  template <class T>
  using Ref = std::conditional_t<is_const, const T&, T&>;

  void blocks(Ref<std::vector<Block>> all) {
    for (Ref<Block> block : all) walk().block(block);
  }
  void block(Ref<Block> block) { walk().content(block); }
  /// What a block is made of.
  void content(Ref<Block> block) { std::visit(walk(), block.content); }
  void row(Ref<Row> row) {
    for (Ref<Cell> cell : row.cells) walk().cell(cell);
  }
  void cell(Ref<Cell> cell) { walk().blocks(cell.content.blocks); }

  void operator()(Ref<Stack> stack) { walk().blocks(stack.blocks); }
  void operator()(Ref<Columns> columns) {
    for (Ref<Stack> column : columns.columns) walk().blocks(column.blocks);
  }
  void operator()(Ref<Table> table) {
    for (Ref<Row> row : table.rows) walk().row(row);
  }
  void operator()(Ref<Form> form) {
    for (Ref<FormRow> row : form.rows) {
      for (Ref<FormCell> cell : row.cells) walk().form_cell(cell);
    }
  }
  void form_cell(Ref<FormCell> cell) {
    walk().blocks(cell.caption);
    walk().blocks(cell.content.blocks);
  }

 private:
  friend Walk;
  Visitor() = default;
  Walk& walk() { return static_cast<Walk&>(*this); }
};

}  // namespace engine::doc
