#include "engine/flate/flate.hpp"
#include "engine/image/image.hpp"

#include <png.h>
#include <vector>

namespace engine::image {

namespace {

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i)
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

constexpr std::uint64_t most_bytes = 256u << 20;  ///< of unpacked rows

Refused damaged() {
  return {"is not a whole PNG file", {}};
}
Refused too_large() {
  return {"has too many pixels", {}};
}

}  // namespace

// Chunks (ISO 15948 §5.3): four bytes of length, four of type, that many of data, a checksum.
std::optional<Png> read_png(std::string_view file) {
  const auto header = header_of(file);
  if (!std::holds_alternative<Header>(header)) return std::nullopt;
  Png png{.header = std::get<Header>(header)};
  if (png.header.format != Format::png) return std::nullopt;
  bool is_first = true;
  for (std::size_t at = 8; at + 12 <= file.size();) {
    const std::uint32_t length = number_at(file, at);
    if (length > file.size() - at - 12) return std::nullopt;
    const std::string_view type = file.substr(at + 4, 4);
    const std::string_view data = file.substr(at + 8, length);
    if (flate::crc32(file.substr(at + 4, 4 + length)) != number_at(file, at + 8 + length))
      return std::nullopt;
    at += 12 + length;
    if ((type == "IHDR") != is_first) return std::nullopt;  // first, and once
    is_first = false;
    if (type == "PLTE") png.palette = data;
    if (type == "tRNS") png.is_transparent = true;
    if (type == "IDAT") png.rows += data;
    if (type == "IEND") return png.rows.empty() ? std::nullopt : std::optional{std::move(png)};
  }
  return std::nullopt;
}

std::optional<Refused> fault_of_rows(const Png& png) {
  const Header& header = png.header;
  const unsigned components = header.color == Color::rgb ? 3 : 1;
  const std::uint64_t row = (std::uint64_t{header.wide} * components * header.bits + 7) / 8 + 1;
  if (row * header.high > most_bytes) return too_large();
  const auto plain = flate::inflate(png.rows, static_cast<std::size_t>(row * header.high));
  if (!plain) return damaged();
  for (std::size_t at = 0; at < plain->size(); at += static_cast<std::size_t>(row)) {
    if (static_cast<unsigned char>((*plain)[at]) > 4) return damaged();  // no such predictor
  }
  if (header.color != Color::palette) return std::nullopt;
  const std::size_t bytes = png.palette.size();
  return bytes == 0 || bytes % 3 != 0 || bytes > 768 ? std::optional{damaged()} : std::nullopt;
}

std::variant<Pixels, Refused> decode(std::string_view file, const Png& of) {
  if (std::uint64_t{of.header.wide} * of.header.high * 4 > most_bytes) return too_large();
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_memory(&png, file.data(), file.size()))
    return Refused{std::string{"cannot be decoded: "} + png.message, {}};
  png.format = PNG_FORMAT_RGBA;
  std::vector<unsigned char> bytes(PNG_IMAGE_SIZE(png));
  if (!png_image_finish_read(&png, nullptr, bytes.data(), 0, nullptr)) {
    const Refused refused{std::string{"cannot be decoded: "} + png.message, {}};
    png_image_free(&png);
    return refused;
  }
  Pixels pixels{.wide = png.width, .high = png.height};
  pixels.colors.reserve(bytes.size() / 4 * 3);
  pixels.opacity.reserve(bytes.size() / 4);
  for (std::size_t i = 0; i < bytes.size(); i += 4) {
    pixels.colors.append(reinterpret_cast<const char*>(&bytes[i]), 3);
    pixels.opacity += static_cast<char>(bytes[i + 3]);
  }
  if (pixels.opacity.find_first_not_of('\xFF') == std::string::npos) pixels.opacity.clear();
  return pixels;
}

}  // namespace engine::image
