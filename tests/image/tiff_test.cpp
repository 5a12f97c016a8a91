// The pages of a scan. The files are made by Pillow, which writes them with a libtiff of its own or
// without.

#include "engine/flate/flate.hpp"
#include "engine/image/image.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using image::Scan;

namespace {

/// What a script in Python saves as a.tif: Pillow is there, as Image and ImageDraw.
std::string saved(const std::string& script) {
  const tests::TemporaryFolder folder;
  const auto ran = tests::run(
      {"/usr/bin/python3",
       "-c",
       "from PIL import Image,ImageDraw,TiffImagePlugin\nimport sys\nout=sys.argv[1]\n" + script,
       (folder / "a.tif").string()}
  );
  INFO(ran.error);
  REQUIRE(ran.exit == 0);
  return tests::read(folder / "a.tif");
}

std::vector<Scan> pages_of(const std::string& file) {
  auto read = image::read_tiff(file, Budget::none());
  if (const auto* refused = std::get_if<image::Refused>(&read)) FAIL(refused->why);
  return std::get<std::vector<Scan>>(std::move(read));
}

std::string why_not(const std::string& file) {
  auto read = image::read_tiff(file, Budget::none());
  const auto* refused = std::get_if<image::Refused>(&read);
  return refused ? refused->why : "";
}

std::string rows_of(const Scan& scan, std::size_t bytes) {
  const auto rows = flate::inflate(scan.bytes, bytes);
  REQUIRE(rows);
  return *rows;
}

}  // namespace

TEST_CASE("a fax of one strip stays as it is coded, one of several strips becomes rows") {
  const std::string two_pages =
      "a=Image.new('1',(400,300),1); ImageDraw.Draw(a).rectangle([10,10,50,40],fill=0)\n"
      "b=Image.new('1',(300,400),0)\n"
      "a.save(out,save_all=True,append_images=[b],compression='group4',dpi=(200,100)";
  const auto pages = pages_of(saved(two_pages + ")"));
  REQUIRE(pages.size() == 2);
  CHECK(pages[0].coding == Scan::Coding::fax_negative);  // what Pillow writes: 0 is black
  CHECK(pages_of(saved(two_pages + ",tiffinfo={262:0})"))[0].coding == Scan::Coding::fax);
  CHECK(pages[0].bits == 1);
  CHECK(pages[0].bytes.size() < 200);
  // Twice as many pixels across an inch as down.
  CHECK(pages[0].across == Approx(144));
  CHECK(pages[0].down == Approx(216));
  CHECK(pages[1].wide == 300);

  const auto strips = pages_of(saved("TiffImagePlugin.STRIP_SIZE=800\n" + two_pages + ")"));
  REQUIRE(strips.size() == 2);
  REQUIRE(strips[0].coding == Scan::Coding::flate);
  const std::string rows = rows_of(strips[0], 50 * 300);
  CHECK(rows[0] == '\xFF');          // white
  CHECK(rows[20 * 50 + 2] == '\0');  // black, inside the rectangle
  CHECK(rows_of(strips[1], 38 * 400)[0] == '\0');
}

TEST_CASE("gray, colours and a palette come as they look, however they are compressed") {
  for (const char* how : {"raw", "tiff_lzw", "packbits", "tiff_adobe_deflate"}) {
    INFO(how);
    const std::string save = ".save(out,compression='" + std::string{how} + "')\n";
    const auto gray = pages_of(saved("Image.new('L',(7,5),130)" + save));
    CHECK(gray[0].color == image::Color::gray);
    CHECK(rows_of(gray[0], 35) == std::string(35, '\x82'));
    const auto colors = pages_of(saved("Image.new('RGB',(2,1),(1,2,3))" + save));
    CHECK(colors[0].color == image::Color::rgb);
    CHECK(rows_of(colors[0], 6) == "\1\2\3\1\2\3");
    const auto palette =
        pages_of(saved("a=Image.new('P',(3,1),1); a.putpalette([0,0,0, 9,8,7]+[0]*762)\na" + save));
    CHECK(palette[0].color == image::Color::palette);
    CHECK(palette[0].palette.substr(3, 3) == "\x09\x08\x07");
    CHECK(rows_of(palette[0], 3) == "\1\1\1");
  }
  const auto deep = pages_of(saved("Image.new('I;16',(2,1),0x8123).save(out)\n"));
  CHECK(rows_of(deep[0], 2) == "\x81\x81");
  const auto clear = pages_of(saved("Image.new('RGBA',(1,1),(1,2,3,99)).save(out)\n"));
  CHECK(rows_of(clear[0], 3) == "\1\2\3");
  const auto jpeg =
      pages_of(saved("Image.new('RGB',(16,16),(250,0,0)).save(out,compression='jpeg')\n"));
  CHECK(jpeg[0].color == image::Color::rgb);
  CHECK(static_cast<unsigned char>(rows_of(jpeg[0], 768)[0]) > 240);
}

TEST_CASE("how a scan is to be turned is said by its tag") {
  for (const int way : {1, 3, 6, 8}) {
    const auto pages = pages_of(
        saved("Image.new('L',(7,5),9).save(out,tiffinfo={274:" + std::to_string(way) + "})\n")
    );
    CHECK(pages[0].orientation == way);
  }
}

TEST_CASE("what nobody can print as it looks is refused, and so are bombs") {
  CHECK(
      why_not(saved("Image.new('CMYK',(2,2),0).save(out)\n")) ==
      "is a TIFF for a printing press or a camera's own colours"
  );
  CHECK(why_not("II*") == "is not a whole TIFF file");
  CHECK(why_not("hello") == "is not a whole TIFF file");
  const std::string whole = saved("Image.new('L',(70,50),9).save(out,compression='tiff_lzw')\n");
  CHECK(why_not(whole.substr(0, whole.size() / 2)) == "is not a whole TIFF file");
  // A page of 100,000 by 100,000 points whose strips are one small piece of nothing.
  CHECK(
      why_not(saved("i=TiffImagePlugin.ImageFileDirectory_v2()\n"
                    "w=Image.new('L',(8,8),9)\nw.save(out)\n"
                    "import struct\n"
                    "d=bytearray(open(out,'rb').read())\n"
                    "at=struct.unpack('<I',d[4:8])[0]\n"
                    "for n in range(struct.unpack('<H',d[at:at+2])[0]):\n"
                    "  e=at+2+12*n\n"
                    "  if struct.unpack('<H',d[e:e+2])[0] in (256,257):\n"
                    "    d[e+2:e+4]=struct.pack('<H',4); d[e+8:e+12]=struct.pack('<I',100000)\n"
                    "open(out,'wb').write(d)\n")) == "has too many pixels"
  );
}

TEST_CASE("a file that is cut off anywhere, or changed at any byte, is read or refused") {
  const std::string whole =
      saved("Image.new('1',(40,30),1).save(out,compression='group4',dpi=(200,200))\n");
  for (std::size_t at = 0; at < whole.size(); ++at) {
    static_cast<void>(image::read_tiff(whole.substr(0, at), Budget::none()));
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x55);
    static_cast<void>(image::read_tiff(changed, Budget::none()));
  }
  CHECK(pages_of(whole).size() == 1);
}
