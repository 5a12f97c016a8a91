#include "tests/casefile/vocabulary_of_the_house.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using namespace engine::casefile;

namespace {

std::string translated(const std::string& more) {
  return "<case id='t' version='1'><asOf>2026-11-20</asOf>"
         "<patient><name><text>Ana Silva</text></name></patient>"
         "<provider id='okafor'><name><text>Dr. Okafor</text></name></provider>"
         "<condition><text>Migraine</text></condition>\n" +
         more + "</case>";
}

/// Code, message and hint of everything that is told.
std::string told(const std::string& more) {
  std::string lines;
  const auto read = read_text(translated(more));
  for (const auto& one : read.out.all()) {
    lines += one.code + " " + shown(one.message, false);
    for (const auto& hint : one.hints) lines += " | " + shown(hint, false);
    lines += "\n";
  }
  return lines;
}

const std::string bilingual =
    "<question>Can I wait?<translation language='es'>¿Puedo esperar?</translation></question>"
    "<familyHistory relative='aunt'><condition>Lupus</condition>"
    "<translation language='es-MX' of='relative'>tía</translation></familyHistory>";

}  // namespace

TEST_CASE("words of a case stand beside what they are in another language") {
  CHECK(told(bilingual) == "");
  const auto read = read_text(translated(bilingual));
  REQUIRE(read.known);
  CHECK(read.known->is_translated());
  CHECK(read.known->root().text("question") == "Can I wait?");
  CHECK_FALSE(read_text(translated("<question>Why?</question>")).known->is_translated());
}

TEST_CASE("a case in one language has its words, and its own where there are none") {
  const auto read = read_text(translated(bilingual));
  REQUIRE(read.known);
  for (const std::string_view language : {"es", "es-US"}) {
    const Case spanish = read.known->in(language);
    CHECK(spanish.root().text("question") == "¿Puedo esperar?");
    CHECK(spanish.root().find("familyHistory")->text("relative") == "tía");
    CHECK(spanish.root().find("familyHistory")->text("condition") == "Lupus");
    const Span at = spanish.root().find("question")->span;
    CHECK(at.source->text().substr(at.begin, at.end - at.begin) == "¿Puedo esperar?");
  }
  const Case english = read.known->in("en");
  CHECK(english.root().text("question") == "Can I wait?");
  CHECK(english.root().find("familyHistory")->text("relative") == "aunt");
}

TEST_CASE("references of a case in another language lead into it") {
  const auto read = read_text(translated(
      "<plan proposedBy='okafor'><text>Wait<translation language='es'>Esperar</translation></text>"
      "</plan>"
  ));
  REQUIRE(read.known);
  const Case spanish = read.known->in("es");
  CHECK(spanish.root().find("plan")->target("proposedBy") == spanish.root().find("provider"));
}

TEST_CASE("what is wrong with a translation is told with what to do") {
  CHECK(
      told("<question>Why?<translation language='es'>¿Por qué?</translation>"
           "<translation language='es-MX'>¿Y por qué?</translation></question>"
      ) == "E153 a second translation into 'es' | it was given on line 2 already\n"
  );
  CHECK(
      told("<question><translation language='es'>¿Por qué?</translation></question>") ==
      "E152 this translates words that <question> does not have | the words of <question> stand "
      "before it, in their own language\n"
  );
  CHECK(
      told("<familyHistory><condition>Lupus</condition>"
           "<translation language='es' of='relative'>tía</translation></familyHistory>") ==
      "E152 this translates words that <familyHistory> does not have | write relative=\"…\" too, "
      "in its own language\n"
  );
  CHECK(
      told("<familyHistory relative='aunt'><condition>Lupus</condition>"
           "<translation language='es'>tía</translation></familyHistory>") ==
      "E152 this translates words that <familyHistory> does not have | say which attribute it "
      "translates: of=\"relative\"\n"
  );
  CHECK(
      told("<familyHistory relative='aunt'><condition>Lupus</condition>"
           "<translation language='es' of='relativ'>tía</translation></familyHistory>") ==
      "E152 this translates words that <familyHistory> does not have | did you mean relative?\n"
  );
  CHECK(
      told("<question>Why?<translation language='es'/></question>") ==
      "E130 <translation> is empty\n"
  );
  CHECK(
      told("<question>Why?<translation>¿Por qué?</translation></question>") ==
      "E130 <translation> needs the attribute language | write language=\"es\"\n"
  );
  CHECK(
      told("<question>Why?<translation language='Spanisch'>¿Por qué?</translation></question>") ==
      "E124 'Spanisch' is not a value of the attribute language | did you mean es?\n"
  );
}

TEST_CASE("who looks for another way to say it in two languages is led to this one") {
  CHECK(
      told("<question language='es'>¿Por qué?</question>") ==
      "E123 unknown attribute language in <question> | words in another language stand inside: "
      "<translation language=\"…\">…</translation>\n"
  );
  CHECK(
      told("<coverage><plan>Ohio PPO<translation language='es'>PPO</translation></plan></coverage>"
      ) ==
      "E122 unknown element <translation> in <plan> | it stands in the element whose words it "
      "translates; names, numbers and dates are printed alike in every language\n"
  );
}
