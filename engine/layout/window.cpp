#include "engine/layout/compose.hpp"

#include <algorithm>

namespace engine::layout {

std::optional<doc::Window> envelope_window(
    const Composer& c, const Flow& flow, const doc::Block& block
) {
  const doc::Window& window = c.setting.document.window;
  if (!block.in_window || !flow.is_body || window.bottom <= Length{}) return std::nullopt;
  return doc::Window{
      window.top - c.setting.first_top(), window.right, window.bottom - c.setting.first_top()};
}

void reach_window(Flow& flow, const doc::Window& window) {
  if (flow.fragments.empty()) return;
  constexpr Length least_gap = 2_pt;
  flow.after = std::max(window.top - flow.height(), least_gap);
  flow.into_window = flow.height() + flow.after - window.top;
}

namespace {

/// Where a letter is folded in three: short lines at the left edge of the sheet, drawn from a
/// fragment whose top is so far below that of the body.
void add_fold_marks(const Composer& c, Length fragment_top) {
  for (const int third : {1, 2}) {
    const Length fold = c.setting.document.paper.height * third / 3;
    c.ink.draw(
        layout_artifact,
        {0.2_in, fold - c.setting.first_top() - fragment_top},
        page::Fill{{0.15_in, 0.5_pt}, {}}
    );
  }
}

}  // namespace

void leave_window(const Composer& c, Flow& flow, const doc::Window& window) {
  const Length top = flow.height();
  const Length rest = window.bottom - top;
  if (!flow.fragments.empty()) flow.fragments.back().keep = true;
  if (rest > Length{}) flow.after = {};
  if (top < c.setting.body_height / 2) add_fold_marks(c, top);
  end_fragment(c, flow, std::max(rest, Length{})).keep = true;
  for (Fragment& fragment : flow.fragments) fragment.is_fixed = true;
}

}  // namespace engine::layout
