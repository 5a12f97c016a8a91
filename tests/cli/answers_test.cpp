// What somebody typed into a packet survives the next one, whatever program saved it.

#include "tests/cli/tiny.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using tests::contains;
using tests::Ran;
using tests::tiny;

namespace {

const std::string phone = "packet-cover/if-you-find-this-packet-call-your-phone-number";
const std::string visit = "packet-cover/date-and-time";

/// A folder with tiny.xml and its packet.
struct FilledDesk : tests::TemporaryFolder {
  FilledDesk() {
    tests::write(*this / "tiny.xml", tiny);
    REQUIRE(make().exit == 0);
  }
  Ran carepacket(std::vector<std::string> words) const {
    words.insert(words.begin(), {"setsid", "-w", tests::carepacket()});
    return tests::run(words, {.folder = path().string()});
  }
  Ran make(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"make", "tiny.xml"});
    return carepacket(std::move(more));
  }
  std::string packet() const { return (*this / "out/tiny/packet.pdf").string(); }
  /// Fills fields in as pdftk does, and puts the file back.
  void fill(const std::string& fields) const {
    tests::write(
        *this / "x.fdf",
        "%FDF-1.2\n1 0 obj\n<</FDF<</Fields[" + fields +
            "]>>>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
    );
    const Ran filled = tests::run(
        {"pdftk", packet(), "fill_form", (*this / "x.fdf").string(), "output", packet() + ".new"}
    );
    REQUIRE(filled.exit == 0);
    std::filesystem::rename(packet() + ".new", packet());
  }
  std::string answers() const { return carepacket({"answers", "out/tiny/packet.pdf"}).out; }
};

std::string field(const std::string& name, const std::string& value) {
  return "<</T(" + name + ")/V(" + value + ")>>";
}

}  // namespace

TEST_CASE("an answer stands in the next packet, and in the one after it") {
  const FilledDesk desk;
  CHECK(desk.answers() == "Nothing was typed into it.\n");
  desk.fill(field(visit, "Monday at 9") + field(phone, "814 555 0100"));
  for (int round = 0; round < 2; ++round) {
    const Ran again = desk.make();
    CHECK(again.exit == 0);
    CHECK(again.error == "");
    CHECK(contains(again.out, " pages, 2 answers kept\n"));
    CHECK(contains(desk.answers(), "    Monday at 9\n"));
    CHECK(contains(tests::run({"pdftotext", desk.packet(), "-"}).out, "814 555 0100"));
  }
  CHECK_FALSE(std::filesystem::exists(desk / "out/tiny/answers.txt"));
}

TEST_CASE("an answer of one doctor's visit does not move to the visit with another") {
  const FilledDesk desk;
  std::string text =
      tests::read(std::string{CAREPACKET_SOURCE_DIR} + "/samples/crohns-disease.xml");
  const std::string packet = "out/crohns-disease/packet.pdf";
  const auto make_again = [&] {
    tests::write(desk / "crohns.xml", text);
    return desk.carepacket({"make", "crohns.xml"});
  };
  REQUIRE(make_again().exit == 0);
  tests::write(
      desk / "x.fdf",
      "%FDF-1.2\n1 0 obj\n<</FDF<</Fields[" +
          field("top-questions/1-can-i-wait-three-i-start-infusions", "Not past June") +
          "]>>>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
  );
  const std::string path = (desk / packet).string(), filled = path + ".new";
  REQUIRE(
      tests::run({"pdftk", path, "fill_form", (desk / "x.fdf").string(), "output", filled}).exit ==
      0
  );
  std::filesystem::rename(filled, path);
  CHECK(contains(make_again().out, ", 1 answer kept\n"));
  const std::string visit = "<appointment provider=\"lindqvist\"";
  text.replace(text.find(visit), visit.size(), "<appointment provider=\"okafor\"");
  CHECK(contains(make_again().error, "W727"));
  CHECK(desk.carepacket({"answers", packet}).out == "Nothing was typed into it.\n");
  CHECK(contains(tests::read(desk / "out/crohns-disease/answers.txt"), "    Not past June\n"));
}

