// carepacket in a process that is not as it should be: descriptors closed, limits low, rights
// missing.

#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <sstream>
#include <unistd.h>

using tests::Ran;
using tests::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

std::string one(const std::string& id, const std::string& as_of = "2026-11-20") {
  return "<case id=\"" + id + "\" version=\"1\">\n<asOf>" + as_of +
         "</asOf>\n<patient><name><text>Ada "
         "Quill</text></name></patient>\n<provider><name><text>Dr. "
         "Okafor</text></name></provider>\n<condition><text>Asthma</text></condition>\n</case>\n";
}

/// A folder that everybody may use, with cases in it, and a shell there that may do no more than
/// any account: $carepacket is the program, $one begins a command of another account when this one
/// is root, whom nothing stops.
struct Shell {
  TemporaryFolder folder;
  Shell() {
    fs::permissions(folder.path(), fs::perms::all);
    fs::create_directory(folder / "cases");
    for (const std::string id : {"a", "b", "c"})
      tests::write(folder / ("cases/" + id + ".xml"), one(id));
  }
  Ran run(const std::string& line) const {
    const bool root = ::geteuid() == 0;
    return tests::run(
        {"bash", "-c", line},
        {.folder = folder.path().string(),
         .environment =
             {"carepacket=" + tests::carepacket(),
              root ? "as_other=setpriv --reuid 65534 --regid 65534 --clear-groups" : "as_other="}}
    );
  }
  bool has(const std::string& path) const { return fs::exists(folder / path); }
};

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("with closed descriptors no message goes into a file", "[again]") {
  const Shell shell;
  tests::write(shell.folder / "cases/b.xml", one("b", "nonsense"));
  for (const std::string closed : {"<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-", "2>&-", "<&- >&-"}) {
    CAPTURE(closed);
    fs::remove_all(shell.folder / "out");
    const Ran ran = shell.run("\"$carepacket\" batch cases -q --no-redact -j 1 " + closed);
    CHECK(ran.exit == 1);
    std::istringstream lines{tests::read(shell.folder / "out/manifest.jsonl")};
    for (std::string line; std::getline(lines, line);) CHECK(line.substr(0, 1) == "{");
  }
}

TEST_CASE("what cannot be read or printed is told, or told by the exit code", "[again]") {
  const Shell shell;
  const Ran output = shell.run("\"$carepacket\" make cases/a.xml -o - >&-");
  CHECK(output.exit == 4);
  CHECK(
      output.error == "carepacket: error[E702]: cannot write 'standard output': it is not open\n"
  );
  const Ran input = shell.run("\"$carepacket\" make - <&-");
  CHECK(input.exit == 4);
  CHECK(input.error == "carepacket: error[E701]: cannot read 'standard input': it is not open\n");
  // A warning that nobody gets to read.
  const std::string warned = "\"$carepacket\" make cases/a.xml --encrypt --password-file key";
  tests::write(shell.folder / "key", "sesame\n");
  CHECK(shell.run(warned).exit == 0);
  for (const std::string lost : {" 2>&-", " 2>/dev/full"})
    CHECK(shell.run(warned + lost).exit == 4);
}

TEST_CASE("a program that holds patients' data leaves no core") {
  const Shell shell;
  const Ran ran = shell.run(
      "ulimit -c unlimited; mkfifo pipe; \"$carepacket\" batch - <pipe >/dev/null & run=$!\n"
      "exec 3>pipe; until [ -s out/manifest.jsonl.part ] || ! kill -0 $run 2>/dev/null; do sleep "
      "0.02; done\n"
      "grep '^Max core' /proc/$run/limits; exec 3>&-; wait $run"
  );
  std::istringstream words{ran.out};
  std::string max, core, file, size, soft, hard;
  words >> max >> core >> file >> size >> soft >> hard;
  CHECK(soft == "0");
  CHECK(hard == "0");
}

TEST_CASE("a file that may not grow is told as a full disk, and leaves nothing behind") {
  const Shell shell;
  const Ran ran = shell.run("ulimit -f 20; \"$carepacket\" make cases/a.xml");
  CHECK(ran.exit == 4);
  CHECK(contains(ran.error, "error[E702]: cannot write 'out/a/packet.pdf': the disk is full\n"));
  CHECK_FALSE(shell.has("out"));
}

