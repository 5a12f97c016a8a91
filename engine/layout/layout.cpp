#include "engine/layout/layout.hpp"

#include "engine/layout/compose.hpp"
#include "engine/layout/inline/words.hpp"

namespace engine::layout {

namespace {

/// The words of headings, for the outline, once they are placed: an entry's title is its tag's text.
void name_outline(page::Pages& pages) {
  std::size_t next = 0;
  for (const page::Tag& tag : pages.tags.tags) {
    if (next == pages.outline.size()) return;
    const bool heading = (tag.role == page::Role::h1 && pages.outline[next].level == 1) ||
                         (tag.role == page::Role::h2 && pages.outline[next].level == 2);
    if (!heading) continue;
    std::string& title = pages.outline[next++].title;
    for (auto i = tag.first; i != page::Tag::none; i = pages.tags.children[i].next) {
      const page::Child& child = pages.tags.children[i];
      if (child.is != page::Child::Is::item) continue;
      if (const auto* text = std::get_if<page::Text>(&pages.pages[child.page].items[child.index].what)) title += pages.text_of(*text);
    }
    while (!title.empty() && title.back() == ' ') title.pop_back();
  }
}

/// How much of a page of that height a cut fills.
Length used(const Flow& flow, const Cut& cut) {
  Length height;
  for (std::size_t i = cut.first; i < cut.last; ++i) {
    height += flow.strips[i].height + (i > cut.first ? flow.strips[i].space : Length{});
  }
  return height;
}

/// Cuts a flow into pages. Where the last page would hold little, the white between blocks gives way, by up to half,
/// if that saves the page: a letter of one page and four lines becomes a letter of one page. Type and writing room
/// stay as they are.
std::vector<Cut> cut_pages(Composer& c, Flow& flow) {
  std::vector<Cut> cuts = paginate(c, flow, c.body_height);
  if (cuts.size() < 2 || used(flow, cuts.back()) > c.body_height.scaled(35, 100)) return cuts;
  for (const int percent : {80, 65, 50}) {
    Flow tighter = flow;
    for (Strip& strip : tighter.strips) strip.space = strip.space.scaled(percent, 100);
    std::vector<Cut> fewer = paginate(c, tighter, c.body_height);
    if (fewer.size() == cuts.size()) continue;
    flow = std::move(tighter);
    return fewer;
  }
  return cuts;
}

}  // namespace

struct Compositor::Case {
  explicit Case(const font::FontBook& fonts) : shaper{fonts}, words{fonts} {}
  font::Shaper shaper;
  Words words;
};

Compositor::Compositor(const font::FontBook& fonts) : case_{std::make_unique<Case>(fonts)} {}
Compositor::Compositor(Compositor&&) noexcept = default;
Compositor::~Compositor() = default;

page::Pages Compositor::lay_out(const doc::Document& document, const Bound& bound, Diagnostics& out) {
  case_->shaper.forget();
  Composer c{document, case_->shaper, out, case_->words};
  c.pages.metadata.title = document.title;
  c.pages.metadata.language = document.language;
  c.pages.text.reserve(document.words ? document.words->size() * 2 : 0);
  c.tags.push_back({.role = page::Role::document, .parent = 0});
  const BodyEdges body = body_edges(c);
  c.body_height = body.bottom - body.top;

  const Measure measure{document.margin.left, document.paper.width - document.margin.left - document.margin.right};
  Flow flow;
  add_blocks(c, flow, document.blocks, measure, 0);
  const std::vector<Cut> cuts = cut_pages(c, flow);

  c.numbers.pages = static_cast<int>(cuts.size());
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    c.pages.pages.push_back({document.paper, {}});
    c.numbers.packet_page = bound.first_page == 0 ? 0 : bound.first_page + static_cast<int>(i);
    place(c, flow, cuts[i], body.top);
    add_running(c, i);
  }
  name_outline(c.pages);
  return std::move(c.pages);
}

}  // namespace engine::layout
