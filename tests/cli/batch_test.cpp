// carepacket batch, as a clinic starts it at night: words, messages, signals, exit codes.

#include "tests/chart/zip.hpp"
#include "tests/support/run.hpp"
#include "tests/support/terminal.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>

using tests::Circumstances;
using tests::contains;
using tests::Ran;
using tests::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

std::string one(int number) {
  const std::string n = std::to_string(number);
  return "<case id=\"p" + n +
         "\" version=\"1\">\n<asOf>2026-11-20</asOf>\n<patient><name><text>Ada Quill" + n +
         "</text></name><birthDate>1990-01-02</birthDate></patient>\n<provider><name><text>Dr. "
         "Okafor</text></name></provider>\n<condition><text>Asthma</text></condition>\n</case>\n";
}

/// A folder with cases p1 to p<count>, in cases/ and in night.xml.
struct Night {
  TemporaryFolder folder;
  explicit Night(int count) {
    fs::create_directory(folder / "cases");
    std::string all = "<cases>\n";
    for (int i = 1; i <= count; ++i) {
      tests::write(folder / ("cases/" + std::to_string(i) + ".xml"), one(i));
      all += one(i);
    }
    tests::write(folder / "night.xml", all + "</cases>\n");
  }
  Ran batch(std::vector<std::string> words, Circumstances circumstances = {}) const {
    words.insert(words.begin(), {tests::carepacket(), "batch"});
    words.insert(words.end(), {"--only", "story-summary"});
    circumstances.folder = folder.path().string();
    return tests::run(words, circumstances);
  }
  /// A line of the shell, in which $carepacket is the program.
  Ran shell(const std::string& line) const {
    return tests::run(
        {"bash", "-c", line},
        {.folder = folder.path().string(), .environment = {"carepacket=" + tests::carepacket()}}
    );
  }
  bool has(const std::string& path) const { return fs::exists(folder / path); }
};

/// Without the time it took.
std::string timeless(std::string text) {
  const auto from = text.find(", in ");
  return from == text.npos ? text : text.erase(from, text.find('\n', from) - from);
}

}  // namespace

TEST_CASE("a batch says what it came to, and where the manifest and the report are") {
  const Night night{3};
  const Ran ran = night.batch({"cases"});
  CHECK(ran.exit == 0);
  CHECK(ran.error == "");
  CHECK(contains(timeless(ran.out), "3 cases: 3 made, 0 not made\n3 documents, 3 pages, "));
  CHECK(contains(ran.out, "\nmanifest: out/manifest.jsonl\nreport:   out/batch-report.pdf\n"));
  struct stat is {};
  for (const char* path : {"out/p1/packet.pdf", "out/manifest.jsonl", "out/batch-report.pdf"}) {
    REQUIRE(::stat((night.folder / path).c_str(), &is) == 0);
    CHECK((is.st_mode & 07777) == 0600);
  }
  REQUIRE(::stat((night.folder / "out/p1").c_str(), &is) == 0);
  CHECK((is.st_mode & 07777) == 0700);

  const Ran again = night.batch({"night.xml"});
  CHECK(contains(again.out, "3 cases: 3 made"));
  CHECK(contains(night.batch({"night.xml"}).out, "3 made (3 of them before, and unchanged)"));
  CHECK(night.batch({"cases", "-q", "--report", "run.pdf"}).out == "");
  CHECK(night.has("run.pdf"));
}

TEST_CASE("messages of a batch name case, line and fix, and show nothing of the case") {
  const Night night{3};
  tests::write(
      night.folder / "cases/2.xml", "<case id=\"p2\" version=\"1\">\n<asOf>14.3.2026</asOf></case>"
  );
  const Ran ran = night.batch({"cases"});
  CHECK(ran.exit == 1);
  CHECK(contains(
      ran.error,
      "cases/2.xml:2:7: error[E104]: expected a date, found (not shown)\n"
      "   = case: p2\n"
      "   = hint: write it as year-month-day, such as (not shown)\n"
  ));
  CHECK_FALSE(contains(ran.error, "14.3.2026"));
  CHECK(contains(
      night.batch({"cases", "--no-redact"}).error, "found '14.3.2026'\n    2 | <asOf>14.3.2026"
  ));
  CHECK_FALSE(contains(night.batch({"cases", "--no-redact", "--redact"}).error, "14.3.2026"));
  CHECK(contains(
      night.batch({"cases", "--messages", "json"}).error,
      "\"line\":2,\"column\":7,\"case\":\"p2\",\"message\":\"expected a date, found (not shown)\""
  ));
}

