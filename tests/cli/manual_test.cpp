// The manual and the completions say what --help says.

#include "engine/cli/manual.hpp"

#include "tests/support/run.hpp"

#include <catch2/catch.hpp>

using namespace engine::cli;
using tests::contains;

namespace {

/// What a shell without hyphens of roff reads.
std::string plain(std::string text) {
  for (auto at = text.find("\\-"); at != text.npos; at = text.find("\\-", at)) text.erase(at, 1);
  return text;
}

std::string completed(const std::string& line) {
  const tests::TemporaryFolder folder;
  tests::write(folder / "completions", bash_completions());
  tests::write(folder / "rivera.xml", "");
  return tests::
      run({"bash",
           "-c",
           ". ./completions; COMP_WORDS=(" + line +
               "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _carepacket; echo \"${COMPREPLY[@]}\""},
          {.folder = folder.path().string()})
          .out;
}

}  // namespace

TEST_CASE("a page of the manual has every option of its command, and its examples") {
  for (const CommandHelp& help : all_commands()) {
    CAPTURE(help.name);
    const std::string page = plain(manual_of(help));
    const auto all = options_of(help.command);
    for (const auto& option : all.options()) {
      CHECK(contains(page, "--" + option->long_name()));
      CHECK(contains(page, option->description()));
    }
    CHECK(contains(page, help.examples));
    CHECK(contains(plain(manual_of_all()), "carepacket-" + std::string{help.name}));
  }
}

TEST_CASE("groff has nothing to say of a page of the manual") {
  if (!tests::has_tool("groff")) return;
  std::vector<std::string> pages{
      manual_of_all(), manual_of_topic("nights", "Every night\n\n'a\n.b \\c\n")};
  for (const CommandHelp& help : all_commands()) pages.push_back(manual_of(help));
  for (const std::string& page : pages) {
    CAPTURE(page);
    CHECK(tests::run_on(page, "groff -man -Tutf8 -K utf8 -ww -z {}").complaint() == "");
  }
  const std::string shown = tests::run_on(pages[1], "groff -man -Tutf8 -P-cbou {}").out;
  CHECK(contains(shown, "carepacket-nights - Every night"));
  CHECK(contains(shown, "       'a\n       .b \\c\n"));
}

TEST_CASE("bash completes commands, options, their values and files") {
  CHECK(completed("carepacket me") == "merge-manifests\n");
  CHECK(completed("carepacket make --form") == "--format\n");
  CHECK(completed("carepacket make --format h") == "html\n");
  CHECK(completed("carepacket make riv") == "rivera.xml\n");
  CHECK(completed("carepacket make -o riv") == "\n");  // a folder
  CHECK(completed("carepacket check --sep") == "\n");
  CHECK(completed("carepacket batch --sep") == "--separator --separators --separate\n");
}

TEST_CASE("zsh and fish are told of every option") {
  const std::string zsh = zsh_completions(), fish = fish_completions();
  for (const CommandHelp& help : all_commands()) {
    CAPTURE(help.name);
    CHECK(contains(zsh, "'" + std::string{help.name} + ":"));
    const auto all = options_of(help.command);
    for (const auto& option : all.options()) {
      CHECK(contains(zsh, "'--" + option->long_name() + "["));
      CHECK(contains(
          fish,
          "__fish_seen_subcommand_from " + std::string{help.name} + "' -l " + option->long_name()
      ));
    }
  }
  for (const auto& [shell, text] : {std::pair{"zsh", &zsh}, {"fish", &fish}}) {
    if (tests::has_tool(shell))
      CHECK(tests::run_on(*text, std::string{shell} + " -n {}").complaint() == "");
  }
}
