#include "engine/layout/compose.hpp"

namespace engine::layout {

std::optional<doc::Window> envelope_window(
    const Composer& c, const Flow& flow, const doc::Block& block
) {
  const doc::Window& window = c.setting.document.window;
  if (!block.in_window || !flow.is_body || window.bottom <= Length{}) return std::nullopt;
  return doc::Window{
      window.top - c.setting.body_top, window.right, window.bottom - c.setting.body_top};
}

void reach_window(Flow& flow, const doc::Window& window) {
  if (!flow.fragments.empty()) want_space(flow, window.top - flow.height());
}

void leave_window(const Composer& c, Flow& flow, const doc::Window& window) {
  const Length rest = window.bottom - flow.height();
  if (rest > Length{} && !flow.fragments.empty()) {
    flow.fragments.back().keep = true;
    flow.after = {};
    end_fragment(c, flow, rest).keep = true;
  }
  for (Fragment& fragment : flow.fragments) fragment.is_fixed = true;
}

}  // namespace engine::layout
