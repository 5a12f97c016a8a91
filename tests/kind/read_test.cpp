#include "tests/kind/template_folder.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::kind;

namespace {
const std::string good_kind =
    "<kind reader='office' stages='any' each='requests' when='wantsAuthorization' "
    "refuse='problem'>\n"
    "  <title language='en'>Permission</title><title language='es'>Permiso</title>\n"
    "  <purpose language='en'>Lets an office\n   send records.</purpose>\n"
    "  <when-not language='en'>No request asks for one.</when-not>\n"
    "  <need fact='patient.birthDate' when-absent='blank' law='yes' rule='45 CFR "
    "164.514(h)'><label language='en'>Your date of birth</label></need>\n"
    "  <need when-absent='omit'><label language='en'>Your signature</label></need>\n"
    "</kind>\n";

std::unique_ptr<TemplateSet> opened(const Folder& folder, const std::string& overlay = {}) {
  Diagnostics out;
  auto template_set = open_template_set(folder.path(), overlay, out);
  INFO(support::printed(out));
  REQUIRE(template_set);
  return *std::move(template_set);
}
}  // namespace

TEST_CASE("a folder with a kind.xml is a kind") {
  Folder folder;
  const auto template_set = opened(
      folder.write("permission/kind.xml", good_kind).write("permission/en.mustache", "<document/>")
  );
  const Kind* kind = template_set->kind("permission");
  REQUIRE(kind);
  CHECK(kind->title.in("es") == "Permiso");
  CHECK(kind->title.in("fr") == "Permission");
  CHECK(kind->purpose.in("en") == "Lets an office send records.");
  CHECK(kind->reader == kind::Reader::office);
  CHECK(kind->stages.empty());
  CHECK(kind->each == "requests");
  CHECK_FALSE(kind->about_forms);
  CHECK(kind->refuse == "problem");
  REQUIRE(kind->needs.size() == 2);
  CHECK(kind->needs[0].fact == "patient.birthDate");
  CHECK(kind->needs[0].when_absent == WhenAbsent::blank);
  CHECK(kind->needs[0].required_by_law);
  CHECK(kind->needs[1].when_absent == WhenAbsent::omit);
  CHECK(kind->needs[1].fact.empty());
  CHECK(template_set->file("permission/en.mustache")->text() == "<document/>");
  CHECK(template_set->kind("other") == nullptr);
}

TEST_CASE("a kind without stages is called for at all of them; an earlier one says stage") {
  for (const std::string attributes : {"", "stage='visit'", "stages='any'"}) {
    Folder folder;
    const auto template_set = opened(
        folder
            .write(
                "page/kind.xml",
                "<kind reader='patient' " + attributes +
                    "><title language='en'>T</title><purpose language='en'>P</purpose></kind>"
            )
            .write("page/en.mustache", "x")
    );
    CHECK(template_set->kind("page")->stages.empty());
  }
}

TEST_CASE("a kind that is made for each form is about forms, whatever its name") {
  Folder folder;
  std::string about_forms{good_kind};
  about_forms.replace(about_forms.find("each='requests'"), 15, "each='forms'");
  const auto template_set = opened(
      folder.write("witness/kind.xml", about_forms).write("witness/en.mustache", "<document/>")
  );
  REQUIRE(template_set->kind("witness"));
  CHECK(template_set->kind("witness")->about_forms);
}

TEST_CASE("sets, words, questions and states are read") {
  Folder folder;
  folder.write("permission/kind.xml", good_kind).write("permission/en.mustache", "x");
  folder.write(
      "sets.xml",
      "<sets><set name='packet' cover='permission'><title language='en'>P</title><purpose "
      "language='en'>Q</purpose><kind name='permission'/></set></sets>"
  );
  folder.write(
      "words.xml",
      "<words><word id='verdict.agree'><in language='en'>Agree</in><in "
      "language='es'>Coinciden</in></word></words>"
  );
  folder.write(
      "questions/en.xml",
      "<questions language='en'><question id='q1' category='diagnosis'>Why &amp; "
      "how?</question></questions>"
  );
  folder.write(
      "rules/states.xml",
      "<states><state code='CA' name='California' least-points='14' most-months='12' "
      "calendar-date='yes' witness='no' source='Cal. Civ. Code 56.11' checked='2026-11-22'>"
      "<statement><in language='en'>A sentence.</in></statement></state><unknown "
      "calendar-date='yes'/></states>"
  );
  const auto template_set = opened(folder);
  CHECK(template_set->set("packet")->kinds == std::vector<std::string>{"permission"});
  CHECK(template_set->set("packet")->cover == "permission");
  CHECK(template_set->words.at("verdict.agree").in("es") == "Coinciden");
  CHECK(template_set->questions.at("en").at(0).text == "Why & how?");
  REQUIRE(template_set->states.size() == 2);
  CHECK(template_set->states[0].least_points == 14);
  CHECK(template_set->states[0].most_months == 12);
  CHECK(template_set->states[0].calendar_date.every);
  CHECK(template_set->states[0].witness.none());
  CHECK(template_set->states[0].statements.at(0).words.in("en") == "A sentence.");
  CHECK(template_set->states[1].state.empty());
}

