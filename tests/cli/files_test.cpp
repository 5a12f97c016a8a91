#include "engine/cli/files.hpp"

#include "engine/cli/print.hpp"
#include "engine/engine.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>

using namespace engine;
using namespace engine::cli;
using tests::TemporaryFolder;

namespace {
/// As much of a PDF as its identifier needs.
std::string packet_saying(const std::string& words) {
  const std::string half = '<' + std::string(32, '0') + '>';
  std::string file = "%PDF-1.7\n/Producer (carepacket)\n" + words + '\n';
  const auto section = std::to_string(file.size());
  file += "trailer\n<</ID[" + half + half + "]>>\nstartxref\n" + section + "\n%%EOF\n";
  pdf::identify(file);
  return file;
}
const std::string own = packet_saying("first"), next = packet_saying("second");

bool write_one(
    const std::string& path, std::string_view bytes, Overwrite overwrite, Diagnostics& out
) {
  const NewFile file{path, bytes};
  return write_files({&file, 1}, overwrite, out);
}

int mode_of(const std::filesystem::path& path) {
  struct stat is {};
  REQUIRE(::stat(path.c_str(), &is) == 0);
  return static_cast<int>(is.st_mode & 07777);
}

std::string said(const Diagnostics& out) {
  std::string text;
  for (const auto& one : out.all()) text += as_text(one, false);
  return text;
}
}  // namespace

TEST_CASE("a file is for its owner alone, and so are the folders made for it") {
  const TemporaryFolder folder;
  Diagnostics out;
  REQUIRE(write_one(folder / "out/case-1/packet.pdf", own, Overwrite::own, out));
  CHECK(tests::read(folder / "out/case-1/packet.pdf") == own);
  CHECK(mode_of(folder / "out/case-1/packet.pdf") == 0600);
  CHECK(mode_of(folder / "out/case-1") == 0700);
  CHECK(mode_of(folder / "out") == 0700);
  CHECK(folder.content() == std::vector<std::string>{"out", "out/case-1", "out/case-1/packet.pdf"});
}

TEST_CASE("a packet of our own is written over") {
  const TemporaryFolder folder;
  Diagnostics out;
  REQUIRE(write_one(folder / "packet.pdf", own, Overwrite::own, out));
  REQUIRE(write_one(folder / "packet.pdf", next, Overwrite::own, out));
  CHECK(tests::read(folder / "packet.pdf") == next);
}

TEST_CASE("a file somebody else wrote stays as it is") {
  const TemporaryFolder folder;
  const std::string path = folder / "packet.pdf";
  for (const std::string& foreign :
       {std::string{"my notes on carepacket"},
        std::string{},
        std::string{"%PDF-1.4\n/Producer (LibreOffice)\n%%EOF\n"}}) {
    CAPTURE(foreign);
    tests::write(path, foreign);
    Diagnostics out;
    CHECK_FALSE(write_one(path, own, Overwrite::own, out));
    CHECK(
        said(out) == "carepacket: error[E703]: '" + path +
                         "' is there, and is not a file as carepacket wrote it\n"
                         "   = hint: somebody changed it since, or another program or an older "
                         "carepacket wrote it\n"
                         "   = hint: move it away, choose another folder with --output, or write "
                         "over it with --force\n"
    );
    CHECK(tests::read(path) == foreign);
    CHECK(write_one(path, own, Overwrite::always, out));
    CHECK(tests::read(path) == own);
  }
}

TEST_CASE("a packet is ours as long as every byte of it is as it was written") {
  CHECK(is_own_packet(own));
  CHECK_FALSE(is_own_packet(own + "9 0 obj\n<</V (Elena)>>\nendobj\nstartxref\n99\n%%EOF\n"));
  for (std::size_t i = 0; i < own.size(); ++i) {
    CAPTURE(i);
    std::string changed = own;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    CHECK_FALSE(is_own_packet(changed));
    CHECK_FALSE(is_own_packet(own.substr(0, i)));
  }
}

