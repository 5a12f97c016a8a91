#include "tests/fill/poured.hpp"

using namespace engine;
using namespace engine::fill;

TEST_CASE("a good template says nothing") {
  CHECK(compiling("<p>{{patient.full}}</p>{{! a comment }}") == "");
}

TEST_CASE("a name that no case could have is told, with the nearest") {
  CHECK(
      compiling("<p>\n  {{pateint.full}}</p>") ==
      "letter/en.mustache:2:5: error[E237]: nothing is called 'pateint'\n"
      "    2 |   {{pateint.full}}</p>\n"
      "      |     ^^^^^^^\n"
      "   = hint: did you mean 'patient'?\n"
  );
  CHECK(
      compiling("{{ patient.birthdate.long }}") ==
      "letter/en.mustache:1:12: error[E237]: 'patient' has no 'birthdate'\n"
      "    1 | {{ patient.birthdate.long }}\n"
      "      |            ^^^^^^^^^\n"
      "   = hint: did you mean 'birthDate'?\n"
  );
  CHECK(
      compiling("{{#patient.birthDate.wrong}}{{/patient.birthDate.wrong}}") ==
      "letter/en.mustache:1:22: error[E237]: 'patient.birthDate' has no 'wrong'\n"
      "    1 | {{#patient.birthDate.wrong}}{{/patient.birthDate.wrong}}\n"
      "      |                      ^^^^^\n"
      "   = hint: it has long, atStart, short, brief, iso, year, byDay, sinceDay, onDay\n"
  );
  CHECK(
      compiling("{{diagnosis.text}}") ==
      "letter/en.mustache:1:13: error[E237]: 'diagnosis' has no 'text'\n"
      "    1 | {{diagnosis.text}}\n"
      "      |             ^^^^\n"
      "   = hint: it is text, with no names inside\n"
  );
  CHECK(
      compiling("{{position}}") ==
      "letter/en.mustache:1:3: error[E237]: nothing is called 'position'\n"
      "    1 | {{position}}\n"
      "      |   ^^^^^^^^\n"
  );
}

TEST_CASE("every mistake of a template is told in one run") {
  const std::string said =
      compiling("{{nowhere}}{{#nothing}}{{lost}}{{/nothing}}{{^gone}}{{/gone}}");
  for (const char* name : {"nowhere", "nothing", "lost", "gone"})
    CHECK(said.find("nothing is called '" + std::string{name} + "'") != said.npos);
}

TEST_CASE("a list must be entered before its items' names") {
  CHECK(
      compiling("{{opinion.provider.formal}}") ==
      "letter/en.mustache:1:11: error[E238]: 'opinion' is a list: 'provider' is inside its items\n"
      "    1 | {{opinion.provider.formal}}\n"
      "      |           ^^^^^^^^\n"
      "   = hint: say opinion.first.provider, or stand inside {{#opinion}}…{{/opinion}}\n"
  );
}

TEST_CASE("what prints nothing by itself is told") {
  CHECK(
      compiling("{{patient.identifier}}") ==
      "letter/en.mustache:1:3: error[E239]: 'patient.identifier' is a list and prints nothing by "
      "itself\n"
      "    1 | {{patient.identifier}}\n"
      "      |   ^^^^^^^^^^^^^^^^^^\n"
      "   = hint: say {{patient.identifier.joined}}, or {{patient.identifier.first}}\n"
  );
  CHECK(
      compiling("{{self}}") ==
      "letter/en.mustache:1:3: error[E239]: 'self' is yes or no and prints nothing by itself\n"
      "    1 | {{self}}\n"
      "      |   ^^^^\n"
      "   = hint: use it as a section: {{#self}}…{{/self}}\n"
  );
  CHECK(
      compiling("{{speaker}}") ==
      "letter/en.mustache:1:3: error[E239]: 'speaker' is a group and prints nothing by itself\n"
      "    1 | {{speaker}}\n"
      "      |   ^^^^^^^\n"
      "   = hint: name what is inside it: name, relationship, entry\n"
  );
  CHECK(
      compiling("{{.}}") ==
      "letter/en.mustache:1:3: error[E239]: '.' is nothing and prints nothing by itself\n"
      "    1 | {{.}}\n"
      "      |   ^\n"
  );
}

