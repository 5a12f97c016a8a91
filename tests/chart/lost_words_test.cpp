// Words of a text that stand beside entries of any section are told.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

const std::string beside_all =
    "a line of the text in words that no entry beside it has; an entry may say the same in other "
    "words; read it yourself - ";

std::string father_with(const std::string& illness) {
  return "<entry><organizer><statusCode code=\"completed\"/><subject><relatedSubject><code "
         "code=\"FTH\" displayName=\"father\"/></relatedSubject></subject><component><observation>"
         "<statusCode code=\"completed\"/><value xsi:type=\"CD\" code=\"2\" displayName=\"" +
         illness + "\"/></observation></component></organizer></entry>";
}

}  // namespace

TEST_CASE("words of the family beside a coded illness are told") {
  const std::string entry = father_with("Myocardial infarction");
  for (const std::string words :
       {"Father (deceased), sister ovarian cancer",
        "Father, and his sister with breast cancer",
        "Myocardial infarction, colon cancer",
        "Sister: myocardial infarction"})
    CHECK(witnessed("10157-6", entry, "<paragraph>" + words + "</paragraph>")
              .tells(beside_all + "List – " + words));
  for (const std::string words : {"Father (deceased)", "Myocardial infarction (cause of death)"})
    CHECK_FALSE(witnessed("10157-6", entry, "<paragraph>" + words + "</paragraph>")
                    .tells(beside_all + "List – " + words));
}

TEST_CASE("a caption that says more than what the list is called is told") {
  const auto captioned = [](const std::string& caption) {
    std::string text = table("Allergen|Reaction", {"Penicillin|Hives"});
    text.insert(std::string{"<table>"}.size(), "<caption>" + caption + "</caption>");
    return witnessed("48765-2", allergy("Penicillin"), text);
  };
  CHECK(captioned("Latex: anaphylaxis in 2019").tells("List – Latex: anaphylaxis in 2019"));
  CHECK_FALSE(captioned("Allergies and reactions").tells("Allergies and reactions"));
}

TEST_CASE("the text of what was taken before admission is compared with its entries") {
  const auto got = witnessed(
      "42346-7",
      medication("Aspirin 81 MG"),
      "<list><item>Aspirin 81 MG</item><item>warfarin 5 mg daily</item></list>"
  );
  CHECK(got.tells(beside_all + "List – warfarin 5 mg daily"));
  CHECK_FALSE(got.tells(beside_all + "List – Aspirin 81 MG"));
}

TEST_CASE("a section that is not read is told in its words, with entries as without") {
  const std::string words = "Metastatic melanoma, takes warfarin";
  const std::string note = "<entry><act><code code=\"1\"/></act></entry>";
  for (const std::string& entry : {std::string{}, note})
    CHECK(witnessed("34109-9", entry, "<paragraph>" + words + "</paragraph>")
              .tells("a text; read it yourself - List: " + words));
}
