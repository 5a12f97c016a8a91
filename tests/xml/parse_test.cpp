#include "engine/xml/xml.hpp"
#include "tests/support/messages.hpp"

#include <catch2/catch.hpp>

#include <memory>
#include <vector>

using namespace engine;
using namespace std::string_literals;

namespace {
/// A tree as text: an element with its attributes and children, text in quotation marks, each with
/// the bytes it stands on.
std::string outline(const xml::Tree& tree, std::uint32_t at) {
  const auto span = [](Span s) { return "[" + std::string{s.text()} + "]"; };
  const xml::Node& node = tree.nodes[at];
  if (node.is_text()) return "'" + std::string{node.text} + "'" + span(node.span);
  std::string text = std::string{node.name} + span(node.span);
  for (const auto& a : xml::Element{tree, at}.attributes()) {
    text +=
        " @" + std::string{a.name} + span(a.name_span) + "=" + std::string{a.value} + span(a.span);
  }
  text += "(";
  for (auto i = node.first_child; i != xml::Node::none; i = tree.nodes[i].next) {
    CHECK(tree.nodes[i].parent == at);
    text += (i == node.first_child ? "" : " ") + outline(tree, i);
  }
  return text + ")";
}
std::string parsed(std::string text, xml::Limits limits = {}) {
  const Source source{"f.xml", std::move(text)};
  Diagnostics out;
  const auto tree = xml::parse(source, limits, out);
  CHECK(bool(tree) == (out.errors() == 0));
  return tree ? outline(*tree, 0) : support::printed(out);
}
/// What is told, with line and column, and names, values and words of the tree that was read.
std::string past(std::string text) {
  const Source source{"f.xml", std::move(text)};
  Diagnostics out;
  const auto tree = xml::parse_past_faults(source, {}, out);
  std::string all;
  for (const auto& told : out.all()) {
    all += (all.empty() ? "" : "; ") + std::to_string(told.line) + ":" +
           std::to_string(told.column) + " " + told.message;
  }
  const auto add = [&](const auto& self, std::uint32_t at) -> std::string {
    const xml::Node& node = tree->nodes[at];
    if (node.is_text()) return "'" + std::string{node.text} + "'";
    std::string one{node.name};
    for (const auto& a : xml::Element{*tree, at}.attributes())
      one += " " + std::string{a.name} + "=" + std::string{a.value};
    one += '(';
    for (auto i = node.first_child; i != xml::Node::none; i = tree->nodes[i].next) {
      const bool is_blank = tree->nodes[i].text.find_first_not_of(" \n") == std::string_view::npos;
      if (tree->nodes[i].is_text() && is_blank) continue;
      one += (one.back() == '(' ? "" : " ") + self(self, i);
    }
    return one + ')';
  };
  return all + " | " + (tree ? add(add, 0) : "nothing");
}
/// The first line of what is said.
std::string refusal(std::string text, xml::Limits limits = {}) {
  const std::string all = parsed(std::move(text), limits);
  return all.substr(0, all.find('\n'));
}
}  // namespace

TEST_CASE("elements, attributes and text know where they stood") {
  CHECK(
      parsed("<?xml version='1.0'?>\n<!-- c --><a x=\"1\" y='two'>t<b/>u</a>\n") ==
      "a[a] @x[x]=1[1] @y[y]=two[two]('t'[t] b[b]() 'u'[u])"
  );
}

TEST_CASE("white space between inline elements is kept") {
  CHECK(parsed("<p><b>a</b> <i>b</i>\n</p>") == "p[p](b[b]('a'[a]) ' '[ ] i[i]('b'[b]) '\n'[\n])");
}

TEST_CASE("entities are resolved and the span covers them as written") {
  CHECK(
      parsed("<a x=\"&lt;&#65;\">b &amp; &#xE9; c</a>") ==
      "a[a] @x[x]=<A[&lt;&#65;]('b & é c'[b &amp; &#xE9; c])"
  );
}

