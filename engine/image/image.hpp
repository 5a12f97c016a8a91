#pragma once

// What a PNG (ISO 15948) or a JPEG (ITU-T T.81) is, and its rows; what a drawing (SVG) is made of;
// and the pages of a scan (TIFF 6.0).

#include "engine/base/budget.hpp"
#include "engine/base/color.hpp"
#include "engine/base/pictogram.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace engine::image {

enum class Format : std::uint8_t { png, jpeg, svg };
enum class Color : std::uint8_t { gray, rgb, palette };

/// What a picture says of itself at its beginning.
struct Header {
  Format format = Format::png;
  std::uint32_t wide = 0, high = 0;  ///< pixels, of a drawing as `Drawing` has it; neither is 0
  Color color = Color::gray;
  std::uint8_t bits = 8;  ///< of each component, or of an index into the palette
  bool has_alpha = false, is_interlaced = false;
};

/// Why a picture cannot be used, as the end of a sentence about it ("is not a whole PNG file"), and
/// what its author can do; the hint may be empty.
struct Refused {
  std::string why, hint;
};

/// Reads the header alone; what follows may be damaged (a drawing is read whole). Refused is what
/// is none of the three, a JPEG that no PDF can hold (lossless, arithmetic), and one in CMYK: PDF/A
/// has no colours for it without a profile of the press it is meant for (ISO 19005-2 §6.2.4.3).
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

/// A shape of one color, filled.
struct Shape {
  engine::Color color;
  bool is_even_odd = false;  ///< else by the winding number (SVG 1.1 §11.3)
  std::vector<Pictogram::Step> steps;
};
/// Shapes one over the other, in a box whose longer side is `side` points. x goes right, y down.
struct Drawing {
  static constexpr std::uint32_t side = 960;
  std::uint32_t wide = 0, high = 0;  ///< points; neither is 0
  std::vector<Shape> shapes;
};
/// Reads the part of SVG 1.1 that a logo is made of: filled paths, rectangles, circles, ellipses
/// and polygons in groups, with matrices. Refused is all else that would be seen: text, lines,
/// pictures, gradients, opacity, style sheets, arcs.
std::variant<Drawing, Refused> read_svg(std::string_view file);

/// A page of a scan, as it is stored.
struct Scan {
  std::uint32_t wide = 0, high = 0;  ///< pixels; neither is 0
  Color color = Color::gray;
  std::uint8_t bits = 8;        ///< of each component, or of an index into the palette
  std::string palette;          ///< three bytes a colour
  double across = 0, down = 0;  ///< points from edge to edge, as the scanner says; both above 0
  /// How it is to be turned and mirrored until it is upright (TIFF 6.0, Orientation): 1 to 8.
  int orientation = 1;
  enum class Coding : std::uint8_t {
    flate,        ///< rows without predictors
    fax,          ///< ITU-T T.6 (CCITT G4), white where the code says white
    fax_negative  ///< and black there
  } coding = Coding::flate;
  std::string bytes;  ///< compressed
};

/// II*, MM* and the same of files above 4 GiB: whether it is a TIFF at all.
bool is_tiff(std::string_view file);
/// The pages of a TIFF: gray, colours or a palette, compressed in any way that libtiff knows, in
/// strips. Small pictures of a page (thumbnails) are left out. Refused: CMYK and other colours of
/// the press, tiles, more pixels than 256 MiB a page or 4 GiB a file, what is damaged, and any TIFF
/// where libtiff is not on this machine. The budget is asked at each page.
std::variant<std::vector<Scan>, Refused> read_tiff(std::string_view file, const Budget& budget);

/// How many quarters to the right a JPEG is to be turned until it is upright, as the camera says
/// (Exif 2.3 §4.6.4, Orientation); 0 where nothing is said, or it would have to be mirrored.
int quarter_turns(std::string_view jpeg);

/// True when a JPEG has its end, too.
bool is_whole_jpeg(std::string_view file);

}  // namespace engine::image
