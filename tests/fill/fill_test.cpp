#include "tests/fill/poured.hpp"

using namespace engine;
using namespace engine::fill;

namespace {
std::string with_label(const std::string& label) {
  std::string text = elena();
  const auto at = text.find("Autumn");
  return text.replace(at, 6, label);
}
}  // namespace

TEST_CASE("text of a case is data: it prints as it was typed") {
  const auto label = [](const std::string& typed) {
    return poured("<p a=\"{{label}}\">{{label}}</p>", {.case_text = with_label(typed)});
  };
  CHECK(label("{{patient.full}}") == "<p a=\"{{patient.full}}\">{{patient.full}}</p>");
  CHECK(
      label("{{#self}} {{&amp;x}} {{{y}}} {{=&lt; &gt;=}}") ==
      "<p a=\"{{#self}} {{&amp;x}} {{{y}}} {{=&lt; &gt;=}}\">{{#self}} {{&amp;x}} {{{y}}} {{=&lt; "
      "&gt;=}}</p>"
  );
  CHECK(
      label("&lt;b&gt;bold&lt;/b&gt;") ==
      "<p a=\"&lt;b&gt;bold&lt;/b&gt;\">&lt;b&gt;bold&lt;/b&gt;</p>"
  );
  CHECK(
      label("&amp;amp; \"quoted\" it's") ==
      "<p a=\"&amp;amp; &quot;quoted&quot; it&apos;s\">&amp;amp; &quot;quoted&quot; it&apos;s</p>"
  );
  CHECK(label("Nguyễn Thị Ánh محمد") == "<p a=\"Nguyễn Thị Ánh محمد\">Nguyễn Thị Ánh محمد</p>");
}

TEST_CASE("the stop of a time of day stays where the line goes on, and that of a sentence goes") {
  const auto line = [](const std::string& typed) {
    return poured("<p><strong>{{label}}</strong> · x</p>", {.case_text = with_label(typed)});
  };
  CHECK(line("el jueves, 2:00 p. m.") == "<p><strong>el jueves, 2:00 p. m.</strong> · x</p>");
  CHECK(line("2:00 p. m.") == "<p><strong>2:00 p. m.</strong> · x</p>");
  CHECK(line("Walk my dog.") == "<p><strong>Walk my dog</strong> · x</p>");
  CHECK(line("Rest.") == "<p><strong>Rest</strong> · x</p>");
}

TEST_CASE("what is filled reads back as the same words") {
  const std::string typed = "a &lt; b &amp;amp; {{c}} \"d\" 'e' ]]&gt;";
  const auto there = pour(
      {{"letter/en.mustache", "<p a='{{label}}'>{{label}}</p>"}}, {.case_text = with_label(typed)}
  );
  Diagnostics out;
  const auto tree = xml::parse(*there->markup, {}, out);
  REQUIRE(tree);
  CHECK(tree->root().text() == "a < b &amp; {{c}} \"d\" 'e' ]]>");
  CHECK(tree->root().attribute("a")->value == "a < b &amp; {{c}} \"d\" 'e' ]]>");
}

TEST_CASE("marks and control characters of a fact cannot become markup or tokens") {
  Folder folder{{{"letter/en.mustache", "<p>{{title}}</p>"}}};
  auto templates = compile(folder.template_set(), folder.out());
  REQUIRE(templates);
  const auto there = pour({{"letter/en.mustache", ""}});
  const facts::Group document = {
      {"title",
       std::string{"a\x01"
                   "0000b\x1F"
                   "c"} +
           quoted_value("d")}};
  const auto markup = fill::fill(
      *templates, "letter", Scope{&there->facts, nullptr, &document, "en"}, folder.out()
  );
  REQUIRE(markup);
  CHECK(
      markup->markup->text() ==
      "<p>a\xEF\xBF\xBD"
      "0000b\xEF\xBF\xBD"
      "c&apos;d&apos;</p>"
  );
}

TEST_CASE("a line that holds one tag that prints nothing leaves no line behind") {
  CHECK(
      poured("<ul>\n  {{#opinion.first.evidence}}\n  <li>{{.}}</li>\n  "
             "{{/opinion.first.evidence}}\n</ul>\n"
      ) == "<ul>\n  <li>Ulcers</li>\n  <li>Biopsy</li>\n  <li>Blood</li>\n</ul>\n"
  );
  CHECK(poured("a\r\n{{! comment }}\r\n{{#minor}}\r\nb\r\n{{/minor}}\r\nc") == "a\r\nc");
  CHECK(poured("a {{! comment }} b") == "a  b");
  CHECK(poured("{{^minor}}\nx\n{{/minor}}") == "x\n");
}

TEST_CASE("sections in sections keep their own items") {
  CHECK(
      poured("{{#patient.address}}{{#lines}}{{#opinion}}{{#evidence}}{{position}}{{/evidence}}{{/"
             "opinion}}{{position}} {{/lines}}{{/patient.address}}") == "1231 1232 1233 "
  );
  CHECK(
      poured("{{#value}}{{#value}}{{text}},{{/value}};{{/value}}") ==
      "Work,No surgery,;Work,No surgery,;"
  );
  CHECK(
      poured(
          "{{#value}}{{#weight}}{{^minor}}{{#self}}{{text}}{{/self}}{{/minor}}{{/weight}}{{/value}}"
      ) == "Work"
  );
}

