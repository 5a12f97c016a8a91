// The text of a section is the witness of its entries: what it says otherwise, and what none of
// them has, is told.

#include "engine/chart/written_days.hpp"
#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

std::string days_said(std::string_view text) {
  std::string all;
  for (const auto day : engine::chart::days_in(text)) all += (all.empty() ? "" : " ") + day.iso();
  return all;
}

std::string from(const std::string& day) {
  return "<effectiveTime><low value=\"" + day + "\"/></effectiveTime>";
}

const std::string unlisted =
    "The text has this, and the list of problems does not. If it is yours, write it into the "
    "draft: ";
const std::string unread =
    "a line of the text in words that no entry beside it has; an entry may say the same in other "
    "words; read it yourself - ";

}  // namespace

TEST_CASE("days are read as people write them") {
  CHECK(days_said("Mar 18, 2013") == "2013-03-18");
  CHECK(days_said("Concern from June 16, 2013") == "2013-06-16");
  CHECK(days_said("03 Feb 2014 09:22am") == "2014-02-03");
  CHECK(days_said("March 3rd, 2014") == "2014-03-03");
  CHECK(days_said("3/31/2022 04:49 PM") == "2022-03-31");
  CHECK(days_said("2013-03-18 to 2014-01-02") == "2013-03-18 2014-01-02");
  CHECK(days_said("20070103") == "2007-01-03");
  CHECK(days_said("June 2013") == "2013-06");
  CHECK(days_said("05/2013") == "2013-05");
  CHECK(days_said("1998") == "1998");
  CHECK(days_said("18 de marzo de 2013") == "2013-03-18");
  CHECK(days_said("1 every 12 hours, 250 MG, 3/4") == "");
  CHECK(days_said("12/34/2013") == "");
}

TEST_CASE("a row that says another state or another beginning than its entry is told") {
  const auto got = witnessed(
      "10160-0",
      medication("Atenolol 25 MG", from("20120318")),
      table("Medication|Start Date|Status", {"Atenolol 25 MG|Mar 18, 2013|Completed"})
  );
  CHECK(got.has("<start>2012-03-18</start>"));
  CHECK(got.has("checked=\"no\""));
  CHECK(got.tells(
      "Medicines: Atenolol 25 MG - The text of the chart says: Start Date: Mar 18, 2013 - The "
      "text of the chart says: Status: Completed"
  ));
}

TEST_CASE("an amount of a medicine that stands in the text alone is told") {
  const auto dosed = [](const std::string& dosage) {
    return witnessed(
        "10160-0",
        medication("Aspirin 81 MG", "<doseQuantity value=\"2\"/>" + from("20260101")),
        table(
            "Medication|Dosage|Started|Ordered",
            {"Aspirin 81 MG|" + dosage + "|2026-01-01|7/8/2026"}
        )
    );
  };
  CHECK(
      dosed("162 MG").tells("Medicines: Aspirin 81 MG - The text of the chart says: Dosage: 162 MG")
  );
  CHECK_FALSE(dosed("2 tablets of 81 mg").has("checked=\"no\""));
}

TEST_CASE("a row that says the same is nothing to check") {
  const auto got = witnessed(
      "10160-0",
      medication("Atenolol 25 MG", from("20120318")),
      table(
          "Medication|Started|Last updated|Status",
          {"Atenolol 25 MG|March 2012|July 1, 2026|Active"}
      )
  );
  CHECK_FALSE(got.has("checked=\"no\""));
  CHECK(got.tells("Everything was read."));
}

TEST_CASE("the year of an operation in the text is told where its code has another") {
  const std::string operation =
      "<entry><procedure moodCode=\"EVN\"><code code=\"2\" "
      "displayName=\"Polypectomy\"/><effectiveTime "
      "value=\"20110215\"/></procedure></entry>";
  CHECK(witnessed("47519-4", operation, table("Procedure|Date", {"Polypectomy|1998"}))
            .tells("Operations and procedures: Polypectomy - The text of the chart says: Date: 1998"
            ));
  CHECK_FALSE(witnessed("47519-4", operation, table("Procedure|Date", {"Polypectomy|2011"}))
                  .has("checked=\"no\""));
}

