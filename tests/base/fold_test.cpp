// Spelling that does not matter.

#include "engine/base/fold.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace engine;

TEST_CASE("two texts are alike exactly when they are the same folded") {
  const std::vector<std::string> texts{
      "",
      " ",
      "-",
      "Estado  de M\u00E9xico",
      "estado_de_mexico",
      "Estado de Mexic",
      "M\u00C9XICO",
      "Me\u0301xico",
      "mexico",
      "mexico\u00D7",
      "mexico\u2009",
      "\u674E\u5EFA\u56FD",
      "\u674E\u5EFA",
      "type 2",
      "Type-2",
      "type 20"};
  for (const std::string& a : texts) {
    for (const std::string& b : texts) {
      CAPTURE(a, b);
      CHECK(are_alike(a, b) == (folded(a) == folded(b)));
    }
  }
}
