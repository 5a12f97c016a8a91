// Templates of somebody's own, laid over those of the house: they add up, and are checked alone.

#include "tests/cli/tiny.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

using tests::contains;
using tests::Ran;
using tests::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

/// A folder with the tiny case and templates in mine/.
struct Templates {
  TemporaryFolder folder;
  Templates() { tests::write(folder / "tiny.xml", tests::tiny); }
  void put(const std::string& path, const std::string& text) const {
    fs::create_directories(fs::path{folder / ("mine/" + path)}.parent_path());
    tests::write(folder / ("mine/" + path), text);
  }
  Ran run(std::vector<std::string> words) const {
    words.insert(words.begin(), tests::carepacket());
    return tests::run(words, {.folder = folder.path().string()});
  }
  /// The words of the papers, as plain text.
  std::string papers(std::vector<std::string> more) const {
    std::vector<std::string> words{
        "make", "tiny.xml", "--templates", "mine", "--format", "text", "-o", "-"};
    words.insert(words.end(), more.begin(), more.end());
    return run(words).out;
  }
};

const std::string paper_of_fasting =
    "<document title=\"{{title}}\">\n  <h1>{{title}}</h1>\n  <ul>\n    <li>No food</li>\n"
    "    <li>Water is fine</li>\n  </ul>\n</document>\n";

std::string kind_file(const std::string& attributes, bool in_spanish = true) {
  return "<kind reader=\"patient\" task=\"keep\" " + attributes +
         ">\n<title language=\"en\">Fasting</title>\n" +
         (in_spanish ? "<title language=\"es\">Ayuno</title>\n" : "") +
         "<purpose language=\"en\">What to eat.</purpose>\n" +
         (in_spanish ? "<purpose language=\"es\">Qué comer.</purpose>\n" : "") + "</kind>\n";
}

}  // namespace

TEST_CASE("one question more is added to the bank, and says where it is not translated") {
  const Templates desk;
  desk.put(
      "questions/en.xml",
      "<questions language=\"en\">\n<question id=\"parking\" category=\"next-steps\">Where do I "
      "park?</question>\n<question id=\"what-else\" category=\"diagnosis\">What else might it "
      "be?</question>\n</questions>\n"
  );
  const Ran listed = desk.run({"questions", "--templates", "mine"});
  CHECK(listed.exit == 0);
  CHECK(contains(listed.out, "  parking                         Where do I park?\n"));
  CHECK(contains(listed.out, "  what-else                       What else might it be?\n"));
  CHECK(contains(listed.out, "  how-sure                        How sure are you?\n"));
  CHECK(
      listed.error ==
      "mine/questions/en.xml:1:1: warning[W212]: the question parking is in no bank of the "
      "language "
      "es\n"
      "    1 | <questions language=\"en\">\n"
      "      | ^\n"
      "   = hint: papers in that language leave it out: say it in questions/es.xml\n"
  );
  tests::write(
      desk.folder / "tiny.xml",
      std::string{tests::tiny}.replace(
          tests::tiny.find("</case>"), 7, "<question ref=\"parking\"/></case>"
      )
  );
  CHECK(contains(desk.papers({"--only", "top-questions"}), "Where do I park?"));
}

TEST_CASE("one set more leaves the others as they are, and one of the same name takes its place") {
  const Templates desk;
  const auto set = [](const std::string& name) {
    return "<set name=\"" + name +
           "\"><title language=\"en\">Small</title><purpose language=\"en\">Two papers.</purpose>"
           "<kind name=\"story-summary\"/></set>";
  };
  desk.put("sets.xml", "<sets>" + set("small") + set("handout") + "</sets>");
  const Ran sets = desk.run({"sets", "--templates", "mine"});
  CHECK(sets.complaint() == "");
  CHECK(contains(sets.out, "small "));
  CHECK(contains(sets.out, "packet "));
  CHECK(contains(sets.out, "handout                             Small\n"));
  CHECK(desk.run({"make", "tiny.xml", "--templates", "mine", "--set", "small"}).exit == 0);
}

TEST_CASE("a kind of one's own is found by its name at once, and joins the sets that it names") {
  const Templates desk;
  desk.put("fasting/en.mustache", paper_of_fasting);
  desk.put("fasting/es.mustache", paper_of_fasting);
  desk.put("fasting/kind.xml", kind_file(""));
  CHECK(contains(desk.papers({"--only", "fasting"}), "Water is fine"));
  CHECK(contains(desk.papers({"--set", "binder", "--only", "fasting"}), "Water is fine"));
  CHECK_FALSE(contains(desk.papers({}), "Water is fine"));
  CHECK(contains(desk.papers({"--also", "fasting"}), "Water is fine"));
  desk.put("fasting/kind.xml", kind_file("sets=\"packet\""));
  CHECK(contains(desk.papers({}), "Water is fine"));
  desk.put("fasting/kind.xml", kind_file("sets=\"packt\""));
  const Ran wrong = desk.run({"make", "tiny.xml", "--templates", "mine"});
  CHECK(wrong.exit == 3);
  CHECK(contains(wrong.error, "mine/fasting/kind.xml:1:2: error[E206]: there is no set 'packt'\n"));
  CHECK(contains(wrong.error, "hint: did you mean packet?\n"));
}

