// Inputs that are made to grow without measure: each has its answer within 256 MiB of address
// space.

#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

#include <functional>

namespace {

namespace fs = std::filesystem;
using tests::contains;
using tests::Ran;
using tests::TemporaryFolder;

const std::string head =
    "<case id='a' version='1'><asOf>2026-11-22</asOf><patient><name><text>Dana Cruz</text></name>"
    "</patient><provider><name><family>Lowe</family></name></provider>";
const std::string condition = "<condition><text>back pain</text></condition>";

/// A piece for each number, one behind the other.
std::string repeated(std::size_t count, const std::function<std::string(std::size_t)>& piece) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += piece(i);
  return all;
}
std::string with_word(std::size_t letters) {
  return head + "<condition><text>" + std::string(letters, 'm') + "</text></condition></case>";
}

/// A command of carepacket that may have 256 MiB of addresses, in a folder with one input.
Ran within(
    const TemporaryFolder& folder,
    const std::string& name,
    const std::string& input,
    const std::vector<std::string>& command
) {
  tests::write(folder / name, input);
  std::vector<std::string> words{"prlimit", "--as=268435456", tests::carepacket()};
  words.insert(words.end(), command.begin(), command.end());
  return tests::run(words, {.folder = folder.path().string()});
}

/// What is told of a case.
Ran checked(const std::string& input) {
  const TemporaryFolder folder;
  return within(folder, "case.xml", input, {"check", "case.xml"});
}

/// What is told of a template laid over the built-in ones.
Ran made_with(const std::string& name, const std::string& text) {
  const TemporaryFolder folder;
  tests::write(folder / ("over/" + name), text);
  return within(
      folder,
      "case.xml",
      head + condition + "</case>",
      {"make", "case.xml", "--templates", "over", "--only", "pitfalls"}
  );
}

std::string template_of(const std::string& words) {
  return "<document title=\"x\">\n{{> footer}}\n<h1>x</h1>\n" + words + "\n</document>\n";
}

}  // namespace

