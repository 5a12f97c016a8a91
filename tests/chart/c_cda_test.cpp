// The rules by which a C-CDA is read: one trap each.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {
const std::string problems = "11450-4", medications = "10160-0", allergies = "48765-2";

std::string high(const std::string& day) {
  return "<effectiveTime><low value=\"20100101\"/><high value=\"" + day + "\"/></effectiveTime>";
}
Imported of(const std::string& sections) {
  return import({{"chart.xml", document(sections)}});
}
}  // namespace

TEST_CASE("the head of a chart is a person with a birth date that no time zone moves") {
  const auto got = of("");
  CHECK(got.messages == "");
  CHECK(got.has("<birthDate>1954-03-23</birthDate>"));
  CHECK(got.has("<given>Rosa</given>\n      <family>Vega</family>"));
  CHECK(got.has("<telecom system=\"phone\" use=\"home\">(937) 555-0142</telecom>"));
  CHECK(got.has("<identifier type=\"MR\" system=\"Elm Clinic\">77</identifier>"));
  CHECK(got.has("organization=\"Elm Clinic\" date=\"2026-07-10\""));
  CHECK(got.has("draft=\"yes\""));
}

TEST_CASE("a Social Security number is never taken, and told") {
  std::string chart = document("");
  const std::string id = "<id root=\"1.2.3\" extension=\"77\"/>";
  chart.replace(
      chart.find(id), id.size(), "<id root=\"2.16.840.1.113883.4.1\" extension=\"123456789\"/>"
  );
  const auto got = import({{"chart.xml", chart}});
  CHECK_FALSE(got.has("123456789"));
  CHECK(got.tells("Your Social Security number. carepacket never takes it."));
}

TEST_CASE("a negated problem is no problem") {
  const auto got =
      of(section(problems, problem("Diabetes", "", "negationInd=\"true\"") + problem("Gout")));
  CHECK_FALSE(got.has("Diabetes"));
  CHECK(got.has("<text>Gout</text>"));
  CHECK(got.tells(
      "Illnesses and health problems, 1: the chart says that you do not have it - Diabetes"
  ));
  CHECK(got.tells("2 found = 1 taken + 1 not so, not done, or a mistake"));
}

TEST_CASE("an entry that was nullified is a mistake, and out") {
  const auto got = of(section(problems, problem("Heart attack", "", "", "nullified")));
  CHECK_FALSE(got.has("Heart attack"));
  CHECK(got.tells("the chart says that it was entered by mistake - Heart attack"));
}

TEST_CASE("a problem with a last day is over, whatever its act says") {
  CHECK(of(section(problems, problem("Gout", high("20200301")))).has("<problem status=\"resolved\"")
  );
  CHECK(of(section(problems, problem("Gout"))).has("<problem status=\"active\""));
}

TEST_CASE("that nobody looks at a problem any more does not say that it is over") {
  const auto got = of(section(problems, problem("Asthma", "", "", "completed")));
  CHECK(got.has("<problem status=\"unclear\""));
  CHECK(got.tells(
      "Illnesses and health problems: Asthma - The chart does not say if it still goes on."
  ));
}

TEST_CASE("the status of a problem outweighs its act") {
  const std::string resolved =
      "<entryRelationship><observation><code code=\"33999-4\"/><value code=\"413322009\"/>"
      "</observation></entryRelationship>";
  CHECK(of(section(problems, problem("Gout", resolved))).has("<problem status=\"resolved\""));
}

TEST_CASE("no medicine is dropped for its status") {
  const auto got =
      of(section(medications, medication("Lisinopril 10 MG Oral Tablet", "", "", "completed")));
  CHECK(got.has("<medication status=\"unclear\""));
  CHECK(got.has("<name>Lisinopril 10 MG Oral Tablet</name>"));
  CHECK(got.tells("The chart does not say if it still goes on."));
}