TEST_CASE("CDATA is text") {
  CHECK(parsed("<a>b<![CDATA[ <c> & ]]>d</a>") == "a[a]('b'[b] ' <c> & '[ <c> & ] 'd'[d])");
}

TEST_CASE("comments and processing instructions are passed over") {
  CHECK(parsed("<a>b<!-- x --><?y z?>c</a><!-- end -->") == "a[a]('b'[b] 'c'[c])");
}

TEST_CASE("line ends are one character, and a space in an attribute") {
  CHECK(parsed("<a x=\"1\n2\">b\r\nc</a>") == "a[a] @x[x]=1 2[1\n2]('b\nc'[b\r\nc])");
}

TEST_CASE("every character reads the same in text, in an attribute and as CDATA") {
  CHECK(
      parsed("<a x='\r\n\t\r&#13;&#10;&#233;&apos;&quot;' y=\"'&gt;'\">\r\n\r\t&#13;&amp;lt;]]</a>"
      ) ==
      "a[a] @x[x]=   \r\n\u00e9'\"[\r\n\t\r&#13;&#10;&#233;&apos;&quot;] @y[y]='>'['&gt;']"
      "('\n\n\t\r&lt;]]'[\r\n\r\t&#13;&amp;lt;]]])"
  );
  CHECK(
      parsed("<a><![CDATA[]]><![CDATA[&amp;\r\n]\r]]>\r\n<!-- b --> \n<?c d?><e\n/></a>\n") ==
      "a[a](''[] '&amp;\n]\n'[&amp;\r\n]\r] '\n'[\r\n] ' \n'[ \n] e[e]())"
  );
  CHECK(
      parsed("<a x = '1'\ty\n=\n\"\" ><b></b ><c z=''/></a\n><!-- end -->") ==
      "a[a] @x[x]=1[1] @y[y]=[](b[b]() c[c] @z[z]=[]())"
  );
  CHECK(parsed("<a>&#x20AC;&#128512;</a>") == "a[a]('\u20ac\U0001F600'[&#x20AC;&#128512;])");
}

TEST_CASE("the last byte of a text is read like every other") {
  CHECK(refusal("<ab") == "f.xml:1:1: error[E112]: the tag <ab> is not complete");
  CHECK(refusal("<a xy") == "f.xml:1:4: error[E111]: attribute xy has no value");
  CHECK(refusal("<a x='") == "f.xml:1:6: error[E111]: the value of x is never closed");
  CHECK(refusal("<a/>x") == "f.xml:1:5: error[E110]: text after the end of <a>");
  CHECK(refusal("<a>x") == "f.xml:1:2: error[E107]: <a> is never closed");
  CHECK(refusal("<a/><") == "f.xml:1:5: error[E108]: < must be written &lt;");
}

TEST_CASE("text of an element is joined over its children") {
  Diagnostics out;
  const Source source{"f.xml", "<a>one <b>two</b> three<c/></a>"};
  const auto tree = xml::parse(source, {}, out);
  REQUIRE(tree);
  CHECK(tree->root().text() == "one  three");
  CHECK(tree->root().child("b")->text() == "two");
  CHECK_FALSE(tree->root().child("d"));
  std::vector<std::string> names;
  tree->root().for_each_child([&](const xml::Element& e) { names.emplace_back(e.name()); });
  CHECK(names == std::vector<std::string>{"b", "c"});
}

TEST_CASE("a tree outlives nothing but its source") {
  Diagnostics out;
  const Source source{"f.xml", "<a x='1'>t</a>"};
  auto first = xml::parse(source, {}, out);
  const xml::Tree copy = *first;
  first = xml::parse(source, {}, out);
  CHECK(outline(copy, 0) == "a[a] @x[x]=1[1]('t'[t])");
}

