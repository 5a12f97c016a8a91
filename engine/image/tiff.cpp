#include "engine/flate/flate.hpp"
#include "engine/image/image.hpp"
#include "engine/image/tiff_library.hpp"

#include <algorithm>
#include <cstring>
#include <memory>

namespace engine::image {

namespace {

constexpr std::uint64_t most_of_page = 256U << 20;              ///< bytes of unpacked rows
constexpr std::uint64_t most_of_file = std::uint64_t{4} << 30;  ///< the same of all pages
constexpr std::size_t most_pages = 10'000;
constexpr int deflate_level = 6;

const std::string save_as_pdf = "save it as PDF";
Refused damaged_tiff() {
  return {"is not a whole TIFF file", "copy it again from where it came"};
}
Refused too_many_pixels() {
  return {"has too many pixels", "scan it with fewer dots an inch"};
}

/// The file as libtiff reads it, and whether it found fault with what it read.
struct Reading {
  std::string_view file;
  std::uint64_t at = 0;
  bool is_faulty = false;
};

Reading& reading(thandle_t handle) {
  return *static_cast<Reading*>(handle);
}
tmsize_t read_some(thandle_t handle, void* to, tmsize_t size) {
  Reading& from = reading(handle);
  if (from.at >= from.file.size() || size <= 0) return 0;
  const std::size_t count = std::min(static_cast<std::size_t>(size), from.file.size() - from.at);
  std::memcpy(to, from.file.data() + from.at, count);
  from.at += count;
  return static_cast<tmsize_t>(count);
}
tmsize_t write_nothing(thandle_t, void*, tmsize_t) {
  return 0;
}
toff_t go_to(thandle_t handle, toff_t offset, int from) {
  Reading& file = reading(handle);
  if (from == SEEK_CUR) offset += file.at;
  if (from == SEEK_END) offset += file.file.size();
  return file.at = offset;
}
int stay_open(thandle_t) {
  return 0;
}
toff_t size_of(thandle_t handle) {
  return reading(handle).file.size();
}
int note_fault(TIFF*, void* data, const char*, const char*, va_list) {
  static_cast<Reading*>(data)->is_faulty = true;
  return 1;
}
int say_nothing(TIFF*, void*, const char*, const char*, va_list) {
  return 1;
}

/// A TIFF that is open at one of its pages.
class Tiff {
 public:
  Tiff(const TiffLibrary& library, std::string_view file) : lib{library}, reading_{file} {
    TIFFOpenOptions* const options = lib.options_alloc();
    lib.set_most_memory(options, static_cast<tmsize_t>(most_of_page));
    lib.set_error_handler(options, note_fault, &reading_);
    lib.set_warning_handler(options, say_nothing, nullptr);
    // m: not mapped, so that libtiff turns bits of copies alone.
    handle_ = lib.open(
        "scan",
        "rm",
        &reading_,
        read_some,
        write_nothing,
        go_to,
        stay_open,
        size_of,
        nullptr,
        nullptr,
        options
    );
    lib.options_free(options);
  }
  ~Tiff() {
    if (handle_) lib.close(handle_);
  }
  Tiff(const Tiff&) = delete;
  Tiff& operator=(const Tiff&) = delete;

  bool is_open() const { return handle_ != nullptr; }
  TIFF* handle() const { return handle_; }
  /// A value of the page, or what the standard says it is where it is not given.
  template <class Value>
  Value value(std::uint32_t tag, Value otherwise) const {
    Value value{};
    return lib.get_field_or_usual(handle_, tag, &value) == 1 ? value : otherwise;
  }
  bool is_faulty() const { return reading_.is_faulty; }
  void forget_faults() { reading_.is_faulty = false; }

  const TiffLibrary& lib;