TEST_CASE("a medicine that ended before the day of the chart is stopped") {
  const auto got = of(section(medications, medication("Lisinopril", high("20250101"))));
  CHECK(got.has("<medication status=\"stopped\""));
  CHECK(got.has("<end>2025-01-01</end>"));
}

TEST_CASE("an end before the beginning is told, and neither day is taken") {
  const auto got = of(section(medications, medication("Lisinopril", high("20090101"))));
  CHECK_FALSE(got.has("<start>"));
  CHECK_FALSE(got.has("<end>"));
  CHECK(got.tells("The chart has an end before the beginning: January 1, 2010 – January 1, 2009."));
}

TEST_CASE("the direction is taken as it is written, and no dose is computed") {
  const std::string text =
      "<table><tbody><tr><td ID=\"name\">Lisinopril</td><td ID=\"sig\">Take one tablet every "
      "day</td></tr></tbody></table>";
  const auto got = of(section(
      medications,
      medication(
          "Lisinopril 10 MG Oral Tablet",
          "<text><reference value=\"#sig\"/></text><doseQuantity value=\"1\"/>"
      ),
      text
  ));
  CHECK(got.has("<instruction>Take one tablet every day</instruction>"));
  CHECK(got.has("<dose>1 (unit not stated)</dose>"));
}

TEST_CASE("a row that names the medicine is no direction") {
  const std::string text =
      "<table><tbody><tr ID=\"row\"><td>Lisinopril</td><td>Daily</td></tr></tbody></table>";
  const auto got = of(section(
      medications, medication("Lisinopril 10 MG", "<text><reference value=\"#row\"/></text>"), text
  ));
  CHECK_FALSE(got.has("<instruction>"));
}

TEST_CASE("a medicine that was refused is out, and named") {
  const auto got = of(section(medications, medication("Lisinopril", "", "negationInd=\"true\"")));
  CHECK_FALSE(got.has("Lisinopril"));
  CHECK(got.tells("the chart says that it is not taken - Lisinopril"));
}

TEST_CASE("a code without a name is kept, and asked about") {
  const auto got = of(section(medications, medication("Unknown")));
  CHECK(got.has("basis=\"unnamed\""));
  CHECK(got.has("<code system=\"RxNorm\">5</code>"));
  CHECK(got.tells("The chart has a code and no name. Ask what it is."));
}

TEST_CASE("the four ways to have no allergy in a chart stay apart") {
  const auto none = of(section(allergies, allergy("Unknown", "", "negationInd=\"true\"")));
  CHECK(none.has("<allergies status=\"none\" scope=\"all\" from=\"chart-1\">"));
  const auto no_drug =
      of(section(allergies, allergy("Unknown", "", "negationInd=\"true\"", "416098002")));
  CHECK(no_drug.has("<allergies status=\"none\" scope=\"drug\" from=\"chart-1\">"));
  const auto not_known = of(
      "<component><section nullFlavor=\"NI\"><code code=\"48765-2\"/><text/></section></component>"
  );
  CHECK(not_known.has("<allergies status=\"not-asked\">"));
  const auto missing = of("");
  CHECK_FALSE(missing.has("<allergies"));
  CHECK(
      missing.tells("The charts have no list of allergies. This does not mean that there are none.")
  );
}

TEST_CASE("not on file is no allergy, and no word that there is none") {
  const auto got = of(section(allergies, allergy("Not on File")));
  CHECK(got.has("<allergies status=\"not-asked\">"));
  CHECK_FALSE(got.has("<substance>"));
}

TEST_CASE("a substance somebody is not allergic to is out, and named") {
  const auto got = of(section(allergies, allergy("Peanut", "", "negationInd=\"true\"")));
  CHECK_FALSE(got.has("Peanut"));
  CHECK_FALSE(got.has("status=\"none\""));
  CHECK(got.tells("the chart says that you are not allergic to it - Peanut"));
}

