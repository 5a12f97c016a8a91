// What a C-CDA says of a person that no list of the case holds is told in its words, and counted.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

Imported told_of(const std::string& sections) {
  return import({{"chart.xml", document(sections)}});
}

std::string observation(
    const std::string& label,
    const std::string& value,
    const std::string& day = "",
    const std::string& attributes = ""
) {
  return "<observation classCode=\"OBS\" moodCode=\"EVN\" " + attributes + "><code displayName=\"" +
         label + "\"/>" + (day.empty() ? "" : "<effectiveTime value=\"" + day + "\"/>") + value +
         "</observation>";
}

std::string coded(const std::string& name) {
  return "<value xsi:type=\"CD\" code=\"1\" displayName=\"" + name + "\"/>";
}

std::string device(const std::string& name, const std::string& original = "") {
  return "<participant typeCode=\"PRD\"><participantRole><playingDevice><code displayName=\"" +
         name + "\">" + (original.empty() ? "" : "<originalText>" + original + "</originalText>") +
         "</code></playingDevice></participantRole></participant>";
}

}  // namespace

TEST_CASE("an implant is one, with its day, and the operation that left something is an operation"
) {
  const auto supply = [](const std::string& mood, const std::string& what, const std::string& day) {
    return "<entry><supply moodCode=\"" + mood + "\"><effectiveTime><high value=\"" + day +
           "\"/></effectiveTime>" + what + "</supply></entry>";
  };
  const auto got = told_of(section(
      "46264-8",
      supply("EVN", device("Cardiac pacemaker, device (physical object)", "Pacer"), "20120703") +
          supply("INT", device("Walker"), "2012") +
          "<entry><procedure moodCode=\"EVN\"><code code=\"2\" "
          "displayName=\"Placement of stent\"/></procedure></entry>"
  ));
  CHECK(got.messages == "");
  CHECK(got.has("<name>Placement of stent</name>"));
  CHECK(
      got.has("  <device date=\"2012-07-03\" from=\"chart-1\" basis=\"coded\">\n    <name>Cardiac "
              "pacemaker</name>\n    <alsoRecordedAs>Pacer</alsoRecordedAs>\n  </device>")
  );
  CHECK(got.tells("Implants, devices and aids: 1 - Cardiac pacemaker · since July 3, 2012"));
  CHECK(got.tells("a plan or an order, and nothing that has happened - Walker"));
  CHECK(got.tells("Implants, devices and aids: 2 found = 1 taken + 1 left out"));
  CHECK(got.tells("Operations and procedures: 1 found = 1 taken"));
  CHECK(got.tells(
      "Operations and procedures: Placement of stent - The chart lists it among implants: it may "
      "have left something in your body. Tell each doctor, and say it before a scan."
  ));
}

TEST_CASE("a spelling that belongs to another implant is none of this one") {
  const auto supply = [](const std::string& code, const std::string& name) {
    std::string what = device(name, "Upper GI Prosthesis");
    what.insert(what.find("<code ") + 6, "code=\"" + code + "\" codeSystem=\"1.2\" ");
    return "<entry><supply moodCode=\"EVN\">" + what + "</supply></entry>";
  };
  const auto got = told_of(
      section("46264-8", supply("1", "Upper gastrointestinal prosthesis") + supply("2", "Cane"))
  );
  CHECK(got.has("<name>Cane</name>\n  </device>"));
  CHECK(got.has("<alsoRecordedAs>Upper GI Prosthesis</alsoRecordedAs>"));
  CHECK(
      got.tells("Implants, devices and aids: Cane - The chart points to words that are about "
                "something else: Upper GI Prosthesis")
  );
}

TEST_CASE("a device that an operation left in the body is told beside the operation") {
  const auto got = told_of(section(
      "47519-4",
      "<entry><procedure moodCode=\"EVN\"><code code=\"2\" displayName=\"Hip replacement\"/>" +
          device("Hip prosthesis") + "</procedure></entry>"
  ));
  CHECK(got.has("<name>Hip replacement</name>"));
  CHECK(
      got.tells("an operation was done with it, or left it in your body: ask which; carepacket has "
                "no place for it, so it is on no paper - Hip prosthesis")
  );
}

TEST_CASE("a wish about care is told in its words, and what is not wished is told as that") {
  const auto got = told_of(section(
      "42348-3",
      "<entry><organizer><component>" +
          observation("Resuscitation", coded("Not for resuscitation"), "20110219") +
          "</component><component>" +
          observation("Feeding", coded("Tube feeding"), "", "negationInd=\"true\"") +
          "</component></organizer></entry>"
  ));
  CHECK(got.tells(
      "Wishes about care, written down (advance directives), 1: carepacket has no place for it, so "
      "it is on no paper; bring a copy of what you signed - Resuscitation: Not for resuscitation "
      "(February 19, 2011)"
  ));
  CHECK(got.tells("the chart says that it is not so - Feeding: Tube feeding"));
  CHECK(got.tells("2 found = 1 not so, not done, or a mistake + 1 left out"));
}

