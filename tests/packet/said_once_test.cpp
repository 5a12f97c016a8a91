// What a reader of the papers found untrue or odd, by its kind: each sentence fits the case it is
// printed for.

#include "engine/engine.hpp"
#include "tests/support/generated.hpp"
#include "tests/support/house.hpp"
#include "tests/support/messages.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

using namespace engine;
using Catch::Contains;

namespace {

std::string sample_text(const std::string& name) {
  return tests::read(std::string{CAREPACKET_SOURCE_DIR "/samples/"} + name + ".xml");
}

std::string with(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

/// The papers of one kind, as their words.
std::string words_of_kind(
    const std::string& kind, const std::string& text, const std::string& language = "en"
) {
  const Source source{"case.xml", text, Source::Holds::patient_data};
  Diagnostics out;
  StageDumps dumps;
  const auto made = make(
      source,
      tests::worker(),
      {.format = Format::text, .set = "binder", .only = {kind}, .language = language},
      out,
      &dumps
  );
  INFO(support::printed(out));
  REQUIRE(made);
  return dumps.markup;
}

}  // namespace

TEST_CASE("a doctor in another country is asked for what holds there") {
  const std::string abroad = sample_text("doctor-abroad");
  const std::string call = words_of_kind("insurance-call", abroad);
  CHECK_THAT(call, Contains("Do you pay for a doctor in another country?"));
  CHECK_THAT(call, !Contains("in the network") && !Contains("Good Faith") && !Contains("Part B"));
  const std::string spanish = words_of_kind("insurance-call", abroad, "es");
  CHECK_THAT(spanish, Contains("¿Pagan a un médico de otro país?"));
  CHECK_THAT(spanish, !Contains("estimado de buena fe"));
  for (const std::string_view country : {"USA", "u.s.", "Estados Unidos"}) {
    const std::string at_home = with(abroad, "Germany", country);
    CHECK_THAT(words_of_kind("insurance-call", at_home), Contains("in the network"));
  }
}

TEST_CASE("a parent reads the bank's questions in a parent's words, and no patient does") {
  const std::string child = sample_text("child-rare-genetic-disorder");
  const std::string asked = words_of_kind("questions-diagnosis", child);
  CHECK_THAT(asked, Contains("What do you think Mia has? Do you agree with what we were told?"));
  CHECK_THAT(asked, !Contains("my records") && !Contains("stand for"));
  CHECK_THAT(
      words_of_kind("questions-diagnosis", child, "es"),
      Contains("¿Qué cree usted que tiene Mia? ¿Está de acuerdo con lo que nos dijeron?")
  );
  CHECK_THAT(words_of_kind("comparison", child), Contains("What if we wait?"));
  CHECK_THAT(
      words_of_kind("questions-diagnosis", sample_text("minimal")),
      Contains("What do you think I have?")
  );
}

TEST_CASE("a fax number is asked for where something is to go by fax") {
  const std::string abroad = sample_text("doctor-abroad");
  CHECK_THAT(words_of_kind("transfer-letter", abroad), !Contains("fax number"));
  const std::string by_fax = with(abroad, "<format>secure-email", "<format>fax");
  CHECK_THAT(words_of_kind("transfer-letter", by_fax), Contains("fax number"));
}

TEST_CASE("nobody asks for what a minor alone may permit") {
  const std::string call = words_of_kind("records-call", sample_text("teen-liver-tests"));
  CHECK_THAT(call, Contains("Andre has to ask for these: nobody else may permit it."));
  CHECK_THAT(call, Contains("The records that only Andre may permit are an exception."));
  // A patient who signs everything asks for everything.
  CHECK_THAT(
      words_of_kind("records-call", sample_text("autoimmune-hepatitis")),
      !Contains("has to ask for these")
  );
}

TEST_CASE("an interpreter signs the permission to talk with a helper") {
  const auto helped = [](const std::string& sample) {
    return words_of_kind(
        "helper-permission",
        with(
            sample_text(sample),
            "<condition ",
            "<companion><name><text>Bo</text></name></companion><condition "
        )
    );
  };
  CHECK_THAT(helped("autoimmune-hepatitis"), Contains("Interpreter: I read this aloud"));
  CHECK_THAT(helped("crohns-disease"), !Contains("Interpreter"));
}

TEST_CASE("Spanish says a woman's title, and the article before them") {
  const std::string abroad = sample_text("doctor-abroad");
  const std::string people = words_of_kind("names-and-numbers", abroad, "es");
  CHECK_THAT(people, Contains("Prof. Dra. Judith Weiß</strong> · Segunda opinión"));
  CHECK_THAT(people, Contains("Brendan Doyle, MD</strong> · Médico actual"));
  CHECK_THAT(
      words_of_kind("transfer-letter", abroad, "es"),
      Contains("documentos de abajo <strong>a la Prof. Dra. Judith Weiß</strong>")
  );
  CHECK_THAT(
      words_of_kind("transfer-letter", abroad),
      Contains("records below to <strong>Prof. Dr. Judith Weiß</strong>")
  );
}

TEST_CASE("two papers about one office are told apart in the words of the list they stand in") {
  const std::string hepatitis = sample_text("autoimmune-hepatitis");
  const Source source{"case.xml", hepatitis, Source::Holds::patient_data};
  Diagnostics out;
  StageDumps dumps;
  REQUIRE(make(source, tests::worker(), {.format = Format::text, .set = "binder"}, out, &dumps));
  CHECK_THAT(
      dumps.markup,
      Contains("Solicitud de una copia del expediente (Franklin Peak Gastroenterology, para usted)")
  );
  CHECK_THAT(dumps.markup, Contains("(Franklin Peak Gastroenterology, para el Dr. Haddad)"));
  CHECK_THAT(dumps.markup, !Contains("(Franklin Peak Gastroenterology, to you)"));
  CHECK_THAT(
      dumps.markup, Contains("expediente de Franklin Peak Gastroenterology para el Dr. Haddad")
  );
}

TEST_CASE("a third opinion that is chosen is still to be heard, and then to be weighed") {
  const std::string steps = words_of_kind("status", sample_text("third-opinion"));
  CHECK_THAT(
      steps, Contains("<check ticked=\"yes\">You chose to ask for a third opinion.</check>")
  );
  CHECK_THAT(steps, Contains("<check>Hear what Dr. Aziz says.</check>"));
  CHECK_THAT(steps, Contains("<check>Choose by 1/15/2027.</check>"));
  CHECK_THAT(steps, !Contains("A choice is made"));
}

TEST_CASE("who has chosen is not told to list records") {
  const std::string reconciled = words_of_kind("status", sample_text("three-opinions"));
  CHECK_THAT(reconciled, !Contains("List the records") && !Contains("A choice is made"));
  CHECK_THAT(reconciled, Contains("You chose to ask the doctors to talk."));
}

TEST_CASE("the five lines name the tests that the case names anywhere") {
  CHECK_THAT(
      words_of_kind("clinician-copy", sample_text("stage-2-breast-cancer")),
      Contains("Mammogram and ultrasound (10/20/2026)")
  );
  const std::string knee = words_of_kind("clinician-copy", sample_text("torn-acl"));
  CHECK_THAT(knee, Contains("<th scope=\"row\">Based on</th>"));
  CHECK_THAT(knee, !Contains("MRI, MRI"));
}

TEST_CASE("a call back that is urgent is not torn by a wish about messages") {
  const std::string quiet = with(
      sample_text("doctor-abroad"), "use=\"mobile\">", "use=\"mobile\" okToLeaveMessage=\"no\">"
  );
  CHECK_THAT(
      words_of_kind("fax-cover", quiet),
      Contains("Please call right away: (207) 555-0155 (please leave no message). Then shred")
  );
}

TEST_CASE("records that were asked for are not asked for again") {
  const std::string asked = with(
      with(sample_text("doctor-abroad"), "status=\"wanted\">MRI", "status=\"asked\">MRI"),
      "status=\"wanted\"",
      "status=\"asked\""
  );
  CHECK_THAT(words_of_kind("portal-message", asked), Contains("I asked your office for these"));
  CHECK_THAT(words_of_kind("portal-message", asked), !Contains("Please have your office send"));
  CHECK_THAT(words_of_kind("records-call", asked), Contains("Ask how far they are"));
  CHECK_THAT(words_of_kind("conversation-script", asked), Contains("they have not come"));
  const std::string mixed =
      with(sample_text("doctor-abroad"), "status=\"wanted\">MRI", "status=\"asked\">MRI");
  CHECK_THAT(
      words_of_kind("portal-message", mixed),
      Contains("with pictures (8/2026 to 10/2026): already requested")
  );
}

TEST_CASE("an illness whose plain name differs in capitals alone is named once") {
  CHECK_THAT(
      words_of_kind("medicines-allergies", sample_text("fibromyalgia")),
      Contains("Fibromyalgia</strong>;") && !Contains("(fibromyalgia)")
  );
}

TEST_CASE("the question bank is for a doctor who has not answered") {
  const std::string three = sample_text("crohns-disease");
  const std::string own = words_of_kind("questions-treatment", three);
  CHECK_THAT(own, Contains("Can I wait three months") && !Contains("What will it cost?"));
  const std::string first = sample_text("doctor-abroad");
  CHECK_THAT(words_of_kind("questions-treatment", first), Contains("What will it cost?"));
}

TEST_CASE("what is asked at this visit has a visit to be asked at") {
  const std::string base =
      with(sample_text("doctor-abroad"), "<goal>", "<medications status=\"not-asked\"/><goal>");
  CHECK_THAT(words_of_kind("medicines-allergies", base), Contains("Please ask at this visit."));
  const std::string unseen = with(
      base,
      "<appointment provider=\"weiss\" at=\"2026-12-17T15:00\" timeZone=\"Europe/Berlin\" "
      "mode=\"video\" minutes=\"30\"/>",
      ""
  );
  CHECK_THAT(
      words_of_kind("medicines-allergies", unseen),
      Contains("Please ask.") && !Contains("this visit")
  );
}

TEST_CASE("a permission that is signed is not asked to be signed again without a word") {
  CHECK_THAT(
      words_of_kind("status", sample_text("every-field")),
      Contains("in force</strong>, signed: 11/18/2026<br/>Sign again only if they ask")
  );
}

TEST_CASE("who consents alone is told whom a health plan writes to") {
  CHECK_THAT(
      words_of_kind("insurance-call", sample_text("teen-alone")),
      Contains("Who gets the letters and the bill?")
  );
  CHECK_THAT(
      words_of_kind("insurance-call", sample_text("doctor-abroad")), !Contains("a parent’s plan")
  );
}

TEST_CASE("an executor, or a parent, asks for records that are not their own") {
  for (const std::string name : {"after-a-death", "child-rare-genetic-disorder"}) {
    const std::string words = words_of_kind("status", sample_text(name));
    CHECK_THAT(words, !Contains("my own records") && !Contains("own copy"));
  }
}

TEST_CASE("an end that is no day is not finished where the state asks for a day") {
  const std::string scoliosis = sample_text("teen-scoliosis");
  const Source source{"case.xml", scoliosis, Source::Holds::patient_data};
  Diagnostics out;
  StageDumps dumps;
  REQUIRE(make(
      source,
      tests::worker(),
      {.format = Format::text, .set = "binder", .also = {"proof"}},
      out,
      &dumps
  ));
  CHECK_THAT(
      dumps.markup,
      Contains("The day this permission ends · Signature and date of each person who signs")
  );
  CHECK_THAT(dumps.markup, Contains("This form is not finished"));
}

TEST_CASE("a message for records that need a permission says that it comes") {
  CHECK_THAT(
      words_of_kind("portal-message", sample_text("teen-scoliosis")),
      Contains("You will get a signed permission form for them.")
  );
}

TEST_CASE("who somebody is to the patient is said in the language of the paper") {
  const std::string teen = sample_text("teen-scoliosis");
  CHECK_THAT(
      words_of_kind("names-and-numbers", teen), Contains("June Adler</strong> · grandmother")
  );
  CHECK_THAT(
      words_of_kind("names-and-numbers", teen, "es"), Contains("June Adler</strong> · abuela")
  );
  CHECK_THAT(
      words_of_kind("first-words", teen, "es"), Contains("June Adler, abuela de Naomi Ruth Adler")
  );
  // What people write in Spanish is said in English papers, too; other words stay.
  const std::string spanish = with(teen, "relationship=\"grandmother\"", "relationship=\"Abuela\"");
  CHECK_THAT(
      words_of_kind("names-and-numbers", spanish), Contains("June Adler</strong> · grandmother")
  );
  const std::string other =
      with(teen, "relationship=\"grandmother\"", "relationship=\"godmother\"");
  CHECK_THAT(
      words_of_kind("names-and-numbers", other, "es"), Contains("June Adler</strong> · godmother")
  );
}
