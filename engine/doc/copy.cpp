#include "engine/base/beside.hpp"
#include "engine/doc/messages.hpp"
#include "engine/doc/reader.hpp"
#include "engine/image/image.hpp"

#include <algorithm>

namespace engine::doc {

namespace {

/// Below a copy there is one line of ours.
constexpr Length line_below = 40_pt;

/// What a page of a record takes of its sheet: as large as it is, or smaller where the mark at the
/// edge and the line below leave less room. A page that is wider than high stands turned.
Image on_sheet(const Reader& r, Size upright) {
  const Size paper = r.document.paper;
  const Size room{
      paper.width - r.theme.edge_mark.width, paper.height - r.document.margin.top - line_below};
  Image image{.turned = upright.width > upright.height};
  const Size shown =
      image.turned ? Size{upright.height, upright.width} : Size{upright.width, upright.height};
  image.size = shown;
  if (image.size.width > room.width) {
    image.size = {
        room.width, shown.height.scaled(room.width.millipoints(), shown.width.millipoints())};
  }
  if (image.size.height > room.height) {
    image.size = {
        shown.width.scaled(room.height.millipoints(), shown.height.millipoints()), room.height};
  }
  return image;
}

void add_sheet(Reader& r, xml::Element element, Image image, std::vector<Block>& blocks) {
  if (!blocks.empty()) {
    Block next = block_of(r, element, Element::page_break, {});
    next.content = PageBreak{};
    blocks.push_back(std::move(next));
  }
  Block sheet = block_of(r, element, Element::copy, {});
  sheet.content = image;
  blocks.push_back(std::move(sheet));
}

/// "Biopsy of March 2, 3/12"
std::string_view numbered(Reader& r, std::string_view name, std::size_t page, std::size_t pages) {
  r.document.accessible_names.push_back(
      std::string{name} + ", " + std::to_string(page) + '/' + std::to_string(pages)
  );
  return r.document.accessible_names.back();
}

/// A picture is as large as its pixels at 72 an inch: one that was scanned is larger than any
/// sheet.
void add_picture(
    Reader& r,
    xml::Element element,
    const xml::Attribute& path,
    std::string_view name,
    std::vector<Block>& blocks
) {
  const Source* file = r.pictures.find(path.value);
  if (!file) {
    r.error(messages::no_record(quoted_value(path.value)), path.span);
    return;
  }
  const auto read = image::header_of(file->text());
  if (const auto* refused = std::get_if<image::Refused>(&read)) {
    r.error(messages::picture_refused(refused->why), path.span, {refused->hint});
    return;
  }
  const auto& pixels = std::get<image::Header>(read);
  const int turns = pixels.format == image::Format::jpeg ? image::quarter_turns(file->text()) : 0;
  const Length wide = 1_pt * static_cast<std::int64_t>(pixels.wide);
  const Length high = 1_pt * static_cast<std::int64_t>(pixels.high);
  Image image = on_sheet(r, turns % 2 == 0 ? Size{wide, high} : Size{high, wide});
  image.bytes = file->text();
  image.format = pixels.format;
  image.pixels_wide = static_cast<int>(pixels.wide);
  image.pixels_high = static_cast<int>(pixels.high);
  image.alternative = name;
  image.turns = turns;
  add_sheet(r, element, image, blocks);
}

}  // namespace

void read_copy(Reader& r, xml::Element element, std::vector<Block>& blocks) {
  const xml::Attribute* path = needed(r, element, "src");
  const xml::Attribute* alternative = needed(r, element, "alt");
  if (!path || !alternative) return;
  const std::string_view name = words_of(r, *alternative);
  const ForeignFile* file = r.pictures.foreign(path->value);
  if (!file) return add_picture(r, element, *path, name, blocks);
  const std::string_view source = keep_words(r, path->value);
  blocks.reserve(blocks.size() + file->pages.size() * 2);
  for (std::size_t i = 0; i < file->pages.size(); ++i) {
    Image image = on_sheet(r, file->pages[i].size);
    image.foreign = file;
    image.foreign_page = static_cast<std::uint32_t>(i);
    image.foreign_name = source;
    image.alternative = numbered(r, name, i + 1, file->pages.size());
    add_sheet(r, element, image, blocks);
  }
}

}  // namespace engine::doc
