// What was typed into a packet becomes words of the case.

#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

using tests::contains;
using tests::Ran;

namespace {

const std::string before_the_visit = R"(<?xml version="1.0"?>
<case id="tiny" version="1">
  <asOf>2026-11-20</asOf>
  <patient><name><text>Ada Quill</text></name><birthDate>1990-01-02</birthDate></patient>
  <provider id="okafor" role="current"><name><text>Dr. Okafor</text></name></provider>
  <provider id="lind" role="second"><name><text>Dr. Lind</text></name></provider>
  <condition status="confirmed"><text>Asthma</text></condition>
  <appointment provider="lind" at="2026-12-03T10:30" mode="in-person"/>
  <question priority="1" source="own">Can I run?</question>   <!-- ask this first -->
  <opinion provider="okafor" date="2026-08-12"><diagnosis>Asthma</diagnosis></opinion>
</case>
)";

struct VisitDesk : tests::TemporaryFolder {
  VisitDesk() {
    tests::write(*this / "tiny.xml", before_the_visit);
    REQUIRE(carepacket({"make", "tiny.xml"}).exit == 0);
  }
  Ran carepacket(std::vector<std::string> words) const {
    words.insert(words.begin(), tests::carepacket());
    return tests::run(words, {.folder = path().string()});
  }
  /// Types into the fields whose labels begin so, as pikepdf saves it.
  void type(const std::vector<std::pair<std::string, std::string>>& answers) const {
    std::vector<std::string> words{
        "/usr/bin/python3",
        "-c",
        "import pikepdf,sys\n"
        "p=pikepdf.open(sys.argv[1])\n"
        "for label,words in zip(sys.argv[3::2],sys.argv[4::2]):\n"
        "  f=[f for f in p.Root.AcroForm.Fields if str(f.TU).startswith(label)]\n"
        "  assert f, label\n"
        "  f[0].V=words\n"
        "p.save(sys.argv[2])\n",
        (*this / "out/tiny/packet.pdf").string(),
        (*this / "typed.pdf").string()};
    for (const auto& [label, answer] : answers) words.insert(words.end(), {label, answer});
    const Ran typed = tests::run(words);
    INFO(typed.error);
    REQUIRE(typed.exit == 0);
  }
  std::string read(const char* name) const { return tests::read(*this / name); }
};

}  // namespace

TEST_CASE("answers, an opinion and the notes of a visit become words of the case") {
  const VisitDesk desk;
  desk.type(
      {{"1: Can I run?", "Yes, slowly"},
       {"What the doctor thinks it is", "Asthma & a cold"},
       {"Tests, and what each", "Blood test"},
       {"Choice (2)", "Inhaler"},
       {"Good about it (2)", "Works fast"},
       {"What happens next", "Call on Monday"},
       {"Who to call with questions", "Nurse Bo"}}
  );
  const Ran ran =
      desk.carepacket({"answers", "typed.pdf", "--into-case", "tiny.xml", "-o", "d.xml"});
  CHECK(ran.exit == 0);
  CHECK(
      ran.error ==
      "carepacket: warning[W728]: 1 answer is not in the case\n"
      "   = hint: they stay in the PDF, and carepacket answers lists them\n"
  );
  CHECK(ran.out.starts_with("Written into the case:\n\n"));
  CHECK(contains(
      ran.out,
      "A case has no place for these. They stay in the PDF:\n\n"
      "Who to call with questions, and the number\n    Nurse Bo\n\n"
      "d.xml: 6 answers written\n"
  ));
  const std::string draft = desk.read("d.xml");
  CHECK(contains(draft, "<answer provider=\"lind\" date=\"2026-12-03\">Yes, slowly</answer>"));
  CHECK(contains(
      draft,
      "<opinion provider=\"lind\" date=\"2026-12-03\" basis=\"in-person\">"
      "<diagnosis>Asthma &amp; a cold</diagnosis>"
  ));
  CHECK(contains(draft, "<testNeeded>Blood test</testNeeded>"));
  CHECK(contains(draft, "<name>Inhaler</name>"));
  CHECK(contains(draft, "<pro>Works fast</pro>"));
  CHECK(contains(draft, "<nextStep>Call on Monday</nextStep>"));
  CHECK(contains(draft, "<!-- ask this first -->"));
  // The row that was left empty makes no treatment.
  CHECK(draft.find("<treatment>") == draft.rfind("<treatment>"));
  const Ran checked = desk.carepacket({"check", "d.xml", "--as-of", "2026-12-04"});
  CHECK(checked.exit == 0);
  CHECK_FALSE(contains(checked.error, "error["));
}

