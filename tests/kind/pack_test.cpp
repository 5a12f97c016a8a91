// A pack stands for its folder: it says the same, and is not taken when the folder has changed.

#include "engine/kind/folder.hpp"
#include "engine/kind/snapshot.hpp"
#include "tests/kind/template_folder.hpp"
#include "tests/support/run.hpp"

#include <thread>

using namespace engine;
using namespace engine::kind;
namespace fs = std::filesystem;

namespace {

/// A folder with its pack beside it.
class Packed : public Folder {
 public:
  Packed() {
    write("permission/kind.xml", kind_file("Permission"));
    write("permission/en.mustache", "<document/>");
    write("house/foot.mustache", "Page\r\n");
    write(
        "sets.xml",
        "<sets><set name='packet'><title language='en'>P</title><purpose language='en'>Q</purpose>"
        "<kind name='permission'/></set></sets>"
    );
    pack();
  }
  ~Packed() { fs::remove(file()); }

  static std::string kind_file(const std::string& title) {
    return "<kind reader='patient' stages='any' when='visit'>\n<title language='en'>" + title +
           "</title><purpose language='en'>To permit.</purpose><when-not language='en'>No "
           "visit.</when-not>\n<need fact='patient.birthDate' when-absent='blank'><label "
           "language='en'>Date of birth</label></need></kind>";
  }
  void pack() const {
    Diagnostics out;
    const auto bytes = kind::pack(path(), out);
    INFO(support::printed(out));
    REQUIRE(bytes);
    tests::write(file(), *bytes);
  }
  fs::path file() const { return path() + ".pack"; }
  bool is_taken() const { return unpack(path()) != nullptr; }
  std::string title() const {
    Diagnostics out;
    const auto template_set = open_template_set(path(), "", out);
    REQUIRE(template_set);
    return (*template_set)->kind("permission")->title.in("en");
  }
};

std::string everything(const pack::Files& files) {
  std::string all;
  files.all([&](std::string_view bytes) { all += bytes; }, [](std::string_view) { return true; });
  return all;
}

}  // namespace

