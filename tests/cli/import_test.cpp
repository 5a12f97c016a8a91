// carepacket import as a person types it: files, exit codes, and a draft that waits for its person.

#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <sys/stat.h>

using tests::contains;
using tests::TemporaryFolder;

namespace {

const std::string records_of_vega =
    R"({"resourceType":"Bundle","type":"collection","timestamp":"2026-07-10","entry":[
{"resource":{"resourceType":"Patient","id":"p","name":[{"family":"Vega","given":["Rosa"]}],"birthDate":"1954-03-23"}},
{"resource":{"resourceType":"Practitioner","name":[{"family":"Lowe","prefix":["Dr."]}]}},
{"resource":{"resourceType":"Condition","subject":{"reference":"Patient/p"},"clinicalStatus":{"coding":[{"code":"active"}]},"code":{"text":"Gout"}}}]})";

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
