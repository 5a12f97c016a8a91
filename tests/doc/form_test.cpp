// Forms: boxes on a grid of twelve columns.

#include "tests/doc/markup.hpp"

using namespace engine;
using namespace engine::doc;
using namespace engine::doc::test;

TEST_CASE("boxes stand in rows of twelve columns, and a row is always full") {
  CHECK(
      blocks_of("<form><cell label='a' span='5'/><cell label='b' span='4'>x</cell>"
                "<cell label='c' span='6'/><cell label='d' span='3'/></form>") ==
      "  form\n"
      "    row\n"
      "      box of 5\n"
      "        P keep-with-next 8.5/13 \"a\"\n"
      "        blank 10.5/12.9 1 line of 24.48\n"
      "      box of 7\n"
      "        P keep-with-next 8.5/13 \"b\"\n"
      "        P keep-together 10.5/12.9 \"x\"\n"
      "    row\n"
      "      box of 6\n"
      "        P keep-with-next 8.5/13 \"c\"\n"
      "        blank 10.5/12.9 1 line of 24.48\n"
      "      box of 6\n"
      "        P keep-with-next 8.5/13 \"d\"\n"
      "        blank 10.5/12.9 1 line of 24.48\n"
  );
}

TEST_CASE("numbered captions are headings that count through the document") {
  CHECK(
      blocks_of("<form><cell number='yes' label='Who'>x</cell></form>"
                "<form><cell number='yes' label='What'>y</cell></form>") ==
      "  form\n"
      "    row\n"
      "      box of 12\n"
      "        H2 [1] 10.5/11.6 bold \"Who\"\n"
      "        P keep-together 10.5/12.9 \"x\"\n"
      "  form\n"
      "    row\n"
      "      box of 12\n"
      "        H2 [2] 10.5/11.6 bold \"What\"\n"
      "        P keep-together 10.5/12.9 \"y\"\n"
  );
}

TEST_CASE(
    "a box without a printed caption keeps its width, and what stands beside it takes the rest"
) {
  const std::string blocks = blocks_of(
      "<form><cell span='5'><check>HIV</check></cell>"
      "<cell span='1' label='initials for HIV' caption='no'/></form>"
  );
  CHECK(blocks.find("box of 11") != std::string::npos);
  CHECK(blocks.find("box of 1\n") != std::string::npos);
  CHECK(blocks.find("initials") == std::string::npos);
}

TEST_CASE("a box that holds a blank and nothing else is to be written in") {
  CHECK(
      blocks_of("<form><cell label='Phone'><fill label='your phone'/></cell></form>") ==
      blocks_of("<form><cell label='Phone'/></form>")
  );
}

TEST_CASE("blanks and signatures that follow each other are one form") {
  const Document d =
      document(page_of("<blank label='a'/><sign who='b' date-label='c'/><p>d</p><blank label='e'/>")
      );
  REQUIRE(d.blocks.size() == 4);
  CHECK(std::get<Form>(d.blocks[1].content).rows.size() == 2);
  CHECK(std::get<Form>(d.blocks[3].content).rows.size() == 1);
}
