// One call of the program fails, or is its last (tests/support/faults.cpp): a file that is there is
// one that was whole before, or the new one, whole.

#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <sstream>

namespace {

namespace fs = std::filesystem;
using tests::Ran;
using tests::TemporaryFolder;

std::string case_named(const std::string& id, const std::string& family) {
  return "<case id='" + id + "' version='1'><asOf>2026-11-22</asOf><patient><name><text>Dana " +
         family +
         "</text></name>"
         "</patient><provider><name><family>Lowe</family></name></provider><condition><text>back "
         "pain</text></condition></case>";
}

/// A folder with a packet in it, and the case changed since.
class KeptPacket {
 public:
  KeptPacket() {
    write("Cruz");
    REQUIRE(run("").exit == 0);
    before_ = packet();
    fs::copy(folder_ / "out", folder_ / "kept", fs::copy_options::recursive);
    write("Quill");
  }
  /// The same command with a fault, on the folder as it was.
  Ran run(const std::string& fault, bool in_sandbox = true) {
    if (fs::exists(folder_ / "kept")) {
      fs::remove_all(folder_ / "out");
      fs::copy(folder_ / "kept", folder_ / "out", fs::copy_options::recursive);
    }
    std::vector<std::string> words{
        tests::carepacket(), "make", "case.xml", "--only", "questions-treatment"};
    if (!in_sandbox) words.push_back("--no-sandbox");
    return tests::run(
        words,
        {.folder = folder_.path().string(),
         .environment =
             {"LD_PRELOAD=" CAREPACKET_FAULTS,
              "FAULT=" + fault,
              "FAULTS=" + (folder_ / "calls").string()}}
    );
  }
  /// How many calls of each kind the last run made.
  std::map<std::string, long> calls() const {
    std::map<std::string, long> all;
    std::istringstream lines{tests::read(folder_ / "calls")};
    std::string name;
    for (long count = 0; lines >> name >> count;) all[name] = count;
    return all;
  }
  std::string packet() const {
    const fs::path path = folder_ / "out/a/packet.pdf";
    return fs::exists(path) ? tests::read(path) : "";
  }
  const std::string& before() const { return before_; }
  /// What stands beside the packet.
  std::vector<std::string> beside() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder_ / "out/a"}) {
      if (entry.path().filename() != "packet.pdf")
        names.push_back(entry.path().filename().string());
    }
    return names;
  }

 private:
  void write(const std::string& family) const {
    tests::write(folder_ / "case.xml", case_named("a", family));
  }
  TemporaryFolder folder_;
  std::string before_;
};

/// All numbers up to a count, or so many of them, spread.
std::vector<long> some_of(long count, long most) {
  std::vector<long> numbers;
  const long step = count <= most ? 1 : tests::stride(count / most);
  for (long number = 1; number <= count; number += step) numbers.push_back(number);
  return numbers;
}

}  // namespace

TEST_CASE("whatever call fails, a packet is the one of before or the new one", "[again][faults]") {
  KeptPacket desk;
  REQUIRE(desk.run("").exit == 0);
  const std::string after = desk.packet();
  REQUIRE((after != desk.before()));
  auto calls = desk.calls();
  for (const char* call : {"memory", "open", "write"}) REQUIRE(calls[call] > 0);

  const auto look = [&](const std::string& fault, bool in_sandbox = true) {
    CAPTURE(fault);
    const Ran ran = desk.run(fault, in_sandbox);
    CAPTURE(ran.error);
    const std::string packet = desk.packet();
    CHECK((packet == desk.before() || packet == after));
    if (ran.exit == 0) CHECK((packet == after));
    CHECK(desk.beside().empty());
    return ran;
  };
  // libseccomp 2.5 frees twice what it could not enlarge: nothing has been read yet where the
  // program ends by that.
  SECTION("memory") {
    desk.run("", false);
    calls = desk.calls();
    for (const long number : some_of(calls["memory"], 40)) {
      const Ran ran = look("memory:ENOMEM:" + std::to_string(number), false);
      CHECK(ran.exit < 128);
      if (ran.exit != 0) CHECK_FALSE(ran.error.empty());
    }
  }
  SECTION("calls of the disk") {
    for (const char* call : {"open", "write", "fsync", "rename", "mkdir"}) {
      for (const char* error : {"ENOSPC", "EIO", "EMFILE", "EACCES"}) {
        for (const long number : some_of(calls[call], 8)) {
          const Ran ran = look(call + (":" + std::string{error}) + ":" + std::to_string(number));
          CHECK(ran.exit < 128);
          if (ran.exit != 0) CHECK_FALSE(ran.error.empty());
        }
      }
    }
  }
  SECTION("a call that is to be made again") {
    for (const char* how : {"short", "EINTR"}) {
      for (const long number : some_of(calls["write"], 8))
        CHECK(look("write:" + std::string{how} + ":" + std::to_string(number)).exit == 0);
    }
  }
  SECTION("the end, at any of them") {
    for (const char* signal : {"TERM", "KILL"}) {
      for (const char* call : {"open", "write", "fsync", "rename"}) {
        for (const long number : some_of(calls[call], 8)) {
          const std::string fault =
              call + (":" + std::string{signal}) + ":" + std::to_string(number);
          CAPTURE(fault);
          const Ran ran = desk.run(fault);
          CHECK(ran.exit >= 128);
          const std::string packet = desk.packet();
          CHECK((packet == desk.before() || packet == after));
        }
      }
    }
  }
}

