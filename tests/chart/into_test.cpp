// Charts added to a case that somebody typed: what is empty is filled, what is new is added, and no
// word, comment or order of the case is changed.

#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

using namespace tests::chart;
using Catch::Contains;

namespace {

Imported import_into(
    const std::string& typed,
    const Files& files,
    const std::string& as_of = "",
    bool is_asked = false
) {
  const engine::Source source{"mine.xml", typed, engine::Source::Holds::patient_data};
  engine::chart::Options options;
  options.into = &source;
  options.is_asked = is_asked;
  if (!as_of.empty()) options.as_of = engine::parse_date(as_of);
  return import(files, options);
}

/// What is left of `after` when what stands in `before` is taken out, in its order; "changed" where
/// it does not stand there any more.
std::string added_to(const std::string& before, const std::string& after) {
  std::string added;
  std::size_t at = 0;
  for (const char c : after) {
    if (at < before.size() && before[at] == c)
      ++at;
    else
      added += c;
  }
  return at == before.size() ? added : "changed";
}

const std::string head = "<case id=\"mine\" version=\"1\">\n  <asOf>2026-11-20</asOf>\n";
const std::string vega =
    "  <patient>\n    <name><given>Rosa</given><family>Vega</family></name>\n"
    "    <birthDate>1954-03-23</birthDate>\n  </patient>\n";

std::string typed(const std::string& inside, const std::string& patient = vega) {
  return head + patient + inside + "</case>\n";
}

}  // namespace

TEST_CASE("every byte of a typed case stays where it is, in its order") {
  const std::string before =
      "<?xml version='1.0'?>\n<!-- mine > <medications> -->\n" +
      typed(
          "  <medications status='listed'> <!-- my <pills/> -->\n"
          "    <medication status=\"current\"><dose>1 g</dose><name>Metformin</name></medication>"
          " <!-- mornings -->\n"
          "  </medications>\n"
          "  <question>Why &amp; when? <!-- ask --></question>\n"
          "  <allergies status=\"listed\"><allergy><substance>Latex</substance></allergy>"
          "</allergies>\n"
      );
  const auto one = import_into(
      before,
      {{"a.xml",
        document(
            section("10160-0", medication("lisinopril 10 MG Oral Tablet")) +
            section("48765-2", allergy("Penicillin")) + section("11450-4", problem("Gout"))
        )}}
  );
  CHECK(one.messages == "");
  const std::string added = added_to(before, one.draft);
  CHECK_THAT(added, Contains("lisinopril 10 MG Oral Tablet"));
  CHECK_THAT(
      one.draft,
      Contains("\n    <allergy status=\"active\" from=\"chart-1\" basis=\"coded\">\n      "
               "<substance>Penicillin</substance>")
  );
  CHECK_THAT(added, Contains("<text>Gout</text>"));
  // A comment stays behind what it was written to, on its line.
  CHECK(one.has("</medication> <!-- mornings -->\n    <medication status=\"current\" from="));
}

TEST_CASE("a word that a list may not have of itself stays for `check` to tell") {
  const std::string before = typed(
      "  <medications status='lisued'><medication><name>Iron</name></medication>"
      "</medications>\n"
  );
  const auto one = import_into(
      before, {{"a.xml", document(section("10160-0", medication("lisinopril 10 MG Oral Tablet")))}}
  );
  CHECK_THAT(added_to(before, one.draft), Contains("lisinopril 10 MG Oral Tablet"));
}

