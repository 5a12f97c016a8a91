#include "engine/layout/layout.hpp"

#include "engine/layout/body.hpp"
#include "engine/layout/compose.hpp"
#include "engine/layout/inline/collect.hpp"
#include "engine/layout/inline/paragraph_cache.hpp"

namespace engine::layout {

namespace {

bool is_letter(const doc::Document& document) {
  return document.window.bottom > Length{} || document.least_letter_type > Length{};
}

}  // namespace

struct Compositor::State {
  State(const font::FontBook& fonts, const Budget& to_ask)
      : budget{to_ask}, shaper{fonts}, scratch{fonts} {}

  const Budget& budget;
  font::Shaper shaper;
  ParagraphScratch scratch;
  ParagraphCache cache;

  Setting setting_for(const doc::Document& document) {
    shaper.forget();
    const TextContext context = context_of(document.language, shaper);
    return {
        .document = document,
        .shaper = shaper,
        .scratch = scratch,
        .cache = cache,
        .budget = budget,
        .right_to_left = context.right_to_left,
        .body_height = document.paper.height};
  }
};

Compositor::Compositor(const font::FontBook& fonts, const Budget& budget)
    : state_{std::make_unique<State>(fonts, budget)} {}
Compositor::Compositor(Compositor&&) noexcept = default;
Compositor::~Compositor() = default;

Composition Compositor::compose(
    const doc::Document& document, std::string_view fields, Diagnostics& out
) {
  Setting setting = state_->setting_for(document);
  setting.has_fields = !fields.empty();
  const BodyEdges edges = body_edges(setting, out);
  setting.body_height = edges.bottom - edges.top;
  setting.body_top = edges.top;
  if (!document.header_on_first) setting.first_rise = edges.top - document.margin.top;
  Body body = document.most_pages > 0 || document.has_if_cut ? body_within_limits(setting, out)
              : document.is_form || document.is_dense        ? body_of_form(setting, out)
              : is_letter(document)                          ? body_of_letter(setting, out)
                                                             : Body{setting, document.blocks, out};
  page::Pages pages = std::move(body).on_pages();
  page::name_entries(pages, fields);
  return {document, std::move(pages), edges.running};
}

page::Pages Compositor::draw(Composition composition, int first_page) {
  const doc::Document& document = *composition.document_;
  page::Pages pages = std::move(composition.pages_);
  const Setting setting = state_->setting_for(document);
  PageNumbers numbers{.pages = static_cast<int>(pages.pages.size())};
  for (std::size_t i = 0; i < pages.pages.size(); ++i) {
    numbers.page = static_cast<int>(i) + 1;
    numbers.packet_page = first_page == 0 ? 0 : first_page + static_cast<int>(i);
    add_running(setting, pages, i, numbers, composition.running_);
    add_edge_mark(setting, pages, i);
  }
  return pages;
}

}  // namespace engine::layout