TEST_CASE("an allergy that stands in the text alone is taken, and asked about") {
  const auto got = of(section(allergies, "", "<paragraph>PENICILLINS</paragraph>"));
  CHECK(got.has("<substance>PENICILLINS</substance>"));
  CHECK(got.has("basis=\"text\" checked=\"no\""));
  CHECK(got.tells("Allergies: PENICILLINS - It stands in the text of the chart, not in its list."));
}

TEST_CASE("a text that there is none is no allergy of that name") {
  const auto got = of(section(allergies, "", "No Known Drug Allergies"));
  CHECK(got.has("<allergies status=\"none\" scope=\"drug\" from=\"chart-1\">"));
  CHECK_FALSE(got.has("<substance>"));
  const auto one =
      of(section(allergies, "", "<list><item>No known penicillin allergy</item></list>"));
  CHECK_FALSE(one.has("status=\"none\""));
}

TEST_CASE("the reaction is not taken for the substance") {
  const std::string hives =
      "<entryRelationship typeCode=\"MFST\"><observation><value code=\"7\" displayName=\"Hives\"/>"
      "</observation></entryRelationship>";
  std::string entry = allergy("PLACE", hives);
  const std::string name = "displayName=\"PLACE\"/>";
  entry.replace(
      entry.find(name),
      name.size(),
      "><originalText>Hives</originalText><translation displayName=\"Penicillin\"/></code>"
  );
  const auto got = of(section(allergies, entry));
  CHECK(got.has("<substance>Penicillin</substance>"));
  CHECK(got.has("<reaction>Hives</reaction>"));
}

TEST_CASE("an end of an allergy may be the day of one reaction: it goes on") {
  const auto got = of(section(allergies, allergy("Penicillin", high("20100101"))));
  CHECK(got.has("<allergy status=\"active\""));
  CHECK(got.tells("The chart says that it goes on, and that it ended: January 1, 2010."));
}

TEST_CASE("prefixes, declared or not, change nothing") {
  std::string chart = document(section(problems, problem("Gout")));
  for (const std::string tag : {"<value ", "<act>", "</act>", "<section>", "</section>"}) {
    for (auto at = chart.find(tag); at != chart.npos; at = chart.find(tag, at + 8))
      chart.insert(at + (tag[1] == '/' ? 2 : 1), "cda:");
  }
  CHECK(import({{"chart.xml", chart}}).has("<text>Gout</text>"));
}

TEST_CASE("private matters are marked, and told") {
  const auto got = of(section(problems, problem("Bipolar disorder")));
  CHECK(got.has("sensitive=\"mental-health\""));
  CHECK(got.tells(
      "This is private. It is on no paper until you say so: on the page under Private things, "
      "or with include=\"yes\" beside it in the case."
  ));
}

TEST_CASE("two charts of one person become one, each fact once") {
  const std::string chart = document(section(problems, problem("Gout")));
  const auto got = import({{"a.xml", chart}, {"b.xml", chart + "\n"}});
  CHECK(got.draft.find("<text>Gout</text>") == got.draft.rfind("<text>Gout</text>"));
  CHECK(got.tells("Chart 2, Illnesses and health problems: 1 found = 1 said again"));
}

TEST_CASE("charts of two people are refused") {
  std::string other = document("");
  other.replace(other.find("Rosa"), 4, "Luis");
  other.replace(other.find("19540323"), 8, "19800101");
  const auto got = import({{"a.xml", document("")}, {"b.xml", other}});
  CHECK(got.draft == "");
  CHECK(
      got.messages ==
      "carepacket: error[E823]: these charts are of two people: 'Rosa Vega, 1954-03-23' and 'Luis "
      "Vega, 1980-01-01'\n"
      "   = hint: give the charts of one person at a time: the first is in 'a.xml', the second in "
      "'b.xml'\n"
      "   = hint: for many people put what each has into a folder or a zip, and give the folder of "
      "all with --each\n"
  );
}