TEST_CASE("of several files all are written or none") {
  const TemporaryFolder folder;
  tests::write(folder / "02-b.pdf", "mine");
  const std::string first = folder / "01-a.pdf", second = folder / "02-b.pdf";
  Diagnostics out;
  CHECK_FALSE(write_files(std::vector<NewFile>{{first, own}, {second, own}}, Overwrite::own, out));
  CHECK(folder.content() == std::vector<std::string>{"02-b.pdf"});
  CHECK(tests::read(second) == "mine");
}

TEST_CASE("what cannot be written leaves nothing behind") {
  const TemporaryFolder folder;
  tests::write(folder / "file", "");
  const std::string below = folder / "file" / "packet.pdf";
  Diagnostics out;
  CHECK_FALSE(write_files(
      std::vector<NewFile>{{folder / "new/packet.pdf", own}, {below, own}}, Overwrite::always, out
  ));
  CHECK(
      said(out) == "carepacket: error[E702]: cannot write '" + below +
                       "': it, or a part of its path, is a file and not a folder\n"
  );
  CHECK(folder.content() == std::vector<std::string>{"file"});
}

TEST_CASE("neither a folder nor a device is written over, not even by force") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "packet.pdf");
  Diagnostics out;
  CHECK_FALSE(write_one(folder / "packet.pdf", own, Overwrite::always, out));
  CHECK_FALSE(write_one("/dev/null", own, Overwrite::always, out));
  CHECK(
      said(out) ==
      "carepacket: error[E702]: cannot write '" + (folder / "packet.pdf").string() +
          "': it is a folder\n"
          "carepacket: error[E702]: cannot write '/dev/null': it is not an ordinary file\n"
  );
}

TEST_CASE("a link is followed: the file it names is written, and the link stays") {
  const TemporaryFolder folder;
  tests::write(folder / "real.pdf", own);
  std::filesystem::create_symlink(folder / "real.pdf", folder / "packet.pdf");
  Diagnostics out;
  REQUIRE(write_one(folder / "packet.pdf", next, Overwrite::own, out));
  CHECK(std::filesystem::is_symlink(folder / "packet.pdf"));
  CHECK(tests::read(folder / "real.pdf") == next);
}

TEST_CASE("a starter never takes the place of a file") {
  const TemporaryFolder folder;
  const std::string path = folder / "rivera.xml";
  tests::write(path, own);
  Diagnostics out;
  CHECK_FALSE(write_one(path, "<case/>", Overwrite::never, out));
  CHECK(
      said(out) == "carepacket: error[E703]: '" + path +
                       "' is there already\n"
                       "   = hint: choose another name, or write over it with --force\n"
  );
}

TEST_CASE("a file that cannot be read says why") {
  const TemporaryFolder folder;
  Diagnostics out;
  CHECK_FALSE(read_file(folder / "none.xml", out));
  CHECK_FALSE(read_file(folder.path(), out));
  CHECK(
      said(out) == "carepacket: error[E701]: cannot read '" + (folder / "none.xml").string() +
                       "': there is no such file or folder\n"
                       "carepacket: error[E701]: cannot read '" +
                       folder.path().string() + "': it is a folder\n"
  );
}

TEST_CASE("a file is read whole, and one that is too large is not") {
  const TemporaryFolder folder;
  const std::string much = std::string(300000, 'x');
  tests::write(folder / "much", much);
  Diagnostics out;
  CHECK(*read_file(folder / "much", out) == much);
  std::filesystem::resize_file(folder / "much", files::most_bytes + 1);
  CHECK_FALSE(read_file(folder / "much", out));
  CHECK(
      said(out) == "carepacket: error[E704]: '" + (folder / "much").string() +
                       "' is larger than 64 MiB\n"
                       "   = hint: a case file has a few pages of text\n"
  );
}
