// carepacket import as a person types it: files, exit codes, and a draft that waits for its person.

#include "engine/base/ascii.hpp"
#include "tests/chart/zip.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <sys/stat.h>

using tests::contains;
using tests::TemporaryFolder;

namespace {

const std::string records_of_vega =
    R"({"resourceType":"Bundle","type":"collection","timestamp":"2026-07-10","entry":[
{"resource":{"resourceType":"Patient","id":"p","name":[{"family":"Vega","given":["Rosa"]}],"birthDate":"1954-03-23"}},
{"resource":{"resourceType":"Practitioner","id":"d","name":[{"family":"Lowe","prefix":["Dr."]}]}},
{"resource":{"resourceType":"Condition","subject":{"reference":"Patient/p"},"recorder":{"reference":"Practitioner/d"},"clinicalStatus":{"coding":[{"code":"active"}]},"code":{"text":"Gout"}}}]})";

tests::Ran import_run(const TemporaryFolder& folder, std::vector<std::string> words) {
  words.insert(words.begin(), CAREPACKET_BINARY_DIR "/carepacket");
  return tests::run(words, {.folder = folder.path().string()});
}

}  // namespace

TEST_CASE("a chart becomes a draft, which is made when two things are said") {
  const TemporaryFolder folder;
  tests::write(folder / "records.json", records_of_vega);
  const auto imported = import_run(folder, {"import", "records.json", "-o", "vega.xml"});
  CHECK(imported.complaint() == "");
  CHECK(
      folder.content() ==
      std::vector<std::string>{"records.json", "vega-report.html", "vega-report.txt", "vega.xml"}
  );
  for (const char* file : {"vega.xml", "vega-report.txt", "vega-report.html"}) {
    struct stat is {};
    REQUIRE(::stat((folder / file).c_str(), &is) == 0);
    CHECK((is.st_mode & 07777) == 0600);
  }

  const auto checked = import_run(folder, {"check", "vega.xml"});
  CHECK(checked.exit == 1);
  CHECK(checked.out == "vega.xml: a draft, not ready to print\n");
  CHECK(contains(
      checked.error,
      "warning[W146]: this is a draft: it prints nothing until it says what the second opinion is "
      "about and who the current doctor is\n"
  ));
  const auto refused = import_run(folder, {"make", "vega.xml"});
  CHECK(refused.exit == 3);
  CHECK(contains(refused.error, "error[E156]: this is a draft"));

  std::string draft = tests::read(folder / "vega.xml");
  draft.insert(draft.find("<provider id=\"lowe\"") + 9, " role=\"current\"");
  draft.insert(draft.find("  <problems"), "  <condition><text>Gout</text></condition>\n");
  tests::write(folder / "vega.xml", draft);
  CHECK(import_run(folder, {"make", "vega.xml"}).exit == 0);
}

TEST_CASE("nothing is left behind where there is no chart, and no draft is written over") {
  const TemporaryFolder folder;
  tests::write(folder / "letter.pdf", "%PDF-1.7");
  CHECK(import_run(folder, {"import", "letter.pdf"}).exit == 3);
  CHECK(import_run(folder, {"import", "none.json"}).exit == 4);
  CHECK(folder.content() == std::vector<std::string>{"letter.pdf"});
  tests::write(folder / "records.json", records_of_vega);
  tests::write(folder / "draft.xml", "mine");
  CHECK(import_run(folder, {"import", "records.json"}).exit == 4);
  CHECK(tests::read(folder / "draft.xml") == "mine");
  CHECK(import_run(folder, {"import", "records.json", "--force"}).exit == 0);
}

