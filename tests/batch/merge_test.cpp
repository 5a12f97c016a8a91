// The manifests of shards, joined; what is missing or was made twice is told.

#include "engine/batch/manifest.hpp"
#include "engine/hash/hash.hpp"
#include "tests/support/messages.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <limits>
#include <sys/stat.h>

using namespace engine;
using namespace engine::batch;

namespace {

Entry entry(std::uint64_t number, std::string id, Status status = Status::made) {
  Entry made{
      .number = number,
      .id = id,
      .key = hash::sha256_hex(id),
      .status = status,
      .documents = 2,
      .pages = 9,
      .blanks = 1};
  if (status == Status::refused) {
    made.documents = made.pages = made.blanks = 0;
    made.errors = {{"E104", 1}};
  } else {
    made.files = {{id + "/packet.pdf", hash::sha256_hex(id + "!"), 4321, 9}};
    made.warnings = {{"W120", 2}};
  }
  return made;
}

/// A manifest as a run writes it.
std::string manifest(
    const Shard& shard,
    const std::vector<Entry>& entries,
    std::uint64_t seen,
    const std::string& run = "r1",
    bool stopped = false
) {
  std::string text = line_of(Head{hash::sha256_hex(run), shard, Container::none});
  Totals totals{.seen = seen};
  for (const Entry& one : entries) {
    text += line_of(one);
    add(totals, one);
  }
  const auto sha256 = hash::sha256_hex(text);
  return text + line_of(Tail{totals, sha256, stopped});
}

const std::vector<Entry> night{
    entry(1, "ana"),
    entry(2, "", Status::refused),
    entry(3, "ben"),
    entry(4, "cleo", Status::incomplete),
    entry(5, "ana", Status::refused),  // a second one of that id
    entry(6, "dee")};

std::vector<Entry> some(const std::vector<std::size_t>& numbers) {
  std::vector<Entry> entries;
  for (const auto number : numbers) entries.push_back(night[number - 1]);
  return entries;
}

struct Files {
  tests::TemporaryFolder folder;
  std::vector<std::string> paths;
  std::vector<std::string> names;

  void add(const std::string& name, const std::string& text) {
    names.push_back(name);
    paths.push_back((folder / name).string());
    tests::write(paths.back(), text);
  }
};

struct Merged {
  std::string text, told;
  bool is_good = false;
  Totals totals;
};

Merged merged(const Files& files) {
  Merged result;
  Diagnostics out;
  const auto totals = merge(
      files.paths, [&](std::string_view line) { result.text += line; }, out
  );
  result.is_good = static_cast<bool>(totals);
  if (totals) result.totals = *totals;
  result.told = support::printed(out);
  const std::string folder = files.folder.path().string() + "/";
  for (auto at = result.told.find(folder); at != std::string::npos; at = result.told.find(folder))
    result.told.erase(at, folder.size());
  return result;
}

std::string first_lines(const std::string& told, int count) {
  std::size_t end = 0;
  while (count-- > 0) end = told.find('\n', end) + 1;
  return told.substr(0, end);
}

}  // namespace

TEST_CASE(
    "the manifests of all shards are the manifest of one machine, in whatever order they are given"
) {
  Files files;
  files.add("c", manifest({3, 3}, some({4}), 6));
  files.add("a", manifest({1, 3}, some({1, 3, 5}), 6));
  files.add("b", manifest({2, 3}, some({2, 6}), 6));
  const auto result = merged(files);
  CHECK(result.told == "");
  CHECK(result.is_good);
  CHECK(result.text == manifest({1, 1}, night, 6));
  CHECK(result.totals.seen == 6);
  CHECK(result.totals.made == 3);
  CHECK(result.totals.incomplete == 1);
  CHECK(result.totals.refused == 2);
}

TEST_CASE("a manifest of one machine is itself, and a shard may have no case") {
  Files one;
  one.add("a", manifest({1, 1}, night, 6));
  CHECK(merged(one).text == manifest({1, 1}, night, 6));
  Files files;
  files.add("a", manifest({1, 2}, night, 6));
  files.add("b", manifest({2, 2}, {}, 6));
  CHECK(merged(files).text == manifest({1, 1}, night, 6));
}

TEST_CASE("a shard that is missing is told") {
  Files files;
  files.add("a", manifest({1, 4}, some({1}), 6));
  files.add("c", manifest({3, 4}, some({2}), 6));
  const auto result = merged(files);
  CHECK_FALSE(result.is_good);
  CHECK(
      result.told ==
      "carepacket: error[E745]: 2 of 4 shards are missing: number 2, 4\n"
      "   = hint: give the manifests of all shards; one that was not run yet is run with --shard "
      "2/4\n"
  );
}