TEST_CASE("what is empty is filled, in the words of the chart") {
  const auto one = import_into(
      typed(
          "  <medications status=\"___\">\n"
          "    <medication><name>lisinopril 10 MG Oral Tablet</name><dose>___</dose></medication>\n"
          "  </medications>\n",
          "  <patient>\n    <name><given>___</given><family>___</family></name>\n"
          "    <birthDate/>\n    <telecom system=\"phone\">___</telecom>\n  </patient>\n"
      ),
      {{"a.xml",
        document(section(
            "10160-0",
            medication(
                "lisinopril 10 MG Oral Tablet", "<doseQuantity value=\"1\" unit=\"tablet\"/>"
            )
        ))}}
  );
  CHECK(one.has("<name><given>Rosa</given><family>Vega</family></name>"));
  CHECK(one.has("<birthDate>1954-03-23</birthDate>"));
  CHECK(one.has("<telecom system=\"phone\">(937) 555-0142</telecom>"));
  CHECK(
      one.has("<medication status=\"current\"><name>lisinopril 10 MG Oral Tablet</name>"
              "<dose>1 tablet</dose></medication>")
  );
  CHECK(one.tells("Written where your case said nothing"));
  CHECK(one.tells("Medicines: lisinopril 10 MG Oral Tablet, how to take it: 1 tablet"));
}

TEST_CASE("what differs stays as it was typed, and both are told") {
  const std::string before = typed(
      "  <medications status=\"listed\">\n"
      "    <medication status=\"stopped\"><name>Lisinopril 10 mg</name>"
      "<dose>half a tablet</dose></medication>\n  </medications>\n"
      "  <allergies status=\"listed\">\n"
      "    <allergy><substance>Penicillin</substance><reaction>Rash</reaction></allergy>\n"
      "  </allergies>\n",
      "  <patient>\n    <name><given>Rosa</given><given>Maria</given><family>Vega</family></name>\n"
      "    <birthDate>1954</birthDate>\n"
      "    <address><line>9 Oak St</line><city>Dayton</city></address>\n  </patient>\n"
  );
  const auto one = import_into(
      before,
      {{"a.xml",
        document(
            section(
                "10160-0",
                medication("Lisinopril 10 MG", "<doseQuantity value=\"1\" unit=\"tablet\"/>")
            ) +
            section(
                "48765-2",
                allergy(
                    "Penicillin",
                    "<entryRelationship typeCode=\"MFST\"><observation><value code=\"3\" "
                    "displayName=\"Hives\"/></observation></entryRelationship>"
                )
            )
        )}}
  );
  CHECK(added_to(before, one.draft) != "changed");
  CHECK_THAT(one.draft, !Contains("Hives") && !Contains("1 tablet") && !Contains("5 Elm St"));
  CHECK(
      one.tells("People and offices, your name - the chart says: Rosa Vega - you wrote: Rosa "
                "Maria Vega")
  );
  CHECK(
      one.tells("People and offices, the address - the chart says: 5 Elm St, Dayton, OH, 45402 - "
                "you wrote: 9 Oak St, Dayton")
  );
  CHECK(
      one.tells("Medicines: Lisinopril 10 mg, whether it goes on - the chart says: taken now - "
                "you wrote: stopped")
  );
  CHECK(
      one.tells("Medicines: Lisinopril 10 mg, how to take it - the chart says: 1 tablet - you "
                "wrote: half a tablet")
  );
  CHECK(one.tells("Allergies: Penicillin, the reaction - the chart says: Hives - you wrote: Rash"));
  CHECK_FALSE(one.tells("your date of birth"));  // 1954 is no other day than March 23, 1954
}

TEST_CASE("an entry that a newer chart says otherwise is one to look at") {
  const std::string before = typed(
      "  <medications status=\"listed\">\n"
      "    <medication status=\"current\" from=\"chart-1\" checked=\"yes\">"
      "<name>Lisinopril 10 MG</name><dose>3 tablets</dose></medication>\n  </medications>\n"
  );
  const auto one = import_into(
      before,
      {{"a.xml",
        document(section(
            "10160-0", medication("Lisinopril 10 MG", "<doseQuantity value=\"2\" unit=\"tablet\"/>")
        ))}}
  );
  CHECK(
      one.has("<medication status=\"current\" from=\"chart-1\" checked=\"no\">"
              "<name>Lisinopril 10 MG</name><dose>3 tablets</dose></medication>")
  );
  CHECK(
      one.tells("Medicines: Lisinopril 10 MG, how to take it - the chart says: 2 tablets - your "
                "case says: 3 tablets")
  );
}