TEST_CASE("no bad file leaves anything behind, and each ends with 3") {
  const std::string chart =
      "<ClinicalDocument><effectiveTime "
      "value=\"20260710\"/><recordTarget><patientRole><patient><name>"
      "<given>Rosa</given><family>Vega</family></name><birthTime value=\"19540323\"/></patient>"
      "</patientRole></recordTarget></ClinicalDocument>";
  std::string child = chart;
  child.replace(child.find("Rosa"), 4, "Lina");
  child.replace(child.find("19540323"), 8, "20150101");
  const std::string whole = tests::chart::zip({{"a.xml", chart}});
  const std::string spaces(std::size_t{40} << 20, ' ');
  const std::vector<std::pair<std::string, std::string>> bad{
      {"truncated.xml", chart.substr(0, 80)},
      {"behind.xml", chart + "<more/>"},
      {"rules.xml", "<!DOCTYPE a [<!ENTITY a \"b\">]>" + chart},
      {"bytes.xml", "<ClinicalDocument>\x01\x02\xFF\xFE\x03"},
      {"truncated.json", R"({"resourceType":"Bundle","entry":[)"},
      {"brackets.json", R"({"resourceType":)" + std::string(300'000, '[')},
      {"bills.json",
       R"({"resourceType":"ExplanationOfBenefit","patient":{"reference":"Patient/p"}})"},
      {"half.zip", whole.substr(0, whole.size() / 2)},
      {"bomb.zip", tests::chart::zip({{"a.xml", "<a>" + spaces + "</a>"}}, true)},
      {"empty.zip", tests::chart::zip({{"letter.pdf", "%PDF-1.7"}})},
      {"two.zip", tests::chart::zip({{"a.xml", chart}, {"b.xml", child}})},
      {"locked.zip", tests::read(CAREPACKET_SOURCE_DIR "/tests/chart/zips/aes256.zip")},
      {"page.html", "<!DOCTYPE html><html><body>Log in</body></html>"},
      {"picture.jpg", "\xFF\xD8\xFF\xE0"},
      {"empty.xml", ""}};
  for (const auto& [name, bytes] : bad) {
    const TemporaryFolder folder;
    tests::write(folder / name, bytes);
    const auto ran = import_run(folder, {"import", name});
    CAPTURE(name, ran.error);
    CHECK(ran.exit == 3);
    // Without a terminal nobody can be asked for the password.
    const std::string code = name == "locked.zip" ? "E721" : "E82";
    CHECK(contains(ran.error, "carepacket: error[" + code));
    CHECK(folder.content() == std::vector<std::string>{name});
  }
}

TEST_CASE("fifty megabytes of results are counted, and no more") {
  const TemporaryFolder folder;
  const std::string one =
      R"(,{"resource":{"resourceType":"Observation","status":"final","subject":{"reference":"Patient/p"},"code":{"text":"Glucose"},"valueQuantity":{"value":94.0,"unit":"mg/dL"},"note":")" +
      std::string(4000, 'x') + "\"}}";
  std::string all = records_of_vega.substr(0, records_of_vega.size() - 2);
  int results = 0;
  for (; all.size() < 50'000'000; ++results) all += one;
  tests::write(folder / "results.json", all + "]}");
  CHECK(import_run(folder, {"import", "results.json"}).exit == 0);
  CHECK(contains(
      engine::collapsed(tests::read(folder / "draft-report.txt")),
      "Test results: " + std::to_string(results) + " found = " + std::to_string(results) +
          " left out"
  ));
}

TEST_CASE("charts are added to a case that somebody typed, which is whole before and after") {
  const TemporaryFolder folder;
  tests::write(folder / "records.json", records_of_vega);
  const std::string typed =
      "\xEF\xBB\xBF<case id=\"mine\" version=\"1\">\n  <asOf>2026-11-20</asOf>\n"
      "  <!-- my doctor -->\n  <provider id=\"lowe\" role=\"current\"><name><family>Lowe</family>"
      "</name></provider>\n  <condition><text>Gout</text></condition>\n</case>\n";
  tests::write(folder / "mine.xml", typed);
  const auto added = import_run(folder, {"import", "records.json", "--into", "mine.xml"});
  CHECK(added.complaint() == "");
  CHECK(contains(
      added.out,
      "mine.xml: your case; look at what is to check, then carepacket check "
      "mine.xml\n"
  ));
  CHECK(
      folder.content() ==
      std::vector<std::string>{"mine-report.html", "mine-report.txt", "mine.xml", "records.json"}
  );
  const std::string after = tests::read(folder / "mine.xml");
  CHECK(after.starts_with("\xEF\xBB\xBF<case"));
  CHECK(contains(after, "<family>Vega</family>"));
  CHECK(import_run(folder, {"make", "mine.xml"}).exit == 0);
  // A second time the report of the first is written over, and the case is as it was.
  CHECK(import_run(folder, {"import", "records.json", "--into", "mine.xml"}).exit == 0);
  CHECK(tests::read(folder / "mine.xml") == after);
  // But no file of somebody else's.
  tests::write(folder / "mine-report.txt", "my notes");
  const auto refused = import_run(folder, {"import", "records.json", "--into", "mine.xml"});
  CHECK(refused.exit == 4);
  CHECK(tests::read(folder / "mine-report.txt") == "my notes");
  // With --output the case stays as it is.
  CHECK(
      import_run(folder, {"import", "records.json", "--into", "mine.xml", "-o", "new.xml"}).exit ==
      0
  );
  CHECK(tests::read(folder / "mine.xml") == after);
}

TEST_CASE("a case in other letters than UTF-8, or that is no XML, is left alone") {
  const TemporaryFolder folder;
  tests::write(folder / "records.json", records_of_vega);
  const std::string latin =
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<case id=\"m\" version=\"1\"/>\n";
  tests::write(folder / "mine.xml", latin);
  const auto refused = import_run(folder, {"import", "records.json", "--into", "mine.xml"});
  CHECK(refused.exit == 3);
  CHECK(
      refused.error ==
      "carepacket: error[E825]: 'mine.xml' is not UTF-8, so nothing can be added without changing "
      "its letters\n"
      "   = hint: save it as UTF-8 in your editor, and take encoding=\"…\" out of its first line\n"
  );
  tests::write(folder / "broken.xml", "<case><asOf>");
  CHECK(import_run(folder, {"import", "records.json", "--into", "broken.xml"}).exit == 3);
  CHECK(import_run(folder, {"import", "records.json", "--into", "none.xml"}).exit == 4);
  CHECK(tests::read(folder / "mine.xml") == latin);
  CHECK(folder.content() == std::vector<std::string>{"broken.xml", "mine.xml", "records.json"});
}

namespace {

/// What a clinic says of all its patients.
const std::string clinic =
    "<case version=\"1\">\n  <asOf>2026-11-20</asOf>\n"
    "  <patient><identifier type=\"MR\" system=\"Elm Clinic\"/></patient>\n"
    "  <provider id=\"okafor\" role=\"current\"><name><prefix>Dr.</prefix><family>Okafor</family>"
    "</name></provider>\n"
    "  <provider id=\"paz\" role=\"second\"><name><prefix>Dr.</prefix><family>Paz</family></name>"
    "</provider>\n</case>\n";

}  // namespace

TEST_CASE("the charts of a clinic become a case a person, and packets of those that are ready") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "charts");
  std::filesystem::create_directories(folder / "charts/vega");
  std::filesystem::create_directories(folder / "charts/paz");
  tests::write(folder / "clinic.xml", clinic);
  tests::write(folder / "charts/vega/records.json", records_of_vega);
  // Twelve lines or fewer of what no chart says, in the folder of the person.
  tests::write(
      folder / "charts/vega/mine.xml",
      "<case id=\"vega\" version=\"1\">\n  <condition><text>Gout</text></condition>\n</case>\n"
  );
  std::string of_paz = records_of_vega;
  of_paz.replace(of_paz.find("Vega"), 4, "Paz");
  tests::write(folder / "charts/paz/records.json", of_paz);
  tests::write(folder / "charts/scan.pdf", "%PDF-1.7");

  const auto imported =
      import_run(folder, {"import", "--each", "charts", "--shared", "clinic.xml", "-o", "cases"});
  CHECK(imported.exit == 1);
  CHECK(
      imported.out ==
      "What carepacket read in the charts of many people\n\n"
      "People: 3. Things to check: 4.\n\n"
      "Not read (1)\n"
      "  * scan.pdf\n"
      "      - 'charts/scan.pdf' is no chart that can be read: it looks like a PDF; it\n"
      "        can be read by people alone: keep it for the binder, and download the\n"
      "        record as XML or a zip\n\n"
      "Read, and not ready to print (1)\n"
      "  * paz, to check: 2\n"
      "      - this is a draft: it prints nothing until it says what the second\n"
      "        opinion is about and who the current doctor is: write\n"
      "        <condition><text>…</text></condition>: the words of a <problem>, or\n"
      "        your own\n"
      "      - The charts have no list of allergies. This does not mean that there are\n"
      "        none.\n"
      "      - The charts have no list of medicines. This does not mean that there are\n"
      "        none.\n\n"
      "Read, and ready to print (1)\n"
      "  * vega, to check: 2\n"
      "      - The charts have no list of allergies. This does not mean that there are\n"
      "        none.\n"
      "      - The charts have no list of medicines. This does not mean that there are\n"
      "        none.\n"
  );
  CHECK(tests::read(folder / "cases/report.txt") == imported.out);
  const std::string vega = tests::read(folder / "cases/vega.xml");
  CHECK(contains(vega, "<provider id=\"okafor\" role=\"current\">"));
  CHECK(contains(vega, "<family>Vega</family>"));
  CHECK_FALSE(contains(vega, "system=\"Elm Clinic\""));

  const auto made = import_run(folder, {"batch", "cases", "-o", "out", "--quiet"});
  CHECK(made.exit == 1);
  CHECK(std::filesystem::exists(folder / "out/vega/packet.pdf"));
  CHECK_FALSE(std::filesystem::exists(folder / "out/paz/packet.pdf"));

  const auto hidden = import_run(
      folder, {"import", "--each", "charts", "--shared", "clinic.xml", "-o", "other", "--redact"}
  );
  CHECK(
      hidden.out ==
      "What carepacket read in the charts of many people\n\n"
      "People: 3. Things to check: 4.\n\n"
      "Not read (1)\n  * Person 2\n\n"
      "Read, and not ready to print (1)\n  * Person 1, to check: 2\n\n"
      "Read, and ready to print (1)\n  * Person 3, to check: 2\n"
  );
}

