#include "tests/doc/markup.hpp"

using namespace engine;
using namespace engine::doc;
using namespace engine::doc::test;

TEST_CASE("a document says how many pages it may have, and what is spare") {
  const Document d =
      document("<document title='T' pages='2'><h1>H</h1><p spare='3'>a</p></document>");
  CHECK(d.most_pages == 2);
  CHECK(bool(d.most_pages_at));  // its words went with the markup
  CHECK_FALSE(d.has_if_cut);
  CHECK(d.blocks[1].drop_order == 3);
  CHECK(document(page_of("<p if-cut='yes'>a</p>")).has_if_cut);
  CHECK_FALSE(document(page_of("<p if-cut='no'>a</p>")).has_if_cut);
}

TEST_CASE("limits are shown with their blocks") {
  CHECK(
      dump(document("<document title='T' pages='1' landscape='yes'><h1>H</h1>"
                    "<p spare='1' most-lines='2'>a</p><p if-cut='yes'>b</p><ul><li spare='2' "
                    "most-lines='3'>c</li></ul>"
                    "<keep spare='3'><p>d</p></keep><check spare='4' "
                    "most-lines='5'>e</check><blank spare='6'/><note kind='tip' spare='7'>f</note>"
                    "<table spare='8'><tr spare='9'><th>i</th><td "
                    "most-lines='1'><p>g</p><p>h</p></td></tr></table></document>")) ==
      "document \"T\" pages 1 landscape\n"
      "  H1 20/25 bold \"H\"\n"
      "  P spare 1 most-lines 2 12/16.5 \"a\"\n"
      "  P if-cut 12/16.5 \"b\"\n"
      "  list\n"
      "    item [•] spare 2 most-lines 3\n"
      "      P 12/16.5 \"c\"\n"
      "  keep keep-together spare 3\n"
      "    P 12/16.5 \"d\"\n"
      "  check [☐] spare 4 most-lines 5\n"
      "    P 12/16.5 \"e\"\n"
      "  blank keep-together spare 6 12/16.5 1 line of 24.48\n"
      "  note keep-together spare 7\n"
      "    P 12/16.5 \"f\"\n"
      "  table spare 8 1 1\n"
      "    row spare 9\n"
      "      header of row\n"
      "        P 12/15.5 bold \"i\"\n"
      "      cell most-lines 1\n"
      "        P 12/15.5 \"g\"\n"
      "        P 12/15.5 \"h\"\n"
  );
}

TEST_CASE("a table that is set as a list keeps what its rows and cells say of their length") {
  const std::string markup =
      "<table columns='1 1 1'><thead><tr><th>Name</th><th>Asked</th><th>Said</th></tr></thead>"
      "<tr spare='2'><td most-lines='1'>Lab</td><td>May</td><td "
      "most-lines='2'>Yes</td></tr></table>";
  CHECK(
      blocks_of(markup, large()) ==
      "  table\n"
      "    keep keep-together spare 2\n"
      "      keep most-lines 1\n"
      "        P keep-with-next 18/23.5 bold \"Lab\"\n"
      "      P 18/23.5 strong \"Asked: \" \"May\"\n"
      "      keep most-lines 2\n"
      "        P 18/23.5 strong \"Said: \" \"Yes\"\n"
  );
  const Document said = document(page_of(markup), linear(standard()));
  CHECK(std::get<Stack>(said.blocks[1].content).blocks[0].is_caption);
}

TEST_CASE("a landscape document turns the paper of its theme, and a picture may be as wide") {
  const Document d = document("<document title='T' landscape='yes'><h1>H</h1></document>");
  CHECK(d.paper == Size{11_in, 8.5_in});
  CHECK(d.margin == Insets{0.85_in, 1_in, 0.95_in, 1_in});
  CHECK(
      document("<document title='T' landscape='no'><h1>H</h1></document>").paper ==
      Size{8.5_in, 11_in}
  );
}

TEST_CASE("a limit that is none of those allowed is told with them") {
  CHECK(
      messages_of("<p spare='10'>a</p>") ==
      "t.mustache:2:11 E305 spare is a whole number from 1 to 9, found '10'\n"
  );
  CHECK(
      messages_of("<p spare='yes'>a</p>") ==
      "t.mustache:2:11 E305 spare is a whole number from 1 to 9, found 'yes'\n"
  );
  CHECK(
      messages_of("<ul><li most-lines='0'>a</li></ul>") ==
      "t.mustache:2:21 E305 most-lines is a whole number from 1 to 99, found '0'\n"
  );
  CHECK(
      messages_of("<p if-cut='true'>a</p>") ==
      "t.mustache:2:12 E305 if-cut is yes or no, found 'true'\n"
  );
  CHECK(
      messages("<document title='T' pages='one'><h1>a</h1></document>") ==
      "t.mustache:1:28 E305 pages is a whole number from 1 to 99, found 'one'\n"
  );
  CHECK(
      messages("<document title='T' landscape='left'><h1>a</h1></document>") ==
      "t.mustache:1:32 E305 landscape is yes or no, found 'left'\n"
  );
}

TEST_CASE("an element that is never spare, cut or a remark on it does not take these attributes") {
  CHECK(messages_of("<h2 spare='1'>a</h2>") == "t.mustache:2:5 E303 <h2> has no attribute spare\n");
  CHECK(
      messages_of("<sign who='a' spare='1'/>") ==
      "t.mustache:2:15 E303 <sign> has no attribute spare\n"
  );
  CHECK(
      messages_of("<note kind='tip' most-lines='1'>a</note>") ==
      "t.mustache:2:18 E303 <note> has no attribute most-lines\n"
  );
  CHECK(
      messages_of("<ul><li if-cut='yes'>a</li></ul>") ==
      "t.mustache:2:9 E303 <li> has no attribute if-cut\n"
  );
  CHECK(
      messages_of("<p most-line='1'>a</p>") ==
      "t.mustache:2:4 E303 <p> has no attribute most-line | did you mean most-lines?\n"
  );
  CHECK(messages_of("<p pages='1'>a</p>") == "t.mustache:2:4 E303 <p> has no attribute pages\n");
}

TEST_CASE("lines are counted of paragraphs alone") {
  CHECK(
      messages_of("<ul><li most-lines='2'><p>a</p><ul><li>b</li></ul></li></ul>") ==
      "t.mustache:2:9 E337 most-lines counts the lines of paragraphs, and this <li> holds other "
      "blocks | put most-lines on what is in it\n"
  );
  CHECK(messages_of("<check most-lines='2'><p>a</p><p>b</p></check>") == "");
}

TEST_CASE("a head row is never spare") {
  CHECK(
      messages_of("<table><thead><tr spare='1'><th>a</th></tr></thead><tr><td>b</td></tr></table>"
      ) ==
      "t.mustache:2:19 E337 a row of the <thead> is never spare | it goes when all other rows have "
      "gone\n"
  );
}
