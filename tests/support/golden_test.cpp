#include "tests/support/golden.hpp"

#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

using namespace tests;

TEST_CASE("a difference is shown from the first line that is another") {
  CHECK(difference("a\nb\nc\n", "a\nx\nc\n") == "line 2\n  - b\n  - c\n  + x\n  + c\n");
  CHECK(difference("a\n", "a\nb\n") == "line 2\n  + b\n");
  CHECK(difference("a\nb\n", "a\n") == "line 2\n  - b\n");
  CHECK(difference("a\n", "a") == "line 2\n  the last line end\n");
  CHECK(difference("same\n", "same\n").empty());
  CHECK(difference(
            "######## tags\na\nb\n######## pages\nc\n", "######## tags\na\nx\n######## pages\nc\n"
  )
            .starts_with("line 3 (tags)\n  - b\n"));
}

TEST_CASE("a golden that differs says how the new text is accepted") {
  const TemporaryFolder folder;
  write(folder / "pages.txt", "one\ntwo\n");
  CHECK(against_golden(folder / "pages.txt", "one\ntwo\n", false).empty());
  CHECK(
      against_golden(folder / "pages.txt", "one\n2\n", false) ==
      (folder / "pages.txt").string() +
          " differs from line 2\n  - two\n  + 2\nto accept it: UPDATE_GOLDEN=1 ctest --preset dev "
          "-L golden\n"
  );
}

TEST_CASE("a golden that is not there is no golden that agrees") {
  const TemporaryFolder folder;
  CHECK(
      against_golden(folder / "tags.txt", "", false) ==
      (folder / "tags.txt").string() +
          " is not there yet; to accept it: UPDATE_GOLDEN=1 ctest --preset dev -L golden\n"
  );
}

TEST_CASE("an accepted text is the golden from then on") {
  const TemporaryFolder folder;
  CHECK(against_golden(folder / "new" / "tags.txt", "H1 \"Title\"\n", true).empty());
  CHECK(read(folder / "new" / "tags.txt") == "H1 \"Title\"\n");
  CHECK(against_golden(folder / "new" / "tags.txt", "H1 \"Title\"\n", false).empty());
}
