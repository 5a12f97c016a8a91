#include "engine/doc/words.hpp"

#include "engine/doc/visit.hpp"

namespace engine::doc {

namespace {

struct Gather : Visitor<Gather> {
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
  void block(const Block& block) {
    if (block.if_cut) return;
    space();
    const bool is_box =
        block.marker.is == Marker::Is::box || block.marker.is == Marker::Is::ticked_box;
    if (!is_box) words += block.marker.text;
    space();
    content(block);
  }

  using Visitor::operator();
  void operator()(const Paragraph& paragraph) { inlines(paragraph.inlines); }
  void operator()(const WriteLines&) {}
  void operator()(const Signature& sign) { words += sign.who; }
  void operator()(const Rule&) {}
  void operator()(const Image&) {}
  void operator()(const Figure&) {}
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
