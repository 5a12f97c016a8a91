#include "engine/image/image.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace std::string_literals;

namespace {

std::string png(char bits, char color) {
  return "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\7\0\0\0\5"s + bits + color + "\0\0\1"s;
}

/// A start, a segment of a program's own, a frame header of 3 x 2 pixels.
std::string jpeg(char frame, char components) {
  return "\xFF\xD8\xFF\xE0\0\4JF\xFF\xFF"s + frame + "\0\x0B\x08\0\2\0\3"s + components +
         "\1\x11\0"s;
}

std::string why(const std::string& file) {
  const auto read = image::header_of(file);
  const auto* refused = std::get_if<image::Refused>(&read);
  return refused ? refused->why : "";
}

}  // namespace

TEST_CASE("a PNG says its size, its colours and its bits") {
  const auto header = std::get<image::Header>(image::header_of(png(4, 3)));
  CHECK(header.format == image::Format::png);
  CHECK(header.wide == 7);
  CHECK(header.high == 5);
  CHECK(header.color == image::Color::palette);
  CHECK(header.bits == 4);
  CHECK(header.is_interlaced);
  CHECK_FALSE(header.has_alpha);
  CHECK(std::get<image::Header>(image::header_of(png(16, 6))).has_alpha);
}

TEST_CASE("bits that PNG does not allow for its colours are refused (ISO 15948 table 11.1)") {
  for (const int color : {0, 1, 2, 3, 4, 5, 6, 7}) {
    for (const int bits : {0, 1, 2, 3, 4, 8, 16, 32}) {
      const bool is_allowed =
          color == 0   ? bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16
          : color == 3 ? bits == 1 || bits == 2 || bits == 4 || bits == 8
                       : (color == 2 || color == 4 || color == 6) && (bits == 8 || bits == 16);
      CAPTURE(color, bits);
      CHECK(why(png(static_cast<char>(bits), static_cast<char>(color))).empty() == is_allowed);
    }
  }
}

TEST_CASE("a JPEG says its size behind segments of other kinds") {
  const auto header = std::get<image::Header>(image::header_of(jpeg('\xC2', 1)));
  CHECK(header.format == image::Format::jpeg);
  CHECK(header.wide == 3);
  CHECK(header.high == 2);
  CHECK(header.color == image::Color::gray);
}

TEST_CASE("a JPEG in CMYK is refused, as no PDF/A has colours for it") {
  CHECK(
      why(jpeg('\xC0', 4)) ==
      "is a JPEG for a printing press (CMYK), whose colours a screen cannot know"
  );
}

TEST_CASE("a picture cut off before the end of its header is refused") {
  for (const std::string& whole : {png(8, 2), jpeg('\xC0', 3)}) {
    CHECK(why(whole) == "");
    for (std::size_t size = 0; size < 26 && size < whole.size(); ++size) {
      CAPTURE(size);
      CHECK(why(whole.substr(0, size)) != "");
    }
  }
}