TEST_CASE("what comes out of a pack is what was read out of the folder") {
  const std::string house = CAREPACKET_SOURCE_DIR "/templates";
  const tests::TemporaryFolder folder;
  fs::copy(house, folder / "templates", fs::copy_options::recursive);
  const std::string copy = (folder / "templates").string();
  Diagnostics out;
  const auto read = open_template_set(copy, "", out);
  REQUIRE(read);
  REQUIRE_FALSE((*read)->is_checked);
  const auto bytes = kind::pack(copy, out);
  REQUIRE(bytes);
  tests::write(copy + ".pack", *bytes);

  const auto packed = unpack(copy);
  REQUIRE(packed);
  CHECK(snapshot(*packed) == snapshot(**read));
  CHECK(snapshot(*packed).size() > 100'000);
  CHECK(everything(packed->files) == everything((*read)->files));
  CHECK(packed->files.below("house/themes/") == (*read)->files.below("house/themes/"));
  for (const Kind& kind : (*read)->kinds) {
    const Span& span = packed->kind(kind.name)->span;
    CHECK(span.source->name() == kind.span.source->name());
    CHECK(span.text() == kind.span.text());
  }
}

TEST_CASE("packing the same folder twice gives the same bytes") {
  const Packed folder;
  const std::string before = tests::read(folder.file());
  folder.pack();
  CHECK(tests::read(folder.file()) == before);
}

TEST_CASE("a pack is not taken for a folder that has changed since") {
  Packed folder;
  REQUIRE(folder.is_taken());
  REQUIRE(folder.title() == "Permission");

  SECTION("a file says something else") {
    folder.write("permission/kind.xml", Packed::kind_file("Authorization"));
    CHECK_FALSE(folder.is_taken());
    CHECK(folder.title() == "Authorization");
  }
  SECTION("a file of the same length") {
    folder.write("permission/kind.xml", Packed::kind_file("permission"));
    CHECK_FALSE(folder.is_taken());
    CHECK(folder.title() == "permission");
  }
  SECTION("a file of the same time, but longer") {
    const fs::path text = folder.path() + "/permission/en.mustache";
    const auto time = fs::last_write_time(text);
    folder.write("permission/en.mustache", "<document></document>");
    fs::last_write_time(text, time);
    CHECK_FALSE(folder.is_taken());
  }
  SECTION("a file more") {
    folder.write("permission/es.mustache", "<document/>");
    CHECK_FALSE(folder.is_taken());
  }
  SECTION("a file less") {
    fs::remove(folder.path() + "/house/foot.mustache");
    CHECK_FALSE(folder.is_taken());
  }
  SECTION("and is taken again when it is made again") {
    folder.write("permission/kind.xml", Packed::kind_file("Authorization"));
    folder.pack();
    CHECK(folder.is_taken());
    CHECK(folder.title() == "Authorization");
  }
}

TEST_CASE("a folder out of an archive, of whole seconds and in folders of today, leaves a pack good"
) {
  const Packed folder;
  const auto tomorrow = fs::file_time_type::clock::now() + std::chrono::hours{24};
  fs::last_write_time(folder.path(), tomorrow);
  for (const auto& entry : fs::recursive_directory_iterator{folder.path()})
    fs::last_write_time(
        entry,
        entry.is_directory() ? tomorrow
                             : std::chrono::floor<std::chrono::seconds>(fs::last_write_time(entry))
    );
  CHECK(folder.is_taken());
}

TEST_CASE("a pack that is cut short or damaged, or that another program made, is not taken") {
  const Packed folder;
  const std::string whole = tests::read(folder.file());
  for (const std::size_t size : {std::size_t{0}, std::size_t{10}, whole.size() - 1}) {
    tests::write(folder.file(), whole.substr(0, size));
    CHECK_FALSE(folder.is_taken());
    CHECK(folder.title() == "Permission");
  }
  for (const std::size_t place : {std::size_t{0}, whole.size() / 4, whole.size() - 1}) {
    std::string other = whole;
    other[place] = static_cast<char>(other[place] ^ 1);
    tests::write(folder.file(), other);
    CHECK_FALSE(folder.is_taken());
  }
  tests::write(folder.file(), whole);
  CHECK(folder.is_taken());
}

TEST_CASE("a folder is laid over a pack file by file, and its faults are told with their place") {
  const Packed folder;
  Folder over;
  fs::remove(over.path() + "/case.xml");
  over.write("permission/en.mustache", "mine");
  Diagnostics out;
  const auto template_set = open_template_set(folder.path(), over.path(), out);
  REQUIRE(template_set);
  CHECK_FALSE((*template_set)->is_checked);
  CHECK((*template_set)->file("permission/en.mustache")->text() == "mine");
  CHECK((*template_set)->file("house/foot.mustache")->text() == "Page\r\n");

  over.write("permission/kind.xml", "<kind reader='nobody'/>");
  CHECK(folder.said(over.path()).find("kind.xml:1:15: error[E205]") != std::string::npos);
  over.write("permission/kind.xml", Packed::kind_file("Mine"));
  over.write(
      "sets.xml",
      "<sets><set name='packet'><title language='en'>P</title><purpose "
      "language='en'>Q</purpose><kind name='permision'/></set></sets>"
  );
  CHECK(folder.said(over.path()).find("did you mean permission?") != std::string::npos);
}

TEST_CASE("threads that ask for a file of a pack get the same one") {
  const Packed folder;
  const auto template_set = unpack(folder.path());
  REQUIRE(template_set);
  std::array<const Source*, 8> found{};
  std::vector<std::thread> threads;
  for (auto& mine : found)
    threads.emplace_back([&] { mine = template_set->file("permission/en.mustache"); });
  for (auto& thread : threads) thread.join();
  for (const Source* mine : found) CHECK(mine == found[0]);
  REQUIRE(found[0]);
  CHECK(found[0]->name() == folder.path() + "/permission/en.mustache");
  CHECK(found[0]->text() == "<document/>");
  CHECK_FALSE(template_set->file("permission/es.mustache"));
}
