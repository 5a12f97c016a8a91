// Files that are there whole or not at all, on a disk that fails.

#include "tests/files/power_cut.hpp"
#include "tests/files/scripted_disk.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace engine::files;
using tests::PowerCut;
using tests::ScriptedDisk;
using tests::TemporaryFolder;
using Content = std::vector<std::string>;
namespace fs = std::filesystem;

namespace {

/// A folder with an old file in it, which shall become a new one.
struct Place {
  TemporaryFolder folder;
  ScriptedDisk disk;
  std::string path = folder / "a";
  Place() { tests::write(folder / "a", "old"); }

  Failure write(std::string_view bytes = "new", Durable durable = Durable::at_once) {
    AtomicFile file{AT_FDCWD, path, disk};
    const bool good =
        file.open() && file.write(bytes) && file.finish(durable) && file.commit(durable);
    CHECK(good == !file.failure());
    return file.failure();
  }
  bool is_as_before() const {
    return folder.content() == Content{"a"} && tests::read(folder / "a") == "old";
  }
};

/// Two files that are there already, and two that shall take their places together.
struct Places {
  TemporaryFolder folder;
  ScriptedDisk disk;
  Places() {
    tests::write(folder / "a", "old a");
    tests::write(folder / "b", "old b");
  }
  Failure write() {
    AtomicFileSet set{AT_FDCWD, Durable::at_once, disk};
    for (const std::string name : {"a", "new", "b"}) {
      if (!set.add(folder / name, "new " + name)) return set.failure();
    }
    set.commit();
    return set.failure();
  }
  bool is_as_before() const {
    return folder.content() == Content{"a", "b"} && tests::read(folder / "a") == "old a" &&
           tests::read(folder / "b") == "old b";
  }
};

}  // namespace

TEST_CASE("a file takes its name when all of it is there, and for its owner alone") {
  Place place;
  CHECK_FALSE(place.write());
  CHECK(tests::read(place.path) == "new");
  CHECK(place.folder.content() == Content{"a"});
  struct stat is {};
  REQUIRE(::stat(place.path.c_str(), &is) == 0);
  CHECK((is.st_mode & 07777) == 0600);
}

TEST_CASE("whatever step the disk refuses, the old file stays and nothing else") {
  for (const std::string call : {"open", "write", "fsync", "rename"}) {
    for (const int error : {ENOSPC, EIO, EDQUOT, EROFS}) {
      CAPTURE(call, error);
      Place place;
      place.disk.fail(call, error);
      const Failure failure = place.write();
      CHECK(failure.error == error);
      CHECK(failure.name == place.path);
      CHECK(place.is_as_before());
    }
  }
}

TEST_CASE("a network disk that keeps its complaint for the end is heard before the file has a name"
) {
  Place place;
  place.disk.fail("flush", EDQUOT);
  CHECK(place.write("new", Durable::later).error == EDQUOT);
  CHECK(place.is_as_before());
  CHECK(place.disk.count("fsync") == 0);
}

TEST_CASE("a write that is interrupted, or takes a part, is gone on with") {
  Place place;
  place.disk.most_a_write = 2;
  place.disk.fail("write", EINTR, 2, 3);
  CHECK_FALSE(place.write("0123456789"));
  CHECK(tests::read(place.path) == "0123456789");
}

TEST_CASE("a write that takes nothing and says nothing is a fault of the disk, and ends") {
  Place place;
  place.disk.most_a_write = 0;
  CHECK(place.write().error == EIO);
  CHECK(place.is_as_before());
}

TEST_CASE("a disk that fills up in the middle of a file leaves nothing of it") {
  Place place;
  place.disk.most_a_write = 100;
  place.disk.fail("write", ENOSPC, 3);
  CHECK(place.write(std::string(1000, 'x')).error == ENOSPC);
  CHECK(place.is_as_before());
}

TEST_CASE("what a killed process left behind gives way; what is no part of ours does not") {
  Place place;
  const std::string part = place.folder / ".a.part";
  tests::write(part, "half a pack");
  CHECK_FALSE(place.write());
  CHECK(place.folder.content() == Content{"a"});

  tests::write(place.folder / "b", "mine");
  fs::create_hard_link(place.folder / "b", part);
  CHECK_FALSE(place.write());
  CHECK(tests::read(place.folder / "b") == "mine");

  fs::create_directory(part);
  CHECK(place.write().error == EISDIR);
  CHECK(place.write().name == part);
  fs::remove(part);
  fs::create_symlink(place.folder / "b", part);
  CHECK(place.write().error == ENXIO);
  CHECK(tests::read(place.folder / "b") == "mine");
  fs::remove(part);
  REQUIRE(::mkfifo(part.c_str(), 0600) == 0);
  CHECK(place.write().error == ENXIO);
  CHECK(fs::exists(part));
}

