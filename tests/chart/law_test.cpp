// A law: whatever an entry of a chart holds that says something stands in the draft or in the
// report. What is not told is listed here, and why.

#include "engine/base/fold.hpp"
#include "engine/chart/draft.hpp"
#include "engine/chart/wording.hpp"
#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace tests::chart;

namespace {

namespace xml = engine::xml;

std::string_view local(std::string_view name) {
  return name.substr(name.find(':') + 1);
}

std::string attribute(const xml::Element& element, std::string_view name) {
  for (const auto& one : element.attributes()) {
    if (local(one.name) == name) return std::string{engine::trimmed(one.value)};
  }
  return {};
}

/// Not told: numbers for computers, who wrote an entry and when (they are among the people), the
/// sex of a relative whose name says it.
bool is_left_alone(std::string_view name) {
  constexpr std::string_view all[] = {
      "templateId",
      "id",
      "author",
      "informant",
      "statusCode",
      "administrativeGenderCode",
      "languageCode",
      "seperatableInd",
      "reference"};
  return std::ranges::find(all, name) != std::end(all);
}

/// Not told: what a statement is to a computer, where its value says what it is (an allergy to a
/// drug, a finding), and the containers of others (a concern, a list, a comment).
bool is_label(const xml::Element& code) {
  constexpr std::string_view containers[] = {
      "CONC",
      "48765-2",
      "48768-6",
      "10160-0",
      "75311-1",
      "11535-2",
      "48767-8",
      "ASSERTION",
      "171044003",
      "362956003",
      "412307009"};
  const auto& nodes = code.tree().nodes;
  const xml::Element around{code.tree(), nodes[code.index()].parent};
  bool has_value = false;
  around.for_each_child([&](const xml::Element& child) {
    has_value = has_value || local(child.name()) == "value";
  });
  const bool is_kind_of_allergy =
      local(code.name()) == "value" &&
      (engine::contains_but_case(attribute(code, "displayName"), "allergy to") ||
       engine::contains_but_case(attribute(code, "displayName"), "propensity") ||
       engine::contains_but_case(attribute(code, "displayName"), "intolerance to"));
  return (local(code.name()) == "code" && has_value) || is_kind_of_allergy ||
         std::ranges::find(containers, attribute(code, "code")) != std::end(containers);
}

struct Law {
  std::string told;  ///< folded
  std::string flat;
  std::vector<std::string> missing;

  void look(const xml::Element& element) {
    const std::string_view name = local(element.name());
    if (is_left_alone(name)) return;
    std::string words = engine::chart::tidy(attribute(element, "displayName"));
    for (const std::string_view end : {" route of administration"}) {
      if (engine::lowered(words).ends_with(end)) words.erase(words.size() - end.size());
    }
    if (!words.empty() && !is_label(element) && !has_words(words))
      missing.push_back(std::string{name} + ": " + words);
    const std::string value = attribute(element, "value");
    if (!value.empty() && !has_value(value)) missing.push_back(std::string{name} + ": " + value);
    element.for_each_child([&](const xml::Element& child) { look(child); });
  }