TEST_CASE("a mismatched end tag names both") {
  CHECK(
      parsed("<a>\n <b>\n </c>\n</a>") ==
      "f.xml:3:4: error[E107]: expected </b>, found </c>\n"
      "    3 |  </c>\n"
      "      |    ^\n"
      "   = hint: <b> was opened on line 2\n"
  );
  CHECK(refusal("<a><b></b>") == "f.xml:1:2: error[E107]: <a> is never closed");
  CHECK(refusal("</a>") == "f.xml:1:3: error[E107]: </a> closes nothing");
  CHECK(refusal("<a></a") == "f.xml:1:4: error[E112]: this end tag is not complete");
}

TEST_CASE("an element of a template is said to be opened where the template has it") {
  const Source part{"part.mustache", "{{! one }}\n{{! two }}\n<b>\n"};
  const Source letter{"letter.mustache", "{{! a letter }}\n<a>\n{{> part}}\n</a>\n"};
  const auto filled = [&](std::uint32_t opened) {
    Source markup{"letter (filled)", "<a>\n<b>\n</a>\n"};
    markup.map(0, letter.span(17, 18));
    markup.map(4, opened == 0 ? part.span(23, 24) : letter.span(opened, opened + 1));
    markup.map(8, letter.span(33, 34));
    Diagnostics out;
    CHECK_FALSE(xml::parse(markup, {}, out));
    return support::printed(out);
  };
  CHECK(
      filled(20) ==
      "letter.mustache:4:3: error[E107]: expected </b>, found </a>\n"
      "    4 | </a>\n"
      "      |   ^\n"
      "   = hint: <b> was opened on line 3\n"
  );
  CHECK(
      filled(0) ==
      "letter.mustache:4:3: error[E107]: expected </b>, found </a>\n"
      "    4 | </a>\n"
      "      |   ^\n"
      "   = hint: <b> was opened on line 3 of part.mustache\n"
  );
}

TEST_CASE("an end tag that lacks, is misspelled or is one too many is told, and the rest is read") {
  const auto read_on = [](std::string text) {
    const Source source{"f.xml", std::move(text)};
    Diagnostics out;
    const auto tree = xml::parse_past_faults(source, {}, out);
    REQUIRE(tree);
    std::string all = outline(*tree, 0);
    for (const auto& told : out.all()) all += "; " + told.message;
    return all;
  };
  // Behind its words, before the next of its kind, or where what stands around it ends.
  CHECK(read_on("<a><b>x<c/></a>") == "a[a](b[b]('x'[x]) c[c]()); expected </b>, found </a>");
  CHECK(read_on("<a><b><b/></a>") == "a[a](b[b]() b[b]()); expected </b>, found </a>");
  CHECK(read_on("<a><b><c/></a>") == "a[a](b[b](c[c]())); expected </b>, found </a>");
  CHECK(
      read_on("<a><b>x</bb><c/></a>") ==
      "a[a](b[b]('x'[x]) '     '[</bb>] c[c]()); expected </b>, found </bb>"
  );
  CHECK(read_on("<a><b/></b><c/></a>") == "a[a](b[b]() c[c]()); expected </a>, found </b>");
  CHECK(read_on("<a><b></b></b></a>") == "a[a](b[b]() '    '[</b>]); expected </a>, found </b>");
  CHECK(
      read_on("<a><b x='/>'/>y</b></a>") ==
      "a[a](b[b] @x[x]=/>[/>]('y'[y])); expected </a>, found </b>"
  );
  // Each at its place in the file as it was written.
  const Source source{"f.xml", "<a><b>x<c/>\n<d></dd></a>"};
  Diagnostics out;
  REQUIRE(xml::parse_past_faults(source, {}, out));
  const std::string told = support::printed(out);
  CHECK(told.find("f.xml:2:6: error[E107]: expected </d>, found </dd>") != std::string::npos);
  CHECK(told.find("f.xml:2:11: error[E107]: expected </b>, found </a>") != std::string::npos);
}