TEST_CASE("when no case can be made the exit code says so") {
  const Night night{0};
  CHECK(night.batch({"cases"}).exit == 3);
  tests::write(night.folder / "cases/1.xml", "<case id=\"p1\" version=\"1\"/>");
  CHECK(night.batch({"cases"}).exit == 3);
  CHECK(night.batch({"nowhere"}).exit == 4);
  CHECK(night.batch({"cases", "--columns", "nowhere.xml"}).exit == 4);
}

TEST_CASE("--fail-fast says where it stopped, and the manifest has its name") {
  const Night night{3};
  tests::write(night.folder / "cases/1.xml", "<case id=\"p1\" version=\"1\"/>");
  const Ran ran = night.batch({"cases", "--fail-fast"});
  CHECK(ran.exit == 1);
  CHECK(contains(
      ran.error,
      "Stopped at the first case that was not made, as --fail-fast asks: 0 made before it, none "
      "after it. To go on, mend it and give the same command.\n"
  ));
  CHECK_FALSE(contains(ran.error, "Interrupted"));
  CHECK(contains(ran.out, "1 case: 0 made, 1 not made\n"));
  CHECK(night.has("out/manifest.jsonl"));
  CHECK_FALSE(night.has("out/manifest.jsonl.part"));
}

TEST_CASE("a report has a name that says what it is") {
  const Night night{1};
  for (const std::string name : {"report.json", "report", "", "pdf"}) {
    const Ran ran = night.batch({"cases", "--report", name});
    CHECK(ran.exit == 2);
    CHECK(
        ran.error ==
        "carepacket: error[E713]: --report takes a name that ends in .pdf, not '" + name +
            "'\n   = hint: the report is a PDF; the same in lines of JSON is manifest.jsonl in the "
            "output folder\n"
    );
    CHECK_FALSE(night.has("out"));
  }
  CHECK(night.batch({"cases", "--report", "Run.PDF"}).exit == 0);
  CHECK(night.has("Run.PDF"));
}

TEST_CASE("cases come from a pipe, and a tar goes into one") {
  const Night night{5};
  const Ran ran = night.shell(
      "cat cases/*.xml | \"$carepacket\" batch - --container tar -o - --only story-summary 2>said "
      "| tar x -C . && cat said"
  );
  CHECK(ran.exit == 0);
  CHECK(contains(ran.out, "5 cases: 5 made, 0 not made"));
  CHECK(night.has("p5/packet.pdf"));
  CHECK(night.has("manifest.jsonl"));
  CHECK(night.has("batch-report.pdf"));
  CHECK_FALSE(night.has("out"));
  // A pipe that nobody reads is told like a full disk.
  const Ran broken = night.shell(
      "(\"$carepacket\" batch cases --container tar -o - --only story-summary; echo $? >&2) 2>said "
      "| head -c 10 >/dev/null; cat said"
  );
  CHECK(contains(broken.out, "error[E702]: cannot write 'standard output': nobody reads it"));
  CHECK(contains(broken.out, "Interrupted: what went to standard output is not whole.\n4\n"));
}

TEST_CASE("Ctrl-C finishes what is begun, says how to go on, and nothing is lost") {
  for (const std::string signal : {"INT", "TERM"}) {
    const Night night{6};
    // Three cases come through the pipe and are finished; then the signal. The pipe stays open and
    // silent: nothing but the signal ends the run.
    const Ran ran = night.shell(
        "mkfifo pipe\n"
        "\"$carepacket\" batch - --only story-summary <pipe 2>said & run=$!\n"
        "exec 3>pipe\n"
        "cat cases/[123].xml >&3\n"
        "until [ \"$(wc -l 2>/dev/null <out/manifest.jsonl.part)\" = 3 ] || ! kill -0 $run "
        "2>/dev/null; do sleep 0.02; done\n"
        "kill -" +
        signal +
        " $run\n"
        "wait $run; echo $?\n"
        "cat said\n"
    );
    CHECK(timeless(ran.out).substr(0, 4) == (signal == "INT" ? "130\n" : "143\n"));
    CHECK(
        contains(ran.out, "nothing half written. To go on, give the same command with --resume.\n")
    );
    CHECK_FALSE(night.has("out/manifest.jsonl"));
    CHECK(night.has("out/p2/packet.pdf"));
    const Ran whole =
        night.shell("cat cases/*.xml | \"$carepacket\" batch - --only story-summary --resume");
    CHECK(whole.exit == 0);
    CHECK(contains(whole.out, "6 cases: 6 made"));
    CHECK_FALSE(night.has("out/manifest.jsonl.part"));
    CHECK_FALSE(night.has("out/manifest.jsonl.before"));
  }
}