TEST_CASE("the same packet saved again by other programs loses nothing") {
  const std::vector<std::vector<std::string>> programs = {
      {"qpdf", "--object-streams=disable"}, {"mutool", "clean"}, {"qpdf", "--linearize"}};
  for (const auto& program : programs) {
    INFO(program[0]);
    const FilledDesk desk;
    desk.fill(field(visit, "Monday"));
    std::vector<std::string> words = program;
    words.insert(words.end(), {desk.packet(), (desk / "saved.pdf").string()});
    REQUIRE(tests::run(words).exit == 0);
    std::filesystem::rename(desk / "saved.pdf", desk.packet());
    CHECK(desk.make().exit == 0);
    CHECK(contains(desk.answers(), "    Monday\n"));
  }
}

TEST_CASE("of a file that was saved by appending to it the newest answer counts, in every run") {
  const FilledDesk desk;
  tests::write(
      desk / "append.js",
      "var doc = new PDFDocument(scriptArgs[0]), done = false;\n"
      "for (var i = 0; i < doc.countPages(); ++i)\n"
      "  doc.loadPage(i).getWidgets().forEach(function (w) {\n"
      "    if (done || w.getFieldType() != 'text') return;\n"
      "    w.setTextValue(scriptArgs[2]); done = true;\n"
      "  });\n"
      "doc.save(scriptArgs[1], 'incremental');\n"
  );
  for (const char* typed : {"first", "second"}) {
    const std::string before = tests::read(desk.packet());
    const std::string appended = (desk / "appended.pdf").string();
    REQUIRE(
        tests::run({"mutool", "run", (desk / "append.js").string(), desk.packet(), appended, typed})
            .exit == 0
    );
    REQUIRE(tests::read(appended).starts_with(before));
    std::filesystem::rename(appended, desk.packet());
    CHECK(contains(desk.answers(), "    " + std::string{typed} + '\n'));
  }
  CHECK_FALSE(contains(desk.answers(), "first"));
  CHECK(contains(desk.make().out, ", 1 answer kept\n"));
  CHECK(contains(desk.answers(), "    second\n"));
  CHECK_FALSE(contains(desk.answers(), "first"));
}

TEST_CASE("an update with a table of its own is read as well") {
  const FilledDesk desk;
  // The field's object again behind the end, and a table that points back (ISO 32000-1 §7.5.6).
  const std::string script =
      "import pikepdf,re,sys\n"
      "name,path=sys.argv[1:]\n"
      "p=pikepdf.open(path)\n"
      "f=[f for f in p.Root.AcroForm.Fields if str(f.T)==name][0]\n"
      "f.V='Tuesday at 4'\n"
      "n=f.objgen[0]\n"
      "data=open(path,'rb').read()\n"
      "last=int(re.findall(rb'startxref\\s+(\\d+)',data)[-1])\n"
      "size,root=len(p.objects)+1,p.Root.objgen[0]\n"
      "at=len(data)+1\n"
      "more=b'\\n%d 0 obj\\n'%n+f.unparse(resolved=True)+b'\\nendobj\\n'\n"
      "start=len(data)+len(more)\n"
      "more+=b'xref\\n%d 1\\n%010d 00000 n \\n'%(n,at)\n"
      "more+=b'trailer\\n<</Size %d/Root %d 0 R/Prev %d>>\\nstartxref\\n%d\\n%%%%EOF\\n'"
      "%(size,root,last,start)\n"
      "open(path,'ab').write(more)\n";
  const tests::Ran appended = tests::run({"/usr/bin/python3", "-c", script, visit, desk.packet()});
  INFO(appended.error);
  REQUIRE(appended.exit == 0);
  CHECK(contains(desk.answers(), "    Tuesday at 4\n"));
  CHECK(contains(desk.make().out, ", 1 answer kept\n"));
  CHECK(contains(desk.answers(), "    Tuesday at 4\n"));
}

TEST_CASE("a run that is killed at any moment loses no answer") {
  const FilledDesk desk;
  desk.fill(field(visit, "Monday at 9"));
  std::mt19937 chance{16};
  const std::string before = tests::tiny;
  for (int round = 0; round < tests::rounds(12, 2); ++round) {
    // Another case each time, so that there is something to write.
    std::string now = before;
    now.replace(now.find("Asthma"), 6, "Asthma " + std::to_string(round));
    tests::write(desk / "tiny.xml", now);
    const std::string moment = "0.0" + std::to_string(10 + chance() % 80);
    const Ran killed = tests::run(
        {"timeout", "-s", "KILL", moment, tests::carepacket(), "make", "tiny.xml"},
        {.folder = desk.path().string()}
    );
    INFO(moment << ' ' << killed.exit);
    CHECK(contains(desk.answers(), "    Monday at 9\n"));
  }
  CHECK(contains(desk.make().out, ", 1 answer kept\n"));
  CHECK(contains(desk.answers(), "    Monday at 9\n"));
}

