// A whole run, as a clinic's night would have it, small.

#include "engine/batch/batch.hpp"
#include "engine/batch/journal.hpp"
#include "engine/batch/manifest.hpp"
#include "engine/hash/hash.hpp"
#include "tests/batch/clinic.hpp"
#include "tests/files/scripted_disk.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <fcntl.h>
#include <functional>
#include <set>
#include <span>
#include <sstream>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <thread>

using namespace engine;
using namespace engine::batch;
using tests::Clinic;
using tests::numbered;
using tests::on_one_line;
using tests::patient;
using tests::read;
using tests::said;
using tests::TemporaryFolder;
using tests::type_into;
using tests::Typed;
using tests::words_in;
namespace fs = std::filesystem;

TEST_CASE("every case gets a folder, and a line of the manifest that is true") {
  Clinic clinic{5};
  const Outcome outcome = clinic.run();
  CHECK(outcome.ended == Ended::complete);
  CHECK(outcome.last.totals.made == 5);
  CHECK(clinic.told == "");
  const auto files = clinic.made();
  CHECK(files.size() == 5 + 2);
  const auto entries = clinic.manifest();
  REQUIRE(entries.size() == 5);
  for (std::size_t i = 0; i < 5; ++i) {
    const Entry& entry = entries[i];
    CHECK(entry.number == i + 1);
    CHECK(entry.id == "p" + std::to_string(i + 1));
    REQUIRE(entry.files.size() == 1);
    const std::string& bytes = files.at(entry.files[0].name);
    CHECK(entry.files[0].bytes == bytes.size());
    CHECK(entry.files[0].sha256 == hash::sha256_hex(bytes));
    CHECK(entry.pages > 0);
  }
  const std::string manifest = files.at("manifest.jsonl");
  for (const char* word : {"Canary", "Cruz", "Lowe", "pain"})
    CHECK(manifest.find(word) == std::string::npos);
}

TEST_CASE("the same cases give the same bytes, in any number of threads and from any input") {
  Clinic clinic{12};
  clinic.add(7, patient(7, "<shoeSize/>"));
  clinic.options.jobs = 1;
  REQUIRE(clinic.run().ended == Ended::complete);
  const auto expected = clinic.made();
  for (const int jobs : {2, 5}) {
    fs::remove_all(clinic.out);
    clinic.options.jobs = jobs;
    REQUIRE(clinic.run().ended == Ended::complete);
    CHECK(clinic.made() == expected);
  }

  // One file of many cases: the texts of the cases are others, so their keys are; the papers are
  // not.
  std::string all = "<cases>\n";
  for (int i = 1; i <= 12; ++i) {
    const std::string text = read(clinic.cases / numbered(i));
    all += text.substr(text.find("<case"));
  }
  tests::write(clinic.folder / "night.xml", all + "</cases>\n");
  fs::remove_all(clinic.out);
  clinic.options.inputs = {(clinic.folder / "night.xml").string()};
  REQUIRE(clinic.run().ended == Ended::complete);
  auto from_one = clinic.made();
  for (const auto& [name, bytes] : expected) {
    if (name.find("packet.pdf") != std::string::npos) CHECK(from_one[name] == bytes);
  }
  CHECK(from_one.size() == expected.size());
  CHECK(clinic.told.find("night.xml:43:2: error[E122]") != std::string::npos);
}

TEST_CASE("a case that is wrong is told with its place, and the others are made") {
  Clinic clinic{6};
  clinic.add(2, patient(2, "<shoeSize>42</shoeSize>"));
  clinic.add(4, patient(4).substr(0, 150));
  const Outcome outcome = clinic.run();
  CHECK(outcome.ended == Ended::complete);
  CHECK(outcome.last.totals.made == 4);
  CHECK(outcome.last.totals.refused == 2);
  CHECK(clinic.told.find("00002.xml:7:2: error[E122]") != std::string::npos);
  CHECK(clinic.told.find("00004.xml:4:") != std::string::npos);
  CHECK_FALSE(fs::exists(clinic.out / "p2"));
  CHECK(clinic.manifest()[1].status == Status::refused);
  CHECK(clinic.manifest()[1].errors == std::map<std::string, int>{{"E122", 1}});
  CHECK(clinic.manifest()[3].id == "p4");
}

TEST_CASE("two cases with one id are both named, and the second is refused") {
  Clinic clinic{3};
  clinic.add(3, "\n" + patient(1).substr(patient(1).find("<case")));
  for (const int jobs : {1, 4}) {
    fs::remove_all(clinic.out);
    clinic.options.jobs = jobs;
    const Outcome outcome = clinic.run();
    CHECK(outcome.last.totals.made == 2);
    CHECK(outcome.last.totals.refused == 1);
    const std::string second = (clinic.cases / numbered(3)).string();
    const std::string first = (clinic.cases / numbered(1)).string();
    CHECK(
        clinic.told == second +
                           ":2:11: error[E730]: a second case has the id 'p1': it is not made\n"
                           "   = hint: the first one is in " +
                           first +
                           ", line 2\n   = hint: give each case an id of its own, capitals aside: "
                           "its folder is named "
                           "after it\n"
    );
  }
}

TEST_CASE("what is as it was is not made again; what changed is, and nothing else") {
  Clinic clinic{20};
  REQUIRE(clinic.run().ended == Ended::complete);
  const auto before = clinic.made();
  CHECK(clinic.run().last.unchanged == 20);
  CHECK(clinic.made() == before);

  for (const int number : {3, 11, 20}) clinic.add(number, patient(number, "<!-- changed -->"));
  Outcome outcome = clinic.run();
  CHECK(outcome.last.unchanged == 17);
  // A file that is not what it was, or gone, is made again.
  tests::write(
      clinic.out / "p5/packet.pdf", before.at("p5/packet.pdf").substr(0, 100) + "carepacket"
  );
  fs::remove_all(clinic.out / "p6");
  outcome = clinic.run();
  CHECK(outcome.last.unchanged == 18);
  CHECK(clinic.made().at("p5/packet.pdf") == before.at("p5/packet.pdf"));
  CHECK(clinic.made().at("p6/packet.pdf") == before.at("p6/packet.pdf"));
  // Other options make other papers, and what was made for the old ones goes.
  clinic.options.make.separate = true;
  CHECK(clinic.run().last.unchanged == 0);
  CHECK_FALSE(fs::exists(clinic.out / "p5/packet.pdf"));
  CHECK(fs::exists(clinic.out / "p5/17-story-summary.pdf"));
}

