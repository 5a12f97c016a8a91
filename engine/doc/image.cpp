#include "engine/doc/reader.hpp"

#include <algorithm>

namespace engine::doc {

namespace {

constexpr std::size_t most_bytes = 10u << 20;
constexpr std::uint32_t most_pixels = 10000;  // a side

struct Pixels {
  std::uint32_t wide = 0, high = 0;
  bool is_jpeg = false;
};

/// A number of `size` bytes, the highest first; 0 when the bytes end before.
std::uint32_t big_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  if (at > bytes.size() || size > bytes.size() - at) return 0;
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i)
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

/// PNG (ISO 15948): the header chunk is the first, behind eight bytes of signature.
std::optional<Pixels> png(std::string_view bytes) {
  constexpr std::string_view signature{"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", 16};
  if (bytes.substr(0, signature.size()) != signature) return std::nullopt;
  return Pixels{big_endian(bytes, 16, 4), big_endian(bytes, 20, 4)};
}

/// JPEG (ITU-T T.81 annex B): goes from marker to marker up to the frame header. Frames that PDF's
/// DCTDecode does not know (lossless, arithmetic) are passed over like all else, so that such a
/// file is refused.
std::optional<Pixels> jpeg(std::string_view bytes) {
  if (bytes.substr(0, 3) != "\xFF\xD8\xFF") return std::nullopt;
  for (std::size_t at = 2; at + 4 <= bytes.size();) {
    if (bytes[at] != '\xFF') return std::nullopt;
    const std::uint32_t marker = big_endian(bytes, at + 1, 1);
    if (marker == 0xFF) {  // fill
      ++at;
      continue;
    }
    if (marker >= 0xC0 && marker <= 0xC2)
      return Pixels{big_endian(bytes, at + 7, 2), big_endian(bytes, at + 5, 2), true};
    if (marker == 0xDA || marker == 0xD9) return std::nullopt;
    at += 2 + std::max<std::size_t>(2, big_endian(bytes, at + 2, 2));
  }
  return std::nullopt;
}

std::optional<Pixels> pixels_of(Reader& r, const xml::Attribute& path, std::string_view bytes) {
  if (bytes.size() > most_bytes) {
    r.error(
        "E314",
        path.span,
        "the picture has " + std::to_string(bytes.size() >> 20) + " MiB, the most is 10 MiB"
    );
    return std::nullopt;
  }
  auto pixels = png(bytes);
  if (!pixels) pixels = jpeg(bytes);
  if (!pixels || pixels->wide == 0 || pixels->high == 0) {
    r.error(
        "E314",
        path.span,
        "the picture is neither PNG nor JPEG, or it is damaged",
        {"save it as PNG, or as a plain JPEG"}
    );
    return std::nullopt;
  }
  if (pixels->wide > most_pixels || pixels->high > most_pixels) {
    r.error(
        "E314",
        path.span,
        "the picture has " + std::to_string(pixels->wide) + " x " + std::to_string(pixels->high) +
            " pixels, the most is 10000 x 10000"
    );
    return std::nullopt;
  }
  return pixels;
}

/// As wide as asked for, or 96 pixels an inch; never larger than a page's body.
Size printed_size(const Reader& r, const Pixels& pixels, Length wanted) {
  const auto high_of = [&](Length wide) { return wide.scaled(pixels.high, pixels.wide); };
  const Size paper = r.document.paper;
  const Length body_wide = paper.width - r.theme.margin.left - r.theme.margin.right;
  const Length body_high = paper.height - r.theme.margin.top - r.theme.margin.bottom;
  Length wide =
      std::min(wanted > Length{} ? wanted : Length::from_points(0.75 * pixels.wide), body_wide);
  if (high_of(wide) > body_high) wide = body_high.scaled(pixels.wide, pixels.high);
  return {wide, std::min(high_of(wide), body_high)};
}

}  // namespace

void read_image(Reader& r, xml::Element element, Block& block) {
  const Length wanted = length(r, element, "width", {});
  const xml::Attribute* path = needed(r, element, "src");
  const xml::Attribute* alternative = needed(r, element, "alt");
  if (!path || !alternative) return;
  const Source* file = r.pictures.find(path->value);
  if (!file) {
    r.error(
        "E314",
        path->span,
        "there is no picture " + quoted(path->value),
        {"src is the path of a file below the templates"}
    );
    return;
  }
  const auto pixels = pixels_of(r, *path, file->text());
  if (!pixels) return;
  block.content = Image{
      .bytes = file->text(),
      .is_jpeg = pixels->is_jpeg,
      .pixels_wide = static_cast<int>(pixels->wide),
      .pixels_high = static_cast<int>(pixels->high),
      .size = printed_size(r, *pixels, wanted),
      .alternative = words_of(r, *alternative)};
}

}  // namespace engine::doc
