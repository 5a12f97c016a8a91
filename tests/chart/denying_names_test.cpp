// What an entry calls a thing, or says of its state, may deny it, or give it to somebody else.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

bool is_doubted(const Imported& got) {
  return got.has("checked=\"no\"") &&
         (got.tells("Its name says that") || got.tells("speak against it"));
}

Imported record(const std::string& type, const std::string& members) {
  return import({{"a.json", bundle("{\"resourceType\":\"" + type + "\"," + members + "}")}});
}

/// A status observation with that word, inside an entry.
std::string state(const std::string& words) {
  return "<entryRelationship typeCode=\"REFR\"><observation><code code=\"33999-4\" "
         "displayName=\"Status\"/><value xsi:type=\"CD\" displayName=\"" +
         words + "\"/></observation></entryRelationship>";
}

}  // namespace

TEST_CASE("an illness whose name denies it, doubts it or is of a relative is to check") {
  for (const std::string name :
       {"No breast cancer",
        "Not diabetic",
        "Never had seizures",
        "? lupus",
        "Mother: breast cancer",
        "Breast cancer (mother)",
        "Wife has hepatitis B",
        "Tinnitus resolved 2019"}) {
    INFO(name);
    const auto got = import({{"a.xml", document(section("11450-4", problem(name)))}});
    CHECK(is_doubted(got));
    CHECK_FALSE(got.has("<problem status=\"active\""));
  }
  CHECK_FALSE(is_doubted(import({{"a.xml", document(section("11450-4", problem("Nodule")))}})));
}

TEST_CASE("an allergy or a medicine whose name denies it is to check") {
  for (const std::string name :
       {"No penicillin allergy",
        "Not allergic to penicillin",
        "Penicillin - tolerated",
        "Penicillin (not a true allergy)",
        "Mother allergic to penicillin"}) {
    INFO(name);
    CHECK(is_doubted(import({{"a.xml", document(section("48765-2", allergy(name)))}})));
  }
  for (const std::string name :
       {"STOP warfarin",
        "Do not take warfarin",
        "Warfarin on hold",
        "Hold warfarin",
        "Patient refused warfarin",
        "Wife takes warfarin"}) {
    INFO(name);
    CHECK(is_doubted(import({{"a.xml", document(section("10160-0", medication(name)))}})));
  }
  CHECK(is_doubted(record("Procedure", R"("status":"completed","code":{"text":"No prior surgery"})")
  ));
}

TEST_CASE("a denial that stands in one of two names is seen, whichever is printed") {
  const auto illness = record(
      "Condition",
      R"("clinicalStatus":{"coding":[{"code":"active"}]},"code":{"text":"No diabetes","coding":[{"display":"Diabetes mellitus"}]})"
  );
  CHECK(is_doubted(illness));
  const auto allergic = record(
      "AllergyIntolerance",
      R"("clinicalStatus":{"coding":[{"code":"active"}]},"code":{"text":"Not allergic to peanut","coding":[{"display":"Peanut"}]})"
  );
  CHECK(is_doubted(allergic));
}

TEST_CASE("names of two illnesses or two medicines in one entry are told") {
  const auto two = [](const std::string& text, const std::string& coded) {
    return record(
        "Condition", R"("code":{"text":")" + text + R"(","coding":[{"display":")" + coded + "\"}]}"
    );
  };
  CHECK(two("Community acquired pneumonia", "Malignant neoplasm of stomach").tells("two names"));
  CHECK_FALSE(two("Lung cancer", "Adenocarcinoma of bronchus").tells("two names"));
  const auto medicines = [](const std::string& text, const std::string& coded) {
    return record(
        "MedicationRequest",
        R"("status":"active","intent":"order","medicationCodeableConcept":{"text":")" + text +
            R"(","coding":[{"display":")" + coded + "\"}]}"
    );
  };
  CHECK(medicines("insulin glargine", "insulin lispro").tells("of two medicines"));
  CHECK(medicines("metoprolol succinate 50 MG", "metoprolol tartrate 50 MG").tells("two medicines")
  );
  CHECK_FALSE(medicines("Lantus insulin", "insulin glargine").tells("of two medicines"));
}