TEST_CASE("a shard that is given twice is told with both files") {
  Files files;
  files.add("a", manifest({1, 2}, some({1}), 1));
  files.add("copy", manifest({1, 2}, some({1}), 1));
  CHECK(
      merged(files).told ==
      "carepacket: error[E744]: shard 1/2 is given twice: 'a' and 'copy'\n"
      "   = hint: give each manifest once\n"
  );
}

TEST_CASE("manifests of two runs are not joined") {
  Files files;
  files.add("a", manifest({1, 2}, some({1}), 2));
  files.add("b", manifest({2, 2}, some({2}), 2, "r2"));
  files.add("c", manifest({3, 4}, some({2}), 2));
  CHECK(
      merged(files).told ==
      "carepacket: error[E743]: 'b' is of another run than 'a'\n"
      "   = hint: all shards have the same options, templates and version of carepacket\n"
      "carepacket: error[E743]: 'c' is of another run than 'a'\n"
      "   = hint: one is shard 3/4, the other 1/2\n"
  );
}

TEST_CASE("a manifest without its end is told, with how to go on") {
  const std::string whole = manifest({2, 2}, some({2, 3}), 3);
  const auto last = whole.rfind('\n', whole.size() - 2);
  for (const auto& cut :
       {whole.substr(0, last + 1), whole.substr(0, last - 9), whole.substr(0, whole.size() - 1)}) {
    Files files;
    files.add("a", manifest({1, 2}, some({1}), 3));
    files.add("b", cut);
    const auto result = merged(files);
    CHECK_FALSE(result.is_good);
    CHECK(
        result.told ==
        "carepacket: error[E741]: 'b' has no end: its run was interrupted\n"
        "   = hint: go on with it: the same carepacket batch once more, with --resume --shard 2/2\n"
    );
  }
}

TEST_CASE("the manifest of a run that stopped early is no proof of the cases behind") {
  Files files;
  files.add("a", manifest({1, 1}, some({1, 2}), 2, "r1", true));
  const auto result = merged(files);
  CHECK_FALSE(result.is_good);
  CHECK(
      result.told ==
      "carepacket: error[E741]: 'a' has no end: its run stopped at the first case that was not "
      "made\n   = hint: mend that case, or leave out --fail-fast, and give the same carepacket "
      "batch "
      "once more\n"
  );
}

TEST_CASE("a manifest that somebody changed is told") {
  std::string text = manifest({1, 1}, night, 6);
  text.replace(text.find("\"pages\":9"), 9, "\"pages\":8");
  Files files;
  files.add("a", text);
  CHECK(
      first_lines(merged(files).told, 1) ==
      "a:8:1: error[E742]: the lines above are not those that were written\n"
  );
  CHECK(
      merged(files).told.find(
          "   = hint: somebody changed this file; give it as carepacket wrote it\n"
      ) != std::string::npos
  );
}

TEST_CASE("a line that was taken out of a manifest is told") {
  std::string text = manifest({1, 1}, night, 6);
  const auto second = text.find('\n') + 1;
  text.erase(second, text.find('\n', second) + 1 - second);
  Files files;
  files.add("a", text);
  CHECK(
      first_lines(merged(files).told, 1) ==
      "a:7:1: error[E742]: the lines above are not those that were written\n"
  );
}

TEST_CASE("what is no manifest is told at its line") {
  const auto told = [](const std::string& text) {
    Files files;
    files.add("a", text);
    return first_lines(merged(files).told, 1);
  };
  CHECK(told("") == "a:1:1: error[E740]: this is not the first line of a manifest\n");
  CHECK(told("hello\n") == "a:1:1: error[E740]: this is not the first line of a manifest\n");
  CHECK(
      told(line_of(Head{hash::sha256_hex("r"), {0, 1}, Container::none})) ==
      "a:1:1: error[E740]: this is not the first line of a manifest\n"
  );
  CHECK(
      told(line_of(Head{hash::sha256_hex("r"), {}, Container::none}) + "{}\n") ==
      "a:2:1: error[E740]: this is not a line of a manifest\n"
  );
  CHECK(
      told(manifest({1, 1}, some({3, 1}), 3)) ==
      "a:3:1: error[E740]: this case stands before the one on the line above it\n"
  );
  CHECK(
      told(manifest({1, 1}, night, 6) + "more") ==
      "a:9:1: error[E740]: there is more behind the last line of a manifest\n"
  );
  Files none;
  none.paths.push_back((none.folder / "nothing").string());
  CHECK(merged(none).told.find("error[E701]") != std::string::npos);
}

