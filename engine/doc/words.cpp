#include "engine/doc/words.hpp"

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
      const bool is_box =
          block.marker.is == Marker::Is::box || block.marker.is == Marker::Is::ticked_box;
      if (!is_box) words += block.marker.text;
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

}  // namespace engine::doc
