// Many cases in one stream: where it is cut does not hang on the pieces in which it comes.
#include "engine/batch/split.hpp"
#include "tests/fuzz/input.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

namespace {
std::vector<std::string> cut(std::string_view stream, std::size_t piece) {
  engine::batch::Splitter splitter{[&](char* to, std::size_t room) {
    const auto count = std::min({room, stream.size(), piece});
    if (count > 0) std::memcpy(to, stream.data(), count);
    stream.remove_prefix(count);
    return static_cast<ssize_t>(count);
  }};
  std::vector<std::string> pieces;
  while (auto next = splitter.next())
    pieces.push_back(
        std::to_string(next->begin.line) + ':' + std::to_string(next->begin.column) + ' ' +
        next->bytes
    );
  return pieces;
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string stream = tests::text(data, size);
  const auto whole = cut(stream, size + 1);
  if (cut(stream, 7) != whole) std::abort();
  for (const std::string& piece : whole) (void)engine::batch::id_of(piece);
  return 0;
}