TEST_CASE("an answer without a place is kept beside the packet, once, and told") {
  const FilledDesk desk;
  desk.fill(field("conversation-script/name-they-gave-me", "Ms. Adams"));
  const Ran fewer = desk.make({"--only", "top-questions"});
  CHECK(
      fewer.error ==
      "carepacket: warning[W727]: some answers have no place in the new papers: they are kept in "
      "'out/tiny/answers.txt'\n"
      "   = hint: copy from there what is still of use\n"
  );
  const std::string kept = tests::read(desk / "out/tiny/answers.txt");
  CHECK(contains(kept, "    Ms. Adams\n"));
  CHECK(desk.make().error == "");
  CHECK(tests::read(desk / "out/tiny/answers.txt") == kept);
  // A file that does not say whose it is, since somebody wrote in it, is not called another's.
  tests::write(desk / "out/tiny/answers.txt", "My notes\n");
  desk.fill(field("conversation-script/name-they-gave-me", "Mr. Cole"));
  CHECK(desk.make({"--only", "top-questions"}).exit == 0);
  const std::string noted = tests::read(desk / "out/tiny/answers.txt");
  CHECK(noted.starts_with("My notes\n"));
  CHECK(contains(noted, "    Mr. Cole\n"));
}

TEST_CASE("answers that are kept beside a packet are joined by none of another person") {
  const FilledDesk desk;
  const std::string name = "conversation-script/name-they-gave-me";
  const std::string kept = (desk / "out/tiny/answers.txt").string();
  desk.fill(field(name, "Ms. Adams"));
  REQUIRE(desk.make({"--only", "top-questions"}).exit == 0);
  const std::string before = tests::read(kept);
  // Another person's case has the id by now.
  std::string other = tiny;
  const auto at = other.find("<text>");
  other.replace(at, other.find("</text>") - at, "<text>Zoe Ames");
  tests::write(desk / "tiny.xml", other);
  REQUIRE(desk.make().exit == 0);
  desk.fill(field(name, "Mr. Bell"));
  const Ran refused = desk.make({"--only", "top-questions"});
  CHECK(contains(refused.error, "error[E749]: 'out/tiny/answers.txt' holds what was typed"));
  CHECK(refused.exit != 0);
  CHECK(tests::read(kept) == before);
  CHECK(contains(desk.answers(), "Mr. Bell"));
  // Away with it, and the answer has a file of its own.
  std::filesystem::rename(kept, kept + ".adams");
  CHECK(desk.make({"--only", "top-questions"}).exit == 0);
  CHECK(contains(tests::read(kept), "    Mr. Bell\n"));
  CHECK_FALSE(contains(tests::read(kept), "Adams"));
}

TEST_CASE("a pipe in the place of a packet holds nobody up, and is not written over") {
  const FilledDesk desk;
  std::filesystem::remove(desk.packet());
  REQUIRE(tests::run({"mkfifo", desk.packet()}).exit == 0);
  const Ran made = tests::run(
      {"timeout", "10", tests::carepacket(), "make", "tiny.xml"}, {.folder = desk.path().string()}
  );
  CHECK(made.exit != 0);
  CHECK(made.exit != 124);
  CHECK(contains(made.error, "'out/tiny/packet.pdf'"));
  CHECK(std::filesystem::is_fifo(desk.packet()));
}

TEST_CASE("a packet that some program saved, and into which nobody typed, is simply replaced") {
  const FilledDesk desk;
  const std::string as_made = tests::read(desk.packet());
  const std::vector<std::vector<std::string>> programs = {
      {"qpdf", "in", "out"},
      {"qpdf", "--linearize", "in", "out"},
      {"qpdf", "--stream-data=uncompress", "in", "out"},
      {"mutool", "clean", "-d", "in", "out"},
      {"pdftk", "in", "output", "out"}};
  for (std::vector<std::string> words : programs) {
    INFO(words[0] << ' ' << words[1]);
    const std::string saved = (desk / "saved.pdf").string();
    std::ranges::replace(words, "in", desk.packet());
    std::ranges::replace(words, "out", saved);
    REQUIRE(tests::run(words).exit == 0);
    std::filesystem::rename(saved, desk.packet());
    REQUIRE(tests::read(desk.packet()) != as_made);
    const Ran again = desk.make();
    CHECK(again.exit == 0);
    CHECK(again.error == "");
    CHECK(contains(again.out, "Nothing to print again.\n"));
    CHECK(tests::read(desk.packet()) == as_made);
  }
  CHECK_FALSE(std::filesystem::exists(desk / "out/tiny/answers.txt"));
}