TEST_CASE("a name leads elsewhere only inside a section that has it, too") {
  CHECK(
      poured("{{id}}{{#provider}} {{id}} {{label}}{{/provider}} {{id}} {{label}}") ==
      "test okafor Autumn lindqvist Autumn test Autumn"
  );
}

TEST_CASE("parts: the kind's own goes before the house's, and one of the language before one of all"
) {
  CHECK(
      pour({{"letter/en.mustache", "{{> a}}{{> b}}"},
            {"letter/parts/a.mustache", "own"},
            {"house/a.mustache", "house"},
            {"house/b.mustache", "b {{> a}}"}}
      )->text() == "ownb own"
  );
  const About spanish{.language = "es"};
  CHECK(
      pour(
          {{"letter/en.mustache", ""},
           {"letter/es.mustache", "{{> a}}{{> b}}"},
           {"house/a.es.mustache", "uno "},
           {"house/a.mustache", "one "},
           {"house/b.mustache", "two"}},
          spanish
      )
          ->text() == "uno two"
  );
}

TEST_CASE("a part inside a line brings no line end with it") {
  CHECK(
      pour({{"letter/en.mustache", "call {{> me}}.\n"},
            {"house/me.mustache", "{{#self}}me{{/self}}\n"}}
      )->text() == "call me.\n"
  );
  CHECK(
      pour({{"letter/en.mustache", "a\n  {{> me}}\nb\n"}, {"house/me.mustache", "<p/>\n"}}
      )->text() == "a\n<p/>\nb\n"
  );
}

TEST_CASE("a document speaks its language") {
  const About spanish{.language = "es"};
  const auto there = pour(
      {{"letter/en.mustache", ""},
       {"letter/es.mustache",
        "{{asOf}}|{{visit.at}}|{{condition.first.status}}|{{doctor.network}}|{{requests.first."
        "paper}}|{{opinion.first.evidence.joined}}"}},
      spanish
  );
  CHECK(
      there->text() ==
      "20 de noviembre de 2026|jueves, 3 de diciembre de 2026, 10:30 a. m.|Confirmado|no se "
      "sabe|carta para enviar el expediente|Ulcers, Biopsy y Blood"
  );
}

TEST_CASE("the same case fills a template twice alike") {
  Folder folder{
      {{"letter/en.mustache", "{{#opinion}}{{#evidence}}<p>{{.}}</p>{{/evidence}}{{/opinion}}"}}};
  auto templates = compile(folder.template_set(), folder.out());
  const auto there = pour({{"letter/en.mustache", ""}});
  const Scope scope{&there->facts, nullptr, nullptr, "en"};
  const auto once = fill::fill(*templates, "letter", scope, folder.out());
  const auto twice = fill::fill(*templates, "letter", scope, folder.out());
  CHECK(once->markup->text() == twice->markup->text());
  CHECK(once->markup->name() == "letter/en.mustache (filled)");
  CHECK(once->markup->holds_patient_data());
}

TEST_CASE("every piece of the markup knows where it was written") {
  const auto there = pour(
      {{"letter/en.mustache",
        "<document title='{{label}} x'>\n  {{> part}}\n  <p>Dear {{doctor.formal}}, see "
        "{{title}}.</p>\n</document>"},
       {"house/part.mustache", "<h1 id=\"top\">Words\n   and more</h1>\n"}}
  );
  CHECK(
      there->text() ==
      "<document title='Autumn x'>\n<h1 id=\"top\">Words\n   and more</h1>\n  <p>Dear Dr. Okafor, "
      "see Letter &amp; more.</p>\n</document>"
  );
  const auto at = [&](std::string_view words) {
    const Span span = there->origin(words);
    const Place place = span.source->place(span.begin);
    const auto slash = span.source->name().rfind('/');
    const std::string name =
        slash == std::string::npos ? span.source->name() : span.source->name().substr(slash + 1);
    return name + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + " " +
           std::string{span.text()};
  };
  CHECK(at("document") == "en.mustache:1:2 document");
  CHECK(at("title=") == "en.mustache:1:11 title");
  CHECK(at("Autumn") == "case.xml:1:59 Autumn");
  CHECK(at(" x'") == "en.mustache:1:27  x");
  CHECK(at("h1") == "part.mustache:1:2 h1");
  CHECK(at("top") == "part.mustache:1:9 top");
  CHECK(at("Words") == "part.mustache:1:14 Words");
  CHECK(at("and more") == "part.mustache:2:4 and more");
  CHECK(at("Dear") == "en.mustache:3:6 Dear");
  CHECK(at("Dr. Okafor") == "case.xml:3:71 Amara");
  CHECK(at(", see") == "en.mustache:3:28 , see");
  CHECK(at("Letter &amp;") == "en.mustache:3:36 title");  // what no case said was asked for here
  CHECK(at("/document") == "en.mustache:4:3 document");
}
