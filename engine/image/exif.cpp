#include "engine/image/image.hpp"

#include <algorithm>

namespace engine::image {

namespace {

/// TiffNumbers of a TIFF structure, in the order that its first letters say.
class TiffNumbers {
 public:
  explicit TiffNumbers(std::string_view tiff) : bytes_{tiff}, is_little_{tiff.starts_with("II")} {}
  std::size_t at(std::size_t place, std::size_t size) const {
    if (place > bytes_.size() || size > bytes_.size() - place) return 0;
    std::size_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t next = is_little_ ? place + size - 1 - i : place + i;
      value = value << 8 | static_cast<unsigned char>(bytes_[next]);
    }
    return value;
  }

 private:
  std::string_view bytes_;
  bool is_little_;
};

int turns_of(std::string_view tiff) {
  constexpr std::size_t most_entries = 200, orientation = 0x112;
  const TiffNumbers numbers{tiff};
  const std::size_t directory = numbers.at(4, 4);
  const std::size_t entries = std::min(numbers.at(directory, 2), most_entries);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + i * 12;
    if (numbers.at(entry, 2) != orientation) continue;
    const std::size_t is = numbers.at(entry + 8, 2);
    return is == 6 ? 1 : is == 3 ? 2 : is == 8 ? 3 : 0;
  }
  return 0;
}

}  // namespace

int quarter_turns(std::string_view jpeg) {
  using namespace std::string_view_literals;
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(jpeg[at]); };
  for (std::size_t at = 2; at + 4 <= jpeg.size() && byte(at) == 0xFF;) {
    const unsigned marker = byte(at + 1);
    const std::size_t size = static_cast<std::size_t>(byte(at + 2)) << 8 | byte(at + 3);
    if (marker == 0xDA || size < 2) return 0;  // the picture itself begins
    const auto segment = jpeg.substr(at + 4, size - 2);
    if (marker == 0xE1 && segment.starts_with("Exif\0\0"sv)) return turns_of(segment.substr(6));
    at += 2 + size;
  }
  return 0;
}

}  // namespace engine::image