TEST_CASE("people of one name, two cases of one person, and nobody are told") {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "charts");
  std::filesystem::create_directories(folder / "charts/vega");
  std::filesystem::create_directories(folder / "none");
  tests::write(folder / "charts/vega/records.json", records_of_vega);
  tests::write(folder / "charts/vega.json", records_of_vega);
  const auto run = import_run(folder, {"import", "--each", "charts"});
  CHECK(run.exit == 1);
  CHECK(contains(run.error, "error[E826]: two of these people would be written to 'vega.xml'\n"));
  tests::write(folder / "charts/vega/a.xml", "<case id=\"a\" version=\"1\"/>");
  tests::write(folder / "charts/vega/b.xml", "<!-- mine --><case id=\"b\" version=\"1\"/>");
  const auto two = import_run(folder, {"import", "--each", "charts", "-o", "more"});
  CHECK(contains(two.error, "error[E826]: there is more than one case in 'charts/vega'\n"));
  const auto nobody = import_run(folder, {"import", "--each", "none"});
  CHECK(nobody.exit == 3);
  CHECK(contains(nobody.error, "error[E826]: there is nobody in 'none'\n"));
  CHECK(import_run(folder, {"import", "--each", "charts", "--into", "a.xml"}).exit == 2);
  CHECK(import_run(folder, {"import", "--each", "charts", "-o", "-"}).exit == 2);
  CHECK(import_run(folder, {"import", "charts", "--shared", "a.xml"}).exit == 2);
}