TEST_CASE("a tag without its >, or a value without its mark, is told, and the rest is read") {
  // A start tag: what holds words up to its end tag, else what stands by itself.
  CHECK(past("<a><b Rosa</b><c/></a>") == "1:4 the tag <b> is not complete | a(b('Rosa') c())");
  CHECK(past("<a><b 12 Elm</b></a>") == "1:4 the tag <b> is not complete | a(b('12 Elm'))");
  CHECK(past("<a><b x='1'<c/></a>") == "1:4 the tag <b> is not complete | a(b x=1() c())");
  CHECK(past("<a><b x='1'<c/></b></a>") == "1:4 the tag <b> is not complete | a(b x=1(c()))");
  CHECK(past("<a><b<b x='2'/></a>") == "1:4 the tag <b> is not complete | a(b() b x=2())");
  // The closing mark of a value, which took in what follows.
  CHECK(
      past("<a><b x='1>y</b><c/></a>") == "1:9 the value of x is never closed | a(b x=1('y') c())"
  );
  CHECK(past("<a><b x='1/><c/></a>") == "1:9 the value of x is never closed | a(b x=1() c())");
  CHECK(
      past("<a><b x='1/><c x='2'/></a>") ==
      "1:9 the value of x is never closed | a(b x=1() c x=2())"
  );
  CHECK(
      past("<a><b x='lee y='2'/><c/></a>") ==
      "1:9 the value of x is never closed | a(b x=lee y=2() c())"
  );
  CHECK(past("<a><b x=\"1”/></a>") == "1:9 the value of x is never closed | a(b x=1())");
  CHECK(past("<a><b x='1 <3'/></a>") == "1:9 the value of x is never closed | a(b x=1  3())");
  // No marks at all, or those of a word processor; no value; a value twice.
  CHECK(
      past("<a><b x=1 y='2'/></a>") == "1:9 the value of x needs quotation marks | a(b x=1 y=2())"
  );
  CHECK(past("<a><b x=“1”/></a>") == "1:9 the value of x needs quotation marks | a(b x=1())");
  CHECK(past("<a><b x/><c/></a>") == "1:7 attribute x has no value | a(b() c())");
  CHECK(past("<a><b x='1' x='2'/></a>") == "1:13 attribute x is given twice | a(b x=1())");
  CHECK(past("<a><b x='1'y='2'/></a>") == "1:12 a space is missing here | a(b x=1 y=2())");
  CHECK(past("<a><b x='1',/></a>") != "");
  // What stands between tags.
  CHECK(past("<a>< b>x</b></a>") == "1:4 < must be written &lt; | a(b('x'))");
  CHECK(past("<a><b>x<\\b></a>") == "1:8 < must be written &lt; | a(b('x'))");
  CHECK(past("<a><b>x</b<c/></a>") == "1:8 this end tag is not complete | a(b('x') c())");
  CHECK(past("<a><b>x</></a>") == "1:8 this end tag is not complete | a(b('x'))");
  CHECK(past("<a><b>x<b><c/></a>") == "1:17 expected </b>, found </a> | a(b('x') c())");
  CHECK(past("<a><b>x</b>") == "1:2 <a> is never closed | a(b('x'))");
  CHECK(past("<a><!-- x -- y --><b/></a>") == "1:11 -- is not allowed inside a comment | a(b())");
  CHECK(past("<a><!-- x ---><b/></a>") == "1:11 -- is not allowed inside a comment | a(b())");
  CHECK(
      past("\n<?xml version='1.0'?><a/>") ==
      "2:1 the XML declaration must be the first thing in the file | a()"
  );
  CHECK(past("Hello\n<a/>") == "1:1 text before the first element | a()");
  CHECK(past("<a>\x01<b/></a>") == "1:4 control character U+0001 | a(b())");
  // What was cut off is told where it was.
  CHECK(past("<a><b x='1") == "1:9 the value of x is never closed | nothing");
  CHECK(past("<a><b x='1'") == "1:4 the tag <b> is not complete | nothing");
  CHECK(past("<a><b>x</b") == "1:8 this end tag is not complete | nothing");
  CHECK(past("<a><b>x") == "1:5 <b> is never closed | nothing");
  // Each is told at its place in the file as it was written.
  CHECK(
      past("<a><b x='1><c y=2/>\n<d Rosa</d>\n<e z='3'/></b></a>") ==
      "1:9 the value of x is never closed; 1:17 the value of y needs quotation marks; 2:1 the tag "
      "<d> "
      "is not complete | a(b x=1(c y=2() d('Rosa') e z=3()))"
  );
}

