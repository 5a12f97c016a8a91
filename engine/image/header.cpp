#include "engine/image/image.hpp"

namespace engine::image {

namespace {

/// A number of `size` bytes, the highest first; 0 when the bytes end before.
std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  if (at > bytes.size() || size > bytes.size() - at) return 0;
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i)
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

Refused neither() {
  return {
      "is neither PNG, JPEG nor SVG, or it is damaged",
      "save it as PNG, or as a plain JPEG, or as a plain SVG"};
}

constexpr bool is_power_of_two_up_to(unsigned bits, unsigned most) {
  return bits >= 1 && bits <= most && (bits & (bits - 1)) == 0;
}

/// The IHDR chunk, which is the first, behind eight bytes of signature (ISO 15948 §11.2.2).
std::variant<Header, Refused> png(std::string_view file) {
  enum : unsigned { gray = 0, rgb = 2, palette = 3, gray_alpha = 4, rgb_alpha = 6 };
  const unsigned color = number_at(file, 25, 1), bits = number_at(file, 24, 1);
  const bool is_known = color == gray ? is_power_of_two_up_to(bits, 16)
                        : color == palette
                            ? is_power_of_two_up_to(bits, 8)
                            : (color == rgb || color == gray_alpha || color == rgb_alpha) &&
                                  (bits == 8 || bits == 16);
  Header header{
      .format = Format::png,
      .wide = number_at(file, 16, 4),
      .high = number_at(file, 20, 4),
      .color = color == palette                     ? Color::palette
               : color == rgb || color == rgb_alpha ? Color::rgb
                                                    : Color::gray,
      .bits = static_cast<std::uint8_t>(bits),
      .has_alpha = color == gray_alpha || color == rgb_alpha,
      .is_interlaced = number_at(file, 28, 1) != 0};
  if (file.size() < 29 || !is_known || header.wide == 0 || header.high == 0) return neither();
  return header;
}

/// A JPEG is a row of segments: FF, a marker, and for most two bytes of length and that many bytes
/// (ITU-T T.81 §B.1). The frame header among them (§B.2.2) tells size and components.
std::variant<Header, Refused> jpeg(std::string_view file) {
  for (std::size_t at = 2; at + 4 <= file.size();) {
    if (file[at] != '\xFF') return neither();
    const std::uint32_t marker = number_at(file, at + 1, 1);
    if (marker == 0xFF) {  // a filling byte
      ++at;
      continue;
    }
    const std::uint32_t length = number_at(file, at + 2, 2);
    if (marker == 0xDA || marker == 0xD9 || length < 2 || at + 2 + length > file.size())
      return neither();
    const bool is_frame =
        marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (!is_frame) {
      at += 2 + length;
      continue;
    }
    if (marker > 0xC2)
      return Refused{
          "is a JPEG of a kind that cannot be printed from a PDF",
          "save it as an ordinary JPEG, or as PNG"};
    const std::uint32_t components = number_at(file, at + 9, 1);
    if (components == 4)
      return Refused{
          "is a JPEG for a printing press (CMYK), whose colours a screen cannot know",
          "save it in RGB: image programs call it \"convert to RGB\""};
    const Header header{
        .format = Format::jpeg,
        .wide = number_at(file, at + 7, 2),
        .high = number_at(file, at + 5, 2),
        .color = components == 1 ? Color::gray : Color::rgb};
    const bool is_known = (components == 1 || components == 3) && number_at(file, at + 4, 1) == 8;
    if (!is_known || length < 8 || header.wide == 0 || header.high == 0) return neither();
    return header;
  }
  return neither();
}

std::variant<Header, Refused> svg(std::string_view file) {
  const auto read = read_svg(file);
  if (const auto* refused = std::get_if<Refused>(&read)) return *refused;
  const auto& drawing = std::get<Drawing>(read);
  return Header{
      .format = Format::svg, .wide = drawing.wide, .high = drawing.high, .color = Color::rgb};
}

}  // namespace

std::variant<Header, Refused> header_of(std::string_view file) {
  constexpr std::string_view png_begins{"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", 16};
  if (file.starts_with(png_begins)) return png(file);
  if (file.starts_with("\xFF\xD8\xFF")) return jpeg(file);
  if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);
  const auto first = file.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && file[first] == '<') return svg(file);
  return neither();
}

bool is_whole_jpeg(std::string_view file) {
  return file.find("\xFF\xD9") != std::string_view::npos;
}

}  // namespace engine::image
