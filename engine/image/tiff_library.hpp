#pragma once

// libtiff, opened when the first TIFF comes: it brings along half a dozen other libraries, whose
// loading would cost every start of the program.

#include <tiffio.h>

namespace engine::image {

/// The functions we call, under their own names without the prefix. The library's own way to make
/// any TIFF into colours (TIFFReadRGBAImage) is not among them: rows are all that is asked for.
struct TiffLibrary {
  decltype(&::TIFFOpenOptionsAlloc) options_alloc;
  decltype(&::TIFFOpenOptionsFree) options_free;
  decltype(&::TIFFOpenOptionsSetMaxSingleMemAlloc) set_most_memory;
  decltype(&::TIFFOpenOptionsSetErrorHandlerExtR) set_error_handler;
  decltype(&::TIFFOpenOptionsSetWarningHandlerExtR) set_warning_handler;
  decltype(&::TIFFClientOpenExt) open;
  decltype(&::TIFFClose) close;
  decltype(&::TIFFReadDirectory) read_directory;
  decltype(&::TIFFGetField) get_field;
  decltype(&::TIFFGetFieldDefaulted) get_field_or_usual;
  decltype(&::TIFFSetField) set_field;
  decltype(&::TIFFIsTiled) is_tiled;
  decltype(&::TIFFNumberOfStrips) strips;
  decltype(&::TIFFScanlineSize64) row_size;
  decltype(&::TIFFReadScanline) read_row;
  decltype(&::TIFFRawStripSize64) raw_strip_size;
  decltype(&::TIFFReadRawStrip) read_raw_strip;
  decltype(&::TIFFReverseBits) reverse_bits;
};

/// The library of this machine, opened once; nullptr when it is not there.
const TiffLibrary* tiff_library();

}  // namespace engine::image