TEST_CASE("a row to which the entry points is its row, though it has another name") {
  const std::string entry =
      problem("Asthma", "<text><reference value=\"#row\"/></text>" + from("20100101"));
  std::string text = table("Illness|Status", {"Trouble with breathing|Resolved", "Gout|Active"});
  text.replace(text.find("<tr><td>"), 8, "<tr ID=\"row\"><td>");
  CHECK(witnessed("11450-4", entry, text)
            .tells("Asthma - The text of the chart says: Status: Resolved"));
}

TEST_CASE("a row, an item and a paragraph that no entry has are told") {
  const auto got = witnessed(
      "11450-4",
      problem("Gout"),
      table("Illness|Status", {"Gout|Active", "Malignant disease|Active"}) +
          "<list><item>Implanted: nail</item><item>Gout of the toe</item></list>"
          "<paragraph>See also the letter</paragraph><content ID=\"c1\">Biliary stent, May 5, "
          "2013</content>"
  );
  for (const std::string_view line :
       {"Illness: Malignant disease · Status: Active",
        "Implanted: nail",
        "See also the letter",
        "Biliary stent, May 5, 2013"})
    CHECK(got.tells(unlisted + "List – " + std::string{line}));
  CHECK_FALSE(got.tells("- Gout of the toe"));
}

TEST_CASE("a line is told with what stands above it: a risk is no illness") {
  CHECK(
      witnessed(
          "75310-3",
          "<entry><act><entryRelationship><observation><templateId "
          "root=\"2.16.840.1.113883.10.20.22.4.4\"/><value xsi:type=\"CD\" code=\"1\" "
          "displayName=\"Pneumonia\"/></observation></entryRelationship></act></entry>",
          table("Risk|Status|Since", {"Malignant disease|Active|June 16, 2013"})
      )
          .tells(unread + "List – Risk: Malignant disease · Status: Active · Since: June 16, 2013")
  );
}

TEST_CASE("a word that stands beside every entry makes no line known") {
  const std::string active =
      "<entryRelationship><observation><code code=\"33999-4\"/><value xsi:type=\"CD\" "
      "code=\"55561003\" displayName=\"Active\"/></observation></entryRelationship>";
  CHECK(witnessed(
            "11450-4",
            problem("Gout", active),
            table("Illness|Status", {"Gout|Active", "Lupus|Active"})
  )
            .tells(unlisted + "List – Illness: Lupus · Status: Active"));
}

TEST_CASE("an amount that no entry has is told, though its name is known") {
  const std::string goal =
      "<entry><observation moodCode=\"GOL\"><author><assignedAuthor><assignedPerson><name>Ada "
      "Berg</name></assignedPerson></assignedAuthor></author><code code=\"1\" "
      "displayName=\"Pulse oximetry\"/><value xsi:type=\"PQ\" value=\"92\" unit=\"%\"/>"
      "</observation></entry>";
  const auto text = [&](const std::string& row) {
    return witnessed("18776-5", goal, table("Planned|How soon|Who", {row}));
  };
  CHECK(text("Pulse oximetry 95 %|1st, Normal priority|Ada Berg")
            .tells("Pulse oximetry: 92 % – the text says: Planned: Pulse oximetry 95 %"));
  CHECK_FALSE(text("Pulse oximetry 92 %|1st|Ada Berg").tells(unread));
  // Who it is of, and how soon, make no line known.
  CHECK(
      text("Wound care|1st, Normal priority|Ada Berg").tells(unread + "List – Planned: Wound care")
  );
}

