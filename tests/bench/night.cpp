// A clinic's night: how fast many packets are made, by the program as a user starts it.
//
//     carepacket_night PROGRAM CLINIC SAMPLE.xml [CASES]
//
// Every case is another patient's; its packet is five documents on nine pages, tagged, with its
// fonts inside.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

struct Ran {
  double seconds = 0, processor = 0;
  long kilobytes = 0;  ///< of memory at most
};

/// Runs a program to its end. `input` and `output`: files; empty: nothing.
Ran run(
    const std::vector<std::string>& words,
    const std::string& input = "",
    const std::string& output = ""
) {
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const auto start = Clock::now();
  const pid_t child = ::fork();
  if (child == 0) {
    const auto open_at = [](const std::string& path, int flags, int number) {
      const int file = ::open(path.empty() ? "/dev/null" : path.c_str(), flags, 0600);
      if (file < 0) ::_exit(127);
      ::dup2(file, number);
    };
    open_at(input, O_RDONLY, STDIN_FILENO);
    open_at(output, O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
    open_at("", O_WRONLY, STDERR_FILENO);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }
  int status = 0;
  rusage used{};
  ::wait4(child, &status, 0, &used);
  if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
    std::fprintf(stderr, "%s %s failed\n", words[0].c_str(), words[1].c_str());
    std::exit(1);
  }
  const auto seconds = [](timeval t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return {
      std::chrono::duration<double>{Clock::now() - start}.count(),
      seconds(used.ru_utime) + seconds(used.ru_stime),
      used.ru_maxrss};
}

void print(const char* what, int cases, const Ran& ran, const std::string& against = "") {
  std::printf(
      "  %-42s %7.0f packets/s  %6.2f ms CPU each  %5.1f MiB  %s\n",
      what,
      cases / ran.seconds,
      ran.processor * 1e3 / cases,
      static_cast<double>(ran.kilobytes) / 1024,
      against.c_str()
  );
  std::fflush(stdout);
}

std::string times(double factor) {
  char text[32];
  std::snprintf(text, sizeof text, "x %.2f", factor);
  return text;
}

}  // namespace

int main(int count, char** words) {
  if (count < 4) {
    std::fprintf(stderr, "carepacket_night PROGRAM CLINIC SAMPLE.xml [CASES]\n");
    return 2;
  }
  const std::string program = words[1], clinic = words[2], sample = words[3];
  const int cases = count > 4 ? std::atoi(words[4]) : 10'000;
  std::string folder = (fs::temp_directory_path() / "carepacket-night.XXXXXX").string();
  if (!::mkdtemp(folder.data())) return 1;
  const std::string inputs = folder + "/cases", out = folder + "/out",
                    one_file = folder + "/night.xml";
  run({clinic, sample, std::to_string(cases), inputs});
  const std::vector<std::string> make{
      program,
      "batch",
      "--quiet",
      "--only",
      "transfer-letter,authorization,story-summary,questions-treatment,comparison"};
  const auto with = [&](std::initializer_list<std::string> more) {
    auto all = make;
    all.insert(all.end(), more);
    return all;
  };

  std::printf(
      "a night of %d cases, %u cores\n",
      cases,
      std::max(1u, static_cast<unsigned>(::sysconf(_SC_NPROCESSORS_ONLN)))
  );
  const Ran one = run(with({inputs, "--jobs", "1", "--container", "tar", "-o", "-"}));
  print("tar to a pipe, one thread", cases, one);
  const Ran all = run(with({inputs, "--container", "tar", "-o", "-"}));
  print(
      "tar to a pipe, a thread a core",
      cases,
      all,
      times(one.seconds / all.seconds) + " as fast as one"
  );
  const Ran files = run(with({inputs, "-o", out}));
  print("files", cases, files);
  const Ran again = run(with({inputs, "-o", out}));
  print(
      "again, nothing changed", cases, again, times(again.seconds / files.seconds) + " of the time"
  );
  fs::remove_all(out);
  for (const int number : {1000, 10'000, 100'000}) {
    if (number > cases * 10) break;
    run({clinic, sample, std::to_string(number), "-"}, "", one_file);
    const Ran stream = run(with({"-", "--container", "tar", "-o", "-"}), one_file);
    print(("one file of " + std::to_string(number) + " cases, to a pipe").c_str(), number, stream);
  }
  fs::remove_all(folder);
  return 0;
}
