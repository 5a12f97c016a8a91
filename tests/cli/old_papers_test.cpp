// Old papers do not lie beside new ones, and what is the same is left alone.

#include "tests/cli/tiny.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace fs = std::filesystem;
using tests::contains;
using tests::Ran;

namespace {

struct PapersDesk : tests::TemporaryFolder {
  fs::path folder = *this / "out/tiny";
  PapersDesk() {
    tests::write(*this / "tiny.xml", tests::tiny);
    REQUIRE(make().exit == 0);
  }
  Ran make(std::vector<std::string> more = {"--separate"}) const {
    more.insert(more.begin(), {tests::carepacket(), "make", "tiny.xml"});
    return tests::run(more, {.folder = path().string()});
  }
  /// The first paper that was made.
  fs::path first() const {
    std::vector<fs::path> all;
    for (const auto& entry : fs::directory_iterator{folder}) all.push_back(entry.path());
    return *std::min_element(all.begin(), all.end());
  }
};

std::string without_number(const fs::path& paper) {
  return paper.filename().string().substr(2);
}

}  // namespace

TEST_CASE("a paper whose number has changed does not lie beside the new one") {
  const PapersDesk desk;
  const fs::path now = desk.first(), before = desk.folder / ("77" + without_number(now));
  fs::copy(now, before);
  const Ran again = desk.make();
  CHECK(again.exit == 0);
  CHECK(again.error == "");
  CHECK_FALSE(fs::exists(before));
  CHECK(fs::exists(now));
  CHECK(
      contains(again.out, "out/tiny/" + before.filename().string() + ": an old paper, taken away\n")
  );
}

TEST_CASE("what somebody changed, what is of another set, and what is no paper stays") {
  const PapersDesk desk;
  const fs::path now = desk.first();
  const fs::path changed = desk.folder / ("77" + without_number(now));
  REQUIRE(
      tests::run({"qpdf", now.string(), "--overlay", now.string(), "--", changed.string()}).exit ==
      0
  );
  tests::write(desk.folder / "notes.txt", "mine");
  fs::copy(now, desk.folder / "78-binder-contents.pdf");
  const Ran again = desk.make();
  CHECK(again.exit == 0);
  CHECK(contains(
      again.out,
      "out/tiny/" + changed.filename().string() +
          ": an old paper that somebody changed: it stays, and is not called for\n"
  ));
  for (const fs::path& path :
       {changed, desk.folder / "notes.txt", desk.folder / "78-binder-contents.pdf"})
    CHECK(fs::exists(path));
  // One paper asked for by its name says nothing of the others.
  const fs::path other = desk.folder / "79-top-questions.pdf";
  fs::copy(now, other);
  CHECK(desk.make({"--separate", "--only", "conversation-script"}).exit == 0);
  CHECK(fs::exists(other));
}

TEST_CASE("a paper that some program saved gives way as one that nobody saved") {
  const PapersDesk desk;
  const fs::path now = desk.first(), before = desk.folder / ("77" + without_number(now));
  REQUIRE(tests::run({"qpdf", now.string(), before.string()}).exit == 0);
  CHECK(contains(
      desk.make().out, "out/tiny/" + before.filename().string() + ": an old paper, taken away\n"
  ));
  CHECK_FALSE(fs::exists(before));
}

TEST_CASE("two sets lie in one folder, each with its own papers, and the other's are told") {
  const PapersDesk desk;
  const auto names = [&] {
    std::set<std::string> all;
    for (const auto& entry : fs::directory_iterator{desk.folder})
      all.insert(entry.path().filename().string());
    return all;
  };
  const auto packet = names();
  const Ran binder = desk.make({"--separate", "--set", "binder"});
  CHECK_FALSE(contains(binder.out, "taken away"));
  const auto both = names();
  CHECK(std::ranges::includes(both, packet));
  std::string told =
      "out/tiny: " + std::to_string(packet.size()) + " papers of other sets stay as they were\n";
  CHECK(contains(binder.out, told));
  const Ran again = desk.make();
  CHECK(names() == both);
  told = "out/tiny: " + std::to_string(both.size() - packet.size()) +
         " papers of other sets stay as they were\n";
  CHECK(contains(again.out, told));
}

