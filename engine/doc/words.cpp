#include "engine/doc/words.hpp"

#include <algorithm>

namespace engine::doc {

namespace {

struct Gather {
  std::string words;

  void space() {
    if (!words.empty() && words.back() != ' ') words += ' ';
  }
  void inlines(const std::vector<Inline>& all) {
    for (const Inline& in : all) {
      if (const auto* text = std::get_if<Text>(&in)) {
        words += text->text;
      } else if (!std::holds_alternative<PageNumber>(in)) {
        space();
      }
    }
  }
  void blocks(const std::vector<Block>& all) {
    for (const Block& block : all) {
      if (block.if_cut) continue;
      space();
      words += block.marker.text;
      space();
      std::visit(*this, block.content);
    }
  }

  void operator()(const Stack& stack) { blocks(stack.blocks); }
  void operator()(const Paragraph& paragraph) { inlines(paragraph.inlines); }
  void operator()(const Columns& columns) {
    for (const Stack& column : columns.columns) blocks(column.blocks);
  }
  void operator()(const Table& table) {
    for (const Row& row : table.rows) {
      for (const Cell& cell : row.cells) blocks(cell.content.blocks);
    }
  }
  void operator()(const WriteLines& lines) { inlines(lines.label); }
  void operator()(const Signature& sign) {
    words += sign.who;
    space();
    words += sign.date_label;
  }
  void operator()(const Rule&) {}
  void operator()(const Image&) {}
  void operator()(const PageBreak&) {}
};

std::string without_end(std::string words) {
  while (!words.empty() && (words.back() == ' ' || words.back() == ':')) words.pop_back();
  return words;
}

void add(std::string& label, const std::string& more) {
  if (!label.empty() && !more.empty()) label += ", ";
  label += more;
}

/// The cell of a row that fills a column.
const Cell* cell_at(const Row& row, std::size_t column) {
  std::size_t at = 0;
  for (const Cell& cell : row.cells) {
    at += static_cast<std::size_t>(cell.columns);
    if (column < at) return &cell;
  }
  return nullptr;
}

}  // namespace

std::string words(const std::vector<Inline>& inlines) {
  Gather gather;
  gather.inlines(inlines);
  while (!gather.words.empty() && gather.words.back() == ' ') gather.words.pop_back();
  return std::move(gather.words);
}

std::string words(const std::vector<Block>& blocks) {
  Gather gather;
  gather.blocks(blocks);
  while (!gather.words.empty() && gather.words.back() == ' ') gather.words.pop_back();
  return std::move(gather.words);
}

std::string words(const Document& document) {
  return words(document.blocks);
}

std::string label(const WriteLines& lines, std::string_view above) {
  const std::string own = without_end(words(lines.label));
  return own.empty() ? without_end(std::string{above}) : own;
}

std::string label(const Block& check) {
  Gather gather;
  std::visit(gather, check.content);
  return without_end(std::move(gather.words));
}

std::string date_label(const Signature& sign) {
  std::string label{sign.date_label};
  add(label, std::string{sign.who});
  return label;
}

std::string cell_label(const Table& table, const Row& row, std::size_t column) {
  std::string label;
  const Cell* first = row.cells.empty() ? nullptr : &row.cells.front();
  if (first && column >= static_cast<std::size_t>(first->columns))
    add(label, without_end(words(first->content.blocks)));
  for (const Row& head : table.rows) {
    if (!head.in_head) break;
    if (const Cell* cell = cell_at(head, column))
      add(label, without_end(words(cell->content.blocks)));
  }
  return label;
}

}  // namespace engine::doc
