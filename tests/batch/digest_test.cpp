// Which options make packets other ones: after those, nothing made before is taken for unchanged.

#include "engine/batch/work.hpp"
#include "tests/support/house.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace engine;
using namespace engine::batch;

namespace {

std::string digest_after(void (*change)(Options&)) {
  Options options;
  change(options);
  return digest_of_run(tests::library(), options);
}

}  // namespace

TEST_CASE("every option that changes a packet changes the digest of the run") {
  void (*const changes[])(Options&) = {
      [](Options&) {},
      [](Options& o) { o.make.format = Format::html; },
      [](Options& o) { o.make.set = "binder"; },
      [](Options& o) { o.make.only = {"story-summary"}; },
      [](Options& o) {
        o.make.only = {"story-summary", "comparison"};
      },
      [](Options& o) { o.make.separate = true; },
      [](Options& o) { o.make.edition = Edition::large; },
      [](Options& o) { o.make.language = "es"; },
      [](Options& o) { o.make.bilingual = true; },
      [](Options& o) { o.make.send_ready = true; },
      [](Options& o) { o.make.flat = true; },
      [](Options& o) { o.make.as_of = parse_date("2026-11-28"); },
      [](Options& o) { o.make.readable = true; },
      [](Options& o) { o.make.tagged = false; },
      [](Options& o) { o.make.to_be_encrypted = true; },
      [](Options& o) { o.embed_case = true; }};
  std::set<std::string> digests;
  for (const auto change : changes) digests.insert(digest_after(change));
  CHECK(digests.size() == std::size(changes));
}

TEST_CASE("options about how a run goes leave the digest as it is") {
  const std::string usual = digest_after([](Options&) {});
  void (*const changes[])(Options&) = {
      [](Options& o) { o.inputs = {"cases"}; },
      [](Options& o) { o.output = "elsewhere"; },
      [](Options& o) { o.container = Container::tar; },
      [](Options& o) { o.jobs = 8; },
      [](Options& o) { o.resume = true; },
      [](Options& o) { o.fail_fast = true; },
      [](Options& o) { o.force = true; },
      [](Options& o) {
        o.shard = {2, 3};
      },
      [](Options& o) { o.limits.time = std::chrono::seconds{1}; },
      [](Options& o) { o.most_waiting = 1; },
      [](Options& o) { o.report = "report.pdf"; },
      [](Options& o) { o.make.explain = true; }};
  for (const auto change : changes) CHECK(digest_after(change) == usual);
}
