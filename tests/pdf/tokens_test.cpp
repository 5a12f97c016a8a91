#include "engine/pdf/syntax/tokens.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::pdf;

namespace {

template <class Write>
std::string written(Write&& write) {
  Bytes out;
  write(out);
  return std::string{out.view()};
}

std::string points(std::int64_t millipoints) {
  return written([&](Bytes& out) { out << Length::from_millipoints(millipoints); });
}

}  // namespace

TEST_CASE("lengths have as many decimals as they need") {
  CHECK(points(0) == "0");
  CHECK(points(12000) == "12");
  CHECK(points(12500) == "12.5");
  CHECK(points(12005) == "12.005");
  CHECK(points(-250) == "-.25");
  CHECK(points(-1'000'010) == "-1000.01");
  CHECK(points(99'999'000) == "99999");
}

TEST_CASE("whole numbers of every size are written") {
  for (const std::int64_t n :
       {0LL,
        7LL,
        10LL,
        99LL,
        100LL,
        999LL,
        1000LL,
        4096LL,
        10007LL,
        999'999LL,
        1'000'000LL,
        -1LL,
        -999LL,
        -1040LL,
        -1'000'000LL,
        123456789012LL}) {
    CHECK(written([&](Bytes& out) { out << n; }) == std::to_string(n));
  }
  CHECK(written([](Bytes& out) { out << ObjectId{312}; }) == "312 0 R");
}

TEST_CASE("text is a byte a letter where PDF has one for it, other text is UTF-16") {
  const auto text = [](std::string_view t) {
    return written([&](Bytes& out) { put_text(out, t); });
  };
  CHECK(text("A (small) \\ letter") == "(A \\(small\\) \\\\ letter)");
  CHECK(text("Crohn\u2019s") == "(Crohn\x90s)");
  CHECK(
      text("\u00BFQu\u00E9? \u201CN\u00BA 5\u201D \u2013 \u20AC") ==
      "(\xBFQu\xE9? \x8DN\xBA 5\x8E \x85 \xA0)"
  );
  CHECK(text("\u0141\u0142\u017E") == "(\x95\x9B\x9E)");
  CHECK(text("na\u0151") == "<FEFF006E00610151>");
  CHECK(text("co\u00ADop") == "<FEFF0063006F00AD006F0070>");
  // What would begin as another encoding does is written in that.
  CHECK(text("\u00FE\u00FF") == "<FEFF00FE00FF>");
  CHECK(text("\u00EF\u00BB\u00BFa") == "<FEFF00EF00BB00BF0061>");
  CHECK(text("\U0001F600") == "<FEFFD83DDE00>");
  CHECK(text("a\nb") == "<FEFF0061000A0062>");
}

TEST_CASE("a letter is written alike wherever it stands in a text") {
  const auto text = [](const std::string& t) {
    return written([&](Bytes& out) { put_text(out, t); });
  };
  for (std::size_t size = 1; size < 50; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      const std::string before(at, 'x'), behind(size - at - 1, 'y');
      CHECK(text(before + ")" + behind) == "(" + before + "\\)" + behind + ")");
      CHECK(text(before + "\u2019" + behind) == "(" + before + "\x90" + behind + ")");
    }
  }
}

TEST_CASE("names hide what would end them") {
  CHECK(written([](Bytes& out) { put_name(out, "Andika-Bold"); }) == "/Andika-Bold");
  CHECK(written([](Bytes& out) { put_name(out, "A B/C#"); }) == "/A#20B#2FC#23");
}
