// What a C-CDA says around an entry: that it is not so, not sure, over, or what came of it; and
// whom a document is about.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

Imported of_section(const std::string& loinc, const std::string& entries) {
  return import({{"a.xml", document(section(loinc, entries))}});
}

std::string with(std::string all, const std::string& known, const std::string& in_its_place) {
  return all.replace(all.find(known), known.size(), in_its_place);
}

/// An observation in an entry, by the type of the relation, with a code, a name and a day.
std::string relation(
    const std::string& type,
    const std::string& inside,
    const std::string& name,
    const std::string& attributes = ""
) {
  return "<entryRelationship typeCode=\"" + type + "\"><observation " + attributes + ">" + inside +
         "<value xsi:type=\"CD\" code=\"77\" displayName=\"" + name +
         "\"/></observation></entryRelationship>";
}

std::string procedure(const std::string& inside) {
  return "<entry><procedure moodCode=\"EVN\"><code code=\"5\" "
         "codeSystem=\"2.16.840.1.113883.6.96\" displayName=\"Colonoscopy\"/><statusCode "
         "code=\"completed\"/>" +
         inside + "</procedure></entry>";
}

constexpr const char* effect = "<templateId root=\"2.16.840.1.113883.10.20.22.4.9\"/>";
constexpr const char* problem_of = "<templateId root=\"2.16.840.1.113883.10.20.22.4.4\"/>";

}  // namespace

TEST_CASE("a concern that is negated is none of what stands in it") {
  const auto gout =
      of_section("11450-4", with(problem("Gout"), "<act>", "<act negationInd=\"true\">"));
  CHECK_FALSE(gout.has("<problem"));
  CHECK(gout.tells("1 not so, not done, or a mistake"));
  CHECK(gout.tells("- Gout"));
  const auto latex =
      of_section("48765-2", with(allergy("Latex"), "<act>", "<act negationInd=\"true\">"));
  CHECK_FALSE(latex.has("<allergy"));
  CHECK(latex.tells("you are not allergic to it - Latex"));
}

TEST_CASE("a diagnosis that is not made yet is not confirmed") {
  const auto got = [](const std::string& inside) {
    return of_section("11450-4", problem("Gout", inside));
  };
  for (const std::string inside :
       {"<code code=\"148006\" displayName=\"Preliminary diagnosis\"/>",
        "<code code=\"x\" displayName=\"Suspected\"/>",
        "<uncertaintyCode code=\"UN\"/>"}) {
    CHECK(got(inside).has("basis=\"unconfirmed\""));
    CHECK(got(inside).tells("The chart says that it is not confirmed."));
  }
  CHECK(got("<code code=\"282291009\" displayName=\"Diagnosis\"/>").has("basis=\"coded\""));
}

TEST_CASE("what an operation brought about is told, and what it was for is kept") {
  const auto got = of_section(
      "47519-4",
      procedure(
          relation("COMP", problem_of, "Perforation") + relation("RSON", "", "Bleeding") +
          relation("COMP", problem_of, "Fever", "negationInd=\"true\"")
      )
  );
  CHECK(got.tells("The chart says that something went wrong: Perforation"));
  CHECK(got.tells("Colonoscopy · for Bleeding"));
  CHECK(got.tells("Colonoscopy · for Bleeding · not so: Fever"));
}

TEST_CASE("what a medicine or a vaccine caused is told with its day") {
  const std::string bleeding =
      relation("CAUS", std::string{effect} + "<effectiveTime value=\"20140105\"/>", "Bleeding");
  CHECK(of_section("10160-0", medication("Zocor", bleeding))
            .tells("The chart says that it caused: Bleeding (January 5, 2014)"));
  CHECK(of_section("11369-6", medication("Influenza vaccine", bleeding))
            .tells("Influenza vaccine – it caused: Bleeding (January 5, 2014)"));
}

TEST_CASE("the last day of a device is told") {
  const auto got = of_section(
      "46264-8",
      "<entry><supply moodCode=\"EVN\"><effectiveTime><low value=\"20120703\"/><high "
      "value=\"20130401\"/></effectiveTime><participant><participantRole><playingDevice><code "
      "code=\"1\" displayName=\"Pacemaker\"/></playingDevice></participantRole></participant>"
      "</supply></entry>"
  );
  CHECK(got.has("<device date=\"2012-07-03\""));
  CHECK(
      got.tells("The chart gives a last day for it: April 1, 2013. If you have it no more, take "
                "it out of the draft.")
  );
}

TEST_CASE("a document of two people is of nobody alone") {
  const auto target = [](const std::string& given, const std::string& born) {
    return "<recordTarget><patientRole><patient><name><given>" + given +
           "</given><family>Vega</family></name><birthTime value=\"" + born +
           "\"/></patient></patientRole></recordTarget>";
  };
  const auto two = import({{"a.xml", document("", target("Nora", "20130601"))}});
  CHECK(two.draft == "");
  CHECK(
      two.messages.find("error[E823]: these charts are of two people: 'Rosa Vega, 1954-03-23' "
                        "and 'Nora Vega, 2013-06-01'") != std::string::npos
  );
  const auto twice = import({{"a.xml", document("", target("Rosa", "19540323"))}});
  CHECK(twice.has("<given>Rosa</given>"));
}

TEST_CASE("the word that there are none has its chart, and is as old as it") {
  const std::string entry = allergy("Allergy to substance", "", "negationInd=\"true\"");
  const std::string old = with(
      document(section("48765-2", allergy("", "", "negationInd=\"true\""))),
      "20260710120000-0500",
      "20100103"
  );
  const auto got = import({{"a.xml", old}});
  CHECK(got.has("<allergies status=\"none\" scope=\"all\" from=\"chart-1\">"));
  CHECK(got.tells("This chart is more than a year old (January 3, 2010)."));
  // Of two that say it the newer one stands, in any order of the files.
  const std::string of_now = document(section("48765-2", allergy("", "", "negationInd=\"true\"")));
  const auto both = import({{"a.xml", old}, {"b.xml", of_now}});
  CHECK(both.has("<allergies status=\"none\" scope=\"all\" from=\"chart-2\">"));
  CHECK_FALSE(both.tells("This chart is more than a year old"));
  CHECK(import({{"b.xml", of_now}, {"a.xml", old}}
  ).has("<allergies status=\"none\" scope=\"all\" from=\"chart-1\">"));
}