TEST_CASE("without a request and with another dose the folder holds the papers of the new case") {
  const PapersDesk desk;
  std::string text =
      tests::read(std::string{CAREPACKET_SOURCE_DIR} + "/samples/crohns-disease.xml");
  const auto make = [&](const std::string& output) {
    tests::write(desk / "case.xml", text);
    const Ran made = tests::run(
        {tests::carepacket(), "make", "case.xml", "--separate", "-o", output},
        {.folder = desk.path().string()}
    );
    REQUIRE(made.exit == 0);
    return made;
  };
  const auto papers = [&](const std::string& output) {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::directory_iterator{desk / (output + "/crohns-disease")})
      all.emplace(entry.path().filename().string(), tests::read(entry.path()));
    return all;
  };
  make("out");
  const auto before = papers("out");
  const auto begin = text.find("<recordsRequest"), end = text.find("</recordsRequest>") + 17;
  text.erase(begin, end - begin);
  const auto dose = text.find("<dose>9 mg</dose>");
  REQUIRE(dose != std::string::npos);
  text.replace(dose, 17, "<dose>6 mg</dose>");
  const Ran made = make("out");
  make("fresh");
  const auto now = papers("out");
  CHECK(now == papers("fresh"));
  CHECK(now.size() < before.size());
  for (const auto& [name, bytes] : before)
    if (now.count(name) == 0)
      CHECK(contains(made.out, "out/crohns-disease/" + name + ": an old paper, taken away\n"));
}

TEST_CASE("a file that would hold the same bytes is not written again") {
  const PapersDesk desk;
  const fs::path paper = desk.first();
  const auto long_ago = fs::file_time_type::clock::now() - std::chrono::hours{48};
  fs::last_write_time(paper, long_ago);
  CHECK(desk.make().exit == 0);
  CHECK(fs::last_write_time(paper) == long_ago);
  tests::write(
      desk / "tiny.xml",
      std::string{tests::tiny}.replace(tests::tiny.find("Ada Quill"), 9, "Ada Quick")
  );
  CHECK(desk.make().exit == 0);
  CHECK(fs::last_write_time(paper) != long_ago);
}

TEST_CASE("an answer in a paper that has another number now is not lost") {
  const PapersDesk desk;
  const fs::path now = desk.folder / "01-conversation-script.pdf";
  REQUIRE(fs::exists(now));
  tests::write(
      desk / "x.fdf",
      "%FDF-1.2\n1 0 obj\n<</FDF<</Fields[<</T(conversation-script/name-they-gave-me)/V(Adams)>>]>>"
      ">>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
  );
  const fs::path old = desk.folder / "66-conversation-script.pdf";
  REQUIRE(
      tests::run(
          {"pdftk", now.string(), "fill_form", (desk / "x.fdf").string(), "output", old.string()}
      )
          .exit == 0
  );
  CHECK(desk.make().exit == 0);
  CHECK_FALSE(fs::exists(old));
  CHECK(contains(tests::run({"pdftotext", now.string(), "-"}).out, "Adams"));
}

TEST_CASE("each set has its own file, and papers asked for by name are a packet") {
  const PapersDesk desk;
  CHECK(desk.make({}).exit == 0);
  const std::string packet = tests::read(desk.folder / "packet.pdf");
  CHECK(contains(desk.make({"--set", "binder"}).out, "out/tiny/binder.pdf: "));
  CHECK(desk.make({"--set", "binder", "--format", "html"}).exit == 0);
  CHECK(fs::exists(desk.folder / "binder.html"));
  CHECK(tests::read(desk.folder / "packet.pdf") == packet);
  CHECK(desk.make({"--only", "pitfalls"}).exit == 0);
  CHECK(tests::read(desk.folder / "packet.pdf") != packet);
}

TEST_CASE("a paper by itself keeps its name when others come or go, and says no name in it") {
  const PapersDesk desk;
  const std::string text =
      tests::read(std::string{CAREPACKET_SOURCE_DIR} + "/samples/autoimmune-hepatitis.xml");
  const fs::path folder = desk / "out/autoimmune-hepatitis";
  const auto names = [&](const std::string& now) {
    tests::write(desk / "case.xml", now);
    REQUIRE(
        tests::run(
            {tests::carepacket(), "make", "case.xml", "--separate"},
            {.folder = desk.path().string()}
        )
            .exit == 0
    );
    std::vector<std::string> all;
    for (const auto& entry : fs::directory_iterator{folder})
      all.push_back(entry.path().filename().string());
    std::sort(all.begin(), all.end());
    return all;
  };
  const auto before = names(text);
  CHECK(std::count(before.begin(), before.end(), "07-transfer-letter-office-1.pdf") == 1);
  CHECK(std::count(before.begin(), before.end(), "12-veterans-letter-office-5-es.pdf") == 1);
  for (const std::string& name : before) CHECK_FALSE(contains(name, "biopsy"));
  // Without the first request the papers of the others are called what they were called.
  const auto begin = text.find("<recordsRequest"), end = text.find("</recordsRequest>") + 17;
  const auto after = names(std::string{text}.erase(begin, end - begin));
  CHECK(after.size() < before.size());
  CHECK(std::includes(before.begin(), before.end(), after.begin(), after.end()));
}