TEST_CASE("who keeps what somebody signed, who has seen it and its file are told with it") {
  const auto who = [](const std::string& type, const std::string& given) {
    return "<participant typeCode=\"" + type + "\"><participantRole><playingEntity><name><given>" +
           given +
           "</given><family>Berg</family></name></playingEntity></participantRole>"
           "</participant>";
  };
  std::string said = observation("Resuscitation", coded("Not for resuscitation"));
  said.insert(
      said.rfind("</observation>"),
      who("CST", "Lena") + who("VRF", "Ada") +
          "<reference typeCode=\"REFR\"><externalDocument><text><reference "
          "value=\"wishes.pdf\"/></text></externalDocument></reference>"
  );
  const auto got = told_of(section("42348-3", "<entry>" + said + "</entry>"));
  CHECK(got.tells(
      "Resuscitation: Not for resuscitation – kept by Lena Berg – seen by Ada Berg – the file: "
      "wishes.pdf"
  ));
  // Who keeps a paper may be anybody; who has seen it gives care.
  CHECK(got.has("<contact relationship=\"keeps the advance directive\""));
  CHECK(got.tells("- Ada Berg"));
}

TEST_CASE("a habit in a plan of care is how somebody lives") {
  std::string smokes = observation("Tobacco use", coded("Smokes tobacco daily"));
  smokes.insert(smokes.find("<code"), "<templateId root=\"2.16.840.1.113883.10.20.22.4.85\"/>");
  const auto got = told_of(section(
      "75310-3",
      "<entry><act><entryRelationship typeCode=\"REFR\">" + smokes +
          "</entryRelationship></act></entry>"
  ));
  CHECK(got.tells("How you live, 1: carepacket has no place for it"));
  CHECK(got.tells("How you live: 1 found = 1 left out"));
  CHECK_FALSE(got.tells("Plans and orders"));
}

TEST_CASE("how somebody lives and what they can do is told in the words of the chart") {
  const auto got =
      of(section(
             "29762-2",
             "<entry>" + observation("Tobacco smoking status", coded("Ex-smoker")) +
                 "</entry><entry>" +
                 observation(
                     "Drinks per day", "<value xsi:type=\"PQ\" value=\"1\" unit=\"{drink}\"/>"
                 ) +
                 "</entry><entry>" +
                 observation("Belief", "<value xsi:type=\"ST\">No blood transfusions.</value>") +
                 "</entry>"
         ) +
         section("47420-5", "<entry>" + observation("", coded("Independent walking")) + "</entry>")
      );
  CHECK(got.tells("Tobacco smoking status: Ex-smoker"));
  CHECK(got.tells("Drinks per day: 1 drink"));
  CHECK(got.tells("Belief: No blood transfusions."));
  CHECK(got.tells(
      "How you are, and what you can do, 1: carepacket has no place for it, so it is on no paper; "
      "tell the doctor if it matters - Independent walking"
  ));
}

TEST_CASE("a problem of a plan of care is taken and asked about, and a risk is no problem") {
  const auto concern = [](const std::string& id, const std::string& name) {
    return "<entry><act><templateId root=\"2.16.840.1.113883.10.20.22.4." + id +
           "\"/><entryRelationship typeCode=\"REFR\"><observation><templateId "
           "root=\"2.16.840.1.113883.10.20.22.4.4\"/>" +
           coded(name) + "</observation></entryRelationship></act></entry>";
  };
  const auto got =
      told_of(section("75310-3", concern("132", "Pneumonia") + concern("136", "Falling")));
  CHECK(got.messages == "");
  CHECK(got.has("<text>Pneumonia</text>"));
  CHECK(got.tells("It stands in a plan of care, not in the list of problems."));
  CHECK_FALSE(got.has("Falling"));
  CHECK(
      got.tells("Plans and orders, 1: something that may come, and nothing that you have - Falling")
  );
}

TEST_CASE("a due date and a prognosis beside a problem are told, and stand in no case") {
  const auto beside = [](const std::string& inside) {
    return "<entryRelationship typeCode=\"REFR\">" + inside + "</entryRelationship>";
  };
  const auto got = told_of(section(
      "11450-4",
      problem(
          "Pregnancy",
          beside(
              observation("Delivery date Estimated", "<value xsi:type=\"TS\" value=\"20270319\"/>")
          ) + beside(observation("Prognosis", "<value xsi:type=\"ST\">Good</value>"))
      )
  ));
  CHECK(got.messages == "");
  CHECK(got.has("<text>Pregnancy</text>"));
  CHECK_FALSE(got.has("2027-03-19"));
  CHECK(got.tells(
      "Illnesses and health problems, 2: the chart says it beside a problem; carepacket has no "
      "place for it, so it is on no paper; ask your doctor about it - Delivery date Estimated: "
      "March 19, 2027 - Prognosis: Good"
  ));
  CHECK(got.tells("3 found = 1 taken + 2 left out"));
}