namespace {

/// What a portal gives: a zip in the layout of IHE XDM, with a document of Rosa Vega inside.
std::string portal_zip() {
  const std::string document =
      R"(<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="STYLE.XSL"?>
<ClinicalDocument xmlns="urn:hl7-org:v3"><code code="34133-9"/><title>Health Summary</title><effectiveTime value="20260710"/>
<recordTarget><patientRole><id root="1.2.3" extension="77"/><addr use="HP"><streetAddressLine>5 Elm St</streetAddressLine><city>Dayton</city><state>OH</state><postalCode>45402</postalCode></addr>
<patient><name use="L"><given>Rosa</given><family>Vega</family></name><birthTime value="19540323"/></patient>
<providerOrganization><id root="1.2.3"/><name>Elm Clinic</name></providerOrganization></patientRole></recordTarget>
<documentationOf><serviceEvent><performer><assignedEntity><telecom value="tel:+1(937)555-0120"/><assignedPerson><name><prefix>Dr.</prefix><given>Ann</given><family>Lowe</family></name></assignedPerson></assignedEntity></performer></serviceEvent></documentationOf>
<component><structuredBody>
<component><section><code code="11450-4"/><entry><act><statusCode code="active"/><entryRelationship typeCode="SUBJ"><observation><effectiveTime><low value="2019"/></effectiveTime><value code="90560007" codeSystem="2.16.840.1.113883.6.96" displayName="Gout"/></observation></entryRelationship></act></entry></section></component>
<component><section><code code="10160-0"/><entry><substanceAdministration moodCode="EVN"><text>Take 1 tablet by mouth every morning</text><statusCode code="active"/><consumable><manufacturedProduct><manufacturedMaterial><code code="197319" codeSystem="2.16.840.1.113883.6.88" displayName="Allopurinol 100 MG Oral Tablet"/></manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration></entry></section></component>
<component><section><code code="48765-2"/><entry><act><entryRelationship typeCode="SUBJ"><observation><participant typeCode="CSM"><participantRole><playingEntity><code code="7980" displayName="Penicillin"/></playingEntity></participantRole></participant></observation></entryRelationship></act></entry></section></component>
</structuredBody></component></ClinicalDocument>)";
  return tests::chart::zip(
      {{"INDEX.HTM", "<!DOCTYPE html><html><body>Your record</body></html>"},
       {"README.TXT", "Open INDEX.HTM."},
       {"IHE_XDM/SUBSET01/METADATA.XML", "<SubmitObjectsRequest/>"},
       {"IHE_XDM/SUBSET01/DOC0001.XML", document},
       {"IHE_XDM/SUBSET01/STYLE.XSL",
        "<?xml version=\"1.0\"?><xsl:stylesheet "
        "xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"/>"}},
      true
  );
}

/// All that no chart says.
constexpr std::string_view twelve_lines = R"(<case id="vega" version="1">
  <provider id="lowe" role="current"><name><prefix>Dr.</prefix><family>Lowe</family></name></provider>
  <provider id="paz" role="second">
    <name><prefix>Dr.</prefix><given>Ines</given><family>Paz</family></name>
    <organization>Lakeside Hospital</organization>
    <address><line>2200 Lakeshore Drive</line><city>Cleveland</city><state>OH</state><postalCode>44106</postalCode></address>
  </provider>
  <condition><text>Gout</text></condition>
  <goal>Know if I need this medicine for life.</goal>
  <recordsRequest id="records" holder="lowe"><recipient provider="paz"/><item type="progress-notes"/></recordsRequest>
  <question category="treatment">Is there another way to keep my toe quiet?</question>
</case>
)";

}  // namespace

