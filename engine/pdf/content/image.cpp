#include "engine/pdf/content/image.hpp"

#include "engine/hash/hash.hpp"

namespace engine::pdf {

namespace {

constexpr std::size_t most_kept = 64;

unsigned big_endian16(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned>(
      static_cast<unsigned char>(bytes[at]) << 8 | static_cast<unsigned char>(bytes[at + 1])
  );
}

}  // namespace

// A JPEG is a row of segments: FF, a marker, and for most two bytes of length and that many bytes
// (ITU-T T.81 §B.1). The frame header among them tells size and components.
std::variant<Image, Refused> read_jpeg(std::string_view file) {
  const Refused broken{"it is not a whole JPEG file"};
  if (!file.starts_with("\xFF\xD8\xFF")) return broken;
  bool from_adobe = false;
  for (std::size_t at = 2; at + 4 <= file.size();) {
    if (file[at] != '\xFF') return broken;
    const auto marker = static_cast<unsigned char>(file[at + 1]);
    if (marker == 0xFF) {  // a filling byte
      ++at;
      continue;
    }
    const unsigned length = big_endian16(file, at + 2);
    if (length < 2 || at + 2 + length > file.size()) return broken;
    const std::string_view segment = file.substr(at + 4, length - 2);
    if (marker == 0xEE) from_adobe |= segment.starts_with("Adobe");
    const bool is_frame =
        marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (!is_frame) {
      if (marker == 0xDA) return broken;  // the picture itself, before its header
      at += 2 + length;
      continue;
    }
    if (marker > 0xC2)
      return Refused{"this kind of JPEG is not for print: save it as an ordinary one"};
    if (segment.size() < 6) return broken;
    const unsigned bits = static_cast<unsigned char>(segment[0]);
    const unsigned high = big_endian16(segment, 1), wide = big_endian16(segment, 3);
    const unsigned components = static_cast<unsigned char>(segment[5]);
    const char* space = components == 1   ? "/DeviceGray"
                        : components == 3 ? "/DeviceRGB"
                        : components == 4 ? "/DeviceCMYK"
                                          : nullptr;
    const bool is_whole = file.substr(at).find("\xFF\xD9") != std::string_view::npos;
    if (bits != 8 || high == 0 || wide == 0 || !space || !is_whole) return broken;
    std::string entries = "/Type/XObject/Subtype/Image/Width " + std::to_string(wide) + "/Height " +
                          std::to_string(high) + "/ColorSpace" + space +
                          "/BitsPerComponent 8/Filter/DCTDecode";
    if (components == 4 && from_adobe)
      entries += "/Decode[1 0 1 0 1 0 1 0]";  // Adobe writes these inverted
    return Image{.entries = std::move(entries), .bytes = std::string{file}};
  }
  return broken;
}

std::variant<std::shared_ptr<const Image>, Refused> ImageShelf::open(
    std::string_view file, bool is_jpeg
) {
  const auto hash = hash::content_id(file);
  const std::string key =
      std::to_string(file.size()) + ' ' + std::to_string(hash[0]) + ' ' + std::to_string(hash[1]);
  if (const auto kept = images_.find(key); kept != images_.end()) return kept->second;
  auto read = is_jpeg ? read_jpeg(file) : read_png(file, deflater_);
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