TEST_CASE("an overlay takes the place of a file and leaves the others") {
  Folder folder, over;
  folder.write("house/a.mustache", "old a").write("house/b.mustache", "old b");
  std::filesystem::remove(over.path() + "/case.xml");
  over.write("house/a.mustache", "new a").write("house/c.mustache", "new c");
  const auto template_set = opened(folder, over.path());
  CHECK(template_set->file("house/a.mustache")->text() == "new a");
  CHECK(template_set->file("house/b.mustache")->text() == "old b");
  CHECK(template_set->file("house/c.mustache")->text() == "new c");
}

TEST_CASE("pictures are kept as they are") {
  Folder folder;
  const std::string bytes{"\x89PNG\0\xFF", 6};
  CHECK(opened(folder.write("house/logo.png", bytes))->file("house/logo.png")->text() == bytes);
}

TEST_CASE("what a kind.xml says that is unknown or missing is told with the nearest right name") {
  Folder folder;
  folder.write("p/en.mustache", "x")
      .write(
          "p/kind.xml",
          "<kind reader='ofice' stages='any' wen='x'>\n<titel language='en'>T</titel>\n<need "
          "when-absent='blanc'/>\n</kind>"
      );
  CHECK(
      folder.said() ==
      "p/kind.xml:1:35: error[E202]: unknown attribute wen in <kind>\n"
      "    1 | <kind reader='ofice' stages='any' wen='x'>\n"
      "      |                                   ^^^\n"
      "   = hint: did you mean when?\n"
      "p/kind.xml:2:2: error[E201]: unknown element <titel> in <kind>\n"
      "    2 | <titel language='en'>T</titel>\n"
      "      |  ^^^^^\n"
      "   = hint: did you mean title?\n"
      "p/kind.xml:1:15: error[E205]: 'ofice' is not a value of reader\n"
      "    1 | <kind reader='ofice' stages='any' wen='x'>\n"
      "      |               ^^^^^\n"
      "   = hint: did you mean office?\n"
      "   = hint: one of: patient, doctor, office, clinic\n"
      "p/kind.xml:1:2: error[E203]: <kind> needs a <title language=\"en\">\n"
      "    1 | <kind reader='ofice' stages='any' wen='x'>\n"
      "      |  ^^^^\n"
      "   = hint: English is what every other language falls back to\n"
      "p/kind.xml:1:2: error[E203]: <kind> needs a <purpose language=\"en\">\n"
      "    1 | <kind reader='ofice' stages='any' wen='x'>\n"
      "      |  ^^^^\n"
      "   = hint: English is what every other language falls back to\n"
      "p/kind.xml:3:20: error[E205]: 'blanc' is not a value of when-absent\n"
      "    3 | <need when-absent='blanc'/>\n"
      "      |                    ^^^^^\n"
      "   = hint: did you mean blank?\n"
      "   = hint: one of: error, blank, omit, warn\n"
      "p/kind.xml:3:2: error[E203]: <need> needs a <label language=\"en\">\n"
      "    3 | <need when-absent='blanc'/>\n"
      "      |  ^^^^\n"
      "   = hint: English is what every other language falls back to\n"
  );
}

TEST_CASE("a kind has a kind.xml and an English text") {
  Folder folder;
  folder.write("a/en.mustache", "x")
      .write("b/kind.xml", good_kind)
      .write("house/en.mustache", "not a kind");
  CHECK(
      folder.said() ==
      "a/en.mustache:1:1: error[E208]: the kind a has no kind.xml\n"
      "    1 | x\n"
      "      | ^\n"
      "   = hint: it says what the document is for and what it needs\n"
      "b/kind.xml:1:1: error[E208]: the kind b has no en.mustache\n"
      "    1 | <kind reader='office' stages='any' each='requests' when='wantsAuthorization' "
      "refuse='problem'>\n"
      "      | ^\n"
      "   = hint: its text is missing\n"
  );
}