TEST_CASE("a packet comes out of a portal's zip and twelve typed lines") {
  const TemporaryFolder folder;
  REQUIRE(std::ranges::count(twelve_lines, '\n') == 12);
  tests::write(folder / "download.zip", portal_zip());
  tests::write(folder / "mine.xml", std::string{twelve_lines});
  CHECK(import_run(folder, {"import", "download.zip", "--into", "mine.xml"}).complaint() == "");
  CHECK(import_run(folder, {"check", "mine.xml"}).exit == 0);
  CHECK(import_run(folder, {"make", "mine.xml"}).exit == 0);
  const auto read = tests::run({"pdftotext", (folder / "out/vega/packet.pdf").string(), "-"});
  REQUIRE(read.complaint() == "");
  const std::string packet = engine::collapsed(read.out);
  // What the chart says stands beside what was typed, and says where it is from.
  for (const char* words :
       {"Rosa Vega",
        "Ann Lowe, to Dr. Paz",
        "(937) 555-0120",
        "Dr. Ines Paz",
        "Allopurinol 100 MG Oral Tablet",
        "Take 1 tablet by mouth every morning",
        "Penicillin",
        "Elm Clinic",
        "July 10, 2026",
        "Is there another way to keep my toe quiet?"}) {
    CAPTURE(words);
    CHECK(contains(packet, words));
  }
}

