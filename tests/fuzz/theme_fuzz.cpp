// Theme files.
#include "engine/doc/doc.hpp"
#include "tests/fuzz/input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engine;
  const Source theme{"theme.xml", tests::text(data, size)};
  Diagnostics out;
  if (!doc::read_theme(theme, out) && out.errors() == 0) std::abort();
  return 0;
}
