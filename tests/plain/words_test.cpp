// Syllables of words as dictionaries divide them.

#include "tests/plain/words.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <sstream>

namespace {

/// Every word of a list that is counted otherwise than its line says.
std::string miscounted(const std::map<int, const char*>& lists, std::string_view language) {
  std::string wrong;
  for (const auto& [count, list] : lists) {
    std::istringstream words{list};
    for (std::string word; words >> word;) {
      const int found = plain::syllables(word, language);
      if (found != count)
        wrong +=
            word + " has " + std::to_string(count) + ", counted " + std::to_string(found) + "; ";
    }
  }
  return wrong;
}

}  // namespace

TEST_CASE("English syllables are counted as a dictionary divides the words") {
  const std::map<int, const char*> lists{
      {1,
       "a I the you your what need made note notes call calls called asked signed makes times "
       "scans slides phone "
       "choice choose through thought though change eye don't can't won't years friend true blue "
       "guess guide guest "
       "shared learned helped tried lines space page died health breathe disc tongue juice weight "
       "right treat"},
      {2,
       "doctor records visit people table needed wanted changes pages careful safely statement "
       "hopeless purpose "
       "something someone sometimes maybe being seeing trying going player beyond didn't isn't "
       "couldn't science "
       "quiet client diet patient's patient special social union blanket reason writing settle "
       "handle handled "
       "titled hundred every business question quickly language disease pleasure ready lonely "
       "movement usage "
       "really later issue spasm prism answer doesn't clinic consent surgeon"},
      {3,
       "another hospital medicine remember appointment understand opinion permission expensive "
       "period biopsy "
       "serious previous premium usual actual manual settlement element agreement important "
       "different management "
       "area idea video radio influence earlier easier several family general infusion physician "
       "insurance "
       "diseases continue emotion allergy specialist's radiance companion dependent decision "
       "committee "
       "tomorrow following injury"},
      {4,
       "diagnosis material immediate appropriate radiation medication society experience "
       "information operation "
       "security situation January especially priority identify medicinal practitioner intravenous "
       "evaluates "
       "certificate emergency education independent majority original oncologist technology"},
      {5,
       "immediately university possibility refrigerator opportunity colonoscopy international "
       "examination "
       "communication administration authorization"},
      {7, "gastroenterology"},
  };
  CHECK(miscounted(lists, "en") == "");
}

TEST_CASE("Spanish syllables follow the rules of diphthong and hiatus") {
  const std::map<int, const char*> lists{
      {1, "el que los más bien fue pues hay rey muy dos"},
      {2,
       "día guía quiere guerra cuerpo tiempo causa ruido viaje cita cualquier papel oír país baúl "
       "agua ciudad"},
      {3,
       "médico examen paciente permiso pregunta ahora poeta segundo doctora hospital pingüino "
       "decisión "
       "opinión historia escribir"},
      {4, "medicina oficina expediente tratamiento diagnóstico necesita resultado"},
      {5, "autorizado enfermedades universidad tranquilamente autorización representante"},
  };
  CHECK(miscounted(lists, "es") == "");
}

TEST_CASE("a number and a gap count as one plain word") {
  CHECK(plain::syllables("2026", "en") == 1);
  CHECK(plain::syllables("\x01", "en") == 1);
  CHECK(plain::letters_in("\x01\u2019s") == 5);
  CHECK(plain::syllables("well-known", "en") == 2);
}

TEST_CASE("a word is what stands between white space, slashes and long dashes") {
  CHECK(
      plain::words_of("\u201CYes,\u201D she said \u2014 and/or (no).") ==
      std::vector<std::string>{"Yes", "she", "said", "and", "or", "no"}
  );
  CHECK(
      plain::words_of("\u00BFQu\u00E9 \u00E1rea?") ==
      std::vector<std::string>{"Qu\u00E9", "\u00E1rea"}
  );
}

TEST_CASE("two capitals make an abbreviation, one does not") {
  CHECK(plain::is_abbreviation("MRI"));
  CHECK(plain::is_abbreviation("PhD"));
  CHECK_FALSE(plain::is_abbreviation("Doctor"));
  CHECK_FALSE(plain::is_abbreviation("I"));
}