TEST_CASE("a set that names no kind is told the nearest one") {
  Folder folder;
  folder.write("permission/kind.xml", good_kind).write("permission/en.mustache", "x");
  folder.write(
      "sets.xml",
      "<sets><set name='s'><title language='en'>P</title><purpose language='en'>Q</purpose>\n<kind "
      "name='permision'/>\n<kind name='permission'/><kind name='permission'/></set></sets>"
  );
  CHECK(
      folder.said() ==
      "sets.xml:2:13: error[E206]: there is no kind 'permision'\n"
      "    2 | <kind name='permision'/>\n"
      "      |             ^^^^^^^^^\n"
      "   = hint: did you mean permission?\n"
      "sets.xml:3:38: error[E204]: the set s holds permission twice\n"
      "    3 | <kind name='permission'/><kind name='permission'/></set></sets>\n"
      "      |                                      ^^^^^^^^^^\n"
  );
}

TEST_CASE("one kind is made after a run over many cases, and no set holds it") {
  Folder folder;
  const std::string of_run =
      "<kind reader='clinic' stages='any' made='after-a-run'><title language='en'>R</title>"
      "<purpose language='en'>P</purpose></kind>";
  folder.write("night/kind.xml", of_run).write("night/en.mustache", "x");
  folder.write("permission/kind.xml", good_kind).write("permission/en.mustache", "x");
  const auto template_set = opened(folder);
  REQUIRE(template_set->report_of_run());
  CHECK(template_set->report_of_run()->name == "night");
  folder.write("page/kind.xml", of_run).write("page/en.mustache", "x");
  folder.write(
      "sets.xml",
      "<sets><set name='s'><title language='en'>P</title><purpose language='en'>Q</purpose>\n<kind "
      "name='night'/></set></sets>"
  );
  const std::string said = folder.said();
  CHECK_THAT(
      said,
      Catch::Contains(
          "page/kind.xml:1:2: error[E204]: two kinds are made after a run: night and page\n"
      ) &&
          Catch::Contains(
              "   = hint: a run over many cases has one report, and one sheet between packets\n"
          )
  );
  CHECK_THAT(
      said,
      Catch::Contains("sets.xml:2:13: error[E206]: the kind night is about a run over many cases, "
                      "and of no case\n") &&
          Catch::Contains("   = hint: take it out of the set: carepacket batch makes it by itself\n"
          )
  );
}

TEST_CASE("what is given twice is told") {
  Folder folder;
  folder.write(
      "words.xml",
      "<words>\n<word id='a'><in language='en'>A</in><in language='en'>B</in></word>\n<word "
      "id='a'><in language='en'>C</in></word></words>"
  );
  folder.write(
      "questions/en.xml",
      "<questions language='en'><question id='q' category='diagnosis'>A</question>\n<question "
      "id='q' category='diagnosis'>B</question></questions>"
  );
  folder.write("rules/states.xml", "<states><unknown/>\n<unknown/></states>");
  const std::string said = folder.said();
  CHECK(
      said.find("words.xml:2:52: error[E204]: <in> is given twice in the language en\n") !=
      std::string::npos
  );
  CHECK(
      said.find("words.xml:3:11: error[E204]: the word a is declared twice\n") != std::string::npos
  );
  CHECK(
      said.find("questions/en.xml:2:15: error[E204]: the question q is declared twice\n") !=
      std::string::npos
  );
  CHECK(
      said.find("rules/states.xml:2:2: error[E204]: <unknown> is declared twice\n") !=
      std::string::npos
  );
}

TEST_CASE("a question file is in the language of its name, and translates the English bank") {
  Folder folder;
  folder.write(
      "questions/en.xml",
      "<questions language='en'><question id='agree' category='diagnosis'>A</question></questions>"
  );
  folder.write(
      "questions/es.xml",
      "<questions language='en'><question id='agre' category='diagnosis'>A</question></questions>"
  );
  const std::string said = folder.said();
  CHECK(
      said.find("questions/es.xml:1:22: error[E207]: this file is questions/es.xml, and says it is "
                "in another language\n") != std::string::npos
  );
  CHECK(
      said.find("error[E206]: the question agre is not in the English bank\n") != std::string::npos
  );
  CHECK(said.find("hint: did you mean agree?\n") != std::string::npos);
}

TEST_CASE("a rule of a state says its source and a date that exists") {
  Folder folder;
  folder.write(
      "rules/states.xml",
      "<states><state code='CA' name='California' most-months='a year' "
      "checked='2026-02-30'/></states>"
  );
  const std::string said = folder.said();
  CHECK(said.find("error[E205]: expected a whole number, found 'a year'\n") != std::string::npos);
  CHECK(said.find("error[E203]: <state> needs source=\"…\"\n") != std::string::npos);
  CHECK(said.find("error[E205]: expected a date, found '2026-02-30'\n") != std::string::npos);
}