TEST_CASE("a text without entries is told in its words, as far as half a page goes") {
  const std::string told = "She has been taking warfarin since then.";
  CHECK(witnessed("11348-0", "", "<paragraph>" + told + "</paragraph>")
            .tells("a text; read it yourself - List: " + told));
  std::string chapter = "Warfarin ";
  while (chapter.size() < 2000) chapter += "and more ";
  const auto cut = witnessed("8648-8", "", chapter);
  CHECK(cut.tells("a text; read it yourself - List: Warfarin and more"));
  CHECK(cut.tells("and …"));
  CHECK(cut.report.size() < 3000);
}

TEST_CASE("words beside a reference that leads to an empty place stand for it") {
  CHECK(witnessed(
            "18776-5",
            "<entry><act moodCode=\"INT\"><code code=\"1\"><originalText>Check-up<reference "
            "value=\"#e\"/></originalText></code></act></entry>",
            "<content ID=\"e\"/>"
  )
            .tells("nothing that has happened - Check-up"));
}

TEST_CASE("the words of a text that has no marks are told line by line, and labels are not") {
  const std::string referral =
      "<entry><act moodCode=\"INT\"><code code=\"1\" displayName=\"Patient "
      "referral\"/></act></entry>";
  CHECK(witnessed(
            "42349-1",
            referral,
            "<content>Request for help with weight.</content><content>Patient referral</content>"
  )
            .tells(unread + "List – Request for help with weight."));
  const auto plain = witnessed(
      "42349-1", referral, "Request for help<br/>Start date: 06/07/2013<br/>Status: Active<br/>Why:"
  );
  CHECK(plain.tells(unread + "List – Request for help "));
  CHECK_FALSE(plain.tells("06/07/2013"));
  CHECK_FALSE(plain.tells("Status: Active"));
}

TEST_CASE("words that an operation points to and that are another operation are no spelling of it"
) {
  const auto operation = [](const std::string& name, const std::string& code, const std::string& day
                         ) {
    return "<entry><procedure moodCode=\"EVN\"><code code=\"" + code +
           "\" codeSystem=\"1.2\" displayName=\"" + name +
           "\"><originalText><reference value=\"#p\"/></originalText></code><effectiveTime "
           "value=\"" +
           day + "\"/></procedure></entry>";
  };
  const auto got = witnessed(
      "47519-4",
      operation("Colonic polypectomy", "1", "20110101") +
          operation("Placement of stent", "2", "20130512"),
      "<content ID=\"p\">Colonic polypectomy</content>"
  );
  CHECK_FALSE(got.has("<alsoRecordedAs>Colonic polypectomy"));
  CHECK(got.tells(
      "Placement of stent - The chart points to words that are about something else: Colonic "
      "polypectomy"
  ));
}

TEST_CASE("the text of the payers tells who holds the plan, and a plan of another person stays out"
) {
  const auto plan = [](const std::string& covered) {
    return "<entry><act><entryRelationship><act><id extension=\"G1\"/><performer><templateId "
           "root=\"2.16.840.1.113883.10.20.22.4.87\"/><assignedEntity><telecom "
           "value=\"tel:+1(781)555-1515\"/>"
           "<representedOrganization><name>Good "
           "Health</name></representedOrganization></assignedEntity>"
           "</performer><participant typeCode=\"COV\"><participantRole><id "
           "extension=\"M7\"/><playingEntity>" +
           covered +
           "</playingEntity></participantRole></participant></act></entryRelationship></act></"
           "entry>";
  };
  const std::string text =
      table("Payer|Policy Holder|Policy Holder ID", {"Good Health|Patient's Mother|7"});
  const auto own =
      witnessed("48768-6", plan("<name><given>Rosa</given><family>Old</family></name>"), text);
  CHECK(own.has("<memberId>M7</memberId>"));
  CHECK(own.has("(781) 555-1515"));
  CHECK(own.tells("The text of the chart says about a plan: Policy Holder: Patient's Mother"));
  CHECK_FALSE(own.tells("another name for you"));
  const std::string frank = "<name><given>Frank</given><family>Everyman</family></name>";
  const auto named = witnessed("48768-6", plan(frank), "");
  CHECK(named.has("<memberId>M7</memberId>"));
  CHECK(named.tells("This plan has another name for you: Good Health – Frank Everyman"));
  const auto other = witnessed("48768-6", plan(frank + "<sdtc:birthTime value=\"19750501\"/>"), "");
  CHECK_FALSE(other.has("M7"));
  CHECK(
      other.tells("This plan covers another person, and was left out: Good Health – Frank Everyman")
  );
  CHECK(other.tells("Health plans: 1 found = 1 left out"));
  // A family has one name.
  const std::string leo = "<name><given>Leo</given><family>Vega</family></name>";
  CHECK(witnessed("48768-6", plan(leo), "").tells("another name for you: Good Health – Leo Vega"));
  const auto husband = witnessed("48768-6", plan(leo + "<sdtc:birthTime value=\"19580101\"/>"), "");
  CHECK_FALSE(husband.has("M7"));
  CHECK(husband.tells("This plan covers another person, and was left out: Good Health – Leo Vega"));
  const auto born = witnessed(
      "48768-6",
      plan("<name><given>Rosa</given><family>Vega</family></name>"
           "<sdtc:birthTime value=\"19580101\"/>"),
      ""
  );
  CHECK(born.has("<memberId>M7</memberId>"));
  CHECK(born.tells("This plan has another date of birth for you: Good Health – Rosa Vega"));
}

