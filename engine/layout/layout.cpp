#include "engine/layout/layout.hpp"

#include "engine/base/printable.hpp"
#include "engine/doc/shorten.hpp"
#include "engine/layout/compose.hpp"
#include "engine/layout/inline/remembered.hpp"
#include "engine/layout/inline/words.hpp"

#include <algorithm>

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
    height += flow.strips[i].height + (i > cut.first ? flow.strips[i].space : Length{});
  }
  return height;
}

/// Cuts a flow into pages. Where the last page would hold little, the white between blocks gives
/// way, by up to half, if that saves the page: a letter of one page and four lines becomes a letter
/// of one page. Type and writing room stay as they are.
std::vector<Cut> cut_pages(Composer& c, Flow& flow) {
  std::vector<Cut> cuts = paginate(c, flow, c.body_height);
  if (cuts.size() < 2 || used(flow, cuts.back()) > c.body_height.scaled(35, 100)) return cuts;
  for (const int percent : {80, 65, 50}) {
    Flow tighter = flow;
    for (Strip& strip : tighter.strips) {
      if (strip.space > Length{}) strip.space = strip.space.scaled(percent, 100);
    }
    std::vector<Cut> fewer = paginate(c, tighter, c.body_height);
    if (fewer.size() == cuts.size()) continue;
    flow = std::move(tighter);
    return fewer;
  }
  return cuts;
}

/// What all documents of a worker are composed with.
struct Tools {
  font::Shaper& shaper;
  Words& words;
  Remembered& remembered;
  bool has_fields;
};

/// What a document is made of while its pages are not yet drawn: strips, and where the pages end.
struct Composition {
  Composer c;
  BodyEdges body;
  Flow flow;
  std::vector<Cut> cuts;

  Composition(
      const doc::Document& document,
      const std::vector<doc::Block>& blocks,
      const Tools& tools,
      Diagnostics& out
  )
      : c{document, tools.shaper, out, tools.words, tools.remembered} {
    c.has_fields = tools.has_fields;
    c.pages.metadata.title = document.title;
    c.pages.metadata.language = document.language;
    const std::size_t letters = document.words ? document.words->size() : 0;
    c.pages.text.reserve(letters * 2);
    c.pages.glyphs.reserve(letters);
    c.tags.push_back({.role = page::Role::document, .parent = 0});
    c.speech = speech_of(document.language, tools.shaper);
    c.right_to_left = c.speech.right_to_left;
    body = body_edges(c);
    c.body_height = body.bottom - body.top;
    const Measure measure{
        document.margin.left, document.paper.width - document.margin.left - document.margin.right};
    add_blocks(c, flow, blocks, measure, 0);
    cuts = cut_pages(c, flow);
  }

  std::size_t pages() const { return cuts.size(); }

  page::Pages drawn(const Bound& bound) {
    c.numbers.pages = static_cast<int>(cuts.size());
    c.pages.pages.reserve(cuts.size());
    c.pages.tags.tags.reserve(c.tags.size() + 1);
    c.pages.tags.children.reserve(c.tags.size() + c.drafts.size());
    for (std::size_t i = 0; i < cuts.size(); ++i) {
      c.pages.pages.push_back({c.document.paper, {}});
      c.numbers.packet_page = bound.first_page == 0 ? 0 : bound.first_page + static_cast<int>(i);
      place(c, flow, cuts[i], body.top);
      add_running(c, i);
    }
    name_outline(c.pages);
    page::name_entries(c.pages, bound.fields);
    return std::move(c.pages);
  }
};

}  // namespace

struct Compositor::Case {
  explicit Case(const font::FontBook& fonts) : shaper{fonts}, words{fonts} {}
  font::Shaper shaper;
  Words words;
  Remembered remembered;
};

Compositor::Compositor(const font::FontBook& fonts) : case_{std::make_unique<Case>(fonts)} {}
Compositor::Compositor(Compositor&&) noexcept = default;
Compositor::~Compositor() = default;

namespace {

/// A document that may have so many pages only, or that says whether something was left out.
struct Limited {
  const doc::Document& document;
  Tools tools;
  doc::Shortening shortening{document};
  bool something_is_cut = false;  ///< whatever is left out besides

  Composition with(std::size_t gone, Diagnostics& out) const {
    if (gone == 0 && !document.has_if_cut) return {document, document.blocks, tools, out};
    return {document, shortening.without(gone, something_is_cut || gone > 0), tools, out};
  }
  std::size_t pages(std::size_t gone) const {
    Diagnostics unheard;
    return with(gone, unheard).pages();
  }

  /// How many of what is spare have to go, when with none gone there are `pages` of it. What would
  /// not save a page stays: a document that is too long in any case loses no more than it must to
  /// have the fewest pages it can.
  std::size_t least_to_go(std::size_t pages_of_all) const {
    const auto most = static_cast<std::size_t>(document.most_pages);
    if (most == 0 || pages_of_all <= most || shortening.count() == 0) return 0;
    const std::size_t wanted = std::max(most, pages(shortening.count()));
    if (pages_of_all <= wanted) return 0;
    std::size_t too_few = 0, enough = shortening.count();
    while (enough - too_few > 1) {
      const std::size_t middle = too_few + (enough - too_few) / 2;
      (pages(middle) <= wanted ? enough : too_few) = middle;
    }
    return enough;
  }

  page::Pages drawn(const Bound& bound, Diagnostics& out) {
    Diagnostics told;
    std::optional<Composition> whole{with(0, told)};
    something_is_cut = whole->c.cuts > 0;
    const bool says_so =
        something_is_cut && document.has_if_cut;  // then there is one more line to set
    const std::size_t pages_of_all = says_so ? pages(0) : whole->pages();
    const std::size_t gone = least_to_go(pages_of_all);
    if (gone > 0 || says_so) {
      told = {};
      shortening.tell(gone, told);
      whole.emplace(with(gone, told));
    }
    tell_pages(whole->pages(), told);
    page::Pages pages = whole->drawn(bound);
    out.take(std::move(told));
    return pages;
  }

  void tell_pages(std::size_t pages, Diagnostics& out) const {
    const auto most = static_cast<std::size_t>(document.most_pages);
    if (most == 0 || pages <= most) return;
    out.warn(
        "W416",
        document.most_pages_at,
        quoted(document.title) + " has " + counted(pages, "page", "pages") + " and may have " +
            std::to_string(most),
        {"nothing more was left out: mark more of it as spare, or say it in fewer words"}
    );
  }
};

}  // namespace

page::Pages Compositor::lay_out(
    const doc::Document& document, const Bound& bound, Diagnostics& out
) {
  case_->shaper.forget();
  const Tools tools{case_->shaper, case_->words, case_->remembered, !bound.fields.empty()};
  if (document.most_pages > 0 || document.has_if_cut)
    return Limited{document, tools}.drawn(bound, out);
  return Composition{document, document.blocks, tools, out}.drawn(bound);
}

}  // namespace engine::layout