TEST_CASE("the same charts give the same bytes in any locale and time zone") {
  const TemporaryFolder folder;
  tests::write(folder / "download.zip", portal_zip());
  const auto made_in = [&](const std::string& name, std::vector<std::string> environment) {
    const auto made = tests::run(
        {CAREPACKET_BINARY_DIR "/carepacket",
         "import",
         "download.zip",
         "--force",
         "-o",
         "a.xml",
         "--language",
         "en"},
        {.folder = folder.path().string(), .environment = std::move(environment)}
    );
    CAPTURE(name, made.error);
    CHECK(made.exit == 0);
    return tests::read(folder / "a.xml") + tests::read(folder / "a-report.txt") +
           tests::read(folder / "a-report.html");
  };
  const std::string plain = made_in("C", {"LC_ALL=C", "TZ=UTC"});
  const auto locale =
      tests::run({"localedef", "-i", "tr_TR", "-f", "UTF-8", (folder / "tr_TR.UTF-8").string()});
  if (locale.exit != 0) WARN("the Turkish locale is not on this machine: " << locale.error);
  CHECK(
      plain ==
      made_in(
          "Turkish",
          {"LC_ALL=tr_TR.UTF-8", "LOCPATH=" + folder.path().string(), "TZ=Pacific/Kiritimati"}
      )
  );
}

TEST_CASE("an import asks nothing of the network") {
  // The program has no way to: it can be spoken to, by the page of `serve`, and can call nobody.
  const auto symbols =
      tests::run({"nm", "-D", "--undefined-only", CAREPACKET_BINARY_DIR "/carepacket"});
  REQUIRE(symbols.exit == 0);
  REQUIRE(contains(symbols.out, "read"));
  for (const char* call : {" connect\n", " connect@", "getaddrinfo", "gethostbyname"})
    CHECK_FALSE(contains(symbols.out, call));
  // And the libraries it loads do not either, where somebody can look on.
  if (tests::run({"strace", "-V"}).exit != 0) return;
  const TemporaryFolder folder;
  tests::write(folder / "download.zip", portal_zip());
  const auto traced = tests::run(
      {"strace",
       "-f",
       "-qq",
       "-e",
       "trace=%network",
       "-o",
       "calls",
       CAREPACKET_BINARY_DIR "/carepacket",
       "import",
       "download.zip"},
      {.folder = folder.path().string()}
  );
  if (traced.exit != 0) return;  // a machine that lets nobody look on
  CHECK(tests::read(folder / "calls") == "");
}
