#pragma once

#include "engine/flate/flate.hpp"
#include "engine/image/image.hpp"
#include "engine/pdf/haru/document.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>

namespace engine::pdf {

/// A picture as the file has it: an image (ISO 32000-1 §8.9.5) and, where it is transparent, its
/// soft mask.
struct Image {
  std::string entries;
  std::string bytes;
  std::string mask_entries;  ///< empty: opaque
  std::string mask_bytes;
};

/// A JPEG is taken as it is, and so are the compressed rows of a PNG, since PDF knows its
/// predictors (§7.4.4.4); one that is transparent or interlaced is decoded and compressed again.
std::variant<Image, image::Refused> read_image(std::string_view file, flate::Deflater& deflater);

/// The pictures of a run, read once each. At most 64 are kept.
class ImageCache {
 public:
  explicit ImageCache(flate::Deflater& deflater) : deflater_{deflater} {}
  std::variant<std::shared_ptr<const Image>, image::Refused> open(std::string_view file);

 private:
  flate::Deflater& deflater_;
  std::unordered_map<std::string, std::shared_ptr<const Image>>
      images_;  ///< by size and id of the file's content
};

/// Adds the streams and gives the image's.
ObjectId add_image(haru::Document& file, const Image& image);

}  // namespace engine::pdf
