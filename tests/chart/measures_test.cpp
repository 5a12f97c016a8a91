// Numbers of a medicine are compared with numbers of their kind: a dose with a dose, a time with a
// time.

#include "engine/chart/measures.hpp"

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;
using engine::chart::Measure;

namespace {

std::string measured(std::string_view text) {
  constexpr std::string_view kinds[] = {"mass", "ml", "units", "meq", "%", "count", "time", "bare"};
  std::string all;
  for (const auto& one : engine::chart::measures_in(text)) {
    std::string number = std::to_string(one.amount);
    number.erase(number.find_last_not_of('0') + 1);
    if (number.ends_with('.')) number.pop_back();
    all += (all.empty() ? "" : ", ") + number + ' ' +
           std::string{kinds[static_cast<std::size_t>(one.kind)]} + (one.is_per ? "/" : "");
  }
  return all;
}

/// What came of a medicine of 2 mL each 4 to 6 hours with these cells in its row.
Imported noscapine(const std::string& headings, const std::string& cells) {
  return witnessed(
      "10160-0",
      medication(
          "Noscapine 3 MG/ML Oral Solution",
          "<effectiveTime xsi:type=\"PIVL_TS\"><period><low value=\"4\" unit=\"h\"/><high "
          "value=\"6\" unit=\"h\"/></period></effectiveTime><doseQuantity value=\"2\" "
          "unit=\"mL\"/>"
      ),
      table("Medication|" + headings, {"Noscapine 3 MG/ML Oral Solution|" + cells})
  );
}

/// What came of a medicine with this dose and period, and these cells in its row.
Imported warfarin(
    const std::string& dose,
    const std::string& hours,
    const std::string& headings,
    const std::string& cells
) {
  std::string text = table("Medication|" + headings, {"warfarin sodium 5 MG Oral Tablet|" + cells});
  text.replace(text.find("<tr><td>"), 8, "<tr ID=\"m\"><td>");
  return witnessed(
      "10160-0",
      medication(
          "warfarin sodium 5 MG Oral Tablet",
          "<text><reference value=\"#m\"/></text><effectiveTime xsi:type=\"PIVL_TS\"><period "
          "value=\"" +
              hours + "\" unit=\"h\"/></effectiveTime><doseQuantity " + dose + "/>"
      ),
      text
  );
}

const std::string one = "value=\"1\"";

}  // namespace

TEST_CASE("each number of a text is read with what it counts") {
  CHECK(measured("5 mg") == "5000 mass");
  CHECK(measured("1,000 MG") == "1000000 mass");
  CHECK(measured("0.09 MG/ACTUAT, 2 puffs q6 hours") == "90 mass/, 2 count, 6 time");
  CHECK(measured("3 ML insulin 100 UNT/ML") == "3 ml, 100 units/");
  CHECK(measured("40 [iU], 40 [USP'U], 40 U") == "40 units, 40 units, 40 units");
  CHECK(measured("1-2 tablets every 4 to 6 hours") == "1 count, 2 count, 4 time, 6 time");
  CHECK(measured("q4-6h prn") == "4 time, 6 time");
  CHECK(measured("1 (one) tab(s), half a tablet, 1 1/2 tabs") == "1 count, 0.5 count, 1.5 count");
  CHECK(measured("Take 2 three times a day") == "2 count, 3 time");
  CHECK(measured("1 every 12 hours Orally") == "1 count, 12 time");
  CHECK(measured("lisinopril 20 mg/12.5 mg") == "20000 mass, 12500 mass");
  CHECK(measured("2 tablets/day, 2 a day, 250 mg/5 mL") == "2 count, 2 bare, 250000 mass/");
  CHECK(measured("8:30, 7 am, vitamin B12, 3/31/2022, 2013-07-03") == "8 time, 7 time");
  CHECK(measured("").empty());
}

TEST_CASE("the hours between two doses are no dose") {
  for (const std::string amount : {"6 mL", "4 mL", "6 mg (2 mL)"}) {
    const auto got = noscapine("Instructions|Dosage", "every 4 to 6 hours prn|" + amount);
    CHECK(got.has("checked=\"no\""));
    CHECK(got.tells("The text of the chart says: Dosage: " + amount));
  }
  CHECK_FALSE(noscapine("Instructions|Dosage", "every 4 to 6 hours prn|2 mL").has("checked=\"no\"")
  );
}

