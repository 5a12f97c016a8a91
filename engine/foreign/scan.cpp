#include "engine/foreign/copy.hpp"
#include "engine/foreign/foreign.hpp"
#include "engine/foreign/pages.hpp"

namespace engine::foreign {

namespace {

using image::Scan;

/// From the square of a picture, whose first row is above, onto a page of that size: where the
/// first row and the first column belong is said by TIFF 6.0 (Orientation).
Matrix onto_page(int orientation, double wide, double high) {
  switch (orientation) {
    case 2:
      return {-wide, 0, 0, high, wide, 0};
    case 3:
      return {-wide, 0, 0, -high, wide, high};
    case 4:
      return {wide, 0, 0, -high, 0, high};
    case 5:
      return {0, -high, -wide, 0, wide, high};
    case 6:
      return {0, -high, wide, 0, 0, high};
    case 7:
      return {0, high, wide, 0, 0, 0};
    case 8:
      return {0, high, -wide, 0, wide, 0};
    default:
      return {wide, 0, 0, high, 0, 0};
  }
}

std::string colors_of(const Scan& scan) {
  if (scan.color == image::Color::rgb) return "/DeviceRGB";
  if (scan.color == image::Color::gray) return "/DeviceGray";
  std::string hexes;
  for (const char c : scan.palette)
    hexes += hex(static_cast<unsigned char>(c), 2, lower_hex_digits);
  return "[/Indexed/DeviceRGB " + std::to_string(scan.palette.size() / 3 - 1) + '<' + hexes + ">]";
}

/// How the bytes are compressed (ISO 32000-1 §7.4). A fax ends behind its last row, whether it says
/// so or not.
std::string filter_of(const Scan& scan) {
  if (scan.coding == Scan::Coding::flate) return "/Filter/FlateDecode";
  return "/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns " + std::to_string(scan.wide) +
         "/Rows " + std::to_string(scan.high) + "/EndOfBlock" + " false" +
         (scan.coding == Scan::Coding::fax_negative ? "/BlackIs1 true" : "") + ">>";
}

ForeignObject picture_of(Scan& scan) {
  return {
      .body = "/Type/XObject/Subtype/Image/Width " + std::to_string(scan.wide) + "/Height " +
              std::to_string(scan.high) + "/ColorSpace" + colors_of(scan) + "/BitsPerComponent " +
              std::to_string(scan.bits) + filter_of(scan),
      .is_stream = true,
      .bytes = std::move(scan.bytes)};
}

/// A page as large as the sheet that was scanned.
void add_page(Scan& scan, ForeignFile& file) {
  const bool is_turned = scan.orientation >= 5;
  const double wide = is_turned ? scan.down : scan.across;
  const double high = is_turned ? scan.across : scan.down;
  const std::string matrix = spelled(onto_page(scan.orientation, wide, high));
  const auto picture = static_cast<std::uint32_t>(file.objects.size());
  file.objects.push_back(picture_of(scan));
  file.pages.push_back(
      {.form = picture + 1, .size = {Length::from_points(wide), Length::from_points(high)}}
  );
  file.objects.push_back(
      {.body = "/Type/XObject/Subtype/Form/BBox" + spelled(Box{0, 0, wide, high}) +
               "/Resources<</XObject<</I " + Copier::reference(picture) + ">>>>",
       .is_stream = true,
       .bytes = "q " + matrix.substr(1, matrix.size() - 2) + " cm /I Do Q\n"}
  );
}

}  // namespace

std::variant<ForeignFile, image::Refused> read_scan(
    std::string_view tiff, const ReadOptions& options, Diagnostics& out
) {
  auto read = image::read_tiff(tiff, *options.budget);
  if (auto* refused = std::get_if<image::Refused>(&read)) return std::move(*refused);
  ForeignFile file;
  for (Scan& scan : std::get<std::vector<Scan>>(read)) add_page(scan, file);
  tell_silent_pages(file, options, out);
  return file;
}

}  // namespace engine::foreign
