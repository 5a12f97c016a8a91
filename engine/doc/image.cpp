#include "engine/image/image.hpp"

#include "engine/base/beside.hpp"
#include "engine/doc/messages.hpp"
#include "engine/doc/reader.hpp"

#include <algorithm>

namespace engine::doc {

namespace {

constexpr std::size_t most_bytes = 10u << 20;
constexpr std::uint32_t most_pixels = 10000;  // a side

std::optional<image::Header> header_of(
    Reader& r, const xml::Attribute& path, std::string_view bytes
) {
  if (bytes.size() > most_bytes) {
    r.error(messages::picture_has_many_bytes(bytes.size() >> 20), path.span);
    return std::nullopt;
  }
  const auto read = image::header_of(bytes);
  if (const auto* refused = std::get_if<image::Refused>(&read)) {
    r.error(messages::picture_refused(refused->why), path.span, {refused->hint});
    return std::nullopt;
  }
  const auto& header = std::get<image::Header>(read);
  if (header.wide > most_pixels || header.high > most_pixels) {
    r.error(messages::picture_has_many_pixels(header.wide, header.high), path.span);
    return std::nullopt;
  }
  return header;
}

/// As wide as asked for, or 96 pixels an inch; never higher than asked for, or larger than a page's
/// body.
Size printed_size(const Reader& r, const image::Header& pixels, Length wanted, Length most_high) {
  const auto high_of = [&](Length wide) { return wide.scaled(pixels.high, pixels.wide); };
  const Size paper = r.document.paper;
  const Length body_wide = paper.width - r.theme.margin.left - r.theme.margin.right;
  const Length page_high = paper.height - r.theme.margin.top - r.theme.margin.bottom;
  const Length body_high = most_high > Length{} ? std::min(most_high, page_high) : page_high;
  Length wide =
      std::min(wanted > Length{} ? wanted : Length::from_points(0.75 * pixels.wide), body_wide);
  if (high_of(wide) > body_high) wide = body_high.scaled(pixels.wide, pixels.high);
  return {wide, std::min(high_of(wide), body_high)};
}

}  // namespace

void read_image(Reader& r, xml::Element element, Block& block) {
  const Length wanted = length(r, element, "width", {});
  const Length most_high = length(r, element, "height", {});
  const xml::Attribute* path = needed(r, element, "src");
  const xml::Attribute* alternative = needed(r, element, "alt");
  if (!path || !alternative) return;
  const Source* file = r.pictures.find(path->value);
  if (!file) {
    r.error(
        messages::no_picture(quoted_value(path->value)),
        path->span,
        {is_beside(path->value)
             ? "put a PNG, JPEG or SVG file of that name beside the case file"
             : "src is the path of a file below the templates, or the name of one beside the case"}
    );
    return;
  }
  const auto pixels = header_of(r, *path, file->text());
  if (!pixels) return;
  block.content = Image{
      .bytes = file->text(),
      .format = pixels->format,
      .pixels_wide = static_cast<int>(pixels->wide),
      .pixels_high = static_cast<int>(pixels->high),
      .size = printed_size(r, *pixels, wanted, most_high),
      .alternative = words_of(r, *alternative)};
}

}  // namespace engine::doc
