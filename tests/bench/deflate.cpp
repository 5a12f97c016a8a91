// What the codes known before are worth: the streams that are written anew for each document,
// compressed by QuickDeflater and by libdeflate, a row each. Time is the processor's, the best of
// several rounds.
//
//     carepacket_deflate PACKET.pdf…

#include "engine/flate/flate.hpp"
#include "engine/flate/quick_deflate.hpp"
#include "tests/bench/streams.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <limits>
#include <string>
#include <time.h>
#include <vector>

namespace {

using namespace engine;
using flate::QuickDeflater;

struct Stream {
  QuickDeflater::Of kind;
  std::string plain;
};

double seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

struct Measured {
  std::size_t bytes = 0;
  double time = std::numeric_limits<double>::max();
};

/// Compresses all streams several times over, one after another.
template <class Compress>
Measured measure(const std::vector<Stream>& streams, Compress&& compress) {
  constexpr int rounds = 15;
  Measured best;
  Bytes out;
  for (int round = 0; round < rounds; ++round) {
    const double begin = seconds();
    std::size_t bytes = 0;
    for (const Stream& stream : streams) {
      out.clear();
      compress(stream, out);
      bytes += out.size();
    }
    best.time = std::min(best.time, seconds() - begin);
    best.bytes = bytes;
  }
  return best;
}

void print(const char* name, const Measured& measured, const Measured& quick, std::size_t plain) {
  std::printf(
      "%-24s %7.1f MB/s  %5.2f times as long  %5.1f %% of the bytes  %5.3f times as many\n",
      name,
      static_cast<double>(plain) / measured.time * 1e-6,
      measured.time / quick.time,
      100.0 * static_cast<double>(measured.bytes) / static_cast<double>(plain),
      static_cast<double>(measured.bytes) / static_cast<double>(quick.bytes)
  );
}

}  // namespace

int main(int count, char** words) {
  std::vector<Stream> streams;
  for (int i = 1; i < count; ++i) {
    bench::for_each_stream(
        words[i],
        [&](const std::string& page) {
          streams.push_back({QuickDeflater::Of::pages, page});
        },
        [&](const std::string& objects) {
          streams.push_back({QuickDeflater::Of::objects, objects});
        }
    );
  }
  std::size_t plain = 0;
  for (const Stream& stream : streams) plain += stream.plain.size();
  if (plain == 0) {
    std::fprintf(stderr, "usage: carepacket_deflate PACKET.pdf…, as carepacket writes them\n");
    return 2;
  }
  QuickDeflater codes;
  const Measured quick = measure(streams, [&](const Stream& stream, Bytes& out) {
    codes.deflate(stream.plain, stream.kind, out);
  });
  std::printf("%zu streams, %zu bytes\n", streams.size(), plain);
  print("QuickDeflater", quick, quick, plain);
  for (const int level : {1, 6}) {
    flate::Deflater deflater{level};
    const Measured measured = measure(streams, [&](const Stream& stream, Bytes& out) {
      deflater.deflate(stream.plain, out);
    });
    print(("libdeflate, level " + std::to_string(level)).c_str(), measured, quick, plain);
  }
  return 0;
}
