#include "engine/doc/style_sheet.hpp"

#include <algorithm>

namespace engine::doc {

namespace {

TextStyle resized(const TextStyle& style, Length size) {
  TextStyle other = style;
  other.size = size;
  other.leading = style.leading.scaled(size.millipoints(), style.size.millipoints());
  return other;
}

/// What has its white on a dense sheet as elsewhere: what a form has is close already.
bool keeps_white(StyleRole role) {
  switch (role) {
    case StyleRole::check_box:
    case StyleRole::edge_mark:
    case StyleRole::header:
    case StyleRole::footer:
    case StyleRole::fine_print:
    case StyleRole::form:
    case StyleRole::form_cell:
    case StyleRole::caption:
    case StyleRole::item_caption:
      return true;
    default:
      return false;
  }
}

/// A box that is set off: what stands in it is clear of its frame, on a dense sheet too.
bool is_set_off(StyleRole role) {
  return role == StyleRole::note_tip || role == StyleRole::note_warning ||
         role == StyleRole::note_law || role == StyleRole::note_finish ||
         role == StyleRole::note_ticket;
}

/// White as much smaller as the letters in the boxes of a form are than those of the text, and in
/// cells no more than a box has. The letters are as elsewhere: they give way where pages are cut.
void make_dense(Styles& styles) {
  const auto style_of = [&](StyleRole role) -> auto& {
    return styles[static_cast<std::size_t>(role)];
  };
  const Length of_boxes = style_of(StyleRole::form_cell).first.size;
  const Length of_text = style_of(StyleRole::p).first.size;
  const BoxStyle of_a_box = style_of(StyleRole::form_cell).second;
  const auto smaller = [&](Length& length) {
    length = length.scaled(of_boxes.millipoints(), of_text.millipoints());
  };
  for (std::size_t i = 0; i < styles.size(); ++i) {
    if (keeps_white(static_cast<StyleRole>(i))) continue;
    BoxStyle& box = styles[i].second;
    for (Length* white : {&box.before, &box.after, &box.padding.top, &box.padding.bottom})
      smaller(*white);
    if (is_set_off(static_cast<StyleRole>(i))) continue;
    box.padding.top = std::min(box.padding.top, of_a_box.padding.top);
    box.padding.bottom = std::min(box.padding.bottom, of_a_box.padding.bottom);
  }
}

}  // namespace

StyleSheet::StyleSheet(const Theme& theme, Length least, bool is_dense) : styles_{&theme.styles} {
  const auto is_smaller = [&](const auto& style) { return style.first.size < least; };
  const bool grows = std::any_of(theme.styles.begin(), theme.styles.end(), is_smaller);
  if (!grows && !is_dense) return;
  changed_ = theme.styles;
  if (is_dense) make_dense(*changed_);
  const Length body = (*changed_)[static_cast<std::size_t>(StyleRole::p)].first.size;
  for (auto& [style, box] : *changed_) {
    const Length grown =
        body < least ? style.size.scaled(least.millipoints(), body.millipoints()) : style.size;
    const Length size = std::max(grown, least);
    if (size != style.size) style = resized(style, size);
  }
  styles_ = &*changed_;
}

}  // namespace engine::doc