TEST_CASE("a full disk is told, leaves nothing half written, and can be resumed") {
  const Night night{4};
  // No file may have more than so many KiB: a packet has more, the manifest less.
  const Ran full =
      night.shell("ulimit -f 8; exec \"$carepacket\" batch cases --only story-summary");
  CHECK(full.exit == 4);
  CHECK(contains(
      full.error, "carepacket: error[E702]: cannot write 'out/p1/packet.pdf': the disk is full"
  ));
  CHECK(contains(full.error, "Interrupted: 0 cases are finished, and nothing half written."));
  for (const auto& path : night.folder.content()) {
    if (path.starts_with("out/p")) CHECK(fs::is_directory(night.folder / path));
  }
  const Ran another = night.batch({"cases", "--resume", "--flat"});
  CHECK(another.exit == 2);
  CHECK(contains(another.error, "error[E732]: the interrupted run in 'out' was another one\n"));
  const Ran resumed = night.batch({"cases", "--resume"});
  CHECK(resumed.exit == 0);
  CHECK(contains(resumed.out, "4 cases: 4 made"));
}

TEST_CASE("another run in the same folder is refused") {
  const Night night{2};
  const Ran ran = night.shell(
      "mkfifo pipe\n"
      "\"$carepacket\" batch - --only story-summary <pipe >/dev/null 2>&1 & run=$!\n"
      "exec 3>pipe\n"
      "until [ -s out/manifest.jsonl.part ] || ! kill -0 $run 2>/dev/null; do sleep 0.02; done\n"
      "\"$carepacket\" batch cases; echo $?\n"
      "exec 3>&-; wait $run\n"
  );
  CHECK(ran.out == "4\n");
  CHECK(contains(ran.error, "error[E735]: another run of carepacket is at work in 'out'\n"));
}

TEST_CASE("on a terminal a line says how far the run is, and goes when the run is over") {
  const Night night{0};
  std::string cases = "<cases>";
  for (int i = 1; i <= 40; ++i) cases += one(i);
  tests::write(night.folder / "night.xml", cases + "</cases>");
  tests::Terminal terminal{
      {tests::carepacket(), "batch", "night.xml", "--jobs", "1"}, night.folder.path().string()};
  CHECK(contains(terminal.until(" left"), " done, "));
  std::string shown;
  CHECK(terminal.end(shown) == 0);
  CHECK(contains(shown, "\r\033[K40 cases: 40 made, 0 not made"));
}

TEST_CASE("a night of many rows fills one screen: what comes again and again is counted") {
  const Night night{0};
  std::string rows =
      "@id,asOf,patient/name/text,provider/name/text,condition/text,patient/telecom\n";
  for (int i = 1; i <= 200; ++i)
    rows += "c" + std::to_string(i) + ",2026-11-20,Ana Paz,Dr Lee,Gout,12\n";
  tests::write(night.folder / "night.csv", rows);
  const auto lines = [](const std::string& text) {
    return std::count(text.begin(), text.end(), '\n');
  };

  const Ran ran = night.batch({"night.csv"});
  CHECK(ran.exit == 0);
  CHECK(lines(ran.error) <= 40);
  CHECK(contains(
      ran.error,
      "Found besides (carepacket explain CODE says what to do, --verbose tells each of them):\n"
      "  W132  196 times more: night.csv:6:35, night.csv:7:35, night.csv:8:35 …\n"
  ));

  const auto told = [&](const std::string& option) {
    const Ran again = night.batch({"night.csv", "-o", option.substr(2), option});
    std::size_t count = 0;
    for (auto at = again.error.find("W132"); at != again.error.npos;
         at = again.error.find("W132", at + 1))
      ++count;
    return count;
  };
  CHECK(told("--verbose") == 200);
  CHECK(told("--messages=json") == 200);
}

