// carepacket merge-manifests, as it is used behind a night on several machines.

#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

namespace {

/// A night of four cases in a folder of its own: made by one machine in alone/, and by three shards
/// in night/.
struct Shards {
  Shards() {
    for (const std::string id : {"a1", "b2", "c3", "d4"}) {
      tests::write(
          folder / (id + ".xml"),
          "<case id=\"" + id +
              "\" version=\"1\"><asOf>2026-11-20</asOf><patient><name><text>Dana Cruz"
              "</text></name></patient><provider><organization>Office</organization></provider>"
              "<condition><text>back pain</text></condition></case>"
      );
    }
    batch("alone", "1/1");
    for (const std::string shard : {"1/3", "2/3", "3/3"}) batch("night", shard);
  }
  void batch(const std::string& output, const std::string& shard) const {
    const auto ran = in_folder(
        {"batch",
         "a1.xml",
         "b2.xml",
         "c3.xml",
         "d4.xml",
         "--output",
         output,
         "--shard",
         shard,
         "--only",
         "portal-message",
         "--quiet"}
    );
    REQUIRE(ran.exit == 0);
  }
  tests::Ran in_folder(std::vector<std::string> words) const {
    words.insert(words.begin(), tests::carepacket());
    return tests::run(words, {.folder = folder.path().string()});
  }
  std::vector<std::string> merge(std::vector<std::string> more) const {
    std::vector<std::string> words{"merge-manifests"};
    for (const std::string number : {"3", "1", "2"})
      words.push_back("night/manifest-" + number + "-of-3.jsonl");
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  tests::TemporaryFolder folder;
};

const Shards& night() {
  static const Shards one;
  return one;
}

}  // namespace

TEST_CASE("the manifests of a night's shards become the one of one machine") {
  const std::string alone = tests::read(night().folder / "alone/manifest.jsonl");
  const auto to_file = night().in_folder(night().merge({"-o", "night/manifest.jsonl"}));
  CHECK(to_file.error == "");
  CHECK(
      to_file.out ==
      "4 cases of 3 shards: 4 made, 0 made in part, 0 not made; nothing is missing, and nothing "
      "was "
      "made twice\n"
  );
  CHECK(to_file.exit == 0);
  CHECK(tests::read(night().folder / "night/manifest.jsonl") == alone);
  // Over an older manifest it goes without being asked.
  CHECK(night().in_folder(night().merge({"-o", "night/manifest.jsonl"})).exit == 0);

  const auto to_pipe = night().in_folder(night().merge({}));
  CHECK(to_pipe.exit == 0);
  CHECK(to_pipe.out == alone);
}

TEST_CASE("a night with a shard missing is no night, and leaves no file") {
  const auto ran = night().in_folder(
      {"merge-manifests",
       "night/manifest-1-of-3.jsonl",
       "night/manifest-3-of-3.jsonl",
       "-o",
       "short.jsonl"}
  );
  CHECK(ran.exit == 1);
  CHECK(ran.out == "");
  CHECK(
      ran.error ==
      "carepacket: error[E745]: 1 of 3 shards is missing: number 2\n"
      "   = hint: give the manifests of all shards; one that was not run yet is run with --shard "
      "2/3\n"
  );
  CHECK_FALSE(std::filesystem::exists(night().folder / "short.jsonl"));
}

TEST_CASE("a file that is no manifest is not written over, but by force") {
  tests::write(night().folder / "letter", "Dear Ana\n");
  const auto ran = night().in_folder(night().merge({"-o", "letter"}));
  CHECK(ran.exit == 4);
  CHECK(
      ran.error ==
      "carepacket: error[E703]: 'letter' is there, and is not a file as carepacket wrote it\n"
      "   = hint: somebody changed it since, or another program or an older carepacket wrote it\n"
      "   = hint: move it away, choose another name with --output, or write over it with --force\n"
  );
  CHECK(tests::read(night().folder / "letter") == "Dear Ana\n");
  CHECK(night().in_folder(night().merge({"-o", "letter", "--force"})).exit == 0);
}

TEST_CASE("a manifest that cannot be read or written is a matter of the file system") {
  CHECK(night().in_folder({"merge-manifests", "nowhere.jsonl"}).exit == 4);
  const auto ran = night().in_folder(night().merge({"-o", "nowhere/manifest.jsonl"}));
  CHECK(ran.exit == 4);
  CHECK(
      ran.error ==
      "carepacket: error[E702]: cannot write 'nowhere/manifest.jsonl': there is no such file or "
      "folder\n"
  );
}
