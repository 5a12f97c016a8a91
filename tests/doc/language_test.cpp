#include "tests/doc/markup.hpp"

using namespace engine;
using namespace engine::doc;
using namespace engine::doc::test;

TEST_CASE("a block and words inside a line say another language") {
  CHECK(
      blocks_of("<blockquote lang='es'>Me duele</blockquote>"
                "<p>She said <span lang='fr'>merci, <strong>docteur</strong></span> twice</p>"
                "<ul><li lang='zh-Hant'>\u75C5\u6B77</li></ul>") ==
      "  quote lang es\n"
      "    P 12/16.5 \"Me duele\"\n"
      "  P 12/16.5 \"She said \" lang(fr) \"merci, \" strong lang(fr) \"docteur\" \" twice\"\n"
      "  list\n"
      "    item [\u2022] lang zh-Hant\n"
      "      P 12/16.5 \"\u75C5\u6B77\"\n"
  );
}

TEST_CASE("what is no language tag is told with its place") {
  CHECK(
      messages_of("<p lang='Spanish language'>a</p><p>b <span lang='e'>c</span></p>"
                  "<p>d <span>e</span></p><p lang='es-'>f</p>") ==
      "t.mustache:2:10 E305 lang is a language such as es, vi or zh-Hant, found 'Spanish "
      "language'\n"
      "t.mustache:2:50 E305 lang is a language such as es, vi or zh-Hant, found 'e'\n"
      "t.mustache:2:71 E304 <span> needs the attribute lang\n"
      "t.mustache:2:97 E305 lang is a language such as es, vi or zh-Hant, found 'es-'\n"
  );
}

TEST_CASE("in a list made of a table the language stays with the cell's own words") {
  const std::string blocks = blocks_of(
      "<table><thead><tr><th>Who</th><th>Said</th><th>When</th></tr></thead><tbody>"
      "<tr><td>Ana</td><td><p lang='es'>Me duele</p></td><td>May</td></tr></tbody></table>",
      large()
  );
  INFO(blocks);
  CHECK(blocks.find("strong \"Said: \" lang(es) \"Me duele\"") != std::string::npos);
  CHECK(blocks.find(" lang es") == std::string::npos);
}
