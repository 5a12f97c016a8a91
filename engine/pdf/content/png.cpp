#include "engine/pdf/content/image.hpp"
#include "engine/pdf/syntax/tokens.hpp"

#include <png.h>
#include <vector>

namespace engine::pdf {

namespace {

std::uint32_t big_endian32(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i)
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

/// What the chunks of a PNG say (ISO 15948 §11).
struct Chunks {
  std::uint32_t wide = 0, high = 0;
  unsigned bits = 0, color = 0, interlace = 0;
  bool transparent = false;
  std::string_view palette;
  std::string rows;  ///< compressed
};
enum PngColor : unsigned { gray = 0, rgb = 2, indexed = 3, gray_alpha = 4, rgb_alpha = 6 };

/// Reads the chunks; false when one is missing, cut off or damaged.
bool read_chunks(std::string_view file, Chunks& chunks) {
  if (!file.starts_with("\x89PNG\r\n\x1A\n")) return false;
  for (std::size_t at = 8; at + 12 <= file.size();) {
    const std::uint32_t length = big_endian32(file, at);
    if (length > file.size() - at - 12) return false;
    const std::string_view type = file.substr(at + 4, 4);
    const std::string_view data = file.substr(at + 8, length);
    if (flate::crc32(file.substr(at + 4, 4 + length)) != big_endian32(file, at + 8 + length))
      return false;
    at += 12 + length;
    if ((type == "IHDR") != (chunks.wide == 0)) return false;  // first, and once
    if (type == "IHDR") {
      if (length != 13) return false;
      chunks.wide = big_endian32(data, 0);
      chunks.high = big_endian32(data, 4);
      chunks.bits = static_cast<unsigned char>(data[8]);
      chunks.color = static_cast<unsigned char>(data[9]);
      chunks.interlace = static_cast<unsigned char>(data[12]);
      if (chunks.wide == 0 || chunks.high == 0) return false;
    }
    if (type == "PLTE") chunks.palette = data;
    if (type == "tRNS") chunks.transparent = true;
    if (type == "IDAT") chunks.rows += data;
    if (type == "IEND") return !chunks.rows.empty();
  }
  return false;
}

constexpr std::uint64_t most_bytes = 256u << 20;  ///< of unpacked rows

std::string size_entries(std::uint32_t wide, std::uint32_t high) {
  return "/Type/XObject/Subtype/Image/Width " + std::to_string(wide) + "/Height " +
         std::to_string(high);
}

/// The rows as they stand, once it is sure that they are whole.
std::variant<Image, Refused> take_rows(Chunks& chunks) {
  const unsigned colors = chunks.color == rgb ? 3 : 1;
  const std::uint64_t row = (std::uint64_t{chunks.wide} * colors * chunks.bits + 7) / 8 + 1;
  if (row * chunks.high > most_bytes) return Refused{"it has too many pixels"};
  const auto plain = flate::inflate(chunks.rows, static_cast<std::size_t>(row * chunks.high));
  if (!plain) return Refused{"it is not a whole PNG file"};
  for (std::size_t at = 0; at < plain->size(); at += static_cast<std::size_t>(row)) {
    if (static_cast<unsigned char>((*plain)[at]) > 4)
      return Refused{"it is not a whole PNG file"};  // no such predictor
  }

  Bytes entries;
  entries << size_entries(chunks.wide, chunks.high);
  if (chunks.color == indexed) {
    if (chunks.palette.empty() || chunks.palette.size() % 3 != 0 || chunks.palette.size() > 768) {
      return Refused{"it is not a whole PNG file"};
    }
    entries << "/ColorSpace[/Indexed/DeviceRGB "
            << static_cast<std::int64_t>(chunks.palette.size() / 3 - 1) << ' ';
    put_literal(entries, chunks.palette);
    entries << ']';
  } else {
    entries << (chunks.color == rgb ? "/ColorSpace/DeviceRGB" : "/ColorSpace/DeviceGray");
  }
  entries << "/BitsPerComponent " << std::int64_t{chunks.bits}
          << "/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors " << std::int64_t{colors}
          << "/BitsPerComponent " << std::int64_t{chunks.bits} << "/Columns "
          << std::int64_t{chunks.wide} << ">>";
  return Image{.entries = std::string{entries.view()}, .bytes = std::move(chunks.rows)};
}

/// Colours and opacity apart, 8 bits each, by libpng.
std::variant<Image, Refused> decode(
    std::string_view file, const Chunks& chunks, flate::Deflater& deflater
) {
  if (std::uint64_t{chunks.wide} * chunks.high * 4 > most_bytes)
    return Refused{"it has too many pixels"};
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_memory(&png, file.data(), file.size()))
    return Refused{png.message};
  png.format = PNG_FORMAT_RGBA;
  std::vector<unsigned char> pixels(PNG_IMAGE_SIZE(png));
  if (!png_image_finish_read(&png, nullptr, pixels.data(), 0, nullptr)) {
    const Refused refused{png.message};
    png_image_free(&png);
    return refused;
  }

  std::string colors, opacity;
  colors.reserve(pixels.size() / 4 * 3);
  opacity.reserve(pixels.size() / 4);
  for (std::size_t i = 0; i < pixels.size(); i += 4) {
    colors.append(reinterpret_cast<const char*>(&pixels[i]), 3);
    opacity += static_cast<char>(pixels[i + 3]);
  }
  const std::string common =
      size_entries(png.width, png.height) + "/BitsPerComponent 8/Filter/FlateDecode/ColorSpace";
  Bytes packed;
  deflater.deflate(colors, packed);
  Image image{.entries = common + "/DeviceRGB", .bytes = std::string{packed.view()}};
  if (opacity.find_first_not_of('\xFF') != std::string::npos) {
    packed.clear();
    deflater.deflate(opacity, packed);
    image.mask_entries = common + "/DeviceGray";
    image.mask_bytes = packed.view();
  }
  return image;
}

bool is_allowed(unsigned color, unsigned bits) {
  if (color == gray) return bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
  if (color == indexed) return bits == 1 || bits == 2 || bits == 4 || bits == 8;
  return (color == rgb || color == gray_alpha || color == rgb_alpha) && (bits == 8 || bits == 16);
}

}  // namespace

std::variant<Image, Refused> read_png(std::string_view file, flate::Deflater& deflater) {
  Chunks chunks;
  if (!read_chunks(file, chunks) || !is_allowed(chunks.color, chunks.bits)) {
    return Refused{"it is not a whole PNG file"};
  }
  const bool has_alpha =
      chunks.transparent || chunks.color == gray_alpha || chunks.color == rgb_alpha;
  return has_alpha || chunks.interlace != 0 ? decode(file, chunks, deflater) : take_rows(chunks);
}

}  // namespace engine::pdf