TEST_CASE("a case that grows without measure is answered within 256 MiB", "[again][growth]") {
  struct Row {
    std::string what, input, said;
  };
  const std::string lines =
      repeated(200'000, [](auto i) { return "<x" + std::to_string(i) + "/>"; });
  const std::vector<Row> rows{
      {"entities that multiply",
       "<!DOCTYPE case [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><case>&b;</case>",
       "error[E105]: a document type declaration is not allowed"},
      {"elements in each other",
       repeated(1'000'000, [](auto) { return "<a>"; }),
       "error[E106]: elements stand more than 64 levels deep"},
      {"attributes of a tag",
       head + "<condition" +
           repeated(64'000, [](auto i) { return " a" + std::to_string(i) + "=''"; }) + "/></case>",
       "error[E123]: unknown attribute a0 in <condition>"},
      {"mistakes on one line",
       head + condition + lines + "</case>",
       "error[E147]: there are more mistakes in case.xml"},
      {"mistakes behind 16 million letters",
       head + condition + "<!--" + std::string(15'000'000, 'x') + "-->" + lines.substr(0, 4000) +
           "</case>",
       "error[E122]: unknown element <x0> in <case>"},
      {"a file of 35 MB",
       repeated(11'700'000, [](auto) { return "<a>"; }),
       "error[E100]: this file has 35100000 bytes; at most 16777216 (16 MiB) are read"},
      {"a word of ten million letters",
       with_word(10'000'000),
       "error[E157]: this text has 10,000,000 letters; at most 100,000 are printed"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    const Ran ran = checked(row.input);
    CHECK(ran.exit == 3);
    CHECK(tests::contains(ran.error, row.said));
    CHECK(ran.error.size() < 300'000);
  }
}

TEST_CASE("a word as long as it may be is printed within 256 MiB", "[again][growth]") {
  const TemporaryFolder folder;
  const Ran ran = within(folder, "case.xml", with_word(100'000), {"make", "case.xml"});
  CHECK(ran.exit == 0);
  CHECK(tests::contains(ran.error, "warning[W410]: a word is wider than its line and was broken"));
  CHECK(fs::exists(folder / "out/a/packet.pdf"));
}

TEST_CASE("a table that grows without measure is answered within 256 MiB", "[again][growth]") {
  const TemporaryFolder folder;
  const std::string headings =
      "@id,asOf" + repeated(16'000, [](auto i) { return ",zz" + std::to_string(i); });
  const Ran wide = within(folder, "wide.csv", headings + "\na,2026-11-22\n", {"batch", "wide.csv"});
  CHECK(wide.exit == 3);
  CHECK(tests::contains(wide.error, "error[E908]: unknown heading 'zz0'"));
  CHECK(wide.error.size() < 30'000);
  const std::string rows =
      repeated(20'000, [](auto i) { return "r" + std::to_string(i) + ",nonsense\n"; });
  const Ran tall = within(
      folder, "tall.csv", "@id,asOf\n" + rows, {"batch", "tall.csv", "-o", "tall", "-j", "1"}
  );
  CHECK(tall.exit == 3);
  CHECK(tests::contains(tall.out + tall.error, "20,000 cases: 0 made, 20,000 not made"));
}

TEST_CASE("a template that grows without measure is answered within 256 MiB", "[again][growth]") {
  const std::string own = "pitfalls/en.mustache";
  const auto deep = [&](const std::string& open, const std::string& close) {
    return template_of(
        repeated(10'000, [&](auto) { return open; }) + "<p>a</p>" +
        repeated(10'000, [&](auto) { return close; })
    );
  };
  const Ran sections = made_with(own, deep("{{#patient}}", "{{/patient}}"));
  CHECK(sections.exit == 3);
  CHECK(tests::contains(sections.error, "error[E248]: sections stand more than 64 levels deep"));
  const Ran lists = made_with(own, deep("<ul><li>", "</li></ul>"));
  CHECK(lists.exit == 3);
  CHECK(tests::contains(lists.error, "error[E106]: elements stand more than 64 levels deep"));
  const Ran large = made_with(own, template_of("<p>" + std::string(20 << 20, 'a') + "</p>"));
  CHECK(large.exit == 3);
  CHECK(
      tests::contains(large.error, "error[E247]: with its parts this template has more than 16 MiB")
  );
}

TEST_CASE("a manifest that nests without measure is answered within 256 MiB", "[again][growth]") {
  const TemporaryFolder folder;
  const Ran ran = within(
      folder,
      "deep.jsonl",
      "{\"manifest\":1,\"run\":" + std::string(1'000'000, '[') + "\n",
      {"merge-manifests", "deep.jsonl", "-o", "all.jsonl"}
  );
  CHECK(ran.exit == 1);
  CHECK(tests::contains(ran.error, "error[E740]: this is not the first line of a manifest"));
}

TEST_CASE(
    "a case that would become more than its memory is given up, and the next one is looked at",
    "[again][growth]"
) {
  const TemporaryFolder folder;
  tests::write(folder / "small.xml", head + condition + "</case>");
  const std::string many =
      head + condition + "<medications>" +
      repeated(
          20'000,
          [](auto i) { return "<medication><name>m" + std::to_string(i) + "</name></medication>"; }
      ) +
      "</medications></case>";
  const std::string told =
      "large.xml: error[E734]: this case was given up: it needs more than 64 MiB of memory\n"
      "   = hint: a case has a few pages of text: look at what it holds, or allow more with "
      "--memory-limit\n";
  const Ran made = within(folder, "large.xml", many, {"make", "large.xml", "--memory-limit", "64"});
  CHECK(made.exit == 3);
  CHECK(made.error == told);
  CHECK_FALSE(fs::exists(folder / "out"));
  const Ran checked = within(
      folder, "large.xml", many, {"check", "large.xml", "small.xml", "--memory-limit", "64"}
  );
  CHECK(checked.exit == 1);
  CHECK(contains(checked.error, told));
  CHECK(contains(checked.out, "small.xml: "));
  CHECK(within(folder, "large.xml", many, {"make", "large.xml", "--memory-limit", "0"}).exit == 2);
}

TEST_CASE(
    "what a paper would not print is looked for within the memory of a case, too", "[again][growth]"
) {
  const TemporaryFolder folder;
  tests::write(folder / "small.xml", head + condition + "</case>");
  const std::string many =
      head + condition + "<opinion><diagnosis>Gout</diagnosis>" +
      repeated(
          1'500,
          [](auto i) { return "<treatment><name>t" + std::to_string(i) + "</name></treatment>"; }
      ) +
      "</opinion></case>";
  const Ran ran = within(
      folder, "large.xml", many, {"check", "large.xml", "small.xml", "--memory-limit", "128"}
  );
  CHECK((ran.exit == 0 || ran.exit == 1));
  CHECK(contains(ran.out, "small.xml: "));
}