TEST_CASE("a logo that changed makes the cases anew that name it") {
  Clinic clinic{3};
  clinic.options.make.only = {};
  clinic.options.make.set = "handout";
  clinic.add(2, patient(2, "<clinic><name>L</name><logo> logo.png </logo></clinic>"));
  const std::string logo = read(CAREPACKET_SOURCE_DIR "/samples/clinic/logo.png");
  tests::write(clinic.cases / "logo.png", logo);
  REQUIRE(clinic.run().ended == Ended::complete);
  INFO(clinic.told);
  CHECK(clinic.run().last.unchanged == 3);
  tests::write(clinic.cases / "logo.png", logo + " ");
  CHECK(clinic.run().last.unchanged == 2);
  // Where all cases have their logo in one folder, it is looked for there.
  fs::create_directory(clinic.folder / "shared");
  fs::rename(clinic.cases / "logo.png", clinic.folder / "shared/logo.png");
  CHECK(clinic.run().last.totals.refused == 1);
  clinic.options.pictures = (clinic.folder / "shared").string();
  CHECK(clinic.run().last.totals.refused == 0);
}

TEST_CASE("templates that changed make anew what used them, and nothing else") {
  Clinic clinic{3};
  REQUIRE(clinic.run().ended == Ended::complete);
  const fs::path built_in = fs::path{CAREPACKET_SOURCE_DIR} / "templates";
  const auto with = [&](const std::string& file) {
    fs::remove_all(clinic.folder / "over");
    fs::create_directories((clinic.folder / ("over/" + file)).parent_path());
    tests::write(clinic.folder / ("over/" + file), read(built_in / file) + "<!-- -->\n");
    Diagnostics out;
    auto library = open_library(
        CAREPACKET_BINARY_DIR "/share/carepacket", (clinic.folder / "over").string(), out
    );
    REQUIRE(library);
    return clinic.run(**library).last.unchanged;
  };
  CHECK(with("insurance-call/en.mustache") == 3);
  CHECK(with("explain/cli.xml") == 3);
  CHECK(with("starter/words.xml") == 3);
  CHECK(with("said/es/help.xml") == 3);
  CHECK(with("story-summary/en.mustache") == 0);
  CHECK(clinic.run().last.unchanged == 0);  // and back
  CHECK(with("house/themes/standard.xml") == 0);
}

TEST_CASE("a run that is stopped anywhere ends, when resumed, as one that was not") {
  Clinic whole{15};
  whole.add(4, patient(4, "<shoeSize/>"));
  whole.add(9, patient(2));
  whole.options.most_waiting = 1;  // no thread is far ahead
  constexpr std::array<std::size_t, 3> stops{9, 5, 1};
  for (const Container container : {Container::none, Container::tar, Container::zip}) {
    whole.options.container = container;
    fs::remove_all(whole.out);
    REQUIRE(whole.run().ended == Ended::complete);
    const auto expected = whole.made();
    for (const std::size_t stop : std::span{stops}.first(tests::rounds(3u, 1u))) {
      fs::remove_all(whole.out);
      whole.after_each = [&] { whole.stop = whole.finished >= stop; };
      const Outcome stopped = whole.run();
      CHECK(stopped.ended == Ended::stopped);
      CHECK_FALSE(fs::exists(whole.out / "manifest.jsonl"));
      // What a kill in the midst of things may leave behind.
      if (container == Container::none) {
        fs::create_directories(whole.out / "p15");
        tests::write(whole.out / "p15/.packet.pdf.part", "half");
      }
      const auto part =
          whole.out / (container == Container::tar ? "packets.tar.part" : "packets.zip.part");
      if (container != Container::none && stop == 9)
        fs::resize_file(part, fs::file_size(part) - 700);
      whole.after_each = [] {};
      whole.options.resume = true;
      const Outcome resumed = whole.run();
      whole.options.resume = false;
      CHECK(resumed.ended == Ended::complete);
      // The last member of a container cut short may be made again.
      CHECK((resumed.last.unchanged > 0 || (container != Container::none && stop == 1)));
      CHECK((whole.made() == expected));
    }
  }
}

TEST_CASE("a manifest that names a file of somebody else's does not take it away") {
  Clinic clinic{2};
  REQUIRE(clinic.run().ended == Ended::complete);
  tests::write(clinic.folder / "victim.txt", "precious");
  tests::write(clinic.out / "p2/mine.txt", "precious");
  std::istringstream lines{read(clinic.out / "manifest.jsonl")};
  std::string head, forged;
  std::getline(lines, head);
  for (Entry entry : clinic.manifest()) {
    const std::string victim = entry.id == "p1" ? "../victim.txt" : "p1/../p2/mine.txt";
    entry.files.push_back(
        {.name = victim, .sha256 = hash::sha256_hex("precious"), .bytes = 8, .pages = 1}
    );
    forged += line_of(entry);
  }
  tests::write(clinic.out / "manifest.jsonl.before", head + '\n' + forged);
  clinic.add(1, patient(1, "<!-- changed -->"));
  clinic.add(2, patient(2, "<!-- changed -->"));
  CHECK(clinic.run().ended == Ended::complete);
  CHECK(clinic.told == "");
  CHECK(read(clinic.folder / "victim.txt") == "precious");
  CHECK(read(clinic.out / "p2/mine.txt") == "precious");
}