TEST_CASE("a bare sign is an error at the sign") {
  CHECK(refusal("<a>b & c</a>") == "f.xml:1:6: error[E108]: & must be written &amp;");
  CHECK(refusal("<a>b &c d</a>") == "f.xml:1:6: error[E108]: & must be written &amp;");
  CHECK(refusal("<a x='b & c'/>") == "f.xml:1:9: error[E108]: & must be written &amp;");
  CHECK(refusal("<a>1 < 2</a>") == "f.xml:1:6: error[E108]: < must be written &lt;");
  CHECK(refusal("<a>b ]]> c</a>") == "f.xml:1:6: error[E108]: ]]> is not allowed in text");
  CHECK(refusal("<a>&</a>") == "f.xml:1:4: error[E108]: & must be written &amp;");
}

TEST_CASE("signs that are to be written otherwise are told all at once, up to twenty") {
  const auto told = [](const std::string& text) {
    const auto source = Source{"f.xml", text, Source::Holds::patient_data};
    Diagnostics out;
    CHECK_FALSE(xml::parse(source, xml::Limits{}, out));
    return out.errors();
  };
  CHECK(told("<a b='c & d'>e & f &nbsp; g &#0;<h>&</h></a>") == 5);
  CHECK(told("<a>b & c<d></a>") == 2);
  CHECK(told("<a>b < 7 & c <8<d>below <= 9</d></a>") == 4);
  CHECK(told("<a>b < 7 <c</a>") == 2);
  std::string many;
  for (int i = 0; i < 100; ++i) many += "& ";
  CHECK(told("<a>" + many + "</a>") == 20);
}

TEST_CASE("an entity that XML does not define is an error with the number to write") {
  CHECK(
      parsed("<a>&nbsp;</a>") ==
      "f.xml:1:4: error[E108]: unknown entity &nbsp;\n"
      "    1 | <a>&nbsp;</a>\n"
      "      |    ^^^^^^\n"
      "   = hint: write the character itself, or its number &#160;\n"
  );
  CHECK(refusal("<a>&foo;</a>") == "f.xml:1:4: error[E108]: unknown entity &foo;");
  CHECK(refusal("<a>&#0;</a>") == "f.xml:1:4: error[E108]: character U+0000 is not allowed");
  CHECK(refusal("<a>&#xD800;</a>") == "f.xml:1:4: error[E108]: character U+D800 is not allowed");
  CHECK(
      refusal("<a>&#99999999999;</a>") ==
      "f.xml:1:4: error[E108]: this is not the number of a character"
  );
  CHECK(refusal("<a>&#x;</a>") == "f.xml:1:4: error[E108]: this is not the number of a character");
}

TEST_CASE("an attribute is given once, with a value in quotation marks") {
  CHECK(refusal("<a x='1' x='2'/>") == "f.xml:1:10: error[E109]: attribute x is given twice");
  CHECK(refusal("<a x='1' x=2/>") == "f.xml:1:10: error[E109]: attribute x is given twice");
  CHECK(refusal("<a x=1/>") == "f.xml:1:6: error[E111]: the value of x needs quotation marks");
  CHECK(refusal("<a x/>") == "f.xml:1:4: error[E111]: attribute x has no value");
  CHECK(refusal("<a x='1><b/></a>") == "f.xml:1:6: error[E111]: the value of x is never closed");
  CHECK(refusal("<a x='1'y='2'/>") == "f.xml:1:9: error[E112]: a space is missing here");
  CHECK(refusal("<a =''/>") == "f.xml:1:4: error[E112]: this cannot stand in the tag <a>");
  CHECK(refusal("<a x='1'") == "f.xml:1:1: error[E112]: the tag <a> is not complete");
}

