#pragma once

#include "engine/flate/flate.hpp"
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

/// Why a picture cannot be used, in a few words.
struct Refused {
  std::string why;
};

/// A JPEG is taken as it is.
std::variant<Image, Refused> read_jpeg(std::string_view file);
/// The compressed rows of a PNG are taken as they are, since PDF knows its predictors (§7.4.4.4);
/// one that is transparent or interlaced is decoded and compressed again.
std::variant<Image, Refused> read_png(std::string_view file, flate::Deflater& deflater);

/// The pictures of a run, read once each.
class ImageShelf {
 public:
  explicit ImageShelf(flate::Deflater& deflater) : deflater_{deflater} {}
  std::variant<std::shared_ptr<const Image>, Refused> open(std::string_view file, bool is_jpeg);

 private:
  flate::Deflater& deflater_;
  std::unordered_map<std::string, std::shared_ptr<const Image>>
      images_;  ///< by size and hash of the file
};

/// Adds the streams and gives the image's.
ObjectId add_image(haru::Document& file, const Image& image);

}  // namespace engine::pdf