TEST_CASE("a file that another process is writing is left to it") {
  Place place;
  const std::string part = place.folder / ".a.part";
  tests::write(part, "half");
  const Descriptor other{::open(part.c_str(), O_RDWR | O_CLOEXEC)};
  REQUIRE(::flock(other.get(), LOCK_EX | LOCK_NB) == 0);
  const Failure failure = place.write();
  CHECK(failure.error == EWOULDBLOCK);
  CHECK(failure.name == place.path);
  CHECK(reason(failure.error) == "another run of carepacket is writing it");
  CHECK(tests::read(part) == "half");
}

TEST_CASE("a file system without locks is written to all the same") {
  Place place;
  place.disk.fail("lock", EOPNOTSUPP, 1, 100);
  CHECK_FALSE(place.write());
  CHECK(tests::read(place.path) == "new");
}

TEST_CASE("of several files all get their names, or none does, whichever step is refused") {
  Places good;
  CHECK_FALSE(good.write());
  CHECK(good.folder.content() == Content{"a", "b", "new"});
  CHECK(tests::read(good.folder / "b") == "new b");

  for (const std::string call : {"open", "write", "fsync", "rename"}) {
    for (int step = 1; step <= 3; ++step) {
      CAPTURE(call, step);
      Places places;
      places.disk.fail(call, EIO, step);
      CHECK(places.write().error == EIO);
      CHECK(places.is_as_before());
    }
  }
}

TEST_CASE("without links there is no way back, and nothing is lost on it") {
  Places places;
  places.disk.fail("link", EPERM, 1, 100);
  places.disk.fail("rename", EIO, 2);
  CHECK(places.write().error == EIO);
  CHECK(places.folder.content() == Content{"a", "b"});
  CHECK(tests::read(places.folder / "a") == "new a");
  CHECK(tests::read(places.folder / "b") == "old b");
}

TEST_CASE("folders made for files that do not come are taken away again") {
  const TemporaryFolder folder;
  ScriptedDisk disk;
  disk.fail("rename", EIO);
  {
    AtomicFileSet set{AT_FDCWD, Durable::at_once, disk};
    CHECK(set.make_folders(folder / "x/y/z"));
    CHECK(set.add(folder / "x/y/z/a", "a"));
    CHECK_FALSE(set.commit());
  }
  CHECK(folder.content().empty());
  AtomicFileSet set{AT_FDCWD, Durable::at_once, disk};
  CHECK(set.make_folders(folder / "x/y"));
  CHECK(set.add(folder / "x/y/a", "a"));
  CHECK(set.commit());
  struct stat is {};
  REQUIRE(::stat((folder / "x").c_str(), &is) == 0);
  CHECK((is.st_mode & 07777) == 0700);
}

TEST_CASE("a folder that cannot be made says which") {
  const TemporaryFolder folder;
  ScriptedDisk disk;
  std::vector<std::string> made;
  disk.fail("make_folder", ENOSPC, 2);
  const Failure failure = make_folders(folder / "x/y/z", made, disk);
  CHECK(failure.error == ENOSPC);
  CHECK(failure.name == (folder / "x/y").string());
  CHECK(made == Content{(folder / "x").string()});
  tests::write(folder / "file", "");
  CHECK(make_folders(folder / "file/x", made).error == ENOTDIR);
  CHECK(make_folders(folder / "file", made).error == ENOTDIR);
}

TEST_CASE("a file that got another name before it was locked is left alone") {
  const TemporaryFolder folder;
  /// Lets the file get another name, as a run does that ends, between its opening and its lock.
  struct Late : ScriptedDisk {
    fs::path from, to;
    int lock(int file) override {
      if (!from.empty()) fs::rename(std::exchange(from, {}), to);
      return ScriptedDisk::lock(file);
    }
  } disk;
  tests::write(folder / "list.part", "a whole list");
  disk.from = folder / "list.part";
  disk.to = folder / "list";
  Descriptor file;
  CHECK(open_locked(AT_FDCWD, folder / "list.part", file, disk) == EWOULDBLOCK);
  CHECK(tests::read(folder / "list") == "a whole list");
  CHECK_FALSE(fs::exists(folder / "list.part"));
  CHECK(open_locked(AT_FDCWD, folder / "list.part", file, disk) == 0);
  Descriptor second;
  CHECK(open_locked(AT_FDCWD, folder / "list.part", second, disk) == EWOULDBLOCK);
}

TEST_CASE("neither a pipe nor a link is opened in a folder that others write to") {
  const TemporaryFolder folder;
  tests::write(folder / "file", "x");
  fs::create_symlink(folder / "file", folder / "link");
  fs::create_directory(folder / "folder");
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  Descriptor file;
  CHECK(open_ordinary(AT_FDCWD, folder / "file", file) == 0);
  CHECK(open_ordinary(AT_FDCWD, folder / "link", file) == ENXIO);
  CHECK(open_ordinary(AT_FDCWD, folder / "pipe", file) == ENXIO);
  CHECK(open_ordinary(AT_FDCWD, folder / "folder", file) == EISDIR);
  CHECK(open_ordinary(AT_FDCWD, "/dev/zero", file) == ENXIO);
  CHECK(open_ordinary(AT_FDCWD, folder / "none", file) == ENOENT);
  CHECK(open_locked(AT_FDCWD, folder / "pipe", file) == ENXIO);
  CHECK(open_locked(AT_FDCWD, folder / "link", file) == ENXIO);
}

