// A reference that leads to what several entries share, or to the row of another, tells nothing
// about an entry.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

const std::string two_rows =
    table("Medication|Sig", {"Ibuprofen 600 MG|take 1 tablet daily", "Warfarin 5 MG|on Mondays"});

std::string text_at(const std::string& id) {
  return "<text><reference value=\"#" + id + "\"/></text>";
}

/// The text with IDs for its table and its two rows.
std::string with_ids(const std::string& first, const std::string& second) {
  std::string text = two_rows;
  const auto set = [&](const std::string& mark, const std::string& id) {
    const auto at = text.find(mark);
    text.insert(at + mark.find('>'), " ID=\"" + id + "\"");
  };
  set("<table>", "all");
  set("<tr><td>Ibu", first);
  set("<tr><td>War", second);
  return text;
}

Imported pointing(
    const std::string& at_first, const std::string& at_second, const std::string& text
) {
  return witnessed(
      "10160-0",
      medication("Ibuprofen 600 MG", text_at(at_first)) +
          medication_of("6", "Warfarin 5 MG", text_at(at_second)),
      text
  );
}

const std::string shared =
    "Entries of a list share one text of the chart, and nothing was taken from it. Compare the "
    "draft "
    "with it: List";

}  // namespace

TEST_CASE("a row of its own gives the directions") {
  const auto got = pointing("one", "two", with_ids("one", "two"));
  CHECK(got.has("<instruction>take 1 tablet daily</instruction>"));
  CHECK_FALSE(got.tells(shared));
}

TEST_CASE("a reference to the whole table gives no directions, and is told once") {
  const auto got = pointing("all", "all", with_ids("one", "two"));
  CHECK_FALSE(got.has("<instruction>"));
  CHECK(got.tells(shared + " - chart.xml"));
  CHECK_FALSE(got.tells(shared + " - chart.xml - chart.xml"));
}

TEST_CASE("an ID that two rows have gives no directions, and is told") {
  const auto got = pointing("one", "one", with_ids("one", "one"));
  CHECK_FALSE(got.has("<instruction>"));
  CHECK(got.tells(shared));
}

TEST_CASE("a medicine that points to the row of another gets neither its directions nor its name") {
  const auto got = pointing("one", "one", with_ids("one", "two"));
  CHECK(got.has("<instruction>take 1 tablet daily</instruction>"));
  CHECK_FALSE(got.has("<alsoRecordedAs>Ibuprofen"));
  CHECK(got.tells(
      "Warfarin 5 MG - The chart points to words that are about something else: Ibuprofen 600 MG"
  ));
  CHECK(got.tells("The text of the chart says: Sig: on Mondays"));
  CHECK_FALSE(got.tells("take one of them out"));
}

TEST_CASE("two medicines of two codes are never to become one") {
  const auto got = witnessed(
      "10160-0",
      medication("Ibuprofen Forte 600 MG", "<text>Ibuprofen 600 MG</text>") +
          medication_of("6", "Ibuprofen 600 MG"),
      ""
  );
  CHECK(got.tells(
      "Another entry has the same name, or nearly, and another code: Ibuprofen 600 MG. They may be "
      "two things. Ask."
  ));
  CHECK_FALSE(got.tells("take one of them out"));
}
