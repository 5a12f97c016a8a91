// What a run gives up before it reads (engine/cli/confine.hpp).

#include "engine/sandbox/sandbox.hpp"

#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;
using tests::contains;

/// The kernel of this machine keeps files out of reach of this build.
bool has_sandbox() {
#if CAREPACKET_SANDBOX
  return ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0;
#else
  return false;
#endif
}

std::string line_at(const std::string& text, std::size_t at) {
  return text.substr(at, text.find('\n', at) - at);
}

}  // namespace

TEST_CASE("a link among the cases does not lead a run out of their folder", "[sandbox]") {
  const tests::TemporaryFolder folder;
  fs::create_directories(folder / "cases");
  fs::copy_file(CAREPACKET_SOURCE_DIR "/samples/minimal.xml", folder / "elsewhere.xml");
  fs::create_symlink("../elsewhere.xml", folder / "cases/linked.xml");
  const auto batch = [&](std::vector<std::string> more) {
    std::vector<std::string> words{tests::carepacket(), "batch", "cases", "--quiet"};
    words.insert(words.end(), more.begin(), more.end());
    return tests::run(words, {.folder = folder.path().string()});
  };
  for (const char* out : {"followed", "kept"})
    fs::create_directories(folder / out);  // else where it is made is in reach
  CHECK(batch({"-o", "followed", "--no-sandbox"}).complaint() == "");
  if (!has_sandbox()) return;
  const auto kept = batch({"-o", "kept"});
  CHECK(kept.exit != 0);
  CHECK(contains(
      kept.error,
      "error[E701]: cannot read 'cases/linked.xml': it is not allowed\n"
      "   = hint: it is a link: give the file it leads to, or --no-sandbox if the link leads out "
      "of "
      "its folder\n"
  ));
}

TEST_CASE("files and calls are given up before the first byte of an input is read", "[sandbox]") {
  if (!tests::has_tool("strace")) return;
  const tests::TemporaryFolder folder;
  const std::string sample = CAREPACKET_SOURCE_DIR "/samples/minimal.xml";
  fs::copy_file(sample, folder / "input.xml");
  const std::vector<std::vector<std::string>> commands{
      {"make", "input.xml"},
      {"batch", "input.xml"},
      {"check", "input.xml"},
      {"import", "input.xml"},
      {"answers", "input.xml"},
      {"extract", "input.xml"}};
  for (const auto& command : commands) {
    INFO(command.front());
    std::vector<std::string> words{
        "strace",
        "-f",
        "-qq",
        "-e",
        "trace=landlock_restrict_self,seccomp,open,openat",
        "-o",
        "calls",
        tests::carepacket()};
    words.insert(words.end(), command.begin(), command.end());
    tests::run(words, {.folder = folder.path().string()});
    const std::string calls = tests::read(folder / "calls");
    // A place is looked up (O_PATH) before, which reads nothing.
    auto read = calls.find("\"input.xml\", O_RDONLY");
    while (read != calls.npos && contains(line_at(calls, read), "O_PATH"))
      read = calls.find("\"input.xml\", O_RDONLY", read + 1);
    if (read == calls.npos) continue;  // a machine that lets nobody look on
#if CAREPACKET_SANDBOX
    CHECK(calls.find("landlock_restrict_self(") < read);
    CHECK(calls.find("seccomp(SECCOMP_SET_MODE_FILTER, 0, {") < read);
#endif
  }
}

TEST_CASE("to serve a folder opens that folder alone to be written in", "[sandbox]") {
  if (!has_sandbox() || !tests::has_tool("strace")) return;
  const tests::TemporaryFolder folder;
  fs::create_directories(folder / "clinic");
  const auto places = [&](const std::string& place) {
    tests::run(
        {"strace",
         "-f",
         "-qq",
         "-e",
         "trace=open,openat",
         "-o",
         "calls",
         tests::carepacket(),
         "serve",
         place,
         "--no-open",
         "--idle",
         "1s"},
        {.folder = folder.path().string()}
    );
    return tests::read(folder / "calls");
  };
  const std::string around = "\"" + folder.path().string() + "\", O_";
  const std::string clinic = places(folder / "clinic");
  if (!contains(clinic, "/clinic\", O_")) return;  // a machine that lets nobody look on
  CHECK_FALSE(contains(clinic, around));
  CHECK(contains(places(folder / "case.xml"), around));
}

TEST_CASE("in a folder that is shut, a run ends and says so", "[sandbox]") {
  const tests::TemporaryFolder folder;
  fs::create_directories(folder / "shut");
  fs::permissions(folder.path(), fs::perms{0755});
  fs::copy_file(CAREPACKET_SOURCE_DIR "/samples/minimal.xml", folder / "case.xml");
  fs::permissions(folder / "case.xml", fs::perms{0644});
  // Root may go everywhere; nobody may not.
  const std::string somebody =
      ::geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "";
  const std::string program = somebody + tests::carepacket();
  if (tests::run({"sh", "-c", program + " kinds"}).exit != 0)
    return;  // not to be reached by nobody
  const auto ran = tests::run(
      {"sh", "-c", "cd shut && chmod 000 . && timeout 20 " + program + " make ../case.xml"},
      {.folder = folder.path().string()}
  );
  fs::permissions(folder / "shut", fs::perms{0700});
  CHECK(ran.exit == 4);
  CHECK(contains(ran.error, "error[E70"));
}
