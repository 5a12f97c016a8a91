// What cannot happen, and happens: an import whose sum does not hold ends the program as main()
// ends it.

#include "engine/chart/found.hpp"
#include "engine/cli/process.hpp"
#include "tests/chart/charts.hpp"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

TEST_CASE("an import whose sum does not hold ends with 5, and says that it is our fault") {
  const tests::TemporaryFolder folder;
  const std::string told = folder / "told";
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const int file = ::open(told.c_str(), O_CREAT | O_WRONLY, 0600);
    ::dup2(file, STDERR_FILENO);
    engine::chart::Options losing;
    losing.before_proof = [](engine::chart::Chart& chart) { chart.found.pop_back(); };
    ::_exit(engine::cli::exit_code_of([&] {
      tests::chart::import(
          {{"a.xml",
            tests::chart::document(
                tests::chart::section("48765-2", tests::chart::allergy("Penicillin"))
            )}},
          losing
      );
      return engine::cli::Exit::all_made;
    }));
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 5);
  CHECK(
      tests::read(told) ==
      "carepacket: error[E799]: this is a fault of carepacket itself (the account of a chart does "
      "not come out even: allergies 1 found, 0 told)\n"
      "   = hint: please report it, with the command you gave; leave the case file out, it is "
      "private\n"
  );
}
