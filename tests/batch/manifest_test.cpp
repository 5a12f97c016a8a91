// The manifest's lines: what is written is read back.

#include "engine/batch/journal.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <fcntl.h>

using namespace engine;
using namespace engine::batch;
using tests::TemporaryFolder;

namespace {

const Entry some{
    .number = 17,
    .id = "p17",
    .key = std::string(64, 'a'),
    .status = Status::incomplete,
    .documents = 5,
    .pages = 9,
    .blanks = 4,
    .files =
        {{.name = "p17/packet.pdf", .sha256 = std::string(64, 'b'), .bytes = 73771, .pages = 9}},
    .errors = {{"E501", 1}},
    .warnings = {{"W504", 1}, {"W510", 2}}};

files::Descriptor open_folder(const TemporaryFolder& folder) {
  return files::Descriptor{::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY)};
}

Entry entry(std::uint64_t number, const std::string& id, char key) {
  return {.number = number, .id = id, .key = std::string(64, key), .status = Status::made};
}

const Head head{.run = std::string(64, 'c')};

}  // namespace

TEST_CASE("a line of the manifest says what was made, and nothing of the patient") {
  CHECK(
      line_of(some) == "{\"number\":17,\"case\":\"p17\",\"status\":\"incomplete\",\"key\":\"" +
                           std::string(64, 'a') +
                           "\",\"documents\":5,\"pages\":9,\"blanks\":4,\"files\":[{\"name\":\"p17/"
                           "packet.pdf\",\"sha256\":\"" +
                           std::string(64, 'b') +
                           "\",\"bytes\":73771,\"pages\":9}],\"errors\":{\"E501\":1},\"warnings\":{"
                           "\"W504\":1,\"W510\":2}}\n"
  );
}

TEST_CASE("lines are read back as they were written") {
  const std::string line = line_of(some);
  const auto back = entry_in(line);
  REQUIRE(back);
  CHECK(line_of(*back) == line);
  CHECK(key_in(line) == some.key);
  CHECK(id_in(line) == "p17");
  const Entry nameless{.number = 3, .key = std::string(64, 'd')};
  CHECK(line_of(nameless).find("\"case\":null") != std::string::npos);
  CHECK(entry_in(line_of(nameless))->id.empty());

  const Head shard{.run = "x", .shard = {3, 8}, .container = Container::tar};
  REQUIRE(head_in(line_of(shard)));
  CHECK(*head_in(line_of(shard)) == shard);
  Totals totals;
  add(totals, some);
  totals.seen = 20;
  const auto tail = tail_in(line_of(totals, "digest"));
  REQUIRE(tail);
  CHECK(tail->totals == totals);
  CHECK(tail->sha256 == "digest");
}

TEST_CASE("what is no line of a manifest is not taken for one") {
  const std::string line = line_of(some);
  for (std::size_t length = 0; length + 2 < line.size(); ++length)
    CHECK_FALSE(entry_in(line.substr(0, length)));
  for (const char* text :
       {"", "{}", "[]", "null", "{\"number\":-1}", "{\"number\":1,\"case\":2}"}) {
    CHECK_FALSE(entry_in(text));
    CHECK_FALSE(head_in(text));
    CHECK_FALSE(tail_in(text));
  }
}

TEST_CASE("a journal knows what the run before it finished, wherever that was cut off") {
  const TemporaryFolder folder;
  const auto open = open_folder(folder);
  std::string whole;
  {
    Diagnostics out;
    auto journal = Journal::open(open.get(), "out", head, false, out);
    REQUIRE(journal);
    CHECK(journal->add(entry(1, "p1", '1'), out));
    CHECK(journal->add(entry(2, "p2", '2'), out));
    whole = tests::read(folder / "manifest.jsonl.part");
  }
  const std::size_t two = whole.size(),
                    one = line_of(head).size() + line_of(entry(1, "p1", '1')).size();
  for (std::size_t length = 0; length <= whole.size(); length += 5) {
    std::filesystem::remove(folder / "manifest.jsonl.before");
    tests::write(folder / "manifest.jsonl.part", whole.substr(0, length));
    Diagnostics out;
    auto journal = Journal::open(open.get(), "out", head, true, out);
    REQUIRE(journal);
    CHECK(journal->with_key(std::string(64, '1')).has_value() == (length >= one));
    CHECK(journal->with_id("p2").has_value() == (length >= two));
    CHECK(journal->interrupted().size() == std::size_t{length >= two} + std::size_t{length >= one});
    CHECK_FALSE(journal->with_key(std::string(64, '3')));
  }
}

TEST_CASE("a journal that arrives is the manifest, with the digest of its lines in the last") {
  const TemporaryFolder folder;
  const auto open = open_folder(folder);
  for (int run = 0; run < 2; ++run) {
    Diagnostics out;
    auto journal = Journal::open(open.get(), "out", head, false, out);
    REQUIRE(journal);
    CHECK(journal->with_id("p1").has_value() == (run > 0));
    REQUIRE(journal->add(entry(1, "p1", '1'), out));
    REQUIRE(journal->end({.seen = 1, .cases = 1, .made = 1}, out));
    REQUIRE(journal->arrive(out));
    CHECK(folder.content() == std::vector<std::string>{"manifest.jsonl"});
    const std::string text = tests::read(folder / "manifest.jsonl");
    const auto last = text.rfind('\n', text.size() - 2) + 1;
    const auto tail = tail_in(text.substr(last));
    REQUIRE(tail);
    CHECK(tail->sha256 == hash::sha256_hex(text.substr(0, last)));
  }
}

TEST_CASE("two runs cannot write one manifest, and a run resumes none but its own") {
  const TemporaryFolder folder;
  const auto open = open_folder(folder);
  {
    Diagnostics out;
    const auto journal = Journal::open(open.get(), "out", head, false, out);
    REQUIRE(journal);
    Diagnostics second;
    CHECK_FALSE(Journal::open(open.get(), "out", head, false, second));
    CHECK(second.all().front().code == "E735");
    CHECK(second.all().front().message == "another run of carepacket is at work in 'out'");
  }
  Diagnostics out;
  CHECK_FALSE(Journal::open(open.get(), "out", {.run = "other"}, true, out));
  CHECK(out.all().front().code == "E732");
  CHECK(out.all().front().message == "the interrupted run in 'out' was another one");
  Diagnostics fresh;
  CHECK(Journal::open(open.get(), "out", {.run = "other"}, false, fresh));
}