TEST_CASE("who pays the bills is somebody to call, and what a plan agreed to pay is told") {
  const auto got = witnessed(
      "48768-6",
      "<entry><act><entryRelationship><act><id extension=\"G1\"/><performer><templateId "
      "root=\"2.16.840.1.113883.10.20.22.4.87\"/"
      "><assignedEntity><representedOrganization><name>Good "
      "Health</name></representedOrganization></assignedEntity></performer><performer><templateId "
      "root=\"2.16.840.1.113883.10.20.22.4.88\"/><assignedEntity><telecom "
      "value=\"tel:+1(781)555-1515\"/><assignedPerson><name><given>Adam</given><family>Vega</"
      "family>"
      "</name></assignedPerson></assignedEntity></performer><entryRelationship><act><templateId "
      "root=\"2.16.840.1.113883.10.20.1.19\"/><entryRelationship><procedure "
      "moodCode=\"PRMS\"><code "
      "code=\"7\" displayName=\"Colonoscopy\"/></procedure></entryRelationship></act>"
      "</entryRelationship></act></entryRelationship></act></entry>",
      ""
  );
  CHECK(got.has("<contact relationship=\"pays the bills\""));
  CHECK(got.has("(781) 555-1515"));
  CHECK(got.tells("Plans and orders, 1: what your health plan has agreed to pay - Colonoscopy"));
}

TEST_CASE("a comment on an entry is told") {
  const std::string comment =
      "<entryRelationship><act><code code=\"48767-8\"/><text>Only with the blue "
      "inhaler</text></act></entryRelationship>";
  CHECK(witnessed("10160-0", medication("Zocor", comment), "")
            .tells("Medicines: Zocor - The chart has a comment: Only with the blue inhaler"));
}

TEST_CASE("a line of a list of allergies, medicines or problems that no entry has is to be checked"
) {
  const auto row = [](const std::string& words) {
    return "<table><tbody><tr><td>" + words + "</td><td>1 daily</td></tr></tbody></table>";
  };
  const auto list = [&](const std::string& loinc, const std::string& entry) {
    return import({{"a.xml", document(section(loinc, entry, row("Warfarin")))}});
  };
  const auto medicines = list("10160-0", medication("Zocor"));
  CHECK(medicines.tells(
      "The text has this, and the list of medicines does not. If it is yours, write it into the "
      "draft: List – Warfarin · 1 daily - a.xml"
  ));
  CHECK_FALSE(medicines.tells("read it yourself"));
  CHECK(list("48765-2", allergy("Latex"))
            .tells("The text has this, and the list of allergies does not"));
  CHECK(
      list("11450-4", problem("Gout")).tells("The text has this, and the list of problems does not")
  );
}
