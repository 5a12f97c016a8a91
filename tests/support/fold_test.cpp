#include "tests/support/fold.hpp"

#include <catch2/catch.hpp>

using namespace tests;

TEST_CASE("facts that say nothing are left out, and what a group says stands on its line") {
  CHECK(
      folded_facts(
          "minor: no\nsigners: 1\n  1\n    name: Dana\n    proof: no\nnone\n  a: -\n  b: 0\n"
          "rows: 2\n  1\n    cells: 1\n      1: x\n    why: y\n  2\n    why: -\n"
      ) == "signers: 1\n  1 | name: Dana\nrows: 2\n  1 | why: y\n    cells: 1 | 1: x\n"
  );
}

TEST_CASE("rows that stand in a second list are named there alone") {
  const std::string row = "    topic: [pros]\n    verdict: [agree]\n    cells: 1\n      1: x\n";
  CHECK(
      folded_facts("rows: 1\n  1\n" + row + "agreeRows: 1\n  1\n" + row + "values: 1\n  1: a\n") ==
      "rows: 1\n  1 | topic: [pros] | verdict: [agree]\n    cells: 1 | 1: x\n"
      "agreeRows: 1\n  1 | topic: [pros]\nvalues: 1 | 1: a\n"
  );
}

TEST_CASE("what the house says of every case alike is counted, and what is the case's own is listed"
) {
  CHECK(
      without_house_lists(
          "rest: 3\n  1 | number: 1 | text: Why?\n  2 | number: 2 | text: When? | own: yes\n"
          "  3 | number: 3 | text: How? | priority: 2\n"
          "rows: 2\n  1 | topic: [pros] | verdict: [not-asked] | notAsked: yes\n    columns: 1\n"
          "      1 | name: Dr. Lee\n  2 | topic: [cons] | verdict: [agree]\n    columns: 1\n"
          "sensitive: 2\n  1 | label: Genetic tests | code: genetic\n"
          "  2 | label: HIV | code: hiv | isOn: yes\n"
      ) ==
      "rest: 3\n  2 | number: 2 | text: When? | own: yes\n"
      "  3 | number: 3 | text: How? | priority: 2\n"
      "rows: 2\n  2 | topic: [cons] | verdict: [agree]\n    columns: 1\n"
      "sensitive: 2\n  2 | label: HIV | code: hiv | isOn: yes\n"
  );
}

TEST_CASE("an only child stands behind its parent") {
  CHECK(folded_tree("P\n  Strong\n    Link\nH1\n") == "P > Strong > Link\nH1\n");
}

TEST_CASE("children below which nothing branches stand on the line of their parent, where they fit"
) {
  CHECK(
      folded_tree("L\n  LI\n    Lbl\n      Form\n    LBody \"x\"\nH1\n") ==
      "L > LI ( Lbl > Form | LBody \"x\" )\nH1\n"
  );
  const std::string item = "  LI\n    Lbl\n    LBody\n";
  CHECK(folded_tree("L\n" + item + item) == "L\n  LI ( Lbl | LBody )\n  LI ( Lbl | LBody )\n");
  const std::string wide(160, 'x');
  CHECK(folded_tree("TR\n  TD\n  " + wide + "\n") == "TR\n  TD\n  " + wide + "\n");
}

TEST_CASE("a line of text is a line, with what is drawn before the next") {
  CHECK(
      folded_pages("page 1   612.00 x 792.00\n"
                   "   72.00    80.00  P   Andika 12.00  w=10.00  \"a\"\n"
                   "   82.00    80.00  P   Andika 12.00  w=10.00  \"b\"\n"
                   "   72.00    81.00  (rule)    fill 10.00 x 1.00\n"
                   "   72.00    96.00  P   Andika 12.00  w=10.00  \"c\"\n") ==
      "page 1   612.00 x 792.00\n"
      "   72.00    80.00  P   Andika 12.00  w=10.00  \"a\" | "
      "82.00 80.00 P Andika 12.00 w=10.00 \"b\" | "
      "72.00 81.00 (rule) fill 10.00 x 1.00\n"
      "   72.00    96.00  P   Andika 12.00  w=10.00  \"c\"\n"
  );
}

TEST_CASE("a row that is too wide goes on in another line") {
  const std::string rule = "   72.00    81.00  (rule)    fill 10.00 x 1.00";
  std::string pages = "page 1\n";
  for (int i = 0; i < 6; ++i) pages += rule + '\n';
  const std::string folded = folded_pages(pages);
  CHECK(std::count(folded.begin(), folded.end(), '\n') == 3);
  CHECK(folded.find("\n        | 72.00 81.00 (rule)") != std::string::npos);
}
