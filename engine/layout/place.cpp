#include "engine/layout/compose.hpp"

#include <algorithm>
#include <span>

namespace engine::layout {

void mirror(PlacedInk& ink, Length page_width) {
  const Length width = std::visit(
      [](const auto& what) {
        if constexpr (std::is_same_v<std::decay_t<decltype(what)>, page::Text>) {
          return what.width;
        } else {
          return what.size.width;
        }
      },
      ink.ink
  );
  ink.at.x = page_width - ink.at.x - width;
  if (auto* stroke = std::get_if<page::Stroke>(&ink.ink)) stroke->rises = !stroke->rises;
}

namespace {

/// What a figure is made of has a size; nothing for all other ink.
std::optional<Size> size_of_figure(const page::Ink& ink) {
  if (const auto* picture = std::get_if<page::Picture>(&ink)) return picture->size;
  if (const auto* drawing = std::get_if<page::Drawing>(&ink)) return drawing->size;
  if (const auto* copy = std::get_if<page::ForeignCopy>(&ink)) return copy->size;
  if (const auto* stroke = std::get_if<page::Stroke>(&ink)) return stroke->size;
  return std::nullopt;
}

/// The smallest box around two.
Rect around(const Rect& a, const Rect& b) {
  const Point at{std::min(a.left(), b.left()), std::min(a.top(), b.top())};
  return {at, {std::max(a.right(), b.right()) - at.x, std::max(a.bottom(), b.bottom()) - at.y}};
}

page::TagOrArtifact artifact_of(TagHandle tag) {
  switch (tag) {
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

/// Puts ink on one page.
class PageWriter {
 public:
  PageWriter(const Placement& placement, std::size_t page)
      : setting_{placement.setting},
        ink_{placement.ink},
        tags_{placement.tags},
        pages_{placement.pages},
        items_{placement.pages.pages[page].items},
        page_{static_cast<std::uint32_t>(page)} {}

  void reserve(std::size_t more) { items_.reserve(items_.size() + more); }

  /// Ink in its own order, but grounds first. `again`: it stands on a page before, too.
  void put(std::span<const PlacedInk> all, Length top, bool again) {
    for (const bool ground : {true, false}) {
      for (const PlacedInk& placed : all) {
        if ((placed.tag == ground_artifact) != ground) continue;
        again ? put_again(placed, top) : put(placed, top);
      }
    }
  }
  void put(const Fragment& fragment, Length top, bool again) {
    put(std::span{ink_.placed}.subspan(fragment.first, fragment.last - fragment.first), top, again);
  }

 private:
  /// Attaches a tag below its parent, and its parents first, when its first ink falls: reading
  /// order is drawing order.
  page::TagId attach(TagHandle tag) {
    PendingTag& pending = tags_[tag];
    if (pending.attached) return pending.id;
    pending.attached = true;
    if (tag == 0) return pending.id = pages_.tags.root();
    const page::TagId parent = attach(pending.parent);
    pending.id = pages_.tags.add(parent, pending.role);
    page::Tag& made = pages_.tags[pending.id];
    made.scope = pending.scope;
    made.numbering = pending.numbering;
    made.column_span = pending.column_span;
    made.alternative = pending.alternative;
    made.language = pending.language;
    return pending.id;
  }

  void remember(const Destination& destination, Point at) {
    if (destination.level == 0) {
      pages_.anchors.push_back({destination.name, page_, at});
    } else {
      pages_.outline.push_back({{}, destination.level, page_, at});
    }
  }

  /// Where ink stands on the page. What runs from right to left is composed as if it began at the
  /// left, and mirrored here: lists, tables and columns know nothing of it.
  Point place_of(const PlacedInk& placed, Length top) const {
    if (!setting_.right_to_left) return {placed.at.x, placed.at.y + top};
    PlacedInk there = placed;
    mirror(there, setting_.document.paper.width);
    return {there.at.x, there.at.y + top};
  }

  /// Gives ink its meaning: its tag, or decoration.
  void put(const PlacedInk& placed, Length top) {
    const Point at = place_of(placed, top);
    if (placed.is == PlacedInk::Is::destination)
      return remember(ink_.destinations[placed.destination], at);
    if (placed.tag < 0) {
      if (placed.is == PlacedInk::Is::ink)
        items_.push_back({at, artifact_of(placed.tag), placed.ink});
      return;
    }
    const page::TagId tag = attach(placed.tag);
    if (placed.is == PlacedInk::Is::begin_tag) return;
    pages_.tags.add_item(tag, page_, static_cast<std::uint32_t>(items_.size()));
    if (const auto size = size_of_figure(placed.ink)) {
      page::Tag& figure = pages_.tags[tag];
      const bool is_first = figure.box == Rect{};
      figure.box = is_first ? Rect{at, *size} : around(figure.box, {at, *size});
      figure.page = page_;
      note_copy(placed.ink);
    }
    items_.push_back({at, tag, placed.ink});
    if (auto* field = std::get_if<page::Field>(&items_.back().what)) put_field(*field);
  }

  void note_copy(const page::Ink& ink) {
    const auto* copy = std::get_if<page::ForeignCopy>(&ink);
    const auto* picture = std::get_if<page::Picture>(&ink);
    if (!copy && !(picture && picture->is_copy)) return;
    pages_.has_copies = true;
    pages_.pages[page_].turned = copy ? copy->turned : picture->turned;
  }

  void put_field(page::Field& field) {
    const PendingField& pending = ink_.fields[field.entry];
    field.entry = static_cast<std::uint32_t>(pages_.entries.size());
    pages_.entries.push_back(
        {.is = pending.is,
         .is_ticked = pending.is_ticked,
         .text_size = pending.text_size,
         .accessible_name = std::string{pending.accessible_name},
         .in_case = std::string{pending.belongs.in_case},
         .about = std::string{pending.belongs.about}}
    );
  }

  /// What is repeated (the head rows of a table on its next page) is decoration: it has been read
  /// once.
  void put_again(const PlacedInk& placed, Length top) {
    const bool is_annotation = std::holds_alternative<page::Link>(placed.ink) ||
                               std::holds_alternative<page::Field>(placed.ink);
    if (placed.is != PlacedInk::Is::ink || is_annotation) return;
    const auto meaning =
        placed.tag < 0 ? artifact_of(placed.tag) : page::TagOrArtifact{page::Artifact::layout};
    items_.push_back({place_of(placed, top), meaning, placed.ink});
  }

  const Setting& setting_;
  const Ink& ink_;
  Tags& tags_;
  page::Pages& pages_;
  std::vector<page::Item>& items_;
  std::uint32_t page_;
};

/// Frames around fragments of this page, drawn before what stands in them.
void place_frames(
    PageWriter& writer, const Flow& flow, const Cut& cut, const std::vector<Length>& tops
) {
  if (cut.frames.empty()) return;
  Ink drawn;
  for (auto i = cut.frames.rbegin(); i != cut.frames.rend(); ++i) {  // the outer ones ended last
    const Frame& frame = flow.frames[*i];
    const std::size_t first = std::max(frame.first, cut.first);
    const std::size_t last = std::min(frame.last, cut.last);
    const Length top = tops[first - cut.first];
    const Length bottom = tops[last - 1 - cut.first] + flow.fragments[last - 1].height;
    draw_frame(drawn, frame, top, bottom - top, first == frame.first, last == frame.last);
  }
  writer.put(drawn.placed, {}, false);
}

}  // namespace

void Placement::place(const Flow& flow, const Cut& cut, std::size_t page, Length top) const {
  PageWriter writer{*this, page};
  Length y = top;
  if (cut.head >= 0) {
    const Head& head = flow.heads[static_cast<std::size_t>(cut.head)];
    for (std::size_t i = head.first; i < head.last; ++i) {
      if (i > head.first) y += flow.fragments[i].space;
      writer.put(flow.fragments[i], y, true);
      y += flow.fragments[i].height;
    }
    y += head.after + std::min(flow.fragments[cut.first].space, Length{});
  }
  std::vector<Length> tops;
  tops.reserve(cut.last - cut.first);
  std::size_t items = cut.frames.size();
  for (std::size_t i = cut.first; i < cut.last; ++i) {
    if (i > cut.first) y += flow.fragments[i].space;
    tops.push_back(y);
    y += flow.fragments[i].height;
    items += flow.fragments[i].last - flow.fragments[i].first;
  }
  writer.reserve(items);
  place_frames(writer, flow, cut, tops);
  for (std::size_t i = cut.first; i < cut.last; ++i)
    writer.put(flow.fragments[i], tops[i - cut.first], false);
}

}  // namespace engine::layout