TEST_CASE("a workbook is read as it is, and its columns are proposed") {
  const Night night{0};
  tests::write(
      night.folder / "rows.xlsx",
      tests::chart::zip(
          {{"xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"One\" r:id=\"a\"/></sheets></workbook>"},
           {"xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"a\" Target=\"sheet.xml\"/></Relationships>"},
           {"xl/styles.xml",
            "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf "
            "numFmtId=\"14\"/></cellXfs></styleSheet>"},
           {"xl/sheet.xml",
            "<worksheet><sheetData><row r=\"2\"><c r=\"A2\" t=\"str\"><v>MRN</v></c><c r=\"B2\" "
            "t=\"str\"><v>Patient Name</v></c><c r=\"C2\" t=\"str\"><v>DOB</v></c></row><row "
            "r=\"3\"><c r=\"A3\"><v>77</v></c><c r=\"B3\" t=\"str\"><v>LEE, ANNA</v></c><c "
            "r=\"C3\" "
            "s=\"1\"><v>18264</v></c></row></sheetData></worksheet>"}}
      )
  );
  tests::write(
      night.folder / "shared.xml",
      "<case version=\"1\"><asOf>2026-11-20</asOf><provider><name><text>Dr. "
      "Lowe</text></name></provider><condition><text>Gout</text></condition></case>"
  );
  const Ran proposed = night.shell("$carepacket columns rows.xlsx -o map.xml");
  CHECK(proposed.complaint() == "");
  CHECK(proposed.out == "map.xml: what the columns seem to mean; read it before you use it\n");
  CHECK(contains(
      tests::read(night.folder / "map.xml"),
      "<column heading=\"Patient Name\" path=\"patient/name\" order=\"last, first\" "
      "capitals=\"yes\"/>\n  <column heading=\"DOB\" path=\"patient/birthDate\"/>\n"
  ));
  CHECK(night.shell("$carepacket columns rows.xlsx -o map.xml").exit == 4);
  const Ran made = night.batch(
      {"rows.xlsx", "--columns", "map.xml", "--shared", "shared.xml", "--format", "text"}
  );
  CHECK(made.complaint() == "");
  CHECK(contains(tests::read(night.folder / "out/77/packet.txt"), "Anna Lee"));
  const Ran no_sheet = night.batch({"rows.xlsx", "--sheet", "Two", "-o", "none"});
  CHECK(contains(no_sheet.error, "error[E921]: 'rows.xlsx' has no sheet 'Two'\n"));
  CHECK(no_sheet.exit == 3);
}

TEST_CASE("a handout is made once a language, of the clinic alone") {
  const Night night{0};
  tests::write(
      night.folder / "shared.xml",
      "<?xml version=\"1.0\"?>\n<case version=\"1\">\n<asOf>2026-11-20</asOf>\n<clinic>"
      "<name>Elm Clinic</name><telecom system=\"phone\">(937) "
      "555-0142</telecom></clinic>\n</case>\n"
  );
  std::string rows = "@id,@language,patient/name/text\n";
  for (int i = 1; i <= 9; ++i)
    rows += "r" + std::to_string(i) +
            (i % 3 == 0   ? ",Spanish"
             : i % 3 == 1 ? ",en"
                          : ",vi") +
            ",A\n";
  tests::write(night.folder / "rows.csv", rows);
  const Ran made =
      night.shell("$carepacket batch rows.csv --shared shared.xml --set handout --format text 2>&1"
      );
  CHECK(made.exit == 0);
  CHECK(contains(made.out, "2 cases: 2 made, 0 not made\n"));
  CHECK(contains(tests::read(night.folder / "out/handout-en/handout.txt"), "Elm Clinic"));
  CHECK(contains(tests::read(night.folder / "out/handout-es/handout.txt"), "Elm Clinic"));
  CHECK_FALSE(night.has("out/r1"));

  // One file alone is enough, without anybody's name.
  const Ran alone =
      night.shell("$carepacket make shared.xml --set handout --format text -o alone 2>&1");
  CHECK(alone.exit == 0);
  CHECK(contains(tests::read(night.folder / "alone/handout/handout.txt"), "Elm Clinic"));
  // A packet is of a patient.
  CHECK(contains(
      night.shell("$carepacket make shared.xml -o packet 2>&1").out,
      "error[E130]: <case> needs the element <patient>\n"
  ));
}