TEST_CASE("a manifest that says anything at all comes to an end") {
  const auto told = [](const std::string& text) {
    Files files;
    files.add("a", text);
    return first_lines(merged(files).told, 1);
  };
  const std::string run = hash::sha256_hex("r");
  const std::string head = line_of(Head{run, {}, Container::none});
  const std::string not_first = "a:1:1: error[E740]: this is not the first line of a manifest\n";
  const std::string no_line = "a:2:1: error[E740]: this is not a line of a manifest\n";
  CHECK(told(line_of(Head{run, {1, 2147483647}, Container::none})) == not_first);
  CHECK(told(line_of(Head{run, {-1, -1}, Container::none})) == not_first);
  CHECK(told(std::string(200'000, '[') + "\n") == not_first);
  CHECK(told(head + std::string(200'000, '[') + "\n") == no_line);
  CHECK(told(head + std::string(5'000'000, ' ') + "\n") == no_line);
  Entry last = entry(1, "ana");
  last.number = std::numeric_limits<std::uint64_t>::max();
  CHECK(told(head + line_of(last)) == no_line);
  Entry elsewhere = entry(1, "ana");
  elsewhere.files[0].name = "../victim.txt";
  CHECK(told(head + line_of(elsewhere)) == no_line);
}

TEST_CASE("what cannot be read twice is no manifest, and holds nobody up") {
  Files files;
  files.paths = {(files.folder / "pipe").string(), "/dev/zero", files.folder.path().string()};
  REQUIRE(::mkfifo(files.paths[0].c_str(), 0600) == 0);
  CHECK(
      first_lines(merged(files).told, 4) ==
      "carepacket: error[E701]: cannot read 'pipe': it is a pipe or a device\n"
      "   = hint: a manifest is read twice: give it as a file\n"
      "carepacket: error[E701]: cannot read '/dev/zero': it is a pipe or a device\n"
      "   = hint: a manifest is read twice: give it as a file\n"
  );
}

TEST_CASE("a case that was made twice is told with both files and lines") {
  Files files;
  files.add("a", manifest({1, 2}, some({1, 2, 3}), 4));
  files.add("b", manifest({2, 2}, some({3, 4}), 4));
  const auto told = merged(files).told;
  CHECK(first_lines(told, 1) == "b:2:1: error[E746]: case 3 was made twice\n");
  CHECK(told.find("   = hint: it is on line 4 of 'a' already\n") != std::string::npos);
}

TEST_CASE("an id that was made twice is told with both files and lines") {
  Files files;
  files.add("a", manifest({1, 2}, {entry(1, "ana")}, 2));
  files.add("b", manifest({2, 2}, {entry(2, "ana")}, 2));
  const auto told = merged(files).told;
  CHECK(first_lines(told, 1) == "b:2:1: error[E746]: the case 'ana' was made twice\n");
  CHECK(told.find("   = hint: it is on line 2 of 'a' already\n") != std::string::npos);
}

TEST_CASE("cases in no manifest are told with their numbers") {
  Files files;
  files.add("a", manifest({1, 2}, some({1}), 6));
  files.add("b", manifest({2, 2}, some({4, 5}), 6));
  CHECK(
      merged(files).told ==
      "carepacket: error[E747]: 3 cases are in no manifest: of 6 in the inputs, number 2, 3, 6\n"
      "   = hint: the inputs changed between the shards: run the shards again, on the same cases; "
      "what is unchanged is not made again\n"
  );
}

TEST_CASE("shards that saw different cases are told") {
  Files files;
  files.add("a", manifest({1, 2}, some({1}), 2));
  files.add("b", manifest({2, 2}, some({2, 3}), 3));
  CHECK(
      merged(files).told ==
      "carepacket: error[E747]: the shards did not see the same cases: 2 in 'a' and 3 in 'b'\n"
      "   = hint: the inputs changed between them: run the shards again, on the same cases; what "
      "is "
      "unchanged is not made again\n"
  );
}

TEST_CASE("twenty thousand cases of forty shards are joined in their order") {
  constexpr int shards = 40;
  std::vector<std::vector<Entry>> parts(shards);
  std::vector<Entry> all;
  for (std::uint64_t i = 1; i <= tests::rounds(20'000u, 2'000u); ++i) {
    all.push_back(entry(i, "case-" + std::to_string(i)));
    parts[i * 2654435761u % shards].push_back(all.back());
  }
  Files files;
  for (int i = 0; i < shards; ++i)
    files.add(
        std::to_string(i), manifest({i + 1, shards}, parts[static_cast<std::size_t>(i)], all.size())
    );
  CHECK(merged(files).text == manifest({1, 1}, all, all.size()));
}
