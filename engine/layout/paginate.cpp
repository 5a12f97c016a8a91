#include "engine/layout/compose.hpp"
#include "engine/layout/messages.hpp"

#include <algorithm>

namespace engine::layout {

namespace {

Length head_height(const Flow& flow, int head) {
  if (head < 0) return {};
  const Head& rows = flow.heads[static_cast<std::size_t>(head)];
  Length height = rows.after;
  for (std::size_t i = rows.first; i < rows.last; ++i) height += flow.fragments[i].height;
  return height;
}

/// Head rows that stand anew above a page that begins with this fragment. Rows that would take a
/// third of every page are said once.
int repeated_head(const Flow& flow, std::size_t first, Length page_height) {
  const int head = flow.fragments[first].head;
  if (head < 0 || head_height(flow, head) > page_height / 3) return -1;
  const bool is_first_row = flow.heads[static_cast<std::size_t>(head)].last == first;
  return is_first_row ? -1 : head;
}

/// The end of a page that begins with fragment `first`: the last place where a break is allowed and
/// all above it fits.
std::size_t page_end(const Flow& flow, std::size_t first, Length room) {
  std::size_t allowed = first;
  Length used;
  std::size_t i = first;
  for (; i < flow.fragments.size(); ++i) {
    const Fragment& fragment = flow.fragments[i];
    if (i > first && fragment.new_page) return i;
    used += fragment.height + (i > first ? fragment.space : Length{});
    if (used > room && i > first) break;
    const bool last = i + 1 == flow.fragments.size();
    if (!fragment.keep || last) allowed = i + 1;
  }
  if (i == flow.fragments.size()) return i;
  return allowed > first ? allowed
                         : i;  // nothing but what keeps together: cut where the page is full
}

/// Tells every page which frames it has a share of.
void share_frames(const Flow& flow, std::vector<Cut>& cuts) {
  for (std::uint32_t i = 0; i < flow.frames.size(); ++i) {
    const Frame& frame = flow.frames[i];
    auto cut = std::ranges::upper_bound(cuts, frame.first, {}, &Cut::last);
    for (; cut != cuts.end() && cut->first < frame.last; ++cut) cut->frames.push_back(i);
  }
}

}  // namespace

Cut uncut(const Flow& flow) {
  std::vector<Cut> cuts{{0, flow.fragments.size()}};
  share_frames(flow, cuts);
  return std::move(cuts.front());
}

std::vector<Cut> paginate(
    const Flow& flow, Length page_height, Length first_rise, Diagnostics& out
) {
  std::vector<Cut> cuts;
  for (std::size_t first = 0; first < flow.fragments.size();) {
    const int head = repeated_head(flow, first, page_height);
    const Length room =
        page_height + (first == 0 ? first_rise : Length{}) - head_height(flow, head);
    if (flow.fragments[first].height > room) {
      out.warn(
          messages::taller_than_page, flow.fragments[first].span, {"divide it into smaller parts"}
      );
    }
    const std::size_t end = page_end(flow, first, room);
    cuts.push_back({first, end, head});
    first = end;
  }
  if (cuts.empty()) cuts.push_back({});
  share_frames(flow, cuts);
  return cuts;
}

}  // namespace engine::layout
