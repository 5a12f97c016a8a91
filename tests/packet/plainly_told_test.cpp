// What somebody who is frightened and in a hurry might take for something else, or not be told.

#include "tests/packet/said.hpp"

using namespace engine;
using Catch::Contains;

namespace {

/// Where some words stand in a text that has them.
std::size_t place_of_words(const std::string& text, const std::string& words) {
  const std::size_t at = text.find(words);
  INFO(words << "\n" << text);
  REQUIRE(at != text.npos);
  return at;
}

std::string one_record(const std::string& recipient, const std::string& status) {
  return request("holder='cole'", recipient, "<item type='laboratory' status='" + status + "'/>");
}
const std::string sees_lind = "<appointment provider='lind' at='2026-12-03T10:00'/>";

}  // namespace

TEST_CASE("the letter that takes a permission back says that it is not signed now") {
  const std::string permitted = request(
      "holder='cole'",
      "provider='lind'",
      "<item type='laboratory' status='wanted'/><authorization><expires date='2027-01-01'/>"
      "</authorization>"
  );
  CHECK_THAT(said_on("revocation", permitted), Contains("Sign here only if you change your mind."));
  CHECK_THAT(
      said_on("binder-contents,revocation", permitted),
      Contains("Keep unsigned: letter to take back a permission")
  );
  CHECK_THAT(
      said_on("binder-contents,revocation", permitted, "es"),
      Contains("Guardar sin firmar: carta para retirar un permiso")
  );
}

TEST_CASE("of two plans each stands behind the name of its doctor") {
  const std::string plan =
      "<plan status='proposed' proposedBy='cole'><text>Pills for life</text>"
      "<startBy>2027-01-05</startBy></plan>";
  const std::string story = said_on("story-summary", opinions + plan);
  CHECK_THAT(story, Contains("What each doctor would do"));
  CHECK_THAT(story, Contains("<strong>Dr. Cole:</strong> Pills for life"));
  CHECK_THAT(story, Contains("<strong>Dr. Lind:</strong> Shots"));
  CHECK(place_of_words(story, "Dr. Cole:</strong>") < place_of_words(story, "Dr. Lind:</strong>"));
  CHECK_THAT(story, !Contains(" · Shots"));
}

TEST_CASE("a medicine on hold, or of which nobody knows, is none of those of today") {
  for (const std::string language : {"en", "es"}) {
    std::string health = said_on(
        "medicines-allergies",
        "<medications status='listed'><medication status='active'><name>Lisinopril</name>"
        "</medication><medication status='on-hold'><name>Trazodone</name></medication>"
        "<medication status='unclear'><name>Zolpidem</name></medication></medications>"
        "<device><name>Pacemaker</name></device>",
        language
    );
    health.erase(0, health.rfind("<document"));  // the copy to read stands behind the paper
    const bool english = language == "en";
    const std::size_t on_hold =
        place_of_words(health, english ? "On hold: not taken now" : "En pausa: no");
    const std::size_t unclear =
        place_of_words(health, english ? "Not clear if it is" : "No está claro si");
    CHECK(place_of_words(health, "Lisinopril") < on_hold);
    CHECK(on_hold < place_of_words(health, "Trazodone"));
    CHECK(place_of_words(health, "Trazodone") < unclear);
    CHECK(unclear < place_of_words(health, "Zolpidem"));
    // Before a scan is ordered.
    CHECK(
        place_of_words(health, "Pacemaker") <
        place_of_words(health, english ? "Illnesses" : "Enfermedades")
    );
  }
}

TEST_CASE("records that came and were not passed on are to be sent, and a to-do says so") {
  const auto said = [](const std::string& recipient, const std::string& status) {
    return said_on("binder-cover,status", sees_lind + one_record(recipient, status));
  };
  const std::string to_do = "Send on to Dr. Lind, unless it is there: Lab results.";
  CHECK_THAT(said("party='patient'", "received"), Contains(to_do));
  CHECK_THAT(said("provider='lind'", "received"), Contains(to_do));
  CHECK_THAT(said("party='patient'", "forwarded"), !Contains("Send on to"));
  CHECK_THAT(said("party='patient'", "wanted"), !Contains("Send on to"));
  CHECK_THAT(
      said_on("status", sees_lind + one_record("party='patient'", "received"), "es"),
      Contains("Si aún no los tiene, envíe a la Dra. Lind estos documentos: Resultados de laborato")
  );
}

