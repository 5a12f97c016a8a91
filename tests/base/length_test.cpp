#include "engine/base/length.hpp"

#include "engine/base/geometry.hpp"

#include <catch2/catch.hpp>

using namespace engine;

TEST_CASE("an inch, 25.4 mm and 72 pt are the same length") {
  CHECK(1_in == 72_pt);
  CHECK(25.4_mm == 72_pt);
  CHECK(8.5_in == 612_pt);
  CHECK(Length::from_points(0.0005).millipoints() == 1);
  CHECK(Length::from_points(-0.0005).millipoints() == -1);
}

TEST_CASE("lengths add up exactly") {
  Length sum;
  for (int i = 0; i < 10; ++i) sum += 0.1_pt;
  CHECK(sum == 1_pt);
  CHECK(3 * 0.5_pt - 1.5_pt == Length{});
  CHECK(-(2_pt) + 3_pt == 1_pt);
}

TEST_CASE("a share of a length is rounded to the nearest millipoint, away from nought at the half"
) {
  CHECK((1_pt / 3).millipoints() == 333);
  CHECK((2_pt / 3).millipoints() == 667);
  CHECK(Length::from_millipoints(1).scaled(1, 2).millipoints() == 1);
  CHECK(Length::from_millipoints(-1).scaled(1, 2).millipoints() == -1);
  CHECK((10_pt).scaled(2048, 1000) == 20.48_pt);
}

TEST_CASE("a rectangle knows its four edges") {
  const Rect box{{10_pt, 20_pt}, {100_pt, 50_pt}};
  CHECK(box.left() == 10_pt);
  CHECK(box.top() == 20_pt);
  CHECK(box.right() == 110_pt);
  CHECK(box.bottom() == 70_pt);
}
