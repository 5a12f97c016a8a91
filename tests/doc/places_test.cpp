#include "tests/doc/markup.hpp"

using namespace engine;
using namespace engine::doc;
using namespace engine::doc::test;

namespace {

/// Markup as filling leaves it: pieces of a template and of a case, each with its origin.
struct Filled {
  Source house;
  Source known{"rivera.xml", "", Source::Holds::patient_data};
  std::unique_ptr<Source> markup;

  /// Pieces are written one behind the other: of the template where the first is true, else of the
  /// case.
  Filled(
      const std::string& house_text,
      const std::string& case_text,
      const std::vector<std::pair<bool, std::string>>& pieces,
      const std::vector<std::string>& written = {}
  )
      : house{"house.mustache", house_text},
        known{"rivera.xml", case_text, Source::Holds::patient_data} {
    std::string text;
    std::vector<std::pair<std::uint32_t, Span>> marks;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const Source& from = pieces[i].first ? house : known;
      const auto at = from.text().find(pieces[i].second);
      REQUIRE(at != std::string::npos);
      marks.emplace_back(
          static_cast<std::uint32_t>(text.size()), from.span(at, at + pieces[i].second.size())
      );
      text += i < written.size() && !written[i].empty() ? written[i] : pieces[i].second;
    }
    markup = std::make_unique<Source>("markup", text);
    for (const auto& [from, span] : marks) markup->map(from, span);
  }
};

std::vector<std::string> texts_and_places(const Document& document, std::size_t block) {
  std::vector<std::string> all;
  for (const Inline& in : std::get<Paragraph>(document.blocks[block].content).inlines) {
    const auto* text = std::get_if<Text>(&in);
    if (!text) continue;
    const Place place = text->span.source->place(text->span.begin);
    all.push_back(
        std::string{text->text} + "|" + text->span.source->name() + ":" +
        std::to_string(place.line) + ":" + std::to_string(place.column) + "|" +
        std::string{text->span.text()}
    );
  }
  return all;
}

}  // namespace

TEST_CASE(
    "words of the case know their place in the case, and the template's theirs in the template"
) {
  const Filled filled{
      "<document title=\"T\"><h1>x</h1>\n<p>Dear {{name}}, hello</p></document>",
      "<case>\n <name>Dr. Okafor</name>",
      {{true, "<document title=\"T\"><h1>x</h1>\n<p>Dear "},
       {false, "Dr. Okafor"},
       {true, ", hello</p></document>"}}};
  Diagnostics out;
  const auto document = read(*filled.markup, standard(), Album{}, out);
  REQUIRE(document);
  CHECK(
      texts_and_places(*document, 1) ==
      std::vector<std::string>{
          "Dear |house.mustache:2:4|Dear ",
          "Dr. Okafor|rivera.xml:2:8|Dr. Okafor",
          ", hello|house.mustache:2:17|, hello"}
  );
}

TEST_CASE(
    "entities are longer in the markup than in the text: runs are cut at the right letter all the "
    "same"
) {
  const Filled filled{
      "<document title=\"T\"><h1>x</h1><p>A &amp; B&#233;&#x1F600; {{name}} "
      "&lt;end&gt;</p></document>",
      "<name>Smith &amp; Sons</name>",
      {{true, "<document title=\"T\"><h1>x</h1><p>A &amp; B&#233;&#x1F600; "},
       {false, "Smith &amp; Sons"},
       {true, " &lt;end&gt;</p></document>"}}};
  Diagnostics out;
  const auto document = read(*filled.markup, standard(), Album{}, out);
  REQUIRE(document);
  CHECK(
      texts_and_places(*document, 1) ==
      std::vector<std::string>{
          "A & Bé😀 |house.mustache:1:34|A &amp; B&#233;&#x1F600; ",
          "Smith & Sons|rivera.xml:1:7|Smith &amp; Sons",
          " <end>|house.mustache:1:67| &lt;end&gt;"}
  );
}

