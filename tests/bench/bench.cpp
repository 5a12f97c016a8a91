// How fast a packet is made: warm, in a loop over many patients, and cold, as a user starts the
// program.
//
//     carepacket_bench PROGRAM CASE.xml [PACKETS [STARTS [SET [KIND…]]]]

#include "engine/engine.hpp"
#include "engine/xml/xml.hpp"
#include "tests/bench/patients.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <time.h>
#include <unistd.h>
#include <vector>

namespace {

using namespace engine;
using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

/// The processor's time of this thread: what else the machine does in the meantime does not count.
std::chrono::nanoseconds spent() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec};
}

constexpr std::array<const char*, 8> stage_names{
    "read", "facts", "fill", "markup", "layout", "bind", "pdf", "other"};

/// Where the time of the measured thread goes.
struct Splits {
  std::array<std::chrono::nanoseconds, stage_names.size()> sums{};
  std::chrono::nanoseconds since{};
  std::size_t stage = stage_names.size() - 1;

  void enter(Stage next) {
    const auto now = spent();
    sums[stage] += now - since;
    since = now;
    stage = static_cast<std::size_t>(next);
  }
};
thread_local Splits splits;

/// What is made of every case: read once, before the threads begin.
MakeOptions wanted;

void stop_with(const Diagnostics& out) {
  for (const auto& told : out.all()) {
    std::fprintf(
        stderr,
        "%s:%d: %s: %s\n",
        told.file.c_str(),
        told.line,
        told.code.c_str(),
        shown(told.message, false).c_str()
    );
  }
  std::exit(1);
}

struct Sum {
  std::size_t packets = 0, pages = 0, documents = 0, bytes = 0;
};

void make_one(
    const std::string& text, Worker& worker, Sum& sum, const MakeOptions& options = wanted
) {
  Diagnostics out;
  splits.enter(Stage::read);
  const auto source = xml::decode("bench", text, Source::Holds::patient_data, out);
  if (!source) stop_with(out);
  const auto made = make(**source, worker, options, out);
  if (!made || made->files.empty()) stop_with(out);
  splits.enter(Stage::other);
  ++sum.packets;
  sum.documents += static_cast<std::size_t>(made->documents);
  sum.pages += static_cast<std::size_t>(made->files.front().pages);
  sum.bytes += made->files.front().bytes.size();
}

Worker made_worker(const Library& library) {
  Diagnostics out;
  auto worker = make_worker(library, out);
  if (!worker) stop_with(out);
  return std::move(*worker);
}

double per(double sum, std::size_t count) {
  return sum / static_cast<double>(count);
}

/// One worker, one packet after the other.
void warm(const Library& library, const std::vector<std::string>& cases) {
  Worker worker = made_worker(library);
  Sum practice, sum;
  for (std::size_t i = 0; i < std::min<std::size_t>(50, cases.size()); ++i)
    make_one(cases[i], worker, practice);
  worker.entering = [](Stage stage) { splits.enter(stage); };
  splits = {.since = spent()};
  const auto start = Clock::now();
  const auto start_of_work = spent();
  for (const auto& text : cases) make_one(text, worker, sum);
  const double work = Seconds{spent() - start_of_work}.count();
  const double seconds = Seconds{Clock::now() - start}.count();

  std::printf("warm, one thread: %zu packets in %.2f s\n", sum.packets, seconds);
  std::printf(
      "  %.0f packets a second, %.3f ms of the processor a packet\n",
      static_cast<double>(sum.packets) / seconds,
      per(work * 1e3, sum.packets)
  );
  std::printf(
      "  %.1f documents, %.1f pages, %.1f KB a packet\n\n",
      per(static_cast<double>(sum.documents), sum.packets),
      per(static_cast<double>(sum.pages), sum.packets),
      per(static_cast<double>(sum.bytes), sum.packets) / 1000
  );
  std::printf("  stage     microseconds of the processor a packet\n");
  for (std::size_t i = 0; i < stage_names.size(); ++i) {
    std::printf(
        "  %-8s  %8.1f\n",
        stage_names[i],
        per(std::chrono::duration<double, std::micro>{splits.sums[i]}.count(), sum.packets)
    );
  }
  std::printf("  %-8s  %8.1f\n\n", "whole", per(work * 1e6, sum.packets));
}

/// A way to make a packet, each with more in it than the one before.
struct Way {
  const char* name;
  void (*set)(MakeOptions&);
};
constexpr std::array ways{
    Way{"ink alone", [](MakeOptions& o) { o.flat = true, o.tagged = false; }},
    Way{"tagged, PDF/A and PDF/UA", [](MakeOptions& o) { o.flat = true; }},
    Way{"with fields to fill in", [](MakeOptions&) {}},
};