TEST_CASE("a state in words that denies a thing leaves it unclear") {
  for (const std::string words : {"Ruled out", "Absent", "Known absent", "Suspected"}) {
    INFO(words);
    const std::string entry = problem("Angina", state(words));
    const auto got = import({{"a.xml", document(section("11450-4", entry))}});
    CHECK(is_doubted(got));
    CHECK(got.has("<problem status=\"unclear\""));
  }
  const std::string context =
      "<entryRelationship typeCode=\"REFR\"><observation><code code=\"408729009\" "
      "displayName=\"Finding context\"/><value xsi:type=\"CD\" displayName=\"Known absent\"/>"
      "</observation></entryRelationship>";
  CHECK(is_doubted(import({{"a.xml", document(section("11450-4", problem("Angina", context)))}})));
  for (const std::string words : {"Discontinued by patient", "Never taken"}) {
    INFO(words);
    const std::string entry = medication("Warfarin", state(words));
    CHECK(is_doubted(import({{"a.xml", document(section("10160-0", entry))}})));
  }
}

TEST_CASE("a word about the second of two illnesses of a concern is told at the second") {
  const std::string first = problem("Chest pain"), second = problem("Angina", state("Worse now"));
  const auto from = second.find("<entryRelationship typeCode=\"SUBJ\"");
  const std::string relation = second.substr(from, second.find("</act>") - from);
  std::string both = first;
  both.insert(both.find("</act>"), relation);
  const auto got = import({{"a.xml", document(section("11450-4", both))}});
  CHECK(got.tells("Angina – goes on · Worse now"));
  CHECK_FALSE(got.tells("Chest pain – goes on · Worse now"));
}

TEST_CASE("a word beside one of two findings is told at the one that has both its names") {
  const auto finding = [](const std::string& what, const std::string& found, const std::string& day
                       ) {
    return "<component><observation><code code=\"" + what + "\" displayName=\"" + what +
           "\"/><effectiveTime value=\"" + day + "\"/><value xsi:type=\"CD\" displayName=\"" +
           found + "\"/></observation></component>";
  };
  const auto got = witnessed(
      "47420-5",
      "<entry><organizer><code displayName=\"Self-care\"/>" +
          finding("Functional status", "Independent walking", "20130731") +
          finding("Bathing", "Independent", "200130311") + "</organizer></entry>",
      ""
  );
  CHECK(got.tells("Bathing: Independent – a day that cannot be read"));
  CHECK_FALSE(got.tells("walking (July 31, 2013) – a day that cannot be read"));
}

TEST_CASE("a thing that was called off is not worn") {
  const auto device = [](const std::string& status) {
    return import(
        {{"a.xml",
          document(section(
              "46264-8",
              "<entry><supply moodCode=\"EVN\"><statusCode code=\"" + status +
                  "\"/><participant typeCode=\"PRD\"><participantRole><playingDevice><code "
                  "code=\"8\" displayName=\"Pacemaker\"/></playingDevice></participantRole>"
                  "</participant></supply></entry>"
          ))}}
    );
  };
  CHECK(device("completed").has("<device"));
  CHECK_FALSE(device("cancelled").has("<device"));
  CHECK(device("cancelled").tells("it was not done"));
  CHECK_FALSE(device("aborted").has("<device"));
}

TEST_CASE("a record whose subject is called a relative is of somebody else") {
  for (const std::string who :
       {"Brother of patient", "Mother of Rosa Vega", "Rosa Vega's brother", "donor"}) {
    INFO(who);
    const auto got =
        record("Condition", R"("subject":{"display":")" + who + R"("},"code":{"text":"Melanoma"})");
    CHECK_FALSE(got.has("Melanoma"));
    CHECK(got.tells("it is about another person"));
  }
}

TEST_CASE("a row of the text is of an entry by the name of its thing alone") {
  const auto allergies = witnessed(
      "48765-2",
      allergy(
          "codeine",
          "<entryRelationship typeCode=\"MFST\"><observation><value xsi:type=\"CD\" code=\"7\" "
          "displayName=\"Wheezing\"/></observation></entryRelationship>"
      ),
      table("Substance|Reaction", {"codeine|Wheezing", "Latex|Wheezing"})
  );
  CHECK(allergies.tells("the list of allergies does not. If it is yours"));
  CHECK(allergies.tells("Substance: Latex"));
  CHECK_FALSE(allergies.tells("Substance: codeine"));
  const auto medicines = witnessed(
      "10160-0",
      medication("Atenolol 25 MG", "<text>1 daily</text>"),
      table("Medication|Directions", {"Warfarin 5 MG|1 daily", "Atenolol 25 MG|1 daily"})
  );
  CHECK(medicines.tells("the list of medicines does not"));
  CHECK(medicines.tells("Medication: Warfarin 5 MG"));
}

