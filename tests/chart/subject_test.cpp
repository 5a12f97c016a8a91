// Whose an entry is: what is about a relative or a child is none of the person's own.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

std::string a_subject(const std::string& code, const std::string& inside = "") {
  return "<subject typeCode=\"SBJ\"><relatedSubject classCode=\"PRS\">" + code + inside +
         "</relatedSubject></subject>";
}
const std::string of_mother =
    a_subject("<code code=\"MTH\" codeSystem=\"2.16.840.1.113883.5.111\" displayName=\"mother\"/>");

Imported of_list(const std::string& loinc, const std::string& entries) {
  return import({{"chart.xml", document(section(loinc, entries))}});
}

std::string about_ours(const std::string& kind, const std::string& members) {
  return R"({"resourceType":")" + kind + R"(",)" + members + "}";
}

}  // namespace

TEST_CASE("an illness of the mother among the person's own is one of the family, and told") {
  for (const std::string& entry :
       {problem("Pneumonia", of_mother),
        problem("Pneumonia").insert(std::string{"<entry><act>"}.size(), of_mother)}) {
    const auto one = of_list("11450-4", entry);
    CHECK_FALSE(one.has("<problem"));
    CHECK(
        one.has("<familyHistory relative=\"mother\" from=\"chart-1\">\n    "
                "<condition>Pneumonia</condition>")
    );
    CHECK(
        one.tells("In the family: Pneumonia - The chart has it among your own problems, and says "
                  "who has it: mother. It was taken as an illness of the family.")
    );
    CHECK(one.tells("In the family: 1 found = 1 taken"));
  }
}

TEST_CASE("a code for a relative has a word, and one that nobody knows leaves the entry out") {
  CHECK(of_list("11450-4", problem("Asthma", a_subject("<code code=\"BRO\"/>")))
            .has("relative=\"brother\""));
  const auto unknown = of_list("11450-4", problem("Asthma", a_subject("<code code=\"ZZ\"/>")));
  CHECK_FALSE(unknown.has("Asthma"));
  CHECK(unknown.tells("Illnesses and health problems, 1: it is about another person - Asthma"));
}

TEST_CASE("a subject who is the person changes nothing") {
  for (const std::string& self :
       {a_subject("<code code=\"ONESELF\"/>"),
        a_subject("", "<subject><name><given>Rosa</given><family>Vega</family></name></subject>")})
    CHECK(of_list("11450-4", problem("Asthma", self)).has("<text>Asthma</text>"));
}

TEST_CASE("that a relative does not have it is no word about the person") {
  const auto one = of_list("11450-4", problem("Diabetes", of_mother, "negationInd=\"true\""));
  CHECK(one.tells("the chart says that they do not have it - Diabetes"));
  CHECK_FALSE(one.tells("that you do not have it"));
}

TEST_CASE("medicines, allergies, operations and implants of somebody else stay out, and are told") {
  const auto medicine = of_list("10160-0", medication("Warfarin", of_mother));
  CHECK_FALSE(medicine.has("Warfarin"));
  CHECK(medicine.tells("Medicines, 1: it is about another person - Warfarin – about: mother"));
  const auto allergic = of_list("48765-2", allergy("Latex", of_mother));
  CHECK_FALSE(allergic.has("Latex"));
  CHECK(allergic.tells("Allergies, 1: it is about another person - Latex – about: mother"));
  const auto operation = of_list(
      "47519-4",
      "<entry><procedure moodCode=\"EVN\"><code code=\"2\" displayName=\"Appendectomy\"/>" +
          of_mother + "</procedure></entry>"
  );
  CHECK_FALSE(operation.has("Appendectomy"));
  CHECK(operation.tells("it is about another person - Appendectomy – about: mother"));
  const auto implant = of_list(
      "46264-8",
      "<entry><supply moodCode=\"EVN\">" + of_mother +
          "<participant><participantRole><playingDevice><code displayName=\"Pacemaker\"/>"
          "</playingDevice></participantRole></participant></supply></entry>"
  );
  CHECK_FALSE(implant.has("Pacemaker"));
  CHECK(implant.tells("it is about another person - Pacemaker – about: mother"));
}

