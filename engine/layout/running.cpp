#include "engine/layout/compose.hpp"
#include "engine/layout/messages.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace engine::layout {

namespace {

/// A running head or foot is a help to find one's place. It never takes more than a sixth of the
/// paper: lines beyond that are left out, and a warning says so. All it says stands in the
/// document, too.
void shorten(const Composer& c, Flow& flow) {
  Length height;
  for (std::size_t i = 0; i < flow.fragments.size(); ++i) {
    height += flow.fragments[i].height + (i > 0 ? flow.fragments[i].space : Length{});
    if (height <= c.setting.document.paper.height / 6) continue;
    c.out.warn(
        messages::running_line_cut, flow.fragments[i].span, {"use a shorter name or title there"}
    );
    flow.fragments.resize(std::max<std::size_t>(i, 1));
    return;
  }
}

/// The same blocks, their letters in percent of their size.
std::vector<doc::Block> scaled(std::vector<doc::Block> blocks, int percent) {
  for (doc::Block& block : blocks) {
    if (auto* paragraph = std::get_if<doc::Paragraph>(&block.content))
      paragraph->style.size = paragraph->style.size.scaled(percent, 100);
  }
  return blocks;
}

Length least_size(const std::vector<doc::Block>& blocks) {
  Length least = 1000_pt;
  for (const doc::Block& block : blocks) {
    if (const auto* paragraph = std::get_if<doc::Paragraph>(&block.content))
      least = std::min(least, paragraph->style.size);
  }
  return least;
}

/// Turns all ink of a running head into decoration of its kind: it is read once, in the body, or
/// not at all.
Flow running_flow(
    const Composer& c, const std::vector<doc::Block>& blocks, TagHandle kind, int percent = 100
) {
  if (percent != 100) return running_flow(c, scaled(blocks, percent), kind);
  const doc::Document& document = c.setting.document;
  Flow flow;
  PendingMarkers markers;
  const Length width = document.paper.width - document.margin.left - document.margin.right;
  add_blocks(c, flow, blocks, {{document.margin.left, width}, kind, markers});
  for (PlacedInk& placed : c.ink.placed) placed.tag = kind;
  shorten(c, flow);
  return flow;
}

/// How tall a running head or foot is, and how large its letters are: where one line each does not
/// hold what it says, as large as makes them fit, but no less than they may have.
struct RunningPart {
  Length height;
  int percent = 100;
};

RunningPart running_part(
    const Setting& setting, const std::vector<doc::Block>& blocks, Diagnostics& out
) {
  constexpr PageNumbers widest{88, 88, 888};
  std::optional<RunningPart> usual;
  for (const int percent : {100, 94, 88, 83, 78}) {
    if (percent < 100 &&
        least_size(blocks).scaled(percent, 100) < setting.document.least_running_type)
      break;
    Ink ink;
    Tags tags;
    Diagnostics told;
    const Composer c{
        setting, ink, tags, told, context_of(setting.document.language, setting.shaper), widest};
    const Flow flow = running_flow(c, blocks, header_artifact, percent);
    if (!usual) {
      usual = {flow.height(), percent};
      out.take(std::move(told));
    }
    if (flow.fragments.size() <= blocks.size()) return {flow.height(), percent};
  }
  return *usual;
}

/// Composes a running head or foot into ink whose text goes on behind that of the pages.
class RunningInk {
 public:
  explicit RunningInk(page::Pages& pages) : pages_{pages} {
    ink.text = std::move(pages.text);
    ink.glyphs = std::move(pages.glyphs);
    ink.link_targets = std::move(pages.link_targets);
  }
  ~RunningInk() {
    pages_.text = std::move(ink.text);
    pages_.glyphs = std::move(ink.glyphs);
    pages_.link_targets = std::move(ink.link_targets);
  }
  RunningInk(const RunningInk&) = delete;
  RunningInk& operator=(const RunningInk&) = delete;

  Ink ink;

 private:
  page::Pages& pages_;
};

}  // namespace

void add_running(
    const Setting& setting,
    page::Pages& pages,
    std::size_t page,
    const PageNumbers& numbers,
    const RunningSizes& sizes
) {
  const doc::Document& document = setting.document;
  RunningInk running{pages};
  Tags tags;
  Diagnostics told_before;  // by body_edges, with numbers as wide as they get
  const Composer c{
      setting,
      running.ink,
      tags,
      told_before,
      context_of(document.language, setting.shaper),
      numbers};
  const Placement placement{setting, running.ink, tags, pages};
  if (!document.header.empty() && (page > 0 || document.header_on_first)) {
    const Flow head = running_flow(c, document.header, header_artifact, sizes.head);
    placement.place(head, uncut(head), page, document.header_at);
    running.ink.placed.clear();
  }
  if (!document.footer.empty() && (page > 0 || document.footer_on_first)) {
    const Flow foot = running_flow(c, document.footer, footer_artifact, sizes.foot);
    const Length top = document.paper.height - document.footer_at - foot.height();
    placement.place(foot, uncut(foot), page, top);
  }
}

void add_edge_mark(const Setting& setting, page::Pages& pages, std::size_t page) {
  const doc::Document& document = setting.document;
  const doc::EdgeMark& mark = document.edge_mark;
  if (document.edge_number.empty() || mark.width <= Length{}) return;
  RunningInk running{pages};
  Tags tags;
  Diagnostics nothing;
  const Composer c{
      setting, running.ink, tags, nothing, context_of(document.language, setting.shaper)};
  doc::Paragraph number{.style = mark.text, .align = doc::Align::center};
  number.inlines.emplace_back(doc::Text{.text = document.edge_number, .bold = mark.text.bold});
  std::vector<doc::Block> blocks(1);
  blocks[0].box = mark.box;
  blocks[0].content = std::move(number);
  Flow flow;
  PendingMarkers markers;
  const Measure edge{document.paper.width - mark.width, mark.width};
  add_blocks(c, flow, blocks, {edge, layout_artifact, markers});
  // A turned page is less high: the steps are smaller where they would leave it.
  const Length room = document.paper.height - mark.first * 2 - flow.height();
  const int steps = std::max(document.edge_places - 1, 1);
  const Length step = std::max(std::min(mark.step, room / steps), Length{});
  const Placement placement{setting, running.ink, tags, pages};
  placement.place(flow, uncut(flow), page, mark.first + step * document.edge_place);
}

BodyEdges body_edges(const Setting& setting, Diagnostics& out) {
  constexpr Length least_gap = 10_pt;
  const doc::Document& document = setting.document;
  BodyEdges edges{document.margin.top, document.paper.height - document.margin.bottom, {}};
  if (!document.header.empty()) {
    const RunningPart head = running_part(setting, document.header, out);
    edges.running.head = head.percent;
    edges.top = std::max(edges.top, document.header_at + head.height + least_gap);
  }
  if (!document.footer.empty()) {
    const RunningPart foot = running_part(setting, document.footer, out);
    edges.running.foot = foot.percent;
    edges.bottom = std::min(
        edges.bottom, document.paper.height - document.footer_at - foot.height - least_gap
    );
  }
  return edges;
}

}  // namespace engine::layout
