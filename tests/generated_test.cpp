// Laws on cases that nobody wrote (support/generated.hpp).

#include "tests/support/generated.hpp"

#include "engine/engine.hpp"
#include "tests/support/house.hpp"
#include "tests/support/messages.hpp"
#include "tests/support/run.hpp"
#include "tests/support/words.hpp"

#include <catch2/catch.hpp>

#include <charconv>
#include <sstream>

namespace {
using namespace engine;

/// Lines of the pages as text that tell of ink outside the page, but for the blank that ends a
/// line.
std::string off_the_page(const std::string& pages) {
  std::istringstream lines{pages};
  std::string found;
  double width = 0, height = 0;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words{line};
    if (line.rfind("page ", 0) == 0) {
      std::string page, number, times;
      words >> page >> number >> width >> times >> height;
      continue;
    }
    double x = 0, y = 0, extent = 0;
    words >> x >> y;
    if (const auto at = line.find("w="); at != std::string::npos)
      std::from_chars(&line[at + 2], line.data() + line.size(), extent);
    constexpr double blank = 8;
    if (x < 0 || y < 0 || y > height || x + extent > width + blank) found += line + '\n';
  }
  return found;
}

}  // namespace

TEST_CASE("whatever a case says, it is printed whole and on the page, or refused with its place") {
  unsigned made_packets = 0;
  const auto paths = tests::samples();
  for (unsigned seed = 1; seed <= tests::rounds(60u, 20u); ++seed) {
    const auto& sample = paths[seed % paths.size()];
    CAPTURE(seed, sample.filename().string());
    const Source source{
        "generated.xml", tests::generated(sample, seed), Source::Holds::patient_data};
    Diagnostics out;
    StageDumps dumps;
    const MakeOptions options{.edition = seed % 2 == 0 ? Edition::large : Edition::standard};
    const auto made = make(source, tests::worker(), options, out, &dumps);
    INFO(support::printed(out));
    if (!made) {
      REQUIRE(out.errors() > 0);
      for (const Diagnostic& d : out.all()) CHECK(d.line > 0);
      continue;
    }
    ++made_packets;
    // A page that must not grow leaves out what is spare, and says so: then not all words are on
    // it.
    const std::string messages = support::printed(out);
    const bool leaves_out =
        messages.find("W414") != messages.npos || messages.find("W415") != messages.npos;
    if (!leaves_out)
      CHECK(
          tests::parting(tests::words_of_blocks(dumps.blocks), tests::words_of_tags(dumps.tags)) ==
          ""
      );
    CHECK(off_the_page(dumps.pages) == "");
    for (auto at = dumps.tags.find("{{"); at != std::string::npos;
         at = dumps.tags.find("{{", at + 2)) {
      const std::string typed = dumps.tags.substr(at, dumps.tags.find("}}", at) - at);
      CHECK(source.text().find(typed) != std::string_view::npos);  // as it was typed, or not at all
    }

    Diagnostics again;
    const auto twin = make(source, tests::worker(), options, again);
    REQUIRE(twin);
    REQUIRE(twin->files.size() == made->files.size());
    for (std::size_t i = 0; i < made->files.size(); ++i)
      CHECK(twin->files[i].bytes == made->files[i].bytes);
  }
  CHECK(made_packets > tests::rounds(15u, 4u));
}