TEST_CASE("a last day that is of another state is told, and not written into the case's") {
  const std::string before = typed(
      "  <problems status=\"listed\">\n"
      "    <problem status=\"active\"><text>Bronchitis</text></problem>\n  </problems>\n"
  );
  const auto one = import_into(
      before,
      {{"a.xml",
        document(section(
            "11450-4",
            problem(
                "Bronchitis",
                "<effectiveTime><low value=\"20190304\"/><high "
                "value=\"20190320\"/></effectiveTime>",
                "",
                "completed"
            )
        ))}}
  );
  CHECK(one.has("<problem checked=\"no\" status=\"active\"><text>Bronchitis</text>"));
  CHECK_FALSE(one.has("<end>"));
  CHECK(
      one.tells("Illnesses and health problems: Bronchitis, whether it goes on - the chart says: "
                "over - you wrote: "
                "goes on")
  );
  CHECK(one.tells(
      "Illnesses and health problems: Bronchitis, the end - the chart says: March 20, 2019"
  ));
}

TEST_CASE("another strength of a typed medicine is added, to be checked") {
  const auto one = import_into(
      typed("  <medications status=\"listed\">\n    <medication status=\"current\">"
            "<name>Metformin</name><dose>500 mg</dose></medication>\n  </medications>\n"),
      {{"a.xml", document(section("10160-0", medication("metformin 1000 MG Oral Tablet")))}}
  );
  CHECK(one.has("checked=\"no\">\n      <name>metformin 1000 MG Oral Tablet</name>"));
  CHECK(one.tells("Your case has it already, with another strength or amount: Metformin 500 mg"));
}

TEST_CASE("who is asked is asked about what the case says there is none of") {
  const std::string before =
      typed("  <allergies status=\"none\"/>\n  <medications status=\"not-asked\"/>\n");
  const auto one = import_into(
      before,
      {{"a.xml",
        document(
            section("48765-2", allergy("Penicillin")) +
            section("10160-0", medication("lisinopril 10 MG Oral Tablet"))
        )}},
      "",
      true
  );
  CHECK(one.has("<allergies status=\"listed\">"));
  CHECK(one.has("checked=\"no\">\n      <substance>Penicillin</substance>"));
  CHECK(one.tells("Penicillin - Your case says that there are none."));
  // Nobody was asked before: what the chart lists is the answer.
  CHECK(one.has("<medications status=\"listed\">"));
  CHECK_FALSE(one.has("checked=\"no\">\n      <name>lisinopril"));
}

TEST_CASE("a medicine that the newer list of the same office does not have is asked about") {
  const auto list = [](const std::string& date, const std::string& medicines) {
    std::string text = document(section("10160-0", medicines));
    const std::string own = "20260710120000";
    return text.replace(text.find(own), own.size(), date + "120000");
  };
  const std::string lisinopril = medication("lisinopril 10 MG Oral Tablet"),
                    metformin = medication("metformin 500 MG Oral Tablet");
  const auto first = import_into(typed(""), {{"a.xml", list("20261001", lisinopril + metformin)}});
  REQUIRE(first.has("lisinopril"));
  const auto newer = import_into(first.draft, {{"b.xml", list("20261101", metformin)}});
  CHECK_THAT(newer.draft, Contains("checked=\"no\">\n      <name>lisinopril"));
  CHECK(newer.tells("not on the list any more"));
  // An older list says nothing of what came later.
  const auto older = import_into(first.draft, {{"b.xml", list("20260901", metformin)}});
  CHECK_FALSE(older.tells("not on the list any more"));
}