TEST_CASE("marks of a word processor and tags written by halves are named as such") {
  const auto hint = [](std::string_view text) {
    Diagnostics out;
    const Source source{"f.xml", std::string{text}, Source::Holds::author_text};
    CHECK_FALSE(xml::parse(source, {}, out));
    REQUIRE(out.all().size() == 1);
    REQUIRE(out.all()[0].hints.size() == 1);
    return out.all()[0].message + ": " + out.all()[0].hints[0];
  };
  CHECK(
      hint("<a role=”second”/>") ==
      "the value of role needs quotation marks: these quotation marks are curly: type straight "
      "ones, write role=\"…\", and turn off smart quotes"
  );
  CHECK(
      hint("<a role=\"second”/>") ==
      "the value of role is never closed: the mark at its end is curly: type a straight \", and "
      "turn off smart quotes"
  );
  CHECK(
      hint("<a>< b>x</b></a>") ==
      "< must be written &lt;: for a tag, write <b without a blank; for the sign < itself, &lt;"
  );
  CHECK(hint("<a>5 < 6</a>") == "< must be written &lt;: write &lt; for the sign < itself");
  CHECK(
      hint("<a>\n<b/>\n</b></a>") ==
      "expected </a>, found </b>: <b> was ended on line 2 already, by its own /> or end tag"
  );
}

