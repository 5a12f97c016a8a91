#include "tests/doc/markup.hpp"

using namespace engine;
using namespace engine::doc::test;

TEST_CASE("an element the markup does not know is named with the nearest one it knows") {
  CHECK(
      messages_of("<p>a <stong>b</stong></p>\n<tabel/><xyzzyx/>") ==
      "t.mustache:2:7 E301 the markup has no element <stong> | did you mean <strong>?\n"
      "t.mustache:3:2 E301 the markup has no element <tabel> | did you mean <table>?\n"
      "t.mustache:3:10 E301 the markup has no element <xyzzyx>\n"
  );
  CHECK(
      messages("<documents/>") ==
      "t.mustache:1:2 E301 markup begins with <document>, not with <documents>\n"
  );
}

TEST_CASE("an element that HTML has for a look alone is told with what says as much here") {
  CHECK(
      messages_of("<p><b>a</b></p>\n<div>b</div>") ==
      "t.mustache:2:5 E301 the markup has no element <b> | write <strong>\n"
      "t.mustache:3:2 E301 the markup has no element <div> | leave it out: headings, paragraphs "
      "and "
      "<keep> are enough\n"
  );
}

TEST_CASE("a picture in a paragraph is told where it stands") {
  CHECK(
      messages_of("<p><img src=\"a.png\" alt=\"a\"/></p>") ==
      "t.mustache:2:5 E302 <img> may not stand in <p> | a picture stands beside paragraphs, and "
      "not "
      "in one\n"
  );
}

TEST_CASE("an element in the wrong place is told with the places it has") {
  CHECK(
      messages_of("<td>a</td>") ==
      "t.mustache:2:2 E302 <td> may not stand in <document> | <td> stands in <tr>\n"
  );
  CHECK(
      messages_of("<li>a</li>") ==
      "t.mustache:2:2 E302 <li> may not stand in <document> | <li> stands in <ul> or <ol>\n"
  );
  CHECK(
      messages_of("<tr/>") ==
      "t.mustache:2:2 E302 <tr> may not stand in <document> | <tr> stands in <table>, <thead> or "
      "<tbody>\n"
  );
  CHECK(
      messages_of("<strong>a</strong>") ==
      "t.mustache:2:2 E302 <strong> may not stand in <document> | put it in <p>\n"
  );
  CHECK(messages_of("<p><p>a</p></p>") == "t.mustache:2:5 E302 <p> may not stand in <p>\n");
  CHECK(
      messages_of("<keep><page-break/></keep>") ==
      "t.mustache:2:8 E302 <page-break> may not stand in <keep> | <page-break> stands in "
      "<document>\n"
  );
  CHECK(
      messages_of("<p>a<tab/>b</p>") ==
      "t.mustache:2:6 E302 <tab> may not stand in <p> | <tab> stands in <header> or <footer>\n"
  );
  CHECK(
      messages_of("<p><page/></p>") ==
      "t.mustache:2:5 E302 <page> may not stand in <p> | <page> stands in <header>, <footer>, "
      "<strong> or <em>\n"
  );
  CHECK(
      messages_of("<p><em><pages/></em></p>") ==
      "t.mustache:2:9 E302 <pages> may not stand here | page numbers stand in <header> and "
      "<footer>\n"
  );
  CHECK(
      messages_of("<p><a href='#x'>a<em><a href='#y'>b</a></em></a></p>") ==
      "t.mustache:2:23 E302 <a> may not stand in <a>\n"
  );
  CHECK(
      messages_of("<footer>a</footer><footer>b</footer>") ==
      "t.mustache:2:20 E302 a second <footer>\n"
  );
  CHECK(
      messages_of("<table><tr><td/></tr><thead><tr><th/></tr></thead></table>") ==
      "t.mustache:2:23 E302 <thead> may not stand here | a table has one <thead>, before its rows\n"
  );
  CHECK(
      messages_of("<table><thead><td/></thead><tr><td/></tr></table>") ==
      "t.mustache:2:16 E302 <td> may not stand in <thead> | <td> stands in <tr>\n"
  );
  CHECK(
      messages_of("<document title='x'/>") ==
      "t.mustache:2:2 E302 <document> may not stand in <document>\n"
  );
}

TEST_CASE("an attribute the element does not have is named with the nearest one") {
  CHECK(
      messages_of("<p allign='left'>a</p>") ==
      "t.mustache:2:4 E303 <p> has no attribute allign | did you mean align?\n"
  );
  CHECK(messages_of("<hr width='1'/>") == "t.mustache:2:5 E303 <hr> has no attribute width\n");
  CHECK(
      messages("<document title='T' lang='en'><h1>a</h1></document>") ==
      "t.mustache:1:21 E303 <document> has no attribute lang\n"
  );
}

