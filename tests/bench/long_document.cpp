// Whether a page costs the same however many there are: a document of ten pages against one of a
// thousand.
//
//     carepacket_long_document PROGRAM

#include "engine/engine.hpp"
#include "engine/xml/xml.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <time.h>

namespace {

using namespace engine;

/// Seconds of the processor that this thread has used.
double spent() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// The most memory the program ever had, in MB.
double most_memory() {
  std::ifstream status{"/proc/self/status"};
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("VmHWM:", 0) == 0) return std::strtod(line.c_str() + 6, nullptr) / 1024;
  }
  return 0;
}

void stop_with(const Diagnostics& out) {
  for (const auto& told : out.all())
    std::fprintf(stderr, "%s: %s\n", told.code.c_str(), shown(told.message, false).c_str());
  std::exit(1);
}

/// A patient who has very much to ask. Six questions fill a page, with lines for the answers.
std::string case_with(int questions) {
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<case id=\"long\" version=\"1\">\n"
      "<asOf>2026-11-22</asOf>\n<patient><name><text>Dana Cruz</text></name></patient>\n"
      "<provider><name><prefix>Dr.</prefix><family>Lowe</family></name></provider>\n"
      "<condition><text>back pain</text></condition>\n";
  for (int i = 0; i < questions; ++i) {
    text += "<question category=\"treatment\" source=\"own\">What happens in week " +
            std::to_string(i) + " of the treatment, and who looks after me then?</question>\n";
  }
  return text + "</case>\n";
}

struct Measured {
  int pages = 0;
  double seconds = 0;
};

/// The best of several times: what else the machine does makes a run slower, never faster.
Measured measure(const Library& library, const std::string& text, int times) {
  Diagnostics out;
  auto worker = make_worker(library, out, Check::those_used);
  if (!worker) stop_with(out);
  MakeOptions options;
  options.only = {"questions-treatment"};
  Measured best;
  for (int i = 0; i < times; ++i) {
    Diagnostics told;
    const double start = spent();
    const auto source = xml::decode("long", text, Source::Holds::patient_data, told);
    if (!source) stop_with(told);
    const auto made = make(**source, *worker, options, told);
    const double seconds = spent() - start;
    if (!made || made->files.empty()) stop_with(told);
    best.pages = made->files.front().pages;
    if (i == 0 || seconds < best.seconds) best.seconds = seconds;
  }
  return best;
}

void print(const Measured& of) {
  std::printf(
      "  %4d pages  %8.2f ms  %6.1f us a page\n",
      of.pages,
      of.seconds * 1e3,
      of.seconds * 1e6 / of.pages
  );
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) {
    std::fprintf(stderr, "carepacket_long_document PROGRAM\n");
    return 2;
  }
  const std::string program = words[1];
  Diagnostics out;
  const auto library =
      open_library(program.substr(0, program.rfind('/') + 1) + "share/carepacket", "", out);
  if (!library) stop_with(out);

  std::printf("a long document, made by one worker\n");
  const Measured some = measure(**library, case_with(50), 50);
  print(some);
  const double before = most_memory();
  const Measured many = measure(**library, case_with(6'000), 5);
  print(many);
  std::printf(
      "  a page of the long one takes %.2f times as long; %.0f MB of memory at most (%.0f MB "
      "before "
      "it)\n",
      many.seconds / many.pages / (some.seconds / some.pages),
      most_memory(),
      before
  );
  return 0;
}
