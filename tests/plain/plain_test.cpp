// The promise of templates/README.md: instructions for grade 6, what the law wants said for
// grade 8.

#include "tests/plain/measure.hpp"
#include "tests/plain/words.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace {

namespace fs = std::filesystem;
using namespace plain;

const fs::path source = CAREPACKET_SOURCE_DIR;

const Known& known() {
  static const Known list = known_abbreviations(source / "tests/plain/known-abbreviations.txt");
  return list;
}

/// A templates folder with one kind, whose text is given.
struct OneKind {
  explicit OneKind(std::string_view markup, std::string_view in = "en") : language{in} {
    fs::create_directories(folder / "letter/parts");
    fs::create_directories(folder / "house");
    tests::write(folder / ("letter/" + language + ".mustache"), markup);
  }
  Measured measured() const { return measure(folder.path(), "letter", language); }
  std::vector<std::string> complaints() const { return plain::complaints(measured(), known()); }
  std::vector<std::string> sentences() const {
    std::vector<std::string> texts;
    for (const Sentence& sentence : measured().sentences) {
      texts.push_back(sentence.text);
      std::replace(texts.back().begin(), texts.back().end(), gap, '_');
    }
    return texts;
  }
  std::string language;
  tests::TemporaryFolder folder;
};

using Texts = std::vector<std::string>;

}  // namespace

// --- the gate --------------------------------------------

TEST_CASE("every kind is plain enough for its readers") {
  for (const char* language : {"en", "es"}) {
    for (const Measured& measured : measure_all(source / "templates", language)) {
      for (const std::string& complaint : complaints(measured, known())) FAIL_CHECK(complaint);
    }
  }
}

TEST_CASE("the page in the browser is as plain as the papers") {
  for (const char* language : {"en", "es"}) {
    Measured measured{"serve", language, {}, {}, {}};
    for (const char* file : {"serve/interview.xml", "serve/words.xml"}) {
      const std::string text = tests::read(source / "templates" / file);
      const std::string name = std::string{" "} + language + "=\"";
      int line = 1;
      std::size_t counted = 0;
      for (auto at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
        line += static_cast<int>(std::count(
            text.begin() + static_cast<std::ptrdiff_t>(counted),
            text.begin() + static_cast<std::ptrdiff_t>(at),
            '\n'
        ));
        counted = at;
        std::string words = text.substr(at + 5, text.find('"', at + 5) - at - 5);
        for (auto open = words.find('{'); open != words.npos; open = words.find('{'))
          words.replace(open, 3, "___");  // {1}
        const auto more = sentences_of(words, {file, line}, Role::running);
        measured.sentences.insert(measured.sentences.end(), more.begin(), more.end());
      }
    }
    for (const Sentence& sentence : measured.sentences)
      measured.instructions += counts_of(sentence, language);
    CHECK(measured.sentences.size() > 300);
    if (language == std::string{"en"}) {
      CHECK(flesch_kincaid(measured.instructions) <= 6.0);
    } else {
      CHECK(szigriszt_pazos(measured.instructions) >= 65.0);
    }
    for (const std::string& complaint : complaints(measured, known())) FAIL_CHECK(complaint);
  }
}

TEST_CASE("the table of grades in templates/README.md is what the texts give") {
  const std::string readme = tests::read(source / "templates/README.md");
  const auto now = with_table(
      readme,
      table(measure_all(source / "templates", "en"), measure_all(source / "templates", "es"))
  );
  REQUIRE(now);
  if (readme != *now)
    FAIL("./dev grades writes the table anew\n" << tests::difference(readme, *now));
}

// --- what is measured ------------------------------------

TEST_CASE("a sentence is whole whatever a case says in it") {
  CHECK(
      OneKind{"<document><p>Call {{doctor.formal}} by {{date.long}}. Then "
              "<strong>wait</strong>.</p></document>"}
          .sentences() == Texts{"Call _ by _.", "Then wait."}
  );
}

TEST_CASE("the end of a block ends a sentence, and so does a new line") {
  CHECK(
      OneKind{"<document><p>One thing<br/>and another</p><ul><li>a third</li><li>a "
              "fourth</li></ul></document>"}
          .sentences() == Texts{"One thing", "and another", "a third", "a fourth"}
  );
}

