#pragma once

// What a PNG (ISO 15948) or a JPEG (ITU-T T.81) is, and its rows.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace engine::image {

enum class Format : std::uint8_t { png, jpeg };
enum class Color : std::uint8_t { gray, rgb, palette };

/// What a picture says of itself at its beginning.
struct Header {
  Format format = Format::png;
  std::uint32_t wide = 0, high = 0;  ///< pixels; neither is 0
  Color color = Color::gray;
  std::uint8_t bits = 8;  ///< of each component, or of an index into the palette
  bool has_alpha = false, is_interlaced = false;
};

/// Why a picture cannot be used, as the end of a sentence about it ("is not a whole PNG file"), and
/// what its author can do; the hint may be empty.
struct Refused {
  std::string why, hint;
};

/// Reads the header alone; what follows may be damaged. Refused is what is neither PNG nor JPEG, a
/// JPEG that no PDF can hold (lossless, arithmetic), and one in CMYK: PDF/A has no colours for it
/// without a profile of the press it is meant for (ISO 19005-2 §6.2.4.3).
std::variant<Header, Refused> header_of(std::string_view file);

/// A PNG whose chunks are whole: each checksum was compared.
struct Png {
  Header header;
  std::string_view palette;  ///< in the file: three bytes a colour
  bool is_transparent = false;
  std::string rows;  ///< compressed, each with its predictor (§9)
};

/// Nothing when a chunk is missing, cut off or damaged.
std::optional<Png> read_png(std::string_view file);
/// Whether the rows unpack to as many as the header says, each with a predictor there is, and
/// whether there is a palette for those that need one. Nothing: they do.
std::optional<Refused> fault_of_rows(const Png& png);

/// Colours (red, green, blue) and opacity, a byte each; no opacity when all is opaque.
struct Pixels {
  std::uint32_t wide = 0, high = 0;
  std::string colors, opacity;
};
/// Decodes a PNG that is transparent or interlaced.
std::variant<Pixels, Refused> decode(std::string_view file, const Png& of);

/// True when a JPEG has its end, too.
bool is_whole_jpeg(std::string_view file);

}  // namespace engine::image