TEST_CASE("what an element needs and lacks is named") {
  CHECK(messages_of("<say>a</say>") == "t.mustache:2:2 E304 <say> needs the attribute who\n");
  CHECK(messages_of("<say who=' '>a</say>") == "t.mustache:2:6 E304 <say> needs words in who\n");
  CHECK(messages_of("<sign/>") == "t.mustache:2:2 E304 <sign> needs the attribute who\n");
  CHECK(
      messages_of("<form><cell/></form>") ==
      "t.mustache:2:8 E304 <cell> needs the attribute label\n"
  );
  CHECK(messages_of("<note>a</note>") == "t.mustache:2:2 E304 <note> needs the attribute kind\n");
  CHECK(messages_of("<p><a>a</a></p>") == "t.mustache:2:5 E304 <a> needs the attribute href\n");
  CHECK(messages_of("<p><fill/></p>") == "t.mustache:2:5 E304 <fill> needs the attribute label\n");
  CHECK(messages_of("<img alt='a'/>") == "t.mustache:2:2 E304 <img> needs the attribute src\n");
  CHECK(messages_of("<img src='a' alt=''/>") == "t.mustache:2:14 E304 <img> needs words in alt\n");
  CHECK(messages_of("<h2> </h2>") == "t.mustache:2:2 E304 <h2> has no words\n");
  CHECK(
      messages("<document><h1>a</h1></document>") ==
      "t.mustache:1:2 E304 <document> needs the attribute title\n"
  );
  CHECK(
      messages("<document title=''><h1>a</h1></document>") ==
      "t.mustache:1:11 E304 <document> needs words in title\n"
  );
}

TEST_CASE("a value of an attribute that is none of those allowed is told with them") {
  CHECK(
      messages_of("<p align='middle'>a</p>") ==
      "t.mustache:2:11 E305 align is left, center or right, found 'middle'\n"
  );
  CHECK(
      messages_of("<p align='centre'>a</p>") ==
      "t.mustache:2:11 E305 align is left, center or right, found 'centre' | did you mean center?\n"
  );
  CHECK(
      messages_of("<check ticked='true'/>") ==
      "t.mustache:2:16 E305 ticked is yes or no, found 'true'\n"
  );
  CHECK(
      messages_of("<note kind='tipp'>a</note>") ==
      "t.mustache:2:13 E305 kind is tip, warning, law, finish or ticket, found 'tipp' | did you "
      "mean tip?\n"
  );
  CHECK(
      messages_of("<blank lines='0'/>") ==
      "t.mustache:2:15 E305 lines is a whole number from 1 to 40, found '0'\n"
  );
  CHECK(
      messages_of("<blank lines=''/>") ==
      "t.mustache:2:8 E305 lines is a whole number from 1 to 40, found ''\n"
  );
  CHECK(
      messages_of("<ol start='1x'><li>a</li></ol>") ==
      "t.mustache:2:12 E305 start is a whole number from 0 to 9999, found '1x'\n"
  );
  CHECK(
      messages_of("<p><fill label='a' width='2'/></p>") ==
      "t.mustache:2:27 E305 width is a length such as 2in, 14pt or 30mm, found '2'\n"
  );
  CHECK(
      messages_of("<p><fill label='a' width='-2in'/></p>") ==
      "t.mustache:2:27 E305 width is a length such as 2in, 14pt or 30mm, found '-2in'\n"
  );
  CHECK(
      messages_of("<table columns='1 0'><tr><td/><td/></tr></table>") ==
      "t.mustache:2:17 E305 columns is up to 26 widths from 1 to 1000, such as \"3 1 1\", found '1 "
      "0'\n"
  );
  CHECK(
      messages("<document title='T' minimum-type='14'><h1>a</h1></document>") ==
      "t.mustache:1:35 E305 minimum-type is a type size from 4pt to 36pt, found '14'\n"
  );
}

TEST_CASE("a link that leads nowhere is refused") {
  CHECK(
      messages_of("<p><a href='javascript:x'>a</a></p>") ==
      "t.mustache:2:13 E306 a link leads nowhere: 'javascript:x'"
      " | write https://, http://, mailto: or tel: in front, or # and the id of a heading\n"
  );
  CHECK(
      messages_of("<p><a href='#'>a</a><a href='mailto:a@b.org'>b</a><a href='tel:555'>c</a></p>")
          .find("2:13 E306") != std::string::npos
  );
}

TEST_CASE("headings go down by one level, below one h1") {
  CHECK(
      messages_of("<h3>a</h3>") ==
      "t.mustache:2:2 E307 <h3> follows <h1>: a level is skipped | use <h2>: readers who hear the "
      "page go from heading to heading\n"
  );
  CHECK(
      messages_of("<h1>b</h1>") ==
      "t.mustache:2:2 E307 a second <h1> | a document has one <h1>; use <h2> for its parts\n"
  );
  CHECK(
      messages("<document title='T'><h2>a</h2><h1>b</h1></document>")
          .find("t.mustache:1:22 E307 <h2> stands before the <h1> | the first heading is the <h1>\n"
          ) == 0
  );
  CHECK(messages_of("<h2>a</h2><h3>b</h3><h2>c</h2><keep><h3>d</h3></keep>") == "");
  CHECK(
      messages("<document title='T'><p>a</p></document>") ==
      "t.mustache:1:2 E308 the document has no <h1> | its first heading says what the document is\n"
  );
}

