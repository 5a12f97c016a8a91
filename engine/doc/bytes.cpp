// How much memory a document holds.

#include "engine/doc/doc.hpp"

namespace engine::doc {

namespace {

std::size_t bytes_of(const std::vector<Block>& blocks);

std::size_t bytes_of(const std::vector<Inline>& inlines) {
  return inlines.capacity() * sizeof(Inline);
}

struct BytesOfContent {
  std::size_t operator()(const Stack& stack) const { return bytes_of(stack.blocks); }
  std::size_t operator()(const Paragraph& paragraph) const { return bytes_of(paragraph.inlines); }
  std::size_t operator()(const WriteLines&) const { return 0; }
  std::size_t operator()(const Columns& columns) const {
    std::size_t sum = columns.columns.capacity() * sizeof(Stack);
    for (const Stack& column : columns.columns) sum += bytes_of(column.blocks);
    return sum;
  }
  std::size_t operator()(const Table& table) const {
    std::size_t sum = table.rows.capacity() * sizeof(Row);
    for (const Row& row : table.rows) {
      sum += row.cells.capacity() * sizeof(Cell);
      for (const Cell& cell : row.cells) sum += bytes_of(cell.content.blocks);
    }
    return sum;
  }
  std::size_t operator()(const Form& form) const {
    std::size_t sum = form.rows.capacity() * sizeof(FormRow);
    for (const FormRow& row : form.rows) {
      sum += row.cells.capacity() * sizeof(FormCell);
      for (const FormCell& cell : row.cells)
        sum += bytes_of(cell.caption) + bytes_of(cell.content.blocks);
    }
    return sum;
  }
  std::size_t operator()(const Signature& sign) const { return bytes_of(sign.who_inlines); }
  std::size_t operator()(const Rule&) const { return 0; }
  std::size_t operator()(const Image&) const { return 0; }  // its bytes are the template's
  std::size_t operator()(const Figure& figure) const {
    return figure.marks.capacity() * sizeof(Figure::Marks);
  }
  std::size_t operator()(const PageBreak&) const { return 0; }
};

std::size_t bytes_of(const std::vector<Block>& blocks) {
  std::size_t sum = blocks.capacity() * sizeof(Block);
  for (const Block& block : blocks) sum += std::visit(BytesOfContent{}, block.content);
  return sum;
}

}  // namespace

std::size_t bytes_of(const Document& document) {
  std::size_t sum = bytes_of(document.blocks) + bytes_of(document.header) +
                    bytes_of(document.footer) + (document.words ? document.words->capacity() : 0);
  for (const auto* texts : {&document.accessible_names, &document.abouts}) {
    for (const std::string& text : *texts) sum += sizeof(std::string) + text.capacity();
  }
  return sum;
}

}  // namespace engine::doc