TEST_CASE("a code that a list does not have is told") {
  CHECK(
      compiling("{{#condition}}{{#status.is.confirmd}}{{/status.is.confirmd}}{{/condition}}") ==
      "letter/en.mustache:1:28: error[E240]: 'status' has no code 'confirmd'\n"
      "    1 | {{#condition}}{{#status.is.confirmd}}{{/status.is.confirmd}}{{/condition}}\n"
      "      |                            ^^^^^^^^\n"
      "   = hint: did you mean 'confirmed'?\n"
  );
  CHECK(
      compiling("{{#edition}}{{#is.tiny}}{{/is.tiny}}{{/edition}}") ==
      "letter/en.mustache:1:19: error[E240]: this has no code 'tiny'\n"
      "    1 | {{#edition}}{{#is.tiny}}{{/is.tiny}}{{/edition}}\n"
      "      |                   ^^^^\n"
      "   = hint: it has standard, large\n"
  );
}

TEST_CASE("braces that are never closed are told at their place") {
  CHECK(
      compiling("<p>\n {{patient.full}\n</p>") ==
      "letter/en.mustache:2:2: error[E230]: this {{ is never closed\n"
      "    2 |  {{patient.full}\n"
      "      |  ^^\n"
      "   = hint: a tag is written {{name}}, on one line\n"
  );
  CHECK(
      compiling("{{patient.full {{asOf}}")
          .find("letter/en.mustache:1:1: error[E230]: this {{ is never closed\n") == 0
  );
}

TEST_CASE("sections are opened and closed in pairs") {
  CHECK(
      compiling("{{/self}}") ==
      "letter/en.mustache:1:1: error[E231]: there is no open section 'self' to close\n"
      "    1 | {{/self}}\n"
      "      | ^^^^^^^^^\n"
  );
  CHECK(
      compiling("{{#self}}\n{{#minor}}\n{{/self}}{{/minor}}")
          .find("letter/en.mustache:3:1: error[E231]: 'self' is closed here, but the section that "
                "is open is 'minor'\n"
                "    3 | {{/self}}{{/minor}}\n"
                "      | ^^^^^^^^^\n"
                "   = hint: that one was opened at ") == 0
  );
  CHECK(
      compiling("a\n{{#self}}b") ==
      "letter/en.mustache:2:1: error[E232]: the section 'self' is never closed\n"
      "    2 | {{#self}}b\n"
      "      | ^^^^^^^^^\n"
      "   = hint: close it with {{/self}}\n"
  );
}

TEST_CASE("escaping stays on and braces stay braces") {
  CHECK(
      compiling("{{{patient.full}}}") ==
      "letter/en.mustache:1:1: error[E233]: values are always escaped: {{{…}}} and {{&…}} are not "
      "for templates\n"
      "    1 | {{{patient.full}}}\n"
      "      | ^^^^^^^^^^^^^^^^^^\n"
      "   = hint: write {{name}}\n"
  );
  CHECK(compiling("{{& patient.full}}").find("letter/en.mustache:1:1: error[E233]") == 0);
  CHECK(
      compiling("{{=<% %>=}}")
          .find("letter/en.mustache:1:1: error[E234]: the braces stay {{ and }}: {{=…=}} is not "
                "for templates\n") == 0
  );
  CHECK(
      compiling("a{{ }}").find("letter/en.mustache:1:2: error[E242]: this tag has no name\n") == 0
  );
}