TEST_CASE("what goes on by a chart that is years old is asked about, and how old it is") {
  const Files chart{
      {"a.xml",
       document(
           section("10160-0", medication("lisinopril 10 MG Oral Tablet")) +
           section("11450-4", problem("Gout"))
       )}};
  const auto as_of = [&](const std::string& day) { return import_into(typed(""), chart, day); };
  const auto late = as_of("2038-12-01");
  for (const char* what : {"<name>lisinopril", "<text>Gout"}) {
    CAPTURE(what);
    CHECK_THAT(late.draft, Contains("checked=\"no\">\n      " + std::string{what}));
  }
  CHECK(late.tells("years ago. Is it still so?"));
  CHECK_FALSE(as_of("2026-12-01").tells("years ago"));
}

TEST_CASE("a typed word that there are none stays, and what the chart lists is told") {
  const std::string before = typed("  <allergies status=\"none\"/>\n");
  const auto one =
      import_into(before, {{"a.xml", document(section("48765-2", allergy("Penicillin")))}});
  CHECK(one.has("<allergies status=\"none\"/>"));
  CHECK_FALSE(one.has("Penicillin"));
  CHECK(one.tells("Allergies, the list - the chart says: Penicillin - you wrote: there are none"));
  CHECK(one.tells("Allergies, 1: your case says that there are none; your words stay"));
  const auto other = import_into(
      typed("  <allergies status=\"listed\"><allergy><substance>Latex</substance></allergy>"
            "</allergies>\n"),
      {{"a.xml", document(section("48765-2", allergy("No known allergies")))}}
  );
  CHECK(other.tells("Allergies, the list - the chart says: there are none - you wrote: Latex"));
}

TEST_CASE("a chart that was added before adds nothing a second time") {
  const Files files{
      {"a.xml",
       document(
           section("10160-0", medication("lisinopril 10 MG Oral Tablet")) +
               section("48765-2", allergy("Penicillin")),
           "<documentationOf><serviceEvent><performer><assignedEntity><assignedPerson><name>"
           "<given>Ann</given><family>Lowe</family></name></assignedPerson></assignedEntity>"
           "</performer></serviceEvent></documentationOf>"
       )}};
  const auto once = import_into(typed(""), files);
  CHECK(once.has("<provider id=\"lowe\" from=\"chart-1\">"));
  const auto twice = import_into(once.draft, files);
  CHECK(twice.draft == once.draft);
  // What somebody took out stays out.
  std::string without = once.draft;
  const auto from = without.find("  <allergies"), to = without.find("</allergies>");
  without.erase(from, to + 13 - from);
  const auto again = import_into(without, files);
  CHECK_FALSE(again.has("Penicillin"));
}

TEST_CASE("who gives primary care is known by the code, or by its words") {
  const auto drawn = [](const std::string& function) {
    return import_into(
        typed(""),
        {{"a.xml",
          document(
              section("48765-2", allergy("Penicillin")),
              "<documentationOf><serviceEvent><performer><functionCode " + function +
                  "/><assignedEntity><assignedPerson><name><given>Ann</given>"
                  "<family>Lowe</family></name></assignedPerson></assignedEntity></performer>"
                  "</serviceEvent></documentationOf>"
          )}}
    );
  };
  const std::string is_pcp = "<provider id=\"lowe\" role=\"pcp\"";
  CHECK(drawn("code=\"PCP\"").has(is_pcp));
  CHECK(drawn("code=\"PP\" displayName=\"Primary Care Provider\"").has(is_pcp));
  CHECK_FALSE(drawn("code=\"PP\" displayName=\"Primary Performer\"").has(is_pcp));
}

TEST_CASE("ids that are taken are not given again, and facts point to their own chart") {
  const auto one = import_into(
      typed("  <provider id=\"chart-1\" role=\"current\"><name><family>Lowe</family></name>"
            "</provider>\n"),
      {{"a.xml",
        document(
            section("48765-2", allergy("Penicillin")),
            "<documentationOf><serviceEvent><performer><assignedEntity><code "
            "displayName=\"Cardiology\"/><assignedPerson><name><given>Ann</given>"
            "<family>Lowe</family></name></assignedPerson></assignedEntity></performer>"
            "</serviceEvent></documentationOf>"
        )}}
  );
  CHECK(one.has("<source id=\"chart-2\""));
  CHECK(one.has("<allergy status=\"active\" from=\"chart-2\""));
  // Dr. Lowe of the case and Ann Lowe of the chart are one: what was empty is filled.
  CHECK(
      one.has("<name><given>Ann</given><family>Lowe</family></name><specialty>Cardiology</"
              "specialty></provider>")
  );
}