TEST_CASE("a clinic stands on the cover of each packet, with its notice in the patient's language"
) {
  const Night night{0};
  tests::write(
      night.folder / "shared.xml",
      "<case version=\"1\"><asOf>2026-11-20</asOf><clinic><name>Elm Clinic</name><notice>Free "
      "language help.<translation language=\"es\">Ayuda gratis con el idioma.</translation>"
      "</notice></clinic><provider id=\"lowe\" role=\"second\"><name><text>Dr. "
      "Lowe</text></name></provider><condition><text>Gout</text></condition></case>"
  );
  tests::write(
      night.folder / "rows.csv", "@id,@language,patient/name/text\nann,en,Ann Lee\nana,es,Ana Paz\n"
  );
  CHECK(night.shell("$carepacket batch rows.csv --shared shared.xml").exit == 0);
  const auto cover = [&](const std::string& id) {
    return night.shell("pdftotext -l 1 out/" + id + "/packet.pdf -").out;
  };
  CHECK(contains(cover("ann"), "Elm Clinic"));
  CHECK(contains(cover("ann"), "Free language help."));
  CHECK_FALSE(contains(cover("ann"), "Ayuda"));
  CHECK(contains(cover("ana"), "Elm Clinic"));
  CHECK(contains(cover("ana"), "Ayuda gratis con el idioma."));
  CHECK_FALSE(contains(cover("ana"), "Free"));
}

TEST_CASE("manifest and report name a row by its number and its id, also where it was refused") {
  const Night night{0};
  tests::write(
      night.folder / "rows.csv",
      "@id,asOf,patient/name/text,provider/name/text,condition/text\n\n"
      "a,2026-11-20,Ann,Dr Lee,Gout\nb,2026-11-20,Bo,Dr Lee\nc,2026-11-20,,Dr Lee,Gout\n"
  );
  CHECK(night.batch({"rows.csv"}).exit == 1);
  const std::string manifest = tests::read(night.folder / "out/manifest.jsonl");
  CHECK(contains(manifest, "{\"number\":1,\"row\":3,\"case\":\"a\",\"status\":\"made\""));
  CHECK(contains(manifest, "{\"number\":2,\"row\":4,\"case\":\"b\",\"status\":\"refused\""));
  CHECK(contains(manifest, "{\"number\":3,\"row\":5,\"case\":\"c\",\"status\":\"refused\""));
  const Ran words = night.shell("pdftotext out/batch-report.pdf -");
  CHECK(contains(words.out, "b (row 4)"));
  CHECK(contains(words.out, "c (row 5)"));
}