TEST_CASE("a folder that is not there is told") {
  Diagnostics out;
  CHECK_FALSE(open_template_set("/nowhere/templates", "", out));
  CHECK(
      support::printed(out) ==
      "carepacket: error[E200]: cannot read the folder /nowhere/templates: No such file or "
      "directory\n"
  );
}

TEST_CASE("a link is followed inside of the templates, and not out of them") {
  Folder folder;
  folder.write("house/sheet.mustache", "words");
  std::filesystem::create_symlink("sheet.mustache", folder.path() + "/house/same.mustache");
  const auto template_set = opened(folder);
  REQUIRE(template_set->file("house/same.mustache"));
  CHECK(template_set->file("house/same.mustache")->text() == "words");
  Folder other;
  other.write("secret.mustache", "secret").write("logo.png", "secret");
  for (const std::string name : {"secret.mustache", "logo.png"}) {
    const std::string link = folder.path() + "/house/" + name;
    std::filesystem::create_symlink(other.path() + "/" + name, link);
    CHECK(
        folder.said() == "carepacket: error[E200]: 'house/" + name +
                             "' is a link that leads out of the templates\n"
                             "   = hint: copy the file to this place\n"
    );
    std::filesystem::remove(link);
  }
}

TEST_CASE("the vocabulary tells what it does not understand") {
  Folder folder;
  folder.write(
      "case.xml",
      "<vocabulary><element name='case' about='A case.'>\n"
      "<element name='a' type='dat' about='A.'/>\n"
      "<element name='a' about='A.'/>\n"
      "<attribute name='b' type='code' about='B.'/>\n"
      "<attribute name='c' type='reference' about='C.'/>\n"
      "</element></vocabulary>"
  );
  CHECK(
      folder.said() ==
      "case.xml:4:2: error[E203]: a code has a list of <code>, and nothing else has one\n"
      "    4 | <attribute name='b' type='code' about='B.'/>\n"
      "      |  ^^^^^^^^^\n"
      "case.xml:5:2: error[E205]: a reference says to=\"…\" what it refers to, and nothing else "
      "does\n"
      "    5 | <attribute name='c' type='reference' about='C.'/>\n"
      "      |  ^^^^^^^^^\n"
      "case.xml:2:25: error[E205]: unknown type 'dat'\n"
      "    2 | <element name='a' type='dat' about='A.'/>\n"
      "      |                         ^^^\n"
      "   = hint: did you mean date?\n"
      "case.xml:3:16: error[E204]: 'a' is declared twice in case\n"
      "    3 | <element name='a' about='A.'/>\n"
      "      |                ^\n"
  );
}

namespace {
std::string kind_when(const std::string& condition) {
  return "<kind reader='patient' stages='any' when='" + condition +
         "'>\n  <title language='en'>T</title><purpose language='en'>P</purpose>"
         "<when-not language='en'>N</when-not></kind>\n";
}
std::string said_of(const std::string& condition) {
  return Folder{}
      .write("page/kind.xml", kind_when(condition))
      .write("page/en.mustache", "x")
      .said();
}
}  // namespace

TEST_CASE("a condition joins facts with and, or and not; and binds closer") {
  Folder folder;
  folder.write("page/kind.xml", kind_when("visit and not decision or candidates"))
      .write("page/en.mustache", "x");
  const auto template_set = opened(folder);
  const auto& rows = template_set->kind("page")->when.any_of;
  REQUIRE(rows.size() == 2);
  REQUIRE(rows[0].size() == 2);
  CHECK(rows[0][0].fact == "visit");
  CHECK_FALSE(rows[0][0].absent);
  CHECK(rows[0][1].fact == "decision");
  CHECK(rows[0][1].absent);
  REQUIRE(rows[1].size() == 1);
  CHECK(rows[1][0].fact == "candidates");
}

TEST_CASE("a condition that cannot be read is told with its place") {
  const auto tells = [](const std::string& condition, const std::string& message) {
    const std::string said = said_of(condition);
    CHECK_THAT(said, Catch::StartsWith("page/kind.xml:1:43: error[E209]: " + message + "\n"));
    CHECK_THAT(
        said,
        Catch::EndsWith("   = hint: a condition is facts joined by 'and' and 'or', with 'not' "
                        "before a fact that must be absent\n")
    );
  };
  tells("visit decision", "expected 'and' or 'or', found 'decision'");
  tells("and visit", "expected a fact, found 'and'");
  tells("not not visit", "expected a fact, found 'not'");
  tells("visit or", "a fact is missing after 'or'");
}