TEST_CASE("both branches of a section are read, each in a sentence of its own") {
  CHECK(
      OneKind{"<document><p>Ask {{#doctor}}{{formal}}{{/doctor}}{{^doctor}}your doctor{{/doctor}} "
              "soon.</p></document>"}
          .sentences() == Texts{"Ask _ soon.", "Ask your doctor soon."}
  );
}

TEST_CASE("of the codes of one word only one is true at a time") {
  CHECK(
      OneKind{"<document><p>I am the "
              "{{#role.is.parent}}parent{{/role.is.parent}}{{#role.is.other}}other "
              "one{{/role.is.other}} here.</p></document>"}
          .sentences() == Texts{"I am the parent here.", "I am the other one here."}
  );
}

TEST_CASE("of facts that exclude each other only one is true at a time") {
  CHECK(
      OneKind{"<document><p>{{#comparison.two}}Two.{{/comparison.two}}{{#comparison.more}}More.{{/"
              "comparison.more}}"
              "</p></document>"}
          .sentences() == Texts{"Two.", "More."}
  );
}

TEST_CASE("words of a case are not measured, nor are quotes and citations of law") {
  CHECK(
      OneKind{"<document><p>{{text}}</p><blockquote>Said by {{name}}.</blockquote>"
              "<p>You may ask (45 CFR 164.524(c)(3)).</p></document>"}
          .sentences() == Texts{"You may ask."}
  );
}

TEST_CASE("labels and headings are pieces of their own and have no grade") {
  const OneKind kind{
      "<document><h1>Immediate authorization considerations.</h1>"
      "<blank label=\"Gastroenterological documentation necessities.\"/>"
      "<p>Sign on <fill label=\"date\"/>.</p></document>"};
  CHECK(
      kind.sentences() ==
      Texts{
          "Immediate authorization considerations.",
          "Gastroenterological documentation necessities.",
          "date",
          "Sign on _."}
  );
  CHECK(kind.measured().instructions.words == 3);
}

TEST_CASE("a title in front of a name ends no sentence") {
  CHECK(
      OneKind{"<document><p>See Dr. Okafor at 9 a.m. today. \u201CWhy?\u201D Go.</p></document>"}
          .sentences() == Texts{"See Dr. Okafor at 9 a.m. today.", "\u201CWhy?\u201D", "Go."}
  );
}

TEST_CASE("what directly follows a comment that cites the law is legal, and nothing else") {
  const OneKind kind{
      "<document>{{! 45 CFR 164.508(c)(4) }}\n<p>You get a copy.</p><p>Keep it.</p>"
      "{{! 45 CFR 164.508(b) }}<h2>Rights</h2><p>Read this.</p>"
      "{{! a plain remark }}<p>Sign here.</p></document>"};
  const Measured measured = kind.measured();
  CHECK(measured.legal.words == 4);
  CHECK(measured.instructions.words == 6);
}

TEST_CASE("words that the law prescribes are a quotation") {
  const OneKind kind{
      "<document>{{! Words of the law: 42 CFR 2.32(a)(1) }}\n<note><p>Further "
      "redisclosure.</p><p>And "
      "this.</p></note><p>Ours.</p></document>"};
  CHECK(kind.sentences() == Texts{"Ours."});
}

TEST_CASE("a part is taken in as the program takes it: the kind's own first, the language's first"
) {
  OneKind kind{"<document><p>Ask {{> whom}} now.</p>\n{{> end}}\n</document>", "es"};
  tests::write(kind.folder / "house/whom.mustache", "the house\n");
  tests::write(kind.folder / "letter/parts/whom.mustache", "the kind\n");
  tests::write(kind.folder / "house/end.mustache", "<p>End.</p>\n");
  tests::write(kind.folder / "house/end.es.mustache", "<p>Fin.</p>\n");
  CHECK(kind.sentences() == Texts{"Ask the kind now.", "Fin."});
}

TEST_CASE("a sentence knows the file and the line it begins in") {
  OneKind kind{"<document>\n  <p>One.</p>\n  {{> two}}\n</document>"};
  tests::write(
      kind.folder / "house/two.mustache", "{{! a remark\n   of two lines }}\n<p>\n  Two.</p>\n"
  );
  const Measured measured = kind.measured();
  REQUIRE(measured.sentences.size() == 2);
  CHECK(shown(measured.sentences[0].at) == "templates/letter/en.mustache:2");
  CHECK(shown(measured.sentences[1].at) == "templates/house/two.mustache:4");
}

