#include "engine/layout/body.hpp"

namespace engine::layout {

namespace {

/// The words of headings, for the outline, once they are placed: an entry's title is its tag's
/// text.
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
      if (const auto* text =
              std::get_if<page::Text>(&pages.pages[child.page].items[child.index].what))
        title += pages.text_of(*text);
    }
    while (!title.empty() && title.back() == ' ') title.pop_back();
  }
}

/// How much of a page of that height a cut fills.
Length used(const Flow& flow, const Cut& cut) {
  Length height;
  for (std::size_t i = cut.first; i < cut.last; ++i) {
    height += flow.fragments[i].height + (i > cut.first ? flow.fragments[i].space : Length{});
  }
  return height;
}

/// What is left of the white between blocks and of the leading of running text, in percent.
struct Tighter {
  int white, leading;
};
constexpr Tighter tighter_steps[] = {
    {80, 100}, {65, 100}, {50, 100}, {50, 97}, {50, 94}, {40, 91}, {33, 88}};

Flow tightened(const Flow& flow, Tighter step) {
  Flow tighter = flow;
  for (Fragment& fragment : tighter.fragments) {
    if (fragment.is_fixed) continue;
    if (fragment.space > Length{}) fragment.space = fragment.space.scaled(step.white, 100);
    if (fragment.is_line) fragment.height = fragment.height.scaled(step.leading, 100);
  }
  return tighter;
}

/// Gives lines that stand closer the room that their page has left, as far as they had it before,
/// and the same to each.
void spread(Flow& tighter, const Flow& before, const Cut& cut, Length room) {
  Length taken;
  for (std::size_t i = cut.first; i < cut.last; ++i)
    taken += before.fragments[i].height - tighter.fragments[i].height;
  if (taken <= Length{} || room <= Length{}) return;
  const int percent =
      static_cast<int>(std::min(room, taken).millipoints() * 100 / taken.millipoints());
  for (std::size_t i = cut.first; i < cut.last; ++i) {
    Length& height = tighter.fragments[i].height;
    height += (before.fragments[i].height - height).scaled(percent, 100);
  }
}

/// Cuts a flow into pages. Where the last page would hold little, the white between blocks gives
/// way, by up to two thirds, and then the leading a little, if that saves the page: a letter of one
/// page and six lines becomes a letter of one page, and its lines share what room is left. Type and
/// writing room stay as they are.
std::vector<Cut> cut_pages(Flow& flow, Length page_height, Length first_rise, Diagnostics& out) {
  Diagnostics told;
  std::vector<Cut> cuts = paginate(flow, page_height, first_rise, told);
  const bool is_full = cuts.size() < 2 || used(flow, cuts.back()) > page_height.scaled(50, 100);
  for (const Tighter step : tighter_steps) {
    if (is_full) break;
    Flow tighter = tightened(flow, step);
    Diagnostics told_of_fewer;
    std::vector<Cut> fewer = paginate(tighter, page_height, first_rise, told_of_fewer);
    if (fewer.size() == cuts.size()) continue;
    for (const Cut& cut : fewer) {
      if (cut.head < 0) spread(tighter, flow, cut, page_height - used(tighter, cut));
    }
    flow = std::move(tighter);
    cuts = std::move(fewer);
    told = std::move(told_of_fewer);
    break;
  }
  out.take(std::move(told));
  return cuts;
}

}  // namespace

Body::Body(const Setting& setting, const std::vector<doc::Block>& blocks, Diagnostics& out)
    : setting_{setting} {
  const doc::Document& document = setting_.document;
  flow_.is_body = true;
  const std::size_t letters = document.words ? document.words->size() : 0;
  ink_.text.reserve(letters * 2);
  ink_.glyphs.reserve(letters + letters / 4);  // numbers of lists come on top
  ink_.placed.reserve(letters / 24 + 64);
  flow_.fragments.reserve(letters / 48 + 32);
  const Composer c{setting_, ink_, tags_, out, context_of(document.language, setting_.shaper)};
  PendingMarkers markers;
  const Slot slot{
      {document.margin.left, document.paper.width - document.margin.left - document.margin.right},
      tags_.add(page::Role::document, 0),
      markers};
  add_blocks(c, flow_, blocks, slot);
  cuts_ = cut_pages(flow_, setting_.body_height, setting_.first_rise, out);
}

int Body::last_page_percent() const {
  return static_cast<int>(
      used(flow_, cuts_.back()).millipoints() * 100 / setting_.body_height.millipoints()
  );
}

page::Pages Body::on_pages() && {
  page::Pages pages;
  pages.metadata.title = setting_.document.title;
  pages.metadata.language = setting_.document.language;
  pages.pages.reserve(cuts_.size());
  pages.tags.tags.reserve(tags_.size() + 1);
  pages.tags.children.reserve(tags_.size() + ink_.placed.size());
  const Placement placement{setting_, ink_, tags_, pages};
  for (std::size_t i = 0; i < cuts_.size(); ++i) {
    pages.pages.push_back({setting_.document.paper, {}});
    placement.place(flow_, cuts_[i], i, i == 0 ? setting_.first_top() : setting_.body_top);
  }
  pages.text = std::move(ink_.text);
  pages.glyphs = std::move(ink_.glyphs);
  pages.link_targets = std::move(ink_.link_targets);
  name_outline(pages);
  return pages;
}

}  // namespace engine::layout