TEST_CASE("a value that was not copied letter for letter still leads to where it was written") {
  const Filled filled{
      "<document title=\"T\"><h1>x</h1><p>{{date.long}}</p></document>",
      "<on>2019-05-02</on>",
      {{true, "<document title=\"T\"><h1>x</h1><p>"},
       {false, "2019-05-02"},
       {true, "</p></document>"}},
      {"", "May 2, 2019", ""}};
  Diagnostics out;
  const auto document = read(*filled.markup, standard(), Album{}, out);
  REQUIRE(document);
  CHECK(
      texts_and_places(*document, 1) ==
      std::vector<std::string>{"May 2, 2019|rivera.xml:1:5|2019-05-02"}
  );
}

TEST_CASE("values in attributes have their own places too") {
  const Filled filled{
      "<document title=\"T\"><h1>x</h1><blank label=\"To ask {{name}}\"/></document>",
      "<name>Dr. Okafor</name>",
      {{true, "<document title=\"T\"><h1>x</h1><blank label=\"To ask "},
       {false, "Dr. Okafor"},
       {true, "\"/></document>"}}};
  Diagnostics out;
  const auto document = read(*filled.markup, standard(), Album{}, out);
  REQUIRE(document);
  const auto& box = std::get<Form>(document->blocks[1].content).rows[0].cells[0];
  const auto& label = std::get<Paragraph>(box.caption[0].content).inlines;
  REQUIRE(label.size() == 2);
  CHECK(std::get<Text>(label[1]).span.text() == "Dr. Okafor");
  CHECK(std::get<Text>(label[1]).span.source->name() == "rivera.xml");
}

TEST_CASE("a mistake is told at its place in the template, line and column") {
  const Filled filled{
      "{{! a comment }}\n<document title=\"T\"><h1>{{name}}</h1>\n  <p>fine</p>\n  "
      "<tabel/></document>",
      "<name>Ada</name>",
      {{true, "\n<document title=\"T\"><h1>"},
       {false, "Ada"},
       {true, "</h1>\n  <p>fine</p>\n  <tabel/></document>"}}};
  Diagnostics out;
  CHECK_FALSE(read(*filled.markup, standard(), Album{}, out));
  CHECK(
      told(out) ==
      "house.mustache:4:4 E301 the markup has no element <tabel> | did you mean <table>?\n"
  );
  CHECK(out.all()[0].quote == "  <tabel/></document>");
  CHECK(out.all()[0].caret_width == 5);
  CHECK_FALSE(out.all()[0].patient_data);
}

TEST_CASE("markup that is not well-formed is told at its place in the template") {
  const Filled filled{
      "<document title=\"T\"><h1>{{name}}</h1>\n  <p>fine</q>\n</document>",
      "<name>Ada</name>",
      {{true, "<document title=\"T\"><h1>"},
       {false, "Ada"},
       {true, "</h1>\n  <p>fine</q>\n</document>"}}};
  Diagnostics out;
  CHECK_FALSE(read(*filled.markup, standard(), Album{}, out));
  REQUIRE(out.all().size() == 1);
  CHECK(out.all()[0].file == "house.mustache");
  CHECK(out.all()[0].line == 2);
}

TEST_CASE("a value of the case that is wrong in the markup is told in the case, and is patient data"
) {
  const Filled filled{
      "<document title=\"T\"><h1>x</h1><p><a href=\"{{web}}\">a</a></p></document>",
      "<url>www.example.org</url>",
      {{true, "<document title=\"T\"><h1>x</h1><p><a href=\""},
       {false, "www.example.org"},
       {true, "\">a</a></p></document>"}}};
  Diagnostics out;
  CHECK_FALSE(read(*filled.markup, standard(), Album{}, out));
  REQUIRE(out.all().size() == 1);
  CHECK(told(out).rfind("rivera.xml:1:6 E306 a link leads nowhere: 'www.example.org'", 0) == 0);
  CHECK(out.all()[0].patient_data);
}
