#include "engine/layout/compose.hpp"

namespace engine::layout {

namespace {

/// Where a link of an upright page lies on the sheet, from the upper left corner of its copy.
Rect on_sheet(const Rect& link, const doc::Image& image, Size upright) {
  const std::int64_t shown = (image.turned ? image.size.height : image.size.width).millipoints();
  const auto scaled = [&](Length of_page) {
    return of_page.scaled(shown, upright.width.millipoints());
  };
  if (!image.turned) {
    return {
        {scaled(link.left()), scaled(link.top())},
        {scaled(link.size.width), scaled(link.size.height)}};
  }
  return {
      {scaled(link.top()), scaled(upright.width - link.right())},
      {scaled(link.size.height), scaled(link.size.width)}};
}

/// What a page of a file is called by the links that lead to it.
std::string anchor_of(const doc::Image& image, std::uint32_t page) {
  return "copy-" + std::string{image.foreign_name} + '-' + std::to_string(page + 1);
}

void add_links(const Composer& c, const doc::Image& image, TagHandle tag, Point at) {
  const ForeignPage& page = image.foreign->pages[image.foreign_page];
  for (const ForeignLink& link : page.links) {
    const Rect place = on_sheet(link.place, image, page.size);
    const bool leads_out = !link.address.empty();
    page::LinkTarget target{
        leads_out ? link.address : '#' + anchor_of(image, link.page),
        leads_out ? link.address : std::to_string(link.page + 1)};
    c.ink.draw(
        c.tags.add(page::Role::link, tag),
        {at.x + place.left(), at.y + place.top()},
        c.ink.link(place.size, std::move(target))
    );
  }
}

}  // namespace

TagHandle add_copy_tag(const Composer& c, const doc::Image& image, TagHandle parent) {
  const bool is_heard = image.foreign && image.foreign->pages[image.foreign_page].has_text;
  return c.tags.add(is_heard ? page::Role::paragraph : page::Role::figure, parent);
}

void add_copy(
    const Composer& c,
    Flow& flow,
    const doc::Block& block,
    const doc::Image& image,
    const Slot& slot
) {
  const doc::Document& document = c.setting.document;
  const Length room = document.paper.width - document.edge_mark.width;
  const Point at{(room - image.size.width) / 2, {}};
  if (slot.tag >= 0 && c.tags[slot.tag].role == page::Role::figure)
    c.tags[slot.tag].alternative = image.alternative;
  if (image.foreign) {
    c.ink.remember(at, {anchor_of(image, image.foreign_page)});
    c.ink.draw(
        slot.tag, at, page::ForeignCopy{image.size, image.foreign, image.foreign_page, image.turned}
    );
    add_links(c, image, slot.tag, at);
  } else {
    c.ink.draw(
        slot.tag,
        at,
        page::Picture{
            image.size,
            image.bytes,
            image.pixels_wide,
            image.pixels_high,
            (image.turns + (image.turned ? 3 : 0)) % 4,
            true,
            image.turned}
    );
  }
  end_fragment(c, flow, image.size.height).span = block.span;
}

}  // namespace engine::layout