namespace {

/// A process that is killed at its nth call that changes names.
struct Killed : ScriptedDisk {
  long left = 0;
  void step() {
    if (left-- == 0) ::_exit(9);
  }
  int rename(int folder, const char* from, const char* to) override {
    step();
    return ScriptedDisk::rename(folder, from, to);
  }
  int link(int folder, const char* from, const char* to) override {
    step();
    return ScriptedDisk::link(folder, from, to);
  }
  int unlink(int folder, const char* name) override {
    step();
    return ScriptedDisk::unlink(folder, name);
  }
};

/// True when it came to its end.
bool write_and_be_killed(const std::string& one, const std::string& other, long at) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    Killed disk;
    disk.left = at;
    AtomicFileSet set{AT_FDCWD, Durable::at_once, disk};
    if (set.add(one, "new a") && set.add(other, "new b")) set.commit();
    ::_exit(0);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

TEST_CASE("a set that is killed while it takes its names is whole at the next start, or not there"
) {
  for (const std::string before : {"", "a", "b", "ab"}) {
    bool is_over = false;
    for (long at = 0; !is_over; ++at) {
      CAPTURE(before, at);
      const TemporaryFolder folder;
      for (const std::string name : {"a", "b"}) {
        if (before.find(name) != before.npos) tests::write(folder / name, "old " + name);
      }
      const std::vector<std::string> names{folder / "a", folder / "b"};
      is_over = write_and_be_killed(names[0], names[1], at);
      CHECK(settle_what_is_left(AT_FDCWD, names) == 0);
      std::string is, was, wanted;
      for (const std::string& entry : folder.content()) {
        CHECK(entry.find('.') == entry.npos);
        is += tests::read(folder / entry) + ' ';
      }
      for (const char name : before) was += std::string{"old "} + name + ' ';
      CHECK((is == "new a new b " || (is == was && !is_over)));
    }
  }
}

TEST_CASE("what somebody changed since a set was killed is not written over by the rest of it") {
  for (const bool in_place : {true, false}) {
    CAPTURE(in_place);
    const TemporaryFolder folder;
    tests::write(folder / "a", "old a");
    tests::write(folder / "b", "old b");
    const std::vector<std::string> names{folder / "a", folder / "b"};
    // Two unlinks of what may be left, two links, one rename: b has still its old bytes.
    REQUIRE_FALSE(write_and_be_killed(names[0], names[1], 5));
    REQUIRE(tests::read(names[0]) == "new a");
    REQUIRE(tests::read(names[1]) == "old b");
    if (!in_place) fs::remove(names[1]);
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    tests::write(names[1], "by hand");
    CHECK(settle_what_is_left(AT_FDCWD, names) == 0);
    CHECK(tests::read(names[1]) == "by hand");
    CHECK(folder.content() == Content{"a", "b"});
  }
}

TEST_CASE("a set that another process is writing is left to it") {
  const TemporaryFolder folder;
  const std::vector<std::string> names{folder / "a", folder / "b"};
  tests::write(folder / "a", "old a");
  AtomicFileSet set{AT_FDCWD, Durable::at_once};
  REQUIRE(set.add(names[0], "new a"));
  REQUIRE(set.add(names[1], "new b"));
  CHECK(settle_what_is_left(AT_FDCWD, names) == EWOULDBLOCK);
  CHECK(set.commit());
  CHECK(tests::read(names[0]) == "new a");
}

TEST_CASE("when the power is cut, a file is the one of before or the new one, whole") {
  for (const auto kept :
       {PowerCut::Kept::nothing,
        PowerCut::Kept::names,
        PowerCut::Kept::bytes,
        PowerCut::Kept::some,
        PowerCut::Kept::everything}) {
    for (std::uint32_t seed = 0; seed < (kept == PowerCut::Kept::some ? 20u : 1u); ++seed) {
      bool is_over = false;
      for (long cut = 0; !is_over; ++cut) {
        CAPTURE(static_cast<int>(kept), seed, cut);
        const TemporaryFolder folder;
        tests::write(folder / "a", "old a");
        tests::write(folder / "b", "old b");
        PowerCut disk{folder.path()};
        disk.cut_after(cut);
        const int home = ::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        {
          AtomicFileSet set{home, Durable::at_once, disk};
          if (set.add("a", "new a") && set.add("b", "new b")) set.commit();
        }
        ::close(home);
        is_over = !disk.is_cut();
        disk.leave(kept, seed);
        for (const std::string name : {"a", "b"}) {
          const std::string bytes = tests::read(folder / name);
          if (is_over)
            CHECK(bytes == "new " + name);
          else
            CHECK((bytes == "old " + name || bytes == "new " + name));
        }
      }
    }
  }
}