TEST_CASE("what is over in the text of a list alone stays, and is asked about") {
  const std::string rows =
      "<table><tbody><tr><td>Penicillin</td><td>Hives</td><td>Inactive</td></tr>"
      "<tr><td>Latex</td><td>Rash</td><td>Active</td></tr></tbody></table>";
  const auto got = told_of(section("48765-2", allergy("Penicillin") + allergy("Latex"), rows));
  CHECK(got.has("checked=\"no\">\n      <substance>Penicillin</substance>"));
  // Both have one code in this test, and so they are one.
  CHECK(got.tells(
      "Allergies: Penicillin - The text of the chart says: Hives - The text of the chart says: "
      "Inactive - The text of the chart says: Rash"
  ));
  CHECK_FALSE(got.tells("The text of the chart says: Active"));
  const auto problems = told_of(
      section("11450-4", problem("Gout"), "<table><tr><td>Gout</td><td>Resolved</td></tr></table>")
  );
  CHECK(problems.has("<problem status=\"unclear\""));
  CHECK(problems.tells("The text of the chart says: Resolved"));
}

TEST_CASE("a plan of care tells what was done and what is planned apart") {
  const auto part = [](const std::string& mood, const std::string& name) {
    return "<entryRelationship><act moodCode=\"" + mood + "\"><code displayName=\"" + name +
           "\"/></act></entryRelationship>";
  };
  const auto got = told_of(section(
      "62387-6",
      "<entry><act moodCode=\"EVN\">" + part("EVN", "Head of bed raised") +
          part("INT", "Oxygen by mask") + "</act></entry>"
  ));
  CHECK(got.tells("no paper uses it; it stays in your chart - Head of bed raised"));
  CHECK(got.tells("a plan or an order, and nothing that has happened - Oxygen by mask"));
}

TEST_CASE("a text that states something beside the code of a thing takes nothing away") {
  const auto words_at = [](const std::string& words) {
    return "<content ID=\"w\">" + words + "</content>";
  };
  const auto with_text = [](std::string entry) {
    const std::string end = "\"/></playingEntity>";
    const std::string of_medicine = "\"/></manufacturedMaterial>";
    for (const std::string& tail : {end, of_medicine}) {
      const auto at = entry.find(tail);
      if (at != entry.npos)
        entry.replace(at, 3, "\"><originalText><reference value=\"#w\"/></originalText></code>");
    }
    return entry;
  };
  const std::string penicillin = with_text(allergy("Penicillin"));
  for (const std::string words : {"Not on file", "No known allergies"}) {
    const auto got = told_of(section("48765-2", penicillin, words_at(words)));
    CHECK(got.has("<substance>Penicillin</substance>"));
    CHECK(got.tells("Allergies: Penicillin - The text of the chart says: " + words));
    CHECK_FALSE(got.has("<alsoRecordedAs>"));
  }
  const auto medicine =
      told_of(section("10160-0", with_text(medication("Ibuprofen")), words_at("Not on file")));
  CHECK(medicine.has("<medications status=\"listed\">"));
  CHECK(medicine.tells("Medicines: Ibuprofen - The text of the chart says: Not on file"));
  const auto coded = import(
      {{"a.json",
        bundle(
            R"({"resourceType":"AllergyIntolerance","code":{"text":"Not on file","coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"7980","display":"Penicillin G"}]}})"
        )}}
  );
  CHECK(coded.has("<substance>Penicillin G</substance>"));
  CHECK(coded.tells("Allergies: Penicillin G - The text of the chart says: Not on file"));
}

TEST_CASE("an illness whose end is still to come goes on") {
  const auto ends = [](const std::string& day, const std::string& inside = "") {
    return told_of(section(
        "11450-4",
        problem("Gout", "<effectiveTime><high value=\"" + day + "\"/></effectiveTime>" + inside)
    ));
  };
  const auto later = ends("20270601");
  CHECK(later.has("<problem status=\"active\""));
  CHECK_FALSE(later.has("<end>"));
  CHECK(later.tells(
      "Gout - The chart gives a last day for it that is still to come: June 1, 2027. Until then it "
      "goes on."
  ));
  CHECK(ends("20260601").has("<problem status=\"resolved\" from=\"chart-1\" basis=\"coded\">"));
  const std::string called_over =
      "<entryRelationship><observation><code code=\"33999-4\"/><value xsi:type=\"CD\" "
      "code=\"413322009\"/></observation></entryRelationship>";
  const auto over = ends("20270601", called_over);
  CHECK(over.has("<problem status=\"resolved\""));
  CHECK(over.tells("Gout - Its day is still to come: June 1, 2027."));
  const auto of_fhir = import(
      {{"a.json",
        bundle(
            R"({"resourceType":"Condition","code":{"text":"Gout"},"abatementDateTime":"2027-06-01"})"
        )}}
  );
  CHECK(of_fhir.has("<problem status=\"active\""));
}