  bool has_words(const std::string& words) const {
    // In any order: "Left ankle" is told as the place behind a name.
    return std::ranges::all_of(engine::words_of(words), [&](std::string_view word) {
      return told.find(engine::folded(word)) != std::string::npos;
    });
  }
  bool has_value(const std::string& value) const {
    if (value.find(':') != std::string::npos) {  // a phone, or an address
      const auto telecom = engine::chart::telecom_in(value);
      return !telecom || told.find(engine::folded(telecom->value)) != std::string::npos;
    }
    if (flat.find(value) != std::string::npos) return true;
    const auto day = engine::chart::date_in(value);
    if (!day) return false;
    return flat.find(day->iso()) != std::string::npos ||
           flat.find(engine::chart::day_in_words(words(), "en", *day)) != std::string::npos;
  }
};

std::string all_missing(const std::string& chart) {
  const auto got = import({{"chart.xml", chart}});
  engine::Diagnostics out;
  const engine::Source source{"chart.xml", chart, engine::Source::Holds::patient_data};
  const auto tree = xml::parse(source, {}, out);
  REQUIRE(tree);
  Law law{engine::folded(got.draft + got.report), got.draft, {}};
  for (const char c : got.report) {
    const bool is_blank = c == ' ' || c == '\n';
    if (!is_blank || law.flat.back() != ' ') law.flat += is_blank ? ' ' : c;
  }
  for (std::uint32_t i = 0; i < tree->nodes.size(); ++i) {
    if (!tree->nodes[i].is_text() && local(tree->nodes[i].name) == "entry")
      law.look(xml::Element{*tree, i});
  }
  std::string all;
  for (const std::string& one : law.missing) all += one + '\n';
  return all;
}

/// One entry of each kind, with all that may stand in it.
std::string everything() {
  const std::string who =
      "<performer><assignedEntity><addr><streetAddressLine>1004 Oak "
      "Drive</streetAddressLine><city>Troy</city></addr><telecom value=\"tel:+1(937)555-5004\"/>"
      "</assignedEntity></performer>";
  const std::string doctor =
      "<performer><assignedEntity><assignedPerson><name><given>Henry</given><family>Seven</family>"
      "</name></assignedPerson></assignedEntity></performer>";
  const std::string preference =
      "<entryRelationship typeCode=\"REFR\"><observation><templateId "
      "root=\"2.16.840.1.113883.10.20.22.4.143\"/><code code=\"225773000\" "
      "displayName=\"Preference\"/><effectiveTime value=\"20130615\"/><priorityCode "
      "displayName=\"Third\"/><value xsi:type=\"CD\" code=\"394848005\" displayName=\"Normal "
      "priority\"/></observation></entryRelationship>";
  const std::string product =
      "<manufacturedProduct><manufacturedMaterial><code code=\"88\" codeSystem=\"1.2\" "
      "displayName=\"influenza vaccine, injectable\"><translation code=\"111\" codeSystem=\"1.3\" "
      "displayName=\"influenza vaccine, live, for intranasal use\"/></code><lotNumberText>lot 7A"
      "</lotNumberText></manufacturedMaterial><manufacturerOrganization><name>Immuno Works</name>"
      "</manufacturerOrganization></manufacturedProduct>";
  const std::string concern =
      "<code code=\"CONC\" displayName=\"Concern\"/><statusCode code=\"active\"/><effectiveTime>"
      "<low value=\"20130706\"/></effectiveTime>";
  const std::string problems =
      "<entry><act>" + concern +
      "<entryRelationship typeCode=\"SUBJ\"><observation><templateId "
      "root=\"2.16.840.1.113883.10.20.22.4.4\"/><effectiveTime><low value=\"20000703\"/>"
      "</effectiveTime><value xsi:type=\"CD\" code=\"1\" displayName=\"Gout\"/><targetSiteCode "
      "displayName=\"Ankle\"/><entryRelationship typeCode=\"REFR\"><observation><code code=\"75\" "
      "displayName=\"Prognosis\"/><effectiveTime value=\"20130606\"/><value xsi:type=\"CD\" "
      "displayName=\"Guarded\"/></observation></entryRelationship></observation>"
      "</entryRelationship></act></entry>";
  const std::string medicines =
      "<entry><substanceAdministration moodCode=\"EVN\"><statusCode "
      "code=\"active\"/><effectiveTime "
      "xsi:type=\"IVL_TS\"><low value=\"20130103\"/></effectiveTime><routeCode "
      "displayName=\"Oral Route of Administration\"/><consumable>" +
      product + "</consumable>" + who +
      "<entryRelationship typeCode=\"REFR\"><supply moodCode=\"INT\"><repeatNumber value=\"4\"/>"
      "<quantity value=\"75\"/></supply></entryRelationship></substanceAdministration></entry>";
  const std::string vaccines =
      "<entry><substanceAdministration moodCode=\"EVN\"><effectiveTime value=\"20121101\"/>"
      "<routeCode displayName=\"Intramuscular Route of Administration\"/><doseQuantity "
      "value=\"50\" "
      "unit=\"ug\"/><consumable>" +
      product + "</consumable>" + doctor + "</substanceAdministration></entry>";
  const std::string procedures =
      "<entry><procedure moodCode=\"EVN\"><code code=\"2\" displayName=\"Placement of stent\"/>"
      "<statusCode code=\"completed\"/><effectiveTime value=\"20130512\"/><priorityCode "
      "displayName=\"callback results\"/><methodCode displayName=\"Percutaneous\"/>" +
      who +
      "<participant typeCode=\"LOC\"><participantRole><code displayName=\"Medical Ward\"/>"
      "<playingEntity><name>East Wing</name></playingEntity></participantRole></participant>"
      "</procedure></entry>";
  const std::string plans =
      "<entry><substanceAdministration moodCode=\"INT\"><effectiveTime "
      "value=\"20130620\"/><routeCode "
      "displayName=\"Intramuscular injection\"/><consumable>" +
      product + "</consumable>" + doctor + preference +
      "</substanceAdministration></entry><entry><supply moodCode=\"INT\"><repeatNumber "
      "value=\"1\"/>"
      "<quantity value=\"3\"/><product><manufacturedProduct><manufacturedMaterial><code code=\"3\" "
      "displayName=\"albuterol\"/></manufacturedMaterial></manufacturedProduct></product></supply>"
      "</entry><entry><act moodCode=\"INT\"><code code=\"4\" displayName=\"Wound care\"/>" +
      preference + "</act></entry>";
  const std::string results =
      "<entry><organizer><code displayName=\"Blood count\"/><effectiveTime value=\"20130311\"/>"
      "<component><observation><code displayName=\"Platelets\"/><statusCode code=\"completed\"/>"
      "<effectiveTime value=\"20130312\"/><value xsi:type=\"PQ\" value=\"123\" unit=\"10*9/L\"/>"
      "<interpretationCode displayName=\"below low threshold\"/><referenceRange><observationRange>"
      "<value xsi:type=\"IVL_PQ\"><low value=\"150\"/><high value=\"350\"/></value>"
      "</observationRange></referenceRange></observation></component></organizer></entry>";
  const std::string family =
      "<entry><organizer><subject><relatedSubject><code code=\"FTH\" displayName=\"Father\">"
      "<translation displayName=\"Biological father\"/></code><subject><birthTime value=\"1910\"/>"
      "</subject></relatedSubject></subject><component><observation><code code=\"64572001\" "
      "displayName=\"Disease\"/><effectiveTime value=\"1967\"/><value xsi:type=\"CD\" code=\"6\" "
      "displayName=\"Stroke\"/></observation></component></organizer></entry>";
  const std::string social =
      "<entry><observation><code displayName=\"Tobacco\"/><effectiveTime><low value=\"20090214\"/>"
      "<high value=\"20100431\"/></effectiveTime><value xsi:type=\"CD\" displayName=\"Smokes "
      "daily\"/></observation></entry>";
  const std::string devices =
      "<entry><organizer><effectiveTime><low "
      "value=\"20070103\"/></effectiveTime><component><supply "
      "moodCode=\"EVN\"><effectiveTime value=\"20120703\"/><participant typeCode=\"PRD\">"
      "<participantRole><playingDevice><code code=\"8\" displayName=\"Pacemaker\"/></playingDevice>"
      "<scopingEntity><desc>Heart Works</desc></scopingEntity></participantRole></participant>"
      "</supply></component></organizer></entry>";
  const std::string team =
      "<entry><organizer><component><act><effectiveTime><low value=\"20181008\"/></effectiveTime>" +
      doctor + "</act></component></organizer></entry>";
  return document(
      section("11450-4", problems) + section("10160-0", medicines) + section("11369-6", vaccines) +
      section("47519-4", procedures) + section("18776-5", plans) + section("30954-2", results) +
      section("10157-6", family) + section("29762-2", social) + section("46264-8", devices) +
      section("85847-2", team)
  );
}

}  // namespace

