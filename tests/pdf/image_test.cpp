#include "engine/pdf/content/image.hpp"

#include "tests/pdf/sheet.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

using namespace tests;
using namespace std::string_literals;

namespace {

std::string big_endian(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift);
  return bytes;
}

std::string chunk(const std::string& type, const std::string& data) {
  return big_endian(static_cast<std::uint32_t>(data.size())) + type + data +
         big_endian(flate::crc32(type + data));
}

std::string packed(const std::string& plain) {
  flate::Deflater deflater{6};
  Bytes out;
  deflater.deflate(plain, out);
  return std::string{out.view()};
}

/// A PNG of 2 x 2 pixels. `rows`: as unpacked, each with its predictor.
std::string png(
    char bits, char color, const std::string& rows, const std::string& more = "", char interlace = 0
) {
  const std::string header =
      big_endian(2) + big_endian(2) + std::string{bits, color, 0, 0, interlace};
  return "\x89PNG\r\n\x1A\n" + chunk("IHDR", header) + more + chunk("IDAT", packed(rows)) +
         chunk("IEND", "");
}

std::variant<pdf::Image, image::Refused> read(const std::string& file) {
  flate::Deflater deflater{6};
  return pdf::read_image(file, deflater);
}

std::string why(const std::variant<pdf::Image, image::Refused>& outcome) {
  const auto* refused = std::get_if<image::Refused>(&outcome);
  return refused ? refused->why : "";
}

const std::string rgb_rows = "\0abcdef\1ABCDEF"s;

/// The least a JPEG has: start, a frame header of 3 x 2 pixels, a scan, the end.
std::string jpeg(char components, char frame = '\xC0') {
  std::string file = "\xFF\xD8\xFF\xE0\0\4JF"s;
  file += "\xFF"s + frame + "\0\x0B\x08\0\2\0\3"s + components + "\1\x11\0"s;
  return file + "\xFF\xDA\0\2data\xFF\xD9"s;
}

}  // namespace

TEST_CASE("an opaque PNG goes into the file as it is") {
  const auto outcome = read(png(8, 2, rgb_rows));
  REQUIRE(why(outcome) == "");
  const pdf::Image& image = std::get<pdf::Image>(outcome);
  CHECK(image.bytes == packed(rgb_rows));
  CHECK(
      image.entries ==
      "/Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceRGB/BitsPerComponent "
      "8/Filter/FlateDecode"
      "/DecodeParms<</Predictor 15/Colors 3/BitsPerComponent 8/Columns 2>>"
  );
  CHECK(image.mask_entries == "");
}

TEST_CASE("grays and palettes keep their bits") {
  const auto gray = read(png(1, 0, "\0\x80\0\x40"s));
  REQUIRE(why(gray) == "");
  CHECK(
      std::get<pdf::Image>(gray).entries.find("/ColorSpace/DeviceGray/BitsPerComponent 1/") !=
      std::string::npos
  );
  const auto indexed = read(png(4, 3, "\0\x01\0\x10"s, chunk("PLTE", "abc()\\")));
  REQUIRE(why(indexed) == "");
  CHECK(
      std::get<pdf::Image>(indexed).entries.find("/ColorSpace[/Indexed/DeviceRGB 1 (abc\\(\\)\\\\)]"
      ) != std::string::npos
  );
}

TEST_CASE("a transparent PNG becomes colours and a mask") {
  const auto outcome = read(
      png(8,
          6,
          "\0rgb\x80RGB\xFF\0aaa\xFF"
          "bbb\0"s)
  );
  REQUIRE(why(outcome) == "");
  const pdf::Image& image = std::get<pdf::Image>(outcome);
  CHECK(flate::inflate(image.bytes, 12) == "rgbRGBaaabbb");
  CHECK(flate::inflate(image.mask_bytes, 4) == "\x80\xFF\xFF\0"s);
}

TEST_CASE("a PNG with a transparent colour becomes colours and a mask") {
  const auto outcome =
      read(png(8, 3, "\0\0\1\0\1\0"s, chunk("PLTE", "abcABC") + chunk("tRNS", "\x40"s)));
  REQUIRE(why(outcome) == "");
  CHECK(flate::inflate(std::get<pdf::Image>(outcome).mask_bytes, 4) == "\x40\xFF\xFF\x40"s);
}

TEST_CASE("an interlaced PNG is decoded") {
  // Adam7 of 2 x 2: the first pass has pixel (0,0), the sixth (1,0), the seventh the row below.
  const auto outcome = read(png(8, 0, "\0a\0b\0cd"s, "", 1));
  REQUIRE(why(outcome) == "");
  CHECK(flate::inflate(std::get<pdf::Image>(outcome).bytes, 12) == "aaabbbcccddd");
  CHECK(std::get<pdf::Image>(outcome).mask_entries == "");
}

TEST_CASE("a broken PNG is refused, wherever it is broken") {
  for (const std::string& whole :
       {png(8, 2, rgb_rows),
        png(8,
            6,
            "\0rgb\x80RGB\xFF\0aaa\xFF"
            "bbb\0"s)}) {
    REQUIRE(why(read(whole)) == "");
    for (std::size_t length = 0; length < whole.size(); ++length)
      CHECK(why(read(whole.substr(0, length))) != "");
    for (std::size_t at = 0; at < whole.size(); ++at) {
      std::string broken = whole;
      broken[at] = static_cast<char>(broken[at] ^ 0x10);
      CHECK(why(read(broken)) != "");
    }
  }
  CHECK(why(read(png(8, 2, "\0abcdef\1ABCDE"s))) == "is not a whole PNG file");  // too few bytes
  CHECK(
      why(read(png(8, 2, "\0abcdef\7ABCDEF"s))) == "is not a whole PNG file"
  );  // no such predictor
  CHECK(
      why(read(png(8, 5, rgb_rows))) == "is neither PNG, JPEG nor SVG, or it is damaged"
  );                                                                      // no such colour
  CHECK(why(read(png(8, 3, "\0ab\0ab"s))) == "is not a whole PNG file");  // no palette
}

