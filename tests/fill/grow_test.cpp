#include "engine/fill/grow.hpp"

#include "tests/fill/poured.hpp"

using namespace engine;
using namespace engine::fill;

namespace {

std::unique_ptr<Poured> letter(const std::string& text, const std::string& label = "Autumn") {
  About about;
  const std::string usual = "<label>Autumn</label>";
  about.case_text.replace(
      about.case_text.find(usual), usual.size(), "<label>" + xml::escaped(label) + "</label>"
  );
  return pour({{"letter/en.mustache", text}}, about);
}

/// The tree that is put together is the one that XML has.
void check_tree(const Poured& poured) {
  INFO(poured.text());
  REQUIRE(poured.tree);
  Diagnostics out;
  const auto read = xml::parse(*poured.markup, {}, out);
  REQUIRE(read);
  CHECK(equal(*poured.tree, *read));
}

}  // namespace

TEST_CASE("the tree of the markup is put together as it would be read") {
  for (const char* text : {
           "<p/>",
           "<p></p>\n",
           "<p>Dear {{doctor.formal}},</p>",
           "\n<document title='{{label}}'>\n  <p a=\"1\"\n b = '{{label}} &amp; {{label}}'>x</p "
           ">\n</document>\n",
           "<p>&#160;{{label}} &lt;b&gt;</p>",
           "<ul>{{#value}}<li>{{text}}<br/></li>{{/value}}{{^value}}<li>none</li>{{/value}}</ul>",
           "<p{{#label}} a='{{label}}'{{/label}}{{^label}} b='none'{{/label}}>x</p>",
           "<p a='x\ty\n z'>a\n\tb</p>",
           "<p>{{#opinion}}<strong>{{#evidence}}<em>{{.}}</em>, "
           "{{/evidence}}</strong>{{/opinion}}</p>",
       }) {
    check_tree(*letter(text));
  }
}

TEST_CASE("words of a case are words in the tree, whatever they look like") {
  for (const char* label : {"<b>", "a & b", "&lt;", "]]>", "'\"", "a.", "x\ty", "{{label}}"}) {
    const auto poured =
        letter("<p a='{{label}}' b=\"{{label}}\">{{label}}, <em>{{label}}</em>.</p>", label);
    check_tree(*poured);
    CHECK(poured->tree->nodes.front().name == "p");
    CHECK(poured->tree->attributes.front().value.size() == std::string_view{label}.size());
    CHECK(poured->tree->nodes.size() == 5);
  }
}

TEST_CASE("a mark that gave way is in no word of the tree, and what follows stands where it stands"
) {
  const auto of_value = letter("<p>{{label}}, <em>behind</em></p>", "Ends.");
  CHECK(of_value->text() == "<p>Ends, <em>behind</em></p>");
  check_tree(*of_value);
  const auto of_text = letter("<p><em>{{label}}</em>. <b>behind</b></p>", "Ends?");
  CHECK(of_text->text() == "<p><em>Ends?</em> <b>behind</b></p>");
  check_tree(*of_text);
  CHECK(of_text->tree->nodes.back().text == "behind");
}

TEST_CASE("markup that is not known whole has no tree: it is read as XML") {
  for (const char* text : {
           "",
           "words",
           "<p>{{label}}",
           "</p>",
           "<p></q>",
           "<p/><p/>",
           "<p a='1' a='2'/>",
           "<p a='1'b='2'/>",
           "<p a='<'/>",
           "<p {{label}}/>",
           "<p a={{label}}/>",
           "<p><!-- x --></p>",
           "<p><![CDATA[x]]></p>",
           "<p>a > b</p>",
           "<p>&nbsp;</p>",
           "<p>&</p>",
           "<p>&#3;</p>",
           "{{#label}}<p a='{{/label}}{{^label}}<p b='{{/label}}'/>",
           "<p>{{#label}}</p>{{/label}}{{#label}}</p>{{/label}}",
       }) {
    INFO(text);
    CHECK_FALSE(letter(text)->tree);
  }
}
