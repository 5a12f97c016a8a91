#include "engine/layout/compose.hpp"

#include <algorithm>

namespace engine::layout {

void mirror(Draft& draft, Length page_width) {
  const Length width = std::visit(
      [](const auto& ink) {
        if constexpr (std::is_same_v<std::decay_t<decltype(ink)>, page::Text>) {
          return ink.width;
        } else {
          return ink.size.width;
        }
      },
      draft.ink
  );
  draft.at.x = page_width - draft.at.x - width;
}

namespace {

/// Hangs a tag below its parent, and its parents first, when its first ink falls: reading order is
/// drawing order.
page::TagId hang(Composer& c, Mark mark) {
  PendingTag& pending = c.tags[static_cast<std::size_t>(mark)];
  if (pending.hung) return pending.id;
  pending.hung = true;
  if (mark == 0) return pending.id = c.pages.tags.root();
  const page::TagId parent = hang(c, pending.parent);
  pending.id = c.pages.tags.add(parent, pending.role);
  page::Tag& tag = c.pages.tags[pending.id];
  tag.scope = pending.scope;
  tag.numbering = pending.numbering;
  tag.column_span = pending.column_span;
  tag.alternative = pending.alternative;
  tag.language = pending.language;
  return pending.id;
}

page::Meaning artifact_of(Mark mark) {
  switch (mark) {
    case ground_artifact:
      return page::Artifact::background;
    case header_artifact:
      return page::Artifact::header;
    case footer_artifact:
      return page::Artifact::footer;
    default:
      return page::Artifact::layout;
  }
}

void remember(Composer& c, const Place& place, Point at) {
  const auto page = static_cast<std::uint32_t>(c.pages.pages.size()) - 1;
  if (place.level == 0) {
    c.pages.anchors.push_back({place.name, page, at});
  } else {
    c.pages.outline.push_back({{}, place.level, page, at});
  }
}

/// Where a draft stands on the page. What runs from right to left is composed as if it began at the
/// left, and mirrored here: lists, tables and columns know nothing of it.
Point place_of(const Composer& c, Draft draft, Length top) {
  if (c.right_to_left) mirror(draft, c.document.paper.width);
  return {draft.at.x, draft.at.y + top};
}

/// Gives ink its meaning: its tag, or decoration.
void put(Composer& c, const Draft& draft, Length top) {
  const Point at = place_of(c, draft, top);
  auto& items = c.pages.pages.back().items;
  const auto page = static_cast<std::uint32_t>(c.pages.pages.size()) - 1;
  if (draft.is == Draft::Is::place) return remember(c, c.places[draft.place], at);
  if (draft.tag < 0) {
    if (draft.is == Draft::Is::ink) items.push_back({at, artifact_of(draft.tag), draft.ink});
    return;
  }
  const page::TagId tag = hang(c, draft.tag);
  if (draft.is == Draft::Is::touch) return;
  c.pages.tags.add_item(tag, page, static_cast<std::uint32_t>(items.size()));
  if (const auto* picture = std::get_if<page::Picture>(&draft.ink)) {
    c.pages.tags[tag].box = {at, picture->size};
    c.pages.tags[tag].page = page;
  }
  items.push_back({at, tag, draft.ink});
  if (auto* field = std::get_if<page::Field>(&items.back().what)) {
    const PendingField& pending = c.fields[field->entry];
    field->entry = static_cast<std::uint32_t>(c.pages.entries.size());
    c.pages.entries.push_back(
        {.is = pending.is,
         .is_ticked = pending.is_ticked,
         .text_size = pending.text_size,
         .spoken = std::string{pending.spoken}}
    );
  }
}

/// What is repeated (the head rows of a table on its next page) is decoration: it has been read
/// once.
void put_again(Composer& c, const Draft& draft, Length top) {
  const bool is_annotation = std::holds_alternative<page::Link>(draft.ink) ||
                             std::holds_alternative<page::Field>(draft.ink);
  if (draft.is != Draft::Is::ink || is_annotation) return;
  const auto meaning =
      draft.tag < 0 ? artifact_of(draft.tag) : page::Meaning{page::Artifact::layout};
  c.pages.pages.back().items.push_back({place_of(c, draft, top), meaning, draft.ink});
}

}  // namespace

void place_drafts(Composer& c, std::uint32_t first, std::uint32_t last, Length top, bool again) {
  for (const bool ground : {true, false}) {
    for (auto i = first; i < last; ++i) {
      if ((c.drafts[i].tag == ground_artifact) != ground) continue;
      if (again) {
        put_again(c, c.drafts[i], top);
      } else {
        put(c, c.drafts[i], top);
      }
    }
  }
}

namespace {

/// Frames around strips of this page, drawn before what stands in them.
void place_frames(Composer& c, const Flow& flow, const Cut& cut, const std::vector<Length>& tops) {
  const auto drafted = static_cast<std::uint32_t>(c.drafts.size());
  for (auto i = cut.frames.rbegin(); i != cut.frames.rend(); ++i) {  // the outer ones ended last
    const Frame& frame = flow.frames[*i];
    const std::size_t first = std::max(frame.first, cut.first);
    const std::size_t last = std::min(frame.last, cut.last);
    const Length top = tops[first - cut.first];
    const Length bottom = tops[last - 1 - cut.first] + flow.strips[last - 1].height;
    draw_frame(c, frame, top, bottom - top, first == frame.first, last == frame.last);
  }
  place_drafts(c, drafted, static_cast<std::uint32_t>(c.drafts.size()), {}, false);
}

}  // namespace

void place(Composer& c, const Flow& flow, const Cut& cut, Length top) {
  Length y = top;
  if (cut.head >= 0) {
    const Head& head = flow.heads[static_cast<std::size_t>(cut.head)];
    for (std::size_t i = head.first; i < head.last; ++i) {
      if (i > head.first) y += flow.strips[i].space;
      place_drafts(c, flow.strips[i].first, flow.strips[i].last, y, true);
      y += flow.strips[i].height;
    }
    y += head.after + std::min(flow.strips[cut.first].space, Length{});
  }
  std::vector<Length> tops;
  tops.reserve(cut.last - cut.first);
  std::size_t drafts = cut.frames.size();
  for (std::size_t i = cut.first; i < cut.last; ++i) {
    if (i > cut.first) y += flow.strips[i].space;
    tops.push_back(y);
    y += flow.strips[i].height;
    drafts += flow.strips[i].last - flow.strips[i].first;
  }
  auto& items = c.pages.pages.back().items;
  items.reserve(items.size() + drafts);
  place_frames(c, flow, cut, tops);
  for (std::size_t i = cut.first; i < cut.last; ++i) {
    place_drafts(c, flow.strips[i].first, flow.strips[i].last, tops[i - cut.first], false);
  }
}

}  // namespace engine::layout