TEST_CASE("the strength of a medicine is no dose where the dose is in its unit") {
  const auto insulin = [](const std::string& dosage) {
    return witnessed(
        "10160-0",
        medication(
            "3 ML insulin glargine 100 UNT/ML", "<doseQuantity value=\"40\" unit=\"[IU]\"/>"
        ),
        table("Medication|Dosage", {"3 ML insulin glargine 100 UNT/ML|" + dosage})
    );
  };
  CHECK(insulin("100 units").tells("The text of the chart says: Dosage: 100 units"));
  CHECK_FALSE(insulin("40 units").has("checked=\"no\""));
}

TEST_CASE("the number of tablets is compared with the dose, and not with their strength") {
  CHECK(warfarin(one, "24", "Dosage", "5 tablets")
            .tells("The text of the chart says: Dosage: 5 tablets"));
  CHECK(warfarin("value=\"5\"", "12", "Dosage|Frequency", "1 tablet|every 12 hours")
            .tells("The text of the chart says: Dosage: 1 tablet"));
  CHECK_FALSE(warfarin(one, "24", "Dosage", "1 tablet").has("checked=\"no\""));
  CHECK_FALSE(warfarin(one, "24", "Dosage|Strength", "1 tablet|5 mg").has("checked=\"no\""));
}

TEST_CASE("how often the text says is compared with how often the entry does") {
  CHECK(warfarin("value=\"2\"", "12", "Frequency", "every 2 hours")
            .tells("The text of the chart says: Frequency: every 2 hours"));
  CHECK(warfarin(one, "24", "Frequency", "twice daily")
            .tells("The text of the chart says: Frequency: twice daily"));
  CHECK_FALSE(warfarin(one, "24", "Frequency", "once a day, in the morning").has("checked=\"no\""));
}

TEST_CASE("directions with another number of tablets than the dose are told") {
  const auto got = warfarin(one, "24", "Instructions", "take 5 tablets daily");
  CHECK(got.has("checked=\"no\""));
  CHECK(got.tells(
      "The words of the chart and its numbers are not the same: take 5 tablets daily / 1 (unit not "
      "stated)."
  ));
  CHECK_FALSE(warfarin(one, "24", "Instructions", "take 1 tablet daily").has("checked=\"no\""));
}

TEST_CASE(
    "a second line of a medicine with another amount is told, and one that says the same is not"
) {
  const auto with_line = [](const std::string& line) {
    return witnessed(
        "10160-0",
        medication_of("1", "Aspirin 81 MG") + medication_of("2", "Tylenol 325 MG"),
        table("Medication|Sig", {"Aspirin 81 MG|", "Tylenol 325 MG|", line})
    );
  };
  const std::string told =
      "The text has this, and the list of medicines does not. If it is yours, write it into the "
      "draft: List – Medication: Aspirin · Sig: take 325 mg daily";
  CHECK(with_line("Aspirin|take 325 mg daily").tells(told));
  CHECK_FALSE(with_line("Aspirin|take 81 mg").tells("The text has this"));
}

TEST_CASE("a number of tablets that makes the dose is the dose") {
  const auto omeprazole = [](const std::string& dosage) {
    return witnessed(
        "10160-0",
        medication("omeprazole 20 MG Oral Capsule", "<doseQuantity value=\"20\" unit=\"mg\"/>"),
        table("Medication|Dosage", {"omeprazole 20 MG Oral Capsule|" + dosage})
    );
  };
  CHECK_FALSE(omeprazole("1 capsule (20 mg)").has("checked=\"no\""));
  CHECK(omeprazole("2 capsules").has("checked=\"no\""));
}

TEST_CASE("beside very many medicines of one name a further line is told without comparing it") {
  constexpr int many = 21;
  std::string entries;
  for (int i = 1; i <= many; ++i)
    entries += medication_of(std::to_string(i), "Aspirin " + std::to_string(i) + " MG");
  CHECK(witnessed(
            "10160-0", entries, table("Medication|Sig", {"Aspirin|take 5 mg", "Aspirin|take 6 mg"})
  )
            .tells("The text has this, and the list of medicines does not."));
}