TEST_CASE("a set has sections, a tab and an element it is of") {
  Folder folder;
  folder.write("page/kind.xml", good_kind).write("page/en.mustache", "x");
  folder.write("tab/kind.xml", good_kind).write("tab/en.mustache", "x");
  folder.write(
      "case.xml",
      "<vocabulary><element name='case' about='A case.'><element name='clinic' "
      "about='C.'/></element></vocabulary>"
  );
  folder.write(
      "sets.xml",
      "<sets><set name='binder' tab='tab' of='clinic'><title language='en'>B</title><purpose "
      "language='en'>P</purpose>"
      "<section id='empty'><title language='en'>Nothing</title></section>"
      "<section id='all'><title language='en'>Everything</title><kind "
      "name='page' when-asked='yes' stages='asking done'/></section></set></sets>"
  );
  const auto template_set = opened(folder);
  const Set& set = *template_set->set("binder");
  CHECK(set.tab == "tab");
  CHECK(set.of == "clinic");
  REQUIRE(set.sections.size() == 2);
  CHECK(set.sections[0].first == 0);
  CHECK(set.sections[0].end == 0);
  CHECK(set.sections[1].title.in("en") == "Everything");
  CHECK(set.sections[1].end == 1);
  REQUIRE(set.places.size() == 1);
  CHECK(set.places[0].when_asked);
  CHECK(set.places[0].stages == std::vector{Stage::asking, Stage::done});
  folder.write(
      "sets.xml",
      "<sets><set name='binder' tab='tap' of='clinik'><title language='en'>B</title><purpose "
      "language='en'>P</purpose>"
      "<kind name='page'/></set></sets>"
  );
  const std::string said = folder.said();
  CHECK_THAT(
      said,
      Catch::Contains("sets.xml:1:31: error[E206]: there is no kind 'tap'\n") &&
          Catch::Contains("did you mean tab?")
  );
  CHECK_THAT(
      said,
      Catch::Contains("error[E206]: a case has no element 'clinik'\n") &&
          Catch::Contains("did you mean clinic?")
  );
}

TEST_CASE("what must stand on the pages is read with its words in every language") {
  Folder folder;
  folder.write(
      "form/kind.xml",
      "<kind reader='office' stages='any'><title language='en'>F</title><purpose "
      "language='en'>P</purpose>"
      "<prove rule='45 CFR 164.508(c)(1)(v)'><label language='en'>When it ends</label>"
      "<says language='en'>Until when</says><says language='en'>Ends {title}</says><says "
      "language='es'>Hasta</says>"
      "<fact>expiresOn.long</fact></prove></kind>"
  );
  folder.write("form/en.mustache", "x");
  const auto template_set = opened(folder);
  REQUIRE(template_set->kind("form")->proofs.size() == 1);
  const Proof& proof = template_set->kind("form")->proofs[0];
  CHECK(proof.rule == "45 CFR 164.508(c)(1)(v)");
  REQUIRE(proof.says.size() == 3);
  CHECK(proof.says[1] == std::pair<std::string, std::string>{"en", "Ends {title}"});
  CHECK(gaps_of(proof.says[1].second) == std::vector<std::string_view>{"title"});
  CHECK(proof.facts == std::vector<std::string>{"expiresOn.long"});
  folder.write(
      "form/kind.xml",
      "<kind reader='office' stages='any'><title language='en'>F</title><purpose "
      "language='en'>P</purpose>"
      "<prove rule='45 CFR 164.508'><label language='en'>L</label></prove></kind>"
  );
  CHECK_THAT(
      folder.said(),
      Catch::Contains("error[E203]: <prove> has no <says>\n") &&
          Catch::Contains("it holds the words that must stand on the pages")
  );
}

TEST_CASE("a kind says at which stages of a case it is called for") {
  const auto kind_at = [](const std::string& stages) {
    std::string text{good_kind};
    text.replace(text.find("stages='any'"), 12, "stages='" + stages + "'");
    return text;
  };
  Folder folder;
  const auto template_set =
      opened(folder.write("a/kind.xml", kind_at("asking before-visit")).write("a/en.mustache", "x")
      );
  CHECK(template_set->kind("a")->stages == std::vector{Stage::asking, Stage::before_visit});
  Folder wrong;
  CHECK_THAT(
      wrong.write("a/kind.xml", kind_at("asking records")).write("a/en.mustache", "x").said(),
      Catch::Contains("error[E206]: a case has no stage 'records'")
  );
}
