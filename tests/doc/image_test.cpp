#include "tests/doc/markup.hpp"

using namespace engine;
using namespace engine::doc;
using namespace engine::doc::test;

namespace {

std::string number(std::uint32_t value, int bytes) {
  std::string text;
  for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(value >> (8 * i) & 0xFF);
  return text;
}
std::string png(std::uint32_t wide, std::uint32_t high) {
  return std::string{"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", 16} + number(wide, 4) + number(high, 4) +
         std::string{"\x08\x02\0\0\0", 5};
}
std::string jpeg(
    std::uint32_t wide, std::uint32_t high, char frame = '\xC0', char components = '\x03'
) {
  return "\xFF\xD8" +
         std::string{
             "\xFF\xE0\0\x06"
             "ab"
             "cd",
             8} +
         "\xFF\xFF" + frame + number(11, 2) + "\x08" + number(high, 2) + number(wide, 2) +
         components + "rest";
}
std::string told_of(std::string bytes) {
  Album album;
  album.add("a.png", std::move(bytes));
  return messages(page_of("<img src='a.png' alt='A picture'/>"), standard(), album);
}
const std::string no_picture =
    "t.mustache:2:11 E314 the picture is neither PNG, JPEG nor SVG, or it is damaged | save it as "
    "PNG, or as a plain JPEG, or as a plain SVG\n";

}  // namespace

TEST_CASE(
    "a picture is 96 pixels to an inch, or as wide as asked for, and never wider than the page's "
    "body"
) {
  Album album;
  album.add("a.png", png(200, 100));
  album.add("b.jpg", jpeg(4000, 1000));
  album.add("c.png", png(10, 10000));
  CHECK(
      blocks_of(
          "<img src='a.png' alt='A  logo'/><img src='a.png' alt='x' width='2in'/><img src='b.jpg' "
          "alt='x'/><img src='c.png' alt='x'/>",
          standard(),
          album
      ) ==
      "  picture keep-together PNG 200x100 printed 150x75 \"A logo\"\n"
      "  picture keep-together PNG 200x100 printed 144x72 \"x\"\n"
      "  picture keep-together JPEG 4000x1000 printed 468x117 \"x\"\n"
      "  picture keep-together PNG 10x10000 printed 0.662x662 \"x\"\n"
  );
  // Or so high as asked for, at most: a logo of any shape has its place.
  CHECK(
      blocks_of("<img src='a.png' alt='x' width='2in' height='0.5in'/>", standard(), album) ==
      "  picture keep-together PNG 200x100 printed 72x36 \"x\"\n"
  );
}

TEST_CASE("a picture that is missing, neither PNG, JPEG nor SVG, or too large is refused") {
  CHECK(
      messages(page_of("<img src='b.png' alt='x'/>")) ==
      "t.mustache:2:11 E314 there is no picture 'b.png' | put a PNG, JPEG or SVG file of that name "
      "beside the case file\n"
  );
  CHECK(
      messages(page_of("<img src='a/b.png' alt='x'/>")) ==
      "t.mustache:2:11 E314 there is no picture 'a/b.png' | src is the path of a file below the "
      "templates, or the name of one beside the case\n"
  );
  CHECK(told_of("GIF89a") == no_picture);
  CHECK(told_of("") == no_picture);
  CHECK(told_of(png(0, 5)) == no_picture);
  CHECK(
      told_of(jpeg(5, 5, '\xC3')) ==  // lossless
      "t.mustache:2:11 E314 the picture is a JPEG of a kind that cannot be printed from a PDF | "
      "save "
      "it as an ordinary JPEG, or as PNG\n"
  );
  CHECK(
      told_of(jpeg(5, 5, '\xC0', '\x04')) ==
      "t.mustache:2:11 E314 the picture is a JPEG for a printing press (CMYK), whose colours a "
      "screen "
      "cannot know | save it in RGB: image programs call it \"convert to RGB\"\n"
  );
  CHECK(
      told_of(png(10001, 300)) ==
      "t.mustache:2:11 E314 the picture has 10001 x 300 pixels, the most is 10000 x 10000\n"
  );
  CHECK(
      told_of(png(5, 5) + std::string(11u << 20, 'x')) ==
      "t.mustache:2:11 E314 the picture has 11 MiB, the most is 10 MiB\n"
  );
}

TEST_CASE(
    "a picture cut off anywhere, or with any byte changed, is read or refused but never read "
    "beyond its end"
) {
  for (const std::string& whole : {png(20, 10), jpeg(20, 10)}) {
    for (std::size_t size = 0; size < whole.size(); ++size) told_of(whole.substr(0, size));
    for (std::size_t at = 0; at < whole.size(); ++at) {
      for (const char c : {'\0', '\x7F', '\xFF'}) {
        std::string broken = whole;
        broken[at] = c;
        told_of(std::move(broken));
      }
    }
  }
  CHECK(told_of("\xFF\xD8\xFF") == no_picture);
  CHECK(told_of(std::string{"\xFF\xD8"} + std::string(5000, '\xFF')) == no_picture);
}
