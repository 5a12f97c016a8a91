// A record that is named on the command line, and not in the case.

#include "tests/cli/tiny.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

namespace fs = std::filesystem;
using tests::contains;
using tests::Ran;

namespace {

struct RecordsDesk : tests::TemporaryFolder {
  RecordsDesk() { tests::write(*this / "tiny.xml", tests::tiny); }
  Ran attach(const std::string& record) const {
    return tests::run(
        {tests::carepacket(), "make", "tiny.xml", "--set", "binder", "--attach", record},
        {.folder = path().string()}
    );
  }
};

}  // namespace

TEST_CASE("a record that cannot be read ends the run before anything is written") {
  const RecordsDesk desk;
  fs::create_directory(desk / "folder.pdf");
  const Ran missing = desk.attach("else/where.pdf"), folder = desk.attach("folder.pdf");
  CHECK(missing.exit == 4);
  CHECK(
      missing.error ==
      "carepacket: error[E701]: cannot read 'else/where.pdf': there is no such file or folder\n"
  );
  CHECK(folder.exit == 4);
  CHECK(folder.error == "carepacket: error[E701]: cannot read 'folder.pdf': it is a folder\n");
  CHECK_FALSE(fs::exists(desk / "out"));
}

TEST_CASE("what is told of such a record names it, and no line that the case file has not") {
  const RecordsDesk desk;
  tests::write(desk / "notes.pdf", "no PDF");
  const Ran ran = desk.attach("notes.pdf");
  CHECK(ran.exit == 1);
  CHECK(contains(
      ran.error,
      "carepacket: error[E527]: the record 'notes.pdf' is neither PDF nor PNG nor JPEG\n"
      "   = hint: open it, and save or print it as PDF\n"
  ));
  CHECK_FALSE(contains(ran.error, "<attachment"));
}
