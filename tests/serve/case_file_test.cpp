// The case on the disk: what somebody else writes meanwhile is never lost.

#include "engine/serve/case_file.hpp"

#include "tests/files/scripted_disk.hpp"
#include "tests/support/house.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <unistd.h>

using namespace engine;
using namespace engine::serve;
using namespace tests;

namespace {

constexpr std::string_view before =
    "<case id=\"a\" version=\"1\" language=\"en\"><asOf>2026-11-20</asOf></case>\n";

void put(const std::string& path, std::string_view text) {
  std::ofstream{path, std::ios::binary} << text;
}

CaseFile opened(const std::string& path) {
  Diagnostics out;
  auto file =
      CaseFile::open(path, "a", {2026, 11, 20}, "en", library().template_set->vocabulary, out);
  REQUIRE(file);
  return *std::move(file);
}

/// An editor that saves while we wait for the disk.
class SlowDisk : public ScriptedDisk {
 public:
  explicit SlowDisk(std::string path) : path_{std::move(path)} {}
  int fsync(int file) override {
    put(path_, "by an editor");
    return ScriptedDisk::fsync(file);
  }

 private:
  std::string path_;
};

}  // namespace

TEST_CASE("what an editor saves while a case goes to the disk is not written over") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.xml";
  for (const bool is_there : {true, false}) {
    put(path, before);
    if (!is_there) std::remove(path.c_str());
    const CaseFile file = opened(path);
    SlowDisk disk{path};
    Diagnostics out;
    CHECK(file.save("<case/>", out, nullptr, disk) == CaseFile::Save::changed_meanwhile);
    CHECK(tests::read(path) == "by an editor");
    CHECK(out.all().empty());
  }
}

TEST_CASE("a record comes into the folder together with the case that names it, or not at all") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.xml", record = folder / "lab.pdf";
  put(path, before);
  const CaseFile::Along along{record, "%PDF-1.4"};
  const CaseFile file = opened(path);
  Diagnostics out;
  ScriptedDisk full;
  full.fail("write", ENOSPC, 2);
  CHECK(file.save("<case>lab.pdf</case>", out, &along, full) == CaseFile::Save::refused);
  CHECK(out.all().front().code == "E702");
  ScriptedDisk torn;
  torn.fail("rename", EIO, 2);
  CHECK(file.save("<case>lab.pdf</case>", out, &along, torn) == CaseFile::Save::refused);
  SlowDisk slow{path};
  CHECK(file.save("<case>lab.pdf</case>", out, &along, slow) == CaseFile::Save::changed_meanwhile);
  CHECK(access(record.c_str(), F_OK) != 0);
  put(path, before);
  CHECK(file.save("<case>lab.pdf</case>", out, &along) == CaseFile::Save::done);
  CHECK(tests::read(record) == "%PDF-1.4");
  CHECK(tests::read(path) == "<case>lab.pdf</case>");
}

TEST_CASE("what a killed save left behind goes when the case is opened") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.xml", part = folder / ".a.xml.part";
  put(path, before);
  put(part, "a whole case");
  opened(path);
  CHECK(::access(part.c_str(), F_OK) != 0);
  // So it does where nothing was saved yet; what somebody is writing stays.
  put(folder / ".b.xml.part", "a whole case");
  opened(folder / "b.xml");
  CHECK(::access((folder / ".b.xml.part").c_str(), F_OK) != 0);
  // And what an import left of its report.
  const std::string of_report = folder / ".a-report.html.part";
  put(of_report, "all of a chart");
  opened(path);
  CHECK(::access(of_report.c_str(), F_OK) != 0);
  files::AtomicFile writing{AT_FDCWD, path};
  REQUIRE(writing.open());
  opened(path);
  CHECK(::access(part.c_str(), F_OK) == 0);
}

TEST_CASE("an import that was killed between two names is finished when the case is opened again") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.xml", report = folder / "a-report.html";
  const std::string after = "<case id=\"a\" version=\"1\"><goal>To walk</goal></case>\n";
  for (const bool is_whole : {true, false}) {
    CAPTURE(is_whole);
    put(path, before);
    // The report has its name already; of the case the old bytes are kept under a second one.
    put(report, "new");
    if (is_whole) std::filesystem::create_hard_link(path, folder / ".a.xml.former");
    put(folder / ".a.xml.part", after);
    CHECK(opened(path).source().text() == (is_whole ? after : before));
    CHECK(folder.content() == std::vector<std::string>{"a-report.html", "a.xml"});
  }
}