TEST_CASE("an id names one heading") {
  CHECK(
      messages_of("<h2 id='a'>a</h2><h2 id='a'>b</h2>") ==
      "t.mustache:2:26 E309 two headings have the id 'a'\n"
  );
  CHECK(messages_of("<h2 id=''>a</h2>") == "t.mustache:2:5 E304 <h2> needs words in id\n");
}

TEST_CASE("words stand in inline places only") {
  CHECK(
      messages_of("  stray words <p>a</p>") ==
      "t.mustache:2:3 E310 words may not stand straight in <document> | put the words in <p>\n"
  );
  CHECK(
      messages_of("<ul>a<li>b</li></ul>") ==
      "t.mustache:2:5 E310 words may not stand straight in <ul> | put the words in <li>\n"
  );
  CHECK(
      messages_of("<table>a<tr>b<td>c</td></tr></table>") ==
      "t.mustache:2:8 E310 words may not stand straight in <table> | put the words in <tr>\n"
      "t.mustache:2:13 E310 words may not stand straight in <tr> | put the words in <td>\n"
  );
  CHECK(
      messages_of("<columns>a<column/></columns>") ==
      "t.mustache:2:10 E310 words may not stand straight in <columns> | put the words in <column>\n"
  );
  CHECK(
      messages_of("<keep>a</keep>") ==
      "t.mustache:2:7 E310 words may not stand straight in <keep> | put the words in <p>\n"
  );
}

TEST_CASE("a box holds words or blocks, never both") {
  CHECK(
      messages_of("<note kind='tip'><p>a</p> and more</note>") ==
      "t.mustache:2:27 E310 <note> holds words and blocks | put the words in <p>\n"
  );
  CHECK(
      messages_of("<ul><li><strong>a</strong><ul><li>b</li></ul></li></ul>") ==
      "t.mustache:2:10 E310 <li> holds words and blocks | put the words in <p>\n"
  );
}

TEST_CASE("columns have as many widths as there are columns") {
  CHECK(
      messages_of("<columns weights='1 2 3'><column/><column/></columns>") ==
      "t.mustache:2:2 E311 <columns> has 3 widths for 2 columns\n"
  );
  CHECK(messages_of("<columns/>") == "t.mustache:2:2 E311 <columns> has 0 widths for 0 columns\n");
}

TEST_CASE("every row of a table fills its columns") {
  CHECK(
      messages_of("<table columns='1 1 1'>\n<tr><td/><td/></tr>\n<tr><td "
                  "colspan='2'/><td/></tr>\n<tr><td colspan='4'/></tr></table>") ==
      "t.mustache:3:2 E312 this row fills 2 columns of a table that has 3\n"
      "t.mustache:5:2 E312 this row fills 4 columns of a table that has 3\n"
  );
  CHECK(
      messages_of("<table><tr><td/><td/></tr><tr><td/></tr></table>") ==
      "t.mustache:2:28 E312 this row fills 1 columns of a table that has 2\n"
  );
  CHECK(messages_of("<table/>") == "t.mustache:2:2 E312 a table without rows\n");
  CHECK(
      messages_of("<table><tr/></table>") ==
      "t.mustache:2:9 E312 this row fills 0 columns of a table that has 1\n"
  );
}

TEST_CASE("a table has a head, of its columns or of its rows") {
  CHECK(
      messages_of("<table><tr><td>a</td><td>b</td></tr></table>") ==
      "t.mustache:2:2 E313 a table without <th> | head its columns by a <thead>, or begin each row "
      "with <th scope=\"row\">: readers who hear a cell are told its head\n"
  );
  CHECK(messages_of("<table><tr><th>a</th><td>b</td></tr></table>") == "");
}

TEST_CASE("markup that is not well-formed is told at its place") {
  CHECK_FALSE(messages_of("<p>a</q>").empty());
  CHECK_FALSE(messages("").empty());
}

TEST_CASE("many mistakes are told in one run") {
  const std::string all =
      messages_of("<p align='x'>a</p><xyzzyx/><h3>b</h3>stray<blank lines='x'/>");
  CHECK(std::count(all.begin(), all.end(), '\n') == 5);
}

TEST_CASE("no nesting, however deep, is more than a message") {
  for (const char* element : {"keep", "strong", "p", "note", "ul", "table", "td", "columns", "a"}) {
    std::string deep;
    for (int i = 0; i < 20000; ++i) deep += std::string{"<"} + element + ">";
    std::string closed = deep;
    for (int i = 0; i < 20000; ++i) closed += std::string{"</"} + element + ">";
    CHECK_FALSE(messages_of(closed).empty());
    CHECK_FALSE(messages_of(deep).empty());
  }
  std::string keeps = "<p>core</p>";
  for (int i = 0; i < 60; ++i) keeps = "<keep>" + keeps + "</keep>";
  CHECK(messages_of(keeps) == "");
}