TEST_CASE("what a step of the way has left open is said below it") {
  const std::string asked = sees_lind + one_record("provider='lind'", "asked");
  CHECK_THAT(
      said_on("binder-cover", asked + opinions),
      Contains("Get records<br/>still open") && Contains("Visit<br/>still open")
  );
  CHECK_THAT(
      said_on("binder-cover", asked + opinions, "es"),
      Contains("Reunir papeles<br/>falta") && Contains("Visita<br/>falta")
  );
  CHECK_THAT(said_on("binder-cover", opinions), !Contains("still open"));
}

TEST_CASE("what people write in nearly the same words is said in those of the paper") {
  const std::string said = said_on(
      "comparison",
      "<opinion provider='cole'><certainty level='high'>Sure</certainty><outcome what='well' "
      "number='40' outOf='100' timeframe='1 year'/></opinion><opinion provider='lind'><certainty>"
      "fairly sure</certainty></opinion>",
      "es"
  );
  CHECK_THAT(said, Contains("en 1 año") && Contains("Con certeza") && Contains("Bastante certeza"));
  CHECK_THAT(said, !Contains("1 year") && !Contains("Sure"));
}

TEST_CASE("a kind of records that the case leaves out has no box to check") {
  const std::string leaves_out = request(
      "holder='cole'",
      "provider='lind'",
      "<item type='laboratory' status='wanted'/><sensitive category='mental-health' include='no'/>"
      "<authorization><expires date='2027-01-01'/></authorization>"
  );
  const std::string form = said_on("authorization", leaves_out);
  CHECK_THAT(form, Contains("<strong>not shared</strong>"));
  CHECK_THAT(form, !Contains("initials for Mental health"));
}

TEST_CASE(
    "a story to say aloud is said as people speak, and for how long it says no more than is true"
) {
  const std::string story = said_on(
      "first-words",
      sees_lind +
          "<symptom><text>Low blood sugar</text><effect>I miss class</effect></symptom>"
          "<timeline><event date='2026-09-01' kind='test'>MRI of the knee</event><event "
          "date='2026-09-15' kind='visit'>A torn ligament</event></timeline>"
          "<plan><text>Surgery</text><deadline>2026-12-22</deadline></plan>"
  );
  CHECK_THAT(story, Contains("Less than two minutes."));
  CHECK_THAT(story, Contains("Then, on September 15, 2026: <strong>A torn ligament</strong>"));
  CHECK_THAT(story, Contains("I have to decide <strong>by December 22, 2026</strong>"));
}

TEST_CASE("a cover has another word for who mourns, who chooses and who asks for a child") {
  const auto cover = [](const std::string& text) { return said_of("binder-cover", text, "en"); };
  CHECK_THAT(cover(case_with("")), Contains("You are being careful."));
  CHECK_THAT(cover(case_with(opinions)), Contains("You have heard both."));
  CHECK_THAT(
      cover(case_with(opinions + "<decision path='stay' chosen='cole'/>")),
      Contains("You asked, you heard, you chose.")
  );
  std::string dead = case_with("");
  dead.replace(dead.find("<patient>"), 9, "<patient deceased='yes'>");
  CHECK_THAT(cover(dead), Contains("It is right to ask what happened.") && !Contains("careful"));
}

TEST_CASE("a yes or a no answers one question") {
  const std::string call = said_on(
      "insurance-call",
      "<coverage><plan>Blue</plan></coverage><provider id='wu' role='third'><name><family>Wu"
      "</family></name></provider>"
  );
  CHECK_THAT(call, Contains("Is Dr. Lind in the network?</td>"));
  CHECK_THAT(call, Contains("Is the clinic or hospital in the network?</td>"));
}

TEST_CASE("who asks for a third opinion has in hand what the two have said, for that doctor") {
  const std::string text = case_with(opinions + "<decision path='third'/>");
  const Source source{"case.xml", text, Source::Holds::patient_data};
  Diagnostics out;
  StageDumps dumps;
  REQUIRE(make(source, tests::worker(), {.format = Format::text, .set = "packet"}, out, &dumps));
  CHECK_THAT(dumps.markup, Contains("=== third-opinion-brief"));
}

TEST_CASE("a line of time says in words what it draws, from which day to which") {
  const std::string story =
      "<timeline><event date='2026' kind='symptom'>Pain</event><event date='2026-09-14' "
      "kind='test'>Scan</event><event date='2026-10-01' kind='visit'>Talk</event></timeline>";
  CHECK_THAT(said_on("story-summary", story), Contains("alt=\"From 2026 to October 1, 2026."));
  CHECK_THAT(
      said_on("story-summary", story, "es"),
      Contains("alt=\"Desde: 2026. Hasta: 1 de octubre de 2026.")
  );
}
