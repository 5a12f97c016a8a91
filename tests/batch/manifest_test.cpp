// The manifest's lines: what is written is read back.

#include "engine/batch/journal.hpp"
#include "engine/batch/manifest_lines.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <cerrno>
#include <fcntl.h>

using namespace engine;
using namespace engine::batch;
using tests::TemporaryFolder;

namespace {

const Entry incomplete{
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

Entry small_entry(std::uint64_t number, const std::string& id, char key) {
  return {.number = number, .id = id, .key = std::string(64, key), .status = Status::made};
}

const Head head{.run = std::string(64, 'c')};

}  // namespace

TEST_CASE("a line of the manifest says what was made, and nothing of the patient") {
  CHECK(
      line_of(incomplete) ==
      "{\"number\":17,\"case\":\"p17\",\"status\":\"incomplete\",\"key\":\"" +
          std::string(64, 'a') +
          "\",\"documents\":5,\"pages\":9,\"blanks\":4,\"files\":[{\"name\":\"p17/"
          "packet.pdf\",\"sha256\":\"" +
          std::string(64, 'b') +
          "\",\"bytes\":73771,\"pages\":9}],\"errors\":{\"E501\":1},\"warnings\":{"
          "\"W504\":1,\"W510\":2}}\n"
  );
}

TEST_CASE("lines are read back as they were written") {
  const std::string line = line_of(incomplete);
  const auto back = entry_in(line);
  REQUIRE(back);
  CHECK(line_of(*back) == line);
  CHECK(key_in(line) == incomplete.key);
  CHECK(id_in(line) == "p17");
  const Entry nameless{.number = 3, .key = std::string(64, 'd')};
  CHECK(line_of(nameless).find("\"case\":null") != std::string::npos);
  CHECK(entry_in(line_of(nameless))->id.empty());

  const Head shard{.run = std::string(64, 'f'), .shard = {3, 8}, .container = Container::tar};
  REQUIRE(head_in(line_of(shard)));
  CHECK(*head_in(line_of(shard)) == shard);
  Totals totals;
  add(totals, incomplete);
  totals.seen = 20;
  const auto tail = tail_in(line_of(Tail{totals, std::string(64, '0')}));
  REQUIRE(tail);
  CHECK(tail->totals == totals);
  CHECK(tail->sha256 == std::string(64, '0'));
  CHECK_FALSE(tail->stopped);
  const std::string stopped = line_of(Tail{totals, std::string(64, '0'), true});
  CHECK(stopped.find("\"stopped\":true") != std::string::npos);
  REQUIRE(tail_in(stopped));
  CHECK(tail_in(stopped)->stopped);
}

TEST_CASE("what is no line of a manifest is not taken for one") {
  const std::string line = line_of(incomplete);
  for (std::size_t length = 0; length + 2 < line.size(); ++length)
    CHECK_FALSE(entry_in(line.substr(0, length)));
  for (const char* text :
       {"", "{}", "[]", "null", "{\"number\":-1}", "{\"number\":1,\"case\":2}"}) {
    CHECK_FALSE(entry_in(text));
    CHECK_FALSE(head_in(text));
    CHECK_FALSE(tail_in(text));
  }
}

TEST_CASE("a line whose files lie elsewhere than directly in their case's folder is no line") {
  for (const char* name :
       {"../victim.txt",
        "p17/../victim.txt",
        "/etc/passwd",
        "p17",
        "p17/",
        "p17/.",
        "p17/..",
        "p17//packet.pdf",
        "p17/sub/packet.pdf",
        "p18/packet.pdf",
        "p171/packet.pdf",
        "packet.pdf",
        "p17\\packet.pdf",
        ""}) {
    Entry entry = incomplete;
    entry.files[0].name = name;
    INFO(name);
    CHECK_FALSE(entry_in(line_of(entry)));
  }
  Entry with_nul = incomplete;
  with_nul.files[0].name = std::string{"p17/a\0b", 7};
  CHECK_FALSE(entry_in(line_of(with_nul)));
  Entry nameless = incomplete;
  nameless.id.clear();
  nameless.files[0].name = "/packet.pdf";
  CHECK_FALSE(entry_in(line_of(nameless)));
}

TEST_CASE("a line whose numbers, ids, digests or codes cannot be is no line") {
  const std::string line = line_of(incomplete);
  const std::string key(64, 'a'), file_digest(64, 'b');
  const std::pair<std::string, std::string> changes[] = {
      {"\"number\":17", "\"number\":9007199254740992"},
      {"\"number\":17", "\"number\":-17"},
      {"\"number\":17", "\"number\":17.0"},
      {"\"number\":17", "\"number\":\"17\""},
      {"\"number\":17", "\"number\":18446744073709551617"},
      {"\"number\":17", "\"number\":0.0e-2147483639"},
      {"\"pages\":9,\"blanks\"", "\"pages\":2147483648,\"blanks\""},
      {"\"bytes\":73771", "\"bytes\":9223372036854775808"},
      {"\"bytes\":73771", "\"bytes\":10000000000"},
      {"\"case\":\"p17\"", "\"case\":\"../p17\""},
      {"\"case\":\"p17\"", "\"case\":\"\""},
      {"\"case\":\"p17\"", "\"case\":null"},
      {key, std::string(63, 'a')},
      {key, std::string(64, 'A')},
      {file_digest, std::string(65, 'b')},
      {"\"E501\":1", "\"E501\":-1"},
      {"\"E501\":1", "\"E501\":2147483648"},
      {"\"E501\":1", "\"E50\\u0031x\":1"},
      {"W504", "w504"},
      {"p17/packet.pdf", "p17/\xFF.pdf"}};
  for (const auto& [from, to] : changes) {
    std::string changed = line;
    const auto at = changed.find(from);
    REQUIRE(at != std::string::npos);
    changed.replace(at, from.size(), to);
    INFO(changed);
    CHECK_FALSE(entry_in(changed));
  }
  CHECK(entry_in(line));
}

TEST_CASE("no shape of a line uses up the stack or the memory of its reader") {
  const std::string deep(200'000, '['), numbers = "{\"manifest\":1" + std::string(500'000, '0');
  const std::string objects = [] {
    std::string text;
    for (int i = 0; i < 50'000; ++i) text += "{\"a\":";
    return text;
  }();
  const std::string padded = line_of(incomplete).insert(1, longest_line, ' ');
  for (const std::string& line : {deep, numbers, objects, padded}) {
    CHECK_FALSE(entry_in(line));
    CHECK_FALSE(head_in(line));
    CHECK_FALSE(tail_in(line));
  }
}

TEST_CASE("a shard is two numbers, the first not above the second, and there are not too many") {
  CHECK(name_of(*shard_in("3/8")) == "3/8");
  CHECK(shard_in("100000/100000"));
  for (const char* text :
       {"1/2147483647",
        "1/100001",
        "0/1",
        "2/1",
        "-1/2",
        "1/2x",
        " 1/2",
        "1/",
        "/1",
        "1",
        "",
        "1/2/3",
        "99999999999999999999/1"}) {
    INFO(text);
    CHECK_FALSE(shard_in(text));
  }
}

TEST_CASE("codes are written as JSON, whatever is in them") {
  Entry odd = incomplete;
  odd.errors = {{"E\"1\\", 1}};
  CHECK(line_of(odd).find("\"errors\":{\"E\\\"1\\\\\":1}") != std::string::npos);
}

TEST_CASE("lines of a file are given with their places; one that is too long is passed over") {
  const TemporaryFolder folder;
  const std::string longer(longest_line * 3, 'x');
  tests::write(folder / "lines", "one\n\n" + longer + "\nfour\nrest");
  const files::Descriptor file{::open((folder / "lines").c_str(), O_RDONLY)};
  ManifestLines lines{file.get()};
  CHECK(lines.next() == "one");
  CHECK(lines.offset() == 0);
  CHECK(lines.next() == "");
  CHECK(lines.offset() == 4);
  CHECK(lines.next().value_or("").size() > longest_line);
  CHECK(lines.offset() == 5);
  CHECK(lines.next() == "four");
  CHECK(lines.offset() == 5 + longer.size() + 1);
  CHECK_FALSE(lines.next());
  CHECK(lines.has_rest());
  CHECK(lines.error() == 0);

  const files::Descriptor none{::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY)};
  ManifestLines unread{none.get()};
  CHECK_FALSE(unread.next());
  CHECK(unread.error() == EISDIR);
}

TEST_CASE("a journal knows what the run before it finished, wherever that was cut off") {
  const TemporaryFolder folder;
  const auto open = open_folder(folder);
  std::string whole;
  {
    Diagnostics out;
    auto journal = Journal::open(open.get(), "out", head, {}, out);
    REQUIRE(journal);
    CHECK(journal->add(small_entry(1, "p1", '1'), out));
    CHECK(journal->add(small_entry(2, "p2", '2'), out));
    whole = tests::read(folder / "manifest.jsonl.part");
  }
  const std::size_t two = whole.size(),
                    one = line_of(head).size() + line_of(small_entry(1, "p1", '1')).size();
  for (std::size_t length = 0; length <= whole.size(); length += 5) {
    std::filesystem::remove(folder / "manifest.jsonl.before");
    tests::write(folder / "manifest.jsonl.part", whole.substr(0, length));
    Diagnostics out;
    auto journal = Journal::open(open.get(), "out", head, {.resume = true}, out);
    REQUIRE(journal);
    CHECK(journal->with_key(std::string(64, '1'), out).has_value() == (length >= one));
    CHECK(journal->with_id("p2", out).has_value() == (length >= two));
    CHECK(
        journal->interrupted(out).size() == std::size_t{length >= two} + std::size_t{length >= one}
    );
    CHECK_FALSE(journal->with_key(std::string(64, '3'), out));
  }
}

TEST_CASE("a journal that arrives is the manifest, with the digest of its lines in the last") {
  const TemporaryFolder folder;
  const auto open = open_folder(folder);
  for (int run = 0; run < 2; ++run) {
    Diagnostics out;
    auto journal = Journal::open(open.get(), "out", head, {}, out);
    REQUIRE(journal);
    CHECK(journal->with_id("p1", out).has_value() == (run > 0));
    REQUIRE(journal->add(small_entry(1, "p1", '1'), out));
    REQUIRE(journal->end({.seen = 1, .cases = 1, .made = 1}, Journal::End::complete, out));
    REQUIRE(journal->arrive(Journal::End::complete, out));
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
    const auto journal = Journal::open(open.get(), "out", head, {}, out);
    REQUIRE(journal);
    Diagnostics second;
    CHECK_FALSE(Journal::open(open.get(), "out", head, {}, second));
    CHECK(second.all().front().code == "E735");
    CHECK(second.all().front().message == "another run of carepacket is at work in 'out'");
  }
  Diagnostics out;
  CHECK_FALSE(Journal::open(open.get(), "out", {.run = "other"}, {.resume = true}, out));
  CHECK(out.all().front().code == "E732");
  CHECK(out.all().front().message == "the interrupted run in 'out' was another one");
  Diagnostics fresh;
  CHECK(Journal::open(open.get(), "out", {.run = "other"}, {}, fresh));
}

TEST_CASE("a manifest that goes to standard output waits in the temporary folder, without a name") {
  const TemporaryFolder folder;
  Diagnostics out;
  auto journal = Journal::open(-1, "", head, {.temporary = folder.path().string()}, out);
  REQUIRE(journal);
  CHECK(journal->add(small_entry(1, "p1", '1'), out));
  CHECK(journal->piece(0, out) == line_of(head) + line_of(small_entry(1, "p1", '1')));
  CHECK(folder.content().empty());
  CHECK_FALSE(Journal::open(-1, "", head, {.temporary = "/nowhere"}, out));
  REQUIRE(out.all().size() == 1);
  CHECK(out.all()[0].code == "E702");
  CHECK(
      out.all()[0].message ==
      "cannot write a temporary file in '/nowhere': there is no such file or folder"
  );
  CHECK(
      out.all()[0].hints ==
      std::vector<std::string>{
          "say with TMPDIR=FOLDER in front of the command which folder may be written to"}
  );
}