TEST_CASE("a redacted report holds nothing of a chart") {
  engine::chart::Options options;
  options.redact = true;
  const auto got = import(
      {{"vega.xml",
        document(section(problems, problem("Gout") + problem("Asthma", "", "", "completed")))}},
      options
  );
  for (const std::string canary : {"Rosa", "Vega", "vega", "Gout", "Asthma", "Elm", "1954"}) {
    CAPTURE(canary);
    CHECK(got.report.find(canary) == std::string::npos);
    CHECK(got.html.find(canary) == std::string::npos);
  }
  CHECK(got.tells("2 found = 2 taken"));
}

TEST_CASE("the report is in Spanish where that is asked for") {
  engine::chart::Options options;
  options.language = "es";
  const auto got = import({{"chart.xml", document("")}}, options);
  CHECK(got.tells("Lo que carepacket leyó en sus expedientes"));
  CHECK(got.has("language=\"es\""));
}

TEST_CASE("a reference that leads nowhere does not swallow the words beside it") {
  const auto one = import(
      {{"a.xml",
        document(section(
            "10160-0",
            "<entry><substanceAdministration><text><reference value=\"#none\"/>Magic "
            "mouthwash</text>"
            "<statusCode code=\"active\"/><consumable><manufacturedProduct><manufacturedMaterial>"
            "<code nullFlavor=\"OTH\"/></manufacturedMaterial></manufacturedProduct></consumable>"
            "</substanceAdministration></entry>"
        ))}}
  );
  CHECK(one.has("basis=\"text\" checked=\"no\">\n      <name>Magic mouthwash</name>"));
  CHECK(one.tells("The chart has no name for it, but this text."));
}

TEST_CASE("directions of a row are taken where the entry points to it, and told where it does not"
) {
  const std::string table =
      "<table><thead><tr><th>Medication</th><th>Directions</th></tr></thead><tbody>"
      "<tr ID=\"m1\"><td>Proventil inhaler</td><td>2 puffs as needed for wheezing</td></tr>"
      "</tbody></table>";
  const auto pointed = import(
      {{"a.xml",
        document(section(
            "10160-0",
            medication("albuterol [Proventil]", "<text><reference value=\"#m1\"/></text>"),
            table
        ))}}
  );
  CHECK(pointed.has("<instruction>2 puffs as needed for wheezing</instruction>"));
  const auto beside =
      import({{"a.xml", document(section("10160-0", medication("albuterol [Proventil]"), table))}});
  // Without it the dose would be read as a fixed one.
  CHECK(beside.has("<instruction>2 puffs as needed for wheezing</instruction>"));
  CHECK_FALSE(beside.tells("The text of the chart says: 2 puffs as needed for wheezing"));
  const auto fixed = import(
      {{"a.xml",
        document(section(
            "10160-0",
            medication("albuterol [Proventil]"),
            "<table><thead><tr><th>Medication</th><th>Directions</th></tr></thead><tbody>"
            "<tr><td>Proventil inhaler</td><td>2 puffs every day</td></tr></tbody></table>"
        ))}}
  );
  CHECK_FALSE(fixed.has("<instruction>"));
  CHECK(fixed.tells("The text of the chart says: 2 puffs every day"));
  // Two rows of one medicine: nobody knows which is meant.
  const auto two = import(
      {{"a.xml",
        document(section(
            "10160-0",
            medication("albuterol [Proventil]"),
            "<table><thead><tr><th>Medication</th><th>Directions</th></tr></thead><tbody>"
            "<tr><td>Proventil inhaler</td><td>take daily</td></tr>"
            "<tr><td>Proventil tablet</td><td>take twice</td></tr></tbody></table>"
        ))}}
  );
  CHECK_FALSE(two.tells("The text of the chart says"));
}