TEST_CASE("a part that is not there is told, with the nearest") {
  CHECK(
      compiling(
          {{"letter/en.mustache", "{{> letterhed}}"},
           {"house/letterhead.mustache", ""},
           {"letter/parts/own.mustache", ""}}
      ) ==
      "letter/en.mustache:1:5: error[E235]: there is no part 'letterhed'\n"
      "    1 | {{> letterhed}}\n"
      "      |     ^^^^^^^^^\n"
      "   = hint: did you mean 'letterhead'?\n"
  );
  CHECK(
      compiling("{{> x}}") ==
      "letter/en.mustache:1:5: error[E235]: there is no part 'x'\n"
      "    1 | {{> x}}\n"
      "      |     ^\n"
      "   = hint: parts are files of letter/parts/ and house/\n"
  );
}

TEST_CASE("parts that take in each other are told") {
  CHECK(
      compiling(
          {{"letter/en.mustache", "{{> a}}"},
           {"house/a.mustache", "{{> b}}"},
           {"house/b.mustache", "<p>{{> a}}</p>"}}
      ) ==
      "house/b.mustache:1:8: error[E236]: the part 'a' takes in itself\n"
      "    1 | <p>{{> a}}</p>\n"
      "      |        ^\n"
      "   = hint: house/a.mustache takes in house/b.mustache takes in house/a.mustache\n"
  );
}

TEST_CASE("parts that take each other in twice, and so on, come to an end") {
  std::map<std::string, std::string> files{
      {"letter/en.mustache", "{{> p1}}"}, {"house/p40.mustache", ""}};
  for (int i = 1; i < 40; ++i) {
    const std::string next = "{{> p" + std::to_string(i + 1) + "}}";
    files["house/p" + std::to_string(i) + ".mustache"] = next + next;
  }
  CHECK(
      compiling(files).find(
          "error[E247]: with its parts this template has more than 100,000 pieces\n"
      ) != std::string::npos
  );
  files["house/p39.mustache"] = std::string(1 << 20, 'a') + "{{> p40}}";
  CHECK(
      compiling(files).find("error[E247]: with its parts this template has more than 16 MiB\n") !=
      std::string::npos
  );
  for (int i = 1; i < 100; ++i)
    files["house/p" + std::to_string(i) + ".mustache"] = "{{> p" + std::to_string(i + 1) + "}}";
  CHECK(
      compiling(files) ==
      "house/p63.mustache:1:5: error[E247]: parts stand more than 64 levels deep\n"
      "    1 | {{> p64}}\n"
      "      |     ^^^\n"
  );
}

