#include "engine/doc/visit.hpp"
#include "engine/layout/body.hpp"

#include <algorithm>
#include <utility>

namespace engine::layout {

namespace {

/// How much smaller and closer words are set: in percent of their size.
struct Step {
  int size, leading;
};
constexpr Step steps[] = {{95, 119}, {90, 115}, {87, 112}};

/// Sets what stands in the boxes of forms smaller, and its lines closer together; of a dense sheet
/// everything.
struct Closer : doc::Visitor<Closer, false> {
  Step step;
  Length least;
  bool in_form = false;

  Closer(Step how, const doc::Document& document)
      : step{how}, least{document.least_type}, in_form{document.is_dense} {}

  void closer(doc::TextStyle& style) const {
    style.size = std::max(style.size.scaled(step.size, 100), std::min(least, style.size));
    style.leading = std::min(style.leading, style.size.scaled(step.leading, 100));
  }
  void block(doc::Block& block) {
    if (in_form) {
      block.box.before = block.box.before / 2;
      block.box.after = block.box.after / 2;
    }
    content(block);
  }

  using Visitor::operator();
  void form_cell(doc::FormCell& cell) {
    const bool was_in_form = std::exchange(in_form, true);
    blocks(cell.content.blocks);
    in_form = was_in_form;
  }
  void operator()(doc::Paragraph& paragraph) {
    if (in_form) closer(paragraph.style);
  }
  void operator()(doc::WriteLines&) {}
  void operator()(doc::Signature&) {}
  void operator()(doc::Rule&) {}
  void operator()(doc::Image&) {}
  void operator()(doc::Figure&) {}
  void operator()(doc::PageBreak&) {}
};

}  // namespace

Body body_of_form(const Setting& setting, Diagnostics& out) {
  const doc::Document& document = setting.document;
  Diagnostics told;
  Body usual{setting, document.blocks, told};
  // The last step sets what it can set in seven tenths of the room: it cannot save more than that.
  const bool can_save =
      usual.page_count() > 2 || (usual.page_count() == 2 && usual.last_page_percent() < 60);
  for (const Step step : steps) {
    if (!can_save) break;
    std::vector<doc::Block> blocks = document.blocks;
    Closer{step, document}.blocks(blocks);
    Diagnostics told_of_closer;
    Body closer{setting, blocks, told_of_closer};
    if (closer.page_count() == usual.page_count()) continue;
    out.take(std::move(told_of_closer));
    return closer;
  }
  out.take(std::move(told));
  return usual;
}

}  // namespace engine::layout
