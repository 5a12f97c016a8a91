// Two names of one entry that disagree are to be checked, and two that say the same are not.

#include "engine/chart/wording.hpp"
#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;
using engine::chart::may_be_two;
using engine::chart::Section;

TEST_CASE("names that disagree in a stage, a type or a letter may be of two") {
  const auto differ = [](std::string_view a, std::string_view b) {
    return may_be_two(Section::problems, a, b) && may_be_two(Section::problems, b, a);
  };
  CHECK(differ("Chronic kidney disease stage 2", "Stage 4 chronic kidney disease"));
  CHECK(differ("Type 2 diabetes mellitus", "Diabetes, type I"));
  CHECK(differ("Hepatitis B", "Chronic hepatitis C"));
  CHECK(differ("Third degree burn", "Second-degree burn"));
  CHECK(differ("Acute asthma", "Chronic asthma"));
  CHECK(differ("Hypothyroidism", "Hyperthyroidism"));
  CHECK(differ("Migraine with aura", "Migraine without aura"));
  CHECK(differ("Malignant neoplasm of colon", "Breast cancer"));
  CHECK(differ("Pancreatitis", "Hepatitis"));
}

TEST_CASE("names that say the same in other words are one") {
  const auto differ = [](std::string_view a, std::string_view b) {
    return may_be_two(Section::problems, a, b) || may_be_two(Section::problems, b, a);
  };
  CHECK_FALSE(differ("Type II diabetes mellitus", "Diabetes mellitus type 2"));
  CHECK_FALSE(differ("Chronic kidney disease stage 3", "CKD stage IIIb"));
  CHECK_FALSE(differ("Myocardial infarction", "Heart attack"));
  CHECK_FALSE(differ("Hypertension", "High blood pressure"));
  CHECK_FALSE(differ("Hyperlipidemia", "Dyslipidemia"));
  CHECK_FALSE(differ("Arthritis", "Osteoarthritis of hip"));
  CHECK_FALSE(differ("Acute on chronic heart failure", "Chronic congestive heart failure"));
  CHECK_FALSE(differ("Malignant neoplasm of cecum", "Colon cancer"));
  CHECK_FALSE(differ("Rectal hemorrhage", "Gastrointestinal bleeding"));
  CHECK_FALSE(differ("", ""));
}

TEST_CASE("operations, allergens and slow medicines are told apart by their names") {
  CHECK(may_be_two(Section::procedures, "Appendectomy", "Hysterectomy"));
  CHECK_FALSE(may_be_two(Section::procedures, "Laparoscopic appendectomy", "Appendicectomy"));
  CHECK_FALSE(may_be_two(Section::procedures, "Cholecystectomy", "Gallbladder removal"));
  CHECK(may_be_two(Section::allergies, "codeine", "Morphine"));
  CHECK_FALSE(may_be_two(Section::allergies, "penicillin G", "Penicillin"));
  CHECK(may_be_two(Section::medications, "Metformin 500 MG", "Metformin ER 500 MG"));
  CHECK_FALSE(may_be_two(Section::medications, "Metformin 500 MG Extended Release", "Metformin"));
}

TEST_CASE("a code and a text that disagree are to be checked") {
  const std::string entry =
      "<entry><act><statusCode code=\"active\"/><entryRelationship typeCode=\"SUBJ\"><observation>"
      "<templateId root=\"2.16.840.1.113883.10.20.22.4.4\"/><value xsi:type=\"CD\" "
      "code=\"431856006\" "
      "codeSystem=\"2.16.840.1.113883.6.96\" displayName=\"Chronic kidney disease stage 2\">"
      "<originalText>Stage 4 chronic kidney disease</originalText></value></observation>"
      "</entryRelationship></act></entry>";
  const auto got = import({{"chart.xml", document(section("11450-4", entry))}});
  CHECK(got.has("checked=\"no\""));
  CHECK(got.tells(
      "The chart has two names that may not mean the same. Ask which one is right. The other one: "
      "Stage 4 chronic kidney disease"
  ));
}

TEST_CASE("of an entry with hundreds of names none is lost, and the same one is not kept twice") {
  std::vector<Candidate> candidates;
  for (int i = 0; i < 300; ++i) {
    candidates.push_back({.text = "Name " + std::to_string(i)});
    candidates.push_back({.text = "NAME " + std::to_string(i)});
  }
  const Chosen chosen = choose(candidates, false, {});
  CHECK(chosen.name == "Name 0");
  CHECK(chosen.also.size() == 299);
}