TEST_CASE("the charts of somebody else are not added, and no case is changed that is none") {
  const auto one = import_into(
      typed("", "  <patient><name><given>Ana</given><family>Paz</family></name></patient>\n"),
      {{"a.xml", document("")}}
  );
  CHECK(one.draft == "");
  CHECK_THAT(
      one.messages,
      Contains("error[E823]: these charts are of two people: 'Ana Paz' and 'Rosa Vega, "
               "1954-03-23'") &&
          Contains("the first is in 'mine.xml', the second in 'a.xml'")
  );
  CHECK_THAT(
      import_into("<note/>", {{"a.xml", document("")}}).messages,
      Contains("error[E825]: 'mine.xml' is no case that charts can be added to")
  );
}

TEST_CASE("a newer chart than the day of the case is told, and the day stays") {
  const auto one = import_into(
      "<case id=\"mine\" version=\"1\">\n  <asOf>2026-01-05</asOf>\n" + vega + "</case>\n",
      {{"a.xml", document("")}}
  );
  CHECK(one.has("<asOf>2026-01-05</asOf>"));
  CHECK(
      one.tells("Documents, the day of your case - the chart says: July 10, 2026 - you wrote: "
                "January 5, 2026")
  );
}

TEST_CASE("lines end as they do in the case, and one without lines gets some") {
  const auto windows = import_into(
      "<case id=\"m\" version=\"1\">\r\n  <asOf>2026-11-20</asOf>\r\n</case>\r\n",
      {{"a.xml", document("")}}
  );
  CHECK(windows.draft.find('\n') != std::string::npos);
  for (std::size_t at = 0; (at = windows.draft.find('\n', at)) != std::string::npos; ++at)
    REQUIRE(windows.draft[at - 1] == '\r');
  const auto without_lines =
      import_into("<case id=\"m\" version=\"1\"/>", {{"a.xml", document("")}});
  CHECK(without_lines.has("<case id=\"m\" version=\"1\">\n  <asOf>2026-11-20</asOf>\n  <source id=")
  );
  CHECK(without_lines.draft.ends_with("\n</case>"));
}

TEST_CASE("directions that are added are in the language of the case") {
  const auto one = import_into(
      "<case id=\"m\" version=\"1\" language=\"es\">\n  <asOf>2026-11-20</asOf>\n" + vega +
          "</case>\n",
      {{"a.xml",
        document(section(
            "10160-0",
            medication(
                "Metformin",
                "<effectiveTime operator=\"A\"><period value=\"12\" unit=\"h\"/>"
                "</effectiveTime>"
            )
        ))}}
  );
  CHECK(one.has("<frequency>cada 12 horas</frequency>"));
  CHECK(one.tells("What carepacket read in your charts"));
}

TEST_CASE("what a chart says beside a thing that was typed already is told") {
  const std::string chart = bundle(
      R"({"resourceType":"MedicationStatement","status":"active","medicationCodeableConcept":{"text":"Zocor"},"note":[{"text":"stopped it himself in May"}]})"
  );
  const std::string before = typed(
      "  <medications status=\"listed\">\n    <medication><name>Zocor</name></medication>\n"
      "  </medications>\n"
  );
  const auto one = import_into(before, {{"a.json", chart}});
  CHECK(one.tells("Medicines: Zocor - The chart has a comment: stopped it himself in May"));
  CHECK(one.tells("Medicines: 1 found = 1 said again"));
  // A chart that was added before says nothing new.
  CHECK_FALSE(import_into(one.draft, {{"a.json", chart}}).tells("stopped it himself"));
}