TEST_CASE("an entry that there are none, beside a text that lists something, is none") {
  const std::string none = allergy("", "", "negationInd=\"true\"");
  const auto listed =
      witnessed("48765-2", none, table("Substance|Reaction", {"Penicillin|Anaphylaxis"}));
  CHECK(listed.has("<substance>Penicillin</substance>"));
  CHECK_FALSE(listed.has("status=\"none\""));
  CHECK(listed.tells("A list says that there are none, and the text beside it has something"));
  const auto except = witnessed("48765-2", none, "No known allergies except penicillin");
  CHECK_FALSE(except.has("status=\"none\""));
  CHECK(except.tells("except penicillin"));
  CHECK(witnessed("48765-2", none, "No known allergies").has("status=\"none\""));
}

TEST_CASE("what the codes deny and the text lists is to check") {
  const std::string denied = allergy("Penicillin", "", "negationInd=\"true\"");
  const auto listed =
      witnessed("48765-2", denied, table("Substance|Reaction", {"Penicillin|Anaphylaxis"}));
  CHECK(listed.tells("The codes of the chart say that this is not so, and its text lists it"));
  const auto agreed =
      witnessed("48765-2", denied, table("Substance|Reaction", {"Penicillin|Not allergic"}));
  CHECK_FALSE(agreed.tells("and its text lists it"));
}

TEST_CASE("a line of the text with another beginning, or that denies an illness, is to check") {
  const auto gout = [](const std::string& line) {
    const std::string entry =
        problem("Gouty arthritis", "<effectiveTime><low value=\"20000703\"/></effectiveTime>");
    return witnessed("11450-4", entry, "<list><item>" + line + "</item></list>");
  };
  CHECK(gout("Gouty arthritis (onset July 3, 2010)").has("checked=\"no\""));
  CHECK_FALSE(gout("Gouty arthritis (onset July 3, 2000)").has("checked=\"no\""));
  CHECK(gout("No gouty arthritis").tells("The text says this beside a list"));
  // Also of a line that is joined to no entry by its name.
  CHECK(gout("Arthritis, gouty (onset July 3, 2010)").tells("onset July 3, 2010"));
}

TEST_CASE(
    "an allergy to drugs at large names no thing, and one that is inactive may be less than over"
) {
  CHECK(record(
            "AllergyIntolerance",
            R"("code":{"text":"Drug allergy","coding":[{"display":"Allergy to drug"}]})"
  )
            .has("checked=\"no\""));
  const std::string inactive =
      "<entryRelationship typeCode=\"REFR\"><observation><code code=\"33999-4\"/><value "
      "xsi:type=\"CD\" code=\"73425007\" displayName=\"Inactive\"/></observation>"
      "</entryRelationship>";
  const auto got = import({{"a.xml", document(section("48765-2", allergy("codeine", inactive)))}});
  CHECK(got.tells("Its word for that: Inactive"));
}

TEST_CASE("a thing whose own entry was called off is unclear") {
  std::string entry = problem("Angina", "<statusCode code=\"cancelled\"/>");
  const auto got = import({{"a.xml", document(section("11450-4", entry))}});
  CHECK(got.has("<problem status=\"unclear\""));
  CHECK(got.tells("Its word for that: cancelled"));
}

TEST_CASE("a reaction that one name calls anaphylaxis, and the other does not, is told") {
  const auto got = witnessed(
      "48765-2",
      allergy(
          "codeine",
          "<entryRelationship typeCode=\"MFST\"><observation><value xsi:type=\"CD\" code=\"7\" "
          "displayName=\"Rash\"><originalText>Anaphylaxis</originalText></value></observation>"
          "</entryRelationship>"
      ),
      ""
  );
  CHECK(got.has("checked=\"no\""));
  CHECK(got.tells("The text of the chart says: Anaphylaxis"));
}

