// Library::digest(): it changes with whatever could change a paper, and with nothing else.

#include "engine/engine.hpp"
#include "tests/support/font_folder.hpp"
#include "tests/support/messages.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>

using namespace engine;
namespace fs = std::filesystem;

namespace {

const fs::path templates = CAREPACKET_SOURCE_DIR "/templates";

std::string digest_of(const std::string& share, const std::string& overlay = "") {
  Diagnostics out;
  const auto library = open_library(share, overlay, out);
  INFO(support::printed(out));
  REQUIRE(library);
  return (*library)->digest();
}

const std::string& as_built() {
  static const std::string digest = digest_of(CAREPACKET_BINARY_DIR "/share/carepacket");
  return digest;
}

std::string with_overlay(const std::string& file, const std::string& text) {
  const tests::TemporaryFolder overlay;
  fs::create_directories((overlay / file).parent_path());
  tests::write(overlay / file, text);
  return digest_of(CAREPACKET_BINARY_DIR "/share/carepacket", overlay.path().string());
}

}  // namespace

TEST_CASE("what is opened twice has one digest, wherever it is opened") {
  CHECK(as_built().size() == 64);
  const tests::TemporaryFolder share;
  fs::create_directory_symlink(templates, share / "templates");
  fs::create_directory_symlink(CAREPACKET_BINARY_DIR "/share/carepacket/fonts", share / "fonts");
  CHECK(digest_of(share.path().string()) == as_built());
}

TEST_CASE("an overlay with other words is another library; one with the same words is not") {
  const std::string file = "transfer-letter/en.mustache";
  const std::string words = tests::read(templates / file);
  CHECK(with_overlay(file, words) == as_built());
  CHECK(with_overlay(file, words + "{{! another word }}") != as_built());
  const std::string theme = tests::read(templates / "house/themes/large.xml");
  CHECK(with_overlay("house/themes/large.xml", theme + "<!-- larger -->") != as_built());
  CHECK(with_overlay("house/themes/larger.xml", theme) != as_built());
}

TEST_CASE("text that moves from the end of one file to the beginning of the next is a change") {
  const auto digest = [](const std::string& one, const std::string& two) {
    const tests::TemporaryFolder overlay;
    fs::create_directories(overlay / "house");
    tests::write(overlay / "house/zz1.mustache", one);
    tests::write(overlay / "house/zz2.mustache", two);
    return digest_of(CAREPACKET_BINARY_DIR "/share/carepacket", overlay.path().string());
  };
  CHECK(digest("ab", "c") != digest("a", "bc"));
}

TEST_CASE("another version of a font is another library") {
  const tests::FontFolder fonts;
  const tests::TemporaryFolder share;
  fs::create_directory_symlink(templates, share / "templates");
  fs::create_directory_symlink(fonts.path(), share / "fonts");
  CHECK(digest_of(share.path().string()) == as_built());

  std::string font = tests::read(fonts.folder / "NotoSansThai-Bold.ttf");
  font[12 + 4] = static_cast<char>(font[12 + 4] + 1);  // the checksum of its first table
  fonts.remove("NotoSansThai-Bold.ttf");
  tests::write(fonts.folder / "NotoSansThai-Bold.ttf", font);
  const std::string changed = digest_of(share.path().string());
  CHECK(changed != as_built());
  font[12 + 4] = static_cast<char>(font[12 + 4] - 1);
  tests::write(fonts.folder / "NotoSansThai-Bold.ttf", font + '\0');
  CHECK(digest_of(share.path().string()) != as_built());
}

TEST_CASE("what some papers are made of has a digest that other kinds do not change") {
  const auto digest = [](const std::string& file) {
    const tests::TemporaryFolder overlay;
    fs::create_directories((overlay / file).parent_path());
    tests::write(overlay / file, tests::read(templates / file) + "\n");
    Diagnostics out;
    const auto library =
        open_library(CAREPACKET_BINARY_DIR "/share/carepacket", overlay.path().string(), out);
    REQUIRE(library);
    return (*library)->digest(MakeOptions{.only = {"transfer-letter"}});
  };
  const std::string other = digest("insurance-call/en.mustache");
  CHECK(digest("explain/cli.xml") == other);
  CHECK(digest("transfer-letter/en.mustache") != other);
  CHECK(digest("packet-cover/en.mustache") != other);
  CHECK(digest("house/footer.mustache") != other);
  CHECK(digest("questions/en.xml") != other);
}
