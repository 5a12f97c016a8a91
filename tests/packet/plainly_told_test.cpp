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
  CHECK_THAT(
      said_on("revocation", permitted), Contains("Do not sign now: only if you change your mind.")
  );
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
      Contains("Envíe a la Dra. Lind, si aún no lo tiene: Resultados de laboratorio.")
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
  CHECK_THAT(said, Contains("en 1 año") && Contains("Seguro") && Contains("Bastante seguro"));
  CHECK_THAT(said, !Contains("1 year") && !Contains("Sure"));
}
