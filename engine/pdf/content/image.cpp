#include "engine/pdf/content/image.hpp"

#include "engine/hash/hash.hpp"
#include "engine/pdf/content/content.hpp"
#include "engine/pdf/syntax/tokens.hpp"

#include <array>
#include <charconv>

namespace engine::pdf {

namespace {

using image::Header;
using image::Refused;

constexpr std::size_t most_kept = 64;

std::string size_entries(std::uint32_t wide, std::uint32_t high) {
  return "/Type/XObject/Subtype/Image/Width " + std::to_string(wide) + "/Height " +
         std::to_string(high);
}

std::variant<Image, Refused> of_jpeg(std::string_view file, const Header& header) {
  if (!image::is_whole_jpeg(file)) return Refused{"is not a whole JPEG file", {}};
  const std::string space = header.color == image::Color::gray ? "/DeviceGray" : "/DeviceRGB";
  return Image{
      .entries = size_entries(header.wide, header.high) + "/ColorSpace" + space +
                 "/BitsPerComponent 8/Filter/DCTDecode",
      .bytes = std::string{file}};
}

/// The rows as they stand, once it is sure that they are whole.
std::variant<Image, Refused> of_rows(image::Png& png) {
  if (auto fault = image::fault_of_rows(png)) return *std::move(fault);
  const Header& header = png.header;
  const bool is_rgb = header.color == image::Color::rgb;
  Bytes entries;
  entries << size_entries(header.wide, header.high);
  if (header.color == image::Color::palette) {
    entries << "/ColorSpace[/Indexed/DeviceRGB "
            << static_cast<std::int64_t>(png.palette.size() / 3 - 1) << ' ';
    put_literal(entries, png.palette);
    entries << ']';
  } else {
    entries << (is_rgb ? "/ColorSpace/DeviceRGB" : "/ColorSpace/DeviceGray");
  }
  entries << "/BitsPerComponent " << std::int64_t{header.bits}
          << "/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors "
          << std::int64_t{is_rgb ? 3 : 1} << "/BitsPerComponent " << std::int64_t{header.bits}
          << "/Columns " << std::int64_t{header.wide} << ">>";
  return Image{.entries = std::string{entries.view()}, .bytes = std::move(png.rows)};
}

/// Colours and opacity apart, 8 bits each.
Image of_pixels(const image::Pixels& pixels, flate::Deflater& deflater) {
  const std::string common =
      size_entries(pixels.wide, pixels.high) + "/BitsPerComponent 8/Filter/FlateDecode/ColorSpace";
  Bytes packed;
  deflater.deflate(pixels.colors, packed);
  Image image{.entries = common + "/DeviceRGB", .bytes = std::string{packed.view()}};
  if (pixels.opacity.empty()) return image;
  packed.clear();
  deflater.deflate(pixels.opacity, packed);
  image.mask_entries = common + "/DeviceGray";
  image.mask_bytes = packed.view();
  return image;
}

/// The part that one point is of so many.
std::string one_of(std::uint32_t side) {
  std::array<char, 32> digits{};
  const auto [end, fault] = std::to_chars(
      digits.data(), digits.data() + digits.size(), 1.0 / side, std::chars_format::fixed, 9
  );
  return {digits.data(), end};
}

/// A form of shapes in the square that a picture fills (ISO 32000-1 §8.10), whose y goes up.
std::variant<Image, Refused> of_svg(std::string_view file, flate::Deflater& deflater) {
  const auto read = image::read_svg(file);
  if (const auto* refused = std::get_if<Refused>(&read)) return *refused;
  const auto& drawing = std::get<image::Drawing>(read);
  Bytes drawn, packed, entries;
  for (const image::Shape& shape : drawing.shapes) {
    put_color(drawn, shape.color, " g\n", " rg\n");
    put_steps(drawn, shape.steps);
    drawn << (shape.is_even_odd ? "f*\n" : "f\n");
  }
  deflater.deflate(drawn.view(), packed);
  entries << "/Type/XObject/Subtype/Form/BBox[0 0 " << std::int64_t{drawing.wide} << ' '
          << std::int64_t{drawing.high} << "]/Matrix[" << one_of(drawing.wide) << " 0 0 -"
          << one_of(drawing.high) << " 0 1]/Resources<<>>/Filter/FlateDecode";
  return Image{.entries = std::string{entries.view()}, .bytes = std::string{packed.view()}};
}

std::variant<Image, Refused> of_png(std::string_view file, flate::Deflater& deflater) {
  auto png = image::read_png(file);
  if (!png) return Refused{"is not a whole PNG file", {}};
  const bool must_be_decoded =
      png->is_transparent || png->header.has_alpha || png->header.is_interlaced;
  if (!must_be_decoded) return of_rows(*png);
  auto decoded = image::decode(file, *png);
  if (auto* refused = std::get_if<Refused>(&decoded)) return std::move(*refused);
  return of_pixels(std::get<image::Pixels>(decoded), deflater);
}

}  // namespace

std::variant<Image, Refused> read_image(std::string_view file, flate::Deflater& deflater) {
  auto read = image::header_of(file);
  if (auto* refused = std::get_if<Refused>(&read)) return std::move(*refused);
  const Header& header = std::get<Header>(read);
  switch (header.format) {
    case image::Format::jpeg:
      return of_jpeg(file, header);
    case image::Format::svg:
      return of_svg(file, deflater);
    default:
      return of_png(file, deflater);
  }
}

std::variant<std::shared_ptr<const Image>, Refused> ImageCache::open(std::string_view file) {
  const auto id = hash::content_id(file);
  const std::string key =
      std::to_string(file.size()) + ' ' + std::to_string(id[0]) + ' ' + std::to_string(id[1]);
  if (const auto kept = images_.find(key); kept != images_.end()) return kept->second;
  auto read = read_image(file, deflater_);
  if (auto* refused = std::get_if<Refused>(&read)) return std::move(*refused);
  auto image = std::make_shared<const Image>(std::get<Image>(std::move(read)));
  if (images_.size() >= most_kept) images_.clear();
  images_.emplace(key, image);
  return image;
}

ObjectId add_image(haru::Document& file, const Image& image) {
  std::string entries = image.entries;
  if (!image.mask_entries.empty()) {
    const ObjectId mask = file.add_stream(image.mask_entries, image.mask_bytes);
    Bytes reference;
    reference << "/SMask " << mask;
    entries += reference.view();
  }
  return file.add_stream(std::move(entries), image.bytes);
}

}  // namespace engine::pdf