TEST_CASE("a picture too large to unpack is refused") {
  const std::string header = big_endian(100'000) + big_endian(100'000) + "\x08\x02\0\0\0"s;
  const std::string file =
      "\x89PNG\r\n\x1A\n" + chunk("IHDR", header) + chunk("IDAT", packed("x")) + chunk("IEND", "");
  CHECK(why(read(file)) == "has too many pixels");
}

TEST_CASE("a JPEG goes into the file as it is") {
  const auto outcome = read(jpeg(3));
  REQUIRE(why(outcome) == "");
  CHECK(std::get<pdf::Image>(outcome).bytes == jpeg(3));
  CHECK(
      std::get<pdf::Image>(outcome).entries ==
      "/Type/XObject/Subtype/Image/Width 3/Height 2/ColorSpace/DeviceRGB/BitsPerComponent "
      "8/Filter/DCTDecode"
  );
}

TEST_CASE("a broken JPEG is refused") {
  const std::string whole = jpeg(1);
  REQUIRE(why(read(whole)) == "");
  for (std::size_t length = 0; length < whole.size(); ++length) {
    CHECK(why(read(whole.substr(0, length))) != "");
  }
  CHECK(why(read(whole.substr(0, whole.size() - 2))) == "is not a whole JPEG file");
  CHECK(why(read(jpeg(2))) == "is neither PNG, JPEG nor SVG, or it is damaged");
  CHECK(why(read(jpeg(3, '\xC3'))) == "is a JPEG of a kind that cannot be printed from a PDF");
}

TEST_CASE("a figure shows its picture and says its alternative text") {
  const std::string file =
      png(8,
          6,
          "\0rgb\x80RGB\xFF\0aaa\xFF"
          "bbb\0"s);
  Sheet sheet;
  for (int i = 0; i < 2; ++i) {
    const auto figure = sheet.tag(page::Role::figure);
    sheet.pages.tags[figure].alternative = "A scan of the knee";
    sheet.pages.tags[figure].box = {{72_pt, 92_pt}, {144_pt, 100_pt}};
    sheet.add(figure, {72_pt, 92_pt}, page::Picture{{144_pt, 100_pt}, file, 2, 2});
  }
  const std::string bytes = write(sheet.pages, true).bytes;
  CHECK(bytes.find("q 144 0 0 100 72 600 cm /I0 Do Q") != std::string::npos);
  CHECK(bytes.find("/I1") == std::string::npos);  // the same picture stands in the file once
  CHECK(
      bytes.find("/Alt(A scan of the knee)/A<</O/Layout/BBox[72 600 216 700]>>") !=
      std::string::npos
  );
  if (has_tool("mutool")) {
    const Ran said =
        run_on(write(sheet.pages).bytes, "mutool show {} trailer/Root/StructTreeRoot/K/K/2/Alt");
    CHECK(said.complaint() == "");
    CHECK(said.out == "(A scan of the knee)\n");
  }
  if (has_tool("pdfimages")) {
    const Ran said = run_on(write(sheet.pages).bytes, "pdfimages -list {}");
    CHECK(said.complaint() == "");
    CHECK(said.out.find("smask") != std::string::npos);
  }
  if (has_tool("qpdf"))
    CHECK(run_on(write(sheet.pages).bytes, "qpdf --check {}").complaint() == "");
}

TEST_CASE("a picture that cannot be used is told with its page") {
  Sheet sheet;
  sheet.add(sheet.tag(page::Role::figure), {}, page::Picture{{10_pt, 10_pt}, "GIF89a", 1, 1});
  const Written written = write(sheet.pages);
  CHECK(written.bytes.empty());
  REQUIRE(written.said.all().size() == 1);
  CHECK(written.said.all()[0].code == "E604");
  CHECK(
      written.said.all()[0].message ==
      "the picture on page 1 cannot be used: it is neither PNG, JPEG nor SVG, or it is damaged"
  );
}

TEST_CASE("a drawing is a form of its shapes, in the square that a picture fills") {
  const auto read_one =
      read(std::string{"<svg viewBox='0 0 4 1'><rect width='4' height='1' fill='#0b5c66'/>"
                       "<path fill-rule='evenodd' fill='#fff' d='M0 0C1 0 2 1 4 1z'/></svg>"});
  const auto& form = std::get<pdf::Image>(read_one);
  CHECK(
      form.entries ==
      "/Type/XObject/Subtype/Form/BBox[0 0 960 240]/Matrix[0.001041667 0 0 -0.004166667 0 1]"
      "/Resources<<>>/Filter/FlateDecode"
  );
  flate::Deflater deflater{6};
  Bytes expected;
  deflater.deflate(
      ".043 .361 .4 rg\n0 0 m 960 0 l 960 240 l 0 240 l h f\n"
      "1 g\n0 0 m 240 0 480 240 960 240 c h f*\n",
      expected
  );
  CHECK(form.bytes == expected.view());
  CHECK(why(read("<svg viewBox='0 0 4 1'><text/></svg>"s)) == "is an SVG with <text>");
}
