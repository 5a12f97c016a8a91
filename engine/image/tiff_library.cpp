#include "engine/image/tiff_library.hpp"

#include "engine/base/opened.hpp"

#include <optional>

namespace engine::image {

namespace {

std::optional<TiffLibrary> open() {
  TiffLibrary l{};
  Opened so{CAREPACKET_LIBTIFF};
  so.take("TIFFOpenOptionsAlloc", l.options_alloc)
      .take("TIFFOpenOptionsFree", l.options_free)
      .take("TIFFOpenOptionsSetMaxSingleMemAlloc", l.set_most_memory)
      .take("TIFFOpenOptionsSetErrorHandlerExtR", l.set_error_handler)
      .take("TIFFOpenOptionsSetWarningHandlerExtR", l.set_warning_handler)
      .take("TIFFClientOpenExt", l.open)
      .take("TIFFClose", l.close)
      .take("TIFFReadDirectory", l.read_directory)
      .take("TIFFGetField", l.get_field)
      .take("TIFFGetFieldDefaulted", l.get_field_or_usual)
      .take("TIFFSetField", l.set_field)
      .take("TIFFIsTiled", l.is_tiled)
      .take("TIFFNumberOfStrips", l.strips)
      .take("TIFFScanlineSize64", l.row_size)
      .take("TIFFReadScanline", l.read_row)
      .take("TIFFRawStripSize64", l.raw_strip_size)
      .take("TIFFReadRawStrip", l.read_raw_strip)
      .take("TIFFReverseBits", l.reverse_bits);
  return so.all() ? std::optional{l} : std::nullopt;
}

}  // namespace

const TiffLibrary* tiff_library() {
  static const std::optional<TiffLibrary> opened = open();
  return opened ? &*opened : nullptr;
}

}  // namespace engine::image
