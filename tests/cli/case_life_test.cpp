// One case over months, as an advocate has it: records come, answers are typed, papers are made
// anew.

#include "tests/cli/tiny.hpp"
#include "tests/cli/typed_desk.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <csignal>
#include <random>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace fs = std::filesystem;
using tests::contains;
using tests::Ran;
using tests::replaced;
using tests::words_of;

namespace {

struct LifeDesk : tests::TypedDesk {
  /// A record as another program makes it: two pages by MuPDF, with words.
  void record(const std::string& name, const std::string& words) const {
    const auto page = [&](const std::string& file, const std::string& text) {
      tests::write(
          *this / file,
          "%%MediaBox 0 0 612 792\n%%Font F Helvetica\nBT /F 20 Tf 72 700 Td (" + text + ") Tj ET\n"
      );
      return (*this / file).string();
    };
    const Ran made = tests::run(
        {"mutool",
         "create",
         "-o",
         (*this / name).string(),
         page("1.txt", words),
         page("2.txt", "End of " + words)}
    );
    REQUIRE(made.exit == 0);
  }
};

/// The first field for text in the file whose name begins so.
std::string field_of(const fs::path& packet, const std::string& begins) {
  const std::string all = tests::run({"pdftk", packet.string(), "dump_data_fields"}).out;
  const std::string before = "FieldType: Text\nFieldName: ";
  const auto at = all.find(before + begins);
  REQUIRE(at != std::string::npos);
  const auto name = at + before.size();
  return all.substr(name, all.find('\n', name) - name);
}

}  // namespace

TEST_CASE(
    "over three versions of a case no answer is lost, no stale paper left, and records stand where "
    "the contents say"
) {
  const LifeDesk desk;
  const fs::path binder = desk / "out/crohns-disease/binder.pdf";
  std::string text = tests::sample("crohns-disease");
  const auto make = [&] {
    tests::write(desk / "case.xml", text);
    return desk.carepacket({"make", "case.xml", "--set", "binder", "--only-changed", "again.pdf"});
  };
  // The first: no record yet; the advocate types what she heard.
  REQUIRE(make().exit == 0);
  CHECK(contains(words_of(binder), "Second opinion"));
  const std::string field = field_of(binder, "visit-notes/");
  desk.type(binder, {{field, "Ask Bob"}});
  // The second: two records came in.
  desk.record("biopsy.pdf", "Pathology of March");
  desk.record("labs.pdf", "Laboratory of April");
  text = replaced(
      text,
      "</case>",
      "<attachment file=\"biopsy.pdf\" type=\"pathology-report\" date=\"2026-03-02\" "
      "author=\"okafor\" "
      "for=\"doctor\"><description>Biopsy</description></attachment>"
      "<attachment file=\"labs.pdf\" date=\"2026-04-02\" author=\"okafor\">"
      "<description>Blood tests</description></attachment></case>"
  );
  const Ran second = make();
  REQUIRE(second.exit == 0);
  std::string words = words_of(binder);
  for (const std::string part : {"Ask Bob", "Pathology of March", "Laboratory of April", "Biopsy"})
    CHECK(contains(words, part));
  CHECK(contains(second.out, ", 1 answer kept\n"));
  CHECK(contains(second.out, "\n  record-biopsy: "));
  CHECK(contains(words_of(desk / "again.pdf"), "Pathology of March"));
  // The third: one record is replaced by a better scan, the other goes.
  desk.record("biopsy.pdf", "Second reading of the pathology");
  text.erase(
      text.find("<attachment file=\"labs.pdf\""),
      text.rfind("</case>") - text.find("<attachment file=\"labs.pdf\"")
  );
  const Ran third = make();
  REQUIRE(third.exit == 0);
  words = words_of(binder);
  CHECK(contains(words, "Second reading of the pathology"));
  CHECK_FALSE(contains(words, "Laboratory of April"));
  CHECK(contains(words, "Ask Bob"));
  CHECK(contains(third.out, "\n  record-blood-tests: take out "));
  CHECK_FALSE(fs::exists(desk / "out/crohns-disease/answers.txt"));
  // Made once more, nothing is to be done.
  CHECK(make().out.ends_with("\nNothing to print again.\n"));
  // What goes to the second doctor has the record that is for her, and nothing typed.
  REQUIRE(desk.carepacket({"make", "case.xml", "--set", "transfer-set"}).exit == 0);
  const std::string sent = words_of(desk / "out/crohns-disease/transfer-set.pdf");
  CHECK(contains(sent, "Second reading of the pathology"));
  CHECK_FALSE(contains(sent, "Ask Bob"));
  CHECK(fs::exists(binder));
}

TEST_CASE("a kill at any moment of a run loses no answer that was typed") {
  const LifeDesk desk;
  tests::write(desk / "tiny.xml", tests::tiny);
  const fs::path packet = desk / "out/tiny/packet.pdf";
  const std::vector<std::string> words{"make", "tiny.xml"};
  REQUIRE(desk.carepacket(words).exit == 0);
  const std::string field = field_of(packet, "packet-cover/date-and-time");
  desk.type(packet, {{field, "Monday at 9"}});
  std::mt19937 chance{7};
  for (int round = 0; round < tests::rounds(40, 4); ++round) {
    // Each run has something to write: the case is another one.
    tests::write(
        desk / "tiny.xml",
        replaced(
            tests::tiny,
            "Ada Quill",
            "Ada Quill " + std::string(1, static_cast<char>('A' + round % 26))
        )
    );
    const pid_t run = ::fork();
    REQUIRE(run >= 0);
    if (run == 0) {
      ::close(STDOUT_FILENO);
      ::close(STDERR_FILENO);
      const std::string program = tests::carepacket();
      if (::chdir(desk.path().c_str()) == 0)
        ::execl(program.c_str(), program.c_str(), "make", "tiny.xml", nullptr);
      ::_exit(127);
    }
    std::this_thread::sleep_for(std::chrono::microseconds{chance() % 60'000});
    ::kill(run, SIGKILL);
    int status = 0;
    ::waitpid(run, &status, 0);
    INFO(round);
    CHECK(contains(desk.carepacket({"answers", "out/tiny/packet.pdf"}).out, "    Monday at 9\n"));
  }
}
