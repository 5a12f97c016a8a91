#include "engine/html/html.hpp"
#include "tests/doc/markup.hpp"

#include <catch2/catch.hpp>

namespace {
using namespace engine;
using Catch::Contains;

std::string written(const std::string& blocks) {
  const doc::Document document = doc::test::document(doc::test::page_of(blocks));
  doc::DocumentBundle bundle{.title = "T & <u>", .language = "en"};
  bundle.parts.push_back({&document, "T", "paper-1", true, 1});
  return html::write(bundle);
}

}  // namespace

TEST_CASE("what words say is never markup") {
  const std::string file = written("<p>&lt;script&gt; &amp;amp; \"q\" ]]&gt;</p>");
  CHECK_THAT(file, Contains(">&lt;script&gt; &amp;amp; &quot;q&quot; ]]&gt;</p>"));
  CHECK_THAT(file, Contains("<title>T &amp; &lt;u&gt;</title>"));
  CHECK_THAT(file, !Contains("<script"));
}

TEST_CASE("a link that leads to no place of the file is plain words") {
  CHECK_THAT(written("<p><a href='#elsewhere'>there</a></p>"), Contains(">there</p>"));
  CHECK_THAT(
      written("<h2 id='x'>X</h2><p><a href='#x'>up</a></p>"),
      Contains("<a href=\"#paper-1-x\">up</a>")
  );
}

TEST_CASE("a blank is a field with its label, a tick box a checkbox") {
  const std::string file = written("<blank label='Date'/><check>Asked</check>");
  CHECK_THAT(file, Contains("<label for=\"f1\""));
  CHECK_THAT(
      file,
      Contains(
          ">Date</label>\n<div class=\"blank\"><input type=\"text\" autocomplete=\"off\" id=\"f1\">"
      )
  );
  CHECK_THAT(file, Contains("<input type=\"checkbox\" id=\"f2\"><label for=\"f2\""));
}

TEST_CASE("a file that somebody changed is told from one that nobody did") {
  std::string file = written("<p>One</p>");
  CHECK(html::is_untouched(file));
  file[file.find("One")] = 'o';
  CHECK_FALSE(html::is_untouched(file));
  CHECK_FALSE(html::is_untouched(""));
}

TEST_CASE("a figure is an image with its words, and each pictogram stands in the file once") {
  const std::string file = written(
      "<figure alt='2 &lt; 3' columns='2'><mark name='person' count='3'/></figure><ul><li "
      "mark='dot'>a</li></ul>"
  );
  CHECK_THAT(file, Contains("<svg role=\"img\" aria-label=\"2 &lt; 3\""));
  CHECK_THAT(file, Contains("<symbol id=\"pictogram-person\""));
  CHECK(
      file.find("<symbol id=\"pictogram-person\"") == file.rfind("<symbol id=\"pictogram-person\"")
  );
  CHECK_THAT(file, Contains("<svg class=\"mark\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">"));
  CHECK_THAT(written("<p>none</p>"), !Contains("<symbol"));
}

TEST_CASE(
    "each answer of a wide table knows the head of its column, for a screen where it is a card"
) {
  const std::string wide = written(
      "<table look='grid'><thead><tr><th>A &amp; b</th><th>C</th><th>D</th></tr></thead><tbody><tr>"
      "<th scope='row'>r</th><td>one</td><td></td></tr></tbody></table>"
  );
  CHECK_THAT(wide, Contains("<td data-head=\"C\""));
  CHECK_THAT(wide, Contains("<td data-head=\"D\""));
  CHECK_THAT(wide, !Contains("<th scope=\"row\" data-head"));
  CHECK_THAT(
      written("<table look='grid'><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td>"
              "<td>2</td></tr></tbody></table>"),
      !Contains("data-head=")
  );
}

TEST_CASE("a line to scale stands beside rows of one height, and its places are parts of it") {
  const std::string file = written(
      "<ul look='scale' alt='ten days later'><notch at='500' label='Dec'/><li at='0'>a</li><li "
      "at='250'>b</li><li at='1000'>c</li></ul>"
  );
  CHECK_THAT(file, Contains("<svg role=\"img\" aria-label=\"ten days later\">"));
  // The middles of three rows are at 16.7, 50 and 83.3 percent; a quarter of the line at 33.3.
  CHECK_THAT(file, Contains("y1=\"33.333%\" x2=\"100%\" y2=\"50.000%\""));
  CHECK_THAT(file, Contains("y1=\"83.333%\" x2=\"100%\" y2=\"83.333%\""));
  CHECK_THAT(file, Contains(">Dec</text>"));
}

TEST_CASE("no line of a screen ends inside a day, a title and its name, or a state and its ZIP code"
) {
  const std::string file = written(
      "<p>Dr. Lindqvist on <strong>December 3, 2026</strong> at 10:30 a.m. in Dayton, OH 45402.</p>"
  );
  CHECK_THAT(file, Contains("<span class=\"term\">Dr. Lindqvist</span> on <strong>"));
  CHECK_THAT(file, Contains("<strong><span class=\"term\">December 3, 2026</span></strong> at"));
  CHECK_THAT(file, Contains("at <span class=\"term\">10:30 a.m.</span> in"));
  CHECK_THAT(file, Contains("<span class=\"term\">OH 45402.</span></p>"));
  CHECK_THAT(written("<p>One  two</p>"), Contains(">One two</p>"));
}

TEST_CASE("a head over all columns is seen on a narrow screen, too: it says what its cards are of"
) {
  const std::string file = written(
      "<table columns='1 1 1'><thead><tr><th colspan='3'>Plan one</th></tr><tr><th>Good</th>"
      "<th>Bad</th><th>Cost</th></tr></thead><tbody><tr><td>a</td><td>b</td><td>c</td></tr></tbody>"
      "</table>"
  );
  CHECK_THAT(file, Contains("<tr class=\"band\">\n<th"));
  CHECK_THAT(file, Contains(".cards thead>tr:not(.band){position:absolute"));
}