TEST_CASE("a page that somebody marked, added or took away is not written over, filled in or not") {
  const FilledDesk desk;
  const std::string note = (desk / "note.pdf").string(), saved = (desk / "saved.pdf").string();
  REQUIRE(tests::run({"qpdf", desk.packet(), "--pages", ".", "1", "--", note}).exit == 0);
  const std::vector<std::vector<std::string>> changes = {
      {"qpdf", "in", "--overlay", note, "--", saved},
      {"pdftk", "in", "multistamp", note, "output", saved},
      {"qpdf", "in", "--pages", ".", note, "--", saved},
      {"qpdf", "in", "--pages", ".", "1-r2", "--", saved},
      {"pdftk", "in", "cat", "2", "1", "3-end", "output", saved},
      {"qpdf", "in", "--add-attachment", note, "--", saved}};
  for (const bool is_filled : {false, true}) {
    if (is_filled) desk.fill(field(visit, "Monday"));
    const std::string before = tests::read(desk.packet());
    for (std::vector<std::string> words : changes) {
      INFO(words[2] << ' ' << is_filled);
      std::ranges::replace(words, "in", desk.packet());
      REQUIRE(tests::run(words).exit == 0);
      std::filesystem::rename(saved, desk.packet());
      const std::string changed = tests::read(desk.packet());
      const Ran again = desk.make();
      CHECK(again.exit == 4);
      CHECK(
          contains(again.error, "error[E703]: 'out/tiny/packet.pdf' is there, and is not a file as")
      );
      CHECK(tests::read(desk.packet()) == changed);
      tests::write(desk.packet(), before);
    }
  }
}

TEST_CASE("a paper on which somebody drew or commented is not written over") {
  const FilledDesk desk;
  desk.fill(field(visit, "Monday"));
  const std::string script =
      "import pikepdf,sys\np=pikepdf.open(sys.argv[1],allow_overwriting_input=True)\n"
      "p.pages[0].Annots.append(pikepdf.Dictionary(Type=pikepdf.Name.Annot,"
      "Subtype=pikepdf.Name.Text,Rect=[0,0,9,9],Contents='ask'))\np.save()\n";
  REQUIRE(tests::run({"/usr/bin/python3", "-c", script, desk.packet()}).exit == 0);
  const Ran again = desk.make();
  CHECK(again.exit == 4);
  CHECK(contains(again.error, "error[E703]: 'out/tiny/packet.pdf' is there, and is not a file as"));
}

TEST_CASE("a tick and a tick that was taken away are answers") {
  const FilledDesk desk;
  desk.fill("<</T(packet-cover/read-top-questions-cross-what-you-do-not-need)/V/Yes>>");
  CHECK(desk.make().exit == 0);
  CHECK(contains(desk.answers(), "    [x]\n"));
}

TEST_CASE("answers behind a password are asked for with it, and nothing is lost without") {
  const FilledDesk desk;
  tests::write(desk / "key", "correct horse battery\n");
  std::filesystem::permissions(desk / "key", std::filesystem::perms::owner_read);
  desk.fill(field(visit, "Monday"));
  const std::vector<std::string> locked{"--encrypt", "--password-file", "key"};
  CHECK(desk.make(locked).exit == 0);
  const std::string before = tests::read(desk.packet());
  const Ran without = desk.make();
  CHECK(without.exit == 4);
  CHECK(contains(
      without.error,
      "error[E726]: 'out/tiny/packet.pdf' holds answers, and opens with its password alone\n"
  ));
  CHECK(tests::read(desk.packet()) == before);
  CHECK(desk.make(locked).exit == 0);
  CHECK(contains(
      desk.carepacket({"answers", "out/tiny/packet.pdf", "--password-file", "key"}).out,
      "    Monday\n"
  ));
}

TEST_CASE("what is no packet has no answers") {
  const FilledDesk desk;
  CHECK(
      desk.carepacket({"answers", "tiny.xml"}).error ==
      "carepacket: error[E727]: the fields of 'tiny.xml' cannot be read\n"
  );
}