TEST_CASE("a result that is about a relative is none of the person's") {
  const auto got = record(
      "Observation",
      R"("status":"final","code":{"text":"BRCA1"},"focus":[{"display":"Mother"}],"valueString":"Positive")"
  );
  CHECK(got.tells("it is about another person"));
  CHECK_FALSE(got.tells("BRCA1: Positive"));
}

TEST_CASE("an implant of the text alone, or that the text denies, is to check") {
  const auto implants = [](const std::string& lines) {
    return witnessed(
        "46264-8",
        "<entry><supply moodCode=\"EVN\"><participant typeCode=\"PRD\"><participantRole>"
        "<playingDevice><code code=\"8\" displayName=\"Cardiac pacemaker\"/></playingDevice>"
        "</participantRole></participant></supply></entry>",
        "<list>" + lines + "</list>"
    );
  };
  CHECK(implants("<item>Aneurysm clip, 1990</item>").tells("implants and devices does not say it"));
  CHECK(implants("<item>Cardiac pacemaker, removed 2013</item>").has("checked=\"no\""));
  CHECK_FALSE(implants("<item>Cardiac pacemaker</item>").tells("does not say it"));
}

TEST_CASE("a measurement of the text that no entry has is told") {
  const auto pressure = [](const std::string& value) {
    return witnessed(
        "8716-3",
        "<entry><organizer><component><observation><code displayName=\"Systolic\"/><value "
        "xsi:type=\"PQ\" value=\"132\" unit=\"mm[Hg]\"/></observation></component>"
        "<component><observation><code displayName=\"Diastolic\"/><value xsi:type=\"PQ\" "
        "value=\"88\" unit=\"mm[Hg]\"/></observation></component></organizer></entry>",
        table("Sign|Value", {"Blood pressure|" + value})
    );
  };
  CHECK(pressure("212/118").tells("212/118"));
  CHECK_FALSE(pressure("132/88").tells("132/88"));
}

TEST_CASE("a number of a goal in the text that no entry has is told") {
  const auto goal = [](const std::string& value) {
    return witnessed(
        "61146-7",
        "<entry><observation moodCode=\"GOL\"><code displayName=\"Pulse oximetry\"/><value "
        "xsi:type=\"PQ\" value=\"92\" unit=\"%\"/></observation></entry>",
        table("Goal|Value", {"Pulse oximetry|" + value})
    );
  };
  CHECK(goal("95%").tells("Value: 95%"));
  CHECK_FALSE(goal("92%").tells("Value: 92%"));
}

TEST_CASE("what was struck out of a text is no part of it") {
  const std::string row =
      "<table><tbody><tr><td ID=\"a\"><content revised=\"delete\">Latex</content> <content "
      "revised=\"insert\">Penicillin</content></td><td>Hives</td></tr></tbody></table>";
  CHECK_FALSE(witnessed("48765-2", "", row).has("Latex"));
  CHECK(witnessed("48765-2", "", row).has("<substance>Penicillin</substance>"));
  const auto all = witnessed(
      "48765-2",
      "",
      "<table><tbody><tr><td><content revised=\"delete\">Latex</content></td><td>Anaphylaxis"
      "</td></tr></tbody></table>"
  );
  CHECK_FALSE(all.has("<substance>"));
}

TEST_CASE("a result that the text has the other way round is told") {
  const auto test = [](const std::string& cell) {
    return witnessed(
        "30954-2",
        "<entry><organizer><component><observation><code displayName=\"Covid\"/><statusCode "
        "code=\"completed\"/><value xsi:type=\"CD\" displayName=\"Detected\"/><referenceRange>"
        "<observationRange><text>Not detected</text></observationRange></referenceRange>"
        "</observation></component></organizer></entry>",
        table("Test|Result|Reference range", {"Covid|" + cell + "|Not detected"})
    );
  };
  CHECK(test("Not detected").tells("the text says: Result: Not detected"));
  CHECK_FALSE(test("Detected").tells("the text says"));
}

TEST_CASE("a cell that says there are no allergies at all is told beside one") {
  const auto got = witnessed(
      "48765-2",
      allergy("codeine", "<text><reference value=\"#r\"/></text>"),
      "<table><tbody><tr ID=\"r\"><td>No known drug allergies</td><td>Hives</td></tr></tbody>"
      "</table>"
  );
  CHECK(got.tells("No known drug allergies"));
}