TEST_CASE("units of a dose are said where they stand, and as people say them") {
  const auto dose = [](const std::string& inside) {
    return import({{"a.xml", document(section("10160-0", medication("insulin", inside)))}});
  };
  CHECK(dose("<doseQuantity value=\"40\" unit=\"[IU]\"/>").has("<dose>40 units</dose>"));
  CHECK(dose("<doseQuantity value=\"2\"/><administrationUnitCode displayName=\"Puff\"/>")
            .has("<dose>2 puffs</dose>"));
}

TEST_CASE("an allergy has all its reactions, in the chart's words and the patient's") {
  const auto reaction = [](const std::string& name, const std::string& text) {
    return "<entryRelationship typeCode=\"MFST\"><observation><text>" + text +
           "</text><value code=\"3\" displayName=\"" + name +
           "\"/></observation></entryRelationship>";
  };
  std::string entry = allergy("epinephrine", reaction("Wheal", "Hives"));
  // A second one beside the allergy, with the severity of the whole.
  entry.insert(
      entry.find("</act>"),
      reaction("Tremor", "") +
          "<entryRelationship typeCode=\"SUBJ\"><observation><code code=\"SEV\"/><value "
          "code=\"24484000\"/></observation></entryRelationship>"
  );
  const auto one = import({{"a.xml", document(section("48765-2", entry))}});
  CHECK(one.has("<reaction>Wheal (Hives), Tremor</reaction>"));
  CHECK(one.has("<severity>severe</severity>"));
  // No word of a reaction is a name of the allergen.
  const auto hives = import(
      {{"a.xml",
        document(section(
            "48765-2",
            "<entry><act><entryRelationship typeCode=\"SUBJ\"><observation><participant "
            "typeCode=\"CSM\"><participantRole><playingEntity><code code=\"1191\" "
            "displayName=\"aspirin\">"
            "<originalText>Hives</originalText></code></playingEntity></participantRole></"
            "participant>" +
                reaction("Wheal", "Hives") + "</observation></entryRelationship></act></entry>"
        ))}}
  );
  CHECK(hives.has("<substance>aspirin</substance>\n      <reaction>Wheal (Hives)</reaction>"));
}

TEST_CASE("an examination has what it showed, and one that failed is told as failed") {
  const auto one = import(
      {{"a.xml",
        document(section(
            "47519-4",
            "<entry><observation moodCode=\"EVN\"><code code=\"1\" "
            "displayName=\"Electrocardiogram\"/>"
            "<statusCode code=\"completed\"/><value code=\"2\" "
            "displayName=\"Borderline\"/></observation>"
            "</entry><entry><procedure moodCode=\"EVN\"><code code=\"3\" displayName=\"Chest "
            "X-ray\"/>"
            "<statusCode code=\"completed\"/><entryRelationship><act><code "
            "code=\"103709008\"/></act>"
            "</entryRelationship></procedure></entry>"
        ))}}
  );
  CHECK(one.has("<name>Electrocardiogram: Borderline</name>"));
  CHECK(
      one.tells("Operations and procedures, 1: the chart says that it was tried and did not work "
                "- Chest X-ray")
  );
}

TEST_CASE("one medicine in two amounts has the other amount in the report") {
  const auto one = import(
      {{"a.xml",
        document(section(
            "10160-0",
            medication("azithromycin", "<doseQuantity value=\"2\"/>") +
                medication("azithromycin", "<doseQuantity value=\"1\"/>")
        ))}}
  );
  CHECK(one.tells("The chart also has another way to take it: "));
}