TEST_CASE("one bad cell costs nobody their packet, and is told; with --strict it refuses the row") {
  const Night night{0};
  tests::write(
      night.folder / "rows.csv",
      "MRN;Patient Name;DOB;Phone;Interp?;Appt Date;Appt Time;Language\n"
      "m1;LEE, ANNA M;3/14/68;2,16556E+09;maybe;12/3/2026;9:05 AM;SPANISH\n"
      "m2;LEE, BO;1/2/1950 0:00;(937) 555-0142;y;12/3/2026;10:30;English\n"
      "m3;;1/2/1950;;N;;;\n"
  );
  tests::write(
      night.folder / "map.xml",
      "<columns><column heading=\"mrn\" path=\"@id\"/>"
      "<column heading=\"patient name\" path=\"patient/name\" order=\"last, first\" "
      "capitals=\"yes\"/>"
      "<column heading=\"DOB\" path=\"patient/birthDate\" date=\"month/day/year\"/>"
      "<column heading=\"Phone\" path=\"patient/telecom\"/>"
      "<column heading=\"Interp?\" path=\"patient/communication/@interpreterRequired\"/>"
      "<column heading=\"Appt Date\" path=\"appointment/@at\" date=\"month/day/year\">"
      "<with heading=\"Appt Time\"/></column>"
      "<column heading=\"Language\" path=\"@language\" empty=\"en\"/></columns>"
  );
  tests::write(
      night.folder / "shared.xml",
      "<case version=\"1\"><asOf>2026-11-20</asOf><patient><telecom system=\"phone\"/></patient>"
      "<provider id=\"lowe\" role=\"second\"><name><text>Dr. Lowe</text></name></provider>"
      "<condition><text>Gout</text></condition><appointment provider=\"lowe\"/></case>"
  );
  const std::vector<std::string> words{
      "rows.csv", "--columns", "map.xml", "--shared", "shared.xml", "--no-redact"};
  const Ran ran = night.batch(words);
  CHECK(ran.exit == 1);
  CHECK(contains(timeless(ran.out), "3 cases: 2 made, 1 not made\n"));
  CHECK(contains(
      ran.error,
      "rows.csv:2:16: warning[W905]: the cell in the column 'DOB' was left blank: a date needs a "
      "year of four digits, found '3/14/68' in the column 'DOB'\n"
  ));
  CHECK(contains(ran.error, "the cell in the column 'Phone' was left blank: a spreadsheet has "));
  CHECK(contains(
      ran.error,
      "warning[W905]: the cell in the column 'Interp?' was left blank: expected yes, no or "
      "unknown, "
      "found 'maybe'\n"
  ));
  // Without a name there is no packet, and the row says so.
  CHECK(contains(ran.error, "<patient> needs the element <name>"));
  CHECK(night.has("out/m1/packet.pdf"));
  CHECK(contains(tests::read(night.folder / "out/manifest.jsonl"), "\"W905\":3"));

  auto strict = words;
  strict.insert(strict.end(), {"--strict", "-o", "strictly"});
  const Ran again = night.batch(strict);
  CHECK(contains(timeless(again.out), "3 cases: 1 made, 2 not made\n"));
  CHECK(contains(again.error, "rows.csv:2:16: error[E915]"));
  CHECK_FALSE(night.has("strictly/m1"));
}

TEST_CASE(
    "a night of a thousand messy rows prints one screen, whatever is wrong in them", "[again]"
) {
  const std::string clinic = CAREPACKET_SOURCE_DIR "/samples/clinic";
  std::istringstream lines{tests::read(clinic + "/rows.csv")};
  std::string head, row;
  std::getline(lines, head);
  std::vector<std::string> rows;  // those on one line
  while (std::getline(lines, row)) {
    if (row.starts_with("2026-") && row.find('"') == row.npos)
      rows.push_back(row.substr(row.find(',')));
  }
  REQUIRE(rows.size() > 10);
  const std::vector<std::string> junk{
      "nan",
      "NULL",
      "#REF!",
      "13/45/2026",
      "“x”",
      "3.5",
      "California",
      "??",
      "555-01",
      "a@b",
      "\x07",
      "\uA9B2",
      "TRUE",
      "0",
      "1/1/1875",
      "2026-01-01"};
  std::string night = head + "\n";
  for (std::size_t i = 0; i < 1000; ++i) {
    std::string cells = rows[i % rows.size()];
    // The cell behind one of the commas is something else.
    std::size_t at = 0;
    for (std::size_t left = i % 23 + 1; left > 0; --left) {
      const auto next = cells.find(',', at + 1);
      if (next == cells.npos) break;
      at = next;
    }
    cells.replace(at + 1, cells.find(',', at + 1) - at - 1, junk[i % junk.size()]);
    night += "n" + std::to_string(i) + cells + "\n";
  }
  const Night of{0};
  tests::write(of.folder / "night.csv", night);
  const Ran ran = of.batch(
      {"night.csv",
       "--columns",
       clinic + "/columns.xml",
       "--shared",
       clinic + "/shared.xml",
       "--only",
       "top-questions"}
  );
  const std::string all = ran.error + ran.out;
  INFO(all);
  CHECK(contains(ran.out, "1,000 cases: "));
  for (const std::string code : {"W905", "E902", "W132", "W137"}) CHECK(contains(all, code));
  CHECK(std::count(all.begin(), all.end(), '\n') <= 50);
}
