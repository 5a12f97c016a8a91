// A line of a text that says that something is not so: it is left out and told, and never taken.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

Imported text_alone(const std::string& loinc, const std::string& text) {
  return witnessed(loinc, "", text);
}

std::string paragraph(const std::string& words) {
  return "<paragraph>" + words + "</paragraph>";
}

}  // namespace

TEST_CASE("what a text says somebody is not allergic to is left out") {
  for (const std::string words :
       {"Not Allergic to Peanuts",
        "No allergy to peanuts",
        "Tolerates peanuts",
        "No known allergy to peanuts",
        "No es alérgica a peanuts"}) {
    const auto got = text_alone("48765-2", paragraph(words));
    INFO(words);
    CHECK_FALSE(got.has("<allergy"));
    CHECK(got.tells("Allergies, 1: the chart says that you are not allergic to it - " + words));
  }
}

TEST_CASE("beside what is denied the rest of a text is taken") {
  const auto got =
      text_alone("48765-2", paragraph("Tolerates cephalosporins. Penicillin: anaphylaxis."));
  CHECK(got.has("<substance>Penicillin: anaphylaxis</substance>"));
  CHECK_FALSE(got.has("<substance>Tolerates"));
  CHECK(text_alone("48765-2", paragraph("Not allergic to penicillin, but to sulfa"))
            .has("<substance>Not allergic to penicillin, but to sulfa</substance>"));
}

TEST_CASE("a medicine that was refused is not taken") {
  const auto got = text_alone(
      "10160-0",
      table("Medication|Comments", {"Lisinopril 10 mg|Patient refused", "Aspirin 81 mg|"})
  );
  CHECK(got.has("<name>Aspirin 81 mg</name>"));
  CHECK_FALSE(got.has("<name>Lisinopril"));
  CHECK(got.tells(
      "Medicines, 1: the chart says that it is not taken - Lisinopril 10 mg · Comments: Patient "
      "refused"
  ));
}

TEST_CASE("an illness that was ruled out is none") {
  for (const std::string words :
       {"No Diabetes (ruled out)", "Does not have gout", "Gout refuted", "Denies chest pain"}) {
    const auto got = text_alone("11450-4", paragraph(words));
    INFO(words);
    CHECK_FALSE(got.has("<problem "));
    CHECK(got.tells(
        "Illnesses and health problems, 1: the chart says that you do not have it - " + words
    ));
  }
  CHECK(text_alone("11450-4", table("Problem|Status", {"Gout|Entered in error"}))
            .tells("Illnesses and health problems, 1: the chart says that it was entered by "
                   "mistake - Gout"));
  CHECK(text_alone("11450-4", paragraph("Non-small cell carcinoma of lung")).has("<problem "));
}

TEST_CASE("a section without information that has a text with content is read") {
  const auto no_information = [](const std::string& text) {
    std::string all = section("48765-2", "", text);
    all.replace(all.find("<section>"), 9, "<section nullFlavor=\"NI\">");
    return import({{"chart.xml", document(all)}});
  };
  CHECK(no_information("Penicillin: anaphylaxis")
            .has("<substance>Penicillin: anaphylaxis</substance>"));
  for (const std::string text : {"", "No information", "Not on file"}) {
    const auto got = no_information(text);
    CHECK(got.has("<allergies status=\"not-asked\">"));
    CHECK_FALSE(got.has("<substance>"));
  }
}

TEST_CASE("how bad a reaction was is no reaction") {
  const auto got = text_alone(
      "48765-2",
      table(
          "Substance|Reaction|Reaction Severity",
          {"Egg|Hives|Moderate", "Epinephrine|Tremor|Severe Moderate", "Latex||Mild"}
      )
  );
  CHECK(got.has("<reaction>Hives</reaction>"));
  CHECK(got.has("<reaction>Tremor</reaction>"));
  CHECK(got.has("<severity>moderate</severity>"));
  CHECK_FALSE(got.has("<reaction>Mild"));
  CHECK_FALSE(got.has("<reaction>Severe"));
}

TEST_CASE("a label with a day behind it is no illness") {
  const auto got = text_alone(
      "11450-4",
      "<list><item><content>Concern Tracker Start Date: 06/07/2013</content></item><item>"
      "<content>Gout</content></item></list>"
  );
  CHECK(got.has("<text>Gout</text>"));
  CHECK_FALSE(got.has("<text>Concern"));
  CHECK(got.tells("List: Concern Tracker Start Date: 06/07/2013"));
}

TEST_CASE("a statement that there is nothing may go on to something, which is to check") {
  const auto got = text_alone("48765-2", paragraph("No information available; penicillin"));
  CHECK(got.tells(
      "An entry in the list of allergies has no name that can be read. Ask what it is. - No "
      "information available; penicillin"
  ));
}