TEST_CASE("a word and a phrase are said otherwise in all papers, and what no paper says is told") {
  const Templates desk;
  desk.put(
      "phrases.xml",
      "<phrases>\n<phrase language=\"en\" of=\"doctor\" is=\"clinician\"/>\n"
      "<phrase language=\"en\" of=\"zzyzx\" is=\"road\"/>\n</phrases>\n"
  );
  desk.put(
      "words.xml",
      "<words>\n<word id=\"month.11\"><in language=\"en\">Nov.</in></word>\n<word "
      "id=\"month.13\"><in language=\"en\">Undecimber</in></word>\n</words>\n"
  );
  const Ran made =
      desk.run({"make", "tiny.xml", "--templates", "mine", "--format", "text", "-o", "-"});
  CHECK(made.exit == 0);
  CHECK(contains(made.out, "clinician"));
  CHECK_FALSE(contains(made.out, " doctor "));
  CHECK(contains(made.out, "Nov. 20, 2026"));
  CHECK(contains(
      made.error, "mine/phrases.xml:3:27: warning[W211]: no paper says 'zzyzx' in this language\n"
  ));
  CHECK(contains(
      made.error, "mine/words.xml:3:11: warning[W211]: no paper uses the word 'month.13'\n"
  ));
}

TEST_CASE("a file that nothing uses is told") {
  const Templates desk;
  desk.put("transfer-letter/EN.mustache", paper_of_fasting);
  desk.put("notes.txt", "x");
  desk.put("README.md", "x");
  const Ran made = desk.run({"make", "tiny.xml", "--templates", "mine"});
  CHECK(made.exit == 0);
  CHECK(contains(
      made.error,
      "carepacket: warning[W210]: nothing uses 'mine/transfer-letter/EN.mustache'\n"
      "   = hint: did you mean transfer-letter/en.mustache?\n"
  ));
  CHECK(contains(made.error, "carepacket: warning[W210]: nothing uses 'mine/notes.txt'\n"));
  CHECK_FALSE(contains(made.error, "README"));
}

TEST_CASE("templates are checked alone, in every language") {
  const Templates desk;
  desk.put("fasting/kind.xml", kind_file("", false));
  desk.put("fasting/en.mustache", paper_of_fasting);
  const Ran english = desk.run({"check", "--templates", "mine"});
  CHECK(english.exit == 0);
  CHECK(english.out == "mine: 2 files laid over the templates, 1 kind of paper touched\n");
  CHECK(
      english.error ==
      "mine/fasting/en.mustache:1:1: warning[W212]: the kind fasting has no template in the "
      "language es\n"
      "    1 | <document title=\"{{title}}\">\n"
      "      | ^\n"
      "   = hint: without it papers in that language have this one in English\n"
      "mine/fasting/kind.xml:1:2: warning[W212]: <title> is not said in the language es\n"
      "    1 | <kind reader=\"patient\" task=\"keep\" >\n"
      "      |  ^^^^\n"
      "mine/fasting/kind.xml:1:2: warning[W212]: <purpose> is not said in the language es\n"
      "    1 | <kind reader=\"patient\" task=\"keep\" >\n"
      "      |  ^^^^\n"
  );

  desk.put("fasting/kind.xml", kind_file(""));
  std::string spanish = paper_of_fasting;
  spanish.erase(spanish.find("    <li>Water"), 27);
  desk.put("fasting/es.mustache", spanish + "{{patient.fullname}}");
  const Ran wrong = desk.run({"check", "--templates", "mine"});
  CHECK(wrong.exit == 3);
  CHECK(contains(wrong.error, "mine/fasting/es.mustache:7:11: error[E237]: 'patient' has no "));

  desk.put("fasting/es.mustache", spanish);
  CHECK(contains(
      desk.run({"check", "--templates", "mine"}).error,
      "mine/fasting/es.mustache:1:1: warning[W212]: fasting/es.mustache has 1 <li>, and the "
      "English "
      "one has 2\n"
  ));

  // What is found when it is filled has the line of the template.
  std::string unclosed = paper_of_fasting;
  unclosed.erase(unclosed.find("</li>"), 5);
  desk.put("fasting/en.mustache", unclosed);
  desk.put("fasting/es.mustache", paper_of_fasting);
  const Ran filled = desk.run({"check", "--templates", "mine"});
  CHECK(filled.exit == 3);
  CHECK(contains(filled.error, "mine/fasting/en.mustache:6:5: error[E107]: expected </li>, found ")
  );
  CHECK(contains(filled.error, "hint: <li> was opened on line 4\n"));
  CHECK(desk.run({"check"}).exit == 2);
}

TEST_CASE("a kind of one's own begins with a folder that is right as it is") {
  const Templates desk;
  const Ran made = desk.run({"new", "--kind", "fasting", "-o", "mine"});
  CHECK(made.complaint() == "");
  CHECK(made.out == "mine/fasting: a kind to fill in; then carepacket check --templates mine\n");
  CHECK(desk.run({"check", "--templates", "mine"}).complaint() == "");
  CHECK(contains(desk.papers({"--only", "fasting"}), "Take out what you do not need."));
  CHECK(desk.run({"new", "--kind", "fasting", "-o", "mine"}).exit == 4);  // never over a file
  const Ran wrong = desk.run({"new", "--kind", "My Kind"});
  CHECK(wrong.exit == 2);
  CHECK(
      wrong.error ==
      "carepacket: error[E716]: 'My Kind' is no name for a kind\n"
      "   = hint: small letters, digits and hyphens: before-the-test\n"
  );
  CHECK(desk.run({"new", "--kind", "a", "--minimal"}).exit == 2);
}

TEST_CASE("a kind of one's own that would take the place of one of the house says so") {
  const Templates desk;
  const Ran made = desk.run({"new", "--kind", "status", "-o", "mine"});
  CHECK(made.exit == 0);
  CHECK(
      made.error ==
      "carepacket: warning[W729]: there is a kind 'status' already: this one takes its place\n"
      "   = hint: give it another name, if the one there is to stay: carepacket kinds lists them\n"
  );
  CHECK(contains(made.out, "mine/status: a kind to fill in"));
}
