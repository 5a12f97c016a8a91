// What stands around a line of a list's text, or over all of it, and says that it is over.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;

namespace {

const std::string both = medication("Ibuprofen 600 MG") + medication_of("6", "Warfarin 5 MG");

/// A table of both medicines, with rows before, between and behind theirs.
std::string around(
    const std::string& before, const std::string& between = "", const std::string& behind = ""
) {
  const std::string body = before + "<tr><td>Ibuprofen 600 MG</td><td>Active</td></tr>" + between +
                           "<tr><td>Warfarin 5 MG</td><td>Active</td></tr>" + behind;
  return "<table><thead><tr><th>Medication</th><th>Status</th></tr></thead><tbody>" + body +
         "</tbody></table>";
}

std::string wide(const std::string& words) {
  return "<tr><td colspan=\"2\">" + words + "</td></tr>";
}

Imported medicines(const std::string& text) {
  return witnessed("10160-0", both, text);
}

/// How many medicines a draft does not call taken now, and wants checked.
int unclear(const Imported& got) {
  const std::string mark =
      "<medication status=\"unclear\" from=\"chart-1\" basis=\"coded\" checked=\"no\"";
  int count = 0;
  for (auto at = got.draft.find(mark); at != std::string::npos; at = got.draft.find(mark, at + 1))
    ++count;
  return count;
}

std::string titled(std::string chart, const std::string& title) {
  const std::string plain = "<title>List</title>";
  return chart.replace(chart.find(plain), plain.size(), "<title>" + title + "</title>");
}

}  // namespace

TEST_CASE("a title that says over leaves all below it unclear") {
  const auto with_title =
      [](const std::string& title, const std::string& loinc, const std::string& of) {
        return import({{"a.xml", document(titled(section(loinc, of, ""), title))}});
      };
  const auto stopped = with_title("Discontinued Medications", "10160-0", both);
  CHECK(unclear(stopped) == 2);
  CHECK(stopped.tells("Warfarin 5 MG - The text of the chart says: Discontinued Medications"));
  CHECK(unclear(with_title("Past Medications", "10160-0", both)) == 2);
  CHECK(unclear(with_title("Active and Inactive Medications", "10160-0", both)) == 0);
  CHECK(with_title("Family History", "11450-4", problem("Gout")).has("status=\"unclear\""));
  CHECK(with_title("Past Medical History", "11450-4", problem("Gout")).has("status=\"active\""));
  CHECK(with_title("Inactive Allergies", "48765-2", allergy("Latex"))
            .tells("Latex - The text of the chart says: Inactive Allergies"));
}

TEST_CASE("a heading among the rows is of those below it") {
  CHECK(unclear(medicines(around(wide("Stopped medications")))) == 2);
  const auto lower = medicines(around("", "<tr><th colspan=\"2\">Stopped medications</th></tr>"));
  CHECK(unclear(lower) == 1);
  CHECK(lower.tells("Warfarin 5 MG - The text of the chart says: Stopped medications"));
  CHECK_FALSE(lower.tells("Ibuprofen 600 MG - The text"));
  CHECK(unclear(medicines(around(wide("Stopped"), wide("Active medications")))) == 1);
}

TEST_CASE("a note below a row or in it is of that row") {
  const auto below = medicines(around("", wide("Discontinued 1/5/2014 by Dr. Berg: bleeding")));
  CHECK(unclear(below) == 1);
  CHECK(below.tells(
      "Ibuprofen 600 MG - The text of the chart says: Discontinued 1/5/2014 by Dr. Berg: bleeding"
  ));
  CHECK_FALSE(below.tells("write it into the draft"));
  const auto advice = medicines(around("", wide("Note: stop before surgery 12/1/2026")));
  CHECK(unclear(advice) == 0);
  CHECK(advice.tells("Ibuprofen 600 MG - The text of the chart says: Note: stop before surgery"));
  std::string text = around("");
  const std::string cell = "Active</td></tr><tr><td>War";
  text.insert(text.find(cell) + 6, "<footnote>Patient stopped this on 1/5/2014</footnote>");
  const auto noted = medicines(text);
  CHECK(unclear(noted) == 1);
  CHECK(noted.tells("Ibuprofen 600 MG - The text of the chart says: Patient stopped this"));
}

TEST_CASE("a second row of a name to which no entry points, and that says stopped, is told") {
  const auto got =
      medicines(around("", "", "<tr><td>Ibuprofen 600 MG</td><td>Discontinued</td></tr>"));
  CHECK(unclear(got) == 1);
  CHECK(got.tells("Ibuprofen 600 MG - The text of the chart says: Ibuprofen 600 MG · Discontinued")
  );
  // Two courses, each an entry and a row.
  CHECK_FALSE(witnessed(
                  "10160-0",
                  medication("Ibuprofen 600 MG") +
                      medication("Ibuprofen 600 MG", "", "", "aborted"),
                  around("", "", "<tr><td>Ibuprofen 600 MG</td><td>Discontinued</td></tr>")
  )
                  .tells("Ibuprofen 600 MG · Discontinued"));
  std::string text = around("", "", "<tr><td>Ibuprofen 600 MG</td><td>Discontinued</td></tr>");
  text.insert(text.find("<tr><td>Ibu") + 3, " ID=\"one\"");
  const auto pointed = witnessed(
      "10160-0",
      medication("Ibuprofen 600 MG", "<text><reference value=\"#one\"/></text>") +
          medication_of("6", "Warfarin 5 MG"),
      text
  );
  CHECK(unclear(pointed) == 1);
  CHECK(pointed.tells("The text of the chart says: Ibuprofen 600 MG · Discontinued"));
}