TEST_CASE("what is in the case already is not written twice, and no word of it is changed") {
  const VisitDesk desk;
  desk.type({{"1: Can I run?", "Yes"}, {"What the doctor thinks it is", "A cold"}});
  CHECK(desk.carepacket({"answers", "typed.pdf", "--into-case", "tiny.xml"}).exit == 0);
  const std::string once = desk.read("tiny.xml");
  CHECK(contains(once, "<diagnosis>A cold</diagnosis>"));
  const Ran twice = desk.carepacket({"answers", "typed.pdf", "--into-case", "tiny.xml"});
  CHECK(contains(twice.out, "The case says so already:\n\n"));
  CHECK(contains(twice.out, "tiny.xml: 0 answers written\n"));
  CHECK(desk.read("tiny.xml") == once);

  desk.type({{"What the doctor thinks it is", "Pneumonia"}});
  const Ran other = desk.carepacket({"answers", "typed.pdf", "--into-case", "tiny.xml"});
  CHECK(contains(other.out, "The case says something else, and keeps it:\n\n"));
  CHECK(contains(other.out, "    Pneumonia\n"));
  CHECK(desk.read("tiny.xml") == once);
}

TEST_CASE("a case that has lost the question or the doctor has no place for the answer") {
  const VisitDesk desk;
  desk.type({{"1: Can I run?", "Yes"}, {"What the doctor thinks it is", "A cold"}});
  std::string other = before_the_visit;
  other.replace(other.find("Can I run?"), 10, "Can I swim");
  for (auto at = other.find("lind\""); at != other.npos; at = other.find("lind\""))
    other.replace(at, 5, "moor\"");
  tests::write(desk / "other.xml", other);
  const Ran ran = desk.carepacket({"answers", "typed.pdf", "--into-case", "other.xml", "-o", "-"});
  CHECK(ran.exit == 0);
  CHECK(ran.out == other);
  CHECK(contains(ran.error, "warning[W728]: 2 answers are not in the case\n"));
}

TEST_CASE("an answer that is in the case by now does not stand in its field as well") {
  const VisitDesk desk;
  desk.type({{"1: Can I run?", "Yes, slowly"}, {"What the doctor thinks it is", "A cold"}});
  std::filesystem::rename(desk / "typed.pdf", desk / "out/tiny/packet.pdf");
  const std::vector<std::string> into{"answers", "out/tiny/packet.pdf", "--into-case", "tiny.xml"};
  REQUIRE(desk.carepacket(into).exit == 0);
  const Ran made = desk.carepacket({"make", "tiny.xml", "--as-of", "2026-11-20"});
  CHECK(made.exit == 0);
  CHECK(contains(made.out, ", 2 answers kept\n"));
  CHECK_FALSE(std::filesystem::exists(desk / "out/tiny/answers.txt"));
  const std::string said =
      tests::run({"pdftotext", "-layout", (desk / "out/tiny/packet.pdf").string(), "-"}).out;
  CHECK(contains(said, "Dr. Lind, 12/3/2026: Yes, slowly"));
  CHECK(said.find("Yes, slowly") == said.rfind("Yes, slowly"));
  const std::string typed = desk.carepacket({"answers", "out/tiny/packet.pdf"}).out;
  CHECK_FALSE(contains(typed, "Yes, slowly"));
  CHECK(contains(typed, "    A cold\n"));
  // What is typed behind it is more than the case says.
  CHECK(desk.carepacket(into).exit == 0);
}

TEST_CASE("the next packet says what the doctor said to a question, and still has room") {
  const VisitDesk desk;
  desk.type({{"1: Can I run?", "Yes, slowly"}});
  CHECK(desk.carepacket({"answers", "typed.pdf", "--into-case", "tiny.xml"}).exit == 0);
  CHECK(desk.carepacket({"make", "tiny.xml", "-o", "new", "--only", "top-questions"}).exit == 0);
  const std::string said =
      tests::run({"pdftotext", "-layout", (desk / "new/tiny/packet.pdf").string(), "-"}).out;
  CHECK(contains(said, "Dr. Lind, 12/3/2026: Yes, slowly"));
}