// --- the formulas ----------------------------------------

TEST_CASE("the formulas give what their papers say") {
  // A text of 100 words in 10 sentences, with 140 syllables and 430 letters.
  const Counts counts{10, 100, 430, 140};
  CHECK(flesch_kincaid(counts) == Approx(0.39 * 10 + 11.8 * 1.4 - 15.59));
  CHECK(coleman_liau(counts) == Approx(0.0588 * 430 - 0.296 * 10 - 15.8));
  CHECK(fernandez_huerta(counts) == Approx(206.84 - 0.60 * 140 - 1.02 * 10));
  CHECK(szigriszt_pazos(counts) == Approx(206.835 - 62.3 * 1.4 - 10));
}

// --- what the gate says ----------------------------------

TEST_CASE("the gate names the kind, the file, the line and the sentence of what is too long") {
  const OneKind kind{
      "<document>\n<p>You can go to the desk and ask for the form and fill it in with a pen and "
      "then "
      "give it back to them by noon.</p></document>"};
  CHECK(
      kind.complaints() == Texts{"templates/letter/en.mustache:2: letter: a sentence of 27 words, "
                                 "25 are the most: \u201CYou can go to the "
                                 "desk and ask for the form and fill it in with a pen and then "
                                 "give it back to them by noon.\u201D"}
  );
}

TEST_CASE("the gate refuses a text above grade 6, and shows what is hardest in it") {
  std::string markup = "<document>";
  for (int i = 0; i < 9; ++i)
    markup +=
        "<p>" + std::to_string(i) + " authorizations necessitate institutional communication.</p>";
  const auto said = OneKind{markup + "<p>You can go.</p></document>"}.complaints();
  REQUIRE(said.size() == 1);
  CHECK(said[0].starts_with("letter: the instructions are for grade "));
  CHECK(said[0].find("\n    templates/letter/en.mustache:1: \u201C") != std::string::npos);
  CHECK(said[0].find("You can go") == std::string::npos);
}

TEST_CASE("one hard sentence does not hide behind easy ones") {
  std::string markup = "<document>";
  for (int i = 0; i < 40; ++i) markup += "<p>You can go to the desk and ask.</p>";
  const OneKind kind{
      markup +
      "<p>Subsequent authorization necessitates immediate institutional communication before any "
      "administrative consideration.</p></document>"};
  const auto said = kind.complaints();
  REQUIRE(said.size() == 1);
  CHECK(said[0].starts_with("templates/letter/en.mustache:1: letter: a sentence for grade "));
}

TEST_CASE("a text of few words has no grade") {
  CHECK(OneKind{
      "<document><p>Authorization necessitates institutional communication.</p></document>"}
            .complaints()
            .empty());
}

TEST_CASE("an abbreviation is explained in its document") {
  CHECK(
      OneKind{"<document><p>Ask for the MRI.</p></document>"}.complaints() ==
      Texts{"templates/letter/en.mustache:1: letter: 'MRI' is not explained; write what it stands "
            "for, and then "
            "(MRI): \u201CAsk for the MRI.\u201D"}
  );
  CHECK(OneKind{"<document><p>Ask for the MRI.</p><p>It is a scan (MRI).</p></document>"}
            .complaints()
            .empty());
}

TEST_CASE("Spanish that is not easy is refused") {
  std::string markup = "<document>";
  for (int i = 0; i < 9; ++i)
    markup += "<p>" + std::to_string(i) +
              " autorizaciones institucionales necesitan comunicaciones administrativas.</p>";
  const auto said = OneKind{markup + "</document>", "es"}.complaints();
  REQUIRE(said.size() == 1);
  CHECK(said[0].starts_with("letter (es): reads with an ease of "));
}

TEST_CASE("a table is written between its markers and nowhere else") {
  CHECK(
      with_table(
          "a\n<!-- grades: written by ./dev grades -->\nold\n<!-- end of grades -->\nb\n", "new\n"
      ) == "a\n<!-- grades: written by ./dev grades -->\nnew\n<!-- end of grades -->\nb\n"
  );
  CHECK_FALSE(with_table("no markers", "new"));
}
