// Which way up a photo is, as the camera says.

#include "engine/image/image.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace engine;
using namespace std::string_literals;

namespace {

/// A JPEG that begins with what a camera writes: one entry of that tag and value.
std::string photo(char order, char tag, char value) {
  const bool little = order == 'I';
  const auto two = [&](char low, char high = '\0') {
    return little ? std::string{low, high} : std::string{high, low};
  };
  const std::string four = little ? "\x08\0\0\0"s : "\0\0\0\x08"s;
  const std::string tiff = std::string(2, order) + two('*') + four + two(1) + two(tag, '\x01') +
                           two(3) + (little ? "\x01\0\0\0"s : "\0\0\0\x01"s) + two(value) + two(0);
  const std::string segment = "Exif\0\0"s + tiff;
  return "\xFF\xD8\xFF\xE1\0"s + static_cast<char>(segment.size() + 2) + segment + "\xFF\xDA";
}

}  // namespace

TEST_CASE("the orientation of a photo is quarter turns to the right") {
  for (const char order : {'I', 'M'}) {
    CHECK(image::quarter_turns(photo(order, '\x12', 1)) == 0);
    CHECK(image::quarter_turns(photo(order, '\x12', 6)) == 1);
    CHECK(image::quarter_turns(photo(order, '\x12', 3)) == 2);
    CHECK(image::quarter_turns(photo(order, '\x12', 8)) == 3);
    CHECK(image::quarter_turns(photo(order, '\x13', 6)) == 0);
  }
}

TEST_CASE("a photo that breaks off, or says nothing, is upright") {
  const std::string whole = photo('M', '\x12', 6);
  for (std::size_t size = 0; size < whole.size() - 4; ++size)
    CHECK(image::quarter_turns(whole.substr(0, size)) <= 1);
  CHECK(image::quarter_turns("\xFF\xD8\xFF\xDA") == 0);
}
