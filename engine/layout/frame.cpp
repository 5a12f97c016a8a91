#include "engine/layout/compose.hpp"

namespace engine::layout {

void draw_frame(Ink& ink, const Frame& frame, Length top, Length height, bool begins, bool ends) {
  if (begins) {
    top += frame.below_top;
    height -= frame.below_top;
  }
  if (ends) height -= frame.above_bottom;
  if (frame.has_fill)
    ink.draw(ground_artifact, {frame.left, top}, page::Fill{{frame.width, height}, frame.fill});
  const doc::Border& border = frame.border;
  const auto side = [&](Length width, Point at, Size size) {
    if (width > Length{}) ink.draw(ground_artifact, at, page::Fill{size, border.color});
  };
  if (begins || frame.is_closed) side(border.top, {frame.left, top}, {frame.width, border.top});
  if (ends || frame.is_closed)
    side(border.bottom, {frame.left, top + height - border.bottom}, {frame.width, border.bottom});
  side(border.left, {frame.left, top}, {border.left, height});
  side(border.right, {frame.left + frame.width - border.right, top}, {border.right, height});
}

}  // namespace engine::layout