TEST_CASE("sections in each other without measure are told once") {
  std::string open, close;
  for (int i = 0; i < 10'000; ++i) {
    open += "{{#patient}}";
    close += "{{/patient}}";
  }
  const std::string told = compiling({{"letter/en.mustache", open + close}});
  const std::string said = "error[E248]: sections stand more than 64 levels deep\n";
  REQUIRE(told.find(said) != std::string::npos);
  CHECK(told.find("error[", told.find(said) + 1) == std::string::npos);
  open.clear();
  for (int i = 0; i < 100'001; ++i) open += "{{a}}";
  CHECK(
      compiling({{"letter/en.mustache", open}}
      ).find("error[E247]: with its parts this template has more than 100,000 pieces\n") !=
      std::string::npos
  );
}

TEST_CASE("a mistake in a part is told once, at its place in the part") {
  CHECK(
      compiling(
          {{"letter/en.mustache", "{{> a}}{{> a}}"}, {"house/a.mustache", "<p>\n{{nowhere}}</p>"}}
      ) ==
      "house/a.mustache:2:3: error[E237]: nothing is called 'nowhere'\n"
      "    2 | {{nowhere}}</p>\n"
      "      |   ^^^^^^^\n"
  );
}

TEST_CASE("the facts that kind.xml asks for are checked as in its template") {
  CHECK(
      compiling(
          {{"letter/en.mustache", ""}}, "<kind reader='patient' stages='any' each='requsts'>"
      ) ==
      "letter/kind.xml:1:2: error[E243]: each='requsts': nothing is called 'requsts'\n"
      "    1 | <kind reader='patient' stages='any' each='requsts'><title "
      "language='en'>Letter</title><purpose language='en'>A letter.</purpose><when-not "
      "language='en'>No.</wh…\n"
      "      |  ^^^^\n"
      "   = hint: did you mean 'requests'?\n"
  );
  CHECK(
      compiling({{"letter/en.mustache", ""}}, "<kind reader='patient' stages='any' each='patient'>")
          .find("error[E244]: each='patient' is no list: a kind has one document for each item of "
                "a list\n") != std::string::npos
  );
  CHECK(
      compiling(
          {{"letter/en.mustache", ""}},
          "<kind reader='patient' stages='any' each='requests' when='isTransfer' "
          "about='holderName' refuse='problem'>"
          "<need fact='holder.adress'><label language='en'>Address</label></need>"
      )
          .find("error[E243]: fact='holder.adress': 'holder' has no 'adress'\n") !=
      std::string::npos
  );
}

TEST_CASE("a language whose template is missing is told") {
  Folder folder{{{"letter/en.mustache", "x"}, {"letter/es.mustache", "y"}}};
  auto templates = compile(folder.template_set(), folder.out());
  REQUIRE(templates);
  CHECK(templates->has("letter", "en"));
  CHECK(templates->has("letter", "es"));
  CHECK_FALSE(templates->has("letter", "fr"));
  CHECK_FALSE(templates->has("lettre", "en"));
  const auto there = pour({{"letter/en.mustache", ""}});
  CHECK_FALSE(
      fill::fill(*templates, "letter", Scope{&there->facts, nullptr, nullptr, "fr"}, folder.out())
  );
  CHECK(
      folder.said() ==
      "carepacket: error[E245]: the kind 'letter' has no template in the language 'fr'\n"
      "   = hint: a template is a file named after its language: letter/fr.mustache\n"
  );
}

TEST_CASE("every template of the house compiles") {
  Diagnostics out;
  const auto template_set = kind::open_template_set(CAREPACKET_SOURCE_DIR "/templates", "", out);
  INFO(support::printed(out));
  REQUIRE(template_set);
  const auto templates = compile(**template_set, out);
  INFO(support::printed(out));
  CHECK(templates);
}

TEST_CASE(
    "templates that are only opened are compiled when they are filled, and tell their faults then"
) {
  Folder folder{{{"letter/en.mustache", "{{patient.nmae}}"}, {"letter/es.mustache", "bien"}}};
  auto templates = fill::open(folder.template_set(), folder.out());
  REQUIRE(templates);
  CHECK(folder.said().empty());
  CHECK(templates->has("letter", "en"));
  const auto there = pour({{"letter/en.mustache", ""}});
  CHECK(fill::fill(*templates, "letter", Scope{&there->facts, nullptr, nullptr, "es"}, folder.out())
  );
  CHECK(folder.said().empty());
  CHECK_FALSE(
      fill::fill(*templates, "letter", Scope{&there->facts, nullptr, nullptr, "en"}, folder.out())
  );
  CHECK(
      folder.said().find("letter/en.mustache:1:11: error[E237]: 'patient' has no 'nmae'\n") !=
      std::string::npos
  );
}

TEST_CASE("a template with a fault is refused each time it is filled") {
  Folder folder{{{"letter/en.mustache", "{{>part}}"}, {"house/part.mustache", "{{nothing"}}};
  auto templates = fill::open(folder.template_set(), folder.out());
  REQUIRE(templates);
  const auto there = pour({{"letter/en.mustache", ""}});
  for (int i = 0; i < 2; ++i) {
    Diagnostics out;
    CHECK_FALSE(fill::fill(*templates, "letter", Scope{&there->facts, nullptr, nullptr, "en"}, out)
    );
    CHECK(out.all().size() == 1);
  }
}
