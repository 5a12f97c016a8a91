// A line of a manifest that anybody may have written: what is taken for one is written the same
// again.
#include "engine/batch/manifest.hpp"
#include "tests/fuzz/input.hpp"

namespace {
using namespace engine::batch;

/// What one reader takes out of a line it must take out of the line that is written of it.
template <class Read, class Write>
void check(std::string_view line, Read&& read, Write&& write) {
  const auto first = read(line);
  if (!first) return;
  const std::string written = write(*first);
  const auto second = read(std::string_view{written});
  if (!second || write(*second) != written) std::abort();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string line = tests::text(data, size);
  check(line, head_in, [](const Head& head) { return line_of(head); });
  check(line, entry_in, [](const Entry& entry) { return line_of(entry); });
  check(line, tail_in, [](const Tail& tail) { return line_of(tail); });
  (void)key_in(line);
  (void)id_in(line);
  return 0;
}