TEST_CASE("what was not done, and what nobody in the family has, is named and stays out") {
  const auto one = import(
      {{"a.xml",
        document(
            section(
                "47519-4",
                "<entry><procedure moodCode=\"EVN\" negationInd=\"true\"><code code=\"1\" "
                "displayName=\"Appendectomy\"/><statusCode code=\"completed\"/></procedure></entry>"
                "<entry><procedure moodCode=\"EVN\"><code code=\"2\" displayName=\"Bypass\"/>"
                "<statusCode code=\"nullified\"/></procedure></entry>"
            ) +
            section(
                "10157-6",
                "<entry><organizer><subject><relatedSubject><code displayName=\"Father\"/>"
                "</relatedSubject></subject><component><observation negationInd=\"true\"><value "
                "code=\"3\" "
                "displayName=\"Diabetes\"/></observation></component></organizer></entry>"
            )
        )}}
  );
  CHECK_FALSE(one.has("Appendectomy"));
  CHECK_FALSE(one.has("Bypass"));
  CHECK_FALSE(one.has("Diabetes"));
  CHECK(one.tells("Operations and procedures, 1: the chart says that it was not done - Appendectomy"
  ));
  CHECK(
      one.tells("Operations and procedures, 1: the chart says that it was entered by mistake - "
                "Bypass")
  );
  CHECK(one.tells("In the family, 1: the chart says that they do not have it - Diabetes"));
}

TEST_CASE("an allergy or a medicine that was entered by mistake is named and stays out") {
  std::string mistaken = allergy("Penicillin");
  mistaken.replace(mistaken.find("active"), 6, "nullified");
  const auto one = import(
      {{"a.xml",
        document(
            section("48765-2", mistaken) +
            section("10160-0", medication("warfarin", "", "", "nullified"))
        )}}
  );
  CHECK_FALSE(one.has("Penicillin"));
  CHECK_FALSE(one.has("warfarin"));
  CHECK(one.tells("Allergies, 1: the chart says that it was entered by mistake - Penicillin"));
  CHECK(one.tells("Medicines, 1: the chart says that it was entered by mistake - warfarin"));
}

TEST_CASE("a code that says that there is none says of what") {
  std::string entry = allergy("a substance");
  entry.replace(entry.find("code=\"9\""), 8, "code=\"409137002\"");
  CHECK(import({{"a.xml", document(section("48765-2", entry))}}
  ).has("<allergies status=\"none\" scope=\"drug\" from=\"chart-1\">"));
}

TEST_CASE("two strengths stand above all else that is to check") {
  const auto one = import(
      {{"a.xml",
        document(
            section("48765-2", "", "<list><item>PENICILLINS</item></list>") +
            section(
                "10160-0",
                medication("Zocor 10 MG Oral Tablet") +
                    "<entry><substanceAdministration moodCode=\"EVN\"><statusCode code=\"active\"/>"
                    "<consumable><manufacturedProduct><manufacturedMaterial><code code=\"6\" "
                    "codeSystem=\"2.16.840.1.113883.6.88\" displayName=\"Zocor 40 MG Oral "
                    "Tablet\"/>"
                    "</manufacturedMaterial></manufacturedProduct></consumable>"
                    "</substanceAdministration></entry>"
            )
        )}}
  );
  REQUIRE(
      one.tells("Medicines: Zocor 10 MG Oral Tablet - The chart has two "
                "strengths or amounts. The other one: Zocor 40 MG Oral Tablet")
  );
  CHECK(one.report.find("Zocor") < one.report.find("PENICILLINS"));
}

