#include "engine/sandbox/sandbox.hpp"

#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/msg.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using engine::sandbox::Held;
using engine::sandbox::hold;
using engine::sandbox::Rights;

namespace {

/// What was tried, each with the errno it ended with; 0 where it was done.
using Tried = std::vector<int>;

/// errno of a call that gives -1 when it fails.
int error_of(long given) {
  return given < 0 ? errno : 0;
}

int opened(const std::filesystem::path& path, int flags) {
  return error_of(::open(path.c_str(), flags | O_CLOEXEC, 0600));
}

/// What a process finds that holds these rights. It is another process, since holding is for good.
/// Empty where the kernel, or this build, cannot hold what the test is about.
template <class Try>
Tried held(const Rights& rights, bool Held::*what, Try attempt) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const Tried found = hold(rights).*what ? attempt() : Tried{};
    const auto size = found.size() * sizeof(int);
    ::_exit(::write(ends[1], found.data(), size) == static_cast<ssize_t>(size) ? 0 : 1);
  }
  ::close(ends[1]);
  Tried found(16);
  const ssize_t size = ::read(ends[0], found.data(), found.size() * sizeof(int));
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(status == 0);
  found.resize(static_cast<std::size_t>(size) / sizeof(int));
  if (found.empty()) WARN("this kernel or this build holds nothing: nothing was looked at");
  return found;
}

}  // namespace

TEST_CASE("only files of the rights are in reach") {
  const tests::TemporaryFolder folder;
  tests::write(folder / "given/case.xml", "<case/>");
  tests::write(folder / "alone/case.xml", "<case/>");
  tests::write(folder / "alone/other.xml", "<case/>");
  tests::write(folder / "other/diary.txt", "private");
  tests::write(folder / "out/old.pdf", "%PDF");
  std::filesystem::create_symlink("../other/diary.txt", folder / "given/link");
  const Rights rights{
      .read = {folder / "given", folder / "alone/case.xml", folder / "not-there"},
      .write = {folder / "out"}};
  const auto found = held(rights, &Held::files, [&] {
    return Tried{
        opened(folder / "given/case.xml", O_RDONLY),
        opened(folder / "alone/case.xml", O_RDONLY),
        opened(folder / "out/old.pdf", O_RDONLY),
        opened(folder / "out/new.pdf", O_WRONLY | O_CREAT),
        error_of(::rename((folder / "out/new.pdf").c_str(), (folder / "out/old.pdf").c_str())),
        opened(folder / "other/diary.txt", O_RDONLY),
        opened(folder / "alone/other.xml", O_RDONLY),
        opened(folder / "given/link", O_RDONLY),
        opened(folder / "given/case.xml", O_WRONLY),
        opened(folder / "given/new.xml", O_WRONLY | O_CREAT),
        error_of(::unlink((folder / "other/diary.txt").c_str())),
        error_of(::rename((folder / "out/old.pdf").c_str(), (folder / "other/diary.txt").c_str()))};
  });
  if (found.empty()) return;
  CHECK(Tried(found.begin(), found.begin() + 5) == Tried(5, 0));
  const Tried refused(found.begin() + 5, found.end());
  CHECK(refused.size() == 7);
  for (const int error : refused) CHECK((error == EACCES || error == EXDEV));
  CHECK(tests::read(folder / "other/diary.txt") == "private");
}

TEST_CASE("where papers are made, what lies there already is not read") {
  const tests::TemporaryFolder folder;
  tests::write(folder / "diary.txt", "private");
  const auto found = held({.make = {folder.path()}}, &Held::files, [&] {
    const auto made = folder / "out/packet.pdf";
    return Tried{
        error_of(::mkdir((folder / "out").c_str(), 0700)),
        opened(made, O_WRONLY | O_CREAT),
        error_of(::rename(made.c_str(), (folder / "packet.pdf").c_str())),
        opened(folder / "diary.txt", O_RDONLY)};
  });
  if (!found.empty()) CHECK(found == Tried{0, 0, 0, EACCES});
}

TEST_CASE("a folder that may be taken away is, and no other") {
  const tests::TemporaryFolder folder;
  for (const char* name : {"above/scratch", "above/scratch/full"})
    std::filesystem::create_directories(folder / name);
  tests::write(folder / "above/file", "");
  const Rights rights{.write = {folder / "above/scratch"}, .remove = {folder / "above/scratch"}};
  const auto found = held(rights, &Held::files, [&] {
    return Tried{
        error_of(::rmdir((folder / "above/scratch/full").c_str())),
        error_of(::rmdir((folder / "above/scratch").c_str())),
        error_of(::unlink((folder / "above/file").c_str()))};
  });
  if (!found.empty()) CHECK(found == Tried{0, 0, EACCES});
}

TEST_CASE("no socket is opened, no other program started, no word put into a terminal") {
  const auto found = held({}, &Held::calls, [] {
    bool has_run = false;
    std::thread{[&] { has_run = true; }}.join();
    char word = 'x';
    return Tried{
        has_run ? 0 : 1,
        error_of(::socket(AF_INET, SOCK_STREAM, 0)),
        error_of(::socket(AF_UNIX, SOCK_STREAM, 0)),
        error_of(::execl("/bin/true", "true", nullptr)),
        error_of(::ioctl(0, TIOCSTI, &word)),
        error_of(::chmod("/", 0700))};
  });
  if (!found.empty()) CHECK(found == Tried{0, EPERM, EPERM, EPERM, EPERM, EPERM});
}

TEST_CASE("no other process is reached, no namespace entered, and a thread still starts") {
  const auto found = held({}, &Held::calls, [] {
    bool has_run = false;
    std::thread{[&] { has_run = true; }}.join();
    rlimit limit{};
    constexpr long no_signal = 0;
    return Tried{
        has_run ? 0 : 1,
        error_of(::kill(::getppid(), no_signal)),
        error_of(::syscall(SYS_tgkill, ::getppid(), ::getppid(), no_signal)),
        error_of(::syscall(SYS_tgkill, ::getpid(), ::getpid(), no_signal)),
        error_of(::prlimit(::getppid(), RLIMIT_CORE, nullptr, &limit)),
        error_of(::getrlimit(RLIMIT_CORE, &limit)),
        error_of(::syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, nullptr, nullptr, nullptr, nullptr)),
        error_of(::msgget(IPC_PRIVATE, 0600)),
        error_of(::shmget(IPC_PRIVATE, 1, 0600))};
  });
  if (!found.empty()) CHECK(found == Tried{0, EPERM, EPERM, 0, EPERM, 0, EPERM, EPERM, EPERM});
}
