// What papers say, asked for many values.

#include "engine/packet/printed.hpp"

#include <catch2/catch.hpp>

using engine::packet::Printed;

TEST_CASE("a value is found in the words of papers wherever it stands, a short one by itself") {
  const Printed printed{"dr. okafor, 40 mg each morning; 4 times. dr. okafor"};
  CHECK(printed.says("dr. okafor"));
  CHECK(printed.says("kafor, 40 mg"));
  CHECK(printed.says("40"));
  CHECK(printed.says("4"));
  CHECK(printed.says("mg"));
  CHECK_FALSE(printed.says("0"));     // a part of 40
  CHECK_FALSE(printed.says("morn"));  // four letters are a short value
  CHECK(printed.says("orning"));
  CHECK_FALSE(printed.says("dr. okaforx"));
  CHECK_FALSE(printed.says("times. dr. okafor."));
  CHECK(printed.says("dr. okafor"));  // and once more
  CHECK_FALSE(Printed{""}.says("four"));
  CHECK_FALSE(Printed{"abc"}.says("abcd"));
}
