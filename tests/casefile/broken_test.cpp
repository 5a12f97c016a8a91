#include "tests/casefile/vocabulary_of_the_house.hpp"
#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

using namespace engine;
using namespace engine::casefile;
namespace fs = std::filesystem;

namespace {
std::vector<std::string> broken_samples() {
  std::vector<std::string> names;
  for (const auto& file : fs::directory_iterator{CAREPACKET_SOURCE_DIR "/samples/broken"}) {
    if (file.path().extension() == ".xml")
      names.push_back("samples/broken/" + file.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}
}  // namespace

TEST_CASE("each broken sample is refused with the words that stand beside it") {
  const auto samples = broken_samples();
  REQUIRE(samples.size() >= 25);
  for (const auto& path : samples) {
    INFO(path);
    const auto read = read_sample(path);
    const std::string beside =
        std::string{CAREPACKET_SOURCE_DIR "/"} + path.substr(0, path.size() - 3) + "txt";
    if (std::getenv("UPDATE_GOLDEN")) tests::write(beside, support::printed(read.out));
    CHECK_FALSE(read.known);
    CHECK(support::printed(read.out) == tests::read(beside));
  }
}