TEST_CASE("a habit, a vaccine and a test of somebody else are told as theirs") {
  const std::string smokes =
      "<observation moodCode=\"EVN\"><code displayName=\"Tobacco\"/>" + of_mother +
      "<value xsi:type=\"CD\" code=\"1\" displayName=\"Smoker\"/></observation>";
  CHECK(of_list("29762-2", "<entry>" + smokes + "</entry>")
            .tells("How you live, 1: it is about another person - Tobacco: Smoker – about: mother")
  );
  CHECK(of_list("11369-6", medication("Influenza", of_mother))
            .tells("Vaccines, 1: it is about another person - Influenza – about: mother"));
}

TEST_CASE("FHIR: a subject with another name, number or birth date is somebody else") {
  const auto stays_out = [](const std::string& whose) {
    const auto one =
        import({{"a.json", bundle(about_ours("Condition", whose + R"(,"code":{"text":"Colic"})"))}}
        );
    CHECK(one.messages == "");
    return !one.has("Colic") && one.tells("it is about another person - Colic");
  };
  CHECK(stays_out(R"("subject":{"display":"Baby Boy Vega"})"));
  CHECK(stays_out(
      R"("contained":[{"resourceType":"Patient","id":"b","birthDate":"2026-07-01"}],"subject":{"reference":"#b"})"
  ));
  CHECK(stays_out(R"("subject":{"display":"Luis Paz"})"));
  CHECK_FALSE(stays_out(R"("subject":{"display":"VEGA, R."})"));
  CHECK_FALSE(stays_out(R"("subject":{"display":"self"})"));
  CHECK_FALSE(stays_out(R"("subject":{"display":"\u738b\u5927\u660e"})"));
  CHECK_FALSE(stays_out(R"("subject":{"display":"Rosa Vega"})"));
  CHECK_FALSE(stays_out(R"("subject":{"reference":"Patient/p","display":"Baby"})"));
  CHECK_FALSE(stays_out(
      R"("contained":[{"resourceType":"Patient","id":"b","birthDate":"1954-03-23"}],"subject":{"reference":"#b"})"
  ));
  std::string with_number = bundle(about_ours(
      "Condition",
      R"("subject":{"identifier":{"system":"urn:oid:1.2.3","value":"78"}},"code":{"text":"Colic"})"
  ));
  with_number.replace(
      with_number.find(R"("birthDate")"),
      0,
      R"("identifier":[{"system":"urn:oid:1.2.3","value":"77"}],)"
  );
  CHECK_FALSE(import({{"a.json", with_number}}).has("Colic"));
  with_number.replace(with_number.find(R"("value":"77")"), 12, R"("value":"78")");
  CHECK(import({{"a.json", with_number}}).has("Colic"));
}

TEST_CASE("FHIR: what was seen of a relative is told as theirs") {
  const auto one = import(
      {{"a.json",
        bundle(about_ours(
            "Observation",
            R"("subject":{"reference":"Patient/p"},"focus":[{"reference":"RelatedPerson/r"}],"code":{"text":"Fetal heart rate"})"
        ))}}
  );
  CHECK(one.tells("it is about another person - Fetal heart rate"));
}

TEST_CASE("FHIR: a nickname is taken as the person, and told") {
  const auto one = import(
      {{"a.json",
        bundle(
            about_ours("Condition", R"("subject":{"display":"Rosie Vega"},"code":{"text":"Gout"})")
        )}}
  );
  CHECK(one.has("<text>Gout</text>"));
  CHECK(
      one.tells("This record has your family name and another first name, and was taken as yours. "
                "If it is not, take it out of the draft: Gout")
  );
}

TEST_CASE("each record of a file that names nobody is to check beside files that do") {
  const std::string nobody =
      R"({"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Condition","code":{"text":"Gout"}}}]})";
  const std::string doubt =
      "It is from a file that does not say who it is about. If it is not yours, take it out "
      "of the draft.";
  const auto both = import({{"a.json", bundle("")}, {"b.json", nobody}});
  CHECK(both.tells(doubt));
  CHECK(both.has("basis=\"text\" checked=\"no\""));
  // Where no file names anybody that is told of all of them.
  CHECK_FALSE(import({{"b.json", nobody}}).tells(doubt));
  // What a file of the person has, too, is the person's.
  const std::string gout = R"({"resourceType":"Condition","code":{"text":"Gout"}})";
  CHECK_FALSE(import({{"a.json", bundle(gout)}, {"b.json", nobody}}).tells(doubt));
}