TEST_CASE("a word takes memory by its length, however many lines it is cut into", "[again]") {
  const Shell shell;
  const std::string word(100'000, 'x');
  tests::write(
      shell.folder / "long.xml",
      "<case id='long' version='1'><asOf>2026-11-22</asOf><patient><name><text>Ana</text></name>"
      "</patient><provider><organization>Reed</organization></provider><condition><text>Gout</text>"
      "</condition><question>" +
          word + "</question></case>"
  );
  const Ran ran = shell.run("ulimit -v 600000; \"$carepacket\" make long.xml --only top-questions");
  INFO(ran.error);
  CHECK(ran.exit == 0);
}

TEST_CASE("where there is no memory it is said, and no signal ends the program", "[again]") {
  const Shell shell;
  for (const int mebibytes : {108, 116, 124, 132, 140, 148, 160, 180, 220}) {
    const Ran ran = shell.run(
        "ulimit -v " + std::to_string(mebibytes * 1024) +
        "; \"$carepacket\" batch cases/a.xml -o out-" + std::to_string(mebibytes) +
        " -j 1 --no-sandbox"
    );
    // A library that has none for itself says so and gives up before we are asked.
    if (ran.error.find("GLib") != std::string::npos) continue;
    INFO(mebibytes << ' ' << ran.error);
    CHECK((ran.exit == 0 || ran.exit == 4 || ran.exit == 5));
  }
}

TEST_CASE("what a killed run left beside a packet is taken away with the next one") {
  const Shell shell;
  fs::create_directories(shell.folder / "out/a");
  tests::write(shell.folder / "out/a/.packet.pdf.part", "%PDF-1.7 half of it");
  CHECK(shell.run("\"$carepacket\" make cases/a.xml").exit == 0);
  CHECK(shell.has("out/a/packet.pdf"));
  CHECK_FALSE(shell.has("out/a/.packet.pdf.part"));
}

TEST_CASE("a folder of the inputs that cannot be read is told, and all else is made") {
  const Shell shell;
  fs::create_directory(shell.folder / "cases/closed");
  const Ran ran = shell.run(
      "chmod 0 cases/closed; $as_other \"$carepacket\" batch cases -q; code=$?\n"
      "chmod 700 cases/closed; exit $code"
  );
  CHECK(ran.exit == 4);
  CHECK(ran.error == "carepacket: error[E701]: cannot read 'cases/closed': it is not allowed\n");
  for (const std::string id : {"a", "b", "c"}) CHECK(shell.has("out/" + id + "/packet.pdf"));
}

TEST_CASE("a folder of a case that cannot be written to stops its case alone") {
  const Shell shell;
  const Ran ran = shell.run(
      "$as_other mkdir -p out/b; chmod 500 out/b; $as_other \"$carepacket\" batch cases -q"
  );
  CHECK(ran.exit == 1);
  CHECK(contains(
      ran.error,
      "cases/b.xml:1:11: error[E702]: cannot write 'out/b/packet.pdf': it is not allowed\n"
  ));
  CHECK(shell.has("out/a/packet.pdf"));
  CHECK(shell.has("out/c/packet.pdf"));
}

TEST_CASE(
    "an account that may have few threads gets fewer, or is told why there are none", "[again]"
) {
  const Shell shell;
  if (::geteuid() != 0) return;  // another account, which has no other processes, is needed
  bool fewer = false;
  for (int most = 1; most <= 6; ++most) {
    CAPTURE(most);
    fs::remove_all(shell.folder / "out");
    // Where leaks are looked for, a thread of its own does so: it could not be started either.
    const Ran ran = shell.run(
        "export ASAN_OPTIONS=detect_leaks=0; exec prlimit --nproc=" + std::to_string(most) +
        " $as_other \"$carepacket\" batch cases -q -j 4"
    );
    if (contains(ran.error, "error[E739]")) {
      CHECK(ran.exit == 4);
      CHECK(
          ran.error ==
          "carepacket: error[E739]: no thread can be started: this account may have no more, or "
          "there is no memory for one\n"
          "   = hint: end other programs of this account, or raise its limits: ulimit -u for "
          "threads, -v for memory\n"
      );
      continue;
    }
    CHECK(ran.exit == 0);
    CHECK(shell.has("out/c/packet.pdf"));
    fewer = fewer || contains(ran.error, "warning[W739]: only 1 of 4 threads can be started");
  }
  CHECK(fewer);
}

TEST_CASE("neither a password nor a manifest is waited for for ever") {
  const Shell shell;
  const Ran password =
      shell.run("timeout 60 \"$carepacket\" make cases/a.xml --encrypt --password-file /dev/zero");
  CHECK(password.exit == 2);
  CHECK(contains(password.error, "error[E80"));
  REQUIRE(shell.run("\"$carepacket\" batch cases -q; mkfifo pipe").exit == 0);
  const Ran pipe =
      shell.run("timeout 60 \"$carepacket\" merge-manifests out/manifest.jsonl -o pipe --force");
  CHECK(pipe.exit == 4);
  CHECK(pipe.error == "carepacket: error[E702]: cannot write 'pipe': it is not an ordinary file\n");
}