TEST_CASE("what an interrupted run left, and somebody forged, is made again and believed in nothing"
) {
  Clinic clinic{6};
  clinic.options.container = Container::zip;
  clinic.options.jobs = 1;  // so that none is through before the run is stopped
  clinic.options.most_waiting = 1;
  REQUIRE(clinic.run().ended == Ended::complete);
  const auto expected = clinic.made();
  const std::pair<std::string, std::string> forgeries[] = {
      {"\"bytes\":", "\"bytes\":999999"},
      {"\"bytes\":", "\"bytes\":9223372036854775808,\"b\":"},
      {"\"case\":\"p1\"", "\"case\":\"" + std::string(90, 'p') + "\""},
      {"\"name\":\"p1/", "\"name\":\"p/"},
      {"\"key\":", std::string(200'000, '[')}};
  for (const auto& [from, to] : forgeries) {
    fs::remove_all(clinic.out);
    clinic.after_each = [&] { clinic.stop = clinic.finished >= 2; };
    CHECK(clinic.run().ended == Ended::stopped);
    const fs::path part = clinic.out / "manifest.jsonl.part";
    std::string lines = read(part);
    const auto at = lines.find(from);
    REQUIRE(at != std::string::npos);
    tests::write(part, lines.replace(at, from.size(), to));
    clinic.after_each = [] {};
    clinic.options.resume = true;
    CHECK(clinic.run().ended == Ended::complete);
    clinic.options.resume = false;
    CHECK(clinic.told == "");
    CHECK((clinic.made() == expected));
  }
}

TEST_CASE("a tar holds what the folders hold, with the manifest and the report behind it") {
  Clinic clinic{4};
  REQUIRE(clinic.run().ended == Ended::complete);
  auto expected = clinic.made();
  fs::remove_all(clinic.out);
  for (const Container container : {Container::tar, Container::zip}) {
    clinic.options.container = container;
    REQUIRE(clinic.run().ended == Ended::complete);
    const fs::path apart = clinic.folder / "apart";
    fs::remove_all(apart);
    fs::create_directory(apart);
    const std::string name = container == Container::tar ? "packets.tar" : "packets.zip";
    const auto ran = tests::run(
        {"python3",
         "-c",
         "import shutil, sys; shutil.unpack_archive(sys.argv[1], sys.argv[2])",
         (clinic.out / name).string(),
         apart.string()}
    );
    CHECK(ran.error == "");
    for (const auto& [path, bytes] : expected) {
      if (path == "manifest.jsonl") continue;  // it says which container it is
      CHECK((read(apart / path) == bytes));
    }
    CHECK(read(apart / "manifest.jsonl") == read(clinic.out / "manifest.jsonl"));
    fs::remove_all(clinic.out);
  }
}

TEST_CASE("shards share the cases out: all of them, none twice") {
  Clinic clinic{25};
  REQUIRE(clinic.run().ended == Ended::complete);
  const auto expected = clinic.manifest();
  fs::remove_all(clinic.out);
  std::set<std::uint64_t> numbers;
  std::size_t taken = 0;
  for (int k = 1; k <= 4; ++k) {
    clinic.options.shard = {k, 4};
    const Outcome outcome = clinic.run();
    CHECK(outcome.last.totals.seen == 25);
    taken += outcome.last.totals.cases;
    std::istringstream lines{read(clinic.out / ("manifest-" + std::to_string(k) + "-of-4.jsonl"))};
    for (std::string line; std::getline(lines, line);) {
      const auto entry = entry_in(line);
      if (!entry) continue;
      CHECK(line_of(*entry) == line_of(expected[entry->number - 1]));
      numbers.insert(entry->number);
    }
  }
  CHECK(taken == 25);
  CHECK(numbers.size() == 25);
}

TEST_CASE("one huge or hostile case is given up, and the others are made") {
  Clinic clinic{8};
  std::string more;
  for (int i = 0; i < 4000; ++i) {
    more += "<question category=\"diagnosis\">Why is it that number " + std::to_string(i) +
            " does what it does?</question>\n";
  }
  clinic.add(3, patient(3, more));
  clinic.options.make.only = {"questions-diagnosis"};
  clinic.options.limits.bytes = std::size_t{4} << 20;
  const Outcome outcome = clinic.run();
  CHECK(outcome.last.totals.made == 7);
  CHECK(
      clinic.told ==
      (clinic.cases / numbered(3)).string() +
          ": error[E734]: this case was given up: it needs more than 4 MiB of memory\n   = "
          "hint: a case has a few pages of text: look at what it holds, or allow more with "
          "--memory-limit\n"
  );
  clinic.options.limits.bytes = std::size_t{512} << 20;
  CHECK(clinic.run().last.totals.made == 8);
}

TEST_CASE("no word of one case reaches the papers of another, in a thousand cases and after errors"
) {
  Clinic clinic;
  constexpr int patients = tests::rounds(1000, 100);
  for (int i = 1; i <= patients; ++i) {
    std::string text = patient(i);
    if (i % 10 == 3) text = patient(i, "<shoeSize>Canary" + std::to_string(i) + "x</shoeSize>");
    if (i % 10 == 6) text = text.substr(0, text.size() * 3 / 4);
    clinic.add(i, text);
  }
  clinic.options.make.format = Format::text;
  clinic.options.jobs = 4;
  const Outcome outcome = clinic.run();
  CHECK(outcome.last.totals.made == patients / 10 * 8);
  CHECK(outcome.last.totals.refused == patients / 10 * 2);
  std::size_t looked_at = 0;
  for (const auto& [name, text] : clinic.made()) {
    if (!name.ends_with("packet.txt")) continue;
    ++looked_at;
    const std::string own = name.substr(1, name.find('/') - 1) + "x";
    CHECK(text.find("Canary" + own) != std::string::npos);
    for (const std::string word : {"Canary", "Lowe", "pain number "}) {
      for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
        CHECK(text.compare(at + word.size(), own.size(), own) == 0);
    }
    CHECK(text.find("{{") == std::string::npos);
  }
  CHECK(looked_at == patients / 10 * 8);
}

TEST_CASE("a file of somebody else's is not written over, and stops its case alone") {
  Clinic clinic{3};
  fs::create_directories(clinic.out / "p2");
  tests::write(clinic.out / "p2/packet.pdf", "my notes");
  tests::write(clinic.out / "p3", "a file where a folder belongs");
  Outcome outcome = clinic.run();
  CHECK(outcome.ended == Ended::complete);
  CHECK(outcome.last.totals.made == 1);
  CHECK(read(clinic.out / "p2/packet.pdf") == "my notes");
  CHECK(
      clinic.told.find("p2/packet.pdf' is there, and is not a file as carepacket wrote it") !=
      std::string::npos
  );
  CHECK(
      clinic.told.find("p3': it, or a part of its path, is a file and not a folder") !=
      std::string::npos
  );
  clinic.options.force = true;
  outcome = clinic.run();
  CHECK(outcome.last.totals.made == 2);
  CHECK(read(clinic.out / "p2/packet.pdf") != "my notes");
}

TEST_CASE("a case whose folder cannot be written to is refused alone, with the reason") {
  Clinic clinic{5};
  fs::create_directories(clinic.out / "p2/.packet.pdf.part");
  fs::create_directories(clinic.folder / "elsewhere");
  fs::create_directory_symlink(clinic.folder / "elsewhere", clinic.out / "p3");
  fs::create_directories(clinic.out / "p4/packet.pdf");
  const Outcome outcome = clinic.run();
  CHECK(outcome.ended == Ended::complete);
  CHECK(outcome.last.totals.made == 2);
  const auto at = [&](int number) {
    return (clinic.cases / numbered(number)).string() + ":2:11: error[E702]: cannot write '" +
           (clinic.out / ("p" + std::to_string(number))).string();
  };
  CHECK(
      clinic.told == at(2) + "/.packet.pdf.part': it is a folder\n" + at(3) +
                         "': it, or a part of its path, is a file and not a folder\n" + at(4) +
                         "/packet.pdf': it is a folder\n"
  );
  CHECK(fs::is_empty(clinic.folder / "elsewhere"));
}

TEST_CASE("a disk that is full ends the run with nothing half written, and the run goes on later") {
  Clinic whole{6};
  REQUIRE(whole.run().ended == Ended::complete);
  const auto expected = whole.made();
  constexpr std::array first_calls{2, 1, 5, 9};
  for (const auto container : {Container::none, Container::tar}) {
    for (const std::string call :
         {"write", "flush", "rename", "fsync", "sync_all", "make_folder"}) {
      for (const int from : std::span{first_calls}.first(tests::rounds(4u, 1u))) {
        CAPTURE(call, from, static_cast<int>(container));
        Clinic clinic{6};
        tests::ScriptedDisk disk;
        disk.fail(call, ENOSPC, from, 1000);
        clinic.options.disk = &disk;
        clinic.options.container = container;
        const Outcome outcome = clinic.run();
        if (outcome.ended == Ended::complete) continue;  // so often it is not called
        CHECK(said(clinic.diagnostics).find("': the disk is full\n") != std::string::npos);
        if (container == Container::none && fs::exists(clinic.out)) {
          for (const auto& [name, bytes] : clinic.made())
            CHECK((!name.ends_with("/packet.pdf") || bytes == expected.at(name)));
        }
        clinic.options.disk = &files::real_disk();
        clinic.options.resume = true;
        CHECK(clinic.run().ended == Ended::complete);
        if (container == Container::none) CHECK((clinic.made() == expected));
      }
    }
  }
}

TEST_CASE("a manifest, a tar or a zip is written over as it was written, and in no other state") {
  for (const auto container : {Container::none, Container::tar, Container::zip}) {
    CAPTURE(static_cast<int>(container));
    Clinic clinic{2};
    clinic.options.container = container;
    const fs::path path = clinic.out / (container == Container::none  ? "manifest.jsonl"
                                        : container == Container::tar ? "packets.tar"
                                                                      : "packets.zip");
    REQUIRE(clinic.run().ended == Ended::complete);
    REQUIRE(clinic.run().ended == Ended::complete);
    const std::string good = read(path);
    std::vector<std::string> changed{"mine", good.substr(0, good.size() / 2)};
    const bool is_text = container == Container::none;
    for (const char* const word : {"p1", "status", is_text ? "\"seen\":2" : "Canary"}) {
      const auto at = good.find(word);
      if (at == std::string::npos) continue;
      changed.push_back(good);
      changed.back()[at] ^= 1;
    }
    if (is_text) changed.push_back(good + "{}\n");
    for (const std::string& text : changed) {
      tests::write(path, text);
      CHECK(clinic.run().ended == Ended::not_started);
      CHECK(
          said(clinic.diagnostics)
              .find(
                  "error[E703]: '" + path.string() +
                  "' is there, and is not a file as carepacket wrote it"
              ) != std::string::npos
      );
      CHECK(read(path) == text);
    }
    clinic.options.force = true;
    CHECK(clinic.run().ended == Ended::complete);
    CHECK(read(path) == good);
  }
}

TEST_CASE("a tar to which a file was added is somebody's work") {
  for (const std::string name : {"packets.tar", "packets.zip"}) {
    Clinic clinic{2};
    clinic.options.container = name == "packets.tar" ? Container::tar : Container::zip;
    REQUIRE(clinic.run().ended == Ended::complete);
    tests::run(
        {"python3",
         "-c",
         "import sys, tarfile, zipfile\n"
         "tar = sys.argv[1].endswith('tar')\n"
         "with (tarfile.open if tar else zipfile.ZipFile)(sys.argv[1], 'a') as all:\n"
         "  (all.add if tar else all.write)(sys.argv[2], 'note.txt')\n",
         (clinic.out / name).string(),
         (clinic.cases / numbered(1)).string()}
    );
    CHECK(clinic.run().ended == Ended::not_started);
    CHECK(said(clinic.diagnostics).find("error[E703]") != std::string::npos);
  }
}

TEST_CASE("what somebody else calls an unfinished container is not written over") {
  for (const bool tar : {true, false}) {
    for (const std::string ending : {".part", ".copy"}) {
      Clinic clinic{1};
      clinic.options.container = tar ? Container::tar : Container::zip;
      fs::create_directory(clinic.out);
      const fs::path path = clinic.out / ((tar ? "packets.tar" : "packets.zip") + ending);
      CAPTURE(path);
      std::ofstream{path} << "the only copy of something";
      CHECK(clinic.run().ended == Ended::not_started);
      CHECK(said(clinic.diagnostics).find("error[E703]") != std::string::npos);
      CHECK(fs::file_size(path) == 26);
      CHECK(clinic.run().ended == Ended::not_started);  // nor by a second run
      CHECK(fs::file_size(path) == 26);
    }
  }
}

TEST_CASE("neither a pipe nor a device among the run's own files holds it up") {
  for (const std::string name :
       {"manifest.jsonl",
        "manifest.jsonl.part",
        "manifest.jsonl.before",
        "batch-report.pdf",
        ".batch-report.pdf.part",
        "packets.tar",
        "packets.tar.part",
        "packets.tar.copy"}) {
    for (const bool pipe : {true, false}) {
      CAPTURE(name, pipe);
      Clinic clinic{1};
      if (name.starts_with("packets")) clinic.options.container = Container::tar;
      fs::create_directory(clinic.out);
      const fs::path path = clinic.out / name;
      if (pipe) {
        REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
      } else {
        fs::create_symlink("/dev/zero", path);
      }
      clinic.options.force = true;
      CHECK(clinic.run().ended != Ended::complete);
      CHECK(
          said(clinic.diagnostics).find(path.string() + "': it is not an ordinary file\n") !=
          std::string::npos
      );
    }
  }
}

TEST_CASE("two runs in one folder do not meet, whatever their manifests are called") {
  Clinic clinic{2};
  const auto tries = [&](Shard first, Shard second) {
    fs::remove_all(clinic.out);
    fs::create_directory(clinic.out);
    const files::Descriptor folder{::open(clinic.out.c_str(), O_RDONLY | O_DIRECTORY)};
    Diagnostics out;
    const auto other = Journal::open(folder.get(), "out", {.run = "x", .shard = first}, {}, out);
    REQUIRE(other);
    clinic.options.shard = second;
    clinic.run();
    return said(clinic.diagnostics);
  };
  const std::string refused = "carepacket: error[E735]: another run of carepacket is at work in '" +
                              clinic.out.string() +
                              "'\n   = hint: wait for it to end, or choose another folder with "
                              "--output\n";
  CHECK(tries({}, {}) == refused);
  CHECK(tries({}, {1, 2}) == refused);
  CHECK(tries({1, 2}, {}) == refused);
  CHECK(tries({1, 2}, {2, 3}) == refused);
  CHECK(tries({1, 2}, {1, 2}) == refused);
  CHECK(tries({1, 2}, {2, 2}) == "");
}

TEST_CASE("with fail-fast the first case that cannot be made ends the run and its manifest") {
  Clinic clinic{9};
  clinic.options.resume = true;
  CHECK(clinic.run().last.totals.made == 9);
  clinic.add(4, patient(4, "<shoeSize/>"));
  clinic.options.fail_fast = true;
  CHECK(clinic.run().ended == Ended::failed_fast);
  CHECK(clinic.finished == 4);
  CHECK(clinic.manifest().size() == 4);
  CHECK_FALSE(fs::exists(clinic.out / "manifest.jsonl.part"));
  CHECK(read(clinic.out / "manifest.jsonl").find("\"stopped\":true") != std::string::npos);
  CHECK(fs::exists(clinic.out / "batch-report.pdf"));
  // What it did not come to is known from the run before it.
  clinic.add(4, patient(4));
  const Outcome outcome = clinic.run();
  CHECK(outcome.ended == Ended::complete);
  CHECK(outcome.last.unchanged == 9);
  CHECK_FALSE(fs::exists(clinic.out / "manifest.jsonl.before"));
}

TEST_CASE("with fail-fast a container is whole or not there, and can be resumed") {
  Clinic clinic{5};
  clinic.add(3, patient(3, "<shoeSize/>"));
  clinic.options.container = Container::tar;
  clinic.options.fail_fast = true;
  CHECK(clinic.run().ended == Ended::failed_fast);
  CHECK_FALSE(fs::exists(clinic.out / "manifest.jsonl"));
  CHECK_FALSE(fs::exists(clinic.out / "packets.tar"));
  clinic.add(3, patient(3));
  clinic.options.resume = true;
  const Outcome outcome = clinic.run();
  CHECK(outcome.ended == Ended::complete);
  CHECK(outcome.last.totals.made == 5);
}

TEST_CASE("an output folder that goes away ends the run, which can be started anew") {
  Clinic clinic{12};
  clinic.options.most_waiting = 1;
  clinic.after_each = [&] {
    if (clinic.finished == 3) fs::remove_all(clinic.out);
  };
  CHECK(clinic.run().ended == Ended::broken_off);
  CHECK(
      said(clinic.diagnostics) == "carepacket: error[E702]: cannot write '" + clinic.out.string() +
                                      "/p4': there is no such file or folder\n"
  );
  CHECK(clinic.finished == 3);
  clinic.after_each = [] {};
  clinic.options.resume = true;
  CHECK(clinic.run().last.totals.made == 12);
}

TEST_CASE("inputs that are not there, or hold no case, are told before anything is made") {
  Clinic clinic;
  CHECK(clinic.run().ended == Ended::not_started);
  CHECK(
      said(clinic.diagnostics) == "carepacket: error[E731]: there is no case file in '" +
                                      clinic.cases.string() +
                                      "'\n   = hint: a case file has a name that ends in .xml\n"
  );
  clinic.options.inputs = {(clinic.folder / "nowhere").string()};
  CHECK(clinic.run().ended == Ended::not_started);
  CHECK_FALSE(fs::exists(clinic.out));
  tests::write(clinic.cases / "notes.txt", "hello");
  clinic.add(1, patient(1));
  clinic.options.inputs = {clinic.cases.string()};
  CHECK(clinic.run().ended == Ended::complete);
  CHECK(clinic.diagnostics.all().front().code == "W730");
}

TEST_CASE("files that programs hide beside cases are no cases") {
  Clinic clinic{2};
  tests::write(clinic.cases / "._1.xml", "Mac OS X");
  tests::write(clinic.cases / ".git" / "2.xml", "<case/>");
  CHECK(clinic.run().last.totals.made == 2);
  CHECK(clinic.told == "");
  CHECK(said(clinic.diagnostics).find("2 files passed over") != std::string::npos);
}

TEST_CASE("what is no case file cannot hold a run up, and an input without a case is told") {
  Clinic clinic{2};
  REQUIRE(::mkfifo((clinic.cases / "pipe.xml").c_str(), 0600) == 0);
  fs::create_symlink("nowhere", clinic.cases / "gone.xml");
  tests::write(clinic.cases / "none.xml", "<cases>\n</cases>");
  tests::write(clinic.folder / "empty.csv", "@id,patient/birthDate\n");
  clinic.options.inputs.push_back((clinic.folder / "empty.csv").string());
  clinic.options.table.vocabulary = &tests::library().template_set->vocabulary;
  const Outcome outcome = clinic.run();
  CHECK(outcome.ended == Ended::complete);
  CHECK(outcome.last.totals.made == 2);
  const std::string cases = clinic.cases.string();
  CHECK(
      clinic.told == "carepacket: error[E701]: cannot read '" + cases +
                         "/gone.xml': there is no such file or folder\n"
                         "carepacket: error[E731]: there is no case in '" +
                         cases +
                         "/none.xml'\n"
                         "carepacket: error[E731]: there is no case in '" +
                         (clinic.folder / "empty.csv").string() + "'\n"
  );
  CHECK(
      said(clinic.diagnostics) == "carepacket: warning[W730]: 1 file passed over in '" + cases +
                                      "'\n   = hint: a case file is an ordinary file, and its name "
                                      "ends in .xml and begins with no dot\n"
  );
}

TEST_CASE("an input that cannot be read on is told by every shard, whatever it is") {
  // The kernel answers with EIO when the first page of a process is read: there is none.
  Clinic clinic{2};
  fs::create_symlink("/proc/self/mem", clinic.folder / "rows.csv");
  for (const std::string& input :
       {std::string{"/proc/self/mem"}, (clinic.folder / "rows.csv").string()}) {
    clinic.options.inputs = {input, clinic.cases.string()};
    std::uint64_t lines = 0;
    for (int shard = 1; shard <= 3; ++shard) {
      clinic.options.shard = {shard, 3};
      const Outcome outcome = clinic.run();
      CHECK(outcome.ended == Ended::complete);
      CHECK(outcome.is_unread);
      CHECK(outcome.last.totals.seen == 3);
      lines += outcome.last.totals.cases;
      CHECK(
          clinic.told ==
          "carepacket: error[E701]: cannot read '" + input + "': the disk has a fault\n"
      );
    }
    CHECK(lines == 3);
  }
}

TEST_CASE("of many cases on one line, each message says the column and shows its own case") {
  Clinic clinic;
  const std::string first = on_one_line(patient(1)), wrong = on_one_line(patient(2, "<shoeSize/>")),
                    last = on_one_line(patient(3)), again = on_one_line(patient(1));
  const std::string text = "<cases>" + first + wrong + last + again + "</cases>";
  const fs::path file = clinic.folder / "line.xml";
  tests::write(file, text);
  clinic.options.inputs = {file.string()};
  const Outcome outcome = clinic.run();
  CHECK(outcome.last.totals.made == 2);
  const auto column = [&](std::string_view word, std::size_t from = 0) {
    return std::to_string(text.find(word, from) + 1);
  };
  CHECK(
      clinic.told.find(file.string() + ":1:" + column("shoeSize") + ": error[E122]: ") !=
      std::string::npos
  );
  const std::string second = column("p1\"", text.find(again, 10));
  CHECK(
      clinic.told.find(
          file.string() + ":1:" + second +
          ": error[E730]: a second case has the id 'p1': it is not made\n   = hint: the first one "
          "is in " +
          file.string() + ", line 1, column " + column("p1\"") + "\n"
      ) != std::string::npos
  );
}

TEST_CASE("a case is as large as it is, wherever on its line it stands") {
  Clinic clinic;
  std::string text = "<cases>";
  const std::string filler = "<!--" + std::string(3u << 20, 'y') + "-->";
  for (int i = 1; i <= 7; ++i) {
    text += on_one_line(patient(i, filler));
  }
  tests::write(clinic.folder / "line.xml", text + "</cases>");
  clinic.options.inputs = {(clinic.folder / "line.xml").string()};
  CHECK(clinic.run().last.totals.made == 7);
  CHECK(clinic.told == "");
}

namespace {

/// A pipe that has a name, and somebody who writes into it: each piece when the one before is read.
class NamedPipe {
 public:
  NamedPipe(const fs::path& path, std::vector<std::string> pieces) : path_{path.string()} {
    REQUIRE(::mkfifo(path_.c_str(), 0600) == 0);
    writer_ = std::thread{[this, pieces = std::move(pieces)] {
      const files::Descriptor pipe{::open(path_.c_str(), O_WRONLY | O_CLOEXEC)};
      for (const std::string& piece : pieces) {
        REQUIRE(files::write_all(pipe.get(), piece));
        for (int waiting = 1; waiting > 0;) {
          REQUIRE(::ioctl(pipe.get(), FIONREAD, &waiting) == 0);
          std::this_thread::yield();
        }
      }
    }};
  }
  ~NamedPipe() { writer_.join(); }

 private:
  std::string path_;
  std::thread writer_;
};

}  // namespace

TEST_CASE("many cases are many, however few bytes a pipe gives and whatever stands before them") {
  Clinic clinic;
  const std::string two = on_one_line(patient(1)) + on_one_line(patient(2)) + "</cases>";
  const std::vector<std::string> beginnings[] = {
      {"<ca", "ses>"},
      {"<", "c", "a", "s", "e", "s", ">"},
      {"<?xml version=\"1.0\"?><!--", std::string(70'000, 'x') + "--><cases", ">"}};
  int number = 0;
  for (auto pieces : beginnings) {
    pieces.push_back(two);
    const fs::path path = clinic.folder / ("pipe" + std::to_string(++number));
    const NamedPipe pipe{path, pieces};
    clinic.options.inputs = {path.string()};
    CHECK(clinic.run().last.totals.made == 2);
    CHECK(clinic.told == "");
  }
  const fs::path file = clinic.folder / "many.xml";
  tests::write(file, "<!--" + std::string(3 << 20, 'x') + "-->\n<cases>" + two);
  clinic.options.inputs = {file.string()};
  CHECK(clinic.run().last.totals.made == 2);
  CHECK(clinic.told == "");
  {
    const NamedPipe one{clinic.folder / "one", {"<", on_one_line(patient(3)).substr(1)}};
    clinic.options.inputs = {(clinic.folder / "one").string()};
    CHECK(clinic.run().last.totals.made == 1);
  }
}

TEST_CASE("no case takes the name of the run's own files, and a report's place is looked at first"
) {
  Clinic clinic{2};
  for (const std::string id : {"manifest.jsonl", "manifest.jsonl.part", "batch-report.pdf"}) {
    std::string text = patient(3);
    clinic.add(3, text.replace(text.find("p3"), 2, id));
    const Outcome outcome = clinic.run();
    CHECK(outcome.ended == Ended::complete);
    CHECK(outcome.last.totals.made == 2);
    CHECK(
        clinic.told == (clinic.cases / numbered(3)).string() +
                           ":2:11: error[E738]: a file of the run itself has the name '" + id +
                           "'\n   = hint: give the case another id: its folder is named after it\n"
    );
  }
  clinic.options.report = (clinic.folder / "nowhere/report.pdf").string();
  CHECK(clinic.run().ended == Ended::not_started);
}

TEST_CASE("the report is a page that any reader of PDF takes, and says what the manifest says") {
  Clinic clinic{3};
  clinic.add(2, patient(2, "<shoeSize/>"));
  clinic.run();
  const auto ran =
      tests::run({"pdftotext", "-layout", (clinic.out / "batch-report.pdf").string(), "-"});
  CHECK(ran.error == "");
  CHECK(ran.out.find("1 case was not made.") != std::string::npos);
  CHECK(ran.out.find("E122") != std::string::npos);
  CHECK(ran.out.find("Canary") == std::string::npos);
  const auto checked = tests::run(
      {"/usr/bin/python3",  // the one that Debian's python3-pikepdf is for
       CAREPACKET_SOURCE_DIR "/tests/conformance/check.py",
       (clinic.out / "batch-report.pdf").string()}
  );
  INFO(checked.out << checked.error);
  CHECK(checked.exit == 0);
  CHECK(tests::run({"qpdf", "--check", (clinic.out / "batch-report.pdf").string()}).exit == 0);
}

TEST_CASE("an answer that was typed stands in the packet of the next night, and of those after") {
  Typed clinic;
  type_into(
      clinic.out / "p2/packet.pdf", "<</T(" + clinic.field("top-questions") + ")/V(Ask Bob)>>"
  );
  for (int night = 0; night < 3; ++night) {
    // The second is made anew, the third finds all as it was.
    if (night == 1) clinic.add(2, patient(2, "  <goal>walk again</goal>\n"));
    const Outcome outcome = clinic.run();
    INFO(night << clinic.told);
    CHECK(outcome.last.totals.made + outcome.last.totals.refused == 3);
    CHECK(outcome.last.unchanged == (night == 2 ? 3 : 2));
    CHECK(tests::contains(words_in(clinic.out / "p2/packet.pdf"), "Ask Bob"));
    CHECK_FALSE(fs::exists(clinic.out / "p2/answers.txt"));
  }
}

TEST_CASE("an answer whose paper is not made any more is kept in the folder of the case, and told"
) {
  Typed clinic;
  type_into(
      clinic.out / "p2/packet.pdf", "<</T(" + clinic.field("top-questions") + ")/V(Ask Bob)>>"
  );
  clinic.options.make.only = {"records-checklist"};
  CHECK(clinic.run().last.totals.made == 3);
  CHECK(
      clinic.told == clinic.cases.string() +
                         "/00002.xml: warning[W727]: some answers have no place in the new "
                         "papers: they are kept in '" +
                         clinic.out.string() +
                         "/p2/answers.txt'\n"
                         "   = hint: copy from there what is still of use\n"
  );
  CHECK(tests::contains(read(clinic.out / "p2/answers.txt"), "    Ask Bob\n"));
  CHECK(clinic.run().last.unchanged == 3);
  CHECK(clinic.told == "");
}

TEST_CASE("a case that is gone from the inputs is told until its papers are taken away") {
  Clinic clinic{4};
  REQUIRE(clinic.run().last.totals.made == 4);
  fs::remove(clinic.cases / numbered(2));
  fs::remove(clinic.cases / numbered(3));
  for (int night = 0; night < 2; ++night) {
    CHECK(clinic.run().ended == Ended::complete);
    CHECK(
        said(clinic.diagnostics) ==
        "carepacket: warning[W731]: 2 cases made before, and not among the inputs any more: p2, "
        "p3\n"
        "   = hint: --prune takes their papers away, but for those that somebody changed\n"
    );
    CHECK(fs::exists(clinic.out / "p3/packet.pdf"));
  }
  // One of them is back, and somebody wrote into the other.
  clinic.add(2, patient(2));
  const std::string changed = read(clinic.out / "p3/packet.pdf") + "x";
  tests::write(clinic.out / "p3/packet.pdf", changed);
  clinic.options.prune = true;
  Outcome outcome = clinic.run();
  CHECK(outcome.pruned == 0);
  CHECK(outcome.last.unchanged == 2);  // the one that is back is made anew
  CHECK(
      said(clinic.diagnostics) ==
      "carepacket: warning[W732]: 1 case gone from the inputs, whose papers stay, as somebody "
      "changed "
      "them: p3\n"
      "   = hint: look at what was typed or drawn there, then take the folder away\n"
  );
  CHECK(read(clinic.out / "p3/packet.pdf") == changed);
  tests::write(clinic.out / "p3/packet.pdf", changed.substr(0, changed.size() - 1));
  outcome = clinic.run();
  CHECK(outcome.pruned == 1);
  CHECK(said(clinic.diagnostics) == "");
  CHECK_FALSE(fs::exists(clinic.out / "p3"));
  CHECK_FALSE(fs::exists(clinic.out / "gone.jsonl"));
  CHECK(fs::exists(clinic.out / "p2/packet.pdf"));
}

namespace {

/// The words of each page of a file.
std::vector<std::string> pages_of(const fs::path& file) {
  const std::string all = tests::run({"pdftotext", file.string(), "-"}).out;
  std::vector<std::string> pages;
  for (std::size_t at = 0; at < all.size();) {
    const auto end = std::min(all.find('\f', at), all.size());
    pages.push_back(all.substr(at, end - at));
    at = end + 1;
  }
  return pages;
}

struct Printing : Clinic {
  Printing() : Clinic{4} {
    add(3, patient(3).insert(patient(3).find(" version=\"1\">"), " language=\"es\""));
    options.print_job = (folder / "night.pdf").string();
    options.make.set = "binder";  // a kind of one page and one of two
  }
};

}  // namespace

TEST_CASE("a print job has a file a language, in order, and each packet begins on a front") {
  Printing clinic;
  REQUIRE(clinic.run().last.totals.made == 4);
  CHECK(said(clinic.diagnostics) == "");
  const auto pages = pages_of(clinic.folder / "night-binder-en.pdf");
  std::vector<std::string> begun;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    for (const int number : {1, 2, 3, 4}) {
      const std::string name = "Canary" + std::to_string(number) + "x";
      if (!tests::contains(pages[i], name) || std::count(begun.begin(), begun.end(), name) > 0)
        continue;
      CHECK(i % 2 == 0);
      begun.push_back(name);
    }
  }
  CHECK(begun == std::vector<std::string>{"Canary1x", "Canary2x", "Canary4x"});
  CHECK(tests::contains(pages_of(clinic.folder / "night-binder-es.pdf")[0], "Canary3x"));
  CHECK(
      tests::run({"qpdf", "--check", (clinic.folder / "night-binder-en.pdf").string()}).exit == 0
  );
  // What is not printed any more does not lie beside what is.
  fs::remove(clinic.cases / numbered(3));
  REQUIRE(clinic.run().last.unchanged == 3);
  CHECK_FALSE(fs::exists(clinic.folder / "night-binder-es.pdf"));
  CHECK(pages_of(clinic.folder / "night-binder-en.pdf") == pages);
}

TEST_CASE("in front of each packet stands a sheet with the id of its case, when it is asked for") {
  Printing clinic;
  clinic.options.separators = true;
  const Outcome outcome = clinic.run();
  REQUIRE(outcome.printed.size() == 2);
  CHECK(outcome.printed[0].path == (clinic.folder / "night-binder-en.pdf").string());
  CHECK(outcome.printed[0].packets == 3);
  const auto pages = pages_of(outcome.printed[0].path);
  CHECK(std::ssize(pages) == outcome.printed[0].pages);
  CHECK(tests::contains(pages[0], "Next packet"));
  CHECK(tests::contains(pages[0], "p1"));
  CHECK(pages[1] == "");
  CHECK(tests::contains(pages[2], "Canary1x"));
}

TEST_CASE("a part of a print job that has grown large ends, and the next begins") {
  Clinic clinic{3};
  REQUIRE(clinic.run().last.totals.made == 3);
  Diagnostics out;
  auto worker = make_worker(tests::library(), out);
  REQUIRE(worker);
  std::vector<std::pair<int, int>> parts;
  PrintJob job{
      *worker,
      false,
      [&](const PrintJob::Part& part) {
        parts.emplace_back(part.number, part.packets);
        return true;
      },
      1};
  for (const std::string id : {"p1", "p2", "p3"})
    CHECK(job.add(read(clinic.out / id / "packet.pdf"), id, 1, out));
  CHECK(job.finish(out));
  CHECK(parts == std::vector<std::pair<int, int>>{{1, 1}, {2, 1}, {3, 1}});
  CHECK(said(out) == "");
}

TEST_CASE("a print job is not written over what is not of carepacket") {
  Printing clinic;
  tests::write(clinic.folder / "night-binder-en.pdf", "mine");
  CHECK(clinic.run().ended == Ended::broken_off);
  CHECK(
      tests::contains(said(clinic.diagnostics), "night-binder-en.pdf' is there, and is not a file")
  );
  CHECK(read(clinic.folder / "night-binder-en.pdf") == "mine");
}