TEST_CASE(
    "a run that is killed at any write, and resumed, is as one that was not", "[again][faults]"
) {
  const TemporaryFolder folder;
  for (const char* id : {"a", "b", "c"})
    tests::write(folder / ("cases/" + std::string{id} + ".xml"), case_named(id, "Cruz"));
  const auto run = [&](const std::string& fault, const std::string& more) {
    std::vector<std::string> words{
        tests::carepacket(), "batch", "cases", "-q", "-j", "1", "--only", "questions-treatment"};
    if (!more.empty()) words.push_back(more);
    return tests::run(
        words,
        {.folder = folder.path().string(),
         .environment =
             {"LD_PRELOAD=" CAREPACKET_FAULTS,
              "FAULT=" + fault,
              "FAULTS=" + (folder / "calls").string()}}
    );
  };
  const auto content = [&] {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator{folder / "out"}) {
      // A report says when it was made.
      if (entry.is_regular_file() && entry.path().filename() != "batch-report.pdf")
        all[entry.path().lexically_relative(folder / "out").string()] = tests::read(entry.path());
    }
    return all;
  };
  REQUIRE(run("", "").exit == 0);
  const auto whole = content();
  std::istringstream lines{tests::read(folder / "calls")};
  std::string call;
  for (long count = 0; lines >> call >> count;) {
    if (call != "write" && call != "rename" && call != "fsync") continue;
    for (const long number : some_of(count, 6)) {
      const std::string fault = call + ":KILL:" + std::to_string(number);
      CAPTURE(fault);
      fs::remove_all(folder / "out");
      CHECK(run(fault, "").exit == 137);
      CHECK(run("", "--resume").exit == 0);
      CHECK((content() == whole));
    }
  }
}

TEST_CASE("a clock that goes backwards gives up no case and changes no paper", "[again][faults]") {
  const TemporaryFolder folder;
  for (const char* id : {"a", "b", "c"})
    tests::write(folder / ("cases/" + std::string{id} + ".xml"), case_named(id, "Cruz"));
  const auto run = [&](const std::string& out, const std::string& clock) {
    return tests::run(
        {tests::carepacket(),
         "batch",
         "cases",
         "-v",
         "-o",
         out,
         "--only",
         "questions-treatment",
         "--time-limit",
         "60"},
        {.folder = folder.path().string(),
         .environment =
             {"LD_PRELOAD=" CAREPACKET_FAULTS, clock, "FAULTS=" + (folder / "calls").string()}}
    );
  };
  REQUIRE(run("there", "NO=clock").exit == 0);
  const Ran back = run("back", "CLOCK=back");
  INFO(back.error);
  CHECK(back.exit == 0);
  long hours = 0;
  std::istringstream lines{tests::read(folder / "calls")};
  std::string call;
  for (long count = 0; lines >> call >> count;) hours = call == "clock" ? count : hours;
  CHECK(hours > 3);  // it was asked
  for (const std::string id : {"a", "b", "c"}) {
    const std::string packet = id + "/packet.pdf";
    CHECK((tests::read(folder / "back" / packet) == tests::read(folder / "there" / packet)));
  }
}