TEST_CASE("whatever an entry holds stands in the draft or in the report") {
  CHECK(all_missing(everything()) == "");
  CHECK(all_missing(tests::read(CAREPACKET_SOURCE_DIR "/samples/portal/health-summary.xml")) == "");
}

TEST_CASE("what stands beside a thing stands in its own line, also where one entry has several") {
  const auto got = import({{"chart.xml", everything()}});
  CHECK(got.tells(
      "Placement of stent · May 12, 2013 · how soon: callback results · Percutaneous · by "
      "1004 Oak Drive, Troy, (937) 555-5004 · at Medical Ward"
  ));
  CHECK(got.tells("albuterol – how many times in all: 1 – how many: 3"));
  CHECK(got.tells("Wound care – Normal priority (Third)"));
  CHECK(got.tells("Gout (Ankle) – goes on · since July 3, 2000 · in the list since July 6, 2013"));
  CHECK(got.tells("Prognosis: Guarded (June 6, 2013)"));
  CHECK(got.tells("Stroke – father · Biological father · born 1910 · dated 1967"));
  CHECK(
      got.tells("Smokes daily (February 14, 2009 – April 2010) – a day that cannot be read: "
                "20100431")
  );
  CHECK(got.tells("made by Immuno Works"));
  engine::chart::Options redacted;
  redacted.redact = true;
  const auto hidden = import({{"chart.xml", everything()}}, redacted);
  for (const std::string word : {"Immuno", "Oak Drive", "Guarded", "Third", "123"})
    CHECK_FALSE(hidden.tells(word));
}