/// What each way costs. The ways take turns, so that what else the machine does falls on all.
void compare_ways(const Library& library, const std::vector<std::string>& cases) {
  constexpr std::size_t turn = 25;
  std::array<double, ways.size()> seconds{};
  std::array<Sum, ways.size()> sums{};
  std::vector<Worker> workers;
  for (std::size_t i = 0; i < ways.size(); ++i) workers.push_back(made_worker(library));
  for (std::size_t first = 0; first < cases.size(); first += turn) {
    for (std::size_t way = 0; way < ways.size(); ++way) {
      MakeOptions options = wanted;
      ways[way].set(options);
      const auto start = spent();
      for (std::size_t i = first; i < std::min(first + turn, cases.size()); ++i)
        make_one(cases[i], workers[way], sums[way], options);
      seconds[way] += Seconds{spent() - start}.count();
    }
  }
  std::printf("what a packet costs            processor     bytes   against the row above\n");
  for (std::size_t way = 0; way < ways.size(); ++way) {
    const double time = per(seconds[way] * 1e3, sums[way].packets);
    const double bytes = per(static_cast<double>(sums[way].bytes), sums[way].packets);
    std::printf("  %-26s  %7.3f ms  %8.0f", ways[way].name, time, bytes);
    if (way > 0) {
      std::printf(
          "   time x %.2f, bytes x %.2f",
          seconds[way] / seconds[way - 1],
          static_cast<double>(sums[way].bytes) / static_cast<double>(sums[way - 1].bytes)
      );
    }
    std::printf("\n");
  }
  std::printf("\n");
}

/// A worker a core, as a batch would.
void on_all_cores(const Library& library, const std::vector<std::string>& cases) {
  const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
  std::vector<std::thread> threads;
  const auto start = Clock::now();
  for (unsigned core = 0; core < cores; ++core) {
    threads.emplace_back([&, core] {
      Worker worker = made_worker(library);
      Sum sum;
      for (std::size_t i = core; i < cases.size(); i += cores) make_one(cases[i], worker, sum);
    });
  }
  for (auto& thread : threads) thread.join();
  const double seconds = Seconds{Clock::now() - start}.count();
  std::printf(
      "warm, %u threads: %.0f packets a second\n\n",
      cores,
      static_cast<double>(cases.size()) / seconds
  );
}

/// The program itself, started anew for every packet, writing to a folder of its own.
void cold(const char* program, const char* file, int starts) {
  std::string folder = "/tmp/carepacket-bench.XXXXXX";
  if (!::mkdtemp(folder.data())) return;
  std::vector<double> wall, processor;
  long most_memory = 0;
  for (int i = 0; i < starts; ++i) {
    const auto start = Clock::now();
    const pid_t child = ::fork();
    if (child == 0) {
      const int none = ::open("/dev/null", O_WRONLY);
      ::dup2(none, STDOUT_FILENO);
      ::dup2(none, STDERR_FILENO);
      ::execl(program, program, "make", file, "-o", folder.c_str(), static_cast<char*>(nullptr));
      ::_exit(127);
    }
    int status = 0;
    rusage used{};
    ::wait4(child, &status, 0, &used);
    wall.push_back(Seconds{Clock::now() - start}.count() * 1e3);
    const auto milliseconds = [](timeval t) {
      return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) / 1e3;
    };
    processor.push_back(milliseconds(used.ru_utime) + milliseconds(used.ru_stime));
    most_memory = std::max(most_memory, used.ru_maxrss);
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
      std::fprintf(stderr, "%s make %s failed\n", program, file);
      std::exit(1);
    }
  }
  std::sort(wall.begin(), wall.end());
  std::sort(processor.begin(), processor.end());
  std::printf("cold: carepacket make, started %d times\n", starts);
  std::printf(
      "  %.1f ms from start to end (median; best %.1f), %.1f ms of them computing, %.1f MB of "
      "memory at most\n",
      wall[wall.size() / 2],
      wall.front(),
      processor[processor.size() / 2],
      static_cast<double>(most_memory) / 1024
  );
  [[maybe_unused]] const int removed = std::system(("rm -r " + folder).c_str());
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) {
    std::fprintf(stderr, "carepacket_bench PROGRAM CASE.xml [PACKETS [STARTS [SET [KIND...]]]]\n");
    return 2;
  }
  const std::string program = words[1];
  const int packets = count > 3 ? std::atoi(words[3]) : 2000;
  const int starts = count > 4 ? std::atoi(words[4]) : 40;
  if (count > 5) wanted.set = words[5];
  for (int i = 6; i < count; ++i) wanted.only.emplace_back(words[i]);
  std::ifstream file{words[2], std::ios::binary};
  const std::string sample{std::istreambuf_iterator<char>{file}, {}};

  // Before anything is in memory here: what a program is started from counts into its own peak.
  if (starts > 0) cold(words[1], words[2], starts);

  const std::string share = program.substr(0, program.rfind('/') + 1) + "share/carepacket";
  Diagnostics out;
  const auto library = open_library(share, "", out);
  if (!library) stop_with(out);

  std::vector<std::string> cases;
  for (int i = 0; i < packets; ++i) cases.push_back(tests::patient(sample, i));
  if (!cases.empty()) {
    warm(**library, cases);
    on_all_cores(**library, cases);
    compare_ways(**library, cases);
  }
  return 0;
}