 private:
  Reading reading_;
  TIFF* handle_ = nullptr;
};

/// What a page says of its rows.
struct Layout {
  std::uint16_t bits = 1, samples = 1, photometric = PHOTOMETRIC_MINISWHITE, compression = 1;
  bool is_separate = false;  ///< a plane of rows for each colour
  unsigned components = 1;   ///< that are kept
  std::uint64_t kept_row = 0;
};

/// How rows are to be read, or why not.
std::variant<Layout, Refused> layout_of(const Tiff& tiff, Scan& scan) {
  Layout page;
  scan.wide = tiff.value<std::uint32_t>(TIFFTAG_IMAGEWIDTH, 0);
  scan.high = tiff.value<std::uint32_t>(TIFFTAG_IMAGELENGTH, 0);
  page.bits = tiff.value<std::uint16_t>(TIFFTAG_BITSPERSAMPLE, 1);
  page.samples = tiff.value<std::uint16_t>(TIFFTAG_SAMPLESPERPIXEL, 1);
  page.compression = tiff.value<std::uint16_t>(TIFFTAG_COMPRESSION, COMPRESSION_NONE);
  page.photometric = tiff.value<std::uint16_t>(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
  page.is_separate =
      tiff.value<std::uint16_t>(TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) == PLANARCONFIG_SEPARATE;
  if (scan.wide == 0 || scan.high == 0 || page.samples == 0) return damaged_tiff();
  if (tiff.lib.is_tiled(tiff.handle())) return Refused{"is a TIFF in tiles", save_as_pdf};
  if (page.compression == COMPRESSION_OJPEG)
    return Refused{"is a TIFF of an old kind (JPEG before 1995)", save_as_pdf};
  if (page.photometric == PHOTOMETRIC_YCBCR && page.compression == COMPRESSION_JPEG) {
    tiff.lib.set_field(tiff.handle(), TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    page.photometric = PHOTOMETRIC_RGB;
  }
  const bool is_small = page.bits == 1 || page.bits == 2 || page.bits == 4 || page.bits == 8;
  if (page.photometric == PHOTOMETRIC_RGB) {
    scan.color = Color::rgb;
    page.components = 3;
  } else if (page.photometric == PHOTOMETRIC_PALETTE) {
    scan.color = Color::palette;
  } else if (page.photometric > PHOTOMETRIC_MINISBLACK) {
    return Refused{
        "is a TIFF for a printing press or a camera's own colours",
        "save it in RGB or gray, or as PDF"};
  }
  const bool is_known = scan.color == Color::rgb       ? page.bits == 8 || page.bits == 16
                        : scan.color == Color::palette ? is_small
                                                       : is_small || page.bits == 16;
  // What is behind the colours (opacity) is left; of fewer bits it would have to be cut out.
  const bool is_plain = page.samples == page.components ||
                        (page.samples > page.components && page.bits >= 8) || page.is_separate;
  if (!is_known || page.samples < page.components || !is_plain || page.samples > 32)
    return Refused{"is a TIFF of a kind that nobody prints", save_as_pdf};
  scan.bits = static_cast<std::uint8_t>(std::min<unsigned>(page.bits, 8));
  page.kept_row = (std::uint64_t{scan.wide} * page.components * scan.bits + 7) / 8;
  const std::uint64_t stored = page.is_separate ? 1 : page.samples;
  if (tiff.lib.row_size(tiff.handle()) != (std::uint64_t{scan.wide} * stored * page.bits + 7) / 8)
    return damaged_tiff();
  return page;
}

/// The colours of a palette. Some programs write eight bits where sixteen are meant.
bool read_palette(const Tiff& tiff, unsigned bits, std::string& to) {
  std::uint16_t *red = nullptr, *green = nullptr, *blue = nullptr;
  if (tiff.lib.get_field(tiff.handle(), TIFFTAG_COLORMAP, &red, &green, &blue) != 1) return false;
  const std::size_t count = std::size_t{1} << bits;
  const std::uint16_t* const parts[] = {red, green, blue};
  const bool is_small = std::ranges::all_of(parts, [&](const std::uint16_t* part) {
    return std::all_of(part, part + count, [](std::uint16_t value) { return value < 256; });
  });
  for (std::size_t i = 0; i < count; ++i) {
    for (const std::uint16_t* part : parts)
      to += static_cast<char>(is_small ? part[i] : part[i] >> 8);
  }
  return true;
}

/// The kept samples of a row as they are read, in a byte each; or, of fewer bits, as they stand.
void keep(const Layout& page, std::string_view row, std::uint32_t wide, unsigned plane, char* to) {
  const std::size_t samples = page.is_separate ? 1 : page.samples;
  const std::size_t kept = page.is_separate ? 1 : page.components;
  if (page.bits < 8) {
    std::memcpy(to, row.data(), static_cast<std::size_t>(page.kept_row));
    return;
  }
  const std::size_t bytes = page.bits / 8;
  for (std::size_t x = 0; x < wide; ++x) {
    for (std::size_t s = 0; s < kept; ++s) {
      const char* const from = row.data() + (x * samples + s) * bytes;
      std::uint16_t value = static_cast<unsigned char>(*from);
      if (bytes == 2) {
        std::memcpy(&value, from, 2);  // libtiff gives numbers as this machine has them
        value = static_cast<std::uint16_t>(value >> 8);
      }
      to[x * page.components + (page.is_separate ? plane : s)] = static_cast<char>(value);
    }
  }
}

/// All rows, one behind the other, 0 black.
bool read_rows(const Tiff& tiff, const Layout& page, const Scan& scan, std::string& rows) {
  const auto row_bytes = static_cast<std::size_t>(page.kept_row);
  rows.assign(row_bytes * scan.high, '\0');
  std::string row(static_cast<std::size_t>(tiff.lib.row_size(tiff.handle())), '\0');
  const unsigned planes = page.is_separate ? page.components : 1;
  for (unsigned plane = 0; plane < planes; ++plane) {
    for (std::uint32_t y = 0; y < scan.high; ++y) {
      const auto sample = static_cast<std::uint16_t>(plane);
      if (tiff.lib.read_row(tiff.handle(), row.data(), y, sample) != 1) return false;
      keep(page, row, scan.wide, plane, rows.data() + y * row_bytes);
    }
  }
  if (page.photometric == PHOTOMETRIC_MINISWHITE && scan.color == Color::gray) {
    for (char& byte : rows) byte = static_cast<char>(~byte);
  }
  return true;
}

/// A page that is one piece of CCITT G4, as a PDF may have it (ISO 32000-1 §7.4.6); false where it
/// is anything else.
bool take_fax(const Tiff& tiff, const Layout& page, Scan& scan) {
  const bool is_one = page.compression == COMPRESSION_CCITTFAX4 && page.bits == 1 &&
                      page.samples == 1 && tiff.lib.strips(tiff.handle()) == 1;
  if (!is_one || tiff.is_faulty()) return false;
  const std::uint64_t size = tiff.lib.raw_strip_size(tiff.handle(), 0);
  if (size == 0 || size > most_of_page) return false;
  std::string bytes(static_cast<std::size_t>(size), '\0');
  const auto most = static_cast<tmsize_t>(size);
  if (tiff.lib.read_raw_strip(tiff.handle(), 0, bytes.data(), most) != most) return false;
  if (tiff.value<std::uint16_t>(TIFFTAG_FILLORDER, FILLORDER_MSB2LSB) == FILLORDER_LSB2MSB)
    tiff.lib.reverse_bits(reinterpret_cast<std::uint8_t*>(bytes.data()), most);
  scan.bytes = std::move(bytes);
  scan.coding =
      page.photometric == PHOTOMETRIC_MINISWHITE ? Scan::Coding::fax : Scan::Coding::fax_negative;
  return true;
}

/// Pixels may be higher than wide: a fax has 204 by 98 an inch.
void measure(const Tiff& tiff, Scan& scan) {
  constexpr double least = 1, most = 10'000, usual = 72;
  const auto unit = tiff.value<std::uint16_t>(TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
  const double inches = unit == RESUNIT_CENTIMETER ? 2.54 : 1;
  double across = inches * static_cast<double>(tiff.value<float>(TIFFTAG_XRESOLUTION, 0));
  double down = inches * static_cast<double>(tiff.value<float>(TIFFTAG_YRESOLUTION, 0));
  const bool is_said = across >= least && across <= most && down >= least && down <= most;
  if (!is_said) across = down = usual;
  scan.across = scan.wide * 72.0 / across;
  scan.down = scan.high * 72.0 / down;
  constexpr double longest = 14'400;  // points: what a page may have (ISO 32000-1 Annex C)
  const double too_long = std::max({scan.across, scan.down, longest}) / longest;
  scan.across /= too_long;
  scan.down /= too_long;
  const auto orientation = tiff.value<std::uint16_t>(TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
  scan.orientation = orientation >= 1 && orientation <= 8 ? orientation : 1;
}

/// One page; `unpacked` counts the bytes of all so far.
std::variant<Scan, Refused> read_page(
    Tiff& tiff, flate::Deflater& deflater, std::uint64_t& unpacked
) {
  Scan scan;
  tiff.forget_faults();
  auto laid = layout_of(tiff, scan);
  if (auto* refused = std::get_if<Refused>(&laid)) return std::move(*refused);
  const Layout& page = std::get<Layout>(laid);
  const std::uint64_t size = page.kept_row * scan.high;
  if (scan.high > most_of_page || size > most_of_page) return too_many_pixels();
  unpacked += size;
  if (unpacked > most_of_file) return too_many_pixels();
  if (scan.color == Color::palette && !read_palette(tiff, page.bits, scan.palette))
    return damaged_tiff();
  measure(tiff, scan);
  std::string rows;
  if (!read_rows(tiff, page, scan, rows)) return damaged_tiff();
  if (take_fax(tiff, page, scan)) return scan;
  Bytes packed;
  deflater.deflate(rows, packed);
  scan.bytes = packed.view();
  return scan;
}

}  // namespace

bool is_tiff(std::string_view file) {
  using namespace std::string_view_literals;
  constexpr std::string_view begins[] = {"II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv};
  return std::ranges::any_of(begins, [&](auto bytes) { return file.starts_with(bytes); });
}

std::variant<std::vector<Scan>, Refused> read_tiff(std::string_view file, const Budget& budget) {
  const TiffLibrary* const library = tiff_library();
  if (!library) return Refused{"is a TIFF, and libtiff is not on this machine", save_as_pdf};
  Tiff tiff{*library, file};
  if (!tiff.is_open()) return damaged_tiff();
  flate::Deflater deflater{deflate_level};
  std::vector<Scan> pages;
  std::uint64_t unpacked = 0;
  std::size_t held = 0;
  do {
    const auto is = tiff.value<std::uint32_t>(TIFFTAG_SUBFILETYPE, 0);
    if (is & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) continue;
    if (pages.size() == most_pages) return too_many_pixels();
    auto read = read_page(tiff, deflater, unpacked);
    if (auto* refused = std::get_if<Refused>(&read)) return std::move(*refused);
    pages.push_back(std::move(std::get<Scan>(read)));
    held += pages.back().bytes.size();
    budget.check(held);
  } while (tiff.lib.read_directory(tiff.handle()) == 1);
  // A chain of pages that breaks off has pages that nobody sees.
  if (pages.empty() || tiff.is_faulty()) return damaged_tiff();
  return pages;
}

}  // namespace engine::image
