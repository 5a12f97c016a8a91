#include "engine/layout/compose.hpp"

#include <algorithm>

namespace engine::layout {

namespace {

/// A running head or foot is a help to find one's place. It never takes more than a sixth of the
/// paper: lines beyond that are left out, and a warning says so. All it says stands in the
/// document, too.
void shorten(Composer& c, Flow& flow) {
  Length height;
  for (std::size_t i = 0; i < flow.strips.size(); ++i) {
    height += flow.strips[i].height + (i > 0 ? flow.strips[i].space : Length{});
    if (height <= c.document.paper.height / 6) continue;
    c.out.warn(
        "W413",
        flow.strips[i].span,
        "the running head or foot is too long for its place and was cut",
        {"use a shorter name or title there"}
    );
    flow.strips.resize(std::max<std::size_t>(i, 1));
    return;
  }
}

/// Turns every draft of a running head into decoration of its kind: it is read once, in the body,
/// or not at all.
Flow running_flow(Composer& c, const std::vector<doc::Block>& blocks, Mark kind) {
  Flow flow;
  flow.drafted = static_cast<std::uint32_t>(c.drafts.size());
  const Length width = c.document.paper.width - c.document.margin.left - c.document.margin.right;
  add_blocks(c, flow, blocks, {c.document.margin.left, width}, kind);
  for (auto i = flow.strips.empty() ? flow.drafted : flow.strips.front().first; i < c.drafts.size();
       ++i)
    c.drafts[i].tag = kind;
  shorten(c, flow);
  return flow;
}

/// How tall a running head or foot is: its words are set and taken back.
Length running_height(Composer& c, const std::vector<doc::Block>& blocks) {
  const auto drafts = c.drafts.size();
  const auto text = c.pages.text.size();
  const auto glyphs = c.pages.glyphs.size();
  const Length height = running_flow(c, blocks, header_artifact).height();
  c.drafts.resize(drafts);
  c.pages.text.resize(text);
  c.pages.glyphs.resize(glyphs);
  return height;
}

}  // namespace

void add_running(Composer& c, std::size_t page) {
  c.numbers.page = static_cast<int>(page) + 1;
  const doc::Document& document = c.document;
  if (!document.header.empty() && (page > 0 || document.header_on_first)) {
    const Flow head = running_flow(c, document.header, header_artifact);
    place(c, head, uncut(head), document.header_at);
  }
  if (!document.footer.empty() && (page > 0 || document.footer_on_first)) {
    const Flow foot = running_flow(c, document.footer, footer_artifact);
    place(c, foot, uncut(foot), document.paper.height - document.footer_at - foot.height());
  }
}

BodyEdges body_edges(Composer& c) {
  constexpr Length least_gap = 10_pt;
  const doc::Document& document = c.document;
  c.numbers = {88, 88, 888};  // as wide as numbers get
  BodyEdges edges{document.margin.top, document.paper.height - document.margin.bottom};
  if (!document.header.empty()) {
    edges.top =
        std::max(edges.top, document.header_at + running_height(c, document.header) + least_gap);
  }
  if (!document.footer.empty()) {
    edges.bottom = std::min(
        edges.bottom,
        document.paper.height - document.footer_at - running_height(c, document.footer) - least_gap
    );
  }
  return edges;
}

}  // namespace engine::layout