TEST_CASE("a text of many pages in a list is told by its beginning, and that there is more") {
  std::string pages;
  while (pages.size() < 1'000'000) pages += "The plan goes on as it was made before. ";
  const auto one = import(
      {{"a.xml",
        document(
            "<component><section><code code=\"11450-4\"/><text>" + pages + "</text>" +
            problem("Gout") + "</section></component>"
        )}}
  );
  CHECK(one.report.size() < 20'000);
  CHECK(one.tells("There is more of it: read it in the chart."));
}

TEST_CASE("a section that has neither a code nor a template is known by its title") {
  const auto titled = [](const std::string& title, const std::string& code = "") {
    return of(
        "<component><section>" + code + "<title>" + title + "</title><text>Penicillin</text>" +
        allergy("Penicillin") + "</section></component>"
    );
  };
  for (const std::string title : {"Allergies", "ALLERGIES:", "Allergies and Adverse Reactions"}) {
    const auto got = titled(title);
    CHECK(got.has("<substance>Penicillin</substance>"));
    CHECK_FALSE(got.tells("The charts have no list of allergies"));
  }
  // A code of a house of its own says no more than the title; one that others know says another
  // thing.
  CHECK(titled("Allergies", "<code code=\"ALG\" codeSystem=\"1.2.3\"/>").has("Penicillin</subst"));
  CHECK_FALSE(titled("Allergies", "<code code=\"51899-3\"/>").has("<substance>"));
}

TEST_CASE("a course that was over by the day of the chart is asked about") {
  const auto got = of(section(
      medications,
      medication(
          "amoxicillin",
          "<effectiveTime><low value=\"20250101\"/><width value=\"10\" unit=\"d\"/></effectiveTime>"
      )
  ));
  CHECK(got.has("<medication status=\"unclear\""));
  CHECK(got.tells("By the chart it was to be taken until January 10, 2025."));
}

TEST_CASE("a medicine that is taken again has its last days") {
  const auto got = of(section(
      medications,
      medication(
          "amoxicillin",
          "<effectiveTime><low value=\"20240101\"/><high value=\"20240201\"/></effectiveTime>"
          "<effectiveTime><low value=\"20250101\"/></effectiveTime>"
      )
  ));
  CHECK(got.has("<start>2025-01-01</start>"));
  CHECK_FALSE(got.has("<end>"));
}

TEST_CASE("times that are put together are all taken, and what they say besides is told") {
  const auto got = of(section(
      medications,
      medication(
          "amoxicillin",
          "<effectiveTime><comp><event code=\"ACM\"/></comp><comp><event code=\"HS\"/></comp>"
          "</effectiveTime>"
      )
  ));
  CHECK(got.has("before breakfast"));
  CHECK(got.has("at bedtime"));
  const auto more = of(section(
      medications,
      medication(
          "amoxicillin",
          "<effectiveTime alignment=\"DW\"><phase value=\"20250106\"/><period value=\"7\" "
          "unit=\"d\"/></effectiveTime><effectiveTime><event code=\"ACM\"/><offset><low "
          "value=\"-30\" unit=\"min\"/></offset></effectiveTime>"
      )
  ));
  CHECK(more.tells("The chart says more about when to take it: alignment DW"));
  CHECK(more.tells("The chart says more about when to take it: offset -30 min"));
}

TEST_CASE("what a medicine is not for is not its reason, and what was proposed is not taken yet") {
  const auto reason = [](const std::string& attributes) {
    return of(section(
        medications,
        medication(
            "amoxicillin",
            "<entryRelationship typeCode=\"RSON\"><observation " + attributes +
                "><value code=\"1\" "
                "displayName=\"Hypertension\"/></observation></entryRelationship>"
        )
    ));
  };
  CHECK(reason("").has("<reason>Hypertension</reason>"));
  const auto denied = reason("negationInd=\"true\"");
  CHECK_FALSE(denied.has("<reason>"));
  CHECK(denied.tells("The chart says that it is not for this: Hypertension"));
  std::string entry = medication("amoxicillin");
  entry.replace(entry.find("EVN"), 3, "PRP");
  const auto proposed = of(section(medications, entry));
  CHECK(proposed.has("<medication status=\"unclear\""));
  CHECK(proposed.tells("The chart says that it was proposed or asked for."));
}

TEST_CASE("the last month of what took several is said in words") {
  const auto got = of(section(
      "47519-4",
      "<entry><procedure moodCode=\"EVN\"><code code=\"1\" displayName=\"Chemotherapy\"/>"
      "<statusCode code=\"completed\"/><effectiveTime><low value=\"202402\"/><high "
      "value=\"202405\"/></effectiveTime></procedure></entry>"
  ));
  CHECK(got.tells("Chemotherapy · February 2024 · until May 2024"));
}
