// A PDF that has been elsewhere, and is asked for the case inside.
#include "engine/encrypt/encrypt.hpp"
#include "tests/fuzz/input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace engine;
  const std::string pdf = tests::text(data, size);
  Diagnostics out;
  if (!encrypt::extract(pdf, "packet.pdf", nullptr, out) && out.errors() == 0) std::abort();
  (void)encrypt::is_encrypted(pdf);
  (void)encrypt::needs_password(pdf);
  return 0;
}