TEST_CASE("a tag may have very many attributes, and the one given twice is found") {
  std::string text = "<a";
  for (int i = 0; i < 100'000; ++i) text += " x" + std::to_string(i) + "=''";
  Diagnostics out;
  const Source good{"f.xml", text + "/>"};
  const auto tree = xml::parse(good, {}, out);
  REQUIRE(tree);
  CHECK(tree->root().attributes().size() == 100'000);
  const auto column = std::to_string(text.size() + 2);
  CHECK(
      refusal(text + " x7=''/>") ==
      "f.xml:1:" + column + ": error[E109]: attribute x7 is given twice"
  );
}

TEST_CASE("there is one outermost element and no text around it") {
  CHECK(refusal("") == "f.xml:1:1: error[E110]: there is no element in this file");
  CHECK(refusal("<!-- only -->") == "f.xml:1:1: error[E110]: there is no element in this file");
  CHECK(refusal("<a/><b/>") == "f.xml:1:6: error[E110]: a second outermost element <b>");
  CHECK(refusal("<a/>\nx y") == "f.xml:2:1: error[E110]: text after the end of <a>");
  CHECK(refusal(" x <a/>") == "f.xml:1:2: error[E110]: text before the first element");
  CHECK(
      refusal("<a/><![CDATA[x]]>") == "f.xml:1:5: error[E110]: text outside the outermost element"
  );
}

TEST_CASE("a document type declaration is refused before anything of it is read") {
  CHECK(
      refusal("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>") ==
      "f.xml:1:1: error[E105]: a document type declaration is not allowed"
  );
}

TEST_CASE("comments and sections that never end are told at their beginning") {
  CHECK(refusal("<a><!-- b</a>") == "f.xml:1:4: error[E113]: this comment is never closed");
  CHECK(
      refusal("<a><!-- b -- c --></a>") ==
      "f.xml:1:11: error[E113]: -- is not allowed inside a comment"
  );
  CHECK(
      refusal("<a><![CDATA[b</a>") == "f.xml:1:4: error[E113]: this CDATA section is never closed"
  );
  CHECK(
      refusal("<a><?b</a>") == "f.xml:1:4: error[E113]: this processing instruction is never closed"
  );
  CHECK(
      refusal("<a><? b?></a>") == "f.xml:1:4: error[E113]: this processing instruction has no name"
  );
  CHECK(
      refusal(" <?xml version='1.0'?><a/>") ==
      "f.xml:1:2: error[E113]: the XML declaration must be the first thing in the file"
  );
}

TEST_CASE("control characters are refused wherever they stand") {
  CHECK(refusal("<a>\x02</a>") == "f.xml:1:4: error[E103]: control character U+0002");
  CHECK(refusal("<a x='\x02'/>") == "f.xml:1:7: error[E103]: control character U+0002");
  CHECK(refusal("<a><![CDATA[\x02]]></a>") == "f.xml:1:13: error[E103]: control character U+0002");
  CHECK(refusal("<a><!-- \x02 --></a>") == "f.xml:1:9: error[E103]: control character U+0002");
  CHECK(refusal("<a><?b \x7F?></a>") == "f.xml:1:8: error[E103]: control character U+007F");
  CHECK(refusal("<a>b\0</a>"s) == "f.xml:1:5: error[E103]: control character U+0000");
  CHECK(refusal("<a>\0</a>"s) == "f.xml:1:4: error[E103]: control character U+0000");
}

TEST_CASE("64 levels are read, and 65 are refused with the number said") {
  const auto nested = [](int levels) {
    std::string text;
    for (int i = 0; i < levels; ++i) text += "<a>";
    for (int i = 0; i < levels; ++i) text += "</a>";
    return text;
  };
  CHECK(parsed(nested(64)).find("error") == std::string::npos);
  CHECK(refusal(nested(65)) == "f.xml:1:194: error[E106]: elements stand more than 64 levels deep");
  CHECK(
      refusal("<a><b><c/></b></a>", {.depth = 2}) ==
      "f.xml:1:8: error[E106]: elements stand more than 2 levels deep"
  );
}

TEST_CASE("16 MiB are read, and one byte more is refused with the number said") {
  const std::size_t most = 16u << 20;
  std::string text = "<a>" + std::string(most - 7, 'x') + "</a>";
  Diagnostics out;
  const Source full{"f.xml", text};
  CHECK(xml::parse(full, {}, out));
  text.insert(3, "x");
  CHECK(
      refusal("<a>\n" + std::string(most - 7, 'x') + "</a>") ==
      "f.xml:1:1: error[E100]: this file has 16777217 bytes; at most 16777216 (16 MiB) are read"
  );
}

TEST_CASE("what XML has no place for is written as the replacement character, and reads back") {
  using namespace std::string_view_literals;
  for (const auto& [text, written] : {
           std::pair{
               "a\x7F"
               "b"sv,
               "a\uFFFD"
               "b"sv},
           std::pair{"\x01\0\x1F"sv, "\uFFFD\uFFFD\uFFFD"sv},
           std::pair{"\xC2\x80 \xC2\x85"sv, "\uFFFD \xC2\x85"sv},
           std::pair{"\xEF\xBF\xBE"sv, "\uFFFD"sv},
           std::pair{"Žižek"sv, "Žižek"sv},
           std::pair{"ab\xC3"sv, "ab\uFFFD"sv},
       }) {
    const Source source{
        "f.xml", "<a x=\"" + xml::escaped(text) + "\">" + xml::escaped(text) + "</a>"};
    Diagnostics out;
    const auto tree = xml::parse(source, {}, out);
    REQUIRE(tree);
    CHECK(tree->root().attribute("x")->value == written);
    CHECK(tree->root().text() == written);
  }
}

TEST_CASE("escaped text reads back as itself in text and in attributes") {
  const std::string hard = "a<b>&\"c'\n\td é";
  Diagnostics out;
  const Source source{
      "f.xml", "<a x=\"" + xml::escaped(hard) + "\">" + xml::escaped(hard) + "</a>"};
  const auto tree = xml::parse(source, {}, out);
  REQUIRE(tree);
  CHECK(tree->root().text() == hard);
  CHECK(tree->root().attribute("x")->value == hard);
}
