#include "tests/casefile/vocabulary_of_the_house.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::casefile;

namespace {

/// Place, message and hint of everything that is told of a case with such a clinic.
std::string told_of_colors(const std::string& more) {
  const auto read = read_text(
      "<case id='t' version='1'><asOf>2026-11-20</asOf>"
      "<patient><name><text>Ana Silva</text></name></patient>"
      "<provider id='okafor'><name><text>Dr. Okafor</text></name></provider>"
      "<condition><text>Migraine</text></condition>\n" +
      more + "</case>"
  );
  std::string lines;
  for (const auto& one : read.out.all()) {
    lines += std::to_string(one.line) + ":" + std::to_string(one.column) + " " + one.code + " " +
             shown(one.message, false);
    for (const auto& hint : one.hints) lines += " | " + shown(hint, false);
    lines += "\n";
  }
  return lines;
}

}  // namespace

TEST_CASE("a color that cannot be read on white is told, with one that can") {
  CHECK(told_of_colors("<clinic><color>#1f3a54</color><accent>#b3541e</accent></clinic>") == "");
  CHECK(
      told_of_colors("<clinic><color>#ffcc00</color></clinic>") ==
      "2:16 E155 '#ffcc00' is too light: against white its contrast is 1.5, and it needs 4.5 | did "
      "you mean #907300?\n"
  );
  // A line needs less than a letter.
  CHECK(told_of_colors("<clinic><accent>#949494</accent></clinic>") == "");
  CHECK(
      told_of_colors("<advocate><accent>#959595</accent></advocate>") ==
      "2:19 E155 '#959595' is too light: against white its contrast is 2.9, and it needs 3.0 | did "
      "you mean #949494?\n"
  );
  CHECK(
      told_of_colors("<advocate><color>dark blue</color></advocate>") ==
      "2:18 E155 'dark blue' is no color | write it as # and six digits from 0 to f, such as "
      "#1f3a54\n"
  );
}