TEST_CASE("a sentence that says stopped is of all, or of what it names, and never to be written in"
) {
  const auto all = medicines(
      around("") +
      "<paragraph>Patient stopped all medications in January "
      "2014.</paragraph>"
  );
  CHECK(unclear(all) == 2);
  CHECK_FALSE(all.tells("write it into the draft"));
  CHECK(
      unclear(medicines(
          "<list><item><caption>STOP taking these medications</caption></item></list>" + around("")
      )) == 2
  );
  // What stands over one of two tables is of that one.
  const auto lower = witnessed(
      "10160-0",
      both,
      table("Medication|Status", {"Ibuprofen 600 MG|Active"}) +
          "<paragraph>Stopped medications</paragraph>" +
          table("Medication|Status", {"Warfarin 5 MG|Active"})
  );
  CHECK(unclear(lower) == 1);
  CHECK(lower.tells("Warfarin 5 MG - The text of the chart says: Stopped medications"));
  const auto one = medicines(around("") + "<paragraph>Warfarin was stopped in 2014.</paragraph>");
  CHECK(unclear(one) == 1);
  CHECK(one.tells("Warfarin 5 MG - The text of the chart says: Warfarin was stopped in 2014."));
  const auto other = medicines(around("") + "<paragraph>Digoxin was stopped in 2014.</paragraph>");
  CHECK(unclear(other) == 0);
  CHECK(
      other.tells("The text says this beside a list, and nothing shows which of its entries is "
                  "meant. Ask: List "
                  "– Digoxin was stopped in 2014.")
  );
  CHECK_FALSE(other.tells("write it into the draft"));
  CHECK(witnessed(
            "11450-4",
            problem("Type 2 diabetes"),
            "<paragraph>Patient does not have diabetes.</paragraph>"
  )
            .has("status=\"unclear\""));
}

TEST_CASE("a state in a cell that is over or on hold leaves the entry unclear") {
  const auto with_state = [](const std::string& state) {
    return witnessed(
        "10160-0",
        medication("Ibuprofen 600 MG"),
        table("Medication|Status", {"Ibuprofen 600 MG|" + state})
    );
  };
  for (const std::string state : {"Inactive", "On hold", "Resolved 3/20/2014"}) {
    CHECK(unclear(with_state(state)) == 1);
    CHECK(with_state(state).tells("The text of the chart says: Status: " + state));
  }
  // What was struck out is not read.
  const auto struck = with_state(
      "<content revised=\"delete\">Active</content><content revised=\"insert\">Stopped</content>"
  );
  CHECK(struck.tells("The text of the chart says: Status: Stopped"));
  CHECK(unclear(struck) == 1);
}

TEST_CASE("a qualifier that says absent leaves the illness unclear") {
  CHECK(witnessed("11450-4", problem("Gout (Finding context: Known absent)"), "")
            .has("status=\"unclear\""));
}

TEST_CASE("a row that says unsuccessful of what was left out as such is no line of its own") {
  const auto got = witnessed(
      "47519-4",
      "<entry><procedure moodCode=\"EVN\" negationInd=\"true\"><code code=\"2\" "
      "displayName=\"Chest X-ray\"/></procedure></entry>",
      table("Procedure|Comment", {"Chest X-ray|Unsuccessful"})
  );
  CHECK(got.tells("Everything was read."));
}

TEST_CASE("a last day that only the text has is told") {
  const auto dated = [](const std::string& heading, const std::string& days) {
    return witnessed(
        "10160-0",
        medication("Ibuprofen 600 MG", "<effectiveTime><low value=\"20131218\"/></effectiveTime>"),
        table("Medication|" + heading, {"Ibuprofen 600 MG|" + days})
    );
  };
  const auto both_days = dated("Dates (start - stop)", "Dec-18-2013 - Jan-05-2014");
  CHECK(
      both_days.tells("The text of the chart says: Dates (start - stop): Dec-18-2013 - Jan-05-2014")
  );
  CHECK(both_days.has("status=\"unclear\""));
  CHECK(dated("Dates", "12/18/2013 - 01/05/2014").has("status=\"unclear\""));
  // A day after that of the chart is told, and has not come.
  CHECK(dated("Dates", "12/18/2013 - 01/05/2027").has("status=\"current\""));
  CHECK_FALSE(dated("Dates (start - stop)", "Dec-18-2013 - ").has("checked=\"no\""));
  CHECK(witnessed("48765-2", allergy("Latex"), table("Allergen|Dates", {"Latex|2006 - 2015"}))
            .tells("Latex - The text of the chart says: Dates: 2006 - 2015"));
}

TEST_CASE("a text that says none beside an entry is told") {
  const std::string none =
      "The text of a list says that there are none, and the list has some. Ask which is so: List "
      "– ";
  CHECK(witnessed("10160-0", both, "No current medications")
            .tells(none + "No current medications - chart.xml"));
  CHECK(witnessed("48765-2", allergy("Penicillin"), "<paragraph>No known allergies</paragraph>")
            .tells(none + "No known allergies"));
  CHECK_FALSE(witnessed("48765-2", allergy("Penicillin"), "No known food allergies").tells(none));
  CHECK_FALSE(witnessed("10160-0", both, "Not on file").tells(none));
}
